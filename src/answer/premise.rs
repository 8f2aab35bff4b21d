//! What a question takes for granted, held against what the articles tell: a name, a deed, a round, a whole. Where they do
//! not tell of it, the best sentence is about something else, however well it fits.

use std::ops::Range;

use super::evidence::{Evidence, Lists, OTHER_ROUND, Retrieved};
use super::value;
use crate::question::{Asks, Counted, Order, Question, QuestionTerm, Role};
use crate::text::number::ordinal;
use crate::text::term::{self, Terms, Word};
use crate::time::{self, Relation};
use crate::{layoff, places};

/// Whether the articles tell otherwise than the question takes for granted, or nothing of it: a denial, another year, fewer
/// rounds, a part instead of the whole, a name or a number that nobody tells of.
pub(super) fn contradicts(
    question: &Question,
    best: &Evidence,
    judged: &[Evidence],
    retrieved: &[Retrieved],
    lists: Lists<'_>,
) -> Option<&'static str> {
    let told = Told { question, judged, retrieved, lists };
    let whole = || match question.asks {
        _ if !asks_of_whole(question) => true,
        Asks::Percent => told.share_of_all(best),
        Asks::Reason | Asks::Date => told.all_go(),
        _ => true,
    };
    let denied = || best.denied && takes_for_done(question) && !told.speaks_of_reports();
    match () {
        () if !whole() => Some("not all of them go"),
        () if denied() => Some("what is asked about is denied"),
        () if !in_year(question, best) => Some("another year"),
        () if !told.names(best) => Some("a name that is asked about is missing"),
        () if !told.companies(best) => Some("a company that is asked about is missing"),
        () if !told.deed() => Some("what is asked about is not told to have been done"),
        () if !told.round(best) => Some("no such round is told of"),
        () if !told.number(best) => Some("a number of the question is not told"),
        () if question.asks == Asks::Count && !told.act(best) => Some("something else was done to those who are counted"),
        () if !told.part(best) => Some("nothing is told of the part that is asked about"),
        () if !told.place() => Some("nothing is told of the place that is asked about"),
        () if !told.own(best) => Some("it is of another company's"),
        () if !told.buyer(best) => Some("no buyer is told of"),
        () if !told.seat(best) => Some("no such seat is told of"),
        () if !told.office(best) => Some("the office is another's"),
        () if !told.person_goes(best) => Some("nobody is told to go"),
        () => None,
    }
}

/// What the question takes for granted and the sentence does not say of what it tells: it may be so all the same.
pub(super) fn untold(
    question: &Question,
    best: &Evidence,
    judged: &[Evidence],
    retrieved: &[Retrieved],
    lists: Lists<'_>,
) -> [bool; 3] {
    let told = Told { question, judged, retrieved, lists };
    [!told.time(best), !told.counted(best), !told.act(best)]
}

/// What the retrieved articles tell.
struct Told<'a> {
    question: &'a Question,
    judged: &'a [Evidence],
    retrieved: &'a [Retrieved],
    lists: Lists<'a>,
}

impl<'a> Told<'a> {
    fn text(&self, evidence: &Evidence) -> &'a str {
        &self.retrieved[evidence.article].article.body[evidence.range.clone()]
    }

    /// Whether the articles write a word of the question with a capital wherever it does not open a sentence.
    fn is_name(&self, i: usize) -> bool {
        let stemmer = Terms::default();
        let term = &self.question.terms[i];
        let mut capital = false;
        for evidence in self.judged.iter().filter(|e| e.matched[i] == 1.0) {
            let text = self.text(evidence);
            let own = |word: &&Word| term.terms.iter().any(|t| *t == stemmer.stem(&word.folded));
            for word in term::words(text).iter().skip(1).filter(own) {
                if !text[word.range.clone()].starts_with(char::is_uppercase) {
                    return false;
                }
                capital = true;
            }
        }
        capital
    }

    /// "The fourth round", where the articles tell of three: of fewer, and by no such word.
    fn round(&self, best: &Evidence) -> bool {
        let Some(Order::Nth(n @ 2..)) = self.question.order else { return true };
        let article = &self.retrieved[best.article].article;
        let said = |text: &str| term::words(text).iter().any(|w| ordinal(&w.folded) == Some(n));
        best.features.order > OTHER_ROUND || said(&article.title) || said(&article.body)
    }

    fn telling(&self) -> impl Iterator<Item = (usize, &'a QuestionTerm)> {
        self.question.terms.iter().enumerate().filter(|(_, term)| term.is_telling()).take(TELLING)
    }

    /// Whom a question is about that names no known company: what the articles write as a name has to stand where the
    /// answer does, and what stands in none of them names nobody they tell of.
    fn names(&self, best: &Evidence) -> bool {
        if !self.question.companies.is_empty() || !self.question.about_layoffs {
            return true;
        }
        let nowhere = |i: usize| self.judged.iter().all(|e| e.around[i] == 0.0);
        let unknown = |(i, term): (usize, &QuestionTerm)| !term.is_number() && term.synonyms.is_empty() && nowhere(i);
        // Whoever is quoted is not named in every sentence of theirs.
        let quoted = self.question.asks == Asks::Quotation && best.heard;
        let speaks = |i: usize| quoted && self.question.voice.contains(&i);
        let is_name = |(i, term): &(usize, &QuestionTerm)| !term.is_number() && self.is_name(*i) && !speaks(*i);
        let names: Vec<usize> = self.telling().filter(is_name).map(|(i, _)| i).collect();
        if !names.iter().all(|i| best.around[*i] > 0.0) {
            return false;
        }
        // "brindle robotics layoffs": whom it is about is said first, or where a name stands: "jobs at brindle".
        let first = self.telling().next().map(|(i, _)| i);
        let named = |i: usize| {
            first == Some(i) || i.checked_sub(1).is_some_and(|i| BEFORE_NAMES.contains(&&*self.question.terms[i].word))
        };
        // "why did the ferry go": words beside a name that is told are others for what is told of it.
        let beside = |i: usize| names.is_empty() || names.contains(&(i + 1));
        !self.telling().any(|(i, term)| named(i) && beside(i) && !speaks(i) && unknown((i, term)))
    }

    /// "When did Acme buy Zorbex": a sentence about one of them tells nothing of what lies between both.
    fn companies(&self, best: &Evidence) -> bool {
        if self.question.companies.len() < 2 || !matches!(self.question.asks, Asks::Reason | Asks::Date) {
            return true;
        }
        let article = &self.retrieved[best.article].article;
        let named = |text: &str| {
            let mentions = self.lists.names.mentions(text, &term::words(text), crate::names::Mode::Text);
            let typed = self.question.companies.iter().filter(|c| self.lists.names.canonical(&c.typed).is_some());
            typed.map(|c| mentions.iter().any(|m| m.is_of(&c.name))).collect::<Vec<_>>()
        };
        let (here, title) = (named(self.text(best)), named(&article.title));
        here.iter().zip(title).all(|(here, title)| *here || title)
    }

    /// "Why did Acme close its Leeds office": what is said to have been done has to be told, and of what it is said of.
    fn deed(&self) -> bool {
        let Some(verb) = self.verb().filter(|_| self.question.asks == Asks::Reason) else { return true };
        let verb_term = &self.question.terms[verb];
        // "Why did it close Leeds according to Venn": who says so is no part of what was done.
        let end = self.question.terms.iter().skip(verb).position(|t| t.word == "according").map_or(usize::MAX, |at| verb + at);
        let said = self.telling().filter(|(i, t)| *i > verb && *i < end && !t.is_number());
        let objects: Vec<(usize, bool)> = said.map(|(i, _)| (i, self.is_name(i))).collect();
        self.judged.iter().filter(|e| e.features.company >= OF_COMPANY).any(|e| {
            let done = match verb_term.role {
                Role::Topic => e.features.topic >= 1.0 || e.tells_cut || !layoff::speaks_of_cuts(&self.question.text),
                _ => e.matched[verb] > 0.0,
            };
            let titled = |i: usize| {
                let title = Terms::default().of(&self.retrieved[e.article].article.title);
                self.question.terms[i].terms.iter().any(|own| title.contains(own))
            };
            let names = objects.iter().filter(|(_, name)| *name).all(|(i, _)| e.matched[*i] > 0.0 || titled(*i));
            let mut others = objects.iter().filter(|(_, name)| !*name).peekable();
            let others = others.peek().is_none() || others.any(|(i, _)| e.around[*i] > 0.0);
            let undone = UNDONE.iter().any(|phrase| self.text(e).contains(phrase));
            done && names && others && !undone
        })
    }

    /// "Who is the chief financial officer": the chief people officer is somebody else.
    fn office(&self, best: &Evidence) -> bool {
        let words: Vec<&str> = self.question.terms.iter().map(|t| t.word.as_str()).collect();
        let of = words.windows(3).find(|w| w[0] == "chief" && w[2] == "officer" && w[1] != "executive").map(|w| w[1]);
        let Some(of) = of.filter(|_| matches!(self.question.asks, Asks::Person | Asks::Quotation)) else { return true };
        let text = self.text(best).to_lowercase();
        let short = |w: &Word| matches!(w.folded.as_bytes(), [b'c', of_what, b'o'] if of.as_bytes().first() == Some(of_what));
        text.contains(&format!("chief {of}"))
            || text.contains(&format!("{of} chief"))
            || of == "financial" && (text.contains("finance chief") || text.contains("finance director"))
            || term::words(&text).iter().any(short)
    }

    /// "What share of the whole staff": a share of one team is none.
    fn share_of_all(&self, best: &Evidence) -> bool {
        let Some(value) = &best.value else { return true };
        let words = term::words(&self.text(best)[value.range.end..]);
        let mut after = words.iter().take(AFTER_SHARE).skip_while(|w| w.folded != "of").skip(1);
        after.any(|w| is_staff(&w.folded) || w.number || w.folded == "company" || w.folded == "total")
    }

    /// "Why did Acme fire all its staff": some who go are not all.
    fn all_go(&self) -> bool {
        let of_company = self.judged.iter().filter(|e| e.features.company >= OF_COMPANY);
        of_company.filter(|e| e.features.topic >= 1.0).any(|e| {
            let words = term::words(self.text(e));
            words.windows(3).any(|w| is_all(&w[0].folded) && w.iter().any(|w| is_staff(&w.folded)))
                || words
                    .iter()
                    .any(|w| matches!(&*w.folded, "everyone" | "everybody" | "closes" | "closed" | "closing" | "shuts" | "shut"))
        })
    }

    /// Whether the question is itself about a report, a rumour or its denial.
    fn speaks_of_reports(&self) -> bool {
        self.question.terms.iter().any(|t| REPORTS.iter().any(|report| t.word.starts_with(report)))
    }

    /// A number that the reading of the articles did not find to be one of people who go has to stand beside a word for that,
    /// where no layoff of the company was found at all, and in a sentence that speaks of cuts in any case.
    fn number(&self, best: &Evidence) -> bool {
        let question = self.question;
        let asked = matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary);
        let Some(value) = best.value.as_ref().filter(|_| asked && question.about_cuts && question.counted == Counted::Cuts)
        else {
            return true;
        };
        if best.whose.is_some() || best.part || self.is_tied(best, &value.range) || self.is_beside_whom(best, &value.range) {
            return true;
        }
        // "The union puts the loss at 61", where the union is asked; "that's 14% of the company".
        let surely = best.features.company >= ITS_OWN && best.features.kind >= NEARLY_THE_KIND;
        if surely && (best.voiced || question.asks == Asks::Percent) {
            return true;
        }
        let unsure = question.companies.is_empty() || best.features.premise < 1.0;
        if unsure && !(question.is_dated() && self.time_told(best, Some(&value.range)) == Some(true)) {
            return false;
        }
        // "Which figure was going round": said of other things as well.
        let layoff = self.lists.vocabulary.group("layoff");
        let cuts = |t: &QuestionTerm| {
            t.role == Role::Topic && layoff.is_some_and(|g| t.groups.contains(&g)) && !VAGUE.contains(&t.word.as_str())
        };
        let cuts = question.asks == Asks::Count && question.terms.iter().any(cuts);
        !cuts || best.features.topic > ELSEWHERE || layoff::speaks_of_cuts(self.text(best))
    }

    /// "36 mechanical engineers", where engineers are asked for and what stands around speaks of those who go.
    fn is_beside_whom(&self, best: &Evidence, value: &Range<usize>) -> bool {
        let Some(whom) = self.question.of_whom else { return false };
        let told = |t: usize| best.around.get(t).is_some_and(|matched| *matched > 0.0);
        let cuts = (0..self.question.terms.len()).any(|t| self.question.terms[t].role == Role::Topic && told(t));
        let words = term::words(self.text(best));
        let next = words.partition_point(|w| w.range.start < value.end);
        let stemmer = crate::text::term::Terms::default();
        let asked = |w: &Word| self.question.terms[whom].terms.iter().any(|stem| *stem == *stemmer.stem(&w.folded));
        cuts && words[next..].iter().take(3).any(asked)
    }

    /// "How many work there", "how many offices": people who go are neither.
    fn counted(&self, best: &Evidence) -> bool {
        let Some(value) = best.value.as_ref().filter(|_| self.question.asks == Asks::Count) else { return true };
        match self.question.counted {
            Counted::Staff | Counted::Remaining => {
                let words = term::words(self.text(best));
                let first = words.partition_point(|w| w.range.end <= value.range.start);
                let last = words.partition_point(|w| w.range.start < value.range.end);
                let said = |words: &[Word], list: &[&str]| words.iter().any(|w| list.contains(&w.folded.as_str()));
                let before = &words[first.saturating_sub(STAFF_NEAR)..first];
                let after = &words[last..words.len().min(last + STAFF_NEAR)];
                let goes = said(&before[before.len().saturating_sub(4)..], value::CUTTING) || said(after, value::CUTTING);
                !goes && (said(before, STAFF_BEFORE) || said(after, STAFF_AFTER))
            }
            Counted::Things(_) => best.features.kind >= THING,
            Counted::Cuts | Counted::Hired | Counted::Moved | Counted::Openings => true,
        }
    }

    /// "When was Acme founded", "how much did it raise", "how many jobs did it save": a day, a sum or a number that is told without
    /// that is of something else.
    fn act(&self, best: &Evidence) -> bool {
        let question = self.question;
        let asks = match question.asks {
            Asks::Date | Asks::Money => true,
            Asks::Count => question.counted == Counted::Cuts,
            _ => false,
        };
        let Some(verb) = self.done_by_company().filter(|_| asks) else { return true };
        // "When does Acme Leeds close": told by the place.
        let named = || self.telling().any(|(i, _)| best.matched[i] > 0.0 && self.is_name(i));
        best.around[verb] > 0.0 || question.asks == Asks::Date && named()
    }

    /// What a company is said to have done, where that is something else than to let people go or to tell of it.
    fn done_by_company(&self) -> Option<usize> {
        let meant = ["announce", "plan"].map(|name| self.lists.vocabulary.group(name));
        let verb = self.verb()?;
        let term = &self.question.terms[verb];
        let begins = term.word.starts_with("start") || term.word.starts_with("begin");
        (term.role == Role::Content && !begins && !term.groups.iter().any(|g| meant.contains(&Some(*g)))).then_some(verb)
    }

    /// "How many in Leeds", "how many sales people": a number that is told without the place or the trade is that of all.
    fn part(&self, best: &Evidence) -> bool {
        let question = self.question;
        if question.asks != Asks::Count || question.counted != Counted::Cuts || question.companies.is_empty() {
            return true;
        }
        let missing = |i: usize| best.around[i] == 0.0;
        let placed = |i: usize| i > 0 && matches!(&*question.terms[i - 1].word, "in" | "at" | "from" | "near");
        // What stands in none of the articles found is written as a name in others.
        let nowhere = |i: usize| question.terms[i].synonyms.is_empty() && self.judged.iter().all(|e| e.around[i] == 0.0);
        if self.telling().any(|(i, term)| {
            placed(i) && !term.is_number() && missing(i) && (nowhere(i) || self.is_name(i) || places::is_place(&term.word))
        }) {
            return false;
        }
        let terms = &question.terms;
        let Some(many) = terms.windows(2).position(|w| w[0].word == "how" && w[1].word == "many") else { return true };
        let noun = (many + 2..terms.len()).take_while(|i| matches!(terms[*i].role, Role::Content | Role::Topic));
        let mut trade = noun.filter(|i| terms[*i].is_telling()).peekable();
        trade.peek().is_none() || trade.any(|i| !missing(i))
    }

    /// "Is acme closing its new york office": of what stands in no article that was found on a company nothing is told.
    fn place(&self) -> bool {
        let terms = &self.question.terms;
        let is_place = |i: usize| {
            let pair = i.checked_sub(1).map(|before| format!("{} {}", terms[before].word, terms[i].word));
            places::is_place(&terms[i].word) || pair.is_some_and(|pair| places::is_place(&pair))
        };
        let nowhere =
            |i: usize| terms[i].synonyms.is_empty() && self.judged.iter().all(|e| e.around[i] == 0.0 && e.matched[i] == 0.0);
        let missing = |(i, term): (usize, &QuestionTerm)| term.role == Role::Content && is_place(i) && nowhere(i);
        self.question.companies.is_empty() || !terms.iter().enumerate().any(missing)
    }

    /// A number told of rivals, of an owner or of a whole industry is not the company's, where the sentence does not name it.
    fn own(&self, best: &Evidence) -> bool {
        let question = self.question;
        let asks = matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary) && question.counted == Counted::Cuts;
        if !asks || !question.about_cuts || question.companies.is_empty() {
            return true;
        }
        // Named only in a sentence that tells of no layoff, and no article tells of one.
        let beside = best.features.company <= BESIDE || best.features.topic <= ELSEWHERE;
        if question.asks == Asks::Summary && best.features.premise <= NOWHERE && beside {
            return false;
        }
        let text = self.text(best);
        let words = term::words(text);
        let named = self.lists.names.mentions(text, &words, crate::names::Mode::Text);
        if named.iter().any(|m| question.asks_about(m, self.lists.names)) {
            return true;
        }
        let asked = |w: &Word| question.terms.iter().any(|t| t.word == w.folded);
        let until = best.value.as_ref().map_or(text.len(), |value| value.range.start);
        // "Salesforce and Amazon announced thousands of cuts": of those whom the sentence names.
        let ours =
            |whose: &String| question.companies.iter().any(|c| *c.name == **whose || self.lists.names.are_one(whose, &c.name));
        let owner = |m: &crate::names::Mention| question.companies.iter().any(|c| c.parent.as_deref() == Some(&*m.company));
        if named.iter().any(|m| m.range.end <= until && !owner(m)) && !best.whose.as_ref().is_some_and(ours) {
            return false;
        }
        let before = |w: &&Word| w.range.end <= until;
        let has = |list: &[&str]| words.iter().take_while(before).any(|w| list.contains(&w.folded.as_str()) && !asked(w));
        !has(RELATED) && (best.whose.is_some() || !has(GENERAL))
    }

    /// Whether a number stands beside a word for people who go.
    fn is_tied(&self, evidence: &Evidence, range: &Range<usize>) -> bool {
        let Some(group) = self.lists.vocabulary.group("layoff") else { return true };
        let stemmer = Terms::default();
        let words = term::words(self.text(evidence));
        let (first, last) =
            (words.partition_point(|w| w.range.end <= range.start), words.partition_point(|w| w.range.start < range.end));
        let near = &words[first.saturating_sub(TIED_BEFORE)..words.len().min(last + TIED_AFTER)];
        let stems: Vec<String> = near.iter().map(|w| stemmer.stem(&w.folded).into_owned()).collect();
        (0..stems.len()).any(|i| {
            self.lists.vocabulary.groups(&stems[i]).contains(&group)
                || self.lists.vocabulary.phrase(&stems[i..]).is_some_and(|(mut found, _)| found.any(|found| found == group))
        })
    }

    /// Whether what a sentence tells happened at the time asked about, as far as the words beside it say: a sentence that
    /// names several times may name that one for something else. Where no layoff at that time was found in the articles, it has
    /// to say so itself.
    fn time(&self, best: &Evidence) -> bool {
        let question = self.question;
        let asks = matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary | Asks::Reason | Asks::Date);
        if !asks || !question.about_cuts || question.companies.is_empty() {
            return true;
        }
        let found = best.features.premise >= 1.0;
        if matches!(question.asks, Asks::Reason | Asks::Date) {
            // Without a time, a sentence that tells of it with a cause is enough.
            let told = question.asks == Asks::Reason && !question.is_dated() && best.features.premise > NOWHERE;
            return found || told || !layoff::speaks_of_cuts(&question.text);
        }
        let told = question.is_dated().then(|| self.time_told(best, best.value.as_ref().map(|v| &v.range)));
        match told {
            None => true,
            // A figure that was found to be of a layoff has the time of that.
            Some(Some(told)) => told || found && best.whose.is_some(),
            Some(None) => found || self.cuts_right_before(best),
        }
    }

    /// Whether the time that a sentence names for a value, or else for its cut, is the one asked about; none where it names
    /// no time.
    fn time_told(&self, evidence: &Evidence, value: Option<&Range<usize>>) -> Option<bool> {
        let text = self.text(evidence);
        let published = self.retrieved[evidence.article].article.published;
        let times = time::find_in(text, published);
        let asked = self.question.times();
        let meant = |t: &time::Mention| asked.iter().any(|(bounds, _)| bounds.overlaps(&t.period));
        let anchor = value.cloned().or_else(|| self.cut(text))?;
        // Commas set off what is said by the way.
        let far = |t: &time::Mention| {
            let between = if t.range.end <= anchor.start {
                t.range.end..anchor.start
            } else {
                anchor.end.min(t.range.start)..t.range.start
            };
            between.len() + APART * text[between].matches([',', ';', '–', '—']).count()
        };
        // "Last November's cut", whatever number stands elsewhere.
        let cut = self.cut(text);
        let beside = |t: &time::Mention| cut.as_ref().is_some_and(|cut| t.range.end <= cut.start && cut.start - t.range.end <= 3);
        let times: Vec<&time::Mention> = times.iter().filter(|t| t.relation != Relation::Until).collect();
        if times.iter().any(|t| beside(t) && meant(t)) {
            return Some(true);
        }
        times.into_iter().min_by_key(|t| far(t)).map(meant)
    }

    /// "It has laid off 40 people".
    fn cuts_right_before(&self, best: &Evidence) -> bool {
        let Some(value) = &best.value else { return false };
        let words = term::words(&self.text(best)[..value.range.start]);
        words.iter().rev().take(3).any(|w| value::CUTTING.contains(&w.folded.as_str()) || w.folded == "off")
    }

    /// Where a sentence has its first word for people who go.
    fn cut(&self, text: &str) -> Option<Range<usize>> {
        let group = self.lists.vocabulary.group("layoff")?;
        let stemmer = Terms::default();
        let words = term::words(text);
        words.into_iter().find(|w| self.lists.vocabulary.groups(&stemmer.stem(&w.folded)).contains(&group)).map(|w| w.range)
    }

    /// "Who is buying Acme": whoever sells is not meant.
    fn buyer(&self, best: &Evidence) -> bool {
        let buys = |word: &str| BUYS.iter().any(|b| word == *b || b.len() > 5 && word.starts_with(b));
        if self.question.asks != Asks::Person || !self.question.terms.iter().any(|t| buys(&t.word)) {
            return true;
        }
        let tells = |e: &Evidence| {
            let text = self.text(e);
            let words = term::words(text);
            let sold_to = |i: usize| {
                let to = |w: &[Word]| w[0].folded == "to" && text[w[1].range.clone()].starts_with(char::is_uppercase);
                SELLS.contains(&words[i].folded.as_str()) && words[i + 1..].windows(2).take(8).any(to)
            };
            words.iter().any(|w| buys(&w.folded)) || (0..words.len()).any(sold_to)
        };
        // What is quoted beside it answers as well.
        let mut quoted = self.judged.iter().take(QUOTED).filter(|e| e.score >= best.score * WORTH_QUOTING);
        quoted.any(tells)
    }

    /// "In which city is Acme based": that has to be what a sentence tells.
    fn seat(&self, best: &Evidence) -> bool {
        let terms = &self.question.terms;
        let based =
            |i: usize| matches!(&*terms[i].word, "based" | "headquartered" | "located") && terms[i - 1].role == Role::Company;
        let mut based = (1..terms.len()).filter(|i| self.question.asks == Asks::Place && based(*i));
        based.all(|i| best.matched[i] > 0.0)
    }

    /// "The chief executive who was fired": one who stays is not meant.
    fn person_goes(&self, best: &Evidence) -> bool {
        let terms = &self.question.terms;
        let passive = |w: &[QuestionTerm]| {
            matches!(&*w[0].word, "who" | "whom")
                && matches!(&*w[1].word, "was" | "is" | "got" | "were" | "gets")
                && w[2].role == Role::Topic
        };
        let asked = self.question.asks == Asks::Person && self.question.about_cuts && terms.windows(3).any(passive);
        !asked || best.features.topic >= 1.0
    }

    /// The verb of "why did Acme …" or "when does it …", by its place among the terms.
    fn verb(&self) -> Option<usize> {
        let terms = &self.question.terms;
        let is_name = |i: usize| terms[i].role == Role::Company || terms[i].role == Role::Content && self.is_name(i);
        let auxiliary = |i: &usize| AUXILIARIES.contains(&terms[*i - 1].word.as_str()) && is_name(*i);
        let named = (1..terms.len()).find(auxiliary)?;
        let verb = (named..terms.len()).find(|i| !is_name(*i))?;
        // "does Acme's chief blame": not done by the company.
        if terms[verb - 1].word.ends_with("'s") {
            return None;
        }
        // A verb that the lists know no other words for may be told in any.
        let known = terms[verb].role == Role::Topic || terms[verb].role == Role::Content && !terms[verb].synonyms.is_empty();
        known.then_some(verb)
    }
}

/// Whether a question takes for granted that people were let go, and asks how many, when or why.
pub(super) fn takes_for_done(question: &Question) -> bool {
    question.about_cuts && matches!(question.asks, Asks::Count | Asks::Percent | Asks::Date | Asks::Reason)
}

/// Whether a question says that all who work somewhere are meant.
fn asks_of_whole(question: &Question) -> bool {
    let those =
        |word: &str| is_staff(word) || matches!(word, "engineers" | "developers" | "designers" | "recruiters" | "testers");
    question.terms.windows(2).any(|w| is_all(&w[0].word) && those(&w[1].word))
        || question.terms.windows(3).any(|w| is_all(&w[0].word) && those(&w[2].word))
}

fn is_all(word: &str) -> bool {
    matches!(word, "all" | "every" | "entire" | "whole" | "total" | "overall")
}

fn is_staff(word: &str) -> bool {
    matches!(
        word,
        "workforce"
            | "staff"
            | "employees"
            | "people"
            | "jobs"
            | "headcount"
            | "workers"
            | "personnel"
            | "positions"
            | "roles"
            | "posts"
            | "payroll"
    )
}

/// A year that is asked about does not hold what happened some days before or after it.
fn in_year(question: &Question, best: &Evidence) -> bool {
    let year = question.bounds.period().is_some_and(|p| p.days() >= YEAR);
    !(year && takes_for_done(question) && best.whose.is_some()) || best.features.time >= BESIDE_YEAR
}

/// Words around a number within which it is said that it is of all who work somewhere.
const STAFF_NEAR: usize = 6;
/// Words before such a number.
const STAFF_BEFORE: &[&str] = &[
    "employ",
    "employs",
    "employed",
    "employing",
    "has",
    "had",
    "have",
    "with",
    "headcount",
    "workforce",
    "payroll",
    "staff",
    "total",
    "totalled",
    "totaled",
    "grew",
    "grown",
    "stood",
    "stands",
    "were",
    "was",
    "are",
    "is",
    "from",
    "its",
    "their",
    "our",
    "remain",
    "remaining",
    "left",
    "to",
    "average",
    "team",
];
/// Words after it.
const STAFF_AFTER: &[&str] = &[
    "remain",
    "remaining",
    "remained",
    "left",
    "stay",
    "staying",
    "work",
    "works",
    "worked",
    "working",
    "strong",
    "payroll",
    "now",
    "books",
    "rolls",
    "worldwide",
    "still",
    "workforce",
    "headcount",
];
/// A number of the things asked for.
const THING: f32 = 0.5;

/// A sentence of the company itself, and a number that is as surely of the kind asked for.
const ITS_OWN: f32 = 0.85;
const NEARLY_THE_KIND: f32 = 0.75;
/// Nouns for a company by what it is to another one.
const RELATED: &[&str] =
    &["competitor", "competitors", "contrast", "rival", "rivals", "owner", "parent", "supplier", "suppliers", "peer", "peers"];
/// Nouns for companies in general.
const GENERAL: &[&str] =
    &["companies", "firms", "startups", "ups", "employers", "industry", "sector", "multinationals", "businesses", "economy"];
/// A figure that was found to be of another company.
const BESIDE: f32 = 0.5;
/// Where the articles tell of no layoff of a company at all.
const NOWHERE: f32 = 0.5;
/// Bytes for which a comma stands between a value and its time.
const APART: usize = 20;
/// Words of a question before the name of a company.
const BEFORE_NAMES: &[&str] = &["at", "by", "did", "does", "has", "will"];
/// Words before a number and after it within which it is said that it is one of people who go.
const TIED_BEFORE: usize = 6;
/// See [`TIED_BEFORE`].
const TIED_AFTER: usize = 6;
/// Neither a sentence nor the one before it speaks of layoffs.
const ELSEWHERE: f32 = 0.5;
/// Days of what is asked about as a year.
const YEAR: i32 = 360;
/// What happened beside it.
const BESIDE_YEAR: f32 = 0.35;
/// Words after a share within which it says of what.
const AFTER_SHARE: usize = 7;

/// A sentence that speaks less surely of the company tells of another one's deeds.
const OF_COMPANY: f32 = 0.35;

/// Verbs that open a question.
const AUXILIARIES: &[&str] = &["did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "will"];

/// Telling words of a question that are looked at.
const TELLING: usize = 24;

/// Words of whoever buys, or how they begin.
const BUYS: &[&str] = &["buy", "buying", "buys", "bought", "buyer", "acquir", "acquisition", "purchas", "takeover"];
/// Words of whoever sells.
const SELLS: &[&str] = &["sold", "sell", "sells", "selling", "sale"];

/// The best sentences, which are quoted where they are good enough against the first.
const QUOTED: usize = 3;
/// See [`QUOTED`].
const WORTH_QUOTING: f32 = 0.25;

/// Words for people who go that are said of other things as well.
const VAGUE: &[&str] = &["go", "goes", "going", "gone", "round", "hit", "drop", "leave", "lose", "lost"];

/// How words begin that tell of a report, or of its denial.
const REPORTS: &[&str] = &["denie", "deny", "denial", "report", "rumo", "claim", "alleg", "newspaper", "paper", "reject", "leak"];

/// What is said to be so is not.
const UNDONE: &[&str] = &["no plan", "no intention"];
