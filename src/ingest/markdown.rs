//! Markdown to plain text: what a reader would see of it. Pure.
//!
//! Not a parser of the whole language: marks are taken off where they are clearly marks and left where they may be words.

use std::sync::LazyLock;

use regex::{Captures, Regex};

const UNDERLINED: &str = r"(^|[^\w_])_{1,3}([^\s_](?:[^\n]*?[^\s_])?)_{1,3}($|[^\w_])";

/// Patterns with what they are replaced by, in order.
static INLINE: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let rules = [
        // Pictures say nothing; links are their text; addresses in angle brackets are themselves.
        (r"!\[[^\]\n]*\]\([^()\s]*(?:\([^()\s]*\))?[^()\n]*\)", ""),
        (r"\[([^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\))?[^()\n]*\)", "$1"),
        (r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]", "$1"),
        (r"<(https?://[^<>\s]+)>", "$1"),
        (r"`+([^`\n]+)`+", "$1"),
        (r"\*{1,3}([^\s*](?:[^*\n]*[^\s*])?)\*{1,3}", "$1"),
        (UNDERLINED, "$1$2$3"),
        // Once more: the blank after one is the blank before the next.
        (UNDERLINED, "$1$2$3"),
        (r"~~([^~\n]+)~~", "$1"),
    ];
    // The patterns are constant and tested.
    rules.into_iter().filter_map(|(pattern, by)| Some((Regex::new(pattern).ok()?, by))).collect()
});

/// The text of a Markdown document: headings, lists and quotations without their marks, links as their text, code without
/// its fence. A block of settings in front of it is left out.
pub(super) fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fenced = false;
    for line in without_settings(markdown).lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            out.push_str(line);
        } else if is_rule(bare) || is_definition(bare) {
            // Nothing to read, but it separates.
        } else {
            out.push_str(&inline(block(bare)));
        }
        out.push('\n');
    }
    out
}

/// A line without what makes it a heading, an item or a quotation.
fn block(mut line: &str) -> &str {
    loop {
        let rest = line.strip_prefix('>').or_else(|| line.strip_prefix("- ")).or_else(|| line.strip_prefix("* "));
        let rest = rest.or_else(|| line.strip_prefix("+ "));
        match rest {
            Some(rest) => line = rest.trim_start(),
            None => break,
        }
    }
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    match line.get(marks..) {
        Some(rest) if (1..=6).contains(&marks) && rest.starts_with([' ', '\t']) => rest.trim().trim_end_matches('#').trim_end(),
        _ => line,
    }
}

fn inline(line: &str) -> String {
    let mut text = hide_escaped(line);
    for (pattern, by) in INLINE.iter() {
        if pattern.is_match(&text) {
            text = pattern
                .replace_all(&text, |found: &Captures<'_>| {
                    let mut replaced = String::new();
                    found.expand(by, &mut replaced);
                    replaced
                })
                .into_owned();
        }
    }
    text.chars()
        .map(|c| char::from_u32((c as u32).wrapping_sub(HIDDEN)).filter(char::is_ascii_punctuation).unwrap_or(c))
        .collect()
}

/// Marks that stand for themselves are moved by this much, to where no other mark is (private use), and back in the end.
const HIDDEN: u32 = 0xf_0000;

/// With the marks hidden that stand behind a backslash, which says that they are no marks.
fn hide_escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek().filter(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(next) => {
                text.extend(char::from_u32(HIDDEN + *next as u32));
                chars.next();
            }
            None => text.push(c),
        }
    }
    text
}

/// A line across, or the line under a heading.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    match marks.next() {
        Some(mark @ ('-' | '*' | '_' | '=')) => marks.clone().count() >= 2 && marks.all(|c| c == mark),
        _ => false,
    }
}

/// Where a link leads that is used elsewhere: `[name]: address`.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]: ").is_some_and(|(_, address)| address.trim_start().starts_with("http"))
}

/// Without the settings (`---`, lines, `---`) that programs put in front of a document.
fn without_settings(markdown: &str) -> &str {
    let start = markdown.trim_start_matches(['\u{feff}', '\n', '\r']);
    let Some(rest) = start.strip_prefix("---\n").or_else(|| start.strip_prefix("---\r\n")) else { return markdown };
    let mut at = 0;
    for line in rest.split_inclusive('\n').take(100) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return &rest[at..];
        }
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_a_pattern() {
        assert_eq!(INLINE.len(), 9);
    }

    #[test]
    fn marks_are_taken_off_and_words_stay() {
        for (markdown, text) in [
            ("# Acme cuts 300 jobs #", "Acme cuts 300 jobs"),
            ("**Acme** cut *300* jobs, __it__ _said_.", "Acme cut 300 jobs, it said."),
            ("See [the memo](https://a.example/x_(y) \"title\") today.", "See the memo today."),
            ("![a chart](c.png)Acme", "Acme"),
            ("> - quoted *item*", "quoted item"),
            ("5 * 3 = 15 and 2*2", "5 * 3 = 15 and 2*2"),
            ("snake_case_name and # of jobs", "snake_case_name and # of jobs"),
            ("#hashtag", "#hashtag"),
            ("A \\*star\\* and `code`", "A *star* and code"),
            ("<https://a.example/>", "https://a.example/"),
            ("1. First", "1. First"),
            ("~~old~~ new", "old new"),
            ("Read [it][1] now", "Read it now"),
        ] {
            assert_eq!(plain(markdown).trim(), text, "{markdown}");
        }
    }

    #[test]
    fn blocks_that_are_no_text_go() {
        let markdown = "---\ntitle: x\n---\nTitle\n=====\n\nOne.\n\n***\n\n```\n# code\n```\n[1]: https://a.example\n";
        let lines: Vec<String> = plain(markdown).lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
        assert_eq!(lines, ["Title", "One.", "# code"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken(markdown in "[\\s\\S]{0,200}|[*_`\\[\\]()#> \\n~\\\\-]{0,80}") {
            plain(&markdown);
        }
    }
}
