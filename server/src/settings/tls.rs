//! The settings about https: two files that need each other, and where plain http is sent on.

use std::path::PathBuf;

use super::Error;

/// A certificate with its chain, and its key; both PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

pub(super) fn files(cert: Option<String>, key: Option<String>) -> Result<Option<TlsFiles>, Error> {
    match (cert, key) {
        (Some(cert), Some(key)) => Ok(Some(TlsFiles { cert: cert.into(), key: key.into() })),
        (Some(_), None) => Err(Error::Alone("tls_cert", "tls_key")),
        (None, Some(_)) => Err(Error::Alone("tls_key", "tls_cert")),
        (None, None) => Ok(None),
    }
}

/// An address to answer with redirects, which needs somewhere to lead.
pub(super) fn redirect(addr: Option<String>, public_url: Option<&str>) -> Result<Option<String>, Error> {
    match addr {
        Some(addr) if !public_url.is_some_and(|url| url.starts_with("https://")) => Err(Error::Value(
            "http_redirect_addr",
            addr,
            "it sends people on to SECTORWISE_PUBLIC_URL, so that must be set to an https address",
        )),
        addr => Ok(addr),
    }
}

/// What is odd about them together.
pub(super) fn warning(files: Option<&TlsFiles>, public_url: Option<&str>) -> Option<String> {
    let is_plain = public_url.is_some_and(|url| url.starts_with("http://"));
    (files.is_some() && is_plain).then(|| {
        "SECTORWISE_PUBLIC_URL begins with http:// though SECTORWISE_TLS_CERT is set: write https:// there".to_owned()
    })
}
