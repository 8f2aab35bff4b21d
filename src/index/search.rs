//! Retrieval: weighted terms to ranked passages, over the corpora that somebody may see.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::collector::TopDocs;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, BoostQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::IndexError;
use super::schema::Fields;
use crate::article::ArticleId;

/// What is looked up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Terms that raise a passage's score.
    pub terms: Vec<Weighted>,
    /// Where this is not empty, only passages that have every term of at least one of these, in text or context or among the
    /// names of the article's first sentences.
    pub any_of: Vec<Vec<String>>,
}

/// A term with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// The term, as [`crate::text::term::Terms`] gives it.
    pub term: String,
    /// What it counts in the passage itself; 0 where it is not looked up there.
    pub body: f32,
    /// What it counts in title, publisher, author and date.
    pub context: f32,
}

/// A passage found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its article.
    pub article: ArticleId,
    /// The version of the article that was indexed.
    pub version: u32,
    /// Where it stands in the body.
    pub range: Range<usize>,
    /// Its BM25 score.
    pub score: f32,
}

/// How many lists of passages are gone through for one search: more than questions and their synonyms need, and few enough
/// that nobody keeps the program busy with words.
const LOOKED_UP: usize = 128;

/// A score is rounded to this fraction of 1.
const STEPS: f32 = 1024.0;

/// The indexes that one person may see, searched as if they were one.
pub(super) struct View {
    pub(super) searchers: Vec<Searcher>,
    pub(super) fields: Fields,
}

/// Statistics over everything the view sees, and nothing else: another server's articles cannot shift a ranking.
impl Bm25StatisticsProvider for View {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searchers.iter().map(|s| s.total_num_tokens(field)).sum()
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searchers.iter().map(Bm25StatisticsProvider::total_num_docs).sum()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searchers.iter().map(|s| s.doc_freq(term)).sum()
    }
}

impl View {
    /// The best passages, best first; ties in the order of article and place, so that the order never depends on
    /// when something was indexed.
    pub(super) fn search(&self, query: &Query, limit: usize) -> Result<Vec<Hit>, IndexError> {
        if limit == 0 || Bm25StatisticsProvider::total_num_docs(self)? == 0 {
            return Ok(Vec::new());
        }
        let built = self.build(query)?;
        let mut hits = Vec::new();
        for searcher in &self.searchers {
            let best = TopDocs::with_limit(limit).order_by_score();
            for (score, address) in searcher.search_with_statistics_provider(&built, &best, self)? {
                hits.push(self.hit(searcher, score, address)?);
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)).then(a.range.start.cmp(&b.range.start)));
        hits.truncate(limit);
        Ok(hits)
    }

    fn hit(&self, searcher: &Searcher, score: f32, address: tantivy::DocAddress) -> Result<Hit, IndexError> {
        let columns = searcher.segment_reader(address.segment_ord).fast_fields();
        let value = |name: &str| -> Result<u64, IndexError> {
            let column = columns.u64(name)?;
            column.first(address.doc_id).ok_or_else(|| IndexError::Damaged(format!("a passage has no {name}")))
        };
        Ok(Hit {
            article: ArticleId::from_bits(value("article")?),
            version: value("version")? as u32,
            range: value("start")? as usize..value("end")? as usize,
            // Sums of floating-point numbers differ in their last bits with the layout of the segments, which two indexes
            // of the same articles need not share.
            score: (score * STEPS).round() / STEPS,
        })
    }

    fn build(&self, query: &Query) -> Result<BooleanQuery, IndexError> {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for (term, boost) in self.looked_up(query)? {
            let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
            clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), boost))));
        }
        if !query.any_of.is_empty() {
            let names: Vec<Box<dyn TantivyQuery>> = query.any_of.iter().flat_map(|terms| self.all_of(terms)).collect();
            clauses.push((Occur::Must, Box::new(BoostQuery::new(Box::new(BooleanQuery::union(names)), 0.0))));
        }
        Ok(BooleanQuery::new(clauses))
    }

    /// The terms of a query with what they count, each once: the same passages are not gone through twice for a word that
    /// is said twice. Of too many, those that can raise a score most.
    fn looked_up(&self, query: &Query) -> Result<Vec<(Term, f32)>, IndexError> {
        let mut terms: Vec<(Term, f32)> = Vec::with_capacity(query.terms.len() * 2);
        let mut places: HashMap<Term, usize> = HashMap::with_capacity(query.terms.len() * 2);
        for weighted in &query.terms {
            for (field, boost) in [(self.fields.body, weighted.body), (self.fields.context, weighted.context)] {
                if boost > 0.0 {
                    let term = Term::from_field_text(field, &weighted.term);
                    let place = *places.entry(term.clone()).or_insert(terms.len());
                    match terms.get_mut(place) {
                        Some((_, sum)) => *sum += boost,
                        None => terms.push((term, boost)),
                    }
                }
            }
        }
        if terms.len() > LOOKED_UP {
            let passages = self.passages() as f32;
            let gain = |(term, boost): &(Term, f32)| -> Result<f32, IndexError> {
                Ok(boost * (1.0 + passages / (1.0 + Bm25StatisticsProvider::doc_freq(self, term)? as f32)).ln())
            };
            let gains = terms.iter().map(gain).collect::<Result<Vec<f32>, IndexError>>()?;
            let mut order: Vec<usize> = (0..terms.len()).collect();
            order.sort_by(|a, b| gains[*b].total_cmp(&gains[*a]));
            order.truncate(LOOKED_UP);
            order.sort_unstable();
            terms = order.into_iter().map(|place| terms[place].clone()).collect();
        }
        Ok(terms)
    }

    /// Passages that have every one of these terms, in any field: as few queries as will do, since each costs time.
    fn all_of(&self, terms: &[String]) -> Vec<Box<dyn TantivyQuery>> {
        let either = |term: &String| {
            [self.fields.body, self.fields.context, self.fields.lead].map(|field| -> Box<dyn TantivyQuery> {
                Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::Basic))
            })
        };
        match terms {
            [one] => either(one).into(),
            several => {
                let each =
                    several.iter().map(|term| -> Box<dyn TantivyQuery> { Box::new(BooleanQuery::union(either(term).into())) });
                vec![Box::new(BooleanQuery::intersection(each.collect()))]
            }
        }
    }

    /// How a word is written in the passages.
    pub(super) fn written(&self, word: &str, stem: &str) -> Result<Written, IndexError> {
        let of = |field, word: &str| Bm25StatisticsProvider::doc_freq(self, &Term::from_field_text(field, word));
        Ok(Written {
            capitalised: of(self.fields.names, word)?,
            all: of(self.fields.body, stem)?,
            titled: of(self.fields.context, stem)? > 0,
        })
    }

    /// In how many passages a term stands, in their text or context, at least.
    pub(super) fn frequency(&self, term: &str) -> Result<u64, IndexError> {
        let body = Bm25StatisticsProvider::doc_freq(self, &Term::from_field_text(self.fields.body, term))?;
        let context = Bm25StatisticsProvider::doc_freq(self, &Term::from_field_text(self.fields.context, term))?;
        Ok(body.max(context))
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Passages in which it has a capital, not only as the first word of a sentence.
    pub capitalised: u64,
    /// Passages in which it stands.
    pub all: u64,
    /// Whether it stands in the title of an article, or in what else is known of it.
    pub titled: bool,
}

/// Spellings further apart than this are different words.
const SPELLED_ALIKE: f64 = 0.75;

impl View {
    pub(super) fn passages(&self) -> u64 {
        self.searchers.iter().map(Searcher::num_docs).sum()
    }

    /// Names that begin with the same letter and are spelt almost like `word`, the likeliest first.
    pub(super) fn similar_names(&self, word: &str) -> Result<Vec<(String, u64)>, IndexError> {
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { return Ok(Vec::new()) };
        let mut found: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
        for searcher in &self.searchers {
            for segment in searcher.segment_readers() {
                let index = segment.inverted_index(self.fields.names)?;
                let mut names = index.terms().range().ge(first.to_string()).into_stream().map_err(tantivy::TantivyError::from)?;
                while names.advance() {
                    let Ok(name) = std::str::from_utf8(names.key()) else { continue };
                    if !name.starts_with(first) {
                        break;
                    }
                    if alike(word, name) {
                        *found.entry(name.to_owned()).or_default() += u64::from(names.value().doc_freq);
                    }
                }
            }
        }
        let mut found: Vec<(String, u64)> = found.into_iter().collect();
        let distance = |name: &str| strsim::osa_distance(word, name);
        found.sort_by(|(a, fa), (b, fb)| distance(a).cmp(&distance(b)).then(fb.cmp(fa)).then(a.cmp(b)));
        Ok(found)
    }
}

/// Letters of a name that has few ordinary words for neighbours.
const LONG_ENOUGH: usize = 6;

/// Whether two words differ by the order of their letters, by one that is doubled, or by a v for a w.
fn is_slip(typed: &str, name: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(typed) == sorted(name) || single(typed) == single(name) || typed.replace('v', "w") == name.replace('v', "w")
}

/// The letters of a word, each doubled one once.
fn single(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

/// A word without the letters that English writes and does not say, and with one letter for each sound that has several.
fn sound(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 12] = [
        ("tch", "ch"),
        ("igh", "i"),
        ("augh", "au"),
        ("ough", "ou"),
        ("ph", "f"),
        ("ck", "k"),
        ("wr", "r"),
        ("wh", "w"),
        ("qu", "kw"),
        ("x", "ks"),
        ("y", "i"),
        ("z", "s"),
    ];
    let word = SPELLINGS.iter().fold(word.to_owned(), |word, (letters, sound)| word.replace(letters, sound));
    let mut letters = single(&word);
    if letters.len() > 3 && letters.last() == Some(&'e') {
        letters.pop();
    }
    letters.into_iter().map(|c| if c == 'c' { 'k' } else { c }).collect()
}

/// Whether one of two words may be the other misspelt. Digits are never misspelt, and short words have too many
/// neighbours to tell.
pub fn alike(typed: &str, name: &str) -> bool {
    let (shorter, longer) = (typed.len().min(name.len()), typed.len().max(name.len()));
    if shorter < 4 || longer - shorter > 2 || typed.bytes().chain(name.bytes()).any(|b| b.is_ascii_digit()) {
        return false;
    }
    // "dabarro" for Dabbaro: the wrong letter of two is doubled.
    if shorter >= 5 && single(typed) == single(name) {
        return typed != name;
    }
    // "pellwrite" for Pellwright.
    if shorter >= LONG_ENOUGH && sound(typed) == sound(name) {
        return typed != name;
    }
    // A short name has ordinary words for neighbours ("metal", "boot"): there, only letters swapped or doubled are a slip.
    if name.len() < LONG_ENOUGH && !is_slip(typed, name) {
        return false;
    }
    let distance = strsim::osa_distance(typed, name);
    let allowed = if shorter < 7 { 1 } else { 2 };
    distance > 0 && distance <= allowed && 1.0 - distance as f64 / longer as f64 >= SPELLED_ALIKE
}
