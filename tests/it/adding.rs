//! Adding by link, by file and as text, with everything that people and sites get wrong.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use jiff::civil::{Date, date};
use pinkslip::app::{Added, Adding, Additions, App, AppError, Ask, Known, Progress};
use pinkslip::article::{Corpus, Provenance};
use pinkslip::ingest::fetch::FetchSettings;
use pinkslip::library::{Decision, NewSuggestion, Outcome, SuggestionState};
use pinkslip::question::Filters;

use crate::program::Program;

const TODAY: Date = date(2026, 11, 20);
const SERVER: Corpus = Corpus::Server(11);

/// A web site on loopback.
pub struct Site {
    address: SocketAddr,
    pages: Arc<Mutex<Pages>>,
}

/// Path to head (status line and headers) and body.
type Pages = HashMap<String, (String, Vec<u8>)>;

impl Site {
    pub fn start() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let pages = Arc::<Mutex<Pages>>::default();
        let served = pages.clone();
        // Ends with the tests.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let served = served.clone();
                std::thread::spawn(move || answer(stream, &served));
            }
        });
        let site = Site { address, pages };
        for (path, head, body) in [
            ("/news", "200 OK\r\nContent-Type: text/html; charset=utf-8", page("Zorbex cuts 300 jobs").into_bytes()),
            ("/moved", "302 Found\r\nLocation: /news", vec![]),
            ("/inside", "302 Found\r\nLocation: http://127.0.0.1:1/admin", vec![]),
            ("/metadata", "307 Temporary Redirect\r\nLocation: http://169.254.169.254/latest", vec![]),
            ("/report.pdf", "200 OK\r\nContent-Type: application/pdf", b"%PDF-1.7".to_vec()),
            ("/lies", "200 OK\r\nContent-Type: text/html", b"%PDF-1.7 and more".to_vec()),
            ("/login", "200 OK\r\nContent-Type: text/html", LOGIN.into()),
            ("/gone", "404 Not Found\r\nContent-Type: text/html", page("Not found").into_bytes()),
            ("/endless", "200 OK\r\nContent-Type: text/html\r\nX-Endless: yes", vec![b'a'; 1 << 16]),
            ("/large", "200 OK\r\nContent-Type: text/html", vec![b'a'; 12_000_000]),
            ("/bomb", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", bomb()),
        ] {
            site.put(path, head, body);
        }
        site
    }

    pub fn put(&self, path: &str, head: &str, body: Vec<u8>) {
        self.pages.lock().expect("not poisoned").insert(path.to_owned(), (head.to_owned(), body));
    }

    /// Its host and port, as it is allowed by.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    pub fn link(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn app(&self) -> App {
        let app = App::temporary().expect("a folder for temporary files");
        app.fetching(FetchSettings { allow: vec![self.address.into()], ..FetchSettings::default() })
    }
}

fn answer(mut stream: TcpStream, pages: &Mutex<Pages>) {
    let mut asked = Vec::new();
    let mut piece = [0; 1024];
    while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return,
            Ok(n) => asked.extend_from_slice(&piece[..n]),
        }
    }
    let asked = String::from_utf8_lossy(&asked);
    let path = asked.split(' ').nth(1).unwrap_or("/");
    let held = pages.lock().expect("not poisoned").get(path).cloned();
    let (head, body) = held.unwrap_or(("404 Not Found".into(), vec![]));
    if head.contains("X-Endless") {
        let _ = write!(stream, "HTTP/1.1 {head}\r\nConnection: close\r\n\r\n");
        while stream.write_all(&body).is_ok() {}
        return;
    }
    let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(&body);
}

pub fn page(title: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title}</title><meta property=\"og:site_name\" content=\"The Wire\">\
         <meta property=\"article:published_time\" content=\"2024-03-05T08:00:00Z\"></head><body><nav>Home</nav><article>\
         <h1>{title}</h1><p>Zorbex is cutting 300 jobs, or 12% of its staff, the company said on Tuesday in a letter to staff.</p>\
         <p>Chief executive Ada Venn announced the layoffs in a call that took four minutes, according to people who were on it.</p>\
         <p>Those who leave get sixteen weeks of severance. The cuts fall on sales and on recruiting, and on the office in Lisbon.\
         </p></article></body></html>"
    )
}

const LOGIN: &str = "<!doctype html><title>Log in</title><h1>Log in</h1><form><input type=text name=user>\
     <input type=password name=secret><button>Log in</button></form>";

fn bomb() -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&vec![b' '; 32 << 20]).expect("into memory");
    packed.finish().expect("into memory")
}

fn text(text: &str) -> Adding {
    Adding::Text { text: text.to_owned(), known: Known::default() }
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Adding {
    Adding::File { name: name.to_owned(), bytes: bytes.into(), known: Known::default() }
}

fn add(app: &App, what: Adding) -> Additions {
    app.add(SERVER, what, TODAY).expect("library and index can be written")
}

fn added(app: &App, what: Adding) -> Added {
    let mut additions = add(app, what);
    assert_eq!(additions.refused, []);
    additions.added.pop().expect("it is added")
}

fn refused(app: &App, what: Adding) -> String {
    let mut additions = add(app, what);
    assert_eq!(additions.added, []);
    additions.refused.pop().expect("it is refused").why
}

fn answers(app: &App, corpus: Corpus, question: &str) -> Vec<String> {
    let ask = Ask { text: question.to_owned(), corpus, now: TODAY, filters: Filters::default() };
    app.ask(&ask).expect("it answers").citations.iter().map(|c| c.text().to_owned()).collect()
}

#[test]
fn a_link_is_read_stored_and_found_at_once() {
    let site = Site::start();
    let app = site.app();
    let link = site.link("/moved");
    let told = added(&app, Adding::Link(link.clone()));
    assert_eq!((told.outcome, told.article.provenance), (Outcome::New, Provenance::Fetched));
    assert_eq!(told.article.url.as_deref(), Some(link.as_str()), "exactly as it was given");
    assert_eq!((told.article.title.as_str(), told.article.source.as_deref()), ("Zorbex cuts 300 jobs", Some("The Wire")));
    assert_eq!(told.article.published, Some(date(2024, 3, 5)));
    assert!(told.first_sentence.starts_with("Zorbex is cutting 300 jobs"), "{}", told.first_sentence);
    assert!(answers(&app, SERVER, "How many jobs is Zorbex cutting?")[0].contains("300 jobs"));
    assert!(answers(&app, Corpus::Shared, "How many jobs is Zorbex cutting?").is_empty(), "it is the server's own");
    // Twice is once, and the other address of it is noticed.
    assert_eq!(added(&app, Adding::Link(format!("<{link}>"))).outcome, Outcome::Same);
    added(&app, Adding::Link(site.link("/news")));
    let again = added(&app, Adding::Link(link));
    assert!(again.warnings[0].contains("there is an article already"), "{:?}", again.warnings);
}

#[test]
fn what_links_lead_to_is_refused_with_a_reason_and_a_way_out() {
    let site = Site::start();
    let app = site.app();
    for (path, why) in [
        ("/report.pdf", "a PDF"),
        ("/lies", "a PDF"),
        ("/login", "looks like a login page"),
        ("/gone", "no page at this address"),
        ("/inside", "are read on ports"),
        ("/metadata", "not on the public internet"),
        ("/endless", "larger than 10 MiB"),
        ("/large", "larger than 10 MiB"),
        ("/bomb", "larger than 10 MiB"),
    ] {
        let told = refused(&app, Adding::Link(site.link(path)));
        assert!(told.contains(why) && (told.contains("paste") || told.contains("give")), "{path}: {told}");
    }
    for link in ["http://127.0.0.1/", "http://0x7f.1:8080/", "http://[::ffff:10.0.0.1]/"] {
        assert!(refused(&app, Adding::Link(link.into())).contains("not on the public internet"), "{link}");
    }
    assert_eq!(app.articles(SERVER, None, 0, 10).expect("it lists").total, 0);
}

#[test]
fn a_file_is_what_its_content_says() {
    let site = Site::start();
    let app = site.app();
    for (n, name) in ["saved.html", "notes.txt", "data.json", "unknown"].iter().enumerate() {
        let told = added(&app, file(name, page(&format!("Quillmark cuts {n}00 jobs"))));
        assert_eq!(told.article.provenance, Provenance::Attached, "{name}");
        assert!(told.first_sentence.starts_with("Zorbex"), "{name}: {}", told.first_sentence);
    }
    let told = added(&app, file("memo.md", "# Acme *cuts* [jobs](https://a.example)\n\n**Acme** lets 40 people go.\n"));
    assert_eq!((told.article.title.as_str(), told.article.body.as_str()), ("Acme cuts jobs", "Acme lets 40 people go."));
    for (name, bytes, why) in [
        ("a.txt", b"%PDF-1.7".to_vec(), "it is a PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n".to_vec(), "it is a picture"),
        ("a.json", b"PK\x03\x04word/document.xml".to_vec(), "an archive or an office document"),
        ("a.jsonl", b"\x1f\x8b\x08".to_vec(), "a compressed file"),
        ("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0".to_vec(), "not a web page or a text"),
        ("a.csv", b"company,jobs\nAcme,5\n".to_vec(), "files that end in .csv are not read"),
        ("a.html", LOGIN.into(), "looks like a login page"),
        ("a.txt", b" \n".to_vec(), "it is empty"),
        ("a.json", b"".to_vec(), "it holds no article"),
        ("a.txt", vec![b'a'; 12_000_000], "larger than 10 MiB"),
    ] {
        let told = refused(&app, file(name, bytes));
        assert!(told.contains(why), "{name}: {told}");
    }
}

#[test]
fn a_file_of_many_articles_is_counted_and_each_line_stands_for_itself() {
    let app = App::temporary().expect("a folder for temporary files");
    let mut lines = String::new();
    for n in 0..40 {
        lines += &format!("{{\"title\":\"Acme {n}\",\"body\":\"Acme cut {n} jobs.\",\"provenance\":\"fetched\"}}\n");
    }
    lines += "{\"title\":\"No text\"}\nnot JSON\n";
    let additions = add(&app, file("many.jsonl", lines));
    assert_eq!((additions.added.len(), additions.more.new, additions.refused.len()), (25, 15, 2));
    assert!(additions.added.iter().all(|a| a.article.provenance == Provenance::Attached), "a file cannot say it was fetched");
    assert_eq!(additions.refused[0].what, "many.jsonl, line 41");
    assert_eq!(app.articles(SERVER, Some("acme"), 0, 10).expect("it lists").total, 40);
}

#[test]
fn a_text_is_kept_to_the_letter_but_for_what_cannot_be_seen() {
    let app = App::temporary().expect("a folder for temporary files");
    let hostile = "Zorb\u{200b}ex cuts 300 jobs\n\n@everyone <@1> ```rm``` [here](https://evil.example) \u{202e}sboj\u{202c} \
                   **bold**. Zorbex is cutting 300\u{2066} jobs.";
    let known = Known { url: Some("https://news.example/a".into()), source: Some("The\u{200f} Wire".into()), ..Known::default() };
    let told = added(&app, Adding::Text { text: hostile.to_owned(), known });
    let article = &told.article;
    assert_eq!((article.title.as_str(), article.source.as_deref()), ("Zorbex cuts 300 jobs", Some("The Wire")));
    let body = "@everyone <@1> ```rm``` [here](https://evil.example) sboj **bold**. Zorbex is cutting 300 jobs.";
    assert_eq!((article.body.as_str(), article.provenance), (body, Provenance::Pasted));
    let quotes = answers(&app, SERVER, "How many jobs is Zorbex cutting?");
    assert!(quotes.iter().all(|quote| article.body.contains(quote.as_str())) && !quotes.is_empty(), "{quotes:?}");

    for empty in ["", " \n ", "\u{200b}\u{feff}\n"] {
        assert_eq!(refused(&app, text(empty)), "there is no text: paste the text of the article");
    }
    let long = Known { title: Some("word ".repeat(2_000)), ..Known::default() };
    let told = added(&app, Adding::Text { text: "Some text.".into(), known: long });
    assert!(told.article.title.chars().count() <= 1_000 && told.warnings[0].contains("was cut"), "{:?}", told.warnings);
    let told = added(&app, text("Acme cut 5 jobs. It said so."));
    assert_eq!((told.article.title.as_str(), told.article.body.as_str()), ("Acme cut 5 jobs.", "Acme cut 5 jobs. It said so."));
    let future = Known { published: Some("2027-01-01".into()), ..Known::default() };
    let told = added(&app, Adding::Text { text: "Title\nText.".into(), known: future });
    assert!(told.article.published.is_none() && told.warnings[0].contains("in the future"), "{:?}", told.warnings);
}

#[test]
fn what_all_share_already_is_told() {
    let app = App::temporary().expect("a folder for temporary files");
    let known = || Known { url: Some("https://news.example/a?utm_source=x".into()), ..Known::default() };
    app.add(Corpus::Shared, Adding::Text { text: "Shared title\nText.".into(), known: known() }, TODAY).expect("it adds");
    let told = added(&app, Adding::Text { text: "Mine\nOther text.".into(), known: known() });
    assert_eq!(told.warnings, ["the articles that all share have one of this address already: Shared title"]);
    assert_eq!(told.outcome, Outcome::New);
}

#[test]
fn what_was_removed_can_be_listed_and_restored() {
    let app = App::temporary().expect("a folder for temporary files");
    let id = added(&app, text("Zorbex cuts jobs\nZorbex is cutting 300 jobs.")).article.id;
    assert!(app.remove(SERVER, id).expect("it removes"));
    assert!(answers(&app, SERVER, "How many jobs is Zorbex cutting?").is_empty());
    let removed = app.removed(SERVER, Some("zorbex"), 10).expect("it lists");
    assert_eq!((removed.len(), removed[0].id), (1, id));
    assert!(!app.restore(Corpus::Server(12), id).expect("it looks"));
    assert!(app.restore(SERVER, id).expect("it restores"));
    assert!(!answers(&app, SERVER, "How many jobs is Zorbex cutting?").is_empty());
    assert!(app.removed(SERVER, None, 10).expect("it lists").is_empty());
}

#[test]
fn the_first_decision_about_a_suggestion_stands() {
    let app = App::temporary().expect("a folder for temporary files");
    let new = |link: &str| NewSuggestion { link: link.into(), note: Some(" \u{202e} ".into()), by: 5 };
    assert!(matches!(app.suggest(1, new("no link")), Err(AppError::User(_))));
    let made = app.suggest(1, new(" https://news.example/a ")).expect("it is kept");
    assert_eq!(
        (made.id, made.link.as_str(), made.note, made.state),
        (1, "https://news.example/a", None, SuggestionState::Waiting)
    );
    assert_eq!(app.suggest(1, new("https://news.example/b")).expect("it is kept").id, 2);
    assert_eq!(app.suggest(2, new("https://news.example/c")).expect("it is kept").id, 1);
    let first = app.decide(1, 1, Decision::Accept, 8).expect("it decides");
    assert_eq!((first.already, first.suggestion.state), (false, SuggestionState::Accepted { by: 8 }));
    let second = app.decide(1, 1, Decision::Decline, 9).expect("it decides");
    assert_eq!((second.already, second.suggestion.state), (true, SuggestionState::Accepted { by: 8 }));
    assert!(matches!(app.decide(1, 9, Decision::Accept, 8), Err(AppError::User(_))));
    assert_eq!(app.waiting_suggestions(1, 10).expect("it lists").len(), 1);
    let flood = (0..300).filter(|n| app.suggest(3, new(&format!("https://news.example/{n}"))).is_ok()).count();
    assert_eq!(flood, 200);
}

#[test]
fn one_corpus_is_rebuilt_while_questions_are_answered() {
    let app = App::temporary().expect("a folder for temporary files");
    for n in 0..300 {
        let known = Known { url: Some(format!("https://news.example/{n}")), ..Known::default() };
        let text = format!("Acme {n}\nAcme lets {n} people go. Nobody says why.");
        app.library().put(SERVER, draft(&text, known.url), pinkslip::library::Origin::Added, 5).expect("it stores");
    }
    app.catch_up(&Progress::none()).expect("it indexes");
    added(&app, text("Zorbex cuts jobs\nZorbex is cutting 300 jobs."));
    let told = Mutex::new(0);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            for _ in 0..20 {
                assert!(!answers(&app, SERVER, "How many jobs is Zorbex cutting?").is_empty());
            }
        });
        for _ in 0..3 {
            let progress = |done: u64, _: u64| *told.lock().expect("not poisoned") = done;
            app.rebuild_corpus(SERVER, &Progress::to(&progress)).expect("it rebuilds");
        }
        asking.join().expect("every question was answered");
    });
    assert_eq!(*told.lock().expect("not poisoned"), 301);
    app.rebuild_corpus(Corpus::Server(99), &Progress::none()).expect("nothing is rebuilt to nothing");
}

fn draft(text: &str, url: Option<String>) -> pinkslip::ingest::Draft {
    let (title, body) = pinkslip::ingest::read::text(None, text);
    let raw = pinkslip::ingest::RawArticle { title, body, url, ..Default::default() };
    pinkslip::ingest::Draft::clean(raw, TODAY).expect("it has both").0
}

#[test]
fn the_command_adds_each_by_itself_and_says_what_it_took() {
    let site = Site::start();
    let program = Program::empty();
    let memo = program.write("memo.txt", "Acme cuts jobs\n\nAcme lets 40 people go.\n");
    let pdf = program.write("lies.txt", "%PDF-1.7");
    let (news, login) = (site.link("/news"), site.link("/login"));
    let allow = |command: &mut std::process::Command| {
        command.env("PINKSLIP_FETCH_ALLOW", site.address.to_string());
    };
    let run = |arguments: &[&str]| {
        let mut command = program.command(arguments);
        allow(&mut command);
        crate::program::ran(command, b"")
    };
    let ran = run(&["add", &news, &login, &memo, &pdf, "missing.txt", "--server", "7"]).expect(2);
    for told in
        ["Added: Zorbex cuts 300 jobs", "The Wire", "2024-03-05", "fetched", "attached", "begins", "words", "Acme cuts jobs"]
    {
        assert!(ran.out.contains(told), "{told}: {ran:?}");
    }
    let refusals: Vec<&str> = ran.err.lines().filter(|line| line.contains("not added: ")).collect();
    assert_eq!(refusals.len(), 3, "{ran:?}");
    assert!(refusals[0].starts_with(&login) && refusals[0].contains("login page"), "{refusals:?}");
    assert_eq!(program.run(&["ask", "How many jobs is Zorbex cutting?", "--server", "7"]).expect(0).code, 0);
    program.run(&["ask", "How many jobs is Zorbex cutting?"]).expect(1);

    // Without the setting, nothing on loopback is opened.
    let ran = program.run(&["add", &news]).expect(2);
    assert!(ran.err.contains("pages are read on ports") || ran.err.contains("not on the public internet"), "{ran:?}");

    // A text through a pipe, with what is known about it.
    let piped = ["add", "-", "--title", "Quillmark", "--source", "The Post", "--published", "2026-11-02", "--json"];
    let told = program.run_with(&piped, b"Quillmark will lay off 1,200 workers. Nobody was asked.").expect(0).json().remove(0);
    assert_eq!(
        (&told["outcome"], &told["provenance"], &told["published"]),
        (&"new".into(), &"pasted".into(), &"2026-11-02".into())
    );
    assert_eq!(told["first_sentence"], "Quillmark will lay off 1,200 workers.");
    program.run_with(&["add", "-"], b"").expect(2);
    program.run(&["add"]).expect(2);
    program.run(&["add", &memo, &news, "--title", "x"]).expect(2);

    // What was removed comes back.
    let id = told["article_id"].as_str().expect("an id").to_owned();
    program.run(&["article", "remove", &id]).expect(0);
    assert!(program.run(&["article", "restore"]).expect(0).out.contains(&id));
    program.run(&["article", "restore", &id]).expect(0);
    program.run(&["article", "restore", &id]).expect(2);
    program.run(&["article", "restore"]).expect(1);
    program.assert_sound();

    // A link is shown as it would be stored.
    let page = run(&["extract", &news, "--json"]).expect(0).json().remove(0);
    assert_eq!(
        (&page["provenance"], &page["url"], &page["refused"]),
        (&"fetched".into(), &news.as_str().into(), &serde_json::Value::Null)
    );
}
