//! What is said of what makes a site look like its brand.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way};

/// All of it.
pub(super) fn all() -> Vec<Case> {
    let brand = |code, settings: &str, file: &str, bytes: Vec<u8>, expected| {
        let site = Site::new("== answers/a.md\nHold it.\n").with(file, bytes);
        Case { code, way: Way::Build(site.setting(settings)), expected }
    };
    // The head of a font says how long it is.
    let font = [b"wOF2\0\x01\0\0\0\x03\x0d\x40\0\x09".as_slice(), &[0; 199_986]].concat();
    vec![
        brand(
            Code::BrandFile,
            "brand: {icon: static/i.png}",
            "static/i.png",
            b"\x89PNG\r\n\x1a\n".to_vec(),
            "answerbook.yaml:5:15: warning[brand-file]: \
                the brand's `icon` cannot be used: it is no whole image\n",
        ),
        brand(
            Code::CardUndrawn,
            "brand: {cards: questions}",
            "answers/b.md",
            "# リング\nHold the ring for ten seconds, then let go.\n".into(),
            "answerbook.yaml:5:16: warning[card-undrawn]: \
                1 question has no picture of its own: no font has their letters\n",
        ),
        brand(
            Code::ColourPale,
            "brand: {colours: {accent: \"#ffd400\"}}",
            "static/a.txt",
            Vec::new(),
            "answerbook.yaml:5:28: warning[colour-pale]: \
                `#ffd400` is shown as `#816b00`, so that it can be read\n",
        ),
        brand(
            Code::FontHeavy,
            "brand: {fonts: [{family: A, file: static/a.woff2}]}",
            "static/a.woff2",
            font,
            "answerbook.yaml:5:35: warning[font-heavy]: this font has 200 KB\n",
        ),
        brand(
            Code::StyleBlocked,
            "brand: {css: static/b.css}",
            "static/b.css",
            b"@import \"a.css\";\n".to_vec(),
            "static/b.css:1:1: warning[style-blocked]: `@import` does nothing in this sheet\n",
        ),
    ]
}

#[test]
fn a_brace_without_its_partner_is_quoted() {
    for (sheet, place, what) in [
        ("a { b: c;\nd { e: f; }\n", "static/a.css:1:3", "is never closed"),
        ("a { b: '{'; }\n}\n", "static/a.css:2:1", "closes nothing"),
    ] {
        let site = Site::new("== answers/a.md\nOne.\n").with("static/a.css", sheet);
        let built = site.setting("brand: {css: static/a.css}").build();
        let message =
            format!("{place}: warning[brand-file]: a brace of the brand's `css` {what}\n");
        assert_eq!(built.message(Code::BrandFile), message);
    }
}
