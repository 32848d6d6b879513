//! Files that came with posts: copied beside the threads, merged with what people do to them,
//! and never another's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use answerbook::files::DiskFiles;

use crate::attachments::gif;
use crate::harness::{Run, build, elements, folder, run, tree};

/// A picture that is as wide as this.
fn picture(width: u8) -> Vec<u8> {
    let mut bytes = gif("");
    bytes[6] = width;
    bytes
}

/// Where the copy of a picture lies.
fn name(width: u8) -> String {
    format!("files/{}.gif", &blake3::hash(&picture(width)).to_hex()[..16])
}

/// A thread whose answer has pictures.
fn thread(id: u32, files: &[(&str, &str)]) -> Value {
    let files: Vec<Value> =
        files.iter().map(|(name, path)| json!({"name": name, "path": path})).collect();
    json!({"id": id, "title": format!("Thread {id}"), "question": {"body": "Why?"},
        "answers": [{"id": "a", "author": {"id": format!("u{id}"), "name": format!("Ann {id}")},
        "body": "So.", "accepted": true, "attachments": files}]})
}

struct Place {
    top: tempfile::TempDir,
    form: &'static str,
}

impl Place {
    fn new(form: &'static str) -> Place {
        let place = Place { top: folder(), form };
        for width in 1..9 {
            place.write(&format!("export/{width}.gif"), &gif_with_words(width));
        }
        place.write(
            "answerbook.yaml",
            b"title: A\n\
            sources:\n  - {type: jsonl, path: export, name: Care}\n",
        );
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.top.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    fn import(&self, threads: &[Value]) -> Run {
        let lines: String = threads.iter().map(|thread| format!("{thread}\n")).collect();
        self.write("export/care.jsonl", lines.as_bytes());
        let form = ["import", "Care", "--to", "kb", "--form", self.form];
        run(self.top.path(), &[&form[..], &["--json", "--format", "short"]].concat()).expect(0)
    }

    /// Imports, and tells how many files were copied and removed.
    fn counts(&self, threads: &[Value]) -> (u64, u64) {
        let json = self.import(threads).json();
        let of = |key: &str| json["attachments"][key].as_u64().expect("a number");
        (of("copied"), of("removed"))
    }

    /// The pictures in the folder, by their widths.
    fn pictures(&self) -> Vec<u8> {
        let files = tree(&self.path("kb/files"));
        files
            .values()
            .map(|bytes| bytes[6])
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// The texts in the folder, what imports remember left out.
    fn texts(&self) -> BTreeMap<String, String> {
        let files = tree(&self.path("kb")).into_iter();
        let texts = files.filter(|(path, _)| !path.starts_with(['.', 'f']));
        texts.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text"))).collect()
    }

    /// Replaces text in the only file that has it.
    fn edit(&self, from: &str, to: &str) {
        let texts = self.texts();
        let (path, text) = texts.iter().find(|(_, text)| text.contains(from)).expect("a text");
        self.write(&format!("kb/{path}"), text.replacen(from, to, 1).as_bytes());
    }

    /// The widths of the pictures that the page of a thread shows, in their order.
    fn shown(&self, title: &str) -> Vec<String> {
        let settings = format!(
            "title: A\npublish: {{resolution: all}}\nsources:\n  \
            - {{type: {}, path: kb, name: Care}}\n",
            self.form
        );
        let old = std::fs::read(self.path("answerbook.yaml")).expect("settings");
        self.write("answerbook.yaml", settings.as_bytes());
        let built = build(&DiskFiles::new(self.top.path()));
        self.write("answerbook.yaml", &old);
        let head = format!("<h1>{title}</h1>");
        let page = built.pages().find(|(_, page)| page.contains(&head));
        let (_, page) = page.unwrap_or_else(|| panic!("{title}\n{}", built.messages()));
        let images = page.split("<img ").skip(1);
        let images = images
            .filter_map(|image| image.split('>').next())
            .filter(|image| image.contains("files/"));
        let width = |image: &str| {
            image.split("width=\"").nth(1).and_then(|w| w.split('"').next()).map(str::to_owned)
        };
        images.filter_map(width).collect()
    }
}

/// A picture as it came, with words that do not belong to it.
fn gif_with_words(width: u8) -> Vec<u8> {
    let mut bytes = gif("Ana");
    bytes[6] = width;
    bytes
}

const FORMS: [&str; 2] = ["markdown", "jsonl"];

#[test]
fn what_the_source_changes_is_changed() {
    for form in FORMS {
        let place = Place::new(form);
        let one = thread(1, &[("a.gif", "1.gif"), ("b.gif", "2.gif"), ("b.gif", "1.gif")]);
        let two = thread(2, &[("a.gif", "1.gif")]);
        assert_eq!(place.counts(&[one, two.clone()]), (2, 0), "{form}");
        assert_eq!(place.shown("Thread 1"), ["1", "2", "1"]);
        assert_eq!(place.pictures(), [1, 2]);
        for bytes in tree(&place.path("kb/files")).values() {
            assert!(!bytes.windows(3).any(|part| part == b"Ana"), "what describes it is gone");
        }
        // One is another, one went, one came.
        let one = thread(1, &[("a.gif", "3.gif"), ("c.gif", "4.gif")]);
        assert_eq!(place.counts(&[one.clone(), two.clone()]), (2, 1), "{form}");
        assert_eq!(place.shown("Thread 1"), ["3", "4"]);
        assert_eq!(place.pictures(), [1, 3, 4]);
        let before = tree(&place.path("kb"));
        assert_eq!(place.counts(&[one, two.clone()]), (0, 0));
        assert_eq!(tree(&place.path("kb")), before);
        // An export without its files takes none away.
        std::fs::remove_file(place.path("export/4.gif")).expect("it was there");
        let one = thread(1, &[("c.gif", "4.gif")]);
        assert_eq!(place.counts(&[one, two]), (0, 1));
        assert_eq!(place.pictures(), [1, 4]);
        assert_eq!(place.shown("Thread 1"), ["4"]);
    }
}

#[test]
fn what_people_do_to_files_stays() {
    for form in FORMS {
        let place = Place::new(form);
        let files =
            [("a.gif", "1.gif"), ("b.gif", "2.gif"), ("c.gif", "3.gif"), ("d.gif", "4.gif")];
        place.import(&[thread(1, &files)]);
        // The first is replaced in its place, the second deleted, the third renamed, and the
        // fourth is another one now.
        place.write(&format!("kb/{}", name(1)), &picture(7));
        std::fs::remove_file(place.path(&format!("kb/{}", name(2)))).expect("it was there");
        std::fs::rename(place.path(&format!("kb/{}", name(3))), place.path("kb/files/lamp.gif"))
            .expect("it was there");
        place.edit(&name(3), "files/lamp.gif");
        place.write("kb/ours.gif", &picture(8));
        place.edit(&name(4), "ours.gif");
        assert_eq!(place.shown("Thread 1"), ["7", "3", "8"], "{form}");
        assert_eq!(place.counts(&[thread(1, &files)]), (0, 1), "{form}");
        assert_eq!(place.counts(&[thread(1, &files)]), (0, 0), "{form}");
        assert_eq!(place.shown("Thread 1"), ["7", "3", "8"], "{form}");
        // The source changes all of them, and adds one: the hand stays.
        let files = [
            ("a.gif", "5.gif"),
            ("b.gif", "5.gif"),
            ("c.gif", "5.gif"),
            ("d.gif", "5.gif"),
            ("e.gif", "6.gif"),
        ];
        place.import(&[thread(1, &files)]);
        assert_eq!(place.shown("Thread 1"), ["7", "3", "8", "6"], "{form}");
        let conflicts = tree(&place.path("kb/.answerbook-import/conflicts"));
        let told: Vec<String> =
            conflicts.into_values().map(|told| String::from_utf8(told).expect("text")).collect();
        assert!(told[0].contains("post a, file c.gif") && told[0].contains(&name(5)), "{told:?}");
        // What the conflict names is there to be taken over, and goes with it.
        assert!(place.pictures().contains(&5));
        // Nothing that an import did not write is ever removed.
        place.import(&[thread(1, &[])]);
        let names: Vec<String> =
            tree(&place.path("kb")).into_keys().filter(|path| path.ends_with(".gif")).collect();
        assert!(names.contains(&"files/lamp.gif".to_owned()), "{names:?}");
        assert!(names.contains(&"ours.gif".to_owned()) && names.contains(&name(1)), "{names:?}");
    }
}

#[test]
fn a_file_that_was_taken_out_of_a_thread_stays_out() {
    for form in FORMS {
        let place = Place::new(form);
        let threads = [thread(1, &[("a.gif", "1.gif"), ("b.gif", "2.gif")])];
        place.import(&threads);
        let item = match form {
            "markdown" => format!("{{\"name\": \"a.gif\", \"path\": \"{}\"}}, ", name(1)),
            _ => format!("{{\"name\":\"a.gif\",\"path\":\"{}\"}},", name(1)),
        };
        place.edit(&item, "");
        assert_eq!(place.counts(&threads), (0, 1), "{form}");
        assert_eq!(place.counts(&threads), (0, 0), "{form}");
        assert_eq!((place.shown("Thread 1"), place.pictures()), (vec!["2".to_owned()], vec![2]));
        // A thread that was deleted takes its files along, and brings them back.
        if form == "markdown" {
            std::fs::remove_file(place.path("kb/thread-1-1.md")).expect("it was there");
            assert_eq!(place.counts(&threads), (0, 1));
            assert_eq!(place.counts(&threads), (0, 0));
            std::fs::remove_file(place.path("kb/.answerbook-import/base/thread-1-1.md"))
                .expect("it was there");
            assert_eq!(place.counts(&threads), (2, 0));
        }
    }
}

#[test]
fn threads_that_are_withdrawn_take_their_files_along() {
    for form in FORMS {
        let place = Place::new(form);
        let threads = [
            thread(1, &[("a.gif", "1.gif"), ("b.gif", "2.gif")]),
            thread(2, &[("a.gif", "1.gif")]),
        ];
        place.import(&threads);
        place.write(&format!("kb/{}", name(2)), &picture(7));
        place.write("privacy.yaml", b"threads:\n  - {id: 1, source: Care}\n");
        place.import(&threads);
        assert_eq!(place.pictures(), [1], "{form}: also what a hand made of it");
        place.write("privacy.yaml", b"people:\n  - {name: Ann 2, posts: remove}\n");
        place.import(&threads[1..]);
        assert_eq!(place.pictures(), [] as [u8; 0], "{form}");
    }
}

#[test]
fn a_killed_import_leaves_nothing_behind() {
    for form in FORMS {
        let place = Place::new(form);
        let threads = [thread(1, &[("a.gif", "1.gif")])];
        place.import(&threads);
        // Killed while it copied: one file is there and one is not, and no thread names them.
        place.write(&format!("kb/{}", name(2)), &picture(2));
        let begun = format!("{}\n{}\n", name(2), name(3));
        place.write("kb/.answerbook-import/files-begun", begun.as_bytes());
        // A file of the same kind that nobody lists is somebody else's.
        place.write(&format!("kb/{}", name(4)), &picture(4));
        assert_eq!(place.counts(&threads), (0, 1), "{form}");
        assert_eq!(place.pictures(), [1, 4]);
        // Killed before it wrote its list: what it wrote is known by its bytes.
        place.write("kb/.answerbook-import/files", b"");
        place.write("kb/.answerbook-import/files-begun", format!("{}\n", name(1)).as_bytes());
        assert_eq!(place.counts(&threads), (0, 0), "{form}");
        // Killed before the file was written.
        std::fs::remove_file(place.path(&format!("kb/{}", name(1)))).expect("it was there");
        place.write("kb/.answerbook-import/files", b"");
        place.write("kb/.answerbook-import/files-begun", format!("{}\n", name(1)).as_bytes());
        assert_eq!(place.counts(&threads), (1, 0), "{form}");
        assert_eq!(place.counts(&[thread(1, &[])]), (0, 1), "{form}");
        assert_eq!(place.pictures(), [4]);
    }
}

#[test]
fn files_that_may_not_be_published_are_told_and_not_copied() {
    let place = Place::new("markdown");
    place.write("export/call.txt", b"Call me: +386 41 555 123.\n");
    place.write("export/page.png", b"<script>alert(1)</script>");
    place.write("export/large.gif", &[picture(1), vec![0; 11 << 20]].concat());
    let run = place.import(&[thread(
        1,
        &[
            ("call.txt", "call.txt"),
            ("page.png", "page.png"),
            ("large.gif", "large.gif"),
            ("self.txt", "care.jsonl"),
            ("up.txt", "../answerbook.yaml"),
        ],
    )]);
    assert_eq!(
        run.stderr,
        "export/call.txt: warning[attachment-refused]: 1 attachment holds private text or names\n\
         export/large.gif: warning[attachment-refused]: 1 attachment is longer than 10 MB\n\
         export/page.png: warning[attachment-refused]: \
         1 attachment is of a kind that is not published\n"
    );
    assert!(!place.path("kb/files").exists());
    for word in ["call.txt", "page.png", "large.gif", "self.txt", "up.txt"] {
        assert!(place.texts()["thread-1-1.md"].contains(word), "{word} is named");
    }
}

#[test]
fn an_export_at_the_top_of_a_site_gets_no_settings() {
    let place = Place::new("markdown");
    let record = thread(
        1,
        &[
            ("a.txt", "answerbook.yaml"),
            ("p.txt", "privacy.yaml"),
            ("l.txt", "addresses.txt"),
            ("d.txt", "decisions.yaml"),
            ("s.txt", "top.jsonl"),
        ],
    );
    place.write("top.jsonl", format!("{record}\n").as_bytes());
    place.write("privacy.yaml", b"people: []\n");
    place.write("decisions.yaml", b"{}\n");
    place.write("addresses.txt", b"x\n");
    run(place.top.path(), &["import", "top.jsonl", "--to", "kb"]).expect(0);
    assert!(!place.path("kb/files").exists(), "{:?}", tree(&place.path("kb")).keys());
}

/// All ways in which a post could try to name a file.
fn hostile(path: &str) -> Vec<String> {
    vec![
        format!("![x]({path})"),
        format!("![x](<{path}>)"),
        format!("![x][r]\n\n[r]: {path}"),
        format!("<img src=\"{path}\">"),
        format!("<a href=\"{path}\">x</a>"),
        format!("[x]({path})"),
        format!("<!-- {{\"files\": [{{\"name\": \"x\", \"path\": \"{path}\"}}]}} -->\n\nx"),
        format!("---\npost: {{\"files\": [{{\"path\": \"{path}\"}}]}}\n---\nx"),
        format!("## Answer\n\n![x]({path})"),
        format!("# x\n\n<!-- {{\"id\": \"1\", \"files\": [{{\"path\": \"{path}\"}}]}} -->"),
        format!("![x]({})", path.replace('.', "%2E")),
    ]
}

#[test]
fn words_name_no_file_that_did_not_come_with_them() {
    let secret = |top: &Path| top.join("secret.gif");
    for (form, url) in [("markdown", ""), ("jsonl", ""), ("markdown", "https://f.example/")] {
        let place = Place::new(form);
        let settings = format!(
            "title: A\nsources:\n  - {{type: jsonl, path: export, name: Care{}}}\n",
            if url.is_empty() { String::new() } else { format!(", url: \"{url}\"") }
        );
        place.write("answerbook.yaml", settings.as_bytes());
        std::fs::write(secret(place.top.path()), picture(9)).expect("a file");
        place.write("kb/own.gif", &picture(10));
        let targets = ["../secret.gif", "own.gif", "/secret.gif", "../answerbook.yaml"];
        let targets = targets.map(str::to_owned).into_iter().chain([name(1)]);
        let bodies: Vec<String> = targets.flat_map(|path| hostile(&path)).collect();
        let mut threads = vec![thread(1, &[("a.gif", "1.gif")])];
        for (at, body) in bodies.iter().enumerate() {
            let id = at + 2;
            for (number, markup) in ["markdown", "html"].into_iter().enumerate() {
                let post = json!({"id": "a", "body": body, "markup": markup});
                threads.push(json!({"id": format!("{id}-{number}"), "title": format!("T {id}"),
                    "question": {"body": body, "markup": markup}, "answers": [post],
                    "comments": [{"body": body, "parent": "a", "markup": markup},
                        {"body": body, "markup": markup}]}));
            }
        }
        place.import(&threads);
        assert_eq!(place.pictures(), [1]);
        let settings = settings
            .replace("type: jsonl, path: export", &format!("type: {form}, path: kb"))
            + "publish: {resolution: all}\n";
        place.write("answerbook.yaml", settings.as_bytes());
        let built = build(&DiskFiles::new(place.top.path()));
        assert_eq!(built.report().n_published, threads.len(), "{}", built.messages());
        assert_eq!(built.paths("files/"), [name(1)], "{form}");
        for (path, page) in built.pages().filter(|(path, _)| path.contains("/t-")) {
            for (element, attributes) in elements(page) {
                let is_there = |value: &String| {
                    ["files/", "own.gif", "secret", "answerbook.yaml"]
                        .iter()
                        .any(|name| !value.starts_with("http") && value.contains(name))
                };
                let named = ["src", "href"].iter().filter_map(|name| attributes.get(*name));
                let named: Vec<&String> = named.filter(|value| is_there(value)).collect();
                assert!(named.is_empty(), "{form}: {path}: {element} {named:?}");
            }
        }
    }
}

#[test]
fn people_show_files_in_the_text_by_their_paths() {
    let place = Place::new("markdown");
    place.import(&[thread(1, &[("a.gif", "1.gif"), ("b.gif", "2.gif")])]);
    place.edit("\nSo.\n", &format!("\nSo: ![ring]({})\n", name(2)));
    assert_eq!(place.shown("Thread 1"), ["2", "1"]);
    // An answer of their own shows what they like, and threads may move.
    place.write("kb/more/ours.gif", &picture(8));
    let old = place.path("kb/thread-1-1.md");
    let text = std::fs::read_to_string(&old)
        .expect("a file")
        .replace(&name(2), &format!("../{}", name(2)));
    let text = text + "\n## Answer by Us (brand)\n\n![ours](ours.gif)\n";
    std::fs::write(place.path("kb/more/moved.md"), text).expect("a file");
    std::fs::remove_file(old).expect("it was there");
    assert_eq!(place.shown("Thread 1"), ["2", "1", "8"]);
    assert_eq!(place.counts(&[thread(1, &[("a.gif", "1.gif"), ("b.gif", "2.gif")])]), (0, 0));
    assert_eq!(place.shown("Thread 1"), ["2", "1", "8"]);
}
