//! What people do on a simulated phone: they finish surveys, correct them and take them back.

use super::super::answers::SURVEY;
use super::{Device, Inside, wall_clock};
use fastrand::Rng;
use shared::outbox::Parcel;
use shared::submission::Cover;
use shared::time::{Millis, Stamp};

/// What waits is not piled up any higher: the suite is about what happens to it.
const PATIENT_PILE: usize = 400;

impl Device {
    /// Somebody finishes a survey here.
    pub fn finish(&self) {
        let mut inside = self.inside();
        if inside.outbox.len() >= PATIENT_PILE {
            return;
        }
        let id = uuid(self.now(), &mut inside.chance);
        let edit_key = hex(&mut inside.chance);
        self.pack(&mut inside, id, 1, edit_key);
    }

    /// Somebody corrects what has arrived, or takes it back.
    pub fn reconsider(&self) {
        let mut inside = self.inside();
        let count = inside.arrived.len();
        if count == 0 {
            return;
        }
        let which = inside.chance.usize(..count);
        if inside.chance.u32(..3) == 0 {
            if let Some(arrived) = inside.arrived.get_mut(which) {
                arrived.is_to_go = true;
            }
            return;
        }
        let arrived = inside.arrived.swap_remove(which);
        if arrived.is_to_go {
            return inside.arrived.push(arrived);
        }
        self.pack(&mut inside, arrived.id, arrived.revision + 1, arrived.edit_key);
    }

    fn pack(&self, inside: &mut Inside, id: String, revision: u32, edit_key: String) {
        let now = Stamp { millis: self.now(), offset: 60 };
        // In a year in which these answers cannot be, nobody could have finished.
        let found = self.world.answers.any(&mut inside.chance, now);
        let found = found.map(|finished| (finished, now)).or_else(|| {
            let now = Stamp { millis: wall_clock(), offset: 0 };
            self.world.answers.any(&mut inside.chance, now).map(|finished| (finished, now))
        });
        let Some((finished, now)) = found else { return };
        let cover = Cover {
            id: id.clone(),
            survey: SURVEY.into(),
            version: 1,
            revision,
            started_at: Stamp { millis: now.millis - 600_000, ..now }.to_rfc3339(),
            finished_at: now.to_rfc3339(),
            language: "en".into(),
            edit_key: edit_key.clone(),
            notice: self.world.answers.notice().to_owned(),
            salt: hex(&mut inside.chance),
        };
        inside.number += 1;
        match Parcel::packed(cover, &finished, SURVEY, inside.number, self.now()) {
            Some(parcel) => {
                self.world.book.finished(&parcel, (revision > 1).then(|| edit_key.clone()));
                inside.edit_keys.push((id, edit_key));
                inside.outbox.push(parcel);
            }
            None => self.world.book.complain(format!("{id} has no hash")),
        }
    }
}

fn hex(chance: &mut Rng) -> String {
    format!("{:032x}", chance.u128(..))
}

fn uuid(now: Millis, chance: &mut Rng) -> String {
    let random: [u8; 10] = std::array::from_fn(|_| chance.u8(..));
    uuid::Builder::from_unix_timestamp_millis(now.max(0).unsigned_abs(), &random).into_uuid().to_string()
}
