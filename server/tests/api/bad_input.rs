//! Bad input to `POST /api/v1/submissions`: a problem document, or `refused` with problems; never a 500.

use serde_json::{Value, json};

use super::support::*;

/// What is wrong with a submission in which `pointer` is `value`.
fn problems(world: &World, pointer: &str, value: Value) -> Vec<(String, String)> {
    let mut sent = submission(&fresh_id());
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    sent.pointer_mut(parent).unwrap()[key] = value;
    let outcome = world.send(&[sent]).outcome();
    assert_eq!(outcome["outcome"], "refused", "{pointer}: {outcome}");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let problems = outcome["problems"].as_array().unwrap();
    problems.iter().map(|problem| (text(&problem["question"]), text(&problem["code"]))).collect()
}

on_both! {
    fn each_kind_of_wrong_answer_is_refused_with_its_own_code(world: &World) {
        for (pointer, value, question, code) in [
            ("/survey", json!("no-such-survey"), "", "unknown-survey"),
            ("/survey", json!("null\u{0}byte"), "", "unknown-survey"),
            ("/survey", json!("Ümlaut"), "", "unknown-survey"),
            ("/survey", json!(17), "", "unreadable"),
            ("/version", json!(99), "", "unknown-version"),
            ("/version", json!(1_000_000), "", "unknown-version"),
            ("/version", json!(0), "", "unreadable"),
            ("/version", json!("1"), "", "unreadable"),
            ("/revision", json!(-1), "", "unreadable"),
            ("/finished_at", json!("yesterday"), "", "unreadable"),
            ("/id", json!("01930D2E-7C1E-7B3A-9D55-0A4F2F6F3C11"), "", "unreadable"),
            ("/answers", json!([]), "", "unreadable"),
            ("/answers", json!({}), "A1", "required"),
            ("/answers/Z9", json!("x"), "Z9", "unknown-question"),
            ("/answers/A1", json!("yes"), "A1", "wrong-type"),
            ("/answers/A2", json!({"deep": [1]}), "A2", "wrong-type"),
            ("/answers/A2", json!("king"), "A2", "unknown-option"),
            ("/answers/B1", json!("x".repeat(10_000)), "B1", "too-long"),
            ("/answers/B1", json!("\u{0}"), "B1", "wrong-type"),
            ("/answers/B4", json!({"postcode": "E8 1DYY", "borough": "E09000012"}), "B4", "not-a-postcode"),
            ("/answers/B4", json!({"borough": "E09000099"}), "B4", "unknown-borough"),
            ("/answers/B6", json!(1998), "B6", "not-shown"),
            ("/answers/B1", json!({"missing": "dont-know"}), "B1", "missing-not-offered"),
            ("/contact", json!({"email": "x"}), "L3", "not-shown"),
        ] {
            let found = problems(world, pointer, value.clone());
            let expected = (question.to_owned(), code.to_owned());
            assert!(found.contains(&expected), "{pointer} = {value}: {found:?}");
        }
        assert_eq!(world.log_length(), 0);
    }

    fn parts_that_add_to_99_are_refused(world: &World) {
        let mut sent = submission(&fresh_id());
        sent["answers"]["D1"] = json!("yes");
        sent["answers"]["C3"] = json!({"grants-council": 59, "contracts": 40});
        let outcome = world.send(&[sent]).outcome();
        let problems = outcome["problems"].as_array().unwrap();
        let is_sum = |problem: &Value| problem["question"] == "C3" && problem["detail"] == "99";
        assert!(problems.iter().any(is_sum), "{outcome}");
    }

    fn numbers_beyond_what_readers_agree_on_are_refused(world: &World) {
        let big = submission(&fresh_id()).to_string().replacen("\"version\"", "\"x\":9007199254740993,\"version\"", 1);
        let body = format!("{{\"submissions\":[{big}]}}");
        let outcome = world.post_raw("/api/v1/submissions", body.as_bytes(), &[]).outcome();
        assert_eq!(outcome["problems"][0]["code"], "unreadable");
    }

    fn deep_nesting_is_refused_and_breaks_nothing(world: &World) {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let body = format!("{{\"submissions\":[{deep}]}}");
        let outcome = world.post_raw("/api/v1/submissions", body.as_bytes(), &[]).outcome();
        assert_eq!(outcome["problems"][0]["code"], "unreadable");
        assert_eq!(world.send(&[submission(&fresh_id())]).outcome()["outcome"], "stored");
    }

    fn a_body_of_another_shape_fails_whole(world: &World) {
        let post = |body: &[u8]| world.post_raw("/api/v1/submissions", body, &[]);
        for (body, code) in [
            (&b""[..], "not-json"),
            (b"{\"submissions\":[", "not-json"),
            (b"{\"submissions\":[{},]}", "not-json"),
            (b"hello", "not-json"),
            (b"[]", "shape"),
            (b"{}", "shape"),
            (b"{\"submissions\":{}}", "shape"),
            (b"{\"submissions\":[],\"submissions\":[]}", "shape"),
            (b"{\"submissions\":[]}", "count"),
            (b"{\"submissions\":[\"\xff\"]}", "not-utf-8"),
        ] {
            post(body).is_problem(400, code);
        }
        let many = format!("{{\"submissions\":[{}]}}", vec!["1"; 101].join(","));
        post(many.as_bytes()).is_problem(400, "count");
        assert_eq!(world.database.count("kept_aside"), 0);
    }

    fn a_body_of_2_mib_is_too_large(world: &World) {
        let large = format!("{{\"submissions\":[\"{}\"]}}", "x".repeat(2 << 20));
        world.post_raw("/api/v1/submissions", large.as_bytes(), &[]).is_problem(413, "too-large");
        let fits = format!("{{\"submissions\":[\"{}\"]}}", "x".repeat((1 << 20) - 100));
        assert_eq!(world.post_raw("/api/v1/submissions", fits.as_bytes(), &[]).outcome()["outcome"], "refused");
    }

    fn the_content_type_does_not_matter_but_an_encoding_does(world: &World) {
        let body = json!({"submissions": [submission(&fresh_id())]}).to_string();
        let post = |headers: &[(&str, &str)]| world.post_raw("/api/v1/submissions", body.as_bytes(), headers);
        post(&[("content-encoding", "gzip")]).is_problem(415, "content-encoding");
        assert_eq!(post(&[("content-type", "text/plain")]).outcome()["outcome"], "stored");
        assert_eq!(post(&[("content-type", "nonsense")]).outcome()["outcome"], "duplicate");
    }

    fn unknown_addresses_methods_and_headers_are_problem_documents(world: &World) {
        world.get("/api/v1/nothing").is_problem(404, "not-found");
        world.get("/api/v1/surveys/%ff%00").is_problem(404, "unknown-survey");
        world.get(&format!("/api/v1/surveys/{SLUG}?version=one")).is_problem(400, "query");
        let answer = world.get("/api/v1/submissions");
        answer.is_problem(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), Some("POST"));
        world.delete("/health/live", &[]).is_problem(405, "method-not-allowed");
        world.get_with("/health/live", &[("x-long", &"x".repeat(40_000))]).is_problem(431, "headers-too-large");
        assert_eq!(world.get_with("/health/live", &[("cookie", "; =;;sectorwise_session=\"\";x")]).status, 200);
    }
}
