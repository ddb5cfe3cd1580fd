//! How a page comes to life: what the head asks for early, and the few lines that wake its islands.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shared::questionnaire::Needs;

use crate::pages::Site;

/// The bundles. Respondents load the first of theirs that has all that the survey uses; the staff's is never
/// loaded by their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    Respond,
    Several,
    Whole,
    Staff,
}

impl Bundle {
    const ALL: [Bundle; 4] = [Bundle::Respond, Bundle::Several, Bundle::Whole, Bundle::Staff];

    /// The smallest that has what a survey needs.
    pub fn with(needs: Needs) -> Bundle {
        match needs {
            Needs::Usual => Bundle::Respond,
            Needs::Several => Bundle::Several,
            Needs::Whole => Bundle::Whole,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Bundle::Respond => "respond",
            Bundle::Several => "several",
            Bundle::Whole => "whole",
            Bundle::Staff => "staff",
        }
    }

    fn files(self, site: &Site) -> (String, String) {
        (site.asset(&format!("{}.js", self.name())), site.asset(&format!("{}.wasm", self.name())))
    }
}

/// Asks for script and wasm while the rest of the page is still on its way.
pub fn links(site: &Site, bundle: Bundle) -> String {
    let (script, wasm) = bundle.files(site);
    format!(
        "<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\
         <link rel=\"modulepreload\" href=\"{script}\">"
    )
}

/// The inline module: no idle callback, since every moment before it is one in which a tap does nothing.
pub fn script(site: &Site, bundle: Bundle) -> String {
    let (script, wasm) = bundle.files(site);
    // Not in wasm: it is one line here, and nothing has to be fetched for it.
    let note = match bundle {
        Bundle::Staff => "",
        _ => {
            "\"serviceWorker\"in navigator||document.getElementById(isSecureContext?\"private\":\"plain\")?.removeAttribute(\"hidden\");"
        }
    };
    format!(
        "import init,* as bundle from\"{script}\";{note}\
         await init({{module_or_path:fetch(\"{wasm}\")}});\
         bundle.hydrate();\
         for(const island of document.querySelectorAll(\"leptos-island\"))bundle[island.dataset.component]?.(island)"
    )
}

/// The designers' pages work without script, but for two buttons: one copies the field `link`, one prints.
pub const PRESSES: &str = "for(const button of document.querySelectorAll('[data-press]')){\
button.hidden=false;\
button.addEventListener('click',async()=>{\
if(button.dataset.press==='print')return print();\
const link=document.getElementById('link');\
link.select();\
try{await navigator.clipboard.writeText(link.value)}catch{if(!document.execCommand('copy'))return}\
document.getElementById('copied').textContent='Copied'})}";

/// SHA-256 of the page's own inline scripts, base64, for its content security policy.
pub fn inline_script_hashes(site: &Site, html: &str) -> Vec<String> {
    Bundle::ALL
        .iter()
        .map(|bundle| script(site, *bundle))
        .chain([PRESSES.to_owned()])
        .filter(|script| html.contains(script))
        .map(|script| hash(&script))
        .collect()
}

fn hash(text: &str) -> String {
    let hex = shared::json::sha256_hex(text.as_bytes());
    let digits: Vec<u8> =
        hex.bytes().filter_map(|digit| char::from(digit).to_digit(16)).map(|digit| digit as u8).collect();
    let bytes: Vec<u8> =
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_are_what_browsers_compare() {
        assert_eq!(super::hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
