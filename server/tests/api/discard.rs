//! A draft is discarded: it is gone, versions stay, and whoever has it open hears of it.

use serde_json::{Value, json};

use super::support::*;

const DRAFT: &str = "hackney";

fn delete(staff: &Staff, query: &str) -> Answer {
    staff.world.delete(&format!("/api/v1/drafts/{DRAFT}{query}"), &[("cookie", &staff.cookie)])
}

fn title(before: &str, after: &str) -> Value {
    json!({"edit": "survey", "property": "title", "before": before, "after": after})
}

on_both! {
    fn a_draft_goes_and_its_address_can_be_used_again(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        staff.change(DRAFT, &[title("London needs pulse", "A"), title("A", "B")]);
        delete(&staff, "?sequence=1").is_problem(409, "moved-on");
        assert_eq!((delete(&staff, "?sequence=2").status, world.database.count("draft_edit")), (204, 1));
        delete(&staff, "").is_problem(404, "no-draft");
        staff.get("/api/v1/drafts/hackney").is_problem(404, "no-draft");
        let edits = json!({"client": "old", "edits": [title("B", "C")]});
        staff.post("/api/v1/drafts/hackney/edits", &edits).is_problem(404, "no-draft");
        let listed = staff.get("/api/v1/drafts").json();
        assert!(listed["drafts"].as_array().unwrap().iter().all(|one| one["slug"] != DRAFT), "{listed}");
        // The log of the next one goes on, so that nobody takes it for the one that is gone.
        let begun = staff.start(DRAFT, json!("blank"));
        assert_eq!(begun["sequence"], 3);
        staff.change(DRAFT, &[title("New survey", "Next")]);
        assert_eq!(staff.draft(DRAFT)["sequence"], 4);
        assert_eq!(delete(&staff, "").status, 204);
        assert_eq!(staff.start(DRAFT, json!("blank"))["sequence"], 5);
        assert_eq!(staff.publish(DRAFT).status, 409, "it asks nothing");
    }

    fn what_was_meant_for_the_old_one_is_never_applied_to_the_next(world: &World) {
        let staff = world.staff();
        let first = staff.start(DRAFT, json!("needs-pulse"));
        assert_eq!(first["begun"], 0);
        staff.change(DRAFT, &[title("London needs pulse", "A")]);
        delete(&staff, "");
        let second = staff.start(DRAFT, json!("needs-pulse"));
        assert_eq!(second["begun"], 2);
        // The same words stand there again, so it would fit.
        let late = |begun: &Value| json!({"client": "old", "begun": begun, "edits": [title("London needs pulse", "Late")]});
        staff.post("/api/v1/drafts/hackney/edits", &late(&first["begun"])).is_problem(404, "no-draft");
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["title"], "London needs pulse");
        let taken = staff.post("/api/v1/drafts/hackney/edits", &late(&second["begun"]));
        assert_eq!((taken.status, &staff.draft(DRAFT)["questionnaire"]["title"]), (200, &json!("Late")));
    }

    fn whoever_has_it_open_is_told_who_discarded_it_also_later(world: &World) {
        let (ama, ben) = (world.staff(), world.staff_as("designer"));
        ama.start(DRAFT, json!("needs-pulse"));
        ama.change(DRAFT, &[title("London needs pulse", "A")]);
        let live = format!("/api/v1/drafts/{DRAFT}/live?after=1");
        let mut stream = Stream::open(&ama, &live, None);
        assert_eq!(delete(&ben, "").status, 204);
        let event = stream.next();
        assert_eq!((event.name.as_str(), event.id, &event.data["edits"]), ("edits", 2, &json!([])));
        assert_eq!(event.data["discarded"], "designer@example.org");
        // A page that slept, before and after the next draft has begun.
        assert_eq!(Stream::open(&ama, &live, None).next().data["discarded"], "designer@example.org");
        ama.get("/api/v1/drafts/hackney/live").is_problem(404, "no-draft");
        ama.get("/api/v1/drafts/hackney/live?after=2").is_problem(404, "no-draft");
        ama.start(DRAFT, json!("needs-pulse"));
        assert_eq!(Stream::open(&ama, &live, None).next().data["discarded"], "designer@example.org");
        ama.change(DRAFT, &[title("London needs pulse", "B")]);
        let event = Stream::open(&ama, "/api/v1/drafts/hackney/live?after=2", None).next();
        assert_eq!((event.id, &event.data["discarded"], &event.data["edits"][0]["edit"]["after"]), (3, &Value::Null, &json!("B")));
    }

    fn published_versions_and_their_answers_stay(world: &World) {
        let staff = world.staff();
        world.store(&[submission(&fresh_id())]);
        staff.start(SLUG, json!({"survey": SLUG}));
        let path = format!("/design/{SLUG}/discard");
        let html = staff.get(&path).body;
        assert!(html.contains("Version 1 stays as it is") && html.contains("name=\"sequence\" value=\"0\""), "{html}");
        let answer = staff.send_form(&path, &[("sequence", "0")]);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/design")), "{answer:?}");
        let again = staff.send_form(&path, &[("sequence", "0")]);
        assert_eq!(again.status, 303, "pressed twice");
        assert_eq!((world.get(&format!("/s/{SLUG}")).status, staff.responses()), (200, 1));
        assert_eq!(staff.start(SLUG, json!({"survey": SLUG}))["published"], 1);
    }

    fn it_is_asked_first_and_only_who_may_is_asked(world: &World) {
        let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
        designer.start(DRAFT, json!("needs-pulse"));
        let path = "/design/hackney/discard";
        let html = designer.get(path);
        assert!(html.status == 200 && html.body.contains("It has not been published"), "{html:?}");
        designer.change(DRAFT, &[title("London needs pulse", "A")]);
        for fields in [vec![("sequence", "0")], vec![], vec![("sequence", "x")]] {
            let answer = designer.send_form(path, &fields);
            assert!(answer.status == 409 && answer.body.contains("Somebody has changed the draft since you looked"), "{answer:?}");
        }
        coordinator.get(path).is_problem(403, "not-allowed");
        coordinator.send_form(path, &[("sequence", "1")]).is_problem(403, "not-allowed");
        delete(&coordinator, "").is_problem(403, "not-allowed");
        world.delete("/api/v1/drafts/hackney", &[]).is_problem(401, "not-signed-in");
        let elsewhere = [("cookie", designer.cookie.as_str()), ("sec-fetch-site", "cross-site")];
        world.delete("/api/v1/drafts/hackney", &elsewhere).is_problem(403, "cross-site");
        world.post_raw(path, b"sequence=1", &elsewhere).is_problem(403, "cross-site");
        assert_eq!(world.post_raw(path, b"sequence=1", &[]).header("location"), Some("/sign-in?next=/design"));
        assert_eq!(designer.get("/design/nowhere/discard").status, 404);
        designer.world.delete("/api/v1/drafts/nowhere", &[("cookie", &designer.cookie)]).is_problem(404, "unknown-survey");
        delete(&designer, "?sequence=x").is_problem(400, "query");
        assert_eq!(designer.draft(DRAFT)["sequence"], 1);
    }
}
