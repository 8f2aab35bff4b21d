//! `pinkslip add`: links, files and texts, each taken or refused by itself.

use std::io::{self, Read, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::args::AddArgs;
use super::{DONE, Home, WRONG_USE, WrongUse, open_file};
use crate::app::{Added, Adding, Additions, Known, Opening};
use crate::ingest::read;
use crate::library::Outcome;

pub(super) fn run(home: &Home<'_>, args: &AddArgs) -> anyhow::Result<u8> {
    let known = Known {
        title: args.title.clone(),
        url: args.url.clone(),
        source: args.source.clone(),
        published: args.published.clone(),
    };
    let links = args.what.iter().filter(|what| is_link(what)).count();
    if known != Known::default() && (args.what.len() > 1 || links > 0) {
        return Err(WrongUse(
            "--title, --source, --published and --url say what one file or text is: give it alone, and no link".to_owned(),
        )
        .into());
    }
    if args.what.iter().filter(|what| *what == "-").count() > 1 {
        return Err(WrongUse("standard input (-) can be read once".to_owned()).into());
    }
    let app = home.open(Opening::Create)?;
    let mut out = io::stdout().lock();
    let mut refused = false;
    for what in &args.what {
        let adding = match adding(what, known.clone()) {
            Ok(adding) => adding,
            Err(why) => {
                eprintln!("{why}");
                refused = true;
                continue;
            }
        };
        let additions = app.add(home.args.corpus(), adding, home.args.today())?;
        for added in &additions.added {
            if args.json {
                writeln!(out, "{}", as_object(added))?;
            } else {
                show(&mut out, added)?;
            }
        }
        // What is piped on is told as it comes: a fetch takes time.
        out.flush()?;
        for not in &additions.refused {
            eprintln!("{}: not added: {}", not.what, not.why);
        }
        tell_more(&additions);
        refused |= !additions.refused.is_empty();
    }
    Ok(if refused { WRONG_USE } else { DONE })
}

/// Whether it is to be fetched.
pub(super) fn is_link(what: &str) -> bool {
    let start = what.trim_start_matches('<').to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
}

fn adding(what: &str, known: Known) -> Result<Adding, String> {
    if is_link(what) {
        return Ok(Adding::Link(what.to_owned()));
    }
    let bytes = read_file(Path::new(what)).map_err(|e| format!("{what}: not added: {e}"))?;
    if what == "-" {
        // A page or articles may be piped in as well; what is neither is a text.
        let text = match String::from_utf8(bytes) {
            Ok(text) if !read::is_marked_up(&text) => text,
            Ok(text) => return Ok(Adding::File { name: "-".to_owned(), bytes: text.into_bytes(), known }),
            Err(other) => return Ok(Adding::File { name: "-".to_owned(), bytes: other.into_bytes(), known }),
        };
        return Ok(Adding::Text { text, known });
    }
    Ok(Adding::File { name: what.to_owned(), bytes, known })
}

/// A file, or standard input, no further than one byte beyond what can be taken.
pub(super) fn read_file(what: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = read::LARGEST as u64 + 1;
    let read = if what.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        open_file(what)?.take(most).read_to_end(&mut bytes)
    };
    read.map_err(|e| WrongUse(format!("cannot read {}: {e}", what.display())))?;
    Ok(bytes)
}

fn outcome(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::New => ("new", "Added"),
        Outcome::Changed => ("changed", "Changed; the earlier version is kept"),
        Outcome::Same => ("same", "There already, as it is"),
        Outcome::Kept => ("kept", "Left as it is: what is held proves more than this"),
    }
}

fn as_object(added: &Added) -> Value {
    let a = &added.article;
    json!({
        "article_id": a.id, "outcome": outcome(added.outcome).0, "url": a.url, "title": a.title, "source": a.source,
        "author": a.author, "published": a.published, "provenance": a.provenance, "based_on": a.based_on,
        "words": words(&a.body), "characters": a.body.chars().count(), "first_sentence": added.first_sentence,
        "version": a.version, "warnings": added.warnings,
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn show(out: &mut impl Write, added: &Added) -> io::Result<()> {
    let article = &added.article;
    writeln!(out, "{}: {}", outcome(added.outcome).1, article.title)?;
    let mut line = |name: &str, value: &str| writeln!(out, "  {name:<11} {value}");
    line("source", article.source.as_deref().unwrap_or("unknown"))?;
    line("published", &article.published.map_or_else(|| "unknown".to_owned(), |date| date.to_string()))?;
    line("provenance", article.provenance.as_str())?;
    if let Some(url) = &article.url {
        line("url", url)?;
    }
    line("length", &format!("{} words, {} characters", words(&article.body), article.body.chars().count()))?;
    line("begins", &added.first_sentence)?;
    line("id", &article.id.to_string())?;
    for warning in &added.warnings {
        line("warning", warning)?;
    }
    Ok(())
}

fn tell_more(additions: &Additions) {
    let more = &additions.more;
    let counts = [
        (more.new, "new"),
        (more.changed, "changed"),
        (more.same, "the same"),
        (more.kept, "kept as held"),
        (more.refused, "refused"),
    ];
    let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if !parts.is_empty() {
        eprintln!("…and {} more", parts.join(", "));
    }
}
