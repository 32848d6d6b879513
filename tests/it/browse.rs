//! Readers find every question by where it lies and what it is about; nothing leads to a page
//! that is empty.

use std::path::Path;

use answerbook::diag::Code;

use crate::harness::{Built, Site, elements, example, folder, run};
use crate::incremental::{build_on, clean, published};

/// A thread record: an id, and more of its fields.
fn thread(id: &str, more: &str) -> String {
    format!(
        "{{\"id\": \"{id}\", \"title\": \"Why does lamp {id} blink?\"{more}, \"answers\": [{{\
         \"id\": \"a{id}\", \"body\": \"Hold the button of lamp {id}.\", \"accepted\": true}}]}}\n"
    )
}

fn site(threads: &[(&str, &str)]) -> Site {
    let lines: String = threads.iter().map(|(id, more)| thread(id, more)).collect();
    let settings = "title: Lumo help\nbase_url: https://a.example/\nlanguage: en\n\
                    sources:\n  - {type: jsonl, path: a.jsonl, language: en}\n";
    Site::new("").with("answerbook.yaml", settings).with("a.jsonl", lines)
}

/// The addresses of the links in a part of a page.
fn links(html: &str) -> Vec<String> {
    let all = elements(html).into_iter().filter(|(name, _)| name == "a");
    all.filter_map(|(_, attributes)| attributes.get("href").cloned()).collect()
}

fn main_part(page: &str) -> &str {
    let start = page.find("<main").unwrap_or_default();
    &page[start..page.find("</main>").unwrap_or(page.len())]
}

const TREE: [(&str, &str); 4] = [
    ("1", ", \"category\": \"Support > Billing\", \"views\": 5"),
    ("2", ", \"category\": [\"support\", \"Refunds > late\"], \"views\": 70"),
    ("3", ", \"category\": \"Support\""),
    ("4", ", \"category\": \"Ideas\", \"product\": [\"Hub 2\", \"Bulb\"], \"version\": 4"),
];

#[test]
fn categories_are_trees_of_pages_with_the_way_to_each_question() {
    let built = site(&TREE).build();
    assert_eq!(built.messages(), "");
    let all = built.page("categories.html");
    assert!(all.contains("3 questions") && all.contains("1 question"), "{all}");
    let support = main_part(built.page("categories/support.html"));
    for id in ["1", "2", "3"] {
        assert!(support.contains(&format!("why-does-lamp-{id}-blink-{id}.html")), "{support}");
    }
    let billing = main_part(built.page("categories/support--billing.html"));
    assert!(billing.contains("lamp-1") && !billing.contains("lamp-2"), "{billing}");
    assert!(billing.contains(">Categories</a>") && billing.contains(">Support</a>"), "{billing}");
    assert!(links(support).iter().any(|href| href == "../categories/support--billing.html"));
    let question = main_part(built.page("questions/why-does-lamp-1-blink-1.html"));
    let crumbs = &question[..question.find("</ol>").expect("a way")];
    let way =
        ["../index.html", "../categories/support.html", "../categories/support--billing.html"];
    assert_eq!(links(crumbs), way);
    // A name with a sign of its own is one level.
    assert!(built.page_paths("categories/").iter().any(|path| path.contains("refunds-late")));
    assert_eq!(built.check().1, "");
}

#[test]
fn products_have_pages_with_their_versions() {
    let built = site(&TREE).build();
    let question = main_part(built.page("questions/why-does-lamp-4-blink-4.html"));
    for product in ["../products/hub-2", "../products/bulb.html"] {
        assert!(links(question).iter().any(|href| href.starts_with(product)), "{question}");
    }
    let bulb = main_part(built.page("products/bulb.html"));
    assert!(bulb.contains("../products/bulb--4.html") && bulb.contains("lamp-4"), "{bulb}");
    assert!(built.page("products/bulb--4.html").contains("lamp-4"));
}

#[test]
fn what_would_list_nothing_is_not_made_and_not_linked() {
    let built = site(&[("1", "")]).build();
    for path in ["tags.html", "categories.html", "products.html", "people.html"] {
        assert!(!built.files.contains_key(path), "{path}");
    }
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("Nothing here yet"), "{path}");
        for href in ["tags.html", "categories.html", "products.html", "people.html"] {
            assert!(!page.contains(href), "{path} links {href}");
        }
    }
    let home = built.page("index.html");
    for block in ["class=\"ranked\"", "class=\"heading\"", "class=\"contact\"", "class=\"tags\""] {
        assert!(!home.contains(block), "{block}");
    }
    assert!(built.page("a-z.html").contains("W"));
}

#[test]
fn in_a_language_without_them_there_is_no_page_of_categories() {
    let built = site(&[
        ("1", ", \"category\": \"Help\""),
        ("2", ", \"category\": \"Ideas\""),
        ("3", ", \"language\": \"uk\""),
    ])
    .setting("languages: [en, uk]")
    .build();
    assert!(built.files.contains_key("categories.html"));
    assert!(!built.files.contains_key("uk/categories.html"));
    assert!(!built.page("uk/index.html").contains("categories"));
    // From a page that Ukrainian lacks its home page is one click away.
    let menu = links(built.page("categories.html"));
    assert!(menu.iter().any(|href| href == "uk/index.html"), "{menu:?}");
    assert_eq!(built.check().1, "");
}

#[test]
fn names_of_categories_lead_nowhere_else() {
    let long = "very long ".repeat(30);
    let deep = format!("\"category\": [{}]", vec![format!("\"{long}\""); 9].join(", "));
    let names = [
        ", \"category\": \"index\"",
        ", \"category\": \"../x\"",
        ", \"category\": [\"..\", \"/etc/passwd\"]",
        ", \"category\": \" \"",
        ", \"category\": []",
        ", \"category\": \"<script>alert(1)</script>\"",
        ", \"category\": \"con\", \"product\": \"CON\"",
        ", \"category\": \"\\u202egnp.exe\"",
        &format!(", {deep}"),
        ", \"category\": [\"A\", \"A\", \"A\"]",
        ", \"product\": [\"\", \"2\"], \"version\": [\"2\", \"\"]",
    ];
    let threads: Vec<(String, &str)> =
        names.iter().enumerate().map(|(at, more)| (at.to_string(), *more)).collect();
    let threads: Vec<(&str, &str)> = threads.iter().map(|(id, more)| (&**id, *more)).collect();
    for style in ["file", "folder"] {
        let built = site(&threads).setting(&format!("addresses: {style}")).build();
        assert_eq!(built.report().n_published, names.len(), "{}", built.messages());
        for path in built.files.keys() {
            assert!(!path.contains("..") && path.len() < 255 + 40, "{path}");
            assert!(path.split('/').all(|part| part.len() <= 255 && !part.is_empty()), "{path}");
        }
        assert!(!built.files.contains_key("categories/index.html") || style == "folder");
        assert_eq!(built.check().1, "");
        let all =
            built.page(if style == "file" { "categories.html" } else { "categories/index.html" });
        assert!(!all.contains("<script>alert") && all.contains("&lt;script&gt;"), "{all}");
        assert!(!all.contains('\u{202e}'));
    }
}

#[test]
fn a_list_of_thousands_of_tags_shows_the_largest() {
    let tags = |from: usize| {
        let tags: Vec<String> = (from..from + 100).map(|n| format!("\"case {n}\"")).collect();
        format!(", \"tags\": [\"lamps\", {}]", tags[1..].join(", "))
    };
    let threads: Vec<(String, String)> =
        (0..22).map(|at| (at.to_string(), tags(at * 100))).collect();
    let threads: Vec<(&str, &str)> = threads.iter().map(|(id, more)| (&**id, &**more)).collect();
    let built = site(&threads).build();
    assert!(built.codes().contains(&Code::TermsMany), "{}", built.messages());
    let page = main_part(built.page("tags.html"));
    assert_eq!(links(page).len(), 2_000 + 1, "the largest, and the way home");
    assert!(page.find("lamps").is_some_and(|at| at < 2_000));
    assert!(built.page_paths("tags/").len() > 2_000, "each has its page");
}

#[test]
fn the_home_page_leads_to_products_what_is_read_most_and_people() {
    let built = site(&TREE)
        .setting(
            "home:\n  featured: [\"3\"]\nhero: {title: Ask the lamp}\ncontact:\n  \
             text: Monday to Friday\n  links: [{label: Write, url: \"mailto:care@a.example\"}]\n\
             footer: {links: [{label: Imprint, url: /imprint.html}]}",
        )
        .with("static/imprint.html", "<p>Lumo</p>")
        .build();
    assert_eq!(built.messages(), "");
    let home = main_part(built.page("index.html"));
    let parts = ["Ask the lamp", "Choose a product", "Popular answers", "Newly solved", "Monday"];
    let places: Vec<Option<usize>> = parts.iter().map(|part| home.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{home}");
    let popular = &home[places[2].expect("it is there")..places[3].expect("it is there")];
    // What is featured, then what was read most.
    let order = ["lamp-3-", "lamp-2-", "lamp-1-"].map(|lamp| popular.find(lamp));
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{popular}");
    assert!(home.contains("mailto:care@a.example"));
    let deep = built.page("questions/why-does-lamp-1-blink-1.html");
    assert!(links(deep).iter().any(|href| href == "../imprint.html"));
}

#[test]
fn who_finds_no_page_is_led_to_people() {
    let built = site(&TREE)
        .setting(
            "contact:\n  text: Monday to Friday\n  links:\n  \
             - {label: Write, url: \"mailto:care@a.example\"}\n  \
             - {label: Call, url: /call.html}",
        )
        .with("static/call.html", "<p>Lumo</p>")
        .build();
    let missing = main_part(built.page("404.html"));
    assert!(missing.contains("Monday to Friday"), "{missing}");
    let to = links(missing);
    // The host shows the page at any address, so links start at its top.
    for href in ["mailto:care@a.example", "/call.html"] {
        assert!(to.iter().any(|link| link == href), "{to:?}");
    }
    assert!(!main_part(site(&TREE).build().page("404.html")).contains("class=\"contact\""));
}

#[test]
fn newly_solved_shows_what_is_solved_alone() {
    let open = "{\"id\": \"9\", \"title\": \"Why is lamp 9 dark?\", \"answers\": [{\"id\": \"b\", \
                \"body\": \"Perhaps the fuse of lamp 9 is out.\"}]}\n";
    let lines = thread("1", "") + open;
    let built = site(&[]).with("a.jsonl", lines).setting("publish: {resolution: all}").build();
    let home = built.page("index.html");
    assert!(home.contains("lamp-1-") && !home.contains("dark-9"), "{home}");
}

#[test]
fn popular_is_what_the_settings_say() {
    let threads = [
        ("1", ", \"views\": 9, \"likes\": 1, \"question\": {\"body\": \"q\", \"score\": 2}"),
        ("2", ", \"views\": 5, \"likes\": 8, \"question\": {\"body\": \"q\", \"score\": 3}"),
        ("3", ", \"views\": 1, \"likes\": 1, \"question\": {\"body\": \"q\", \"score\": 1}"),
    ];
    for (setting, first) in [("views", "lamp-1-"), ("likes", "lamp-2-"), ("votes", "lamp-2-")] {
        let built = site(&threads).setting(&format!("home: {{popular_by: {setting}}}")).build();
        let home = built.page("index.html");
        let popular = &home[home.find("class=\"ranked\"").expect("a list")..];
        let link = popular.find("<a href").expect("a link");
        assert!(popular[link..link + 60].contains(first), "{setting}: {}", &popular[..200]);
    }
}

#[test]
fn two_popular_answers_are_no_list_unless_the_settings_name_one() {
    let site = || site(&[("1", ", \"views\": 9"), ("2", ", \"views\": 5"), ("3", "")]);
    let built = site().build();
    assert!(!built.page("index.html").contains("class=\"ranked\""));
    let named = "home: {featured: [questions/why-does-lamp-3-blink-3.html]}";
    let built = site().setting(named).build();
    assert!(built.page("index.html").contains("class=\"ranked\""));
}

#[test]
fn a_version_is_called_one_where_its_product_is_not() {
    let many = |version: u8| format!(", \"product\": \"Hub\", \"version\": \"{version}.0\"");
    let (three, four) = (many(3), many(4));
    let other = ", \"product\": \"Bulb\"";
    let built = site(&[("1", &three), ("2", &four), ("3", other)]).build();
    for page in ["index.html", "products.html", "products/hub.html"] {
        assert!(main_part(built.page(page)).contains(">version 3.0<"), "{page}");
    }
}

#[test]
fn the_page_of_results_has_a_description() {
    let built = site(&TREE).build();
    let page = built.page("search.html");
    assert!(page.contains("<meta name=\"description\" content=\"Search answers"), "{page}");
}

#[test]
fn what_the_home_page_cannot_show_is_told() {
    let site = site(&TREE);
    let built = site.setting("home: {featured: [/answers/x.html], products: [Hub2, Bulb]}").build();
    let shown = built.rendered(answerbook::diag::Format::Human);
    assert!(shown.contains("`featured` names `/answers/x.html`"), "{shown}");
    assert!(shown.contains("about `Hub2`") && shown.contains("use `Hub 2`"), "{shown}");
    assert!(main_part(built.page("index.html")).contains("products/bulb.html"));
}

#[test]
fn a_tag_that_is_a_category_now_leads_there() {
    let ledger = "# answerbook addresses, version 1\n/tags/help.html tag:en:help\n\
                  /tags.html page:en:tags\n";
    let built = site(&[("1", ", \"category\": \"Help\", \"tags\": [\"help\"]")])
        .with("addresses.txt", ledger)
        .build();
    assert!(built.page("tags/help.html").contains("categories/help.html"), "{}", built.messages());
    assert!(built.page("tags.html").contains("index.html"));
}

#[test]
fn builds_that_remember_make_the_same_lists() {
    let site = site(&TREE);
    let folder = folder();
    site.write(folder.path());
    let day = crate::harness::NOW;
    let check = |folder: &Path, what: &str| {
        let output = build_on(folder, day).output().expect("the binary runs");
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
        let anew = clean(folder, day).files.expect("it is published");
        let known = published(folder);
        let differ: Vec<&String> = anew
            .keys()
            .chain(known.keys())
            .filter(|path| anew.get(*path) != known.get(*path))
            .collect();
        assert!(differ.is_empty(), "{what}: {differ:?}");
    };
    check(folder.path(), "at first");
    let path = folder.path().join("a.jsonl");
    let edit = |from: &str, to: &str| {
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from));
        std::fs::write(&path, text.replace(from, to)).expect("a file");
    };
    for (what, from, to) in [
        ("another category", "Support > Billing", "Support > Money"),
        ("another number of views", "\"views\": 70", "\"views\": 1"),
        ("no category", ", \"category\": \"Ideas\"", ""),
        ("a category alone", ", \"category\": \"Support\"", ", \"category\": \"Lamps\""),
    ] {
        edit(from, to);
        check(folder.path(), what);
    }
    let settings = folder.path().join("answerbook.yaml");
    let text = std::fs::read_to_string(&settings).expect("a file");
    let named = text.replace("language: en}", "language: en, categories: {Lamps: Lights}}");
    std::fs::write(&settings, named).expect("a file");
    check(folder.path(), "a name in the settings");
    assert!(folder.path().join("public/categories/lights.html").exists());
    assert_eq!(run(folder.path(), &["check"]).code, 0);
}

#[test]
fn ids_of_categories_get_names_in_the_settings() {
    let topic = |id: u32, category: u32| {
        format!(
            r#"{{"id":{id},"title":"Why is lamp {id} red?","category_id":{category},"post_stream":
{{"posts":[{{"post_number":1,"username":"jo","cooked":"<p>Why is lamp {id} red?</p>"}},
{{"post_number":2,"username":"kim","accepted_answer":true,
"cooked":"<p>Hold its button.</p>"}}]}}}}"#
        )
    };
    let settings = |categories: &str| {
        format!(
            "title: x\nlanguage: en\nsources:\n  - {{type: discourse, path: f, \
             consent: public{categories}}}\n"
        )
    };
    let forum = Site::new("").with("f/1.json", topic(1, 6)).with("f/2.json", topic(2, 7));
    let unnamed = forum.with("answerbook.yaml", settings("")).build();
    assert_eq!(unnamed.codes(), [Code::CategoryUnnamed]);
    assert!(unnamed.page_paths("categories").is_empty());
    let forum = Site::new("").with("f/1.json", topic(1, 6)).with("f/2.json", topic(2, 7));
    let map = ", categories: {5: Support, 6: {name: Billing, parent: 5}, 7: Ideas}";
    let named = forum.with("answerbook.yaml", settings(map)).build();
    assert_eq!(named.messages(), "");
    assert!(named.page("categories/support--billing.html").contains("lamp 1"));
}

#[test]
fn the_example_site_is_found_by_product_in_all_its_languages() {
    let built = example();
    for prefix in ["", "uk/", "ru/", "sl/"] {
        let home = main_part(built.page(&format!("{prefix}index.html")));
        assert!(
            home.contains("class=\"heading\"") && home.contains("class=\"contact\""),
            "{prefix}"
        );
        assert!(built.files.contains_key(&format!("{prefix}products.html")), "{prefix}");
    }
}

impl Built {
    /// The codes of what was told.
    fn codes(&self) -> Vec<Code> {
        self.diagnostics.iter().map(|told| told.code).collect()
    }
}

/// Whoever reads the twin of a list can go where its page leads.
#[test]
fn twins_of_lists_lead_where_their_pages_lead() {
    let built = example();
    for path in ["index.html", "categories.html", "products.html"] {
        let page = main_part(built.page(path));
        let twin = built.page(&path.replace(".html", ".md"));
        let mut n_links = 0;
        let all = links(page).into_iter().filter(|href| href.ends_with(".html"));
        for href in all.filter(|href| href != "index.html") {
            let is_thread = href.starts_with("questions/") || href.starts_with("answers/");
            // A tile's top questions are a click away.
            let is_in_tile = is_thread && page.contains(&format!("<li><a href=\"{href}\""));
            let name = href.replace(".html", ".md)");
            assert!(is_in_tile || twin.contains(&name), "{path}: {name}\n{twin}");
            n_links += 1;
        }
        assert!(n_links > 3, "{path}: {n_links}");
    }
    let home = built.page("index.md");
    for heading in ["Popular answers", "Newly solved", "Topics", "Still stuck?"] {
        assert!(home.contains(&format!("\n\n## {heading}\n\n")), "{heading}\n{home}");
    }
    let terms = built.files.keys().filter(|path| path.starts_with("products/"));
    let mut twins = terms.filter(|path| path.ends_with(".md")).map(|path| built.page(path));
    assert!(twins.any(|twin| twin.contains("\n## Narrow down\n")));
}

#[test]
fn links_of_the_settings_lead_to_pages_or_are_told() {
    let settings =
        |url: &str| format!("footer:\n  links:\n    - {{label: Imprint, url: \"{url}\"}}\n");
    let build = |url: &str| {
        Site::new("== answers/imprint.md\n---\ntitle: Imprint\n---\nMira.\n")
            .setting(&settings(url))
            .build()
    };
    for good in ["/answers/imprint.html", "/answers/imprint.html?a#b", "/", "/robots.txt"] {
        assert_eq!(build(good).message(Code::LinkBroken), "", "{good}");
    }
    let told = build("/answers/imprnt.html").message(Code::LinkBroken);
    assert!(told.starts_with("answerbook.yaml:7:"), "{told}");
}

#[test]
fn a_link_of_the_settings_leads_to_the_page_in_the_language_of_the_reader() {
    let page = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\nMira.\n");
    let built = Site::new("== answers/reset.md\n---\ntitle: Reset it\nlanguage: uk\n---\nSo.\n")
        .with("answers/imprint.md", page("Imprint", "slug: imprint\n"))
        .with(
            "answers/pravno.md",
            page("Pravno", "slug: pravno\nlanguage: sl\ntranslation_of: imprint\n"),
        )
        .setting("languages: [en, sl, uk]")
        .setting(
            "footer: {links: [{label: Imprint, url: /answers/imprint.html}]}\n\
            contact: {links: [{label: Who we are, url: /answers/imprint.html#mira}]}",
        )
        .build();
    for (page, imprint) in [
        ("index.html", "answers/imprint.html"),
        ("sl/index.html", "../answers/pravno.html"),
        ("uk/index.html", "../answers/imprint.html"),
    ] {
        let html = built.page(page);
        let part = if page.starts_with("sl/") { "" } else { "#mira" };
        for (label, part) in [("Imprint", ""), ("Who we are", part)] {
            let link = format!("href=\"{imprint}{part}\">{label}</a>");
            assert!(html.contains(&link), "{page}: {link}\n{html}");
        }
    }
}

#[test]
fn letters_that_an_index_keeps_together_are_one() {
    let letters = |lang: &str, titles: &[&str]| {
        let pages = titles.iter().enumerate();
        let site = pages.fold(Site::new(""), |site, (at, title)| {
            site.with(&format!("answers/{at}.md"), format!("---\ntitle: {title}\n---\nSo.\n"))
        });
        let built = site.setting(&format!("language: {lang}")).build();
        built.page_paths("a-z/").len()
    };
    assert_eq!(letters("ar", &["اضغط الزر", "أعد التشغيل", "بدّل المصباح"]), 2);
    assert_eq!(letters("fr", &["Éteindre la lampe", "Essayer encore"]), 1);
    assert_eq!(letters("sl", &["Čas", "Cena", "Žarnica"]), 3);
}

#[test]
fn a_translation_in_a_folder_is_one_of_the_file_of_its_name() {
    let built = Site::new("== answers/reset.md\n---\ntitle: Reset it\n---\nHold it.\n")
        .with(
            "answers/de/reset.md",
            "---\ntitle: Neu starten\nlanguage: de\ntranslation_of: reset\n---\nHalten.\n",
        )
        .setting("languages: [en, de]")
        .build();
    assert_eq!(built.messages(), "");
    let others = links(built.page("answers/reset-it.html"));
    assert!(others.contains(&"../answers/neu-starten.html".to_owned()), "{others:?}");
}
