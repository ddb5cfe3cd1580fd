//! A copy for the respondent: the answers as plain text in a file, and the code on the clipboard.

use leptos::wasm_bindgen;
use leptos::wasm_bindgen::prelude::*;
use shared::interview::Interview;

use super::check::shown_in;
use crate::device;
use crate::widgets::said;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<JsValue, JsValue>;
}

/// Whether the browser let us.
pub fn to_clipboard(text: &str) -> bool {
    write_text(text).is_ok()
}

/// Offers the answers as a file; with a receipt's lines where there is one.
pub fn save(interview: &Interview, receipt: Option<&[(&str, String)]>) {
    let slug = interview.form().questionnaire().slug.as_str();
    device::save_file(&[slug, ".txt"].concat(), "text/plain;charset=utf-8", &text(interview, receipt));
}

fn text(interview: &Interview, receipt: Option<&[(&str, String)]>) -> String {
    let questionnaire = interview.form().questionnaire();
    let mut text = [questionnaire.title.plain(), "\r\n"].concat();
    let mut line = |words: &[&str]| {
        text.extend(words.iter().copied());
        text.push_str("\r\n");
    };
    for (name, words) in receipt.unwrap_or_default() {
        line(&[name, ": ", words]);
    }
    for section in &questionnaire.sections {
        let mut shown = shown_in(interview, section).into_iter().peekable();
        if shown.peek().is_some() {
            line(&["\r\n", section.title.plain()]);
        }
        for (path, question) in shown {
            let said = said::said(interview, &path, question, interview.entry(&path).as_ref());
            let wording = question.label.get(interview.language(), questionnaire.main_language());
            line(&[&path, " ", &interview.words(&path, wording), "\r\n  ", &said::join(&said.lines, "\r\n  ")]);
        }
    }
    text
}
