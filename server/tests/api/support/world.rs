//! A database, the program on it, and somebody who asks.

use std::sync::Arc;

use serde_json::{Value, json};
use shared::receipt::{Receipt, ReceiptKey};

use super::http::{agent, read};
use super::program::{EMAIL, PASSWORD};
use super::{Answer, Database, Program, SLUG, Staff, until};

pub struct World {
    // Dropped in this order: the program ends before its database goes.
    pub program: Program,
    pub agent: ureq::Agent,
    pub database: Arc<Database>,
}

impl World {
    pub fn new(database: Database) -> World {
        World::with(database, &[])
    }

    pub fn with(database: Database, settings: &[(&str, &str)]) -> World {
        World { program: Program::serve(&database, settings), agent: agent(), database: Arc::new(database) }
    }

    /// Another process on the same database.
    pub fn beside(&self, settings: &[(&str, &str)]) -> World {
        let database = self.database.clone();
        World { program: Program::serve(&database, settings), agent: agent(), database }
    }

    /// The same database under a new process, the old one having ended in order.
    pub fn restarted(self) -> World {
        let World { program, agent, database } = self;
        assert!(program.stop());
        World { program: Program::serve(&database, &[]), agent, database }
    }

    /// Runs another command beside the server; what it said.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = Program::run(&self.database, &[], arguments, "");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A file in the test's own folder.
    pub fn file(&self, name: &str, content: &str) -> String {
        let file = self.database.folder.join(name);
        std::fs::write(&file, content).unwrap();
        file.to_str().unwrap().to_owned()
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

    /// The answer, and its body as it came.
    pub fn bytes(&self, path: &str, headers: &[(&str, &str)]) -> (Answer, Vec<u8>) {
        let request = self.agent.get(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let mut response = request.call().unwrap();
        let bytes = response.body_mut().read_to_vec().unwrap();
        (Answer { status: response.status().as_u16(), headers: response.headers().clone(), body: String::new() }, bytes)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_raw(path, body.to_string().as_bytes(), &[("content-type", "application/json")])
    }

    pub fn post_raw(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.post(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.read(request.send(body).unwrap())
    }

    pub fn put(&self, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.put(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.read(request.send(body.to_string()).unwrap())
    }

    pub fn put_raw(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.put(self.url(path));
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

    /// Sends until it is taken, as a phone does, and never hears anything else than to come back; its outcome.
    pub fn insist(&self, submission: &Value) -> Value {
        for _ in 0..300 {
            let answer = self.send(std::slice::from_ref(submission));
            if answer.status == 200 {
                return answer.outcome();
            }
            answer.is_problem(503, "busy");
        }
        panic!("it was never taken: {submission}");
    }

    /// Asks until the answer has this status.
    pub fn wait_for(&self, path: &str, status: u16) {
        until(path, || self.get(path).status == status);
    }

    /// Tries to sign in.
    pub fn ask_in(&self, email: &str, password: &str) -> Answer {
        self.post("/api/v1/session", &json!({"email": email, "password": password}))
    }

    /// Sends submissions of which all must be stored.
    pub fn store(&self, submissions: &[Value]) {
        for some in submissions.chunks(100) {
            let answer = self.send(some);
            assert_eq!(answer.status, 200, "{answer:?}");
            for result in answer.json()["results"].as_array().unwrap() {
                assert_eq!(result["outcome"], "stored", "{result}");
            }
        }
    }

    /// Withdraws what `submission` made under this id.
    pub fn withdraw(&self, id: &str) {
        let proof = json!({"survey": SLUG, "edit_key": format!("key of {id}")});
        assert_eq!(self.post(&format!("/api/v1/submissions/{id}/withdrawal"), &proof).status, 200);
    }

    /// Believable answers to the whole questionnaire that the database has never seen.
    pub fn made_up(&self, count: u32, seed: u32) -> Vec<Value> {
        let file = self.file(&format!("made-up-{seed}.jsonl"), "");
        self.run(&["demo", "--responses", &count.to_string(), "--seed", &seed.to_string(), "--to", &file]);
        let lines = std::fs::read_to_string(file).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Somebody of staff, signed in.
    pub fn staff(&self) -> Staff<'_> {
        Staff { world: self, cookie: self.sign_in() }
    }

    /// Somebody of another role, signed in.
    pub fn staff_as(&self, role: &str) -> Staff<'_> {
        let email = format!("{role}@example.org");
        let add = ["user", "add", "--email", &email, "--role", role, "--password-stdin"];
        assert!(Program::run(&self.database, &[], &add, PASSWORD).status.success());
        let answer = self.ask_in(&email, PASSWORD);
        assert_eq!(answer.status, 200, "{answer:?}");
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        Staff { world: self, cookie }
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
