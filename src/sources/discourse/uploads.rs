//! Uploads that posts show or link to: a forum's own files, below `/uploads/`.
//!
//! A copy of that folder beside the export takes their place. Posts name them by addresses, as
//! they name any other page; that these are the forum's is decided here.

use std::collections::BTreeSet;

use crate::config::SourceSettings;
use crate::model::{Attachment, AttachmentDisplay};
use crate::normalize::{TagKind, tags};
use crate::sources::{attachment_paths, links};

/// The forum's own files in the addresses of a post.
pub(super) fn of(settings: &SourceSettings, html: &str) -> Vec<Attachment> {
    if memchr::memmem::find(html.as_bytes(), b"/uploads/").is_none() {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for tag in tags(html).filter(|tag| tag.kind == TagKind::Start) {
        let written = match () {
            () if tag.is("img") => tag.get("src"),
            () if tag.is("a") => tag.get("href"),
            () => None,
        };
        let address = html_escape::decode_html_entities(written.unwrap_or_default().trim());
        if let Some(path) = upload(settings, &address)
            && seen.insert(address.to_string())
        {
            found.push(Attachment {
                name: attachment_paths::file_name(&path).to_owned(),
                paths: vec![path],
                url: Some(address.into_owned()),
                shown: AttachmentDisplay::InBody,
            });
        }
    }
    found
}

/// Returns where the file of an address would lie.
fn upload(settings: &SourceSettings, address: &str) -> Option<String> {
    let path = links::below(settings.url.as_deref(), address)
        .or_else(|| links::below(None, address))
        .or_else(|| on_discourse(address))?;
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let parts: Vec<&str> = path.strip_prefix("/uploads/")?.split('/').collect();
    let parts: Vec<&str> = std::iter::once("uploads").chain(parts).collect();
    attachment_paths::at(settings.files_folder(), &parts)
}

/// Hosted forums serve their files from another host, below the name of the forum.
fn on_discourse(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let (host, _) = rest.split_once('/')?;
    let is_theirs = host.ends_with(".discourse-cdn.com");
    is_theirs.then(|| rest.find("/uploads/").map(|at| &rest[at..])).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::config::SourceType;
    use crate::sources::testing;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        let settings = testing::settings(SourceType::Discourse, "forum");
        let found =
            of(&settings, &format!("<p><img src=\"{address}\"><a href=\"{address}\">x</a>"));
        let paths: Vec<&str> =
            found.iter().flat_map(|file| &file.paths).map(String::as_str).collect();
        assert_eq!(paths, expected.into_iter().collect::<Vec<_>>(), "{address}");
    }

    #[test]
    fn own_uploads_are_known_in_every_form() {
        let expected = Some("forum/uploads/default/original/1X/a.png");
        let below = "/uploads/default/original/1X/a.png";
        check(below, expected);
        check(&format!("//forum.example.org{below}"), expected);
        check(&format!("https://www.forum.example.org{below}?v=1"), expected);
        check(&format!("https://eu1.discourse-cdn.com/lumo{below}"), expected);
    }

    #[test]
    fn what_lies_elsewhere_is_no_upload() {
        for address in [
            "https://evil.example/uploads/default/a.png",
            "/uploads/../../privacy.yaml",
            "/uploads/%2e%2e/secret.txt",
            "/uploads/.hidden/a.png",
            "/uploads//a.png",
            "/images/uploads/a.png",
            "uploads/a.png",
            "https://forum.example.org.evil.example/uploads/a.png",
        ] {
            check(address, None);
        }
    }
}
