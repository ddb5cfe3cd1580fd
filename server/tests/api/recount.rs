//! Whatever came, in whatever order and however often: the live tally is what a count of the log comes to, and each
//! thing that was said to be stored is in the log once.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shared::submission::hash_of;

use super::support::*;

/// Made-up chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        // Knuth's MMIX generator; its upper bits are good enough to choose from a handful.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
}

/// What the server has said so far, and what was sent.
struct Story<'a> {
    world: &'a World,
    dice: Dice,
    ids: Vec<String>,
    sent: Vec<Value>,
    waiting: Vec<Value>,
    /// The hashes of what it said is stored.
    stored: BTreeMap<(String, u64), String>,
    withdrawn: Vec<String>,
    is_closed: bool,
    outcomes: BTreeMap<String, u32>,
}

fn key(sent: &Value) -> (String, u64) {
    (sent["id"].as_str().unwrap().to_owned(), sent["revision"].as_u64().unwrap())
}

impl Story<'_> {
    fn revision(&mut self) -> Value {
        let id = self.dice.of(&self.ids).clone();
        let mut sent = match self.dice.below(5) {
            0..=2 => submission(&id),
            number => revised(&submission(&id), number as u32 - 1),
        };
        sent["answers"]["A2"] = json!(self.dice.of(&["committee", "staff", "volunteer"]));
        sent["answers"]["B4"] = json!({"borough": self.dice.of(&["E09000001", "E09000012", "outside"])});
        sent
    }

    fn step(&mut self) {
        match self.dice.below(12) {
            0..=4 => {
                let sent = self.revision();
                self.waiting.push(sent);
            }
            5 | 6 if !self.sent.is_empty() => {
                let again = self.dice.of(&self.sent).clone();
                self.waiting.push(again);
            }
            7 if !self.sent.is_empty() => {
                let mut other = self.dice.of(&self.sent).clone();
                other["answers"]["B1"] = json!(format!("Name {}", self.dice.below(1_000)));
                self.waiting.push(other);
            }
            8 => {
                let mut wrong = self.revision();
                wrong["answers"]["A2"] = json!("king");
                self.waiting.push(wrong);
            }
            9 => {
                let mut guessed = revised(&self.revision(), 4);
                guessed["edit_key"] = json!("guess");
                self.waiting.push(guessed);
            }
            10 => self.withdraw(),
            11 if self.dice.below(3) == 0 => self.open_or_close(),
            _ => self.send(),
        }
        if self.waiting.len() > 4 {
            self.send();
        }
    }

    /// What waits, in another order, some of it twice.
    fn send(&mut self) {
        let mut batch = std::mem::take(&mut self.waiting);
        if batch.is_empty() {
            return;
        }
        batch.push(self.dice.of(&batch).clone());
        for index in (1..batch.len()).rev() {
            batch.swap(index, self.dice.below(index as u64 + 1) as usize);
        }
        let results = self.world.send(&batch).json()["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), batch.len());
        for (sent, result) in batch.iter().zip(&results) {
            self.hear(sent, result);
        }
        self.sent.extend(batch);
    }

    fn hear(&mut self, sent: &Value, result: &Value) {
        let hash = hash_of(&sent.to_string()).unwrap();
        let outcome = result["outcome"].as_str().unwrap();
        let known = self.stored.get(&key(sent));
        match outcome {
            "stored" => assert_eq!(known, None, "{sent}"),
            "duplicate" => assert_eq!(known, Some(&hash), "{sent}"),
            // A withdrawal takes a number, too.
            "conflict" => assert!(known != Some(&hash) && (known.is_some() || self.withdrawn.contains(&key(sent).0))),
            other => assert!(other == "refused" && known != Some(&hash), "{result}"),
        }
        if ["stored", "duplicate"].contains(&outcome) {
            assert_eq!(result["receipt"]["sha256"], hash);
            self.stored.insert(key(sent), hash);
        }
        *self.outcomes.entry(outcome.to_owned()).or_default() += 1;
    }

    fn withdraw(&mut self) {
        self.send();
        let id = self.dice.of(&self.ids).clone();
        let proof = json!({"survey": SLUG, "edit_key": format!("key of {id}")});
        let answer = self.world.post(&format!("/api/v1/submissions/{id}/withdrawal"), &proof);
        if answer.status == 404 {
            return assert!(!self.stored.contains_key(&(id, 1)));
        }
        assert_eq!(answer.status, 200, "{answer:?}");
        // Again the same receipt, unless something newer came in between.
        assert_eq!(self.world.post(&format!("/api/v1/submissions/{id}/withdrawal"), &proof).json(), answer.json());
        self.withdrawn.push(id);
    }

    fn open_or_close(&mut self) {
        self.send();
        self.is_closed = !self.is_closed;
        let when: &[&str] = if self.is_closed { &["--at", "2026-01-31T23:59:59+00:00"] } else { &["--never"] };
        self.world.run(&[&["survey", "close", SLUG], when].concat());
    }
}

/// The log counted by its rows alone: place → what was chosen → how often. Of each submission the highest entry in time
/// counts, unless that is its withdrawal.
fn counted_in_the_log(world: &World) -> BTreeMap<String, BTreeMap<String, u64>> {
    let rows = world.database.texts(
        "select submission_id || '|' || kind || '|' || revision || '|' || coalesce(body, '') \
            from submission where not late order by sequence",
    );
    let mut newest: BTreeMap<String, (u32, Option<Value>)> = BTreeMap::new();
    for row in rows {
        let parts: Vec<&str> = row.splitn(4, '|').collect();
        let revision = parts[2].parse().unwrap();
        let body = (parts[1] == "submission").then(|| serde_json::from_str(parts[3]).unwrap_or_default());
        let held = newest.entry(parts[0].to_owned()).or_insert((0, None));
        assert_ne!(held.0, revision, "twice in the log: {row}");
        if held.0 < revision {
            *held = (revision, body);
        }
    }
    let mut found: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for body in newest.into_values().filter_map(|(_, body)| body) {
        let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
        for place in [text("/answers/B4/borough"), "total".to_owned()] {
            *found.entry(place).or_default().entry(text("/answers/A2")).or_default() += 1;
        }
    }
    found
}

fn counted_by(tally: &Value) -> BTreeMap<String, BTreeMap<String, u64>> {
    let all = tally["places"].as_array().unwrap().iter().chain([&tally["total"]]);
    let counts = all.map(|cells| {
        let counts = cells["counts"].as_object().unwrap().iter();
        let counts: BTreeMap<String, u64> = counts
            .map(|(code, count)| (code.clone(), count.as_u64().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(cells["responses"], counts.values().sum::<u64>());
        (cells["code"].as_str().unwrap().to_owned(), counts)
    });
    counts.filter(|(_, counts)| !counts.is_empty()).collect()
}

on_both! {
    fn any_order_of_anything_is_counted_as_the_log_has_it(world: &World) {
        let staff = world.staff();
        let path = format!("/api/v1/surveys/{SLUG}/live?question=A2");
        let mut outcomes = BTreeMap::new();
        for seed in 1..=4 {
            let mut story = Story {
                world,
                dice: Dice(seed),
                ids: (0..8).map(|_| fresh_id()).collect(),
                sent: Vec::new(),
                waiting: Vec::new(),
                stored: BTreeMap::new(),
                withdrawn: Vec::new(),
                is_closed: false,
                outcomes: std::mem::take(&mut outcomes),
            };
            let before = world.database.count("submission where kind = 'submission'");
            for step in 0..120 {
                story.step();
                if step % 10 == 0 {
                    assert_eq!(counted_by(&staff.tally("A2", "borough")), counted_in_the_log(world), "seed {seed}, {step}");
                }
            }
            story.send();
            assert_eq!(world.database.count("submission where kind = 'submission'") - before, story.stored.len() as i64);
            let length = world.log_length() as u64;
            let tally = staff.tally("A2", "borough");
            assert_eq!((counted_by(&tally), &tally["sequence"]), (counted_in_the_log(world), &json!(length)));
            // Whoever watches sees the same.
            let mut stream = Stream::open(&staff, &path, None);
            let event = std::iter::repeat_with(|| stream.next()).find(|event| event.id == length).unwrap();
            assert_eq!(event.data, tally);
            if story.is_closed {
                story.open_or_close();
            }
            outcomes = story.outcomes;
        }
        for outcome in ["stored", "duplicate", "conflict", "refused"] {
            assert!(outcomes[outcome] > 10, "{outcomes:?}");
        }
        // A process that has seen nothing of it counts the same, and so does the program's own recount.
        assert_eq!(world.beside(&[]).staff().tally("A2", "borough"), staff.tally("A2", "borough"));
        world.run(&["verify"]);
    }
}
