//! Sections of articles that tell of several companies, and the headings that say of which.

use std::ops::Range;
use std::sync::Arc;

use super::reader::{Reader, ends_sentence, starts_paragraph};
use crate::names::Mode;
use crate::text::term;

/// For each sentence the company that heads its section; none where fewer than two companies have sections of their own.
pub(super) fn sections(reader: &Reader<'_>, title: &str, body: &str, sentences: &[Range<usize>]) -> Vec<Option<Arc<str>>> {
    if reader.question.companies.is_empty() {
        return Vec::new();
    }
    let mut heads: Vec<Arc<str>> = Vec::new();
    let mut section: Option<Arc<str>> = None;
    let ends_line = |i: usize| i + 1 == sentences.len() || starts_paragraph(body, sentences, i + 1);
    // Where one paragraph is headed by whom the question is about, the others are headed by others.
    let asked_heads = (0..sentences.len()).any(|i| {
        let asked = |heading: &str| reader.question.companies.iter().any(|c| c.name.eq_ignore_ascii_case(heading));
        starts_paragraph(body, sentences, i) && run_in(&body[sentences[i].clone()]).is_some_and(asked)
    });
    let each = (0..sentences.len()).map(|i| {
        let range = sentences[i].clone();
        let text = &body[range.clone()];
        let opens = starts_paragraph(body, sentences, i);
        let stamped = opens && without_stamp(text).len() < text.len();
        let text = if opens { without_number(without_stamp(text)) } else { text };
        let alone = opens && ends_line(i) && text.len() <= LONGEST_HEADING && !ends_sentence(text);
        if let Some(heading) = if alone { Some(text) } else { run_in(text).filter(|_| opens) } {
            let words = term::words(heading);
            let named = reader.lists.names.mentions(heading, &words, Mode::Text);
            let first = words.first().map_or(0, |w| w.range.start);
            let known = named.first().filter(|m| m.range.start <= first).map(|m| m.company.clone());
            // A name that no list has, and the title does.
            let titled = || heading.starts_with(char::is_uppercase) && title.contains(heading.trim());
            // "13:20 — Severance in Canada": an entry of a live blog may be headed by anything. "A." in a paper of questions and
            // answers is no name, though its title is "Q&A".
            let may_name = !stamped && heading.trim().len() > 2;
            let name = known.or_else(|| (may_name && (titled() || asked_heads)).then(|| Arc::from(heading.trim())));
            // What runs into its paragraph may be the beginning of any sentence.
            if alone || name.is_some() {
                section = name;
                heads.extend(section.iter().filter(|head| !heads.contains(head)).cloned().collect::<Vec<_>>());
            }
        }
        section.clone()
    });
    let each: Vec<Option<Arc<str>>> = each.collect();
    if heads.len() < 2 { Vec::new() } else { each }
}

/// A line without the number that a list puts before it: "1. Zorbex does it again", "3) Orbiva".
pub(super) fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - rest.len();
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    rest.filter(|_| (1..=LIST_NUMBER).contains(&number)).map_or(line, str::trim_start)
}

/// Digits of a number before an item of a list, at most.
pub(super) const LIST_NUMBER: usize = 2;

/// A line without the time that a live blog puts before it: "08:01 — Orbiva", "Dec. 4: Alpenrow".
pub(super) fn without_stamp(line: &str) -> &str {
    let stamp = |(at, mark): (usize, &str)| {
        let before = line.get(..at).filter(|_| at <= LONGEST_STAMP)?;
        let timed = before.bytes().any(|b| b.is_ascii_digit()) && before.split([' ', ',']).all(is_of_time);
        timed.then_some(&line[at + mark.len()..])
    };
    [" — ", " – ", " - ", ": ", " | "].iter().filter_map(|mark| stamp((line.find(mark)?, mark))).next().unwrap_or(line)
}

/// Whether a word may stand in a time: "08:01", "4.05pm", "Dec.", "5th", "CET".
pub(super) fn is_of_time(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    let number = plain.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &plain[number.len()..];
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    let zone = (2..=4).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_uppercase());
    let named = || {
        let folded = plain.to_lowercase();
        const NAMES: [&str; 19] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
            "fri", "sat", "sun",
        ];
        folded.get(..3).is_some_and(|start| NAMES.contains(&start))
            && folded.len() <= 9
            && folded.bytes().all(|b| b.is_ascii_lowercase())
    };
    digits && matches!(ending, "" | "am" | "pm" | "st" | "nd" | "rd" | "th") || word.is_empty() || zone || word == "at" || named()
}

/// Bytes of the time before a heading, at most.
pub(super) const LONGEST_STAMP: usize = 24;

/// The heading that a paragraph opens with in its first line: "Orbiva. The satellite firm …", "Alpenrow: The payroll firm …".
pub(super) fn run_in(text: &str) -> Option<&str> {
    let heading = text.strip_suffix('.').or_else(|| Some(text.split_once(": ")?.0))?;
    let words = heading.split(' ').count();
    let capitals = heading.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&'));
    (words <= RUN_IN && capitals).then_some(heading)
}

/// Words of a heading that runs into its paragraph, at most.
pub(super) const RUN_IN: usize = 4;

/// Bytes of a heading that names a company, at most.
pub(super) const LONGEST_HEADING: usize = 80;
