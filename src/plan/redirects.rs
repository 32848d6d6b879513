//! What became of every address that was ever published.
//!
//! Finds all redirects of the site, in two steps. First the ledger is compared with the pages
//! of this build: an address without a page leads to the page that has its permanent name
//! now. Then the redirects that people wrote, in the settings, in privacy.yaml or as an old
//! address of a thread, are followed to their ends. Every redirect leads straight to its end:
//! a page, another site, or the answer that the page is gone.
//!
//! An address that would lead nowhere is an error, and nothing is built: readers, search
//! engines and other sites keep addresses for years.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::{Diagnostic, Place, Severity, Sink};
use crate::model::Origin;
use crate::normalize::{Summary, open_host};
use crate::output::SitePath;
use crate::privacy::RemovedTarget;
use crate::site::{AddressWriter, Site, encode, ends_like_address, is_old_address};

use super::identity::PageIdentities;
use super::ledger::{LedgerLine, UrlStatus};
use super::url_path::{UrlPathError, display_path, is_reserved, is_web, parse_url_path};
use super::{Page, PageKind, UrlBuilder, ledger, problems};

/// What the redirects are found from.
pub struct RedirectInput<'a> {
    /// The settings.
    pub config: &'a Config,
    /// All threads.
    pub site: &'a Site,
    /// All pages.
    pub pages: &'a [Page],
    /// The bytes of the ledger; `None` where the site has none yet.
    pub ledger: Option<&'a [u8]>,
    /// What happens with an address that would lead nowhere.
    pub lost: LostAddresses,
    /// Tells whether one of the site's own static files has this path.
    pub is_static: &'a dyn Fn(&str) -> bool,
    /// Finds the place of an entry of `redirects` in the settings, for messages.
    pub place: &'a dyn Fn(&str) -> Place,
    /// Finds the place of an old address in the record that names it, for messages.
    pub alias_place: &'a dyn Fn(&Origin, &str) -> Place,
    /// Tells where visitors of a thread go that privacy.yaml removed; the thread is given by
    /// the position of its source and its id there.
    pub removed: &'a dyn Fn(usize, &str) -> Option<RemovedTarget>,
    /// Tells whether an address contains the name of somebody who opted out.
    pub names_person: &'a dyn Fn(&str) -> bool,
}

/// What happens with a published address that would lead nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LostAddresses {
    /// It is an error, and nothing is built until somebody says what became of it.
    #[default]
    Refused,
    /// It is remembered as gone on purpose.
    Gone,
}

/// All redirects of a site, and the ledger that remembers them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedirectPlan {
    /// All redirects, sorted by the address that they start from.
    pub redirects: Vec<Redirect>,
    /// The text of the new ledger; `None` when it is the same as the old one.
    pub ledger: Option<String>,
    /// How many pages have an address that the old ledger does not hold.
    pub n_new: usize,
}

/// A redirect: an address without a page, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The path of the file that would answer it: `old/path`, `uk/index.html`.
    pub from: String,
    /// Where its visitors go.
    pub to: RedirectTarget,
}

/// Where visitors of an address go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectTarget {
    /// To a page or file of this site, and a fragment of it such as `#steps`, or nothing.
    Here(SitePath, String),
    /// To another site.
    Elsewhere(String),
    /// Nowhere: what was there is gone.
    Gone,
}

/// Finds all redirects. Returns `None` when an address would lead nowhere or a redirect has
/// no end; what is wrong is in the sink.
pub fn compare(input: &RedirectInput<'_>, sink: &mut Sink) -> Option<RedirectPlan> {
    let names = UrlBuilder::new(input.site, AddressWriter::new(input.config.addresses));
    let mut living: Vec<(String, usize)> = input
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.kind != PageKind::Missing)
        .map(|(at, page)| (display_path(page.path.as_str()), at))
        .collect();
    living.sort_unstable();
    let before = sink.n_errors();
    let mut planner = RedirectPlanner {
        input,
        identities: PageIdentities::new(input.config, input.site, names),
        living: &living,
        rules: BTreeMap::new(),
        old: BTreeMap::new(),
        n_new: living.len(),
        n_refused_aliases: 0,
        sink,
    };
    planner.gather_rules();
    if let Err(damage) = planner.read() {
        planner.sink.push(problems::damaged(&damage));
        return None;
    }
    planner.apply_rules();
    let n_refused = planner.n_refused_aliases;
    let redirects = planner.finish();
    // A thread is published without an alias that cannot be: whoever wrote it stops nothing.
    (sink.n_errors() == before + n_refused).then_some(redirects)
}

/// Describes a ledger that cannot be read from disk.
pub fn unreadable(reason: &str) -> Diagnostic {
    problems::unreadable(reason)
}

struct RedirectPlanner<'a, 's> {
    input: &'a RedirectInput<'a>,
    identities: PageIdentities<'a>,
    /// The addresses of all pages, sorted, each with the position of its page.
    living: &'a [(String, usize)],
    /// The redirects that somebody wrote down, by the path that each starts from.
    rules: BTreeMap<String, RedirectRule>,
    /// Addresses without a page, in the form in which the ledger writes them.
    old: BTreeMap<String, OldAddress>,
    n_new: usize,
    /// How many of the problems are old addresses of threads.
    n_refused_aliases: usize,
    sink: &'s mut Sink,
}

/// How many old addresses of one thread are quoted in messages.
const MAX_QUOTED: usize = 100;

/// A redirect that somebody wrote down.
#[derive(Clone)]
struct RedirectRule {
    /// As written: an address, or `gone`.
    to: String,
    place: Place,
    /// It is an old address that a thread names, which leads to the thread's page.
    is_alias: bool,
}

struct OldAddress {
    from: String,
    /// The permanent name; `None` for a redirect of the settings that leads to another site,
    /// which the ledger need not remember.
    identity: Option<String>,
    into: Option<String>,
    is_gone: bool,
    to: RedirectTarget,
}

impl RedirectPlanner<'_, '_> {
    /// Gathers the redirects of the settings and the old addresses of threads.
    fn gather_rules(&mut self) {
        let input = self.input;
        for (from, to) in &input.config.redirects {
            let to = to.trim().to_owned();
            self.add_rule(from, RedirectRule { to, place: (input.place)(from), is_alias: false });
        }
        for entry in &input.site.threads {
            let origin = &entry.summary.origin;
            let aliases = entry.summary.aliases.iter().filter(|alias| is_old_address(alias));
            for (at, alias) in aliases.enumerate() {
                // Its file is read for each that is quoted.
                let place = match at < MAX_QUOTED {
                    true => (input.alias_place)(origin, alias),
                    false => Place::line(&origin.path, origin.line.max(1)),
                };
                let to = display_path(entry.path.as_str());
                if !self.is_of_community(alias, &entry.summary) {
                    self.add_rule(alias, RedirectRule { to, place, is_alias: true });
                }
            }
        }
    }

    /// Tells whether an alias is an address in the community that the thread came from.
    fn is_of_community(&self, alias: &str, summary: &Summary) -> bool {
        let source = self.input.config.sources.get(summary.source);
        let own = [summary.url.as_deref(), source.and_then(|source| source.url.as_deref())];
        let is_elsewhere = || parse_url_path(alias, self.input.config.base_url.as_deref()).is_err();
        open_host(alias).is_some_and(|host| {
            own.into_iter().flatten().any(|url| open_host(url).as_deref() == Some(&*host))
                && is_elsewhere()
        })
    }

    fn add_rule(&mut self, from: &str, rule: RedirectRule) {
        let is_alias = rule.is_alias;
        if let Err(problem) = self.try_rule(from, rule) {
            self.n_refused_aliases += usize::from(is_alias && problem.severity == Severity::Error);
            self.sink.push(*problem);
        }
    }

    fn try_rule(&mut self, from: &str, rule: RedirectRule) -> Result<(), Box<Diagnostic>> {
        let path = match parse_url_path(from, self.input.config.base_url.as_deref()) {
            Ok(path) if is_reserved(&path) => {
                return Err(Box::new(problems::reserved(rule.place, from)));
            }
            // With two words it may be a wording as well: `/giveaway ends`.
            Ok(_) if rule.is_alias && is_spaced(from) && !ends_like_address(from) => {
                return Err(Box::new(problems::no_alias(rule.place, from, UrlPathError::Space)));
            }
            Ok(path) => path,
            Err(why) if rule.is_alias => {
                return Err(Box::new(problems::no_alias(rule.place, from, why)));
            }
            Err(why) => return Err(Box::new(problems::no_address(rule.place, from, why))),
        };
        // The thread has its old address again.
        if rule.is_alias && display_path(&path) == rule.to {
            return Ok(());
        }
        if let Some(living) = self.clash(&path) {
            return Err(Box::new(problems::page_there(rule.place, from, &living)));
        }
        match self.rules.get(&path) {
            Some(first) if first.to != rule.to => {
                let (place, to) = (first.place.clone(), &rule.to);
                let problem = problems::redirect_twice(from, &first.to, place, to, rule.place);
                return Err(Box::new(problem));
            }
            Some(_) => {}
            None => {
                self.rules.insert(path, rule);
            }
        }
        Ok(())
    }

    /// Returns the page or file that already answers a path, or whose name a folder in the
    /// path would have to take.
    fn clash(&self, path: &str) -> Option<String> {
        let folder = format!("{path}/index.html");
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let candidates = [path, &folder].into_iter().chain(above);
        let mut taken = candidates.filter(|path| {
            self.is_living(&display_path(path)).is_some() || (self.input.is_static)(path)
        });
        taken.next().map(display_path)
    }

    fn is_living(&self, display_path: &str) -> Option<&Page> {
        let found =
            self.living.binary_search_by(|(known, _)| known.as_str().cmp(display_path)).ok()?;
        Some(&self.input.pages[self.living[found].1])
    }

    /// Reads the ledger, and handles every address that has no page now.
    fn read(&mut self) -> Result<(), ledger::LedgerError> {
        let Some(bytes) = self.input.ledger else { return Ok(()) };
        let mut pages = self.living.iter().peekable();
        let mut gone: Vec<LedgerLine<'_>> = Vec::new();
        let mut n_known = 0;
        ledger::read(bytes, |line| {
            while pages.next_if(|(known, _)| known.as_str() < line.address).is_some() {}
            match pages.peek() {
                Some((known, _)) if known == line.address => n_known += 1,
                _ => gone.push(line),
            }
        })?;
        self.n_new -= n_known;
        for line in gone {
            self.old_line(line)?;
        }
        Ok(())
    }

    fn old_line(&mut self, line: LedgerLine<'_>) -> Result<(), ledger::LedgerError> {
        let damaged = |_| ledger::LedgerError::Line(line.number, line.address.to_owned());
        let from = parse_url_path(line.address, None).map_err(damaged)?;
        // An address that contains a removed name is dropped: a redirect would publish it.
        let names_person = self.input.names_person;
        if names_person(line.address) || names_person(&ledger::unescape(line.identity)) {
            return Ok(());
        }
        let identity = Some(line.identity.to_owned());
        let remembered = match line.status {
            UrlStatus::Into(other) => Some(other.to_owned()),
            UrlStatus::Live | UrlStatus::Gone => None,
        };
        let current = self.identities.current_page(line.identity);
        let current = current.or_else(|| {
            let other = remembered.as_deref()?;
            let mut current = self.identities.current_page(other)?;
            current.into.get_or_insert_with(|| other.to_owned());
            Some(current)
        });
        let removed = if current.is_none() { self.removed(line.identity) } else { None };
        if let Some(RemovedTarget::To(to, place)) = removed.clone() {
            let rule = RedirectRule { to, place, is_alias: false };
            self.rules.entry(from.clone()).or_insert(rule);
        }
        let has_rule = self.rules.contains_key(&from);
        let old = match current {
            Some(current) => {
                let to = RedirectTarget::Here(current.path, String::new());
                OldAddress { from, identity, into: current.into, is_gone: false, to }
            }
            None => {
                let is_gone = line.status == UrlStatus::Gone
                    || (!has_rule && (removed.is_some() || self.input.lost == LostAddresses::Gone));
                if !is_gone && !has_rule {
                    let is_known = self.identities.knows_source(source_of(line.identity));
                    self.sink.push(problems::lost(&line, is_known));
                }
                OldAddress { from, identity, into: remembered, is_gone, to: RedirectTarget::Gone }
            }
        };
        self.old.insert(display_path(&old.from), old);
        Ok(())
    }

    /// Returns where visitors of a thread go that privacy.yaml removed.
    fn removed(&mut self, identity: &str) -> Option<RemovedTarget> {
        let (source, id) = self.identities.thread_of(identity)?;
        (self.input.removed)(source, &id)
    }

    /// Follows every written redirect to its end, and records it.
    fn apply_rules(&mut self) {
        let rules = std::mem::take(&mut self.rules);
        for (from, rule) in &rules {
            let Some((to, identity)) = self.end(from, rule, &rules) else { continue };
            let old = self.old.entry(display_path(from)).or_insert_with(|| OldAddress {
                from: from.clone(),
                identity: None,
                into: None,
                is_gone: false,
                to: RedirectTarget::Gone,
            });
            if identity.is_some() {
                (old.identity, old.into, old.is_gone) = (identity, None, false);
            }
            old.to = to;
        }
    }

    /// Returns where a written redirect ends, over other redirects and old addresses, with
    /// the permanent name of that page.
    fn end(
        &mut self,
        from: &str,
        rule: &RedirectRule,
        rules: &BTreeMap<String, RedirectRule>,
    ) -> Option<(RedirectTarget, Option<String>)> {
        let mut seen = BTreeSet::from([from.to_owned()]);
        let mut next = rule;
        let mut part = String::new();
        loop {
            let path = match self.step(&display_path(from), next, &mut part) {
                Ok(path) => path,
                Err(end) => return end.map(|to| (to, None)),
            };
            if let Some(page) = self.is_living(&display_path(&path)) {
                let identity = self.identities.of(page);
                return Some((RedirectTarget::Here(page.path.clone(), part), Some(identity)));
            }
            if !seen.insert(path.clone()) {
                // One message for a ring, from its first address.
                if path == from && seen.first().is_some_and(|first| first == from) {
                    self.sink.push(problems::looped(rule.place.clone(), &seen));
                }
                return None;
            }
            if let Some(further) = rules.get(&path) {
                next = further;
                continue;
            }
            if let Some(OldAddress { to, identity, into, .. }) = self.old.get(&display_path(&path))
            {
                let to = match to {
                    RedirectTarget::Here(page, _) => RedirectTarget::Here(page.clone(), part),
                    end => end.clone(),
                };
                return Some((to, into.clone().or_else(|| identity.clone())));
            }
            if let Some(file) = SitePath::new(&*path).filter(|_| (self.input.is_static)(&path)) {
                return Some((RedirectTarget::Here(file, part), None));
            }
            let problem = problems::no_target(next.place.clone(), &display_path(from), &next.to);
            self.sink.push(problem);
            return None;
        }
    }

    /// Reads where a written redirect leads: `Ok` is a path of this site, `Err` an end outside
    /// it, or nothing when there is a problem. The last `#part` on the way counts.
    fn step(
        &mut self,
        from: &str,
        rule: &RedirectRule,
        part: &mut String,
    ) -> Result<String, Option<RedirectTarget>> {
        if rule.to == "gone" {
            return Err(Some(RedirectTarget::Gone));
        }
        let (text, named) = rule.to.split_once('#').unwrap_or((&rule.to, ""));
        if !named.is_empty() {
            *part = format!("#{}", encode(named));
        }
        match parse_url_path(text, self.input.config.base_url.as_deref()) {
            Ok(path) => Ok(path),
            Err(UrlPathError::Elsewhere) => {
                let end = elsewhere(&rule.to);
                if end.is_none() {
                    self.sink.push(problems::no_target(rule.place.clone(), from, &rule.to));
                }
                Err(end.map(RedirectTarget::Elsewhere))
            }
            Err(why) => {
                self.sink.push(problems::no_address(rule.place.clone(), &rule.to, why));
                Err(None)
            }
        }
    }

    /// Writes the new ledger, and returns all redirects.
    fn finish(self) -> RedirectPlan {
        let mut text = ledger::head();
        let mut living = self.living.iter().peekable();
        let mut redirects = Vec::with_capacity(self.old.len());
        let page = |text: &mut String, (display_path, at): &(String, usize)| {
            let identity = self.identities.of(&self.input.pages[*at]);
            ledger::push(text, display_path, &identity, UrlStatus::Live);
        };
        for (display_path, old) in self.old {
            while let Some(before) = living.next_if(|(known, _)| *known < display_path) {
                page(&mut text, before);
            }
            if let Some(identity) = &old.identity {
                let status = match &old.into {
                    _ if old.is_gone => UrlStatus::Gone,
                    Some(other) => UrlStatus::Into(other),
                    None => UrlStatus::Live,
                };
                ledger::push(&mut text, &display_path, identity, status);
            }
            redirects.push(Redirect { from: old.from, to: old.to });
        }
        living.for_each(|last| page(&mut text, last));
        let is_same = self.input.ledger.is_some_and(|old| old == text.as_bytes());
        redirects.sort_by(|a, b| a.from.cmp(&b.from));
        RedirectPlan { redirects, ledger: (!is_same).then_some(text), n_new: self.n_new }
    }
}

fn is_spaced(address: &str) -> bool {
    address.trim().contains(char::is_whitespace)
}

/// Returns a web address in the form that HTTP headers allow; `None` when it is none.
fn elsewhere(text: &str) -> Option<String> {
    let text = if is_web(text) { text.to_owned() } else { format!("https:{text}") };
    let url = url::Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let mut written = String::new();
    for c in url.as_str().chars() {
        match c {
            '"' | '\'' | '\\' | '{' | '}' | '$' | '<' | '>' | '`' | '^' | '|' | ' ' => {
                written.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    Some(written)
}

/// Returns the word for the source in a permanent name: `forum` in `thread:forum:214`.
fn source_of(identity: &str) -> &str {
    identity.split(':').nth(1).unwrap_or_default()
}
