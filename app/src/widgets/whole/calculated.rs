//! An answer that is worked out: shown, and never typed over.

use crate::widgets::el::{El, el, live};
use crate::widgets::field::{Field, text_of};

pub fn calculated(field: &Field) -> El {
    let field = field.clone();
    el("output.input.w-m").child(live(move || {
        field.around.host.follow();
        shared::words::grouped(&text_of(field.around.host.entry(&field.path).as_ref()))
    }))
}
