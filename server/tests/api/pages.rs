//! What browsers open: the same bytes for everybody, headers that keep them safe, and the way in for staff.

use std::io::Read;

use super::support::*;

const PAGES: [&str; 6] = ["/", "/s/state-of-the-sector", "/outbox", "/help", "/privacy", "/accessibility"];

fn sign_in(world: &World, password: &str, next: &str) -> Answer {
    let body = format!("email={}&password={}&next={next}", EMAIL.replace('@', "%40"), password.replace(' ', "+"));
    world.post_raw("/sign-in", body.as_bytes(), &[("content-type", "application/x-www-form-urlencoded")])
}

on_both! {
    fn the_respondents_page_is_the_same_bytes_for_everybody(world: &World) {
        let path = format!("/s/{SLUG}");
        let plain = world.get(&path);
        assert_eq!((plain.status, plain.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert!(plain.body.contains("State of the Sector") && plain.header("set-cookie").is_none());
        let cookie = world.sign_in();
        for (name, value) in [("cookie", cookie.as_str()), ("cookie", "a=b"), ("accept-language", "pl"), ("user-agent", "x")] {
            let answer = world.get_with(&path, &[(name, value)]);
            assert!(answer.body == plain.body && answer.header("set-cookie").is_none(), "{name}");
            assert_eq!(answer.header("etag"), plain.header("etag"));
        }
    }

    fn a_page_is_not_sent_again_while_it_has_not_changed(world: &World) {
        for path in PAGES {
            let tag = world.get(path).header("etag").unwrap_or_else(|| panic!("{path}")).to_owned();
            let again = world.get_with(path, &[("if-none-match", &tag)]);
            assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", Some(tag.as_str())), "{path}");
            assert_eq!(world.get_with(path, &[("if-none-match", "\"x\"")]).status, 200, "{path}");
        }
        // When the survey closes the page says so.
        let tag = world.get(PAGES[1]).header("etag").unwrap().to_owned();
        world.run(&["survey", "close", SLUG, "--at", "2031-01-31T23:59:59+00:00"]);
        assert_eq!(world.get_with(PAGES[1], &[("if-none-match", &tag)]).status, 200);
    }

    fn a_page_is_sent_as_brotli_to_who_reads_it(world: &World) {
        for path in PAGES {
            let plain = world.get(path);
            assert_eq!((plain.header("content-encoding"), plain.header("vary")), (None, Some("accept-encoding")), "{path}");
            let (answer, bytes) = world.bytes(path, &[("accept-encoding", "gzip, br")]);
            assert_eq!(answer.header("content-encoding"), Some("br"), "{path}");
            let mut text = String::new();
            brotli::Decompressor::new(bytes.as_slice(), 4096).read_to_string(&mut text).unwrap();
            assert!(text == plain.body && bytes.len() < text.len(), "{path}");
            assert_eq!(world.get_with(path, &[("accept-encoding", "br;q=0")]).header("content-encoding"), None);
        }
    }

    fn every_page_has_a_strict_policy_and_names_its_build(world: &World) {
        for path in PAGES.iter().chain(&["/sign-in"]) {
            let answer = world.get(path);
            assert_eq!(answer.status, 200, "{path}");
            let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}"));
            let directive = |name: &str| policy.split(';').map(str::trim).find(|part| part.starts_with(name)).unwrap();
            assert_eq!(directive("default-src"), "default-src 'none'");
            let has_script = answer.body.contains("<script type=\"module\">");
            assert_eq!(directive("script-src").contains("'sha256-"), has_script, "{path}");
            assert!(!directive("script-src").contains("unsafe-inline"));
            assert_eq!(directive("style-src"), "style-src 'self'");
            assert_eq!(directive("frame-ancestors"), "frame-ancestors 'none'");
            assert!(!policy.contains("'unsafe-eval'"), "{policy}");
            assert!(answer.header("x-sectorwise-build").is_some_and(|build| !build.is_empty()), "{path}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        }
    }

    fn a_mistyped_address_of_the_board_shows_it_as_it_begins(world: &World) {
        let staff = world.staff();
        let board = staff.get(&format!("/watch/{SLUG}?question=D1&question=D4"));
        assert_eq!((board.status, board.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert_eq!(world.get("/sign-in?next=/a&next=/b").status, 200);
    }

    fn the_worker_is_always_asked_for_anew(world: &World) {
        let answer = world.get("/sw.js");
        assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-cache")));
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert!(answer.body.contains(world.get("/outbox").header("x-sectorwise-build").unwrap()));
    }

    fn who_is_not_signed_in_is_sent_to_do_that_first_and_comes_back(world: &World) {
        for (path, next) in [
            ("/watch", "/watch"),
            ("/watch/state-of-the-sector", "/watch/state-of-the-sector"),
            ("/watch/state-of-the-sector?question=A2&by=icb", "/watch/state-of-the-sector%3Fquestion%3DA2%26by%3Dicb"),
        ] {
            let answer = world.get(path);
            let location = format!("/sign-in?next={next}");
            assert_eq!((answer.status, answer.header("location")), (303, Some(location.as_str())), "{path}");
            assert_eq!(world.get(&location).status, 200);
            let answer = sign_in(world, PASSWORD, next);
            assert_eq!((answer.status, answer.header("location")), (303, Some(path)), "{answer:?}");
            let set = answer.header("set-cookie").unwrap();
            assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
        }
    }

    fn wrong_credentials_show_the_form_again(world: &World) {
        let answer = sign_in(world, "guess", "%2Fwatch%3Fa%3D%22b%22");
        assert_eq!((answer.status, answer.header("content-type")), (401, Some("text/html; charset=utf-8")));
        assert!(answer.body.contains("is wrong") && answer.header("set-cookie").is_none(), "{answer:?}");
        assert!(answer.body.contains("value=\"/watch?a=&quot;b&quot;\"") || answer.body.contains("value=\"/watch\""));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let elsewhere = [("origin", "https://evil.example")];
        world.post_raw("/sign-in", b"email=a&password=b", &elsewhere).is_problem(403, "cross-site");
        assert_eq!(world.post_raw("/sign-in", b"", &[]).status, 401);
    }

    fn nobody_is_sent_to_another_site_after_signing_in(world: &World) {
        for next in ["//evil.example", "%2F%2Fevil.example", "https://evil.example", "/%5Cevil.example", "/%0d%0aSet-Cookie:x", ""] {
            let answer = sign_in(world, PASSWORD, next);
            assert_eq!((answer.status, answer.header("location")), (303, Some("/watch")), "{next}");
            let page = world.get(&format!("/sign-in?next={next}"));
            assert!(page.status == 200 && !page.body.contains("evil.example"), "{next}");
        }
    }

    fn a_board_has_the_numbers_and_is_kept_nowhere(world: &World) {
        world.store(&[submission(&fresh_id())]);
        let staff = world.staff();
        let answer = staff.get("/watch");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/watch/state-of-the-sector")));
        for path in ["/watch/state-of-the-sector", "/watch/state-of-the-sector?question=E1.demand&by=icb&show=up"] {
            let answer = staff.get(path);
            assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
            assert!(answer.body.contains("ama@example.org"));
        }
        assert_eq!(staff.get("/watch/state-of-the-sector?question=Z9&by=moon&show=x").status, 200);
        assert_eq!(staff.get("/watch/no-such-survey").status, 404);
    }

    fn signing_out_ends_the_session(world: &World) {
        let staff = world.staff();
        let out = |headers: &[(&str, &str)]| world.post_raw("/sign-out", b"", headers);
        out(&[("cookie", &staff.cookie), ("origin", "https://evil.example")]).is_problem(403, "cross-site");
        assert_eq!(staff.get("/watch/state-of-the-sector").status, 200);
        let answer = out(&[("cookie", &staff.cookie)]);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/sign-in")));
        assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"), "{answer:?}");
        assert_eq!(staff.get("/watch/state-of-the-sector").status, 303);
        assert_eq!(out(&[]).status, 303);
    }

    fn an_unknown_address_is_a_page_for_people_and_a_problem_for_programs(world: &World) {
        for path in ["/nowhere", "/api/v1/nowhere", "/assets"] {
            let answer = world.get_with(path, &[("accept", "text/html,application/xhtml+xml")]);
            assert_eq!((answer.status, answer.header("content-type")), (404, Some("text/html; charset=utf-8")), "{path}");
            world.get(path).is_problem(404, "not-found");
        }
        for path in ["/s/no-such-survey", "/assets/none-00.js", "/s/..%2f"] {
            assert_eq!(world.get(path).status, 404, "{path}");
        }
        world.post_raw("/help", b"", &[]).is_problem(405, "method-not-allowed");
    }

    fn every_table_says_whose_workspace_a_row_belongs_to(world: &World) {
        let without = if world.database.is_sqlite() {
            "select group_concat(name) from sqlite_master where type = 'table' and name not like 'sqlite_%' \
             and name not in ('workspace', 'seaql_migrations') and sql not like '%\"workspace_id\"%not null%'"
        } else {
            "select string_agg(t.table_name::text, ',') from information_schema.tables t \
             where t.table_schema = 'public' and t.table_name not in ('workspace', 'seaql_migrations') \
             and not exists (select 1 from information_schema.columns c where c.table_name = t.table_name \
             and c.table_schema = 'public' and c.column_name = 'workspace_id' and c.is_nullable = 'NO')"
        };
        assert_eq!(world.database.value(without), None);
        assert_eq!(world.database.count("workspace"), 1);
    }
}
