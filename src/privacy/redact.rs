//! Takes private text and names out of markup and lines, and counts.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::PrivacyMode;
use crate::model::{Markup, Syntax};
use crate::normalize::{Tag, TagKind, tags};
use crate::text::Lang;

use super::decisions::{Decisions, plain};
use super::detect::{detect, dialled, in_address, may_hold, secret_may_be};
use super::forms::Finder;
use super::project::Projection;
use super::{Hit, Kind, masks};

/// How often each kind was met.
pub(super) type Counts = BTreeMap<Kind, usize>;

/// What is to be taken out.
pub(super) struct Redactor<'a> {
    pub mode: PrivacyMode,
    pub decisions: &'a Decisions,
    pub finder: &'a Finder,
    pub lang: Lang,
}

/// Something that goes, and what takes its place.
struct Change {
    range: Range<usize>,
    to: String,
}

impl Redactor<'_> {
    /// Cleans the body of a post.
    pub(super) fn markup(&self, markup: &mut Markup, counts: &mut Counts) {
        // Characters may be written as references, and tags may stand within a name.
        let has_tags = markup.syntax != Syntax::Text;
        let coded = ["&#", "&commat", "%40"];
        let is_coded = has_tags && coded.iter().any(|sign| markup.text.contains(sign));
        let is_marked = has_tags && markup.text.contains(['<', '*', '\\', '&']);
        let may_name =
            !self.finder.is_empty() && (is_marked || self.finder.may_be_in(markup.text.as_bytes()));
        if !may_name && !is_coded && !may_hold(&markup.text) {
            return;
        }
        if has_tags
            && (may_name || is_coded || in_attributes(&markup.text))
            && let Some(text) = self.attributes(&markup.text, counts)
        {
            markup.text = text;
        }
        let projection = Projection::of(markup.syntax, &markup.text);
        let changes = self.changes(&projection.text, &projection.code, counts);
        if changes.is_empty() {
            return;
        }
        let mut written: Vec<Change> = Vec::new();
        for Change { range, to } in changes {
            let mut to = match markup.syntax {
                Syntax::Html => html_escape::encode_text(&to).into_owned(),
                Syntax::Markdown | Syntax::Text => to,
            };
            // A word with markup in it is written once, and goes from all other places.
            for source in projection.sources(&range) {
                written.push(Change { range: source, to: std::mem::take(&mut to) });
            }
        }
        markup.text = changed(&markup.text, written);
    }

    /// Cleans plain text.
    pub(super) fn line(&self, text: &mut String, counts: &mut Counts) {
        let may_name = self.finder.may_be_in(text.as_bytes());
        if !may_name && !may_hold(text) {
            return;
        }
        let changes = self.changes(text, &[], counts);
        if !changes.is_empty() {
            *text = changed(text, changes);
        }
    }

    /// Tells whether text holds something that may not stay, without a way to change it.
    pub(super) fn is_private(&self, text: &str) -> bool {
        let is_masked = self.mode == PrivacyMode::Mask && may_hold(text);
        !self.finder.find(text.as_bytes()).is_empty()
            || (is_masked && !self.hits(text, &[]).is_empty())
    }

    /// Finds private text, but for what the operator lets be published.
    pub(super) fn hits(&self, text: &str, code: &[Range<usize>]) -> Vec<Hit> {
        let mut hits = if may_hold(text) { detect(text, code) } else { Vec::new() };
        if !self.decisions.public.is_empty() {
            hits.retain(|hit| !self.is_public(&text[hit.range.clone()], hit.kind));
        }
        hits
    }

    /// Tells whether the operator said that this may be published.
    fn is_public(&self, found: &str, kind: Kind) -> bool {
        let digits = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
        };
        let found = plain(found);
        self.decisions.public.iter().any(|public| match kind {
            Kind::Email => {
                let domain = public.strip_prefix('@').unwrap_or(public);
                let found = dialled(&found).unwrap_or_else(|| found.clone());
                found == *public || found.rsplit_once('@').is_some_and(|(_, own)| own == domain)
            }
            Kind::Phone | Kind::Card | Kind::Iban | Kind::NationalId => {
                digits(&found) == digits(public)
            }
            Kind::Secret => found == *public,
        })
    }

    /// Finds what changes in plain text: private text where it is masked, with the names in
    /// it, and all other names.
    fn changes(&self, text: &str, code: &[Range<usize>], counts: &mut Counts) -> Vec<Change> {
        let mut names: Vec<Change> = Vec::new();
        for (mut range, entry) in self.finder.find(text.as_bytes()) {
            let is_mention = text[..range.start].ends_with('@');
            range.start -= usize::from(is_mention);
            let to = self.stands_for(entry, in_address(text, range.start));
            names.push(Change { range, to });
        }
        let mut masks: Vec<Change> = Vec::new();
        for mut hit in self.hits(text, code) {
            *counts.entry(hit.kind).or_default() += 1;
            if self.mode != PrivacyMode::Mask {
                continue;
            }
            // What is left of an address without the name in it would still be private.
            names.retain(|Change { range, .. }| {
                let is_apart = range.end <= hit.range.start || hit.range.end <= range.start;
                if !is_apart {
                    hit.range.start = hit.range.start.min(range.start);
                    hit.range.end = hit.range.end.max(range.end);
                }
                is_apart
            });
            masks.push(self.masked(text, hit));
        }
        let mut changes = names;
        changes.append(&mut masks);
        changes.sort_by_key(|change| change.range.start);
        changes
    }

    fn masked(&self, text: &str, mut hit: Hit) -> Change {
        const MAILBOX: &str = "mailto:";
        let before = &text[..hit.range.start];
        // A link of markdown to a mailbox becomes its words.
        let to = if before.ends_with("](mailto:") {
            hit.range.start -= MAILBOX.len();
            ""
        } else if in_address(text, hit.range.start) {
            masks::IN_ADDRESS
        } else {
            masks::of_kind(hit.kind, self.lang)
        };
        Change { range: hit.range, to: to.to_owned() }
    }

    fn stands_for(&self, entry: usize, in_address: bool) -> String {
        let pseudonym = self.decisions.person(entry).and_then(|p| p.pseudonym.as_deref());
        match (in_address, pseudonym) {
            (true, _) => masks::IN_ADDRESS.to_owned(),
            (false, Some(pseudonym)) => pseudonym.to_owned(),
            (false, None) if self.decisions.is_thread(entry) => {
                masks::of_thread(self.lang).to_owned()
            }
            (false, None) => masks::of_member(self.lang).to_owned(),
        }
    }

    /// Takes attributes away that hold what may not stay: a link that led to somebody's
    /// mailbox or page becomes its words. `None` when there are none.
    fn attributes(&self, html: &str, counts: &mut Counts) -> Option<String> {
        let mut out = String::new();
        let mut copied = 0;
        let mut new = String::new();
        for tag in tags(html).filter(|tag| tag.kind == TagKind::Start) {
            if self.rewrite(&tag, &html[tag.start..tag.end], counts, &mut new) {
                out.push_str(&html[copied..tag.start]);
                out.push_str(&new);
                copied = tag.end;
            }
            new.clear();
        }
        if copied == 0 {
            return None;
        }
        out.push_str(&html[copied..]);
        Some(out)
    }

    /// Digits name many things in attributes; in words and numbers to be dialled they count.
    fn attribute_hits(&self, name: &str, value: &str) -> Vec<Hit> {
        let is_words = name.eq_ignore_ascii_case("title") || name.eq_ignore_ascii_case("alt");
        if let Some(number) = value.trim().strip_prefix("tel:") {
            return self.hits(&format!("tel {number}"), &[]);
        }
        let mut hits = self.hits(value, &[]);
        hits.retain(|hit| is_words || matches!(hit.kind, Kind::Email | Kind::Secret));
        hits
    }

    /// Writes a tag without what may not stay; tells whether there was any.
    fn rewrite(&self, tag: &Tag<'_>, raw: &str, counts: &mut Counts, out: &mut String) -> bool {
        let is_coded = raw.contains('&') || raw.contains('%');
        let may = raw.contains('=')
            && (may_hold(raw)
                || is_coded
                    && (raw.contains("&#") || raw.contains("%40") || !self.finder.is_empty())
                || self.finder.may_be_in(raw.as_bytes()));
        if !may {
            return false;
        }
        let mut gone: Vec<&str> = Vec::new();
        for (name, value) in tag.all() {
            let value = html_escape::decode_html_entities(value);
            let decoded = percent_encoding::percent_decode_str(&value).decode_utf8_lossy();
            let is_named = [&*value, &*decoded]
                .iter()
                .any(|text| !self.finder.find(text.as_bytes()).is_empty());
            let hits = self.attribute_hits(name, &decoded);
            // What a link to a mailbox leads to is in its words, too, and counted there.
            if !decoded.starts_with("mailto:") {
                hits.iter().for_each(|hit| *counts.entry(hit.kind).or_default() += 1);
            }
            if is_named || (!hits.is_empty() && self.mode == PrivacyMode::Mask) {
                gone.push(name);
            }
        }
        let changes: Vec<(&str, Option<&str>)> = gone.iter().map(|name| (*name, None)).collect();
        if !changes.is_empty() {
            tag.write_with(&changes, out);
        }
        !changes.is_empty()
    }
}

/// Tells whether attributes can hold something private: most of their digits name things.
fn in_attributes(markup: &str) -> bool {
    let has = |words: &str| memchr::memmem::find(markup.as_bytes(), words.as_bytes()).is_some();
    markup.contains('@')
        || has("%40")
        || has("tel:")
        || has("alt=")
        || has("title=")
        || secret_may_be(markup)
}

/// Writes a text with changes, which are in order and do not overlap.
fn changed(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|change| change.range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Change { range, to } in changes {
        if range.start >= at {
            out.push_str(&text[at..range.start]);
            out.push_str(&to);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}
