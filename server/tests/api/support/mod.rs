//! What the tests share: a database, the program on it, requests, and answers that pass the checks.

mod answers;
mod cluster;
mod database;
mod http;
mod program;
mod proxy;
mod secure;
mod staff;
mod stream;
mod workbooks;
mod world;

use std::time::{Duration, Instant};

pub use answers::{SLUG, fresh_id, revised, sha256, submission, submission_from};
pub use cluster::Cluster;
pub use database::Database;
pub use http::{Answer, agent};
pub use program::{EMAIL, PASSWORD, Program, fails_saying};
pub use proxy::Proxy;
pub use secure::{Pair, Secure, openssl, plainly};
pub use staff::{Staff, base, row};
pub use stream::Stream;
pub use workbooks::{XLSX, bomb, survey_sheet, with_choices, without_a_core_question, workbook_of};
pub use world::World;

/// Waits for something to become true, far longer than it takes.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(120) {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it never came: {what}");
}

/// One body, both databases: `name::on_sqlite` and `name::on_postgresql`.
macro_rules! on_both {
    ($($(#[$note:meta])* fn $name:ident($world:ident: &World) $body:block)*) => {$(
        mod $name {
            use super::*;

            $(#[$note])*
            fn body($world: &World) $body

            #[test]
            fn on_sqlite() {
                body(&World::new(Database::sqlite()));
            }

            #[test]
            fn on_postgresql() {
                match Database::postgresql() {
                    Some(database) => body(&World::new(database)),
                    None => println!("skipped: no PostgreSQL"),
                }
            }
        }
    )*};
}
