//! Where the links and images of a post lead, from the page that shows it.

use url::Url;

use crate::cache::{Lookup, PageFile};
use crate::config::SourceType;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Digest, join};
use crate::model::Attachment;
use crate::normalize::{Image, Link, Resolve};
use crate::privacy::{FileContent, Refusal};
use crate::site::ThreadEntry;
use crate::text::Lang;

use super::super::context::Context;
use super::super::href::relative;
use super::super::key_hasher::digest_of;
use super::super::published_files::PublishedFile;
use super::super::view::FileView;
use super::files::{NamedFile, PostFiles};

/// What a relative address in a file means.
enum FileTarget {
    Copy(PublishedFile),
    Page(String),
}

/// Knows the thread, its file and its page.
pub(super) struct LinkResolver<'c, 'a> {
    context: &'c Context<'a>,
    entry: &'c ThreadEntry,
    root: String,
    /// Threads are files of the site, and name each other by their places.
    in_files: bool,
    /// The words of the post are the site's own.
    by_hand: bool,
    post: PostFiles,
    sink: Sink,
    lookups: Vec<(Lookup, Digest)>,
    files: Vec<PageFile>,
}

impl<'c, 'a> LinkResolver<'c, 'a> {
    pub(super) fn new(
        context: &'c Context<'a>,
        entry: &'c ThreadEntry,
        root: String,
    ) -> LinkResolver<'c, 'a> {
        let source = &context.config.sources[entry.summary.source];
        let in_files = source.kind == SourceType::Markdown;
        let (by_hand, post, sink, lookups, files) = Default::default();
        LinkResolver { context, entry, root, in_files, by_hand, post, sink, lookups, files }
    }

    /// Returns the problems, what was asked of the site, and the files that are shown.
    pub(super) fn finish(self) -> (Sink, Vec<(Lookup, Digest)>, Vec<PageFile>) {
        (self.sink, self.lookups, self.files)
    }

    /// Tells whether the words of the post are the site's own.
    pub(super) fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Starts another post, with the files that came with it.
    pub(super) fn start(&mut self, attachments: &[Attachment], by_hand: bool) {
        self.by_hand = by_hand;
        let source = Some(self.entry.summary.source);
        self.post = PostFiles::new(attachments, |path| self.file(source, path));
    }

    /// Lists the files of the post that its body has not named.
    pub(super) fn listed(&self, lang: Lang) -> Vec<FileView> {
        self.post.listed(&self.root, &self.context.strings, lang)
    }

    /// Finds the copy of a file, and notes that it was asked for.
    fn file(
        &mut self,
        source: Option<usize>,
        path: &str,
    ) -> Option<Result<PublishedFile, Refusal>> {
        let origin = (source, path.to_owned());
        let lookup = Lookup::File(source, path.to_owned());
        let found = self.context.copies.find(&origin);
        if self.lookups.iter().any(|(known, _)| *known == lookup) {
            return found;
        }
        self.lookups.push((lookup, self.context.copies.digest(&origin)));
        let outcome = match &found {
            Some(Ok(copy)) => Some(Ok(copy.path.clone())),
            // A picture that an answer lacks is told of where the answer names it.
            Some(Err(refusal)) if source.is_some() => Some(Err(*refusal)),
            _ => None,
        };
        if let Some(outcome) = outcome {
            self.files.push(PageFile { source, path: path.to_owned(), outcome });
        }
        found
    }

    /// Shows a copy, or links to it.
    fn show_copy(&self, copy: &PublishedFile) -> Image {
        let address = relative(&self.root, copy.path.as_str());
        match copy.content {
            FileContent::Picture(width, height) => Image::Show(address, Some((width, height))),
            FileContent::Text | FileContent::Download => Image::Link(address),
        }
    }

    fn ask(&mut self, lookup: Lookup) -> Option<String> {
        let answer = self.context.look_up(&lookup);
        let known = self.lookups.iter().any(|(known, _)| *known == lookup);
        if !known {
            self.lookups.push((lookup, digest_of(answer.as_deref())));
        }
        answer
    }

    /// A full address: perhaps a thread that has a page here.
    fn absolute(&mut self, href: &str) -> Link {
        for (source, reader) in self.context.readers.iter().enumerate() {
            let Some(target) = reader.link_target(href) else { continue };
            let Some(thread) = target.thread else { return Link::Keep };
            return match self.ask(Lookup::Thread(source, thread)) {
                Some(href) => Link::To(relative(&self.root, &href)),
                None => Link::Keep,
            };
        }
        Link::Keep
    }

    /// A relative address in a community means one there.
    fn in_community(&self, href: &str) -> Option<String> {
        let summary = &self.entry.summary;
        let source = &self.context.config.sources[summary.source];
        let base = Url::parse(summary.url.as_ref().or(source.url.as_ref())?).ok()?;
        let full = base.join(href).ok()?;
        matches!(full.scheme(), "http" | "https").then(|| full.to_string())
    }

    /// A relative address in a file written by hand: another file, or a page.
    fn by_hand(&mut self, href: &str) -> Link {
        // Ids of posts differ between files and pages, so a fragment is not carried over.
        let path = href.split(['#', '?']).next().unwrap_or_default();
        let decoded = percent_decoded(path);
        let found = match decoded.strip_prefix('/') {
            Some(from_top) => self.below_top(from_top),
            None => self.beside_the_file(&decoded),
        };
        match found {
            Some(address) => Link::To(address),
            None => {
                self.sink.push(link_broken(href, self.quoted(href)));
                Link::Drop
            }
        }
    }

    fn below_top(&mut self, path: &str) -> Option<String> {
        let known = path.is_empty() || self.ask(Lookup::Path(path.to_owned())).is_some();
        known.then(|| format!("{}{}", self.root, crate::site::encode(path)))
    }

    fn beside_the_file(&mut self, path: &str) -> Option<String> {
        let target = resolve(&self.entry.summary.origin.path, path)?;
        let href = self.ask(Lookup::Origin(target))?;
        Some(relative(&self.root, &href))
    }

    /// A relative address in words of a community that lie in a file of the site: somebody
    /// who edits them may name another thread, or a file that came with the post. No other
    /// file is meant, whatever the words say.
    fn in_file(&mut self, address: &str) -> Option<FileTarget> {
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let decoded = Some(percent_decoded(address)).filter(|path| !path.starts_with('/'));
        let decoded = decoded.filter(|path| self.in_files && !path.is_empty())?;
        let target = resolve(&self.entry.summary.origin.path, &decoded)?;
        match self.post.placed(&target) {
            Some(copy) => Some(FileTarget::Copy(copy)),
            None => self.beside_the_file(&decoded).map(FileTarget::Page),
        }
    }

    /// Quotes the address in the file, where it can be found.
    fn quoted(&self, words: &str) -> Place {
        let path = &self.entry.summary.origin.path;
        let text = self.context.files.read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        // Not within another address: `setup/` in `setup/hub.md`.
        let is_whole = |at: &usize| {
            let after = text[at + words.len()..].chars().next();
            let before = text[..*at].chars().next_back();
            let ends =
                |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "()<>[]\"'".contains(c));
            ends(before) && ends(after)
        };
        let whole = text.match_indices(words).map(|(at, _)| at).find(is_whole);
        match whole.or_else(|| text.find(words)) {
            Some(at) => Place::in_text(path, &text, at..at + words.len()),
            None => Place::file(path),
        }
    }
}

impl Resolve for LinkResolver<'_, '_> {
    fn link(&mut self, href: &str) -> Link {
        match self.post.by_address(href) {
            NamedFile::Copy(copy) => return Link::To(relative(&self.root, copy.path.as_str())),
            NamedFile::Hidden => return Link::Drop,
            NamedFile::Elsewhere => {}
        }
        if let Ok(url) = Url::parse(href) {
            return match url.scheme() {
                "http" | "https" => self.absolute(href),
                "mailto" | "ftp" | "tel" => Link::Keep,
                _ => Link::Drop,
            };
        }
        if href.starts_with('#') || href.is_empty() {
            return Link::Drop;
        }
        if self.by_hand {
            return self.by_hand(href);
        }
        match self.in_file(href) {
            Some(FileTarget::Copy(copy)) => {
                return Link::To(relative(&self.root, copy.path.as_str()));
            }
            Some(FileTarget::Page(address)) => return Link::To(address),
            None => {}
        }
        match self.in_community(href) {
            Some(full) => match self.absolute(&full) {
                Link::Keep => Link::To(full),
                other => other,
            },
            None => Link::Drop,
        }
    }

    fn image(&mut self, src: &str) -> Image {
        match self.post.by_address(src) {
            NamedFile::Copy(copy) => return self.show_copy(&copy),
            NamedFile::Hidden => return Image::Drop,
            NamedFile::Elsewhere => {}
        }
        if src.starts_with("http://") || src.starts_with("https://") {
            return Image::Link(src.to_owned());
        }
        if src.is_empty() || Url::parse(src).is_ok() {
            return Image::Drop;
        }
        if !self.by_hand {
            if let Some(FileTarget::Copy(copy)) = self.in_file(src) {
                return self.show_copy(&copy);
            }
            return self.in_community(src).map_or(Image::Drop, Image::Link);
        }
        let decoded = percent_decoded(src);
        let shown = match decoded.strip_prefix('/') {
            Some(from_top) => self.below_top(from_top).map(|address| Image::Show(address, None)),
            None => resolve(&self.entry.summary.origin.path, &decoded)
                .and_then(|path| self.file(None, &path)?.ok())
                .map(|copy| self.show_copy(&copy)),
        };
        match shown {
            Some(image) => image,
            None => {
                self.sink.push(image_missing(src, self.quoted(src)));
                Image::Drop
            }
        }
    }
}

fn percent_decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// Joins a path to the folder of a file; `None` when it leads out of the site.
fn resolve(origin: &str, path: &str) -> Option<String> {
    let folder = origin.rsplit_once('/').map_or("", |(folder, _)| folder);
    let joined = join(folder, path);
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn link_broken(href: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(Code::LinkBroken, format!("the link to `{href}` leads nowhere"))
        .at(place, "no page has this address")
        .note("the words are published without the link")
        .help("link to the source file, such as `../threads/214.md`: the address is filled in")
}

fn image_missing(src: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(Code::ImageMissing, format!("there is no image `{src}`"))
        .at(place, "")
        .note("its description is published in its place; PNG, JPEG, GIF, WebP and AVIF are shown")
        .help("put the file beside the answer, or into `static/` and write `/name.png`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_within_the_site() {
        assert_eq!(resolve("answers/uk/a.md", "../b.md").as_deref(), Some("answers/b.md"));
        assert_eq!(resolve("answers/a.md", "./c/d.md").as_deref(), Some("answers/c/d.md"));
        assert_eq!(resolve("a.md", "../b.md"), None);
    }

    #[test]
    fn addresses_are_decoded() {
        assert_eq!(percent_decoded("a%20b%D1%85"), "a bх");
        assert_eq!(percent_decoded("100%"), "100%");
    }
}
