//! `POST` and `DELETE /api/v1/session`.

use std::time::{Duration, Instant};

use serde_json::json;

use super::support::*;

/// Who is signed in: the smallest thing that needs it.
const WHO: &str = "/api/v1/session";

on_both! {
    fn who_signs_in_gets_a_cookie_that_works_until_they_sign_out(world: &World) {
        let answer = world.ask_in(" AMA@example.org ", "a password for tests");
        assert_eq!((answer.status, answer.json()), (200, json!({"name": "ama@example.org", "role": "admin"})));
        let set = answer.header("set-cookie").unwrap();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(set.contains(part), "{set}");
        }
        assert!(!set.contains("Secure"), "{set}");
        let cookie = set.split(';').next().unwrap();
        world.get(WHO).is_problem(401, "not-signed-in");
        world.get_with(WHO, &[("cookie", "sectorwise_session=guess")]).is_problem(401, "not-signed-in");
        assert_eq!(world.get_with(WHO, &[("cookie", cookie)]).status, 200);
        // Only the hash of the secret is kept.
        let secret = cookie.split_once('=').unwrap().1;
        assert_ne!(world.database.value("select hash from session").unwrap(), secret);
        assert_eq!(world.delete("/api/v1/session", &[("cookie", cookie)]).status, 204);
        world.get_with(WHO, &[("cookie", cookie)]).is_problem(401, "not-signed-in");
        assert_eq!(world.delete("/api/v1/session", &[]).status, 204);
    }

    fn wrong_credentials_are_always_the_same_words(world: &World) {
        let ask = |email: &str, password: &str| world.ask_in(email, password);
        let known = ask("ama@example.org", "wrong");
        known.is_problem(401, "wrong-credentials");
        for (email, password) in [("ben@example.org", "wrong"), ("", ""), ("null\u{0}byte@example.org", "x")] {
            assert_eq!(ask(email, password).body, known.body);
        }
        world.post("/api/v1/session", &json!({"email": 1})).is_problem(400, "shape");
        ask("ama@example.org", &"x".repeat(2000)).is_problem(413, "too-large");
    }

    fn a_session_ends_by_itself(world: &World) {
        let cookie = world.sign_in();
        world.database.execute("update session set expires_at = 1");
        world.get_with(WHO, &[("cookie", &cookie)]).is_problem(401, "not-signed-in");
    }

    fn other_sites_cannot_sign_anybody_in_or_out(world: &World) {
        let body = json!({"email": "ama@example.org", "password": "a password for tests"}).to_string();
        let post = |name: &str, value: &str| world.post_raw("/api/v1/session", body.as_bytes(), &[(name, value)]);
        post("origin", "https://evil.example").is_problem(403, "cross-site");
        post("origin", "null").is_problem(403, "cross-site");
        post("sec-fetch-site", "cross-site").is_problem(403, "cross-site");
        assert_eq!(post("origin", &world.program.address).status, 200);
        assert_eq!(post("sec-fetch-site", "same-origin").status, 200);
        let cookie = world.sign_in();
        let elsewhere = [("cookie", cookie.as_str()), ("origin", "https://evil.example")];
        world.delete("/api/v1/session", &elsewhere).is_problem(403, "cross-site");
        assert_eq!(world.get_with(WHO, &[("cookie", &cookie)]).status, 200);
    }
}

#[test]
fn behind_tls_the_cookie_is_secure() {
    let world = World::with(Database::sqlite(), &[("SECTORWISE_PUBLIC_URL", "https://survey.example.org")]);
    let answer = world.ask_in("ama@example.org", "a password for tests");
    assert!(answer.header("set-cookie").unwrap().ends_with("; Secure"), "{answer:?}");
}

#[test]
fn guessing_is_throttled_by_address_and_by_email() {
    let world = World::new(Database::sqlite());
    let ask = |email: &str| world.ask_in(email, "guess");
    let tries = (0..30).take_while(|_| ask("ama@example.org").status == 401).count();
    assert_eq!(tries, 10);
    let answer = ask("AMA@example.org");
    answer.is_problem(429, "too-often");
    assert!(answer.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()), "{answer:?}");
    let form = world.agent.post(world.url("/sign-in")).send_form([("email", "ama@example.org"), ("password", "guess")]);
    let mut page = form.unwrap();
    assert_eq!((page.status().as_u16(), page.headers().contains_key("retry-after")), (429, true));
    let html = page.body_mut().read_to_string().unwrap();
    assert!(
        html.contains("value=\"ama@example.org\"") && !html.contains("guess"),
        "what was typed stays, but no password"
    );
    assert_eq!(ask("ben@example.org").status, 401);
    let tries = (0..100).take_while(|number| ask(&format!("{number}@example.org")).status == 401).count();
    assert!(tries < 40, "{tries}");
}

/// Not a proof, but a glaring difference would show.
#[test]
fn an_unknown_email_takes_as_long_as_a_known_one() {
    let world = World::new(Database::sqlite());
    let time = |email: &str| {
        let begun = Instant::now();
        world.ask_in(email, "guess").is_problem(401, "wrong-credentials");
        begun.elapsed()
    };
    // In turns, and the best of each: other tests run beside this one.
    let times: Vec<_> = (0..9).map(|_| (time("ama@example.org"), time("ben@example.org"))).collect();
    let known = times.iter().map(|(known, _)| *known).min().unwrap();
    let unknown = times.iter().map(|(_, unknown)| *unknown).min().unwrap();
    assert!(unknown * 3 > known && unknown > Duration::from_millis(5), "{known:?} {unknown:?}");
}
