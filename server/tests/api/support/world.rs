//! A database, the program on it, and somebody who asks.

use serde_json::{Value, json};
use shared::receipt::{Receipt, ReceiptKey};

use super::http::{agent, read};
use super::program::{EMAIL, PASSWORD};
use super::{Answer, Database, Program, SLUG};

pub struct World {
    // Dropped in this order: the program ends before its database goes.
    pub program: Program,
    pub agent: ureq::Agent,
    pub database: Database,
}

impl World {
    pub fn new(database: Database) -> World {
        World::with(database, &[])
    }

    pub fn with(database: Database, settings: &[(&str, &str)]) -> World {
        World { program: Program::serve(&database, settings), agent: agent(), database }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.program.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.get(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.read(request.call().unwrap())
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_raw(path, body.to_string().as_bytes(), &[("content-type", "application/json")])
    }

    pub fn post_raw(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.post(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.read(request.send(body).unwrap())
    }

    pub fn delete(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.delete(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.read(request.call().unwrap())
    }

    /// Cookies are the tests' own business.
    fn read(&self, response: ureq::http::Response<ureq::Body>) -> Answer {
        self.agent.cookie_jar_lock().clear();
        read(response)
    }

    /// Sends submissions as a phone does.
    pub fn send(&self, submissions: &[Value]) -> Answer {
        self.post("/api/v1/submissions", &json!({"submissions": submissions}))
    }

    /// Tries to sign in.
    pub fn ask_in(&self, email: &str, password: &str) -> Answer {
        self.post("/api/v1/session", &json!({"email": email, "password": password}))
    }

    /// Signs in; what the browser sends along from now on.
    pub fn sign_in(&self) -> String {
        let answer = self.ask_in(EMAIL, PASSWORD);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }

    /// The keys of receipts, as the survey lists them.
    pub fn receipt_keys(&self) -> Vec<ReceiptKey> {
        serde_json::from_value(self.get(&format!("/api/v1/surveys/{SLUG}")).json()["receipt_keys"].clone()).unwrap()
    }

    /// Reads a receipt and asserts that one of the listed keys signed it.
    pub fn verified(&self, receipt: &Value) -> Receipt {
        let receipt: Receipt = serde_json::from_value(receipt.clone()).unwrap();
        assert!(receipt.is_signed_by(&self.receipt_keys()), "{receipt:?}");
        receipt
    }

    /// How many entries the log has, asserting that their numbers have no gap.
    pub fn log_length(&self) -> i64 {
        let count = self.database.count("submission");
        let last = self.database.value("select max(last_sequence) from survey").unwrap();
        let highest = self.database.value("select coalesce(max(sequence), 0) from submission").unwrap();
        assert_eq!((last, highest), (count.to_string(), count.to_string()));
        count
    }
}
