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
            "headcount",
            "count",
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
    (Column::Stage, &["stage", "fundingstage", "companystage", "round", "lastround"]),
];

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
        Columns(columns)
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
