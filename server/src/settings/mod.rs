//! Settings: from the environment, else from a TOML file, else the default.
//!
//! | Variable (in the file: in small letters, without the prefix) | Default | Meaning |
//! |---|---|---|
//! | `SECTORWISE_ADDR` | `127.0.0.1:3000` | where to listen; port 0 picks one |
//! | `SECTORWISE_DATA_DIR` | `data` | folder of the embedded database |
//! | `SECTORWISE_DATABASE_URL` | `sqlite://{data_dir}/sectorwise.db` | `sqlite://FILE` or `postgres://…` |
//! | `SECTORWISE_PUBLIC_URL` | the address | how browsers reach this server |
//! | `SECTORWISE_TLS_CERT`, `SECTORWISE_TLS_KEY` | none | certificate with its chain and its key, PEM: https instead of http |
//! | `SECTORWISE_HTTP_REDIRECT_ADDR` | none | where to answer plain http with the way to `SECTORWISE_PUBLIC_URL` |
//! | `SECTORWISE_RATE_LIMIT` | `600` | public writes a minute and address; 0 for none |
//! | `SECTORWISE_QUEUE_REQUESTS` | `4096` | requests with submissions that may wait for the writer |
//! | `SECTORWISE_QUEUE_MIB` | `64` | memory that what waits for the writer may take, in MiB |
//! | `SECTORWISE_BODIES_MIB` | `64` | memory that large bodies may take while they arrive, in MiB |
//! | `SECTORWISE_TRUSTED_PROXY` | none | addresses of proxies, by commas, whose `X-Forwarded-For` is believed |
//! | `SECTORWISE_ADMIN_EMAIL`, `SECTORWISE_ADMIN_PASSWORD` | made | the first coordinator, on a first start |
//! | `SECTORWISE_SECRET_KEY`, `SECTORWISE_SECRET_KEY_FILE` | made, kept in the database | root of receipt and session keys |
//! | `SECTORWISE_SITE_DIR` | embedded | take pages' scripts and styles from this built folder instead |
//! | `SECTORWISE_LOG` | `info` | what is logged, in `tracing`'s filter language |
//! | `SECTORWISE_CONFIG` | none | the TOML file |

mod secret;
mod source;
mod tls;

use std::net::IpAddr;
use std::path::{Path, PathBuf};

pub use secret::Secret;
pub use source::{Line, Origin};
pub use tls::TlsFiles;

use crate::writer::Limits;
use source::Source;

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Settings {
    pub addr: String,
    pub database_url: String,
    pub public_url: Option<String>,
    /// `addr` speaks https where this is set.
    pub tls: Option<TlsFiles>,
    /// Sends people on to `public_url`, which is `https` where this is set.
    pub http_redirect_addr: Option<String>,
    /// Public writes a minute and address; `None` without a limit.
    pub rate_limit: Option<u32>,
    /// What may wait for the writer.
    pub queue: Limits,
    /// Bytes of large bodies while they arrive and are worked on.
    pub bodies: usize,
    /// Behind these the last hop that they name is who asks.
    pub trusted_proxies: Vec<IpAddr>,
    pub admin_email: Option<String>,
    pub admin_password: Option<Secret>,
    pub secret_key: Option<Secret>,
    /// A folder that `cargo xtask build` wrote, instead of the embedded site.
    pub site_dir: Option<PathBuf>,
    pub log: String,
}

/// The settings, what they came from, and what was odd about it.
#[derive(Debug)]
pub struct Loaded {
    pub settings: Settings,
    pub lines: Vec<Line>,
    pub warnings: Vec<String>,
}

/// A setting that cannot be used; the words say which and what to write instead.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the settings file {0} cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    #[error("the settings file {0} is not TOML: {1}")]
    Toml(PathBuf, String),
    #[error("{0} cannot be {1:?}: {2}")]
    Value(&'static str, String, &'static str),
    #[error("{0} is set and {1} is not: https needs both, a certificate and its key")]
    Alone(&'static str, &'static str),
    #[error("the secret key file {0} cannot be read: {1}")]
    SecretFile(String, std::io::Error),
}

/// Where environment variables come from: the process, or a test.
pub type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads the settings; `file` was named on the command line.
pub fn load(file: Option<&Path>, env: Env) -> Result<Loaded, Error> {
    let mut source = Source::new(file, env)?;
    let data_dir = PathBuf::from(source.with_default("data_dir", "data"));
    let embedded = format!("sqlite://{}", data_dir.join("sectorwise.db").display());
    let public_url = source.text("public_url").map(public_url).transpose()?;
    let settings = Settings {
        addr: source.with_default("addr", "127.0.0.1:3000"),
        database_url: database_url(source.with_default("database_url", &embedded))?,
        tls: tls::files(source.text("tls_cert"), source.text("tls_key"))?,
        http_redirect_addr: tls::redirect(source.text("http_redirect_addr"), public_url.as_deref())?,
        public_url,
        rate_limit: rate_limit(source.with_default("rate_limit", "600"))?,
        queue: Limits {
            requests: at_least_one("queue_requests", source.with_default("queue_requests", "4096"))?,
            bytes: at_least_one("queue_mib", source.with_default("queue_mib", "64"))? << 20,
        },
        bodies: at_least_one("bodies_mib", source.with_default("bodies_mib", "64"))? << 20,
        trusted_proxies: source.text("trusted_proxy").map_or(Ok(Vec::new()), trusted_proxies)?,
        admin_email: source.text("admin_email"),
        admin_password: source.text("admin_password").map(Secret::new),
        secret_key: secret_key(source.text("secret_key"), source.text("secret_key_file"))?,
        site_dir: source.text("site_dir").map(PathBuf::from),
        log: source.with_default("log", "info"),
    };
    let (lines, mut warnings) = source.finish();
    warnings.extend(tls::warning(settings.tls.as_ref(), settings.public_url.as_deref()));
    Ok(Loaded { settings, lines, warnings })
}

impl Settings {
    /// Whether browsers reach this server over TLS; a proxy may speak it in its place.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().map_or(self.tls.is_some(), |url| url.starts_with("https://"))
    }

    /// `http` or `https`: what is spoken at `addr`.
    pub fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }
}

fn database_url(url: String) -> Result<String, Error> {
    let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    if !known {
        return Err(Error::Value(
            "database_url",
            source::masked(&url),
            "write sqlite://FILE or postgres://USER:PASSWORD@HOST/DATABASE",
        ));
    }
    if url.starts_with("sqlite:") && crate::store::sqlite_file(&url).is_none() {
        return Err(Error::Value(
            "database_url",
            url,
            "name a file, such as sqlite://data/sectorwise.db; memory keeps nothing",
        ));
    }
    Ok(url)
}

fn public_url(url: String) -> Result<String, Error> {
    let bare = url.trim_end_matches('/');
    let host = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => Ok(bare.to_owned()),
        _ => Err(Error::Value("public_url", url, "write it like https://survey.example.org, without a path")),
    }
}

fn rate_limit(text: String) -> Result<Option<u32>, Error> {
    match text.parse::<u32>() {
        Ok(0) => Ok(None),
        Ok(limit) => Ok(Some(limit)),
        Err(_) => Err(Error::Value("rate_limit", text, "write a whole number; 0 for no limit")),
    }
}

fn at_least_one(name: &'static str, text: String) -> Result<usize, Error> {
    match text.parse::<u32>() {
        Ok(number @ 1..=1_000_000) => Ok(number as usize),
        _ => Err(Error::Value(name, text, "write a whole number, 1 to 1000000")),
    }
}

fn trusted_proxies(text: String) -> Result<Vec<IpAddr>, Error> {
    let addresses = text.split(',').map(|address| address.trim().parse().map(|address: IpAddr| address.to_canonical()));
    let wrong = |_| Error::Value("trusted_proxy", text.clone(), "write addresses, such as 127.0.0.1,10.0.0.2");
    addresses.collect::<Result<_, std::net::AddrParseError>>().map_err(wrong)
}

fn secret_key(key: Option<String>, file: Option<String>) -> Result<Option<Secret>, Error> {
    let key = match (key, file) {
        (Some(key), _) => key,
        (None, Some(file)) => match std::fs::read_to_string(&file) {
            Ok(text) => text.trim().to_owned(),
            Err(error) => return Err(Error::SecretFile(file, error)),
        },
        (None, None) => return Ok(None),
    };
    if key.len() < 32 {
        return Err(Error::Value(
            "secret_key",
            "…".into(),
            "it has fewer than 32 characters; `openssl rand -hex 32` makes one",
        ));
    }
    Ok(Some(Secret::new(key)))
}

#[cfg(test)]
mod tests;
