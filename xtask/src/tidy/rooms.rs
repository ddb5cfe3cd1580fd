//! The rules about what belongs into which room of the house.

use super::Breaches;
use super::files::Files;
use super::rules::is_test;
use crate::tree::Tree;
use anyhow::Result;

const ALL: [&str; 4] = ["app/", "server/", "shared/", "migrations/"];

pub fn sea_orm(_: &Tree, files: &Files) -> Result<Breaches> {
    let rooms = ["server/src/store", "server/tests/", "migrations/"];
    Ok(outside(files, &ALL, &rooms, &["sea_orm", "sea_orm_migration"]))
}

pub fn actix_web(_: &Tree, files: &Files) -> Result<Breaches> {
    let words = ["actix_web", "actix_http", "actix_files", "actix_rt"];
    Ok(outside(files, &ALL, &["server/"], &words))
}

pub fn device(_: &Tree, files: &Files) -> Result<Breaches> {
    let words = [
        "idb",
        "gloo_storage",
        "gloo_net",
        "web_sys::Storage",
        "web_sys::StorageManager",
        "local_storage",
        "session_storage",
        "indexed_db",
        "IdbFactory",
        "LockManager",
        "locks",
        "ServiceWorker",
        "ServiceWorkerContainer",
        "ServiceWorkerRegistration",
        "service_worker",
        "fetch_with_request",
        "fetch_with_str",
        "BroadcastChannel",
        "EventSource",
        "WebSocket",
        "XmlHttpRequest",
    ];
    Ok(outside(files, &["app/src/"], &["app/src/device"], &words))
}

pub fn shared(_: &Tree, files: &Files) -> Result<Breaches> {
    let words = [
        "leptos",
        "sea_orm",
        "tokio",
        "actix_web",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "getrandom",
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "std::process",
        "SystemTime",
        "Instant",
        "async",
    ];
    Ok(outside(files, &["shared/src/"], &[], &words))
}

pub fn shared_platforms(_: &Tree, files: &Files) -> Result<Breaches> {
    Ok(outside(files, &["shared/src/"], &[], &["target_arch", "target_os", "target_family"]))
}

/// Uses of these words as whole words, in these folders but outside these rooms.
fn outside(files: &Files, folders: &[&str], rooms: &[&str], words: &[&str]) -> Breaches {
    let mut breaches = Vec::new();
    for (file, code) in files.rust(folders) {
        if rooms.iter().any(|room| file.path.starts_with(room)) {
            continue;
        }
        // Tests of the library may read a clock; those of other crates keep to their rooms too.
        if file.path.starts_with("shared/") && is_test(&file.path) {
            continue;
        }
        for (number, line) in code.lines().enumerate() {
            for word in words.iter().filter(|word| has_word(line, word)) {
                breaches.push(format!("{}:{} uses {word}", file.path, number + 1));
            }
        }
    }
    breaches
}

fn has_word(line: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word)
        .any(|(at, _)| !part(line[..at].chars().next_back()) && !part(line[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(has_word("use idb::Factory;", "idb"));
        assert!(has_word("window.navigator().locks()", "locks"));
        assert!(!has_word("let blocks = hidb;", "locks"));
        assert!(!has_word("asynchronous", "async"));
        assert!(has_word("let a: web_sys::Storage;", "web_sys::Storage"));
        assert!(!has_word("web_sys::StorageEvent", "web_sys::Storage"));
    }
}
