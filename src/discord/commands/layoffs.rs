//! `/layoffs`: tables of layoffs with their chart, and the proof of their rows by buttons.

use super::Options;
use crate::discord::component::{Asked, Button};
use crate::discord::limits::Doing;
use crate::discord::markdown;
use crate::discord::message::{Message, Press};
use crate::discord::posted::{self, Request};
use crate::discord::program::{AskedLayoffs, Failure, Layoffs, MOST_ROWS, Table};
use crate::discord::remembered::Remembered;
use crate::discord::reply::Shown;
use crate::discord::using::Use;
use crate::discord::{render, texts};
use crate::layoff::tally::{self, Filter};
use crate::time::parse_bound;

/// The options that name companies.
const COMPANIES: [&str; 5] = ["company", "company_2", "company_3", "company_4", "company_5"];

pub(super) async fn run(used: &Use, which: &str, options: &Options<'_>) -> Result<(), Failure> {
    let table = match (which, options.text("of")?, options.text("by")?) {
        ("company", ..) => Table::Company,
        ("top", Some("layoffs"), _) => Table::TopLayoffs,
        ("top", Some("industries"), _) => Table::TopIndustries,
        ("top", Some("countries"), _) => Table::TopCountries,
        ("top", ..) => Table::TopCompanies,
        ("timeline", ..) => Table::Timeline,
        ("compare", ..) => Table::Compare,
        (_, _, Some("month")) => Table::Months,
        (_, _, Some("year")) => Table::Years,
        _ => Table::Quarters,
    };
    let filter = filter(options)?;
    let needed = match table {
        Table::Company | Table::Timeline => 1,
        Table::Compare => 2,
        _ => 0,
    };
    if filter.companies.len() < needed {
        return Err(Failure::User(texts::NAME_COMPANIES.to_owned()));
    }
    let rows = options.number("n")?.map_or(0, |n| usize::try_from(n).unwrap_or(1).clamp(1, MOST_ROWS));
    let asked = AskedLayoffs { table, guild: used.from.server, filter, rows };
    used.count(Doing::Asking)?;
    let private = options.yes("private")?;
    let shown = Shown::privately(private);
    let question = asked.clone();
    let layoffs = used.within(shown, move |program| program.layoffs(question)).await?;
    tracing::info!(rows = layoffs.rows.len(), private, "layoffs shown");
    used.reply.send(message(&used.bot.tables, &asked, &layoffs), shown).await?;
    if !private {
        posted::note(used, &Request::Layoffs(asked), &layoffs.shows).await;
    }
    Ok(())
}

/// Which layoffs are meant. Discord keeps most nonsense from being sent; what comes all the same is told what to change.
fn filter(options: &Options<'_>) -> Result<Filter, Failure> {
    let given =
        |name| -> Result<Option<String>, Failure> { Ok(options.text(name)?.map(markdown::plain).filter(|t| !t.is_empty())) };
    let mut filter = Filter::default();
    for name in COMPANIES {
        filter.companies.extend(given(name)?.filter(|company| !filter.companies.contains(company)));
    }
    filter.time.since = given("since")?.map(|day| parse_bound(&day, false)).transpose()?;
    filter.time.until = given("until")?.map(|day| parse_bound(&day, true)).transpose()?;
    filter.industry = given("industry")?;
    filter.country = given("country")?;
    filter.place = given("place")?;
    filter.reason = chosen(options, "reason", &tally::REASONS)?;
    filter.statuses.extend(chosen(options, "status", &tally::STATUSES)?);
    let jobs = |name| -> Result<Option<u64>, Failure> {
        let jobs = options.number(name)?.map(|jobs| u64::try_from(jobs).ok().filter(|jobs| *jobs > 0));
        jobs.map(|jobs| jobs.ok_or_else(|| Failure::User(texts::NO_NUMBER_OF_JOBS.to_owned()))).transpose()
    };
    filter.min = jobs("min_jobs")?;
    filter.max = jobs("max_jobs")?;
    filter.min_percent = options.decimal("min_percent")?;
    let wrong = match &filter {
        f if f.time.since.zip(f.time.until).is_some_and(|(since, until)| since > until) => texts::ENDS_BEFORE_IT_BEGINS,
        f if f.min.zip(f.max).is_some_and(|(least, most)| least > most) => texts::LEAST_OVER_MOST,
        f if f.min_percent.is_some_and(|share| !(0.0..=100.0).contains(&share)) => texts::NO_SHARE,
        _ => return Ok(filter),
    };
    Err(Failure::User(wrong.to_owned()))
}

/// What was chosen among words.
fn chosen<T: Copy>(options: &Options<'_>, name: &str, among: &[(T, &str)]) -> Result<Option<T>, Failure> {
    let Some(chosen) = options.text(name)? else { return Ok(None) };
    match among.iter().find(|(_, word)| *word == chosen) {
        Some((it, _)) => Ok(Some(*it)),
        None => options.other(name),
    }
}

/// The table with its button.
pub fn message(tables: &Tables, asked: &AskedLayoffs, layoffs: &Layoffs) -> Message {
    let proof = Button::Proof { page: 0, turns: false, table: tables.carry(asked) };
    render::layoffs(layoffs).with_buttons((!layoffs.rows.is_empty()).then_some(Press::plain(texts::PROOF, proof)))
}

/// A page of the proof of a table's rows: as a message of its own for the one who pressed, and there in its place.
///
/// # Errors
/// When the table is not remembered, nothing is left to prove, or too many pages are turned.
pub async fn proof(used: &Use, page: u32, table: Asked, shown: Shown) -> Result<(), Failure> {
    let asked = used.bot.tables.recall(&table, used.from.server);
    let asked = asked.ok_or_else(|| Failure::User(texts::TABLE_FORGOTTEN.to_owned()))?;
    used.count(Doing::Looking)?;
    let at = usize::try_from(page).unwrap_or(usize::MAX);
    let proof = used.within(shown, move |program| program.proof(asked, at)).await?;
    let proof = proof.ok_or_else(|| Failure::User(texts::NOTHING_TO_PROVE.to_owned()))?;
    let to = |page: usize| Button::Proof { page: u32::try_from(page).unwrap_or(0), turns: true, table: table.clone() };
    let mut buttons = Vec::new();
    buttons.extend((proof.page > 0).then(|| Press::plain(texts::PREVIOUS, to(proof.page.saturating_sub(1)))));
    buttons.extend((proof.page + 1 < proof.pages).then(|| Press::plain(texts::NEXT, to(proof.page + 1))));
    // Corrections are a server's own.
    if used.from.server.is_some() {
        let alone = proof.reports.len() == 1;
        for (at, report) in proof.reports.iter().enumerate() {
            let label = if alone { texts::CORRECT } else { texts::CORRECT_ONE.get(at).copied().unwrap_or(texts::CORRECT) };
            buttons.push(Press::plain(label, Button::Correct(report.fact)));
        }
    }
    Ok(used.reply.send(render::proof(&proof).with_buttons(buttons), shown).await?)
}

/// Tables whose code is too long to stand in a button are remembered for as long as the process lives.
#[derive(Default)]
pub struct Tables(Remembered<AskedLayoffs>);

impl Tables {
    /// The table as a button carries it.
    pub fn carry(&self, asked: &AskedLayoffs) -> Asked {
        let words = Asked::Words(asked.code());
        if (Button::Proof { page: u32::MAX, turns: true, table: words.clone() }).id().is_some() {
            return words;
        }
        Asked::Remembered(self.0.keep((asked.code(), asked.guild), asked.clone()))
    }

    /// The table that a button in this server carries; none where it was shown before a restart, or long ago.
    pub fn recall(&self, carried: &Asked, server: Option<u64>) -> Option<AskedLayoffs> {
        match carried {
            Asked::Words(code) => AskedLayoffs::from_code(code, server),
            Asked::Remembered(key) => self.0.find(*key, |asked| asked.guild == server),
        }
    }
}
