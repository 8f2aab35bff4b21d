//! Names in an article, and which of them is the company it is about.
//!
//! Listed names come from [`Mentions`]. All others are runs of capitalised words; what stands around them (a title, a
//! verb that cuts, "maker", "in") tells companies from people, places and publishers.

use std::collections::HashMap;

use super::line::{Line, Tok, Token};
use super::vocabulary::*;
use super::{Mentions, Text};

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
    /// What speaks for a company.
    pub firm: i32,
    /// What speaks for a person, a place, a reporting medium.
    pub person: i32,
    pub place: i32,
    pub media: i32,
}

impl Name {
    /// Whether this can be the company whose staff go.
    pub fn is_company(&self) -> bool {
        self.known || (self.firm > 0 && self.person == 0 && self.place <= self.firm)
    }
}

/// The names of an article; tokens of its lines point into this table.
#[derive(Debug, Default)]
pub struct Names {
    pub table: Vec<Name>,
    keys: HashMap<String, usize>,
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
    for ((l, run), key) in runs.into_iter().zip(&keys).rev() {
        let (name, skip) = &canonical[key.as_str()];
        let id = names.id(name);
        replace(&mut lines[l], run.start + skip..run.end, id);
    }
    headline(&mut lines[0], &mut names, shouting);
    for line in lines.iter() {
        weigh(line, article.source, &mut names);
    }
    kin(&mut names);
    names
}

/// Puts the names that the list knows in place of their tokens.
fn listed(article: &Text<'_>, lines: &mut [Line<'_>], mentions: &dyn Mentions, names: &mut Names) {
    let (title, body) = lines.split_at_mut(1);
    for mention in mentions.mentions(article.title).into_iter().rev() {
        mark(&mut title[0], mention.range, &mention.company, mention.known, names);
    }
    for mention in mentions.mentions(article.body).into_iter().rev() {
        let at = body.partition_point(|line| line.offset + line.text.len() <= mention.range.start);
        if let Some(line) = body.get_mut(at)
            && line.offset <= mention.range.start
        {
            let range = mention.range.start - line.offset..mention.range.end - line.offset;
            mark(line, range, &mention.company, mention.known, names);
        }
    }
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
    let tok = Tok { start: first.start, end: last.end, kind: Token::Name(id), cue: 0, cap: true, possessive: last.possessive };
    line.toks.splice(toks, [tok]);
}

/// Whether most words of a headline are capitalised.
fn title_case(line: &Line<'_>) -> bool {
    let long = line.toks.iter().filter(|t| matches!(t.kind, Token::Word) && t.end - t.start > 3);
    let (mut all, mut small) = (0, 0);
    for tok in long {
        all += 1;
        small += usize::from(!tok.cap);
    }
    all >= 3 && small * 4 <= all
}

/// Runs of capitalised words that may be names.
fn capitals(line: &Line<'_>, body: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut i = 0;
    while i < line.toks.len() {
        let opens = i == 0 || matches!(line.mark(i - 1), Some('"' | '“' | ':' | '•' | '-' | '*' | '—' | '–' | '('));
        if !starts(line, i, opens, body) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while !line.toks[end - 1].possessive {
            let joined = match line.mark(end) {
                Some('&') => end + 1,
                _ => end,
            };
            let Some(next) = line.toks.get(joined) else { break };
            let near = next.start - line.toks[end - 1].end <= if joined > end { 3 } else { 1 };
            let word = next.kind == Token::Word && next.cap && next.cue & (DAY | MONTH) == 0 && !line.is(joined, &["CEO", "Inc"]);
            if !(near && word) || line.text[line.toks[end - 1].end..next.start].contains('\n') {
                break;
            }
            end = joined + 1;
        }
        // "Chief Executive Solveig Brattås" ends at nothing, but a run may end in a legal form or a title.
        while end > i + 1 && line.has(end - 1, TITLE) && !line.has(end - 1, TECH) {
            end -= 1;
        }
        runs.push(i..end);
        i = end;
    }
    runs
}

/// Whether a name can begin with this token.
fn starts(line: &Line<'_>, i: usize, opens: bool, body: &str) -> bool {
    let tok = &line.toks[i];
    if tok.kind != Token::Word || !tok.cap || tok.cue & (DAY | MONTH | LEGAL) != 0 {
        return false;
    }
    let word = &line.text[tok.start..tok.end];
    if tok.cue & TITLE != 0 && line.word(i).len() != 1 {
        return false;
    }
    // "SAN FRANCISCO (KRON) —": where the report was written.
    if i == 0
        && word.len() > 2
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && (1..7).any(|j| matches!(line.mark(j), Some('—' | '–' | '(')))
    {
        return false;
    }
    // "Oslo-listed", "Paris-based".
    if word.contains('-') && word.rsplit('-').next().is_some_and(|w| w.starts_with(|c: char| c.is_lowercase())) {
        return false;
    }
    let next_cap = line.toks.get(i + 1).is_some_and(|t| t.kind == Token::Word && t.cap && t.cue & (TITLE | DAY | MONTH) == 0);
    if tok.cue & PLACE != 0 {
        return next_cap && !line.has(i + 1, PLACE) && !tok.possessive;
    }
    // All capitals of two or three letters that mean no company.
    if matches!(
        word,
        "CEO" | "AI" | "IT" | "HR" | "US" | "UK" | "EU" | "PR" | "QA" | "IPO" | "GMT" | "ET" | "CET" | "WARN" | "VR" | "TV" | "I"
    ) {
        return false;
    }
    if opens {
        if tok.cue & (RIVAL | FIRM | TECH) != 0 && !tok.possessive && !(tok.cue & TECH != 0 && next_cap)
            || tok.cue & (COMMON | STAFF | CUT | SECTOR | PREP | HIRE) != 0 && !next_cap
        {
            return false;
        }
        if tok.cue & COMMON != 0 && !(next_cap && matches!(word, "Two" | "Forty" | "One" | "Big" | "Global" | "General")) {
            return false;
        }
        // A word that the article also writes small is no name.
        let small = word.to_lowercase();
        if !next_cap && !tok.possessive && word_in(body, &small) {
            return false;
        }
        return true;
    }
    tok.cue & COMMON == 0 || next_cap || !matches!(word, "The" | "A" | "An" | "In" | "And" | "Of")
}

fn word_in(body: &str, word: &str) -> bool {
    body.match_indices(word).take(3).any(|(at, _)| {
        let before = body[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && body[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// A run's words without a legal form.
fn key(line: &Line<'_>, run: std::ops::Range<usize>) -> String {
    let mut end = run.end;
    while end > run.start + 1 && line.has(end - 1, LEGAL) {
        end -= 1;
    }
    line.text[line.toks[run.start].start..line.toks[end - 1].end].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is known of one form of a name.
#[derive(Clone, Copy)]
struct Form<'k> {
    text: &'k str,
    /// Occurrences, those in the body twice.
    count: usize,
    /// Its first run in the body.
    first: usize,
    /// Opens the headline.
    titled: bool,
}

/// For each run the name it stands for and how many of its tokens come before it: the longer form of a shortened name
/// ("Rheintal" for "Rheintal Halbleiter", "Brattås" for "Solveig Brattås"), and without an adjective of place.
fn canonical<'k>(keys: &'k [String], runs: &[(usize, std::ops::Range<usize>)]) -> HashMap<&'k str, (String, usize)> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut forms: Vec<Form<'k>> = Vec::new();
    for (i, (key, (line, run))) in keys.iter().zip(runs).enumerate() {
        let form = *at.entry(key.as_str()).or_insert_with(|| {
            forms.push(Form { text: key, count: 0, first: usize::MAX, titled: false });
            forms.len() - 1
        });
        let form = &mut forms[form];
        form.count += if *line == 0 { 1 } else { 2 };
        if *line > 0 {
            form.first = form.first.min(i);
        }
        form.titled |= *line == 0 && run.start == 0;
    }
    let mut ranked = forms.clone();
    ranked.sort_unstable_by(|a, b| b.count.cmp(&a.count).then(a.text.cmp(b.text)));
    let begins = |long: &str, short: &str| long.starts_with(short) && long.as_bytes().get(short.len()) == Some(&b' ');
    let ends = |long: &str, short: &str| {
        long.ends_with(short) && long.len() > short.len() && long.as_bytes()[long.len() - short.len() - 1] == b' '
    };
    let of_place = |text: &str| cues(&text.split(' ').next().unwrap_or("").to_lowercase()) & PLACE != 0;
    let name = |form: &Form<'k>| -> (String, usize) {
        let k = form.text;
        let rest = k.split_once(' ').map(|(_, rest)| rest).filter(|rest| at.contains_key(rest));
        if let Some(rest) = rest
            && (of_place(k) || form.titled && form.count == 1)
        {
            // "Finnish Kassarinne"; and "Widespread Twitter layoffs": a headline's first word has its capital for nothing.
            return (rest.to_owned(), 1);
        }
        // A form that only the headline has, of a name that the text shortens throughout.
        if let Some(shorter) = ranked.iter().find(|l| form.count == 1 && l.count > 3 && begins(k, l.text)) {
            return (shorter.text.to_owned(), 0);
        }
        // A full name is given first and shortened later; "Amazon Health Services" after "Amazon" is a part of it.
        let longer = ranked.iter().find(|l| {
            (begins(l.text, k) || !k.contains(' ') && ends(l.text, k))
                && l.count > 1
                && l.first <= form.first
                && l.text.split(' ').count() <= 3
                && !of_place(l.text)
        });
        (longer.map_or(k, |l| l.text).to_owned(), 0)
    };
    forms.iter().map(|form| (form.text, name(form))).collect()
}

/// Finds the body's names in a headline, where capitals prove nothing.
fn headline(title: &mut Line<'_>, names: &mut Names, shouting: bool) {
    let mut i = 0;
    while i < title.toks.len() {
        if title.toks[i].kind == Token::Word && title.toks[i].cap {
            let longest = (i + 1..=(i + 4).min(title.toks.len()))
                .rev()
                .filter(|&j| title.toks[i..j].iter().all(|t| t.cap && t.kind == Token::Word || t.kind == Token::Mark('&')))
                .find_map(|j| {
                    let text = &title.text[title.toks[i].start..title.toks[j - 1].end];
                    names.keys.get(text).map(|&id| (j, id))
                });
            if let Some((end, id)) = longest {
                replace(title, i..end, id);
            }
        }
        i += 1;
    }
    let listed = title.toks.iter().any(|t| matches!(t.kind, Token::Name(_)));
    if shouting && !listed {
        // Nothing of the body stands in it: whatever comes before the cut, without what describes it.
        let Some(cut) = title.toks.iter().position(|t| t.cue & (CUT | AUX | FUTURE | SAY) != 0) else { return };
        let start = (0..cut)
            .rev()
            .take_while(|&j| title.toks[j].kind == Token::Word && title.toks[j].cue & (FIRM | COMMON | PLACE | TECH | PREP) == 0)
            .last();
        if let Some(start) = start {
            let text = key(title, start..cut);
            let id = names.id(&text);
            replace(title, start..cut, id);
        }
    }
}

/// Adds up what the words around its names say.
fn weigh(line: &Line<'_>, source: Option<&str>, names: &mut Names) {
    for i in 0..line.toks.len() {
        let Some(id) = line.name(i) else { continue };
        let name = &mut names.table[id];
        if line.title {
            name.title = true;
        } else {
            name.count += 1;
        }
        if source.is_some_and(|s| s.eq_ignore_ascii_case(&name.text) || s.len() > 4 && name.text.ends_with(s)) {
            name.media += 10;
        }
        let before = i.wrapping_sub(1);
        let tok = &line.toks[i];
        if line.has(before, TITLE) || line.mark(before) == Some('.') && line.has(i.wrapping_sub(2), TITLE) {
            // "engineer Maja Ekholm"; but "the head of Meta" and "rival boss".
            name.person += 2;
        }
        if line.has(before, FIRM) && !line.toks[before].cap || line.has(before, RIVAL) {
            name.firm += 3;
        }
        if line.is(before, &["union", "ministry"]) || name.text.split([' ', '-']).any(|w| cues(&w.to_lowercase()) & UNION != 0) {
            name.place += 5;
        }
        if line.is(before, &["in", "near", "from", "across"]) && !tok.possessive {
            name.place += 1;
        }
        if line.is(before, &["at"]) && (0..before).any(|j| before - j < 5 && line.has(j, STAFF | CUT_NOUN | STRONG)) {
            name.firm += 2;
        }
        if line.is(before, &["told", "to"]) && line.is(i.wrapping_sub(2), &["told", "according"]) || line.is(before, &["told"]) {
            name.media += 2;
        }
        let next = i + 1;
        if line.mark(next) == Some(',') {
            if line.is(next + 1, &["who"]) || line.amount(next + 1).is_some() && line.mark(next + 2) == Some(',') {
                name.person += 2;
            }
            let near = (next + 1..next + 12).take_while(|&j| line.mark(j).is_none() || line.mark(j) == Some('\''));
            let mut described = near.skip_while(|&j| line.is(j, &["the", "a", "an", "its", "once"]));
            let article = line.is(next + 1, &["the", "a", "an", "its", "once", "one"]);
            if article && let Some(j) = described.find(|&j| line.has(j, FIRM | TITLE)) {
                if line.has(j, FIRM) && !line.is(j, &["head"]) {
                    name.firm += 3;
                } else {
                    name.person += 2;
                }
            } else if line.has(next + 1, TITLE) {
                name.person += 2;
            }
            if line.is(next + 1, &["which", "whose"]) {
                name.firm += 2;
            }
        }
        if tok.possessive && line.has(next, STAFF | FORCE | CUT_NOUN | STRONG | FIRM)
            || line.has(next, STAFF | STRONG) && line.word(next).ends_with('s')
        {
            name.firm += 2;
        }
        if (tok.possessive || line.toks.get(next).is_some()) && line.has(next, TITLE) && !line.is(next, &["head", "said"]) {
            name.firm += 2;
        }
        if line.is(next, &["employs", "employed"]) || line.is(next, &["shares", "stock"]) && !line.is(before, &["the"]) {
            name.firm += 2;
        }
        if line.text[tok.start..tok.end].ends_with("Inc") || line.is(next, &["inc", "gmbh", "ltd", "corp", "plc"]) {
            name.firm += 2;
        }
        if line.has(next, SAY) && (next + 1..next + 6).any(|j| line.has(j, CUT_NOUN | STRONG)) {
            name.firm += 2;
        }
        // "CNBC: Tesla will lay off": who reports stands in front.
        if line.title
            && i == 0
            && line.mark(next) == Some(':')
            && (next + 1..next + 6).any(|j| line.name(j).is_some() && line.has(j + 1, AUX | CUT | FUTURE | MAYBE))
        {
            name.media += 10;
        }
        // "Skaldvik is laying off", "Vidyanto cut 1,100 jobs".
        let mut j = next;
        while j < next + 5
            && (line.has(j, AUX | FUTURE)
                || line.is(j, &["itself", "also", "then", "reportedly", "already", "recently", "now", "alone", "got"]))
        {
            j += 1;
        }
        let verb = !line.has(j, CUT_NOUN) || line.amount(j + 1).is_some() || line.has(j + 1, STAFF | LIGHT);
        if line.has(j, CUT) && verb && !tok.possessive {
            name.firm += 2;
        }
        if line.is(next, &["reported"]) || line.is(next, &["has"]) && line.is(next + 1, &["learned", "learnt", "seen"]) {
            name.media += 3;
        }
        if line.mark(before) == Some('(') && line.mark(next) == Some(')') {
            name.media += 3;
        }
    }
}

/// A family name is a person's if the full name is.
fn kin(names: &mut Names) {
    let people: Vec<String> = names
        .table
        .iter()
        .filter(|n| n.person > 0 && n.text.contains(' ') && n.firm < n.person)
        .filter_map(|n| n.text.rsplit(' ').next().map(str::to_owned))
        .collect();
    for name in &mut names.table {
        if !name.text.contains(' ') && people.contains(&name.text) {
            name.person += 2;
        }
    }
}

/// The company that the article is about.
pub fn main_company(lines: &[Line<'_>], names: &Names) -> Option<usize> {
    let mut scores = vec![0.0f64; names.table.len()];
    for line in lines.iter() {
        let weight = match line.rank {
            Some(0) => 2.0,
            Some(1) => 1.4,
            Some(2) => 1.0,
            Some(3) => 0.7,
            _ => continue,
        };
        let marks = if line.title && !line.any(CUT | STRONG) { GOING } else { CUT | STRONG };
        let cut = line.toks.iter().position(|t| t.cue & marks != 0);
        let mut subject = false;
        for i in 0..line.toks.len() {
            let Some(id) = line.name(i) else { continue };
            let Some(cut) = cut else {
                scores[id] += weight;
                continue;
            };
            let cuts = |range: std::ops::Range<usize>| range.clone().any(|j| line.has(j, marks));
            let by = line.is(i.wrapping_sub(1), &["at", "by", "of"]);
            scores[id] += weight;
            if i < cut && !subject && !line.has(i.wrapping_sub(1), RIVAL) {
                // The first name before the cut is its subject, or its owner ("Amazon's Twitch unit").
                subject = names.table[id].person == 0;
                scores[id] += weight * 4.0;
            }
            if i < cut && cuts(i + 1..i + 6) {
                scores[id] += weight * 2.0;
            }
            if i > cut && by && cuts(i.saturating_sub(8)..i) || line.toks[i].possessive && line.has(i + 1, STAFF | FORCE) {
                scores[id] += weight * 4.0;
            }
        }
    }
    let best = (0..names.table.len()).filter_map(|id| {
        let name = &names.table[id];
        if name.person > 0 && !name.known && name.firm <= name.person || name.place > name.firm && !name.known || name.media >= 10
        {
            return None;
        }
        let mut score = scores[id];
        if score == 0.0 {
            return None;
        }
        score += (name.count.min(8) as f64) * 0.6 + f64::from(name.firm.min(6)) * 0.5 + if name.known { 3.0 } else { 0.0 };
        score -= f64::from(name.media) * 2.0 + if name.firm == 0 && !name.known { 3.0 } else { 0.0 };
        // A run of capitals that only a headline has, and nothing says what it is.
        score -= if name.count == 0 && name.firm == 0 && !name.known { 8.0 } else { 0.0 };
        (score > 2.0).then_some((score, id))
    });
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|b| b.1)?;
    // "Facebook is cutting its Reality Labs division": the part's owner is meant.
    let owner = lines.iter().filter(|l| !l.title && !names.table[best].known).find_map(|line| {
        let at = (0..line.toks.len()).find(|&i| {
            line.name(i) == Some(best)
                && line.is(i.wrapping_sub(1), &["its"])
                && line.is(i + 1, &["division", "unit", "arm", "team"])
        })?;
        (0..at).filter_map(|i| line.name(i)).find(|&n| n != best && names.table[n].is_company())
    });
    let best = owner.unwrap_or(best);
    // A headline shortens ("Ola"); the text says which company of that name is meant.
    let short = &names.table[best];
    let fuller = names.table.iter().position(|n| {
        short.count == 0
            && n.count > 0
            && n.text.len() > short.text.len() + 1
            && n.text.starts_with(&short.text)
            && n.text.as_bytes()[short.text.len()] == b' '
    });
    Some(fuller.unwrap_or(best))
}

/// Which names are parts of the main company: named beside it in the headline, "its Reality Labs", "Pharmacy unit".
pub fn units(lines: &[Line<'_>], names: &Names, main: usize) -> Vec<bool> {
    let mut units = vec![false; names.table.len()];
    for line in lines {
        for i in 0..line.toks.len() {
            let Some(id) = line.name(i) else { continue };
            let name = &names.table[id];
            if id == main || name.known || name.person > 0 {
                continue;
            }
            let before = i.wrapping_sub(1);
            let owned = line.is(before, &["its"]) || line.name(before) == Some(main);
            let part = line.is(i + 1, &["division", "unit", "units", "arm", "team"]);
            let titled = line.title
                && (0..i).any(|j| line.name(j) == Some(main))
                && names.table[main].known
                && line.has(i + 1, CUT | AUX | STRONG);
            units[id] |= owned || titled || part && !line.has(before, FIRM);
        }
    }
    units
}
