//! The server as a whole: built, listening on its real port, run until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev;
use actix_web::middleware::{DefaultHeaders, from_fn};
use actix_web::web::{self, Data};
use anyhow::Context;
use shared::draft::Bank;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::api::{Problem, bounds, routes};
use crate::commits::Commits;
use crate::drafts::watch::Watches;
use crate::editions::Editions;
use crate::first_start::{FirstCoordinator, first_start};
use crate::keys::Keys;
use crate::password::Passwords;
use crate::postcodes::Directory;
use crate::settings::Settings;
use crate::state::App;
use crate::store::Store;
use crate::tally::Follower;
use crate::throttle::Throttles;
use crate::{hints, writer};

/// Seconds: the writer answers within 20 whatever becomes of its database.
const LONGEST_ANSWER: u64 = 25;

/// Whoever has not answered the network for so long is gone.
const GONE: Duration = Duration::from_secs(60);
/// A phone with hardly any signal may need long for its three messages.
const HANDSHAKE: Duration = Duration::from_secs(20);
/// Handshakes at once, in each of the threads.
const HANDSHAKES: usize = 8192;

/// A server that listens.
pub struct Server {
    pub address: SocketAddr,
    /// Only on a first start.
    pub first_coordinator: Option<FirstCoordinator>,
    /// Where other machines reach it though nothing speaks https.
    pub in_the_open: Option<String>,
    http: dev::Server,
    /// Where plain http sends people on to https.
    pub redirects_at: Vec<SocketAddr>,
    redirect: Option<dev::Server>,
    app: Data<App>,
    writer: JoinHandle<()>,
    tasks: Vec<JoinHandle<()>>,
}

impl Server {
    /// Opens the database, brings it up to date, does what a first start needs, and listens.
    pub async fn build(settings: Settings, store: Store) -> anyhow::Result<Server> {
        if let Some(folder) = &settings.site_dir {
            crate::web::assets::use_folder(folder)?;
        }
        // Before anything is made: the first password is shown once.
        let tls = settings.tls.as_ref().map(crate::tls::config).transpose().context("https cannot be served")?;
        let first_coordinator = first_start(&store, &settings).await?;
        let keys = Arc::new(Keys::load(&store, settings.secret_key.as_ref()).await?);
        let commits = Arc::new(Commits::default());
        let (inbox, writer) = writer::new(store.clone(), keys.clone(), commits.clone(), settings.queue);
        let addr = settings.addr.clone();
        let is_https = settings.is_https();
        let (redirect, redirects_at) = redirect_to_https(&settings)?.unzip();
        let (stop, stopping) = watch::channel(false);
        let asked = asked_to_stop().context("signals cannot be listened for")?;
        let app = Data::new(App {
            throttles: Throttles::new(settings.rate_limit),
            bodies: Arc::new(Semaphore::new(settings.bodies)),
            settings,
            store: store.clone(),
            keys,
            editions: Editions::default(),
            passwords: Passwords::new(),
            commits,
            draft_news: Commits::default(),
            draft_watches: Watches::default(),
            bank: Bank::built_in().context("London's instruments cannot be read")?,
            inbox,
            stopping,
            pages: crate::web::pages::Kept::default(),
            writable: crate::drafts::Writable::default(),
            background: Handle::current(),
            follower: Follower::new(store.clone(), Directory::default(), Handle::current()),
        });
        let shared = app.clone();
        let http = actix_web::HttpServer::new(move || {
            actix_web::App::new()
                .app_data(shared.clone())
                .app_data(
                    web::PathConfig::default().error_handler(|error, _| Problem::bad("path", error.to_string()).into()),
                )
                .app_data(
                    web::QueryConfig::default()
                        .error_handler(|error, _| Problem::bad("query", error.to_string()).into()),
                )
                .wrap(from_fn(bounds))
                .wrap(DefaultHeaders::new().add(("X-Content-Type-Options", "nosniff")))
                .configure(routes::configure)
                .default_service(web::to(routes::unknown))
        })
        .on_connect(|connection, _| {
            if let Some(stream) = connection.downcast_ref::<TcpStream>() {
                notice_when_gone(stream);
            }
        })
        .keep_alive(Duration::from_secs(75))
        .client_request_timeout(Duration::from_secs(20))
        .client_disconnect_timeout(Duration::from_secs(5))
        .shutdown_signal(async move {
            asked.await;
            stop.send_replace(true);
        })
        .shutdown_timeout(LONGEST_ANSWER)
        .tls_handshake_timeout(HANDSHAKE)
        // Those who connect and say nothing must not keep others out.
        .max_connection_rate(HANDSHAKES)
        .workers(std::thread::available_parallelism().map_or(2, usize::from));
        let bound = match tls {
            Some(tls) => http.bind_rustls_0_23(&addr, tls),
            None => http.bind(&addr),
        };
        let http = bound.with_context(|| {
            format!("cannot listen on {addr}; SECTORWISE_ADDR names another address, port 0 picks a free one")
        })?;
        let addresses = http.addrs();
        let address = addresses.first().copied().context("no address to listen on")?;
        let open: Vec<String> =
            addresses.iter().filter(|address| !address.ip().is_loopback()).map(ToString::to_string).collect();
        let in_the_open = (!is_https && !open.is_empty()).then(|| open.join(", "));
        let checkpoints = store.clone();
        let tasks = vec![
            tokio::spawn(async move { checkpoints.keep_checkpointing().await }),
            tokio::spawn(hints::keep_telling(app.clone().into_inner())),
            tokio::spawn(hints::keep_listening(app.clone().into_inner())),
            tokio::spawn(follow_all(app.clone().into_inner())),
        ];
        let writer = tokio::spawn(writer.run());
        let redirects_at = redirects_at.unwrap_or_default();
        Ok(Server {
            address,
            first_coordinator,
            in_the_open,
            redirects_at,
            http: http.run(),
            redirect,
            app,
            writer,
            tasks,
        })
    }

    /// Serves until SIGTERM or SIGINT; open requests are finished, then the database is closed.
    pub async fn run(self) -> anyhow::Result<()> {
        let mut writer = self.writer;
        // Nobody waits for it, so that it ends with the program.
        let redirect = self.redirect.map(tokio::spawn);
        tokio::select! {
            stopped = self.http => stopped.context("the server stopped")?,
            // It never should: without it nothing is stored, and whoever started the program can start it again.
            _ = &mut writer => anyhow::bail!("the writer ended; start the server again"),
        }
        // Every request that had arrived whole has its answer by now, so nothing waits for the writer.
        for task in self.tasks.iter().chain([&writer]) {
            task.abort();
        }
        if let Some(redirect) = redirect {
            redirect.abort();
        }
        // Connections that were made in a thread of the web server end with it, so this is one of our own.
        let saved = async {
            let store = Store::open(&self.app.settings.database_url).await?;
            let saved = self.app.follower.save(&store).await;
            store.close().await;
            saved
        };
        if let Err(error) = saved.await {
            tracing::warn!(%error, "no snapshot of the tallies was written; the next start counts anew");
        }
        self.app.store.clone().close().await;
        Ok(())
    }
}

fn redirect_to_https(settings: &Settings) -> anyhow::Result<Option<(dev::Server, Vec<SocketAddr>)>> {
    let (Some(addr), Some(url)) = (&settings.http_redirect_addr, &settings.public_url) else { return Ok(None) };
    let server = crate::redirect::build(addr, url.clone());
    let server = server.with_context(|| format!("cannot listen on {addr}; it is SECTORWISE_HTTP_REDIRECT_ADDR"))?;
    Ok(Some(server))
}

/// Brings every tally up to date at the start, so that the first who asks need not wait for it.
async fn follow_all(app: Arc<App>) {
    let followed = async {
        for survey in crate::store::surveys::all(app.store.read()).await? {
            app.follower.follow(&app.editions, &survey).await?;
        }
        Ok::<_, crate::tally::Error>(())
    };
    if let Err(error) = followed.await {
        tracing::warn!(%error, "the tallies could not be brought up to date at the start");
    }
}

/// A phone or a network that went without a word is noticed in a minute, not in the hours of the system's defaults:
/// an event stream to nobody would be kept as long.
fn notice_when_gone(stream: &TcpStream) {
    let socket = socket2::SockRef::from(stream);
    let ask = socket2::TcpKeepalive::new().with_time(GONE / 2).with_interval(GONE / 6).with_retries(3);
    let set = socket.set_tcp_keepalive(&ask);
    #[cfg(target_os = "linux")]
    let set = set.and(socket.set_tcp_user_timeout(Some(GONE)));
    if let Err(error) = set {
        tracing::debug!(%error, "a connection has the system's own patience");
    }
}

/// Listens from now on, not only once the server runs: whoever reads that it is ready may stop it at once.
#[cfg(unix)]
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
