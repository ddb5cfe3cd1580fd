//! A choice list: a table, pasted from a spreadsheet, edited as text and seen as rows.

use leptos::prelude::*;
use serde_json::json;
use shared::draft::desk::Thing;
use shared::draft::wishes::{choices_of_table, table_of_choices};
use shared::draft::{Edit, Holder};

use super::fields::{WordsField, refusal};
use super::screen::{Open, Screen};
use super::{hands, link_to};
use crate::widgets::el::{El, el};

/// More rows are counted, not drawn.
const SHOWN: usize = 30;

pub fn list(screen: Screen, name: &str) -> El {
    let found = screen.peek(|draft| draft.lists.iter().find(|list| list.name == name).cloned());
    let Some(list) = found else {
        return el("p.empty").child("This list is not there any more.");
    };
    let main = screen.main();
    let table = table_of_choices(&list, &main);
    let (own, gone) = (Thing::List(name.to_owned()), name.to_owned());
    let use_table = move || {
        // What is translated already keeps its translations: a code that stays keeps its other words.
        let old = screen.peek_value(&own, "choices");
        let main = screen.main();
        let mut choices = json!(choices_of_table(&hands::value_of("list-table")));
        for choice in choices.as_array_mut().into_iter().flatten() {
            let code = choice.get("code").cloned().unwrap_or_default();
            let known = old.as_array().and_then(|old| old.iter().find(|known| known.get("code") == Some(&code)));
            if let (Some(label), Some(now)) =
                (known.and_then(|known| known.get("label")?.as_object()), choice.get("label").cloned())
            {
                let mut label = label.clone();
                label.insert(main.clone(), now);
                if let Some(place) = choice.get_mut("label") {
                    *place = label.into();
                }
            }
        }
        let count = choices.as_array().map_or(0, Vec::len);
        if screen.set(&own, "choices", None, choices, "list-table") {
            screen.said.set(format!("{count} choices are in the list"));
            screen.pause();
        }
    };
    let remove = move || {
        let edit = screen.peek(|draft| {
            let at = draft.lists.iter().position(|list| list.name == gone)?;
            let after = at.checked_sub(1).and_then(|at| draft.lists.get(at)).map(|list| list.name.clone());
            Some(Edit::RemoveList { name: gone.clone(), list: draft.lists.get(at)?.clone(), after })
        });
        if edit.is_some_and(|edit| screen.act(vec![edit], "list-table")) {
            screen.said.set("The list has been removed. Undo brings it back".to_owned());
            link_to(screen, Open::Survey);
            hands::focus("editor-title");
        }
    };
    let rows = list.choices.iter().take(SHOWN).map(|choice| {
        let thing = Thing::Choice(Holder::List(name.to_owned()), choice.code.clone());
        let other = screen.other_tongue().map(|_| {
            WordsField { locked: true, ..WordsField::new(thing, "label", format!("list-{}", choice.code), "Words") }
                .view(screen)
        });
        let columns: Vec<String> = choice.columns.iter().map(|(column, cell)| format!("{column}: {cell}")).collect();
        el("tr")
            .child(el("th").attr("scope", "row").child(choice.code.clone()))
            .child(el("td").child(choice.label.get(&main, &main).to_owned()).child(other))
            .child(el("td").child(columns.join(", ")))
    });
    let left = list.choices.len().saturating_sub(SHOWN);
    el("section.sheet.now.flow.g3")
        .attr("aria-label", "Choice list, being edited")
        .child(
            el("div.row")
                .child(el("h2").id("editor-title").attr("tabindex", "-1").child(format!("The list {name}")))
                .child(el("span.push").child(
                    el("button.button.second").attr("type", "button").child("Remove this list").on("click", move |_| remove()),
                )),
        )
        .child(el("p.hint").id("list-table-about").child(
            "Paste from a spreadsheet: one row for each choice, with its code, its words, and further columns to filter by. The first row may name the columns: code, label, borough …",
        ))
        .child(el("label.label").attr("for", "list-table").child("Table"))
        .child(
            el("textarea.input.expression")
                .attr("rows", "8")
                .id("list-table")
                .attr("spellcheck", "false")
                .attr("aria-describedby", "list-table-about")
                .follow(move |element| hands::show_value(element, &table)),
        )
        .child(refusal(screen, "list-table".to_owned()))
        .child(el("p").child(el("button.button").attr("type", "button").child("Use this table").on("click", move |_| use_table())))
        .child(
            el("div.table-frame").attr("tabindex", "0").attr("role", "region").attr("aria-label", "Choices").child(
                el("table.table")
                    .child(el("caption").child(format!("{} choices", list.choices.len())))
                    .child(el("thead").child(el("tr").children(["Code", "Words", "Columns"].map(|head| el("th").attr("scope", "col").child(head)))))
                    .child(el("tbody").children(rows)),
            ),
        )
        .child((left > 0).then(|| el("p.small.soft").child(format!("and {left} more"))))
}
