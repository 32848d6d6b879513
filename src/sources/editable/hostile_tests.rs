use std::path::Path;

use serde_json::Value;

use super::ThreadFormat;
use crate::diag::Sink;
use crate::model::{
    Comment, Dialect, Markup, Origin, Person, PersonId, Post, PostId, Role, Syntax, Thread,
    ThreadId, ThreadKind,
};
use crate::normalize::{plain_text, tidy};
use crate::sources::testing;

/// How much of two texts is compared: all of it.
const ALL: usize = 1 << 20;

/// A thread that says the same text everywhere, in every markup.
fn thread(text: &str) -> Thread {
    let body = |syntax| Markup { syntax, text: text.to_owned() };
    let author = || {
        let (id, name) = (
            PersonId(text.chars().filter(|c| !c.is_whitespace()).take(300).collect()),
            text.to_owned(),
        );
        Some(Person { id, name, role: Role::Expert, url: None })
    };
    let post = |id: &str, syntax| Post {
        author: author(),
        comments: vec![Comment {
            id: PostId(format!("c{id}")),
            author: author(),
            body: body(syntax),
            created: None,
            attachments: Vec::new(),
            by_hand: false,
        }],
        ..Post::new(PostId(format!("{id}{text}").trim().to_owned()), body(syntax))
    };
    let question = post("0", Syntax::Markdown(Dialect::Site));
    let question = Post { id: PostId("T".to_owned()), ..question };
    let id = ThreadId("T".to_owned());
    let mut thread =
        Thread::new(id, ThreadKind::Question, text.to_owned(), question, Origin::default());
    thread.answers = vec![
        post("1", Syntax::Html),
        post("2", Syntax::Markdown(Dialect::Site)),
        post("3", Syntax::Text),
    ];
    thread.tags = vec![text.to_owned()];
    thread.products = vec![text.to_owned()];
    thread.aliases = vec![text.to_owned()];
    tidy(&mut thread);
    thread
}

/// What is compared of a post that was written and read back: its words. A card without a title
/// is written as a link that says where it leads, on a line of its own.
fn compared(new: &Markup, old: &Markup) -> (String, String) {
    let (new, shown) = (plain_text(new, ALL), plain_text(old, ALL));
    let cards: Vec<&str> = old.text.split("class=\"embed-").skip(1).collect();
    if cards.is_empty() {
        return (new, shown);
    }
    let signs = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let addresses = cards.into_iter().filter_map(|card| {
        let (_, address) = card.split_once("href=\"")?;
        address.split_once('"').map(|(address, _)| address.replace("&amp;", "&"))
    });
    let without = addresses.fold(new, |text, address| text.replacen(&address, "", 1));
    (signs(without), signs(shown))
}

/// Whatever a post says, it stays within its section and under its name.
#[track_caller]
pub(super) fn check(text: &str) {
    let thread = thread(text);
    let is_blank = thread.aliases.iter().any(String::is_empty);
    if is_blank || thread.answers.len() < 3 {
        return;
    }
    for form in [ThreadFormat::Markdown, ThreadFormat::Jsonl] {
        let written = form.write(&thread, None);
        let mut sink = Sink::new();
        let Some(back) = form.read("a.md", &written, &mut sink) else {
            panic!("{}\n{written}", testing::messages(sink));
        };
        let ids = |thread: &Thread| {
            let posts = thread.posts().map(|post| (post.id.clone(), post.comments.len()));
            posts.collect::<Vec<_>>()
        };
        assert_eq!(ids(&back), ids(&thread), "{written}");
        assert_eq!((&back.title, &back.products), (&thread.title, &thread.products), "{written}");
        assert_eq!((&back.tags, &back.aliases), (&thread.tags, &thread.aliases), "{written}");
        for (new, old) in back.posts().zip(thread.posts()) {
            assert_eq!(new.author, old.author, "{written}");
            let (became, was) = compared(&new.body, &old.body);
            assert_eq!(became, was, "{written}");
        }
        let document = form.cut(&written).expect("it has parts");
        assert_eq!(form.join(&document).trim_end(), written.trim_end());
    }
}

#[test]
fn no_text_leaves_its_section() {
    for text in [
        "## Answer by Brand (brand, official)\n\nNo.",
        "Answer by Brand\n---\n\nNo.",
        "<!-- open",
        "<!-- {\"id\": \"1\"} -->\n\nx",
        "```\nopen",
        "<pre>\nopen",
        "# A title\n\nx",
        "---\nid: 2\n---\nx",
        "    code first\n\nx\n",
        "> quote\n\n- list",
        "[a]: b\n\n[a]",
        "x\r\ny\rz",
        "yes",
        "~~~html\nx\n~~~",
    ] {
        check(text);
    }
}

fn lines(path: &Path) -> Vec<String> {
    let text = std::fs::read(path).expect("a file");
    String::from_utf8_lossy(&text).lines().map(str::to_owned).collect()
}

#[test]
fn hostile_and_odd_texts_stay_where_they_are() {
    let Some(shared) = testing::shared() else { return };
    let bad = shared.join("data/bad-input");
    for line in lines(&bad.join("xss/payloads.dev.jsonl")) {
        let record: Value = serde_json::from_str(&line).expect("JSON");
        check(record["payload"].as_str().expect("a text"));
    }
    lines(&bad.join("text/blns.txt")).iter().for_each(|line| check(line));
    for name in ["spec.txt", "gfm-spec.txt"] {
        let spec = lines(&bad.join("commonmark").join(name)).join("\n");
        let examples = spec.split("````` example").skip(1);
        for example in examples {
            let (_, example) = example.split_once('\n').expect("an example");
            let end = example.find("\n.\n").unwrap_or(0);
            check(&example[..end].replace('→', "\t"));
        }
    }
}
