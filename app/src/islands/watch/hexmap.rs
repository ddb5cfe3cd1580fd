//! The hexagon map of London: each borough a link to its row, with its name and number in words.

use leptos::prelude::*;
use shared::place::{BOROUGHS, HexCell, hexes};
use shared::tally::{Cells, Table};
use shared::words::grouped;

use super::{Board, scale, shown_value};

/// One hexagon around the origin, 50.4 from centre to corner.
pub const OUTLINE: &str = "M0.0 -50.4L43.6 -25.2L43.6 25.2L0.0 50.4L-43.6 25.2L-43.6 -25.2Z";

pub(super) fn hexmap(shape: StoredValue<Board>, now: RwSignal<Table>) -> AnyView {
    let show = shape.with_value(|board| board.show.clone());
    let is_number = shape.with_value(Board::is_number);
    let unit = if show.is_some() && !is_number { "%" } else { "" };
    let limits = Memo::new({
        let show = show.clone();
        move |_| now.with(|table| scale::limits(largest(table, show.as_deref())))
    });
    let title = shape.with_value(|board| match (&board.show, is_number) {
        (None, _) => "Answers by borough".to_owned(),
        (Some(_), true) => format!("{}: the median by borough", board.name),
        (Some(code), false) => {
            let words = board.options.iter().find(|(known, _)| known == code).map_or(code.as_str(), |(_, words)| words);
            format!("{}: “{words}”", board.name)
        }
    });
    let cells = hexes().into_iter().map(|cell| hexagon(cell, show.clone(), unit, now, limits));
    view! {
        <figure class="chart">
            <figcaption>
                <h2 id="map-title">{title}</h2>
                <p id="map-about">"By borough of the main base. One hexagon is one borough or the City, north at the top."</p>
            </figcaption>
            {legend(show.clone(), unit, now, limits)}
            <svg class="hexmap" viewBox="0 0 765 590" role="group" aria-labelledby="map-title map-about">
                <defs>
                    <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7"/></pattern>
                    <pattern id="hatch-low" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V14"/></pattern>
                    <path id="hex" d=OUTLINE/>
                </defs>
                <path class="river" d=river()/>
                {cells.collect_view()}
            </svg>
            <p>"Layout: Open Innovations, MIT licence. Areas: Office for National Statistics, Open Government Licence v3.0."</p>
        </figure>
    }
    .into_any()
}

fn hexagon(
    cell: HexCell,
    show: Option<String>,
    unit: &'static str,
    now: RwSignal<Table>,
    limits: Memo<[f64; 4]>,
) -> AnyView {
    let borough = BOROUGHS.get(cell.place);
    let (code, name, short) = borough.map_or(("", "", ""), |borough| (borough.code, borough.name, borough.short_name));
    let of = Memo::new(move |_| {
        now.with(|table| {
            let cells = table.places.iter().find(|cells| cells.code == code);
            cells.map(|cells| (shown_value(cells, show.as_deref()), cells.base, cells.responses)).unwrap_or_default()
        })
    });
    let value = move || {
        of.get().0.map_or_else(|| "–".to_owned(), |value| format!("{}{unit}", grouped(&(value.round()).to_string())))
    };
    let label = move || {
        let (_, base, responses) = of.get();
        let flag = if base < 10 {
            ", fewer than 10"
        } else if base < 30 {
            ", low base"
        } else {
            ""
        };
        // It begins with what is seen, so that it can be spoken.
        let whole = if short == name { String::new() } else { format!(" ({name})") };
        format!("{short} {}{whole}, {responses} answers, {base} to this question{flag}", value())
    };
    let class = move || {
        let (value, ..) = of.get();
        value.map_or("hex".to_owned(), |value| format!("hex seq-{}", limits.with(|limits| scale::class(value, limits))))
    };
    let hatch = move || match of.get().1 {
        base if base < 10 => "hatched",
        base if base < 30 => "hatched-low",
        _ => "unhatched",
    };
    let (x, y) = centre(&cell);
    view! {
        <g transform=format!("translate({x} {y:.1})")>
            <a class=class href=format!("#row-{code}") aria-label=label data-place=code>
                <use_ href="#hex"/>
                <use_ href="#hex" class=hatch/>
                {name_lines(short)}
                " "
                <text class="hex-value" y="18">{value}</text>
            </a>
        </g>
    }
    .into_any()
}

/// Where a hexagon's centre stands in the picture.
pub fn centre(cell: &HexCell) -> (i32, f64) {
    let odd = cell.row.rem_euclid(2) == 1;
    let x = 45 + 90 * cell.column + if odd { 45 } else { 0 };
    // The Thames needs room between the rows 3 and 2.
    let y = 52.0 + f64::from(6 - cell.row) * 77.94 + if cell.row <= 2 { 18.0 } else { 0.0 };
    (x, y)
}

/// A name on one or two lines, broken at the space nearest its middle.
pub fn name_lines(name: &'static str) -> AnyView {
    let middle = name.len() / 2;
    let space = name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle));
    let (first, second) = match space {
        Some(at) if name.len() > 11 => name.split_at(at),
        _ => (name, ""),
    };
    let top = if second.is_empty() { "-9" } else { "-17" };
    view! {
        <text class="hex-name" y=top>
            <tspan x="0">{first}</tspan>
            " "
            {(!second.is_empty()).then(|| view! { <tspan x="0" dy="1.1em">{second.trim()}</tspan> })}
        </text>
    }
    .into_any()
}

fn legend(show: Option<String>, unit: &'static str, now: RwSignal<Table>, limits: Memo<[f64; 4]>) -> AnyView {
    let classes = (1..=5).map(move |class| {
        let show = show.clone();
        let words =
            move || limits.with(|limits| scale::words(limits, unit).get(class - 1).cloned().unwrap_or_default());
        let count = move || {
            let limits = limits.get();
            now.with(|table| {
                let values = boroughs(table).filter_map(|cells| shown_value(cells, show.as_deref()));
                values.filter(|value| scale::class(*value, &limits) == class).count()
            })
        };
        view! {
            <li><span class=format!("key seq-{class}")></span>{words}" "<span class="soft">"("{count}")"</span></li>
        }
    });
    view! {
        <ul class="legend">
            {classes.collect_view()}
            <li><span class="key hatched-low"></span>"low base, 10 to 29"</li>
            <li><span class="key hatched"></span>"fewer than 10"</li>
        </ul>
    }
    .into_any()
}

fn boroughs(table: &Table) -> impl Iterator<Item = &Cells> {
    table.places.iter().filter(|cells| cells.code.starts_with("E09"))
}

fn largest(table: &Table, show: Option<&str>) -> f64 {
    boroughs(table).filter_map(|cells| shown_value(cells, show)).fold(0.0, f64::max)
}

/// A wave from edge to edge between the rows north and south of the Thames.
pub fn river() -> String {
    use std::fmt::Write;
    let mut path = "M0 346.7".to_owned();
    for step in 0..17 {
        let x = 45 * step;
        let (bend, end) = if step % 2 == 0 { (320.8, 333.8) } else { (346.7, 333.8) };
        let _ = write!(path, "Q{} {bend} {} {end}", x + 22, x + 45);
    }
    path
}
