//! What somebody who is signed in sees.

use serde_json::{Value, json};

use super::{Answer, SLUG, World, XLSX};

pub struct Staff<'a> {
    pub world: &'a World,
    pub cookie: String,
}

impl Staff<'_> {
    pub fn get(&self, path: &str) -> Answer {
        self.world.get_with(path, &[("cookie", &self.cookie)])
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.world.post_raw(path, body.to_string().as_bytes(), &[("cookie", &self.cookie)])
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.world.put(path, body, &[("cookie", &self.cookie)])
    }

    /// Sends a form of a page, as a browser without script does.
    pub fn send_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let headers = [("cookie", self.cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        self.world.post_raw(path, body.join("&").as_bytes(), &headers)
    }

    /// The same for a form with a file, of which a browser sends nothing where none was chosen.
    pub fn send_file(&self, path: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> Answer {
        let part = |name: &str| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"");
        let fields = fields.iter().map(|(name, value)| format!("{}\r\n\r\n{value}\r\n", part(name)));
        let chosen = if file.is_some() { "form.xlsx" } else { "" };
        let mut body = fields.collect::<String>().into_bytes();
        body.extend(format!("{}; filename=\"{chosen}\"\r\nContent-Type: {XLSX}\r\n\r\n", part("file")).bytes());
        body.extend(file.unwrap_or_default());
        body.extend(b"\r\n--edge--\r\n");
        let headers = [("cookie", self.cookie.as_str()), ("content-type", "multipart/form-data; boundary=edge")];
        self.world.post_raw(path, &body, &headers)
    }

    /// Starts a draft from a workbook, as a program does.
    pub fn send_workbook(&self, path: &str, bytes: &[u8]) -> Answer {
        self.world.post_raw(path, bytes, &[("cookie", &self.cookie), ("content-type", XLSX)])
    }

    /// Replaces a draft by a workbook, as a program does.
    pub fn put_workbook(&self, path: &str, bytes: &[u8]) -> Answer {
        self.world.put_raw(path, bytes, &[("cookie", &self.cookie), ("content-type", XLSX)])
    }

    /// Starts a draft.
    pub fn start(&self, slug: &str, from: Value) -> Value {
        let answer = self.post("/api/v1/drafts", &json!({"slug": slug, "title": "", "from": from}));
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.json()
    }

    pub fn draft(&self, slug: &str) -> Value {
        let answer = self.get(&format!("/api/v1/drafts/{slug}"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Sends edits from one client; what became of each.
    pub fn edit(&self, slug: &str, client: &str, edits: &[Value]) -> Vec<Value> {
        let body = json!({"client": client, "edits": edits});
        let answer = self.post(&format!("/api/v1/drafts/{slug}/edits"), &body);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["results"].as_array().unwrap().clone()
    }

    /// Sends edits that must all be applied.
    pub fn change(&self, slug: &str, edits: &[Value]) {
        for (result, edit) in self.edit(slug, "tests", edits).iter().zip(edits) {
            assert_eq!(result["outcome"], "applied", "{result}: {edit}");
        }
    }

    pub fn review(&self, slug: &str) -> Value {
        let answer = self.get(&format!("/api/v1/drafts/{slug}/review"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Publishes the draft as it is now.
    pub fn publish(&self, slug: &str) -> Answer {
        let sequence = self.draft(slug)["sequence"].clone();
        self.post(&format!("/api/v1/drafts/{slug}/publication"), &json!({"sequence": sequence}))
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
