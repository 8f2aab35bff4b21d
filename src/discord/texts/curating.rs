//! Texts about articles: lists, adding, removing, suggestions, the index, and who may do what.

use std::time::Duration;

use super::{day, plural};
use crate::app::Imported;
use crate::article::Provenance;
use crate::library::Outcome;
use crate::text::number::grouped;

// Buttons and forms.

/// Opens further evidence.
pub const MORE_EVIDENCE: &str = "More evidence";
/// Opens the form for a suggestion, and is its title.
pub const SUGGEST_ARTICLE: &str = "Suggest article";
/// The page before.
pub const PREVIOUS: &str = "Previous";
/// The page after.
pub const NEXT: &str = "Next";
/// Brings back what was just removed.
pub const UNDO: &str = "Undo";
/// Removes what was just added.
pub const REMOVE: &str = "Remove again";
/// Takes a suggestion.
pub const ACCEPT: &str = "Accept";
/// Does not.
pub const DECLINE: &str = "Decline";
/// Title of the form for a text.
pub const FORM_TEXT: &str = "Add the text of an article";
/// A field of it.
pub const FORM_TITLE: &str = "Title";
/// What it is for.
pub const FORM_TITLE_HINT: &str = "Left empty, the first line of the text is taken";
/// A field of it.
pub const FORM_ABOUT: &str = "Publisher, date and link, one a line";
/// What it is for.
pub const FORM_ABOUT_HINT: &str = "The Wire, 2024-05-14, https://…: each on a line of its own";
/// Its fields for the text.
pub const FORM_PARTS: [&str; 3] = ["Text", "Text, continued", "Text, continued further"];
/// What they are for.
pub const FORM_PART_HINTS: [&str; 3] = [
    "As it was published. A field takes 4,000 characters",
    "Where the field above is full",
    "Where that is full too. Longer texts: /article add file with a .txt file",
];
/// A field of the form for a suggestion.
pub const FORM_LINK: &str = "Link to the article";
/// What it is for.
pub const FORM_LINK_HINT: &str = "https://…";
/// A field of it.
pub const FORM_NOTE: &str = "Anything the curators should know";
/// What it is for.
pub const FORM_NOTE_HINT: &str = "What it tells, for example";
/// A form without a text.
pub const FORM_EMPTY: &str = "There was no text in the form, so nothing was added. Please paste the text of the article into it.";
/// A field of the form was filled to its end, and nothing followed.
pub const FORM_FULL: &str = "A field of the form was full to its end. If text is missing, remove this article and attach the whole as a .txt file with /article add file.";

// Who may do what.

/// Not where there is no server.
pub const ONLY_IN_A_SERVER: &str = "This works in servers only: direct messages have no articles of their own.";
/// The bot is here by somebody's own installation.
pub const NOT_INSTALLED: &str =
    "The bot was not added to this server, so it keeps no articles for it. Somebody with Manage Server can add it here.";
/// Somebody who does not curate used what is for curators.
pub const NOT_A_CURATOR: &str = "This is for this server's curators: members with Manage Server, or with the curators' role. To propose an article, use /articles suggest.";
/// Somebody who does not manage the server used what is for those who do.
pub const NOT_A_MANAGER: &str = "This is for members with Manage Server. Please ask one of them.";
/// A button or form of another version.
pub const UNKNOWN_BUTTON: &str = "This button is from another version and does nothing any more. Please use the command again.";
/// A question that is not remembered.
pub const ASK_AGAIN: &str = "This answer was given a while ago and its question is not remembered. Please ask it again.";
/// What there was is gone.
pub const NO_MORE_EVIDENCE: &str = "There is no further evidence here now. Please ask again: articles may have changed.";
/// The role that all have.
pub const EVERYBODY: &str = "@everyone cannot be the curators' role: choose a role that only curators have.";

/// Too much in too short a time.
pub fn too_quick(wait: Duration) -> String {
    let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
    format!("That was quick! Please try again in {} {}.", seconds, plural(seconds, "second", "seconds"))
}

// Articles.

/// An article whose title shows nothing.
pub const UNTITLED: &str = "Untitled";
/// There is nothing to list.
pub const NOTHING_LISTED: &str = "There are no articles here yet. Curators add them with /article add.";
/// Title of a list.
pub const ARTICLES: &str = "Articles";
/// Marks a server's own article.
pub const OWN: &str = "this server's own";
/// Marks a shared one.
pub const SHARED: &str = "shared by all servers";

/// Nothing in the list has these words.
pub fn nothing_containing(words: &str) -> String {
    format!("No article here has “{words}” in its title, publisher or address. Try a shorter part of it.")
}

/// Below a list.
pub fn page(page: u64, pages: u64, total: u64) -> String {
    let articles = format!("{} {}", grouped(total), plural(total, "article", "articles"));
    if pages <= 1 { articles } else { format!("{articles} · page {} of {}", grouped(page), grouped(pages)) }
}

/// Below further evidence.
pub fn evidence_page(page: usize, pages: usize) -> String {
    if pages <= 1 { "All that bears on the question".to_owned() } else { format!("Page {page} of {pages}") }
}

/// No article has these words.
pub fn no_such_article(words: &str) -> String {
    format!("No article here fits “{words}”. Start typing and choose one from the list, or look with /articles list.")
}

/// None of the server's own has these words.
pub fn no_such_own_article(words: &str) -> String {
    format!(
        "None of this server's own articles fits “{words}”. Start typing and choose one from the list. \
         Shared articles belong to the operator and cannot be removed here."
    )
}

/// More than one has them.
pub fn several_articles(words: &str, count: u64) -> String {
    format!("{} articles fit “{words}”. Start typing and choose one from the list.", grouped(count))
}

/// How the text of an article got here, with more words than in a citation.
pub fn how_it_came(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Fetched => "read at its address",
        Provenance::Pasted => "pasted by a curator",
        Provenance::Attached => "from a file",
        Provenance::Brief => "our own summary of a report",
        Provenance::Row => "a line of a list",
    }
}

/// How long a text is.
pub fn size(text: &str) -> String {
    let words = text.split_whitespace().count() as u64;
    format!("{} {}", grouped(words), plural(words, "word", "words"))
}

// Adding.

/// Links were asked for.
pub const NO_LINK: &str =
    "There is no link in that. A link begins with https:// or http://; several may stand one after the other.";
/// One link was asked for.
pub const ONE_LINK: &str = "Please give one link, beginning with https:// or http://.";
/// A message without links.
pub const NO_LINK_THERE: &str = "There is no link in that message. Use /article add link to give one.";
/// A link stands for one text.
pub const ONE_LINK_ONE_FILE: &str = "A link belongs to one article: please add the file that it is for alone.";
/// Nothing came.
pub const ADDING_TOOK_TOO_LONG: &str =
    "This took too long and was given up. Please try again later, or add its text with /article add text.";
/// Title of what was added.
pub const NOTHING_ADDED: &str = "Nothing was added";
/// Title of the list of what was not.
pub const NOT_ADDED: &str = "Not added";

/// Too many in one go.
pub fn too_many_links(given: usize, most: usize) -> String {
    format!("These are {given} links; at most {most} are fetched in one go. Please give the rest in a second one.")
}

/// A file above the limit.
pub fn file_too_large(name: &str) -> String {
    format!("“{name}” is larger than 10 MiB, which is the most that is read. Please add its text in parts, or without pictures.")
}

/// A file that Discord does not give.
pub fn file_unreadable(name: &str) -> String {
    format!("“{name}” could not be read from Discord. Please attach it again.")
}

/// While several are added.
pub fn adding(done: usize, all: usize) -> String {
    format!("Adding: {done} of {all} done…")
}

/// What became of it.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "Added",
        Outcome::Changed => "Changed: the earlier version is kept",
        Outcome::Same => "It was here already, just like this",
        Outcome::Kept => "Left as it is: what is here already is worth more",
    }
}

/// Title of several.
pub fn added(count: usize) -> String {
    format!("{count} {} read", plural(count as u64, "article was", "articles were"))
}

/// Of a file of many articles, what is not listed one by one.
pub fn and_more(more: &Imported) -> Option<String> {
    let kinds = [
        (more.new, "new"),
        (more.changed, "changed"),
        (more.same, "here already"),
        (more.kept, "left as they are"),
        (more.refused, "not added"),
    ];
    let counted: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{} {kind}", grouped(*count))).collect();
    (!counted.is_empty()).then(|| format!("… and more: {}", counted.join(", ")))
}

// Removing.

/// A button of an article that is gone.
pub const NOT_THERE: &str = "This article is not among this server's own articles any more; nothing was done.";
/// There is nothing to bring back.
pub const NOT_REMOVED: &str =
    "There is no such removed article to bring back: it is here already, or was never this server's own.";

/// It is gone.
pub fn removed(title: &str) -> String {
    format!("Removed: {title}. It is not quoted any more.")
}

/// It is back.
pub fn restored(title: &str) -> String {
    format!("Restored: {title}. It can be quoted again.")
}

// Suggestions.

/// It went to the curators.
pub const SUGGESTED: &str = "Thank you! The curators have your suggestion.";
/// There is no channel for that.
pub const SUGGESTED_HERE: &str = "Thank you! The curators can accept it below.";
/// A button of one that is not there.
pub const NO_SUCH_SUGGESTION: &str = "This suggestion is not known here any more. If it is still wanted, use /article add link.";
/// Accepting came to nothing.
pub const NOT_ACCEPTED: &str = "Not accepted: it could not be added. It goes on waiting, so you can try again, or decline it.";

/// Title of one.
pub fn suggestion(number: u64) -> String {
    format!("Suggestion {}", grouped(number))
}

/// Who made it; `who` is a mention, which calls nobody.
pub fn suggested_by(who: &str) -> String {
    format!("Suggested by {who}")
}

/// Who took it.
pub fn accepted_by(who: &str) -> String {
    format!("Accepted by {who}")
}

/// Who did not.
pub fn declined_by(who: &str) -> String {
    format!("Declined by {who}")
}

// The index.

/// It is being rebuilt.
pub const REBUILDING_ALREADY: &str = "This server's index is being rebuilt already. Questions are answered meanwhile.";

/// While it is rebuilt.
pub fn rebuilding(done: u64, all: u64) -> String {
    let far = if all == 0 { "…".to_owned() } else { format!(": {} of {} articles…", grouped(done), grouped(all)) };
    format!("Rebuilding the index of this server's own articles{far} Questions are answered meanwhile.")
}

/// It was.
pub fn rebuilt(articles: u64, passages: u64) -> String {
    format!(
        "Rebuilt: {} of this server's own {}, {} {}.",
        grouped(articles),
        plural(articles, "articles", "articles"),
        grouped(passages),
        plural(passages, "passage", "passages")
    )
}

/// Title of the state of the index.
pub const STATUS: &str = "Articles and index";

/// The server's own articles in the index.
pub fn own_articles(articles: u64, passages: u64) -> String {
    format!(
        "This server's own: {} {}, {} {} in the index",
        grouped(articles),
        plural(articles, "article", "articles"),
        grouped(passages),
        plural(passages, "passage", "passages")
    )
}

/// Everything that is seen here.
pub fn seen_here(coverage: &str) -> String {
    format!("Seen here, shared ones included: {coverage}")
}

/// Whether all is found.
pub fn up_to_date(yes: bool) -> &'static str {
    if yes { "Everything stored can be found" } else { "Some of what was stored last cannot be found yet; this takes a second" }
}

// Settings.

/// Title of the settings.
pub const CURATORS: &str = "Curators";
/// They were changed.
pub const SAVED: &str = "Saved.";
/// Without a role.
pub const ONLY_MANAGERS: &str = "Curators: members with Manage Server";
/// Without a channel.
pub const NO_CHANNEL: &str = "Suggestions are shown where they are made; set a channel with /curators channel";
/// Discord hides the commands by itself.
pub const SHOW_COMMANDS: &str = "Discord shows /article, /index and “Add linked articles” to members with Manage Server only. To let the role see them too: Server Settings > Integrations > this bot, and there allow them for the role.";

/// With a role.
pub fn curators_role(role: &str) -> String {
    format!("Curators: members with Manage Server, or with the role {role}")
}

/// With a channel.
pub fn curators_channel(channel: &str) -> String {
    format!("Suggestions go to {channel}; if the bot may not write there, they are shown where they are made")
}

/// "1 May 2023", or that it is not known.
pub fn date(date: Option<jiff::civil::Date>) -> String {
    date.map_or_else(|| "date unknown".to_owned(), day)
}

/// Without a publisher.
pub const NO_PUBLISHER: &str = "publisher unknown";
