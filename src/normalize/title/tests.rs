use super::*;
use crate::model::Markup;
use crate::model::Origin;
use crate::model::Person;
use crate::model::PersonId;
use crate::model::Post;
use crate::model::PostId;
use crate::model::Role;
use crate::model::Syntax;
use crate::model::ThreadId;
use crate::model::Timestamp;

const PEOPLE: [&str; 3] = ["Olena", "Marko Hribar", "Lumo Care"];

fn person(name: &str) -> Option<Person> {
    let (id, name) = (PersonId(name.to_owned()), name.to_owned());
    Some(Person { id, name, role: Role::Member, url: None })
}

/// A thread with a title and an opening, which three people answered.
fn thread(title: &str, syntax: Syntax, text: &str) -> Thread {
    let body = |text: &str| Markup { syntax, text: text.to_owned() };
    let question = Post { author: person("Ana"), ..Post::new(PostId("q".into()), body(text)) };
    let id = ThreadId("t7".into());
    let mut thread = Thread::new(id, Kind::Question, title.to_owned(), question, Origin::default());
    thread.answers = PEOPLE
        .map(|name| Post { author: person(name), ..Post::new(PostId(name.into()), body("")) })
        .into();
    thread
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(made_title(&thread("", Syntax::Text, text)), expected);
}

/// What becomes of a title that a thread came with.
#[track_caller]
fn given(title: &str, text: &str, expected: &str) {
    let mut thread = thread(title, Syntax::Text, text);
    prepare_title(&mut thread);
    assert_eq!(thread.title, expected);
}

#[test]
fn the_sentence_that_asks_comes_first() {
    check("Hi all! We moved last week. How do I change the Wi-Fi?", "How do I change the Wi-Fi?");
    check(
        "Hello @Olena, my hub drops Wi-Fi every night since 4.2. Any ideas?",
        "My hub drops Wi-Fi every night since 4.2",
    );
    check("why does it blink red?", "Why does it blink red?");
}

#[test]
fn long_titles_end_at_a_word() {
    let long = "the lamp in the kitchen blinks ".repeat(8);
    let title = made_title(&thread("", Syntax::Text, &long));
    assert!(title.ends_with(" …") && title.chars().count() <= cut::LONGEST, "{title}");
    for long in ["x".repeat(400), "ш".repeat(400), "x".repeat(1_000_000), "?!".repeat(9_000)] {
        let title = made_title(&thread("", Syntax::Text, &long));
        assert!((1..=cut::LONGEST).contains(&title.chars().count()), "{title}");
    }
}
