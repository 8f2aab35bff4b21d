//! What kind of thing is asked for, from the words that ask for it.

use super::Asks;

/// Phrases that decide what is asked for, the more specific first: the first that occurs wins. A phrase is words
/// separated by spaces; `*` stands for one or two words of any kind.
const PHRASES: &[(&str, Asks)] = &[
    ("exact words", Asks::Quotation),
    ("quote", Asks::Quotation),
    ("quotes", Asks::Quotation),
    ("euphemism", Asks::Quotation),
    ("what did * say", Asks::Quotation),
    ("what * said", Asks::Quotation),
    ("vs", Asks::Comparison),
    ("versus", Asks::Comparison),
    ("compared", Asks::Comparison),
    ("compare", Asks::Comparison),
    ("bigger than", Asks::Comparison),
    ("larger than", Asks::Comparison),
    ("smaller than", Asks::Comparison),
    ("more than in", Asks::Comparison),
    ("worse than", Asks::Comparison),
    ("difference between", Asks::Comparison),
    ("which companies", Asks::List),
    ("what companies", Asks::List),
    ("which firms", Asks::List),
    ("which startups", Asks::List),
    ("companies with", Asks::List),
    ("companies that", Asks::List),
    ("companies who", Asks::List),
    ("firms with", Asks::List),
    ("firms that", Asks::List),
    ("startups that", Asks::List),
    ("list", Asks::List),
    ("who else", Asks::List),
    ("severance", Asks::Severance),
    ("severence", Asks::Severance),
    ("payout", Asks::Severance),
    ("package", Asks::Severance),
    ("packages", Asks::Severance),
    ("exit pay", Asks::Severance),
    ("redundancy pay", Asks::Severance),
    ("weeks of pay", Asks::Severance),
    ("pay for", Asks::Severance),
    ("percent", Asks::Percent),
    ("percentage", Asks::Percent),
    ("pct", Asks::Percent),
    ("per cent", Asks::Percent),
    ("what share", Asks::Percent),
    ("which share", Asks::Percent),
    ("share of", Asks::Percent),
    ("fraction", Asks::Percent),
    ("proportion", Asks::Percent),
    ("what part of", Asks::Percent),
    ("how much of", Asks::Percent),
    ("which countries", Asks::Place),
    ("which country", Asks::Place),
    ("what country", Asks::Place),
    ("what countries", Asks::Place),
    ("which city", Asks::Place),
    ("which cities", Asks::Place),
    ("which states", Asks::Place),
    ("which state", Asks::Place),
    ("which places", Asks::Place),
    ("what places", Asks::Place),
    ("which office", Asks::Place),
    ("which offices", Asks::Place),
    ("which sites", Asks::Place),
    ("which site", Asks::Place),
    ("which locations", Asks::Place),
    ("where", Asks::Place),
    ("which team", Asks::Team),
    ("which teams", Asks::Team),
    ("what teams", Asks::Team),
    ("which parts", Asks::Team),
    ("what parts", Asks::Team),
    ("which division", Asks::Team),
    ("which divisions", Asks::Team),
    ("which department", Asks::Team),
    ("which departments", Asks::Team),
    ("what departments", Asks::Team),
    ("which units", Asks::Team),
    ("which business", Asks::Team),
    ("which roles", Asks::Team),
    ("which jobs", Asks::Team),
    ("what roles", Asks::Team),
    ("what date", Asks::Date),
    ("which date", Asks::Date),
    ("which month", Asks::Date),
    ("what month", Asks::Date),
    ("which day", Asks::Date),
    ("what day", Asks::Date),
    ("which year", Asks::Date),
    ("what year", Asks::Date),
    ("how many", Asks::Count),
    ("number of", Asks::Count),
    ("no of", Asks::Count),
    ("why", Asks::Reason),
    ("reason", Asks::Reason),
    ("reasons", Asks::Reason),
    ("how come", Asks::Reason),
    ("what caused", Asks::Reason),
    ("what led", Asks::Reason),
    ("cause", Asks::Reason),
    ("causes", Asks::Reason),
    ("how long", Asks::Duration),
    ("when", Asks::Date),
    ("who", Asks::Person),
    ("whom", Asks::Person),
    ("whose", Asks::Person),
    ("name of", Asks::Person),
    ("which exec", Asks::Person),
    ("which executive", Asks::Person),
    ("how much", Asks::Money),
    ("cost", Asks::Money),
    ("costs", Asks::Money),
    ("price", Asks::Money),
    ("valuation", Asks::Money),
    ("valued", Asks::Money),
    ("worth", Asks::Money),
    ("how big", Asks::Count),
    ("number", Asks::Count),
    ("numbers", Asks::Count),
    ("count", Asks::Count),
    ("figure", Asks::Count),
    ("total", Asks::Count),
    ("headcount", Asks::Count),
    ("size", Asks::Count),
    ("reason", Asks::Reason),
];

/// Words that only ask. They are not looked for in articles.
const ASKING: &[&str] = &[
    "how", "many", "much", "what", "which", "who", "whom", "whose", "when", "where", "why", "number", "count", "figure", "figures", "no",
    "percent", "percentage", "pct", "per", "cent", "share", "fraction", "proportion", "date", "month", "day", "year", "reason", "reasons", "cause",
    "causes", "name", "quote", "quotes", "exact", "words", "tell", "show", "list", "give", "find", "know", "please", "exactly", "come", "vs",
    "versus", "compare", "compared", "difference", "bigger", "larger", "smaller", "euphemism", "nationwide", "folks", "ppl",
];

/// Words without content of their own.
const STOP: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "not", "is", "are", "was", "were", "be",
    "been", "being", "am", "do", "does", "did", "done", "has", "have", "had", "having", "will", "would", "can", "could", "should", "shall",
    "may", "might", "must", "it", "its", "it's", "they", "them", "their", "he", "him", "his", "she", "her", "we", "us", "our", "you", "your",
    "i", "me", "my", "this", "that", "these", "those", "there", "here", "as", "so", "than", "then", "if", "about", "into", "out", "up", "down",
    "off", "over", "after", "before", "during", "since", "until", "between", "just", "also", "any", "some", "all", "more", "most", "very",
    "get", "got", "rid", "too", "re", "s", "t", "ve", "ll", "d", "m", "incl", "including", "because", "due", "while", "through", "per", "via",
    "what's", "who's", "that's", "i'm", "really", "actually", "one", "ones", "another", "other", "according", "article", "report", "reported",
    "suggest", "regarding", "discussed", "mentioned", "whether", "both", "either", "same", "such", "company", "companies", "firm", "firms",
];

/// What the words ask for.
pub(super) fn asked_for(words: &[&str]) -> Option<Asks> {
    PHRASES.iter().find(|(phrase, _)| occurs(phrase, words)).map(|(_, asks)| *asks)
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
        Some((&"*", rest)) => (1..=2).any(|skip| words.len() >= skip && matches(rest, &words[skip..])),
        Some((first, rest)) => words.first() == Some(first) && matches(rest, &words[1..]),
    }
}
