//! What stands around an article, by the names that page makers give it and by the words in which it speaks.
//!
//! Tables only; each line is there because many publishers use it, none because one page does.

/// Elements without any text to read.
pub(super) const NEVER_READ: &[&str] = &[
    "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "input", "link", "map", "math", "meta", "noscript", "object", "picture",
    "progress", "select", "svg", "template", "textarea", "title", "video",
];

/// Elements that do not hold the text of an article, unless they are around the whole page.
pub(super) const ELEMENTS: &[&str] = &[
    "aside", "button", "dialog", "fieldset", "figcaption", "figure", "footer", "form", "label", "menu", "nav",
];

/// Roles (WAI-ARIA) that never hold it.
pub(super) const ROLES: &[&str] = &[
    "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "form", "menu", "menubar", "navigation", "search",
    "tooltip",
];

/// Words in a class or an id that say: not the article. The part is left out whatever its size below nearly everything,
/// since comments and lists of other articles are often longer than the article.
pub(super) const OTHER_TEXTS: &[&str] = &[
    "comment", "comments", "commentlist", "consent", "cookie", "cookies", "gdpr", "disqus",
    "outbrain", "recirc", "recirculation",
    "recommend", "recommendation", "recommendations", "recommended", "related", "relatedcontent", "relatedposts", "replies", "respond",
    "taboola", "topnews", "zergnet",
];

/// Words in a class or an id that say: around the article. They are also used loosely, so that a part with much of the
/// text is kept.
pub(super) const AROUND: &[&str] = &[
    "ad", "ads", "breadcrumb", "breadcrumbs", "consent", "cookie", "cookies", "footer", "gdpr", "masthead", "menu", "modal", "nav", "navbar", "navigation", "newsfeed", "overlay", "popular", "popup", "sidebar", "similar", "trending", "advert", "advertisement", "advertising", "affiliate", "attribution", "author", "authors", "authorbio", "banner", "bio", "bottom",
    "button", "buttons", "byline", "bylines", "caption", "captions", "category", "categories", "copyright", "credit", "credits",
    "date", "dateline", "disclaimer", "download", "follow", "gallery", "hidden", "hide", "infobox", "keywords", "kicker", "links",
    "login", "meta", "metadata", "most", "newsletter", "newsletters", "offscreen", "pager", "pagination", "paywall", "popover", "poll", "postmeta", "premium",
    "print", "profile", "promo", "promotion", "promoted", "published", "rating", "readmore", "register", "seealso", "share", "sharebar",
    "sharedaddy", "sharing", "shares", "signup", "skip", "slideshow", "social", "socials", "sponsor", "sponsored", "subscribe", "subscription", "survey",
    "tag", "tags", "taglist", "teaser", "teasers", "timestamp", "toc", "toolbar", "tools", "tooltip", "topics", "upsell", "video", "widget", "widgets", "writer",
];

/// Beginnings of a short block that is no part of the text; compared in lower case.
pub(super) const OPENINGS: &[&str] = &[
    "advertisement", "advertising", "also on ", "also read", "also see:", "click here", "click to ", "continue reading", "copyright", "do you have a tip", "don't miss",
    "follow @", "follow us", "follow the", "for more ", "get the latest", "have a tip", "image credit", "image source", "image:", "in pictures:", "join the conversation",
    "leave a comment", "leave a reply", "like us on", "listen:", "listen to ", "load more", "more from ", "more on ", "more:", "most popular", "most read", "must read", "newsletter",
    "photo by", "photo credit", "photo:", "photos:", "pic:", "picture:", "posted in", "read also", "read full", "read more", "read next", "read the full", "read:", "recommended",
    "related", "scroll down", "see also", "share on", "share this", "share:", "sign up", "source:", "sponsored", "story continues", "subscribe", "tags", "this slideshow requires",
    "top stories", "trending", "view all", "view comments", "watch:", "watch more", "watch now", "you may also", "you might also", "© ", "(c) ", "filed under", "first published", "last updated", "published:", "updated:",
];

/// The longest block, in characters, that an opening marks as no part of the text; a longer one merely begins like it.
pub(super) const LONGEST_OPENING: usize = 220;

/// Headings after which, until the next block of real text, nothing belongs to the article.
pub(super) const LEADS_AWAY: &[&str] = &[
    "also read", "also see", "comments", "from around the web", "latest news", "latest stories", "more from", "more great", "more news", "more on this", "more stories", "most popular",
    "most read", "read more", "read next", "recommended", "related", "see also", "share this", "sponsored", "story continues below", "tags", "top stories", "trending",
    "what others are reading", "you may also", "you may like", "you might also", "you might like", "don't miss", "editor's picks", "editors' picks",
];
