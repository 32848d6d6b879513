//! What archives took off mails and put elsewhere, with an address in its place.
//!
//! Only what stands behind the archive's mark is read. Whoever writes a mail can write that
//! mark, too: so all that may come of it is an address of the web, which is published as any
//! link of a post is; and a copy only where the address is one of the archive itself, below
//! its folder of attachments, all of which it shows to everybody.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::config::SourceSettings;
use crate::model::Attachment;
use crate::percent;
use crate::sources::{attachment_paths, links};

use super::parts;

/// Where archives put what they took off a mail.
pub(super) const MARK: &str = "-------------- next part --------------";

/// How many lines tell of one file.
const LINES: usize = 8;

/// The folder of such files, in addresses and in copies of it.
pub(super) const FOLDER: &str = "attachments";

/// Returns the files that an archive tells of behind the words of a mail.
pub(super) fn of(settings: &SourceSettings, text: &str) -> Vec<Attachment> {
    let told = text.split(MARK).skip(1).filter_map(|told| file(settings, told));
    told.take(parts::MOST).collect()
}

/// Tells whether an archive took text off a mail.
pub(super) fn is_scrubbed(text: &str) -> bool {
    text.lines().take(LINES).any(|line| is_stub(line.trim()))
}

/// Returns the parts of a mail's text, without what an archive says in place of others, and
/// without the armour of signed mails.
pub(super) fn texts(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split(MARK).map(without_stubs)
}

fn without_stubs(text: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 4] = ["[[alternative", "was scrubbed...", "Skipped content", "-----BEGIN"];
    if !SIGNS.iter().any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let (mut in_stub, mut is_signed, mut sealed) = (false, false, None);
    let (ends, mut at) = (armour_ends(text), 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        at += line.len();
        // A line that somebody quotes starts nothing: armour has an end.
        let armour = words.strip_prefix("-----BEGIN PGP ");
        let armour = armour.filter(|kind| ends.get(kind).is_some_and(|end| *end >= at));
        let is_stub = is_stub(words);
        in_stub = (is_stub && words.ends_with("scrubbed...")) || (in_stub && is_told(words));
        if armour == Some("SIGNATURE-----") {
            break;
        }
        if let Some(kind) = sealed {
            if words.strip_prefix(ARMOUR_END) == Some(kind) {
                sealed = None;
            }
            continue;
        }
        // Of what is sealed there is nothing to read.
        if let Some(kind) = armour.filter(|kind| is_sealed(kind)) {
            sealed = Some(kind);
            continue;
        }
        is_signed |= words == "-----BEGIN PGP SIGNED MESSAGE-----";
        let is_armour = words == "-----BEGIN PGP SIGNED MESSAGE-----"
            || (words.starts_with("Hash: SHA") && out.trim().is_empty());
        if !is_stub && !in_stub && !is_armour {
            // What is signed has a mark before its own dashes.
            let own = line.strip_prefix("- ").filter(|own| is_signed && own.starts_with('-'));
            out.push_str(own.unwrap_or(line));
        }
    }
    Cow::Owned(out)
}

/// What lines start with that end armour.
const ARMOUR_END: &str = "-----END PGP ";

/// Returns where the last end of each kind of armour stands: `MESSAGE-----`.
fn armour_ends(text: &str) -> HashMap<&str, usize> {
    let (mut ends, mut at) = (HashMap::new(), 0);
    for line in text.split_inclusive('\n') {
        if let Some(kind) = line.trim().strip_prefix(ARMOUR_END) {
            ends.insert(kind, at);
        }
        at += line.len();
    }
    ends
}

/// Tells armour of which nobody else reads anything: `MESSAGE-----`.
fn is_sealed(kind: &str) -> bool {
    matches!(kind, "MESSAGE-----" | "PUBLIC KEY BLOCK-----" | "PRIVATE KEY BLOCK-----")
}

/// Tells a line that stands in the place of a part, in whatever quote it is.
fn is_stub(line: &str) -> bool {
    let line = line.trim_start_matches(['>', '|', ' ', '\t']);
    line == "[[alternative HTML version deleted]]"
        || (line.ends_with("was scrubbed...")
            && (line.starts_with("A ") || line.starts_with("An ")))
        || line.starts_with("Skipped content of type ")
}

/// Tells a line that says what a part was.
fn is_told(line: &str) -> bool {
    const KEYS: [&str; 10] =
        ["name", "type", "size", "desc", "url", "from", "to", "cc", "date", "subject"];
    let line = line.trim_start_matches(['>', '|', ' ', '\t']);
    let key = line.split_once(':').map(|(key, _)| key.trim().to_ascii_lowercase());
    key.is_some_and(|key| KEYS.contains(&&*key))
}

fn file(settings: &SourceSettings, told: &str) -> Option<Attachment> {
    let mut lines = told.trim_start().lines().map(str::trim);
    let what = lines.next()?.strip_suffix("was scrubbed...")?;
    if what.starts_with("An HTML") || what.starts_with("An embedded message") {
        return None;
    }
    let (mut name, mut kind, mut url) = ("", String::new(), None);
    for line in lines.take(LINES).take_while(|line| !line.is_empty()) {
        let Some((key, value)) = line.split_once(':') else { continue };
        match key.trim().to_ascii_lowercase().as_str() {
            "name" => name = value.trim(),
            "type" => kind = value.trim().to_ascii_lowercase(),
            "url" => url = Some(value.trim().trim_start_matches('<').trim_end_matches('>')),
            _ => {}
        }
    }
    // Text without a name is what a page in the mail was, or the footer of a list.
    if what.starts_with("An embedded") && matches!(name, "" | "not available") {
        return None;
    }
    let url = url.filter(|url| url::Url::parse(url).is_ok_and(|url| url.has_host()))?;
    let name = if name.is_empty() { attachment_paths::file_name(url) } else { name };
    // The address says what it is, too.
    if !parts::is_file(&kind, name) || !parts::is_file(&kind, attachment_paths::file_name(url)) {
        return None;
    }
    let paths = copy(settings, url).into_iter().collect();
    let file = attachment_paths::attachment(name, paths, Some(url));
    file.url.is_some().then_some(file)
}

/// Returns where a copy of an archived file would lie: below `attachments/`, as its address.
fn copy(settings: &SourceSettings, url: &str) -> Option<String> {
    let path = links::below(settings.url.as_deref(), url)?;
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = percent::strictly_decoded(path)?;
    let parts: Vec<&str> = path.split('/').collect();
    let start = parts.iter().rposition(|part| *part == FOLDER)?;
    attachment_paths::at(settings.files_folder(), &parts[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::config::SourceType;
    use crate::sources::testing;

    fn read(told: &str) -> Vec<Attachment> {
        of(&testing::settings(SourceType::Mbox, "m"), &format!("Words.\n{MARK}\n{told}"))
    }

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        let told = format!("A non-text attachment was scrubbed...\nName: a.png\nURL: <{url}>\n");
        let found = read(&told);
        let paths = found.iter().flat_map(|file| &file.paths).map(String::as_str);
        assert_eq!(paths.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>(), "{url}");
    }

    #[test]
    fn what_was_scrubbed_keeps_its_name_and_address() {
        let found = read(&format!(
            "A non-text attachment was scrubbed...\nName: shot.png\nType: image/png\n\
             Size: 1 bytes\nDesc: not available\n\
             URL: <https://a.example/p/attachments/1/2/shot.png>\n{MARK}\n\
             An embedded and charset-unspecified text was scrubbed...\nName: hub.log\n\
             Url: http://a.example/p/attachments/1/2/hub.txt\n"
        ));
        let told: Vec<(&str, Option<&str>)> =
            found.iter().map(|file| (&*file.name, file.url.as_deref())).collect();
        let expected = [
            ("shot.png", Some("https://a.example/p/attachments/1/2/shot.png")),
            ("hub.log", Some("http://a.example/p/attachments/1/2/hub.txt")),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_archives_say_in_place_of_parts_is_no_text() {
        let stub = "An embedded and charset-unspecified text was scrubbed...\nName: not available\n\
                    Url: https://a.example/p/attachments/20070729/699c/attachment.pl \n";
        let found: Vec<String> = texts(&format!(
            "{stub}\n{MARK}\nWords.\n\n\t[[alternative HTML version deleted]]\n\
             > \t[[alternative HTML version deleted]]\nName: hub\n{MARK}\n\
             An HTML attachment was scrubbed...\nURL: <https://a.example/x.htm>\n"
        ))
        .map(|text| text.trim().to_owned())
        .collect();
        assert_eq!(found, ["", "Words.\n\nName: hub", ""]);
        let signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nWords.\n\
                      -----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n";
        assert_eq!(without_stubs(signed).trim(), "Words.");
        let dashes = signed.replace("Words.", "Words.\n- -- own\n- item");
        assert_eq!(without_stubs(&dashes).trim(), "Words.\n-- own\n- item");
        let sealed = "So.\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\nOn.";
        assert_eq!(without_stubs(sealed), "So.\nOn.");
        let words = "A text was scrubbed, I think.\nName: none\n";
        assert_eq!(without_stubs(words), words);
    }

    #[test]
    fn armour_that_nothing_ends_is_words() {
        for kind in ["PUBLIC KEY BLOCK", "PRIVATE KEY BLOCK", "MESSAGE", "SIGNATURE"] {
            let begin = format!("-----BEGIN PGP {kind}-----");
            let words = format!("My file starts with\n\n{begin}\n\nWhat can I do?\n");
            assert_eq!(without_stubs(&words), words);
            let above = format!("-----END PGP {kind}-----\n{words}");
            assert_eq!(without_stubs(&above), above);
        }
        let key =
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----\n";
        let both = format!("A.\n{key}B.\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nC.\n");
        assert_eq!(without_stubs(&both), "A.\nB.\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nC.\n");
        let many = "-----BEGIN PGP MESSAGE-----\n".repeat(100_000);
        assert_eq!(without_stubs(&many), many);
    }

    #[test]
    fn signatures_pages_and_mails_that_were_scrubbed_are_no_files() {
        let url = "URL: <https://a.example/attachments/1/x";
        for told in [
            format!("An HTML attachment was scrubbed...\n{url}.htm>\n"),
            format!("An embedded message was scrubbed...\nFrom: x\n{url}.mht>\n"),
            format!("A non-text attachment was scrubbed...\nName: signature.asc\n{url}.sig>\n"),
            format!(
                "A non-text attachment was scrubbed...\nType: application/pgp-signature\n{url}>"
            ),
            format!("A non-text attachment was scrubbed...\nName: a.png\n{url}.vcf>\n"),
            "A non-text attachment was scrubbed...\nName: a.png\n".to_owned(),
            format!("A non-text attachment was scrubbed...\nName: a.png\n\n{url}.png>\n"),
            "Words that somebody wrote.\nURL: <https://a.example/x.png>\n".to_owned(),
            String::new(),
        ] {
            assert!(read(&told).is_empty(), "{told}");
        }
    }

    #[test]
    fn a_forged_mark_names_addresses_of_the_web_alone() {
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "../privacy.yaml",
            "/attachments/1/a.png",
            "https:///",
            "",
        ] {
            check(url, None);
            let told = format!("A non-text attachment was scrubbed...\nURL: <{url}>\n");
            assert!(read(&told).is_empty(), "{url}");
        }
    }

    #[test]
    fn copies_lie_below_the_folder_of_attachments_of_the_archive_itself() {
        let below = "attachments/20151114/35d7/a.png";
        let copy = Some("m/attachments/20151114/35d7/a.png");
        check(&format!("https://forum.example.org/{below}"), copy);
        check(&format!("http://www.forum.example.org/pipermail/users/{below}?x"), copy);
        for url in [
            format!("https://evil.example/{below}"),
            "https://forum.example.org/pipermail/users/2015-November.txt".to_owned(),
            "https://forum.example.org/attachments/../list.mbox/a.png".to_owned(),
            "https://forum.example.org/attachments/%2e%2e/secret.png".to_owned(),
            "https://forum.example.org/attachments/.git/a.png".to_owned(),
        ] {
            check(&url, None);
        }
    }
}
