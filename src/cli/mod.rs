//! The command line: one file a command. It parses and prints, and never decides.

mod add;
mod args;
mod articles;
mod ask;
mod correct;
mod extract;
mod layoffs;
mod prompt;
mod search;
mod serve;
mod show;
mod upkeep;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Parser;

use crate::app::{App, AppError, Opening};
use crate::config::Config;
use crate::ingest::BadLine;
use crate::ingest::fetch::FetchSettings;
use crate::library::LibraryError;
use args::{Args, Command};

/// How often a process that stays brings the index up to date with what others wrote.
const TEND: Duration = Duration::from_millis(400);

/// Done.
const DONE: u8 = 0;
/// Asked, and found no answer.
const NO_ANSWER: u8 = 1;
/// Wrong use or bad input.
const WRONG_USE: u8 = 2;
/// Failed.
const FAILED: u8 = 3;

/// Runs the command line and gives its exit code. Data goes to standard output, all else to standard error.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let code = Config::load(&args.home, |name| std::env::var(name).ok())
        .map_err(anyhow::Error::from)
        .and_then(|config| dispatch(args, &config));
    match code {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            eprintln!("pinkslip: {error:#}");
            ExitCode::from(exit_code(&error))
        }
    }
}

fn dispatch(args: Args, config: &Config) -> anyhow::Result<u8> {
    let home = Home { args: &args, config };
    match args.command.as_ref() {
        None if config.token.is_some() => serve::run(&home),
        None if std::io::stdin().is_terminal() => prompt::run(&home),
        None => {
            Err(WrongUse("nothing to do: give a command (see --help), or set DISCORD_TOKEN to run the bot".to_owned()).into())
        }
        Some(Command::Serve) => serve::run(&home),
        Some(Command::Ask(ask)) => ask::run(&home, ask),
        Some(Command::Search(search)) => search::run(&home, search),
        Some(Command::Add(add)) => add::run(&home, add),
        Some(Command::Import { file }) => articles::import(&home, file),
        Some(Command::Extract { what, url, json }) => extract::run(&home, what, url.as_deref(), *json),
        Some(Command::Export { file }) => articles::export(&home, file),
        Some(Command::Backup { file }) => upkeep::backup(&home, file),
        Some(Command::Article(article)) => articles::run(&home, article),
        Some(Command::Layoffs(layoffs)) => layoffs::run(&home, layoffs),
        Some(Command::Correct(correct)) => correct::run(&home, correct),
        Some(Command::Rebuild) => upkeep::rebuild(&home),
        Some(Command::Status { json }) => upkeep::status(&home, *json),
        Some(Command::Doctor) => upkeep::doctor(&home),
    }
}

/// What every command knows.
struct Home<'a> {
    args: &'a Args,
    config: &'a Config,
}

impl Home<'_> {
    fn dir(&self) -> &Path {
        &self.args.home
    }

    /// Opens the home, telling on standard error what takes time.
    fn open(&self, opening: Opening) -> anyhow::Result<App> {
        Ok(App::open(self.dir(), opening, self.config.starter, &|line| eprintln!("{line}"))?.fetching(self.fetching()))
    }

    /// How links are fetched.
    fn fetching(&self) -> FetchSettings {
        FetchSettings { allow: self.config.fetch_allow.clone(), ..FetchSettings::default() }
    }
}

/// The command was given something that it cannot work with.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUse(String);

fn exit_code(error: &anyhow::Error) -> u8 {
    let wrong_use = error.chain().any(|cause| {
        cause.is::<WrongUse>()
            || cause.is::<BadLine>()
            || matches!(cause.downcast_ref(), Some(AppError::User(_)))
            || matches!(cause.downcast_ref(), Some(AppError::Library(LibraryError::Missing(_) | LibraryError::Exists(_))))
            || matches!(cause.downcast_ref(), Some(LibraryError::Missing(_) | LibraryError::Exists(_)))
            || cause.is::<crate::config::ConfigError>()
            || matches!(cause.downcast_ref(), Some(crate::discord::ServeError::Token))
    });
    if wrong_use { WRONG_USE } else { FAILED }
}

/// Whoever read the output has read enough (`pinkslip … | head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|c| c.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Opens a file that the person named.
fn open_file(path: &Path) -> anyhow::Result<std::io::BufReader<std::fs::File>> {
    let file = std::fs::File::open(path).map_err(|e| WrongUse(format!("cannot read {}: {e}", path.display())))?;
    if file.metadata().with_context(|| path.display().to_string())?.is_dir() {
        return Err(WrongUse(format!("{} is a folder, not a file", path.display())).into());
    }
    Ok(std::io::BufReader::with_capacity(1 << 20, file))
}
