//! Article files: JSON, one object a line, or an array of objects, or a single object.
//!
//! A line that cannot be read is reported with its number and the rest goes on. Whatever the size of the file, no more
//! than one article of it is in memory.

mod scan;
mod value;

use std::io::{BufRead, Read};

use scan::{Ahead, Scan};

use super::draft::RawArticle;

/// The articles of a file, in order, and the lines that hold none.
pub struct Articles<R> {
    reader: Ahead<R>,
    /// Lines read so far.
    line: u64,
    /// Line on which the last article began.
    began: u64,
    shape: Shape,
}

/// A line that is not an article, and why, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadLine {
    /// The line it starts on, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// How the objects are laid out.
enum Shape {
    Unknown,
    /// One a line: a broken line ends at its end.
    Lines,
    /// Over several lines, within an array or without.
    Pieces(Scan),
    Over,
}

/// The longest line, or object of an array, in bytes. Above the longest body, with room for its escapes.
const LONGEST: usize = 16 << 20;

impl<R: BufRead> Articles<R> {
    /// Reads articles from a file. Nothing is read until the first is asked for.
    pub fn new(reader: R) -> Self {
        Articles { reader: Ahead::new(reader), line: 0, began: 0, shape: Shape::Unknown }
    }

    /// The line on which what was given last begins, from 1.
    pub fn began(&self) -> u64 {
        self.began
    }

    /// The next line with something in it, and its number.
    fn next_line(&mut self) -> Result<Option<(u64, Vec<u8>)>, BadLine> {
        loop {
            let mut line = Vec::new();
            let at = self.line + 1;
            let read = (&mut self.reader).take(LONGEST as u64 + 1).read_until(b'\n', &mut line);
            read.map_err(|err| self.stop(at, &err))?;
            if line.is_empty() {
                return Ok(None);
            }
            self.line = at;
            if line.len() > LONGEST && line.last() != Some(&b'\n') {
                self.skip_line().map_err(|err| self.stop(at, &err))?;
                return Err(BadLine { line: at, reason: scan::too_long() });
            }
            if at == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((at, line)));
            }
        }
    }

    /// Ends the reading, as a file that failed once would fail forever.
    fn stop(&mut self, line: u64, err: &std::io::Error) -> BadLine {
        self.shape = Shape::Over;
        BadLine { line, reason: format!("the file cannot be read on: {err}") }
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (skip, done) = match buffer.iter().position(|b| *b == b'\n') {
                Some(end) => (end + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(skip);
            if done {
                return Ok(());
            }
        }
    }

    /// Looks at the first lines and decides on the shape.
    fn begin(&mut self) -> Result<Option<RawArticle>, BadLine> {
        let Some((at, first)) = self.next_line()? else { return Ok(None) };
        if first.trim_ascii_start().starts_with(b"[") {
            self.reader.put_back(first);
            self.shape = Shape::Pieces(Scan::new(at));
            return self.next_piece();
        }
        self.shape = Shape::Lines;
        // The first line of an object over many lines, and a half-written line, both end too early. Where a whole object
        // follows on a line of its own, it was the latter.
        if value::parse(&first).is_err_and(|err| err.is_eof()) {
            let mut ahead = Vec::new();
            (&mut self.reader).take(LONGEST as u64).read_until(b'\n', &mut ahead).map_err(|err| self.stop(at + 1, &err))?;
            let whole = value::parse(&ahead).is_ok_and(|value| value.is_object());
            if whole || ahead.is_empty() {
                self.reader.put_back(ahead);
            } else {
                self.reader.put_back([first, ahead].concat());
                self.shape = Shape::Pieces(Scan::new(at));
                return self.next_piece();
            }
        }
        self.began = at;
        article(at, &first)
    }

    fn next_piece(&mut self) -> Result<Option<RawArticle>, BadLine> {
        let Shape::Pieces(scan) = &mut self.shape else { return Ok(None) };
        match scan.next(&mut self.reader) {
            Ok(Some((line, Ok(bytes)))) => {
                self.began = line;
                article(line, &bytes)
            }
            Ok(Some((line, Err(reason)))) => Err(BadLine { line, reason }),
            Ok(None) => Ok(None),
            Err(err) => {
                let line = scan.line();
                Err(self.stop(line, &err))
            }
        }
    }
}

fn article(line: u64, bytes: &[u8]) -> Result<Option<RawArticle>, BadLine> {
    value::article(bytes).map(Some).map_err(|reason| BadLine { line, reason })
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<RawArticle, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = match self.shape {
            Shape::Unknown => self.begin(),
            Shape::Lines => match self.next_line() {
                Ok(Some((line, bytes))) => {
                    self.began = line;
                    article(line, &bytes)
                }
                Ok(None) => Ok(None),
                Err(bad) => Err(bad),
            },
            Shape::Pieces(_) => self.next_piece(),
            Shape::Over => Ok(None),
        };
        if let Ok(None) = next {
            self.shape = Shape::Over;
        }
        next.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Provenance;
    use crate::ingest::Warning;

    /// Titles of the articles, and the bad lines, in order.
    fn read(file: impl AsRef<[u8]>) -> Vec<Result<String, String>> {
        Articles::new(file.as_ref()).map(|read| read.map(|raw| raw.title).map_err(|bad| bad.to_string())).collect()
    }

    fn titles(file: impl AsRef<[u8]>) -> Vec<String> {
        read(file).into_iter().map(|read| read.unwrap()).collect()
    }

    const A: &str = r#"{"title":"A","body":"a"}"#;
    const B: &str = r#"{"title":"B","text":"b"}"#;

    #[test]
    fn every_layout_gives_the_same_articles() {
        for file in [
            format!("{A}\n{B}\n"),
            format!("\u{feff}\n\r\n{A}\r\n\r\n{B}"),
            format!("[{A},{B}]"),
            format!("\u{feff} [\n {A} ,\n\n {B}\n]\n"),
            "{\n\"title\":\"A\",\n\"body\":\"a {[\\\"\"\n}\n{\n\"title\": \"B\", \"body\": \"}\"}".to_owned(),
        ] {
            assert_eq!(titles(&file), ["A", "B"], "{file}");
        }
        assert_eq!(titles(A), ["A"]);
        assert_eq!(titles(" \n\n"), [""; 0]);
        assert_eq!(titles(""), [""; 0]);
        assert_eq!(titles("[]"), [""; 0]);
    }

    #[test]
    fn a_bad_line_has_its_number_and_the_rest_goes_on() {
        let mut file = format!("{A}\n\n{{\"title\":5,\"body\":\"x\"}}\n").into_bytes();
        file.extend(b"{\"title\":\"\xff\",\"body\":\"x\"}\n42\n{\"title\":\"T\"}\nnot json\n");
        file.extend(format!("{{\"title\":null,\"body\":\"x\"}}\n{B}\n{{\"title\":\"half").into_bytes());
        let found = read(file);
        let bad: Vec<&str> = found.iter().filter_map(|read| read.as_ref().err()).map(String::as_str).collect();
        assert_eq!(
            bad,
            [
                "line 3: its title is a number, not a text",
                "line 4: not valid UTF-8: save the file as UTF-8",
                "line 5: a number, not an article",
                "line 6: it has no body",
                "line 7: not JSON: expected ident at column 2",
                "line 8: it has no title",
                "line 10: it ends in the middle of an article: half-written?",
            ]
        );
        assert_eq!(found.iter().filter_map(|read| read.as_ref().ok()).collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn a_half_written_first_line_costs_only_itself() {
        let found = read(format!("{}\n{A}\n{B}\n", &A[..15]));
        assert_eq!(found[0].as_ref().unwrap_err(), "line 1: it ends in the middle of an article: half-written?");
        assert_eq!(found[1..], [Ok("A".to_owned()), Ok("B".to_owned())]);
        assert_eq!(read(&A[..15]).len(), 1);
    }

    #[test]
    fn a_broken_array_gives_what_it_holds() {
        let found = read(format!("[\n{A},\n7,\n{B},\n{{\"title\":\"half"));
        assert_eq!(found[0], Ok("A".to_owned()));
        assert_eq!(found[1], Err("line 3: a number, not an article".into()));
        assert_eq!(found[2], Ok("B".to_owned()));
        assert_eq!(found[3], Err("line 5: it ends in the middle of an article: half-written?".into()));
        assert_eq!(found.len(), 4);
        assert_eq!(read(format!("[{A},"))[1], Err("line 1: the file ends before the array does: half-written?".into()));
    }

    #[test]
    fn a_line_above_the_limit_is_refused_by_number() {
        let long = format!("{{\"title\":\"L\",\"body\":\"{}\"}}", "x".repeat(LONGEST));
        for file in [format!("{A}\n{long}\n{B}\n"), format!("[{A},\n{long},\n{B}]")] {
            let found = read(file);
            assert_eq!(found.len(), 3);
            assert_eq!(found[1], Err("line 2: it has more than 16 MiB: split it".into()));
            assert_eq!(found[2], Ok("B".to_owned()));
        }
    }

    #[test]
    fn a_file_that_fails_ends() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("gone"))
            }
        }
        for start in ["", "[", "{\n", "{\"title\":\"A\",\"body\":\"a\"}\n"] {
            let reader = std::io::BufReader::new(start.as_bytes().chain(Failing));
            let last = Articles::new(reader).take(10).last().unwrap();
            assert!(last.unwrap_err().reason.ends_with("gone"), "{start}");
        }
    }

    #[test]
    fn reads_what_an_export_says() {
        let line = r#"{"url":"u","title":"T","body":"B","text":"ignored","published_at":"2023-01-20","author":["A","B"],"source":7,
            "provenance":"fetched","corpus":"server-1","x":{},"versions":[{"title":"T0","body":"B0"},{"title":1}]}"#;
        let raw = Articles::new(line.replace('\n', "").as_bytes()).next().unwrap().unwrap();
        assert_eq!((raw.body.as_str(), raw.published.as_deref()), ("B", Some("2023-01-20")));
        assert_eq!((raw.author.as_deref(), raw.source), (Some("A, B"), None));
        assert_eq!(raw.provenance, Some(Provenance::Fetched));
        assert_eq!(raw.earlier.len(), 1);
        assert_eq!(raw.warnings, [Warning::Ignored("source".into()), Warning::Ignored("versions".into())]);

        let brief =
            r#"{"title":"T","body":"B","provenance":"x","based_on":{"url":"https://post.example/a"},"published":1674172800}"#;
        let raw = Articles::new(brief.as_bytes()).next().unwrap().unwrap();
        assert_eq!(raw.based_on.unwrap().url.as_deref(), Some("https://post.example/a"));
        assert_eq!((raw.provenance, raw.published.as_deref()), (None, Some("1674172800")));
        assert_eq!(raw.warnings, [Warning::Ignored("provenance".into())]);
        let raw = Articles::new(&br#"{"title":"T","body":"B","based_on":"The Post"}"#[..]).next().unwrap().unwrap();
        assert_eq!(raw.based_on.unwrap().source, "The Post");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(file in proptest::collection::vec(proptest::sample::select(&b"{}[]\",:\\\n ab1"[..]), 0..60)) {
            let lines = file.iter().filter(|b| **b == b'\n').count() as u64 + 1;
            for read in Articles::new(&file[..]).take(200) {
                if let Err(bad) = read {
                    proptest::prop_assert!(bad.line >= 1 && bad.line <= lines, "{}", bad);
                }
            }
            proptest::prop_assert!(Articles::new(&file[..]).count() < 200);
        }
    }
}
