//! Cleaning: what is done to a text once, before it is stored.
//!
//! Afterwards a quote is byte for byte what is stored, so nothing downstream may clean again.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A body: control, zero-width and bidirectional characters gone, one kind of space and of line break, NFC.
/// Paragraphs are separated by one empty line at the most.
pub fn body(raw: &str) -> String {
    let mut lines = Vec::new();
    let text = normalised(raw);
    for line in text.split('\n') {
        let line = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let empty_again = line.is_empty() && lines.last().is_none_or(String::is_empty);
        if !empty_again {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// A title, a name, a publisher: as [`body`], on one line.
pub fn line(raw: &str) -> String {
    normalised(raw).split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// True for characters that show nothing, or that change the order in which others are shown.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn normalised(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut after_return = false;
    for c in raw.chars() {
        match c {
            '\n' if after_return => {}
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            c if c.is_whitespace() => text.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c => text.push(c),
        }
        after_return = c == '\r';
    }
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_words_and_paragraphs_only() {
        assert_eq!(body("  One\u{a0}two \t three.\r\n\r\n\r\n\r\nFour\u{200b}teen.\u{202e} \r\n"), "One two three.\n\nFourteen.");
        assert_eq!(line("A\ntitle\u{0} of\u{feff}  two lines"), "A title of two lines");
    }

    #[test]
    fn composes_accents() {
        assert_eq!(body("Cafe\u{301}"), "Café");
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in "\\PC*|[\\s\\S]{0,80}") {
            let once = body(&raw);
            proptest::prop_assert_eq!(body(&once), once.clone());
            proptest::prop_assert!(!once.chars().any(|c| is_invisible(c) || (c.is_control() && c != '\n')));
        }
    }
}
