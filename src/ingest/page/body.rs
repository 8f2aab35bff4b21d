//! The text of the article on a page: blocks of text, which of them are the article, and nothing else.
//!
//! Three steps. The page is cut into blocks (paragraphs, items, headings), leaving out what is never an article: navigation,
//! forms, captions, hidden parts, and parts whose class or id says so, unless nearly all text is in them. Then the container
//! is found: from the top down, into the child that holds most of the real paragraphs, for as long as one does. Within it,
//! what stands before the first and after the last real paragraph is left out, and so are lines that point elsewhere.

use std::collections::HashSet;

use super::boilerplate::{AROUND, ELEMENTS, LEADS_AWAY, LONGEST_OPENING, NEVER_READ, OPENINGS, OTHER_TEXTS, ROLES};
use super::tree::{Id, Tree, is_inline};

/// A stretch of text that nothing interrupts.
#[derive(Debug)]
struct Block {
    /// The innermost element around all of it.
    within: Id,
    text: String,
    /// Characters of it, without blanks at the ends.
    chars: usize,
    /// Those of them in links.
    linked: usize,
    /// Those of them in bold or italics.
    marked: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading,
    Item,
}

impl Block {
    fn link_share(&self) -> f64 {
        self.linked as f64 / self.chars.max(1) as f64
    }

    /// Whether it ends as a sentence does.
    fn is_ended(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
        text.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟'])
    }

    /// Whether it asks to accept cookies: long running text that is on every page.
    fn is_cookie_notice(&self) -> bool {
        let text = if self.text.contains("ookies") { self.text.to_lowercase() } else { return false };
        [
            "this site",
            "this website",
            "our site",
            "our website",
            "your experience",
            "consent",
            "browser",
            "the website",
            "partners",
        ]
        .iter()
        .any(|word| text.contains(word))
    }

    /// Whether it can only be running text.
    fn is_prose(&self) -> bool {
        let long = if has_wide_letters(&self.text) { 25 } else { 60 };
        self.kind != Kind::Heading
            && self.link_share() < 0.5
            && !self.is_cookie_notice()
            && (self.chars >= 2 * long || (self.chars >= long && self.is_ended()))
    }
}

/// Chinese, Japanese and Korean say in one letter what others say in two or three.
fn has_wide_letters(text: &str) -> bool {
    text.chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
        .nth(9)
        .is_some()
}

/// The text of the article: paragraphs separated by empty lines.
pub(super) fn body(tree: &Tree, title: &str) -> String {
    let weights = prose(tree, &blocks(tree, &|id| is_unread(tree, id)));
    let all = weights[Tree::ROOT];
    let title_letters = letters(title);
    let heads = heads(tree, &title_letters);
    let blocks = blocks(tree, &|id| is_unread(tree, id) || (!heads[id] && is_around(tree, id, weights[id], all)));
    let weights = prose(tree, &blocks);
    let container = container(tree, &weights);
    let inside = inside(tree, container);
    let headline = blocks.iter().position(|block| block.kind == Kind::Heading && letters(&block.text) == title_letters);
    let start = blocks.iter().position(|block| inside[block.within]).unwrap_or(0);
    // A standfirst stands between the headline and the text, often outside the container.
    let standfirst = blocks[headline.unwrap_or(start).min(start)..start].iter().filter(|block| {
        block.is_prose()
            && block.is_ended()
            && block.kind == Kind::Paragraph
            && block.chars >= 100
            && block.linked == 0
            && !is_boilerplate(block)
    });
    let text: Vec<&Block> = blocks.iter().filter(|block| inside[block.within]).collect();
    let kept: Vec<&Block> = standfirst.take(2).chain(select(tree, &text, &title_letters)).collect();
    kept.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// Characters of prose under each node.
fn prose(tree: &Tree, blocks: &[Block]) -> Vec<f64> {
    let mut weights = vec![0.0; tree.len()];
    for block in blocks.iter().filter(|block| block.is_prose()) {
        // Lists of teasers are long, too, and articles are seldom written in items.
        let likely = if block.kind == Kind::Item { 0.3 } else { 1.0 };
        weights[block.within] += likely * (block.chars - block.linked) as f64;
    }
    // Every node comes after its parent.
    for id in (1..tree.len()).rev() {
        weights[tree.parent(id)] += weights[id];
    }
    weights
}

/// The smallest element that holds the article.
fn container(tree: &Tree, weights: &[f64]) -> Id {
    let mut at = Tree::ROOT;
    loop {
        let Some(heaviest) = tree.children(at).iter().copied().max_by(|a, b| weights[*a].total_cmp(&weights[*b])) else {
            return at;
        };
        // Below this share the paragraphs themselves are the children, or the article lies in several parts.
        if weights[heaviest] < 0.6 * weights[at]
            || weights[heaviest] == 0.0
            || matches!(tree.tag(heaviest), "p" | "li" | "blockquote" | "td")
        {
            return at;
        }
        at = heaviest;
    }
}

/// Which nodes lie in the container.
fn inside(tree: &Tree, container: Id) -> Vec<bool> {
    let mut inside = vec![false; tree.len()];
    inside[container] = true;
    for id in container + 1..tree.len() {
        inside[id] = inside[tree.parent(id)];
    }
    inside
}

/// Which elements hold the headline: they hold the article, too, whatever they are called.
fn heads(tree: &Tree, title: &str) -> Vec<bool> {
    let mut heads = vec![false; tree.len()];
    let found = tree.elements().filter(|id| matches!(tree.tag(*id), "h1" | "h2")).find(|id| letters(&tree.line(*id)) == title);
    if let Some(mut id) = found.filter(|_| !title.is_empty()) {
        while id != Tree::ROOT {
            heads[id] = true;
            id = tree.parent(id);
        }
    }
    heads
}

/// Whether a part stands around the article, by what its maker calls it. `weight` is its prose, `all` that of the page.
fn is_around(tree: &Tree, id: Id, weight: f64, all: f64) -> bool {
    let share = if all > 0.0 { weight / all } else { 0.0 };
    let named = |words: &[&str]| {
        ["class", "id"]
            .iter()
            .filter_map(|name| tree.attribute(id, name))
            .any(|value| names(value).any(|name| words.contains(&name.as_str())))
    };
    if matches!(tree.tag(id), "body" | "html" | "main") || named(&["embed", "tweet"]) {
        return false;
    }
    let element = ELEMENTS.contains(&tree.tag(id))
        || tree.attribute(id, "role").is_some_and(|role| ROLES.contains(&role.to_ascii_lowercase().as_str()));
    // The classes of an article element name its categories and tags.
    let around = share < 0.25 && tree.tag(id) != "article" && named(AROUND);
    (share < 0.85 && named(OTHER_TEXTS)) || (share < 0.5 && element) || around
}

/// The words of a class or an id: `articleShare-bar` is article, share, bar.
fn names(value: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    for part in value.split(|c: char| !c.is_ascii_alphanumeric()).take(60) {
        let mut word = String::new();
        for c in part.chars() {
            if c.is_ascii_uppercase() && word.ends_with(|c: char| c.is_ascii_lowercase()) {
                words.push(std::mem::take(&mut word));
            }
            word.push(c);
        }
        // The short ends of a generated name (`hJpRRPad`) mean nothing.
        let whole = word.len() == part.len();
        words.push(word);
        if !whole {
            words.retain(|word| word.len() > 3);
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).map(|word| word.to_ascii_lowercase())
}

/// Whether an element is never read.
fn is_unread(tree: &Tree, id: Id) -> bool {
    let hidden = tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        });
    hidden || NEVER_READ.contains(&tree.tag(id))
}

/// Cuts the page into blocks, leaving out what `leave_out` says.
fn blocks(tree: &Tree, leave_out: &dyn Fn(Id) -> bool) -> Vec<Block> {
    let mut cutter = Cutter { tree, leave_out, done: Vec::new(), text: String::new(), linked: 0, marked: 0, breaks: 0 };
    cutter.walk(Tree::ROOT, Tree::ROOT, Kind::Paragraph, false, false);
    cutter.end(Tree::ROOT, Kind::Paragraph);
    cutter.done
}

struct Cutter<'t> {
    tree: &'t Tree,
    leave_out: &'t dyn Fn(Id) -> bool,
    done: Vec<Block>,
    text: String,
    linked: usize,
    marked: usize,
    /// Line breaks since the last text.
    breaks: usize,
}

impl Cutter<'_> {
    /// Reads what is under a node. The tree is never deeper than the parser allows, so this cannot overflow.
    fn walk(&mut self, id: Id, block: Id, kind: Kind, linked: bool, marked: bool) {
        for &child in self.tree.children(id) {
            if let Some(text) = self.tree.text(child) {
                self.add(text, block, kind, linked, marked);
                continue;
            }
            let tag = self.tree.tag(child);
            if tag == "br" {
                self.breaks += 1;
                if self.breaks == 2 {
                    self.end(block, kind);
                }
            } else if (self.leave_out)(child) {
                if !is_inline(tag) && !matches!(tag, "link" | "meta" | "input" | "svg") {
                    self.end(block, kind);
                }
            } else if matches!(tag, "td" | "th") && self.is_short(child) {
                // The cells of a row belong together.
                self.add(" ", block, kind, linked, marked);
                self.walk(child, block, kind, linked, marked);
                self.add(" ", block, kind, linked, marked);
            } else if is_inline(tag) {
                let marked = marked || matches!(tag, "b" | "strong" | "em" | "i");
                self.walk(child, block, kind, linked || tag == "a", marked);
            } else {
                self.end(block, kind);
                let inner = match tag {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
                    "li" | "dt" | "dd" => Kind::Item,
                    "p" | "div" | "section" | "article" if kind == Kind::Item => Kind::Item,
                    _ => Kind::Paragraph,
                };
                self.walk(child, child, inner, linked, marked);
                self.end(child, inner);
            }
        }
    }

    /// Whether a cell holds a value and not a part of the page.
    fn is_short(&self, cell: Id) -> bool {
        let plain = |id: &Id| self.tree.text(*id).is_some_and(|text| text.len() < 100) || is_inline(self.tree.tag(*id));
        self.tree.children(cell).iter().all(plain)
    }

    fn add(&mut self, text: &str, block: Id, kind: Kind, linked: bool, marked: bool) {
        let visible = text.chars().filter(|c| !c.is_whitespace()).count();
        if visible == 0 {
            if !self.text.is_empty() && !text.is_empty() {
                self.text.push(' ');
            }
            return;
        }
        match self.breaks {
            0 => {}
            1 if !self.text.is_empty() => self.text.push('\n'),
            _ => self.end(block, kind),
        }
        self.breaks = 0;
        self.text.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
        self.linked += if linked { visible } else { 0 };
        self.marked += if marked { visible } else { 0 };
    }

    fn end(&mut self, within: Id, kind: Kind) {
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        let (linked, marked) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.marked));
        let lines = text.split('\n').map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        self.done.push(Block { within, text, chars, linked, marked, kind });
    }
}

/// The blocks of the article among those of its container.
fn select<'b>(tree: &Tree, blocks: &[&'b Block], title: &str) -> Vec<&'b Block> {
    let is_text = |block: &&Block| block.is_prose() && !is_boilerplate(block);
    let (Some(first), Some(last)) = (blocks.iter().position(is_text), blocks.iter().rposition(is_text)) else {
        return Vec::new();
    };
    // Short paragraphs at either end belong to the text if they stand beside its paragraphs.
    let parents: HashSet<Id> = blocks.iter().filter(|block| block.is_prose()).map(|block| tree.parent(block.within)).collect();
    let is_beside =
        |block: &Block| block.kind != Kind::Heading && parents.contains(&tree.parent(block.within)) && !is_boilerplate(block);
    let lead = blocks[..first].iter().rev().take_while(|block| is_beside(block) && block.is_ended() && block.chars > 20).count();
    let tail = blocks[last + 1..].iter().take_while(|block| is_beside(block)).count();
    let mut kept: Vec<&Block> = Vec::new();
    let mut away = false;
    for block in &blocks[first - lead..=last + tail] {
        let own_heading = block.kind == Kind::Heading && block.link_share() < 0.5;
        away = (away && !block.is_prose() && !own_heading) || leads_away(block);
        let repeated = block.kind == Kind::Heading && letters(&block.text) == title;
        if !away && !repeated && !is_boilerplate(block) {
            kept.push(block);
        }
    }
    while kept.last().is_some_and(|block| is_footer(block)) {
        kept.pop();
    }
    kept
}

/// Whether a block at the end speaks of the article: a heading with nothing under it, or a note set off by its type.
fn is_footer(block: &Block) -> bool {
    let text = block.text.to_lowercase();
    let noted = block.marked * 10 > block.chars * 9 && block.linked > 0;
    let credits = text.trim_start_matches(['(', '[']).starts_with("reporting by")
        || text.contains("on twitter")
        || text.contains("sign up");
    block.kind == Kind::Heading || noted || (credits && block.chars < 400)
}

fn leads_away(block: &Block) -> bool {
    let text = block.text.to_lowercase().replace('’', "'");
    block.chars < 40 && !block.is_prose() && block.link_share() < 0.5 && LEADS_AWAY.iter().any(|start| text.starts_with(start))
}

/// Whether a block points elsewhere or speaks of the page.
fn is_boilerplate(block: &Block) -> bool {
    let text = block.text.to_lowercase().replace('’', "'");
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    if text.is_empty() || block.is_cookie_notice() {
        return true;
    }
    let opening = OPENINGS.iter().any(|opening| text.starts_with(opening));
    (opening && block.chars < LONGEST_OPENING && (block.chars < 60 || block.linked > 0))
        || (block.link_share() > 0.8 && !text.starts_with("http"))
}

/// The letters and digits alone, for comparing.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
