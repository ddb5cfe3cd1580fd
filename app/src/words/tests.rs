//! Three languages prove the mechanism: every message is there, numbers take the right form, English stays.
#![cfg(feature = "ssr")]

use super::*;

fn table(language: &str) -> Vec<serde_json::Value> {
    let json = spoken::TABLES.iter().find(|(known, _)| *known == language).unwrap().1;
    serde_json::from_str(json).unwrap()
}

#[test]
fn no_message_is_missing_in_the_drafts() {
    for language in ["pl", "ur"] {
        let missing = table(language).iter().filter(|entry| entry.is_null()).count();
        assert_eq!((table(language).len(), missing), (COUNT, 0), "{language}");
    }
}

#[test]
fn numbers_take_the_form_of_their_language() {
    let found = |language, count| in_language(language, || boroughs_found(count));
    for (language, forms) in [
        ("en", ["0 boroughs found", "1 borough found", "2 boroughs found", "5 boroughs found", "22 boroughs found"]),
        ("pl", ["0 dzielnic", "1 dzielnica", "2 dzielnice", "5 dzielnic", "22 dzielnice"]),
        ("ur", ["0 بورو ملیں", "1 بورو ملی", "2 بورو ملیں", "5 بورو ملیں", "22 بورو ملیں"]),
    ] {
        for (count, form) in [0, 1, 2, 5, 22].into_iter().zip(forms) {
            let said = found(language, count);
            assert!(said.contains(form), "{language}: {said}");
        }
    }
    assert_eq!(in_language("pl", || characters_left(1000)), "Pozostało 1,000 znaków");
}

#[test]
fn a_language_is_in_force_for_its_work_alone() {
    assert_eq!(in_language("pl", pill_sending), "Wysyłanie");
    assert_eq!(in_language("ur", || in_language("pl", pill_sending)), "Wysyłanie");
    assert_eq!(pill_sending(), "Sending");
    assert_eq!(in_language("cy", || part_of("2", "5")), "Part 2 of 5");
    assert_eq!(in_language("pl-PL", || month(3)), "marca");
    assert_eq!((language_of("ur-Latn"), language_of("pl"), language_of("en")), (None, Some("pl"), None));
}

#[test]
fn short_names_in_english_are_the_first_three_letters() {
    for number in 1..=12 {
        assert_eq!(month(number).get(..3), Some(month_short(number)));
    }
    for day in 0..7 {
        assert_eq!(weekday(day).get(..3), Some(weekday_short(day)));
    }
}
