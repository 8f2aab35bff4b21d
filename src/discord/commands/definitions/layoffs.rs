//! `/layoffs` as Discord is told of it: tables, and which layoffs are in them.

use serde_json::{Value, json};

use super::{DECIMAL, For, NUMBER, Option_, SUBCOMMAND, TEXT, YES_OR_NO, choices, command, group, option, text};
use crate::discord::program::MOST_ROWS;
use crate::layoff::tally::{REASONS, STATUSES};

pub(super) fn layoffs() -> Value {
    command(
        "layoffs",
        For::All,
        vec![
            table("company", vec![text("layoffs company company", 100).required().completed()], false, true),
            table(
                "top",
                vec![
                    option("layoffs top of", TEXT).with("choices", choices(&["companies", "layoffs", "industries", "countries"])),
                ],
                true,
                true,
            ),
            table("timeline", vec![text("layoffs timeline company", 100).required().completed()], false, true),
            table(
                "compare",
                vec![
                    text("layoffs compare company", 100).required().completed(),
                    text("layoffs compare company_2", 100).required().completed(),
                    text("layoffs compare company_3", 100).completed(),
                    text("layoffs compare company_4", 100).completed(),
                    text("layoffs compare company_5", 100).completed(),
                ],
                false,
                false,
            ),
            table(
                "trend",
                vec![
                    option("layoffs trend by", TEXT).with("choices", choices(&["month", "quarter", "year"])),
                    text("layoffs trend company", 100).completed(),
                ],
                true,
                false,
            ),
        ],
    )
}

/// A table with what is its own, then which layoffs are in it, and how it is shown. One company has one industry.
fn table(name: &str, mut own: Vec<Option_>, industries: bool, rows: bool) -> Option_ {
    let at = |option: &str| format!("layoffs {name} {option}");
    let words = |words: &mut dyn Iterator<Item = &'static str>| choices(&words.collect::<Vec<_>>());
    let jobs = |name: &str| option(&at(name), NUMBER).with("min_value", json!(1));
    own.extend([text(&at("since"), 100), text(&at("until"), 100)]);
    own.extend(industries.then(|| text(&at("industry"), 100).completed()));
    own.extend([
        text(&at("country"), 100).completed(),
        text(&at("place"), 100).completed(),
        option(&at("reason"), TEXT).with("choices", words(&mut REASONS.iter().map(|(_, word)| *word))),
        option(&at("status"), TEXT).with("choices", words(&mut STATUSES.iter().map(|(_, word)| *word))),
        jobs("min_jobs"),
        jobs("max_jobs"),
        option(&at("min_percent"), DECIMAL).with("min_value", json!(0)).with("max_value", json!(100)),
    ]);
    own.extend(rows.then(|| option(&at("n"), NUMBER).with("min_value", json!(1)).with("max_value", json!(MOST_ROWS))));
    own.push(option(&at("private"), YES_OR_NO));
    group(&format!("layoffs {name}"), SUBCOMMAND, own)
}
