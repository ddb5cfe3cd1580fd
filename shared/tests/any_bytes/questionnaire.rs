//! A survey's definition, whatever it holds: linted, and where it is sound, usable in every way.

use std::sync::Arc;

use serde_json::{Map, Value};
use shared::Questionnaire;
use shared::draft::changes;
use shared::interview::{Form, Interview, check_received};
use shared::questionnaire::{check, luggage};
use shared::time::Stamp;

/// Whether it is sound.
pub fn any_value(value: &Value) -> bool {
    // The phone's reader never sees what was not checked, and must stand it all the same.
    let by_hand = Questionnaire::from_value(value);
    let Ok(questionnaire) = serde_json::from_value::<Questionnaire>(value.clone()) else { return false };
    let faults = check(&questionnaire);
    assert_eq!(faults, check(&questionnaire));
    if let Some(by_hand) = by_hand {
        let _ = check(&by_hand);
    }
    let Ok(form) = Form::new(questionnaire.clone()) else { return false };
    let form = Arc::new(form);
    // What is published is read by both readers as the same.
    let published = serde_json::to_value(&questionnaire).unwrap_or_default();
    assert_eq!(serde_json::from_value::<Questionnaire>(published.clone()).ok().as_ref(), Some(&questionnaire));
    assert_eq!(Questionnaire::from_value(&published).as_ref(), Some(&questionnaire));
    assert!(changes(&questionnaire, &questionnaire).is_empty());
    questionnaire.needs();
    luggage::pack(questionnaire);
    let now = Stamp { millis: 1_795_320_563_548, offset: 0 };
    let interview = Interview::new(form.clone(), now);
    for spot in interview.spots() {
        let path = form.path(spot);
        let _ = (interview.value(&path), interview.choices(&path).len(), interview.is_shown(&path));
    }
    if let Ok(finished) = interview.finish() {
        assert_eq!(
            check_received(&form, &finished.answers, None, now),
            [],
            "the server refuses what the phone finished"
        );
    }
    check_received(&form, &Map::new(), None, now);
    true
}
