//! Finds out where the files lie that an export names: pictures of a chat, attachments of a
//! ticket.
//!
//! What is said here is a guess that is made of untrusted names; whether a file may be read is
//! asked of the disk, which follows links, when a page shows it.

use crate::config::SourceSettings;
use crate::files::join;
use crate::model::{Attachment, AttachmentDisplay};
use crate::percent;

/// The longest name of a file or folder, and the longest path, in bytes.
const LONGEST_PART: usize = 255;
const LONGEST: usize = 1024;

/// Returns where a file of an export lies that names it by a path; nothing, when that leads
/// out of the source's folder or is no path. `export` is the file that names it.
pub(super) fn named(settings: &SourceSettings, export: &str, name: &str) -> Vec<String> {
    let root = settings.files_folder();
    let folder = match settings.files {
        // Another folder was named for them.
        Some(_) => root,
        None => export.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let decoded = || percent::strictly_decoded(name);
    let mut paths: Vec<String> = below(root, folder, name).into_iter().collect();
    if let Some(path) = decoded().and_then(|name| below(root, folder, &name))
        && !paths.contains(&path)
    {
        paths.push(path);
    }
    paths
}

/// Returns a path that is made of names, none of which leads anywhere.
pub(super) fn at(folder: &str, parts: &[&str]) -> Option<String> {
    let path = parts.iter().fold(folder.to_owned(), |path, part| join(&path, part));
    (path.len() <= LONGEST && parts.iter().all(|part| is_name(part))).then_some(path)
}

/// Makes an attachment of a help desk, whose copy lies in `attachments/ID/NAME`. Whoever has
/// its address can open it, or nobody for long: so it is not told.
pub(super) fn of_desk(
    settings: &SourceSettings,
    id: &str,
    name: &str,
    url: Option<&str>,
) -> Attachment {
    let path = at(settings.files_folder(), &["attachments", id, name]);
    Attachment {
        shown: AttachmentDisplay::Copied,
        ..attachment(name, path.into_iter().collect(), url)
    }
}

/// Makes an attachment that lies on the web as well.
pub(super) fn attachment(name: &str, paths: Vec<String>, url: Option<&str>) -> Attachment {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    Attachment {
        name: name.trim().to_owned(),
        paths,
        url: url.filter(is_web).map(str::to_owned),
        size: None,
        shown: AttachmentDisplay::Always,
    }
}

/// What a thread that is written down says of a file that came with a post.
pub(super) struct FileMention<'a> {
    pub name: Option<&'a str>,
    pub path: Option<&'a str>,
    pub url: Option<&'a str>,
    pub size: Option<u64>,
    pub shown: AttachmentDisplay,
}

/// Makes an attachment of what `export` says of it; nothing of what says nothing.
pub(super) fn mentioned(
    settings: &SourceSettings,
    export: &str,
    mention: &FileMention<'_>,
) -> Option<Attachment> {
    let name = mention.name.or(mention.path.or(mention.url).map(file_name))?;
    let paths = mention.path.map(|path| named(settings, export, path)).unwrap_or_default();
    let mut file = attachment(name, paths, mention.url);
    (file.shown, file.size) = (mention.shown, mention.size);
    if mention.shown == AttachmentDisplay::InBody {
        // It is only held against the addresses in the body, which may be relative.
        file.url = mention.url.map(str::to_owned);
    }
    Some(file)
}

/// Returns the last part of a path or address.
pub(super) fn file_name(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default()
}

/// Tells whether a file was put beside an export by the program that wrote it, for a message:
/// it is no export, though its name may end like one.
pub(super) fn is_asset(settings: &SourceSettings, path: &str, folders: &[&str]) -> bool {
    let of_source = settings.path.split('*').next().unwrap_or_default();
    let below = path.strip_prefix(of_source).unwrap_or(path);
    let (above, _) = below.rsplit_once('/').unwrap_or(("", below));
    above.split('/').any(|part| {
        folders.iter().any(|folder| match folder.strip_prefix('*') {
            Some(ending) => part.ends_with(ending),
            None => part == *folder,
        })
    })
}

fn below(root: &str, folder: &str, name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let has_scheme = name.split('/').next().is_some_and(|first| first.contains(':'));
    if name.is_empty() || name.starts_with('/') || has_scheme || name.len() > LONGEST {
        return None;
    }
    let root = if root == "." { "" } else { root };
    let start = match root {
        "" => folder,
        root => {
            folder.strip_prefix(root).filter(|rest| rest.is_empty() || rest.starts_with('/'))?
        }
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if is_name(part) => parts.push(part),
            _ => return None,
        }
    }
    (!parts.is_empty()).then(|| join(root, &parts.join("/")))
}

/// Hidden files are no attachments.
fn is_name(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= LONGEST_PART
        && !part.starts_with('.')
        && !part.contains(['/', '\\', ':'])
        && !part.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::config::SourceType;
    use crate::sources::testing;

    #[track_caller]
    fn check(path: &str, export: &str, name: &str, expected: &[&str]) {
        let settings = testing::settings(SourceType::Discord, path);
        assert_eq!(named(&settings, export, name), expected, "{name}");
    }

    #[test]
    fn names_are_paths_beside_the_export() {
        let export = "exports/chat/help.json";
        let check = |name, expected: &[&str]| check("exports/chat", export, name, expected);
        check("help.json_Files\\shot-1.png", &["exports/chat/help.json_Files/shot-1.png"]);
        check("./photos/a.jpg", &["exports/chat/photos/a.jpg"]);
        check("m/../n/a.jpg", &["exports/chat/n/a.jpg"]);
        check("a%20b.png", &["exports/chat/a%20b.png", "exports/chat/a b.png"]);
        check("знімок.png", &["exports/chat/знімок.png"]);
    }

    #[test]
    fn names_lead_nowhere_else() {
        let long = "x/".repeat(600) + "a.png";
        let hostile = [
            "../../etc/passwd",
            "..\\..\\etc\\passwd",
            "%2e%2e/%2e%2e/etc/passwd/../../../a",
            "/etc/passwd",
            "\\\\host\\share\\a.png",
            "C:\\Windows\\a.png",
            "file:///etc/passwd",
            "https://evil.example/a.png",
            "a\0.png",
            "a\n.png",
            ".git/config",
            "b/.hidden/a.png",
            "",
            ".",
            &long,
            &"y".repeat(300),
        ];
        for name in hostile {
            let settings = testing::settings(SourceType::Discord, "exports/chat");
            for path in named(&settings, "exports/chat/help.json", name) {
                let below = path.strip_prefix("exports/chat/").expect("it stays below");
                assert!(below.split('/').all(|part| !part.starts_with('.')), "{name}: {path}");
                assert!(name.contains('%'), "{name}: {path}");
            }
        }
        assert_eq!(at("x", &["attachments", "7", "../a"]), None);
        assert_eq!(at("x", &["attachments", "..", "a"]), None);
        assert_eq!(at("x", &["7", "a.png"]).as_deref(), Some("x/7/a.png"));
    }

    #[test]
    fn the_folder_is_that_of_the_source() {
        check("e/chat.json", "e/chat.json", "photos/a.jpg", &["e/photos/a.jpg"]);
        check("e/*.json", "e/chat.json", "photos/a.jpg", &["e/photos/a.jpg"]);
        check("e/*.json", "e/chat.json", "../a.jpg", &[]);
        check("chat.json", "chat.json", "a.jpg", &["a.jpg"]);
        check("/abs/e", "/abs/e/f/chat.json", "../a.jpg", &["/abs/e/a.jpg"]);
        let mut settings = testing::settings(SourceType::Discord, "e");
        settings.files = Some("media/".to_owned());
        assert_eq!(named(&settings, "e/chat.json", "a.jpg"), ["media/a.jpg"]);
    }

    #[test]
    fn what_was_put_beside_an_export_is_none() {
        let settings = testing::settings(SourceType::Discord, "files/chat");
        let check = |path| is_asset(&settings, path, &["*_Files", "files"]);
        assert!(check("files/chat/a.json_Files/b.json") && check("files/chat/e/files/b.json"));
        assert!(!check("files/chat/a.json") && !check("files/chat/my_files.json"));
    }
}
