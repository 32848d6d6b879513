//! Pictures and files that lie beside an export: from their addresses in posts to their places.
//!
//! Each importer lists its ways as data: on which hosts its platform keeps what people upload,
//! what such an address looks like, and where those who save an export put the copy. Whatever
//! a post says, a copy is looked for below the folder of the source's files, under a name that
//! is made here; see `attachment_paths`.

use std::collections::BTreeSet;

use url::Url;

use crate::config::SourceSettings;
use crate::model::{Attachment, AttachmentDisplay, Markup, Syntax, Thread};
use crate::normalize::{TagKind, addresses, tags};
use crate::percent;

use super::{attachment_paths, links};

mod pattern;

use pattern::Found;

/// Stands for the community itself, by the address in the settings, and for addresses without
/// a host.
pub(super) const OWN: &str = "";

/// Any host.
const ANY: &str = "*";

/// Posts name no more files than this.
const MAX_FILES: usize = 500;

/// A way from an address to where its copy may lie.
pub(super) struct Way {
    /// The hosts: names, or `.name` for all below one, or [`OWN`].
    pub hosts: &'static [&'static str],
    /// What the path looks like: see [`pattern`].
    pub path: &'static str,
    /// Where a copy may lie, below the folder of the source's files.
    pub copies: &'static [&'static str],
}

/// Of every platform: pictures of any host in a folder of its name, as programs leave them
/// that save pages with what they show.
const MIRROR: Way =
    Way { hosts: &[ANY], path: "{dirs*}/{picture}", copies: &["{host}/{dirs}/{picture}"] };

/// Adds to the posts of a thread the files that their words show or link to.
pub(super) fn attach(ways: &[Way], settings: &SourceSettings, thread: &mut Thread) {
    let finder = Finder { ways, settings };
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        finder.attach(&post.body, &mut post.attachments);
        for comment in &mut post.comments {
            finder.attach(&comment.body, &mut comment.attachments);
        }
    }
}

struct Finder<'a> {
    ways: &'a [Way],
    settings: &'a SourceSettings,
}

impl Finder<'_> {
    fn attach(&self, body: &Markup, files: &mut Vec<Attachment>) {
        let mut seen: BTreeSet<String> = files.iter().filter_map(|file| file.url.clone()).collect();
        for named in named(body) {
            let is_new = files.len() < MAX_FILES && !seen.contains(&named.address);
            let paths = if is_new { self.paths(&named) } else { Vec::new() };
            if let Some(first) = paths.first() {
                seen.insert(named.address.clone());
                files.push(Attachment {
                    name: attachment_paths::file_name(first).to_owned(),
                    paths,
                    url: Some(named.address),
                    size: None,
                    shown: AttachmentDisplay::InBody,
                });
            }
        }
    }

    /// Returns where copies may lie, the likeliest first.
    fn paths(&self, named: &Named) -> Vec<String> {
        let mirror = std::iter::once(&MIRROR).filter(|_| named.is_picture);
        let mut paths: Vec<String> = Vec::new();
        for way in self.ways.iter().chain(mirror) {
            for path in self.by(way, &named.address) {
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        paths
    }

    fn by(&self, way: &Way, address: &str) -> Vec<String> {
        let Some((host, path)) = way.hosts.iter().find_map(|host| self.on_host(host, address))
        else {
            return Vec::new();
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = percent::strictly_decoded(path) else {
            return Vec::new();
        };
        let Some(mut found) = Found::of(way.path, &path) else { return Vec::new() };
        if way.hosts == [ANY] {
            found.set("host", &host);
        }
        let folder = self.settings.files_folder();
        let written = way.copies.iter().flat_map(|copy| found.written(copy));
        let path = |parts: Vec<String>| {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            attachment_paths::at(folder, &parts)
        };
        written.filter_map(path).collect()
    }

    /// Returns the host and the path of an address that is one of a host.
    fn on_host<'u>(&self, wanted: &str, address: &'u str) -> Option<(String, &'u str)> {
        if wanted == OWN {
            let own = self.settings.url.as_deref();
            let path = links::below(own, address).or_else(|| links::below(None, address))?;
            return Some((String::new(), path));
        }
        let full = address.strip_prefix("//").map(|rest| format!("https://{rest}"));
        let url = Url::parse(full.as_deref().unwrap_or(address)).ok()?;
        let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"))?;
        let is_it = match wanted.strip_prefix('.') {
            Some(above) => host.strip_suffix(above).is_some_and(|below| below.ends_with('.')),
            // A name, so that no folder of the operator's is meant.
            None => host == wanted || wanted == ANY && host.contains('.'),
        };
        let from = address.find("//")? + 2;
        let path = &address[from + address[from..].find('/')?..];
        is_it.then(|| (host.to_owned(), path))
    }
}

/// An address in a post.
struct Named {
    address: String,
    is_picture: bool,
}

/// The addresses in a post, as its page will ask for them.
fn named(body: &Markup) -> Vec<Named> {
    let text = body.text.as_str();
    let has = |sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    match body.syntax {
        Syntax::Text => Vec::new(),
        Syntax::Html | Syntax::Sanitised if !has("<") => Vec::new(),
        Syntax::Html | Syntax::Sanitised => {
            let starts = tags(text).filter(|tag| tag.kind == TagKind::Start);
            let written = starts.filter_map(|tag| match () {
                () if tag.is("img") => Some((tag.get("src")?, true)),
                () if tag.is("a") => Some((tag.get("href")?, false)),
                () => None,
            });
            let named = |(address, is_picture): (&str, bool)| {
                let address = html_escape::decode_html_entities(address.trim()).into_owned();
                Named { address, is_picture }
            };
            written.map(named).collect()
        }
        // Hardly any post shows a picture, and this reads the whole of it.
        Syntax::Markdown(_) if !has("![") && !has("<img") => Vec::new(),
        Syntax::Markdown(_) => {
            let named = |address| Named { address, is_picture: true };
            addresses(body).into_iter().map(named).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::config::SourceType;
    use crate::sources::formats::ways;
    use crate::sources::testing;

    #[track_caller]
    fn check(kind: SourceType, address: &str, expected: &[&str]) {
        let settings = testing::settings(kind, "export");
        let finder = Finder { ways: ways(kind), settings: &settings };
        let address = address.to_owned();
        let paths = finder.paths(&Named { address: address.clone(), is_picture: false });
        assert_eq!(paths, expected, "{address}");
    }

    const SHA: &str = "0a7a8fe9fade30e8f290edd6bd00e234f649a149";

    #[test]
    fn uploads_of_discourse_lie_in_the_folder_of_their_address() {
        let check = |address: &str, expected: &[&str]| {
            check(SourceType::Discourse, address, expected);
        };
        let below = "/uploads/default/original/1X/a.png";
        let expected = ["export/uploads/default/original/1X/a.png"];
        for address in [
            below.to_owned(),
            format!("//forum.example.org{below}"),
            format!("https://www.forum.example.org{below}?v=1"),
            format!("https://eu1.discourse-cdn.com/lumo{below}"),
        ] {
            check(&address, &expected);
        }
        check(
            "/uploads/lumo/optimized/2X/0/0a7a_2_690x381.jpeg",
            &[
                "export/uploads/lumo/optimized/2X/0/0a7a_2_690x381.jpeg",
                "export/uploads/lumo/original/2X/0/0a7a.jpeg",
            ],
        );
        check(
            &format!("https://cdn.example.net/original/2X/0/{SHA}.png"),
            &[
                &format!("export/uploads/default/original/2X/0/{SHA}.png"),
                &format!("export/original/2X/0/{SHA}.png"),
            ],
        );
        check(
            "/uploads/short-url/1uHmv6kWbMEHRPpvwC96TmPTwSZ.jpeg?dl=1",
            &[
                "export/uploads/short-url/1uHmv6kWbMEHRPpvwC96TmPTwSZ.jpeg",
                &format!("export/uploads/default/original/1X/{SHA}.jpeg"),
                &format!("export/uploads/default/original/2X/0/{SHA}.jpeg"),
                &format!("export/uploads/default/original/3X/0/a/{SHA}.jpeg"),
            ],
        );
    }

    #[test]
    fn what_lies_elsewhere_is_no_upload() {
        for address in [
            "https://evil.example/uploads/default/a.png",
            "/uploads/../../privacy.yaml",
            "/uploads/%2e%2e/secret.txt",
            "/uploads/.hidden/a.png",
            "/uploads//a.png",
            "/images/a.png",
            "uploads/a.png",
            "https://forum.example.org.evil.example/uploads/a.png",
            "https://cdn.example.net/original/2X/0/notes.txt",
            "javascript:/uploads/a.png",
            "",
        ] {
            check(SourceType::Discourse, address, &[]);
        }
    }

    #[test]
    fn every_platform_has_its_own_places() {
        check(
            SourceType::Stackexchange,
            "https://i.stack.imgur.com/aB3dE.png",
            &[
                "export/i.stack.imgur.com/aB3dE.png",
                "export/i.sstatic.net/aB3dE.png",
                "export/images/aB3dE.png",
            ],
        );
        check(SourceType::Stackexchange, "https://i.sstatic.net/notes.txt", &[]);
        check(
            SourceType::Stackexchange,
            "https://i.sstatic.net/aB3dEm.jpg",
            &[
                "export/i.stack.imgur.com/aB3dEm.jpg",
                "export/i.sstatic.net/aB3dEm.jpg",
                "export/images/aB3dEm.jpg",
                "export/i.stack.imgur.com/aB3dE.jpg",
                "export/i.sstatic.net/aB3dE.jpg",
                "export/images/aB3dE.jpg",
            ],
        );
    }

    #[test]
    fn pictures_of_articles_are_known_by_their_numbers() {
        for host in ["https://lumo.zendesk.com", ""] {
            check(
                SourceType::Zendesk,
                &format!("{host}/hc/article_attachments/36000/mceclip0.png"),
                &[
                    "export/article_attachments/36000/mceclip0.png",
                    "export/attachments/36000/mceclip0.png",
                    "export/article_attachments/36000-mceclip0.png",
                ],
            );
        }
        check(
            SourceType::Zendesk,
            "/hc/en-us/article_attachments/44",
            &[
                "export/article_attachments/44",
                "export/article_attachments/44.png",
                "export/article_attachments/44.jpg",
                "export/article_attachments/44.jpeg",
                "export/article_attachments/44.gif",
                "export/article_attachments/44.webp",
                "export/article_attachments/44.avif",
                "export/attachments/44",
                "export/attachments/44.png",
                "export/attachments/44.jpg",
                "export/attachments/44.jpeg",
                "export/attachments/44.gif",
                "export/attachments/44.webp",
                "export/attachments/44.avif",
            ],
        );
    }

    #[test]
    fn uploads_of_github_lie_below_their_host() {
        check(
            SourceType::Github,
            "https://user-images.githubusercontent.com/77/a-1.png",
            &[
                "export/user-images.githubusercontent.com/77/a-1.png",
                "export/user-images/77/a-1.png",
            ],
        );
    }

    #[test]
    fn pictures_of_any_host_may_lie_in_a_folder_of_its_name() {
        let settings = testing::settings(SourceType::Jsonl, "export");
        let finder = Finder { ways: &[], settings: &settings };
        let paths =
            |address: &str| finder.paths(&Named { address: address.to_owned(), is_picture: true });
        assert_eq!(paths("https://i.imgur.com/a/b.jpg?x"), ["export/i.imgur.com/a/b.jpg"]);
        for address in [
            "https://localhost/a.png",
            "https://i.imgur.com/../b.png",
            "https://i.imgur.com/a.txt",
            "https://notes/a.png",
            "file:///etc/a.png",
        ] {
            assert!(paths(address).is_empty(), "{address}");
        }
    }

    #[test]
    fn posts_of_every_markup_are_read() {
        let check = |syntax: Syntax, text: &str| {
            let settings = testing::settings(SourceType::Github, "export");
            let finder = Finder { ways: ways(SourceType::Github), settings: &settings };
            let mut files = Vec::new();
            finder.attach(&Markup { syntax, text: text.to_owned() }, &mut files);
            let urls: Vec<_> = files.iter().filter_map(|file| file.url.as_deref()).collect();
            assert_eq!(urls, ["https://github.com/user-attachments/assets/0a-1b?a&b"], "{text}");
        };
        let dialect = crate::model::Dialect::GitHub;
        let address = "https://github.com/user-attachments/assets/0a-1b?a&b";
        check(Syntax::Markdown(dialect), &format!("See ![x]({address}) ![y]({address})"));
        let escaped = address.replace('&', "&amp;");
        check(Syntax::Html, &format!("<p><img alt=x src='{escaped}'><a href=x>y</a>"));
    }
}
