//! Which parcels travel in one request, and the request's body.

use super::{Parcel, State};

/// The contract takes 100 parcels and 1 MiB.
pub const MOST: usize = 100;
const MOST_BYTES: usize = 900_000;

/// As many parcels as one request may carry; at least one.
pub fn batch_of(parcels: &[Parcel], most: usize) -> &[Parcel] {
    let mut bytes = 0;
    let fitting = parcels.iter().take(most).take_while(|parcel| {
        bytes += parcel.bytes.len() + 1;
        bytes <= MOST_BYTES
    });
    let count = fitting.count().max(1);
    parcels.get(..count).unwrap_or(parcels)
}

/// The body of a request, from bytes that were frozen at the finish.
pub fn body_of(parcels: &[Parcel]) -> String {
    let bytes: Vec<&str> = parcels.iter().map(|parcel| parcel.bytes.as_str()).collect();
    [r#"{"submissions":["#, &bytes.join(","), "]}"].concat()
}

/// What did not get through twice is sent in smaller batches: the signal may be thin.
pub fn patient(parcel: &Parcel) -> usize {
    match parcel.state {
        State::Waiting { attempts, .. } => (MOST >> attempts.saturating_sub(1).min(6)).max(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::tests::parcel;

    fn parcels(count: usize, bytes: usize) -> Vec<Parcel> {
        (0..count).map(|_| Parcel { bytes: "x".repeat(bytes), ..parcel() }).collect()
    }

    #[test]
    fn a_request_holds_what_the_contract_takes_and_at_least_one() {
        assert_eq!(batch_of(&parcels(150, 10), MOST).len(), 100);
        assert_eq!(batch_of(&parcels(150, 10), 7).len(), 7);
        assert_eq!(batch_of(&parcels(20, 99_999), MOST).len(), 9);
        assert_eq!(batch_of(&parcels(2, 2_000_000), MOST).len(), 1);
        assert!(batch_of(&[], MOST).is_empty());
    }

    #[test]
    fn the_body_holds_the_frozen_bytes_untouched() {
        let of = |bytes: &str| Parcel { bytes: bytes.into(), ..parcel() };
        assert_eq!(body_of(&[of(r#"{"b":1,"a":2}"#), of("{}")]), r#"{"submissions":[{"b":1,"a":2},{}]}"#);
        assert_eq!(body_of(&[]), r#"{"submissions":[]}"#);
    }

    #[test]
    fn batches_shrink_after_the_second_failure_down_to_one() {
        let mut parcel = parcel();
        let mut sizes = Vec::new();
        for attempts in [0, 1, 2, 3, 7, 8, 90] {
            parcel.state = State::Waiting { attempts, tried_at: None, next_at: 0, trouble: None };
            sizes.push(patient(&parcel));
        }
        assert_eq!(sizes, [100, 100, 50, 25, 1, 1, 1]);
    }
}
