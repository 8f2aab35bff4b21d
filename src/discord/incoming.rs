//! Who did something and where: the same of commands, buttons and forms.

use ::serenity::all as serenity;
use serenity::AuthorizingIntegrationOwner::GuildInstall;
use serenity::Permissions;

/// A use of a command, a button or a form.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The interaction's id.
    pub id: u64,
    /// The bot's application.
    pub application: u64,
    /// With it the interaction is answered; never logged.
    pub token: String,
    /// The server, if the bot was added to it: see [`installed`].
    pub server: Option<u64>,
    /// Whether it happens in a server at all.
    pub in_a_server: bool,
    /// Who.
    pub user: u64,
    /// What they may do there.
    pub permissions: Permissions,
    /// Their roles.
    pub roles: Vec<u64>,
    /// Whether the bot may show embeds there.
    pub embeds: bool,
    /// Whether it may attach files there.
    pub files: bool,
}

impl Incoming {
    /// May they change the server's settings?
    pub fn manages(&self) -> bool {
        self.permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
    }

    /// Are they a curator, where this role makes one?
    pub fn curates(&self, role: Option<u64>) -> bool {
        self.manages() || role.is_some_and(|role| self.roles.contains(&role))
    }
}

/// serenity has a type of its own for each kind of interaction; what is needed here has the same names in all.
macro_rules! incoming {
    ($it:ident, $member:expr, $server:expr) => {
        Incoming {
            id: $it.id.get(),
            application: $it.application_id.get(),
            token: $it.token.clone(),
            server: $server,
            in_a_server: $it.guild_id.is_some(),
            user: $it.user.id.get(),
            permissions: permissions($member),
            roles: roles($member),
            embeds: allowed($it.app_permissions, Permissions::EMBED_LINKS),
            files: allowed($it.app_permissions, Permissions::ATTACH_FILES),
        }
    };
}

impl From<&serenity::CommandInteraction> for Incoming {
    fn from(it: &serenity::CommandInteraction) -> Self {
        incoming!(it, it.member.as_deref(), installed(it.guild_id, &it.authorizing_integration_owners))
    }
}

impl From<&serenity::ComponentInteraction> for Incoming {
    fn from(it: &serenity::ComponentInteraction) -> Self {
        incoming!(it, it.member.as_ref(), installed(it.guild_id, &it.authorizing_integration_owners))
    }
}

impl Incoming {
    /// Of a form. serenity does not read who installed the bot for these; `opened_for` is the server for which the form
    /// was opened, after that was looked at.
    pub fn of_form(it: &serenity::ModalInteraction, opened_for: Option<u64>) -> Self {
        let here = it.guild_id.map(serenity::GuildId::get).filter(|here| opened_for == Some(*here));
        incoming!(it, it.member.as_ref(), here)
    }
}

/// The server whose corpus may be used: the one where it happens, if the bot was added to that server. Somebody who added
/// the bot for themselves alone brings it along into servers whose articles are not theirs to see.
fn installed(guild: Option<serenity::GuildId>, owners: &serenity::AuthorizingIntegrationOwners) -> Option<u64> {
    let here = guild?;
    owners.0.iter().any(|owner| matches!(owner, GuildInstall(Some(there)) if *there == here)).then_some(here.get())
}

fn permissions(member: Option<&serenity::Member>) -> Permissions {
    member.and_then(|member| member.permissions).unwrap_or_default()
}

fn roles(member: Option<&serenity::Member>) -> Vec<u64> {
    member.map(|member| member.roles.iter().map(|role| role.get()).collect()).unwrap_or_default()
}

/// Whether the bot may do this there. Where nothing is said, as in direct messages of old, it may.
fn allowed(ours: Option<Permissions>, what: Permissions) -> bool {
    ours.is_none_or(|ours| ours.intersects(what | Permissions::ADMINISTRATOR))
}
