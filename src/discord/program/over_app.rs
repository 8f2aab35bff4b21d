//! The program that serves, as the Discord side sees it: every call goes on to [`App`].

use std::sync::Arc;

use jiff::civil::Date;

use super::layoffs::{self, Layoffs, ProofPage};
use super::{Answered, AskedInDiscord, AskedLayoffs, Failure, Program, Status, Which};
use crate::answer::{Answer, Citation, Coverage};
use crate::app::{Adding, Additions, App, AppError, Ask, Correcting, Listed, Progress};
use crate::article::{Article, ArticleId, Corpus};
use crate::layoff::tally::{self, Field};
use crate::layoff::{Fact, FactId};
use crate::library::{Decided, Decision, Entry, Listing, NewSuggestion, Posted, ServerSettings, Suggestion};
use crate::question::Filters;
use crate::time::{BadDate, parse_bound};

/// As many changes that wait to be indexed are looked through.
const WAITING: usize = 10_000;

/// The setting that holds up to which change posted answers have been edited.
const EDITED_UP_TO: &str = "discord_edited_up_to";

/// The program that serves.
pub struct OverApp {
    app: Arc<App>,
    /// The day taken for today, where the operator set one.
    today: Option<Date>,
}

impl OverApp {
    /// Over this home. `today` is the day taken for today; the clock's without one.
    pub fn new(app: Arc<App>, today: Option<Date>) -> Self {
        OverApp { app, today }
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }

    fn question(&self, asked: AskedInDiscord) -> Result<Ask, Failure> {
        let filters = Filters {
            company: asked.company,
            since: asked.since.as_deref().map(|day| parse_bound(day, false)).transpose()?,
            until: asked.until.as_deref().map(|day| parse_bound(day, true)).transpose()?,
            source: asked.source,
        };
        Ok(Ask { text: asked.text, corpus: corpus(asked.guild), now: self.today(), filters })
    }
}

pub(super) fn corpus(server: Option<u64>) -> Corpus {
    server.map_or(Corpus::Shared, Corpus::Server)
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::User(words) => Failure::User(words),
            other => Failure::Internal(Box::new(other)),
        }
    }
}

impl From<BadDate> for Failure {
    fn from(error: BadDate) -> Self {
        Failure::User(error.to_string())
    }
}

impl Program for OverApp {
    fn ask(&self, question: AskedInDiscord) -> Result<Answer, Failure> {
        Ok(self.app.ask(&self.question(question)?)?)
    }

    fn evidence(&self, question: AskedInDiscord) -> Result<Vec<Citation>, Failure> {
        Ok(self.app.ask_further(&self.question(question)?)?.1)
    }

    // One reading of the articles gives both.
    fn answer(&self, question: AskedInDiscord) -> Result<Answered, Failure> {
        let (answer, further) = self.app.ask_further(&self.question(question)?)?;
        Ok(Answered { answer, more: !further.is_empty() })
    }

    fn layoffs(&self, asked: AskedLayoffs) -> Result<Layoffs, Failure> {
        layoffs::table(&self.app, &asked)
    }

    fn proof(&self, asked: AskedLayoffs, page: usize) -> Result<Option<ProofPage>, Failure> {
        layoffs::proof(&self.app, &asked, page)
    }

    fn fact(&self, server: u64, id: FactId) -> Result<Option<Fact>, Failure> {
        Ok(layoffs::fact(&self.app, Corpus::Server(server), id)?)
    }

    fn correct(&self, server: u64, id: FactId, correcting: Correcting) -> Result<Fact, Failure> {
        Ok(self.app.correct_fact(Corpus::Server(server), id, correcting)?)
    }

    fn uncorrect(&self, server: u64, id: FactId) -> Result<bool, Failure> {
        Ok(self.app.uncorrect_fact(Corpus::Server(server), id)?)
    }

    fn note_posted(&self, posted: &Posted, shows: &[ArticleId]) -> Result<(), Failure> {
        Ok(self.app.note_posted(posted, shows)?)
    }

    fn forget_posted(&self, channel: u64, message: u64) -> Result<(), Failure> {
        Ok(self.app.forget_posted(channel, message)?)
    }

    fn outdated(&self, seq: Option<u64>) -> Result<(Vec<Posted>, u64), Failure> {
        let library = self.app.library();
        let stored = library.setting(EDITED_UP_TO).map_err(AppError::from)?.and_then(|seq| seq.parse().ok());
        if let Some(seq) = seq.filter(|seq| stored != Some(*seq)) {
            library.set_setting(EDITED_UP_TO, Some(&seq.to_string())).map_err(AppError::from)?;
        }
        // The number that is too large asks for none.
        Ok(self.app.posted_outdated_since(seq.or(stored).unwrap_or(u64::MAX))?)
    }

    fn coverage(&self, server: Option<u64>) -> Result<Coverage, Failure> {
        Ok(self.app.coverage(corpus(server))?)
    }

    fn articles(&self, server: Option<u64>, which: Which<'_>) -> Result<Listed, Failure> {
        Ok(self.app.articles(corpus(server), which.containing, which.offset, which.limit)?)
    }

    fn own(&self, server: u64, which: Which<'_>) -> Result<Listed, Failure> {
        let own = [Corpus::Server(server)];
        let Which { containing, offset, limit } = which;
        let library = self.app.library();
        let entries = library.list(&own, Listing { containing, offset, limit }).map_err(AppError::from)?;
        Ok(Listed { entries, total: library.count(&own, containing).map_err(AppError::from)? })
    }

    fn removed(&self, server: u64, containing: Option<&str>, limit: usize) -> Result<Vec<Entry>, Failure> {
        Ok(self.app.removed(Corpus::Server(server), containing, limit)?)
    }

    fn article(&self, server: Option<u64>, id: ArticleId) -> Result<Option<Article>, Failure> {
        Ok(self.app.article(corpus(server), id)?)
    }

    fn companies(&self, server: Option<u64>, starting: &str, limit: usize) -> Result<Vec<String>, Failure> {
        Ok(self.app.companies(corpus(server), starting, limit)?)
    }

    fn values(&self, server: Option<u64>, field: Field, starting: &str, limit: usize) -> Result<Vec<String>, Failure> {
        Ok(tally::values(self.app.events(corpus(server))?.all(), field, starting, limit))
    }

    fn sources(&self, server: Option<u64>, starting: &str, limit: usize) -> Result<Vec<String>, Failure> {
        Ok(self.app.sources(corpus(server), starting, limit)?)
    }

    fn add(&self, server: u64, what: Adding) -> Result<Additions, Failure> {
        Ok(self.app.add(Corpus::Server(server), what, self.today())?)
    }

    fn remove(&self, server: u64, id: ArticleId) -> Result<bool, Failure> {
        Ok(self.app.remove(Corpus::Server(server), id)?)
    }

    fn restore(&self, server: u64, id: ArticleId) -> Result<bool, Failure> {
        Ok(self.app.restore(Corpus::Server(server), id)?)
    }

    fn rebuild(&self, server: u64, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<(), Failure> {
        let rebuilt = self.app.rebuild_corpus(Corpus::Server(server), &Progress::to(progress));
        // What the operator is told of a failed rebuild is not for Discord.
        rebuilt.map_err(|error| Failure::Internal(Box::new(error)))
    }

    fn status(&self, server: u64) -> Result<Status, Failure> {
        let own = Corpus::Server(server);
        let (sizes, applied) = self.app.index_sizes();
        let library = self.app.library();
        let articles = library.coverage(&[own]).map_err(AppError::from)?.articles;
        let passages = sizes.iter().find(|(corpus, _)| *corpus == own).map_or(0, |(_, passages)| *passages);
        // What other servers write is not told, not even that there is something to index.
        let waiting = library.changes_since(applied, WAITING).map_err(AppError::from)?;
        let up_to_date = !waiting.iter().any(|change| own.visible().contains(&change.corpus));
        Ok(Status { articles, passages, up_to_date })
    }

    fn suggest(&self, server: u64, new: NewSuggestion) -> Result<Suggestion, Failure> {
        Ok(self.app.suggest(server, new)?)
    }

    fn suggestion(&self, server: u64, id: u64) -> Result<Option<Suggestion>, Failure> {
        Ok(self.app.suggestion(server, id)?)
    }

    fn decide(&self, server: u64, id: u64, decision: Decision, by: u64) -> Result<Decided, Failure> {
        Ok(self.app.decide(server, id, decision, by)?)
    }

    fn settings(&self, server: u64) -> Result<ServerSettings, Failure> {
        Ok(self.app.server_settings(server)?)
    }

    fn set_settings(&self, server: u64, settings: &ServerSettings) -> Result<(), Failure> {
        Ok(self.app.set_server_settings(server, settings)?)
    }
}
