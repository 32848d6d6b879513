//! Files that came with posts: copied where they are there, named and linked where not.

use std::collections::BTreeMap;
use std::io::Write;

use answerbook::diag::Code;

use crate::harness::{Built, Site, folder, run};
use crate::incremental::published;

/// A whole picture of one pixel, with words in it that are none of it.
pub fn gif(words: &str) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
    if !words.is_empty() {
        bytes.extend_from_slice(b"!\xfe");
        bytes.push(u8::try_from(words.len()).expect("few words"));
        bytes.extend_from_slice(words.as_bytes());
        bytes.push(0);
    }
    bytes.extend_from_slice(b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
    bytes
}

/// A photo with the place where it was taken.
fn photo() -> Vec<u8> {
    let segment = |marker: u8, bytes: &[u8]| {
        let length = u16::try_from(bytes.len() + 2).expect("short").to_be_bytes();
        [&[0xff, marker][..], &length, bytes].concat()
    };
    [
        b"\xff\xd8".to_vec(),
        segment(0xe1, b"Exif\0\0II\x2a\0\x08\0\0\0\0\0GPS of Bled"),
        segment(0xfe, b"taken by Ana"),
        segment(0xc0, b"\x08\0\x40\0\x80\x01\x01\x11\0"),
        segment(0xda, b"\x01\x01\0\0\x3f\0"),
        b"\x12\x34\xff\xd9 a film of Ana".to_vec(),
    ]
    .concat()
}

pub const SETTINGS: &str = "\
title: Answers
base_url: https://a.example/
publish: {resolution: all}
sources:
  - {type: discord, path: discord, name: Discord, consent: terms}
  - {type: slack, path: slack, name: Slack, consent: asked}
  - {type: telegram, path: telegram, name: Telegram, consent: public}
  - {type: discourse, path: forum, name: Forum, url: \"https://forum.example\"}
  - {type: zendesk, path: desk, name: Desk, consent: asked}
  - {type: freshdesk, path: fresh, name: Fresh, consent: asked}
  - {type: jsonl, path: care.jsonl, name: Care}
  - {type: mbox, path: list, name: List, url: \"https://lists.example/users\", consent: public}
  - {type: intercom, path: talk, name: Talk, consent: asked}
";

const DISCORD: &str = r#"{"guild":{"id":"1","name":"Lumo"},"channel":{"id":"500",
"type":"GuildPublicThread","category":"help","name":"Hub is offline"},"messages":[
{"id":"500","type":"Default","timestamp":"2026-01-01T10:00:00+00:00","content":"See the picture.",
"attachments":[{"id":"1","url":"t.json_Files\\shot-1.png","fileName":"shot of Ana.png"},
{"id":"2","url":"..\\..\\privacy.txt","fileName":"up.txt"},
{"id":"3","url":"t.json","fileName":"self.txt"},
{"id":"4","url":"https://cdn.example/far.png","fileName":"far.png"}],
"author":{"id":"77701","name":"Jo","isBot":false}},
{"id":"501","type":"Default","timestamp":"2026-01-01T11:00:00+00:00","content":"",
"attachments":[{"id":"5","url":"t.json_Files\\manual.pdf","fileName":"manual.html"}],
"author":{"id":"77702","name":"Al","isBot":false}}]}"#;

const CHANNELS: &str = r#"[{"id":"C1","name":"help","creator":"U1"},
{"id":"C2","name":"board","is_private":true}]"#;

const DAY: &str = r#"[{"type":"message","user":"U1","ts":"1767261600.000100",
"text":"Why does my hub blink red?","files":[{"id":"F1","name":"shot.png",
"url_private":"https://files.example/x?t=canary"},{"id":"F2","name":"../users.json"},
{"id":"F3","name":"gone.png","mode":"tombstone"}]},
{"type":"message","user":"U2","ts":"1767261700.000100","thread_ts":"1767261600.000100","text":"",
"files":[{"id":"F4","name":"hub.log"}]}]"#;

const TELEGRAM: &str = r#"{"name":"Lumo","type":"public_supergroup","id":99,"messages":[
{"id":1,"type":"message","date_unixtime":"1767261600","from":"Olja","from_id":"user1",
"photo":"photos/photo_1.jpg","text":"Why does the hub blink?"},
{"id":2,"type":"message","date_unixtime":"1767271600","from":"Ihor","from_id":"user2",
"reply_to_message_id":1,"text":"Read it.","file_name":"guide.pdf",
"file":"(File not included. Change data exporting settings to download.)"}]}"#;

const TOPIC: &str = r#"{"id":7,"title":"The lamp flickers","slug":"x","posts_count":2,
"created_at":"2026-01-01T10:00:00Z","post_stream":{"posts":[
{"id":1,"post_number":1,"username":"mira","created_at":"2026-01-01T10:00:00Z",
"cooked":"<p><a class=\"lightbox\"
 href=\"/uploads/default/original/1X/big.png\"><img src=\"/uploads/default/optimized/1X/small.png\"
 alt=\"The lamp\" width=\"9\"></a> <img src=\"/uploads/default/original/1X/lost.png\" alt=\"Lost\">
 <img src=\"forum/secret.gif\" alt=\"none\"> <img src=\"files/0123456789abcdef.gif\"></p>"},
{"id":2,"post_number":2,"username":"tom","staff":true,"accepted_answer":true,
"cooked":"<p><a
 href=\"https://forum.example/uploads/default/original/1X/log.txt\">log</a></p>"}]}}"#;

const TICKET: &str = r#"{"id":31,"subject":"Hub is red","status":"solved","requester_id":1,
"assignee_id":2,"created_at":"2026-01-01T10:00:00Z","comments":[
{"id":1,"author_id":1,"public":true,"created_at":"2026-01-01T10:00:00Z","html_body":"<p>See <img
 src=\"https://lumo.zendesk.example/attachments/token/a/?name=a.gif\"></p>","attachments":[{"id":61,
"file_name":"a.gif","content_url":"https://lumo.zendesk.example/attachments/token/a/?name=a.gif"}]},
{"id":2,"author_id":2,"public":false,"created_at":"2026-01-01T11:00:00Z","body":"canary",
"attachments":[{"id":62,"file_name":"note.gif","content_url":"https://canary.example/n.gif"}]},
{"id":3,"author_id":2,"public":true,"created_at":"2026-01-01T12:00:00Z","body":"Press it.",
"attachments":[{"id":63,"file_name":"b.zip","size":2097152,
"content_url":"https://lumo.zendesk.example/b.zip"}]}]}"#;

const FRESH: &str = r#"[{"id":41,"subject":"Lamp is dark","description":"<p>Dark.</p>","status":5,
"requester_id":1,"responder_id":2,"created_at":"2026-01-01T10:00:00Z","conversations":[
{"id":1,"ticket_id":41,"user_id":2,"incoming":false,"private":false,"body":"<p>So.</p>",
"created_at":"2026-01-01T11:00:00Z","attachments":[{"id":71,"name":"plan.gif",
"attachment_url":"https://s3.example/plan.gif?X-Amz-Signature=canary"}]},
{"id":2,"ticket_id":41,"user_id":2,"incoming":false,"private":true,"body":"<p>canary</p>",
"created_at":"2026-01-01T12:00:00Z","attachments":[{"id":72,"name":"secret.gif"}]}]}]"#;

const CARE: &str = r#"{"id":1,"title":"Bulb is loud","question":{"body":"Why? ![x](f/mail.txt)"},
"answers":[{"body":"So.","accepted":true,"attachments":[{"path":"f/mail.txt"},
{"name":"call +386 41 555 123.gif","path":"f/own.gif"},{"path":"f/page.png"},
{"path":"answerbook.yaml"},{"path":"privacy.yaml"}]}]}"#;

const TALK: &str = r#"{"type":"conversation","id":"51","state":"closed","created_at":1767261600,
"source":{"id":"510","subject":"Sensor sleeps","body":"<p>See <img
 src=\"https://downloads.intercomcdn.com/i/o/81/canary/a.gif?sign=canary\"></p>",
"author":{"type":"user","id":"1"}},"conversation_parts":{"conversation_parts":[
{"id":"511","part_type":"comment","body":"<p>So.</p>","created_at":1767261700,
"author":{"type":"admin","id":"2"},"attachments":[{"type":"upload","name":"hub.log",
"url":"https://downloads.intercomcdn.com/i/o/82/canary/hub.log"},{"name":"gone.pdf",
"filesize":348160,
"url":"https://downloads.intercomcdn.com/i/o/83/canary/gone.pdf"}]},
{"id":"512","part_type":"note","body":"<p>canary</p>","created_at":1767261800,
"author":{"type":"admin","id":"2"},"attachments":[{"name":"note-canary.gif",
"url":"https://downloads.intercomcdn.com/i/o/84/canary/n.gif"}]}]}}"#;

/// A mailing list: a mail with files, one whose author wants no archive, and one whose files
/// the archive has put elsewhere.
fn list() -> String {
    let part = |kind: &str, name: &str, bytes: Vec<u8>| {
        let body: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
        format!(
            "--b\nContent-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\n\
             Content-Disposition: attachment; filename=\"{name}\"\nContent-ID: <canary@x>\n\n\
             {body}\n"
        )
    };
    let parts = [
        "--b\nContent-Type: text/plain\n\nIt drips.\n".to_owned(),
        part("image/gif", "drip.gif", gif("Hal")),
        part("application/octet-stream", "hub.log", b"12:00 E42\n".to_vec()),
        part("application/octet-stream", "canary.vcf", b"BEGIN:VCARD canary\n".to_vec()),
        part("application/octet-stream", "tool.exe", b"MZ\x90\0".to_vec()),
        part("application/octet-stream", "call.txt", b"Call +386 41 555 123\n".to_vec()),
    ];
    let parted = "Content-Type: multipart/mixed; boundary=\"b\"\n";
    let mail = |id: u32, headers: &str, body: &str| {
        format!(
            "From a@canary.example Mon Nov  2 10:00:00 2015\nFrom: Ana <a@canary.example>\n\
             Message-ID: <{id}.canary@x>\nDate: Mon, 2 Nov 2015 10:00:00 +0000\n\
             {headers}\n{body}\n\n"
        )
    };
    let told = |name: &str| {
        format!(
            "-------------- next part --------------\nA non-text attachment was scrubbed...\n\
             Name: {name}\nURL: <https://lists.example/users/attachments/1/{name}>\n"
        )
    };
    let scrubbed = format!("Where?\n{}{}", told("a.gif"), told("lost.pdf"));
    [
        mail(1, &format!("Subject: Pipe drips\n{parted}"), &format!("{}--b--", parts.concat())),
        mail(
            2,
            &format!("Subject: Hidden\nX-No-Archive: yes\n{parted}"),
            &format!("{}--b--", part("text/plain", "x.txt", b"canary".to_vec())),
        ),
        mail(3, "Subject: Valve is lost\n", &scrubbed),
    ]
    .concat()
}

pub fn site() -> Site {
    let one_line = |text: &str| text.replace("\n ", " ").replace('\n', "");
    Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("discord/t.json", DISCORD)
        .with("discord/t.json_Files/shot-1.png", gif("Ana"))
        .with("discord/t.json_Files/manual.pdf", "%PDF-1.4 manual")
        .with("discord/t.json_Files/sent.json", "{}")
        .with("privacy.txt", "canary")
        .with("slack/channels.json", CHANNELS)
        .with("slack/users.json", "[]")
        .with("slack/help/2026-01-01.json", DAY)
        .with("slack/__uploads/F1/shot.png", gif("Bo"))
        .with("slack/help/attachments/F4-hub.log", "12:00 E42\n")
        .with("telegram/result.json", TELEGRAM)
        .with("telegram/photos/photo_1.jpg", photo())
        .with("forum/7.json", TOPIC.replace('\n', ""))
        .with("forum/secret.gif", gif("canary"))
        .with("forum/uploads/default/original/1X/big.png", gif("Cy").repeat(2))
        .with("forum/uploads/default/optimized/1X/small.png", gif("Di"))
        .with("forum/uploads/default/original/1X/log.txt", "12:01 E43\n")
        .with("desk/tickets.json", one_line(TICKET))
        .with("desk/attachments/61/a.gif", gif("Ed"))
        .with("desk/attachments/62/note.gif", [gif(""), b"canary".to_vec()].concat())
        .with("fresh/tickets.json", FRESH)
        .with("fresh/attachments/71/plan.gif", gif("Flo"))
        .with("fresh/attachments/72/secret.gif", b"GIF89a canary".to_vec())
        .with("care.jsonl", one_line(CARE) + "\n")
        .with("talk/talks.json", one_line(TALK))
        .with("talk/attachments/81/a.gif", gif("Ivo"))
        .with("talk/attachments/511/hub.log", "12:00 E42\n")
        .with("talk/attachments/84/n.gif", gif("canary"))
        .with("list/2015.mbox", list())
        .with("list/attachments/1/a.gif", gif("Jan"))
        .with("f/mail.txt", "Call me: +386 41 555 123.\n")
        .with("f/own.gif", gif("Gil"))
        .with("f/page.png", "<script>alert(1)</script>")
}

/// The page that has a title.
fn page<'b>(built: &'b Built, title: &str) -> &'b str {
    let head = format!("<h1>{title}</h1>");
    let found = built.pages().find(|(_, page)| page.contains(&head));
    found.map_or_else(|| panic!("no {title}\n{}", built.messages()), |(_, page)| page)
}

/// The one copy of a picture that all these files hold, once what describes them is gone.
fn copy(built: &Built) -> String {
    let copies = built.paths("files/");
    let wanted = |path: &&&str| built.files[**path] == gif("");
    (*copies.iter().find(wanted).expect("a copy")).to_owned()
}

#[test]
fn files_of_every_export_are_copied_once_and_without_what_describes_them() {
    let built = site().build();
    let picture = format!("src=\"../{}\"", copy(&built));
    for title in [
        "Hub is offline",
        "Why does my hub blink red?",
        "The lamp flickers",
        "Hub is red",
        "Lamp is dark",
        "Bulb is loud",
        "Pipe drips",
        "Valve is lost",
        "Sensor sleeps",
    ] {
        let page = page(&built, title);
        assert!(page.contains(&picture), "{title}\n{page}\n{}", built.messages());
        let image = page.split(&picture).nth(1).and_then(|rest| rest.split('>').next());
        let image = image.expect("a tag ends");
        for attribute in ["width=\"1\"", "height=\"1\"", "loading=\"lazy\"", "alt=\""] {
            assert!(image.contains(attribute), "{title}: {image}");
        }
    }
    // One picture, one photo, one document, two logs.
    let copies = built.paths("files/");
    assert_eq!(copies.len(), 5, "{copies:?}");
    let photo = copies.iter().find(|path| path.ends_with(".jpg")).expect("the photo");
    let text = String::from_utf8_lossy(&built.files[*photo]).into_owned();
    assert!(!text.contains("Bled") && !text.contains("Ana") && text.contains("\u{12}4"));
    let page = page(&built, "Why does the hub blink?");
    assert!(page.contains("width=\"128\" height=\"64\" loading=\"lazy\""), "{page}");
    let (checked, told) = built.check();
    assert_eq!((checked.n_broken, told.as_str()), (0, ""));
}

#[test]
fn files_are_downloaded_under_the_ending_of_what_they_are() {
    let built = site().build();
    let discord = page(&built, "Hub is offline");
    assert!(discord.contains("download=\"manual.pdf\""), "{discord}");
    assert!(discord.contains("PDF, 1\u{a0}KB"), "{discord}");
    let forum = page(&built, "The lamp flickers");
    let log = built.paths("files/").into_iter().find(|path| built.files[*path].ends_with(b"E43\n"));
    let link = format!("href=\"../{}\"", log.expect("the forum's log"));
    assert!(forum.contains(&link), "{forum}");
    assert!(page(&built, "Why does my hub blink red?").contains("download=\"hub.log\""));
}

#[test]
fn files_in_mails_are_copied_and_those_that_are_elsewhere_are_linked() {
    let built = site().build();
    let list = page(&built, "Pipe drips");
    assert!(list.contains("download=\"hub.log\"") && list.contains("alt=\"drip.gif\""), "{list}");
    let archived = page(&built, "Valve is lost");
    let lost = "<a class=\"media file\" \
        href=\"https://lists.example/users/attachments/1/lost.pdf\"";
    assert!(archived.contains(lost), "{archived}");
    for name in ["tool.exe", "call.txt"] {
        assert!(list.contains(&format!("<bdi>{name}</bdi> <span")), "{name}: {list}");
    }
    assert!(archived.contains("alt=\"a.gif\""), "{archived}");
    assert!(!built.pages().any(|(_, page)| page.contains("<h1>Hidden</h1>")));
}

#[test]
fn what_is_not_there_is_linked_or_named() {
    let built = site().build();
    let talk = page(&built, "Sensor sleeps");
    assert!(talk.contains("download=\"hub.log\"") && !talk.contains("intercomcdn"), "{talk}");
    assert!(
        talk.contains("<bdi>gone.pdf</bdi> <span class=\"place\">File, PDF, 340\u{a0}KB<"),
        "{talk}"
    );
    let discord = page(&built, "Hub is offline");
    let far = "<a class=\"media picture\" href=\"https://cdn.example/far.png\"";
    let place = "<span class=\"place\">Picture on cdn.example, PNG</span></a></li>";
    assert!(discord.contains(far) && discord.contains(place), "{discord}");
    let up = "<bdi>up.txt</bdi> <span class=\"place\">File, TXT</span></span></li>";
    assert!(discord.contains(up), "{discord}");
    let forum = page(&built, "The lamp flickers");
    let lost = "<a class=\"media picture\" \
        href=\"https://forum.example/uploads/default/original/1X/lost.png\"";
    assert!(forum.contains(lost), "{forum}");
    assert!(page(&built, "Why does the hub blink?").contains("<bdi>guide.pdf</bdi> <span"));
    let desk = page(&built, "Hub is red");
    // The address that only the customer was given stays unknown.
    let zip = "<span class=\"media file\"><bdi>b.zip</bdi> \
        <span class=\"place\">File, ZIP, 2.0\u{a0}MB</span></span></li>";
    assert!(desk.contains(zip) && !desk.contains("zendesk.example"), "{desk}");
    let without = site().without("desk/attachments/61/a.gif").build();
    let gif = "<span class=\"media picture\"><bdi>a.gif</bdi>";
    let without = page(&without, "Hub is red");
    assert!(without.contains(gif) && !without.contains("attachments/token"), "{without}");
    assert!(!page(&built, "Why does my hub blink red?").contains("gone.png"));
}

#[test]
fn nothing_private_and_no_file_of_the_site_is_published() {
    let built = site().build();
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["canary", "41 555 123", "alert(1)", "<h1>self"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    let care = page(&built, "Bulb is loud");
    assert!(
        care.contains("<bdi>answerbook.yaml</bdi>") && care.contains("<bdi>privacy.yaml</bdi>")
    );
    assert!(care.contains("alt=\"call [phone number removed].gif\""), "{care}");
    // A post names no file of the operator's, however it writes it.
    assert!(care.contains("Why? x"), "{care}");
    let told = built.message(Code::AttachmentRefused);
    assert_eq!(
        told,
        "f/mail.txt: warning[attachment-refused]: 2 attachments hold private text or names\n\
         f/page.png: warning[attachment-refused]: \
         2 attachments are of a kind that is not published\n"
    );
}

#[test]
fn settings_limit_what_is_copied() {
    let without = |setting: &str| site().setting(setting).build();
    let none = without("attachments: {copy: none}");
    assert!(none.paths("files/").is_empty() && none.message(Code::AttachmentRefused).is_empty());
    assert!(page(&none, "Hub is offline").contains("shot of Ana.png"));
    let images = without("attachments: {copy: images}");
    assert_eq!(images.paths("files/").len(), 2);
    assert!(page(&images, "Hub is offline").contains("<bdi>manual.html</bdi> <span"));
    let large = [&gif("")[..], &vec![0; 2 << 20]].concat();
    let built = site().with("f/own.gif", large).setting("attachments: {most_mb: 1}").build();
    let told = built.message(Code::AttachmentRefused);
    assert!(told.contains("1 attachment is longer than 1 MB"), "{told}");
    // Elsewhere than beside the export.
    let elsewhere = SETTINGS.replace("path: desk,", "path: desk, files: other,");
    let built = site()
        .with("answerbook.yaml", elsewhere)
        .with("other/attachments/63/b.zip", b"PK\x03\x04, packed".to_vec())
        .build();
    assert!(page(&built, "Hub is red").contains("download=\"b.zip\""));
}

#[test]
fn a_thread_that_is_taken_down_takes_its_files_along() {
    let decisions = "people:\n  - {name: Olja, posts: remove}\n";
    let built = site().with("privacy.yaml", decisions).build();
    assert!(!built.paths("files/").iter().any(|path| path.ends_with(".jpg")));
    // A name that is in a file keeps it from being copied, and says so.
    let named = site().with("f/mail.txt", "Olja wrote this log.\n").with("privacy.yaml", decisions);
    let told = named.build().message(Code::AttachmentRefused);
    assert!(told.contains("f/mail.txt") && told.contains("private text or names"), "{told}");
}

/// A Slack export as a zip file, with what slackdump puts into it.
pub fn zipped() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        ("channels.json", CHANNELS.into()),
        ("users.json", b"[]".to_vec()),
        ("help/2026-01-01.json", DAY.into()),
        ("__uploads/F1/shot.png", gif("Bo")),
        // A bomb is left out, and the messages are read.
        ("__uploads/F4/hub.log", vec![b'x'; 4 << 20]),
    ]);
    for (path, bytes) in parts {
        zip.start_file(path, options).expect("room");
        zip.write_all(&bytes).expect("room");
    }
    zip.finish().expect("room").into_inner()
}

#[test]
fn files_within_a_zip_file_are_copied_and_bombs_are_not() {
    let settings = "title: T\npublish: {resolution: all}\n\
        sources:\n  - {type: slack, path: e/slack.zip, consent: asked}\n";
    let built =
        Site::new("").with("answerbook.yaml", settings).with("e/slack.zip", zipped()).build();
    let page = page(&built, "Why does my hub blink red?");
    assert!(page.contains(&copy(&built)), "{page}");
    assert!(page.contains("<bdi>hub.log</bdi> <span"), "{page}");
    assert_eq!(built.paths("files/").len(), 1);
}

#[cfg(unix)]
#[test]
fn the_binary_copies_files_and_follows_no_link_out() {
    let site_folder = folder();
    let path = |name: &str| site_folder.path().join(name);
    site().write(site_folder.path());
    std::fs::remove_file(path("slack/__uploads/F1/shot.png")).expect("it is there");
    std::os::unix::fs::symlink(path("f/own.gif"), path("slack/__uploads/F1/shot.png"))
        .expect("a link");
    run(site_folder.path(), &["build"]).expect(0);
    let slack = |files: &BTreeMap<String, Vec<u8>>| {
        let is_it = |page: &&Vec<u8>| {
            String::from_utf8_lossy(page).contains("<h1>Why does my hub blink red?</h1>")
        };
        String::from_utf8_lossy(files.values().find(is_it).expect("the page")).into_owned()
    };
    let first = published(site_folder.path());
    assert!(slack(&first).contains("<bdi>shot.png</bdi> <span"));
    // A file that comes later is noticed, and a copy stays for pages that are open.
    std::fs::remove_file(path("slack/__uploads/F1/shot.png")).expect("it is there");
    let mut other = gif("");
    other[6] = 3;
    std::fs::write(path("slack/__uploads/F1/shot.png"), other).expect("a file");
    std::fs::remove_file(path("telegram/photos/photo_1.jpg")).expect("it is there");
    run(site_folder.path(), &["build"]).expect(0);
    assert!(slack(&published(site_folder.path())).contains("width=\"3\""));
    let photo = first.keys().find(|path| path.ends_with(".jpg")).expect("the photo");
    assert!(
        path("public").join(photo).exists() && !published(site_folder.path()).contains_key(photo)
    );
    run(site_folder.path(), &["check"]).expect(0);
}
