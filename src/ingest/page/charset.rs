//! Bytes to text: which encoding a page is in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its encoding may be declared. The standard says 1,024 bytes; pages with long comments in front
/// declare it later.
const DECLARED_WITHIN: usize = 8 << 10;

/// The text of `bytes` and what told its encoding: a byte order mark, valid UTF-8, the header, the page itself, or
/// nothing (then Windows-1252, the superset of Latin-1 that browsers fall back to).
pub(super) fn decode<'b>(bytes: &'b [u8], content_type: Option<&str>) -> (Cow<'b, str>, &'static str) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[length..]).0, "byte order mark");
    }
    let header = content_type.and_then(|value| label(value.as_bytes()));
    if let Some(wide) = header.filter(|encoding| *encoding == UTF_16LE || *encoding == UTF_16BE) {
        return (wide.decode_without_bom_handling(bytes).0, "header");
    }
    // Whatever is declared: text that is valid UTF-8 beyond ASCII is hardly ever anything else.
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.is_ascii()
    {
        return (Cow::Borrowed(text), "valid UTF-8");
    }
    let page = || label(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let (encoding, signal) = match header {
        Some(encoding) => (encoding, "header"),
        None => match page() {
            // A page whose declaration could be read byte by byte is not in UTF-16.
            Some(wide) if wide == UTF_16LE || wide == UTF_16BE => (UTF_8, "page"),
            Some(encoding) => (encoding, "page"),
            None if bytes.is_ascii() => (UTF_8, "plain ASCII"),
            None => (WINDOWS_1252, "none declared"),
        },
    };
    (encoding.decode_without_bom_handling(bytes).0, signal)
}

/// The encoding named after the first `charset=` (or, in XML, `encoding=`) that names one.
fn label(text: &[u8]) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    for key in [&b"charset"[..], b"encoding"] {
        let mut from = 0;
        while let Some(at) = lower[from..].windows(key.len()).position(|window| window == key) {
            from += at + key.len();
            let value = lower[from..].trim_ascii_start();
            let Some(value) = value.strip_prefix(b"=") else { continue };
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(value.len());
            if let Some(encoding) = Encoding::for_label(&value[..end]) {
                return Some(encoding);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_encoding() {
        let page = |declared: &str| [declared.as_bytes(), b" caf\xe9"].concat();
        for (bytes, header, text, signal) in [
            (b"\xef\xbb\xbfcaf\xc3\xa9".to_vec(), Some("text/html; charset=latin1"), "café", "byte order mark"),
            (b"\xff\xfec\0\xe9\0".to_vec(), None, "cé", "byte order mark"),
            (b"c\0\xe9\0".to_vec(), Some("text/html; charset=utf-16le"), "cé", "header"),
            ("café".as_bytes().to_vec(), Some("text/html; charset=iso-8859-1"), "café", "valid UTF-8"),
            (b"caf\xe9".to_vec(), Some("text/html; charset=ISO-8859-1"), "café", "header"),
            (b"caf\xe9".to_vec(), Some("text/html"), "café", "none declared"),
            (b"\xef\xf0".to_vec(), Some("text/html; charset=\"windows-1251\""), "пр", "header"),
            (page("<meta charset='windows-1252'>"), None, "<meta charset='windows-1252'> café", "page"),
            (
                page("<meta content=\"text/html; CharSet = latin1\">"),
                None,
                "<meta content=\"text/html; CharSet = latin1\"> café",
                "page",
            ),
            (page("<?xml encoding=\"latin1\"?>"), None, "<?xml encoding=\"latin1\"?> café", "page"),
            (b"<meta charset=utf-16>caf\xe9".to_vec(), None, "<meta charset=utf-16>caf\u{fffd}", "page"),
            (page("charset charset= charset=nonsense"), None, "charset charset= charset=nonsense café", "none declared"),
            (b"plain".to_vec(), None, "plain", "plain ASCII"),
            (vec![], None, "", "plain ASCII"),
        ] {
            assert_eq!(decode(&bytes, header), (Cow::Borrowed(text), signal), "{:?}", String::from_utf8_lossy(&bytes));
        }
    }
}
