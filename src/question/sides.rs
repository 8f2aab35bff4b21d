//! The questions that a comparison is made of.

use super::{Asks, Counted, Order, Question, Role};
use crate::text::number::ordinal;
use crate::text::term;

/// Words between the two sides of a comparison.
const BETWEEN: &[&str] = &["vs", "versus", "compared", "against", "or"];
/// Who speaks for the staff, and may count otherwise than the company.
const STAFF: &[&str] = &["union", "unions", "union's", "council", "councils", "council's", "reps", "representatives", "guild"];
/// Words for the company as one of the two, and for what either does.
const CLAIMING: &[&str] = &[
    "official",
    "officially",
    "company",
    "company's",
    "companys",
    "management",
    "mgmt",
    "bosses",
    "own",
    "say",
    "says",
    "said",
    "claim",
    "claims",
    "claimed",
    "counted",
];
/// Words for what either counts.
const NUMBERS: &[&str] = &["number", "numbers", "figure", "figures", "count", "counts", "total", "tally", "estimate"];
/// Words after these that belong to neither side.
const AFTER: &[&str] = &["to", "with", "what", "the"];

/// The questions that a comparison is made of: one for each company, one for each time, or one for each side of "versus".
/// None where it has no such sides. `understand` understands the words of one side by themselves.
pub fn sides(question: &Question, understand: impl Fn(&str) -> Question) -> Vec<Question> {
    let rounds = if question.companies.len() == 1 { rounds(question) } else { Vec::new() };
    let of_rounds = rounds.len() > 1 && question.periods.len() < 2;
    if question.asks != Asks::Comparison && !of_rounds {
        return Vec::new();
    }
    let side = Question { asks: question.compares, periods: Vec::new(), ..question.clone() };
    if question.companies.len() > 1 {
        return question.companies.iter().map(|c| Question { companies: vec![c.clone()], ..side.clone() }).collect();
    }
    if question.periods.len() > 1 {
        return question.periods.iter().map(|bounds| Question { bounds: *bounds, ..side.clone() }).collect();
    }
    if of_rounds {
        let asks = if question.asks == Asks::Comparison { question.compares } else { question.asks };
        // "was the 2nd layoff bigger than the first": the words of one side are not looked for in the other.
        let plain = side.terms.iter().filter(|t| t.role != Role::Content).cloned().collect();
        let side = Question { asks, terms: plain, ..side };
        return rounds.into_iter().map(|n| Question { order: Some(Order::Nth(n)), ..side.clone() }).collect();
    }
    let words = term::words(&question.text);
    let Some(at) = words.iter().position(|w| BETWEEN.contains(&w.folded.as_str())) else { return Vec::new() };
    let Some(next) = words[at + 1..].iter().find(|w| !AFTER.contains(&w.folded.as_str())) else { return Vec::new() };
    let halves = [&question.text[..words[at].range.start], &question.text[next.range.start..]];
    let staff = halves.map(|half| term::words(half).iter().any(|w| STAFF.contains(&w.folded.as_str())));
    let sides = halves.into_iter().map(|half| completed(understand(half), question));
    if staff[0] != staff[1] && words.iter().any(|w| NUMBERS.contains(&w.folded.as_str())) {
        return sides.zip(staff).map(|(side, staff)| claimed(side, staff)).collect();
    }
    sides.filter(|side| !side.terms.is_empty()).collect()
}

/// The number of those who go as one side counts them: the company's as it is told, that of the staff where they are named.
fn claimed(mut side: Question, staff: bool) -> Question {
    let is_claim = |t: &super::QuestionTerm| CLAIMING.contains(&&*t.word) || NUMBERS.contains(&&*t.word);
    let names_staff = |t: &super::QuestionTerm| STAFF.contains(&&*t.word) || t.word == "works";
    side.terms.retain(|t| t.role != Role::Content || staff && names_staff(t) || !is_claim(t));
    // What says nothing of the staff is not their number.
    side.of_whom = side.terms.iter().position(|t| staff && t.role == Role::Content && names_staff(t) && t.word != "works");
    (side.asks, side.counted, side.about_cuts, side.about_layoffs) = (Asks::Count, Counted::Cuts, true, true);
    side
}

/// The rounds that are named by their places: "the first and second round", "2nd layoff bigger than the first".
fn rounds(question: &Question) -> Vec<u8> {
    // "the first and third quarter" are times.
    let said = question.terms.iter().filter(|t| t.role != Role::Time);
    let mut rounds: Vec<u8> = said.filter_map(|t| ordinal(&t.word)).collect();
    rounds.sort_unstable();
    rounds.dedup();
    if question.about_cuts || question.about_layoffs { rounds } else { Vec::new() }
}

/// One side with what it leaves to the other: the company, the time, what is asked for.
fn completed(mut side: Question, whole: &Question) -> Question {
    if side.companies.is_empty() {
        side.companies.clone_from(&whole.companies);
        side.terms.extend(whole.terms.iter().filter(|t| t.role == Role::Company).cloned());
    }
    if !side.is_dated() {
        side.bounds = whole.bounds;
    }
    if matches!(side.asks, Asks::Summary | Asks::Comparison | Asks::List) {
        side.asks = whole.compares;
    }
    side.about_cuts |= whole.about_cuts;
    side.about_layoffs |= whole.about_layoffs;
    side.source.clone_from(&whole.source);
    side
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;
    use crate::question::{AskWords, Filters, understand};
    use crate::vocabulary::Vocabulary;

    fn check(text: &str) -> Vec<Question> {
        let (names, vocabulary, asks) =
            (Names::load(None).unwrap(), Vocabulary::load(None).unwrap(), AskWords::load(None).unwrap());
        let now = jiff::civil::date(2026, 11, 23);
        let understood = |text: &str| understand(text, &Filters::default(), now, &names, &vocabulary, &asks);
        sides(&understood(text), understood)
    }

    #[test]
    fn each_side_is_a_question() {
        let sides = check("spotify: planned vs actual number of layoffs");
        assert_eq!(sides.len(), 2);
        assert!(sides.iter().all(|s| s.asks == Asks::Count && s.companies[0].name == "Spotify" && s.about_cuts));
        assert_eq!(sides[1].order, Some(Order::Final));
        assert_eq!(check("meta vs google severance").iter().map(|s| s.asks).collect::<Vec<_>>(), [Asks::Severance; 2]);
        assert_eq!(check("how many did meta fire").len(), 0);
        let counted = check("spotify official number versus what the works council says");
        assert!(counted.len() == 2 && counted.iter().all(|s| s.asks == Asks::Count && s.about_cuts));
        let content = |side: &Question| side.terms.iter().filter(|t| t.role == Role::Content).count();
        assert_eq!(counted.iter().map(content).collect::<Vec<_>>(), [0, 2]);
        let orders = |text: &str| check(text).iter().map(|s| s.order).collect::<Vec<_>>();
        let two = [Some(Order::Nth(1)), Some(Order::Nth(2))];
        assert_eq!(orders("spotify first and second round numbers"), two);
        assert_eq!(orders("was spotify's 2nd layoff bigger than the first"), two);
    }
}
