//! A draft on somebody's own phone: a link that lets in whoever has it, for this draft and for a day.

use serde_json::json;

use super::support::*;

const DRAFT: &str = "hackney";

/// Where the code on the page leads.
fn link(staff: &Staff, slug: &str) -> String {
    let answer = staff.get(&format!("/design/{slug}/phone"));
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")), "{answer:?}");
    assert!(answer.body.contains("class=\"qr\"") && answer.body.contains("A phone cannot reach this address"));
    let host = &staff.world.program.address;
    let rest = answer.body.split(&format!("value=\"{host}")).nth(1).unwrap_or_else(|| panic!("{}", answer.body));
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn a_phone_that_is_not_signed_in_tries_the_draft_and_learns_nothing_else() {
    let world = World::new(Database::sqlite());
    let staff = world.staff();
    staff.start(DRAFT, json!("state-of-the-sector"));
    let path = link(&staff, DRAFT);
    assert!(path.starts_with("/try/hackney/"), "{path}");
    assert_eq!(link(&staff, DRAFT), path, "the same code when the page is loaded again");
    let answer = world.get(&path);
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")), "{answer:?}");
    assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert!(answer.header("set-cookie").is_none());
    assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    assert!(answer.body.contains("Nothing that you enter here is kept or sent") && !answer.body.contains("/design"));
    for secret in [EMAIL, "sequence", "changed_by"] {
        assert!(!answer.body.contains(secret), "{secret}");
    }
    // It opens the form and nothing behind it.
    for path in ["/design/hackney/preview", "/design/hackney/phone"] {
        assert_eq!(world.get(path).status, 303, "{path}");
    }
    world.get("/api/v1/drafts/hackney").is_problem(401, "not-signed-in");

    // Nobody makes one up, moves it to another draft or makes it last longer.
    staff.start("camden", json!("needs-pulse"));
    let (until, seal) = path.strip_prefix("/try/hackney/").unwrap().split_once('.').unwrap();
    let later = until.parse::<i64>().unwrap() + 1;
    for wrong in [
        format!("/try/camden/{until}.{seal}"),
        format!("/try/nowhere/{until}.{seal}"),
        format!("/try/hackney/{later}.{seal}"),
        format!("/try/hackney/{until}.{}", seal.to_uppercase()),
        format!("/try/hackney/{until}."),
        format!("/try/hackney/{until}"),
        format!("/try/hackney/0{until}.{seal}"),
        "/try/hackney/99999999999999999999.x".to_owned(),
        "/try/%00/1.x".to_owned(),
        "/try/hackney/%ff.%ff".to_owned(),
    ] {
        let answer = world.get_with(&wrong, &[("accept", "text/html")]);
        assert!([400, 404].contains(&answer.status), "{wrong}: {answer:?}");
    }
    // With the draft the link ends, also where another one takes its address.
    assert_eq!(world.delete("/api/v1/drafts/hackney", &[("cookie", &staff.cookie)]).status, 204);
    assert_eq!(world.get(&path).status, 404);
    staff.start(DRAFT, json!("needs-pulse"));
    assert_eq!(world.get(&path).status, 404);
    assert_eq!(world.get(&link(&staff, DRAFT)).status, 200);
}

#[test]
fn a_link_of_yesterday_says_that_it_has_ended_and_only_designers_make_them() {
    let secret = [
        ("SECTORWISE_SECRET_KEY", "a root for tests, of forty letters or so"),
        ("SECTORWISE_PUBLIC_URL", "https://survey.example.org"),
    ];
    let world = World::with(Database::sqlite(), &secret);
    let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
    designer.start(DRAFT, json!("needs-pulse"));
    let html = designer.get("/design/hackney/phone").body;
    assert!(html.contains("QR code that leads to https://survey.example.org/try/hackney/"), "{html}");
    assert!(!html.contains("A phone cannot reach this address"));
    coordinator.get("/design/hackney/phone").is_problem(403, "not-allowed");
    assert_eq!(world.get("/design/hackney/phone").header("location"), Some("/sign-in?next=/design/hackney/phone"));
    assert_eq!(designer.get("/design/nowhere/phone").status, 404);
    // Signed with the same root for an hour that has passed; the second survey of this database.
    let answer =
        world.get(&format!("/try/hackney/491000.{}", seal("a root for tests, of forty letters or so", "2 0 491000")));
    assert_eq!(answer.status, 410, "{answer:?}");
    assert!(answer.body.contains("This link has ended"));
}

/// As the program signs it.
fn seal(root: &str, promise: &str) -> String {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let key: [u8; 32] = Sha256::digest(format!("sectorwise link key\n{root}")).into();
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|at| key.get(at).copied().unwrap_or(0) ^ with).collect() };
    let inner = Sha256::digest([pad(0x36), promise.as_bytes().to_vec()].concat());
    let outer = Sha256::digest([pad(0x5c), inner.to_vec()].concat());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&outer[..16])
}
