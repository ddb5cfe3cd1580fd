//! `POST` and `DELETE /api/v1/session`: signing in and out.

use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::Body;
use super::guard::{COOKIE, Signed, peer, session};
use super::{Problem, docs};
use crate::settings::Settings;
use crate::sign_in::{self, Identity};
use crate::state::App;

/// More than anybody types: hashing takes its time.
const LONGEST: usize = 1024;

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

/// Who is signed in
#[utoipa::path(get, path = "/api/v1/session", tag = "staff", responses(
    (status = 200, description = "The signed-in account, or the name of the token", body = docs::Signed),
    (status = 401, description = "Nobody", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn who(Signed(identity): Signed) -> HttpResponse {
    HttpResponse::Ok().json(signed(&identity))
}

/// Sign in
///
/// Sets the session's cookie. Wrong credentials are always answered with the same words, in the same time.
#[utoipa::path(post, path = "/api/v1/session", tag = "staff", request_body = docs::Credentials, responses(
    (status = 200, description = "Signed in; the cookie is set", body = docs::Signed),
    (status = 400, description = "Not JSON of this shape", body = docs::Problem),
    (status = 401, description = "Wrong credentials", body = docs::Problem),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 413, description = "Too long", body = docs::Problem),
    (status = 429, description = "Tried too often", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn sign_in(app: web::Data<App>, request: HttpRequest, body: Body) -> Result<HttpResponse, Problem> {
    let Credentials { email, password } = body.json("{\"email\",\"password\"}")?;
    if password.len() > LONGEST || email.len() > LONGEST {
        return Err(Problem::too_large(LONGEST));
    }
    let (secret, identity) = sign_in::sign_in(&app, &email, password, peer(&request)).await?;
    let cookie = cookie(&secret, sign_in::LASTS / 1000, &app.settings);
    Ok(HttpResponse::Ok().insert_header((SET_COOKIE, cookie)).json(signed(&identity)))
}

/// Sign out
///
/// Ends the session of the cookie, if there is one.
#[utoipa::path(delete, path = "/api/v1/session", tag = "staff", responses(
    (status = 204, description = "Signed out"),
    (status = 403, description = "From another site", body = docs::Problem),
    (status = 503, description = "Busy", body = docs::Problem),
))]
pub async fn sign_out(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    if let Some(secret) = session(request.headers()) {
        sign_in::sign_out(&app, secret).await?;
    }
    Ok(HttpResponse::NoContent().insert_header((SET_COOKIE, cookie("", 0, &app.settings))).finish())
}

fn signed(identity: &Identity) -> Value {
    json!({"name": identity.name, "role": identity.role.code()})
}

/// Out of reach of scripts, not sent along by other sites' forms, and only over TLS where there is TLS.
fn cookie(secret: &str, seconds: i64, settings: &Settings) -> String {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The cookie of a fresh session; an empty secret takes it away.
pub fn session_cookie(secret: &str, settings: &Settings) -> String {
    cookie(secret, if secret.is_empty() { 0 } else { sign_in::LASTS / 1000 }, settings)
}
