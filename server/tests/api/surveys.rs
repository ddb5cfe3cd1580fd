//! `GET /api/v1/surveys/{slug}`.

use serde_json::Value;

use super::support::*;

on_both! {
    fn the_standard_survey_is_published_on_a_first_start(world: &World) {
        let survey = world.get(&format!("/api/v1/surveys/{SLUG}")).json();
        assert_eq!((&survey["slug"], &survey["version"]), (&SLUG.into(), &1.into()));
        assert!(survey["closes_at"].is_null());
        assert_eq!(survey["receipt_keys"].as_array().unwrap().len(), 1);
        let questions = |section: &Value| section["questions"].as_array().unwrap().len();
        assert_eq!(survey["sections"].as_array().unwrap().iter().map(questions).sum::<usize>(), 45);
        world.get("/api/v1/surveys/no-such-survey").is_problem(404, "unknown-survey");
    }

    fn nothing_is_sent_twice_while_nothing_has_changed(world: &World) {
        let path = format!("/api/v1/surveys/{SLUG}");
        let tag = world.get(&path).header("etag").unwrap().to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}")] {
            let answer = world.get_with(&path, &[("if-none-match", &known)]);
            assert_eq!((answer.status, answer.body.as_str()), (304, ""));
            assert_eq!(answer.header("etag"), Some(tag.as_str()));
        }
        assert_eq!(world.get_with(&path, &[("if-none-match", "\"x\"")]).status, 200);
        world.database.execute("update survey set closes_at = 4102444800000");
        assert_eq!(world.get_with(&path, &[("if-none-match", &tag)]).status, 200);
    }

    fn a_new_version_does_not_take_the_old_one_away(world: &World) {
        let path = format!("/api/v1/surveys/{SLUG}");
        let file = world.database.folder.join("survey.json");
        let file = file.to_str().unwrap();
        let run = |arguments: &[&str]| {
            let output = Program::run(&world.database, &[], arguments, "");
            assert!(output.status.success(), "{output:?}");
        };
        run(&["survey", "export", SLUG, file]);
        run(&["survey", "import", file, "--as", SLUG, "--publish"]);
        assert_eq!(world.get(&path).json()["version"], 1, "nothing had changed");
        let text = std::fs::read_to_string(file).unwrap();
        std::fs::write(file, text.replace("State of the Sector 2026", "State of the Sector 2027")).unwrap();
        run(&["survey", "import", file, "--as", SLUG, "--publish"]);
        assert_eq!(world.get(&path).json()["version"], 2);
        assert_eq!(world.get(&format!("{path}?version=1")).json()["title"], "State of the Sector 2026");
        world.get(&format!("{path}?version=3")).is_problem(404, "unknown-version");
        world.get(&format!("{path}?version=0")).is_problem(404, "unknown-version");
        // Phones that have the old version still send it.
        assert_eq!(world.send(&[submission(&fresh_id())]).outcome()["outcome"], "stored");
    }
}
