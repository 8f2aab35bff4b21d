use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const LEDGER: &str = include_str!("tests/ledger.html");
const PLAIN: &str = include_str!("tests/plain.html");

fn page(html: &str, address: Option<&str>) -> Page {
    read(html.as_bytes(), Some("text/html"), address, date(2026, 11, 20)).unwrap()
}

fn refused(html: &str) -> String {
    page(html, None).refused.unwrap_or_default()
}

fn paragraphs(n: usize) -> String {
    "<p>Acme said on Tuesday that it will cut jobs in Oslo, its largest site, because orders fell again.</p>".repeat(n)
}

#[test]
fn reads_a_news_page() {
    let page = page(LEDGER, None);
    assert_eq!(page.article.body, include_str!("tests/ledger.txt").trim_end());
    assert_eq!(page.article.title, "Brightwell to cut 1,200 jobs as orders fall");
    assert_eq!(page.article.source.as_deref(), Some("The Harbour Ledger"));
    assert_eq!(page.article.author.as_deref(), Some("Mara Quist"));
    assert_eq!(page.article.published.as_deref(), Some("2024-03-05"));
    assert_eq!(page.article.url.as_deref(), Some("https://ledger.example/2024/03/05/brightwell-cuts"));
    assert_eq!(page.refused, None);
    for signal in [
        ("title", "JSON-LD headline"),
        ("source", "og:site_name"),
        ("author", "JSON-LD author"),
        ("published", "JSON-LD datePublished"),
        ("url", "canonical link"),
        ("body", "paragraphs"),
        ("encoding", "valid UTF-8"),
    ] {
        assert!(page.signals.contains(&signal), "{signal:?} {:?}", page.signals);
    }
}

#[test]
fn reads_a_page_of_the_old_kind() {
    let page = page(PLAIN, Some("https://www.news.example/2022/06/14/quillon"));
    assert_eq!(page.article.body, include_str!("tests/plain.txt").trim_end());
    assert_eq!(page.article.title, "Quillon lets go of 85 people");
    assert_eq!((page.article.source.as_deref(), page.article.published.as_deref()), (Some("news.example"), Some("2022-06-14")));
    assert_eq!((page.article.url.as_deref(), page.refused), (Some("https://www.news.example/2022/06/14/quillon"), None));
}

#[test]
fn a_text_has_its_title_on_the_first_line() {
    let text = |text: &str, kind| read(text.as_bytes(), kind, None, date(2026, 11, 20)).unwrap();
    for (kind, given) in [
        (Some("text/markdown"), "\n\n# Acme cuts *jobs*\r\n\r\nOne <b>line</b>.\r\nTwo.\n"),
        (Some("text/plain; charset=utf-8"), "Acme cuts *jobs*\nOne <b>line</b>.\nTwo."),
        (None, "Acme cuts *jobs*\n\n\nOne <b>line</b>.\nTwo."),
    ] {
        let page = text(given, kind);
        // Marks are marks in Markdown alone.
        let title = if kind == Some("text/markdown") { "Acme cuts jobs" } else { "Acme cuts *jobs*" };
        assert_eq!(
            (page.article.title.as_str(), page.article.body.as_str(), page.refused),
            (title, "One <b>line</b>.\nTwo.", None)
        );
    }
    assert!(text("One line only", None).refused.is_some_and(|why| why.contains("only one line")));
}

#[test]
fn what_a_thing_is_counts_more_than_what_it_is_called() {
    let read = |bytes: &[u8], kind| read(bytes, kind, None, date(2026, 11, 20));
    assert_eq!(read(b"%PDF-1.7 \xff", Some("text/html")), Err(Unreadable::Other("a PDF")));
    assert_eq!(read(b"\x89PNG\r\n", None), Err(Unreadable::Other("a picture")));
    assert_eq!(read(b" \n ", Some("text/plain")), Err(Unreadable::Empty));
    assert_eq!(read(b"a\0\0\0b\x01", None), Err(Unreadable::NotText));
    assert_eq!(read(b"{}", Some("application/json; charset=x")), Err(Unreadable::Type("application/json".to_owned())));
    assert_eq!(read(LEDGER.as_bytes(), Some("text/plain")).unwrap().article.author.as_deref(), Some("Mara Quist"));
}

#[test]
fn pages_that_are_no_article_are_refused_in_plain_words() {
    for (html, why) in [
        ("<title>Sign in</title><form><input type=email><input type=password></form>", "login page"),
        ("<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>", "robots"),
        ("<p>Our unusual traffic check: verify you are human.</p>", "robots"),
        (
            "<h1>We value your privacy</h1><p>We use cookies. Cookies help us. More on cookies.</p><button>Accept all</button>",
            "consent page",
        ),
        ("<frameset><frame src=a><frame src=b></frameset>", "frames"),
        (
            "<title>Acme</title><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
            "JavaScript",
        ),
        ("<h1>Acme cuts jobs</h1><p>One sentence only.</p>", "no article text found (less than 300 characters)"),
    ] {
        assert!(refused(html).contains(why), "{html}: {}", refused(html));
    }
    let paid = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Acme","isAccessibleForFree":false}}</script>{}<p>To continue …</p>"#,
        paragraphs(4)
    );
    assert!(refused(&paid).contains("subscribers"), "{}", refused(&paid));
    assert!(refused(&format!("<h1>Acme</h1>{}<p>Already a subscriber? Log in.</p>", paragraphs(4))).contains("subscribers"));
    // An article may speak of all this.
    let article = format!(
        "<h1>Acme cuts jobs</h1>{}<form><input type=password></form><p>Verify you are human, said the captcha.</p>",
        paragraphs(20)
    );
    assert_eq!(refused(&article), "");
    assert!(refused(&paragraphs(5)).contains("no title"));
}

#[test]
fn json_ld_gives_the_text_where_the_page_shows_none() {
    let text = "Acme said on Tuesday that it will cut jobs.\\n\\nOrders fell again. ".repeat(8);
    let page = page(
        &format!(
            r#"<h1>Acme</h1><script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{text}"}}</script><p>Loading</p>"#
        ),
        None,
    );
    assert!(
        page.article.body.starts_with("Acme said on Tuesday that it will cut jobs.\n\nOrders fell again. Acme"),
        "{}",
        page.article.body
    );
    assert!(page.signals.contains(&("body", "JSON-LD articleBody")));
    assert_eq!(page.refused, None);
}

/// Each of these makes some reader of pages slow or overflows its stack. The test has the small stack of a test thread.
#[test]
fn hostile_pages_are_read_in_time() {
    let long = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let text = paragraphs(5);
    for hostile in [
        "<div>".repeat(100_000),
        long("<div>"),
        long("<b><div></b>"),
        long("<p><a>"),
        long("<table><td>"),
        long("<h1><div>x"),
        long("<title>"),
        long("<!--"),
        long("<a b='"),
        long("<a b=\">x<c d='"),
        long("&amp;&#1;&lt"),
        long("&"),
        long("<"),
        long("</x>"),
        format!("<title>{}</title>", long("a | b ")),
        format!("<p>{}</p>", long("word ")),
        format!("<p class='{}'>x", long("ad-X ")),
        format!("<script type='application/ld+json'>{}</script>", long("[")),
        format!("<script type='application/ld+json'>{}</script>", long("{\"@graph\":[")),
    ] {
        let started = std::time::Instant::now();
        let page = page(&format!("<h1>Acme</h1>{text}{hostile}"), Some("https://news.example/a"));
        let name: String = hostile.chars().take(30).collect();
        assert!(page.article.body.contains("Acme said on Tuesday"), "{name}");
        assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in prop_oneof![Just(None), Just(Some("text/html")), Just(Some("text/html; charset=utf-16be"))]) {
        let _ = read(&bytes, kind, Some("https://news.example/2023/01/20/é"), date(2026, 11, 20));
    }

    #[test]
    fn broken_pages_are_read_without_panic(cuts in proptest::collection::vec((0usize..5000, 0usize..60, "[<>&;/='\"!a-z#0-9é -]{0,8}"), 0..12), ledger in any::<bool>()) {
        let mut html = if ledger { LEDGER } else { PLAIN }.to_owned();
        for (at, length, with) in cuts {
            let start = (0..=at % (html.len() + 1)).rev().find(|at| html.is_char_boundary(*at)).unwrap_or(0);
            let end = (start + length..=html.len()).find(|at| html.is_char_boundary(*at)).unwrap_or(html.len());
            html.replace_range(start..end, &with);
        }
        if !html.trim().is_empty() {
            let page = page(&html, None);
            let body = &page.article.body;
            // What is found is cleaned: the library stores it as it is shown here.
            prop_assert_eq!(&clean::body(body), body);
        }
    }
}
