//! Files of conversations, tickets and articles.
//!
//! A message lists its files, without ids of their own; pictures among its words have no list,
//! only addresses of Intercom's file servers, which open for whoever has them, or for a while.

use std::collections::BTreeSet;

use crate::config::SourceSettings;
use crate::model::{Attachment, AttachmentDisplay};
use crate::normalize::{TagKind, tags};
use crate::percent;
use crate::sources::values::filled;
use crate::sources::{attachment_paths, links};

use super::wire;

/// Hosts of uploads: these, and those below them.
const HOSTS: [&str; 5] = [
    "intercom-attachments.com",
    "intercomcdn.com",
    "intercomcdn.eu",
    "intercomusercontent.com",
    "intercom-attachments.eu",
];

/// The files of a message: those of its list, and those that its words show. Their copies lie
/// in `attachments/ID/NAME`, where ID is that of the message or of the upload.
pub(super) fn of_message(
    settings: &SourceSettings,
    id: &str,
    list: &Option<Vec<wire::Attachment<'_>>>,
    body: &str,
) -> Vec<Attachment> {
    let file = |wire: &wire::Attachment<'_>| {
        let url = filled(&wire.url);
        let named = filled(&wire.name).map(str::to_owned);
        let name = named.or(url.map(name_in))?;
        let mut file = attachment_paths::of_desk(settings, id, &name, url);
        let other = url.and_then(|url| of_upload(settings, url, &name));
        file.paths.extend(other.filter(|path| !file.paths.contains(path)));
        file.size = wire.filesize.bytes();
        Some(file)
    };
    let mut files: Vec<Attachment> = list.iter().flatten().filter_map(file).collect();
    for url in uploads(body) {
        if files.iter().any(|file| file.url.as_deref() == Some(&url)) {
            continue;
        }
        let name = name_in(&url);
        let mut file = attachment_paths::of_desk(settings, id, &name, Some(&url));
        file.paths.extend(of_upload(settings, &url, &name));
        files.push(file);
    }
    files
}

/// The files that an article shows: their addresses are public, as it is.
pub(super) fn of_article(settings: &SourceSettings, body: &str) -> Vec<Attachment> {
    let file = |url: String| {
        let name = name_in(&url);
        let paths = of_upload(settings, &url, &name).into_iter().collect();
        Attachment { name, paths, url: Some(url), size: None, shown: AttachmentDisplay::InBody }
    };
    uploads(body).into_iter().map(file).collect()
}

/// The addresses of uploads in a body, each once, in their order.
fn uploads(body: &str) -> Vec<String> {
    if memchr::memmem::find(body.as_bytes(), b"intercom").is_none() {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let written = tags(body).filter(|tag| tag.kind == TagKind::Start).filter_map(|tag| match () {
        () if tag.is("img") => tag.get("src"),
        () if tag.is("a") => tag.get("href"),
        () => None,
    });
    written
        .map(|written| html_escape::decode_html_entities(written.trim()).into_owned())
        .filter(|url| is_upload(url) && seen.insert(url.clone()))
        .collect()
}

fn is_upload(url: &str) -> bool {
    let rest = url.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    HOSTS.iter().any(|known| {
        host.strip_suffix(*known).is_some_and(|above| above.is_empty() || above.ends_with('.'))
    })
}

/// Returns where the copy of an upload would lie whose address has its id:
/// `https://downloads.intercomcdn.com/i/o/WORKSPACE/ID/HASH/NAME`.
fn of_upload(settings: &SourceSettings, url: &str, name: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().filter(|_| is_upload(url))?;
    let id = path.split('/').skip(3).filter(|part| links::is_number(part)).last()?;
    attachment_paths::at(settings.files_folder(), &["attachments", id, name])
}

/// What a file is called whose address ends with its name.
fn name_in(url: &str) -> String {
    let name = attachment_paths::file_name(url);
    percent::decoded(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::config::SourceType;
    use crate::sources::testing;

    const URL: &str = "https://downloads.intercomcdn.com/i/o/w1/62454556/ba5e/a%20b.png?expires=1";

    #[test]
    fn uploads_are_known_by_their_hosts_alone() {
        for url in [
            URL,
            "https://uploads.intercomcdn.com/i/o/1/x/a.png",
            "https://downloads.eu.intercomcdn.com/a.png",
            "https://w1.intercom-attachments.com/i/o/1/a.png",
        ] {
            assert!(is_upload(url), "{url}");
        }
        for url in [
            "https://evil.example/downloads.intercomcdn.com/a.png",
            "https://intercomcdn.com.evil.example/a.png",
            "https://evilintercomcdn.com/a.png",
            "http://downloads.intercomcdn.com/a.png",
            "javascript:alert('intercomcdn.com')",
            "//downloads.intercomcdn.com/a.png",
        ] {
            assert!(!is_upload(url), "{url}");
        }
    }

    #[test]
    fn copies_lie_by_the_id_of_the_message_or_of_the_upload() {
        let settings = testing::settings(SourceType::Intercom, "e");
        let body = format!("<p><img src=\"{URL}&amp;x=2\"><img src=\"{URL}&amp;x=2\"></p>");
        let [file]: [Attachment; 1] =
            of_message(&settings, "77", &None, &body).try_into().expect("one file");
        assert_eq!(file.paths, ["e/attachments/77/a b.png", "e/attachments/62454556/a b.png"]);
        assert_eq!(file.url, Some(format!("{URL}&x=2")));
        assert_eq!(file.shown, AttachmentDisplay::Copied);
        let [file]: [Attachment; 1] = of_article(&settings, &body).try_into().expect("one file");
        assert_eq!(file.paths, ["e/attachments/62454556/a b.png"]);
        assert_eq!(file.shown, AttachmentDisplay::InBody);
    }

    #[test]
    fn names_and_addresses_of_files_lead_nowhere() {
        let settings = testing::settings(SourceType::Intercom, "e");
        for (id, url) in [
            ("..", "https://downloads.intercomcdn.com/i/o/../x/a.png"),
            ("../x", "https://downloads.intercomcdn.com/i/o/1/%2e%2e"),
            ("a/b", "https://downloads.intercomcdn.com/i/o/1/..%2f..%2fprivacy.yaml"),
        ] {
            let files = of_message(&settings, id, &None, &format!("<a href=\"{url}\">x</a>"));
            assert!(files.iter().all(|file| file.paths.is_empty()), "{files:?}");
        }
    }
}
