//! A reader who asks for pages while the site is built anew, as a static host does.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use answerbook::search::Query;
use answerbook::search::site::LocalSite;

use crate::harness::{Site, elements, folder, run};

use super::n_of;

/// Pages that every generation has.
const PAGES: [&str; 5] =
    ["index.html", "answers/stable.html", "answers/edited.html", "search.html", "404.html"];

/// `ANSWERBOOK_REBUILDS` names another number of them.
#[test]
fn a_reader_never_misses_a_page_or_what_it_names() {
    let site = folder();
    Site::new("")
        .with("answers/stable.md", "---\ntitle: Stable\n---\nAlways here.\n")
        .with("answers/edited.md", "---\ntitle: Edited\n---\nWords number 0.\n")
        .write(site.path());
    run(site.path(), &["build"]).expect(0);
    let public = site.path().join("public");
    let (ended, n_read) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut problems = BTreeSet::new();
            while !ended.load(Ordering::Relaxed) && problems.is_empty() {
                for page in PAGES {
                    n_read.fetch_add(1, Ordering::Relaxed);
                    problems.extend(missing(&public, page));
                }
                problems.extend(search(&public));
            }
            problems
        });
        let builds = (1..=n_of("ANSWERBOOK_REBUILDS", 12)).map(|n| {
            edit(site.path(), n);
            run(site.path(), &["build", "--gone", "--quiet"])
        });
        let failed = builds.into_iter().find(|built| built.code != 0);
        ended.store(true, Ordering::Relaxed);
        assert!(failed.is_none(), "{}", failed.map_or(String::new(), |built| built.stderr));
        let problems = reader.join().expect("a reader");
        assert!(problems.is_empty(), "{problems:#?}");
    });
    assert!(n_read.into_inner() > 100);
}

/// Each edit changes pages, the search, and the name of the style sheet.
fn edit(site: &Path, n: usize) {
    let put = |path: &str, text: String| {
        let path = site.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let words = format!("---\ntitle: Edited\n---\nWords number {n}, and w{n}.\n");
    put("answers/edited.md", words);
    put(&format!("answers/new-{n}.md"), format!("---\ntitle: New {n}\n---\nA lamp {n}.\n"));
    let _ = std::fs::remove_file(site.join(format!("answers/new-{}.md", n - n.min(3))));
    let brand = format!("brand:\n  colours: {{accent: \"#{:06x}\"}}\n", 0x11_22_33 + n);
    let settings = "title: Answers\nbase_url: https://a.example/\nsources:\n  \
        - {type: markdown, path: answers, name: Handbook}\n";
    put("answerbook.yaml", format!("{settings}{brand}"));
}

/// What a page names and is not there.
fn missing(public: &Path, page: &str) -> Vec<String> {
    let Ok(html) = std::fs::read_to_string(public.join(page)) else {
        return vec![format!("{page} is not there")];
    };
    if !html.trim_end().ends_with("</html>") {
        return vec![format!("{page} is cut short")];
    }
    let folder = public.join(page);
    let folder = folder.parent().expect("a folder");
    let mut problems = Vec::new();
    for (_, attributes) in elements(&html) {
        let named = ["src", "href"].iter().filter_map(|key| attributes.get(*key));
        for name in named.filter(|name| name.contains("assets/") || name.contains("search/")) {
            let path = name.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
            if !folder.join(path).is_file() {
                problems.push(format!("{page} names {name}, which is not there"));
            }
        }
    }
    problems
}

/// Searches as a browser does that has just loaded the first file of the search.
fn search(public: &Path) -> Option<String> {
    let opened = LocalSite::open(&public.join("search"), |path| std::fs::read(path));
    let mut site = match opened {
        Ok(site) => site,
        Err(error) => return Some(format!("the search cannot be opened: {error}")),
    };
    let hits = site.search(&Query { text: "always stable", ..Query::default() }, 5);
    (hits.is_empty()).then(|| "the search found nothing".to_owned())
}
