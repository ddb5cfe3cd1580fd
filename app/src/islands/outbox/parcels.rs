//! A finished survey in words. Pure; no names of organisations, since phones are shared.

use shared::outbox::{Parcel, State, Trouble};
use shared::problem::Problem;
use shared::short_code;
use shared::time::{Millis, Stamp};

use super::entry::{Entry, Group, Pill};
use crate::words;

/// A parcel in words; `when` tells a moment as people say it.
pub fn entry_of(parcel: &Parcel, when: fn(Millis) -> String) -> Entry {
    let finished = words::finished(&when(parcel.finished_at), &parcel.number.to_string());
    let mut entry = Entry {
        id: parcel.id.clone(),
        survey: parcel.survey.clone(),
        group: Group::NeedsYou,
        title: parcel.title.clone(),
        pill: Pill::Refused,
        progress: None,
        facts: finished,
        lines: Vec::new(),
        can_mend: false,
    };
    match &parcel.state {
        State::Waiting { tried_at, next_at, trouble, .. } => {
            (entry.group, entry.pill) = (Group::Waiting, Pill::Queued);
            entry.lines.extend(trouble.map(|trouble| words_of(trouble).to_owned()));
            entry.lines.extend(tried_at.map(|tried| words::tried(&when(tried), &when(*next_at))));
        }
        State::Sent { receipt } | State::Withdrawn { receipt } => {
            let is_sent = matches!(parcel.state, State::Sent { .. });
            (entry.group, entry.pill) = (Group::Sent, if is_sent { Pill::Sent } else { Pill::Withdrawn });
            let received = Stamp::parse(&receipt.received_at);
            let received = received.map_or_else(String::new, |stamp| when(stamp.millis));
            entry.facts = words::received(&parcel.title, &received, &parcel.number.to_string());
            entry.title = short_code::of(&parcel.id).unwrap_or_default();
        }
        State::Conflict { .. } => {
            // Nobody needs to do anything here: staff have both.
            (entry.group, entry.pill) = (Group::Sent, Pill::Conflict);
            entry.facts = [&entry.title, ". ", &entry.facts].concat();
            entry.title = short_code::of(&parcel.id).unwrap_or_default();
            entry.lines.push(ask(words::arrived_twice(), &parcel.id));
        }
        State::Refused { problems, .. } => {
            entry.can_mend = problems.iter().any(|problem| !problem.question.is_empty());
            entry.lines = problems.iter().take(3).map(line).collect();
            entry.lines.push(if entry.can_mend {
                words::mend_that_answer().to_owned()
            } else {
                ask(words::send_later(), &parcel.id)
            });
        }
    }
    entry
}

fn words_of(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoSignal => words::not_reached(),
        Trouble::NotOurs => words::not_ours(),
        Trouble::Busy => words::come_back_later(),
    }
}

fn line(problem: &Problem) -> String {
    let words = words::sentence(None, problem);
    if problem.question.is_empty() { words::line(&words) } else { words::line_of_question(&problem.question, &words) }
}

/// With the code that can be read out over the telephone.
fn ask(words: &str, id: &str) -> String {
    words::ask_with_code(words, &short_code::of(id).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::Code;

    fn parcel(state: State) -> Parcel {
        Parcel {
            id: "01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11".into(),
            survey: "winter-pulse".into(),
            title: "Winter pulse".into(),
            version: 1,
            revision: 1,
            bytes: r#"{"answers":{"B1":"Hackney Night Shelter"}}"#.into(),
            sha256: String::new(),
            finished_at: 0,
            number: 3,
            state,
        }
    }

    fn entry(state: State) -> Entry {
        entry_of(&parcel(state), |_| "today, 14:04".to_owned())
    }

    #[test]
    fn what_is_refused_says_where_and_what_to_do() {
        let problems = vec![Problem::new("D2", Code::NotANumber)];
        let refused = entry(State::Refused { problems, tried_at: 1 });
        assert!(refused.can_mend);
        assert_eq!(refused.lines[0], "Question D2: Enter a number, for example 12.");
        let other = entry(State::Refused { problems: vec![Problem::whole(Code::UnknownVersion)], tried_at: 1 });
        let code = short_code::of(&other.id).unwrap();
        assert!(!other.can_mend && other.lines[1].contains(&code), "{:?}", other.lines);
    }

    #[test]
    fn no_entry_names_the_organisation() {
        for state in
            [State::fresh(0), State::Conflict { tried_at: 0 }, State::Refused { problems: vec![], tried_at: 0 }]
        {
            assert!(!format!("{:?}", entry(state)).contains("Night Shelter"));
        }
    }

    #[test]
    fn what_waits_says_when_it_is_tried_again() {
        assert!(entry(State::fresh(0)).lines.is_empty());
        let waiting = State::Waiting { attempts: 2, tried_at: Some(1), next_at: 2, trouble: Some(Trouble::NotOurs) };
        let waiting = entry(waiting);
        assert_eq!(waiting.lines[1], "Tried today, 14:04, next try today, 14:04.");
        assert_eq!(waiting.link("draft"), "/s/winter-pulse#draft=01930d2e-7c1e-7b3a-9d55-0a4f2f6f3c11");
    }
}
