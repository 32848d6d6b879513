//! Themes: two that come along, overrides, parents, and what templates must not do.

use std::collections::BTreeMap;

use answerbook::files::{DiskFiles, Files, MemoryFiles};
use answerbook::site::TaxonomyKind;

use crate::harness::{Site, build, elements, example, example_files, folder, manifest, run, tree};

const ONE: &str = "== answers/a.md\n---\ntitle: Reset\nauthor: Ann\n---\nHold the ring.\n";

/// The example site with another theme.
fn example_in(theme: &str) -> crate::harness::Built {
    let disk = DiskFiles::new(manifest().join("example-site"));
    let files = disk.list(".").into_iter().map(|path| {
        let bytes = disk.read(&path).expect("a file of the example");
        let text = match path.as_str() {
            "answerbook.yaml" => {
                let text = String::from_utf8(bytes).expect("settings are text");
                text.replace("theme: commons", &format!("theme: {theme}")).into_bytes()
            }
            _ => bytes,
        };
        (path, text)
    });
    build(&MemoryFiles::new(files))
}

/// Every template that comes along, and its path.
fn templates() -> Vec<(String, String)> {
    let files = tree(&manifest().join("themes")).into_iter();
    let html = files.filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("templates are text")))
        .collect()
}

#[test]
fn the_plain_theme_builds_the_same_site() {
    let plain = example_in("plain");
    let pages = |built: &crate::harness::Built| -> Vec<String> {
        built.pages().map(|(path, _)| path.to_owned()).collect()
    };
    assert_eq!(pages(&plain), pages(example()));
    assert_eq!(plain.messages(), example().messages());
    let (checked, messages) = plain.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
    for (path, page) in plain.pages() {
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert!(page.contains("<main"), "{path}");
    }
    let page = plain.page("questions/hub-2-drops-off-wi-fi-every-night-at-about-3-am-12.html");
    for words in ["Matej Kovač", "Jonas Feld", "https://forum.lumo.example/t/", "CC BY-SA 4.0"] {
        assert!(page.contains(words), "{words}");
    }
}

/// The addresses that a page names, whatever for.
fn addresses(page: &str) -> Vec<String> {
    let of_element = |(_, mut attributes): (String, BTreeMap<String, String>)| {
        ["href", "src", "action"].into_iter().filter_map(move |key| attributes.remove(key))
    };
    elements(page).into_iter().flat_map(of_element).collect()
}

#[test]
fn every_page_of_all_themes_leads_to_all_terms_of_every_taxonomy() {
    for theme in ["commons", "plain", "atlas"] {
        let settings = manifest().join("example-site/answerbook.yaml");
        let settings = std::fs::read_to_string(settings).expect("the example's settings");
        let settings = settings.replace("theme: commons", &format!("keywords: on\ntheme: {theme}"));
        let built = &example_files().with("answerbook.yaml", settings).build();
        let of_tag = built.page_paths("tags/")[0];
        for (path, root) in [("index.html", ""), (of_tag, "../")] {
            let addresses = addresses(built.page(path));
            for taxonomy in TaxonomyKind::all() {
                let page = format!("{root}{}.html", taxonomy.definition().folder);
                assert!(addresses.contains(&page), "{path}: {page}");
            }
        }
    }
}

#[test]
fn what_hosts_show_at_any_depth_names_its_addresses_from_the_top() {
    for theme in ["atlas", "commons", "plain"] {
        let settings = "title: T\nbase_url: https://a.example/help/\nlanguages: [en, uk]\n\
            sources:\n  - {type: markdown, path: answers}\n";
        let site = Site::new(ONE).with("answerbook.yaml", format!("{settings}theme: {theme}\n"));
        let built = site.build();
        let addresses = addresses(built.page("404.html"));
        assert!(addresses.contains(&"/help/a-z.html".to_owned()), "{addresses:?}");
        for address in addresses {
            let start = ["/help/", "#", "https://"];
            assert!(start.iter().any(|start| address.starts_with(start)), "{theme}: {address}");
        }
    }
}

#[test]
fn a_site_overrides_one_block_of_a_template() {
    let own = "{% extends \"commons/base.html\" %}\
        {% block footer %}<footer>Made by {{ site.brand }}</footer>{% endblock %}";
    let built = Site::new(ONE).with("templates/base.html", own).build();
    for (path, page) in built.pages() {
        assert!(page.contains("<footer>Made by Answers</footer>"), "{path}");
        assert!(!page.contains("site-foot") && page.contains("site-head"), "{path}");
    }
    assert_eq!(built.messages(), "");
}

#[test]
fn a_site_replaces_a_part_by_its_name() {
    let built = Site::new(ONE).with("templates/parts/person.html", "by somebody").build();
    assert!(built.page("answers/reset.html").contains("by somebody"));
}

#[test]
fn a_theme_stands_on_its_parent() {
    let built = Site::new(ONE)
        .setting("theme: acme")
        .with("themes/acme/theme.yaml", "name: acme\nparent: commons\n")
        .with(
            "themes/acme/templates/answer.html",
            "{% extends \"commons/answer.html\" %}\
             {% block related %}<p>Acme rail</p>{% endblock %}",
        )
        .with("themes/acme/static/site.css", "body{color:teal}")
        .with("themes/acme/static/badge.svg", "<svg/>")
        .with("themes/acme/strings/en.ftl", "nav-letters = Shelves\n")
        .build();
    let page = built.page("answers/reset.html");
    assert!(page.contains("<p>Acme rail</p>") && page.contains("Hold the ring."), "{page}");
    assert!(page.contains(">Shelves<") && page.contains("Search"));
    let css = built.paths("assets/site-").into_iter().find(|path| path.ends_with(".css"));
    assert_eq!(built.page(css.expect("a style")).trim(), "body{color:teal}");
    assert!(built.files.contains_key("assets/badge.svg"));
    assert_eq!(
        built.messages(),
        "themes/acme/static/site.css: warning[style-replaced]: \
         this sheet replaces all of the one of `commons`\n"
    );
}

#[test]
fn a_file_that_takes_the_place_of_a_page_is_named() {
    let built = Site::new(ONE).with("static/answers/reset.html", "Ours.").build();
    assert_eq!(built.page("answers/reset.html"), "Ours.");
    assert_eq!(
        built.messages(),
        "static/answers/reset.html: warning[address-taken]: \
         `static/answers/reset.html` takes the place of a page\n",
    );
}

#[test]
fn a_parent_that_is_not_there_is_named() {
    let built = Site::new(ONE)
        .setting("theme: acme")
        .with("themes/acme/theme.yaml", "parent: comons\n")
        .build();
    assert!(built.messages().contains("there is no theme named `comons`"), "{}", built.messages());
}

#[test]
fn only_sanitised_fields_are_called_safe() {
    let mut n_safe = 0;
    for (path, text) in templates() {
        for (before, _) in text.match_indices("| safe").map(|(at, _)| (&text[..at], ())) {
            n_safe += 1;
            let field = before.trim_end().rsplit([' ', '{', '(']).next().unwrap_or_default();
            assert!(field.ends_with("html"), "{path}: {field}");
        }
        assert!(!text.contains("autoescape") && !text.contains("|safe"), "{path}");
    }
    assert!(n_safe >= 4, "{n_safe}");
}

#[test]
fn templates_have_nothing_inline() {
    for (path, text) in templates() {
        assert!(!text.contains("<style") && !text.contains("style="), "{path}");
        assert!(!text.contains("javascript:"), "{path}");
        for script in text.split("<script").skip(1) {
            let start = script.split('>').next().unwrap_or_default();
            let is_data = ["application/ld+json", "speculationrules"];
            let is_data = is_data.iter().any(|kind| start.contains(kind));
            assert!(start.contains("src=") || is_data, "{path}");
        }
        for (_, attributes) in elements(&text) {
            let handler = attributes.keys().find(|key| key.starts_with("on"));
            assert_eq!(handler, None, "{path}");
        }
    }
}

#[test]
fn styles_and_scripts_ask_no_other_host() {
    for (path, bytes) in tree(&manifest().join("themes")) {
        if path.contains("/static/") && !path.ends_with(".svg") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            for word in ["http:", "https:", "@import", "innerHTML", "eval(", "document.write"] {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
    }
}

#[test]
fn a_pale_colour_of_the_brand_is_made_readable() {
    let built =
        Site::new(ONE).setting("brand: {name: Lumo, colours: {accent: \"#ffee55\"}}").build();
    let css = built.paths("assets/site-").into_iter().find(|path| path.ends_with(".css"));
    let css = built.page(css.expect("a style"));
    let starts = ":root{--brand-light:#726a26;--brand-dark:#ffee55;}";
    assert!(css.starts_with(starts), "{}", &css[..60]);
}

#[test]
fn a_ring_of_parents_is_named_in_its_file() {
    let built = Site::new(ONE)
        .setting("theme: acme")
        .with("themes/acme/theme.yaml", "name: acme\nparent: acme\n")
        .build();
    assert_eq!(
        built.messages(),
        "themes/acme/theme.yaml:2:9: error[theme-missing]: the theme `acme` is its own parent\n"
    );
    let built = Site::new(ONE)
        .setting("theme: acme")
        .with("themes/acme/theme.yaml", "parent: base\n")
        .with("themes/base/theme.yaml", "parent: acme\n")
        .build();
    assert_eq!(
        built.messages(),
        "themes/base/theme.yaml:1:9: error[theme-missing]: \
         the parents of the theme `acme` lead back to it\n"
    );
}

#[test]
fn a_template_that_extends_itself_is_named() {
    let built = Site::new(ONE).with("templates/base.html", "{% extends \"base.html\" %}\n").build();
    assert_eq!(
        built.messages(),
        "templates/base.html: error[template-broken]: a template extends itself\n"
    );
    let text = built.rendered(answerbook::diag::Format::Human);
    assert!(text.contains("theme/base.html"), "{text}");
    let whole = "{% extends \"commons/base.html\" %}\n";
    let built = Site::new(ONE).with("templates/base.html", whole).build();
    assert_eq!(built.messages(), "");
}

#[test]
fn a_site_extends_its_theme_whichever_it_is() {
    let own = |parent: &str| {
        format!(
            "{{% extends \"{parent}/base.html\" %}}{{% block footer %}}\
        <p>Is everything up?</p>{{{{ super() }}}}{{% endblock footer %}}"
        )
    };
    let built = |theme: &str, parent: &str| {
        let site = Site::new(ONE).setting(&format!("theme: {theme}"));
        site.with("templates/base.html", own(parent)).build()
    };
    for theme in ["commons", "atlas"] {
        let built = built(theme, "theme");
        assert_eq!(built.messages(), "", "{theme}");
        let home = built.page("index.html");
        assert!(home.contains("Is everything up?") && home.contains("class=\"site-foot\""));
        assert_eq!(home.contains("class=\"tree\""), theme == "atlas");
    }
    let built = built("atlas", "commons");
    assert_eq!(
        built.messages(),
        "templates/base.html:1:13: warning[template-unused]: pages lose what `atlas` adds to \
         `base.html`\n"
    );
    assert!(built.rendered(answerbook::diag::Format::Human).contains("`theme/base.html`"));
}

#[test]
fn the_brand_is_on_pages_of_the_plain_theme_too() {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"></svg>";
    let built = Site::new(ONE)
        .setting("theme: plain")
        .setting("brand: {colours: {accent: '#8a1c4a'}, logo: static/logo.svg}")
        .with("static/logo.svg", logo)
        .build();
    let home = built.page("index.html");
    assert!(home.contains("width=\"90\" height=\"30\""), "{home}");
    assert!(home.contains("<meta name=\"theme-color\" content=\"#8a1c4a\""), "{home}");
}

#[test]
fn a_theme_that_hides_one_of_the_program_is_told() {
    let site = folder();
    Site::new("== answers/a.md\nSo.\n").write(site.path());
    let told = run(site.path(), &["theme", "eject"]).expect(0).stderr;
    assert!(told.contains("`themes/commons` now stands in place of the `commons`"), "{told}");
    assert!(told.contains("`answerbook theme eject --as mine`"), "{told}");
    let listed = run(site.path(), &["theme", "list"]).expect(0).stdout;
    assert_eq!(
        listed,
        "atlas   comes with answerbook\n\
         plain   comes with answerbook\n\
         commons   themes/commons, in place of the one that comes with answerbook\n"
    );
    let listed = run(site.path(), &["theme", "list", "--json"]).expect(0).json();
    let names = listed["themes"].as_array().expect("a list").iter().map(|theme| &theme["name"]);
    assert_eq!(names.collect::<Vec<_>>(), ["atlas", "plain", "commons"]);
}
