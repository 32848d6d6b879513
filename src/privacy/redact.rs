//! Takes private text and names out of markup and lines, and counts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::config::PrivacyMode;
use crate::model::{Markup, Math, Syntax};
use crate::normalize::{Piece, decoded, line_with_math, pieces, sanitised};
use crate::percent;
use crate::text::Lang;

use super::detect::{FEWEST_DIGITS, detect, dialled, in_address, may_hold, secret_may_be};
use super::findings::Tally;
use super::fold::Folded;
use super::name_patterns::{NameFinder, NameMatch};
use super::rules::{PrivacyRules, plain};
use super::visible_text::{Formula, Replacement, VisibleText, changed, description};
use super::{PrivateKind, PrivateMatch, masks};

/// What is to be taken out.
pub(super) struct Redactor<'a> {
    pub mode: PrivacyMode,
    pub rules: &'a PrivacyRules,
    pub finder: &'a NameFinder,
    pub lang: Lang,
}

/// How often a text is cleaned until nothing is found in it any more. Once is enough, unless
/// what stands in the place of something makes up a name with what is beside it.
const ROUNDS: usize = 3;

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Outcome {
    /// Nothing that may not stay is in it.
    Clean,
    /// Something is found however often it is taken out.
    Unclean,
}

impl Redactor<'_> {
    /// Cleans the body of a post. One in which something is changed is HTML from then on.
    pub(super) fn markup(&self, markup: &mut Markup, tally: &mut Tally) -> Outcome {
        if !self.may_concern(markup) {
            return Outcome::Clean;
        }
        if markup.syntax == Syntax::Text {
            return self.line(&mut markup.text, tally);
        }
        for round in 0..ROUNDS {
            // What is too much for the sanitiser is shown as text.
            let Some(html) = sanitised(markup) else {
                return self.line(&mut markup.text, tally);
            };
            let mut later = Tally::default();
            let tally = if round == 0 { &mut *tally } else { &mut later };
            let Some(text) = self.html(&html, tally) else { return Outcome::Clean };
            *markup = Markup { syntax: Syntax::Sanitised, text };
        }
        Outcome::Unclean
    }

    /// A quick look: most posts hold nothing, and markdown is parsed for this alone.
    fn may_concern(&self, markup: &Markup) -> bool {
        let text = markup.text.as_str();
        if !self.finder.is_empty() {
            return true;
        }
        let has_code = || text.contains("%40") || text.contains("%2540");
        match markup.syntax {
            // What is HTML still is shown as text: it is too much for the sanitiser.
            Syntax::Text | Syntax::Html => may_be_seen(text),
            Syntax::Sanitised => {
                has_code()
                    || in_attributes(text) && may_be_seen(text)
                    || may_be_seen(&VisibleText::of(text).text)
                    || text.contains("<img") && pictures_may_tell(text)
            }
            // Marks may stand within a number, and characters be written as references.
            Syntax::Markdown(_) => {
                let n_digits = || text.bytes().filter(u8::is_ascii_digit).count();
                has_code() || text.contains('&') || may_be_seen(text) || n_digits() >= FEWEST_DIGITS
            }
        }
    }

    /// Cleans sanitised HTML: its attributes first, then its words; `None` when nothing changes.
    fn html(&self, html: &str, tally: &mut Tally) -> Option<String> {
        // Without names to look for, TeX is looked at as it stands.
        let words = match self.finder.is_empty() {
            true => VisibleText::of(html),
            false => VisibleText::with_formulas(html),
        };
        let without = self.attributes(html, &words.text, tally);
        let html = without.as_deref().unwrap_or(html);
        let mut changes = self.changes(&words.text, (&words.code, &words.edges()), tally);
        changes.extend(self.formulas(&words, tally));
        match changes.is_empty() {
            true => without,
            false => Some(words.changed(html, changes)),
        }
    }

    /// Finds the formulas that spell something that may not stay, though they do not show it
    /// as they are read.
    fn formulas(&self, words: &VisibleText, tally: &mut Tally) -> Vec<Replacement> {
        let change = |formula: &Formula| {
            let mut names =
                formula.spellings.iter().flat_map(|text| self.finder.matches(text, &[]));
            let to = match names.next() {
                Some(NameMatch { entry, form, .. }) => {
                    form.into_iter().for_each(|form| tally.note_form(entry, form));
                    self.stands_for(entry, false)
                }
                None => {
                    let source = formula.spellings.first().filter(|text| may_be_seen(text))?;
                    let hit = self.hits(source, &[]).into_iter().next()?;
                    if self.mode != PrivacyMode::Mask {
                        return None;
                    }
                    masks::of_kind(hit.kind, self.lang).to_owned()
                }
            };
            Some(Replacement { range: formula.range.clone(), to })
        };
        words.formulas.iter().filter_map(change).collect()
    }

    /// Cleans a title, or another line in which there may be math.
    pub(super) fn title(&self, text: &mut String, math: Math, tally: &mut Tally) -> Outcome {
        if self.finder.is_empty() {
            return self.line(text, tally);
        }
        for round in 0..ROUNDS {
            let mut later = Tally::default();
            let tally = if round == 0 { &mut *tally } else { &mut later };
            let html = line_with_math(text, math);
            // Where nothing changes, the line is looked at as it stands, and counted then.
            let mut met = Tally::default();
            met.is_official = tally.is_official;
            let Some(html) = html.and_then(|html| self.html(&html, &mut met)) else {
                return self.line(text, tally);
            };
            tally.add(met);
            let words = pieces(&html).filter_map(|piece| match piece {
                Piece::Text(words) => Some(decoded(words)),
                Piece::Start(_) | Piece::End(_) => None,
            });
            *text = words.collect();
        }
        Outcome::Unclean
    }

    /// Cleans plain text.
    pub(super) fn line(&self, text: &mut String, tally: &mut Tally) -> Outcome {
        for round in 0..ROUNDS {
            if self.finder.is_empty() && !may_be_seen(text) {
                return Outcome::Clean;
            }
            let mut later = Tally::default();
            let tally = if round == 0 { &mut *tally } else { &mut later };
            let changes = self.changes(text, (&[], &[]), tally);
            if changes.is_empty() {
                return Outcome::Clean;
            }
            *text = changed(text, changes);
        }
        Outcome::Unclean
    }

    /// Tells whether text holds something that may not stay, without a way to change it.
    pub(super) fn is_private(&self, text: &str) -> bool {
        let is_masked = self.mode == PrivacyMode::Mask;
        let has_hits = |text: &str| !self.hits(text, &[]).is_empty();
        let decoded = percent::decoded(text);
        self.names(text) || is_masked && (has_hits(text) || decoded != text && has_hits(&decoded))
    }

    /// Tells whether a text holds a name as it stands, or as a reader of HTML reads it: so the
    /// last gate reads all that is published.
    pub(super) fn names(&self, text: &str) -> bool {
        let read = html_escape::decode_html_entities(text);
        self.finder.is_in(text) || read != text && self.finder.is_in(&read)
    }

    /// Finds private text, but for what the operator lets be published.
    pub(super) fn hits(&self, text: &str, code: &[Range<usize>]) -> Vec<PrivateMatch> {
        let mut hits = seen_hits(text, code);
        if !self.rules.public.is_empty() {
            hits.retain(|hit| !self.is_public(&text[hit.range.clone()], hit.kind));
        }
        hits
    }

    /// Tells whether the operator said that this may be published.
    fn is_public(&self, found: &str, kind: PrivateKind) -> bool {
        let digits = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
        };
        let found = plain(found);
        self.rules.public.iter().any(|public| match kind {
            PrivateKind::Email => {
                let domain = public.strip_prefix('@').unwrap_or(public);
                let found = dialled(&found).unwrap_or_else(|| found.clone());
                found == *public || found.rsplit_once('@').is_some_and(|(_, own)| own == domain)
            }
            PrivateKind::Phone
            | PrivateKind::Card
            | PrivateKind::Iban
            | PrivateKind::NationalId => digits(&found) == digits(public),
            PrivateKind::Secret => found == *public,
        })
    }

    /// Finds what changes in plain text: private text where it is masked, with the names in
    /// it, and all other names. With the text comes what of it is code, and where elements start
    /// and end.
    fn changes(
        &self,
        text: &str,
        (code, edges): (&[Range<usize>], &[usize]),
        tally: &mut Tally,
    ) -> Vec<Replacement> {
        let mut names: Vec<Replacement> = Vec::new();
        for NameMatch { mut range, entry, form } in self.finder.matches(text, edges) {
            form.into_iter().for_each(|form| tally.note_form(entry, form));
            let is_mention = text[..range.start].ends_with('@');
            range.start -= usize::from(is_mention);
            let to = self.stands_for(entry, in_address(text, range.start));
            names.push(Replacement { range, to });
        }
        let mut masks: Vec<Replacement> = Vec::new();
        for mut hit in self.hits(text, code) {
            tally.note(hit.kind, &text[hit.range.clone()]);
            if self.mode != PrivacyMode::Mask {
                continue;
            }
            // What is left of an address without the name in it would still be private.
            names.retain(|Replacement { range, .. }| {
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

    fn masked(&self, text: &str, hit: PrivateMatch) -> Replacement {
        let to = match in_address(text, hit.range.start) {
            true => masks::IN_ADDRESS,
            false => masks::of_kind(hit.kind, self.lang),
        };
        Replacement { range: hit.range, to: to.to_owned() }
    }

    fn stands_for(&self, entry: usize, in_address: bool) -> String {
        let pseudonym = self.rules.person(entry).and_then(|p| p.pseudonym.as_deref());
        match (in_address, pseudonym) {
            (true, _) => masks::IN_ADDRESS.to_owned(),
            (false, Some(pseudonym)) => pseudonym.to_owned(),
            (false, None) if self.rules.is_thread(entry) => masks::of_thread(self.lang).to_owned(),
            (false, None) => masks::of_member(self.lang).to_owned(),
        }
    }

    /// Takes attributes away that hold what may not stay: a link that led to somebody's
    /// mailbox or page becomes its words. `None` when there are none.
    fn attributes(&self, html: &str, words: &str, tally: &mut Tally) -> Option<String> {
        if self.finder.is_empty() && !in_attributes(html) {
            return None;
        }
        let telling = self.telling_pictures(html);
        let parts = self.telling_parts(html);
        let mut out = String::new();
        let mut is_changed = false;
        let mut n_pictures = 0;
        for piece in pieces(html) {
            let Piece::Start(tag) = piece else {
                piece.write(&mut out);
                continue;
            };
            let is_telling = tag.name == "img" && telling.contains(&n_pictures);
            n_pictures += usize::from(tag.name == "img");
            let is_bare = tag.get("alt").is_none_or(|alt| alt.trim().is_empty());
            tag.write(
                |name, value| {
                    let part = if name == "id" { Some(&*value) } else { value.strip_prefix('#') };
                    let is_telling = is_telling && name == "alt"
                        || part.is_some_and(|part| parts.contains(part));
                    let stays = self.may_stay(name, &value, words, tally) && !is_telling;
                    is_changed |= !stays;
                    stays.then_some(value)
                },
                &mut out,
            );
            // The name of its file would be its words.
            if is_telling && is_bare && out.ends_with('>') {
                out.truncate(out.len() - 1);
                out.extend([" alt=\"", masks::of_thread(self.lang), "\">"]);
                is_changed = true;
            }
        }
        is_changed.then_some(out)
    }

    /// Finds the ids of headings that say what may not stay: ids are made of the words.
    fn telling_parts(&self, html: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open: Option<(String, String)> = None;
        for piece in pieces(html) {
            match (piece, &mut open) {
                (Piece::Start(tag), _) if is_heading(tag.name) => {
                    open = tag.get("id").map(|id| (id.into_owned(), String::new()));
                }
                (Piece::End(name), Some((id, words))) if is_heading(name) => {
                    let is_masked = self.mode == PrivacyMode::Mask;
                    let is_telling =
                        self.finder.is_in(words) || is_masked && !self.hits(words, &[]).is_empty();
                    if is_telling {
                        found.insert(std::mem::take(id));
                    }
                    open = None;
                }
                (Piece::Text(text), Some((_, words))) => words.push_str(&decoded(text)),
                (Piece::Start(_) | Piece::End(_) | Piece::Text(_), _) => {}
            }
        }
        found
    }

    /// Finds the pictures, by number, whose descriptions make up something that may not stay
    /// with the words beside them.
    fn telling_pictures(&self, html: &str) -> Vec<usize> {
        if !html.contains("<img") {
            return Vec::new();
        }
        let (text, pictures) = VisibleText::with_descriptions(html);
        let mut found: Vec<Range<usize>> =
            self.finder.find(&text).into_iter().map(|(range, _)| range).collect();
        if self.mode == PrivacyMode::Mask {
            found.extend(self.hits(&text, &[]).into_iter().map(|hit| hit.range));
        }
        let is_in = |picture: &Range<usize>| {
            found.iter().any(|range| range.start < picture.end && picture.start < range.end)
        };
        let numbered = pictures.iter().enumerate();
        numbered.filter(|(_, picture)| is_in(picture)).map(|(number, _)| number).collect()
    }

    /// Tells whether an attribute may stay, and counts what it holds and the words do not.
    fn may_stay(&self, name: &str, value: &str, words: &str, tally: &mut Tally) -> bool {
        let decoded = percent::decoded(value);
        let is_named = self.finder.is_in(value) || decoded != value && self.finder.is_in(&decoded);
        let hits = self.attribute_hits(name, &decoded);
        for hit in &hits {
            let found = &decoded[hit.range.clone()];
            if !words.contains(found) {
                tally.note(hit.kind, found);
            }
        }
        !is_named && (hits.is_empty() || self.mode != PrivacyMode::Mask)
    }

    /// Digits name many things in attributes; in words they count, and as what to dial.
    fn attribute_hits(&self, name: &str, value: &str) -> Vec<PrivateMatch> {
        if let Some(start) = dials(name, value) {
            let range = start..value.len();
            let is_public = self.is_public(&value[range.clone()], PrivateKind::Phone);
            let hit = PrivateMatch { range, kind: PrivateKind::Phone };
            return if is_public { Vec::new() } else { vec![hit] };
        }
        let mut hits = self.hits(value, &[]);
        let is_words = matches!(name, "title" | "alt");
        hits.retain(|hit| match hit.kind {
            PrivateKind::Email | PrivateKind::Secret => true,
            // `https://wa.me/38640…` and `/call?phone=38640…` dial a number.
            PrivateKind::Phone if is_dialled(value, hit.range.start) => true,
            _ => is_words,
        });
        hits
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Finds private text as a reader reads it, whatever signs it is written with.
fn seen_hits(text: &str, code: &[Range<usize>]) -> Vec<PrivateMatch> {
    let Some(folded) = Folded::of_signs(text) else {
        return if may_hold(text) { detect(text, code) } else { Vec::new() };
    };
    if !may_hold(&folded.text) {
        return Vec::new();
    }
    let code: Vec<Range<usize>> = code.iter().map(|range| folded.target(range)).collect();
    let mut hits = detect(&folded.text, &code);
    hits.iter_mut().for_each(|hit| hit.range = folded.source(&hit.range));
    hits
}

/// Tells whether a text can hold something private, as a reader reads it.
fn may_be_seen(text: &str) -> bool {
    match Folded::of_signs(text) {
        Some(folded) => may_hold(&folded.text),
        None => may_hold(text),
    }
}

/// Tells whether what stands for pictures can hold something private.
fn pictures_may_tell(html: &str) -> bool {
    pieces(html).any(|piece| match piece {
        Piece::Start(tag) => tag.name == "img" && may_be_seen(&description(&tag)),
        Piece::Text(_) | Piece::End(_) => false,
    })
}

/// Tells whether attributes can hold something private: most of their digits name things.
fn in_attributes(html: &str) -> bool {
    let has = |words: &str| memchr::memmem::find(html.as_bytes(), words.as_bytes()).is_some();
    html.contains('@')
        || ["%40", "%2540", "<img", "title=", "\"tel:", " id=\""].into_iter().any(has)
        || secret_may_be(html)
}

/// Tells whether a number that was found in an address is one to be dialled: no other is found
/// there.
fn is_dialled(value: &str, at: usize) -> bool {
    in_address(value, at) || value[..at].ends_with('=')
}

/// Tells where the number starts in the address of a phone.
fn dials(name: &str, value: &str) -> Option<usize> {
    let scheme = value.get(..4).filter(|_| name == "href")?;
    scheme.eq_ignore_ascii_case("tel:").then_some(scheme.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::name_patterns::NamePattern;
    use super::*;

    /// What becomes of something where a name is looked for, or none.
    fn with_redactor<T>(mode: PrivacyMode, name: &str, judge: impl Fn(&Redactor<'_>) -> T) -> T {
        let rules = PrivacyRules::default();
        let pattern = NamePattern { entry: 0, account: None, text: name.to_owned() };
        let names: BTreeSet<NamePattern> = [pattern].into();
        let finder = NameFinder::new(&rules, &names);
        judge(&Redactor { mode, rules: &rules, finder: &finder, lang: Lang::EN })
    }

    #[test]
    fn a_signature_in_the_address_of_a_link_is_taken_out() {
        let signature = "sig=aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9f4";
        for query in
            [format!("sv=2022-11-02&sr=b&{signature}&se=2026"), format!("{signature}&se=2026")]
        {
            let text = format!("[the file](https://acct.blob.core.windows.net/c/f.zip?{query})");
            let syntax = Syntax::Markdown(crate::model::Dialect::default());
            let (outcome, markup, total) = with_redactor(PrivacyMode::Mask, "", |redactor| {
                let mut markup = Markup { syntax, text: text.clone() };
                let mut tally = Tally::default();
                let outcome = redactor.markup(&mut markup, &mut tally);
                (outcome, markup, tally.total())
            });
            assert_eq!((outcome, total), (Outcome::Clean, 1), "{query}");
            assert!(!markup.text.contains("sig="), "{}", markup.text);
        }
    }

    #[test]
    fn what_a_title_holds_is_counted_once() {
        for title in ["Why $x^2$ and 555-234-5678?", "Why $x^2$, Tina Zupan, 555-234-5678?"] {
            let total = with_redactor(PrivacyMode::Report, "Tina Zupan", |redactor| {
                let mut tally = Tally::default();
                let mut text = title.to_owned();
                let outcome = redactor.title(&mut text, Math::Signs, &mut tally);
                assert_eq!(outcome, Outcome::Clean, "{text}");
                tally.total()
            });
            assert_eq!(total, 1, "{title}");
        }
    }
}
