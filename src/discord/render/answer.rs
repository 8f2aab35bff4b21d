//! An [`Answer`] as a [`Message`]: the headline, the sentences that prove it, what was understood and searched.
//!
//! Pure. Everything that comes from an article or a user is escaped here; words of ours come from [`texts`].

use crate::answer::{Answer, Citation, Claim, Row};
use crate::article::Provenance;
use crate::text::number::grouped;

use crate::discord::markdown::{cut, escaped, length, linked, plain, quoted, safe_address};
use crate::discord::message::{Embed, Message, ROOM, TITLE_ROOM};
use crate::discord::texts;

/// The edge of an answer.
pub(super) const FOUND: u32 = 0x2E_7D_5B;
/// The edge of a refusal.
pub(super) const NOT_FOUND: u32 = 0x8A_8F_98;

/// A quote is rarely over 400 characters; a longer one is cut so that others find room.
pub(super) const LONGEST_QUOTE: usize = 1_000;
/// Names of publishers and companies are cut here.
pub(super) const LONGEST_NAME: usize = 100;
/// What is said below an answer is cut here.
const LONGEST_NOTE: usize = 300;
/// As many lines of a list as are shown at once.
const MOST_ROWS: usize = 15;
/// As much of a description as the lines of a list may take, so that room is left for their proof.
const ROOM_FOR_ROWS: usize = 1_800;
/// As much of the question as is repeated at the end: with a full title and a full description, a message still fits.
const FOOTER_ROOM: usize = 1_000;
/// Room kept for the line that says what is missing.
const RESERVE: usize = 60;

/// What is shown for an answer.
pub fn answer(answer: &Answer) -> Message {
    let title = title(answer);
    let mut text = Text::default();
    // Cut in the title, a long headline stands whole in the text.
    if length(&title) > TITLE_ROOM {
        text.add(&format!("**{}**", cut(&title, ROOM_FOR_ROWS).trim_end_matches('\\')));
    }
    let others = other_values(answer);
    if !others.is_empty() {
        text.add(&others.join("\n"));
    }
    // A headline says what a single line would, unless the line says it in words of its own.
    if answer.headline.is_none() || answer.rows.len() > 1 || answer.rows.iter().any(|row| row.label.is_some()) {
        text.add_rows(&answer.rows);
    }
    if answer.abstained && !answer.nearest.is_empty() {
        text.add(texts::NEAREST);
    }
    text.add_citations(if answer.abstained { &answer.nearest } else { &answer.citations });
    let notes: Vec<String> = answer.notes.iter().map(|note| escaped(&cut(&plain(note), LONGEST_NOTE))).collect();
    if !notes.is_empty() {
        text.add(&notes.join("\n"));
    }

    let mut footer = cut(&plain(&answer.summary()), FOOTER_ROOM);
    if answer.abstained {
        footer = format!("{footer}. {}", texts::NO_PROOF);
    }
    let embed = Embed {
        title: Some(cut(&title, TITLE_ROOM)),
        description: Some(text.0),
        footer: Some(footer),
        colour: Some(if answer.abstained { NOT_FOUND } else { FOUND }),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

/// A page of further evidence.
pub fn evidence(citations: &[Citation], page: usize, pages: usize) -> Message {
    let mut text = Text::default();
    text.add_citations(citations);
    let embed = Embed {
        title: Some(texts::MORE_EVIDENCE.to_owned()),
        description: Some(text.0),
        footer: Some(texts::evidence_page(page, pages)),
        colour: Some(FOUND),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

fn title(answer: &Answer) -> String {
    let title = if answer.coverage.articles == 0 && answer.citations.is_empty() && answer.nearest.is_empty() {
        Some(texts::NO_ARTICLES)
    } else if answer.abstained {
        answer.why_not.as_deref()
    } else {
        answer.headline.as_deref()
    };
    let fallback = if answer.abstained { texts::NO_ANSWER } else { texts::QUOTES_ONLY };
    title.map(escaped).filter(|title| !title.is_empty()).unwrap_or_else(|| fallback.to_owned())
}

/// A description that is filled up to its limit and not beyond it.
#[derive(Default)]
struct Text(String);

impl Text {
    fn left(&self) -> usize {
        (ROOM - RESERVE).saturating_sub(length(&self.0) + 2)
    }

    /// Adds a paragraph if there is room for it.
    fn add(&mut self, paragraph: &str) -> bool {
        let fits = length(paragraph) <= self.left();
        if fits {
            self.force(paragraph);
        }
        fits
    }

    /// Adds a paragraph into the reserve.
    fn force(&mut self, paragraph: &str) {
        if !self.0.is_empty() {
            self.0.push_str("\n\n");
        }
        self.0.push_str(paragraph);
    }

    fn add_rows(&mut self, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        let mut lines: Vec<String> = Vec::new();
        let mut room = ROOM_FOR_ROWS;
        for shown in rows.iter().take(MOST_ROWS).map(row) {
            let needs = length(&shown) + 1;
            if needs > room {
                break;
            }
            room -= needs;
            lines.push(shown);
        }
        if lines.len() < rows.len() {
            lines.push(texts::more_rows(rows.len() - lines.len()));
        }
        self.add(&lines.join("\n"));
    }

    fn add_citations(&mut self, citations: &[Citation]) {
        for (at, citation) in citations.iter().enumerate() {
            let reference = reference(citation);
            let room = self.left().saturating_sub(length(&reference) + 2).min(LONGEST_QUOTE);
            let quote = quoted(citation.text(), citation.emphasis.clone(), room);
            // A scrap of a quote proves nothing.
            let scrap = room < LONGEST_QUOTE.min(length(citation.text())) && room < 200;
            if scrap || !self.add(&format!("{quote}\n\n{reference}")) {
                self.force(&texts::more_citations(citations.len() - at));
                return;
            }
        }
    }
}

/// Where a quote is from: "\[1\] Fast Company · 21 Apr 2023".
pub(super) fn reference(citation: &Citation) -> String {
    let name = |name: &str| cut(&plain(name), LONGEST_NAME);
    let mut parts = Vec::new();
    match (citation.provenance, &citation.based_on) {
        (Provenance::Brief, Some(report)) => {
            // The report's own address, as ours holds nothing to read.
            let address = report.url.as_deref().filter(|url| safe_address(url).is_some()).or(citation.url.as_deref());
            let publisher = linked(&name(&report.source), address);
            parts.push(format!("{}, {} {publisher}", texts::OUR_SUMMARY, texts::AFTER));
        }
        (Provenance::Brief, None) => parts.push(linked(texts::OUR_SUMMARY, citation.url.as_deref())),
        _ => {
            let publisher = citation.source.as_deref().filter(|source| !plain(source).is_empty()).unwrap_or(&citation.title);
            parts.push(linked(&name(publisher), citation.url.as_deref()));
        }
    }
    parts.extend(citation.published.map(texts::day));
    parts.extend(texts::provenance(citation.provenance).map(str::to_owned));
    parts.retain(|part| !part.is_empty());
    format!("{} {}", marks(&[citation.n]), parts.join(" · "))
}

/// Numbers of citations, so that no link can come of them: "\[1\] \[2\]".
fn marks(citations: &[usize]) -> String {
    citations.iter().take(5).map(|n| format!("\\[{n}\\]")).collect::<Vec<_>>().join(" ")
}

fn row(row: &Row) -> String {
    let mut parts = vec![format!("**{}**", escaped(&cut(&plain(&row.company), LONGEST_NAME)))];
    // A name of invisible characters alone.
    parts.retain(|name| name.len() > 4);
    parts.extend(row.values().iter().map(|value| escaped(&cut(&plain(value), LONGEST_NAME))));
    let mut line = parts.join(" · ");
    if !row.citations.is_empty() {
        line = format!("{line} {}", marks(&row.citations));
    }
    format!("- {line}")
}

/// Values of the kind that the headline states, which other articles state otherwise.
fn other_values(answer: &Answer) -> Vec<String> {
    let Some((main, rest)) = answer.claims.split_first() else { return Vec::new() };
    let last_day = |claim: &Claim| {
        let cited = answer.citations.iter().filter(|citation| claim.citations.contains(&citation.n));
        cited.filter_map(|citation| citation.published).max()
    };
    rest.iter()
        .filter(|other| other.kind == main.kind && other.company == main.company && other.value != main.value)
        .filter(|other| !other.citations.iter().any(|n| main.citations.contains(n)))
        .filter_map(|other| {
            let earlier = last_day(other).zip(last_day(main)).is_some_and(|(other, main)| other < main);
            let value = texts::other_value(earlier, &value(other)?);
            Some(format!("{value} {}", marks(&other.citations)).trim_end().to_owned())
        })
        .take(3)
        .collect()
}

fn value(claim: &Claim) -> Option<String> {
    let shown = match (&claim.value, claim.kind) {
        (serde_json::Value::Number(percent), "percent") => format!("{percent}%"),
        (serde_json::Value::Number(count), _) => count.as_u64().map_or_else(|| count.to_string(), grouped),
        (serde_json::Value::String(words), _) => escaped(&cut(words, LONGEST_NAME)),
        _ => return None,
    };
    (!shown.is_empty()).then(|| format!("{}{shown}", texts::hedge(claim.is)))
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::answer::Coverage;
    use crate::article::{Article, ArticleId, BasedOn, Corpus};
    use crate::discord::message::tests::assert_within_limits;
    use crate::question::{Asks, Understood};
    use crate::text::clean::is_invisible;

    fn article(source: &str, url: &str, published: Option<Date>, body: &str) -> Article {
        Article {
            id: ArticleId::new(Corpus::Shared, url),
            corpus: Corpus::Shared,
            url: Some(url.to_owned()),
            title: "A title".to_owned(),
            source: Some(source.to_owned()),
            author: None,
            published,
            body: body.to_owned(),
            provenance: Provenance::Fetched,
            based_on: None,
            version: 1,
        }
    }

    /// Cites the whole body; `evidence` is printed in bold.
    fn cite(n: usize, article: &Article, evidence: &str) -> Citation {
        let quote = article.quote(0..article.body.len()).expect("the body is whole sentences");
        let start = article.body.find(evidence).expect("the evidence is in the body");
        let mut citation = Citation::new(n, article, &quote, 1.0);
        citation.emphasis = Some(start..start + evidence.len());
        citation
    }

    fn asked(company: &str, since: Date, until: Date) -> Answer {
        Answer {
            question: String::new(),
            abstained: false,
            confidence: 0.9,
            headline: None,
            claims: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            why_not: None,
            nearest: Vec::new(),
            understood: Understood {
                asks: Asks::Count,
                companies: vec![company.to_owned()],
                since: Some(since),
                until: Some(until),
                source: None,
            },
            citations: Vec::new(),
            coverage: Coverage { articles: 71, from: Some(date(2022, 6, 1)), to: Some(date(2026, 1, 20)) },
            took_ms: 1.0,
            doubts: Default::default(),
            candidate: None,
        }
    }

    fn claim(value: u64, is: &'static str, citations: &[usize]) -> Claim {
        Claim {
            kind: "count",
            value: json!(value),
            is,
            company: Some("Lyft".into()),
            said_by: None,
            citations: citations.to_vec(),
        }
    }

    /// As a person reads it.
    fn shown(message: &Message) -> String {
        let [embed] = message.embeds.as_slice() else { panic!("one embed: {message:?}") };
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        format!("### {}\n{}\n\n-# {}", part(&embed.title), part(&embed.description), part(&embed.footer))
    }

    #[test]
    fn an_answer_shows_headline_proof_and_coverage() {
        let later = article(
            "Tech Startups",
            "https://techstartups.example/lyft",
            Some(date(2023, 5, 1)),
            "1,072 people, about 26% of its corporate employees, are being dismissed by Lyft, as it said in a filing on Thursday; a further 250 vacancies will stay empty.",
        );
        let earlier = article(
            "Fast Company",
            "https://fastcompany.example/lyft_(plan)",
            Some(date(2023, 4, 21)),
            "At least 1,200 may go, roughly 30% of the company, the Wall Street Journal first reported; each will know next Thursday, when offices stay shut.",
        );
        let answer = Answer {
            headline: Some("Lyft, April 2023: 1,072 people, about 26% of corporate staff (filing)".into()),
            claims: vec![claim(1072, "exact", &[1]), claim(1200, "at_least", &[2])],
            citations: vec![cite(1, &later, "1,072 people"), cite(2, &earlier, "At least 1,200")],
            ..asked("Lyft", date(2023, 4, 1), date(2023, 4, 30))
        };
        insta::assert_snapshot!(shown(&super::answer(&answer)));
    }

    #[test]
    fn a_refusal_shows_the_nearest_and_what_it_does_not_prove() {
        let near = article(
            "The San Francisco Standard",
            "https://sfstandard.example/tesla",
            Some(date(2024, 4, 15)),
            "At least 10% of Tesla's workers are being dismissed, several outlets report.",
        );
        let answer = Answer {
            abstained: true,
            why_not: Some("No report of Tesla layoffs in 2022 here".into()),
            nearest: vec![cite(1, &near, "At least 10%")],
            ..asked("Tesla", date(2022, 1, 1), date(2022, 12, 31))
        };
        insta::assert_snapshot!(shown(&super::answer(&answer)));
    }

    #[test]
    fn a_brief_never_passes_for_the_publisher() {
        let mut brief = article("Pinkslip brief", "pinkslip:one-medical", Some(date(2024, 2, 7)), "Hundreds of jobs go.");
        brief.provenance = Provenance::Brief;
        brief.based_on = Some(BasedOn {
            source: "TechRadar Pro".into(),
            url: Some("https://www.techradar.example/x".into()),
            author: Some("Luke Hughes".into()),
        });
        assert_eq!(
            reference(&cite(1, &brief, "Hundreds")),
            r"\[1\] Our summary, after [TechRadar Pro](https://www.techradar.example/x) · 7 Feb 2024"
        );
        let mut pasted = article("x", "https://x.example/", None, "Jobs go.");
        pasted.provenance = Provenance::Pasted;
        pasted.source = None;
        assert_eq!(reference(&cite(2, &pasted, "Jobs")), r"\[2\] [A title](https://x.example/) · pasted");
    }

    #[test]
    fn a_list_shows_its_lines_with_their_citations() {
        let rows = (1..=40).map(|n| Row {
            company: format!("Company_{n}"),
            count: Some(n * 1_000),
            percent: Some(6.5),
            date: Some(date(2023, 1, 20)),
            label: None,
            citations: vec![n as usize],
        });
        let answer = Answer { rows: rows.collect(), ..asked("Google", date(2023, 1, 1), date(2023, 1, 31)) };
        let text = shown(&super::answer(&answer));
        assert!(text.contains("- **Company\\_1** · 1,000 jobs · 6\\.5% of staff · January 2023 \\[1\\]\n"), "{text}");
        assert!(text.contains("… and 25 more"), "{text}");
    }

    #[test]
    fn nothing_to_search_is_said_so() {
        let mut answer = asked("x", date(2023, 1, 1), date(2023, 1, 31));
        answer.abstained = true;
        answer.coverage = Coverage { articles: 0, from: None, to: None };
        assert!(shown(&super::answer(&answer)).starts_with("### There are no articles here yet\n"));
    }

    /// Words of every kind that could do harm, and lengths that could.
    pub fn hostile() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "@everyone ",
            "<@123> ",
            "<#4>",
            "<t:1:R>",
            "**",
            "__",
            "~~",
            "||",
            "`",
            "```\n",
            "[x](https://e.example)",
            "> ",
            ">>> ",
            "\n- ",
            "\n# ",
            "\n1. ",
            "\\",
            "https://e.example/a_(b) ",
            ":joy: ",
            "<:a:1>",
            "\u{202e}",
            "\u{200b}",
            "12,000 jobs. ",
            "é😀 ",
            "word ",
            "*",
            "_",
            "]",
            "(",
            ")",
            "[",
            "\n",
            "-# ",
        ]);
        prop_oneof![
            4 => prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()),
            1 => "\\PC{0,200}",
            1 => (0usize..9_000).prop_map(|size| "*word* ".repeat(size / 7)),
            1 => (0usize..9_000).prop_map(|size| "😀".repeat(size)),
        ]
    }

    prop_compose! {
        fn any_citation()(
            body in hostile(), source in prop::option::of(hostile()), url in prop::option::of(hostile()), title in hostile(),
            brief in prop::option::of((hostile(), prop::option::of(hostile()))), n in 1usize..200, cuts in (0usize..300, 0usize..300)
        ) -> Citation {
            let mut article = article("", "https://x.example/", Some(date(2024, 2, 29)), &crate::text::clean::body(&body));
            let whole = crate::text::sentence::boundaries(&article.body);
            let (Some(first), Some(last)) = (whole.first(), whole.last()) else {
                article.body = "Nothing.".into();
                return cite(n, &article, "Nothing");
            };
            let quote = article.quote(first.start..last.end).expect("whole sentences");
            article.source = source;
            article.url = url;
            article.title = title;
            if let Some((source, url)) = brief {
                article.provenance = Provenance::Brief;
                article.based_on = Some(BasedOn { source, url, author: None });
            }
            let mut citation = Citation::new(n, &article, &quote, 0.5);
            citation.emphasis = Some(cuts.0..cuts.1);
            citation
        }
    }

    prop_compose! {
        fn any_answer()(
            abstained in any::<bool>(), headline in prop::option::of(hostile()), why_not in prop::option::of(hostile()),
            companies in prop::collection::vec(hostile(), 0..30), source in prop::option::of(hostile()),
            citations in prop::collection::vec(any_citation(), 0..12), nearest in prop::collection::vec(any_citation(), 0..5),
            rows in prop::collection::vec(
                (hostile(), prop::option::of(any::<u64>()), prop::option::of(any::<f64>()), prop::option::of(hostile())),
                0..60,
            ),
            notes in prop::collection::vec(hostile(), 0..4),
            claimed in prop::collection::vec(hostile(), 0..5), articles in any::<u64>()
        ) -> Answer {
            let mut answer = asked("", date(1, 1, 1), date(9999, 12, 31));
            answer.abstained = abstained;
            answer.headline = headline;
            answer.why_not = why_not;
            answer.understood.companies = companies;
            answer.understood.source = source;
            answer.citations = citations;
            answer.nearest = nearest;
            answer.coverage.articles = articles;
            answer.notes = notes;
            answer.claims = claimed.into_iter().map(|value| Claim { value: json!(value), ..claim(0, "about", &[1]) }).collect();
            answer.rows = rows
                .into_iter()
                .map(|(company, count, percent, label)| Row {
                    company,
                    count,
                    percent,
                    date: None,
                    label,
                    citations: vec![1, 2, 3, 4, 5, 6, 7],
                })
                .collect();
            answer
        }
    }

    /// The text without its escaped characters, and without the links that we make.
    pub fn bare_markup(markdown: &str) -> String {
        let mut bare = String::new();
        let mut chars = markdown.chars();
        while let Some(c) = chars.next() {
            let escaped = c == '\\' && chars.next().is_some();
            if !escaped {
                bare.push(c);
            }
        }
        let links = regex::Regex::new(r"\[[^\[\]\n]*\]\(https?://[^\s()<>\[\]*|`]*\)").expect("a pattern");
        links.replace_all(&bare, "").into_owned()
    }

    /// Fails if Discord would not take a message, or if anything in it calls somebody or breaks the markup. Mentions of
    /// users, roles and channels by id are ours: `allowed_mentions` keeps them from calling anybody.
    pub fn assert_harmless(message: &Message) -> Result<(), TestCaseError> {
        assert_within_limits(message);
        assert_within_limits(&message.clone().without_embeds());
        let ours = regex::Regex::new(r"<(@&?|#)\d+>").expect("a pattern");
        let mut parts = vec![message.content.as_str()];
        for embed in &message.embeds {
            parts.extend([embed.title.as_deref(), embed.description.as_deref()].into_iter().flatten());
            parts.extend(embed.fields.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]));
            let footer = embed.footer.as_deref().unwrap_or_default();
            prop_assert!(!footer.contains(|c| c == '\n' || is_invisible(c)), "invisible");
            prop_assert!(embed.url.as_deref().is_none_or(|url| safe_address(url).is_some()));
        }
        for part in parts {
            let bare = ours.replace_all(&bare_markup(part), "").into_owned();
            prop_assert!(!bare.contains(['@', '_', '~', '|', '[', ']', '<', '#']), "{part}\n{bare}");
            prop_assert!(!bare.contains("://"), "{part}");
            prop_assert!(!part.contains(is_invisible), "invisible");
            for line in bare.lines() {
                prop_assert_eq!(line.matches('`').count() % 2, 0, "{}", line);
                prop_assert_eq!(line.matches("**").count() % 2, 0, "{}", line);
                prop_assert_eq!(line.matches('*').count() % 2, 0, "{}", line);
                prop_assert!(!line.trim_start_matches("> ").starts_with(">"), "{}", line);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
        #[test]
        fn no_answer_breaks_out_of_its_message(answer in any_answer()) {
            assert_harmless(&super::answer(&answer))?;
            assert_harmless(&super::evidence(&answer.citations, 1, 2))?;
        }
    }
}
