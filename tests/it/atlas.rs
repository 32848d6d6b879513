//! The theme `atlas`: the tree of categories and answers beside each page.

use crate::harness::{Built, Site, elements};

/// Answers by hand in two categories, one of which lies in another.
fn site() -> Site {
    Site::new(
        "
        == answers/reset.md
        ---
        title: Reset the ring
        category: Setup > Lights
        slug: reset
        ---
        Hold it for ten seconds.
        == answers/wifi.md
        ---
        title: Join a network
        category: Setup
        slug: wifi
        ---
        ## With the app

        Open it.

        ## Without

        Press twice.

        ## When it fails

        Start again.
        == answers/refund.md
        ---
        title: Ask for a refund
        category: Orders
        slug: refund
        ---
        Write to us.
        == answers/about.md
        ---
        title: Who we are
        slug: about
        ---
        Two people and a dog.
        ",
    )
    .setting("theme: atlas")
}

/// The rows of the tree of a page: how deep, and the address with what is marked.
fn tree(built: &Built, page: &str) -> Vec<String> {
    let html = built.page(page);
    let (_, rest) = html.split_once("<nav class=\"tree\"").expect("a tree");
    let (nav, _) = rest.split_once("</nav>").expect("its end");
    let opened = nav.matches("<ul>").count();
    assert_eq!(
        (opened, nav.matches("<li>").count()),
        (nav.matches("</ul>").count(), nav.matches("</li>").count())
    );
    let mut depth = 0;
    let mut rows = Vec::new();
    for piece in nav.split('<') {
        match piece {
            _ if piece.starts_with("ul>") => depth += 1,
            _ if piece.starts_with("/ul>") => depth -= 1,
            _ if piece.starts_with("a href") => {
                let link = format!("<{piece}</a>");
                let (_, attributes) = elements(&link).remove(0);
                let marks = ["class", "aria-current"].map(|name| attributes.get(name).cloned());
                let marks: String =
                    marks.into_iter().flatten().map(|mark| format!(" {mark}")).collect();
                rows.push(format!("{} {}{marks}", "-".repeat(depth), attributes["href"]));
            }
            _ => {}
        }
    }
    rows
}

#[test]
fn the_tree_is_open_where_the_page_lies() {
    let built = site().build();
    assert_eq!(built.messages(), "");
    assert_eq!(
        tree(&built, "answers/reset.html"),
        [
            "- ../categories/setup.html open",
            "-- ../categories/setup--lights.html open",
            "--- ../answers/reset.html page",
            "-- ../answers/wifi.html",
            "- ../categories/orders.html",
            "- ../answers/about.html",
        ]
    );
    assert_eq!(
        tree(&built, "categories/orders.html"),
        [
            "- ../categories/setup.html",
            "- ../categories/orders.html open page",
            "-- ../answers/refund.html",
            "- ../answers/about.html",
        ]
    );
    let home = tree(&built, "index.html");
    assert_eq!(
        home,
        ["- categories/setup.html", "- categories/orders.html", "- answers/about.html"]
    );
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
}

#[test]
fn headings_of_the_answer_stand_at_the_other_side_as_well() {
    let built = site().build();
    let page = built.page("answers/wifi.html");
    let (_, rail) = page.split_once("<aside class=\"rail\"").expect("a rail");
    assert!(rail.contains("<nav class=\"contents\"") && rail.contains("#with-the-app"), "{rail}");
    assert!(!built.page("answers/reset.html").contains("class=\"contents\""));
}

#[test]
fn a_title_that_changes_is_new_on_every_page_with_the_tree() {
    let before = site().build();
    let after = site()
        .with(
            "answers/refund.md",
            "---\ntitle: Ask for <b>money\ncategory: \"Orders & <returns>\"\nslug: refund\n\
             ---\nWrite.\n",
        )
        .build();
    for page in ["index.html", "answers/reset.html", "answers/about.html"] {
        assert_ne!(before.page(page), after.page(page), "{page}");
        assert!(after.page(page).contains("<bdi>Orders &amp; &lt;returns&gt;</bdi>"), "{page}");
    }
    let page = after.page("answers/refund.html");
    assert!(page.contains("<bdi>Ask for &lt;b&gt;money</bdi>"), "{page}");
}

#[test]
fn a_tree_stays_short_whatever_the_number_of_answers() {
    let mut many = Site::new("").setting("theme: atlas");
    for n in 0..150 {
        let text = format!("---\ntitle: Lamp number {n:03}\ncategory: Lamps\n---\nIt glows.\n");
        many = many.with(&format!("answers/{n}.md"), text);
    }
    let built = many.build();
    let page = built.page_paths("answers/")[149].to_owned();
    let rows = tree(&built, &page);
    assert_eq!(rows.len(), 61, "the category, and sixty answers");
    assert_eq!(rows[0], "- ../categories/lamps.html open");
}

#[test]
fn without_categories_all_answers_stand_in_order_of_their_titles() {
    let built = Site::new(
        "
        == answers/b.md
        ---
        title: Bulbs
        slug: b
        ---
        So.
        == answers/a.md
        ---
        title: Adapters
        slug: a
        ---
        So.
        ",
    )
    .setting("theme: atlas")
    .build();
    assert_eq!(tree(&built, "answers/a.html"), ["- ../answers/a.html page", "- ../answers/b.html"]);
}

#[test]
fn other_themes_have_no_tree_and_render_nothing_again_for_it() {
    let built = site().setting("language: en").build();
    assert!(built.page("index.html").contains("class=\"tree\""));
    let files = site();
    let plain = files
        .without("answerbook.yaml")
        .with("answerbook.yaml", "title: x\nsources: [{type: markdown, path: answers}]\n");
    assert!(!plain.build().page("index.html").contains("class=\"tree\""));
}
