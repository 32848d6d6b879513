//! What is written of files that came with posts.

use url::Url;

use crate::model::{Attachment, AttachmentDisplay, Markup};
use crate::normalize::addresses;
use crate::percent;

/// What is written of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct WrittenFile<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it lies.
    pub path: Option<&'a str>,
    /// Its address, as the text writes it where it is in there.
    pub url: Option<String>,
    /// How long it is, in bytes.
    pub size: Option<u64>,
    /// Where readers are told of it.
    pub shown: AttachmentDisplay,
}

/// Returns what is to be written of the files of a post, whose text is written as `body`;
/// relative addresses in it became full ones below `base`.
pub(in crate::sources) fn written<'a>(
    attachments: &'a [Attachment],
    body: &Markup,
    base: Option<&Url>,
) -> Vec<WrittenFile<'a>> {
    let has_address = attachments.iter().any(|file| file.url.is_some());
    let named = if has_address { addresses(body) } else { Vec::new() };
    let of = |file: &'a Attachment| {
        let path = file.paths.first().map(String::as_str);
        let in_body = file.url.as_deref().and_then(|url| as_named(url, &named, base));
        let url = match file.shown {
            AttachmentDisplay::Always => in_body.or_else(|| file.url.clone()),
            // Without a copy it would say nothing that the text does not.
            AttachmentDisplay::InBody => Some(in_body.filter(|_| path.is_some())?),
            // The address is for the people of the thread: nobody else needs to know it.
            AttachmentDisplay::Copied => in_body,
        };
        Some(WrittenFile { name: &file.name, path, url, size: file.size, shown: file.shown })
    };
    attachments.iter().filter_map(of).collect()
}

/// Finds an address as a text writes it: in full, or with other characters encoded.
fn as_named(url: &str, named: &[String], base: Option<&Url>) -> Option<String> {
    let is_there = |address: &String| named.contains(address);
    let own = Some(url.to_owned()).filter(is_there);
    let full = || base.and_then(|base| base.join(url).ok()).map(String::from);
    let decoded = |url: &str| percent::decoded(url).into_owned();
    own.or_else(|| full().filter(is_there)).or_else(|| {
        let wanted = [Some(decoded(url)), full().map(|full| decoded(&full))];
        named.iter().find(|known| wanted.contains(&Some(decoded(known)))).cloned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::model::Syntax;

    #[track_caller]
    fn check(url: &str, text: &str, expected: Option<&str>) {
        let base = Url::parse("https://forum.example/t/1").expect("an address");
        let body = Markup::markdown(text.to_owned());
        let paths = vec!["files/a.png".to_owned()];
        let (name, url) = ("a".to_owned(), Some(url.to_owned()));
        let files = [Attachment { name, paths, url, size: None, shown: AttachmentDisplay::InBody }];
        let found = written(&files, &body, Some(&base));
        assert_eq!(found.first().and_then(|file| file.url.as_deref()), expected, "{text}");
    }

    #[test]
    fn addresses_are_those_that_the_text_writes() {
        let full = "https://forum.example/u/a.png";
        check("/u/a.png", &format!("![x]({full})"), Some(full));
        check(full, &format!("[x]({full})"), Some(full));
        check("/u/ä b.png", "![x](</u/ä b.png>)", Some("/u/%C3%A4%20b.png"));
        check("/u/a.png", "![x](/u/b.png)", None);
    }

    #[test]
    fn addresses_for_few_are_written_where_the_text_has_them_alone() {
        let (name, url) = ("a".to_owned(), Some("https://desk.example/token".to_owned()));
        let shown = AttachmentDisplay::Copied;
        let files = [Attachment { name, url, shown, ..Attachment::default() }];
        let url = |text: &str| {
            let body = Markup { syntax: Syntax::Text, text: text.to_owned() };
            written(&files, &body, None)[0].url.clone()
        };
        assert_eq!(url("No address."), None);
        let body = Markup {
            syntax: Syntax::Html,
            text: "<img src=\"https://desk.example/token\">".to_owned(),
        };
        assert_eq!(written(&files, &body, None)[0].url, files[0].url);
    }
}
