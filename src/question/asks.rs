//! Words that only ask, words that say nothing, and wishes that articles cannot fulfil.

/// Whether a word in the plural means people by what they do, and so perhaps those who go ("recruiters", "analysts").
pub(super) fn names_people(folded: &str) -> bool {
    const PEOPLE: &[&str] =
        &["devs", "reps", "assistants", "women", "men", "graduates", "juniors", "seniors", "interns", "execs"];
    const OTHERS: &[&str] =
        &["customers", "users", "players", "orders", "papers", "partners", "carriers", "quarters", "numbers", "offers"];
    let doers = ["ers", "ors", "ists", "ysts", "ees", "ians", "cians", "ants"];
    (doers.iter().any(|ending| folded.ends_with(ending)) || PEOPLE.contains(&folded) || is_anybody(folded))
        && !OTHERS.contains(&folded)
}

/// Whether a word says in what way something is done: few articles say that with the same word.
pub(super) fn is_adverb(folded: &str) -> bool {
    const ADVERBS: &[&str] = &[
        "permanently",
        "temporarily",
        "originally",
        "initially",
        "eventually",
        "ultimately",
        "reportedly",
        "allegedly",
        "supposedly",
        "apparently",
        "officially",
        "currently",
        "recently",
        "roughly",
        "approximately",
        "immediately",
        "suddenly",
        "definitely",
    ];
    ADVERBS.contains(&folded)
}

/// Whether a word says that the present is meant.
pub(super) fn says_now(word: &str) -> bool {
    matches!(word, "now" | "current" | "currently" | "today" | "nowadays")
}

/// Whether it is asked whose a company is: "who owns acme", "whos the owner of acme", "which company owns acme".
pub(super) fn asks_for_owner<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<&str> = words.collect();
    let who = matches!(
        words.as_slice(),
        ["who" | "whos" | "who's" | "who\u{2019}s", ..] | ["which" | "what", "company" | "firm" | "group" | "fund", ..]
    );
    let owns = |word: &&str| matches!(*word, "owns" | "owner" | "owners");
    who && (words.iter().take(OWNING).any(owns) || words.ends_with(&["owned", "by"]))
}

/// Words of a question among which one asks for the owner.
const OWNING: usize = 4;

/// Whether a word of chat means people, whoever they are.
pub(super) fn is_anybody(folded: &str) -> bool {
    matches!(folded, "guys" | "folks" | "heads" | "locals" | "souls" | "peeps" | "bods" | "hands" | "colleagues" | "humans")
}

/// Whether a word says of people that they are still there.
pub(super) fn stays(folded: &str) -> bool {
    matches!(
        folded,
        "left"
            | "remain"
            | "remains"
            | "remaining"
            | "remained"
            | "still"
            | "stay"
            | "stays"
            | "staying"
            | "keep"
            | "keeps"
            | "kept"
    )
}

/// Whether what is counted has been named before this word.
pub(super) fn ends_a_noun(folded: &str) -> bool {
    const VERBS: &[&str] =
        &["get", "gets", "got", "go", "goes", "went", "lost", "lose", "loses", "leave", "leaves", "work", "face"];
    // "of", "more" and "other" go on.
    STOP.contains(&folded) && !matches!(folded, "of" | "the" | "more" | "other" | "its" | "their" | "all")
        || VERBS.contains(&folded)
}

/// Words that only ask. They are not looked for in articles.
const ASKING: &[&str] = &[
    "how",
    "many",
    "much",
    "what",
    "which",
    "who",
    "whom",
    "whose",
    "when",
    "where",
    "why",
    "happened",
    "happening",
    "happens",
    "number",
    "nr",
    "num",
    "count",
    "figure",
    "figures",
    "size",
    "scale",
    "extent",
    "toll",
    "no",
    "percent",
    "percentage",
    "pct",
    "per",
    "cent",
    "share",
    "fraction",
    "proportion",
    "date",
    "month",
    "day",
    "year",
    "reason",
    "reasons",
    "cause",
    "causes",
    "name",
    "quote",
    "quotes",
    "exact",
    "words",
    "tell",
    "show",
    "list",
    "give",
    "find",
    "know",
    "please",
    "exactly",
    "come",
    "vs",
    "versus",
    "compare",
    "compared",
    "difference",
    "bigger",
    "deeper",
    "harsher",
    "steeper",
    "larger",
    "smaller",
    "euphemism",
    "nationwide",
    "folks",
    "ppl",
    "long",
    "big",
    "each",
    "numbers",
    "portion",
    "explanation",
    "full",
    "sentence",
    "first",
    "1st",
    "second",
    "2nd",
    "third",
    "3rd",
    "fourth",
    "latest",
    "newest",
    "recent",
    "final",
    "finally",
    "total",
    "altogether",
    "overall",
    "sum",
    "added",
    "official",
    "actual",
    "rumoured",
    "rumored",
    "rumour",
    "rumor",
    "confirmed",
    "mean",
    "ever",
    "now",
    "today",
    "rn",
    "tho",
    "r",
    "u",
    "y",
    "max",
    "maximum",
    "min",
    "minimum",
    "tbh",
    "btw",
    "anyone",
    "didnt",
    "doesnt",
    "dont",
    "isnt",
    "wasnt",
    "arent",
    "werent",
    "hasnt",
    "whats",
    "hows",
    "wheres",
    "whos",
    "wat",
    "wats",
    "whats",
    "wut",
    "pls",
    "plz",
    "thx",
    "thanks",
    "bout",
    "abt",
    "bc",
    "cuz",
    "coz",
    "im",
    "theyre",
    "ive",
    "youre",
    "weve",
    "theyve",
    "wont",
    "cant",
    "couldnt",
    "wouldnt",
    "shouldnt",
    "havent",
    "hadnt",
    "thats",
    "theres",
];

/// Words without content of their own.
const STOP: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "w",
    "and",
    "or",
    "but",
    "not",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "am",
    "do",
    "does",
    "did",
    "done",
    "has",
    "have",
    "had",
    "having",
    "will",
    "would",
    "can",
    "could",
    "should",
    "shall",
    "may",
    "might",
    "must",
    "it",
    "its",
    "it's",
    "they",
    "them",
    "their",
    "he",
    "him",
    "his",
    "she",
    "her",
    "we",
    "us",
    "our",
    "you",
    "your",
    "i",
    "me",
    "my",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "as",
    "so",
    "than",
    "then",
    "if",
    "about",
    "into",
    "out",
    "up",
    "down",
    "off",
    "over",
    "after",
    "before",
    "during",
    "since",
    "until",
    "between",
    "just",
    "also",
    "any",
    "some",
    "all",
    "more",
    "most",
    "very",
    "get",
    "got",
    "rid",
    "too",
    "re",
    "s",
    "t",
    "ve",
    "ll",
    "d",
    "m",
    "incl",
    "including",
    "because",
    "due",
    "while",
    "through",
    "per",
    "via",
    "what's",
    "who's",
    "that's",
    "i'm",
    "really",
    "actually",
    "one",
    "ones",
    "another",
    "other",
    "according",
    "article",
    "report",
    "reported",
    "suggest",
    "regarding",
    "discussed",
    "mentioned",
    "whether",
    "both",
    "either",
    "same",
    "such",
    "company",
    "companies",
    "firm",
    "firms",
    "inc",
    "corp",
    "ltd",
    "plc",
    "llc",
    "gmbh",
];

/// Wishes that articles cannot fulfil, and what is said to them.
const OUT_OF_REACH: &[(&str, &str)] = &[
    ("should i", ADVICE),
    ("should we", ADVICE),
    ("should my", ADVICE),
    ("advise me", ADVICE),
    ("is it safe to", ADVICE),
    ("is it a good idea", ADVICE),
    ("worth joining", ADVICE),
    ("can you help me", ADVICE),
    ("can someone", ADVICE),
    ("my resume", ADVICE),
    ("my cv", ADVICE),
    ("my boss", ADVICE),
    ("my manager", ADVICE),
    ("my severance", ADVICE),
    ("fired me", ADVICE),
    ("sacked me", ADVICE),
    ("laid me off", ADVICE),
    ("let me go", ADVICE),
    ("i got laid off", ADVICE),
    ("i was laid off", ADVICE),
    ("i got fired", ADVICE),
    ("do i negotiate", ADVICE),
    ("can i sue", ADVICE),
    ("write me", INSTRUCTION),
    ("write a", INSTRUCTION),
    ("ignore your", INSTRUCTION),
    ("ignore all", INSTRUCTION),
    ("ignore previous", INSTRUCTION),
    ("ignore the", INSTRUCTION),
    ("forget your", INSTRUCTION),
    ("forget all", INSTRUCTION),
    ("you are now", INSTRUCTION),
    ("pretend", INSTRUCTION),
    ("act as", INSTRUCTION),
    ("print your", INSTRUCTION),
    ("reveal your", INSTRUCTION),
    ("confirm this", INSTRUCTION),
    ("repeat after", INSTRUCTION),
    ("repeat your", INSTRUCTION),
    ("home address", PRIVATE),
    ("phone number", PRIVATE),
    ("private number", PRIVATE),
    ("email address", PRIVATE),
    ("religion", PRIVATE),
    ("married", PRIVATE),
    ("girlfriend", PRIVATE),
    ("boyfriend", PRIVATE),
    ("your instructions", INSTRUCTION),
    ("your prompt", INSTRUCTION),
    ("system prompt", INSTRUCTION),
    ("are you", CHAT),
    ("who made you", CHAT),
    ("how are you", CHAT),
    ("who is next", FUTURE),
    ("whos next", FUTURE),
    ("who's next", FUTURE),
    ("be the next", FUTURE),
    ("be next", FUTURE),
    ("is next", FUTURE),
    ("predict", FUTURE),
    ("prediction", FUTURE),
    ("next year", FUTURE),
    ("next month", FUTURE),
    ("next quarter", FUTURE),
];

const ADVICE: &str = "Only what articles report is answered here, no advice is given";
const INSTRUCTION: &str = "Questions are answered here from articles on layoffs; nothing else can be asked for";
const CHAT: &str = "This is a program that looks up what articles report about tech layoffs";
const PRIVATE: &str = "Only what articles report about layoffs is answered here, nothing private about people";
const FUTURE: &str = "Articles tell what was reported, not what will come";

/// What is said to a wish that articles cannot fulfil.
pub(super) fn out_of_reach(words: &[&str]) -> Option<&'static str> {
    // What is planned for next year has been told.
    let planned = words.iter().any(|w| w.starts_with("plan") || matches!(*w, "announced" | "expects" | "intends"));
    // "what did the boss predict" is asked of what was said.
    let said_once = words.contains(&"did");
    let told = |said: &str| said == FUTURE && (planned || said_once);
    OUT_OF_REACH.iter().find(|(phrase, said)| occurs(phrase, words) && !told(said)).map(|(_, said)| *said)
}

/// Whether a word only asks, or says nothing.
pub(super) fn is_empty_word(folded: &str) -> bool {
    STOP.contains(&folded) || ASKING.contains(&folded)
}

/// Whether a word says nothing by itself, whatever is asked.
pub(super) fn is_stop_word(folded: &str) -> bool {
    STOP.contains(&folded)
}

fn occurs(phrase: &str, words: &[&str]) -> bool {
    let pattern: Vec<&str> = phrase.split(' ').collect();
    (0..words.len()).any(|at| matches(&pattern, &words[at..]))
}

fn matches(pattern: &[&str], words: &[&str]) -> bool {
    match pattern.split_first() {
        None => true,
        Some((&"*", rest)) => (1..=3).any(|skip| words.len() >= skip && matches(rest, &words[skip..])),
        Some((first, rest)) => words.first() == Some(first) && matches(rest, &words[1..]),
    }
}
