//! Settings are found, named wrongly, hidden.

use super::*;

fn with(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
    move |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
}

#[test]
fn nothing_has_to_be_set() {
    let loaded = load(None, &with(&[])).unwrap();
    assert_eq!(loaded.settings.addr, "127.0.0.1:3000");
    assert_eq!(loaded.settings.database_url, "sqlite://data/sectorwise.db");
    assert_eq!(loaded.settings.rate_limit, Some(600));
}

#[test]
fn the_embedded_database_lies_in_the_data_folder() {
    let loaded = load(None, &with(&[("SECTORWISE_DATA_DIR", "/var/lib/sectorwise")])).unwrap();
    assert_eq!(loaded.settings.database_url, "sqlite:///var/lib/sectorwise/sectorwise.db");
}

#[test]
fn the_environment_wins_over_the_file_and_unknown_keys_are_named() {
    let path = std::env::temp_dir().join(format!("sectorwise-settings-{}.toml", std::process::id()));
    std::fs::write(&path, "addr = '127.0.0.1:1'\nrate_limit = 0\nadress = 'x'\n").unwrap();
    let loaded = load(Some(&path), &with(&[("SECTORWISE_ADDR", "127.0.0.1:2")])).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(loaded.settings.addr, "127.0.0.1:2");
    assert_eq!(loaded.settings.rate_limit, None);
    assert_eq!(loaded.warnings, ["the settings file has an unknown key: adress"]);
}

#[test]
fn secrets_are_hidden() {
    let env = with(&[
        ("SECTORWISE_DATABASE_URL", "postgres://ama:horse@db/sectorwise"),
        ("SECTORWISE_ADMIN_PASSWORD", "battery"),
        ("SECTORWISE_SECRET_KEY", "0123456789abcdef0123456789abcdef"),
    ]);
    let loaded = load(None, &env).unwrap();
    let shown = format!("{:?} {:?}", loaded.lines, loaded.settings.admin_password);
    for secret in ["horse", "battery", "0123456789"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let loaded = load(None, &with(&[("SECTORWISE_DATABASE_URL", "postgres://db/x?user=ama&password=horse")])).unwrap();
    assert!(!format!("{:?}", loaded.lines).contains("horse"));
}

#[test]
fn what_cannot_be_used_is_said() {
    for (pair, word) in [
        (&[("SECTORWISE_DATABASE_URL", "mysql://x")], "sqlite://FILE"),
        (&[("SECTORWISE_DATABASE_URL", "sqlite::memory:")], "memory"),
        (&[("SECTORWISE_RATE_LIMIT", "many")], "whole number"),
        (&[("SECTORWISE_PUBLIC_URL", "survey.example.org")], "https://"),
        (&[("SECTORWISE_SECRET_KEY", "short")], "32"),
        (&[("SECTORWISE_QUEUE_MIB", "0")], "1 to 1000000"),
        (&[("SECTORWISE_TRUSTED_PROXY", "localhost")], "127.0.0.1"),
        (&[("SECTORWISE_TLS_CERT", "cert.pem")], "tls_cert is set and tls_key is not"),
        (&[("SECTORWISE_TLS_KEY", "key.pem")], "tls_key is set and tls_cert is not"),
        (&[("SECTORWISE_HTTP_REDIRECT_ADDR", "0.0.0.0:80")], "SECTORWISE_PUBLIC_URL"),
    ] {
        let error = load(None, &with(pair)).unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn https_is_what_the_public_address_says_and_without_one_what_is_spoken() {
    const TLS: [(&str, &str); 2] = [("SECTORWISE_TLS_CERT", "cert.pem"), ("SECTORWISE_TLS_KEY", "key.pem")];
    let behind_a_proxy = load(None, &with(&[("SECTORWISE_PUBLIC_URL", "https://survey.example.org")])).unwrap();
    assert_eq!((behind_a_proxy.settings.is_https(), behind_a_proxy.settings.scheme()), (true, "http"));
    let by_itself = load(None, &with(&TLS)).unwrap();
    assert_eq!((by_itself.settings.is_https(), by_itself.settings.scheme()), (true, "https"));
    assert_eq!(by_itself.warnings, [""; 0]);
    let odd = load(None, &with(&[TLS[0], TLS[1], ("SECTORWISE_PUBLIC_URL", "http://survey.example.org")])).unwrap();
    assert!(!odd.settings.is_https());
    assert!(odd.warnings.iter().any(|warning| warning.contains("begins with http://")), "{:?}", odd.warnings);
}
