//! What is chosen of an article's figures: the number, the share, and whether they are a layoff of its own.

use super::super::figure::{Figure, Head, head, number_link, of_tokens, share_link};
use super::super::score::{self, Candidate, Signs, Sums, Weights, choose};
use super::super::{Status, status};
use super::Story;
use super::size::{digits, is_placed};
use crate::text::amount::{Amount, Hedge, Kind};

/// How likely a share has to be. A wrong one is worse than none, and an article without any is common.
const SURE: f64 = 0.6;

/// How much more than "more than so many" the number itself is, at most.
const A_LITTLE_MORE: f64 = 1.15;

/// How likely a number of a short article has to be that no word ties to a cut.
const SURELY: f64 = 0.75;

/// Sentences of a short article in which its number is looked for by what it adds up to.
const HEAD: usize = 5;

/// Numbers below this are a share of much by chance.
const FEW: f64 = 10.0;

/// Whether a number may be what a headline rounds.
fn is_near(value: f64, headline: &Amount) -> bool {
    let most = headline.max.unwrap_or(headline.value);
    let room = match headline.hedge {
        Hedge::AtLeast => 1.0..=1.5,
        Hedge::AtMost => 0.0..=1.15,
        _ => 0.85..=1.15,
    };
    (headline.value..=most).contains(&value) || room.contains(&(value / most))
}

/// The number and the share of an article's layoff, with what was weighed.
#[derive(Debug, Clone)]
pub(in crate::layoff) struct Choice {
    /// How many go.
    pub(super) count: Option<Figure>,
    /// What share.
    pub(super) percent: Option<Figure>,
    /// How likely it is that the article has a layoff of its own.
    pub(super) own: f64,
    pub(super) counts: Vec<Candidate>,
    pub(super) shares: Vec<Candidate>,
    pub(super) about: Signs,
}

impl Story<'_, '_> {
    /// Chooses number and share, and judges whether they are a layoff of the article's own.
    pub(super) fn choose(&self, weights: &Weights) -> Choice {
        let sums = Sums::of(self);
        let mut counts = score::counts(self, &sums);
        let ruled = self.count();
        self.mark_ruled(&mut counts, ruled);
        let number = choose(&counts, &weights.count);
        let chosen = number.filter(|(_, chance, none)| chance > none).map(|(best, ..)| &counts[best]);
        let count = match chosen {
            Some(c) => Some(self.figure_at(c, false)),
            // "Hundreds" is no number, but better than nothing.
            None => ruled.filter(|f| self.amount(f).is_some_and(|a| a.hedge == Hedge::Vague)).cloned(),
        };
        let told = |c: &Candidate| counts.iter().filter(|o| o.value == c.value).map(|o| (o.line, o.tok)).collect();
        let places: Vec<(usize, usize)> = chosen.map(told).unwrap_or_default();
        let mut shares = score::shares(self, &sums, chosen.map(|c| (c.value, places.as_slice())));
        self.mark_ruled(&mut shares, self.percent(count.as_ref()));
        let share = choose(&shares, &weights.percent);
        let percent = share.filter(|(_, chance, _)| *chance > SURE).map(|(best, ..)| self.figure_at(&shares[best], true));
        // "410 people, 12 percent of its staff": the sentence itself says whose share it is.
        let percent = percent.or_else(|| {
            let ruled = self.percent(count.as_ref()).filter(|f| !f.partial && f.of.is_some())?;
            let pair = self.amount(self.figures.get(ruled.pair?)?)?;
            chosen.is_some_and(|c| c.value == pair.max.unwrap_or(pair.value)).then(|| ruled.clone())
        });
        // "plans to lay off 5 per cent of its global workforce" in the first sentences leaves nothing to weigh.
        let percent = percent.or_else(|| {
            let ruled = self.percent(count.as_ref()).filter(|f| !f.partial && !f.doubt && self.is_own(f) && self.rank(f) <= 2)?;
            let line = &self.lines[ruled.line];
            let of_staff = ruled.of.as_ref().is_some_and(|of| line.has(of.end - 1, super::FORCE));
            let told = self.amount(ruled).is_some_and(|a| a.value < 50.0 && a.kind == Kind::Percent);
            (told && (of_staff || line.has(ruled.cut, super::CUT_NOUN)) && ruled.cut != ruled.tok).then(|| ruled.clone())
        });
        // "180 of its 1,800 … That's one in ten."
        let percent = percent.or_else(|| {
            let beside = self.share_beside(count.as_ref()?, &sums)?;
            let values = self.amount(count.as_ref()?).zip(self.amount(&beside));
            values.is_some_and(|(count, share)| sums.share_fits(count.max.unwrap_or(count.value), share.value)).then_some(beside)
        });
        let percent = percent.map(|share| self.finer_share(share));
        let told = |found: Option<(usize, f64, f64)>, from: &'_ [Candidate]| {
            found.map(|(best, chance, none)| (from[best].clone(), chance, none))
        };
        let (number, share) = (told(number, &counts), told(share, &shares));
        let ruled = !status::denied(self.lines) && self.is_about_main();
        let about = score::about(
            self,
            ruled,
            number.as_ref().map(|(c, chance, none)| (c, *chance, *none)),
            share.as_ref().map(|(c, chance, none)| (c, *chance, *none)),
        );
        let mut own = 1.0 / (1.0 + (-about.score(&weights.about)).exp());
        // "Announces second quarter results": the first sentences cut a share of the whole staff all the same.
        let plain = |f: &Figure| {
            let share = f.pair.and_then(|pair| self.figures.get(pair)).filter(|pair| pair.of.is_some() && !pair.partial);
            self.is_own(f) && !f.share && !f.partial && !f.doubt && share.is_some() && self.rank(f) <= HEAD
        };
        let titled = self.names.table[self.main].title && !self.is_aftermath() && !status::denied(self.lines);
        if ruled && titled && self.figures.iter().any(plain) {
            own = own.max(0.6);
        }
        if count.is_none() && percent.is_none() && !ruled {
            // Without any figure, words about cuts have to be plain.
            own = own.min(0.49);
        }
        Choice { count, percent, own, counts, shares, about }
    }

    /// What is chosen of a short article, or of a crowded one: whether there is a layoff by the rules, its number and share by
    /// weights among those that the rules would allow, and by what they add up to.
    pub(super) fn ruled(&self) -> Choice {
        let (count, percent) = if self.is_crowded() {
            let count = self.count();
            (count.cloned(), self.percent(count).cloned())
        } else {
            self.weigh_allowed()
        };
        let own = !status::denied(self.lines) && self.is_about_main();
        let (counts, shares, about) = Default::default();
        Choice { count, percent, own: f64::from(u8::from(own)), counts, shares, about }
    }

    /// The number and the share of a short article.
    fn weigh_allowed(&self) -> (Option<Figure>, Option<Figure>) {
        let sums = Sums::of(self);
        let ruled = self.count();
        let (counts, weighed) = self.weigh_linked(ruled, &sums);
        let found = weighed.as_ref().or(ruled);
        let count = self.settled_by_share(found, &sums).or_else(|| self.sum_of_parts(found)).or_else(|| found.cloned());
        let count = count.map(|count| self.whole_of(self.exact(self.sized(count)))).or_else(|| self.share_of_total(&sums));
        let percent = self.weigh_shares(count.as_ref(), &counts, &sums);
        let percent = percent.or_else(|| self.percent(count.as_ref()).cloned());
        let percent = percent.or_else(|| self.share_beside(count.as_ref()?, &sums));
        (count, percent.map(|share| self.finer_share(share)))
    }

    /// The numbers that the rules would let stand for those who go, and the likeliest of them, if one is likely at all.
    fn weigh_linked(&self, ruled: Option<&Figure>, sums: &Sums) -> (Vec<Candidate>, Option<Figure>) {
        let weights = Weights::built_in();
        let mut counts = score::counts(self, sums);
        let most = self.most();
        let titled = self.titled();
        let allowed = |c: &Candidate| {
            c.value <= most
                && titled.is_none_or(|title| is_near(c.value, title))
                && !self.is_of_another_round(c.line, c.tok)
                && number_link(&self.lines[c.line], c.tok, self.main).is_some()
        };
        counts.retain(allowed);
        self.mark_ruled(&mut counts, ruled);
        // A number that no word ties to a cut has to be likelier: "nearly 200 managers have become ordinary members".
        let tied = |c: &Candidate| number_link(&self.lines[c.line], c.tok, self.main).is_some_and(|(_, tied)| tied);
        let enough = |best: usize, none: f64| if tied(&counts[best]) { none } else { none.max(SURELY) };
        let chosen = choose(&counts, &weights.count).filter(|(best, chance, none)| *chance > enough(*best, *none));
        let figure = chosen.map(|(best, ..)| self.figure_at(&counts[best], false));
        (counts, figure)
    }

    /// The number of the headline, where it states one of the company's present round.
    fn titled(&self) -> Option<&Amount> {
        let mut own = self.figures.iter().filter(|f| f.line == 0 && !f.share && self.is_own(f) && !f.doubt && !f.partial);
        let first = own.next().filter(|f| !is_placed(&self.lines[0], f.tok))?;
        self.amount(first).filter(|a| own.next().is_none() && a.hedge != Hedge::Vague)
    }

    /// The likeliest share, given the number.
    fn weigh_shares(&self, count: Option<&Figure>, counts: &[Candidate], sums: &Sums) -> Option<Figure> {
        let value = count.and_then(|f| self.amount(f)).filter(|a| a.hedge != Hedge::Vague).map(|a| a.max.unwrap_or(a.value));
        let told: Vec<(usize, usize)> = counts.iter().filter(|c| Some(c.value) == value).map(|c| (c.line, c.tok)).collect();
        let mut shares = score::shares(self, sums, value.map(|value| (value, told.as_slice())));
        shares.retain(|c| !self.is_of_another_round(c.line, c.tok) && share_link(&self.lines[c.line], c.tok).is_some());
        self.mark_ruled(&mut shares, self.percent(count));
        let (best, chance, _) = choose(&shares, &Weights::built_in().percent)?;
        (chance > SURE).then(|| self.figure_at(&shares[best], true))
    }

    /// The number that is the stated share of the one found, which is the whole staff then: "to tell 7,000 employees that a
    /// tenth of them are out … some 700 now need another job".
    fn settled_by_share(&self, found: Option<&Figure>, sums: &Sums) -> Option<Figure> {
        let whole = self.amount(found?).filter(|a| a.hedge != Hedge::Vague && a.max.is_none())?.value;
        let titled = self.lines[0].amounts.iter().any(|a| a.value == whole) || sums.is_share(whole);
        let part = |f: &Figure| self.amount(f).is_some_and(|a| a.value < whole && sums.is_share_of(a.value, whole));
        self.loose_numbers().find(|f| !titled && part(f))
    }

    /// The number that a vague one stands for: "hundreds" in the headline, "more than 350 people" in the text.
    fn sized(&self, found: Figure) -> Figure {
        let Some(vague) = self.amount(&found).filter(|a| a.hedge == Hedge::Vague).map(|a| a.value) else { return found };
        let within = |f: &Figure| {
            let number = self.amount(f).filter(|a| a.hedge != Hedge::Vague && a.kind == Kind::Number);
            number.is_some_and(|a| (vague..vague * 10.0).contains(&a.value))
        };
        let placed = |f: &Figure| is_placed(&self.lines[f.line], f.tok);
        let tied = self.figures.iter().find(|f| !f.share && self.is_own(f) && !f.doubt && !f.partial && within(f) && !placed(f));
        let counted = |f: &Figure| matches!(head(&self.lines[f.line], f.tok).0, Head::Staff | Head::Cut);
        // "Every percent means around 2,700 jobs."
        let of_each = |f: &Figure| (0..f.tok).any(|j| self.lines[f.line].is(j, words!["every", "each", "per"]));
        let loose = || {
            self.loose_numbers()
                .find(|f| within(f) && counted(f) && !placed(f) && !of_each(f) && self.names_main_or_nobody(f.line))
        };
        tied.cloned().or_else(loose).unwrap_or(found)
    }

    /// The number that one of more than so many is: "over 400" in the headline, "401 workers" in the text, "more than 600 … to be
    /// exact 611".
    fn exact(&self, found: Figure) -> Figure {
        let Some(rough) = self.amount(&found).filter(|a| a.hedge == Hedge::AtLeast && a.max.is_none()) else { return found };
        let finer = |f: &Figure| {
            let exact = self.amount(f).filter(|a| a.hedge == Hedge::Exact && a.max.is_none());
            exact.is_some_and(|a| {
                a.value > rough.value && a.value <= rough.value * A_LITTLE_MORE && digits(a.value) > digits(rough.value)
            })
        };
        let counted = |f: &Figure| {
            let line = &self.lines[f.line];
            head(line, f.tok).0 == Head::Staff || line.is(f.tok.wrapping_sub(1), words!["exact", "exactly", "precisely"])
        };
        self.loose_numbers().find(|f| finer(f) && counted(f) && self.names_main_or_nobody(f.line)).unwrap_or(found)
    }

    /// The number of the whole, where the one found is said to be a part: "563 of the job cuts" in the headline, "668 employees,
    /// and 563 of the jobs are in research" in the first sentences.
    fn whole_of(&self, found: Figure) -> Figure {
        let value = |f: &Figure| self.amount(f).filter(|a| a.hedge != Hedge::Vague).map(|a| a.value);
        let same = |f: &&Figure| !f.share && self.is_own(f) && value(f) == value(&found);
        if !self.figures.iter().filter(same).any(|f| f.line == 0 && f.partial) {
            return found;
        }
        let whole =
            |f: &&Figure| !f.share && self.is_own(f) && !f.partial && !f.doubt && self.rank(f) <= 2 && value(f) > value(&found);
        self.figures.iter().find(whole).cloned().unwrap_or(found)
    }

    /// Whether a sentence names no company but the article's own.
    fn names_main_or_nobody(&self, l: usize) -> bool {
        let line = &self.lines[l];
        let other = |i: usize| line.name(i).is_some_and(|n| n != self.main && self.names.table[n].is_company());
        !(0..line.toks.len()).any(other)
    }

    /// The number that is the stated share of the stated staff, where nothing else ties one to the cut.
    fn share_of_total(&self, sums: &Sums) -> Option<Figure> {
        self.loose_numbers().find(|f| {
            let value = self.amount(f).map(|a| a.max.unwrap_or(a.value));
            value.is_some_and(|value| value >= FEW && sums.is_share(value))
        })
    }

    /// The numbers of the first sentences that may be of those who go.
    fn loose_numbers(&self) -> impl Iterator<Item = Figure> {
        let head = (0..self.lines.len()).filter(|&l| self.lines[l].rank.is_some_and(|rank| rank <= HEAD));
        let places = head.flat_map(|l| (0..self.lines[l].toks.len()).map(move |k| (l, k)));
        places.filter_map(|(l, k)| {
            let line = &self.lines[l];
            line.amount(k).filter(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague)?;
            (!self.is_known(l, k) && number_link(line, k, self.main).is_some()).then(|| Figure::alone(l, k, self.main))
        })
    }

    /// Whether the figure here is known to be of another round, or of several.
    fn is_of_another_round(&self, l: usize, k: usize) -> bool {
        self.figures.iter().any(|f| (f.line, f.tok) == (l, k) && (f.earlier || f.span))
    }

    /// Whether the figure here is known to be somebody else's, or of another round.
    fn is_known(&self, l: usize, k: usize) -> bool {
        self.figures.iter().any(|f| (f.line, f.tok) == (l, k) && !self.is_own(f))
    }

    /// The number of which the one found is a part, as the article's other number is: "1,258 people pay for it: 1,064 in San
    /// Diego and 194 in Santa Clara".
    fn sum_of_parts(&self, found: Option<&Figure>) -> Option<Figure> {
        let part = found?;
        let value = self.amount(part).filter(|a| a.hedge != Hedge::Vague && a.max.is_none())?.value;
        let line = &self.lines[part.line];
        let others: Vec<f64> = (0..line.toks.len())
            .filter(|&k| k != part.tok)
            .filter_map(|k| line.amount(k).filter(|a| a.kind == Kind::Number && a.value >= FEW))
            .map(|a| a.value)
            .collect();
        self.loose_numbers().find(|f| self.amount(f).is_some_and(|sum| others.iter().any(|other| sum.value == value + other)))
    }

    /// The share that the number found is of the stated staff, or that stands beside it and is one of the staff.
    fn share_beside(&self, count: &Figure, sums: &Sums) -> Option<Figure> {
        let value = self.amount(count).filter(|a| a.hedge != Hedge::Vague).map(|a| a.max.unwrap_or(a.value))?;
        let again = |f: &&Figure| self.is_own(f) && self.amount(f).is_some_and(|a| a.max.unwrap_or(a.value) == value);
        let told: Vec<usize> = self.figures.iter().filter(again).map(|f| f.line).chain([count.line]).collect();
        let near = |l: &usize| !self.lines[*l].aside && told.iter().any(|told| *l <= told + 2 && told <= &(l + 1));
        let places = (0..self.lines.len()).filter(near).flat_map(|l| (0..self.lines[l].toks.len()).map(move |k| (l, k)));
        places.filter_map(|(l, k)| self.share_at(l, k, value, &told, sums)).next()
    }

    /// The share itself, where the one found only says that it is above some fraction: "more than a fifth … 22 per cent".
    fn finer_share(&self, found: Figure) -> Figure {
        let Some(rough) = self.amount(&found).filter(|a| a.kind == Kind::Fraction) else { return found };
        let room = if rough.hedge == Hedge::AtLeast { 1.0..=1.25 } else { 0.85..=1.15 };
        let is_finer = |f: &Figure| {
            let exact = self.amount(f).filter(|a| a.kind == Kind::Percent);
            exact.is_some_and(|a| room.contains(&(a.value / rough.value)))
        };
        let finer = |f: &&Figure| f.share && self.is_own(f) && !f.partial && is_finer(f);
        // "now 900 employees follow, 24% of the 3,800 it had"
        let beside = || {
            let places = (0..self.lines.len()).flat_map(|l| (0..self.lines[l].toks.len()).map(move |k| (l, k)));
            let exact = |l: usize, k: usize| self.lines[l].amount(k).is_some_and(|a| a.kind == Kind::Percent);
            let places = places
                .filter(|&(l, k)| exact(l, k) && !self.lines[l].aside && !self.figures.iter().any(|f| (f.line, f.tok) == (l, k)));
            let mut shares = places.filter_map(|(l, k)| {
                let of = of_tokens(&self.lines[l], k)?;
                let (link, _) = share_link(&self.lines[l], k)?;
                (!link.partial).then(|| Figure { share: true, of: Some(of), ..Figure::alone(l, k, self.main) })
            });
            shares.find(is_finer)
        };
        self.figures.iter().find(finer).cloned().or_else(beside).unwrap_or(found)
    }

    /// The share that stands here, if it may be what this number is of the staff.
    fn share_at(&self, l: usize, k: usize, count: f64, told: &[usize], sums: &Sums) -> Option<Figure> {
        let line = &self.lines[l];
        let share = line.amount(k).filter(|a| matches!(a.kind, Kind::Percent | Kind::Fraction) && a.value < 100.0)?;
        let beside = told.contains(&l);
        let taken = |f: &Figure| (f.line, f.tok) == (l, k) && !self.is_own(f) && !(beside && f.company == self.main);
        if self.figures.iter().any(taken) {
            return None;
        }
        let (link, _) = share_link(line, k)?;
        let of = of_tokens(line, k);
        let of_staff =
            || of.as_ref().is_some_and(|of| line.has(of.end - 1, super::FORCE)) && told.iter().any(|t| t.abs_diff(l) <= 1);
        let clause = (0..k).rev().find(|&j| matches!(line.mark(j), Some(';' | ':' | ','))).map_or(0, |j| j + 1);
        let another = |j: usize| line.name(j).is_some_and(|n| n != self.main && self.names.table[n].is_company());
        let fits = sums.share_fits(count, share.value) || of_staff() && !sums.share_misses(count, share.value);
        (fits && !link.partial && !(clause..k).any(another)).then(|| Figure { share: true, of, ..Figure::alone(l, k, self.main) })
    }

    /// Marks the figure that the rules would take.
    fn mark_ruled(&self, found: &mut [Candidate], ruled: Option<&Figure>) {
        let value = ruled.and_then(|f| self.amount(f)).map(|a| (a.max.unwrap_or(a.value) * 10.0).round() / 10.0);
        for c in found {
            c.signs.set("rules_choose", ruled.is_some_and(|f| (f.line, f.tok) == (c.line, c.tok)));
            c.signs.set("rules_value", value == Some((c.value * 10.0).round() / 10.0));
        }
    }

    /// The figure at a place: as the rules read it, or a new one that is of the company.
    fn figure_at(&self, c: &Candidate, share: bool) -> Figure {
        let ruled = self.figures.iter().find(|f| (f.line, f.tok) == (c.line, c.tok) && f.share == share);
        let mut figure = ruled.cloned().unwrap_or_else(|| Figure::alone(c.line, c.tok, self.main));
        figure.share = share;
        (figure.company, figure.earlier, figure.span) = (self.main, false, false);
        if share && figure.of.is_none() {
            figure.of = super::super::figure::of_tokens(&self.lines[c.line], c.tok);
        }
        figure
    }

    /// How certain the layoff is.
    pub(super) fn status(&self, choice: &Choice) -> Status {
        let figure = choice.count.as_ref();
        let cuts: Vec<usize> = (0..self.lines.len())
            .map(|l| {
                let own = figure.filter(|f| f.line == l).or_else(|| self.figures.iter().find(|f| f.line == l && self.is_own(f)));
                own.map_or_else(
                    || {
                        let cut = |t: &super::Tok| t.cue & super::CUT != 0 && l < 2;
                        self.lines[l].toks.iter().position(cut).unwrap_or(usize::MAX)
                    },
                    |f| f.cut,
                )
            })
            .collect();
        status::status(self.lines, &cuts)
    }
}
