//! Requests and answers, blocking.

use serde_json::Value;

/// An answer read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Asserts a problem document with this status and code.
    pub fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{self:?}");
        assert_eq!(problem["status"], status, "{self:?}");
        if status == 429 || status == 503 {
            assert!(self.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()), "{self:?}");
        }
    }

    /// The only outcome, and what it is.
    pub fn outcome(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        let results = self.json()["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), 1, "{self:?}");
        results[0].clone()
    }
}

pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent()
}

pub fn read(mut response: ureq::http::Response<ureq::Body>) -> Answer {
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.body_mut().read_to_string().unwrap(),
    }
}
