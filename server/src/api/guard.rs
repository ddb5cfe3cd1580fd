//! The guard before every endpoint: role, origin and rate are checked here, as its line in the table says.

use std::net::{IpAddr, SocketAddr};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, AUTHORIZATION, CACHE_CONTROL, HOST, HeaderMap, HeaderValue, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};

use super::Problem;
use super::routes::{self, Access, Endpoint, Verb};
use crate::sign_in::{self, Identity};
use crate::state::App;
use crate::store;
use crate::throttle;
use crate::web::coordinator;

/// The cookie of a session.
pub const COOKIE: &str = "sectorwise_session";
/// Bytes of address and headers.
const LONGEST_HEAD: usize = 32 << 10;

/// Who asks, in the handlers of endpoints that are not public.
#[derive(Clone, Debug)]
pub struct Signed(pub Identity);

pub(super) async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let pattern = request.match_pattern().unwrap_or_default();
    // Other methods are answered by the path's own default.
    if let Some(endpoint) = routes::find(request.method().as_str(), &pattern) {
        match admit(&request, endpoint).await {
            Err(problem) if problem.is_for_the_unknown() && matches!(endpoint.access, Access::Page(_)) => {
                let first = coordinator::sign_in_first(request.request());
                return Ok(request.into_response(first).map_into_right_body());
            }
            admitted => admitted?,
        }
    }
    let mut response = next.call(request).await?.map_into_left_body();
    if !response.headers().contains_key(CACHE_CONTROL) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

async fn admit(request: &ServiceRequest, endpoint: &Endpoint) -> Result<(), Problem> {
    let Some(app) = request.app_data::<web::Data<App>>() else { return Err(Problem::ours()) };
    let writes = endpoint.verb != Verb::Get;
    let pass = Pass::of(request.headers());
    let has_token = matches!(pass, Pass::Token(_));
    // A public write gains nothing from a cookie, and a token is no cookie.
    if writes && endpoint.access != Access::Public && !has_token && !is_own_page(request.headers(), app) {
        return Err(Problem::cross_site());
    }
    let (Access::Staff(role) | Access::Page(role)) = endpoint.access else {
        return match &app.throttles.public_writes {
            Some(throttle) if writes => {
                let address = peer(request.request()).map(throttle::address);
                throttle.take(address).map_err(Problem::too_often)
            }
            _ => Ok(()),
        };
    };
    let identity = pass.identity(app).await?.ok_or_else(Problem::not_signed_in)?;
    if identity.role < role {
        return Err(Problem::not_allowed());
    }
    request.extensions_mut().insert(Signed(identity));
    Ok(())
}

/// Turns away what no browser sends, before anything looks at it.
pub async fn bounds(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let headers = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
    if headers.sum::<usize>() + request.uri().to_string().len() > LONGEST_HEAD {
        return Err(Problem::headers_too_large().into());
    }
    next.call(request).await
}

/// The address of whoever asks; behind a trusted proxy, the one that it names.
pub fn peer(request: &HttpRequest) -> Option<IpAddr> {
    let nearest = request.peer_addr()?.ip().to_canonical();
    let proxies = request.app_data::<web::Data<App>>().map_or(&[][..], |app| &app.settings.trusted_proxies);
    Some(behind(proxies, nearest, request.headers()))
}

/// From the right: a proxy adds whom it saw; what stands further left, anybody may have written.
fn behind(proxies: &[IpAddr], nearest: IpAddr, headers: &HeaderMap) -> IpAddr {
    let named = headers.get_all("X-Forwarded-For").filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = named.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut address = nearest;
    for hop in hops.into_iter().rev() {
        match address_of(hop) {
            Some(next) if proxies.contains(&address) => address = next.to_canonical(),
            _ => break,
        }
    }
    address
}

/// Some proxies add the port.
fn address_of(hop: &str) -> Option<IpAddr> {
    hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

/// The secret of the session that a browser sends along.
pub fn session(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(name, value)| (name == COOKIE).then_some(value))
}

/// What somebody came with; a stream looks at it again now and then.
pub enum Pass {
    Token(String),
    Session(String),
    Nothing,
}

impl Pass {
    /// A token is stronger than a cookie.
    pub fn of(headers: &HeaderMap) -> Pass {
        match (bearer(headers), session(headers)) {
            (Some(token), _) => Pass::Token(token.to_owned()),
            (None, Some(secret)) => Pass::Session(secret.to_owned()),
            (None, None) => Pass::Nothing,
        }
    }

    /// Whom it lets in now.
    pub async fn identity(&self, app: &App) -> store::Result<Option<Identity>> {
        match self {
            Pass::Token(token) => sign_in::by_token(app, token).await,
            Pass::Session(secret) => sign_in::by_session(app, secret).await,
            Pass::Nothing => Ok(None),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Browsers say where a write comes from. Programs do not, and carry no cookie that others could use.
fn is_own_page(headers: &HeaderMap, app: &App) -> bool {
    if let Some(site) = headers.get("Sec-Fetch-Site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    app.settings.public_url.as_deref() == Some(origin) || (origin_host.is_some() && origin_host == host)
}

impl FromRequest for Signed {
    type Error = Problem;
    type Future = std::future::Ready<Result<Signed, Problem>>;

    /// Only behind the guard of an endpoint that needs a role.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(request.extensions().get::<Signed>().cloned().ok_or_else(Problem::not_signed_in))
    }
}
