//! The command line, and what clumsy hands get to read.

use std::process::Output;

use serde_json::Value;

use super::support::*;

fn run(database: &Database, settings: &[(&str, &str)], arguments: &[&str]) -> Output {
    Program::run(database, settings, arguments, "")
}

#[test]
fn an_address_in_use_a_closed_folder_and_a_wrong_database_are_one_clear_sentence() {
    let world = World::new(Database::sqlite());
    let address = world.program.address.strip_prefix("http://").unwrap();
    let serve = |settings: &[(&str, &str)]| run(&world.database, settings, &["serve"]);
    fails_saying(&serve(&[("SECTORWISE_ADDR", address)]), &["cannot listen on", "SECTORWISE_ADDR"]);
    fails_saying(&serve(&[("SECTORWISE_ADDR", "nonsense")]), &["nonsense", "SECTORWISE_ADDR"]);
    let closed = [("SECTORWISE_DATABASE_URL", ""), ("SECTORWISE_DATA_DIR", "/proc/closed")];
    fails_saying(&serve(&closed), &["/proc/closed", "SECTORWISE_DATA_DIR"]);
    fails_saying(&serve(&[("SECTORWISE_DATABASE_URL", "mysql://x")]), &["database_url", "sqlite://FILE"]);
    let nobody = "postgres://nobody:secret@127.0.0.1:1/none";
    let output = serve(&[("SECTORWISE_DATABASE_URL", nobody)]);
    fails_saying(&output, &["SECTORWISE_DATABASE_URL"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("secret"));
    let file = world.database.folder.join("broken.db");
    std::fs::write(&file, "this is no database, but a text of some length").unwrap();
    fails_saying(&serve(&[("SECTORWISE_DATABASE_URL", &format!("sqlite://{}", file.display()))]), &["not a database"]);
}

#[test]
fn config_shows_what_is_in_force_and_hides_secrets() {
    let database = Database::sqlite();
    let file = database.folder.join("settings.toml");
    std::fs::write(&file, "rate_limit = 7\nadress = \"x\"\n").unwrap();
    let settings = [("SECTORWISE_SECRET_KEY", "a root that is long enough to be one")];
    let output = run(&database, &settings, &["config", "--config", file.to_str().unwrap()]);
    let said = String::from_utf8(output.stdout).unwrap();
    for line in ["data_dir = \"data\" # default", "# public_url is not set", "secret_key = \"(hidden)\" # environment"]
    {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("long enough") && !said.contains("a password for tests"), "{said}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("adress"));
    let output = run(&database, &[("SECTORWISE_RATE_LIMIT", "")], &["--config", file.to_str().unwrap(), "config"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("rate_limit = \"7\" # file"));
}

on_both! {
    fn people_are_added_once_and_can_sign_in(world: &World) {
        let add = ["user", "add", "--email", "Ben@example.org"];
        let output = run(&world.database, &[], &add);
        let said = String::from_utf8(output.stdout).unwrap();
        let password = said.split_once("The password is ").unwrap().1.split(' ').next().unwrap();
        assert_eq!(world.ask_in("ben@example.org", password).json()["role"], "coordinator");
        fails_saying(&run(&world.database, &[], &add), &["ben@example.org has an account already"]);
        fails_saying(&run(&world.database, &[], &["user", "add", "--email", "nobody"]), &["not an e-mail address"]);
        let given = ["user", "add", "--email", "cem@example.org", "--role", "admin", "--password-stdin"];
        fails_saying(&Program::run(&world.database, &[], &given, "short\n"), &["8 characters"]);
        let output = Program::run(&world.database, &[("SECTORWISE_ADMIN_PASSWORD", "short")], &["migrate"], "");
        assert!(String::from_utf8_lossy(&output.stderr).matches("8 characters").count() < 2, "{output:?}");
        assert!(Program::run(&world.database, &[], &given, "horse battery staple\n").status.success());
        assert_eq!(world.ask_in("cem@example.org", "horse battery staple").json()["role"], "admin");
    }

    fn a_new_password_ends_every_session(world: &World) {
        let cookie = world.sign_in();
        let new = ["user", "password", "--email", "ama@example.org", "--password-stdin"];
        assert!(Program::run(&world.database, &[], &new, "horse battery staple\n").status.success());
        world.get_with("/api/v1/session", &[("cookie", &cookie)]).is_problem(401, "not-signed-in");
        world.ask_in("ama@example.org", "a password for tests").is_problem(401, "wrong-credentials");
        assert_eq!(world.ask_in("ama@example.org", "horse battery staple").status, 200);
        fails_saying(&run(&world.database, &[], &["user", "password", "--email", "x@y"]), &["x@y has no account"]);
    }

    fn migrating_twice_changes_nothing(world: &World) {
        for _ in 0..2 {
            let output = run(&world.database, &[], &["migrate"]);
            assert!(output.status.success(), "{output:?}");
        }
        assert_eq!(world.get("/health/ready").status, 200);
    }
}

#[test]
fn a_questionnaire_goes_out_is_checked_and_comes_in_again() {
    let database = Database::sqlite();
    assert!(run(&database, &[], &["migrate"]).status.success());
    let file = database.folder.join("survey.json");
    let path = file.to_str().unwrap();
    fails_saying(&run(&database, &[], &["survey", "export", SLUG, path]), &["there is no survey"]);
    std::fs::write(&file, shared::standard::SOURCE).unwrap();
    assert!(run(&database, &[], &["survey", "import", path, "--as", "camden"]).status.success());
    assert!(run(&database, &[], &["survey", "export", "camden", path]).status.success());
    assert!(std::fs::read_to_string(&file).unwrap().contains("\"slug\": \"camden\""));

    let check = |path: &str| {
        let output = run(&database, &[], &["survey", "check", path, "--json"]);
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.success(), json)
    };
    assert_eq!(check(path), (true, serde_json::json!({"ok": true, "problems": []})));
    let faulty = std::fs::read_to_string(&file).unwrap().replacen("${D1}", "${D9}", 1);
    std::fs::write(&file, faulty).unwrap();
    let (good, said) = check(path);
    assert!(!good);
    assert_eq!(
        (&said["ok"], &said["problems"][0]["code"], &said["problems"][0]["severity"]),
        (&false.into(), &"short-route".into(), &"error".into())
    );
    assert_eq!(check("absent.json").1["problems"][0]["code"], "unreadable");
    let output = run(&database, &[], &["survey", "import", path, "--as", "camden", "--publish"]);
    assert_eq!(output.status.code(), Some(1));
    fails_saying(&run(&database, &[], &["survey", "close", "camden", "--at", "soon"]), &["RFC 3339"]);
    fails_saying(&run(&database, &[], &["survey", "close", "nowhere", "--never"]), &["there is no survey"]);
    let text = run(&database, &[], &["survey", "import", "survey.txt", "--as", "camden"]);
    fails_saying(&text, &["neither a .json file nor an .xlsx workbook"]);
}

#[test]
fn a_questionnaire_goes_out_as_a_workbook_and_comes_in_again() {
    let database = Database::sqlite();
    assert!(run(&database, &[], &["migrate"]).status.success());
    let path = |name: &str| database.folder.join(name).display().to_string();
    let (json, workbook, again) = (path("survey.json"), path("survey.XLSX"), path("again.json"));
    std::fs::write(&json, shared::standard::SOURCE).unwrap();
    let survey = |arguments: &[&str]| run(&database, &[], &[&["survey"], arguments].concat());
    assert!(survey(&["import", &json, "--as", "camden", "--publish"]).status.success());
    assert!(survey(&["export", "camden", &workbook]).status.success());
    let said = survey(&["check", &workbook, "--json"]);
    assert_eq!(String::from_utf8(said.stdout).unwrap().trim(), r#"{"ok":true,"problems":[]}"#);
    assert!(survey(&["import", &workbook, "--as", "camden"]).status.success());
    assert!(survey(&["import", &workbook, "--as", "barnet", "--publish"]).status.success());
    assert!(survey(&["export", "camden", &json]).status.success());
    assert!(survey(&["export", "barnet", &again]).status.success());
    let text = |file: &str| std::fs::read_to_string(file).unwrap();
    assert_eq!(text(&json), text(&again).replace("\"barnet\"", "\"camden\""));

    // An interview of the workbook is the interview of the survey.
    let script = path("script.json");
    std::fs::write(
        &script,
        r#"[{"set":{"A1":true,"D1":"no","C2":"0"}},{"set":{"E1":{"demand":"up"}}},{"finish":true}]"#,
    )
    .unwrap();
    let interview = |file: &str| {
        let said = run(&database, &[], &["interview", file, "--script", &script, "--now", "2026-11-22T10:00:00+00:00"]);
        String::from_utf8(said.stdout).unwrap()
    };
    assert_eq!((interview(&workbook), interview(&workbook).lines().count()), (interview(&json), 3));

    // A workbook that cannot be read is one sentence, and nothing of it is kept.
    let (bytes, broken) = (std::fs::read(&workbook).unwrap(), path("broken.xlsx"));
    std::fs::write(&broken, &bytes[..bytes.len() / 2]).unwrap();
    fails_saying(&survey(&["import", &broken, "--as", "brent"]), &["unreadable", "save it as Excel workbook (.xlsx)"]);
    fails_saying(&survey(&["export", "brent", &json]), &["there is no survey"]);
    let checked = survey(&["check", &broken, "--json"]);
    let said: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!((&said["ok"], &said["problems"][0]["code"]), (&false.into(), &"unreadable".into()));
    std::fs::File::create(&broken).unwrap().set_len(100 << 20).unwrap();
    fails_saying(&survey(&["import", &broken, "--as", "brent"]), &["100 MB"]);
}
