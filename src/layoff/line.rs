//! A title or a sentence as tokens: words with their cues, amounts, names and marks.

use std::borrow::Cow;
use std::ops::Range;

use super::vocabulary::*;
use super::{Text, Where};
use crate::text::amount::{self, Amount, Hedge};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A word.
    Word,
    /// The amount at this index of its line.
    Amount(usize),
    /// The name at this index of the article's table of names.
    Name(usize),
    /// A mark.
    Mark(char),
}

/// The first letters of a word, small, as one number: two words of up to eight bytes are the same where these are.
pub type Head = u64;

/// The head of a word.
pub const fn head(word: &str) -> Head {
    head_of(word.as_bytes())
}

/// The head of a word in UTF-8.
pub const fn head_of(bytes: &[u8]) -> Head {
    let mut first = [0; size_of::<Head>()];
    let mut at = 0;
    while at < first.len() && at < bytes.len() {
        first[at] = bytes[at].to_ascii_lowercase();
        at += 1;
    }
    Head::from_le_bytes(first)
}

/// Words that a token is compared with, made by [`words!`].
#[derive(Debug, Clone, Copy)]
pub struct Words {
    heads: &'static [Head],
    words: &'static [&'static str],
}

impl Words {
    /// Of words with their heads.
    pub const fn new(heads: &'static [Head], words: &'static [&'static str]) -> Words {
        Words { heads, words }
    }
}

/// The heads of some words.
pub const fn heads<const N: usize>(words: &[&str]) -> [Head; N] {
    let mut heads = [0; N];
    let mut at = 0;
    while at < N {
        heads[at] = head(words[at]);
        at += 1;
    }
    heads
}

/// Some words for [`Line::is`], whose heads the compiler works out.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const {
            const WORDS: &[&str] = &[$($word),+];
            const HEADS: &[$crate::layoff::line::Head] = &$crate::layoff::line::heads::<{ WORDS.len() }>(WORDS);
            $crate::layoff::line::Words::new(HEADS, WORDS)
        }
    };
}
/// A token and its place in its line's text.
#[derive(Debug, Clone)]
pub struct Tok {
    pub start: usize,
    pub end: usize,
    pub kind: Token,
    /// What its text begins with, to pass over most words that it is compared with.
    pub head: Head,
    pub cue: Cue,
    /// Begins with a capital, or has one inside as "iPhone" has.
    pub cap: bool,
    /// Was followed by "'s", which is not in the range.
    pub possessive: bool,
}

/// The title or one sentence of the body.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where its text begins in title or body.
    pub offset: usize,
    pub title: bool,
    pub toks: Vec<Tok>,
    /// The cues of all its tokens.
    pub cues: Cue,
    pub amounts: Vec<Amount>,
    /// Counts the sentences that carry the story: 0 for the title, 1 for the lead. Headings, captions and notes in
    /// front of the story have none.
    pub rank: Option<usize>,
    /// Not of the story: a note of the editors on an earlier version of it, a link to another one.
    pub aside: bool,
}

impl Line<'_> {
    /// Whether the token has one of these cues.
    pub fn has(&self, i: usize, cue: Cue) -> bool {
        self.toks.get(i).is_some_and(|t| t.cue & cue != 0)
    }

    /// The token's text.
    pub fn word(&self, i: usize) -> &str {
        self.toks.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// Whether the token is one of these words, in whatever case.
    ///
    /// Asked for so often that nearly all words have to be passed over by their heads.
    #[inline]
    pub fn is(&self, i: usize, words: Words) -> bool {
        self.toks.get(i).is_some_and(|tok| words.heads.contains(&tok.head) && self.is_one_of(tok, words))
    }

    #[inline(never)]
    fn is_one_of(&self, tok: &Tok, words: Words) -> bool {
        let word = &self.text[tok.start..tok.end];
        words.words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    pub fn mark(&self, i: usize) -> Option<char> {
        match self.toks.get(i)?.kind {
            Token::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub fn name(&self, i: usize) -> Option<usize> {
        match self.toks.get(i)?.kind {
            Token::Name(n) => Some(n),
            _ => None,
        }
    }

    pub fn amount(&self, i: usize) -> Option<&Amount> {
        match self.toks.get(i)?.kind {
            Token::Amount(a) => self.amounts.get(a),
            _ => None,
        }
    }

    /// The token after the brackets that open at this one; this one where none do. None where they stay open.
    pub fn after_brackets(&self, i: usize) -> Option<usize> {
        const LONGEST: usize = 8;
        match self.mark(i) {
            Some('(') => Some((i + 1..i + LONGEST).find(|&close| self.mark(close) == Some(')'))? + 1),
            _ => Some(i),
        }
    }

    /// Whether any token has one of these cues.
    pub fn any(&self, cue: Cue) -> bool {
        self.cues & cue != 0
    }

    /// Sees again which cues there are, after tokens have changed.
    pub fn sum_up(&mut self) {
        self.cues = self.toks.iter().fold(0, |cues, t| cues | t.cue);
    }

    /// Adds a token that is no word.
    fn push(&mut self, range: Range<usize>, kind: Token) {
        let Range { start, end } = range;
        self.toks.push(Tok { start, end, kind, head: head(&self.text[start..end]), cue: 0, cap: false, possessive: false });
    }

    /// A range of this line's text as a place in the article.
    pub fn place(&self, range: Range<usize>) -> Where {
        let range = self.offset + range.start..self.offset + range.end;
        if self.title { Where::Title(range) } else { Where::Body(range) }
    }
}

/// Words that open what is not yet the story: captions, summaries, notes.
const NOTES: &[&str] =
    &["photo", "caption", "image", "picture", "summary", "correction", "update", "editor", "illustration", "credit"];

/// The title and the sentences of an article, tokenised.
pub fn lines<'a>(article: &Text<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(article.sentences.len() + 1);
    lines.push(line(article.title, 0, true));
    let mut rank = 0;
    let mut note_until = 0;
    for range in article.sentences {
        let Some(text) = article.body.get(range.clone()) else { continue };
        let mut line = line(text, range.start, false);
        // "(Correction, October 27: …)"
        let at = usize::from(matches!(line.mark(0), Some('(' | '[')));
        let first = line.word(at).to_ascii_lowercase();
        let opens = line.mark(at + 1) == Some(':') || line.mark(at + 1) == Some(',') && first == "correction";
        if NOTES.contains(&first.as_str()) && (opens || line.mark(at + 2) == Some(':')) && rank < 2
            || first == "correction" && opens
        {
            // The note runs to the end of its paragraph.
            note_until = article.body[range.start..].find('\n').map_or(article.body.len(), |n| range.start + n);
            line.aside = first == "correction" || first == "corrections";
        }
        let noted = range.start < note_until;
        if noted && lines.last().is_some_and(|l: &Line| l.aside) {
            line.aside = true;
        }
        line.aside |= leads_away(&line);
        let bullet = text.starts_with(['*', '-', '•', '–', '—']) && rank < 1;
        let heading = !text.trim_end().ends_with(['.', '!', '?', '"', '”', ')', '’', '\'', ':']) || line.toks.len() < 4;
        if !(noted || line.aside || bullet || heading && line.amounts.len() < 2) {
            rank += 1;
            line.rank = Some(rank);
        }
        lines.push(line);
    }
    lines
}

/// Whether a line only points to something else on the page: "Also read: …", "Related | …", "Sign up here".
fn leads_away(line: &Line<'_>) -> bool {
    let link = match () {
        () if line.is(0, words!["also", "read", "see", "watch", "more", "don't", "listen"]) => {
            line.is(1, words!["read", "more", "also", "next", "now", "here", "from", "on", "miss"])
                && (2..9).any(|i| matches!(line.mark(i), Some(':' | '|' | '·' | '–' | '—')) && line.mark(1).is_none())
        }
        () => line.is(0, words!["related", "advertisement", "sponsored", "recommended", "promoted", "trending"]),
    };
    let marked = matches!(line.mark(1), Some(':' | '|' | '·')) || line.toks.len() <= 2;
    link && (marked || !line.is(0, words!["related", "advertisement", "sponsored", "recommended", "promoted", "trending"]))
}

fn line(text: &str, offset: usize, title: bool) -> Line<'_> {
    let mut amounts = amount::amounts(text);
    amounts.retain(|a| !is_name(text, a));
    let mut line = Line {
        text,
        offset,
        title,
        toks: Vec::with_capacity(text.len() / 5),
        cues: 0,
        amounts,
        rank: title.then_some(0),
        aside: false,
    };
    tokenise(&mut line);
    unmark_names(&mut line);
    mark_phrases(&mut line);
    mark_sayings(&mut line);
    line.sum_up();
    line
}

/// "Forty Two", "Studio Ninety": capitals within a line are a name's, unless people are counted.
fn is_name(text: &str, amount: &Amount) -> bool {
    if amount::ends_a_name(text, amount) {
        return true;
    }
    let words = &text[amount.range.clone()];
    if amount.hedge == Hedge::Vague || words.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let capitals = words.split(' ').filter(|w| w.starts_with(|c: char| c.is_uppercase())).count();
    let before = text[..amount.range.start].strip_suffix(' ').and_then(|rest| rest.rsplit([' ', '\n']).next());
    let follows_name = before.is_some_and(|word| {
        word.starts_with(|c: char| c.is_uppercase())
            && word.ends_with(|c: char| c.is_alphanumeric())
            && lookup(word) & (COMMON | CUT | STRONG | SAY | AUX | GOING | PREP) == 0
    });
    if capitals < 2 && !(capitals == 1 && follows_name && words.starts_with(|c: char| c.is_uppercase())) {
        return false;
    }
    let next = text[amount.range.end..].split_whitespace().next().unwrap_or("").to_lowercase();
    cues(&next) & (STAFF | CUT_NOUN) == 0
}

fn tokenise(line: &mut Line) {
    let text = line.text;
    let mut at = 0;
    let mut next_amount = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(a) = line.amounts.get(next_amount)
            && a.range.start <= at
        {
            let end = a.range.end.max(at + c.len_utf8());
            line.push(at..end, Token::Amount(next_amount));
            next_amount += 1;
            at = end;
            continue;
        }
        let limit = line.amounts.get(next_amount).map_or(text.len(), |a| a.range.start);
        if c.is_alphanumeric() {
            let (end, next, possessive) = word(text, at, limit);
            let word = &text[at..end];
            let (head, cue) = known(word);
            let cap = c.is_uppercase() || word.chars().skip(1).take(2).any(char::is_uppercase);
            line.toks.push(Tok { start: at, end, kind: Token::Word, head, cue, cap, possessive });
            at = next;
        } else {
            let end = at + c.len_utf8();
            if !c.is_whitespace() {
                line.push(at..end, Token::Mark(c));
            }
            at = end;
        }
    }
}

/// The end of the word at `at`, where to read on, and whether "'s" was left out.
fn word(text: &str, at: usize, limit: usize) -> (usize, usize, bool) {
    // Most words are plain letters.
    let plain = text[at..limit].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut end = at + plain;
    let mut chars = text[end..limit].char_indices().map(|(i, c)| (plain + i, c)).peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_alphanumeric() {
            end = at + i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|n| n.1);
        let inside = match c {
            '-' | '‑' | '&' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            // "U.S.", "C3.ai"
            '.' => next.is_some_and(|n| n.is_alphabetic()) && i > 0,
            _ => false,
        };
        if !inside {
            break;
        }
        if matches!(c, '\'' | '’') {
            let rest = &text[at + i + c.len_utf8()..limit];
            if rest.starts_with('s') && !rest[1..].starts_with(char::is_alphanumeric) {
                return (end, at + i + c.len_utf8() + 1, true);
            }
        }
    }
    // "employees'"
    (end, end, false)
}

/// The marks of a word, in whatever case.
pub(super) fn lookup(word: &str) -> Cue {
    known(word).1
}

/// The head of a word and its marks, in whatever case.
fn known(word: &str) -> (Head, Cue) {
    let mut buffer = [0; 24];
    let Some(lower) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return (head(word), cues(&*small(word)));
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match buffer {
        [a, b, c, d, e, f, g, h, ..] if word.len() <= size_of::<Head>() => {
            let head = Head::from_le_bytes([a, b, c, d, e, f, g, h]);
            (head, short_cues(head))
        }
        _ => (head(word), cues(&buffer[..word.len()])),
    }
}

/// A word in lower case, which nearly all are already.
pub(super) fn small(word: &str) -> Cow<'_, str> {
    let is_small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Marks what only several words together say: "lay … off", "let … go", "pink slips", "out of work".
fn mark_phrases(line: &mut Line) {
    for i in 0..line.toks.len() {
        if line.toks[i].kind != Token::Word || line.toks[i].cue & (PHRASE | LAY | LET | CUT | CUT_NOUN) == 0 {
            continue;
        }
        let reach = |line: &Line, cue: Cue, span: usize| {
            (i + 1..(i + 1 + span).min(line.toks.len())).take_while(|&j| line.mark(j) != Some(';')).find(|&j| line.has(j, cue))
        };
        if line.has(i, LAY) && reach(line, OFF, 6).is_some() {
            line.toks[i].cue |= CUT | STRONG;
        } else if line.has(i, LET) {
            // "let 300 people go to the concert".
            let leads = |j: usize| line.is(j + 1, words!["to"]) && line.is(j + 2, words!["the", "a", "an", "their", "see"]);
            if let Some(j) = reach(line, GO, 14).filter(|&j| !leads(j) && !line.is(j + 1, words!["home"])) {
                line.toks[i].cue |= CUT | STRONG;
                line.toks[j].cue |= GOING;
            }
        } else if line.is(i, words!["part", "parts", "parted", "parting"]) && line.is(i + 1, words!["with", "ways", "company"])
            || line.is(i, words!["rid"]) && line.is(i + 1, words!["of"])
            || line.is(i, words!["pink"]) && line.is(i + 1, words!["slip", "slips"])
            || line.is(i, words!["goodbye", "farewell"])
            || line.is(i, words!["plug"]) && line.is(i.wrapping_sub(1), words!["the"]) && line.is(i + 1, words!["on"])
            || line.is(i, words!["notice"])
                && line.is(i.wrapping_sub(1), words!["given", "give", "gives", "giving", "gave"])
                && line.is(i + 1, words!["to"])
            || line.is(i, words!["away"])
                && line.is(i + 1, words!["with"])
                && line.is(i.wrapping_sub(1), words!["doing", "done", "do", "did"])
        {
            line.toks[i].cue |= CUT | STRONG;
        } else if line.is(i, words!["door", "boot", "axe", "sack"]) && line.is(i.wrapping_sub(1), words!["the"])
            || line.is(i, words!["work", "job", "jobs"])
                && line.is(i.wrapping_sub(1), words!["of", "without", "a", "their"])
                && (1..4).any(|k| line.is(i.wrapping_sub(k), words!["out", "without", "lose", "losing", "lost", "loses"]))
            || line.is(i, words!["street"]) && line.is(i.wrapping_sub(2), words!["on"])
            || line.is(i, words!["risk"]) && line.is(i.wrapping_sub(1), words!["at"])
            || line.is(i, words!["notice"]) && line.is(i.wrapping_sub(1), words!["their", "received", "on", "termination"])
            || line.is(i, words!["letters"]) && line.is(i.wrapping_sub(1), words!["termination", "redundancy", "dismissal"])
            || line.is(i, words!["renewed"]) && (1..4).any(|k| line.is(i.wrapping_sub(k), words!["not", "won't", "n't"]))
            || line.is(i, words!["longer"])
                && line.is(i.wrapping_sub(1), words!["no"])
                && line.is(
                    i + 1,
                    words![
                        "exist", "exists", "needed", "required", "wanted", "employed", "work", "worked", "working", "have", "had"
                    ],
                )
        {
            line.toks[i].cue |= GOING;
            line.toks[i].cue &= !(EMPLOY | STAFF);
        } else if line.has(i, CUT | CUT_NOUN) {
            let before = i.wrapping_sub(1);
            if line.is(
                before,
                words!["pay", "price", "rate", "tax", "power", "cost", "budget", "interest", "salary", "wage", "fee", "spending"],
            ) {
                line.toks[i].cue &= !(CUT | CUT_NOUN | STRONG);
            } else if line
                .is(before, words!["job", "jobs", "staff", "workforce", "headcount", "role", "roles", "position", "post"])
                && line.has(i, CUT_NOUN)
                && !line.toks[i].possessive
            {
                line.toks[i].cue |= STRONG;
            } else if line.is(i, words!["dismiss", "dismisses", "dismissed", "dismissing"])
                && (line.is(i + 1, words!["as", "claims", "reports", "rumours", "rumors", "a", "the", "suggestions"])
                    && !line.is(i + 2, words!["many"])
                    && !(i + 1..i + 5).any(|j| line.has(j, STAFF) || line.amount(j).is_some()))
            {
                line.toks[i].cue = DENY;
            } else if line.is(i, words!["fire", "fires"]) && line.is(before, words!["on", "the", "under", "a"])
                || line.is(i, words!["redundant"])
                    && (1..4).any(|d| line.is(i.wrapping_sub(d), MACHINES) || line.is(i + d, MACHINES))
            {
                line.toks[i].cue = 0;
            }
        }
    }
}

/// What engineers make redundant.
const MACHINES: Words = words![
    "replica",
    "replicas",
    "server",
    "servers",
    "system",
    "systems",
    "copies",
    "disk",
    "disks",
    "power",
    "network",
    "networks",
    "link",
    "links",
    "storage",
    "cluster",
    "clusters",
    "database",
    "databases",
    "node",
    "nodes",
    "code",
    "backup",
    "backups",
];

/// "Sun Microsystems", "Sun said": the day only where a date follows or "on" stands before. "In May 2024" nothing may be.
fn unmark_names(line: &mut Line) {
    for i in 0..line.toks.len() {
        if line.toks[i].cue & MAYBE != 0 && line.word(i) == "May" {
            let led = i > 0
                && line
                    .is(i - 1, words!["in", "of", "since", "until", "by", "last", "late", "early", "from", "to", "this", "mid"]);
            let day = |at: usize| {
                line.amount(at).is_some_and(|a| (1.0..=31.0).contains(&a.value) || a.value > 1990.0 && a.value < 2100.0)
            };
            if led || day(i + 1) || day(i.wrapping_sub(1)) {
                line.toks[i].cue &= !MAYBE;
            }
        }
        if line.toks[i].cue & DAY == 0 || line.word(i) != "Sun" {
            continue;
        }
        let next = i + 1 + usize::from(matches!(line.mark(i + 1), Some('.' | ',')));
        let dated = line.amount(next).is_some() || line.has(next, MONTH);
        let on = line.is(i.wrapping_sub(1), words!["on", "last"]) && line.toks.get(i + 1).is_none_or(|t| !t.cap);
        if !dated && !on {
            line.toks[i].cue &= !DAY;
        }
    }
}

/// Marks the sayings of `data/cuts.toml` at their first word, for a dismissal or a denial of one.
fn mark_sayings(line: &mut Line) {
    for i in 0..line.toks.len() {
        if line.toks[i].cue & OPENS == 0 {
            continue;
        }
        let said = sayings().get(&*small(line.word(i))).into_iter().flatten().filter(|(rest, _)| follows(line, i + 1, rest));
        let cue = said.fold(0, |cue, (_, marks)| cue | marks);
        line.toks[i].cue |= cue;
    }
}

/// Whether these parts of a saying stand from `at` on.
pub(super) fn follows(line: &Line<'_>, at: usize, rest: &[Part]) -> bool {
    let Some((part, rest)) = rest.split_first() else { return true };
    let at = if matches!(line.mark(at), Some('"' | '“' | '”' | '\'' | '‘' | '’')) { at + 1 } else { at };
    match part {
        Part::Gap => (at..at + 5).any(|j| follows(line, j, rest)),
        Part::OneOf(words) => {
            let here = line.word(at);
            words.iter().any(|w| w.eq_ignore_ascii_case(here)) && follows(line, at + 1, rest)
        }
    }
}
