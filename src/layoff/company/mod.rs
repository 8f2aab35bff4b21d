//! Names in an article, and which of them is the company it is about.
//!
//! Listed names come from [`Mentions`]. All others are runs of capitalised words; what stands around them (a title, a
//! verb that cuts, "maker", "in") tells companies from people, places and publishers.

use rustc_hash::FxHashMap;

use super::line::{Line, Tok, Token, head, lookup};
use super::vocabulary::{FIRM, LEGAL, SECTOR, STAFF, TECH};
use super::{Mentions, Text};

mod find;
mod main;
mod weigh;

pub use main::{headlined_company, main_company, staffed_company, units};
pub use weigh::SPEAKER;

use find::{canonical, capitals, headline, key, title_case, word_in};
use weigh::{kin, senders, speakers, surnames, weigh};

/// A name that occurs in the article.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// As the company is known.
    pub text: String,
    /// From a list of names.
    pub known: bool,
    /// How often it occurs in the body.
    pub count: usize,
    /// Occurs in the title.
    pub title: bool,
    /// The article uses its first word alone, and the rest of it alone.
    by_first: bool,
    by_last: bool,
    /// What speaks for a company.
    pub firm: i32,
    /// What speaks for a person, a place, a reporting medium.
    pub person: i32,
    pub place: i32,
    pub media: i32,
}

impl Name {
    /// Notes what the article calls it by. What the text also writes small is a word, and calls nobody.
    fn shortened(&mut self, form: &str, body: &str) {
        let Some((first, last)) = self.text.split_once(' ') else { return };
        self.by_first |= form == first;
        self.by_last |= form == last && (self.by_last || !word_in(body, &form.to_lowercase()));
    }

    /// Whether it is shortened as people are: by the last of two words, and never by the first ("Ada Venn … Venn"). Companies
    /// are called by their first word, unless that says what they are ("Studio Zorza").
    fn is_shortened_as_people(&self) -> bool {
        let corporate = |word: &str| {
            let word = word.to_lowercase();
            lookup(&word) & (TECH | LEGAL | FIRM | SECTOR) != 0 || FOREIGN_KINDS.contains(&&*word)
        };
        self.by_last && !self.by_first && !self.text.split(' ').any(corporate)
    }

    /// Whether this can be the company whose staff go.
    pub fn is_company(&self) -> bool {
        self.known || (self.firm > 0 && self.person == 0 && self.place <= self.firm)
    }
}

/// What companies are, in languages in which that comes first: "Banco Almadén".
const FOREIGN_KINDS: [&str; 6] = ["banco", "banca", "banque", "grupo", "groupe", "gruppo"];

/// The names of an article; tokens of its lines point into this table.
#[derive(Debug, Default)]
pub struct Names {
    pub table: Vec<Name>,
    keys: FxHashMap<String, usize>,
}

impl Names {
    fn id(&mut self, text: &str) -> usize {
        if let Some(&id) = self.keys.get(text) {
            return id;
        }
        self.table.push(Name { text: text.to_owned(), ..Name::default() });
        self.keys.insert(text.to_owned(), self.table.len() - 1);
        self.table.len() - 1
    }
}

/// Finds all names, replaces their tokens in the lines, and weighs what each name is.
pub fn names(article: &Text<'_>, lines: &mut [Line<'_>], mentions: &dyn Mentions) -> Names {
    let mut names = Names::default();
    listed(article, lines, mentions, &mut names);
    // Capitals in a headline prove nothing if every word has one.
    let shouting = title_case(&lines[0]);
    let mut runs = Vec::new();
    for (l, line) in lines.iter().enumerate() {
        if !(l == 0 && shouting) {
            runs.extend(capitals(line, article.body).into_iter().map(|r| (l, r)));
        }
    }
    let keys: Vec<String> = runs.iter().map(|(l, r)| key(&lines[*l], r.clone())).collect();
    let canonical = canonical(&keys, &runs);
    let known: Vec<String> = names.table.iter().filter(|n| n.known).map(|n| n.text.clone()).collect();
    for ((l, run), key) in runs.into_iter().zip(&keys).rev() {
        // "300 Twilions are out": the people of a company, under its name.
        if run.len() == 1 && known.iter().any(|company| are_people_of(key, company)) {
            lines[l].toks[run.start].cue |= STAFF;
            continue;
        }
        let (name, skip) = &canonical[key.as_str()];
        let id = names.id(name);
        names.table[id].shortened(key, article.body);
        replace(&mut lines[l], run.start + skip..run.end, id);
    }
    headline(&mut lines[0], &mut names, shouting);
    for line in lines.iter_mut() {
        line.sum_up();
        weigh(line, article.source, &mut names);
    }
    speakers(lines, &mut names);
    senders(lines, &mut names);
    surnames(&mut names);
    kin(&mut names);
    names
}

/// Whether a word means those who work for a company: "Googlers", "Amazonians", "Twilions".
fn are_people_of(word: &str, company: &str) -> bool {
    const ENDINGS: [&str; 7] = ["ns", "rs", "ers", "ans", "ians", "ites", "sters"];
    let stem = company.strip_suffix(['e', 'a', 'o']).unwrap_or(company);
    let rest = word.strip_prefix(company).or_else(|| word.strip_prefix(stem));
    stem.len() >= 4 && rest.is_some_and(|rest| ENDINGS.contains(&rest))
}

/// Puts the names that the list knows in place of their tokens.
fn listed(article: &Text<'_>, lines: &mut [Line<'_>], mentions: &dyn Mentions, names: &mut Names) {
    let (title, body) = lines.split_at_mut(1);
    let titled = mentions.mentions(article.title).into_iter().rev().filter(|m| !is_tool(article.title, &m.range));
    for mention in titled {
        mark(&mut title[0], mention.range, &mention.company, mention.known, names);
    }
    for mention in mentions.mentions(article.body).into_iter().rev().filter(|m| !is_tool(article.body, &m.range)) {
        let at = body.partition_point(|line| line.offset + line.text.len() <= mention.range.start);
        if let Some(line) = body.get_mut(at)
            && line.offset <= mention.range.start
        {
            let range = mention.range.start - line.offset..mention.range.end - line.offset;
            mark(line, range, &mention.company, mention.known, names);
        }
    }
}

/// "Fired by Zoom call", "in a Slack message": what people were told with.
fn is_tool(text: &str, name: &std::ops::Range<usize>) -> bool {
    const TOOLS: [&str; 5] = ["zoom", "slack", "teams", "whatsapp", "skype"];
    const USES: [&str; 8] = ["call", "calls", "meeting", "meetings", "message", "messages", "webinar", "channel"];
    let next = text[name.end..].split_whitespace().next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
    let before = text[..name.start].split_whitespace().next_back().unwrap_or_default();
    let told = ["by", "in", "via", "on", "over", "a", "this"].iter().any(|word| word.eq_ignore_ascii_case(before));
    let tool = text[name.clone()].split(' ').next_back().unwrap_or_default();
    told && TOOLS.iter().any(|t| t.eq_ignore_ascii_case(tool)) && USES.iter().any(|u| u.eq_ignore_ascii_case(next))
}

fn mark(line: &mut Line<'_>, range: std::ops::Range<usize>, company: &str, known: bool, names: &mut Names) {
    let start = line.toks.partition_point(|t| t.end <= range.start);
    let end = line.toks.partition_point(|t| t.start < range.end);
    if start < end {
        let id = names.id(company);
        names.table[id].known |= known;
        names.table[id].firm += i32::from(!known);
        replace(line, start..end, id);
    }
}

fn replace(line: &mut Line<'_>, toks: std::ops::Range<usize>, id: usize) {
    let (first, last) = (&line.toks[toks.start], &line.toks[toks.end - 1]);
    let (start, end, possessive) = (first.start, last.end, last.possessive);
    let head = head(&line.text[start..end]);
    let tok = Tok { start, end, kind: Token::Name(id), head, cue: 0, cap: true, possessive };
    line.toks.splice(toks, [tok]);
}
