//! Embeds the built site, so that the program is one file; without one the server still builds and says so.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=SECTORWISE_SITE");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("site.rs");
    let generated = match env::var_os("SECTORWISE_SITE").map(PathBuf::from) {
        Some(site) if site.join("site.json").exists() => embed(&site)?,
        _ => "pub const BUILD: &str = \"none\";\npub static FILES: &[File] = &[];\n".to_owned(),
    };
    fs::write(out, generated)?;
    Ok(())
}

/// `site.json` names the build and says which hashed file each asset is.
fn embed(site: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let manifest = site.join("site.json");
    println!("cargo:rerun-if-changed={}", manifest.display());
    let manifest: serde_json::Value = serde_json::from_str(&fs::read_to_string(manifest)?)?;
    let build = manifest.get("build").and_then(|build| build.as_str()).ok_or("site.json names no build")?;
    let mut code = format!("pub const BUILD: &str = {build:?};\npub static FILES: &[File] = &[\n");
    let assets = manifest.get("assets").and_then(|assets| assets.as_object()).ok_or("site.json names no assets")?;
    for (asset, name) in assets {
        let name = name.as_str().ok_or("an asset has no name")?;
        let plain = site.join("assets").join(name).canonicalize()?;
        let packed = plain.with_file_name(format!("{name}.br"));
        let brotli = if packed.exists() { format!("Some(include_bytes!({packed:?}))") } else { "None".to_owned() };
        code += &format!(
            "    File {{ asset: {asset:?}, name: {name:?}, bytes: include_bytes!({plain:?}), brotli: {brotli} }},\n"
        );
    }
    Ok(code + "];\n")
}
