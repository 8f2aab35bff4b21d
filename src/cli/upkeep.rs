//! `pinkslip rebuild`, `status`, `doctor` and `backup`.

use std::io::{self, Write};
use std::path::Path;

use super::articles::bar;
use super::{DONE, FAILED, Home};
use crate::app::{Opening, Progress};
use crate::article::Corpus;
use crate::library::{Library, LibraryError};

pub(super) fn rebuild(home: &Home<'_>) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    let bar = bar("articles indexed");
    let started = std::time::Instant::now();
    let tell = |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    };
    // With a server, its own alone; without one the whole, not only what is shared.
    let own = match home.args.corpus() {
        Corpus::Shared => None,
        own @ Corpus::Server(_) => Some(own),
    };
    match own {
        Some(own) => app.rebuild_corpus(own, &Progress::to(&tell))?,
        None => app.rebuild(&Progress::to(&tell))?,
    }
    bar.finish_and_clear();
    let (sizes, _) = app.index_sizes();
    let passages: u64 = sizes.iter().filter(|(corpus, _)| own.is_none_or(|own| own == *corpus)).map(|(_, n)| n).sum();
    let noun = if passages == 1 { "passage" } else { "passages" };
    let of = if own.is_some() { " of this server's own articles" } else { "" };
    eprintln!("Rebuilt: {passages} {noun}{of} in {:.1} s", started.elapsed().as_secs_f64());
    Ok(DONE)
}

pub(super) fn status(home: &Home<'_>, json: bool) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    let coverage = app.coverage(home.args.corpus())?;
    let (sizes, applied) = app.index_sizes();
    let last = app.library().last_change()?;
    let visible = home.args.corpus().visible();
    let passages: u64 = sizes.iter().filter(|(c, _)| visible.contains(c)).map(|(_, n)| n).sum();
    let mut out = io::stdout().lock();
    if json {
        let status = serde_json::json!({
            "version": env!("CARGO_PKG_VERSION"), "articles": coverage.articles, "from": coverage.from, "to": coverage.to,
            "passages": passages, "change": last, "indexed": applied,
        });
        writeln!(out, "{status}")?;
    } else {
        writeln!(out, "{}", coverage.label())?;
        writeln!(out, "{passages} passages in the index")?;
        let state =
            if applied == last { "up to date".to_owned() } else { format!("{} changes behind", last.saturating_sub(applied)) };
        writeln!(out, "The index is {state}")?;
    }
    Ok(DONE)
}

pub(super) fn backup(home: &Home<'_>, file: &Path) -> anyhow::Result<u8> {
    // Needs the library alone: a damaged index must not stand in the way.
    Library::open(&Library::file_in(home.dir()))?.backup(file)?;
    eprintln!("Backed up to {}. To restore: stop Pinkslip and put it in place of data/pinkslip.db.", file.display());
    Ok(DONE)
}

pub(super) fn doctor(home: &Home<'_>) -> anyhow::Result<u8> {
    let mut problems = match Library::open(&Library::file_in(home.dir())).and_then(|library| library.check()) {
        Ok(problems) => problems,
        // Beyond reading: what to do about it is said below.
        Err(LibraryError::Damaged(what)) => vec![format!("the library is damaged: {what}")],
        // It may be made from starter articles yet.
        Err(LibraryError::Missing(_)) => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    if problems.is_empty() {
        problems = home.open(Opening::Existing)?.check()?;
    }
    if problems.is_empty() {
        println!("All is well.");
        return Ok(DONE);
    }
    for problem in &problems {
        println!("{problem}");
    }
    eprintln!(
        "If the library is damaged: stop Pinkslip, keep a copy of data/pinkslip.db, and put the last backup in its place \
         (`pinkslip backup` makes one; before each migration one is made as data/pinkslip.db.vN.backup). A damaged index is \
         made anew by `pinkslip rebuild`."
    );
    Ok(FAILED)
}
