//! One line of the outbox: a draft or a finished survey, as it is drawn.

use crate::words;
/// Where an entry stands; what needs somebody comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    NeedsYou,
    Waiting,
    NotFinished,
    Sent,
}

/// The states of the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pill {
    Offline,
    Queued,
    Saved,
    Sent,
    Refused,
    Conflict,
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: String,
    pub survey: String,
    pub group: Group,
    pub title: String,
    pub pill: Pill,
    pub progress: Option<String>,
    /// When, and which number on this phone.
    pub facts: String,
    pub lines: Vec<String>,
    /// Refused at a question, so that another answer helps.
    pub can_mend: bool,
}

impl Group {
    pub const ALL: [Group; 4] = [Group::NeedsYou, Group::Waiting, Group::NotFinished, Group::Sent];

    pub fn title(self) -> &'static str {
        match self {
            Group::NeedsYou => words::group_needs_you(),
            Group::Waiting => words::group_waiting(),
            Group::NotFinished => words::group_not_finished(),
            Group::Sent => words::pill_sent(),
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Group::NeedsYou => "needs-you",
            Group::Waiting => "waiting",
            Group::NotFinished => "not-finished",
            Group::Sent => "sent",
        }
    }
}

impl Pill {
    pub fn state(self) -> &'static str {
        match self {
            Pill::Offline => "offline",
            Pill::Queued => "queued",
            Pill::Saved => "saved",
            Pill::Sent | Pill::Conflict | Pill::Withdrawn => "sent",
            Pill::Refused => "refused",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Pill::Offline => words::pill_offline(),
            Pill::Queued => words::entry_queued(),
            Pill::Saved => words::pill_saved(),
            Pill::Sent => words::pill_sent(),
            Pill::Refused => words::pill_refused(),
            Pill::Conflict => words::entry_conflict(),
            Pill::Withdrawn => words::entry_withdrawn(),
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Pill::Offline => "#i-no-signal",
            Pill::Queued => "#i-clock",
            Pill::Saved => "#i-check",
            Pill::Sent | Pill::Conflict | Pill::Withdrawn => "#i-sent",
            Pill::Refused => "#i-alert",
        }
    }
}

impl Entry {
    /// The page of the survey, with what it is to open.
    pub fn link(&self, what: &str) -> String {
        ["/s/", &self.survey, "#", what, "=", &self.id].concat()
    }
}
