//! The designers' pages: plain forms that work without script, and what nobody else may see or send.

use serde_json::{Value, json};

use super::support::*;

const DRAFT: &str = "hackney";

/// A page for people, and that it is kept nowhere.
fn page(staff: &Staff, path: &str) -> String {
    let answer = staff.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    answer.body
}

fn sent_on(answer: &Answer, to: &str) {
    assert_eq!((answer.status, answer.header("location")), (303, Some(to)), "{answer:?}");
}

on_both! {
    fn a_survey_is_started_reviewed_published_and_shared_with_forms_alone(world: &World) {
        let staff = world.staff();
        let list = page(&staff, "/design");
        for words in ["Start from the State of the Sector 2026", "10 questions, 4 to 5 minutes", "Start from a blank page", "Start the next version"] {
            assert!(list.contains(words), "{words}");
        }
        assert!(list.contains("<nav class=\"nav\"") && list.contains("href=\"/watch\"") && !list.contains("type=\"module\""));
        let answer = staff.send_form("/design", &[("slug", DRAFT), ("title", "Hackney’s <pulse> & more"), ("from", "needs-pulse")]);
        sent_on(&answer, "/design/hackney");
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["title"], "Hackney’s <pulse> & more");
        for path in ["/design/hackney/share", "/design/hackney/poster"] {
            let unshared = staff.get(path);
            assert_eq!(unshared.status, 404);
            assert!(unshared.body.contains("There is nothing to share yet") && unshared.body.contains("href=\"/design/hackney\""));
        }
        assert!(page(&staff, "/design").contains("What changed"));

        let review = page(&staff, "/design/hackney/review");
        assert!(review.contains("Version 1 can be published") && review.contains("&lt;pulse&gt; &amp; more"), "{review}");
        sent_on(&staff.send_form("/design/hackney/publication", &[("sequence", "0")]), "/design/hackney/share");
        let host = world.program.address.strip_prefix("http://").unwrap();
        for path in ["/design/hackney/share", "/design/hackney/poster"] {
            let shared = page(&staff, path);
            assert!(shared.contains("class=\"qr\"") && shared.contains(&format!("QR code that leads to http://{host}/s/hackney")));
            assert!(shared.contains(&format!("{host}/s/hackney<")), "the address as people type it");
        }
        let shared = page(&staff, "/design/hackney/share");
        assert!(shared.contains("A phone cannot reach this address."), "it names this computer");
        assert!(shared.contains("download=\"hackney-qr.svg\"") && shared.contains("href=\"data:image/svg+xml,%3Csvg "));
        assert!(shared.contains("data-press=\"copy\"") && shared.contains(&format!("value=\"http://{host}/s/hackney\"")));
        let list = page(&staff, "/design");
        let row = list.split("<tr").find(|row| row.contains("/s/hackney") || row.contains("/design/hackney/share")).unwrap();
        assert!(row.contains("Link and poster") && row.contains("As published"), "{row}");
        assert!(!row.contains("What changed") && !row.contains("Discard"), "{row}");
        let poster = page(&staff, "/design/hackney/poster");
        assert!(poster.contains("4 to 5 minutes.") && poster.contains("Works without signal"), "{poster}");
        assert!(poster.contains("names are never published") && poster.contains("data-press=\"print\""), "{poster}");
        assert!(!poster.contains("Languages of the poster"), "there is one");
        // The page that the code leads to says the same, and nothing about a short route.
        let start = world.get("/s/hackney").body;
        assert!(start.contains("4 to 5 minutes.") && !start.contains("no paid staff"));
    }

    fn the_review_says_what_would_break_and_what_to_mend(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        let question = json!({"id": "HK1", "type": "multi", "kind": "local", "label": "Share?",
            "options": [{"code": "rooms", "label": "Rooms"}, {"code": "van", "label": "A minibus"}]});
        staff.change(DRAFT, &[json!({"edit": "add-question", "section": "needs", "after": "K1", "question": question})]);
        assert_eq!(staff.publish(DRAFT).status, 200);
        assert!(page(&staff, "/design/hackney/review").contains("Nothing has changed since version 1"));
        staff.change(DRAFT, &[
            json!({"edit": "remove-choice", "of": {"options": "HK1"}, "code": "van", "choice": {"code": "van", "label": "A minibus"}, "after": "rooms"}),
            json!({"edit": "question", "id": "HK1", "property": "relevant", "after": "${ZZ} = 1"}),
            json!({"edit": "survey", "property": "languages", "before": ["en"], "after": ["en", "tr"]}),
        ]);
        let review = page(&staff, "/design/hackney/review");
        for words in ["One thing to mend before you can publish", "href=\"/design/hackney#HK1\"", "Would break something", "<del>A minibus</del>", "10 core questions, unchanged", "to consider"] {
            assert!(review.contains(words), "{words}: {review}");
        }
        assert!(!review.contains("action=\"/design/hackney/publication\""), "there is no button yet");
        let warnings = staff.review(DRAFT)["warnings"].clone();
        assert_eq!((&warnings[0]["code"], &warnings[0]["severity"]), (&json!("translation"), &json!("warning")));
        let sequence = staff.draft(DRAFT)["sequence"].to_string();
        let answer = staff.send_form("/design/hackney/publication", &[("sequence", &sequence)]);
        assert!(answer.status == 409 && answer.body.contains("This cannot be published yet"), "{answer:?}");
        staff.change(DRAFT, &[json!({"edit": "question", "id": "HK1", "property": "relevant", "before": "${ZZ} = 1", "after": null})]);
        for (fields, words) in [
            (vec![("sequence", sequence.as_str())], "Somebody has changed the draft"),
            (vec![], "Somebody has changed the draft"),
            (vec![("sequence", "5"), ("welcome_days", "many")], "whole number"),
        ] {
            let answer = staff.send_form("/design/hackney/publication", &fields);
            assert!(answer.status == 409 && answer.body.contains(words), "{words}: {answer:?}");
        }
        sent_on(&staff.send_form("/design/hackney/publication", &[("sequence", "5"), ("welcome_days", " 30 ")]), "/design/hackney/share");
        assert_eq!((staff.review(DRAFT)["welcome_days"].clone(), staff.draft(DRAFT)["published"].clone()), (json!(30), json!(2)));
    }

    fn a_poster_is_had_in_each_language_and_promises_only_what_holds(world: &World) {
        let staff = world.staff();
        let survey = json!({"slug": "x", "title": {"en": "A survey with a rather long title about our street and its summer fair", "ur": "سروے"},
            "languages": ["en", "ur", "tr"], "help": {"text": "Ask us", "email": "us@example.org"}, "sections": [{"id": "s", "title": "S", "questions": [
                {"id": "HK1", "type": "text", "kind": "local", "label": "Name?"}]}]});
        staff.start(DRAFT, json!({"questionnaire": survey}));
        assert_eq!(staff.publish(DRAFT).status, 200);
        let of = |query: &str| page(&staff, &format!("/design/hackney/poster{query}"));
        let english = of("");
        assert!(english.contains("class=\"long\"") && !english.contains("names are never published"), "{english}");
        assert_eq!(of("?lang=nowhere"), english);
        let urdu = of("?lang=ur");
        for words in ["lang=\"ur\" dir=\"rtl\"", ">سروے<", "سگنل کے بغیر", "href=\"/design/hackney/poster?lang=tr\"", "<bdi dir=\"ltr\">"] {
            assert!(urdu.contains(words), "{words}: {urdu}");
        }
        // Nobody has put the interface into Turkish: these words say that they are English.
        let turkish = of("?lang=tr");
        assert!(turkish.contains("<ul lang=\"en\" dir=\"ltr\" class=\"promises\">"), "{turkish}");
    }

    fn what_a_survey_owes_and_what_is_old_is_said_before_it_is_published(world: &World) {
        let staff = world.staff();
        let survey = |label: &str| json!({"slug": "x", "title": {"en": "Fair", "ur": "میلہ"}, "languages": ["en", "ur"],
            "sections": [{"id": "s", "title": {"en": "Page", "ur": "صفحہ"}, "questions": [
                {"id": "site", "type": "text", "kind": "local", "label": {"en": "Site?", "ur": "جگہ؟"}},
                {"id": "staff", "type": "text", "kind": "local", "label": {"en": label, "ur": "کتنے؟"}}]}]});
        staff.start(DRAFT, json!({"questionnaire": survey("How many?")}));
        let review = page(&staff, "/design/hackney/review");
        assert!(review.contains("There is no privacy notice.") && review.contains("Nobody is named"), "{review}");
        assert_eq!(staff.publish(DRAFT).status, 200, "a survey about nobody can do without");
        let relabel = json!({"edit": "question", "id": "staff", "property": "label", "language": "en", "before": "How many?", "after": "How many at ${site}?"});
        staff.change(DRAFT, &[relabel]);
        let review = page(&staff, "/design/hackney/review");
        assert!(review.contains(">Urdu</a>: 1 translation is older than its original (staff)."), "{review}");
        assert!(review.contains("leaves out ${site} in Urdu"), "{review}");
        let contact = json!({"id": "who", "type": "contact", "kind": "local", "label": "Who?"});
        staff.change(DRAFT, &[json!({"edit": "add-question", "section": "s", "after": "staff", "question": contact})]);
        assert_eq!(staff.publish(DRAFT).status, 409);
        assert!(page(&staff, "/design/hackney/review").contains("asks for contact details"));
    }

    fn the_editors_page_carries_the_draft_and_the_bank(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        staff.change(DRAFT, &[json!({"edit": "survey", "property": "title", "before": "State of the Sector 2026", "after": "</script><b>"})]);
        let html = page(&staff, "/design/hackney");
        let block = html.split("<script type=\"application/json\" id=\"draft\">").nth(1).unwrap().split("</script>").next().unwrap();
        let block: Value = serde_json::from_str(block).unwrap();
        let draft = staff.draft(DRAFT);
        for key in ["sequence", "questionnaire", "published"] {
            assert_eq!(block[key], draft[key], "{key}");
        }
        assert_eq!((&block["bank"], &block["may_change"]), (&staff.get("/api/v1/bank").json(), &json!(true)));
        assert!(html.contains("data-component=\"Designer") && html.contains("type=\"module\""));
    }

    fn a_form_that_cannot_be_taken_comes_back_as_it_was(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        for (slug, from, status, words) in [
            ("Not a slug", "blank", 400, "small letters, digits and hyphens"),
            ("-a-", "blank", 400, "begins and ends with a letter or digit"),
            ("a--b", "needs-pulse", 400, "begins and ends with a letter or digit"),
            (&*"a".repeat(300), "blank", 400, "Choose a shorter address"),
            (DRAFT, "blank", 409, "Another survey has this address"),
            (SLUG, "blank", 409, "Another survey has this address"),
            ("new", "", 400, "Choose what the draft begins with"),
            ("new", "survey:nowhere", 400, "Choose what the draft begins with"),
        ] {
            let answer = staff.send_form("/design", &[("slug", slug), ("title", "My \"title\""), ("from", from)]);
            assert_eq!(answer.status, status, "{slug} {from}");
            assert!(answer.body.contains(words) && answer.body.contains("value=\"My &quot;title&quot;\""), "{slug}: {}", answer.body);
        }
        // Pressed twice: the draft is there, and that is where it leads.
        for _ in 0..2 {
            sent_on(&staff.send_form("/design", &[("slug", SLUG), ("title", ""), ("from", "survey:state-of-the-sector")]), "/design/state-of-the-sector");
        }
        for path in ["/design/none", "/design/none/review", "/design/%00/share", "/design/..%2f/poster"] {
            assert_eq!(staff.get(path).status, 404, "{path}");
        }
    }

    fn only_who_may_design_sees_the_buttons_and_only_our_own_pages_press_them(world: &World) {
        let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
        designer.start(DRAFT, json!("needs-pulse"));
        assert!(page(&designer, "/design").contains("Start a draft"));
        assert!(!page(&coordinator, "/design").contains("Start a draft"));
        assert!(page(&coordinator, "/design/hackney/review").contains("Version 1 can be published"));
        assert!(!page(&coordinator, "/design/hackney/review").contains("action=\"/design/hackney/publication\""));
        let fields = [("slug", "new"), ("title", ""), ("from", "blank"), ("sequence", "0")];
        for path in ["/design", "/design/hackney/publication"] {
            coordinator.send_form(path, &fields).is_problem(403, "not-allowed");
            let elsewhere = [("cookie", designer.cookie.as_str()), ("sec-fetch-site", "cross-site")];
            world.post_raw(path, b"slug=new&from=blank&sequence=0", &elsewhere).is_problem(403, "cross-site");
            sent_on(&world.post_raw(path, b"", &[]), "/sign-in?next=/design");
        }
        sent_on(&world.get("/design/hackney/review"), "/sign-in?next=/design/hackney/review");
        assert!(coordinator.get("/api/v1/drafts").json()["drafts"].as_array().unwrap().iter().all(|row| row["slug"] != "new"));
    }
}

#[test]
fn the_link_is_the_public_address_where_there_is_one() {
    let world = World::with(Database::sqlite(), &[("SECTORWISE_PUBLIC_URL", "https://survey.example.org")]);
    let staff = world.staff();
    let shared = page(&staff, "/design/state-of-the-sector/share");
    assert!(shared.contains("QR code that leads to https://survey.example.org/s/state-of-the-sector"));
    assert!(!shared.contains("A phone cannot reach this address."));
    assert!(page(&staff, "/design/state-of-the-sector/poster").contains(">survey.example.org/s/state-of-the-sector<"));
}
