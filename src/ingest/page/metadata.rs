//! What a page says about its article outside the text: title, publisher, author, date, address; and which signal said it.

use jiff::civil::Date;
use jiff::fmt::rfc2822;
use serde_json::Value;
use url::Url;

use super::entity;
use super::tree::{Id, Tree};
use crate::time::{self, Basis, Precision};

/// A value and the signal it comes from.
pub(super) type Signalled = Option<(String, &'static str)>;

/// What a page says about itself.
pub(super) struct Metadata<'t> {
    tree: &'t Tree,
    /// The article's object in the page's JSON-LD.
    linked: Option<Value>,
    address: Option<Url>,
    /// Its `<meta>` elements: they are asked for many names.
    metas: Vec<Id>,
}

impl<'t> Metadata<'t> {
    pub(super) fn read(tree: &'t Tree, address: Option<&str>) -> Self {
        let linked = tree.json_ld.iter().filter_map(|script| json(script)).find_map(|value| article(&value, 0));
        let metas = tree.elements().filter(|id| tree.tag(*id) == "meta").take(1000).collect();
        Metadata { tree, linked, address: address.and_then(|address| Url::parse(address).ok()), metas }
    }

    /// The title, without the publisher's name behind it.
    pub(super) fn title(&self) -> Signalled {
        let source = self.source().map(|(source, _)| source).unwrap_or_default();
        let headings: Vec<String> =
            self.tree.elements().filter(|id| self.tree.tag(*id) == "h1").map(|id| self.tree.line(id)).collect();
        let heading =
            headings.iter().filter(|line| line.chars().count() > 12).max_by_key(|line| line.len()).or(headings.first()).cloned();
        let title = self.tree.elements().find(|id| self.tree.tag(*id) == "title").map(|id| self.tree.line(id));
        let found = [
            (self.linked_text("/headline"), "JSON-LD headline"),
            (self.meta(&["og:title"]), "og:title"),
            (heading.clone(), "h1"),
            (title.map(|title| without_tail(&title, "")), "title"),
            (self.meta(&["twitter:title"]), "twitter:title"),
        ];
        let (mut text, signal) = found.into_iter().find_map(|(text, signal)| {
            Some((without_tail(&one_line(&text?), &source), signal)).filter(|(text, _)| !text.is_empty())
        })?;
        // Headlines in metadata are sometimes cut; the page shows the whole.
        if let Some(start) = text.strip_suffix('…').or(text.strip_suffix("..."))
            && let Some(whole) = heading.filter(|whole| whole.starts_with(start.trim_end()))
        {
            text = whole;
        }
        Some((text, signal))
    }

    /// The publisher.
    pub(super) fn source(&self) -> Signalled {
        let host = self.address.as_ref().and_then(Url::host_str).map(|host| host.trim_start_matches("www.").to_owned());
        let named = |value: Option<String>| {
            value.map(|value| publisher(&value)).filter(|name| !name.is_empty() && name.chars().count() < 100)
        };
        named(self.meta(&["og:site_name"]))
            .map(|name| (name, "og:site_name"))
            .or_else(|| {
                named(self.linked_text("/publisher/name").or_else(|| self.linked_text("/publisher")))
                    .map(|name| (name, "JSON-LD publisher"))
            })
            .or_else(|| named(self.meta(&["application-name", "dc.publisher"])).map(|name| (name, "meta")))
            .or_else(|| Some((host?, "domain")))
    }

    /// Who wrote it.
    pub(super) fn author(&self) -> Signalled {
        let names = self.linked.as_ref().and_then(|linked| linked.get("author")).map(names).unwrap_or_default();
        let linked = Some((names.join(", "), "JSON-LD author")).filter(|_| !names.is_empty());
        let meta = || {
            Some((
                self.meta(&["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"])?,
                "meta author",
            ))
        };
        let marked = || {
            let is_author = |id: &Id| {
                self.tree.attribute(*id, "itemprop") == Some("author")
                    || self.tree.attribute(*id, "rel") == Some("author")
                    || self.tree.attribute(*id, "class").is_some_and(|class| {
                        class.split_whitespace().any(|name| matches!(name, "byline" | "author-name" | "byline__name"))
                    })
            };
            Some((self.tree.line(self.tree.elements().find(is_author)?), "byline"))
        };
        [linked, meta(), marked()].into_iter().flatten().find_map(|(name, signal)| {
            let name = one_line(&name);
            let name = ["By ", "by ", "BY "]
                .iter()
                .find_map(|by| name.strip_prefix(by))
                .unwrap_or(&name)
                .split(" | ")
                .next()
                .unwrap_or_default()
                .trim();
            // Some give the address of a profile or the name of an account, and a byline may hold the date, too.
            let is_account = name.contains("://") || name.starts_with('@') || matches!(name, "admin" | "editor" | "root");
            let has_date = signal == "byline" && name.contains(|c: char| c.is_ascii_digit());
            let is_name = (1..=120).contains(&name.chars().count()) && !is_account && !has_date;
            is_name.then(|| (name.to_owned(), signal))
        })
    }

    /// The day it was published. A day after `today` cannot be, and the next signal is asked.
    pub(super) fn published(&self, today: Date) -> Signalled {
        let meta = |names: &[&str]| self.meta(names);
        let times: Vec<Id> = self.tree.elements().filter(|id| self.tree.tag(*id) == "time").collect();
        let of = |id: &Id| self.tree.attribute(*id, "datetime").map(str::to_owned).or_else(|| Some(self.tree.line(*id)));
        let marked = |id: &&Id| {
            self.tree.attribute(**id, "pubdate").is_some()
                || self.tree.attribute(**id, "itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datePublished"))
                || self.tree.attribute(**id, "class").is_some_and(|class| class.to_ascii_lowercase().contains("publish"))
        };
        let candidates = [
            (self.linked_text("/datePublished"), "JSON-LD datePublished"),
            (meta(&["article:published_time", "og:article:published_time", "article:published"]), "article:published_time"),
            (
                meta(&[
                    "datepublished",
                    "og:published_time",
                    "pubdate",
                    "publishdate",
                    "publish-date",
                    "publish_date",
                    "published_time",
                    "parsely-pub-date",
                    "sailthru.date",
                    "dc.date.issued",
                    "dc.date",
                    "dcterms.created",
                    "date",
                    "article.published",
                    "cxenseparse:recs:publishtime",
                ]),
                "meta date",
            ),
            (times.iter().find(marked).and_then(of), "time"),
            (times.first().and_then(of), "time"),
            (self.address.as_ref().and_then(|url| date_in_path(url.path())), "date in the address"),
            (self.linked_text("/dateCreated"), "JSON-LD dateCreated"),
        ];
        candidates.into_iter().find_map(|(text, signal)| {
            let date = day(&text?).filter(|date| *date <= today && date.year() >= crate::ingest::draft::FIRST_YEAR)?;
            Some((date.to_string(), signal))
        })
    }

    /// The address that the page gives for itself, where it is one of the same publisher.
    pub(super) fn canonical(&self) -> Signalled {
        let link = self.tree.elements().find(|id| {
            self.tree.tag(*id) == "link"
                && self.tree.attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        });
        let found = [
            (link.and_then(|id| self.tree.attribute(id, "href")).map(str::to_owned), "canonical link"),
            (self.meta(&["og:url"]), "og:url"),
            (
                self.linked_text("/mainEntityOfPage/@id")
                    .or_else(|| self.linked_text("/mainEntityOfPage"))
                    .or_else(|| self.linked_text("/url")),
                "JSON-LD url",
            ),
        ];
        found.into_iter().find_map(|(text, signal)| {
            let text = text?;
            let url = match &self.address {
                Some(address) => address.join(text.trim()).ok()?,
                None => Url::parse(text.trim()).ok()?,
            };
            // A start page is nobody's article; another publisher's address would put words into its mouth.
            let same = self.address.as_ref().is_none_or(|address| domain(address) == domain(&url));
            (matches!(url.scheme(), "http" | "https") && url.path() != "/" && same).then(|| (url.to_string(), signal))
        })
    }

    /// The text of the article as the page's JSON-LD has it.
    pub(super) fn body(&self) -> Option<String> {
        let text = self.linked_text("/articleBody")?;
        let text = if text.contains("</") || text.contains("<p") || text.contains("<br") {
            let tree = Tree::parse(&text);
            (0..tree.len()).filter_map(|id| tree.text(id)).collect::<Vec<_>>().join("\n\n")
        } else {
            entity::decode(&text)
        };
        let paragraphs =
            text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
        Some(paragraphs.collect::<Vec<_>>().join("\n\n")).filter(|text| !text.is_empty())
    }

    /// Whether the page says that it is an article.
    pub(super) fn is_article(&self) -> bool {
        self.linked.is_some() || self.meta(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"))
    }

    /// Whether the page says that not everybody can read all of it.
    pub(super) fn is_paid(&self) -> bool {
        let free = self.linked.as_ref().and_then(|linked| linked.get("isAccessibleForFree"));
        free.is_some_and(|free| {
            free.as_bool() == Some(false) || free.as_str().is_some_and(|word| word.eq_ignore_ascii_case("false"))
        })
    }

    fn linked_text(&self, pointer: &str) -> Option<String> {
        let text = self.linked.as_ref()?.pointer(pointer)?.as_str()?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// The content of the first `<meta>` with one of these names, the first name first.
    fn meta(&self, names: &[&str]) -> Option<String> {
        let named = |id: Id, name: &str| {
            ["property", "name", "itemprop"]
                .iter()
                .any(|key| self.tree.attribute(id, key).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)))
        };
        names.iter().find_map(|name| {
            let content = |id: Id| self.tree.attribute(id, "content").filter(|text| !text.trim().is_empty());
            self.metas.iter().copied().filter(|id| named(*id, name)).find_map(content).map(str::to_owned)
        })
    }
}

/// JSON-LD as pages have it: within comment marks, with line breaks inside strings, with a semicolon behind.
fn json(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches(';').trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim();
    serde_json::from_str(script).ok().or_else(|| {
        let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&plain).ok()
    })
}

/// The first article in a JSON-LD value.
fn article(value: &Value, depth: usize) -> Option<Value> {
    match value {
        Value::Array(items) if depth < 5 => items.iter().find_map(|item| article(item, depth + 1)),
        Value::Object(object) => {
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| {
                    kind.ends_with("Article") || kind.ends_with("BlogPosting") || matches!(kind, "Report" | "Review")
                })
            };
            let of_kind = match object.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            if of_kind {
                return Some(value.clone());
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter(|_| depth < 5)
                .find_map(|key| article(object.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

/// The names in a JSON-LD author: a text, an object or a list of them.
fn names(author: &Value) -> Vec<String> {
    let name = |value: &Value| {
        let text = value.as_str().or_else(|| value.get("name")?.as_str())?;
        let text = one_line(text);
        (!text.is_empty() && !text.contains("://")).then_some(text)
    };
    let mut found = Vec::new();
    let all = match author {
        Value::Array(authors) => authors.iter().filter_map(name).take(10).collect(),
        one => name(one).into_iter().collect::<Vec<_>>(),
    };
    for name in all {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// References decoded once more (feeds and metadata are often encoded twice), on one line.
fn one_line(text: &str) -> String {
    let start = text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at]);
    entity::decode(start).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest title or name that is read, in characters; articles have shorter ones.
const LONGEST: usize = 1500;

/// `title` without the publisher behind it: after a bar always, after a dash if it is the publisher's name.
fn without_tail(title: &str, source: &str) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let source = letters(source);
    let shorter = |title: &str| {
        [" | ", " - ", " – ", " — ", " :: ", " · ", " » "].iter().find_map(|mark| {
            let (head, tail) = title.rsplit_once(mark)?;
            let letters = letters(tail);
            let is_source = !letters.is_empty() && !source.is_empty() && (source.contains(&letters) || letters.contains(&source));
            let is_short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4;
            (is_source || (matches!(*mark, " | " | " :: ") && is_short)).then(|| head.trim().len())
        })
    };
    let mut title = title.trim();
    // The publisher, and its section before it.
    for _ in 0..3 {
        let Some(length) = shorter(title) else { break };
        title = title[..length].trim();
    }
    title.to_owned()
}

/// A publisher's name without the slogan behind it; an address gives its host.
fn publisher(name: &str) -> String {
    let name = one_line(name);
    if let Some(host) = Url::parse(&name).ok().as_ref().and_then(Url::host_str) {
        return host.trim_start_matches("www.").to_owned();
    }
    name.split(" | ").next().unwrap_or_default().trim().to_owned()
}

/// The registered part of a host, nearly: enough to tell `m.example.com` from `other.org`.
fn domain(url: &Url) -> String {
    let labels: Vec<&str> = url.host_str().unwrap_or("").split('.').collect();
    let short_end = labels.len() >= 3 && labels[labels.len() - 2].len() <= 3;
    labels[labels.len().saturating_sub(if short_end { 3 } else { 2 })..].join(".")
}

/// The day in an address: `/2023/01/20/`, `/2023-01-20-`, `/20230120/`.
fn date_in_path(path: &str) -> Option<String> {
    let bytes = path.as_bytes();
    (0..bytes.len()).find_map(|at| {
        if at > 0 && bytes[at - 1].is_ascii_digit() {
            return None;
        }
        [("/", 10), ("-", 10), ("_", 10), ("", 8)].into_iter().find_map(|(mark, length)| {
            let text = path.get(at..at + length)?;
            let plain = if mark.is_empty() { text.to_owned() } else { text.split(mark).collect::<Vec<_>>().concat() };
            let next = bytes.get(at + length).is_some_and(u8::is_ascii_digit);
            let fits = plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) && !next;
            let date = fits.then(|| format!("{}-{}-{}", &plain[..4], &plain[4..6], &plain[6..]))?;
            date.parse::<Date>().ok().map(|date| date.to_string())
        })
    })
}

/// The day in any of the forms in which pages give one; as written, whatever the time zone.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let start = |length: usize| text.get(..length);
    if let Some(date) = start(10).and_then(|day| day.replace(['/', '.'], "-").parse().ok()) {
        return Some(date);
    }
    if text.bytes().take(8).filter(u8::is_ascii_digit).count() == 8 && !text.as_bytes().get(8).is_some_and(u8::is_ascii_digit) {
        return start(8)?.parse().ok();
    }
    if let Ok(zoned) = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(text) {
        return Some(zoned.date());
    }
    let short = text.char_indices().nth(80).map_or(text, |(at, _)| &text[..at]);
    let stated = |mention: &time::Mention| mention.precision == Precision::Day && mention.basis == Basis::Stated;
    time::find_in(short, None).into_iter().find(stated).map(|mention| mention.period.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_pages_write_them() {
        for text in [
            "2023-01-20",
            "2023-01-20T23:30:00-08:00",
            "2023/01/20 08:00",
            "20230120",
            "20230120T0800",
            "Fri, 20 Jan 2023 08:00:00 +0000",
            "January 20, 2023",
            "Jan. 20, 2023 5:04 pm",
            "20 January 2023",
            "Published on January 20, 2023",
        ] {
            assert_eq!(day(text), Some(date(2023, 1, 20)), "{text}");
        }
        for text in ["", "yesterday", "2023", "1674172800000", "é", "20 minutes ago", "2023-13-40"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_hold_dates() {
        for (path, day) in [
            ("/2023/01/20/acme", Some("2023-01-20")),
            ("/news/2023-01-20-acme", Some("2023-01-20")),
            ("/20230120/acme", Some("2023-01-20")),
            ("/story/120230120/acme", None),
            ("/2023/13/20/acme", None),
            ("/acme", None),
            ("/é/2023/01/20", Some("2023-01-20")),
        ] {
            assert_eq!(date_in_path(path).as_deref(), day, "{path}");
        }
    }

    #[test]
    fn titles_lose_their_publisher() {
        for (title, source, bare) in [
            ("Acme cuts 1,200 jobs in Norway | The Daily Ledger", "", "Acme cuts 1,200 jobs in Norway"),
            ("Acme cuts jobs - The Daily Ledger", "The Daily Ledger", "Acme cuts jobs"),
            ("Acme cuts jobs - The Daily Ledger", "dailyledger.example", "Acme cuts jobs - The Daily Ledger"),
            ("Acme cuts 1,200 jobs in Norway | Business | Daily Ledger", "Daily Ledger", "Acme cuts 1,200 jobs in Norway"),
            ("Acme - the maker of anvils - cuts jobs", "Daily Ledger", "Acme - the maker of anvils - cuts jobs"),
            ("Meta | Platforms", "", "Meta | Platforms"),
        ] {
            assert_eq!(without_tail(title, source), bare, "{title}");
        }
    }

    fn metadata<T>(html: &str, address: Option<&str>, read: impl Fn(&Metadata<'_>) -> T) -> T {
        read(&Metadata::read(&Tree::parse(html), address))
    }

    #[test]
    fn a_future_date_gives_way_to_the_next_signal() {
        let html = r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-01-01"}</script>
            <meta property="article:published_time" content="2023-01-20T10:00:00Z"><time datetime="2023-01-21">"#;
        let found = metadata(html, None, |m| m.published(date(2026, 11, 20)));
        assert_eq!(found, Some(("2023-01-20".to_owned(), "article:published_time")));
        assert_eq!(metadata("<time>January 20, 2023</time>", None, |m| m.published(date(2022, 1, 1))), None);
    }

    #[test]
    fn json_ld_is_found_in_graphs_and_with_line_breaks() {
        let html = "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"Acme\ncuts &amp; sells\",\
            \"author\":[{\"name\":\"Ann Roe\"},{\"name\":\"Ann Roe\"},\"Bo Li\"]}]};</script>";
        assert_eq!(metadata(html, None, |m| m.title()), Some(("Acme cuts & sells".to_owned(), "JSON-LD headline")));
        assert_eq!(metadata(html, None, |m| m.author()), Some(("Ann Roe, Bo Li".to_owned(), "JSON-LD author")));
    }

    #[test]
    fn the_canonical_address_is_of_the_same_publisher() {
        let canonical = |href: &str, address| {
            metadata(&format!("<link rel=canonical href='{href}'>"), address, |m| m.canonical()).map(|(url, _)| url)
        };
        let address = Some("https://m.ledger.example/a?x=1");
        assert_eq!(canonical("/a", address).as_deref(), Some("https://m.ledger.example/a"));
        assert_eq!(canonical("https://www.ledger.example/a", address).as_deref(), Some("https://www.ledger.example/a"));
        assert_eq!(canonical("https://other.example/a", address), None);
        assert_eq!(canonical("https://www.ledger.example/", address), None);
        assert_eq!(canonical("javascript:alert(1)", None), None);
    }
}
