//! A questionnaire in a file: our own JSON, or a workbook as ODK and Kobo know it.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use shared::questionnaire::{Fault, Questionnaire, check};

use crate::xlsform::{self, LARGEST_FILE, Places, Problem, Read};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Workbook,
}

/// Reads and checks; a file that cannot be read is a problem too.
pub fn read(file: &Path) -> Read {
    match open(file) {
        Ok((Form::Workbook, bytes)) => xlsform::read(&bytes),
        Ok((Form::Json, bytes)) => match json(&bytes) {
            Ok(questionnaire) => {
                let problems: Vec<Problem> = check(&questionnaire).into_iter().map(Problem::from).collect();
                let is_sound = !problems.iter().any(Problem::is_error);
                Read { questionnaire: is_sound.then_some(questionnaire), problems, places: Places::default() }
            }
            Err(error) => unreadable(&error.context("This is not a questionnaire")),
        },
        Err(error) => unreadable(&error),
    }
}

/// Reads what has no errors, and its warnings; the error names all the others.
pub fn sound(file: &Path) -> anyhow::Result<(Questionnaire, Vec<Problem>)> {
    let Read { questionnaire, problems, .. } = read(file);
    if let Some(questionnaire) = questionnaire {
        return Ok((questionnaire, problems));
    }
    let errors: Vec<Problem> = problems.into_iter().filter(Problem::is_error).collect();
    match errors.as_slice() {
        [one] => bail!("{}: {one}", file.display()),
        many => bail!("{} has errors:\n{}", file.display(), lines(many)),
    }
}

/// One line for each.
pub fn lines(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

/// Writes in the form that the file's ending names.
pub fn write(questionnaire: &Questionnaire, file: &Path) -> anyhow::Result<()> {
    let bytes = match written(file)? {
        Form::Json => format!("{}\n", serde_json::to_string_pretty(questionnaire)?).into_bytes(),
        Form::Workbook => xlsform::write(questionnaire)?,
    };
    fs::write(file, bytes).with_context(|| format!("{} cannot be written", file.display()))
}

/// Whether a file of this name can be written at all.
pub fn is_writable(file: &Path) -> anyhow::Result<()> {
    written(file).map(drop)
}

/// A workbook with macros can be read, but not written.
fn written(file: &Path) -> anyhow::Result<Form> {
    match form(file) {
        Ok(Form::Workbook) if ending(file) != "xlsx" => bail!("Write an .xlsx workbook, which has no macros"),
        form => form,
    }
}

fn ending(file: &Path) -> String {
    file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn form(file: &Path) -> anyhow::Result<Form> {
    match ending(file).as_str() {
        "json" => Ok(Form::Json),
        "xlsx" | "xlsm" => Ok(Form::Workbook),
        "xls" => bail!("This is an old Excel file. Save it as .xlsx"),
        _ => bail!("This is neither a .json file nor an .xlsx workbook"),
    }
}

fn open(file: &Path) -> anyhow::Result<(Form, Vec<u8>)> {
    let form = form(file)?;
    let cannot = "The file cannot be read";
    let size = fs::metadata(file).context(cannot)?.len();
    // Before any of it is in memory.
    if size > LARGEST_FILE as u64 {
        bail!("{}", xlsform::too_large(size).1);
    }
    Ok((form, fs::read(file).context(cannot)?))
}

fn json(bytes: &[u8]) -> anyhow::Result<Questionnaire> {
    Ok(serde_json::from_slice(bytes)?)
}

fn unreadable(error: &anyhow::Error) -> Read {
    let fault = Fault::new("", "unreadable", &format!("{error:#}"));
    Read { questionnaire: None, problems: vec![fault.into()], places: Places::default() }
}
