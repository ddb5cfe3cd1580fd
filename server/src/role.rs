//! What somebody may do; the order is the order of power.

/// A role in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Role {
    /// Watches and exports.
    Coordinator,
    /// Also designs and publishes surveys.
    Designer,
    /// Also manages people and tokens.
    Admin,
}

impl Role {
    pub fn code(self) -> &'static str {
        match self {
            Role::Coordinator => "coordinator",
            Role::Designer => "designer",
            Role::Admin => "admin",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        [Role::Coordinator, Role::Designer, Role::Admin].into_iter().find(|role| role.code() == code)
    }
}
