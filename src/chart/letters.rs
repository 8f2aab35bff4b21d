//! Which letters can be written: what the font lacks is written in Latin letters, or left out.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// The text in characters that `has` knows, so that no empty box ever stands for a letter. Letters of other scripts are
/// transliterated, which also keeps right-to-left scripts out of a picture that is written from left to right; emoji
/// and other signs are left out. A text of which nothing remains is a question mark.
pub(super) fn writable(text: &str, has: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() || c.is_control() {
            space(&mut out);
        } else if crate::text::clean::is_invisible(c) {
        } else if has(c) {
            // What was left out, and the syllables of Chinese, leave a space behind.
            if matches!(c, ',' | '.' | ';' | ':' | ')') && out.ends_with(' ') {
                out.pop();
            }
            out.push(c);
        } else if c.is_alphanumeric() {
            let latin = deunicode_char(c).unwrap_or("?");
            for c in latin.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '?') {
                // Scripts without capitals: a name begins with one here.
                let opens = out.chars().next_back().is_none_or(|last| last == ' ' || last == '(');
                out.push(if opens { c.to_ascii_uppercase() } else { c });
            }
            if latin.ends_with(' ') {
                space(&mut out);
            }
        }
    }
    let text = out.trim();
    if text.is_empty() { "?".to_owned() } else { text.to_owned() }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_the_font_lacks() {
        let check = |text: &str, written: &str| assert_eq!(writable(text, |c| c.is_ascii() || c == 'ø'), written);
        check("Tømmer & Co", "Tømmer & Co");
        check("腾讯", "Teng Xun");
        check("腾讯, ソニー", "Teng Xun, Soni");
        check("שלום", "Shlvm");
        check("شركة", "Shrk");
        check("Rocket 🚀 Labs", "Rocket Labs");
        check("🚀🔥", "?");
        check("a\u{202e}b\u{200b}c\nd", "abc d");
        check("", "?");
    }
}
