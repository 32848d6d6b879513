//! What was met while threads were cleaned, and what people are told of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::PrivacyMode;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::{Origin, ThreadId};

use super::PrivateKind;
use super::detect::dialled;
use super::name_forms::NameForm;
use super::name_patterns::Sighting;
use super::rules::{PrivacyRules, plain};

/// How many places of private text a message names.
const MAX_PLACES: usize = 5;

/// An address that official answers give to so many askers is the brand's own.
const MIN_ASKERS: usize = 3;

/// How many such addresses are proposed.
const MAX_PROPOSED: usize = 10;

/// Private text that was met in a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: PrivateKind,
    /// How often.
    pub count: usize,
    /// The thread's file.
    pub path: String,
    /// Its line.
    pub line: usize,
    /// Mail addresses and phone numbers of official posts: what may be the brand's own.
    pub contacts: Vec<String>,
    /// Who asked, by the source's own id; empty where nobody is named, or there are no contacts.
    pub asker: String,
}

/// What was met while threads were cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivacyFindings {
    /// Private text, one finding for each kind in each thread.
    pub private_texts: Vec<Finding>,
    /// People and threads of privacy.yaml.
    pub sightings: Vec<Sighting>,
    /// Names in forms that entries of privacy.yaml ask for.
    pub forms: Vec<FormFinding>,
    /// Threads that were taken out, or lost answers: their pages may go.
    pub gone: Vec<ThreadId>,
}

/// A name that was taken out of a thread in a form that its entry asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFinding {
    /// The entry.
    pub entry: usize,
    /// The form.
    pub form: NameForm,
    /// How often.
    pub count: usize,
    /// The thread's file.
    pub path: String,
    /// Its line.
    pub line: usize,
}

/// How often each kind was met in a thread.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<PrivateKind, usize>,
    contacts: BTreeSet<(PrivateKind, String)>,
    forms: BTreeMap<(usize, NameForm), usize>,
    /// What is met now stands in an official post.
    pub is_official: bool,
}

impl Tally {
    /// Counts something private.
    pub(super) fn note(&mut self, kind: PrivateKind, text: &str) {
        *self.counts.entry(kind).or_default() += 1;
        if !self.is_official {
            return;
        }
        let text = plain(text);
        match kind {
            PrivateKind::Email => {
                self.contacts.insert((kind, dialled(&text).unwrap_or(text)));
            }
            PrivateKind::Phone => {
                self.contacts.insert((kind, text));
            }
            PrivateKind::Card
            | PrivateKind::Iban
            | PrivateKind::Secret
            | PrivateKind::NationalId => {}
        }
    }

    /// Counts a name in a form that its entry asks for.
    pub(super) fn note_form(&mut self, entry: usize, form: NameForm) {
        *self.forms.entry((entry, form)).or_default() += 1;
    }

    /// Adds what another one counted.
    pub(super) fn add(&mut self, other: Tally) {
        for (kind, count) in other.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        for (form, count) in other.forms {
            *self.forms.entry(form).or_default() += count;
        }
        self.contacts.extend(other.contacts);
    }

    /// How much private text was met.
    pub(super) fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// Adds what a thread holds to the findings.
    pub(super) fn finish(
        self,
        origin: &Origin,
        asker: Option<String>,
        findings: &mut PrivacyFindings,
    ) {
        let (path, line) = (&origin.path, origin.line);
        let asker = asker.unwrap_or_default();
        findings.private_texts.extend(self.counts.iter().map(|(&kind, &count)| {
            let own = self.contacts.iter().filter(|(of, _)| *of == kind);
            let contacts: Vec<String> = own.map(|(_, text)| text.clone()).collect();
            let asker = if contacts.is_empty() { String::new() } else { asker.clone() };
            Finding { kind, count, path: path.clone(), line, contacts, asker }
        }));
        findings.forms.extend(self.forms.into_iter().map(|((entry, form), count)| FormFinding {
            entry,
            form,
            count,
            path: path.clone(),
            line,
        }));
    }
}

impl PrivacyFindings {
    /// Returns how many texts are known, to come back to with [`PrivacyFindings::forget_since`].
    pub fn n_texts(&self) -> (usize, usize) {
        (self.private_texts.len(), self.forms.len())
    }

    /// Forgets the texts of a thread that is not published: it leaks nothing.
    pub fn forget_since(&mut self, (n_texts, n_forms): (usize, usize)) {
        self.private_texts.truncate(n_texts);
        self.forms.truncate(n_forms);
    }
}

/// Says what was taken out in other forms than those that privacy.yaml lists, entry by entry, for
/// people who look whether it was somebody else's. No name is quoted.
pub fn tell_forms(rules: &PrivacyRules, findings: &[FormFinding], sink: &mut Sink) {
    let mut by_entry: BTreeMap<usize, Vec<&FormFinding>> = BTreeMap::new();
    for finding in findings {
        by_entry.entry(finding.entry).or_default().push(finding);
    }
    for (entry, mut findings) in by_entry {
        findings.sort_by(|a, b| (&a.path, a.line, a.form).cmp(&(&b.path, b.line, b.form)));
        sink.push(forms_taken(rules.place(entry), &findings));
    }
}

fn forms_taken(entry: Place, findings: &[&FormFinding]) -> Diagnostic {
    let count: usize = findings.iter().map(|finding| finding.count).sum();
    let what = if count == 1 { "1 name was" } else { &format!("{count} names were") };
    let message = format!("{what} taken out in other forms than those listed");
    let mut diagnostic = Diagnostic::warning(Code::PrivacyForms, message).at(entry, "this entry");
    let mut places: Vec<(&str, usize)> =
        findings.iter().map(|finding| (finding.path.as_str(), finding.line.max(1))).collect();
    places.dedup();
    for (path, line) in places.iter().take(MAX_PLACES) {
        diagnostic = diagnostic.at(Place::line(*path, *line), "");
    }
    let more = places.len().saturating_sub(MAX_PLACES);
    if more > 0 {
        diagnostic = diagnostic.note(format!("and {more} more threads"));
    }
    let mut by_form: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *by_form.entry(finding.form.name()).or_default() += finding.count;
    }
    let forms: Vec<String> = by_form.iter().map(|(form, n)| format!("{n} by `{form}`")).collect();
    diagnostic
        .note(forms.join(", "))
        .help("look whether they are this person's; take the form out of `forms:` if they are not")
}

/// Says what private text was met, by kind, with the first places. None of it is quoted but
/// what must be the brand's own.
pub fn report(mode: PrivacyMode, findings: &[Finding], sink: &mut Sink) {
    let mut by_kind: BTreeMap<PrivateKind, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_kind.entry(finding.kind).or_default().push(finding);
    }
    let mut proposed = match mode {
        PrivacyMode::Report => Vec::new(),
        PrivacyMode::Mask | PrivacyMode::Fail => own_addresses(findings),
    };
    for (kind, mut findings) in by_kind {
        findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        let is_own = matches!(kind, PrivateKind::Email | PrivateKind::Phone);
        let proposed = if is_own { std::mem::take(&mut proposed) } else { Vec::new() };
        sink.push(found(mode, kind, &findings, &proposed));
    }
}

/// Finds the addresses and numbers that official answers give to several askers, the most
/// frequent ones first.
fn own_addresses(findings: &[Finding]) -> Vec<String> {
    let mut askers: BTreeMap<String, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !finding.asker.is_empty()) {
        for contact in &finding.contacts {
            let key = match finding.kind {
                PrivateKind::Phone => contact.chars().filter(char::is_ascii_digit).collect(),
                _ => contact.clone(),
            };
            askers.entry(key).or_insert((contact, BTreeSet::new())).1.insert(&finding.asker);
        }
    }
    let mut own: Vec<(&str, usize)> =
        askers.into_values().map(|(text, askers)| (text, askers.len())).collect();
    own.retain(|(_, n_askers)| *n_askers >= MIN_ASKERS);
    own.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    own.into_iter().take(MAX_PROPOSED).map(|(text, _)| text.to_owned()).collect()
}

fn found(
    mode: PrivacyMode,
    kind: PrivateKind,
    findings: &[&Finding],
    proposed: &[String],
) -> Diagnostic {
    let count: usize = findings.iter().map(|finding| finding.count).sum();
    let (one, many) = kind.names();
    let what = if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
    let (verb, was) = if count == 1 { ("is", "was") } else { ("are", "were") };
    let message = match mode {
        PrivacyMode::Report => format!("{what} {verb} published"),
        PrivacyMode::Mask => format!("{what} {was} masked"),
        PrivacyMode::Fail => format!("{what} would be published"),
    };
    let mut diagnostic = match mode {
        PrivacyMode::Report | PrivacyMode::Mask => Diagnostic::warning(Code::PrivateText, message),
        PrivacyMode::Fail => Diagnostic::error(Code::PrivateText, message),
    };
    for finding in findings.iter().take(MAX_PLACES) {
        diagnostic = diagnostic.at(Place::line(&finding.path, finding.line.max(1)), "");
    }
    let more = findings.len().saturating_sub(MAX_PLACES);
    if more > 0 {
        diagnostic = diagnostic.note(format!("and {more} more threads"));
    }
    diagnostic = match mode {
        PrivacyMode::Report => diagnostic.help("set `privacy: mask` to leave them out"),
        PrivacyMode::Mask => diagnostic,
        PrivacyMode::Fail => diagnostic.help("take them out of the source, or set `privacy: mask`"),
    };
    match proposed {
        [] => {
            let file = super::FILE;
            diagnostic.help(format!("list what may be published under `public:` in `{file}`"))
        }
        proposed => diagnostic
            .note(format!("official answers give some of them to {MIN_ASKERS} askers or more"))
            .help(format!(
                "if they are the brand's own, write `public: [{}]` in `{}`",
                proposed.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "),
                super::FILE
            )),
    }
}

/// A text as YAML has it: what starts with a letter and has no other sign needs no quotes.
fn quoted(text: &str) -> String {
    let is_bare = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_');
    match text.starts_with(char::is_alphabetic) && text.chars().all(is_bare) {
        true => text.to_owned(),
        false => format!("\"{}\"", text.replace(['"', '\\'], "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(kind: PrivateKind, contact: &str, asker: &str) -> Finding {
        let (path, contacts) = (String::from("a.jsonl"), vec![contact.to_owned()]);
        Finding { kind, count: 1, path, line: 1, contacts, asker: asker.to_owned() }
    }

    #[test]
    fn what_official_answers_give_to_several_askers_is_the_brands_own() {
        let mut all = Vec::new();
        for asker in ["1", "2", "3"] {
            all.push(finding(PrivateKind::Email, "help@lumo.si", asker));
            all.push(finding(PrivateKind::Email, "ana@novak.si", "1"));
            all.push(finding(PrivateKind::Email, "bo@novak.si", ""));
        }
        for (asker, phone) in
            [("1", "+386 1 234 56 78"), ("2", "+38612345678"), ("3", "+386 1 2345678")]
        {
            all.push(finding(PrivateKind::Phone, phone, asker));
        }
        all.push(finding(PrivateKind::Email, "help@lumo.si", "4"));
        assert_eq!(own_addresses(&all), ["help@lumo.si", "+386 1 234 56 78"]);
        assert_eq!(quoted("help@lumo.si"), "help@lumo.si");
        assert_eq!(quoted("+386 1"), "\"+386 1\"");
    }
}
