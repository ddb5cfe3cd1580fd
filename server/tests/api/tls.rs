//! https by the server itself: its certificate, a new one, a broken one; where plain http leads.

use std::io::{ErrorKind, Read};
use std::path::Path;

use serde_json::json;

use super::support::*;

/// A database, a pair of files in its folder, and the settings that name them.
fn with_pair() -> (Database, Pair) {
    let database = Database::sqlite();
    let pair = Pair::new(&database.folder, "served");
    (database, pair)
}

fn serve(database: Database, pair: &Pair, more: &[(&str, &str)]) -> World {
    let files = [("SECTORWISE_TLS_CERT", text(&pair.cert)), ("SECTORWISE_TLS_KEY", text(&pair.key))];
    World::with(database, &[&files, more].concat())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn it_is_served_to_those_who_trust_it_and_cookies_are_secure() {
    let (database, pair) = with_pair();
    let stranger = Pair::new(&database.folder, "stranger");
    let world = serve(database, &pair, &[]);
    let address = world.program.address.as_str();
    assert!(address.starts_with("https://127.0.0.1:"), "{address}");
    let mut client = Secure::open(address, &[&pair]).unwrap();
    assert_eq!((client.get("/health/ready"), client.get(&format!("/s/{SLUG}"))), (200, 200));
    assert!(matches!(Secure::open(address, &[&stranger]), Err(rustls::Error::InvalidCertificate(_))));

    let who = json!({"email": EMAIL, "password": PASSWORD}).to_string();
    // As a browser sends it: from this page, by its own address.
    let own = format!("Origin: https://127.0.0.1\r\nContent-Length: {}\r\n\r\n{who}", who.len());
    let (status, answer) = client.ask("POST /api/v1/session", &own);
    assert_eq!(status, 200, "{answer}");
    assert!(answer.lines().any(|line| line.starts_with("set-cookie: ") && line.ends_with("; Secure")), "{answer}");
    // The address for phones, which the browser's own request does not tell.
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next()).unwrap();
    let (_, page) = client.ask(&format!("GET /design/{SLUG}/share"), &format!("Cookie: {cookie}\r\n\r\n"));
    assert!(page.contains(&format!("https://127.0.0.1/s/{SLUG}")), "{page}");
}

/// What they leave behind in the log fails the test.
#[test]
fn whoever_speaks_no_tls_or_vanishes_harms_nobody() {
    let (database, pair) = with_pair();
    let world = serve(database, &pair, &[]);
    let address = world.program.address.as_str();
    let bare = address.strip_prefix("https://").unwrap();
    assert!(!plainly(bare, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").contains("200 OK"));
    let silent: Vec<_> = (0..600).map(|_| std::net::TcpStream::connect(bare).unwrap()).collect();
    for _ in 0..8 {
        let mut gone = Secure::open(address, &[&pair]).unwrap();
        gone.send("POST /api/v1/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{");
    }
    assert_eq!(Secure::open(address, &[&pair]).unwrap().get("/health/ready"), 200);
    // It did not have to wait until the silent ones were given up.
    for mut one in &silent {
        one.set_nonblocking(true).unwrap();
        assert!(one.read(&mut [0]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock));
    }
    drop(silent);
    assert!(world.program.stop());
}

#[test]
fn a_replaced_certificate_is_served_while_open_connections_stay() {
    let (database, pair) = with_pair();
    let old = pair.copy(&database.folder, "old");
    let new = Pair::new(&database.folder, "new");
    let world = serve(database, &pair, &[]);
    let address = world.program.address.as_str();
    let served = || Secure::open(address, &[&old, &new]).unwrap().served();
    let mut open = Secure::open(address, &[&old]).unwrap();
    assert_eq!((open.get("/health/live"), served()), (200, old.der()));
    new.take_the_place_of(&pair);
    until("the new certificate", || served() == new.der());
    world.program.expect_log("the new one is served");
    assert_eq!((open.get("/health/live"), open.served()), (200, old.der()));
}

#[test]
fn what_cannot_be_served_is_not_taken_and_said_once() {
    let (database, pair) = with_pair();
    let old = pair.copy(&database.folder, "old");
    let new = Pair::new(&database.folder, "new");
    let world = serve(database, &pair, &[]);
    let address = world.program.address.as_str();
    let served = || Secure::open(address, &[&old, &new]).unwrap().served();
    let is_refused = |words: &str| {
        until(words, || {
            assert_eq!(served(), old.der());
            world.program.has_logged(words) == 1
        });
        world.program.expect_log(words);
    };
    // A program that renews certificates writes one file after the other.
    std::fs::copy(&new.cert, &pair.cert).unwrap();
    is_refused("does not belong to the first certificate");
    std::fs::write(&pair.cert, "-----BEGIN CERTIFICATE-----\nMIIB").unwrap();
    is_refused("holds no certificate in PEM");
    std::fs::remove_file(&pair.cert).unwrap();
    is_refused("cannot be read");
    new.take_the_place_of(&pair);
    until("the good one", || served() == new.der());
}

#[test]
fn plain_http_leads_to_our_own_address_only() {
    let (database, pair) = with_pair();
    let settings =
        [("SECTORWISE_PUBLIC_URL", "https://survey.example.org"), ("SECTORWISE_HTTP_REDIRECT_ADDR", "127.0.0.1:0")];
    let world = serve(database, &pair, &settings);
    let said = world.program.said.iter().find_map(|line| line.strip_prefix("Plain http at "));
    let address = said.and_then(|rest| rest.split(' ').next()).unwrap();
    // It reads until the server closes: without that the test would never end.
    let ask = |line: &str, host: &str| plainly(address, &format!("{line} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    for (line, host, path) in [
        ("GET /s/hackney?from=poster", "survey.example.org", "/s/hackney?from=poster"),
        ("POST /api/v1/submissions", "SURVEY.example.org:80", "/api/v1/submissions"),
        ("GET //evil.example/", "survey.example.org", "//evil.example/"),
        ("OPTIONS *", "survey.example.org", "/"),
    ] {
        let answer = ask(line, host).to_ascii_lowercase();
        assert!(answer.starts_with("http/1.1 308"), "{line}: {answer}");
        assert!(answer.contains(&format!("\r\nlocation: https://survey.example.org{path}\r\n")), "{line}: {answer}");
    }
    for host in ["evil.example", "127.0.0.1", "survey.example.org.evil.example"] {
        let answer = ask("GET /", host);
        assert!(answer.starts_with("HTTP/1.1 421") && !answer.to_ascii_lowercase().contains("location"), "{answer}");
    }
}

#[test]
fn files_that_cannot_be_served_are_one_clear_sentence() {
    let (database, pair) = with_pair();
    let stranger = Pair::new(&database.folder, "stranger");
    let locked = database.folder.join("locked.pem");
    let with_password = "-aes256 -passout pass:secret -out";
    openssl(&["ec -in".as_ref(), &pair.key, with_password.as_ref(), &locked]);
    let pkcs8 = database.folder.join("locked-pkcs8.pem");
    openssl(&["pkcs8 -topk8 -passout pass:secret -in".as_ref(), &pair.key, "-out".as_ref(), &pkcs8]);
    let absent = database.folder.join("absent.pem");
    let (cert, key) = (pair.cert.as_path(), pair.key.as_path());
    for (cert, key, words) in [
        (cert, Path::new(""), &["tls_cert is set and tls_key is not"][..]),
        (Path::new(""), key, &["tls_key is set and tls_cert is not"]),
        (&absent, key, &["absent.pem", "cannot be read"]),
        (key, cert, &["holds no certificate", "SECTORWISE_TLS_CERT"]),
        (cert, cert, &["holds no private key", "SECTORWISE_TLS_KEY"]),
        (cert, &pkcs8, &["with a password"]),
        (cert, &locked, &["locked.pem"]),
        (cert, &stranger.key, &["does not belong", "stranger.key.pem"]),
    ] {
        let settings = [("SECTORWISE_TLS_CERT", text(cert)), ("SECTORWISE_TLS_KEY", text(key))];
        fails_saying(&Program::run(&database, &settings, &["serve"], ""), words);
    }
    let nowhere = [("SECTORWISE_HTTP_REDIRECT_ADDR", "127.0.0.1:0")];
    fails_saying(&Program::run(&database, &nowhere, &["serve"], ""), &["http_redirect_addr", "SECTORWISE_PUBLIC_URL"]);
}

#[test]
fn config_shows_the_paths_and_the_file_may_set_them() {
    let database = Database::sqlite();
    let file = database.folder.join("settings.toml");
    std::fs::write(&file, "tls_cert = \"/etc/sectorwise/cert.pem\"\ntls_key = \"/etc/sectorwise/key.pem\"\n").unwrap();
    let output = Program::run(&database, &[], &["config", "--config", text(&file)], "");
    let said = String::from_utf8(output.stdout).unwrap();
    for line in [
        "tls_cert = \"/etc/sectorwise/cert.pem\" # file",
        "tls_key = \"/etc/sectorwise/key.pem\" # file",
        "# http_redirect_addr is not set",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn other_machines_without_https_are_warned_of() {
    let open = ("SECTORWISE_ADDR", "0.0.0.0:0");
    let world = World::with(Database::sqlite(), &[open]);
    world.program.expect_log("without https");
    // Behind a proxy all is well; a warning would fail the test at its end.
    let behind_a_proxy = World::with(Database::sqlite(), &[open, ("SECTORWISE_PUBLIC_URL", "https://a.example")]);
    assert!(behind_a_proxy.program.address.contains("0.0.0.0"));
}

#[test]
fn pages_of_respondents_can_say_that_they_came_without_https() {
    let world = World::new(Database::sqlite());
    for path in [format!("/s/{SLUG}"), "/outbox".to_owned(), "/outbox/all".to_owned()] {
        let page = world.get(&path).body;
        let note = page.split_once("<div class=\"note warn\" id=\"plain\" hidden>").unwrap().1;
        assert!(note.split("</div></div>").next().unwrap().contains("This page came without https."), "{path}");
        assert_eq!(page.matches("isSecureContext?").count(), 1, "{path}");
        // One in each language of the page.
        let polish = "Ta strona przyszła bez https.";
        assert_eq!(note.contains(polish), path == "/outbox/all", "{path}");
    }
    assert!(!world.get("/help").body.contains("id=\"plain\""));
}
