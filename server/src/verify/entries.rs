//! Looks at entries one by one: bytes, hashes, signatures, contact details, and what was taken away.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};
use shared::json::sha256_hex;
use shared::time::Stamp;

use super::{Differences, What};
use crate::keys::Verifier;
use crate::ledger::{self, DEMO_REMOVAL, SUBMISSION, WITHDRAWAL};
use crate::store::{self, Entry, Survey, Transaction};

/// What is known about one survey while its log goes by.
pub struct Checks<'a> {
    moment: &'a Transaction,
    verifier: &'a Verifier,
    survey: &'a Survey,
    /// The number of the last removal of demo answers: the bytes of those before it are gone.
    demo_removal: i64,
    /// Contact details that an entry speaks of.
    contacts: u64,
}

impl<'a> Checks<'a> {
    pub async fn new(moment: &'a Transaction, verifier: &'a Verifier, survey: &'a Survey) -> store::Result<Checks<'a>> {
        let demo_removal = store::log::newest_number(&**moment, survey.id, Some(DEMO_REMOVAL)).await?;
        Ok(Checks { moment, verifier, survey, demo_removal, contacts: 0 })
    }

    /// The next entries of the log.
    pub async fn look(&mut self, entries: &[Entry], differences: &mut Differences) -> store::Result<()> {
        let bodies: Vec<Option<Map<String, Value>>> =
            tokio::task::block_in_place(|| entries.iter().map(|entry| self.look_at(entry, differences)).collect());
        self.taken_away(entries, differences).await?;
        self.contacts(entries, &bodies, differences).await
    }

    /// At the end of the log.
    pub async fn end(self, differences: &mut Differences) -> store::Result<()> {
        let all = store::contacts::count(&**self.moment, self.survey.id).await?;
        if let Some(count) = all.checked_sub(self.contacts).filter(|count| *count > 0) {
            differences.add(&self.survey.slug, What::ContactStray { count });
        }
        Ok(())
    }

    /// What an entry says by itself; its body where there is one that can be read.
    fn look_at(&self, entry: &Entry, differences: &mut Differences) -> Option<Map<String, Value>> {
        let (sequence, slug) = (entry.sequence, &self.survey.slug);
        if !matches!(entry.kind.as_str(), SUBMISSION | WITHDRAWAL | DEMO_REMOVAL) {
            differences.add(slug, What::Kind { sequence, kind: entry.kind.clone() });
        }
        if !self.verifier.is_signed(&ledger::receipt_of(slug, entry)) {
            differences.add(slug, What::Signature { sequence });
        }
        let body = entry.body.as_ref()?;
        if sha256_hex(body.as_bytes()) != entry.sha256 {
            differences.add(slug, What::Hash { sequence });
        }
        // Bytes that are no JSON are none that were ever stored here, so their hash differs, too.
        let body: Map<String, Value> = serde_json::from_str(body).ok()?;
        for field in odd_fields(&self.survey.slug, entry, &body) {
            differences.add(slug, What::Field { sequence, field });
        }
        Some(body)
    }

    /// Bytes are gone where somebody took them away, and only there.
    async fn taken_away(&self, entries: &[Entry], differences: &mut Differences) -> store::Result<()> {
        let gone: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.kind == SUBMISSION && entry.body.is_none() && !self.was_removed(entry))
            .collect();
        // Their withdrawals lie anywhere in the log.
        let held = store::log::held(&**self.moment, self.survey.id, &ids(gone.iter().copied())).await?;
        let withdrawals = withdrawals(held.iter().map(|held| (&held.kind, &held.submission_id, held.revision)));
        for entry in gone {
            if withdrawals.get(entry.submission_id.as_str()).is_none_or(|revision| *revision <= entry.revision) {
                differences.add(&self.survey.slug, What::Gone { sequence: entry.sequence });
            }
        }
        let withdrawn = ids(entries.iter().filter(|entry| entry.kind == WITHDRAWAL));
        let here = entries.iter().map(|entry| (&entry.kind, &entry.submission_id, entry.revision));
        let here = self::withdrawals(here);
        for (id, revision, sequence) in store::log::with_bytes(&**self.moment, self.survey.id, &withdrawn).await? {
            if here.get(id.as_str()).is_some_and(|withdrawal| *withdrawal > revision) {
                differences.add(&self.survey.slug, What::Left { sequence });
            }
        }
        Ok(())
    }

    fn was_removed(&self, entry: &Entry) -> bool {
        entry.demo && entry.sequence < self.demo_removal
    }

    async fn contacts(
        &mut self,
        entries: &[Entry],
        bodies: &[Option<Map<String, Value>>],
        differences: &mut Differences,
    ) -> store::Result<()> {
        let spoken = entries.iter().zip(bodies).filter_map(|(entry, body)| {
            let hash = body.as_ref()?.get("contact")?.as_str()?;
            Some((entry, hash))
        });
        let spoken: Vec<(&Entry, &str)> = spoken.collect();
        for some in spoken.chunks(200) {
            let ids: Vec<&str> = some.iter().map(|(entry, _)| entry.submission_id.as_str()).collect();
            let found = store::contacts::of(&**self.moment, self.survey.id, &ids).await?;
            let found: HashMap<(&str, i32), &str> =
                found.iter().map(|row| ((row.submission_id.as_str(), row.revision), row.body.as_str())).collect();
            for (entry, hash) in some {
                let sequence = entry.sequence;
                let Some(contact) = found.get(&(entry.submission_id.as_str(), entry.revision)) else {
                    differences.add(&self.survey.slug, What::ContactGone { sequence });
                    continue;
                };
                self.contacts += 1;
                if sha256_hex(contact.as_bytes()) != *hash {
                    differences.add(&self.survey.slug, What::ContactHash { sequence });
                }
            }
        }
        Ok(())
    }
}

fn ids<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a str> {
    let ids: BTreeSet<&str> = entries.map(|entry| entry.submission_id.as_str()).collect();
    ids.into_iter().collect()
}

/// By id the highest revision that withdrew it, out of kind, id and revision.
fn withdrawals<'a>(entries: impl Iterator<Item = (&'a String, &'a String, i32)>) -> HashMap<&'a str, i32> {
    let mut withdrawals = HashMap::new();
    for (_, id, revision) in entries.filter(|(kind, ..)| *kind == WITHDRAWAL) {
        let highest = withdrawals.entry(id.as_str()).or_insert(revision);
        *highest = revision.max(*highest);
    }
    withdrawals
}

/// Columns that repeat what the bytes say. A withdrawal's bytes say less than a submission's.
fn odd_fields(slug: &str, entry: &Entry, body: &Map<String, Value>) -> Vec<&'static str> {
    let is_submission = entry.kind == SUBMISSION;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let number = |name: &str| body.get(name).and_then(Value::as_f64);
    let key = text("edit_key_sha256").map(str::to_ascii_lowercase);
    let finished_at = text("finished_at").and_then(Stamp::parse).map(|stamp| stamp.millis);
    let checks = [
        ("id", text("id") == Some(entry.submission_id.as_str())),
        ("survey", text("survey") == Some(slug)),
        ("revision", number("revision") == Some(f64::from(entry.revision))),
        ("version", !is_submission || number("version") == Some(f64::from(entry.version))),
        ("time of the finish", !is_submission || finished_at == Some(entry.finished_at)),
        ("edit key", !is_submission || key == entry.edit_key_sha256),
    ];
    checks.into_iter().filter(|(_, is_so)| !is_so).map(|(name, _)| name).collect()
}
