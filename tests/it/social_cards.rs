//! The pictures that chats and networks show of links, in whole sites.

use std::collections::BTreeSet;

use answerbook::diag::Code;

use crate::harness::{Built, NOW, Site, elements, folder, run};
use crate::incremental::{build_on, published};

const TWO: &str = "
    == answers/ring.md
    ---
    title: Ring & <reset>
    slug: ring
    ---
    Hold the ring.
    == answers/hub.md
    ---
    slug: hub
    ---
    # The hub is dark
    Plug it in.
";

/// What pages say of their picture: the property, and what it is.
fn meta(built: &Built, page: &str, name: &str) -> Option<String> {
    let all = elements(built.page(page)).into_iter();
    let mut found = all.filter(|(_, attributes)| {
        [attributes.get("property"), attributes.get("name")].contains(&Some(&name.to_owned()))
    });
    found.next().and_then(|(_, mut attributes)| attributes.remove("content"))
}

/// The path of the picture of a page, which is published.
#[track_caller]
fn picture(built: &Built, page: &str) -> String {
    let address = meta(built, page, "og:image").expect("a picture");
    let path = address.strip_prefix("https://a.example/").expect("a full address").to_owned();
    assert!(built.files.contains_key(&path), "{path}");
    path
}

#[test]
fn every_page_shows_the_picture_of_the_site_and_questions_their_own_when_asked_for() {
    let site = Site::new(TWO);
    let built = site.build();
    assert_eq!(built.messages(), "");
    let cards = built.paths("cards/");
    assert_eq!(cards.len(), 1);
    assert!(built.pages().all(|(path, _)| picture(&built, path) == cards[0]));
    let own = Site::new(TWO).setting("brand: {cards: questions}").build();
    assert_eq!(own.messages(), "");
    let pictures: BTreeSet<String> = own.pages().map(|(path, _)| picture(&own, path)).collect();
    assert_eq!(pictures.len(), 3);
    assert_eq!(own.paths("cards/").len(), 3);
    // The one of the site is the same.
    assert_eq!(picture(&own, "index.html"), cards[0]);
    for path in own.paths("cards/") {
        let png = &own.files[path];
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 4, 0xb0, 0, 0, 2, 0x76]);
        assert!(png.len() < 40_000, "{}", png.len());
    }
}

#[test]
fn a_picture_says_what_stands_on_the_page() {
    let built = Site::new(TWO).setting("brand: {cards: questions}").build();
    let page = "answers/ring.html";
    assert_eq!(
        meta(&built, page, "og:image:alt").as_deref(),
        Some("Official answer: Ring & <reset>")
    );
    assert_eq!(meta(&built, page, "og:image:width").as_deref(), Some("1200"));
    assert_eq!(meta(&built, page, "og:image:height").as_deref(), Some("630"));
    assert_eq!(meta(&built, page, "twitter:card").as_deref(), Some("summary_large_image"));
    let text = built.page(page);
    assert!(
        text.contains("<h1>Ring &amp; &lt;reset&gt;</h1>") && text.contains("Official answer<")
    );
}

#[test]
fn without_an_address_of_the_site_or_a_wish_there_are_no_pictures() {
    for settings in [
        "title: A\nsources:\n  - {type: markdown, path: answers}\n",
        "title: A\nbase_url: https://a.example/\nbrand: {cards: none}\n\
         sources:\n  - {type: markdown, path: answers}\n",
    ] {
        let built = Site::new(TWO).with("answerbook.yaml", settings).build();
        assert_eq!(built.messages(), "");
        assert_eq!(built.paths("cards/"), [""; 0]);
        assert_eq!(meta(&built, "index.html", "og:image"), None);
        assert_eq!(meta(&built, "index.html", "twitter:card"), None);
    }
}

#[test]
fn letters_that_no_font_has_are_told_and_their_links_show_the_site() {
    let built = Site::new(TWO)
        .with("answers/ring.md", "---\nslug: ring\n---\n# リングのリセット\nHold it.\n")
        .setting("brand: {cards: questions}")
        .build();
    assert_eq!(
        built.message(Code::CardUndrawn),
        "answerbook.yaml:5:16: warning[card-undrawn]: \
         1 question has no picture of its own: no font has their letters\n"
    );
    assert_eq!(picture(&built, "answers/ring.html"), picture(&built, "index.html"));
    assert_ne!(picture(&built, "answers/hub.html"), picture(&built, "index.html"));
}

#[test]
fn a_site_whose_name_cannot_be_drawn_has_no_picture_and_nothing_is_told() {
    let settings = "title: 帮助\nbase_url: https://a.example/\nlanguage: zh\n\
        sources:\n  - {type: markdown, path: answers}\n";
    let built = Site::new(TWO).with("answerbook.yaml", settings).build();
    assert_eq!(built.message(Code::CardUndrawn), "");
    assert_eq!(meta(&built, "index.html", "og:image"), None);
}

#[test]
fn a_picture_of_the_brands_own_stands_for_the_one_that_is_drawn() {
    let png = |width: u32, height: u32| {
        let (chunk, start) = (
            |kind: &[u8], data: &[u8]| {
                let length = (data.len() as u32).to_be_bytes();
                [&length[..], kind, data, &[0; 4]].concat()
            },
            b"\x89PNG\r\n\x1a\n".to_vec(),
        );
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        [start, chunk(b"IHDR", &head), chunk(b"IDAT", &[1]), chunk(b"IEND", &[])].concat()
    };
    let build = |bytes: Vec<u8>| {
        Site::new(TWO)
            .with("static/card.png", bytes)
            .setting("brand: {card: static/card.png}")
            .build()
    };
    let built = build(png(1200, 600));
    assert_eq!(built.messages(), "");
    assert!(picture(&built, "index.html").starts_with("assets/card-"));
    assert_eq!(meta(&built, "answers/hub.html", "og:image:height").as_deref(), Some("600"));
    assert_eq!(built.paths("cards/"), [""; 0]);
    assert!(!built.files.contains_key("card.png"), "it is published once");
    let small = build(png(300, 300));
    assert_eq!(
        small.messages(),
        "answerbook.yaml:5:15: warning[brand-file]: the brand's `card` cannot be used: \
         it is no PNG or JPEG of at least 600 × 315 pixels\n"
    );
    assert_eq!(small.paths("cards/").len(), 1);
}

#[test]
fn a_font_that_is_none_is_told_and_the_others_are_used() {
    let built = Site::new(TWO)
        .with("fonts/a.ttf", vec![7; 500])
        .setting("brand: {cards: questions, card_fonts: [fonts/a.ttf, fonts/b.ttf]}")
        .build();
    assert_eq!(
        built.messages(),
        "answerbook.yaml:5:40: warning[brand-file]: the brand's `card_fonts` cannot be used: \
         `fonts/a.ttf` is no whole font\n\
         answerbook.yaml:5:53: warning[brand-file]: the brand's `card_fonts` cannot be used: \
         there is no `fonts/b.ttf`\n"
    );
    assert_eq!(built.paths("cards/").len(), 3);
}

#[test]
fn a_name_that_is_taken_out_is_in_no_picture() {
    let settings = "title: A\nbase_url: https://a.example/\nbrand: {cards: questions}\n\
        sources:\n  - {type: jsonl, path: a.jsonl, name: S}\n";
    let thread = |title: &str| {
        format!(
            "{{\"id\": \"1\", \"title\": \"{title}\", \"answers\": [{{\"id\": \"2\", \
             \"body\": \"Hold the ring.\", \"accepted\": true}}]}}\n"
        )
    };
    let site = |title: &str| {
        Site::new("").with("answerbook.yaml", settings).with("a.jsonl", thread(title))
    };
    let named = "How did Tina Zupan reset it?";
    let (before, erased) = (
        site(named).build(),
        site(named).with("privacy.yaml", "people:\n  - name: Tina Zupan\n").build(),
    );
    assert!(erased.outcome.as_ref().is_some_and(Result::is_ok), "{}", erased.messages());
    let page = |built: &Built| built.page_paths("questions/")[0].to_owned();
    let alt = meta(&erased, &page(&erased), "og:image:alt").expect("words");
    assert!(!alt.contains("Tina"), "{alt}");
    let old = picture(&before, &page(&before));
    assert!(!erased.files.contains_key(&old));
    // It is the picture of the title as the page has it.
    let title = alt.split_once(": ").map_or(alt.as_str(), |(_, title)| title);
    let again = site(title).build();
    assert_eq!(picture(&again, &page(&again)), picture(&erased, &page(&erased)));
}

#[test]
fn a_picture_is_drawn_again_only_when_what_it_says_changes() {
    let site = folder();
    Site::new(TWO).setting("brand: {cards: questions}").write(site.path());
    let build = || {
        let output = build_on(site.path(), NOW).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let files = published(site.path());
        files.into_iter().filter(|(path, _)| path.starts_with("cards/")).collect::<Vec<_>>()
    };
    let inode = |path: &str| {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(site.path().join("public").join(path)).expect("a card").ino()
    };
    let first = build();
    assert_eq!(first.len(), 3);
    let inodes: Vec<u64> = first.iter().map(|(path, _)| inode(path)).collect();
    let ring = site.path().join("answers/ring.md");
    std::fs::write(&ring, "---\ntitle: Ring & <reset>\nslug: ring\n---\nOther words.\n")
        .expect("room");
    assert_eq!(build(), first);
    assert_eq!(first.iter().map(|(path, _)| inode(path)).collect::<Vec<_>>(), inodes);
    // A card that somebody deletes comes back with its page; the one of an old title goes.
    std::fs::remove_file(site.path().join("public").join(&first[0].0)).expect("it is there");
    assert_eq!(build(), first);
    std::fs::write(&ring, "---\nslug: ring\n---\n# Another title\nOther words.\n").expect("room");
    let last = build();
    assert_eq!(last.len(), 3);
    let old: BTreeSet<&String> = first.iter().map(|(path, _)| path).collect();
    assert_eq!(last.iter().filter(|(path, _)| old.contains(path)).count(), 2);
    let gone = first.iter().find(|(path, _)| last.iter().all(|(other, _)| other != path));
    let gone = site.path().join("public").join(&gone.expect("one has gone").0);
    assert!(!gone.exists(), "no card stays for a page that somebody has open");
}

#[test]
fn bundles_have_no_pictures_of_links() {
    let site = folder();
    Site::new(TWO).setting("brand: {cards: questions}").write(site.path());
    run(site.path(), &["bundle", "--format", "zip", "-o", "a.zip"]).expect(0);
    let bytes = std::fs::read(site.path().join("a.zip")).expect("a bundle");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = (0..zip.len())
        .map(|at| zip.by_index(at).expect("a file").name().expect("a name").into_owned())
        .collect();
    assert!(names.iter().any(|name| name == "answers/answers/ring.html"), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("/cards/")), "{names:?}");
}
