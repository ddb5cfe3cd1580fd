//! `sectorwise serve`.

use super::{open, say};
use crate::server::Server;
use crate::settings::Settings;

pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let store = open(&settings).await?;
    store.check_durability().await?;
    let scheme = settings.scheme();
    let server = Server::build(settings, store).await?;
    if let Some(first) = &server.first_coordinator {
        say(&format!("The first coordinator is {}.", first.email));
        if let Some(password) = &first.password {
            say(&format!("The password is {password} (it is shown only this once)."));
        }
    }
    for address in &server.redirects_at {
        say(&format!("Plain http at {address} leads to the public address."));
    }
    say(&format!("Sectorwise is ready: {scheme}://{}", server.address));
    if let Some(addresses) = &server.in_the_open {
        tracing::warn!(
            "other machines reach {addresses} without https: passwords and answers can be read on the way, and phones \
             open nothing without signal. Set SECTORWISE_TLS_CERT and SECTORWISE_TLS_KEY; or, behind a proxy that \
             speaks https, SECTORWISE_PUBLIC_URL"
        );
    }
    server.run().await
}
