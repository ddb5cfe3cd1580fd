//! Compiles the interface's words: a function for each English message, a table for each other language.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new("words");
    println!("cargo:rerun-if-changed={}", folder.display());
    let compiled = messages::compile_folder(folder).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| format!("app/words/{fault}")).collect();
        lines.join("\n")
    })?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("functions.rs"), compiled.functions)?;
    let tables: Vec<(String, String)> = compiled.tables.into_iter().collect();
    fs::write(out.join("tables.rs"), format!("pub const TABLES: &[(&str, &str)] = &{tables:?};\n"))?;
    Ok(())
}
