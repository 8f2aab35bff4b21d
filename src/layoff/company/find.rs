//! Finding names: runs of capitals in the text, their full forms, and what of them a headline has.

use rustc_hash::FxHashMap;

use super::super::line::{Line, Token, Words, lookup};
use super::super::vocabulary::*;
use super::{Names, replace};

/// Whether most words of a headline are capitalised; of a short one ("Netflix Lays Off 150 Employees") one that is no name
/// tells.
pub(super) fn title_case(line: &Line<'_>) -> bool {
    let long = line.toks.iter().filter(|t| matches!(t.kind, Token::Word) && t.end - t.start > 3);
    let (mut all, mut small) = (0, 0);
    for tok in long {
        all += 1;
        small += usize::from(!tok.cap);
    }
    let plain = || line.toks.iter().skip(1).any(|t| t.cap && t.cue & (CUT | LAY | LET | STAFF) != 0);
    if all < 3 { small == 0 && plain() } else { small * 4 <= all }
}

/// Runs of capitalised words that may be names.
pub(super) fn capitals(line: &Line<'_>, body: &str) -> Vec<std::ops::Range<usize>> {
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
            let word =
                next.kind == Token::Word && next.cap && next.cue & (DAY | MONTH) == 0 && !line.is(joined, words!["CEO", "Inc"]);
            // "In Korea I let 240 people go"
            let speaker = line.word(joined) == "I";
            if !(near && word) || speaker || line.text[line.toks[end - 1].end..next.start].contains('\n') {
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
pub(super) fn starts(line: &Line<'_>, i: usize, opens: bool, body: &str) -> bool {
    let tok = &line.toks[i];
    if is_number_of_name(line, i, opens, body) {
        return true;
    }
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
    // "what it calls the “December Plan”"
    let in_quotes = matches!(line.mark(i.wrapping_sub(2)), Some('"' | '“' | '‘'));
    if in_quotes && line.has(i.wrapping_sub(1), MONTH | DAY) {
        return false;
    }
    let next_cap = line.toks.get(i + 1).is_some_and(|t| t.kind == Token::Word && t.cap && t.cue & (TITLE | DAY | MONTH) == 0);
    // "Rival Paysonde has cut 500": a word of the sentence, not of the name.
    if opens && next_cap && line.is(i, words!["rival", "rivals", "competitor", "startup", "startups", "unicorn", "parent"]) {
        return false;
    }
    if tok.cue & PLACE != 0 {
        // "Manchester AI firm": what it does, and where.
        let trade = line.is(i + 1, words!["AI", "IT", "VR", "EV", "TV", "SaaS", "B2B", "HR"]) && line.has(i + 2, FIRM);
        return next_cap && !line.has(i + 1, PLACE) && !tok.possessive && !trade;
    }
    // "the Company", as press releases write it.
    if matches!(word, "Company" | "Group" | "Corporation" | "Firm") && !next_cap && line.is(i.wrapping_sub(1), words!["the"]) {
        return false;
    }
    // All capitals that mean no company; labels of a report.
    const SHOUTED: &[&str] = &[
        "CEO", "CFO", "COO", "CTO", "AI", "IT", "HR", "US", "UK", "EU", "PR", "QA", "IPO", "GMT", "ET", "CET", "WARN", "VR",
        "TV", "I", "RIF",
    ];
    if SHOUTED.contains(&word) || word.ends_with("-WARN") {
        return false;
    }
    // "Nortel's nasty Q4", "by FY2026": a quarter, a half, a financial year.
    let year = word.strip_prefix("FY").is_some_and(|year| !year.is_empty() && year.bytes().all(|b| b.is_ascii_digit()));
    if matches!(word.as_bytes(), [b'Q', b'1'..=b'4'] | [b'H', b'1' | b'2']) || year {
        return false;
    }
    // "By Easter it had parted with 655", "St Nicholas' Eve".
    const HOLIDAYS: [&str; 9] =
        ["Easter", "Christmas", "Thanksgiving", "Halloween", "Hallowe'en", "Diwali", "Ramadan", "Eid", "Eve"];
    if HOLIDAYS.contains(&word) && !next_cap {
        return false;
    }
    // "I've been laid off", "in St. Cloud".
    if word.starts_with("I'")
        || word.starts_with("I’")
        || line.mark(i.wrapping_sub(1)) == Some('.') && line.word(i.wrapping_sub(2)) == "St"
    {
        return false;
    }
    // "in Coppell, TX": a state. "Shopify (SHOP)": a ticker.
    let upper = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    let before = i.checked_sub(1).and_then(|j| line.mark(j));
    let ticker = before == Some('(')
        && word.len() <= 5
        && matches!(line.mark(i + 1), Some(')' | ':' | '.'))
        && line.toks.get(i.wrapping_sub(2)).is_some_and(|t| t.cap)
        && memchr::memmem::find_iter(body.as_bytes(), word)
            .all(|at| body[..at].ends_with(['(', ':']) || body[..at].ends_with(": "));
    if upper && (before == Some(',') && word.len() == 2 || ticker) {
        return false;
    }
    // "Taking layoffs too lightly": a headline's verb, of which the text has no name.
    if line.title && i == 0 && !next_cap && word.ends_with("ing") && word.len() > 5 && !word_in(body, word) {
        return false;
    }
    // "After Brightwell walked away", also where the sentence before was not seen to end.
    let ended = || {
        let mark = i.checked_sub(1).and_then(|before| line.mark(before));
        matches!(mark, Some('.' | '!' | '?' | ';' | '…' | '‘' | '\'' | '|'))
            || i > 0 && line.text[line.toks[i - 1].end..tok.start].contains('\n')
    };
    if tok.cue & COMMON != 0 && line.has(i + 1, SPAN) || tok.cue & SPAN != 0 && !next_cap {
        return false;
    }
    if tok.cue & PREP != 0 && (opens || ended()) {
        return false;
    }
    if opens {
        if tok.cue & (RIVAL | FIRM | TECH) != 0 && !tok.possessive && !(tok.cue & TECH != 0 && next_cap)
            || tok.cue & (COMMON | STAFF | CUT | SECTOR | PREP | HIRE | SAY) != 0 && !next_cap
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
        // "“Smaller, and on purpose”": what opens a quotation has its capital for that, unless it has one elsewhere.
        let before = i.checked_sub(1).and_then(|before| line.mark(before));
        let comma = line.mark(i + 1) == Some(',');
        let goes_on = comma || line.toks.get(i + 1).is_some_and(|t| t.kind == Token::Word && !t.cap);
        let quoted = line.title && matches!(before, Some('"' | '“')) && goes_on
            || before == Some(':') && comma && line.is(i.wrapping_sub(2), words!["subject", "re"]);
        if quoted
            && !tok.possessive
            && memchr::memmem::find_iter(body.as_bytes(), word).nth(1).is_none()
            && !word_within(body, word)
        {
            return false;
        }
        // "Hotel software firm Corvane": what a firm deals in.
        const MAKERS: Words =
            words!["maker", "firm", "startup", "start-up", "company", "specialist", "provider", "group", "platform", "seller"];
        let small = |j: usize| line.toks.get(j).is_some_and(|t| !t.cap);
        let trade = line.has(i + 1, TECH) && small(i + 1);
        if small(i + 1) && line.is(i + 1, MAKERS) && line.toks.get(i + 2).is_some_and(|t| t.cap && t.kind == Token::Word) {
            return false;
        }
        if trade && line.has(i + 2, FIRM) && line.toks.get(i + 3).is_some_and(|t| t.cap) {
            return false;
        }
        return true;
    }
    tok.cue & COMMON == 0 || next_cap || !matches!(word, "The" | "A" | "An" | "In" | "And" | "Of")
}

/// "Seven Acres", "Studio Ninety": a number in capitals before another capital, within a sentence at least once, is of a name.
fn is_number_of_name(line: &Line<'_>, i: usize, opens: bool, body: &str) -> bool {
    let (tok, Some(next)) = (&line.toks[i], line.toks.get(i + 1)) else { return false };
    let written = matches!(tok.kind, Token::Amount(_)) && line.text[tok.start..tok.end].chars().all(char::is_alphabetic);
    let plain = next.kind == Token::Word && next.cap && next.cue & (STAFF | CUT | COMMON | DAY | MONTH | TITLE | PLACE) == 0;
    if !written || !line.text[tok.start..].starts_with(char::is_uppercase) || !plain || next.start - tok.end > 1 {
        return false;
    }
    let name = &line.text[tok.start..next.end];
    !opens || word_within(body, name)
}

/// Whether words stand within a sentence at least once.
fn word_within(body: &str, words: &str) -> bool {
    let within = |at: usize| body[..at].trim_end_matches(' ').ends_with(char::is_lowercase);
    memchr::memmem::find_iter(body.as_bytes(), words).any(within)
}

pub(super) fn word_in(body: &str, word: &str) -> bool {
    memchr::memmem::find_iter(body.as_bytes(), word).take(3).any(|at| {
        let before = body[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && body[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// A run's words without a legal form.
pub(super) fn key(line: &Line<'_>, run: std::ops::Range<usize>) -> String {
    let mut end = run.end;
    // "Pockit & Co" is no "Pockit &".
    while end > run.start + 1 && line.has(end - 1, LEGAL) && line.mark(end - 2) != Some('&') {
        end -= 1;
    }
    let text = &line.text[line.toks[run.start].start..line.toks[end - 1].end];
    if end == run.start + 1 {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// What a company may be called before its name, with a capital where that opens a sentence.
const KINDS: [&str; 14] = [
    "fintech",
    "edtech",
    "healthtech",
    "proptech",
    "insurtech",
    "agritech",
    "biotech",
    "startup",
    "start-up",
    "unicorn",
    "chipmaker",
    "carmaker",
    "automaker",
    "toymaker",
];

/// For each run the name it stands for and how many of its tokens come before it: the longer form of a shortened name
/// ("Rheintal" for "Rheintal Halbleiter", "Brattås" for "Solveig Brattås"), and without an adjective of place.
pub(super) fn canonical<'k>(keys: &'k [String], runs: &[(usize, std::ops::Range<usize>)]) -> FxHashMap<&'k str, (String, usize)> {
    let mut at: FxHashMap<&str, usize> = FxHashMap::default();
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
    ranked.sort_unstable_by(|a, b| b.count.cmp(&a.count).then(a.first.cmp(&b.first)).then(a.text.cmp(b.text)));
    let begins = |long: &str, short: &str| long.as_bytes().get(short.len()) == Some(&b' ') && long.starts_with(short);
    let ends = |long: &str, short: &str| {
        long.len() > short.len() && long.as_bytes()[long.len() - short.len() - 1] == b' ' && long.ends_with(short)
    };
    let of_place = |text: &str| lookup(text.split(' ').next().unwrap_or("")) & PLACE != 0;
    // Where the article also writes "the fintech", or the name alone.
    let of_trade = |text: &str| KINDS.contains(&text.split(' ').next().unwrap_or_default().to_lowercase().as_str());
    let name = |form: &Form<'k>| -> (String, usize) {
        let k = form.text;
        let rest = k.split_once(' ').map(|(_, rest)| rest).filter(|rest| at.contains_key(rest));
        if let Some(rest) = rest
            && (of_place(k) || of_trade(k) || form.titled && form.count == 1)
        {
            // "Finnish Kassarinne", "Fintech Pagalto"; and "Widespread Twitter layoffs": a headline's first word has its capital for nothing.
            return (rest.to_owned(), 1);
        }
        // A form that only the headline has, of a name that the text shortens throughout.
        let shorter = ranked.iter().find(|l| form.count == 1 && l.count > 3 && begins(k, l.text));
        let form = shorter.unwrap_or(form);
        let k = form.text;
        // A full name is given first and shortened later; "Amazon Health Services" after "Amazon" is a part of it.
        let longer = ranked.iter().find(|l| {
            l.count > 1
                && l.first <= form.first
                && (begins(l.text, k) || !k.contains(' ') && ends(l.text, k))
                && l.text.split(' ').count() <= 3
                && !of_place(l.text)
                && (!of_trade(l.text) || begins(l.text, k))
        });
        (longer.map_or(k, |l| l.text).to_owned(), 0)
    };
    forms.iter().map(|form| (form.text, name(form))).collect()
}

/// Finds the body's names in a headline, where capitals prove nothing.
pub(super) fn headline(title: &mut Line<'_>, names: &mut Names, shouting: bool) {
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
