//! Texts of `/help` and `/about`, and how to ask.

/// A mention without a question.
pub const HOW_TO_ASK: &str =
    "Ask me about tech layoffs: mention me with a question, for example: how many jobs did Lyft cut in April 2023? Or use /ask.";
/// Title of the help.
pub const HELP: &str = "Ask about tech layoffs";
/// What it does.
pub const WHAT_IT_DOES: &str = "Answers come as sentences quoted to the letter from stored articles, each with its publisher, date and link, so that you can check them. Where the articles here hold no answer, it says so.";
/// How to ask.
pub const ASKING: (&str, &str) = (
    "Asking",
    "`/ask` a question, if you like with a company, a time (since, until), a publisher (source), or private\n\
     Mention the bot with a question, or send it a direct message\n\
     Good questions name a company and a time: how many people did Lyft let go in April 2023?",
);
/// Tables.
pub const TABLES: (&str, &str) = (
    "Layoffs in figures",
    "`/layoffs company` and `timeline` list a company's layoffs, `top` ranks, `compare` puts companies side by side, `trend` shows months, quarters or years\n\
     Each with a chart; the button *Proof* shows the sentences behind every row",
);
/// What members do.
pub const LOOKING: (&str, &str) = (
    "Articles",
    "`/articles list` what is here, `/articles show` one of them\n\
     `/about` this bot, and how many articles you can see",
);
/// What members do in a server.
pub const SUGGESTING: (&str, &str) =
    ("Missing something?", "`/articles suggest` a link to the curators, or *Apps > Suggest article* in the menu of a message");
/// What curators do.
pub const CURATING: (&str, &str) = (
    "For curators",
    "`/article add link`, `file` or `text` adds to this server's own articles, which no other server sees\n\
     `/article remove` and `/article restore`\n\
     *Apps > Add linked articles* in the menu of a message\n\
     `/index status` and `/index rebuild`\n\
     *Correct* under the proof of a layoff corrects or rejects it for this server",
);
/// What those do who manage the server.
pub const MANAGING: (&str, &str) =
    ("For those who manage the server", "`/curators` sets the role of the curators and the channel for suggestions");

/// Title of what this is.
pub const ABOUT: &str = concat!("Pinkslip ", env!("CARGO_PKG_VERSION"));
/// How quotes are made.
pub const EXACT: &str = "Every quote is a whole sentence, or a few, exactly as it stands in a stored article. There is no language model: nothing is made up, and your question goes to nobody else.";
/// Whose words are shown.
pub const WHOSE: &str = "Reports are quoted under their publisher's name; short summaries of our own say so and name the report that they are after. What was pasted or came in a file says that too: a quote that is exact proves only what is stored.";
/// The licence.
pub const LICENCE: &str = "Free software under the MIT or Apache 2.0 licence.";

/// How much there is.
pub fn coverage(coverage: &str) -> String {
    format!("You can see {coverage}.")
}
