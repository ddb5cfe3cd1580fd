//! TLS: certificate and key from two files, taken anew when these change, without a restart.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use shared::json::sha256_hex;
use shared::time::Millis;

use crate::clock;
use crate::settings::TlsFiles;

/// How long one look at the files counts.
const LOOK: Millis = 2_000;

/// Why a pair of files cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the file {0} cannot be read: {1}")]
    Unreadable(PathBuf, io::Error),
    #[error("{0} holds no certificate in PEM (SECTORWISE_TLS_CERT)")]
    NoCertificate(PathBuf),
    #[error("{0} holds no private key in PEM, or one with a password (SECTORWISE_TLS_KEY)")]
    NoKey(PathBuf),
    #[error("the key in {key} does not belong to the first certificate in {cert}")]
    Strangers { cert: PathBuf, key: PathBuf },
    #[error("the certificate in {cert} and the key in {key} cannot be used: {reason}")]
    Unusable { cert: PathBuf, key: PathBuf, reason: rustls::Error },
    #[error("TLS cannot be set up: {0}")]
    Library(rustls::Error),
}

/// What the web server needs. It follows the files for as long as it lives.
pub fn config(files: &TlsFiles) -> Result<ServerConfig, Error> {
    let content = Content::read(files)?;
    let now = Now { pair: Arc::new(content.pair(files)?), seen: content.name(), looked_at: clock::steady() };
    let resolver = Resolver { files: files.clone(), now: Mutex::new(now) };
    let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(Error::Library)?;
    Ok(builder.with_no_client_auth().with_cert_resolver(Arc::new(resolver)))
}

/// Both files, as they are at one moment.
struct Content {
    cert: Vec<u8>,
    key: Vec<u8>,
}

impl Content {
    fn read(files: &TlsFiles) -> Result<Content, Error> {
        let read = |path: &Path| std::fs::read(path).map_err(|error| Error::Unreadable(path.to_owned(), error));
        Ok(Content { cert: read(&files.cert)?, key: read(&files.key)? })
    }

    /// Other content has another name. Times of files would not do: links are turned to older files, and a copy may
    /// keep its time.
    fn name(&self) -> String {
        sha256_hex(self.cert.as_slice()) + &sha256_hex(self.key.as_slice())
    }

    fn pair(&self, files: &TlsFiles) -> Result<CertifiedKey, Error> {
        let (cert, key) = (files.cert.clone(), files.key.clone());
        let chain: Vec<CertificateDer> = CertificateDer::pem_slice_iter(&self.cert)
            .collect::<Result<_, _>>()
            .map_err(|_| Error::NoCertificate(cert.clone()))?;
        if chain.is_empty() {
            return Err(Error::NoCertificate(cert));
        }
        let private = PrivateKeyDer::from_pem_slice(&self.key).map_err(|_| Error::NoKey(key.clone()))?;
        CertifiedKey::from_der(chain, private, &default_provider()).map_err(|reason| match reason {
            rustls::Error::InconsistentKeys(_) => Error::Strangers { cert, key },
            reason => Error::Unusable { cert, key, reason },
        })
    }
}

/// Answers each handshake with the pair in force. It looks at the files only when somebody comes, and seldom then.
#[derive(Debug)]
struct Resolver {
    files: TlsFiles,
    now: Mutex<Now>,
}

#[derive(Debug)]
struct Now {
    pair: Arc<CertifiedKey>,
    /// The name of what was in the files at the last look, or why they could not be read.
    seen: String,
    looked_at: Millis,
}

impl ResolvesServerCert for Resolver {
    fn resolve(&self, _: ClientHello) -> Option<Arc<CertifiedKey>> {
        if self.is_my_turn() {
            self.look();
        }
        Some(self.now().pair.clone())
    }
}

impl Resolver {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One of those who come at once looks; the others need not wait for a slow disk.
    fn is_my_turn(&self) -> bool {
        let mut now = self.now();
        let time = clock::steady();
        let is_due = time - now.looked_at >= LOOK;
        if is_due {
            now.looked_at = time;
        }
        is_due
    }

    /// Takes what has changed, if it can be served; says so once if it cannot.
    fn look(&self) {
        let content = Content::read(&self.files);
        let seen = content.as_ref().map_or_else(ToString::to_string, Content::name);
        if self.now().seen == seen {
            return;
        }
        match content.and_then(|content| content.pair(&self.files)) {
            Ok(pair) => {
                self.now().pair = Arc::new(pair);
                tracing::info!("the TLS certificate has changed: the new one is served from now on");
            }
            Err(error) => tracing::warn!(%error, "the changed TLS certificate is not taken; the last good one stays"),
        }
        self.now().seen = seen;
    }
}
