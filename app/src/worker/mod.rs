//! The service worker's script, a template that the server fills in with its build and its assets.

/// `/*BUILD*/` and `/*ASSETS*/` are to be filled in.
pub const SW_TEMPLATE: &str = include_str!("sw.js");

/// The script of one build: `assets` are the addresses that the outbox page needs.
pub fn render(build: &str, assets: &[String]) -> String {
    let list = serde_json::to_string(assets).unwrap_or_else(|_| "[]".to_owned());
    SW_TEMPLATE.replace("/*BUILD*/", build).replace("/*ASSETS*/", &list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_build_or_another_asset_makes_another_script() {
        let assets = ["/assets/style-0123456789.css".to_owned()];
        let script = render("b1", &assets);
        assert!(script.contains("build b1:"));
        assert!(script.contains(r#"const ASSETS = ["/assets/style-0123456789.css"];"#));
        assert!(!script.contains("/*BUILD*/") && !script.contains("/*ASSETS*/"));
        assert_ne!(script, render("b2", &assets));
        assert_ne!(script, render("b1", &[]));
    }
}
