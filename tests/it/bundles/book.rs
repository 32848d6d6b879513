//! Books are valid by the rules of EPUB 3.2, and by epubcheck where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{bundle, entries, site, target, text, written};
use crate::harness::{example_files, folder};

/// An element with its attributes.
type Element = (String, BTreeMap<String, String>);

/// Reads XML; whatever is not well-formed fails.
fn xml(name: &str, text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        let start = match &event {
            Event::Eof => break,
            Event::Start(start) | Event::Empty(start) => start,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            _ => continue,
        };
        depth += i32::from(matches!(event, Event::Start(_)));
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            let key = attribute.key.as_ref().to_owned();
            (key, html_escape::decode_html_entities(&attribute.value).into_owned())
        });
        let element = start.name().as_ref().to_owned();
        found.push((element, attributes.collect()));
    }
    assert_eq!(depth, 0, "{name}");
    found
}

/// What the rules say of a book.
pub(super) fn valid(book: &[u8]) -> BTreeMap<String, Vec<u8>> {
    // The first file is stored, and says what this is.
    assert_eq!(book[..4], *b"PK\x03\x04");
    assert_eq!((book[8], book[28]), (0, 0), "it is not compressed, and has no extra field");
    assert_eq!(book[30..58], *b"mimetypeapplication/epub+zip");
    let files = entries(book);
    let container = text(&files["META-INF/container.xml"]);
    let root = xml("container.xml", container);
    let opf = root.iter().find_map(|(_, attributes)| attributes.get("full-path")).expect("a root");
    let package = text(&files[opf]);
    let all = xml(opf, package);
    let items: Vec<&BTreeMap<String, String>> =
        all.iter().filter(|(name, _)| name == "item").map(|(_, attributes)| attributes).collect();
    // Every file is in the manifest, once, and every item is a file.
    let named: Vec<String> = items.iter().map(|item| target(opf, &item["href"])).collect();
    let unique: BTreeSet<&String> = named.iter().collect();
    assert_eq!(unique.len(), named.len());
    let outside = ["mimetype", "META-INF/container.xml", opf.as_str()];
    let own: BTreeSet<&String> =
        files.keys().filter(|name| !outside.contains(&name.as_str())).collect();
    assert_eq!(unique, own);
    let ids: BTreeSet<&String> = items.iter().map(|item| &item["id"]).collect();
    assert_eq!(ids.len(), items.len());
    let refs: Vec<&String> = all
        .iter()
        .filter(|(name, _)| name == "itemref")
        .map(|(_, attributes)| &attributes["idref"])
        .collect();
    assert!(!refs.is_empty() && refs.iter().all(|of| ids.contains(of)));
    let with = |word: &str| {
        let has = |item: &&&BTreeMap<String, String>| {
            item.get("properties").is_some_and(|all| all.split(' ').any(|one| one == word))
        };
        items.iter().filter(has).map(|item| target(opf, &item["href"])).collect::<Vec<String>>()
    };
    assert_eq!(with("nav").len(), 1);
    for needed in ["dc:identifier", "dc:title", "dc:language", "dc:rights", "dc:creator"] {
        assert!(package.contains(&format!("<{needed}")), "{needed}\n{package}");
    }
    assert_eq!(package.matches("\"dcterms:modified\"").count(), 1);
    older_contents(&files, package);
    pages(&files, &with("mathml"));
    files
}

/// The contents for older readers say what the others say.
fn older_contents(files: &BTreeMap<String, Vec<u8>>, package: &str) {
    let ncx = xml("toc.ncx", text(&files["EPUB/toc.ncx"]));
    let nav = xml("nav.xhtml", text(&files["EPUB/nav.xhtml"]));
    let of = |all: &[Element], element: &str, key: &str| -> Vec<String> {
        let wanted = all.iter().filter(|(name, _)| name == element);
        wanted.filter_map(|(_, has)| has.get(key).cloned()).collect()
    };
    assert_eq!(of(&ncx, "content", "src"), of(&nav, "a", "href"));
    let ids = of(&ncx, "navPoint", "id");
    assert_eq!(ids.iter().collect::<BTreeSet<&String>>().len(), ids.len());
    let uid = of(&ncx, "meta", "content").into_iter().next().expect("a name");
    assert!(package.contains(&format!(">{uid}</dc:identifier>")), "{uid}");
}

/// What the rules say of its pages.
fn pages(files: &BTreeMap<String, Vec<u8>>, math: &[String]) {
    let pages: BTreeMap<&String, Vec<Element>> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".xhtml"))
        .map(|(name, bytes)| (name, xml(name, text(bytes))))
        .collect();
    let ids: BTreeMap<&String, Vec<&String>> = pages
        .iter()
        .map(|(name, all)| (*name, all.iter().filter_map(|(_, has)| has.get("id")).collect()))
        .collect();
    for (name, elements) in &pages {
        let own: BTreeSet<&&String> = ids[name].iter().collect();
        assert_eq!(own.len(), ids[name].len(), "{name}: an id is there twice");
        let has_math = elements.iter().any(|(element, _)| element == "math");
        assert_eq!(math.contains(name), has_math, "{name}");
        let html = &elements.iter().find(|(element, _)| element == "html").expect("html").1;
        assert_eq!(html["lang"], html["xml:lang"], "{name}");
        for (element, attributes) in elements {
            let is_bad = ["script", "form", "input", "button", "style", "iframe", "svg", "nav"];
            let is_nav = name.ends_with("nav.xhtml") && element == "nav";
            assert!(!is_bad.contains(&element.as_str()) || is_nav, "{name}: {element}");
            let is_handler = |key: &&String| key.starts_with("on") || *key == "style";
            assert_eq!(attributes.keys().find(is_handler), None, "{name}: {element}");
            for link in ["href", "src"].iter().filter_map(|key| attributes.get(*key)) {
                if link.starts_with("https://") || link.starts_with("mailto:") {
                    continue;
                }
                let file = match link.starts_with('#') {
                    true => (*name).clone(),
                    false => target(name, link),
                };
                assert!(files.contains_key(&file), "{name}: {link}");
                if let Some((_, id)) = link.split_once('#') {
                    let known = ids[&file].iter().any(|known| known.as_str() == id);
                    assert!(known, "{name}: {link} names no part of {file}");
                }
            }
        }
    }
}

#[test]
fn a_book_is_valid_by_its_rules() {
    let site = written(&site("file"));
    let (book, counts) = bundle(site.path(), "epub");
    let files = valid(&book);
    assert_eq!(counts["files"], files.len());
    let nav = text(&files["EPUB/nav.xhtml"]);
    let place = |words: &str| nav.find(words).unwrap_or_else(|| panic!("{words}\n{nav}"));
    // Categories are chapters, those within others as well; what lies in none comes last.
    let order = [
        "English",
        ">Kitchen<",
        "kettle sing",
        ">Kitchen › Water<",
        "descaler&gt; &amp;",
        ">Other questions<",
        "Change the filter",
        "Українська",
        "Чому гуде чайник?",
    ];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{nav}");
    let all: String = files
        .iter()
        .filter(|(name, _)| name.ends_with(".xhtml"))
        .map(|(_, bytes)| text(bytes))
        .collect();
    assert!(all.contains("<math xmlns=\"http://www.w3.org/1998/Math/MathML\">"), "{all}");
    assert!(all.contains("<img src=\"i00001.gif\" alt=\"The filter\"/>"), "{all}");
    assert!(all.contains("CC BY 4.0") && all.contains("Marko Vidmar"));
    // A link to another question is one within the book.
    assert!(!all.contains("https://kettle.example/help/questions/"), "{all}");
}

#[test]
fn the_book_of_the_example_site_is_valid_by_its_rules_and_by_epubcheck() {
    let site = written(&example_files());
    let (book, _) = bundle(site.path(), "epub");
    valid(&book);
    let home = folder();
    let file = home.path().join("book.epub");
    std::fs::write(&file, &book).expect("a file");
    let jar = ["/usr/share/java/epubcheck.jar", "/usr/bin/epubcheck"];
    let Some(jar) = jar.iter().find(|jar| std::path::Path::new(jar).exists()) else {
        return skipped("no epubcheck");
    };
    match Command::new("java").args(["-jar", jar]).arg(&file).output() {
        Ok(ran) => {
            let said = String::from_utf8_lossy(&ran.stderr).into_owned()
                + &String::from_utf8_lossy(&ran.stdout);
            assert!(ran.status.success() && said.contains("No errors or warnings"), "{said}");
        }
        Err(_) => skipped("no Java"),
    }
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(super) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
