//! Hostile posts: documents of a grammar of HTML, mutated pieces of real ones, and private
//! text sown into them.

use std::path::Path;

use serde_json::Value;

/// The e-mail address that is sown in.
pub const EMAIL: &str = "vesna.krt@zvonkomail.si";
/// The phone number that is sown in.
pub const PHONE: &str = "+386 41 555 782";
/// The name of privacy.yaml that is sown in.
pub const NAME: &str = "Tihana Mrakužić";

/// A generator of numbers by Knuth: the same documents every time.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (self.0 >> 33) as usize % n.max(1)
    }

    fn is_one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Elements that the parser of HTML treats in ways of their own, and a few that it does not.
const ELEMENTS: [&str; 90] = [
    "a",
    "a",
    "abbr",
    "address",
    "annotation-xml",
    "applet",
    "article",
    "b",
    "b",
    "base",
    "bdo",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "code",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "desc",
    "details",
    "div",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "font",
    "foreignObject",
    "form",
    "frameset",
    "h1",
    "h2",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "img",
    "input",
    "isindex",
    "li",
    "link",
    "listing",
    "malignmark",
    "marquee",
    "math",
    "mglyph",
    "mi",
    "mtext",
    "nobr",
    "noembed",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "p",
    "plaintext",
    "pre",
    "q",
    "rp",
    "ruby",
    "rt",
    "script",
    "select",
    "span",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "title",
    "tr",
    "u",
    "xmp",
];

const ATTRIBUTES: [&str; 24] = [
    "href",
    "href",
    "src",
    "alt",
    "title",
    "class",
    "id",
    "onclick",
    "onerror",
    "style",
    "lang",
    "dir",
    "start",
    "colspan",
    "datetime",
    "open",
    "encoding",
    "name",
    "xlink:href",
    "xml:base",
    "data-x",
    "srcset",
    "type",
    "definitionURL",
];

const VALUES: [&str; 24] = [
    "",
    "x",
    "javascript:alert(1)",
    "JaVa&#10;Script:x",
    "https://forum.example/t/1?a&amp;b",
    "//evil.example",
    "data:text/html,x",
    "mailto:",
    "../a.png",
    "a.png",
    "mention",
    "lang-rs",
    "text/html",
    "rtl",
    "uk",
    "3",
    "&quot;><img src=x>",
    "a > b",
    "`x`",
    "\u{0}",
    "&Tab;x",
    "vbscript:x",
    "https://a.example/`\"'",
    "hidden",
];

const COMMENTS: [&str; 20] = [
    "<!-- x -->",
    "<!-->",
    "<!--->",
    "<!-- a --!>",
    "<!-- a -- b",
    "<!--",
    "<!x>",
    "<?php x ?>",
    "</ x>",
    "</>",
    "<![CDATA[ <b> ]]>",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "-->",
    "--!>",
    "<!-- <p> --><!-- -->",
    "<!--<!--x-->",
    "<%x%>",
    "<!ENTITY a \"b\">",
];

const HALVES: [&str; 20] = [
    "<",
    "</",
    "<a",
    "<a href=\"",
    "<p title='",
    "<svg ",
    "</p",
    "<b/",
    "<img src=x ",
    "< p>",
    "<a href=x\"y>",
    "<a b=c/d>",
    "<p =x>",
    "<i\u{c}class=x>",
    "<\u{0}b>",
    "<b\u{0}>",
    "&",
    "&#",
    "&#x",
    "<>",
];

const WORDS: [&str; 30] = [
    "The lamp",
    " hums",
    "\n",
    " ",
    "\t",
    "&nbsp;",
    "&amp;lt;b&amp;gt;",
    "&lt;b&gt;",
    "&#60;i&#62;",
    "&#0;",
    "&#x80;",
    "&notit;",
    "&NotEqualTilde;",
    "&#xD800;",
    "&#8238;",
    "&ZeroWidthSpace;",
    "\u{0}",
    "\u{b}",
    "\u{c}",
    "\r\n",
    "\u{ad}",
    "é",
    "e\u{301}",
    "Ґанок",
    "中文",
    "\u{feff}",
    "> quoted",
    "`code`",
    "**b**",
    "[x](y)",
];

/// Makes documents.
pub struct Grammar {
    pub random: Random,
    corpus: Vec<String>,
    out: String,
}

impl Grammar {
    pub fn new(seed: u64, corpus: Vec<String>) -> Grammar {
        Grammar { random: Random::new(seed), corpus, out: String::new() }
    }

    /// Returns the next document.
    pub fn document(&mut self) -> String {
        self.out.clear();
        for _ in 0..=self.random.below(8) {
            self.piece(0);
        }
        let mut document = std::mem::take(&mut self.out);
        while self.random.is_one_in(3) {
            self.mutate(&mut document);
        }
        without_math(&document)
    }

    fn piece(&mut self, depth: usize) {
        match self.random.below(20) {
            0..=8 if depth < 6 => self.element(depth),
            0..=10 => self.words(),
            11 | 12 => self.out.push_str(self.random.pick(&COMMENTS)),
            13 => self.out.push_str(self.random.pick(&HALVES)),
            14..=16 => self.real(),
            17 => self.picture(),
            _ => self.canary(),
        }
    }

    /// A picture elsewhere whose file is named by private text, with or without a description.
    fn picture(&mut self) {
        let text = self.random.pick(&[EMAIL, PHONE, NAME]);
        let coded = text.replace(' ', "%20").replace('+', "%2B");
        let name = self.random.pick(&[text, &coded]).to_owned();
        let host = self.random.pick(&["https://img.example/", "x:", "/a/", "data:"]);
        let alt = self.random.pick(&["", " alt=''", " alt=' '", " alt='the lamp'"]);
        let ending = self.random.pick(&["", ".png", "?x=1", "#x"]);
        self.out.push_str(&format!(" <img src='{host}{name}{ending}'{alt}> "));
    }

    fn element(&mut self, depth: usize) {
        let mut name = self.random.pick(&ELEMENTS).to_owned();
        if self.random.is_one_in(8) {
            name = name.to_uppercase();
        }
        self.out.push('<');
        self.out.push_str(&name);
        for _ in 0..self.random.below(3) {
            self.attribute();
        }
        self.out.push_str(self.random.pick(&[">", ">", ">", ">", "/>", " >"]));
        for _ in 0..self.random.below(4) {
            self.piece(depth + 1);
        }
        match self.random.below(6) {
            0 => {}
            1 => {
                let other = self.random.pick(&ELEMENTS);
                self.out.extend(["</", other, ">"]);
            }
            _ => self.out.extend(["</", &name, ">"]),
        }
    }

    fn attribute(&mut self) {
        let name = self.random.pick(&ATTRIBUTES);
        let (before, after) =
            self.random.pick(&[("\"", "\""), ("\"", "\""), ("'", "'"), ("", ""), ("\"", "")]);
        self.out.extend([self.random.pick(&[" ", " ", "\n", "/", "\t"]), name]);
        if self.random.is_one_in(12) {
            return;
        }
        self.out.extend(["=", before]);
        match self.random.below(8) {
            0 => self.canary(),
            1 => self.out.push_str("mailto:vesna.krt%40zvonkomail.si?subject=x"),
            2 => self.out.push_str("https://forum.example/u/tihana%2Dmraku%C5%BEi%C4%87?x"),
            _ => self.out.push_str(self.random.pick(&VALUES)),
        }
        self.out.push_str(after);
    }

    fn words(&mut self) {
        for _ in 0..=self.random.below(3) {
            self.out.push_str(self.random.pick(&WORDS));
        }
    }

    /// A piece of a real post or payload.
    fn real(&mut self) {
        if self.corpus.is_empty() {
            return self.words();
        }
        let at = self.random.below(self.corpus.len());
        let text = &self.corpus[at];
        let from = text.floor_char_boundary(self.random.below(text.len()));
        let end = text.floor_char_boundary((from + 1 + self.random.below(160)).min(text.len()));
        self.out.push_str(&text[from..end]);
    }

    /// Sows private text in, spelt with tags, comments and references, apart from other words.
    fn canary(&mut self) {
        let text = self.random.pick(&[EMAIL, PHONE, NAME]);
        let noise = self.random.below(9);
        self.out.push(' ');
        for c in text.chars() {
            let is_hit = self.random.is_one_in(5);
            match (noise, c) {
                (1, c) if is_hit => self.out.push_str(&format!("&#{};", u32::from(c))),
                (2, c) if is_hit => self.out.push_str(&format!("&#x{:x};", u32::from(c))),
                (3, c) if is_hit => self.out.extend(["<b>", &c.to_string(), "</b>"]),
                (4, c) if is_hit => self.out.extend([&c.to_string(), "<!-- - -->"]),
                (5, c) if is_hit => self.out.extend([&c.to_string(), "<i></i>"]),
                (7, c) if is_hit => self.out.extend([&c.to_string(), "\u{301}"]),
                (8, c) if is_hit => self.out.extend([&c.to_string(), "&shy;&#x20dd;"]),
                (6, ' ') => {
                    let space = ["\n", "&nbsp;", "&#32;", " <b>", "\t", "\u{2009}", "<wbr> "];
                    self.out.push_str(self.random.pick(&space));
                }
                (_, c) => self.out.push(c),
            }
        }
        self.out.push(' ');
    }

    /// Takes something out, says it twice, or moves it.
    fn mutate(&mut self, text: &mut String) {
        let from = text.floor_char_boundary(self.random.below(text.len() + 1));
        let end = text.floor_char_boundary((from + self.random.below(12)).min(text.len()));
        let (from, end) = (from.min(end), end.max(from));
        let piece = text[from..end].to_owned();
        match self.random.below(4) {
            0 => text.replace_range(from..end, ""),
            1 => text.insert_str(from, &piece),
            2 => {
                let at = text.floor_char_boundary(self.random.below(text.len() + 1));
                text.insert_str(at, &piece);
            }
            _ => {
                let at = text.floor_char_boundary(self.random.below(text.len() + 1));
                text.insert_str(at, self.random.pick(&HALVES));
            }
        }
    }
}

/// Takes the signs out that start math: what becomes of it is no word of the post any more.
fn without_math(text: &str) -> String {
    let text = text.replace('$', "S").replace("\\begin", "begin").replace("\"math", "\"meth");
    text.replace("\\(", "(").replace("\\[", "[")
}

/// Payloads against sites, and bodies of real posts.
pub fn corpus(shared: &Path) -> Vec<String> {
    let read = |path: &str| std::fs::read_to_string(shared.join("data").join(path)).expect(path);
    let payload = |line: &str| -> String {
        let row: Value = serde_json::from_str(line).expect("a row of JSON");
        row["payload"].as_str().expect("a payload").to_owned()
    };
    let mut all: Vec<String> =
        read("bad-input/xss/payloads.dev.jsonl").lines().map(payload).collect();
    for row in read("stackexchange/beer2016/Posts.xml").lines() {
        let body = row.split_once(" Body=\"").and_then(|(_, rest)| rest.split_once('"'));
        all.extend(body.map(|(body, _)| html_escape::decode_html_entities(body).into_owned()));
    }
    all.retain(|text| !text.is_empty());
    all
}
