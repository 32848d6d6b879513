//! The guide to themes: every example builds as it is written, and does what it says.

use crate::harness::{Built, Site, manifest};

const ANSWER: &str = "== answers/ring.md\n---\nslug: ring\n---\nHold the ring for ten seconds.\n";

/// The files of the examples below a heading, each with its path.
fn examples(heading: &str) -> Vec<(String, String)> {
    let guide = std::fs::read_to_string(manifest().join("themes/README.md")).expect("the guide");
    let (_, rest) = guide.split_once(&format!("\n## {heading}\n")).expect("a section");
    let section = rest.split("\n## ").next().unwrap_or_default();
    let mut files = Vec::new();
    for piece in section.split("\nIn `").skip(1) {
        let (path, rest) = piece.split_once("`:\n\n```").expect("a path and a block");
        let (_, body) = rest.split_once('\n').expect("the language of the block");
        let (body, _) = body.split_once("\n```\n").expect("the end of the block");
        files.push((path.to_owned(), format!("{body}\n")));
    }
    assert!(!files.is_empty(), "{heading}");
    files
}

/// Builds a site with the examples below a heading, and what they need beside them.
fn built(heading: &str) -> Built {
    let icon = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'/>";
    let length = 64_u32.to_be_bytes();
    let mut font = [b"wOF2".as_slice(), &[0, 1, 0, 0], &length, &[0, 9]].concat();
    font.resize(64, 0);
    let mut site = Site::new(ANSWER)
        .with("static/logo.svg", icon)
        .with("static/icon.svg", icon)
        .with("static/atkinson.woff2", font.clone())
        .with("static/atkinson-mono.woff2", font);
    for (path, text) in examples(heading) {
        site = match path.as_str() {
            "answerbook.yaml" => site.setting(&text),
            _ => site.with(&path, text),
        };
    }
    let built = site.build();
    assert_eq!(built.messages(), "", "{heading}");
    built
}

/// The sheet of the home page.
fn css(built: &Built) -> &str {
    let (_, rest) = built.page("index.html").split_once("rel=\"stylesheet\" href=\"").expect("one");
    built.page(rest.split('"').next().unwrap_or_default())
}

#[test]
fn colour_and_logo() {
    let built = built("Colour and logo");
    let css = css(&built);
    assert!(css.contains("--brand-light:#2b5fb8;--brand-dark:#9cc2ff;"), "{}", &css[..200]);
    assert!(css.contains("--brand-radius:0.375rem;--brand-logo-height:2rem;"));
    assert!(built.page("index.html").contains("<img src=\"assets/logo-"));
}

#[test]
fn a_font() {
    let built = built("A font");
    assert!(
        css(&built).contains(":root{--brand-text:\"Atkinson\";--brand-code:\"Atkinson Mono\";}")
    );
    assert_eq!(built.page("index.html").matches("rel=\"preload\"").count(), 1);
}

#[test]
fn a_style_of_your_own() {
    let built = built("A style of your own");
    assert!(css(&built).ends_with(".hero h1{letter-spacing:-.02em}"));
}

#[test]
fn other_words() {
    assert!(built("Other words").page("index.html").contains("<h1>How can we help?</h1>"));
}

#[test]
fn a_changed_template() {
    let built = built("A changed template");
    let page = built.page("answers/ring.html");
    assert!(page.contains("Is everything up?") && page.contains("class=\"site-foot\""));
}

#[test]
fn a_page_of_your_own() {
    let built = built("A page of your own");
    assert!(built.page("index.html").contains("<a href=\"answers/imprint.html\">Imprint</a>"));
    assert!(built.page("answers/imprint.html").contains("1 Wick Street"));
    assert_eq!(built.check().0.n_broken, 0);
}

#[test]
fn a_theme_of_your_own() {
    let built = built("A theme of your own");
    assert!(css(&built).ends_with("@layer parts{.card{border-width:0 0 0 3px}}"));
    assert!(css(&built).contains(".site-head"), "the parent's sheet is there");
    assert!(built.page("answers/ring.html").contains("<strong class=\"badge official\">"));
}

#[test]
fn pictures_of_links() {
    let built = built("Pictures of links");
    assert_eq!(built.paths("cards/").len(), 2);
    assert!(built.page("answers/ring.html").contains("content=\"https://a.example/cards/"));
}
