//! Plain http beside https: it sends people on to the public address, and does nothing else.

use std::net::SocketAddr;
use std::time::Duration;

use actix_web::http::header::{CONTENT_TYPE, HOST, LOCATION};
use actix_web::http::{KeepAlive, StatusCode};
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, dev};

/// Where people are sent: an `https` address without a path.
struct Target(String);

/// A server that runs once it is awaited, and where it listens.
pub fn build(addr: &str, public_url: String) -> std::io::Result<(dev::Server, Vec<SocketAddr>)> {
    let target = Data::new(Target(public_url));
    let server = actix_web::HttpServer::new(move || {
        actix_web::App::new().app_data(target.clone()).default_service(web::to(answer))
    });
    // One answer and good-bye: nobody stays on a connection that anybody can read.
    let server = server.keep_alive(KeepAlive::Disabled).client_request_timeout(Duration::from_secs(5));
    let server = server.disable_signals().workers(1).bind(addr)?;
    let addresses = server.addrs();
    Ok((server.run(), addresses))
}

/// Never to where the request says it wants to go: only to our own address, and only if it was asked for.
async fn answer(target: Data<Target>, request: HttpRequest) -> HttpResponse {
    let Target(url) = target.get_ref();
    let asked = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if !asked.is_some_and(|asked| name(asked).eq_ignore_ascii_case(name(url.trim_start_matches("https://")))) {
        return HttpResponse::build(StatusCode::MISDIRECTED_REQUEST)
            .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
            .body("Nothing is served under this name.\n");
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let path = if path.starts_with('/') { path } else { "/" };
    HttpResponse::PermanentRedirect().insert_header((LOCATION, format!("{url}{path}"))).finish()
}

/// A host without its port; an IPv6 address stands in brackets.
fn name(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_host_is_known_without_its_port() {
        assert_eq!(name("survey.example.org:8443"), "survey.example.org");
        assert_eq!(name("survey.example.org"), "survey.example.org");
        assert_eq!((name("[2001:db8::1]:80"), name("[2001:db8::1]")), ("[2001:db8::1]", "[2001:db8::1]"));
    }
}
