//! The program that serves, as the Discord side sees it: every call goes on to [`App`].

use std::sync::Arc;

use jiff::civil::Date;

use super::stand_in::Listed;
use super::{AskedInDiscord, Failure, Program, Status, Which};
use crate::answer::{Answer, Citation, Coverage};
use crate::app::{App, AppError, Ask};
use crate::article::{Article, ArticleId, Corpus};
use crate::library::Listing;
use crate::question::Filters;
use crate::time::{BadDate, parse_bound};

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

fn corpus(server: Option<u64>) -> Corpus {
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
        Ok(self.app.further_evidence(&self.question(question)?)?)
    }

    fn coverage(&self, server: Option<u64>) -> Result<Coverage, Failure> {
        Ok(self.app.coverage(corpus(server))?)
    }
}
