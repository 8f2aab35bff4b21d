//! Why a page could be read and yet is no article: said in words that tell a person what to do.

use super::metadata::Metadata;
use super::tree::Tree;

/// Fewer characters are a teaser, a caption or a message, but no article.
pub(super) const SHORTEST: usize = 300;

/// Why `add` would not take the page; `None` if it would. `body` is what was found in it.
pub(super) fn refusal(tree: &Tree, metadata: &Metadata<'_>, body: &str) -> Option<String> {
    let chars = body.chars().count();
    if chars >= 4000 {
        return None;
    }
    let page = Page::read(tree);
    let short = chars < SHORTEST;
    let says = |words: &[&str]| words.iter().any(|word| page.text.contains(word));
    let titled = |words: &[&str]| words.iter().any(|word| page.title.contains(word));
    let found = if titled(CHALLENGE_TITLES) || (short && says(CHALLENGES)) {
        "looks like a check for robots, not the article: open it in a browser, save the page and give the file"
    } else if (chars < 1500 && page.has_password && titled(LOGIN_TITLES)) || (short && page.has_password) {
        "looks like a login page: log in with a browser, save the page and give the file"
    } else if chars < 2500 && !metadata.is_article() && says(CONSENT_CHOICES) && page.text.matches("cookie").count() >= 3 {
        "looks like a consent page: agree in a browser, save the page and give the file"
    } else if chars < 1000 && (says(PAYWALLS) || (metadata.is_paid() && (short || ends_open(body)))) {
        "only the beginning can be read, the rest is for subscribers: paste the text if you may use it"
    } else if !short {
        return None;
    } else if page.is_frames {
        "the page only holds frames: give the address of the frame with the article"
    } else if page.text.chars().count() < 1500 && (page.needs_script || page.is_app) {
        "the page is filled in by JavaScript: open it in a browser, save the page and give the file"
    } else {
        return Some(format!("no article text found (less than {SHORTEST} characters): paste the text instead"));
    };
    Some(found.to_owned())
}

/// Whether a text breaks off.
fn ends_open(body: &str) -> bool {
    let end = body.trim_end_matches([']', ')', ' ']);
    end.ends_with('…') || end.ends_with("...") || !end.ends_with(['.', '!', '?', '"', '”', '’', '\''])
}

/// What tells the kinds of pages apart.
struct Page {
    title: String,
    /// All text that is shown, in lower case.
    text: String,
    has_password: bool,
    is_frames: bool,
    /// It asks to turn JavaScript on.
    needs_script: bool,
    /// Its body is one empty element for a program to fill.
    is_app: bool,
}

impl Page {
    fn read(tree: &Tree) -> Page {
        let all = |name: &str| tree.elements().filter(|id| tree.tag(*id) == name).collect::<Vec<_>>();
        let line = |name: &str| all(name).iter().map(|id| tree.line(*id)).collect::<Vec<_>>().join(" ").to_lowercase();
        let text = tree.all_text(Tree::ROOT).to_lowercase().replace('’', "'");
        let password = |id: &usize| tree.attribute(*id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
        let asks = |text: &str| {
            text.contains("javascript")
                && ["enable", "turn on", "requires", "need", "disabled"].iter().any(|word| text.contains(word))
        };
        let empty = |id: &usize| {
            matches!(tree.attribute(*id, "id"), Some("root" | "app" | "__next" | "__nuxt")) && tree.line(*id).is_empty()
        };
        Page {
            title: format!("{} {}", line("title"), line("h1")),
            has_password: all("input").iter().any(password),
            is_frames: !all("frame").is_empty() || !all("frameset").is_empty() || (!all("iframe").is_empty() && text.len() < 200),
            needs_script: asks(&line("noscript")) || (text.len() < 3000 && asks(&text)),
            is_app: all("div").iter().any(empty),
            text,
        }
    }
}

const CHALLENGE_TITLES: &[&str] =
    &["just a moment...", "attention required!", "are you a robot", "access denied", "verify you are human", "security check"];

const CHALLENGES: &[&str] = &[
    "verify you are human",
    "verify that you are human",
    "checking your browser",
    "are you a robot",
    "not a robot",
    "unusual traffic",
    "captcha",
    "pardon our interruption",
    "ddos protection",
];

const LOGIN_TITLES: &[&str] = &["log in", "login", "sign in", "signin", "anmelden", "einloggen", "connexion", "iniciar sesión"];

const CONSENT_CHOICES: &[&str] =
    &["accept all", "reject all", "i accept", "manage settings", "manage options", "alle akzeptieren", "tout accepter"];

const PAYWALLS: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "to continue reading",
    "to read the full",
    "already a subscriber",
    "subscribers only",
    "for subscribers",
    "this article is reserved for",
    "unlock this article",
    "become a member to read",
];
