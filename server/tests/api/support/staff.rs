//! What somebody who is signed in sees.

use serde_json::Value;

use super::{Answer, SLUG, World};

pub struct Staff<'a> {
    pub world: &'a World,
    pub cookie: String,
}

impl Staff<'_> {
    pub fn get(&self, path: &str) -> Answer {
        self.world.get_with(path, &[("cookie", &self.cookie)])
    }

    pub fn ask_tally(&self, question: &str, by: &str) -> Answer {
        self.get(&format!("/api/v1/surveys/{SLUG}/tally?question={question}&by={by}"))
    }

    /// A tally, asserting what holds for each of them.
    pub fn tally(&self, question: &str, by: &str) -> Value {
        let answer = self.ask_tally(question, by);
        assert_eq!(answer.status, 200, "{answer:?}");
        let tally = answer.json();
        assert_eq!(tally["question"], question);
        for cells in tally["places"].as_array().unwrap().iter().chain([&tally["total"]]) {
            let missing: u64 = cells["missing"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
            assert_eq!(cells["responses"].as_u64().unwrap(), base(cells) + missing, "{cells}");
            assert_eq!(cells["missing"].as_object().unwrap().len(), 4);
        }
        tally
    }

    /// How many submissions count.
    pub fn responses(&self) -> u64 {
        self.tally("A2", "borough")["total"]["responses"].as_u64().unwrap()
    }

    pub fn download(&self, ending: &str) -> Answer {
        let answer = self.get(&format!("/api/v1/surveys/{SLUG}/responses.{ending}"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer
    }

    /// The lines of `responses.jsonl`.
    pub fn lines(&self) -> Vec<Value> {
        self.download("jsonl").body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The row of a tally with this code.
pub fn row<'a>(tally: &'a Value, code: &str) -> &'a Value {
    tally["places"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap_or_else(|| panic!("{code}"))
}

/// How many gave an answer.
pub fn base(cells: &Value) -> u64 {
    cells["base"].as_u64().unwrap()
}
