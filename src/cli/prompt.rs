//! The prompt at a terminal: ask, or run any command.

use std::io::{self, Write};
use std::sync::Arc;

use clap::Parser;
use rustyline::error::ReadlineError;

use super::args::{Args, Command};
use super::show::{self, Style};
use super::{DONE, Home};
use crate::app::{App, Ask, Opening};
use crate::question::Filters;

const WELCOME: &str = "Ask about tech layoffs, or give a command (/help lists them; Ctrl-D ends).";

pub(super) fn run(home: &Home<'_>) -> anyhow::Result<u8> {
    let app = Arc::new(home.open(Opening::Existing)?);
    tend(app.clone());
    println!("{}\n{WELCOME}", app.coverage(home.args.corpus())?.label());
    let mut editor = rustyline::DefaultEditor::new()?;
    loop {
        let line = match editor.readline("> ") {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(DONE),
            Err(e) => return Err(e.into()),
        };
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        // History is a convenience: a line that cannot be remembered is still answered.
        let _ = editor.add_history_entry(line);
        if let Some(command) = line.strip_prefix('/') {
            self::command(home, command);
            continue;
        }
        let ask = Ask { text: line.to_owned(), corpus: home.args.corpus(), now: home.args.today(), filters: Filters::default() };
        let mut out = io::stdout().lock();
        match app.ask(&ask) {
            Ok(answer) => show::answer(&mut out, &answer, Style::of_stdout())?,
            Err(e) => writeln!(out, "{e}")?,
        }
        writeln!(out)?;
    }
}

/// Keeps the index in step for as long as the prompt is open, which may be the only process that can: a command given here,
/// or elsewhere, may wait for that. Ends with the process; what it was doing then is done at the next start.
fn tend(app: Arc<App>) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(super::TEND);
            // The next question meets the same failure, and says it.
            let _ = app.tend();
        }
    });
}

/// Runs a command as if it had been typed at the shell, in this home.
fn command(home: &Home<'_>, line: &str) {
    let mut words = vec!["pinkslip".to_owned(), "--home".to_owned(), home.dir().display().to_string()];
    words.extend(line.split_whitespace().map(str::to_owned));
    if matches!(line.trim(), "quit" | "exit") {
        println!("Ctrl-D ends.");
        return;
    }
    match Args::try_parse_from(words) {
        Err(e) => println!("{e}"),
        Ok(args) if matches!(args.command, None | Some(Command::Serve)) => println!("Not from here; see /help."),
        Ok(args) => {
            if let Err(e) = super::dispatch(args, home.config) {
                println!("{e:#}");
            }
        }
    }
}
