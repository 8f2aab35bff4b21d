//! HTML to a tree, for reading and nothing else: linear in the size of the page, however broken or hostile it is.
//!
//! Why not a browser's parser: its tree can be as deep as the page is long, and its recovery from misnested tags takes
//! time that grows with the square of the page. Here the depth is bounded while parsing, so that nothing after it can
//! overflow the stack, and recovery is a few rules: what closes a paragraph, an item or a cell, and that an inline end
//! tag never closes a block. Scripts and styles leave no trace, but for JSON-LD, which is kept aside.

use super::entity;

/// Elements open at once. Real pages stay under 60; what lies deeper loses its tags and keeps its text.
const DEEPEST: usize = 200;
/// Elements and texts in all; the rest of a page is not read. The largest news pages have about 30,000.
const MOST_NODES: usize = 400_000;
/// Attributes that tell anything about an article.
const ATTRIBUTES: &[&str] = &[
    "class", "content", "datetime", "hidden", "href", "id", "itemprop", "name", "property", "pubdate", "rel", "role", "style",
    "type",
];

/// Where a node is in its tree.
pub(super) type Id = usize;

/// A page.
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The contents of JSON-LD scripts.
    pub(super) json_ld: Vec<String>,
}

struct Node {
    parent: Id,
    children: Vec<Id>,
    kind: Kind,
}

enum Kind {
    Text(String),
    Element { tag: String, attributes: Vec<(String, String)> },
}

impl Tree {
    /// The node above all others.
    pub(super) const ROOT: Id = 0;

    /// The children of a node, in order.
    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// The node above it; the root is above itself.
    pub(super) fn parent(&self, id: Id) -> Id {
        self.nodes[id].parent
    }

    /// How many nodes there are; every id is below it, and a parent's below its children's.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Text(text) => Some(text),
            Kind::Element { .. } => None,
        }
    }

    /// The name of an element, in lower case; empty for a text and for the root.
    pub(super) fn tag(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            Kind::Text(_) => "",
            Kind::Element { tag, .. } => tag,
        }
    }

    /// An attribute of an element, if it is one of those that are kept.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Text(_) => None,
            Kind::Element { attributes, .. } => attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()),
        }
    }

    /// Every element, in the order of the page.
    pub(super) fn elements(&self) -> impl Iterator<Item = Id> {
        (1..self.nodes.len()).filter(|id| matches!(self.nodes[*id].kind, Kind::Element { .. }))
    }

    /// The text under a node, on one line, and no more of it than a title or a name can have: nodes lie within each
    /// other, and reading each whole would take too long on a page made for it.
    pub(super) fn line(&self, id: Id) -> String {
        self.text_up_to(id, 2000)
    }

    /// All text under a node, on one line.
    pub(super) fn all_text(&self, id: Id) -> String {
        self.text_up_to(id, usize::MAX)
    }

    fn text_up_to(&self, id: Id, bytes: usize) -> String {
        let mut words = String::new();
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            if words.len() > bytes {
                break;
            }
            match self.text(id) {
                Some(text) => words.push_str(text),
                None if matches!(self.tag(id), "br" | "p" | "div") => words.push(' '),
                None => {}
            }
            left.extend(self.children(id).iter().rev());
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Reads a page.
    pub(super) fn parse(html: &str) -> Tree {
        let root = Node { parent: 0, children: Vec::new(), kind: Kind::Element { tag: String::new(), attributes: Vec::new() } };
        let mut parser = Parser {
            tree: Tree { nodes: vec![root], json_ld: Vec::new() },
            open: vec![Tree::ROOT],
            rest: html,
            body: false,
            endless: Vec::new(),
        };
        while !parser.rest.is_empty() && parser.tree.nodes.len() < MOST_NODES {
            parser.step();
        }
        parser.tree
    }
}

struct Parser<'h> {
    tree: Tree,
    /// The open elements, from the root.
    open: Vec<Id>,
    rest: &'h str,
    /// Whether the body has begun.
    body: bool,
    /// What begins somewhere and never ends, so that its end is searched for only once.
    endless: Vec<String>,
}

impl<'h> Parser<'h> {
    /// Reads one text or one tag.
    fn step(&mut self) {
        let rest = self.rest;
        let Some(markup) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            self.add_text(&rest[..end]);
            self.rest = &rest[end..];
            return;
        };
        match markup.as_bytes().first() {
            Some(b'!' | b'?') => self.rest = self.after_declaration(markup),
            Some(b'/') if markup[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let (tag, rest) = name(&markup[1..]);
                self.rest = rest.find('>').map_or("", |at| &rest[at + 1..]);
                self.close(&tag);
            }
            Some(c) if c.is_ascii_alphabetic() => {
                let (tag, rest) = name(markup);
                let (attributes, rest) = attributes(rest);
                self.rest = rest;
                self.open(tag, attributes);
            }
            _ => {
                self.add_text("<");
                self.rest = markup;
            }
        }
    }

    fn top(&self) -> Id {
        // The root is never closed.
        self.open.last().copied().unwrap_or(Tree::ROOT)
    }

    fn add(&mut self, kind: Kind) -> Id {
        let (id, parent) = (self.tree.nodes.len(), self.top());
        self.tree.nodes.push(Node { parent, children: Vec::new(), kind });
        self.tree.nodes[parent].children.push(id);
        id
    }

    fn add_text(&mut self, raw: &str) {
        if !raw.is_empty() {
            self.add(Kind::Text(entity::decode(raw)));
        }
    }

    fn open(&mut self, tag: String, attributes: Vec<(String, String)>) {
        match tag.as_str() {
            "script" | "style" | "iframe" | "noembed" | "noframes" | "xmp" | "textarea" => {
                let content = self.raw_text(&tag);
                let is_json =
                    attributes.iter().any(|(key, value)| key == "type" && value.to_ascii_lowercase().contains("ld+json"));
                if tag == "script" && is_json {
                    self.tree.json_ld.push(content.to_owned());
                }
                // Only that it was there: a page may be nothing but frames.
                if tag == "iframe" {
                    self.add(Kind::Element { tag, attributes });
                }
                return;
            }
            "title" => {
                let content = self.raw_text(&tag);
                let id = self.add(Kind::Element { tag, attributes });
                self.open.push(id);
                self.add_text(content);
                self.open.pop();
                return;
            }
            "html" => return,
            "body" if self.body => return,
            "body" => {
                self.body = true;
                self.open.truncate(1);
            }
            _ if is_inline(&tag) || is_void(&tag) => {}
            // A paragraph ends where a block begins.
            _ => self.close_while(is_inline, |tag| tag == "p"),
        }
        match tag.as_str() {
            "li" => self.close_while(|tag| !matches!(tag, "ul" | "ol" | "menu"), |tag| tag == "li"),
            "dt" | "dd" => self.close_while(|tag| tag != "dl", |tag| matches!(tag, "dt" | "dd")),
            "option" => self.close_while(|tag| tag != "select", |tag| tag == "option"),
            "td" | "th" => self.close_while(|tag| !matches!(tag, "tr" | "table"), |tag| matches!(tag, "td" | "th")),
            "tr" => self.close_while(|tag| tag != "table", |tag| tag == "tr"),
            "a" => self.close_while(is_inline, |tag| tag == "a"),
            _ => {}
        }
        let void = is_void(&tag);
        let id = self.add(Kind::Element { tag, attributes });
        if !void && self.open.len() < DEEPEST {
            self.open.push(id);
        }
    }

    /// Closes the innermost open element that `closes`, if all those within it are ones to `pass`.
    fn close_while(&mut self, pass: impl Fn(&str) -> bool, closes: impl Fn(&str) -> bool) {
        for at in (1..self.open.len()).rev() {
            let tag = self.tree.tag(self.open[at]);
            if closes(tag) {
                self.open.truncate(at);
                return;
            }
            if !pass(tag) {
                return;
            }
        }
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "html" | "body" => {}
            // An inline end tag never closes a block, a block's end tag never leaves its table cell.
            _ if is_inline(tag) => self.close_while(is_inline, |open| open == tag),
            "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" => {
                self.close_while(|open| open != "table", |open| open == tag)
            }
            _ => self.close_while(|open| !matches!(open, "td" | "th"), |open| open == tag),
        }
    }

    /// The content of an element in which no other element can begin, up to its end tag, or, without one, nothing.
    fn raw_text(&mut self, tag: &str) -> &'h str {
        let rest = self.rest;
        if self.endless.iter().any(|endless| endless == tag) {
            return "";
        }
        let mut from = 0;
        while let Some(at) = rest[from..].find("</") {
            let at = from + at;
            let (name, after) = name(&rest[at + 2..]);
            if name == tag {
                self.rest = after.find('>').map_or("", |end| &after[end + 1..]);
                return &rest[..at];
            }
            from = at + 2;
        }
        // A browser would take the rest of the page for its content; a page cut off in a script ends there too, but
        // the text after a frame or a title that was never closed is worth reading.
        if matches!(tag, "script" | "style") {
            self.rest = "";
        }
        self.endless.push(tag.to_owned());
        ""
    }

    /// What follows a comment, a doctype or a processing instruction. `markup` starts after its `<`.
    fn after_declaration(&mut self, markup: &'h str) -> &'h str {
        let comment = markup.strip_prefix("!--").filter(|_| !self.endless.iter().any(|endless| endless == "!--"));
        let end = match comment {
            Some(comment) if comment.starts_with('>') => Some(4),
            Some(comment) => comment.find("-->").map(|at| 3 + at + 3),
            None => None,
        };
        if comment.is_some() && end.is_none() {
            self.endless.push("!--".to_owned());
        }
        match end.or_else(|| markup.find('>').map(|at| at + 1)) {
            Some(end) => &markup[end..],
            None => "",
        }
    }
}

/// The name at the start, in lower case, and what follows it.
fn name(markup: &str) -> (String, &str) {
    let end = markup.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(markup.len());
    let tag: String = markup[..end].chars().take(40).collect();
    (tag.to_ascii_lowercase(), &markup[end..])
}

/// The attributes that are kept, and what follows the tag.
fn attributes(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        if rest.is_empty() {
            return (found, rest);
        }
        // At least one character: a name may begin with anything, even `=`.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(rest.len(), |at| first + at);
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => match after[1..].find(quote) {
                    Some(at) => (&after[1..1 + at], &after[at + 2..]),
                    None => (&after[1..], ""),
                },
                _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len())),
            };
        }
        if ATTRIBUTES.contains(&key.as_str()) && !found.iter().any(|(known, _)| *known == key) {
            found.push((key, entity::decode(value)));
        }
    }
}

/// Elements that have no content.
fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements within a line of text.
pub(super) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as `tag(…)`, texts as they are.
    fn shown(html: &str) -> String {
        fn show(tree: &Tree, id: Id, out: &mut String) {
            match tree.text(id) {
                Some(text) => out.push_str(text),
                None => {
                    out.push_str(tree.tag(id));
                    out.push('(');
                    tree.children(id).iter().for_each(|child| show(tree, *child, out));
                    out.push(')');
                }
            }
        }
        let mut out = String::new();
        show(&Tree::parse(html), Tree::ROOT, &mut out);
        out[1..out.len() - 1].to_owned()
    }

    #[test]
    fn broken_markup_keeps_its_text_in_order() {
        for (html, tree) in [
            ("<p>a<p>b", "p(a)p(b)"),
            ("<p>a<div>b</div>c", "p(a)div(b)c"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(a)li(bul(li(c)))li(d))"),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", "table(tr(td(a)td(b))tr(td(c)))d"),
            ("<b><div>a</b>b</div>c", "b(div(ab)c)"),
            ("<div>a</span></p>b</div>c", "div(ab)c"),
            ("<div><table><td>a</div>b", "div(table(td(ab)))"),
            ("a < b <3 </ c", "a < b <3 </ c"),
            ("a<!-- <p>x</p> -->b<!>c<!doctype html>d", "abcd"),
            ("a<!-- b <p>c", "ac"),
            ("<a href=x>a<a href=y>b", "a(a)a(b)"),
            ("<br/>a<img src=x>b", "br()aimg()b"),
            ("<script>if (a</b) {}</script>a<style>p > a</style>b", "ab"),
            ("<title>a <b>&amp;</title>b", "title(a <b>&)b"),
            ("<title>a", "title()a"),
            ("<div class=x", "div()"),
        ] {
            assert_eq!(shown(html), tree, "{html}");
        }
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        for html in [
            "<p CLASS='a b' id=c>",
            "<p class=\"a b\"id=c />",
            "<p\nclass = 'a b' =x onclick='>' id='c' id=d>",
            "<p class=a&#32;b id=c x",
        ] {
            let tree = Tree::parse(html);
            assert_eq!((tree.attribute(1, "class"), tree.attribute(1, "id")), (Some("a b"), Some("c")), "{html}");
        }
    }

    #[test]
    fn the_depth_is_bounded() {
        for tag in ["div", "b", "table><tr><td", "ul><li", "b><div></b"] {
            let tree = Tree::parse(&format!("<{tag}>").repeat(50_000));
            let mut depth = vec![0; tree.len()];
            for id in 1..tree.len() {
                depth[id] = depth[tree.parent(id)] + 1;
            }
            assert!(depth.iter().max().is_some_and(|deepest| *deepest <= DEEPEST), "{tag}");
        }
    }
}
