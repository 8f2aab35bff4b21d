//! The word table: what single words say about layoffs, staff, companies, people, places and time.
//!
//! Data, kept as rows of words so that it can be extended without reading the rules. A word may stand in several rows.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::ReasonClass;
use super::line::{Head, head, head_of};

/// A set of marks on a word.
pub type Cue = u64;

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => { $( $(#[$doc])* pub const $name: Cue = 1 << $bit; )* };
}

cues! {
    /// Verbs that cut staff when staff is their object: cut, slash, shed.
    CUT = 0;
    /// Words that always mean dismissal: layoff, redundancy, sack.
    STRONG = 1;
    /// Nouns for the cut itself: "420 job cuts", "150 redundancies".
    CUT_NOUN = 2;
    /// Verbs of those who leave: go, leave, disappear, lose.
    GOING = 3;
    LET = 4;
    LAY = 5;
    OFF = 6;
    /// What is counted in a layoff: jobs, people, roles.
    STAFF = 7;
    /// What a share is a share of: workforce, team.
    FORCE = 8;
    /// Posts without people: vacancies, openings.
    VACANT = 9;
    HIRE = 10;
    /// Words around a number of staff employed.
    EMPLOY = 11;
    REMAIN = 12;
    AUX = 13;
    PREP = 14;
    /// "the company", "it": whoever was spoken of.
    PRONOUN = 15;
    /// Nouns before a company's name: maker, startup, group.
    FIRM = 16;
    /// Titles before or after a person's name.
    TITLE = 17;
    SAY = 18;
    /// A reminder of something earlier.
    EARLIER = 19;
    /// Whole trades, whose totals are nobody's layoff.
    SECTOR = 20;
    PLACE = 21;
    DAY = 22;
    MONTH = 23;
    /// Guesses and claims.
    DOUBT = 24;
    /// may, might, considering.
    MAYBE = 25;
    /// Function words that begin sentences: never part of a name.
    COMMON = 26;
    /// "corresponds to", "means".
    EQUATE = 27;
    /// People who go because they want to.
    VOLUNTARY = 28;
    DENY = 29;
    /// Departments and divisions.
    DEPARTMENT = 30;
    /// Trades that are not technology.
    TRADE = 31;
    /// Words of the technology trade.
    TECH = 32;
    GO = 33;
    /// Abbreviations after a company's name.
    LEGAL = 34;
    /// Time words: year, month, week.
    SPAN = 35;
    /// Rivals and other bystanders.
    RIVAL = 36;
    UNION = 37;
    /// In the future, or planned.
    FUTURE = 38;
    /// Which, who, whose, that: a clause about the noun before.
    RELATIVE = 39;
    /// Hedges and other words between a number and its verb.
    LIGHT = 40;
    /// Conjunctions that open another clause.
    CLAUSE = 41;
    /// Reports of other media.
    MEDIA = 42;
    /// Words of money, sales and shares: a share of these is no share of staff.
    MONEY = 43;
    /// Words that only mean a dismissal together with others: "pink slips", "out of work".
    PHRASE = 44;
    /// Sayings for a dismissal, from `data/cuts.toml`: "shown the door", "off the payroll".
    DISMISS = 45;
    /// People who work for a company without being its staff: contractors, temps, couriers.
    OUTSIDE = 46;
    /// What companies have many of beside staff: customers, users, shops.
    CUSTOM = 47;
    /// Words with which a saying of `data/cuts.toml` begins.
    OPENS = 48;
    /// Words with which one of `data/reasons.toml` begins: what causes layoffs.
    CAUSE = 49;
}

const ROWS: &[(Cue, &str)] = &[
    (
        CUT,
        "cut cuts cutting slash slashes slashed slashing axe axes axed axing shed sheds shedding eliminate eliminates eliminated \
           eliminating dismiss dismisses dismissed dismissing fire fires fired firing sack sacks sacked sacking trim trims trimmed \
           trimming reduce reduces reduced reducing shrink shrinks shrank shrinking scrap scraps scrapped scrapping drop drops dropped \
           dropping shave shaves shaved retrench retrenches retrenched retrenching terminate terminates terminated terminating downsize \
           downsizes downsizing downsized lose loses losing lost furlough furloughs furloughed remove removes removed removing oust \
           ousted scythe scythed jettison jettisons jettisoned jettisoning ditch ditches ditched prune prunes pruned pruning idle idling idled displace \
           displaced cull culls culled culling offload offloads release released releasing discharge discharged abolish abolished \
           abolishes abolishing pare pares pared paring redundant separating chop chops chopped chopping thin thins thinned thinning \
           discontinue discontinues discontinued discontinuing suppress suppresses suppressed suppressing",
    ),
    (
        STRONG,
        "layoff layoffs laid-off lay-off lay-offs redundancy redundancies redundant downsizing sackings firings retrenchment \
              retrenchments sack sacks sacked sacking dismissals job-cuts stellenabbau sacks",
    ),
    (
        CUT_NOUN,
        "cuts cut layoffs layoff lay-offs redundancies redundancy dismissals departures losses sackings firings reductions \
                retrenchments terminations separations exits reduction elimination dismissal suppression",
    ),
    (
        GOING,
        "go goes going gone went leave leaves leaving disappear disappears disappeared disappearing vanish vanishes vanished lose \
             loses losing lost affected impacted hit affect affects affecting impact impacts impacting out face risk closing cease \
             touch touched touches depart departing jobless",
    ),
    (LET, "let lets letting"),
    (GO, "go"),
    (LAY, "lay lays laying laid"),
    (OFF, "off"),
    (
        STAFF,
        "employees employee jobs job people workers worker positions position roles role posts staff staffers staffer personnel \
             engineers developers recruiters testers colleagues persons programmers designers moderators navigators technicians \
             contractors managers salespeople teachers editors journalists researchers scientists reps drivers agents specialists \
             consultants operators analysts temps stellen emplois headcount workforce individuals associates crew hands executives \
             trainees trainee apprentices freshers teammates names labourers laborers staffs employés developer",
    ),
    (
        FORCE,
        "workforce staff headcount head-count team payroll employees workers personnel people jobs positions roles company \
             workforce's posts organization organisation total employment studio firm head business everyone everybody recruiters \
             engineers division unit group staffers squad rolls ranks arm",
    ),
    (VACANT, "vacancies vacancy vacant openings opening unfilled open postings posting listings requisitions advertised"),
    (
        HIRE,
        "hire hires hired hiring recruit recruits recruited recruiting add adds added adding create creates created creating joined \
            apprentices trainees onboard train courting new",
    ),
    (
        EMPLOY,
        "employ employs employed employing employer work works worked working based workforce staff headcount payroll rolls team \
              counted",
    ),
    (REMAIN, "remain remains remaining stay stays staying keep keeps keeping kept retain retains survive spared strong"),
    (
        AUX,
        "is are was were be been being will would has have had can could may might should must do does did shall won't aren't isn't \
           face faces",
    ),
    (
        PREP,
        "in at from by to for on with after as of into over under about between among across through during before since until \
            because amid following behind against without within near outside despite per than",
    ),
    (PRONOUN, "it its it's they their them we our he she his her"),
    (
        FIRM,
        "company firm group startup start-up maker giant unicorn studio platform developer publisher retailer provider operator \
            parent business brand exchange lender bank insurer broker carmaker automaker chipmaker manufacturer supplier seller vendor \
            marketplace app network processor owner specialist player major label house agency outfit newcomer upstart incumbent \
            subsidiary unit division conglomerate rival competitor service site company's designer builder consultancy corporation \
            companies' arm powerhouse pioneer behemoth",
    ),
    (RIVAL, "rival rivals competitor competitors peer peers rival's elsewhere"),
    (
        TITLE,
        "ceo chief executive founder co-founder cofounder president chairman chairwoman chairperson chair analyst spokesperson \
             spokesman spokeswoman director minister mr ms mrs dr gov governor sen rep mayor professor prof boss manager economist \
             lawyer officer cfo coo cto mp councilman commissioner judge secretary representative investor engineer head partner \
             senator editor reporter writer author councillor convenor regional delegate md vp svp vice king sir lady",
    ),
    (
        SAY,
        "said says say told tells wrote writes announced announces announce confirmed confirms disclosed discloses stated reported \
           reports revealed reveals added explained posted blamed cited notified informed declined learned learnt",
    ),
    (
        MEDIA,
        "reported reports reporting learned learnt newspaper newsletter outlet site seen reviewed published noted according report \
             first",
    ),
    (EARLIER, "earlier previously previous already prior last ago past former formerly predecessor since recent recently"),
    (
        SECTOR,
        "companies startups start-ups firms employers industry sector trackers tracker studios nationwide statewide rivals \
              competitors peers others unicorns economy tally",
    ),
    (DAY, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"),
    (
        MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep \
             sept oct nov dec",
    ),
    (
        DOUBT,
        "expected expects feared fear rumour rumours rumor rumors speculation claimed claims estimate scenario option might \
             union target threatened predicted pencilled guess warned dispute disputes disputed",
    ),
    (
        MAYBE,
        "may might could considering weighs weighing weigh mulls mulling mull considers consider likely possible \
             rumoured rumored looming loom looms eyes eyeing potential preparing drawing warn warned",
    ),
    (FUTURE, "will would to plans plan planning set expects going upcoming soon intends intend shall aims next"),
    (
        EQUATE,
        "means mean meaning corresponds correspond equals equal equivalent equates amounts amount comes translates represents \
              represent accounts works meant represented amounting representing equating arrives leaves",
    ),
    (VOLUNTARY, "resigned quit resign quits accord attrition voluntarily retired"),
    (
        DENY,
        "denies denied deny denying nonsense rubbishes rubbished refutes refuted untrue fiction false hoax baseless debunks \
            rejects debunked quashes",
    ),
    (
        DEPARTMENT,
        "division unit department team teams arm sales marketing engineering recruiting recruitment hr support operations \
                  finance legal hardware cloud advertising logistics product design content research qa art production corporate r&d \
                  contractors agency temporary moderation communications policy",
    ),
    (RELATIVE, "which who whose that whom where"),
    (CLAUSE, "while but whereas although though however after when because before"),
    (
        LIGHT,
        "about around roughly some nearly approximately almost more than over at least up to as many another further additional a \
             an the estimated circa its their of or perhaps just only all total by around some to also be being are were will would \
             is was have has had fewer less no under close upwards so roughly other extra",
    ),
    (
        PHRASE,
        "part parts parted parting rid pink goodbye away door boot axe sack work job jobs street risk notice renewed longer farewell plug letters",
    ),
    (
        OUTSIDE,
        "contractor contractors contract agency temps temporary freelance freelancers freelancer freelances subcontractors driver \
         drivers riders rider tutors couriers partners driver-partners owner-drivers vendors vendor consultants trainees interns \
         outsourcer outsourced outsourcing self-employed casual seasonal supplier suppliers franchisees sellers per-diem fixed-term",
    ),
    (
        CUSTOM,
        "customers customer users user subscribers subscriber members member clients shops stores offices accounts orders homes \
         households countries cities towns states markets centres centers branches pupils students learners patients schools \
         companies employers merchants readers viewers visits copies cars games titles models devices servers lines miles km \
         square feet hours minutes calls pages comments views reactions signatures votes respondents percent days years weeks months \
         investors analysts sources former ex-employees reporters guests delegates seats votes shares units apps products",
    ),
    (LEGAL, "inc corp ltd llc plc gmbh ag sa se ab oy asa nv bv co n.v s.a b.v s.p.a a/s kk pty pvt pte"),
    (
        SPAN,
        "year years month months week weeks quarter quarters spring summer autumn fall winter day days today yesterday morning afternoon evening",
    ),
    (
        UNION,
        "union guild unions council forum association federation party ministry department university institute college act \
             authority law court agency county city state board club committee syndicat",
    ),
    (
        MONEY,
        "revenue revenues sales costs cost spending shares stock profit turnover value orders price prices market income margin \
             budget investment investments wages pay salaries customers users subscribers merchants bookings equity stake dividend points energy tuition \
             taxes emissions traffic visits volume usage time water calls statements announcements cases launches",
    ),
    (
        TECH,
        "software tech technology app apps platform startup start-up startups chip chips semiconductor semiconductors games game \
            gaming online digital e-commerce ecommerce edtech fintech cloud ai robots robotics robot crypto blockchain internet web \
            streaming saas data cyber cybersecurity payments computer computing hardware electronics smartphone devices biotech \
            telecom broadband satellite virtual algorithm studio developer social search electric battery drone drones delivery \
            marketplace website engineers silicon servers app's wearables healthtech proptech insurtech 3d vr analytics programming \
            mobile fusion sensors network edtech's artificial videogame e-bikes",
    ),
    (
        TRADE,
        "mill mills paper coal mine mines miner miners mining colliery pit smelter ore refinery brewery sawmill poultry meat dairy hospital hospitals nursing church \
             diocese restaurant restaurants steel furniture textile garment shipyard timber cement farm farms bakery slaughterhouse \
             quarry foundry school schools district museum university airline supermarket grocery railway tobacco clothing footwear \
             hotel hotels orchestra charity tyre tire glassworks pottery fishery cannery trucking brewery distillery football footballer \
             footballers club clubs striker midfielder goalkeeper coach fixture stadium championship athletic rovers rugby cricket",
    ),
    (
        PLACE,
        "america american americans americas american-based u.s us usa uk britain british england english scotland scottish wales welsh ireland \
             irish london manchester germany german berlin munich france french paris spain spanish madrid barcelona italy italian milan \
             netherlands dutch amsterdam rotterdam belgium belgian brussels sweden swedish stockholm norway norwegian oslo denmark danish \
             copenhagen finland finnish helsinki nordic baltic estonia estonian tallinn latvia riga lithuania vilnius poland polish warsaw \
             gdańsk krakow czech prague austria austrian vienna switzerland swiss zurich portugal porto lisbon greece romania bucharest \
             hungary budapest ukraine ukrainian kyiv russia russian moscow turkey istanbul israel israeli india indian bengaluru bangalore \
             mumbai delhi hyderabad chennai pune noida kolkata gurugram china chinese beijing shanghai shenzhen hong kong taiwan taiwanese \
             japan japanese tokyo korea korean seoul singapore malaysia malaysian penang indonesia jakarta vietnam philippines manila \
             thailand bangkok australia australian sydney melbourne canada canadian toronto montreal montréal vancouver ottawa waterloo \
             ontario quebec mexico mexican brazil brazilian argentina chile colombia africa african nigeria nigerian lagos kenya nairobi \
             ghana egypt cairo uganda europe european asia asian asia-pacific pacific atlantic california texas austin dallas houston \
             seattle washington boston massachusetts chicago illinois denver colorado boulder atlanta georgia florida miami ohio columbus \
             cincinnati cleveland nashville tennessee phoenix arizona nevada utah oregon portland idaho boise michigan detroit minnesota \
             carolina raleigh virginia pennsylvania philadelphia pittsburgh york brooklyn jersey francisco jose diego angeles oakland \
             fremont sacramento cambridge oxford leeds birmingham reading edinburgh glasgow dublin cork silicon valley bay area wall street \
             north south east west northern southern eastern western central midwest saxony dresden freiburg bavaria lyon wisconsin \
             indiana kansas missouri iowa maine vermont albuquerque plano emea apac latin dubai qatar saudi arabia san los las pakistan bangladesh",
    ),
    (
        COMMON,
        "the a an it its in on at he she they we i you this that these those but and or so as after before for from if when while \
              with however meanwhile last more some many most no not there their his her our to by one other employees workers about \
              according earlier also since under what who why how all both another photo caption image correction update asked add \
              around between around nearly roughly over only people two three four five six seven eight nine ten even once each every \
              such here now then just staff job jobs layoffs layoff cuts cut tech big facing short good layoff most much none nobody \
              somebody everyone everybody anyone billionaire millionaire those whoever whether because despite amid including instead until through although \
              though still yet perhaps maybe today yesterday tomorrow next year month week back down up out further several few half \
              thousands hundreds dozens mass second third first new former like unlike apart until without within across against \
              per than too very well is are was were be will would can could should may might do does did has have had let said \
              read exclusive breaking report reports watch more story sign subscribe follow also shares revenue sales analysts analyst \
              severance headcount notice formal trade health salaries christmas easter thanksgiving diwali ramadan ceo chief executive chairman president officer management \
              business company companies firm group global world economic major latest summary key ex-employees vs via amid of off \
              plans plan planning says saying set going biggest largest entire total twice part memo news warn act notices federal \
              state local national union law weeks days months years take consider remember recall imagine",
    ),
];

const MID_MONTHS: [&str; 12] = [
    "mid-january",
    "mid-february",
    "mid-march",
    "mid-april",
    "mid-may",
    "mid-june",
    "mid-july",
    "mid-august",
    "mid-september",
    "mid-october",
    "mid-november",
    "mid-december",
];

/// The marks of words. Every word of every article is looked up here, most of which are as short as their heads.
#[derive(Default)]
struct Table {
    short: FxHashMap<Head, Cue>,
    long: FxHashMap<&'static [u8], Cue>,
}

impl Table {
    fn add(&mut self, word: &'static str, cue: Cue) {
        let marks = if word.len() <= size_of::<Head>() {
            self.short.entry(head(word)).or_default()
        } else {
            self.long.entry(word.as_bytes()).or_default()
        };
        *marks |= cue;
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (cue, words) in ROWS {
            for word in words.split_whitespace() {
                table.add(word, *cue);
            }
        }
        for month in MID_MONTHS {
            table.add(month, MONTH);
        }
        for place in crate::places::names() {
            table.add(place, PLACE);
        }
        for first in sayings().keys() {
            table.add(first, OPENS);
        }
        for first in causes().keys() {
            table.add(first, CAUSE);
        }
        table
    })
}

/// The sayings that are built in.
const CUTS: &str = include_str!("../../data/cuts.toml");

/// The words for reasons that are built in.
const REASONS: &str = include_str!("../../data/reasons.toml");

#[derive(Default, serde::Deserialize)]
struct Cuts {
    sayings: Vec<String>,
    denials: Vec<String>,
}

/// A part of a saying: `*` or a word of the data files.
#[derive(Debug, Clone)]
pub enum Part {
    /// Up to four words of any kind.
    Gap,
    /// One of these words, which `/` separates.
    OneOf(Vec<String>),
}

/// Sayings by their first word: what comes after it, and what they say.
pub type Sayings<T> = FxHashMap<String, Vec<(Vec<Part>, T)>>;

/// Adds a saying as the data files have it.
fn add<T: Copy>(table: &mut Sayings<T>, saying: &str, says: T) {
    let mut words = saying.split(' ');
    let Some(first) = words.next() else { return };
    let part = |word: &str| match word {
        "*" => Part::Gap,
        _ => Part::OneOf(word.split('/').map(str::to_owned).collect()),
    };
    let rest: Vec<Part> = words.map(part).collect();
    for first in first.split('/') {
        table.entry(first.to_owned()).or_default().push((rest.clone(), says));
    }
}

/// The sayings for a dismissal or a denial, with their marks.
pub fn sayings() -> &'static Sayings<Cue> {
    static TABLE: OnceLock<Sayings<Cue>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Sayings::default();
        let read: Cuts = toml::from_str(CUTS).unwrap_or_default();
        read.sayings.iter().for_each(|saying| add(&mut table, saying, DISMISS));
        read.denials.iter().for_each(|saying| add(&mut table, saying, DENY));
        table
    })
}

/// The words and sayings for what causes layoffs, with the kind of reason that they tell.
pub fn causes() -> &'static Sayings<ReasonClass> {
    static TABLE: OnceLock<Sayings<ReasonClass>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Sayings::default();
        let read: FxHashMap<ReasonClass, Vec<String>> = toml::from_str(REASONS).unwrap_or_default();
        for (class, words) in &read {
            words.iter().for_each(|saying| add(&mut table, saying, *class));
        }
        table
    })
}

/// The marks of a word in lower case; 0 when nothing is known of it.
pub fn cues(lower: impl AsRef<[u8]>) -> Cue {
    let lower = lower.as_ref();
    if lower.len() <= size_of::<Head>() {
        return short_cues(head_of(lower));
    }
    table().long.get(lower).copied().unwrap_or(0)
}

/// The marks of a word that is no longer than its head.
pub fn short_cues(head: Head) -> Cue {
    table().short.get(&head).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sound() {
        for (_, words) in ROWS {
            for word in words.split_whitespace() {
                assert_eq!(word, word.to_lowercase());
            }
        }
        assert_ne!(cues("layoffs") & STRONG, 0);
        assert_eq!(cues("zebra"), 0);
        assert!(sayings().len() > 50);
        assert_ne!(cues("shown") & OPENS, 0);
        assert!(causes().len() > 100);
        assert_ne!(cues("overhired") & CAUSE, 0);
    }
}
