//! Discord's markdown: text by others made harmless, links made safe, lengths counted and text cut as Discord does.
//!
//! Pure, and without any notion of answers.

use std::ops::Range;

use url::{Host, Url};

use crate::text::clean::is_invisible;

/// The longest address that is made a link; longer ones are seldom meant for people and eat up the message.
const LONGEST_LINK: usize = 600;

/// How long Discord takes a text to be. It counts characters; UTF-16 code units are never fewer, so that counting
/// these is safe whichever of the two a client counts.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// One line of plain text, for places where Discord knows no markdown (footers): invisible characters, which could
/// reorder or hide what follows, are left out.
pub fn plain(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line that shows exactly these words: whatever Discord would take for markup, a mention, a timestamp, an emoji
/// or an address is escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, &plain(text), true);
    out
}

/// As [`escaped`], keeping the line breaks.
pub fn escaped_lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}

/// A block quote of at most `budget` (see [`length`]) that shows `text`, with the bytes of `emphasis` in bold.
/// A text that is too long is cut at the end of a sentence, or else of a word, and ends in "…".
pub fn quoted(text: &str, emphasis: Option<Range<usize>>, budget: usize) -> String {
    // At worst each character is escaped, and each line begins with "> " and holds one pair of bold markers more.
    let (text, cut) = shortened(text, budget.saturating_sub(8), |c| if c == '\n' { 7 } else { c.len_utf16() + 1 });
    let bold = emphasis
        .filter(|range| text.is_char_boundary(range.start) && range.start < text.len())
        .map(|range| range.start..range.end.min(text.len()))
        .filter(|range| range.start < range.end && text.is_char_boundary(range.end))
        .unwrap_or(0..0);

    let mut out = String::new();
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        let from = bold.start.clamp(at, end);
        let to = bold.end.clamp(at, end);
        out.push_str(if at == 0 { "> " } else { "\n> " });
        push_escaped(&mut out, &visible(&text[at..from]), true);
        // Markers that touch a space, or nothing, do not make bold.
        let strong = visible(&text[from..to]);
        let (before, strong, after) = around(&strong);
        out.push_str(before);
        if !strong.is_empty() {
            out.push_str("**");
            push_escaped(&mut out, strong, from == at);
            out.push_str("**");
        }
        out.push_str(after);
        push_escaped(&mut out, &visible(&text[to..end]), to == at);
        at = end + 1;
    }
    if cut {
        out.push_str(ellipsis(text));
    }
    out
}

/// `words` as a link to `address`, where that is an ordinary web address; the words alone otherwise.
pub fn linked(words: &str, address: Option<&str>) -> String {
    // Inside a link's words Discord counts brackets, escaped or not.
    let words = escaped(&words.replace('[', "(").replace(']', ")"));
    match address.and_then(safe_address) {
        Some(address) if !words.is_empty() => format!("[{words}]({address})"),
        _ => words,
    }
}

/// An address that may stand in a link: http or https, a named host, no user name to disguise it, and nothing in it
/// that would end the link.
pub fn safe_address(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let ordinary = matches!(url.scheme(), "http" | "https")
        && matches!(url.host(), Some(Host::Domain(_) | Host::Ipv4(_)))
        && url.host_str().is_some_and(|host| host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)))
        && url.username().is_empty()
        && url.password().is_none();
    let mut safe = String::new();
    for c in url.as_str().chars() {
        match c {
            '(' | ')' | '<' | '>' | '[' | ']' | '{' | '}' | '\\' | '"' | '\'' | '`' | '*' | '|' | '^' => {
                safe.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => safe.push(c),
        }
    }
    (ordinary && length(&safe) <= LONGEST_LINK).then_some(safe)
}

/// `text` if it is at most `budget` long, otherwise its beginning up to the end of a sentence or word, and "…".
/// For text that is written already: an escape or a pair of markers may be cut in two by it, so that markup is cut
/// with [`quoted`] instead.
pub fn cut(text: &str, budget: usize) -> String {
    match shortened(text, budget, char::len_utf16) {
        (whole, false) => whole.to_owned(),
        _ if budget == 0 => String::new(),
        // An escape that lost its character would escape what follows it.
        (part, true) => format!("{}{}", part.trim_end_matches('\\'), ellipsis(part)),
    }
}

/// What shows that `part` was cut.
fn ellipsis(part: &str) -> &'static str {
    if part.ends_with(['.', '?', '!']) { " …" } else { "…" }
}

/// The longest beginning of `text` that, with an ellipsis, costs at most `budget`, and whether it was shortened.
fn shortened(text: &str, budget: usize, cost: impl Fn(char) -> usize) -> (&str, bool) {
    let mut spent = 0;
    let (mut fits, mut fits_with_ellipsis) = (0, 0);
    for (at, c) in text.char_indices() {
        spent += cost(c);
        if spent > budget {
            break;
        }
        fits = at + c.len_utf8();
        if spent + 2 <= budget {
            fits_with_ellipsis = fits;
        }
    }
    if fits == text.len() {
        return (text, false);
    }
    let part = &text[..fits_with_ellipsis];
    let sentence = [". ", "? ", "! ", ".\n", "?\n", "!\n"].iter().filter_map(|end| part.rfind(end)).max().map(|at| at + 1);
    let word = part.rfind(char::is_whitespace);
    // A cut that throws away more than half is worse than one in the middle of a sentence or a word.
    let at = [sentence, word].into_iter().flatten().find(|at| *at > part.len() / 2).unwrap_or(part.len());
    (part[..at].trim_end(), true)
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c) && (!c.is_control() || c.is_whitespace())).collect()
}

/// Leading white space, what is between, trailing white space.
fn around(text: &str) -> (&str, &str, &str) {
    let inner = text.trim();
    if inner.is_empty() {
        return (text, "", "");
    }
    let start = text.len() - text.trim_start().len();
    (&text[..start], inner, &text[start + inner.len()..])
}

/// Appends `text`. `line_start`: nothing but the quote mark stands before it in its line, where more characters mean
/// something (lists, headings, small print).
fn push_escaped(out: &mut String, text: &str, line_start: bool) {
    let mut beginning = line_start;
    let mut number = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let always = matches!(c, '\\' | '`' | '*' | '_' | '~' | '|' | '[' | ']' | '(' | ')' | '<' | '>' | '@' | '#');
        // Begins the name of an emoji, or makes an address; not so at the end of a word.
        let colon = c == ':' && chars.peek().is_some_and(|next| !next.is_whitespace());
        if always || colon || (beginning && matches!(c, '-' | '+')) || (number && c == '.') {
            out.push('\\');
        }
        out.push(c);
        number = (beginning || number) && c.is_ascii_digit();
        beginning &= c.is_whitespace();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_words_and_nothing_else() {
        assert_eq!(escaped("@everyone <@1> <#2> <t:3:R>"), r"\@everyone \<\@1\> \<\#2\> \<t\:3\:R\>");
        assert_eq!(
            escaped("[free](https://evil.example) :smile: ||x||"),
            r"\[free\]\(https\://evil.example\) \:smile: \|\|x\|\|"
        );
        assert_eq!(escaped("1. one-off\u{202e} - two"), r"1\. one-off - two");
        assert_eq!(escaped("-# small"), r"\-\# small");
        assert_eq!(escaped("12.5 and 3. x"), r"12\.5 and 3. x");
    }

    #[test]
    fn prints_the_evidence_in_bold() {
        assert_eq!(quoted("At least 10% go.", Some(0..12), 100), "> **At least 10%** go.");
        assert_eq!(quoted("Say *10* now", Some(3..9), 100), r"> Say **\*10\*** now");
        assert_eq!(quoted("one\ntwo", Some(0..7), 100), "> **one**\n> **two**");
        assert_eq!(quoted("one", Some(2..9), 100), "> on**e**");
        assert_eq!(quoted("- é", Some(3..4), 100), "> \\- é");
    }

    #[test]
    fn cuts_at_the_end_of_a_sentence_or_word() {
        assert_eq!(cut("One sentence. And another one", 20), "One sentence. …");
        assert_eq!(cut("Seventeen and then some", 18), "Seventeen and…");
        assert_eq!(cut("Abcdefghijkl", 6), "Abcd…");
        assert_eq!(cut("short", 5), "short");
        assert!(length(&quoted(&"*".repeat(900), None, 100)) <= 100);
    }

    #[test]
    fn links_only_to_the_web() {
        assert_eq!(
            linked("A [b]", Some("https://x.example/a (b)?q=[1]")),
            "[A \\(b\\)](https://x.example/a%20%28b%29?q=%5B1%5D)"
        );
        for bad in ["javascript:alert(1)", "https://user@x.example/", "discord://x", "x", "https://[::1]/", "file:///etc/passwd"]
        {
            assert_eq!(linked("A", Some(bad)), "A", "{bad}");
        }
        assert_eq!(safe_address("https://bücher.example/é"), Some("https://xn--bcher-kva.example/%C3%A9".into()));
    }
}
