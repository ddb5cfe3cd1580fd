//! `sectorwise postcodes import`: a loaded table decides the base borough, and the answer keeps what was given.

use std::process::Output;

use serde_json::json;

use super::support::*;

/// Made up. E8 1DY lies in Tower Hamlets here, so that it shows who decides.
const NEWEST: &str = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,wd25cd\n\
    E8 1DY,E8  1DY,E8 1DY,198001,,E99999999,E09000030,E05000001\n\
    E8 1DZ,E8  1DZ,E8 1DZ,198001,,E99999999,E09000012,E05000001\n\
    RH101AA,RH10 1AA,RH10 1AA,198001,,E10000032,E07000226,E05000002\n\
    EC1A1AA,EC1A 1AA,EC1A 1AA,198001,200101,E99999999,E09000001,E05000003\n";

/// As releases before 2025 called their columns; with a mark at the front, as some programs write it.
const OLDER: &str = "\u{feff}\"pcd\",\"pcd2\",\"pcds\",\"dointr\",\"doterm\",\"oscty\",\"oslaua\"\n\
    \"E8 1DY\",\"E8  1DY\",\"E8 1DY\",\"198001\",\"\",\"E99999999\",\"E09000001\"\n";

fn import(world: &World, name: &str, content: &str) -> Output {
    let file = world.file(name, content);
    Program::run(&world.database, &[], &["postcodes", "import", &file], "")
}

fn imported(world: &World, name: &str, content: &str) -> String {
    let output = import(world, name, content);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Where the only response counts.
fn place(staff: &Staff) -> String {
    let tally = staff.tally("A2", "borough");
    let rows = tally["places"].as_array().unwrap().iter();
    let filled: Vec<&str> = rows.filter(|row| row["responses"] == 1).map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!((filled.len(), &tally["total"]["responses"]), (1, &json!(1)));
    filled[0].to_owned()
}

on_both! {
    fn the_table_wins_over_the_choice_and_the_answer_keeps_both(world: &World) {
        world.store(&[submission(&fresh_id())]);
        let staff = world.staff();
        assert_eq!(place(&staff), "E09000012");
        let said = imported(world, "new.csv", NEWEST);
        assert!(said.contains("4 rows read, 3 London postcodes") && said.contains("Crown copyright"), "{said}");
        assert_eq!(place(&staff), "E09000030");
        let line = &staff.lines()[0];
        assert_eq!(line["base_borough"], "E09000030");
        assert_eq!(line["answers"]["B4"], json!({"postcode": "E8 1DY", "borough": "E09000012"}));
        let csv = staff.download("csv").body;
        assert!(csv.contains(",E09000030,") && csv.contains(",E8 1DY,E09000012,"), "{csv}");
    }

    fn importing_again_replaces_the_table_under_a_running_server(world: &World) {
        world.store(&[submission(&fresh_id())]);
        let staff = world.staff();
        imported(world, "new.csv", NEWEST);
        assert_eq!(place(&staff), "E09000030");
        imported(world, "older.csv", OLDER);
        assert_eq!(place(&staff), "E09000001");
        assert_eq!(world.database.count("postcode"), 1);
        // The choice counts again where the table does not know the postcode.
        let other = NEWEST.replace("E8 1DY", "E8 1DX");
        imported(world, "other.csv", &other);
        assert_eq!(place(&staff), "E09000012");
        assert_eq!(staff.lines()[0]["base_borough"], "E09000012");
    }

    fn columns_may_have_other_names_that_are_given(world: &World) {
        world.store(&[submission(&fresh_id())]);
        for heads in ["POSTCODE,LAUA", "pcds,lad24cd", "pcd8,lad23cd"] {
            imported(world, "heads.csv", &format!("{heads}\ne81dy,E09000033\n"));
            assert_eq!(place(&world.staff()), "E09000033", "{heads}");
        }
        let file = world.file("own.csv", "Where,Code\nE8 1DY,E09000032\n");
        world.run(&["postcodes", "import", &file, "--postcode-column", "where", "--borough-column", "code"]);
        assert_eq!(place(&world.staff()), "E09000032");
    }

    fn a_place_outside_london_is_counted_as_outside_and_never_refused(world: &World) {
        imported(world, "new.csv", NEWEST);
        for answer in [json!({"borough": "outside"}), json!({"postcode": "RH10 1AA", "borough": "outside"})] {
            let mut sent = submission(&fresh_id());
            sent["answers"]["B4"] = answer;
            world.store(&[sent]);
        }
        let staff = world.staff();
        let tally = staff.tally("A2", "london");
        assert_eq!(row(&tally, "outside")["responses"], 2);
        assert!(staff.lines().iter().all(|line| line["base_borough"] == "outside"));
    }

    fn an_unusable_file_is_one_clear_sentence_and_the_old_table_stays(world: &World) {
        world.store(&[submission(&fresh_id())]);
        imported(world, "new.csv", NEWEST);
        fails_saying(&import(world, "no-columns.csv", "a,b\n1,2\n"), &["no-columns.csv", "no column pcds", "it has: a, b"]);
        fails_saying(&import(world, "no-borough.csv", "pcds,town\nE8 1DY,London\n"), &["no column oslaua"]);
        fails_saying(&import(world, "elsewhere.csv", "pcds,lad25cd\nRH10 1AA,E07000226\n"), &["elsewhere.csv", "London"]);
        fails_saying(&import(world, "empty.csv", ""), &["empty.csv"]);
        let broken = world.database.folder.join("broken.csv");
        std::fs::write(&broken, b"pcds,lad25cd\nE8 1DY,E09000001\n\xff\xfe,\xff\n").unwrap();
        let run = |file: &str| Program::run(&world.database, &[], &["postcodes", "import", file], "");
        fails_saying(&run(broken.to_str().unwrap()), &["broken.csv", "line 3"]);
        fails_saying(&run("absent.csv"), &["absent.csv cannot be opened"]);
        assert_eq!((place(&world.staff()).as_str(), world.database.count("postcode")), ("E09000030", 3));
    }

    fn open_pages_get_the_sectors_of_the_new_table(world: &World) {
        let before = world.get(&format!("/s/{SLUG}"));
        imported(world, "new.csv", NEWEST);
        let after = world.get(&format!("/s/{SLUG}"));
        assert_ne!(before.header("etag"), after.header("etag"));
        assert!(after.body.contains("E8 1") && !before.body.contains("E8 1"));
    }
}

/// More rows than one statement or one page of reading takes.
#[test]
fn a_large_table_is_read_whole() {
    let world = World::new(Database::sqlite());
    let letters: Vec<char> = ('A'..='Z').filter(|letter| !"CIKMOV".contains(*letter)).collect();
    let mut file = "pcds,lad25cd\n".to_owned();
    for number in 0..25_000 {
        let (outward, rest) = (number / 4000, number % 4000);
        let inward = format!("{}{}{}", rest / 400, letters[rest / 20 % 20], letters[rest % 20]);
        file += &format!("E{} {inward},E09000025\n", outward + 1);
    }
    let said = imported(&world, "large.csv", &file);
    assert!(said.contains("25000 London postcodes"), "{said}");
    let mut sent = submission(&fresh_id());
    sent["answers"]["B4"] = json!({"postcode": "e7 0aa", "borough": "E09000012"});
    world.store(&[sent]);
    assert_eq!(place(&world.staff()), "E09000025");
}
