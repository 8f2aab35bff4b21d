//! Where sentences begin and end.
//!
//! Quotes are made of whole sentences, so a wrong boundary is a wrong quote. Unicode's own rules (UAX #29) break
//! after every "Inc." and "Feb."; these rules know the abbreviations of the news trade.

use std::ops::Range;

use super::amount::is_month;

/// Abbreviations after which a sentence never ends: something always follows them.
const NEVER_LAST: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "st", "mt", "messrs",
    "vs", "e.g", "i.e", "cf", "approx", "no", "nos", "fig", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "rs", "ca", "art", "sec", "pp", "vol",
];

/// Abbreviations that may close a sentence: they do when what follows looks like a beginning.
const PERHAPS_LAST: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jr", "sr", "u.s", "u.k", "u.n", "e.u", "d.c", "n.y", "a.m", "p.m", "etc",
    "al", "dept", "est", "ft", "ave", "blvd", "rd", "calif", "mass", "conn", "tex", "wash", "ph.d", "m.d", "b.a", "m.a", "s.a",
    "n.v", "a.g", "pte", "pvt", "hr", "hrs", "min", "mins", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat",
    "sun",
];

/// Words that begin sentences and seldom follow an abbreviation inside one.
const BEGINNERS: &[&str] = &[
    "the",
    "a",
    "an",
    "it",
    "its",
    "in",
    "on",
    "at",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "but",
    "and",
    "or",
    "so",
    "as",
    "after",
    "before",
    "for",
    "from",
    "if",
    "when",
    "while",
    "with",
    "however",
    "meanwhile",
    "last",
    "more",
    "some",
    "many",
    "most",
    "no",
    "not",
    "there",
    "their",
    "his",
    "her",
    "our",
    "to",
    "by",
    "one",
    "other",
    "employees",
    "workers",
    "about",
    "according",
    "earlier",
    "also",
    "since",
    "under",
    "what",
    "who",
    "why",
    "how",
    "all",
    "both",
    "under",
    "another",
];

/// The sentences of a text, as byte ranges in order. White space lies between them; line breaks always separate,
/// unless a line was merely wrapped.
pub fn boundaries(text: &str) -> Vec<Range<usize>> {
    first(text, usize::MAX)
}

/// The first `n` of [`boundaries`], without looking for the others.
pub fn first(text: &str, n: usize) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    for block in blocks(text) {
        if sentences.len() >= n {
            break;
        }
        let mut start = block.start;
        for end in ends(text, &block) {
            push_trimmed(&mut sentences, text, start..end);
            start = end;
        }
        push_trimmed(&mut sentences, text, start..block.end);
    }
    sentences.truncate(n);
    sentences
}

fn push_trimmed(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    if start < end {
        sentences.push(start..end);
    }
}

/// Runs of lines that read on: a line break inside one was only a wrapped line.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut joins = false;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let content = line.trim();
        let continues = content.starts_with(|c: char| c.is_lowercase());
        match blocks.last_mut() {
            Some(last) if joins && continues => last.end = range.end,
            _ => blocks.push(range),
        }
        joins = !content.is_empty() && content.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    }
    blocks
}

/// The places inside a block after which a new sentence begins.
fn ends(text: &str, block: &Range<usize>) -> Vec<usize> {
    let mut ends = Vec::new();
    let piece = &text[block.clone()];
    let (mut from, mut plain) = (0, None);
    while let Some((i, c)) = next_mark(piece, from, &mut plain) {
        let mut chars = piece[i + c.len_utf8()..].char_indices().map(|(j, next)| (i + c.len_utf8() + j, next)).peekable();
        // The whole mark, such as "?!" or "...", and what closes with it.
        let mut end = i + c.len_utf8();
        while let Some(&(j, next)) = chars.peek() {
            if !is_closing(next) && !matches!(next, '.' | '!' | '?' | '…') {
                break;
            }
            end = j + next.len_utf8();
            chars.next();
        }
        from = end;
        let ideographic = matches!(c, '。' | '！' | '？');
        let rest = &piece[end..];
        if rest.is_empty() || (!ideographic && !rest.starts_with(char::is_whitespace)) {
            continue;
        }
        let marks = &piece[i..end];
        // "2. 14 May 2024. 310. Share 12%.": an item of a list tells nothing before its first word.
        let counts_on = ends.is_empty() && marks == "." && i <= LONGEST_ITEM && is_of_numbers(&piece[..i]);
        if ideographic || !counts_on && is_end(&piece[..i], marks, rest.trim_start()) {
            ends.push(block.start + end);
        }
    }
    ends
}

/// The first mark from here on that may end a sentence. `plain` is where the next of the marks that are one byte stands, as far
/// as it is known, so that it is looked for once however many others stand before it.
fn next_mark(text: &str, from: usize, plain: &mut Option<usize>) -> Option<(usize, char)> {
    // None of these bytes begins inside another character.
    let bytes = text.as_bytes();
    if plain.is_none_or(|at| at < from) {
        *plain = Some(memchr::memchr3(b'.', b'!', b'?', &bytes[from..]).map_or(bytes.len(), |at| from + at));
    }
    let end = plain.unwrap_or(bytes.len());
    let wide = memchr::memchr3_iter(0xE2, 0xE3, 0xEF, &bytes[from..end]).find_map(|at| {
        let mark = text[from + at..].chars().next().filter(|c| matches!(c, '…' | '。' | '！' | '？'))?;
        Some((from + at, mark))
    });
    wide.or_else(|| bytes.get(end).map(|mark| (end, char::from(*mark))))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*')
}

/// Whether a text that opens a line has nothing but numbers and months.
fn is_of_numbers(text: &str) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= LONGEST_NUMBER;
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != ',').filter(|w| !w.is_empty() && *w != ",");
    (1..=MOST_NUMBERS).contains(&words().count()) && words().all(|word| is_number(word) || is_month(word))
}

/// Bytes of what opens an item of a list, at most.
const LONGEST_ITEM: usize = 60;
/// Letters of a number with its ending, at most: "1,195,000th".
const LONGEST_NUMBER: usize = 12;
/// Numbers and months that open an item of a list, at most: "2. 14 May 2024. 310."
const MOST_NUMBERS: usize = 6;

fn is_end(before: &str, marks: &str, after: &str) -> bool {
    let Some(next) = after.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next() else {
        return true;
    };
    if next.is_lowercase() {
        // "iPhone" and "eBay" may begin a sentence; other small letters do not, whatever the mark.
        let word: String =
            after.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take_while(|c| c.is_alphanumeric()).collect();
        return word.chars().skip(1).take(2).any(char::is_uppercase);
    }
    if marks != "." {
        return true;
    }
    let last = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '-' | '–' | '—' | '/'))
        .next()
        .unwrap_or("");
    let word = last.to_lowercase();
    if NEVER_LAST.contains(&word.as_str()) {
        // "No." and "Mar." are words too: "She said no." In capitals, or before a number, they are abbreviations.
        return match word.as_str() {
            "no" | "nos" | "art" | "sec" | "st" | "mar" | "sun" | "dec" => {
                !next.is_numeric() && !last.starts_with(char::is_uppercase)
            }
            _ => false,
        };
    }
    let following = after.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').find(|w| !w.is_empty()).unwrap_or("");
    if PERHAPS_LAST.contains(&word.as_str()) || is_initialism(&word) {
        return BEGINNERS.contains(&following.to_lowercase().as_str());
    }
    // One capital letter is somebody's initial ("J. P. Morgan").
    let mut letters = last.chars();
    if let (Some(first), None) = (letters.next(), letters.next()) {
        return !first.is_uppercase() || first == 'I' || BEGINNERS.contains(&following.to_lowercase().as_str());
    }
    true
}

/// Single letters with stops between them: "u.s", "j.p".
fn is_initialism(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<&str> = boundaries(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn the_first_sentences_are_those_of_all() {
        let text = "One came. Two went on Feb. 3.\n\nThree stayed.\nFour, five";
        for n in 0..6 {
            assert_eq!(first(text, n), boundaries(text).into_iter().take(n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn stops_that_end_nothing() {
        check(
            "Alphabet Inc. said on Jan. 20 that Mr. Pichai, of the U.S. firm, cut 6.5% of staff. It hurt.",
            &["Alphabet Inc. said on Jan. 20 that Mr. Pichai, of the U.S. firm, cut 6.5% of staff.", "It hurt."],
        );
        check(
            "J. P. Morgan hired. Machine No. 3 stopped at 6 a.m. The town slept.",
            &["J. P. Morgan hired.", "Machine No. 3 stopped at 6 a.m.", "The town slept."],
        );
    }

    #[test]
    fn quotations() {
        check(
            "“We are sorry.” He left. \"Really?\" she asked. \"Yes!\" Nobody spoke.",
            &["“We are sorry.”", "He left.", "\"Really?\" she asked.", "\"Yes!\"", "Nobody spoke."],
        );
    }

    #[test]
    fn lines() {
        check(
            "A heading\nThe first line was wrapped here,\nand reads on. Done.\n• a point\n• another",
            &["A heading", "The first line was wrapped here,\nand reads on.", "Done.", "• a point", "• another"],
        );
    }

    #[test]
    fn an_item_of_a_list_is_whole() {
        check(
            "2. 14 May 2024. 310. Share 12%. Berlin closed.\n1. June 2022. 220.\n3. Zorbex does it again",
            &["2. 14 May 2024. 310. Share 12%.", "Berlin closed.", "1. June 2022. 220.", "3. Zorbex does it again"],
        );
    }

    proptest::proptest! {
        #[test]
        fn sentences_cover_all_words_in_order(text in "[A-Za-z0-9 .!?\"\n“”é]{0,200}") {
            let sentences = boundaries(&text);
            let mut at = 0;
            for s in &sentences {
                proptest::prop_assert!(s.start >= at && s.end > s.start);
                proptest::prop_assert!(text[at..s.start].trim().is_empty());
                at = s.end;
            }
            proptest::prop_assert!(text[at..].trim().is_empty());
        }
    }
}
