//! The service worker's script, a template that the server fills in with its build and its assets.

/// `/*BUILD*/` and `/*ASSETS*/` are to be filled in.
pub const SW_TEMPLATE: &str = include_str!("sw.js");

/// The script of one build: `assets` are the addresses that the outbox page needs.
pub fn render(build: &str, assets: &[String]) -> String {
    let list = serde_json::to_string(assets).unwrap_or_else(|_| "[]".to_owned());
    without_comments(SW_TEMPLATE).replace("/*BUILD*/", build).replace("/*ASSETS*/", &list)
}

/// Comments are for those who read the source; on its way to a phone they would be a third of the script.
/// The first line stays, since it names the build.
fn without_comments(template: &str) -> String {
    let mut lines = vec![template.lines().next().unwrap_or_default()];
    let mut in_comment = false;
    for line in template.lines().skip(1).map(str::trim) {
        in_comment |= line.starts_with("/**");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            lines.push(line);
        }
        in_comment &= !line.ends_with("*/");
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_without_signal_is_small_and_whole() {
        let page = SW_TEMPLATE.split('`').find(|text| text.starts_with("<!doctype html>")).unwrap();
        assert!(page.len() < 500 && page.contains("lang=\"en\"") && page.contains("name=\"viewport\""), "{page}");
        assert!(render("b1", &[]).contains("your answers are safe on this phone"));
    }

    #[test]
    fn a_new_build_or_another_asset_makes_another_script() {
        let assets = ["/assets/style-0123456789.css".to_owned()];
        let script = render("b1", &assets);
        assert!(script.contains("build b1:"));
        assert!(script.contains(r#"const ASSETS = [].concat(["/assets/style-0123456789.css"]);"#));
        assert!(!script.contains("/*BUILD*/") && !script.contains("/*ASSETS*/"));
        assert!(script.lines().skip(1).all(|line| !line.starts_with("//") && !line.contains("/**")), "{script}");
        assert_ne!(script, render("b2", &assets));
        assert_ne!(script, render("b1", &[]));
    }
}
