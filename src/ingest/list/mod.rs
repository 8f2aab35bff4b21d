//! Lists of layoffs as people download them: one row a layoff, as values between commas, semicolons or tabs.
//!
//! Pure, and steady in memory: it reads row by row. What columns are called is in `column`, how a cell is read in
//! `cell`. Every row is taken or refused by itself; a value that makes no sense refuses its row, since the next one may
//! be as wrong (a missing comma shifts them all).

mod cell;
mod column;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::{self, BufRead, Chain, Cursor, Read};
use std::ops::Range;

use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;

use crate::ingest::canonical;
use crate::layoff::{CountIs, Proof, Status, Where};
use crate::text::clean;
use crate::time::Period;
use cell::{Conventions, Count, Oddity};
use column::{Column, Columns};

/// One layoff of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where its row begins in the file, counted from 1.
    pub line: u64,
    /// The company, as the list has it.
    pub company: String,
    /// How many; the lower end of a range.
    pub count: Option<u64>,
    /// The upper end of a range.
    pub count_max: Option<u64>,
    /// How firmly the count is stated; none without any.
    pub count_is: Option<CountIs>,
    /// The share in points.
    pub percent: Option<f64>,
    /// When: a day or a month.
    pub date: Option<Period>,
    /// Planned where the day is yet to come, else announced.
    pub status: Status,
    /// Where the company is.
    pub place: Option<String>,
    /// Its industry.
    pub industry: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// How far it is financed.
    pub stage: Option<String>,
    /// The address that the row gives as its source.
    pub link: Option<String>,
    /// When it was added to the list.
    pub added: Option<Date>,
    /// Company and date, in the words of the row.
    pub title: String,
    /// The whole row: the names of the columns and its values, in the words of the file.
    pub body: String,
    /// Which of those words state what.
    pub proof: Proof,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadRow {
    /// Where it begins, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// Why a file cannot be read as a list.
#[derive(Debug, thiserror::Error)]
pub enum NotAList {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// No line has the names of columns.
    #[error(
        "its first lines name no columns of a list of layoffs: one has to hold the company, and one the number, the share or the date \
         (for example: company,total_laid_off,percentage_laid_off,date)"
    )]
    NoColumns,
    /// It is in an encoding that is not read.
    #[error("it is in UTF-16: save it as CSV in UTF-8")]
    Utf16,
    /// It could not be read.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// How much of a file is looked at to tell what it is.
const SAMPLE: usize = 256 << 10;
/// How many of its first records may stand before the names of the columns.
const BEFORE_NAMES: usize = 10;
/// A row of more bytes has lost a quotation mark.
const LONGEST_ROW: usize = 32 << 10;

/// The rows of a list.
pub struct Entries<R> {
    records: csv::Reader<Chain<Cursor<Vec<u8>>, R>>,
    record: ByteRecord,
    columns: Columns,
    conventions: Conventions,
    today: Date,
    /// Lines end with two characters; the reader of records counts the second one to the line that follows.
    two_marks: bool,
}

/// Whether a file that begins like this is a list of layoffs.
pub fn is_list(beginning: &[u8]) -> bool {
    let text = beginning.strip_prefix(BYTE_ORDER_MARK).unwrap_or(beginning);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    !matches!(first, Some(b'{' | b'[' | b'<')) && form(text).is_some()
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl<R: BufRead> Entries<R> {
    /// Looks at the beginning of a file: which columns it has, what stands between them, and how its numbers and dates
    /// are meant.
    ///
    /// # Errors
    /// When it is no list of layoffs, or cannot be read.
    pub fn new(mut reader: R, today: Date) -> Result<Self, NotAList> {
        let mut sample = Vec::new();
        reader.by_ref().take(SAMPLE as u64).read_to_end(&mut sample)?;
        if sample.starts_with(&[0xff, 0xfe]) || sample.starts_with(&[0xfe, 0xff]) {
            return Err(NotAList::Utf16);
        }
        if sample.starts_with(BYTE_ORDER_MARK) {
            sample.drain(..BYTE_ORDER_MARK.len());
        }
        if sample.iter().all(u8::is_ascii_whitespace) {
            return Err(NotAList::Empty);
        }
        let first_end = sample.iter().position(|byte| *byte == b'\n').and_then(|end| end.checked_sub(1));
        let two_marks = first_end.is_some_and(|before| sample.get(before) == Some(&b'\r'));
        let Form { delimiter, columns, names } = form(&sample).ok_or(NotAList::NoColumns)?;
        let mut conventions = Conventions::default();
        let mut first = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(&sample[..]);
        for record in first.byte_records().skip(names + 1).map_while(Result::ok) {
            for (column, cell) in columns.iter().zip(&record) {
                conventions.learn(column.kind, &decode(cell));
            }
        }
        let mut records = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .buffer_capacity(256 << 10)
            .from_reader(Cursor::new(sample).chain(reader));
        let mut record = ByteRecord::new();
        for _ in 0..=names {
            records.read_byte_record(&mut record).map_err(io_error)?;
        }
        Ok(Entries { records, record, columns, conventions, today, two_marks })
    }

    /// What has to be said of its columns: of which values there are none.
    pub fn missing(&self) -> Vec<String> {
        self.columns.missing()
    }

    /// The next row; none after the last. Rows without any value are passed over.
    ///
    /// # Errors
    /// When the file cannot be read any further. A row that makes no sense is no such error.
    #[expect(clippy::should_implement_trait, reason = "two kinds of error: a bad row is followed by others")]
    pub fn next(&mut self) -> io::Result<Option<Result<Entry, BadRow>>> {
        loop {
            if !self.records.read_byte_record(&mut self.record).map_err(io_error)? {
                return Ok(None);
            }
            let line = self.record.position().map_or(0, csv::Position::line) + u64::from(self.two_marks);
            if self.record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
                continue;
            }
            let entry = self.entry(line).map_err(|oddity| BadRow { line, reason: oddity.to_string() });
            return Ok(Some(entry));
        }
    }

    fn entry(&self, line: u64) -> Result<Entry, Oddity> {
        let (given, wanted) = (self.record.len(), self.columns.len());
        let beyond = self.record.iter().skip(wanted).any(|cell| !cell.trim_ascii().is_empty());
        if given < wanted || beyond {
            return Err(Oddity::Values { given, wanted });
        }
        if self.record.as_slice().len() > LONGEST_ROW {
            return Err(Oddity::Long(self.record.as_slice().len()));
        }
        let mut words = Words::default();
        let mut row = Entry {
            line,
            company: String::new(),
            count: None,
            count_max: None,
            count_is: None,
            percent: None,
            date: None,
            status: Status::Announced,
            place: None,
            industry: None,
            country: None,
            stage: None,
            link: None,
            added: None,
            title: String::new(),
            body: String::new(),
            proof: Proof::default(),
        };
        let mut date_text = String::new();
        for (column, cell) in self.columns.iter().zip(&self.record) {
            let text = clean::line(&decode(cell));
            if text.is_empty() || cell::says_nothing(&text) {
                continue;
            }
            match column.kind {
                Column::Company => {
                    cell::company(&text)?;
                    row.proof.company.push(words.add(&column.name, &text));
                    row.company = text;
                }
                Column::Count => {
                    let place = words.add(&column.name, &text);
                    if let Some(Count { count, max, is }) = cell::count(&text)? {
                        (row.count, row.count_max, row.count_is) = (Some(count), max, Some(is));
                        row.proof.count.push(place);
                    }
                }
                Column::Percent => {
                    let place = words.add(&column.name, &text);
                    if let Some(percent) = cell::percent(&text, &self.conventions)? {
                        row.percent = Some(percent);
                        row.proof.percent.push(place);
                    }
                }
                Column::Date => {
                    let date = cell::date(&text, &self.conventions, self.today)?;
                    row.proof.date.push(words.add(&column.name, &text));
                    if date.start > self.today && row.status == Status::Announced {
                        row.status = Status::Planned;
                    }
                    row.date = Some(date);
                    date_text = text;
                }
                Column::Added => {
                    words.add(&column.name, &text);
                    // Not worth a row: it only says when somebody wrote it down.
                    let added = cell::date(&text, &self.conventions, self.today).ok();
                    row.added = added.filter(|p| p.start == p.end && p.end <= self.today).map(|p| p.start);
                }
                Column::Link if canonical(&text).is_some() => row.link = Some(text),
                Column::Place => {
                    row.proof.place.push(words.add(&column.name, &text));
                    row.place = Some(cell::name(&text, &column.name)?);
                }
                Column::Industry => row.industry = Some(words.named(&column.name, &text)?),
                Column::Country => row.country = Some(words.named(&column.name, &text)?),
                Column::Status => {
                    words.add(&column.name, &text);
                    // What is announced for a day to come is planned.
                    row.status = cell::status(&text).filter(|told| *told != Status::Announced).unwrap_or(row.status);
                }
                Column::Stage => row.stage = Some(words.named(&column.name, &text)?),
                Column::Link | Column::Other => {
                    words.add(&column.name, &text);
                }
            }
        }
        if row.company.is_empty() {
            return Err(Oddity::NoCompany);
        }
        cell::fits(row.count, row.percent)?;
        row.title = if date_text.is_empty() { row.company.clone() } else { format!("{}, {date_text}", row.company) };
        row.body = words.text;
        Ok(row)
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // A flexible reader of bytes has no other.
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The words of a row: `company: Acme; total_laid_off: 12`.
#[derive(Default)]
struct Words {
    text: String,
}

impl Words {
    /// Adds a value under its column's name and gives its place.
    fn add(&mut self, name: &str, value: &str) -> Where {
        if !self.text.is_empty() {
            self.text.push_str("; ");
        }
        self.text.push_str(name);
        self.text.push_str(": ");
        let start = self.text.len();
        self.text.push_str(value);
        Where::Body(Range { start, end: self.text.len() })
    }

    fn named(&mut self, name: &str, value: &str) -> Result<String, Oddity> {
        self.add(name, value);
        cell::name(value, name)
    }
}

/// UTF-8, or what programs of the last century write: Windows' extension of Latin-1.
fn decode(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

/// How a list is written.
struct Form {
    delimiter: u8,
    columns: Columns,
    /// Which of the first records holds the names of the columns.
    names: usize,
}

/// The form in which the most columns are known.
fn form(sample: &[u8]) -> Option<Form> {
    let mut best: Option<Form> = None;
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut records = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(sample);
        for (names, record) in records.byte_records().take(BEFORE_NAMES).map_while(Result::ok).enumerate() {
            let columns = Columns::read(record.iter().map(|cell| clean::line(&decode(cell))));
            if columns.are_enough() && best.as_ref().is_none_or(|best| columns.known() > best.columns.known()) {
                best = Some(Form { delimiter, columns, names });
            }
        }
    }
    best
}
