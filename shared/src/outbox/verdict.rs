//! What an answer to `POST /api/v1/submissions` means. Pure, and judged by its content: portals say 200 too.

use serde_json::Value;

use super::{Outcome, Trouble, rows};
use crate::json::read_own;
use crate::time::Millis;

/// What came back, whoever sent it. `status` 0 is a redirect that was not followed.
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub retry_after: Option<Millis>,
}

/// What to do with the parcels of one request.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// Our server's results in the order of the parcels; `None` where one cannot be read.
    Results(Vec<Option<Outcome>>),
    /// The request as a whole was not taken, but its parcels may be, one by one.
    TooMuch,
    /// Everything stays and is tried again.
    Failed(Trouble, Option<Millis>),
}

/// Judges the answer to a request with so many parcels; `None` says that nobody answered.
pub fn judge(answer: Option<&Answer>, parcels: usize) -> Verdict {
    let Some(answer) = answer else { return Verdict::Failed(Trouble::NoSignal, None) };
    match answer.status {
        200 => results(&answer.body)
            .filter(|results| results.len() == parcels)
            .map_or(Verdict::Failed(Trouble::NotOurs, None), Verdict::Results),
        400 | 413 if parcels > 1 => Verdict::TooMuch,
        408 | 425 | 429 | 500..=599 => Verdict::Failed(Trouble::Busy, answer.retry_after),
        // 0 is a redirect. 401, 403, 404 and 410 are no reason to give anything up either.
        _ => Verdict::Failed(Trouble::NotOurs, None),
    }
}

fn results(body: &str) -> Option<Vec<Option<Outcome>>> {
    let answer: Value = read_own(body)?;
    Some(answer.get("results")?.as_array()?.iter().map(rows::to_outcome).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::OutcomeKind;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, body: body.to_owned(), retry_after: Some(5_000) }
    }

    #[test]
    fn a_portal_that_says_200_is_not_ours() {
        for body in
            ["<html>Sign in</html>", "", "{}", r#"{"results":{}}"#, r#"{"results":[]}"#, r#"{"results":[{},{}]}"#]
        {
            assert_eq!(judge(Some(&answer(200, body)), 1), Verdict::Failed(Trouble::NotOurs, None), "{body}");
        }
    }

    #[test]
    fn nothing_but_results_ends_a_try() {
        for status in [0, 204, 302, 400, 401, 403, 404, 410, 413] {
            assert_eq!(judge(Some(&answer(status, "")), 1), Verdict::Failed(Trouble::NotOurs, None), "{status}");
        }
        for status in [429, 500, 502, 503] {
            assert_eq!(judge(Some(&answer(status, "")), 1), Verdict::Failed(Trouble::Busy, Some(5_000)), "{status}");
        }
        assert_eq!(judge(None, 1), Verdict::Failed(Trouble::NoSignal, None));
        assert_eq!(judge(Some(&answer(413, "")), 2), Verdict::TooMuch);
    }

    #[test]
    fn results_are_read_each_for_itself() {
        let body = r#"{"results":[
            {"id":"a","outcome":"refused","problems":[{"question":"D2","code":"required"},{"code":"from-the-future"}]},
            {"id":"b","outcome":"from-the-future"},
            {"id":null,"outcome":"conflict","more":1}]}"#;
        let Verdict::Results(results) = judge(Some(&answer(200, body)), 3) else { panic!("no results") };
        let refused = results[0].as_ref().unwrap();
        assert_eq!((refused.outcome, refused.problems.len()), (OutcomeKind::Refused, 1));
        assert!(results[1].is_none());
        assert_eq!(results[2].as_ref().unwrap().id, None);
    }
}
