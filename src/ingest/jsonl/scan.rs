//! Cuts JSON that runs over several lines into the objects at its top, without parsing it: one broken object does not
//! cost the others, and no more than one is in memory.

use std::io::{self, BufRead, Read};

use super::{LONGEST, value};

/// Where the scan is in a file of objects, within an array or one after the other.
pub(super) struct Scan {
    line: u64,
    in_array: bool,
}

/// An object, or why there is none, and the line it starts on.
pub(super) type Piece = (u64, Result<Vec<u8>, String>);

pub(super) fn too_long() -> String {
    format!("it has more than {} MiB: split it", LONGEST >> 20)
}

impl Scan {
    /// A scan that starts on this line.
    pub(super) fn new(line: u64) -> Self {
        Scan { line, in_array: false }
    }

    /// The line it has come to.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The next piece, or `None` at the end.
    pub(super) fn next(&mut self, reader: &mut impl BufRead) -> io::Result<Option<Piece>> {
        loop {
            let Some(byte) = peek(reader)? else {
                let torn = std::mem::take(&mut self.in_array);
                return Ok(torn.then(|| (self.line, Err("the file ends before the array does: half-written?".into()))));
            };
            match byte {
                b'{' => return self.object(reader).map(Some),
                b'[' if !self.in_array => self.in_array = true,
                b']' => self.in_array = false,
                b'\n' => self.line += 1,
                b',' | b' ' | b'\t' | b'\r' => {}
                _ => return self.other(reader).map(Some),
            }
            reader.consume(1);
        }
    }

    /// From a `{` to the `}` that closes it.
    fn object(&mut self, reader: &mut impl BufRead) -> io::Result<Piece> {
        let start = self.line;
        let mut bytes = Vec::new();
        let (mut depth, mut in_string, mut escaped, mut total) = (0u32, false, false, 0usize);
        while let Some(byte) = peek(reader)? {
            reader.consume(1);
            total += 1;
            if total <= LONGEST {
                bytes.push(byte);
            }
            match byte {
                b'\n' => self.line += 1,
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' if !in_string => depth = depth.saturating_add(1),
                b'}' if !in_string => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok((start, if total > LONGEST { Err(too_long()) } else { Ok(bytes) }));
            }
        }
        self.in_array = false;
        Ok((start, Err(value::HALF.into())))
    }

    /// Anything else, up to the next comma, bracket or line: handed on for the parser to say what it is.
    fn other(&mut self, reader: &mut impl BufRead) -> io::Result<Piece> {
        let mut bytes = Vec::new();
        while let Some(byte) = peek(reader)? {
            // What starts it belongs to it, whatever it is; so there is always progress.
            if !bytes.is_empty() && matches!(byte, b',' | b']' | b'\n' | b'{') {
                break;
            }
            reader.consume(1);
            if bytes.len() < 100 {
                bytes.push(byte);
            }
        }
        Ok((self.line, Ok(bytes)))
    }
}

fn peek(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        match reader.fill_buf() {
            Ok(buffer) => return Ok(buffer.first().copied()),
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err),
        }
    }
}

/// A reader to which something can be given back.
pub(super) struct Ahead<R> {
    ahead: Vec<u8>,
    used: usize,
    rest: R,
}

impl<R: BufRead> Ahead<R> {
    pub(super) fn new(rest: R) -> Self {
        Ahead { ahead: Vec::new(), used: 0, rest }
    }

    /// What is read next, before anything else.
    pub(super) fn put_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.ahead[self.used..]);
        (self.ahead, self.used) = (bytes, 0);
    }
}

impl<R: BufRead> Read for Ahead<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used < self.ahead.len() { Ok(&self.ahead[self.used..]) } else { self.rest.fill_buf() }
    }

    fn consume(&mut self, bytes: usize) {
        if self.used < self.ahead.len() { self.used += bytes } else { self.rest.consume(bytes) }
    }
}
