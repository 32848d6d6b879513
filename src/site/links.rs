//! Where the links and images of a post lead, from the page that shows it.
//!
//! The same code runs twice: when a thread is loaded, to gather what its posts name, and when
//! its page is written, with all of that found.

use rustc_hash::FxHashSet;
use url::Url;

use crate::config::{AttachmentSettings, Config, SourceType};
use crate::files::join;
use crate::media::{FileContent, PageFile, PublishedFile, Refusal};
use crate::model::{Attachment, Origin, Reference};
use crate::normalize::{Image, Link, PageIds, Resolve, is_page_id};
use crate::percent;

use super::post_files::{ListedFile, NamedFile, PostFiles};
use super::target::{FindTarget, Target};

/// What links in the threads of a source mean.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkSettings {
    /// The position of the source in the settings.
    source: usize,
    /// The community's address.
    url: Option<String>,
    /// Threads are files of the site, and name each other by their places.
    in_files: bool,
    /// Which hosts pictures are shown from.
    attachments: AttachmentSettings,
}

impl LinkSettings {
    /// Takes a source by its position in the settings.
    pub fn of(source: usize, config: &Config) -> LinkSettings {
        let settings = &config.sources[source];
        let in_files = settings.kind == SourceType::Markdown;
        let attachments = config.attachments.clone();
        LinkSettings { source, url: settings.url.clone(), in_files, attachments }
    }
}

/// What the addresses in a thread's posts are relative to.
#[derive(Clone, Copy, Debug)]
pub struct LinkBase<'a> {
    /// What holds for its source.
    pub settings: &'a LinkSettings,
    /// The file that the thread lies in.
    pub origin: &'a Origin,
    /// The thread's address in its community.
    pub url: Option<&'a String>,
}

/// An address in a post that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// No page has the address of a link.
    LinkBroken(String),
    /// A page has no part of this name: the address of a link, the name, and one that is near.
    PartMissing(String, String, Option<String>),
    /// There is no image of this address.
    ImageMissing(String),
    /// The file at this address is no picture that may be shown.
    ImageRefused(String, Refusal),
}

/// What a relative address in a file means.
enum FileTarget {
    Copy(PublishedFile),
    Page(String),
}

/// Resolves the addresses in the posts of a thread.
pub struct LinkResolver<'a> {
    base: LinkBase<'a>,
    /// The way from the page to the site's top.
    root: &'a str,
    targets: &'a mut dyn FindTarget,
    /// The words of the post are the site's own.
    by_hand: bool,
    /// Where links within the page lead, where it has several parts; else nothing.
    own: String,
    post: PostFiles,
    /// The ids of the page so far, and what stands before those of a community's post.
    ids: PageIds,
    anchor: String,
    problems: Vec<LinkProblem>,
    files: Vec<PageFile>,
    asked: FxHashSet<(Option<usize>, String)>,
}

impl<'a> LinkResolver<'a> {
    /// Starts with no post.
    pub fn new(
        base: LinkBase<'a>,
        root: &'a str,
        targets: &'a mut dyn FindTarget,
    ) -> LinkResolver<'a> {
        let (by_hand, own, post, ids, anchor, problems, files, asked) = Default::default();
        LinkResolver {
            base,
            root,
            targets,
            by_hand,
            own,
            post,
            ids,
            anchor,
            problems,
            files,
            asked,
        }
    }

    /// Names the page to which links within the thread lead.
    pub fn on_page(self, own: String) -> LinkResolver<'a> {
        LinkResolver { own, ..self }
    }

    /// Returns the problems, and the files that are shown or would be.
    pub fn finish(self) -> (Vec<LinkProblem>, Vec<PageFile>) {
        (self.problems, self.files)
    }

    /// Tells whether the words of the post are the site's own.
    pub fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Starts another post, with the files that came with it, and with what its addresses are
    /// relative to. Its own id, the anchor, starts those of its parts, unless the site wrote it.
    pub fn start(
        &mut self,
        base: LinkBase<'a>,
        attachments: &[Attachment],
        by_hand: bool,
        anchor: &str,
    ) {
        (self.base, self.by_hand) = (base, by_hand);
        anchor.clone_into(&mut self.anchor);
        let source = Some(base.settings.source);
        self.post = PostFiles::new(attachments, |path| self.file(source, path));
    }

    /// Lists the files of the post that its body has not named.
    pub fn listed(&self) -> impl Iterator<Item = ListedFile<'_>> {
        self.post.listed()
    }

    /// Finds a file and its copy, and notes that it is shown or would be.
    fn file(&mut self, source: Option<usize>, path: &str) -> Option<Option<PublishedFile>> {
        let found = self.targets.find(Reference::File(source, path.to_owned()))?;
        let outcome = match &found {
            Target::File(copy) => Some(Ok(copy.path.clone())),
            // A picture that an answer lacks is told of where the answer names it.
            Target::Refused(refusal) => source.is_some().then_some(Err(*refusal)),
            Target::Page(_) | Target::Part(_) | Target::NearPart(_) | Target::Elsewhere(_) => None,
        };
        if let Some(outcome) = outcome
            && self.asked.insert((source, path.to_owned()))
        {
            self.files.push(PageFile { source, path: path.to_owned(), outcome });
        }
        match found {
            Target::File(copy) => Some(Some(copy)),
            Target::Refused(_) | Target::Page(_) | Target::Elsewhere(_) => Some(None),
            Target::Part(_) | Target::NearPart(_) => Some(None),
        }
    }

    /// Finds the address of a page from here.
    fn page(&mut self, reference: Reference) -> Option<String> {
        match self.targets.find(reference)? {
            Target::Page(href) => Some(relative(self.root, &href)),
            Target::Elsewhere(url) => Some(url),
            Target::Part(_) | Target::NearPart(_) => None,
            Target::File(_) | Target::Refused(_) => None,
        }
    }

    fn address_of(&self, copy: &PublishedFile) -> String {
        relative(self.root, copy.path.as_str())
    }

    /// Shows a copy, or links to it.
    fn show_copy(&self, copy: &PublishedFile) -> Image {
        let address = self.address_of(copy);
        match copy.content {
            FileContent::Picture(width, height) => Image::Show(address, Some((width, height))),
            FileContent::Text | FileContent::Download => Image::Link(address),
        }
    }

    /// A picture on another host, which is shown from there where the settings say so.
    fn elsewhere(&self, address: String) -> Image {
        let url = Url::parse(&address).ok();
        let host = url.as_ref().and_then(|url| url.host_str());
        let is_shown = host.is_some_and(|host| self.base.settings.attachments.shows(host));
        match address.strip_prefix("http://").filter(|_| is_shown) {
            Some(rest) => Image::Remote(format!("https://{rest}")),
            None if is_shown => Image::Remote(address),
            None => Image::Link(address),
        }
    }

    /// A full address: perhaps a thread that has a page here.
    fn absolute(&mut self, href: &str) -> Link {
        self.page(Reference::Address(href.to_owned())).map_or(Link::Keep, Link::To)
    }

    /// A relative address in a community means one there.
    fn in_community(&self, href: &str) -> Option<String> {
        let base = self.base.url.or(self.base.settings.url.as_ref())?;
        let full = Url::parse(base).ok()?.join(href).ok()?;
        matches!(full.scheme(), "http" | "https").then(|| full.to_string())
    }

    /// A relative address in a file written by hand: another file, or a page, and perhaps a
    /// part of it.
    fn by_hand(&mut self, href: &str) -> Link {
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        let decoded = percent::decoded(path.split('?').next().unwrap_or_default());
        let found = match decoded.strip_prefix('/') {
            Some(from_top) => self.below_top(from_top),
            None => self.beside_the_file(&decoded),
        };
        // When references are gathered, parts of what is not found yet are asked for, too.
        let file = Some(&decoded).filter(|path| !path.starts_with('/'));
        let file = file.and_then(|path| beside(&self.base.origin.path, path));
        let part = file.filter(|_| !fragment.is_empty());
        let part = part.map(|path| self.part(path, fragment, href, found.is_some()));
        let Some(address) = found else {
            self.problems.push(LinkProblem::LinkBroken(href.to_owned()));
            return Link::Drop;
        };
        match fragment {
            // An old address may lead to a part itself, which browsers then go to.
            "" => Link::To(address),
            _ if address.contains('#') => Link::To(address),
            fragment => Link::To(format!("{address}#{}", part.as_deref().unwrap_or(fragment))),
        }
    }

    /// Returns the id of a part of a file's page. One that nobody finds is told of, where the
    /// page is there, and stays: it does no harm, and `answerbook check` finds it, too.
    fn part(&mut self, path: String, fragment: &str, href: &str, is_there: bool) -> String {
        let name = percent::decoded(fragment).into_owned();
        let (found, near) = match self.targets.find(Reference::Part(path, name.clone())) {
            Some(Target::Part(id)) => (Some(id), None),
            Some(Target::NearPart(id)) => (None, Some(id)),
            _ => (None, None),
        };
        // Which posts a page has is known when it is there; ids of posts may have letters, too.
        let is_of_page =
            is_page_id(&name) || ["a-", "c-"].iter().any(|of_post| name.starts_with(of_post));
        if found.is_none() && !is_of_page && is_there {
            self.problems.push(LinkProblem::PartMissing(href.to_owned(), name, near));
        }
        found.unwrap_or_else(|| fragment.to_owned())
    }

    /// An address from the top of the site; an old one is the one that it leads to.
    fn below_top(&mut self, path: &str) -> Option<String> {
        match path {
            "" => Some(self.root.to_owned()),
            path => self.page(Reference::Path(path.to_owned())),
        }
    }

    fn beside_the_file(&mut self, path: &str) -> Option<String> {
        let target = beside(&self.base.origin.path, path)?;
        self.page(Reference::Origin(target))
    }

    /// A picture of the site that an answer shows; else why its file is none, if it is there.
    fn own_picture(&mut self, path: &str) -> Result<PublishedFile, Option<Refusal>> {
        let path = beside(&self.base.origin.path, path).ok_or(None)?;
        let refused = match self.targets.find(Reference::File(None, path.clone())) {
            Some(Target::Refused(refusal)) => Some(refusal),
            _ => None,
        };
        self.file(None, &path).flatten().ok_or(refused)
    }

    /// A relative address in words of a community that lie in a file of the site: somebody
    /// who edits them may name another thread, or a file that came with the post. No other
    /// file is meant, whatever the words say.
    fn in_file(&mut self, address: &str) -> Option<FileTarget> {
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let decoded = Some(percent::decoded(address)).filter(|path| !path.starts_with('/'));
        let decoded = decoded.filter(|path| self.base.settings.in_files && !path.is_empty())?;
        let target = beside(&self.base.origin.path, &decoded)?;
        match self.post.placed(&target) {
            Some(copy) => Some(FileTarget::Copy(copy)),
            None => self.beside_the_file(&decoded).map(FileTarget::Page),
        }
    }
}

impl Resolve for LinkResolver<'_> {
    fn link(&mut self, href: &str) -> Link {
        match self.post.by_address(href) {
            NamedFile::Copy(copy) => return Link::To(self.address_of(&copy)),
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
        if let Some(fragment) = href.strip_prefix('#').filter(|_| self.by_hand) {
            let path = self.base.origin.path.clone();
            return match fragment {
                "" => Link::Keep,
                fragment => {
                    let part = self.part(path, fragment, href, true);
                    Link::To(format!("{}#{part}", self.own))
                }
            };
        }
        if href.starts_with('#') || href.is_empty() {
            return Link::Drop;
        }
        if self.by_hand {
            return self.by_hand(href);
        }
        match self.in_file(href) {
            Some(FileTarget::Copy(copy)) => return Link::To(self.address_of(&copy)),
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

    fn id(&mut self, wanted: &str) -> Option<String> {
        Some(match self.by_hand {
            true => self.ids.take(wanted),
            // No slug holds `--`, so it is nobody else's.
            false => self.ids.take(&format!("{}--{wanted}", self.anchor)),
        })
    }

    fn image(&mut self, src: &str) -> Image {
        match self.post.by_address(src) {
            NamedFile::Copy(copy) => return self.show_copy(&copy),
            NamedFile::Hidden => return Image::Drop,
            NamedFile::Elsewhere => {}
        }
        if is_web(src) {
            return self.elsewhere(src.to_owned());
        }
        if src.is_empty() || Url::parse(src).is_ok() {
            return Image::Drop;
        }
        if !self.by_hand {
            if let Some(FileTarget::Copy(copy)) = self.in_file(src) {
                return self.show_copy(&copy);
            }
            let full = self.in_community(src);
            return full.map_or(Image::Drop, |full| self.elsewhere(full));
        }
        let decoded = percent::decoded(src);
        let shown = match decoded.strip_prefix('/') {
            Some(from_top) => {
                let address = self.below_top(from_top).ok_or(None);
                address.map(|address| match is_web(&address) {
                    true => self.elsewhere(address),
                    false => Image::Show(address, None),
                })
            }
            None => self.own_picture(&decoded).map(|copy| self.show_copy(&copy)),
        };
        shown.unwrap_or_else(|refused| {
            self.problems.push(match refused {
                Some(refusal) => LinkProblem::ImageRefused(src.to_owned(), refusal),
                None => LinkProblem::ImageMissing(src.to_owned()),
            });
            Image::Drop
        })
    }
}

/// Joins the way to the top with an address from there.
pub fn relative(root: &str, href: &str) -> String {
    match (root, href) {
        ("", href) => href.to_owned(),
        (root, "./") => root.to_owned(),
        (root, href) => [root, href].concat(),
    }
}

/// Tells whether an address is a full one of the web.
fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// Joins a path to the folder of a file; `None` when it leads out of the site.
pub fn beside(origin: &str, path: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_within_the_site() {
        assert_eq!(beside("answers/uk/a.md", "../b.md").as_deref(), Some("answers/b.md"));
        assert_eq!(beside("answers/a.md", "./c/d.md").as_deref(), Some("answers/c/d.md"));
        assert_eq!(beside("a.md", "../b.md"), None);
    }
}
