//! What speaks against the best sentence being an answer, beside what its features say. Some of it rules the sentence out:
//! another company, another time, a denial, nothing of the kind that is asked for. The rest is a doubt, a matter of yes or no
//! with a name, and `data/weights.toml` says what it takes from the confidence.

use super::evidence::{Evidence, Lists, Retrieved};
use super::value::WORDLESS;
use super::{person, premise};
use crate::question::{Asks, Counted, Question, QuestionTerm, Role};
use crate::{layoff, places};

/// The names of the doubts, as `data/weights.toml` has them.
pub const DOUBTS: [&str; 3] = ["untied_time", "counts_others", "other_act"];

/// Which of the [`DOUBTS`] hold, and whether the sentence is ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doubts {
    ruled_out: Option<&'static str>,
    each: [bool; DOUBTS.len()],
}

impl Doubts {
    /// Those that the best sentence leaves; `nobody` is a list in which nobody would stand.
    pub(super) fn of(
        question: &Question,
        best: &Evidence,
        judged: &[Evidence],
        retrieved: &[Retrieved],
        lists: Lists<'_>,
        nobody: bool,
    ) -> Doubts {
        let each = premise::untold(question, best, judged, retrieved, lists);
        let text = &retrieved[best.article].article.body[best.range.clone()];
        let ruled_out = match () {
            () if nobody => Some("nobody would stand in the list"),
            // "Good ramen in Seattle": of a question on something else, one word stands in any article.
            () if question.is_adrift() && best.features.coverage < HARDLY => Some("it is of something else"),
            () if is_elsewhere(question, best, text) => Some("it is of another company, time or thing"),
            () if !best.described => Some("nobody is described so"),
            () if is_of_another_place(question, judged) => Some("nothing is told of the place"),
            () if !is_valued(question, best, lists) => Some("it has no value of the kind that is asked for"),
            () => premise::contradicts(question, best, judged, retrieved, lists),
        };
        Doubts { ruled_out, each }
    }

    /// Why the sentence cannot answer, however well it fits; nothing where it can.
    pub fn ruled_out(&self) -> Option<&'static str> {
        self.ruled_out
    }

    /// Each doubt in the order of [`DOUBTS`]: whether it holds.
    pub fn each(&self) -> [bool; DOUBTS.len()] {
        self.each
    }

    /// The names of those that hold.
    pub fn named(&self) -> impl Iterator<Item = &'static str> {
        DOUBTS.into_iter().zip(self.each).filter_map(|(name, holds)| holds.then_some(name))
    }
}

/// A sentence that covers less of a question that is neither on a company nor on layoffs tells of something else.
const HARDLY: f32 = 0.4;
/// A sentence that speaks of the company less surely than this is about another one.
const OTHER_COMPANY: f32 = 0.2;
/// The figure of a whole layoff that is of the company less surely than this is its owner's, or that of whoever is named
/// beside it.
const OF_ITS_OWNER: f32 = 0.31;
/// What it tells happened at another time.
const OTHER_TIME: f32 = 0.1;
/// A sentence with less of the kind of value asked for has none.
const WITHOUT_VALUE: f32 = 0.25;
/// A number that is less surely of all who work there is of others.
const OF_STAFF: f32 = 0.45;
/// A sentence with less has no word of what causes layoffs.
pub(super) const WITHOUT_CAUSE: f32 = 0.35;
/// A sentence with less tells no terms, or no person.
const WITHOUT_WORD: f32 = 0.45;
/// Nobody is named in it.
const NOBODY: f32 = 0.3;

/// Whether a sentence is about another company or another time.
fn is_elsewhere(question: &Question, best: &Evidence, text: &str) -> bool {
    let f = &best.features;
    // "larkfield layoffs in 2022": what else happened then is no layoff.
    let of_cuts = question.about_cuts && question.counted == Counted::Cuts;
    let other_event = question.is_dated() && of_cuts && question.asks == Asks::Summary && best.whose.is_none();
    let numbers = matches!(question.asks, Asks::Count | Asks::Percent);
    let owners = numbers && best.whose.is_some() && best.whole && f.company < OF_ITS_OWNER;
    !question.companies.is_empty() && (f.company < OTHER_COMPANY || owners)
        || question.is_dated() && f.time < OTHER_TIME
        || other_event && !layoff::speaks_of_cuts(text)
}

/// Whether a sentence has the kind of value that is asked for.
fn is_valued(question: &Question, best: &Evidence, lists: Lists<'_>) -> bool {
    let f = &best.features;
    match question.asks {
        Asks::Money if !speaks_of_shares(question, best) => false,
        Asks::Money | Asks::Duration | Asks::Percent => f.kind >= WITHOUT_VALUE,
        Asks::Severance => f.kind >= WITHOUT_WORD,
        Asks::Reason => f.kind >= WITHOUT_CAUSE,
        Asks::Quotation => f.kind > WORDLESS && best.heard && is_on_topic(question, best),
        // "who is ceo": somebody else who is named says nothing.
        Asks::Person => match person::asked_office(question, lists.vocabulary) {
            Some(office) => {
                let succeeds = person::asks_for_successor(question);
                let comes = !succeeds || f.kind == 1.0;
                // "He was succeeded by Ada Venn": as what, stands before it.
                let holds = f.kind == 1.0 && best.around[office] > 0.0;
                f.kind >= WITHOUT_WORD && comes && (best.speaks_of(office) || succeeds || holds)
            }
            None => f.kind >= NOBODY,
        },
        // "when is acme closing tulsa": the day of something else at Acme is none.
        Asks::Date if !question.about_layoffs => {
            !question.terms.iter().any(|t| t.role == Role::Content) || speaks_of_it(question, best)
        }
        // "how many engineers": a number of people in general is none of them.
        Asks::Count => {
            // How many work there is not told by those who go.
            question.of_whom.is_none_or(|whom| best.speaks_of(whom)) && !(question.counts_staff() && f.kind < OF_STAFF)
        }
        _ => true,
    }
}

/// Whether a sentence has any word itself of what the question is about, or one that says the same.
fn speaks_of_it(question: &Question, best: &Evidence) -> bool {
    (0..question.terms.len()).any(|i| question.terms[i].role == Role::Content && best.speaks_of(i))
}

/// Whether what somebody said has anything of what they are asked to have said it about: "what did she say about unions".
fn is_on_topic(question: &Question, best: &Evidence) -> bool {
    let opens = |t: &QuestionTerm| matches!(&*t.word, "about" | "on" | "regarding");
    let Some(about) = question.terms.iter().rposition(opens) else { return true };
    // "About the lower layoff number": what kind of number is no topic.
    let describes = |i: usize| question.terms.get(i + 1).is_some_and(|next| next.role == Role::Topic);
    let topic = |i: &usize| question.terms[*i].role == Role::Content && !question.voice.contains(i) && !describes(*i);
    let mut topic = (about + 1..question.terms.len()).filter(topic).peekable();
    topic.peek().is_none() || topic.any(|i| best.around[i] > 0.0)
}

/// Whether the price of shares is asked for only where the sentence speaks of them: what was raised or paid is none.
fn speaks_of_shares(question: &Question, best: &Evidence) -> bool {
    let priced = |pair: &[QuestionTerm]| {
        matches!(&*pair[0].word, "share" | "stock" | "shares") && matches!(&*pair[1].word, "price" | "prices" | "worth" | "value")
    };
    let stems = ["share", "stock"];
    !question.terms.windows(2).any(priced) || stems.iter().any(|stem| best.has_stem(stem))
}

/// Whether the question names a place of which nothing is told of the company, whatever is told of others there.
fn is_of_another_place(question: &Question, judged: &[Evidence]) -> bool {
    /// Shorter words are too easily others: "us".
    const SHORTEST: usize = 4;
    let told = |i: usize| judged.iter().any(|e| e.features.company >= OF_COMPANY && e.around[i] > 0.0);
    let names_place = |t: &QuestionTerm| t.role == Role::Content && t.word.len() >= SHORTEST && places::is_place(&t.word);
    !question.companies.is_empty() && question.terms.iter().enumerate().any(|(i, t)| names_place(t) && !told(i))
}

/// A sentence speaks of the company as surely as this.
const OF_COMPANY: f32 = 0.6;
