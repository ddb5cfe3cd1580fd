//! Nobody waits for ever: a database that vanished without a word counts as away when its time is up.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::prelude::async_trait;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};

use super::postgres::LONGEST_SILENCE;
use super::{Result, Store};

/// A connection on which each statement has its time.
#[derive(Clone, Debug)]
pub struct Patient<C> {
    pub(super) inner: C,
    /// `None` for a database in this process, which cannot vanish.
    pub(super) limit: Option<Duration>,
    pub(super) silence: Silence,
}

/// When the database last left something without an answer. Whatever was connected before then is asked for a sign
/// of life before it is used, so that one wait finds out about all connections.
#[derive(Clone, Debug, Default)]
pub(super) struct Silence(Arc<Mutex<Option<Instant>>>);

impl Silence {
    /// Whether a connection of this age was there when something went unanswered.
    pub fn has_met(&self, age: Duration) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|at| age >= at.elapsed())
    }

    pub async fn within<T>(&self, limit: Option<Duration>, work: impl Future<Output = Answer<T>>) -> Answer<T> {
        let Some(limit) = limit else { return work.await };
        tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(self.broken(limit)))
    }

    fn broken(&self, limit: Duration) -> DbErr {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        DbErr::Conn(RuntimeErr::Internal(format!("no answer within {} s", limit.as_secs())))
    }
}

impl Store {
    /// Work of several statements that is given up after `limit`. It may still have been done: what is sent again
    /// must find that out.
    pub async fn in_time<T>(&self, limit: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
        let done = tokio::time::timeout(limit, work).await;
        done.unwrap_or_else(|_| Err(self.read.silence.broken(limit).into()))
    }
}

impl<C> Patient<C> {
    /// The same connection for what takes long.
    pub(super) fn for_long(&self) -> Patient<C>
    where
        C: Clone,
    {
        Patient { limit: self.limit.map(|_| LONGEST_SILENCE), ..self.clone() }
    }

    pub(super) async fn wait<T>(&self, work: impl Future<Output = Answer<T>>) -> Answer<T> {
        self.silence.within(self.limit, work).await
    }
}

type Answer<T> = std::result::Result<T, DbErr>;

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
