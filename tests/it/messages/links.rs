//! Links, fragments and pictures that lead nowhere: found by `check` as by `build`.

use answerbook::diag::Format;

use crate::harness::{Run, Site, folder, run};

/// The smallest whole picture: one pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn answers() -> Site {
    Site::new(
        "
        == answers/hub.md
        ---
        title: Reset the hub
        ---
        See [the ring](ring.md), [the draft](soon.md), [a heading](wifi.md#second-step),
        [the manual](manual.pdf), [below](#nowhere) and <a href=\"/faq.html\">the FAQ</a>.

        ![The hub](hub.png) ![Its back](Back.GIF) ![A sketch](sketch.svg) ![A cut](cut.png)
        == answers/wifi.md
        ---
        title: Join the network
        ---
        Type its name. [Back](hub.md) to the hub, and [the top](#top).
        == answers/soon.md
        ---
        title: What comes next
        draft: true
        ---
        Not [done](never.md) yet.
        == answers/manual.pdf
        %PDF-1.7
        == answers/sketch.svg
        <svg/>
        == answers/cut.png
        \u{89}PNG
    ",
    )
    .with("answers/back.gif", GIF)
    .with("answers/cut.png", b"\x89PNG\r\n\x1a\nhalf".to_vec())
}

/// Builds on disk, then checks; both end with 1.
fn both(site: &Site) -> [Run; 2] {
    let folder = folder();
    site.write(folder.path());
    ["build", "check"].map(|name| run(folder.path(), &[name, "--format", "short"]).expect(1))
}

#[test]
fn check_finds_what_build_left_out_with_line_and_column() {
    let expected = "\
answers/hub.md:4:16: error[link-broken]: the link to `ring.md` leads nowhere
answers/hub.md:4:38: error[link-broken]: the link to `soon.md` leads nowhere
answers/hub.md:4:60: error[fragment-broken]: the link to `wifi.md#second-step` names no part of its page
answers/hub.md:5:14: error[link-broken]: the link to `manual.pdf` leads nowhere
answers/hub.md:5:35: error[fragment-broken]: the link to `#nowhere` names no part of its page
answers/hub.md:5:58: error[link-broken]: the link to `/faq.html` leads nowhere
answers/hub.md:7:12: error[image-missing]: there is no image `hub.png`
answers/hub.md:7:33: error[image-missing]: there is no image `Back.GIF`
answers/hub.md:7:55: error[image-missing]: the image `sketch.svg` cannot be shown
answers/hub.md:7:76: error[image-missing]: the image `cut.png` cannot be shown
";
    let [built, checked] = both(&answers());
    assert_eq!(built.stderr, expected);
    // `check` names fragments as the page does.
    let as_written = checked.stderr.replace("../answers/join-the-network.html#", "wifi.md#");
    assert_eq!(as_written, expected);
}

#[test]
fn a_site_in_folders_is_checked_alike() {
    let [built, checked] = both(&answers().setting("addresses: folder"));
    let n_lines = |run: &Run| run.stderr.lines().count();
    assert_eq!((n_lines(&built), n_lines(&checked)), (10, 10), "{}", checked.stderr);
}

#[test]
fn each_says_why_and_what_to_do() {
    let told = answers().build().rendered(Format::Human);
    for part in [
        "^^^^^^^ this file has no page\n",
        "  = help: run `answerbook why answers/soon.md`, which tells why it has no page\n",
        "  = help: put the file into `static/`, and link to `/manual.pdf`\n",
        "  = help: write `back.gif`: upper and lower case are different names\n",
        "^^^^^^^^^^ SVG may hold scripts\n",
        "  = help: put it into `static/` and write `/sketch.svg`, or save it as PNG\n",
        "^^^^^^^ cut off or damaged\n",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_link_of_a_post_is_told_with_thread_and_post() {
    let record = r#"{"id": 7, "title": "Why is the hub deaf?", "answers": [{"id": "5",
        "body": "Hold it ten seconds, as [here](https://a.example/answers/gone.html).",
        "accepted": true}]}"#;
    let site = Site::new("").with("data/a.jsonl", record.replace('\n', " ")).with(
        "answerbook.yaml",
        "title: x\nbase_url: https://a.example/\nsources:\n  \
         - {type: jsonl, path: data, name: Care}\n",
    );
    let folder = folder();
    site.write(folder.path());
    run(folder.path(), &["build"]).expect(0);
    let checked = run(folder.path(), &["check"]).expect(1).stderr;
    for part in [
        "error[link-broken]: the link to `https://a.example/answers/gone.html` leads nowhere\n",
        "--> questions/why-is-the-hub-deaf-7.html\n",
        " = note: it stands in post `5` of thread `Care:7`\n",
    ] {
        assert!(checked.contains(part), "{part}\n{checked}");
    }
}

#[test]
fn a_link_of_a_template_is_one_message_however_many_pages_have_it() {
    let site = answers()
        .without("answers/hub.md")
        .with(
            "templates/answer.html",
            "{% extends \"commons/answer.html\" %}{% block heading %}<img srcset=\"no.png 2x\" \
             src=\"no.png\">{{ super() }}{% endblock %}",
        )
        .with("answers/one.md", "One.\n")
        .with("answers/two.md", "Two.\n")
        .with("answers/wifi.md", "Three.\n");
    let folder = folder();
    site.write(folder.path());
    run(folder.path(), &["build"]).expect(0);
    let checked = run(folder.path(), &["check"]).expect(1).stderr;
    assert_eq!(checked.matches("[link-broken]").count(), 1, "{checked}");
    let note = " = note: 6 links lead there; this page has the first of them\n";
    assert!(checked.contains(note), "{checked}");
}

#[test]
fn the_page_s_own_ids_are_no_broken_parts() {
    let site = Site::new("== answers/a.md\n[Up](#main), [more](#related), [first](#a-1).\n");
    assert_eq!(site.build().messages(), "");
}
