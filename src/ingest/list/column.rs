//! What the columns of a list hold, by the names that lists give them.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Company,
    Count,
    Percent,
    Date,
    Added,
    Link,
    Place,
    Industry,
    Country,
    Stage,
    /// How certain it is: "Rumor", "Confirmed", "Rescinded".
    Status,
    /// Anything else: kept in the words of the row.
    Other,
}

/// Names of columns, in small letters and without anything but letters, digits, `#` and `%`, as downloads of trackers and
/// data sets have them. The more telling name first: where two columns could be the same, the first name decides.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Company, &["company", "companyname", "employer", "organization", "organisation", "startup", "name", "firm"]),
    (
        Column::Count,
        &[
            "totallaidoff",
            "#laidoff",
            "laidoff",
            "numberlaidoff",
            "nooflaidoff",
            "numlaidoff",
            "laidoffcount",
            "layoffcount",
            "#layoffs",
            "layoffs",
            "totallayoffs",
            "numberoflayoffs",
            "employeeslaidoff",
            "numberofemployeeslaidoff",
            "laidoffemployees",
            "#employeeslaidoff",
            "peoplelaidoff",
            "#ofemployees",
            "numberaffected",
            "employeesaffected",
            "numberofworkers",
            "affected",
            "jobscut",
            "jobcuts",
            "count",
            "jobseliminated",
            "positionseliminated",
            "cuts",
            "jobs",
            "workers",
            "#workers",
            "people",
            "number",
            "total",
        ],
    ),
    (
        Column::Percent,
        &[
            "percentagelaidoff",
            "percentlaidoff",
            "%laidoff",
            "laidoff%",
            "percentageofemployees",
            "percentofemployees",
            "percentageofworkforce",
            "percentofworkforce",
            "%ofworkforce",
            "%ofemployees",
            "percentage",
            "percent",
            "%",
            "share",
            "impactedworkforcepercentage",
            "shareofstaff",
            "shareofworkforce",
            "%ofstaff",
            "%ofcompany",
            "workforce%",
            "staff%",
            "pct",
            "proportion",
        ],
    ),
    (
        Column::Date,
        &[
            "date",
            "layoffdate",
            "datelayoffs",
            "dateoflayoff",
            "dateoflayoffs",
            "announced",
            "announcementdate",
            "reportedon",
            "day",
        ],
    ),
    (Column::Added, &["dateadded", "added", "addedon", "lastupdated", "createdat", "timeadded"]),
    (
        Column::Link,
        &["source", "link", "sourcelink", "url", "sourceurl", "sourceofnews", "article", "reference", "newslink", "citation"],
    ),
    (
        Column::Place,
        &[
            "location",
            "locationhq",
            "hq",
            "headquarters",
            "hqlocation",
            "headquarterlocation",
            "city",
            "companylocation",
            "place",
        ],
    ),
    (Column::Industry, &["industry", "sector", "category", "vertical"]),
    (Column::Country, &["country", "countryhq", "hqcountry", "nation"]),
    (Column::Status, &["status", "layoffstatus", "certainty", "confirmation"]),
    (Column::Stage, &["stage", "fundingstage", "companystage", "round", "lastround"]),
];

/// What the names of other columns of numbers and of dates have in them: "# of redundancies", "WARN notice date". The more
/// telling first.
const PARTS: &[(Column, &[&str])] = &[
    (
        Column::Count,
        &[
            "laidoff",
            "layoff",
            "redundanc",
            "retrench",
            "joblos",
            "jobslost",
            "jobcut",
            "jobscut",
            "staffcut",
            "rolescut",
            "positionscut",
            "headcountcut",
            "headcountreduction",
            "reduction",
            "dismissal",
            "terminat",
            "impacted",
            "affected",
        ],
    ),
    (Column::Date, &["announce", "notice", "warn", "report", "date", "when", "month", "effective", "published", "datum"]),
];

/// What the name of a column of numbers has never in it: it is a share, a day, a reason.
const NO_COUNT: &[&str] = &[
    "%", "percent", "share", "date", "day", "month", "notice", "reason", "type", "closure", "source", "link", "url", "team",
    "industry",
];
/// Nor that of a column with the date of a layoff.
const NO_DATE: &[&str] = &["added", "updated", "created", "founded", "link", "url", "source", "number", "type", "by"];

/// A column with its name in the file.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) kind: Column,
    pub(super) name: String,
}

/// The columns of a file, in their order.
#[derive(Debug, Clone)]
pub(super) struct Columns(Vec<Named>);

impl Columns {
    /// Reads the line with the names.
    pub(super) fn read(names: impl Iterator<Item = String>) -> Columns {
        let mut columns: Vec<Named> = names
            .enumerate()
            .map(|(n, name)| Named {
                kind: Column::Other,
                name: if name.is_empty() { format!("column {}", n + 1) } else { name },
            })
            .collect();
        let folded: Vec<String> = columns.iter().map(|column| fold(&column.name)).collect();
        for (kind, spellings) in NAMES {
            let held = spellings.iter().find_map(|spelling| folded.iter().position(|name| name == spelling));
            if let Some(at) = held {
                columns[at].kind = *kind;
            }
        }
        for (kind, parts) in PARTS {
            let never = if *kind == Column::Count { NO_COUNT } else { NO_DATE };
            let fits = |at: &usize, part: &str| {
                columns[*at].kind == Column::Other && folded[*at].contains(part) && !never.iter().any(|n| folded[*at].contains(n))
            };
            let held = columns.iter().any(|column| column.kind == *kind);
            let found = parts.iter().find_map(|part| (0..columns.len()).find(|at| fits(at, part))).filter(|_| !held);
            if let Some(at) = found {
                columns[at].kind = *kind;
            }
        }
        Columns(columns)
    }

    /// What no column was understood as, of what most lists have, for whoever imports it.
    pub(super) fn missing(&self) -> Vec<String> {
        let has = |kind: Column| self.0.iter().any(|column| column.kind == kind);
        let others: Vec<&str> = self.0.iter().filter(|c| c.kind == Column::Other).map(|c| c.name.as_str()).collect();
        let told = |what: &str, name: &str| match others.as_slice() {
            [] => format!("no column has {what}"),
            others => format!("no column was understood as {what}; if one of these is, call it {name}: {}", others.join(", ")),
        };
        let number = (!has(Column::Count)).then(|| told("the number laid off", "total_laid_off"));
        let date = (!has(Column::Date)).then(|| told("the date", "date"));
        number.into_iter().chain(date).collect()
    }

    /// Whether a list of layoffs has these.
    pub(super) fn are_enough(&self) -> bool {
        let has = |kind| self.0.iter().any(|column| column.kind == kind);
        has(Column::Company) && (has(Column::Count) || has(Column::Percent) || has(Column::Date)) && self.known() >= 2
    }

    /// How many of them are known.
    pub(super) fn known(&self) -> usize {
        self.0.iter().filter(|column| column.kind != Column::Other).count()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Named> {
        self.0.iter()
    }
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '#' | '%')).flat_map(char::to_lowercase).collect()
}
