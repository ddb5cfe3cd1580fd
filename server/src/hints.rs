//! Keeps this process and the others told of each other's commits; without it they notice a second later.

use std::sync::Arc;
use std::time::Duration;

use crate::state::App;
use crate::store::Hint;

/// Under load many commits are one hint.
const TOGETHER: Duration = Duration::from_millis(50);

/// Tells others what was committed here. Never returns.
pub async fn keep_telling(app: Arc<App>) {
    loop {
        let mut hints = Vec::new();
        tokio::select! {
            () = app.commits.untold() => {}
            () = app.draft_news.untold() => {}
        }
        let told = app.commits.take_untold().into_iter();
        hints.extend(told.map(|(survey_id, sequence)| Hint::Submissions { survey_id, sequence }));
        let told = app.draft_news.take_untold().into_iter();
        hints.extend(told.map(|(survey_id, sequence)| Hint::Draft { survey_id, sequence }));
        if let Err(error) = app.store.tell(&hints).await {
            tracing::debug!(%error, "other processes were not told of a commit; they look by themselves");
        }
        tokio::time::sleep(TOGETHER).await;
    }
}

/// Hears what others have committed. Returns only where there are no others.
pub async fn keep_listening(app: Arc<App>) {
    let hear = |hint| match hint {
        Hint::Submissions { survey_id, sequence } => app.commits.heard(survey_id, sequence),
        Hint::Draft { survey_id, sequence } => app.draft_news.heard(survey_id, sequence),
    };
    app.store.listen(hear).await;
}
