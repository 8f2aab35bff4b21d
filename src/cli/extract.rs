//! `pinkslip extract`: what `add` would store of a page, without storing it.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::{DONE, Home, WrongUse, add};
use crate::article::Provenance;
use crate::ingest::fetch::Fetcher;
use crate::ingest::page::Page;
use crate::ingest::read::{self, Held};

/// Needs no library: a person may try pages before there is one.
pub(super) fn run(home: &Home<'_>, what: &Path, url: Option<&str>, as_json: bool) -> anyhow::Result<u8> {
    let name = what.to_string_lossy();
    let today = home.args.today();
    let page = if add::is_link(&name) {
        if url.is_some() {
            return Err(WrongUse("--url says where a file is from; a link says so itself".to_owned()).into());
        }
        let read = read::link(&Fetcher::new(home.fetching()), &name, today);
        read.map_err(|e| WrongUse(format!("{name} cannot be read: {e}")))?.0
    } else {
        match read::file(&name, &add::read_file(what)?, url, today) {
            Ok(Held::Page(page)) => *page,
            Ok(Held::Articles) => {
                return Err(WrongUse(format!("{name} holds articles already: `add` and `import` take them as they are")).into());
            }
            Err(e) => return Err(WrongUse(format!("{name} cannot be read: {e}")).into()),
        }
    };
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
        "published": article.published, "body": article.body, "provenance": article.provenance.unwrap_or(Provenance::Attached),
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
