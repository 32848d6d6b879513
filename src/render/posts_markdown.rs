//! The posts of a thread as markdown, made of what its page shows of them.

use crate::normalize::{heading_text, markdown_link, page_markdown};
use crate::plan::Page;

use super::context::Context;
use super::view::{CommentView, FileView, PostView, ThreadView};

/// A post of a page with its words as markdown.
pub(super) struct PostMarkdown<'v> {
    pub post: &'v PostView,
    pub text: String,
    /// Remarks on it.
    pub comments: Vec<(&'v CommentView, String)>,
}

/// Writes the posts of a page as markdown: the question, where the page has it, and the answers;
/// without those that stand on the page before.
pub(super) fn posts_markdown<'v>(
    context: &Context,
    page: &Page,
    thread: &'v ThreadView,
) -> Vec<PostMarkdown<'v>> {
    let address = AddressOfPage::new(context, page);
    let address = |href: &str| address.full(href);
    let text = |html: &str, files: &[FileView]| {
        let mut text = page_markdown(html, &address);
        let lines: Vec<String> = files.iter().map(|file| file_line(file, &address)).collect();
        if !text.is_empty() && !lines.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&lines.join("\n"));
        text
    };
    let post = |post: &'v PostView| PostMarkdown {
        post,
        text: text(&post.html, &post.files),
        comments: post.comments.iter().map(|own| (own, text(&own.html, &own.files))).collect(),
    };
    let posts = thread.question.iter().chain(&thread.best).chain(&thread.others);
    posts.filter(|post| !post.is_repeated).map(post).collect()
}

/// A file that came with a post, in a list of its own.
fn file_line(file: &FileView, address: &dyn Fn(&str) -> String) -> String {
    let name = if file.name.is_empty() { file.place.as_deref() } else { Some(&*file.name) };
    let name = name.unwrap_or_default();
    match &file.href {
        Some(href) => format!("- {}", markdown_link(name, &address(href))),
        None => format!("- {}", heading_text(name)),
    }
}

/// Where links of a page lead, seen from anywhere.
pub(super) struct AddressOfPage<'c> {
    base_url: Option<&'c str>,
    root: String,
    /// The page's own full address, where it is known.
    pub own: Option<String>,
}

impl<'c> AddressOfPage<'c> {
    pub(super) fn new(context: &'c Context, page: &Page) -> AddressOfPage<'c> {
        AddressOfPage {
            base_url: context.settings.base_url.as_deref(),
            root: page.path.root(),
            own: context.full(&context.address.href(&page.path)),
        }
    }

    /// Returns the full address of a link, where the site's own is known; else the link.
    pub(super) fn full(&self, href: &str) -> String {
        let (Some(base_url), Some(own)) = (self.base_url, &self.own) else {
            return href.to_owned();
        };
        if href.starts_with('#') {
            return format!("{own}{href}");
        }
        let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
        if scheme.contains(':') {
            return href.to_owned();
        }
        let below = href.strip_prefix(&*self.root).unwrap_or(href);
        format!("{base_url}{}", below.trim_start_matches("./"))
    }
}
