//! Headings, and links to them within a file and across files.

use std::collections::BTreeSet;

use answerbook::diag::Code;

use crate::harness::{Site, elements, folder, manifest, run, tree};

/// The values of an attribute on a page.
fn values(page: &str, name: &str) -> Vec<String> {
    elements(page).into_iter().filter_map(|(_, mut all)| all.remove(name)).collect()
}

#[test]
fn headings_have_the_ids_that_github_gives_them_and_links_find_them() {
    let built = Site::new(
        "
        == answers/a.md
        Go to [steps](#steps) or [second steps](#steps-1), [top](#top).

        ## Steps
        One.

        ## Steps
        Two.

        ## What's *new* in 2.0?
        Кроки: [крок](#Крок), [крок](#%D0%BA%D1%80%D0%BE%D0%BA).

        ## Крок
    ",
    )
    .build();
    let page = built.page("answers/a.html");
    for id in ["steps", "steps-1", "whats-new-in-20", "крок"] {
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id}");
    }
    for href in ["#steps", "#steps-1", "#top", "#крок"] {
        assert!(page.contains(&format!("<a href=\"{href}\"")), "{href}");
    }
    let message = built.message(Code::FragmentBroken);
    assert_eq!(
        message,
        "answers/a.md:10:15: error[fragment-broken]: \
         the link to `#Крок` names no part of its page\n",
    );
}

#[test]
fn links_lead_to_parts_of_other_files() {
    let site = Site::new(
        "
        == answers/a.md
        See [extra steps](more/b.md#extra-steps), [the page](more/b.md), [main](more/b.md#main),
        [an old name](more/b.md#old), [a part](/answers/b.html#extra-steps).
        == answers/more/b.md
        ---
        slug: b
        ---
        <a name=\"old\"></a>
        ## Extra steps
        More, [from the first](../a.md).

        ## Main
    ",
    );
    let built = site.build();
    assert_eq!(built.messages(), "");
    let hrefs = values(built.page("answers/a.html"), "href");
    for href in ["b.html#extra-steps", "b.html#main-1", "b.html#old"] {
        let href = format!("../answers/{href}");
        assert!(hrefs.contains(&href), "{href} in {hrefs:?}");
    }
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
    // The heading goes, so the link is broken, and told of though its file stays.
    let site = site.with("answers/more/b.md", "---\nslug: b\n---\n<a name=\"old\"></a>\n## Main\n");
    assert_eq!(
        site.build().messages(),
        "answers/a.md:1:19: error[fragment-broken]: \
         the link to `more/b.md#extra-steps` names no part of its page\n",
    );
}

#[test]
fn a_broken_part_is_told_by_check_with_its_line() {
    let folder = folder();
    Site::new(
        "
        == answers/a.md
        # A
        [Good](b.md#steps) and

        - [bad](b.md#stepz)
        - [worse](#nowhere)
        == answers/b.md
        # B
        ## Steps
        One.
    ",
    )
    .write(folder.path());
    let built = run(folder.path(), &["build", "--format", "short"]).expect(1);
    let places: Vec<&str> = built.stderr.lines().filter(|l| l.contains("fragment")).collect();
    assert_eq!(
        places,
        [
            "answers/a.md:4:9: error[fragment-broken]: \
             the link to `b.md#stepz` names no part of its page",
            "answers/a.md:5:11: error[fragment-broken]: \
             the link to `#nowhere` names no part of its page",
        ],
    );
    let checked = run(folder.path(), &["check", "--format", "short"]).expect(1);
    let places: Vec<&str> = checked.stderr.lines().filter(|l| l.contains("fragment")).collect();
    assert_eq!(
        places,
        [
            "answers/a.md:4:9: error[fragment-broken]: \
             the link to `../answers/b.html#stepz` names no part of its page",
            "answers/a.md:5:11: error[fragment-broken]: \
             the link to `#nowhere` names no part of its page",
        ],
        "{}",
        checked.stderr,
    );
}

#[test]
fn a_broken_link_is_quoted_where_it_stands() {
    let built = Site::new(
        "
        == answers/a.md
        ---
        title: A
        source_url: https://a.example/Extra%20Setup/
        ---
        - [good](Extra%20Setup/b.md)
        - `Extra%20Setup/`
        - [folder](Extra%20Setup/)
        - [again](Extra%20Setup/)
        - <a href=\"Extra%20Setup/c.md\">in a tag</a>, ![ring](Extra%20Setup/b.png)
        == answers/Extra Setup/b.md
        Set it up.
    ",
    )
    .build();
    let messages = built.messages();
    let lines: Vec<&str> = messages.lines().filter_map(|line| line.split(':').nth(1)).collect();
    assert_eq!(lines, ["7", "8", "9", "9"], "{messages}");
}

#[test]
fn no_heading_takes_an_id_that_the_theme_has() {
    for theme in ["commons", "plain"] {
        let of_theme: BTreeSet<String> = tree(&manifest().join("themes"))
            .into_iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .flat_map(|(_, bytes)| values(&String::from_utf8_lossy(&bytes), "id"))
            .filter(|id| !id.contains('{'))
            .chain(["question", "a-1", "a-2", "c-c1", "box-1"].map(str::to_owned))
            .collect();
        assert!(of_theme.len() > 8);
        let headings = of_theme.iter().fold(String::new(), |all, id| all + "\n## " + id + "\nx\n");
        let file = format!(
            "# Why?\n{headings}\n## Answer by Ann (accepted)\n{headings}\n\
             ### Comment by Bo\nThanks.\n\n## Answer by Cy\nNo.\n"
        );
        let site = Site::new("").with("answers/w.md", file).setting(&format!("theme: {theme}"));
        let built = site.build();
        let page = built.page("questions/why-w.html");
        let ids = values(page, "id");
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
        for id in &of_theme {
            assert!(ids.contains(&format!("{id}-1")), "{id}-1 in {ids:?}");
        }
    }
}

#[test]
fn three_headings_make_a_list_of_contents_in_both_themes() {
    let file = "# A\n## One & only\nx\n### *Below* it\ny\n## Two\nz\n";
    for theme in ["commons", "plain"] {
        let site = Site::new("").with("answers/a.md", file).setting(&format!("theme: {theme}"));
        let built = site.build();
        let page = built.page("answers/a.html");
        let (_, rest) = page.split_once("<p>On this page</p>").expect("a list of contents");
        let (list, _) = rest.split_once("</nav>").expect("its end");
        let first = "<a href=\"#one--only\">One &amp; only</a>";
        let below = "<ul><li><a href=\"#below-it\">Below it</a></li></ul>";
        let second = "<a href=\"#two\">Two</a>";
        let expected =
            format!("<ul lang=\"en\" dir=\"ltr\"><li>{first}{below}</li><li>{second}</li></ul>");
        assert_eq!(list.replace('\n', ""), expected);
        let two = Site::new("").with("answers/a.md", "# A\n## One\nx\n## Two\ny\n");
        let built = two.setting(&format!("theme: {theme}")).build();
        assert!(!built.page("answers/a.html").contains("On this page"));
    }
}
