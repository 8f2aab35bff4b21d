//! What each command, and each option of one, is for.

/// By name, with group and subcommand before it; `*` for what means the same in every table. Discord allows 100 characters.
pub const DESCRIPTIONS: &[(&str, &str)] = &[
    ("ask", "Ask about tech layoffs: answered in the words of the articles, with links to check"),
    ("ask question", "For example: how many jobs did Lyft cut in April 2023?"),
    ("ask company", "Only about this company"),
    ("ask since", "Only from this time on, for example 2023, March 2023 or 2023-03-15"),
    ("ask until", "Only up to this time, for example 2023, March 2023 or 2023-03-15"),
    ("ask source", "Only from this publisher"),
    ("ask private", "Show the answer to you alone"),
    ("layoffs", "Layoffs as tables and charts: totals, rankings, comparisons, with the proof of every row"),
    ("layoffs company", "A company's layoffs, the latest first, with their total"),
    ("layoffs * company", "Only about this company"),
    ("layoffs * since", "Only from this time on, for example 2023, 2023-03 or 2023-03-15"),
    ("layoffs * until", "Only up to this time, for example 2023, 2023-03 or 2023-03-15"),
    ("layoffs * industry", "Only of companies of this industry, as an imported list gives it"),
    ("layoffs * country", "Only in this country, as an imported list gives it"),
    ("layoffs * place", "Only at this place, for example Berlin"),
    ("layoffs * reason", "Only for this kind of reason"),
    ("layoffs * status", "Only those that are as certain as this"),
    ("layoffs * min_jobs", "Only with at least so many jobs"),
    ("layoffs * max_jobs", "Only with at most so many jobs"),
    ("layoffs * min_percent", "Only with at least this share of the staff, in percent"),
    ("layoffs * n", "How many rows are shown"),
    ("layoffs * private", "Show it to you alone"),
    ("layoffs top", "Who cut most: companies, single layoffs, industries or countries"),
    ("layoffs top of", "What is ranked: companies, unless you choose otherwise"),
    ("layoffs timeline", "A company's layoffs along the time, the earliest first"),
    ("layoffs compare", "Two to five companies side by side"),
    ("layoffs compare company", "The first company"),
    ("layoffs compare company_2", "A second company"),
    ("layoffs compare company_3", "A third company"),
    ("layoffs compare company_4", "A fourth company"),
    ("layoffs compare company_5", "A fifth company"),
    ("layoffs trend", "Jobs cut by month, quarter or year, for the time that the sources cover"),
    ("layoffs trend by", "A row for each month, quarter or year; quarters, unless you choose otherwise"),
    ("articles", "Look at the articles that answers are made from"),
    ("articles list", "List the articles that you can see, the last added first"),
    ("articles list containing", "Only those with this in title, publisher or address"),
    ("articles show", "Show one article: where it is from, when, and how it begins"),
    ("articles show article", "Type a part of its title and choose it"),
    ("articles suggest", "Suggest an article to this server's curators"),
    ("articles suggest link", "Its address, beginning with https://"),
    ("articles suggest note", "Anything the curators should know"),
    ("article", "Add, remove and restore this server's own articles (for curators)"),
    ("article add", "Add articles to this server's own"),
    ("article add link", "Add the articles behind one or several links"),
    ("article add link links", "Their addresses, one after the other"),
    ("article add file", "Add articles from files: .html, .txt, .md, .json or .jsonl, up to 10 MiB each"),
    ("article add file file", "A saved page, a text, or articles as JSON"),
    ("article add file file_2", "A second file"),
    ("article add file file_3", "A third file"),
    ("article add file file_4", "A fourth file"),
    ("article add file file_5", "A fifth file"),
    ("article add file link", "Where the article of a single file was published"),
    ("article add text", "Paste the text of an article into a form"),
    ("article remove", "Remove one of this server's own articles; it can be restored"),
    ("article remove article", "Type a part of the title and choose the article"),
    ("article restore", "Bring back one of this server's articles that was removed"),
    ("article restore article", "Type a part of the title and choose the removed one"),
    ("index", "The index of this server's own articles (for curators)"),
    ("index rebuild", "Build it anew; questions are answered meanwhile"),
    ("index status", "How many articles there are, and whether all of them can be found"),
    ("curators", "Show or set who curates this server's articles (needs Manage Server)"),
    ("curators role", "Members with this role become curators"),
    ("curators channel", "Suggestions of members are shown in this channel"),
    ("curators reset", "Forget the role and the channel that were set"),
    ("help", "What this bot does and how to ask"),
    ("about", "What this bot is, and how many articles you can see"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_have_the_length_that_discord_takes() {
        for (of, text) in DESCRIPTIONS {
            assert!((1..=100).contains(&text.chars().count()), "{of}: {text}");
        }
    }
}
