//! Where in a file of markdown its links and images stand, for messages.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::SITE;
use crate::normalize::html::pieces::decoded;
use crate::percent;

/// The addresses that a file of markdown names, each with its places.
#[derive(Debug, Default)]
pub struct AddressPlaces(HashMap<String, VecDeque<Range<usize>>>);

impl AddressPlaces {
    /// Reads a whole file, with the settings at its top.
    pub fn of(text: &str) -> AddressPlaces {
        let constructs = SITE
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        let mut places = AddressPlaces::default();
        for (event, range) in Parser::new_ext(text, constructs).into_offset_iter() {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    // Behind the words: `[words](address)`. A reference has it elsewhere.
                    let at = text[range.clone()].rfind(&*dest_url).map(|at| range.start + at);
                    let place = at.map_or(range, |at| at..at + dest_url.len());
                    places.add(&dest_url, place);
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    places.add_attributes(&html, range.start);
                }
                _ => {}
            }
        }
        places
    }

    /// Returns the next place of an address; the last one again when there are no more.
    pub fn next(&mut self, address: &str) -> Option<Range<usize>> {
        self.take(&key(address))
    }

    fn take(&mut self, key: &str) -> Option<Range<usize>> {
        let places = self.0.get_mut(key)?;
        match places.len() {
            1 => places.front().cloned(),
            _ => places.pop_front(),
        }
    }

    /// Returns the next place, in the order of the text, of any address that is one of those
    /// meant; addresses are told as they read.
    pub fn next_of(&mut self, is_meant: impl Fn(&str) -> bool) -> Option<Range<usize>> {
        let start = |places: &VecDeque<Range<usize>>| places.front().map(|place| place.start);
        let meant = self.0.iter().filter(|(address, _)| is_meant(address));
        let (address, _) = meant.min_by_key(|(_, places)| start(places))?;
        let address = address.clone();
        self.take(&address)
    }

    fn add(&mut self, address: &str, place: Range<usize>) {
        self.0.entry(key(address)).or_default().push_back(place);
    }

    /// Adds the addresses in tags, which start at `offset`.
    fn add_attributes(&mut self, html: &str, offset: usize) {
        for name in ["href", "src"] {
            for (at, _) in html.match_indices(name) {
                let rest = html[at + name.len()..].trim_start();
                let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { continue };
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let value = &value[usize::from(quote.is_some())..];
                let start = offset + html.len() - value.len();
                let ends = |c: char| match quote {
                    Some(quote) => c == quote,
                    None => c.is_whitespace() || c == '>',
                };
                let value = &value[..value.find(ends).unwrap_or(value.len())];
                self.add(&decoded(value), start..start + value.len());
            }
        }
    }
}

/// An address however its characters are written.
fn key(address: &str) -> String {
    percent::decoded(address.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, address: &str, lines: &[usize]) {
        let mut places = AddressPlaces::of(text);
        let found: Vec<usize> = lines
            .iter()
            .map(|_| {
                let place = places.next(address).expect("it is there");
                text[..place.start].matches('\n').count() + 1
            })
            .collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn an_address_is_found_where_it_is_whole() {
        check("- [a](b/c.md)\n- `b/`\n- [d](b/)\n", "b/", &[3]);
        check("---\nurl: x.md\n---\n[a](x.md)\n\n[b](x.md)\n", "x.md", &[4, 6, 6]);
        check("+++\nurl = \"x.md\"\n+++\n[a](x.md)", "x.md", &[4]);
        check("[a][b] c\n\n[b]: x.md", "x.md", &[1]);
        check("a\n<a\nhref='x.md'>b</a> <img src=y.png>", "x.md", &[3]);
        check("![a](<my ring.png>)", "my%20ring.png", &[1]);
        assert_eq!(AddressPlaces::of("`[a](b)`").next("b"), None);
    }
}
