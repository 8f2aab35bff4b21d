//! Articles and questions for measuring: as long and as varied as those of the news, and the same at every run.
//!
//! Words are drawn as they are in texts, a few of them all the time and most of them hardly ever, so that posting lists
//! have the lengths that they have in earnest. Companies are real and invented ones, the latter to be learnt;
//! `PINKSLIP_BENCH_INVENTED=1` leaves the real ones out, for a crowd of articles beside real ones.
#![allow(dead_code)] // Every bench uses a part of it.

use std::io::{BufReader, Read};
use std::path::PathBuf;

use jiff::civil::{Date, date};
use pinkslip::app::{App, Ask, Opening};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;

/// The day on which everything is asked.
pub const NOW: Date = date(2026, 11, 1);

/// Bytes of an article's text, about.
const LENGTH: usize = 8_000;

/// A small generator of numbers, always the same ones (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5053_4C50)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// Ranks drawn so that the n-th comes about a n-th as often as the first.
struct Zipf {
    /// The last rank of each thousandth and more of the whole.
    table: Vec<u32>,
}

impl Zipf {
    fn new(ranks: usize, exponent: f64) -> Zipf {
        let weight = |rank: usize| (rank as f64 + 2.7).powf(-exponent);
        let all: f64 = (0..ranks).map(weight).sum();
        let slots = 1 << 20;
        let mut table = Vec::with_capacity(slots);
        let (mut rank, mut reached) = (0, weight(0));
        for slot in 0..slots {
            while reached / all < (slot as f64 + 0.5) / slots as f64 && rank + 1 < ranks {
                rank += 1;
                reached += weight(rank);
            }
            table.push(rank as u32);
        }
        Zipf { table }
    }

    fn draw(&self, dice: &mut Dice) -> usize {
        self.table[dice.below(self.table.len())] as usize
    }
}

const FREQUENT: &str = "the of to and a in that for is on said it with as at was by from its be has are have an which will or \
    were not this but more who than been their after had they he year also we about new up its would last one percent when out \
    other all over into company people some two could employees can his many time workers market years business first our \
    because most now including what how industry growth financial while analysts investors executives team quarter product tech \
    technology chief executive statement firm companies software customers revenue report services costs billion million shares \
    department plans according start work office staff them just only before if there so her she no any these those during since \
    through under between against both each few very where then make made take took part world week month day three four five \
    back end high low next still even such own same set get see down well early late long large small big good best public private \
    government court data digital online mobile cloud platform users network artificial intelligence chips games media social \
    bank trading fund venture capital investment startup founder board president manager director engineer engineering sales \
    marketing support operations research development design hardware devices retail store delivery logistics health drug energy \
    car electric vehicle battery factory plant site region country global local european american india china london california \
    texas york seattle germany france japan price demand supply inflation interest rate economy recession pandemic remote hybrid \
    contract deal merger acquisition agreement partner rival competitor share value stock fell rose grew dropped increase decline";

const SUBJECTS: &[&str] = &["The company", "The firm", "Executives", "A spokesperson", "Analysts", "Investors", "Staff", "It"];
const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SHORT_MONTHS: &[&str] = &["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const SOURCES: &[&str] =
    &["TechCrunch", "Reuters", "The Verge", "CNBC", "Bloomberg", "Fast Company", "The Register", "Business Insider"];
const FIRST_NAMES: &[&str] = &["Anna", "Boris", "Carla", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kavita"];
const CAUSES: &[&str] = &[
    "slowing demand",
    "rising costs",
    "a shift towards artificial intelligence",
    "over-hiring during the pandemic",
    "the merger of two divisions",
    "falling advertising revenue",
];
const DIVISIONS: &[&str] = &["sales", "recruiting", "hardware", "cloud", "marketing", "research", "support", "games"];
const PLACES: &[&str] = &[
    "norwegian",
    "danish",
    "dutch",
    "irish",
    "israeli",
    "estonian",
    "german",
    "french",
    "swiss",
    "spanish",
    "portuguese",
    "canadian",
    "brazilian",
    "indian",
    "japanese",
    "korean",
    "australian",
    "kenyan",
    "nigerian",
    "california",
];
const TRADES: &[&str] = &[
    "payments",
    "logistics",
    "satellite",
    "insurance",
    "battery",
    "grocery",
    "drone",
    "mapping",
    "advertising",
    "robotics",
    "podcast",
    "travel",
    "semiconductor",
    "health",
    "mortgage",
    "fitness",
    "translation",
    "wind",
    "software",
    "games",
];
const KINDS: &[&str] = &["firm", "startup", "platform", "maker", "developer", "company", "lender", "marketplace"];
const ONSETS: &[&str] = &[
    "b", "br", "c", "d", "dr", "f", "fl", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "qu", "r", "s", "st", "t", "tr", "v",
    "z",
];
const CORES: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"];
const CODAS: &[&str] = &["", "", "l", "m", "n", "r", "s", "t", "x", "nd", "rt"];

/// The makings of articles and questions.
pub struct World {
    words: Vec<String>,
    of_words: Zipf,
    pub companies: Vec<String>,
    of_companies: Zipf,
}

/// A generated article.
pub struct Made {
    pub title: String,
    pub source: &'static str,
    pub published: Date,
    pub body: String,
}

impl Default for World {
    fn default() -> World {
        let mut dice = Dice::new(0);
        let mut words: Vec<String> = FREQUENT.split_whitespace().map(String::from).collect();
        while words.len() < 60_000 {
            words.push(invented(&mut dice));
        }
        let mut companies: Vec<String> = include_str!("../../data/companies.toml")
            .lines()
            .filter_map(|line| {
                line.strip_prefix('"').map_or_else(|| line.split_once(" = ").map(|l| l.0), |l| l.split('"').next())
            })
            .filter(|name| name.starts_with(char::is_uppercase))
            .map(String::from)
            .collect();
        if setting("PINKSLIP_BENCH_INVENTED", 0) != 0 {
            companies.clear();
        }
        while companies.len() < 4_000 {
            let name = capital(&invented(&mut dice));
            companies.push(match dice.below(3) {
                0 => name,
                1 => {
                    format!("{name} {}", dice.of(&["Labs", "Systems", "Technologies", "Robotics", "Health", "Networks", "Games"]))
                }
                _ => format!("{name}{}", dice.of(&["ify", "ly", "tech", "soft", "pay", "hub", "base"])),
            });
        }
        World { of_words: Zipf::new(words.len(), 1.05), words, of_companies: Zipf::new(companies.len(), 0.8), companies }
    }
}

fn invented(dice: &mut Dice) -> String {
    let syllables = 2 + dice.below(3);
    (0..syllables).map(|_| [dice.of(ONSETS), dice.of(CORES), dice.of(CODAS)].concat()).collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn grouped(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

/// What a company is: where it comes from, what it does, and a word for it; always the same.
fn described(company: &str) -> [&'static str; 3] {
    let mut dice = Dice::new(company.bytes().fold(0, |seed, b| seed * 31 % 1_000_003 + u64::from(b)));
    [dice.of(PLACES), dice.of(TRADES), dice.of(KINDS)]
}

impl World {
    fn company(&self, dice: &mut Dice) -> &str {
        &self.companies[self.of_companies.draw(dice)]
    }

    /// The n-th article.
    pub fn article(&self, n: usize) -> Made {
        let mut dice = Dice::new(n as u64 + 1);
        let published = date(2020, 1, 1).saturating_add(jiff::Span::new().days(dice.below(2_490) as i32));
        let company = self.company(&mut dice).to_owned();
        let about_layoffs = dice.below(10) < 4;
        let count = 20 + dice.below(6_000);
        let title = if about_layoffs {
            format!("{company} to lay off {} employees as {} bites", grouped(count), dice.of(CAUSES))
        } else {
            let mut title = format!("{company} ");
            for _ in 0..6 + dice.below(4) {
                title.push_str(&self.words[self.of_words.draw(&mut dice)]);
                title.push(' ');
            }
            title.trim_end().to_owned()
        };
        let mut body = String::with_capacity(LENGTH + 1_000);
        let wanted = LENGTH / 2 + dice.below(LENGTH);
        let mut sentences = 0;
        while body.len() < wanted {
            match sentences {
                1 if n.is_multiple_of(3) => {
                    let [place, trade, kind] = described(&company);
                    body.push_str(&format!("{company} is a {} {trade} {kind}.", capital(place)));
                }
                0 if about_layoffs => self.layoff(&mut body, &mut dice, &company, count, published),
                _ if about_layoffs && dice.one_in(8) => {
                    let more = 20 + dice.below(6_000);
                    self.layoff(&mut body, &mut dice, &company, more, published);
                }
                _ if dice.one_in(40) => {
                    let other = self.company(&mut dice).to_owned();
                    let more = 20 + dice.below(6_000);
                    self.layoff(&mut body, &mut dice, &other, more, published);
                }
                _ => self.sentence(&mut body, &mut dice, &company),
            }
            sentences += 1;
            body.push_str(if dice.one_in(3) { "\n\n" } else { " " });
        }
        Made { title, source: SOURCES[dice.below(SOURCES.len())], published, body: body.trim_end().to_owned() }
    }

    fn layoff(&self, body: &mut String, dice: &mut Dice, company: &str, count: usize, published: Date) {
        let count = grouped(count);
        let (percent, division, cause) = (1 + dice.below(40), dice.of(DIVISIONS), dice.of(CAUSES));
        let when = match dice.below(4) {
            0 => format!("on {}", dice.of(DAYS)),
            1 => format!("on {} {}", SHORT_MONTHS[published.month() as usize - 1], published.day()),
            2 => format!("in {} {}", MONTHS[dice.below(12)], 2020 + dice.below(7)),
            _ => format!("on {} {}, {}", MONTHS[published.month() as usize - 1], published.day(), published.year()),
        };
        let boss = format!("{} {}", dice.of(FIRST_NAMES), capital(&self.words[20_000 + dice.below(300)]));
        let sentence = match dice.below(6) {
            0 => format!("{company} said {when} that it will lay off about {count} employees, or {percent}% of its workforce."),
            1 => format!("{company} cut {count} jobs {when}, most of them in {division}, citing {cause}."),
            2 => format!("“We have to let {count} colleagues go,” {company} chief executive {boss} wrote in a memo {when}."),
            3 => format!("The layoffs at {company} affect {percent} percent of the {division} team, according to {boss}."),
            4 => format!("Those affected at {company} will get {} weeks of severance pay.", 4 + dice.below(20)),
            _ => format!("{company} had already eliminated more than {count} positions {when} because of {cause}."),
        };
        body.push_str(&sentence);
    }

    fn sentence(&self, body: &mut String, dice: &mut Dice, company: &str) {
        if dice.one_in(6) {
            body.push_str(company);
        } else if dice.one_in(12) {
            body.push_str(self.company(dice));
        } else {
            body.push_str(dice.of(SUBJECTS));
        }
        let length = 8 + dice.below(22);
        for n in 0..length {
            body.push_str(if n > 3 && dice.one_in(14) { ", " } else { " " });
            match dice.below(220) {
                0 => body.push_str(self.company(dice)),
                1 => body.push_str(&format!("${}.{} billion", 1 + dice.below(30), dice.below(10))),
                2 => body.push_str(&grouped(dice.below(90_000))),
                3 => body.push_str(&format!("{}%", 1 + dice.below(90))),
                4 => body.push_str(&format!("in {} {}", MONTHS[dice.below(12)], 2018 + dice.below(9))),
                5 => body.push_str(&format!("{} {}", dice.of(FIRST_NAMES), capital(&self.words[20_000 + dice.below(300)]))),
                _ => body.push_str(&self.words[self.of_words.draw(dice)]),
            }
        }
        body.push('.');
    }

    /// The n-th question.
    pub fn question(&self, n: usize) -> String {
        let mut dice = Dice::new(0xA5_0000 + n as u64);
        let company = self.company(&mut dice).to_owned();
        let other = self.company(&mut dice).to_owned();
        let (month, year) = (MONTHS[dice.below(12)], 2020 + dice.below(7));
        let (rare, common) = (&self.words[300 + dice.below(5_000)], &self.words[150 + dice.below(150)]);
        match dice.below(14) {
            0 => format!("How many people did {company} lay off in {month} {year}?"),
            1 => format!("why did {company} cut jobs"),
            2 => format!("{company} layoffs {year}"),
            3 => format!("What percentage of its staff did {company} let go in {year}?"),
            4 => format!("who announced the layoffs at {company}"),
            5 => format!("How many weeks of severance did {company} offer?"),
            6 => format!("When did {company} announce its latest round of layoffs?"),
            7 => format!("which companies cut jobs in {month} {year}"),
            8 => format!("Did {company} or {other} lay off more people?"),
            9 => format!("how many {common} workers lost their jobs because of artificial intelligence in {year}"),
            10 => format!("What did the chief executive of {company} say about {rare} and {common}?"),
            11 => format!("How many jobs were cut in the {common} department after the {rare} deal?"),
            12 => format!("largest tech layoffs since {month} {year}"),
            _ => format!("What happened to the {rare} team at {company} after the {common} merger?"),
        }
    }

    /// The n-th question that describes a company instead of naming it.
    pub fn describing(&self, n: usize) -> String {
        let mut dice = Dice::new(0xDE_0000 + n as u64);
        let [place, trade, kind] = described(self.company(&mut dice));
        let (year, rare) = (2020 + dice.below(7), &self.words[300 + dice.below(5_000)]);
        match dice.below(6) {
            0 => format!("how many did the {place} {trade} {kind} let go"),
            1 => format!("why did the {place} {kind} cut jobs in {year}"),
            2 => format!("{place} {trade} {kind} layoffs {year}"),
            3 => format!("who is the ceo of that {trade} {kind}"),
            4 => format!("What did the chief executive of the {place} {trade} {kind} say about {rare}?"),
            _ => format!("how many weeks of severance did the big tech {trade} company offer its staff in {year}"),
        }
    }

    /// The n-th question for a person, a place or somebody's words.
    pub fn whose(&self, n: usize) -> String {
        let mut dice = Dice::new(0xB0_0000 + n as u64);
        let company = self.company(&mut dice).to_owned();
        let (division, year, rare) = (dice.of(DIVISIONS), 2020 + dice.below(7), &self.words[300 + dice.below(5_000)]);
        let boss = format!("{} {}", dice.of(FIRST_NAMES), capital(&self.words[20_000 + dice.below(300)]));
        match dice.below(8) {
            0 => format!("who is the ceo of {company}"),
            1 => format!("who wrote the memo about the layoffs at {company} in {year}"),
            2 => format!("What did {boss} say about {rare}?"),
            3 => format!("what did {boss} of {company} write to staff"),
            4 => format!("who said they have to let colleagues go in {year}"),
            5 => format!("where were the {division} jobs cut at {company}"),
            6 => format!("which offices did {company} close in {year}"),
            _ => format!("who runs {division} at {company}"),
        }
    }

    /// The articles `from..to` as a file to import.
    pub fn file(&self, from: usize, to: usize) -> BufReader<File<'_>> {
        BufReader::with_capacity(1 << 16, File { world: self, next: from, end: to, line: Vec::new(), at: 0 })
    }
}

/// Articles as lines of JSON, made while they are read.
pub struct File<'a> {
    world: &'a World,
    next: usize,
    end: usize,
    line: Vec<u8>,
    at: usize,
}

impl Read for File<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.line.len() {
            if self.next == self.end {
                return Ok(0);
            }
            let made = self.world.article(self.next);
            let json = serde_json::json!({
                "url": format!("https://news.example/{}/{}", made.published.year(), self.next),
                "title": made.title, "source": made.source, "published": made.published.to_string(), "body": made.body,
            });
            self.line = serde_json::to_vec(&json)?;
            self.line.push(b'\n');
            self.at = 0;
            self.next += 1;
        }
        let length = buffer.len().min(self.line.len() - self.at);
        buffer[..length].copy_from_slice(&self.line[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

/// A whole number from the environment.
pub fn setting(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number: {text}")))
}

/// How many articles to measure with: few, unless `PINKSLIP_BENCH_ARTICLES` says otherwise.
pub fn articles() -> usize {
    setting("PINKSLIP_BENCH_ARTICLES", 2_000)
}

/// A home to measure in: the folder that `PINKSLIP_BENCH_HOME` names, kept and used again, or a passing one.
pub struct Home {
    pub path: PathBuf,
    _passing: Option<tempfile::TempDir>,
}

impl Home {
    /// A home that holds at least so many articles, indexed.
    pub fn with_articles(world: &World, wanted: usize) -> Home {
        let home = match std::env::var_os("PINKSLIP_BENCH_HOME") {
            Some(path) => Home { path: path.into(), _passing: None },
            None => Home::passing(),
        };
        let app = App::open(&home.path, Opening::Create, false, &|line| println!("{line}")).expect("a home");
        let held = app.coverage(Corpus::Shared).expect("a count").articles as usize;
        if held < wanted {
            import(&app, world, held, wanted);
        }
        home
    }

    /// An empty home that goes when it is dropped.
    pub fn passing() -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        Home { path: folder.path().to_owned(), _passing: Some(folder) }
    }

    pub fn open(&self) -> App {
        App::open(&self.path, Opening::Existing, false, &|line| println!("{line}")).expect("a home")
    }
}

/// Imports and indexes articles, as `pinkslip import` does.
pub fn import(app: &App, world: &World, from: usize, to: usize) {
    let imported = app.import(Corpus::Shared, world.file(from, to), NOW, &mut |what, _| panic!("{what}"), &mut |_| {});
    assert_eq!(imported.expect("an import").new as usize, to - from);
    app.catch_up(&pinkslip::app::Progress::none()).expect("an index");
}

/// Somebody in the shared corpus asking.
pub fn ask(text: String) -> Ask {
    Ask { text, corpus: Corpus::Shared, now: NOW, filters: Filters::default() }
}

/// A line of /proc/self/status, in bytes.
pub fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    found.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Seconds of CPU time that this process has used, all its threads together; to a hundredth.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything; after it, user and system time are the 12th and 13th.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

/// Prints how some durations, in seconds, are distributed; gives the median.
pub fn distribution(name: &str, mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    let at = |share: f64| seconds[((seconds.len() - 1) as f64 * share) as usize];
    let mean = seconds.iter().sum::<f64>() / seconds.len() as f64;
    println!(
        "{name}: p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, worst {:.2} ms, mean {:.2} ms",
        at(0.5) * 1e3,
        at(0.9) * 1e3,
        at(0.99) * 1e3,
        at(1.0) * 1e3,
        mean * 1e3
    );
    at(0.5)
}
