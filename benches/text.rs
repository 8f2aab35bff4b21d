//! What is done with a text: each part for one article of about 8 kB.

mod generate;

use std::hint::black_box;

use criterion::Criterion;
use generate::{Made, World};
use pinkslip::layoff;
use pinkslip::names::{Mode, Names};
use pinkslip::text::{amount, sentence, term};
use pinkslip::{passage, time};

fn main() {
    let world = World::default();
    let made: Vec<Made> = (0..200).map(|n| world.article(n)).collect();
    let names = Names::load(None).expect("the built-in list");
    let bytes: usize = made.iter().map(|m| m.body.len()).sum();
    println!("articles of {} bytes on average", bytes / made.len());

    let mut criterion = Criterion::default().configure_from_args().sample_size(30);
    let mut each = |name: &str, work: &mut dyn FnMut(&Made)| {
        let mut next = (0..).map(|n| &made[n % made.len()]);
        criterion.bench_function(name, |b| b.iter(|| next.next().map(&mut *work)));
    };
    each("sentence::boundaries", &mut |m| drop(black_box(sentence::boundaries(&m.body))));
    each("passage::cut", &mut |m| drop(black_box(passage::cut(&m.body, &sentence::boundaries(&m.body)))));
    each("term::words", &mut |m| drop(black_box(term::words(&m.body))));
    let terms = term::Terms::default();
    each("Terms::of", &mut |m| drop(black_box(terms.of(&m.body))));
    each("Names::mentions, with words", &mut |m| drop(black_box(names.mentions(&m.body, &term::words(&m.body), Mode::Text))));
    each("Names::mentions_in_news", &mut |m| drop(black_box(names.mentions_in_news(&m.body))));
    each("time::find_in", &mut |m| drop(black_box(time::find_in(&m.body, Some(m.published)))));
    each("amount::amounts", &mut |m| drop(black_box(amount::amounts(&m.body))));
    let text = |m: &Made, work: &mut dyn FnMut(&layoff::Text<'_>)| {
        let sentences = sentence::boundaries(&m.body);
        let (title, body, source) = (m.title.as_str(), m.body.as_str(), Some(m.source));
        work(&layoff::Text { title, body, sentences: &sentences, published: Some(m.published), source });
    };
    each("layoff::extract", &mut |m| text(m, &mut |t| drop(black_box(layoff::extract(t, &names)))));
    each("layoff::learn", &mut |m| text(m, &mut |t| drop(black_box(layoff::learn(t, &names)))));
    // Both at once, as an article is read when it has come.
    each("layoff::read", &mut |m| text(m, &mut |t| drop(black_box(layoff::read(t, &names)))));
    criterion.final_summary();
}
