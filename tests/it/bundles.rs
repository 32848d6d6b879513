//! Bundles: the site as one file, which holds what is published and nothing else.

mod book;
mod installed;
mod reading;
mod zim;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::attachments::gif;
use crate::harness::{Site, command, elements, folder, run, tree};

/// A solved thread, and more of its fields.
fn thread(id: &str, title: &str, body: &str, more: Value) -> String {
    let mut record = json!({
        "id": id, "title": title, "url": format!("https://old.example/t/{id}"),
        "answers": [{"id": format!("a{id}"), "author": {"id": "u2", "name": "Marko Vidmar"},
            "body": body, "accepted": true}],
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        record[key] = value.clone();
    }
    format!("{record}\n")
}

fn threads() -> String {
    let descale = "Descale it, see [the other](https://old.example/t/2).\n\n\
        | a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two";
    let acid = "Citric acid.\n\n```sh\nboil | wait\n```\n\n1. three\n2. four";
    let olga = json!({"category": "Kitchen", "author": {"id": "u1", "name": "Olga Petrenko"},
        "tags": ["kettle"], "question": {"body": "It sings *at night*. $x^2$"}});
    [
        thread("1", "Why does the kettle sing?", descale, olga),
        thread("2", "Which <descaler> & why?", acid, json!({"category": "Kitchen > Water"})),
        thread("3", "Чому гуде чайник?", "Зніміть накип.", json!({"language": "uk"})),
        thread("4", "Secret recipe", "Zebrawurst with mustard.", json!({})),
    ]
    .concat()
}

fn settings(addresses: &str) -> String {
    let settings = format!(
        "title: Kettle help\nbase_url: https://kettle.example/help/\nlanguage: en\n\
         languages: [en, uk]\naddresses: {addresses}\nhosts: [netlify, apache]\n\
         redirects: {{/old/: /answers/filter.html}}\n\
         sources:\n  - {{type: jsonl, path: a.jsonl, name: Kettle forum, licence: CC BY 4.0, \
         math: 'on', url: 'https://old.example'}}\n  \
         - {{type: markdown, path: answers, name: Handbook}}\n"
    );
    match addresses {
        "folder" => settings.replace("filter.html", "filter/"),
        _ => settings,
    }
}

/// A site with categories, two languages, a picture, math, and old addresses.
fn site(addresses: &str) -> Site {
    let by_hand = "---\ntitle: Change the filter\nslug: filter\ntags: [water]\n---\n\
        Look:\n\n![The filter](filter.gif)\n\nThen see [the old page](/old/).\n\n\
        ## Twice\n\nDone.\n";
    Site::new("")
        .with("answerbook.yaml", settings(addresses))
        .with("a.jsonl", threads())
        .with("answers/filter.md", by_hand)
        .with("answers/filter.gif", gif(""))
}

/// Makes a bundle of a site in a folder; returns its bytes, and what was counted.
fn bundle(site: &Path, format: &str) -> (Vec<u8>, Value) {
    let home = folder();
    let file = home.path().join("bundle");
    let name = file.to_str().expect("a path");
    let ran = run(site, &["bundle", "--format", format, "-o", name, "--json"]).expect(0);
    let left: Vec<_> = std::fs::read_dir(home.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
    (std::fs::read(&file).expect("a bundle"), ran.json())
}

fn written(site: &Site) -> tempfile::TempDir {
    let folder = folder();
    site.write(folder.path());
    folder
}

/// The files of a zip, by their names.
fn entries(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        files.insert(file.name().expect("a name").into_owned(), bytes);
    }
    files
}

/// The files of a zip as they lie in its folder.
fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let files = entries(zip).into_iter().map(|(name, bytes)| {
        let below = name.strip_prefix("kettle-help/").expect("all lies in one folder");
        (below.to_owned(), bytes)
    });
    files.collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

/// Joins a relative link to the folder of a file.
fn target(file: &str, link: &str) -> String {
    let link = link.split(['?', '#']).next().unwrap_or_default();
    let base = url::Url::parse("zip:///").and_then(|top| top.join(file)).expect("a path");
    let joined = base.join(link).expect("a link");
    let path = percent_encoding::percent_decode_str(joined.path()).decode_utf8_lossy();
    path.trim_start_matches('/').to_owned()
}

#[test]
fn every_link_of_a_zip_names_a_file_in_it() {
    for addresses in ["file", "folder"] {
        let site = written(&site(addresses));
        let (zip, counts) = bundle(site.path(), "zip");
        let files = unpacked(&zip);
        assert!(files.contains_key("index.html") && files.contains_key("uk/index.html"));
        assert_eq!(counts["files"], files.len());
        let mut n_links = 0;
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            for (element, attributes) in elements(text(bytes)) {
                let is_canonical = attributes.get("rel").is_some_and(|rel| rel == "canonical");
                for key in ["href", "src", "action"] {
                    let Some(link) = attributes.get(key).filter(|_| !is_canonical) else {
                        continue;
                    };
                    if link.starts_with('#') || link.contains(':') {
                        let is_ours = link.starts_with("https://kettle.example/");
                        assert!(!is_ours, "{name}: {element} {link}");
                        continue;
                    }
                    let target = target(name, link);
                    assert!(files.contains_key(&target), "{name}: {link} → {target}");
                    n_links += 1;
                }
            }
        }
        assert!(n_links > 100, "{n_links}");
        for left in ["_redirects", "_headers", ".htaccess", "robots.txt", "sitemap.xml"] {
            assert!(!files.contains_key(left), "{left}");
        }
    }
}

#[test]
fn a_zip_unpacks_into_one_folder_and_begins_with_the_page_to_open() {
    let site = written(&site("folder"));
    let (zip, _) = bundle(site.path(), "zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).expect("a zip");
    let first = archive.by_index(0).expect("a file").name().expect("a name").into_owned();
    assert_eq!(first, "kettle-help/index.html");
    // It fails where a file lies elsewhere.
    assert!(unpacked(&zip).contains_key("search/disk.js"));
}

#[test]
fn what_only_machines_read_is_in_no_bundle_and_no_page_leads_to_it() {
    let site = written(&site("file").setting("machines: {api: true, full_mb: 1}"));
    let (zip, _) = bundle(site.path(), "zip");
    let (zim, _) = bundle(site.path(), "zim");
    let archive = zim::contents(&zim).into_iter();
    let archive =
        archive.filter_map(|(path, bytes)| Some((path.strip_prefix("C/")?.into(), bytes)));
    let published = tree(&site.path().join("public"));
    for name in ["feed.xml", "index.md", "llms.txt", "uk/llms.txt", "llms-full.txt"] {
        assert!(published.contains_key(name), "{name}: {:?}", published.keys());
    }
    assert!(text(&published["index.html"]).contains("type=\"application/atom+xml\""));
    for files in [unpacked(&zip), archive.collect()] {
        for (name, bytes) in &files {
            let is_of_machines =
                [".md", ".xml", ".txt"].iter().any(|ending| name.ends_with(ending));
            assert!(!is_of_machines && !name.starts_with("api/"), "{name}");
            if !name.ends_with(".html") {
                continue;
            }
            for (element, has) in elements(text(bytes)) {
                let link = has.get("href").map_or("", String::as_str);
                let is_left = [".md", "feed.xml", "llms.txt"].iter().any(|end| link.ends_with(end));
                let is_typed = has.get("type").is_some_and(|of| of == "text/markdown");
                assert!(!is_left && !is_typed, "{name}: {element} {has:?}");
            }
        }
    }
}

#[test]
fn pages_on_a_disk_do_not_ask_to_be_blended() {
    let site = written(&site("file"));
    let (zip, _) = bundle(site.path(), "zip");
    let sheets = |files: BTreeMap<String, Vec<u8>>| -> String {
        let sheets = files.into_iter().filter(|(name, _)| name.ends_with(".css"));
        sheets.map(|(_, bytes)| text(&bytes).to_owned()).collect()
    };
    let (here, there) = (sheets(unpacked(&zip)), sheets(tree(&site.path().join("public"))));
    assert!(there.contains("@view-transition") && !here.contains("@view-transition"));
    assert!(here.len() + 1000 > there.len(), "only the rule is left out");
}

#[test]
fn an_old_address_leads_on_where_no_server_does() {
    let site = written(&site("folder"));
    let (zip, _) = bundle(site.path(), "zip");
    let files = unpacked(&zip);
    let name = "answers/filter/index.html";
    let page = text(&files[name]);
    let (before, _) = page
        .split_once("\"><bdi>the old page")
        .or(page.split_once("\">the old page"))
        .expect("a link");
    let (_, href) = before.rsplit_once("href=\"").expect("an address");
    assert_eq!(target(name, href.split('"').next().unwrap_or_default()), name, "{href}");
}

#[test]
fn a_bundle_is_the_same_bytes_whenever_it_is_made() {
    for format in ["zip", "epub", "zim"] {
        let (first, second) = (written(&site("file")), written(&site("file")));
        let (one, _) = bundle(first.path(), format);
        let mut again = command(second.path(), &["bundle", "-o", "../again.x", "--format", format]);
        let out = second.path().join("../again.x");
        let _ = std::fs::remove_file(&out);
        again.env("SOURCE_DATE_EPOCH", "1790000000").env("TZ", "Asia/Tokyo");
        assert!(again.output().expect("it runs").status.success());
        assert!(one == std::fs::read(&out).expect("a bundle"), "{format}");
        std::fs::remove_file(&out).expect("a bundle");
    }
}

#[test]
fn who_is_taken_out_after_the_last_build_is_in_no_bundle() {
    let site = written(&site("file"));
    run(site.path(), &["build", "--quiet"]).expect(0);
    let removed = "people:\n  - {name: Olga Petrenko, posts: remove}\n\
        threads:\n  - {id: \"4\", source: Kettle forum}\n";
    std::fs::write(site.path().join("privacy.yaml"), removed).expect("a file");
    for format in ["zip", "epub"] {
        let (bytes, _) = bundle(site.path(), format);
        for (name, bytes) in entries(&bytes) {
            let text = String::from_utf8_lossy(&bytes);
            for word in ["Petrenko", "Zebrawurst"] {
                assert!(!text.contains(word), "{format}: {name} holds {word}");
            }
        }
    }
    let (zim, _) = bundle(site.path(), "zim");
    assert!(!zim::contents(&zim).iter().any(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("Petrenko") || text.contains("Zebrawurst")
    }));
}

#[test]
fn the_search_of_a_zip_is_one_script_that_is_left_out_when_it_is_too_large() {
    let site = written(&site("file"));
    let (zip, counts) = bundle(site.path(), "zip");
    let files = unpacked(&zip);
    let script = text(&files["search/disk.js"]);
    assert_eq!(counts["search_bytes"], script.len());
    assert!(script.contains("\"index.bin\":\"") && !script.contains("\"BYTES\""));
    assert!(!script.contains("export "));
    assert!(!files.keys().any(|name| name.ends_with(".bin")), "{:?}", files.keys());
    let ran = run(site.path(), &["bundle", "--max-search", "0", "-o", "small.zip"]).expect(0);
    assert!(ran.stderr.contains("warning[bundle-search]"), "{}", ran.stderr);
    let small = std::fs::read(site.path().join("small.zip")).expect("a bundle");
    let small = unpacked(&small);
    assert!(small.contains_key("index.html") && !small.contains_key("search/disk.js"));
    // Pages ask for the script only where it is.
    let asks = |page: &[u8]| text(page).contains("<html data-disk ");
    assert!(asks(&files["index.html"]) && !asks(&small["index.html"]));
}

#[test]
fn a_bundle_replaces_nothing_unasked_and_lies_outside_the_site() {
    let site = written(&site("file"));
    let refused = |arguments: &[&str], code: &str| {
        let ran = run(site.path(), &[&["bundle"], arguments].concat()).expect(2);
        assert!(ran.stderr.contains(code), "{arguments:?}: {}", ran.stderr);
    };
    std::fs::write(site.path().join("mine.zip"), "holiday").expect("a file");
    refused(&["-o", "mine.zip"], "bundle-exists");
    std::fs::create_dir(site.path().join("folder")).expect("a folder");
    refused(&["-o", "folder", "--force"], "bundle-exists");
    for file in ["public/a.zip", "answers/a.zip", ".answerbook/a.zip", "folder/../public/x/a.zip"] {
        refused(&["-o", file], "bundle-place");
    }
    for file in ["answerbook.yaml", "a.jsonl"] {
        refused(&["-o", file, "--force"], "bundle-place");
    }
    refused(&["--format", "pdf", "-o", "a.pdf"], "[possible values: ");
    assert!(!site.path().join("public").exists(), "nothing was built");
    refused(&["-o", "nowhere/a.zip"], "write-failed");
    run(site.path(), &["bundle", "-o", "mine.zip", "--force"]).expect(0);
    let bytes = std::fs::read(site.path().join("mine.zip")).expect("a bundle");
    assert!(bytes.starts_with(b"PK"));
}

/// Files that cannot grow past a size behave as those of a full disk do.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let site = written(&site("file"));
    run(site.path(), &["build", "--quiet"]).expect(0);
    for format in ["zip", "epub", "zim"] {
        std::fs::write(site.path().join("b.x"), "old").expect("a file");
        let bundle = command(
            site.path(),
            &["bundle", "-o", "b.x", "--force", "--format", format, "--format", "short"],
        );
        let mut limited = Command::new("sh");
        // The build itself writes nothing as large.
        limited.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"]);
        limited.current_dir(site.path()).arg(bundle.get_program()).args(bundle.get_args());
        let output = limited.output().expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{format}: {said}");
        assert!(said.contains("error[write-failed]"), "{format}: {said}");
        assert_eq!(std::fs::read(site.path().join("b.x")).expect("a file"), b"old");
        assert!(!site.path().join(".b.x.new").exists());
    }
}

#[test]
fn the_form_is_what_the_file_is_called_when_nothing_is_asked() {
    let site = written(&site("file"));
    run(site.path(), &["bundle", "-o", "a.epub", "--quiet"]).expect(0);
    let bytes = std::fs::read(site.path().join("a.epub")).expect("a book");
    assert_eq!(bytes[30..58], *b"mimetypeapplication/epub+zip");
    run(site.path(), &["bundle"]).expect(0);
    assert!(site.path().join("kettle-help.zip").exists());
}
