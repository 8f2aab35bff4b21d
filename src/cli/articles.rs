//! `pinkslip import`, `export` and `article`: many at once, and one by one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::ArticleCommand;
use super::{DONE, Home, NO_ANSWER, WRONG_USE, WrongUse, open_file};
use crate::app::{App, Note, Opening, Progress};
use crate::ingest::{export, list};
use crate::library::{Entry, Listing};

/// Notes about single lines that are printed; the rest are counted.
const NOTES: usize = 100;

pub(super) fn import(home: &Home<'_>, file: &Path) -> anyhow::Result<u8> {
    // A file that cannot be read must not leave an empty library behind.
    let mut reader: Box<dyn BufRead> =
        if file.as_os_str() == "-" { Box::new(BufReader::new(io::stdin())) } else { Box::new(open_file(file)?) };
    if is_list(file, reader.fill_buf().map_err(|e| WrongUse(format!("cannot read {}: {e}", file.display())))?) {
        return import_list(home, file, reader);
    }
    let app = home.open(Opening::Create)?;
    let bar = bar("articles stored");
    let mut notes = 0;
    let mut note = |what: &str, note: Note| {
        notes += 1;
        if notes <= NOTES {
            let line = match note {
                Note::Refused(why) => format!("{what}: refused, {why}"),
                Note::Warning(why) => format!("{what}: {why}"),
            };
            bar.suspend(|| eprintln!("{line}"));
        }
    };
    // A program that reads along is told what it need not send again, whatever happens next.
    let mut stored = |entries: u64| if bar.is_hidden() { eprintln!("stored {entries}") } else { bar.set_position(entries) };
    let imported = app.import(home.args.corpus(), &mut reader, home.args.today(), &mut note, &mut stored)?;
    bar.finish_and_clear();
    if notes > NOTES {
        eprintln!("…and {} more lines like these", notes - NOTES);
    }
    index(&app)?;
    let done = [
        (imported.new, "new"),
        (imported.changed, "changed"),
        (imported.same, "the same"),
        (imported.kept, "kept as held"),
        (imported.refused, "refused"),
    ];
    let parts: Vec<String> =
        done.iter().filter(|(n, what)| *n > 0 || *what == "new").map(|(n, what)| format!("{n} {what}")).collect();
    eprintln!("{}", parts.join(", "));
    Ok(if imported.refused > 0 { WRONG_USE } else { DONE })
}

/// Whether a file is a list of layoffs, by its name or, where that says nothing, by its beginning.
fn is_list(file: &Path, beginning: &[u8]) -> bool {
    match file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv" | "tsv") => true,
        Some("json" | "jsonl") => false,
        _ => list::is_list(beginning),
    }
}

fn import_list(home: &Home<'_>, file: &Path, reader: Box<dyn BufRead>) -> anyhow::Result<u8> {
    let name = file.file_name().map_or_else(|| "list".to_owned(), |name| name.to_string_lossy().into_owned());
    let name = if name == "-" { "list".to_owned() } else { name };
    let app = home.open(Opening::Create)?;
    let bar = bar("rows stored");
    let mut notes = 0;
    let mut note = |what: &str, note: Note| {
        notes += 1;
        let said = match note {
            Note::Refused(why) => format!("{what}: refused, {why}"),
            Note::Warning(why) => format!("{what}: {why}"),
        };
        if notes <= NOTES {
            bar.suspend(|| eprintln!("{said}"));
        }
    };
    let mut stored = |rows: u64| if bar.is_hidden() { eprintln!("stored {rows}") } else { bar.set_position(rows) };
    let imported = app.import_list(home.args.corpus(), &name, reader, home.args.today(), &mut note, &mut stored)?;
    bar.finish_and_clear();
    if notes > NOTES {
        eprintln!("…and {} more lines like these", notes - NOTES);
    }
    let done = [(imported.new, "new"), (imported.changed, "changed"), (imported.same, "the same"), (imported.refused, "refused")];
    let parts: Vec<String> =
        done.iter().filter(|(n, what)| *n > 0 || *what == "new").map(|(n, what)| format!("{n} {what}")).collect();
    eprintln!("Rows: {}", parts.join(", "));
    if imported.missing > 0 {
        eprintln!("{} rows imported earlier are not in this list: they stay", imported.missing);
    }
    Ok(if imported.refused > 0 { WRONG_USE } else { DONE })
}

/// Indexes what was stored, showing how far it is.
fn index(app: &App) -> anyhow::Result<()> {
    let bar = bar("articles indexed");
    app.catch_up(&Progress::to(&|done, _| bar.set_position(done)))?;
    bar.finish_and_clear();
    Ok(())
}

/// A counter on standard error, where that is a terminal.
pub(super) fn bar(what: &'static str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::no_length().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} {msg} ({per_sec}, {elapsed})") {
        bar.set_style(style);
    }
    bar
}

pub(super) fn export(home: &Home<'_>, file: &Path) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    if file.as_os_str() == "-" {
        write_all(home, &app, &mut BufWriter::new(io::stdout().lock()))?;
        return Ok(DONE);
    }
    let named = || file.display().to_string();
    if file.exists() {
        return Err(WrongUse(format!("{} exists already: choose another name, or move it away", named())).into());
    }
    // Written under another name first: an export that was interrupted must not pass for a whole one.
    let temporary = file.with_extension("part");
    let mut out =
        BufWriter::new(File::create(&temporary).map_err(|e| WrongUse(format!("cannot write {}: {e}", temporary.display())))?);
    let count = write_all(home, &app, &mut out).with_context(named)?;
    out.into_inner().map_err(|e| e.into_error()).with_context(named)?.sync_all().with_context(named)?;
    std::fs::rename(&temporary, file).with_context(named)?;
    eprintln!("{count} articles written to {}", named());
    Ok(DONE)
}

fn write_all(home: &Home<'_>, app: &App, out: &mut impl Write) -> anyhow::Result<u64> {
    let mut count = 0;
    let library = app.library();
    // One corpus: an operator who moves a server asks for that server.
    let corpus = home.args.corpus();
    library.each_article(Some(&[corpus]), |article| -> anyhow::Result<()> {
        let earlier = library.history(article.id, &[corpus])?;
        writeln!(out, "{}", export::line(&article, &earlier))?;
        count += 1;
        Ok(())
    })?;
    out.flush()?;
    Ok(count)
}

pub(super) fn run(home: &Home<'_>, command: &ArticleCommand) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    let corpus = home.args.corpus();
    let mut out = BufWriter::new(io::stdout().lock());
    match command {
        ArticleCommand::List { containing, n } => {
            let entries =
                app.library().list(&corpus.visible(), Listing { containing: containing.as_deref(), offset: 0, limit: *n })?;
            list(&mut out, &entries)?;
            Ok(if entries.is_empty() { NO_ANSWER } else { DONE })
        }
        ArticleCommand::Show { id } => {
            let Some(article) = app.library().get(&[*id], &corpus.visible())?.pop() else {
                return Err(
                    WrongUse(format!("there is no article {id} here; `pinkslip article list` shows what there is")).into()
                );
            };
            writeln!(out, "{}", article.title)?;
            let day = article.published.map(|d| d.strftime("%-d %b %Y").to_string());
            let about = [article.source, article.author, day, article.url].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            writeln!(out, "{about}\n{}, version {}\n\n{}", article.provenance.as_str(), article.version, article.body)?;
            out.flush()?;
            Ok(DONE)
        }
        ArticleCommand::Remove { id } => {
            if !app.remove(corpus, *id)? {
                return Err(WrongUse(format!(
                    "there is no article {id} in this corpus; `pinkslip article list` shows what there is"
                ))
                .into());
            }
            eprintln!("Removed. `pinkslip article restore {id}` brings it back.");
            Ok(DONE)
        }
        ArticleCommand::Restore { id: Some(id) } => {
            if !app.restore(corpus, *id)? {
                return Err(WrongUse(format!(
                    "no article {id} was removed from this corpus; `pinkslip article restore` shows which were"
                ))
                .into());
            }
            eprintln!("Restored.");
            Ok(DONE)
        }
        ArticleCommand::Restore { id: None } => {
            let removed = app.removed(corpus, None, usize::MAX)?;
            list(&mut out, &removed)?;
            Ok(if removed.is_empty() { NO_ANSWER } else { DONE })
        }
    }
}

fn list(out: &mut impl Write, entries: &[Entry]) -> io::Result<()> {
    for e in entries {
        let day = e.published.map_or_else(|| "no date   ".to_owned(), |d| d.to_string());
        writeln!(out, "{}  {day}  {}  {}", e.id, e.title, e.source.as_deref().unwrap_or("publisher unknown"))?;
    }
    out.flush()
}
