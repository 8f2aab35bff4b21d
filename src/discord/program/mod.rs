//! What the Discord side needs of the program, and how it fails.
//!
//! [`Program`] is the seam: everything in it blocks and is called on a thread for that. [`OverApp`] is the one that
//! serves; tests put their own in its place, to be slow or to fail. Knows no Discord: servers and users are numbers.

mod asked_layoffs;
mod layoffs;
mod over_app;

pub use asked_layoffs::{AskedLayoffs, MOST_ROWS, Table};
pub use layoffs::{Corrected, Layoffs, LayoffsRow, ProofPage, ProofReport};
pub use over_app::OverApp;

use crate::answer::{Answer, Citation, Coverage};
use crate::app::{Adding, Additions, Correcting, Listed};
use crate::article::{Article, ArticleId};
use crate::layoff::tally::Field;
use crate::layoff::{Fact, FactId};
use crate::library::Entry;
use crate::library::{Decided, Decision, NewSuggestion, Posted, ServerSettings, Suggestion};

/// What the Discord side needs of the program. `server` is the server whose own articles are meant; `None`, in direct
/// messages, leaves the shared ones.
///
/// What a stand-in does not bring is answered as a failure, so that a test only writes what it is about.
pub trait Program: Send + Sync + 'static {
    /// Answers in at most some tens of milliseconds.
    ///
    /// # Errors
    /// [`Failure::User`] where the question cannot be understood as it is, [`Failure::Internal`] where answering failed.
    /// That there is no answer is no failure: then [`Answer::abstained`] is set.
    fn ask(&self, question: AskedInDiscord) -> Result<Answer, Failure>;

    /// Further evidence for a question, best first: what its answer does not cite. Numbered on from there.
    ///
    /// # Errors
    /// As [`Program::ask`].
    fn evidence(&self, question: AskedInDiscord) -> Result<Vec<Citation>, Failure> {
        drop(question);
        Ok(Vec::new())
    }

    /// Answers, and says whether there is further evidence.
    ///
    /// # Errors
    /// As [`Program::ask`].
    fn answer(&self, question: AskedInDiscord) -> Result<Answered, Failure> {
        let answer = self.ask(question.clone())?;
        let more = !answer.abstained && !self.evidence(question)?.is_empty();
        Ok(Answered { answer, more })
    }

    /// A table of layoffs, with its total and its chart.
    ///
    /// # Errors
    /// When the library cannot be read, or the chart not drawn. That nothing was found is no failure.
    fn layoffs(&self, asked: AskedLayoffs) -> Result<Layoffs, Failure> {
        absent(asked)
    }

    /// A page of the proof of such a table's rows; none where there is nothing to prove any more.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn proof(&self, asked: AskedLayoffs, page: usize) -> Result<Option<ProofPage>, Failure> {
        absent((asked, page))
    }

    /// A layoff as a report tells it, if somebody in the server may see it; also one that was rejected.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn fact(&self, server: u64, id: FactId) -> Result<Option<Fact>, Failure> {
        absent((server, id))
    }

    /// Corrects it for this server, and gives it as it is then.
    ///
    /// # Errors
    /// [`Failure::User`] where it is not there, or the correction is none; otherwise when the library cannot be written.
    fn correct(&self, server: u64, id: FactId, correcting: Correcting) -> Result<Fact, Failure> {
        absent((server, id, correcting.reject))
    }

    /// Takes back what this server corrected; false where there was nothing.
    ///
    /// # Errors
    /// When the library cannot be written.
    fn uncorrect(&self, server: u64, id: FactId) -> Result<bool, Failure> {
        absent((server, id))
    }

    /// Remembers a message that shows these articles and rows of lists.
    ///
    /// # Errors
    /// When the library cannot be written.
    fn note_posted(&self, posted: &Posted, shows: &[ArticleId]) -> Result<(), Failure> {
        absent((posted.message, shows.len()))
    }

    /// Forgets a message that cannot be edited any more.
    ///
    /// # Errors
    /// When the library cannot be written.
    fn forget_posted(&self, channel: u64, message: u64) -> Result<(), Failure> {
        absent((channel, message))
    }

    /// The messages that show what was corrected, changed or removed after this number, and the number to give next time:
    /// by then all of these have been edited. Without a number it goes on where the last bot over this home stopped.
    ///
    /// # Errors
    /// When the library cannot be used.
    fn outdated(&self, seq: Option<u64>) -> Result<(Vec<Posted>, u64), Failure> {
        Ok((Vec::new(), seq.unwrap_or_default()))
    }

    /// How much somebody there may see.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn coverage(&self, server: Option<u64>) -> Result<Coverage, Failure> {
        absent(server)
    }

    /// The articles that somebody there may see, the last stored first.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn articles(&self, server: Option<u64>, which: Which<'_>) -> Result<Listed, Failure> {
        absent((server, which))
    }

    /// The server's own articles alone.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn own(&self, server: u64, which: Which<'_>) -> Result<Listed, Failure> {
        absent((server, which))
    }

    /// What was removed from the server's own articles.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn removed(&self, server: u64, containing: Option<&str>, limit: usize) -> Result<Vec<Entry>, Failure> {
        absent((server, containing, limit))
    }

    /// An article, if somebody there may see it.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn article(&self, server: Option<u64>, id: ArticleId) -> Result<Option<Article>, Failure> {
        absent((server, id))
    }

    /// Names of companies that begin so.
    ///
    /// # Errors
    /// When library or index cannot be read.
    fn companies(&self, server: Option<u64>, starting: &str, limit: usize) -> Result<Vec<String>, Failure> {
        absent((server, starting, limit))
    }

    /// What layoffs there have in a field, most often first: values with a word that begins so.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn values(&self, server: Option<u64>, field: Field, starting: &str, limit: usize) -> Result<Vec<String>, Failure> {
        absent((server, field, starting, limit))
    }

    /// Publishers whose names begin so.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn sources(&self, server: Option<u64>, starting: &str, limit: usize) -> Result<Vec<String>, Failure> {
        absent((server, starting, limit))
    }

    /// Adds to the server's own articles; they are stored and can be found when it returns. A link may take half a
    /// minute.
    ///
    /// # Errors
    /// When library or index cannot be written. What cannot be added is no failure: it stands in
    /// [`Additions::refused`].
    fn add(&self, server: u64, what: Adding) -> Result<Additions, Failure> {
        absent((server, matches!(what, Adding::Link(_))))
    }

    /// Removes one of the server's own articles; false where there is none.
    ///
    /// # Errors
    /// When library or index cannot be written.
    fn remove(&self, server: u64, id: ArticleId) -> Result<bool, Failure> {
        absent((server, id))
    }

    /// Brings one back; false where there is none to bring back.
    ///
    /// # Errors
    /// When library or index cannot be written.
    fn restore(&self, server: u64, id: ArticleId) -> Result<bool, Failure> {
        absent((server, id))
    }

    /// Builds the index of the server's own articles anew; `progress` hears how many of how many are done.
    ///
    /// # Errors
    /// When it cannot be built; the old one then stays in service.
    fn rebuild(&self, server: u64, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<(), Failure> {
        progress(0, 0);
        absent(server)
    }

    /// How the server's own articles stand in the index.
    ///
    /// # Errors
    /// When library or index cannot be read.
    fn status(&self, server: u64) -> Result<Status, Failure> {
        absent(server)
    }

    /// Keeps a suggestion for the curators.
    ///
    /// # Errors
    /// [`Failure::User`] where it is none; otherwise when the library cannot be written.
    fn suggest(&self, server: u64, new: NewSuggestion) -> Result<Suggestion, Failure> {
        absent((server, new.link.len()))
    }

    /// A suggestion made in this server.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn suggestion(&self, server: u64, id: u64) -> Result<Option<Suggestion>, Failure> {
        absent((server, id))
    }

    /// Decides on a suggestion, unless somebody has: the first decision stands.
    ///
    /// # Errors
    /// [`Failure::User`] where this server has no such suggestion; otherwise when the library cannot be written.
    fn decide(&self, server: u64, id: u64, decision: Decision, by: u64) -> Result<Decided, Failure> {
        absent((server, id, matches!(decision, Decision::Accept), by))
    }

    /// Who curates and where suggestions go.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn settings(&self, server: u64) -> Result<ServerSettings, Failure> {
        let _ = server;
        Ok(ServerSettings::default())
    }

    /// Sets who curates and where suggestions go.
    ///
    /// # Errors
    /// When the library cannot be written.
    fn set_settings(&self, server: u64, settings: &ServerSettings) -> Result<(), Failure> {
        absent((server, settings.curator_role))
    }
}

fn absent<T>(_: impl Sized) -> Result<T, Failure> {
    Err(Failure::Internal("this program does not do that".into()))
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Which<'a> {
    /// Only those with this in title, publisher or address.
    pub containing: Option<&'a str>,
    /// How many to skip.
    pub offset: usize,
    /// How many to give at the most.
    pub limit: usize,
}

/// How a server's own articles stand in the index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Status {
    /// The server's own articles.
    pub articles: u64,
    /// Their passages in the index.
    pub passages: u64,
    /// Whether everything stored can be found.
    pub up_to_date: bool,
}

/// An answer, with what else there is.
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// Whether there is evidence beyond what it cites.
    pub more: bool,
}

/// A question as it came from Discord.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedInDiscord {
    /// The question, as typed; not empty.
    pub text: String,
    /// The server whose corpus is searched beside the shared one; none in direct messages and for people who use the
    /// bot in a server that it was not added to.
    pub guild: Option<u64>,
    /// Only about this company.
    pub company: Option<String>,
    /// Only from then on, as typed.
    pub since: Option<String>,
    /// Only up to then, as typed.
    pub until: Option<String>,
    /// Only from this publisher.
    pub source: Option<String>,
}

/// Why something asked for was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something the user can put right; shown to them as it is.
    #[error("{0}")]
    User(String),
    /// Anything else: logged with a short reference, of which the user gets the reference alone. An `anyhow::Error`
    /// becomes one by `.into()`.
    #[error("{0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}
