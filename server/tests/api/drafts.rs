//! Drafts: started, edited by several at once, true to London's core, and safe from whatever is sent.

use serde_json::{Value, json};

use super::support::*;

const DRAFT: &str = "hackney";

fn local(id: &str) -> Value {
    json!({"id": id, "type": "multi", "kind": "local", "label": "Which of these would you share?",
        "options": [{"code": "rooms", "label": "Rooms"}, {"code": "van", "label": "A minibus"}]})
}

fn add(id: &str, after: &str) -> Value {
    json!({"edit": "add-question", "section": "support", "after": after, "question": local(id)})
}

fn label(id: &str, language: &str, before: &str, after: &str) -> Value {
    json!({"edit": "question", "id": id, "property": "label", "language": language, "before": before, "after": after})
}

fn outcomes(results: &[Value]) -> Vec<&str> {
    results.iter().map(|result| result["outcome"].as_str().unwrap()).collect()
}

/// The question as a draft has it.
fn question<'a>(draft: &'a Value, id: &str) -> Option<&'a Value> {
    let sections = draft["questionnaire"]["sections"].as_array().unwrap();
    sections.iter().flat_map(|section| section["questions"].as_array().unwrap()).find(|question| question["id"] == id)
}

on_both! {
    fn a_draft_begins_with_an_instrument_a_survey_a_file_or_nothing(world: &World) {
        let staff = world.staff();
        let begun = staff.start(DRAFT, json!("state-of-the-sector"));
        let questionnaire = &begun["questionnaire"];
        assert_eq!((&begun["sequence"], &begun["published"]), (&json!(0), &Value::Null));
        assert_eq!((&questionnaire["slug"], &questionnaire["standard"]), (&json!(DRAFT), &json!(SLUG)));
        assert_eq!(staff.draft(DRAFT), begun);
        assert_eq!(staff.start("pulse", json!("needs-pulse"))["questionnaire"]["sections"].as_array().unwrap().len(), 5);
        assert_eq!(staff.start("fair", json!("blank"))["questionnaire"]["languages"], json!(["en"]));
        // The next version of what is published, and a copy, which goes on asking the core.
        assert_eq!(staff.start(SLUG, json!({"survey": SLUG}))["published"], 1);
        assert_eq!(staff.start("camden", json!({"survey": SLUG}))["questionnaire"]["standard"], SLUG);
        let uploaded = json!({"slug": "x", "title": "Up", "languages": ["en"], "sections": []});
        let answer = staff.post("/api/v1/drafts", &json!({"slug": "up", "title": "Mine", "from": {"questionnaire": uploaded}}));
        assert_eq!((answer.status, answer.header("location")), (201, Some("/api/v1/drafts/up")));
        assert_eq!(answer.json()["questionnaire"]["title"], "Mine");

        let refused = |slug: &str, from: Value| staff.post("/api/v1/drafts", &json!({"slug": slug, "from": from}));
        refused(DRAFT, json!("blank")).is_problem(409, "draft-exists");
        world.run(&["survey", "import", &world.file("p.json", shared::standard::PULSE_SOURCE), "--as", "brent", "--publish"]);
        refused("brent", json!("blank")).is_problem(409, "slug-taken");
        refused("Ümlaut", json!("blank")).is_problem(400, "slug");
        refused("x\u{0}", json!("blank")).is_problem(400, "slug");
        refused("new", json!("moon")).is_problem(400, "invalid");
        refused("new", json!({"survey": "nowhere"})).is_problem(404, "unknown-survey");
        refused("new", json!({"survey": "\u{0}"})).is_problem(404, "unknown-survey");
        refused("new", json!(7)).is_problem(400, "shape");
        let mut faulty = shared::standard::state_of_the_sector().unwrap();
        faulty.standard = Some(SLUG.into());
        faulty.sections.truncate(3);
        let answer = refused("new", json!({"questionnaire": faulty}));
        answer.is_problem(409, "faults");
        assert_eq!(answer.json()["faults"][0]["code"], "core-missing");
        staff.get("/api/v1/drafts/new").is_problem(404, "unknown-survey");

        let listed = staff.get("/api/v1/drafts").json();
        let row = |slug: &str| listed["drafts"].as_array().unwrap().iter().find(|row| row["slug"] == slug).unwrap().clone();
        assert_eq!((&row(DRAFT)["by"], &row(DRAFT)["draft"]), (&json!(EMAIL), &json!(true)));
        assert!(row(DRAFT)["changed_at"].as_str().unwrap().ends_with('Z') || row(DRAFT)["changed_at"].as_str().unwrap().contains("+00:00"));
        assert_eq!((&row("brent")["published"], &row("brent")["draft"]), (&json!(1), &json!(false)));
        staff.get("/api/v1/drafts/brent").is_problem(404, "no-draft");
    }

    fn two_at_once_hear_of_each_other_and_nothing_is_overwritten(world: &World) {
        let (ama, ben) = (world.staff(), world.staff_as("designer"));
        ama.start(DRAFT, json!("state-of-the-sector"));
        ama.change(DRAFT, &[add("HK1", "K3")]);
        let mut stream = Stream::open(&ben, &format!("/api/v1/drafts/{DRAFT}/live?after=0"), None);
        assert_eq!(stream.content_type, "text/event-stream");
        let first = stream.next();
        assert_eq!((first.name.as_str(), first.id, &first.data["edits"][0]["edit"]), ("edits", 1, &add("HK1", "K3")));

        // Both change the same words, having seen the same.
        let old = "Which of these would you share?";
        let results = ama.edit(DRAFT, "one", &[label("HK1", "en", old, "What would you share?")]);
        assert_eq!(outcomes(&results), ["applied"]);
        let results = ben.edit(DRAFT, "two", &[label("HK1", "en", old, "Share what?"), label("HK1", "pl", "", "Co?")]);
        assert_eq!(results, [json!({"outcome": "conflict", "now": "What would you share?"}), json!({"outcome": "applied"})]);
        let text = json!({"en": "What would you share?", "pl": "Co?"});
        assert_eq!(question(&ama.draft(DRAFT), "HK1").unwrap()["label"], text);

        // Whoever follows the stream has the same draft.
        let mut followed = shared::draft::normal(serde_json::from_value(ama.draft(DRAFT)["questionnaire"].clone()).unwrap());
        let bank = shared::draft::Bank::built_in().unwrap();
        ama.change(DRAFT, &[json!({"edit": "survey", "property": "title", "language": "en", "before": "State of the Sector 2026", "after": "Hackney 2026"})]);
        ben.change(DRAFT, &[add("HK2", "HK1"), json!({"edit": "move-question", "id": "HK2",
            "from": {"section": "support", "after": "HK1"}, "to": {"section": "support", "after": "K1"}})]);
        let (mut told, mut last) = (Vec::new(), 1);
        while last < 6 {
            let event = stream.next();
            assert!(event.id > last, "{event:?}");
            last = event.id;
            told.extend(event.data["edits"].as_array().unwrap().clone());
        }
        let from = |edit: &Value| (edit["client"].as_str().unwrap().to_owned(), edit["by"].as_str().unwrap().to_owned());
        assert_eq!(from(&told[0]), ("one".into(), EMAIL.into()));
        assert_eq!(from(&told[1]), ("two".into(), "designer@example.org".into()));
        for edit in &told[2..] {
            let edit = serde_json::from_value(edit["edit"].clone()).unwrap();
            assert_eq!(shared::draft::apply(&mut followed, &edit, &bank), Ok(true));
        }
        assert_eq!(json!(followed), ama.draft(DRAFT)["questionnaire"]);
        // Coming back with the last number that was seen.
        let mut again = Stream::open(&ben, &format!("/api/v1/drafts/{DRAFT}/live?after=0"), Some(5));
        assert_eq!(again.next().id, 6);
    }

    fn edits_at_the_same_moment_are_all_numbered_and_all_there(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let staff = &staff;
                scope.spawn(move || {
                    for number in 0..5 {
                        let id = format!("HK{writer}{number}");
                        staff.change(DRAFT, &[add(&id, "K3"), label(&id, "en", "Which of these would you share?", &id)]);
                    }
                });
            }
        });
        let draft = staff.draft(DRAFT);
        assert_eq!(draft["sequence"], 40);
        assert_eq!(world.database.count("draft_edit"), 40);
        for (writer, number) in (0..4).flat_map(|writer| (0..5).map(move |number| (writer, number))) {
            let id = format!("HK{writer}{number}");
            assert_eq!(question(&draft, &id).unwrap()["label"], id);
        }
    }

    fn each_edit_of_a_batch_is_judged_alone_and_what_relied_on_a_refused_one_is_refused_too(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        let results = staff.edit(DRAFT, "one", &[
            add("HK1", "no-such-question"),
            label("HK1", "en", "Which of these would you share?", "x"),
            add("HK2", "K3"),
            label("HK2", "en", "Which of these would you share?", "y"),
            json!({"edit": "nonsense"}),
            json!(17),
            json!({"edit": "question", "id": "HK2", "property": "type", "before": "multi", "after": "telepathy"}),
        ]);
        assert_eq!(outcomes(&results), ["gone", "gone", "applied", "applied", "invalid", "invalid", "invalid"]);
        assert!(results.iter().skip(4).all(|result| result["why"].is_string()));
        assert_eq!(staff.draft(DRAFT)["sequence"], 2);
        // Undo is the inverse, by whoever applied it.
        let undo: shared::draft::Edit = serde_json::from_value(label("HK2", "en", "Which of these would you share?", "y")).unwrap();
        staff.change(DRAFT, &[json!(undo.inverse())]);
        assert_eq!(question(&staff.draft(DRAFT), "HK2").unwrap()["label"], "Which of these would you share?");
    }

    fn a_batch_that_is_sent_again_is_applied_once(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("state-of-the-sector"));
        staff.change(DRAFT, &[add("HK1", "K3")]);
        let old = "Which of these would you share?";
        let body = json!({"client": "one", "batch": "1", "edits": [label("HK1", "en", old, "x"), label("HK1", "en", "no", "y")]});
        let send = || staff.post(&format!("/api/v1/drafts/{DRAFT}/edits"), &body).json();
        let first = send();
        assert_eq!(outcomes(first["results"].as_array().unwrap()), ["applied", "conflict"]);
        // Somebody takes it back; the first answer was lost, and the page sends its batch again.
        staff.change(DRAFT, &[label("HK1", "en", "x", old)]);
        assert_eq!(outcomes(send()["results"].as_array().unwrap()), ["applied", "conflict"]);
        assert_eq!(question(&staff.draft(DRAFT), "HK1").unwrap()["label"], old, "what somebody else did stays");
    }

    fn nobody_changes_or_hides_the_core_and_the_answer_says_why(world: &World) {
        let staff = world.staff();
        let begun = staff.start(DRAFT, json!("state-of-the-sector"));
        let f2 = question(&begun, "F2").unwrap();
        let results = staff.edit(DRAFT, "one", &[
            label("F2", "en", f2["label"].as_str().unwrap(), "Any trouble?"),
            json!({"edit": "choice", "of": {"options": "F2"}, "code": "repair", "property": "label", "before": "They need repair", "after": "Broken"}),
            json!({"edit": "remove-question", "id": "F2", "question": f2, "section": "premises-digital", "after": "F1"}),
            json!({"edit": "section", "id": "premises-digital", "property": "relevant", "after": "false()"}),
            json!({"edit": "question", "id": "F2", "property": "kind", "before": "core", "after": "local"}),
        ]);
        for result in &results {
            assert_eq!(result["outcome"], "locked", "{result}");
            let why = result["why"].as_str().unwrap();
            assert!(why.ends_with("Everyone in London is asked this in the same words, so that the answers add up."), "{why}");
        }
        assert_eq!(staff.draft(DRAFT), begun);
        // A whole file may not either, and may bring everything else.
        let mut questionnaire = begun["questionnaire"].clone();
        questionnaire["sections"][2]["questions"].as_array_mut().unwrap().remove(0);
        questionnaire["standard"] = json!(null);
        let put = |sequence: i64, questionnaire: &Value| {
            staff.put(&format!("/api/v1/drafts/{DRAFT}"), &json!({"sequence": sequence, "questionnaire": questionnaire}))
        };
        let answer = put(0, &questionnaire);
        answer.is_problem(409, "faults");
        assert_eq!(answer.json()["faults"][0]["question"], "B1");
        let mut questionnaire = begun["questionnaire"].clone();
        questionnaire["title"] = json!("Hackney from a file");
        assert_eq!(put(0, &questionnaire).json(), json!({"sequence": 1}));
        put(0, &questionnaire).is_problem(409, "moved-on");
        assert_eq!(staff.draft(DRAFT)["questionnaire"], questionnaire);
    }

    fn a_restart_keeps_drafts_and_their_log(world: &World) {
        let staff = world.staff();
        staff.start(DRAFT, json!("needs-pulse"));
        staff.change(DRAFT, &[json!({"edit": "survey", "property": "title", "before": "London needs pulse", "after": "Pulse"})]);
        let before = staff.draft(DRAFT);
        let other = Program::serve(&world.database, &[]);
        let cookie = [("cookie", staff.cookie.as_str())];
        let read = |path: &str| {
            let request = world.agent.get(format!("{}{path}", other.address)).header(cookie[0].0, cookie[0].1);
            request.call().unwrap().body_mut().read_to_string().unwrap()
        };
        assert_eq!(serde_json::from_str::<Value>(&read(&format!("/api/v1/drafts/{DRAFT}"))).unwrap(), before);
        // Another process's edits come through the log.
        let mut stream = Stream::open(&staff, &format!("/api/v1/drafts/{DRAFT}/live?after=1"), None);
        let body = json!({"client": "other", "edits": [json!({"edit": "survey", "property": "title", "before": "Pulse", "after": "Pulse 2"})]});
        let url = format!("{}/api/v1/drafts/{DRAFT}/edits", other.address);
        let sent = world.agent.post(url).header("cookie", &staff.cookie).send(body.to_string()).unwrap();
        assert_eq!(sent.status(), 200);
        assert_eq!(stream.next().data["edits"][0]["client"], "other");
        assert!(other.stop());
        // The command line takes a draft's place through the same log.
        let file = world.file("pulse.json", shared::standard::PULSE_SOURCE);
        world.run(&["survey", "import", &file, "--as", DRAFT]);
        assert_eq!(stream.next().data["edits"][0]["edit"]["edit"], "replace");
        assert_eq!(staff.draft(DRAFT)["sequence"], 3);
    }

    fn hostile_bodies_are_problems_and_change_nothing(world: &World) {
        let staff = world.staff();
        let begun = staff.start(DRAFT, json!("needs-pulse"));
        let path = format!("/api/v1/drafts/{DRAFT}/edits");
        let send = |body: &str| world.post_raw(&path, body.as_bytes(), &[("cookie", &staff.cookie)]);
        send("").is_problem(400, "not-json");
        send("{\"client\":\"x\"").is_problem(400, "not-json");
        send("[]").is_problem(400, "shape");
        send("{\"client\":7,\"edits\":[]}").is_problem(400, "shape");
        send("{\"client\":\"x\",\"edits\":[]}").is_problem(400, "count");
        send(&format!("{{\"client\":\"x\",\"edits\":[{}0]}}", "0,".repeat(200))).is_problem(400, "count");
        for client in ["", "\u{0}", "a b", &"x".repeat(65)] {
            staff.post(&path, &json!({"client": client, "edits": [1]})).is_problem(400, "invalid");
            staff.post(&path, &json!({"client": "x", "batch": client, "edits": [1]})).is_problem(400, "invalid");
        }
        send(&format!("{{\"client\":\"x\",\"edits\":[{}{}]}}", "[".repeat(100_000), "]".repeat(100_000))).is_problem(400, "not-json");
        send(&"x".repeat((1 << 20) + 1)).is_problem(413, "too-large");
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        let huge = "1e400";
        for edit in [
            format!("{{\"edit\":\"question\",\"id\":\"N1\",\"property\":\"options\",\"after\":{deep}}}"),
            "{\"edit\":\"question\",\"id\":\"N1\\u0000\",\"property\":\"label\",\"after\":\"x\"}".to_owned(),
            "{\"edit\":\"survey\",\"property\":\"sections\",\"before\":null,\"after\":[]}".to_owned(),
            "{\"edit\":\"survey\",\"property\":\"ready/99999999999999999999\",\"after\":\"x\"}".to_owned(),
            "{\"edit\":\"replace\",\"before\":{},\"after\":{}}".to_owned(),
            "{\"edit\":\"add-section\",\"section\":{\"id\":\"\",\"title\":\"\",\"questions\":[]}}".to_owned(),
        ] {
            let answer = send(&format!("{{\"client\":\"x\",\"edits\":[{edit}]}}"));
            assert_eq!(answer.status, 200, "{answer:?}");
            assert_ne!(answer.json()["results"][0]["outcome"], "applied", "{edit}");
        }
        send(&format!("{{\"client\":\"x\",\"edits\":[{{\"edit\":\"survey\",\"property\":\"minutes\",\"after\":{huge}}}]}}")).is_problem(400, "not-json");
        assert_eq!(staff.draft(DRAFT), begun);
        // A zero byte is a letter like any other in words.
        staff.change(DRAFT, &[json!({"edit": "survey", "property": "title", "before": "London needs pulse", "after": "a\u{0}b"})]);
        assert_eq!(staff.draft(DRAFT)["questionnaire"]["title"], "a\u{0}b");
        for path in ["/api/v1/drafts/%00", "/api/v1/drafts/..%2f", "/api/v1/drafts/none", "/api/v1/drafts/none/live", "/api/v1/drafts/none/review"] {
            staff.get(path).is_problem(404, "unknown-survey");
        }
        staff.get(&format!("/api/v1/drafts/{DRAFT}/live?after=x")).is_problem(400, "query");
        staff.put(&format!("/api/v1/drafts/{DRAFT}"), &json!({"sequence": 1})).is_problem(400, "shape");
    }

    fn a_coordinator_looks_a_designer_changes_and_nobody_does_from_elsewhere(world: &World) {
        let (designer, coordinator) = (world.staff_as("designer"), world.staff_as("coordinator"));
        designer.start(DRAFT, json!("needs-pulse"));
        let edits = json!({"client": "x", "edits": [{"edit": "survey", "property": "title", "after": "x"}]});
        let replacement = json!({"sequence": 0, "questionnaire": designer.draft(DRAFT)["questionnaire"]});
        for (path, body) in [
            ("/api/v1/drafts".to_owned(), json!({"slug": "x", "from": "blank"})),
            (format!("/api/v1/drafts/{DRAFT}/edits"), edits.clone()),
            (format!("/api/v1/drafts/{DRAFT}/publication"), json!({"sequence": 0})),
        ] {
            coordinator.post(&path, &body).is_problem(403, "not-allowed");
            world.post(&path, &body).is_problem(401, "not-signed-in");
            let elsewhere = [("cookie", designer.cookie.as_str()), ("origin", "https://evil.example")];
            world.post_raw(&path, body.to_string().as_bytes(), &elsewhere).is_problem(403, "cross-site");
        }
        coordinator.put(&format!("/api/v1/drafts/{DRAFT}"), &replacement).is_problem(403, "not-allowed");
        assert_eq!(coordinator.draft(DRAFT)["sequence"], 0);
        assert_eq!(coordinator.review(DRAFT)["faults"], json!([]));
        let bank = coordinator.get("/api/v1/bank").json();
        let slugs: Vec<&Value> = bank["instruments"].as_array().unwrap().iter().map(|one| &one["slug"]).collect();
        assert_eq!(slugs, [SLUG, "needs-pulse"]);
        world.get("/api/v1/bank").is_problem(401, "not-signed-in");
        // A program may design too.
        let token = world.run(&["token", "create", "--name", "a script", "--role", "designer"]);
        let bearer = format!("Bearer {}", token.trim());
        let headers = [("authorization", bearer.as_str()), ("origin", "https://elsewhere.example")];
        let answer = world.post_raw(&format!("/api/v1/drafts/{DRAFT}/edits"), edits.to_string().as_bytes(), &headers);
        assert_eq!(answer.json()["results"][0]["outcome"], "conflict", "{answer:?}");
    }
}
