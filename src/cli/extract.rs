//! `pinkslip extract`: what `add` would store of a page, without storing it.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::{DONE, Home, WrongUse, open_file};
use crate::article::Provenance;
use crate::ingest::page::{self, Page};

/// More than a page can have: what `add` would fetch, and a little, so that a longer file is refused and not cut.
const LONGEST: u64 = 10 << 20;

/// Needs no library: a person may try pages before there is one.
pub(super) fn run(home: &Home<'_>, what: &Path, url: Option<&str>, as_json: bool) -> anyhow::Result<u8> {
    let name = what.to_string_lossy();
    if ["http://", "https://"].iter().any(|scheme| name.to_ascii_lowercase().starts_with(scheme)) {
        return Err(WrongUse("reading links is not built yet: save the page and give the file".to_owned()).into());
    }
    let mut bytes = Vec::new();
    let read = if name == "-" {
        io::stdin().take(LONGEST + 1).read_to_end(&mut bytes)
    } else {
        open_file(what)?.take(LONGEST + 1).read_to_end(&mut bytes)
    };
    read.map_err(|e| WrongUse(format!("cannot read {name}: {e}")))?;
    if bytes.len() as u64 > LONGEST {
        return Err(WrongUse(format!("{name} is larger than {} MiB: a page of an article is not", LONGEST >> 20)).into());
    }
    let ending = what.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let content_type = match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => Some("text/html"),
        Some("txt") => Some("text/plain"),
        Some("md" | "markdown") => Some("text/markdown"),
        _ => None,
    };
    let page =
        page::read(&bytes, content_type, url, home.args.today()).map_err(|e| WrongUse(format!("{name} cannot be read: {e}")))?;
    let mut out = BufWriter::new(io::stdout().lock());
    if as_json {
        writeln!(out, "{}", as_object(&page))?;
    } else {
        show(&mut out, &page)?;
    }
    out.flush()?;
    Ok(DONE)
}

fn as_object(page: &Page) -> Value {
    let article = &page.article;
    let signals: Map<String, Value> = page.signals.iter().map(|(field, signal)| ((*field).to_owned(), json!(signal))).collect();
    json!({
        "url": article.url, "title": article.title, "source": article.source, "author": article.author,
        "published": article.published, "body": article.body, "provenance": Provenance::Attached.as_str(),
        "based_on": null, "signals": signals, "refused": page.refused,
    })
}

fn show(out: &mut impl Write, page: &Page) -> io::Result<()> {
    let article = &page.article;
    let signal = |field: &str| {
        page.signals.iter().find(|(of, _)| *of == field).map_or(String::new(), |(_, signal)| format!("  [{signal}]"))
    };
    let fields = [
        ("title", Some(&article.title)),
        ("source", article.source.as_ref()),
        ("author", article.author.as_ref()),
        ("published", article.published.as_ref()),
        ("url", article.url.as_ref()),
    ];
    for (field, value) in fields {
        let value = value.filter(|value| !value.is_empty()).map_or("-", String::as_str);
        writeln!(out, "{field:<10} {value}{}", signal(field))?;
    }
    writeln!(out, "{:<10} {} characters{}", "body", article.body.chars().count(), signal("body"))?;
    writeln!(out, "{:<10} {}", "refused", page.refused.as_deref().unwrap_or("no"))?;
    writeln!(out, "\n{}", article.body)
}
