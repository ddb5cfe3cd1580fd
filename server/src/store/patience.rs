//! Nobody waits for ever: a database that vanished without a word counts as away when its time is up.

use std::time::Duration;

use sea_orm::prelude::async_trait;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};

use super::Result;

/// A connection on which each statement has its time.
#[derive(Clone, Debug)]
pub struct Patient<C> {
    pub(super) inner: C,
    /// `None` for a database in this process, which cannot vanish.
    pub(super) limit: Option<Duration>,
}

/// The same for a piece of work of several statements. What was given up may still have been done: what is sent
/// again must find that out. The connection that was waited on is looked at before anybody gets it again.
pub async fn in_time<T>(limit: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(silent(limit).into()))
}

impl<C> Patient<C> {
    async fn wait<T>(&self, work: impl Future<Output = Answer<T>>) -> Answer<T> {
        within(self.limit, work).await
    }
}

type Answer<T> = std::result::Result<T, DbErr>;

pub(super) async fn within<T>(limit: Option<Duration>, work: impl Future<Output = Answer<T>>) -> Answer<T> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(silent(limit))),
        None => work.await,
    }
}

fn silent(limit: Duration) -> DbErr {
    DbErr::Conn(RuntimeErr::Internal(format!("no answer within {} s", limit.as_secs())))
}

#[async_trait::async_trait]
impl<C: ConnectionTrait> ConnectionTrait for Patient<C> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Answer<ExecResult> {
        self.wait(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Answer<ExecResult> {
        self.wait(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Answer<Option<QueryResult>> {
        self.wait(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Answer<Vec<QueryResult>> {
        self.wait(self.inner.query_all_raw(statement)).await
    }
}
