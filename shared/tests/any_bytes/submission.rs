//! One item of `POST /api/v1/submissions`, whatever its bytes: read as the server reads it, and checked with each
//! of the standard surveys as the server checks it.

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use shared::interview::{Form, check_received};
use shared::json::{canonical, read};
use shared::standard;
use shared::submission::{hash_of, is_uuid, receive};

/// London's two instruments, and one with every kind of question and rule.
pub fn forms() -> &'static [Arc<Form>] {
    static FORMS: OnceLock<Vec<Arc<Form>>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let kinds = serde_json::from_str(include_str!("../../../end2end/surveys/kinds.json"));
        let all = [standard::state_of_the_sector(), standard::needs_pulse(), kinds];
        all.into_iter().flatten().filter_map(|one| Form::new(one).ok()).map(Arc::new).collect()
    })
}

/// How many of the surveys would take it.
pub fn any_item(bytes: &[u8]) -> usize {
    let received = match receive(bytes) {
        Ok(received) => received,
        Err(unreadable) => {
            assert!(unreadable.id.is_none_or(|id| is_uuid(&id)));
            return 0;
        }
    };
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    assert_eq!(hash_of(text).as_ref(), Some(&received.sha256), "phone and server hash the same");
    let value = read(bytes).unwrap_or(Value::Null);
    assert_eq!(hash_of(&canonical(&value)), Some(received.sha256.clone()), "order and spelling do not matter");
    if received.contact.is_none() {
        let again = receive(received.body.as_bytes());
        assert!(again.is_ok_and(|again| (&again.body, &again.sha256) == (&received.body, &received.sha256)));
    }
    let check =
        |form: &Arc<Form>| check_received(form, &received.answers, received.contact.as_ref(), received.finished_at);
    let fits = |form: &&Arc<Form>| {
        let problems = check(form);
        assert_eq!(problems, check(form), "the same bytes are judged the same");
        problems.is_empty()
    };
    forms().iter().filter(fits).count()
}
