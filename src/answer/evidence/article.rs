//! The sentences of an article, judged one after the other: each with what is carried into it from those before.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::super::facts::{self, Facts};
use super::super::outcome;
use super::super::reason;
use super::super::value::{self, Value};
use super::super::voice;
use super::about::{self, About};
use super::among;
use super::covered::{coverage, names_part, near, share, told_in};
use super::quoted::{attributions, quotations};
use super::reader::{Reader, Sketch, is_heading, starts_paragraph};
use super::section::sections;
use super::sense::{counts_openings, senses};
use super::told::{BY_WORDS, Told};
use super::when::{Written, dates};
use super::{Evidence, Features, Retrieved, TOLD_OF, takes_figures};
use crate::article::Provenance;
use crate::question::outcome::Stage;
use crate::question::{Asks, Counted, Order, Question, Role};
use crate::sense;
use crate::text::amount::{self, Kind};
use crate::text::term::{self, Word};
use crate::time;

/// An article that is judged, with what is known of it as a whole.
pub(super) struct Page<'a> {
    reader: &'a Reader<'a>,
    rarity: &'a [f32],
    /// Which of the retrieved ones.
    number: usize,
    found: &'a Retrieved,
    sentences: &'a [Range<usize>],
    /// The layoffs found in it, where it was read closely.
    read: Option<&'a Facts>,
    /// The words of the question that say no more than what the company is.
    called: &'a [usize],
    title: Sketch,
    /// The companies that it is about.
    focus: Vec<Arc<str>>,
    /// For each sentence the company that heads its section.
    sections: Vec<Option<Arc<str>>>,
    /// For each sentence the times that it names, where they matter.
    dates: Vec<Vec<time::Mention>>,
    /// Its quotations, where they matter.
    quoted: Vec<Range<usize>>,
    /// The first words of the places that it names, where they matter.
    places: FxHashSet<String>,
    /// The last words of the full names that it has, where they matter.
    surnames: FxHashSet<String>,
    /// Share of the question's content that what was found of it covers.
    covers: f32,
    written: Written,
    /// It is an interview with whoever's words are asked for.
    interviewed: bool,
    /// It has the name of whoever's words are asked for; an office is told in many words.
    heard: bool,
    /// It has every word by which the question describes a company.
    described: bool,
    /// The numbers of its headline, where the question is about what that tells.
    headline: Vec<f64>,
    /// Which round it says it is about, where one is asked for.
    own_nth: Option<u8>,
}

/// What is carried from one sentence of a passage to the next.
struct Carried {
    previous: Option<Sketch>,
    /// The company that the sentences before were about.
    subject: Option<Arc<str>>,
    /// The same of the paragraph before.
    spoken_of: Option<Arc<str>>,
    /// How well the time fits that was named last in the paragraph, and that time.
    time: f32,
    event: Option<time::Period>,
}

impl Carried {
    /// Notes whom a sentence may be about, from what stands before it.
    fn enter(&mut self, sketch: &Sketch, section: Option<&Arc<str>>, body: &str) {
        let named = self.previous.as_ref().and_then(|p| p.mentions.first()).map(|m| m.company.clone());
        let headed = self.previous.as_ref().is_some_and(|p| is_heading(p, body));
        if sketch.starts_paragraph {
            let before = self.subject.take().or_else(|| named.clone());
            self.spoken_of = before.filter(|_| !headed && !is_heading(sketch, body));
            (self.time, self.event) = (0.0, None);
        }
        if sketch.starts_paragraph && !headed {
            self.subject = section.cloned();
        } else if named.is_some() {
            self.subject = named;
        }
    }

    /// The sentence before, where it is a heading in a line of its own.
    fn heading(&self, body: &str) -> bool {
        self.previous.as_ref().is_some_and(|p| p.starts_paragraph && is_heading(p, body))
    }

    /// How well the sentence before has a word of the question.
    fn matched(&self, term: usize) -> f32 {
        self.previous.as_ref().map_or(0.0, |p| p.matched[term])
    }
}

/// A sentence that is judged, with what is known of it whatever its value.
struct Seen<'a> {
    /// Which of the article's.
    at: usize,
    sketch: &'a Sketch,
    read: &'a value::Sentence<'a>,
    /// Its number is the one of the part that is asked about.
    part: bool,
    topic: f32,
    coverage: f32,
    tokens: &'a sense::Tokens<'a>,
    /// The score of its passage in retrieval, against the best.
    retrieval: f32,
}

impl<'a> Page<'a> {
    pub(super) fn of(
        reader: &'a Reader<'a>,
        rarity: &'a [f32],
        (number, found, sentences): (usize, &'a Retrieved, &'a [Range<usize>]),
        (read, called): (Option<&'a Facts>, &'a [usize]),
    ) -> Page<'a> {
        let (question, article) = (reader.question, &found.article);
        let body = article.body.as_str();
        let title = reader.sketch(&article.title, 0..article.title.len(), true);
        let lead: Vec<Sketch> = (0..sentences.len().min(2)).map(|i| sketch(reader, body, sentences, i)).collect();
        let facts = read.filter(|_| takes_figures(question));
        let mut focus = about::focus(&title, &lead);
        if title.mentions.is_empty()
            && let Some(own) = facts.and_then(Facts::own_company)
            && !focus.iter().any(|name| **name == *own)
        {
            focus.push(Arc::from(own));
        }
        let told = told_in(reader, found, &title, &lead);
        let matters = question.asks == Asks::Quotation || !question.voice.is_empty();
        // What stands behind the last passage says nothing of those before.
        let end = found.passages.iter().map(|(range, _)| range.end).max().unwrap_or(0);
        Page {
            focus,
            sections: sections(reader, &article.title, body, sentences),
            dates: dates(reader, article, &sentences[..sentences.partition_point(|s| s.end <= end)]),
            quoted: if matters { quotations(body) } else { Vec::new() },
            places: if question.asks == Asks::Place { places(body) } else { FxHashSet::default() },
            surnames: if question.asks == Asks::Person { surnames(body) } else { FxHashSet::default() },
            covers: share(question, rarity, |i| told[i]),
            written: Written::of(article, question),
            interviewed: voice::is_of(question, |i| title.matched[i]),
            heard: question.voice.iter().rfind(|i| !voice::names_nobody(&question.terms[**i].word)).is_none_or(|i| {
                let office = !question.terms[*i].groups.is_empty();
                office || told[*i] > 0.0 || reader.matched(body)[*i] > 0.0
            }),
            described: question.described.iter().all(|i| told[*i] > 0.0),
            headline: headline(reader, rarity, found, &title, facts),
            own_nth: question.order.and_then(|_| among::own_nth(&title, &lead, body, sentences)),
            reader,
            rarity,
            number,
            found,
            sentences,
            read,
            called,
            title,
        }
    }

    /// Judges every sentence of its passages. `best` is the highest score of any passage.
    pub(super) fn judge(&self, best: f32, judged: &mut Vec<Evidence>) {
        let mut done = Vec::new();
        for (passage, retrieval) in &self.found.passages {
            let first = self.sentences.partition_point(|s| s.start < passage.start);
            let last = self.sentences.partition_point(|s| s.end <= passage.end);
            if first >= last || done.contains(&first) {
                continue;
            }
            done.push(first);
            // What was last spoken of before the passage carries into it.
            let previous = first.checked_sub(1).map(|before| self.sketch(before));
            let mut carried = Carried { previous, subject: None, spoken_of: None, time: 0.0, event: None };
            for at in first..last {
                self.judge_sentence(at, (retrieval / best).clamp(0.05, 1.0), &mut carried, judged);
            }
        }
    }

    fn body(&self) -> &'a str {
        &self.found.article.body
    }

    fn sketch(&self, at: usize) -> Sketch {
        sketch(self.reader, self.body(), self.sentences, at)
    }

    /// The layoffs found in it, where a figure of one answers the question.
    fn facts(&self) -> Option<&'a Facts> {
        self.read.filter(|_| takes_figures(self.reader.question))
    }

    fn judge_sentence(&self, at: usize, retrieval: f32, carried: &mut Carried, judged: &mut Vec<Evidence>) {
        let (reader, question) = (self.reader, self.reader.question);
        let sketch = self.sketch(at);
        let text = &self.body()[sketch.range.clone()];
        if leads_away(text) {
            return;
        }
        let section = self.sections.get(at).and_then(Option::as_ref);
        carried.enter(&sketch, section, self.body());
        let times = self.dates.get(at).cloned().unwrap_or_else(|| time::find_in(text, self.found.article.published));
        let read = value::Sentence {
            text,
            words: &sketch.words,
            mentions: &sketch.mentions,
            times: &times,
            groups: &sketch.groups,
            quoted: self.quoted.iter().any(|q| q.start < sketch.range.end && sketch.range.start < q.end),
            is_place: &|word| self.places.contains(word),
            is_cut: &|a| {
                question.counts_staff() && self.read.is_some_and(|facts| facts.repeated(&value::of_amount(a, "count")).is_some())
            },
            is_surname: &|word| self.surnames.contains(word),
            asked: &sketch.asked,
            says_why: carried.previous.as_ref().is_some_and(|p| reason::leads_to(&p.words, p.asks))
                && !reason::leads_to(&sketch.words, false)
                && !reason::says_nothing(&sketch.words),
        };
        let about =
            About { subject: carried.subject.as_ref(), spoken_of: carried.spoken_of.as_ref(), section, focus: &self.focus };
        let (told, part) = self.told(&read, &sketch, &about);
        let speaker = self.speaker(&read, &sketch);
        let said_by = |i: usize| speaker.get(i).copied().unwrap_or(0.0);
        // A sentence is also of whoever the words beside its quotation or the sentence before it name.
        let apart = sketch.starts_paragraph || voice::has_its_own(text, &sketch.words);
        let before = |i: usize| if apart { 0.0 } else { carried.matched(i) };
        let voiced = voice::is_of(question, |i| sketch.matched[i].max(before(i)).max(said_by(i)))
            && (!voice::asks_staff(question) || voice::is_of_staff(&sketch.words));
        // Who comes after somebody comes into that one's office, whether or not the sentence says which that is.
        let successor = if told.iter().any(|t| t.fit == 1.0) { &reader.of_successor[..] } else { &[] };
        let called = if told.iter().any(|t| t.company >= 0.6) { self.called } else { &[] };
        // "What did Ada Venn say": Venn wrote it, and her first name need not be said again.
        let name = question.voice.split_last().filter(|(last, _)| sketch.matched[**last] > 0.0);
        let implied = [successor, called, name.map_or(&[][..], |(_, first)| first)].concat();
        let around = (carried.previous.as_ref(), carried.heading(self.body()));
        let seen = Seen {
            at,
            sketch: &sketch,
            read: &read,
            part,
            topic: self.topic(&sketch, carried.previous.as_ref()),
            coverage: coverage(question, self.rarity, &sketch, around, &self.title, &speaker, &implied),
            tokens: &sense::Tokens::of(text, &sketch.words, &sketch.stem_of),
            retrieval,
        };
        let denied = self.read.is_some_and(|facts| facts.denied_in(&sketch.range));
        let tells_cut = self.read.is_some_and(|facts| !facts.in_sentence(Asks::Summary, &sketch.range).is_empty());
        let around: Vec<f32> =
            (0..question.terms.len()).map(|i| sketch.matched[i].max(self.title.matched[i]).max(carried.matched(i))).collect();
        // "Health insurance to the end of the year" says how long, not when.
        let dated = times.iter().any(|mention| mention.relation != time::Relation::Until);
        let then = told.iter().map(|told| told.time).fold(0.0, f32::max);
        let event = told.iter().find(|told| told.time >= then).and_then(|told| told.event);
        for mut told in told {
            // In an interview nothing else says whose words they are.
            let fit = voice::fit(question, told.fit, voiced, &read);
            told.fit = if self.interviewed { told.fit.max(fit) } else { fit };
            let stage = stage(question, &read, told.value.as_ref());
            // "In May it put 190 jobs at risk. In the end 141 went.": the end of what was told before.
            // "In 2023 it let 40 go. They were given five weeks' pay."
            let goes_on = stage == Some(Stage::Settled) || goes_on(text, &sketch.words);
            if goes_on && !dated && told.whose.is_none() && carried.time > told.time {
                (told.time, told.event) = (carried.time, carried.event.or(told.event));
            }
            judged.push(Evidence {
                article: self.number,
                sentence: at,
                range: sketch.range.clone(),
                features: self.features(&seen, &told, stage),
                score: 0.0,
                nth: self.nth(&read, &told),
                value: told.value,
                event: told.event,
                whose: told.whose,
                standing: told.standing,
                beside: told.beside,
                whole: told.whole,
                matched: sketch.matched.clone(),
                follows: question.order.is_some() && among::follows_another(&sketch.words),
                stage,
                voiced,
                described: self.described,
                heard: self.heard,
                around: around.clone(),
                denied,
                tells_cut,
                part,
                placed: told.placed,
                stems: sketch.stems.clone(),
            });
        }
        if dated {
            (carried.time, carried.event) = (then, event);
        }
        carried.previous = Some(sketch);
    }

    /// What a sentence tells, and whether that is of the part of the company that is asked about.
    fn told(&self, read: &value::Sentence<'_>, sketch: &Sketch, about: &About<'_>) -> (Vec<Told>, bool) {
        let question = self.reader.question;
        let told = Told::by_words(self.reader, read, sketch, about, self.written);
        // "How many of the 716 jobs are in China remains unclear": it says so, and no layoff's number.
        if question.asks == Asks::Count && value::leaves_open(read) {
            return (vec![told], false);
        }
        let settled = (stage(question, read, told.value.as_ref()) == Some(Stage::Settled)).then(|| told.clone());
        let told = match self.facts() {
            Some(facts) => told.or_by_facts(self.reader, facts, sketch, read.times),
            None if takes_figures(question) => vec![Told { fit: told.fit * UNREAD, ..told }],
            None => vec![told],
        };
        // "Of the 190 roles at risk, 141 were made redundant in the end": the number found to be a layoff's is the first.
        let settled = settled.filter(|settled| told.iter().all(|told| told.value != settled.value));
        let told = told.into_iter().chain(settled).collect();
        match self.reader.of_part(read, sketch) {
            Some(value) => (Told::of_part(told, value), true),
            None => (told, false),
        }
    }

    /// How much a sentence speaks of layoffs, where the question does.
    fn topic(&self, sketch: &Sketch, previous: Option<&Sketch>) -> f32 {
        let question = self.reader.question;
        let speaks = |sketch: &Sketch| self.reader.layoff.is_some_and(|g| sketch.groups.contains(&g));
        match () {
            () if !question.about_layoffs || speaks(sketch) => 1.0,
            // Those who stay or come are told of without a word of those who go.
            () if question.asks == Asks::Count && question.counted != Counted::Cuts => 1.0,
            () if previous.is_some_and(speaks) => 0.8,
            () => 0.5,
        }
    }

    /// How well each word of the question is matched by what says whose quotation a sentence is; nothing where it is none.
    fn speaker(&self, read: &value::Sentence<'_>, sketch: &Sketch) -> Vec<f32> {
        if !read.quoted {
            return Vec::new();
        }
        let parts = attributions(self.body(), &self.quoted, &sketch.range).map(|part| self.reader.matched(part));
        let none = vec![0.0f32; self.reader.question.terms.len()];
        parts.fold(none, |all, part| all.iter().zip(part).map(|(a, b)| a.max(b)).collect())
    }

    /// Which round a sentence says it tells of, or its article says of what it is about itself.
    fn nth(&self, read: &value::Sentence<'_>, told: &Told) -> Option<u8> {
        self.reader.question.order?;
        let counts = told.value.as_ref().filter(|v| v.kind == "count" && !read.times.is_empty());
        let said = counts.and_then(|v| among::nth_before(read.words, v)).or_else(|| among::nth(read.words));
        said.or(self.own_nth.filter(|_| told.own))
    }

    fn features(&self, seen: &Seen<'_>, told: &Told, stage: Option<Stage>) -> Features {
        let (question, text, value) = (self.reader.question, seen.read.text, told.value.as_ref());
        let of_whole = wants_number(question) && !seen.part;
        let settled = stage == Some(Stage::Settled);
        let proven = !of_whole || told.whose.is_some() || settled || names_part(text, seen.sketch, value);
        let titled = value.and_then(|value| value.number).is_none_or(|number| {
            !of_whole || self.headline.is_empty() || self.headline.iter().any(|titled| is_about(*titled, number))
        });
        Features {
            company: told.company,
            time: told.time,
            kind: told.fit,
            coverage: seen.coverage,
            // What states a layoff that was found of the company speaks of layoffs in whatever words.
            topic: match () {
                () if told.whose.is_some() && told.company > BY_WORDS => 1.0,
                // "In the end it was 388": those of whom it was spoken.
                () if settled => OF_THOSE_BEFORE.max(seen.topic),
                () => seen.topic,
            },
            order: 1.0,
            retrieval: seen.retrieval,
            position: 1.0 / (1.0 + seen.at as f32 * 0.05),
            provenance: if self.found.article.provenance == Provenance::Brief { 0.8 } else { 1.0 },
            article: self.covers,
            proven: if proven { 1.0 } else { UNPROVEN },
            near: near(text, seen.sketch, value),
            premise: 1.0,
            stated: if takes_value(question) && value.is_none() { UNSTATED } else { 1.0 },
            fresh: if value.is_some_and(|v| names(question, &text[v.range.clone()])) { STALE } else { 1.0 },
            tells: if seen.sketch.asks || is_caption(text) { ASKING } else { 1.0 },
            sense: self.sense(seen, told),
            titled: if titled { 1.0 } else { NOT_TITLED },
        }
    }

    /// How much the words of a sentence are those of sentences that state what is asked for, or something else shows that
    /// it does.
    fn sense(&self, seen: &Seen<'_>, told: &Told) -> f32 {
        let (question, value) = (self.reader.question, told.value.as_ref());
        let vocabulary = self.reader.lists.vocabulary;
        let shown = match question.asks {
            // "Founded by Ada Venn": who did what is asked stands beside it, in whatever words.
            Asks::Person if told.fit == 1.0 => {
                let does = |v: &Value| v.kind == "person" || v.kind == "company" && question.asks_for_owner();
                if value.is_some_and(does) { 1.0 } else { 0.0 }
            }
            Asks::Reason => {
                let facts = self.facts().filter(|_| question.about_cuts);
                let chance = facts.and_then(|facts| facts.reason_chance(&seen.sketch.range)).unwrap_or(0.0);
                chance.max(if seen.read.says_why { ASKED_WHY } else { 0.0 })
            }
            // "When do the 600 go": not those of another number.
            Asks::Date if (seen.coverage >= TOLD_OF || !names_number(question)) && told.whose.is_some() && value.is_some() => {
                OF_A_CUT
            }
            Asks::Team if value::teams_named(question, seen.read, vocabulary) > 1 => LISTS_TEAMS,
            Asks::Count if counts_openings(self.reader, seen.read.text, seen.sketch, value) => 1.0,
            // A verb of taking people on beside the number says it, whatever the rest.
            Asks::Count if question.counted == Counted::Hired && told.company >= 0.6 && told.fit >= 0.8 => SAID_TO_COME,
            _ => 0.0,
        };
        shown.max(senses(question, seen.tokens, value))
    }
}

fn sketch(reader: &Reader<'_>, body: &str, sentences: &[Range<usize>], at: usize) -> Sketch {
    let range = sentences[at].clone();
    reader.sketch(&body[range.clone()], range, starts_paragraph(body, sentences, at))
}

/// Whether the question is for the number of a layoff.
fn wants_number(question: &Question) -> bool {
    takes_figures(question) && matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary)
}

/// How far the round had come that a value tells of, where it is asked for what was planned of it or came of it.
fn stage(question: &Question, read: &value::Sentence<'_>, value: Option<&Value>) -> Option<Stage> {
    let value = value.filter(|v| question.stage.is_some() && matches!(v.kind, "count" | "percent"))?;
    outcome::stage(read.text, read.words, &value.range)
}

/// The numbers of a headline that were found to be those of a layoff, where the headline is what the question is about.
fn headline(reader: &Reader<'_>, rarity: &[f32], found: &Retrieved, title: &Sketch, facts: Option<&Facts>) -> Vec<f64> {
    let question = reader.question;
    let then = |day| reader.times.iter().any(|(bounds, _)| bounds.distance(day) == 0);
    let is_meant = wants_number(question)
        && (!question.is_dated() || found.article.published.is_some_and(then))
        && !matches!(question.order, Some(Order::Nth(_) | Order::Previous))
        && !facts::wants_sum(question, reader.lists)
        && share(question, rarity, |i| title.matched[i]) >= OF_TITLE;
    let Some(facts) = facts.filter(|_| is_meant) else { return Vec::new() };
    let percent = question.asks == Asks::Percent;
    let wanted = |a: &&amount::Amount| matches!(a.kind, Kind::Percent | Kind::Fraction) == percent;
    let amounts = amount::amounts(&found.article.title);
    let names_unit = |asked: &crate::question::Company| title.mentions.iter().any(|m| *m.company == *asked.name);
    let of_cut = |a: &&amount::Amount| {
        let figure = facts.repeated(&value::of_amount(a, if percent { "percent" } else { "count" }));
        figure.is_some_and(|f| question.companies.is_empty() || f.company(question, reader.lists, names_unit) >= OF_COMPANY)
    };
    let told: Vec<&amount::Amount> = amounts.iter().filter(wanted).filter(of_cut).collect();
    // "Of the 124, how many": another number is asked for.
    let given = told.iter().any(|a| names(question, &found.article.title[a.range.clone()]));
    if given { Vec::new() } else { told.into_iter().map(|a| a.value).collect() }
}

/// Whether a sentence that answers the question has a value to point at.
fn takes_value(question: &Question) -> bool {
    match question.asks {
        Asks::Count | Asks::Percent | Asks::Money | Asks::Duration | Asks::Date | Asks::Person | Asks::Severance => true,
        Asks::Summary => question.about_cuts,
        _ => false,
    }
}

/// Whether the digits of a value stand in the question.
fn names(question: &Question, value: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let value = digits(value);
    !value.is_empty() && question.terms.iter().any(|t| t.role != Role::Time && digits(&t.word) == value)
}

/// Whether the question has a number, of those whose day is asked for.
fn names_number(question: &Question) -> bool {
    question.terms.iter().any(|t| t.role != Role::Time && t.is_number())
}

/// What a figure is worth in an article that is not read closely, since nobody has checked what it counts.
const UNREAD: f32 = 0.7;

/// How much of the topic a number has that is said to be what came of what was spoken of before.
const OF_THOSE_BEFORE: f32 = 0.8;

/// A number that only looks like one of a layoff.
const UNPROVEN: f32 = 0.5;

/// Without a value, where one is asked for.
const UNSTATED: f32 = 0.5;

/// A number that the question itself gives is no answer to it.
const STALE: f32 = 0.3;

/// A sentence that asks, or says what a picture shows.
const ASKING: f32 = 0.5;

/// Whether numbers are about the same: a headline rounds ("almost 300", "284").
fn is_about(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.1 * a.max(b)
}

/// The layoff of a headline that is of the company asked about less surely than this is another one's.
const OF_COMPANY: f32 = 0.6;

/// A headline that has so much of the question is what it asks about.
const OF_TITLE: f32 = 0.7;

/// What is left of another number than the one in the headline.
const NOT_TITLED: f32 = 0.5;

/// How likely a number is of those who come that a verb says so of.
const SAID_TO_COME: f32 = 0.6;

/// How likely a day that stands beside the figure of a layoff is its own.
const OF_A_CUT: f32 = 0.5;

/// How likely a sentence that names several teams says which ones are meant.
const LISTS_TEAMS: f32 = 0.7;

/// How likely a sentence that follows "Why now?" gives a reason, whatever its words.
const ASKED_WHY: f32 = 0.9;

/// Whether a line says what a picture shows: "Image: the sign at its Denver office".
fn is_caption(text: &str) -> bool {
    const LABELS: [&str; 8] =
        ["image", "photo", "picture", "file photo", "photograph", "caption", "image credit", "photo credit"];
    text.split_once(':').is_some_and(|(label, _)| LABELS.iter().any(|known| label.trim().eq_ignore_ascii_case(known)))
}

/// Whether a line only leads to something else on the page: "Read next: …", "Related: …", "All times are Central."
fn leads_away(text: &str) -> bool {
    const LABELS: [&str; 9] =
        ["read next", "read more", "also read", "see also", "related", "more interviews", "more from", "sign up", "recommended"];
    let label = text.split_once(':').map(|(label, _)| label.trim());
    label.is_some_and(|label| LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))) || text.starts_with("All times are")
}

/// The first words, folded, of what a text names after a word that stands before places only.
fn places(body: &str) -> FxHashSet<String> {
    let words = term::words(body);
    let pairs = words.windows(2).filter(|pair| {
        let beside = body[pair[0].range.end..pair[1].range.start] == *" ";
        beside && matches!(&*pair[0].folded, "in" | "near") && body[pair[1].range.clone()].starts_with(char::is_uppercase)
    });
    pairs.map(|pair| pair[1].folded.clone()).collect()
}

/// The last words, folded, of what may be full names: two words with a capital each, and no third beside them.
fn surnames(body: &str) -> FxHashSet<String> {
    let words = term::words(body);
    let capital = |at: usize| {
        words.get(at).is_some_and(|w| {
            let mut letters = body[w.range.clone()].chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        })
    };
    let joined = |at: usize| body[words[at].range.end..words[at + 1].range.start] == *" ";
    let full = (0..words.len().saturating_sub(1)).filter(|&at| {
        let before = at > 0 && capital(at - 1) && joined(at - 1);
        let after = at + 2 < words.len() && capital(at + 2) && joined(at + 1);
        capital(at) && capital(at + 1) && joined(at) && !before && !after
    });
    let small: FxHashSet<&str> = (0..words.len()).filter(|&at| !capital(at)).map(|at| words[at].folded.as_str()).collect();
    full.map(|at| words[at + 1].folded.clone()).filter(|word| word.len() > 2 && !small.contains(word.as_str())).collect()
}

/// Whether a sentence goes on about those of whom the one before tells: "They were given five weeks' pay", "The severance was
/// four weeks of pay".
fn goes_on(text: &str, words: &[Word]) -> bool {
    const TERMS: &[&str] = &["severance", "package", "packages", "payoff", "payout", "compensation", "terms", "notice"];
    let opens = |w: &Word| w.range.start == 0 && matches!(&*w.folded, "they" | "those" | "each" | "all");
    let of_terms = |w: &[Word]| w[0].range.start == 0 && w[0].folded == "the" && TERMS.contains(&&*w[1].folded);
    // In a quotation "they" are anybody.
    (words.first().is_some_and(opens) || words.get(..2).is_some_and(of_terms)) && !text.contains(['"', '“'])
}
