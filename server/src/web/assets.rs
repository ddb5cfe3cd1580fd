//! The site's files, embedded: hashed names, already compressed, cached for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use anyhow::Context;

use crate::editions::Bag;
use crate::state::App;

/// One file of the site.
pub struct File {
    /// What it is called in the code, such as `respond.wasm`.
    pub asset: Cow<'static, str>,
    /// Its hashed name, such as `respond-ab12cd34ef.wasm`.
    pub name: Cow<'static, str>,
    pub bytes: Cow<'static, [u8]>,
    pub brotli: Option<Cow<'static, [u8]>>,
}

/// All files of one build.
pub struct Files {
    pub build: String,
    pub files: Vec<File>,
}

mod embedded {
    //! What the build script found.
    pub struct File {
        pub asset: &'static str,
        pub name: &'static str,
        pub bytes: &'static [u8],
        pub brotli: Option<&'static [u8]>,
    }
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

static FILES: OnceLock<Files> = OnceLock::new();

/// The site in force: the embedded one, unless `use_folder` came first.
pub fn files() -> &'static Files {
    FILES.get_or_init(|| Files {
        build: embedded::BUILD.to_owned(),
        files: embedded::FILES
            .iter()
            .map(|file| File {
                asset: file.asset.into(),
                name: file.name.into(),
                bytes: file.bytes.into(),
                brotli: file.brotli.map(Into::into),
            })
            .collect(),
    })
}

/// Takes the site from a folder that `cargo xtask build` wrote, instead of the embedded one.
pub fn use_folder(folder: &Path) -> anyhow::Result<()> {
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()));
    let manifest: serde_json::Value = serde_json::from_slice(&read(&folder.join("site.json"))?)?;
    let build = manifest.get("build").and_then(|build| build.as_str()).context("site.json names no build")?.to_owned();
    let assets = manifest.get("assets").and_then(|assets| assets.as_object()).context("site.json names no assets")?;
    let mut files = Vec::new();
    for (asset, name) in assets {
        let name = name.as_str().context("an asset has no name")?;
        let packed = folder.join("assets").join(format!("{name}.br"));
        files.push(File {
            asset: asset.clone().into(),
            name: name.to_owned().into(),
            bytes: read(&folder.join("assets").join(name))?.into(),
            brotli: packed.exists().then(|| read(&packed)).transpose()?.map(Into::into),
        });
    }
    // Only the first call can win, and it is made before anything is served.
    let _ = FILES.set(Files { build, files });
    Ok(())
}

/// Asset → address, for the pages.
pub fn addresses() -> BTreeMap<String, String> {
    files().files.iter().map(|file| (file.asset.to_string(), format!("/assets/{}", file.name))).collect()
}

/// `GET /assets/{name}`: a file of the site, or of one version of a survey.
pub async fn asset(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    let name = request.match_info().get("name").unwrap_or_default();
    if let Some(file) = files().files.iter().find(|file| file.name == name) {
        return unchanging(&request, name, &file.bytes, file.brotli.as_deref());
    }
    match luggage(&app, name).await {
        Some(bag) => unchanging(&request, name, bag.content.as_bytes(), Some(&bag.brotli)),
        None => super::pages::missing(&request),
    }
}

/// Its name tells its content, so it is kept for ever.
fn unchanging(request: &HttpRequest, name: &str, bytes: &[u8], brotli: Option<&[u8]>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, kind(name)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    match brotli.filter(|_| accepts_brotli(request)) {
        Some(brotli) => response.insert_header((header::CONTENT_ENCODING, "br")).body(brotli.to_vec()),
        None => response.body(bytes.to_vec()),
    }
}

/// A language or a choice list of a published version, by `slug.version.part-hash.ending`. Any server makes
/// the same bytes from the version, so none has to have shown the page before.
async fn luggage(app: &App, name: &str) -> Option<Arc<Bag>> {
    let (slug, rest) = name.split_once('.')?;
    let version = rest.split_once('.')?.0.parse().ok()?;
    let edition = app.editions.get(&app.store, slug, version).await.ok()?;
    edition.bags().iter().find(|bag| bag.address.strip_prefix("/assets/") == Some(name)).cloned()
}

/// Whether the client reads brotli; `br;q=0` says that it does not.
pub fn accepts_brotli(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).map(HeaderValue::to_str);
    let Some(Ok(accepted)) = accepted else { return false };
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|quality| matches!(quality, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("png") => "image/png",
        Some("webmanifest" | "json") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
