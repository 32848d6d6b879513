//! Archives are as the format says, and as libzim reads them where it is.

use std::collections::BTreeMap;
use std::process::Command;

use md5::{Digest, Md5};

use super::book::skipped;
use super::{bundle, settings, site, written};
use crate::harness::{folder, tree};

fn number(bytes: &[u8], at: usize, len: usize) -> usize {
    bytes[at..at + len].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// The text up to the next zero.
fn word(bytes: &[u8], at: usize) -> &str {
    let end = bytes[at..].iter().position(|byte| *byte == 0).expect("an end");
    std::str::from_utf8(&bytes[at..at + end]).expect("text")
}

/// An entry as the format keeps it.
struct Entry<'z> {
    namespace: u8,
    path: &'z str,
    title: &'z str,
    at: usize,
    leads_on: bool,
}

fn entries(zim: &[u8]) -> Vec<Entry<'_>> {
    let (n_entries, paths) = (number(zim, 24, 4), number(zim, 32, 8));
    let entry = |number_of: usize| {
        let at = number(zim, paths + 8 * number_of, 8);
        let is_redirect = number(zim, at, 2) == 0xffff;
        let path = word(zim, at + if is_redirect { 12 } else { 16 });
        let title = word(zim, at + if is_redirect { 12 } else { 16 } + path.len() + 1);
        Entry { namespace: zim[at + 3], path, title, at, leads_on: is_redirect }
    };
    (0..n_entries).map(entry).collect()
}

fn blob(zim: &[u8], entry: &Entry<'_>) -> Vec<u8> {
    let (cluster, at) = (number(zim, entry.at + 8, 4), number(zim, entry.at + 12, 4));
    let clusters = number(zim, 48, 8);
    let begin = number(zim, clusters + 8 * cluster, 8);
    let unpacked;
    let bytes = match zim[begin] {
        1 => &zim[begin + 1..],
        5 => {
            let mut out = Vec::new();
            let packed = &zim[begin + 1..];
            let mut reader = zstd::Decoder::new(packed).expect("zstd").single_frame();
            std::io::Read::read_to_end(&mut reader, &mut out).expect("zstd");
            unpacked = out;
            &unpacked[..]
        }
        other => panic!("compression {other}"),
    };
    bytes[number(bytes, 4 * at, 4)..number(bytes, 4 * at + 4, 4)].to_vec()
}

/// All that an archive holds, by path.
pub(super) fn contents(zim: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let files = entries(zim).into_iter().filter(|entry| !entry.leads_on);
    files
        .map(|entry| (format!("{}/{}", char::from(entry.namespace), entry.path), blob(zim, &entry)))
        .collect()
}

#[test]
fn an_archive_is_as_the_format_says() {
    let site = written(&site("folder"));
    let (zim, counts) = bundle(site.path(), "zim");
    assert_eq!((number(&zim, 0, 4), number(&zim, 4, 2)), (72_173_914, 6));
    // The digest of all stands behind all.
    let end = number(&zim, 72, 8);
    assert_eq!(zim.len(), end + 16);
    assert_eq!(zim[end..], Md5::digest(&zim[..end])[..]);
    let all = entries(&zim);
    let keys: Vec<(u8, &[u8])> =
        all.iter().map(|entry| (entry.namespace, entry.path.as_bytes())).collect();
    assert!(keys.is_sorted(), "entries are found by halving");
    let main = &all[number(&zim, 64, 4)];
    assert_eq!((main.namespace, main.path), (b'W', "mainPage"));
    assert_eq!(all[number(&zim, main.at + 8, 4)].path, "index.html");
    let contents = contents(&zim);
    let n_pages = contents.keys().filter(|path| path.starts_with("C/") && path.ends_with(".html"));
    let n_pages = n_pages.count();
    assert_eq!(counts["pages"], n_pages);
    let listed = contents["X/listing/titleOrdered/v1"].chunks(4).map(|at| number(at, 0, 4));
    let listed: Vec<&str> = listed.map(|at| all[at].title).collect();
    // The search and the page that stands for a missing one, in both languages, are no pages to
    // read.
    assert!(listed.is_sorted() && listed.len() == n_pages - 4, "{listed:?}");
    assert!(listed.contains(&"Why does the kettle sing?"), "{listed:?}");
    let said = |name: &str| String::from_utf8_lossy(&contents[&format!("M/{name}")]).into_owned();
    assert_eq!((said("Title"), said("Language")), ("Kettle help".into(), "eng,ukr".into()));
    assert_eq!((said("Publisher"), said("Name")), ("Kettle help".into(), "kettle-help_en".into()));
    assert_eq!(said("Date").len(), 10);
    assert!(!said("Creator").is_empty() && !said("Description").is_empty());
    assert!(contents["M/Illustration_48x48@1"].starts_with(b"\x89PNG"));
    // A folder leads to its page, for scripts that ask for it.
    let folder = all.iter().find(|entry| entry.path == "answers/filter/").expect("a redirect");
    assert_eq!(all[number(&zim, folder.at + 8, 4)].path, "answers/filter/index.html");
    // Nothing that is not published is in it.
    let published = tree(&site.path().join("public"));
    for path in contents.keys().filter_map(|path| path.strip_prefix("C/")) {
        assert!(published.contains_key(path), "{path}");
    }
}

#[test]
fn only_pages_to_read_are_found_by_title_and_old_addresses_lead_on() {
    let settings = settings("file").replace("[netlify, apache]", "[github-pages]");
    let by_hand = "---\ntitle: Clean it\nslug: clean\naliases: [/wiki/clean]\n---\nRinse it.\n";
    let site = site("file").with("answers/clean.md", by_hand).with("answerbook.yaml", settings);
    let site = written(&site);
    let (zim, counts) = bundle(site.path(), "zim");
    let all = entries(&zim);
    let contents = contents(&zim);
    let listed = contents["X/listing/titleOrdered/v1"].chunks(4).map(|at| number(at, 0, 4));
    let listed: Vec<&str> = listed.map(|at| all[at].path).collect();
    assert!(listed.contains(&"answers/clean.html"), "{listed:?}");
    let published = tree(&site.path().join("public"));
    for path in ["404.html", "uk/404.html", "search.html", "uk/search.html"] {
        assert!(published.contains_key(path), "{path}");
        assert!(contents.contains_key(&format!("C/{path}")), "{path}: pages lead to it");
        assert!(!listed.contains(&path), "{path}");
    }
    for (old, page) in [("wiki/clean", "answers/clean.html"), ("old", "answers/filter.html")] {
        let old = format!("{old}/index.html");
        assert!(published.contains_key(&old), "{old}: {:?}", published.keys());
        let entry = all.iter().find(|entry| entry.path == old).expect("an entry");
        assert!(entry.leads_on && !listed.contains(&&*old), "{old}");
        assert_eq!(all[number(&zim, entry.at + 8, 4)].path, page);
    }
    let n_files = contents.keys().filter(|path| path.starts_with("C/")).count();
    assert_eq!(counts["files"], n_files);
}

const LIBZIM: &str = "
import sys
from libzim.reader import Archive
zim = Archive(sys.argv[1])
assert zim.check(), 'check'
assert zim.main_entry.get_item().path == 'index.html', zim.main_entry
for key in ('Title', 'Language', 'Date', 'Creator', 'Publisher', 'Name', 'Description'):
    assert zim.get_metadata(key), key
assert zim.get_illustration_item(48).mimetype == 'image/png'
n = n_front = 0
for line in open(sys.argv[2]):
    entry = zim.get_entry_by_path(line.rstrip('\\n'))
    assert entry.title and len(bytes(entry.get_item().content)) == entry.get_item().size, line
    n += 1
    n_front += not entry.path.endswith(('404.html', 'search.html'))
assert n_front == zim.article_count, (n_front, zim.article_count)
print(n)
";

#[test]
fn libzim_reads_every_page() {
    let python = std::env::var("ANSWERBOOK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import libzim"]).output();
    if !has.is_ok_and(|ran| ran.status.success()) {
        return skipped("no libzim for Python; ANSWERBOOK_PYTHON names one that has it");
    }
    let site = written(&site("file"));
    let (zim, counts) = bundle(site.path(), "zim");
    let home = folder();
    std::fs::write(home.path().join("a.zim"), &zim).expect("a file");
    let pages: Vec<String> = contents(&zim)
        .keys()
        .filter_map(|path| path.strip_prefix("C/"))
        .filter(|path| path.ends_with(".html"))
        .map(str::to_owned)
        .collect();
    std::fs::write(home.path().join("pages"), pages.join("\n")).expect("a file");
    let mut ask = Command::new(&python);
    ask.args(["-c", LIBZIM, "a.zim", "pages"]).current_dir(home.path());
    let ran = ask.output().expect("Python");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let read = String::from_utf8_lossy(&ran.stdout).trim().to_owned();
    assert_eq!(read, counts["pages"].to_string());
}
