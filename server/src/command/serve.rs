//! `sectorwise serve`.

use super::{open, say};
use crate::server::Server;
use crate::settings::Settings;

pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let store = open(&settings).await?;
    store.check_durability().await?;
    let server = Server::build(settings, store).await?;
    if let Some(first) = &server.first_coordinator {
        say(&format!("The first coordinator is {}.", first.email));
        if let Some(password) = &first.password {
            say(&format!("The password is {password} (it is shown only this once)."));
        }
    }
    say(&format!("Sectorwise is ready: http://{}", server.address));
    server.run().await
}
