//! Programs sign in with `Authorization: Bearer`.

use super::support::*;

on_both! {
    fn a_token_from_the_command_line_opens_what_staff_see(world: &World) {
        let create = ["token", "create", "--name", "the dashboard of Hackney CVS"];
        // Another root makes no difference: tokens do not hang on it.
        let root = [("SECTORWISE_SECRET_KEY", "another root, long enough to be one")];
        let output = Program::run(&world.database, &root, &create, "");
        assert!(output.status.success(), "{output:?}");
        let token = String::from_utf8(output.stdout).unwrap();
        assert_eq!(token.lines().count(), 1, "a script must be able to take it");
        let bearer = |token: &str| world.get_with("/api/v1/session", &[("authorization", &format!("Bearer {token}"))]);
        let who = bearer(token.trim()).json();
        assert_eq!(who, serde_json::json!({"name": "the dashboard of Hackney CVS", "role": "coordinator"}));
        bearer("sw_guess").is_problem(401, "not-signed-in");
        bearer("").is_problem(401, "not-signed-in");
        assert_eq!(world.database.count(&format!("token where hash = '{}'", sha256(token.trim()))), 1);
    }
}
