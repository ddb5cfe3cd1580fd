//! Demo answers: made up, seeded, over all 33 boroughs, as submissions of the contract.

mod dice;
mod respondent;
mod run;

use std::sync::Arc;

use shared::interview::Form;
use shared::submission::{Cover, freeze};
use shared::time::Stamp;

use dice::Dice;

pub use run::{add, remove, to_file};

/// 2 November 2026, 08:00 UTC: fixed, so that a seed always gives the same bytes.
const FIRST_FINISH: i64 = 1_793_606_400_000;
const DAYS: u64 = 18;

/// `count` submissions to the form's version, as frozen bytes; the same for the same seed.
pub fn submissions(form: Arc<Form>, count: u64, seed: u64) -> impl Iterator<Item = String> {
    let questionnaire = form.questionnaire();
    let (survey, version, notice) =
        (questionnaire.slug.clone(), questionnaire.version, questionnaire.notice.version.clone());
    (0..count).filter_map(move |number| {
        let mut dice = Dice::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(number));
        let finished_at = FIRST_FINISH + dice.between(0, DAYS * 86_400) as i64 * 1000;
        let started_at = finished_at - dice.between(240, 1500) as i64 * 1000;
        // Nearly always the first throw; one that breaks a rule is thrown again, but not for ever.
        let finished =
            (0..100).find_map(|_| respondent::answer(&form, &mut dice, Stamp { millis: finished_at, offset: 0 }))?;
        let (high, low) = (dice.next(), dice.next());
        let cover = Cover {
            id: uuid(finished_at, high, low),
            survey: survey.clone(),
            version,
            revision: 1,
            started_at: Stamp { millis: started_at, offset: 0 }.to_rfc3339(),
            finished_at: Stamp { millis: finished_at, offset: 0 }.to_rfc3339(),
            language: "en".into(),
            edit_key: format!("{:032x}", dice.next()),
            notice: notice.clone(),
            salt: format!("{:032x}", dice.next()),
        };
        Some(freeze(&cover, &finished))
    })
}

/// A UUIDv7 (RFC 9562) from a time and chance.
fn uuid(millis: i64, high: u64, low: u64) -> String {
    let time = millis as u64 & 0xffff_ffff_ffff;
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        time >> 16,
        time & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 48 & 0x3fff),
        low & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::interview::check_received;
    use shared::submission::receive;

    fn form() -> Arc<Form> {
        let mut standard = shared::standard::state_of_the_sector().unwrap();
        standard.version = 1;
        Arc::new(Form::new(standard).unwrap())
    }

    #[test]
    fn demo_answers_pass_the_same_check_as_real_ones() {
        let form = form();
        let mut boroughs = std::collections::HashSet::new();
        let mut short = 0;
        for line in submissions(form.clone(), 2000, 1) {
            let received = receive(line.as_bytes()).unwrap();
            let contact = received.contact.as_ref();
            assert_eq!(check_received(&form, &received.answers, contact, received.finished_at), []);
            boroughs.insert(received.answers["B4"]["borough"].to_string());
            short += usize::from(!received.answers.contains_key("G1") && !received.answers.contains_key("E2"));
        }
        assert_eq!(boroughs.len(), 34);
        assert!((200..1000).contains(&short), "{short} on the short route");
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let make = |seed| submissions(form(), 20, seed).collect::<Vec<_>>();
        assert_eq!(make(1), make(1));
        assert_ne!(make(1), make(2));
    }
}
