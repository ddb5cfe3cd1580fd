//! A QR code as inline SVG: one path, dark on white in every colour scheme, with its quiet zone.

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around the code; readers need four.
const QUIET: i32 = 4;

/// `None` where the address is longer than a code can hold.
pub(super) fn qr(address: &str, class: &'static str) -> Option<AnyView> {
    // A quarter of it may be torn, stained or covered: posters are.
    let code = QrCode::encode_text(address, QrCodeEcc::Quartile).ok()?;
    let side = code.size() + 2 * QUIET;
    let label = format!("QR code that leads to {address}");
    Some(
        view! {
            <svg class=class viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                <path class="qr-ground" d=format!("M0 0h{side}v{side}H0z")/>
                <path class="qr-ink" d=modules(&code)/>
            </svg>
        }
        .into_any(),
    )
}

/// The same as a picture of its own, as an address that holds the whole of it.
pub(super) fn file(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Quartile).ok()?;
    let side = code.size() + 2 * QUIET;
    let (start, path) = ("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'", modules(&code));
    Some(format!(
        "{start} viewBox='0 0 {side} {side}' width='1024' height='1024' shape-rendering='crispEdges'%3E\
         %3Cpath fill='%23fff' d='M0 0h{side}v{side}H0z'/%3E%3Cpath d='{path}'/%3E%3C/svg%3E"
    ))
}

/// One stroke for each run of dark modules in a row.
fn modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = QrCode::encode_text("https://example.org/s/hackney", QrCodeEcc::Quartile).unwrap();
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let path = modules(&code);
        let runs = path.split('M').filter_map(|run| run.split_once('h')?.1.split_once('v')?.0.parse::<usize>().ok());
        assert_eq!(runs.sum::<usize>(), dark);
        assert!(path.starts_with("M4 4h7v1h-7z"), "the finder in the corner: {path}");
    }
}
