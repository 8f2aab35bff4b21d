//! How a question is understood.

mod asked;
mod counted;
mod when;

use std::ops::Range;

use jiff::civil::Date;

use super::kind::Kinds;
use super::outcome::Stage;
use super::{AskWords, Asks, Company, Counted, Order, Question, QuestionTerm, Role, asks, outcome, voice};
use crate::names::{Mode, Names};
use crate::places;
use crate::text::term::{self, Terms, Word};
use crate::text::{clean, number};
use crate::time::{self, Bounds};
use crate::vocabulary::{Group, Vocabulary};
use asked::{AHEAD, asked_for, asks_for_more, asks_how_told, asks_nothing, asks_of_before};
use counted::{counted, of_whom};
use when::{is_ahead, months_of_short_years, names_paper};

/// What was asked for beside the words, by options of the command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only this company.
    pub company: Option<String>,
    /// Not before this day.
    pub since: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// Only this publisher.
    pub source: Option<String>,
}

/// Understands a question asked on the day `now`.
pub fn understand(
    text: &str,
    filters: &Filters,
    now: Date,
    names: &Names,
    vocabulary: &Vocabulary,
    ask_words: &AskWords,
) -> Question {
    let text: String = clean::line(text).chars().take(super::LONGEST).collect();
    let words = term::words(&text);
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    // "acme ceo today": now, not on this day.
    let today = folded.last() == Some(&"today") && folded.iter().any(|word| CHIEFS.contains(word));
    let asked = time::asked(&text, now).filter(|asked| !today && !names_paper(&text, asked) && !is_ahead(&text, asked, now));
    let year_implied = asked.as_ref().is_some_and(|a| a.mentions.iter().all(|m| m.basis == time::Basis::YearImplied));
    let mut periods: Vec<Bounds> = asked.iter().flat_map(|a| &a.mentions).map(time::Mention::bounds).collect();
    // "by the end of 2024": of the rounds until then, the last is meant.
    let deadline = asked.as_ref().is_some_and(|a| a.mentions.iter().all(|m| m.relation == time::Relation::Until));
    let mut times: Vec<Range<usize>> = asked.iter().flat_map(|a| &a.mentions).map(|m| m.range.clone()).collect();
    let after = asked.as_ref().filter(|a| a.since.is_some() && a.until.is_none() && folded.contains(&"after"));
    let after_what = after.and_then(|a| a.mentions.first()).map(|m| m.period.start);
    let short_years = asked.as_ref().and_then(|asked| months_of_short_years(asked, now));
    let mut bounds = asked.map(|a| Bounds { since: a.since, until: a.until }).unwrap_or_default();
    let mut or_else = None;
    if let Some(months) = short_years.filter(|_| filters.since.is_none() && filters.until.is_none()) {
        or_else = Some(bounds);
        let since = months.iter().filter_map(|m| m.since).min();
        bounds = Bounds { since, until: months.iter().filter_map(|m| m.until).max() };
        periods = months;
    }
    bounds = Bounds { since: filters.since.or(bounds.since), until: filters.until.or(bounds.until) };

    let mentions = names.mentions(&text, &words, Mode::Chat);
    let mut companies: Vec<Company> = Vec::new();
    for m in &mentions {
        let company = Company {
            name: m.company.to_string(),
            parent: m.parent.as_deref().map(str::to_owned),
            typed: text[m.range.clone()].to_owned(),
        };
        if !companies.iter().any(|c| c.name == company.name) {
            companies.push(company);
        }
    }
    if let Some(company) = &filters.company {
        let name = names.canonical(company).map_or_else(|| company.clone(), |c| c.to_string());
        companies = vec![Company { parent: names.parent(&name).map(|p| p.to_string()), name, typed: company.clone() }];
    }
    // "how many did zuck cut": whoever leads a company stands for it.
    let led = if companies.is_empty() { led_company(&folded, names) } else { None };
    companies.extend(led.clone());
    // "Amazon's Twitch": the unit is what is asked about.
    if companies.len() > 1 {
        let parents: Vec<String> = companies.iter().filter_map(|c| c.parent.clone()).collect();
        companies.retain(|c| !parents.contains(&c.name));
    }

    // A word that is part of a name is not part of a date ("Forty Two", "Take-Two").
    times.retain(|t| !mentions.iter().any(|m| m.range.start < t.end && t.start < m.range.end));
    let in_name = |w: &Word| mentions.iter().any(|m| m.range.start <= w.range.start && w.range.end <= m.range.end);
    let in_time = |w: &Word| times.iter().any(|t| t.start <= w.range.start && w.range.end <= t.end);
    let mut terms = terms(&words, &in_name, &in_time, vocabulary);
    let topical = terms.iter().any(|t| t.role == Role::Topic)
        || ["severance", "vacancy"]
            .iter()
            .any(|g| vocabulary.group(g).is_some_and(|g| terms.iter().any(|t| t.groups.contains(&g))));
    let layoff = vocabulary.group("layoff");
    let about_cuts = terms.iter().any(|t| t.role == Role::Topic && layoff.is_some_and(|g| t.groups.contains(&g)));
    let judged = Kinds::built_in().judge(&text);
    let headcount = folded.contains(&"headcount") && ask_words.counted(&folded).is_some();
    let asks = if asks_nothing(&terms, &text) && (about_cuts || !topical) && !headcount {
        Asks::Summary
    } else {
        asked_for(&judged, &folded, &companies, (topical, about_cuts), ask_words)
    };
    // "will there be more": the word that says so is what is looked for, and any answer to it is one.
    // "how did staff find out": in what way is told by what they were told with.
    let manner = asks_how_told(&folded).map(|at| (at, "manner")).filter(|_| topical);
    let again = asks_for_more(&folded).map(|at| (at, "further")).or_else(|| asks_of_before(&folded).map(|at| (at, "before")));
    let again = again.filter(|_| about_cuts && matches!(asks, Asks::Summary | Asks::Description | Asks::Comparison | Asks::List));
    let again = manner.or(again);
    let asks = if let Some((at, name)) = again {
        let groups: Vec<Group> = vocabulary.group(name).into_iter().collect();
        let term = &mut terms[at];
        (term.role, term.weight) = (Role::Content, groups.iter().map(|g| vocabulary.weight(*g)).fold(1.0, f32::max));
        (term.terms, term.synonyms) = (Vec::new(), groups.iter().flat_map(|g| vocabulary.stems(*g)).cloned().collect());
        term.groups = groups;
        // "Are more cuts coming": said with "more".
        for term in terms.iter_mut().filter(|t| name == "further" && t.role == Role::Content && AHEAD.contains(&t.word.as_str()))
        {
            (term.role, term.weight) = (Role::Asking, 0.0);
        }
        Asks::Description
    } else {
        asks
    };
    let leader = led.filter(|_| !matches!(asks, Asks::Person | Asks::Quotation));
    for term in
        terms.iter_mut().filter(|t| leader.as_ref().is_some_and(|led| t.word.strip_suffix("'s").unwrap_or(&t.word) == led.typed))
    {
        (term.role, term.terms, term.synonyms) =
            (Role::Company, leader.iter().flat_map(|led| Terms::default().of(&led.name)).collect(), Vec::new());
    }
    // Of layoffs, the numbers are compared, unless the words ask for something else that two can have more or less of.
    const COMPARED: &[Asks] =
        &[Asks::Count, Asks::Percent, Asks::Money, Asks::Date, Asks::Duration, Asks::Severance, Asks::Reason, Asks::Summary];
    let compares_sizes = folded.iter().any(|w| {
        matches!(
            *w,
            "bigger" | "larger" | "smaller" | "deeper" | "harsher" | "steeper" | "more" | "most" | "fewer" | "less" | "worse"
        )
    });
    let pay = ["severance", "pay", "price", "charge", "saving", "revenue", "profit"].map(|name| vocabulary.group(name));
    let speaks_of_pay = terms.iter().any(|t| t.groups.iter().any(|g| pay.contains(&Some(*g))));
    let compares = match judged.likeliest(|asks| COMPARED.contains(&asks)) {
        None | Some(Asks::Summary) if about_cuts => Asks::Count,
        // "acme payoff 2022 vs 2023": the word says what is compared.
        Some(Asks::Percent | Asks::Summary | Asks::Count | Asks::Reason)
            if vocabulary.group("severance").is_some_and(|pay| terms.iter().any(|t| t.groups.contains(&pay))) =>
        {
            Asks::Severance
        }
        // "zorbex vs quillmark 2023"
        _ if terms.iter().all(|t| !matches!(t.role, Role::Content | Role::Topic)) => Asks::Count,
        // "was the 2026 cut bigger than the one in 2024", "who fired more": no word is of money or of what is paid.
        Some(Asks::Money | Asks::Severance | Asks::Date | Asks::Duration) if about_cuts && compares_sizes && !speaks_of_pay => {
            Asks::Count
        }
        asks => asks.unwrap_or(Asks::Summary),
    };
    let numbers = matches!(asks, Asks::Count | Asks::Percent | Asks::Summary);
    let stage = outcome::asked_for(&words).filter(|stage| *stage == Stage::Settled || numbers);
    let in_the_end = stage == Some(Stage::Settled);
    let is_of_hires = ask_words.counted(&folded) == Some(Counted::Hired);
    let order = order(&words, &in_time)
        .or((deadline && !is_of_hires || asks == Asks::Person && of_now(&folded)).then_some(Order::Latest))
        .or(in_the_end.then_some(Order::Final))
        // "why are they cutting again": the last time.
        .or((asks == Asks::Reason && about_cuts && folded.contains(&"again")).then_some(Order::Latest));
    // "a mass layoff", "why are they cutting again": nothing to look for.
    let said_by_the_way = |i: usize, word: &str| match word {
        "mass" => folded.get(i + 1).is_some_and(|next| next.starts_with("layoff") || next.starts_with("firing")),
        "again" => matches!(asks, Asks::Reason | Asks::Count | Asks::Percent | Asks::Date),
        // "the reason they gave", "their earlier layoff"
        "gave" | "give" | "gives" | "given" => asks == Asks::Reason,
        "earlier" | "prior" | "previous" => order == Some(Order::Previous),
        // "the real reason", "is really behind it"
        "real" | "true" | "truly" | "genuine" => folded.get(i + 1).is_none_or(|next| *next != "estate"),
        "tally" | "toll" => in_the_end && asks == Asks::Count,
        // "what number was going round before it got confirmed"
        "feared" | "rumoured" | "rumored" | "going" | "round" | "initially" | "originally" | "official" | "confirmed"
        | "announced" | "public" => stage == Some(Stage::Open),
        // "what does she think is behind it", "the owners' version"
        "behind" | "motive" | "version" | "acc" => asks == Asks::Reason,
        _ if voice::thinks(word) => asks == Asks::Reason,
        // "how big a slice of its staff"
        "slice" | "chunk" | "portion" | "proportion" => asks == Asks::Percent,
        "money" => asks == Asks::Money,
        // "how many does the company itself admit to"
        "itself" | "admit" | "admits" | "admitted" => asks == Asks::Count,
        // "all 3 rounds"
        _ if word.len() == 1 && word.bytes().all(|b| b.is_ascii_digit()) => {
            folded.get(i + 1).is_some_and(|next| matches!(*next, "rounds" | "waves" | "layoffs"))
        }
        _ => false,
    };
    for (i, term) in terms.iter_mut().enumerate() {
        if term.role == Role::Content && said_by_the_way(i, &term.word) {
            (term.role, term.weight) = (Role::Asking, 0.0);
        }
    }
    // "who confirmed it": whoever else is named did not.
    for term in terms.iter_mut().filter(|t| asks == Asks::Person && t.role == Role::Asking) {
        if matches!(&*term.word, "confirmed" | "confirms" | "denied" | "denies") {
            (term.role, term.weight) = (Role::Content, 1.0);
        }
    }
    let wanted = if asks == Asks::Comparison { compares } else { asks };
    // What is paid is told in weeks and months: the word for it stands in few of the sentences that tell it.
    let severance = vocabulary.group("severance").filter(|_| wanted == Asks::Severance);
    for term in terms.iter_mut().filter(|t| t.role == Role::Content && severance.is_some_and(|g| t.groups.contains(&g))) {
        term.role = Role::Topic;
    }
    // "which countries", "which teams", "what did they pay": what is asked for is told by its name or its sum, not by its kind.
    let kinds: &[&str] = match wanted {
        Asks::Place => &["country"],
        Asks::Team => &["team"],
        Asks::Money => &["price", "pay"],
        _ => &[],
    };
    let kinds: Vec<_> = kinds.iter().filter_map(|name| vocabulary.group(name)).collect();
    for term in terms.iter_mut().filter(|t| t.role == Role::Content && t.groups.iter().any(|g| kinds.contains(g))) {
        (term.role, term.weight) = (Role::Asking, 0.0);
    }
    // "companies that cut more than 10 jobs": a bound, nothing to look for.
    let bounded = |i: usize| i > 0 && matches!(folded[i - 1], "than" | "over" | "above" | "under" | "below" | "least" | "most");
    for (i, term) in terms.iter_mut().enumerate().filter(|(i, _)| asks == Asks::List && bounded(*i)) {
        if term.role == Role::Content && words[i].number {
            (term.role, term.weight) = (Role::Asking, 0.0);
        }
    }
    let counted = counted(&judged, &folded, &terms, vocabulary, ask_words, about_cuts);
    // "how many are left after the June cut": those who are left are counted at once, not from July on.
    // "how many are left after the first round": no round is asked for.
    let of_round = matches!(order, Some(Order::Nth(_) | Order::Previous));
    let order = order.filter(|_| !(of_round && counted == Counted::Remaining && asks == Asks::Count));
    let bounds = match after_what.filter(|_| counted == Counted::Remaining && asks == Asks::Count) {
        Some(_) if year_implied => Bounds { since: filters.since, until: filters.until },
        Some(start) => Bounds { since: filters.since.or(Some(start)), until: filters.until },
        None => bounds,
    };
    // "what share of its salaried people": people are asked about, whatever else their words may mean.
    let of_group = |t: &QuestionTerm, name: &str| vocabulary.group(name).is_some_and(|g| t.groups.contains(&g));
    let of_people = |t: &QuestionTerm| t.role == Role::Topic && of_group(t, "staff") || of_group(t, "team");
    let other_shares = wanted == Asks::Percent && !terms.iter().any(of_people);
    let share_of = SHARES_OF.iter().filter(|_| other_shares).filter_map(|name| vocabulary.group(name)).find(|group| {
        let asked = |t: &QuestionTerm| t.role == Role::Content && t.groups.contains(group);
        // "What percent did acme cut after revenue fell": of the staff.
        let aside = folded.iter().position(|w| matches!(*w, "after" | "because" | "since" | "as" | "when"));
        terms.iter().position(asked).is_some_and(|at| aside.is_none_or(|aside| at < aside))
    });
    // "how did the shares react": what they did is told by what is asked for.
    for term in terms.iter_mut().filter(|t| share_of.is_some() && t.word.starts_with("react")) {
        (term.role, term.weight) = (Role::Asking, 0.0);
    }
    // "how many are left": said by the number that is asked for.
    for term in terms.iter_mut().filter(|t| counted == Counted::Remaining && asks::stays(&t.word)) {
        (term.role, term.weight) = (Role::Asking, 0.0);
    }
    // "who left acme": who is told to be leaving.
    for term in
        terms.iter_mut().filter(|t| asks == Asks::Person && t.role == Role::Content && matches!(&*t.word, "left" | "leaves"))
    {
        term.synonyms.extend(["leav", "left", "depart", "quit"].map(str::to_owned));
    }
    let voice = voice::voice(&folded, &terms, vocabulary.group("union"));
    let wording = voice::wording(&folded, &text);
    // "I got this wrong": words that say nothing elsewhere are what is looked for.
    let from = terms.len() - wording.len();
    for term in terms[from..].iter_mut().filter(|t| t.role == Role::Asking) {
        (term.role, term.weight) = (Role::Content, SAID);
    }
    Question {
        asks,
        compares,
        of_whom: of_whom(&folded, &terms).filter(|_| counted == Counted::Cuts),
        counted,
        wording: wording.iter().map(|word| (*word).to_owned()).collect(),
        share_of,
        order,
        stage,
        voice,
        companies,
        described: Vec::new(),
        bounds,
        source: filters.source.clone(),
        about_layoffs: topical,
        about_cuts,
        out_of_reach: asks::out_of_reach(&folded),
        year_implied: year_implied && or_else.is_none(),
        or_else,
        periods,
        terms,
        text,
    }
}

/// What a small word weighs in somebody's very words.
const SAID: f32 = 0.3;

/// What a share may be asked of beside the staff, by the names of the groups of words for it.
const SHARES_OF: &[&str] = &["stock", "revenue", "profit", "pay"];

/// Groups of words that answer a question as a whole: none of its words stands for them by itself.
const IMPLIED: [&str; 3] = ["further", "before", "manner"];

/// The company whose head is named, if that leaves no doubt which.
fn led_company(folded: &[&str], names: &Names) -> Option<Company> {
    let name = |w: &&str| -> Option<(String, String)> {
        let bare = w.strip_suffix("'s").unwrap_or(w);
        match names.led_by(bare) {
            [company] => Some((company.to_string(), bare.to_owned())),
            _ => None,
        }
    };
    let (name, typed) = folded.iter().find_map(name)?;
    Some(Company { name, parent: None, typed })
}

/// Offices that one person holds at a time.
const CHIEFS: &[&str] = &["ceo", "cfo", "cto", "coo", "boss", "chairman", "chairwoman"];

/// Whether whoever holds an office now is asked for: "who is ceo of Acme", "the current boss".
fn of_now(folded: &[&str]) -> bool {
    let is = matches!(folded, ["who", "is", ..] | ["whos" | "who's" | "who\u{2019}s", ..]);
    let office = || folded.iter().any(|word| CHIEFS.contains(word)) || folded.windows(2).any(|two| two == ["in", "charge"]);
    let then = folded.iter().any(|word| matches!(*word, "when" | "during" | "before" | "after" | "time"));
    folded.iter().any(|word| asks::says_now(word))
        || folded.windows(2).any(|two| two == ["these", "days"])
        || is && !then && office()
}

fn order(words: &[Word], in_time: &dyn Fn(&Word) -> bool) -> Option<Order> {
    words.iter().enumerate().filter(|(_, w)| !in_time(w)).find_map(|(i, w)| {
        let next = words.get(i + 1).map(|w| w.folded.as_str());
        // "the first people leave": those who go first, not a round.
        let of_people = words[i + 1..].iter().take(2).any(|w| asks::names_people(&w.folded)) && words.len() > i + 2;
        Some(match w.folded.as_str() {
            "first" if of_people => return None,
            "first" | "1st" | "initial" | "earliest" => Order::Nth(1),
            "second" | "2nd" if next != Some("hq") => Order::Nth(2),
            "third" | "3rd" => Order::Nth(3),
            "fourth" | "4th" => Order::Nth(4),
            "latest" | "newest" => Order::Latest,
            "recent" => Order::Latest,
            "previous" | "prior" | "earlier" => Order::Previous,
            "last" if matches!(next, Some("layoff" | "layoffs" | "round" | "cut" | "cuts" | "time")) => Order::Latest,
            _ => return None,
        })
    })
}

fn terms(
    words: &[Word],
    in_name: &dyn Fn(&Word) -> bool,
    in_time: &dyn Fn(&Word) -> bool,
    vocabulary: &Vocabulary,
) -> Vec<QuestionTerm> {
    let stemmer = Terms::default();
    let stems: Vec<String> = words.iter().map(|w| stemmer.stem(&w.folded).into_owned()).collect();
    let topic = ["layoff", "staff"].map(|g| vocabulary.group(g));
    let implied: Vec<Group> = IMPLIED.iter().filter_map(|name| vocabulary.group(name)).collect();
    let mut terms = Vec::with_capacity(words.len());
    let mut phrase_until = 0;
    let mut phrase_groups: Vec<Group> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if i >= phrase_until {
            let found = vocabulary.phrase(&stems[i..]);
            phrase_groups = found.map_or_else(Vec::new, |(groups, length)| {
                let groups: Vec<Group> = groups.filter(|g| !implied.contains(g)).collect();
                // "more job losses": a phrase that stands for nothing here hides none that begins within it.
                phrase_until = if groups.is_empty() { i } else { i + length };
                groups
            });
        }
        let mut groups: Vec<_> = phrase_groups.iter().chain(vocabulary.groups(&stems[i])).copied().collect();
        groups.dedup();
        groups.retain(|g| !implied.contains(g));
        let role = if in_name(word) {
            Role::Company
        } else if in_time(word) {
            // "in", "between": part of the phrase, but nothing to look for.
            if asks::is_stop_word(&word.folded) { Role::Asking } else { Role::Time }
        } else if groups.iter().any(|g| topic.contains(&Some(*g)))
            && !(asks::is_stop_word(&word.folded) && phrase_groups.is_empty())
        {
            Role::Topic
        } else if asks::is_empty_word(&word.folded) && !names_the_us(words, i) {
            Role::Asking
        } else {
            Role::Content
        };
        let weight = match role {
            Role::Asking => 0.0,
            Role::Content if vocabulary.is_common(&stems[i]) => 0.3,
            Role::Content if groups.is_empty() && asks::is_adverb(&word.folded) => 0.4,
            _ => groups.iter().map(|g| vocabulary.weight(*g)).fold(f32::NAN, f32::max),
        };
        let mut own = Vec::new();
        stemmer.each(word, |t| own.push(t.to_owned()));
        let mut synonyms: Vec<String> = vocabulary.meant_by(&word.folded).iter().flat_map(|w| stemmer.of(w)).collect();
        if names_the_us(words, i) {
            synonyms.extend(["american", "america", "usa", "states"].iter().map(|word| stemmer.stem(word).into_owned()));
        }
        if role == Role::Content {
            synonyms.extend(groups.iter().flat_map(|g| vocabulary.stems(*g)).filter(|s| !own.contains(s)).cloned());
        }
        // "less than 2 years": the text has "two".
        synonyms
            .extend(number::other_spelling(&word.folded).filter(|_| role == Role::Content).map(|n| stemmer.stem(n).into_owned()));
        let weight = if weight.is_nan() { 1.0 } else { weight };
        // "the Brazilian office": whoever is of a country may be told of by a town there.
        let countries = vocabulary.meant_by(&word.folded).iter().map(|meant| places::within(meant)).filter(|t| !t.is_empty());
        let of_country = countries.clone().next().filter(|_| countries.clone().nth(1).is_none()).unwrap_or_default();
        let within = places::within(&word.folded).iter().chain(of_country).filter(|_| role == Role::Content);
        let within = within.map(|place| stemmer.stem(place).into_owned()).collect();
        terms.push(QuestionTerm { word: word.folded.clone(), terms: own, synonyms, within, groups, role, absent: false, weight });
    }
    terms
}

/// "In the us", "us staff": the country, not we.
fn names_the_us(words: &[Word], i: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |w| w.folded.as_str());
    let staff = matches!(word(i + 1), "staff" | "employees" | "workers" | "workforce" | "jobs" | "office" | "offices");
    word(i) == "us" && i > 0 && (word(i - 1) == "the" || staff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, asks: Asks, companies: &[&str], content: &[&str]) {
        let (names, vocabulary) = (Names::load(None).unwrap(), Vocabulary::load(None).unwrap());
        let q = understand(
            question,
            &Filters::default(),
            jiff::civil::date(2026, 11, 23),
            &names,
            &vocabulary,
            &AskWords::load(None).unwrap(),
        );
        assert_eq!(q.asks, asks, "{question}");
        assert_eq!(q.companies.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), companies, "{question}");
        let found: Vec<_> = q.terms.iter().filter(|t| t.role == Role::Content).map(|t| t.word.as_str()).collect();
        assert_eq!(found, content, "{question}");
    }

    #[test]
    fn as_people_type() {
        check("how many people did Google let go in January 2023?", Asks::Count, &["Google"], &[]);
        check("How many jobs is Amazon cutting at One Medical?", Asks::Count, &["One Medical"], &[]);
        check("why did fb fire recruiters", Asks::Reason, &["Meta"], &["recruiters"]);
        check("who leaked the one medical memo", Asks::Person, &["One Medical"], &["leaked", "memo"]);
        check("who cut most jobs in 2024", Asks::List, &[], &[]);
        check("what did one medical cost", Asks::Money, &["One Medical"], &[]);
        check("zuck layoffs", Asks::Summary, &["Meta"], &[]);
        check("spotify severance weeks", Asks::Severance, &["Spotify"], &["weeks"]);
        check("best pizza in naples?", Asks::Summary, &[], &["best", "pizza", "naples"]);
    }
}
