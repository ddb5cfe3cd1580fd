//! How a simulated phone sends: due parcels in batches, each answer judged as the phone judges it.

use super::super::answers::SURVEY;
use super::{Arrived, Device};
use shared::outbox::{MOST, Outcome, Parcel, State, Trouble, Verdict, batch_of, body_of, judge, patient};
use shared::receipt::Receipt;
use shared::time::Millis;

const ADDRESS: &str = "/api/v1/submissions";

impl Device {
    /// One round of one tab. Another tab may be at it: nothing but the server keeps them apart.
    pub fn send(&self) {
        let due: Vec<Parcel> = {
            let now = self.now();
            self.inside().outbox.iter().filter(|parcel| parcel.is_due(now)).cloned().collect()
        };
        let mut rest = due.as_slice();
        let mut most = MOST;
        while let Some(first) = rest.first() {
            let batch = batch_of(rest, most.min(patient(first)));
            let answer = self.world.line.post(ADDRESS, &body_of(batch));
            if self.world.deletes_on_4xx && answer.as_ref().is_some_and(|answer| answer.status / 100 == 4) {
                self.inside().outbox.retain(|parcel| !batch.iter().any(|gone| gone.id == parcel.id));
            }
            match judge(answer.as_ref(), batch.len()) {
                Verdict::TooMuch => {
                    most = 1;
                    continue;
                }
                Verdict::Results(results) => {
                    for (parcel, outcome) in batch.iter().zip(results) {
                        let outcome = outcome.filter(|outcome| parcel.is_meant_by(outcome));
                        self.settle(parcel, outcome.as_ref(), Trouble::NotOurs, None);
                    }
                }
                Verdict::Failed(trouble, retry_after) => {
                    batch.iter().for_each(|parcel| self.settle(parcel, None, trouble, retry_after));
                }
            }
            rest = rest.get(batch.len()..).unwrap_or_default();
        }
        self.withdraw();
    }

    /// What has become of a parcel, unless the other tab has settled it; only a yes lets it go.
    fn settle(&self, parcel: &Parcel, outcome: Option<&Outcome>, trouble: Trouble, retry_after: Option<Millis>) {
        let now = self.now();
        let mut inside = self.inside();
        let jitter = inside.chance.f64();
        let next = match outcome {
            Some(outcome) => parcel.answered(outcome, &self.world.keys, now, jitter),
            None => parcel.failed(trouble, retry_after, now, jitter),
        };
        if let State::Sent { receipt } = &next {
            self.world.book.open().heard(receipt);
        }
        let is_this = |kept: &Parcel| kept.id == parcel.id && kept.revision == parcel.revision;
        let Some(at) = inside.outbox.iter().position(|kept| is_this(kept) && kept.is_waiting()) else { return };
        if !matches!(next, State::Sent { .. }) {
            if let Some(kept) = inside.outbox.get_mut(at) {
                kept.state = next;
            }
            return;
        }
        let sent = inside.outbox.swap_remove(at);
        if let Some(key) = inside.edit_keys.iter().position(|(id, _)| *id == sent.id) {
            let (id, edit_key) = inside.edit_keys.swap_remove(key);
            inside.arrived.push(Arrived { id, edit_key, revision: sent.revision, is_to_go: false });
        }
    }

    /// What is to be taken back is asked for until there is a receipt for it.
    fn withdraw(&self) {
        let to_go: Vec<(String, String)> = {
            let inside = self.inside();
            let to_go = inside.arrived.iter().filter(|arrived| arrived.is_to_go);
            to_go.map(|arrived| (arrived.id.clone(), arrived.edit_key.clone())).collect()
        };
        for (id, edit_key) in to_go {
            let body = serde_json::json!({"survey": SURVEY, "edit_key": edit_key}).to_string();
            let Some(answer) = self.world.line.post(&format!("{ADDRESS}/{id}/withdrawal"), &body) else { continue };
            let receipt: Option<Receipt> = serde_json::from_str(&answer.body).ok();
            let ours = receipt.filter(|receipt| receipt.id == id && receipt.is_signed_by(&self.world.keys));
            if let Some(receipt) = ours.filter(|_| answer.status == 200) {
                self.world.book.open().heard_withdrawn(&receipt);
                self.inside().arrived.retain(|arrived| arrived.id != id);
            }
        }
    }
}
