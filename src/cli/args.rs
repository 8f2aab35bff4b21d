//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use super::layoffs::LayoffsArgs;
use crate::article::{ArticleId, Corpus};
use crate::layoff::{Change, FactId};
use crate::time::{Period, parse_bound};

/// Answers questions about tech layoffs with quoted, dated and linked sentences from stored articles.
///
/// Without a command: the Discord bot where DISCORD_TOKEN is set, else, at a terminal, a prompt to ask at.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "\
Exit codes: 0 done, 1 asked and found no answer, 2 wrong use or bad input, 3 failed.

Environment: DISCORD_TOKEN (the bot's token) or DISCORD_TOKEN_FILE (a file with it),
PINKSLIP_STARTER=off (leave the starter articles out), PINKSLIP_LOG (which log lines to write),
PINKSLIP_LOG_FORMAT=json. These and more can stand in pinkslip.toml; README.md lists all."
)]
pub(super) struct Args {
    /// The folder that holds data/ and index/.
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) home: PathBuf,
    /// Ask and act for this Discord server (its id); without it, for the shared corpus.
    #[arg(long, global = true, value_name = "ID")]
    server: Option<u64>,
    /// The day taken for today.
    #[arg(long, global = true, value_name = "DAY", value_parser = last_day)]
    now: Option<Date>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl Args {
    pub(super) fn corpus(&self) -> Corpus {
        self.server.map_or(Corpus::Shared, Corpus::Server)
    }

    /// The day taken for today, where one was given.
    pub(super) fn now(&self) -> Option<Date> {
        self.now
    }

    pub(super) fn today(&self) -> Date {
        self.now.unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run the Discord bot.
    Serve,
    /// Ask a question.
    Ask(AskArgs),
    /// Show the best passages for some words, without choosing an answer.
    Search(SearchArgs),
    /// Add articles by link, by file or as text, one or several.
    Add(AddArgs),
    /// Add the articles of a file (.jsonl or .json), or the rows of a list of layoffs (.csv).
    Import {
        /// The file; - reads standard input.
        file: PathBuf,
    },
    /// Show what `add` would store of a link, a saved page or a text, without storing it.
    Extract {
        /// The link, or the file (.html, .txt, .md); - reads standard input.
        #[arg(value_name = "LINK-OR-FILE")]
        what: PathBuf,
        /// The address that the page in the file is from.
        #[arg(long, value_name = "ADDRESS")]
        url: Option<String>,
        /// As JSON, with the signal that each value comes from.
        #[arg(long)]
        json: bool,
    },
    /// Write all articles, with their earlier versions, to a file that `import` reads.
    Export {
        /// The file, which must not exist; - writes to standard output.
        file: PathBuf,
    },
    /// Copy the whole library to a file, while it is in use.
    Backup {
        /// The file, which must not exist.
        file: PathBuf,
    },
    /// List, show, remove or restore articles.
    #[command(subcommand)]
    Article(ArticleCommand),
    /// Show layoffs: lists, totals, rankings, trends and charts, each with its sources.
    Layoffs(LayoffsArgs),
    /// Correct a layoff that was read wrongly, or reject it; the report itself stays as it is.
    Correct(CorrectArgs),
    /// Build the index anew from the library; answers go on meanwhile.
    ///
    /// With --server, that server's own part alone.
    Rebuild,
    /// Say what is in the library and the index.
    Status {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Look for damage in the library and the index, and say what to do.
    Doctor,
}

/// Add articles by link, by file or as text, one or several.
///
/// A link is fetched: http or https, pages and plain texts up to 10 MiB, within 20 seconds, from the public internet only.
/// A file is a saved page (.html), a text (.txt, .md; its first line is the title) or articles (.json, .jsonl). Each is
/// taken or refused by itself: what was taken is stored and can be found, what was refused is told on standard error with
/// the reason, and the exit code is then 2.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  pinkslip add https://example.com/news/layoffs
  pinkslip add saved.html memo.md more.jsonl
  pbpaste | pinkslip add - --title \"Acme cuts 300 jobs\" --source \"The Post\" --published 2026-11-02
  pinkslip --server 123456789012345678 add memo.txt")]
pub(super) struct AddArgs {
    /// Links and files; - reads a text from standard input.
    #[arg(value_name = "LINK-OR-FILE", required = true)]
    pub(super) what: Vec<String>,
    /// The title of the text or file; without it, its first line or what the page says.
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Who published it.
    #[arg(long, value_name = "NAME")]
    pub(super) source: Option<String>,
    /// The day it was published (YYYY-MM-DD).
    #[arg(long, value_name = "DAY")]
    pub(super) published: Option<String>,
    /// The address it is from, which is shown with its quotes and not opened.
    #[arg(long, value_name = "ADDRESS")]
    pub(super) url: Option<String>,
    /// Print one JSON object for each article.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct AskArgs {
    /// The question.
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    question: Vec<String>,
    /// Print the answer as JSON.
    #[arg(long, conflicts_with = "explain")]
    pub(super) json: bool,
    /// Print how the question was understood, the evidence with its features, and why it was chosen or refused.
    #[arg(long)]
    pub(super) explain: bool,
    /// Answer a file of questions, one {"id", "question"} a line, with one JSON answer a line.
    #[arg(long, value_name = "FILE")]
    pub(super) batch: Option<PathBuf>,
    #[command(flatten)]
    pub(super) filters: FilterArgs,
}

impl AskArgs {
    pub(super) fn question(&self) -> String {
        self.question.join(" ")
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct FilterArgs {
    /// Only about this company.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Not before this day, month or year.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    since: Option<Date>,
    /// Not after this day, month or year.
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    until: Option<Date>,
    /// Only from this publisher.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

impl FilterArgs {
    pub(super) fn filters(&self) -> crate::question::Filters {
        crate::question::Filters {
            company: self.company.clone(),
            since: self.since,
            until: self.until,
            source: self.source.clone(),
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct SearchArgs {
    /// The words.
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    words: Vec<String>,
    /// Print one JSON object a hit.
    #[arg(long)]
    pub(super) json: bool,
    /// How many hits.
    #[arg(short, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(super) k: u16,
    /// Search for a file of queries, one {"id", "query"} a line, with one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub(super) batch: Option<PathBuf>,
}

impl SearchArgs {
    pub(super) fn words(&self) -> String {
        self.words.join(" ")
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct CorrectArgs {
    /// Its id, as `layoffs --json` shows it.
    pub(super) id: FactId,
    /// It is no layoff, or its report does not tell of it: it is left out of every answer.
    #[arg(long, conflicts_with_all = ["company", "count", "percent", "date"])]
    pub(super) reject: bool,
    /// The company whose people go.
    #[arg(long)]
    pub(super) company: Option<String>,
    /// How many people; "none" if the report does not say.
    #[arg(long, value_name = "NUMBER", value_parser = changed::<u64>)]
    pub(super) count: Option<Change<u64>>,
    /// The share of the staff in percent; "none" if the report does not say.
    #[arg(long, value_name = "NUMBER", value_parser = changed::<f64>)]
    pub(super) percent: Option<Change<f64>>,
    /// The day or the month; "none" if the report does not say.
    #[arg(long, value_name = "DATE", value_parser = changed_date)]
    pub(super) date: Option<Change<Period>>,
    /// Why, for everybody who sees the correction.
    #[arg(long, default_value = "", required_unless_present = "undo", hide_default_value = true)]
    pub(super) note: String,
    /// Take the correction back.
    #[arg(long, conflicts_with_all = ["reject", "company", "count", "percent", "date", "note"])]
    pub(super) undo: bool,
}

fn changed<T: std::str::FromStr>(text: &str) -> Result<Change<T>, String> {
    if text == "none" {
        return Ok(Change::Nothing);
    }
    let number = text.trim_end_matches('%').parse();
    number.map(Change::To).map_err(|_| format!("'{text}' is no number; \"none\" takes it away"))
}

fn changed_date(text: &str) -> Result<Change<Period>, String> {
    if text == "none" {
        return Ok(Change::Nothing);
    }
    let period = Period { start: first_day(text)?, end: last_day(text)? };
    let month = period.start.year() == period.end.year() && period.start.month() == period.end.month();
    if month { Ok(Change::To(period)) } else { Err("give a day or a month, like 2024-03-05 or 2024-03".to_owned()) }
}

#[derive(Debug, Subcommand)]
pub(super) enum ArticleCommand {
    /// List articles, the last stored first.
    List {
        /// Only those with this in title, publisher or address.
        containing: Option<String>,
        /// How many.
        #[arg(short, default_value_t = 20)]
        n: usize,
    },
    /// Show one article whole.
    Show {
        /// Its id, as `article list` shows it.
        id: ArticleId,
    },
    /// Remove one article.
    Remove {
        /// Its id, as `article list` shows it.
        id: ArticleId,
    },
    /// Bring back an article that was removed; without an id, list those that can be.
    Restore {
        /// Its id.
        id: Option<ArticleId>,
    },
}

pub(super) fn first_day(text: &str) -> Result<Date, String> {
    parse_bound(text, false).map_err(|e| e.to_string())
}

pub(super) fn last_day(text: &str) -> Result<Date, String> {
    parse_bound(text, true).map_err(|e| e.to_string())
}
