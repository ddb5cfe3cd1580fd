//! `GET /api/v1/surveys/{slug}/tally`: whatever has its receipt is counted, once, and everything adds up.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::support::*;

const GROUPINGS: [(&str, usize); 5] =
    [("borough", 34), ("subregion", 5), ("icb", 6), ("inner_outer", 3), ("london", 2)];

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value}"))
}

/// The rows' cells added up, in the shape of the total.
fn added_up(tally: &Value) -> Value {
    let mut sum = json!({"responses": 0, "base": 0, "missing": {}, "counts": {}});
    let add = |slot: &mut Value, more: &Value| *slot = json!(slot.as_u64().unwrap_or(0) + number(more));
    for cells in tally["places"].as_array().unwrap() {
        for key in ["responses", "base"] {
            add(&mut sum[key], &cells[key]);
        }
        for part in ["missing", "counts"] {
            for (key, count) in cells[part].as_object().unwrap() {
                add(&mut sum[part][key], count);
            }
        }
    }
    sum
}

fn without_name(cells: &Value) -> Value {
    let mut cells = cells.clone();
    cells.as_object_mut().unwrap().retain(|key, _| key != "code" && key != "name");
    cells
}

/// What a second count of the downloaded answers finds: place → what was said → how often.
fn recount(lines: &[Value], measure: &str) -> BTreeMap<String, BTreeMap<String, u64>> {
    let (question, part) = measure.split_once('.').map_or((measure, None), |(id, part)| (id, Some(part)));
    let mut found: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for line in lines {
        let whole = &line["answers"][question];
        let said = match part {
            Some(part) if whole.get("missing").is_none() => &whole[part],
            _ => whole,
        };
        let words: Vec<String> = match said {
            Value::String(code) => vec![code.clone()],
            Value::Array(codes) => codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect(),
            Value::Object(object) => vec![object["missing"].as_str().unwrap().to_owned()],
            _ => vec!["nothing".to_owned()],
        };
        for place in [line["base_borough"].as_str().unwrap(), "total"] {
            for word in &words {
                *found.entry(place.to_owned()).or_default().entry(word.clone()).or_default() += 1;
            }
        }
    }
    found
}

/// The same from a tally.
fn counted(tally: &Value) -> BTreeMap<String, BTreeMap<String, u64>> {
    let mut found = BTreeMap::new();
    for cells in tally["places"].as_array().unwrap().iter().chain([&tally["total"]]) {
        let missing = &cells["missing"];
        let mut words: BTreeMap<String, u64> =
            cells["counts"].as_object().unwrap().iter().map(|(code, count)| (code.clone(), number(count))).collect();
        for reason in ["dont-know", "prefer-not-to-say"] {
            *words.entry(reason.to_owned()).or_default() += number(&missing[reason]);
        }
        words.insert("nothing".to_owned(), number(&missing["not-shown"]) + number(&missing["unanswered"]));
        words.retain(|_, count| *count > 0);
        if !words.is_empty() {
            found.insert(cells["code"].as_str().unwrap().to_owned(), words);
        }
    }
    found
}

/// The rows with anything in them.
fn filled(tally: &Value) -> Vec<(&str, u64)> {
    let rows = tally["places"].as_array().unwrap().iter();
    rows.map(|row| (row["code"].as_str().unwrap(), number(&row["responses"]))).filter(|(_, count)| *count > 0).collect()
}

fn tallies(staff: &Staff) -> Vec<Value> {
    let asked = [("A2", "borough"), ("E1.demand", "icb"), ("D4", "subregion"), ("B5", "worked_in"), ("C5", "C2")];
    asked.map(|(question, by)| staff.tally(question, by)).to_vec()
}

on_both! {
    fn places_add_up_to_the_total_in_every_grouping(world: &World) {
        world.store(&world.made_up(120, 3));
        let staff = world.staff();
        for (by, rows) in GROUPINGS {
            for measure in ["A2", "C5", "E1.demand", "B8", "F2"] {
                let tally = staff.tally(measure, by);
                assert_eq!(tally["places"].as_array().unwrap().len(), rows, "{by}");
                assert_eq!(tally["places"][rows - 1]["code"], "outside", "{by}");
                assert_eq!(added_up(&tally), without_name(&tally["total"]), "{measure} by {by}");
                assert_eq!((&tally["total"]["responses"], &tally["sequence"]), (&json!(120), &json!(120)));
            }
        }
        let by_default = staff.get(&format!("/api/v1/surveys/{SLUG}/tally?question=A2")).json();
        assert_eq!(by_default, staff.tally("A2", "borough"));
    }

    fn tallies_equal_a_recount_of_the_download(world: &World) {
        world.store(&world.made_up(150, 4));
        let staff = world.staff();
        let lines = staff.lines();
        assert_eq!(lines.len(), 150);
        for measure in ["A2", "B2", "B8", "C5", "D6", "E1.demand", "E5", "F2", "G2.ai-tools", "K1"] {
            assert_eq!(counted(&staff.tally(measure, "borough")), recount(&lines, measure), "{measure}");
        }
    }

    fn a_borough_lies_in_its_subregion_its_care_board_and_inner_london(world: &World) {
        world.store(&[submission_from("E09000012"), submission_from("outside")]);
        let staff = world.staff();
        assert_eq!(filled(&staff.tally("A2", "borough")), [("E09000012", 1), ("outside", 1)]);
        for (by, _) in GROUPINGS.iter().skip(1) {
            let tally = staff.tally("A2", by);
            assert_eq!(filled(&tally).len(), 2, "{tally}");
            assert_eq!(number(&row(&tally, "outside")["counts"]["committee"]), 1);
        }
        let named = |by: &str| {
            let tally = staff.tally("A2", by);
            let rows = tally["places"].as_array().unwrap().clone();
            rows.into_iter().find(|row| row["responses"] == 1).unwrap()["name"].as_str().unwrap().to_owned()
        };
        assert!(named("icb").contains("North East London"), "{}", named("icb"));
        assert!(named("inner_outer").contains("Inner"), "{}", named("inner_outer"));
    }

    fn who_works_in_several_boroughs_counts_in_each(world: &World) {
        let mut wide = submission(&fresh_id());
        wide["answers"]["B5"] = json!(["E09000012", "E09000030", "outside"]);
        let mut everywhere = submission(&fresh_id());
        everywhere["answers"]["B5"] = json!(["all-london"]);
        world.store(&[wide, everywhere, submission(&fresh_id())]);
        let tally = world.staff().tally("A2", "worked_in");
        let counts = ["E09000012", "E09000030", "E09000001", "outside"].map(|code| number(&row(&tally, code)["responses"]));
        assert_eq!((counts, &tally["total"]["responses"]), ([2, 2, 1, 1], &json!(3)));
    }

    fn one_question_by_another_is_a_cross_tab(world: &World) {
        let (mut first, mut second) = (submission(&fresh_id()), submission(&fresh_id()));
        first["answers"]["A2"] = json!("volunteer");
        second["answers"]["B2"] = json!({"missing": "dont-know"});
        world.store(&[first, second, submission(&fresh_id())]);
        let tally = world.staff().tally("A2", "B2");
        assert_eq!(filled(&tally), [("association", 2), ("dont-know", 1)]);
        let counts = &row(&tally, "association")["counts"];
        assert_eq!((&counts["volunteer"], &counts["committee"]), (&json!(1), &json!(1)));
        assert_eq!(added_up(&tally), without_name(&tally["total"]));
    }

    fn numbers_answer_with_sum_mean_median_and_quartiles(world: &World) {
        let with = |borough: &str, volunteers: Value| {
            let mut sent = submission_from(borough);
            sent["answers"]["D4"] = volunteers;
            sent
        };
        let given = [json!(2), json!({"about": 4}), json!(6), json!(8)];
        world.store(&given.map(|volunteers| with("E09000012", volunteers)));
        world.store(&[with("E09000001", json!(100)), submission_from("E09000012")]);
        let tally = world.staff().tally("D4", "borough");
        let hackney = row(&tally, "E09000012");
        assert_eq!((number(&hackney["responses"]), base(hackney)), (5, 4));
        let numbers = &hackney["numbers"];
        assert_eq!((&numbers["sum"], &numbers["mean"], &numbers["median"]), (&json!(20.0), &json!(5.0), &json!(5.0)));
        let quartiles: Vec<f64> = serde_json::from_value(numbers["quartiles"].clone()).unwrap();
        assert!(quartiles.len() == 2 && quartiles[0] <= 5.0 && quartiles[1] >= 5.0, "{quartiles:?}");
        assert!(hackney.get("counts").is_none());
        assert_eq!(tally["total"]["numbers"]["sum"], 120.0);
        // A place without an answer has no mean.
        assert!(row(&tally, "outside")["numbers"]["mean"].is_null());
    }

    fn the_four_kinds_of_nothing_stay_apart(world: &World) {
        let with = |answer: Value| {
            let mut sent = submission(&fresh_id());
            if !answer.is_null() {
                sent["answers"]["C5"] = answer;
            }
            sent
        };
        // With staff the full route is asked; a committee without any is not asked for its staff.
        let full = |answer: Value| {
            let mut sent = with(answer);
            sent["answers"]["D1"] = json!("yes");
            sent
        };
        let sent = [json!({"missing": "dont-know"}), json!({"missing": "prefer-not-to-say"}), json!("none"), Value::Null];
        world.store(&sent.map(full));
        world.store(&[submission(&fresh_id())]);
        let staff = world.staff();
        let total = &staff.tally("C5", "borough")["total"];
        let (asked, skipped) = (base(total), number(&total["missing"]["unanswered"]));
        assert_eq!((asked, &total["missing"]["dont-know"], &total["missing"]["prefer-not-to-say"]), (1, &json!(1), &json!(1)));
        assert_eq!(skipped + number(&total["missing"]["not-shown"]), 2);
        let total = &staff.tally("D2.full-time", "borough")["total"];
        assert_eq!((&total["missing"]["not-shown"], &total["missing"]["unanswered"]), (&json!(1), &json!(4)));
    }

    fn whatever_has_its_receipt_is_in_the_next_tally(world: &World) {
        let staff = world.staff();
        for count in 1..=20 {
            world.store(&[submission(&fresh_id())]);
            let tally = staff.tally("A2", "borough");
            assert_eq!((number(&tally["total"]["responses"]), number(&tally["sequence"])), (count, count));
        }
    }

    fn a_newer_revision_takes_the_place_of_the_older_and_a_withdrawal_takes_both(world: &World) {
        let staff = world.staff();
        let id = fresh_id();
        let first = submission(&id);
        let mut second = revised(&first, 2);
        second["answers"]["B4"] = json!({"borough": "E09000001"});
        second["answers"]["A2"] = json!("staff");
        world.store(&[first, submission(&fresh_id())]);
        world.store(&[second]);
        let tally = staff.tally("A2", "borough");
        assert_eq!(filled(&tally), [("E09000001", 1), ("E09000012", 1)]);
        assert_eq!(row(&tally, "E09000001")["counts"]["staff"], 1);
        world.withdraw(&id);
        let tally = staff.tally("A2", "borough");
        assert_eq!((filled(&tally), number(&tally["sequence"])), (vec![("E09000012", 1)], 4));
    }

    fn late_ones_do_not_count(world: &World) {
        world.store(&[submission(&fresh_id())]);
        world.run(&["survey", "close", SLUG, "--at", "2026-01-31T23:59:59+00:00"]);
        world.store(&[submission(&fresh_id())]);
        let tally = world.staff().tally("A2", "borough");
        assert_eq!((number(&tally["total"]["responses"]), number(&tally["sequence"])), (1, 2));
    }

    fn an_unknown_question_or_survey_is_a_clear_problem(world: &World) {
        let staff = world.staff();
        for (question, by) in [("Z9", "borough"), ("E1", "borough"), ("E1.nothing", "borough"), ("A2", "moon"), ("A2", "D4"), ("L3", "borough")] {
            staff.ask_tally(question, by).is_problem(404, "unknown-question");
        }
        staff.get("/api/v1/surveys/no-such-survey/tally?question=A2").is_problem(404, "unknown-survey");
        staff.get(&format!("/api/v1/surveys/{SLUG}/tally")).is_problem(400, "query");
    }

    fn nobody_sees_numbers_without_signing_in(world: &World) {
        for path in ["tally?question=A2", "tally?question=Z9", "live?question=A2"] {
            world.get(&format!("/api/v1/surveys/{SLUG}/{path}")).is_problem(401, "not-signed-in");
        }
        world.get("/api/v1/surveys/no-such-survey/tally?question=A2").is_problem(401, "not-signed-in");
    }
}

fn restarted(database: Database) {
    let world = World::new(database);
    world.store(&world.made_up(60, 5));
    let id = fresh_id();
    world.store(&[submission(&id), submission_from("outside")]);
    world.withdraw(&id);
    let before = tallies(&world.staff());
    let world = world.restarted();
    assert_eq!(world.database.value("select max(sequence) from tally_snapshot").unwrap(), "63");
    assert_eq!(tallies(&world.staff()), before);
    // What comes after the snapshot is counted on top of it.
    world.store(&[submission(&fresh_id())]);
    let before = tallies(&world.staff());
    let world = world.restarted();
    assert_eq!(tallies(&world.staff()), before);
    assert_eq!(world.database.count("(select distinct generation from tally_snapshot_part) as generations"), 1);
    // A snapshot in doubt is thrown away, and the log counted anew.
    world.database.execute("update tally_snapshot set basis = 'of something else', sequence = 64");
    let world = world.restarted();
    assert_eq!(tallies(&world.staff()), before);
    // So is one that has lost a part.
    world.store(&[submission(&fresh_id())]);
    let before = tallies(&world.staff());
    let world = world.restarted();
    world.database.execute("delete from tally_snapshot_part");
    let world = world.restarted();
    assert_eq!(tallies(&world.staff()), before);
}

#[test]
fn tallies_survive_a_restart_on_sqlite() {
    restarted(Database::sqlite());
}

#[test]
fn tallies_survive_a_restart_on_postgresql() {
    match Database::postgresql() {
        Some(database) => restarted(database),
        None => println!("skipped: no PostgreSQL"),
    }
}

fn waits_for_a_missing_number(database: Database) {
    let world = World::new(database);
    let staff = world.staff();
    assert_eq!(staff.responses(), 0);
    world.store(&[submission(&fresh_id()), submission(&fresh_id()), submission(&fresh_id())]);
    world.database.execute("create table elsewhere as select * from submission where sequence = 2");
    world.database.execute("delete from submission where sequence = 2");
    staff.ask_tally("A2", "borough").is_problem(503, "busy");
    world.program.expect_log("number 2 of the log of state-of-the-sector is missing");
    world.database.execute("insert into submission select * from elsewhere");
    assert_eq!(staff.responses(), 3);
}

#[test]
fn counting_waits_for_a_missing_number_on_sqlite() {
    waits_for_a_missing_number(Database::sqlite());
}

#[test]
fn counting_waits_for_a_missing_number_on_postgresql() {
    match Database::postgresql() {
        Some(database) => waits_for_a_missing_number(database),
        None => println!("skipped: no PostgreSQL"),
    }
}

/// The second process heard nothing of the submission but finds it in the log.
#[test]
fn another_process_on_the_same_database_counts_it_at_once() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let first = World::new(database);
    let cookie = first.sign_in();
    let second = Program::serve(&first.database, &[]);
    for count in 1..=10 {
        first.store(&[submission(&fresh_id())]);
        let url = format!("{}/api/v1/surveys/{SLUG}/tally?question=A2", second.address);
        let tally: Value =
            first.agent.get(url).header("cookie", &cookie).call().unwrap().into_body().read_json().unwrap();
        assert_eq!(tally["total"]["responses"], count);
    }
}
