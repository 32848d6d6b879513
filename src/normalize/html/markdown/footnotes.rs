//! Footnotes: numbered as they are called, and written out at the end of the text.
//!
//! Their names are the author's and go; ids are made of their numbers alone. A note that
//! nothing calls stands behind the others, since its words are words of the text, too.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// A footnote.
struct Note<'t> {
    name: String,
    events: Vec<Event<'t>>,
    /// From 1; 0 until something calls it.
    number: usize,
    /// How often it is called.
    n_calls: usize,
}

/// Takes footnotes from where they are written, and puts them behind everything else.
pub(super) fn at_the_end(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    // What calls a note that is not there is text to the parser.
    let is_note = |event: &Event<'_>| matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
    match events.iter().any(is_note) {
        true => Notes::of(events).written(),
        false => events,
    }
}

struct Notes<'t> {
    /// The text without them.
    text: Vec<Event<'t>>,
    all: Vec<Note<'t>>,
    /// By name, the first of each.
    by_name: HashMap<String, usize>,
    /// Positions in the order of their numbers.
    order: Vec<usize>,
}

impl<'t> Notes<'t> {
    /// Takes a text apart. A note may stand within another one.
    fn of(events: Vec<Event<'t>>) -> Notes<'t> {
        let (text, all) = (Vec::with_capacity(events.len()), Vec::new());
        let mut notes = Notes { text, all, by_name: HashMap::new(), order: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    let name = name.to_lowercase();
                    let at = notes.all.len();
                    notes.by_name.entry(name.clone()).or_insert(at);
                    notes.all.push(Note { name, events: Vec::new(), number: 0, n_calls: 0 });
                    open.push(at);
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    open.pop();
                }
                event => match open.last() {
                    Some(at) => notes.all[*at].events.push(event),
                    None => notes.text.push(event),
                },
            }
        }
        notes
    }

    fn written(mut self) -> Vec<Event<'t>> {
        let mut text = std::mem::take(&mut self.text);
        self.call(&mut text);
        let mut n_read = 0;
        self.follow(&mut n_read);
        for at in 0..self.all.len() {
            if self.all[at].number == 0 {
                self.number(at);
                self.follow(&mut n_read);
            }
        }
        text.push(html("<div class=\"footnotes\">\n<ol>\n".to_owned()));
        for at in self.order {
            write_note(&mut self.all[at], &mut text);
        }
        text.push(html("</ol>\n</div>\n".to_owned()));
        text
    }

    /// Reads the notes that have a number and were not read, which may call others.
    fn follow(&mut self, n_read: &mut usize) {
        while let Some(&at) = self.order.get(*n_read) {
            *n_read += 1;
            let mut events = std::mem::take(&mut self.all[at].events);
            self.call(&mut events);
            self.all[at].events = events;
        }
    }

    fn number(&mut self, at: usize) {
        self.order.push(at);
        self.all[at].number = self.order.len();
    }

    /// Writes the calls among some events.
    fn call(&mut self, events: &mut [Event<'t>]) {
        for event in events {
            let Event::FootnoteReference(name) = event else { continue };
            let Some(at) = self.by_name.get(&name.to_lowercase()).copied() else {
                *event = Event::Text(format!("[^{name}]").into());
                continue;
            };
            if self.all[at].number == 0 {
                self.number(at);
            }
            let note = &mut self.all[at];
            note.n_calls += 1;
            let (n, id) = (note.number, id_of_call(note.number, note.n_calls));
            let link =
                format!("<sup><a class=\"footnote\" href=\"#fn:{n}\" id=\"{id}\"></a></sup>");
            *event = html(link);
        }
    }
}

/// Writes a note as an item of the list, with the ways back at its end.
fn write_note<'t>(note: &mut Note<'t>, out: &mut Vec<Event<'t>>) {
    let back = |call| {
        let id = id_of_call(note.number, call);
        html(format!(" <a class=\"footnote-back\" href=\"#{id}\"></a>"))
    };
    let backs: Vec<Event<'t>> = (1..=note.n_calls).map(back).collect();
    out.push(html(format!("<li id=\"fn:{}\">\n", note.number)));
    let mut events = std::mem::take(&mut note.events);
    let last = events.pop_if(|last| matches!(last, Event::End(TagEnd::Paragraph)));
    let is_empty = events.is_empty() && last.is_none();
    if is_empty && backs.is_empty() {
        // Nothing but a name: it is all that there is to be read.
        events.push(Event::Text(format!("[^{}]:", note.name).into()));
    }
    out.append(&mut events);
    out.extend(backs);
    out.extend(last);
    out.push(html("</li>\n".to_owned()));
}

fn id_of_call(number: usize, call: usize) -> String {
    match call {
        1 => format!("fnref:{number}"),
        call => format!("fnref:{number}-{call}"),
    }
}

fn html<'t>(html: String) -> Event<'t> {
    Event::Html(CowStr::from(html))
}

#[cfg(test)]
mod tests {
    use crate::model::{Dialect, Math};
    use crate::normalize::markup;

    fn call(n: usize, id: &str) -> String {
        format!("<sup><a class=\"footnote\" href=\"#fn:{n}\" id=\"fnref:{id}\"></a></sup>")
    }

    fn back(id: &str) -> String {
        format!(" <a class=\"footnote-back\" href=\"#fnref:{id}\"></a>")
    }

    fn note(n: usize, words: &str) -> String {
        format!("<li id=\"fn:{n}\">\n<p>{words}</p>\n</li>\n")
    }

    fn notes(notes: &[String]) -> String {
        format!("<div class=\"footnotes\">\n<ol>\n{}</ol>\n</div>\n", notes.concat())
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(markup::markdown(text, Dialect::Site, Math::None), expected);
    }

    #[test]
    fn notes_are_numbered_as_they_are_called() {
        check(
            "Hold[^b] it[^a], hold[^B].\n\n[^a]: Ten.\n\n[^b]: The *top* one.",
            &format!(
                "<p>Hold{} it{}, hold{}.</p>\n{}",
                call(1, "1"),
                call(2, "2"),
                call(1, "1-2"),
                notes(&[
                    note(1, &format!("The <em>top</em> one.{}{}", back("1"), back("1-2"))),
                    note(2, &format!("Ten.{}", back("2"))),
                ]),
            ),
        );
    }

    #[test]
    fn what_nothing_calls_and_what_calls_nothing_keeps_its_words() {
        check("a\n\n[^x]: Lonely.", &format!("<p>a</p>\n{}", notes(&[note(1, "Lonely.")])));
        check("a[^x] b", "<p>a[^x] b</p>\n");
        check(
            "a\n\n[^x]:",
            &format!("<p>a</p>\n{}", notes(&["<li id=\"fn:1\">\n[^x]:</li>\n".to_owned()])),
        );
    }

    #[test]
    fn notes_call_notes_and_lie_in_quotes_and_lists() {
        check(
            "> a[^1]\n>\n> [^1]: One[^2].\n\n- [^2]: Two.",
            &format!(
                "<blockquote>\n<p>a{}</p>\n</blockquote>\n<ul>\n<li></li>\n</ul>\n{}",
                call(1, "1"),
                notes(&[
                    note(1, &format!("One{}.{}", call(2, "2"), back("1"))),
                    note(2, &format!("Two.{}", back("2"))),
                ]),
            ),
        );
    }

    #[test]
    fn a_note_defined_twice_is_written_twice() {
        check(
            "a[^1]\n\n[^1]: One.\n\n[^1]: Other.",
            &format!(
                "<p>a{}</p>\n{}",
                call(1, "1"),
                notes(&[note(1, &format!("One.{}", back("1"))), note(2, "Other.")]),
            ),
        );
    }
}
