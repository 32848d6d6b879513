//! Random histories: whatever happens, every address ever published has an end.

use std::collections::BTreeSet;

use answerbook::diag::Format;
use answerbook::plan::redirects::RedirectTarget;

use super::{Story, Thread};
use crate::harness::Site;

const IDS: [&str; 6] = ["1", "2", "3", "x y", "ж", "a:b"];
const TITLES: [&str; 5] = ["One", "Two", "Three", "Хаб", "One 2"];

/// A xorshift generator (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % n as u64).expect("a small number")
    }

    /// Any of the threads, with any titles, some folded onto others.
    fn content(&mut self) -> Vec<Thread> {
        let mut threads = Vec::new();
        for id in IDS {
            if self.below(4) == 0 {
                continue;
            }
            let of = (self.below(4) == 0).then(|| IDS[self.below(IDS.len())]);
            threads.push((id, TITLES[self.below(TITLES.len())], of.filter(|of| *of != id)));
        }
        threads
    }
}

#[test]
fn every_address_ends_at_a_page_or_is_gone() {
    for seed in 1..=25 {
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (seed << 7));
        let mut story = Story::new();
        let mut published: BTreeSet<String> = BTreeSet::new();
        for step in 0..6 {
            story.settings = super::SETTINGS.to_owned();
            if random.below(5) == 0 {
                story.settings.push_str("addresses: folder\n");
            }
            let built = story.site(&random.content()).build_gone();
            let redirects = &built.report().redirects;
            if let Some(ledger) = &redirects.ledger {
                story.ledger = Some(ledger.clone());
            }
            // Pages that lead on are no pages.
            let leads_on = |html: &str| html.contains("http-equiv=\"refresh\"");
            let pages = built.pages().filter(|(_, html)| !leads_on(html));
            let pages: BTreeSet<String> = pages.map(|(path, _)| path.to_owned()).collect();
            let from: BTreeSet<&str> =
                redirects.redirects.iter().map(|m| m.from.as_str()).collect();
            for moved in &redirects.redirects {
                assert!(!pages.contains(&moved.from), "{seed} {step}: {moved:?} hides a page");
                if let RedirectTarget::Here(path, _) = &moved.to {
                    assert!(pages.contains(path.as_str()), "{seed} {step}: {moved:?}");
                    assert!(!from.contains(path.as_str()), "{seed} {step}: {moved:?} is a chain");
                }
            }
            published.extend(pages.iter().filter(|path| !path.ends_with("404.html")).cloned());
            for path in &published {
                let known = pages.contains(path) || from.contains(path.as_str());
                assert!(known, "{seed} {step}: {path} is forgotten");
            }
        }
    }
}

#[test]
fn the_same_content_again_says_the_same_again() {
    let mut random = Random(7);
    let mut story = Story::new();
    for _ in 0..10 {
        let content = random.content();
        let built = story.site(&content).build_gone();
        if let Some(ledger) = &built.report().redirects.ledger {
            story.ledger = Some(ledger.clone());
        }
        let again = story.site(&content).build();
        assert_eq!(again.report().redirects.ledger, None);
        assert_eq!(again.report().redirects.redirects, built.report().redirects.redirects);
    }
}

#[test]
fn an_alias_with_spaces_leads_on_where_its_end_says_that_it_is_an_address() {
    let site = |alias: &str| {
        let text = format!("---\ntitle: Hub\naliases: [\"{alias}\"]\n---\nOne.\n");
        Site::new("").setting("hosts: [netlify, nginx]").with("answers/a.md", text).build()
    };
    for (alias, from, file) in [
        ("/faq/old hub.html", "/faq/old%20hub.html", "faq/old hub.html"),
        ("/faq/my old hub/", "/faq/my%20old%20hub/", "faq/my old hub/index.html"),
        ("/faq/old%20hub", "/faq/old%20hub", "faq/old hub/index.html"),
    ] {
        let built = site(alias);
        assert_eq!(built.messages(), "", "{alias}");
        let list = built.page("_redirects");
        assert!(list.lines().any(|line| line.starts_with(&format!("{from} "))), "{list}");
        let decoded = alias.replace("%20", " ");
        assert!(built.page("_hosts/nginx.conf").contains(&format!("\"{decoded}")), "{alias}");
        assert!(built.page(file).contains("hub.html"), "{alias}");
    }
    let odd = site("/giveaway ends").rendered(Format::Human);
    assert!(odd.contains("write `/giveaway%20ends` if it is an old address"), "{odd}");
}
