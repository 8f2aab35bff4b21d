//! The fields of the index and how text becomes terms in them.

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager, WhitespaceTokenizer};

use crate::layoff::Learnt;
use crate::text::term::{self, Terms};

/// Rises whenever fields, terms or passages change: an index of another version is rebuilt.
pub const VERSION: u32 = 6;

/// The fields of a passage. Its words are not stored: the library has them.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// Bits of the article's id.
    pub article: Field,
    /// Version of the article that the passage was cut from.
    pub version: Field,
    /// First byte of the passage in the body.
    pub start: Field,
    /// The byte after its last.
    pub end: Field,
    /// The terms of the passage.
    pub body: Field,
    /// The terms of what stands around it: title, publisher, author, date.
    pub context: Field,
    /// The terms of the words with a capital in the article's first sentences: whom it is about, where its title does not say.
    pub lead: Field,
    /// Capitalised words, folded but not stemmed: what a misspelt name may have meant.
    pub names: Field,
    /// Companies that the article taught, whole.
    pub company: Field,
}

const TERMS: &str = "terms";
const WORDS: &str = "words";

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let text = |tokenizer: &str, record| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(tokenizer == TERMS);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        article: builder.add_u64_field("article", INDEXED | FAST),
        version: builder.add_u64_field("version", FAST),
        start: builder.add_u64_field("start", FAST),
        end: builder.add_u64_field("end", FAST),
        body: builder.add_text_field("body", text(TERMS, IndexRecordOption::WithFreqs)),
        context: builder.add_text_field("context", text(TERMS, IndexRecordOption::WithFreqs)),
        lead: builder.add_text_field("lead", text(TERMS, IndexRecordOption::Basic)),
        names: builder.add_text_field("names", text(WORDS, IndexRecordOption::Basic)),
        company: builder.add_text_field("company", text("raw", IndexRecordOption::Basic)),
    };
    (builder.build(), fields)
}

/// The tokenizers that the schema names.
pub fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TERMS, TermTokenizer::default());
    manager.register(WORDS, WhitespaceTokenizer::default());
    manager
}

/// Gives Tantivy the terms of [`term`]. The terms of the last text are kept: what stands around an article's words comes
/// again with each of its passages.
#[derive(Clone, Default)]
struct TermTokenizer {
    text: String,
    /// The terms, one after the other.
    terms: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    token: Token,
}

struct TermStream<'a> {
    of: &'a mut TermTokenizer,
    next: usize,
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        if self.text != text {
            self.text.clear();
            self.text.push_str(text);
            self.terms.clear();
            self.ends.clear();
            TERMS_OF.with(|terms| {
                terms.each_in(text, |term| {
                    self.terms.push_str(term);
                    self.ends.push(self.terms.len());
                });
            });
        }
        self.token.reset();
        TermStream { of: self, next: 0 }
    }
}

thread_local! {
    static TERMS_OF: Terms = Terms::default();
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let TermTokenizer { terms, ends, token, .. } = &mut *self.of;
        let Some(&end) = ends.get(self.next) else { return false };
        let start = self.next.checked_sub(1).map_or(0, |last| ends[last]);
        self.next += 1;
        token.text.clear();
        token.text.push_str(&terms[start..end]);
        token.position = token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.of.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.of.token
    }
}

/// The words of a text that stand for names there: capitalised, folded, without marks.
pub fn names(text: &str) -> String {
    let mut names = String::new();
    term::each_word(text, |range, folded, number| {
        if !number && text[range].starts_with(char::is_uppercase) {
            names.push_str(&term::bare(folded));
            names.push(' ');
        }
    });
    names
}

/// A learnt company as a term of the company field.
pub fn company(learnt: &Learnt) -> String {
    match &learnt.short {
        Some(short) => format!("{}\t{short}", learnt.name),
        None => learnt.name.clone(),
    }
}

/// The company that such a term stands for.
pub fn learnt(term: &str) -> Learnt {
    match term.split_once('\t') {
        Some((name, short)) => Learnt { name: name.to_owned(), short: Some(short.to_owned()) },
        None => Learnt { name: term.to_owned(), short: None },
    }
}
