//! A question on its way through the program: the same for commands, mentions and buttons.

use crate::answer::Citation;

use super::component::{Asked, Button};
use super::message::{Message, Press};
use super::program::{Answered, AskedInDiscord};
use super::remembered::Remembered;
use super::{render, texts};

/// Pieces of evidence on a page.
pub const A_PAGE: usize = 3;

/// What is shown for it, with the buttons that do something there.
pub fn message(questions: &Questions, asked: &AskedInDiscord, answered: &Answered) -> Message {
    let shown = render::answer(&answered.answer);
    if answered.more {
        let question = questions.carry(asked);
        return shown.with_buttons([Press::plain(texts::MORE_EVIDENCE, Button::Evidence { page: 0, question })]);
    }
    // In direct messages there are no curators to suggest anything to.
    let suggest = answered.answer.abstained && asked.guild.is_some();
    shown.with_buttons(suggest.then_some(Press::plain(texts::SUGGEST_ARTICLE, Button::Suggest)))
}

/// A page of further evidence.
pub fn page(citations: &[Citation], page: u32, question: &Asked) -> Message {
    let pages = citations.len().div_ceil(A_PAGE).max(1);
    let page = usize::try_from(page).unwrap_or(usize::MAX).min(pages - 1);
    let shown = citations.chunks(A_PAGE).nth(page).unwrap_or_default();
    let to = |page: usize| Button::Evidence { page: u32::try_from(page).unwrap_or(0), question: question.clone() };
    let back = (page > 0).then(|| Press::plain(texts::PREVIOUS, to(page.saturating_sub(1))));
    let on = (page + 1 < pages).then(|| Press::plain(texts::NEXT, to(page + 1)));
    render::evidence(shown, page + 1, pages).with_buttons(back.into_iter().chain(on))
}

/// Questions that are too long to stand in a button, or have options, are remembered for as long as the process lives.
#[derive(Default)]
pub struct Questions(Remembered<AskedInDiscord>);

impl Questions {
    /// The question as a button carries it.
    pub fn carry(&self, asked: &AskedInDiscord) -> Asked {
        let words = Asked::Words(asked.text.clone());
        let plain = AskedInDiscord { text: asked.text.clone(), guild: asked.guild, ..AskedInDiscord::default() };
        let fits = Button::Evidence { page: u32::MAX, question: words.clone() }.id().is_some();
        if plain == *asked && fits && asked.text.trim() == asked.text && !asked.text.contains(char::is_control) {
            return words;
        }
        let options = (&asked.company, &asked.since, &asked.until, &asked.source);
        Asked::Remembered(self.0.keep((&asked.text, asked.guild, options), asked.clone()))
    }

    /// The question that a button in this server carries; none where it was asked before a restart, or long ago.
    pub fn recall(&self, carried: &Asked, server: Option<u64>) -> Option<AskedInDiscord> {
        match carried {
            Asked::Words(words) => Some(AskedInDiscord { text: words.clone(), guild: server, ..AskedInDiscord::default() }),
            Asked::Remembered(key) => self.0.find(*key, |asked| asked.guild == server),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::remembered::REMEMBERED;

    #[test]
    fn a_question_comes_back_in_its_own_server_only() {
        let questions = Questions::default();
        let short = AskedInDiscord { text: "how many?".into(), guild: Some(1), ..AskedInDiscord::default() };
        assert_eq!(questions.carry(&short), Asked::Words("how many?".into()));
        assert_eq!(questions.recall(&questions.carry(&short), Some(1)), Some(short.clone()));

        let long = AskedInDiscord { text: "how many ".repeat(60), ..short.clone() };
        let dated = AskedInDiscord { since: Some("2023".into()), ..short };
        for asked in [long, dated] {
            let carried = questions.carry(&asked);
            assert!(matches!(carried, Asked::Remembered(_)));
            assert_eq!(questions.recall(&carried, Some(1)), Some(asked));
            assert_eq!(questions.recall(&carried, Some(2)), None);
        }
    }

    #[test]
    fn only_the_last_questions_are_remembered() {
        let questions = Questions::default();
        let asked = |n: usize| AskedInDiscord { text: format!("{n} {}", "x".repeat(100)), ..AskedInDiscord::default() };
        let first = questions.carry(&asked(0));
        (1..=REMEMBERED).for_each(|n| drop(questions.carry(&asked(n))));
        assert_eq!(questions.recall(&first, None), None);
    }
}
