//! A style sheet of the brand's own: its rules stand behind the theme's, in the same file.

use std::ops::Range;

use crate::config::{Config, ContentPolicy};
use crate::diag::{Place, Sink};
use crate::files::Files;
use crate::output::SitePath;
use crate::percent;

use super::super::css::{CssPart, parts, squeezed};
use super::place;
use super::problems::{
    Unusable, brace_alone, file_unusable, size, style_blocked, style_file_missing,
};

/// The longest: every page has it.
const MAX_BYTES: usize = 250_000;

/// Reads the sheet that the settings name, as it stands behind the theme's in `assets/`; what
/// in it does nothing is told. Empty without one.
pub(in crate::publish) fn read(config: &Config, files: &dyn Files, sink: &mut Sink) -> String {
    let Some(path) = &config.brand.css else { return String::new() };
    let why = match files.read(path) {
        Err(_) => format!("there is no `{path}`"),
        Ok(bytes) if bytes.len() > MAX_BYTES => {
            format!("it has {}, and may have {}", size(bytes.len()), size(MAX_BYTES))
        }
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => {
                let policy = &config.content_policy();
                return Sheet { path, text: &text, policy, files }.published(sink);
            }
            Err(_) => "it is no text in UTF-8".to_owned(),
        },
    };
    let unusable = Unusable {
        key: "css",
        why,
        instead: "pages have the theme's style alone",
        help: "paths are relative to `answerbook.yaml`: `css: static/brand.css`",
    };
    sink.push(file_unusable(place(files, &["css"], path), &unusable));
    String::new()
}

struct Sheet<'a> {
    path: &'a str,
    text: &'a str,
    policy: &'a ContentPolicy,
    files: &'a dyn Files,
}

/// What an address in a sheet is.
enum Address {
    /// A file of the site, from its top.
    Own(SitePath),
    /// Nothing that needs another one: a fragment, data, an address from the host's top.
    Kept,
    /// What pages may not load.
    Elsewhere,
    /// What is not there.
    Missing,
}

impl Sheet<'_> {
    fn published(&self, sink: &mut Sink) -> String {
        // A sheet in another encoding would say so in front, where this one no longer stands.
        let text = self.text.trim_start_matches('\u{feff}');
        let skipped = self.text.len() - text.len();
        let mut out = String::with_capacity(text.len());
        let mut is_in_import = false;
        let mut open: Vec<Range<usize>> = Vec::new();
        for (range, part) in parts(text) {
            let piece = &text[range.clone()];
            let place = |range: Range<usize>| {
                let range = range.start + skipped..range.end + skipped;
                Place::in_text(self.path, self.text, range)
            };
            match part {
                CssPart::Word if piece.eq_ignore_ascii_case("@import") => {
                    is_in_import = true;
                    let message = "`@import` does nothing in this sheet";
                    let help = "put the rules of the other sheet into this one";
                    sink.push(style_blocked(place(range), message, help));
                }
                CssPart::Sign if piece == ";" => is_in_import = false,
                CssPart::Sign if piece == "{" => open.push(range),
                CssPart::Sign if piece == "}" && open.pop().is_none() => {
                    sink.push(brace_alone(place(range), "closes nothing"));
                }
                CssPart::Url(address) if !is_in_import => {
                    let at = place(address.clone());
                    out.push_str(&self.url(piece, &text[address], at, sink));
                    continue;
                }
                _ => {}
            }
            out.push_str(piece);
        }
        if let Some(first) = open.into_iter().next() {
            let range = first.start + skipped..first.end + skipped;
            let place = Place::in_text(self.path, self.text, range);
            sink.push(brace_alone(place, "is never closed"));
        }
        squeezed(&out)
    }

    /// Writes an address as the published sheet needs it.
    fn url(&self, piece: &str, address: &str, place: Place, sink: &mut Sink) -> String {
        match self.address(address) {
            // Paths of the site have no `\` and no line breaks in them.
            Address::Own(path) => {
                let path = path.as_str().replace('%', "%25").replace('"', "%22");
                return format!("url(\"../{path}\")");
            }
            Address::Kept => {}
            Address::Elsewhere => {
                let message = "a file on another host is not loaded";
                let help = "put a copy into `static/`; or, for pictures, name the host in \
                    `policy: {img: […]}`";
                sink.push(style_blocked(place, message, help));
            }
            Address::Missing => sink.push(style_file_missing(place, address)),
        }
        piece.to_owned()
    }

    fn address(&self, address: &str) -> Address {
        let lower = address.to_ascii_lowercase();
        if lower.starts_with("//") || lower.starts_with("http:") || lower.starts_with("https:") {
            let is_allowed = self.policy.allows_image(address);
            return if is_allowed { Address::Kept } else { Address::Elsewhere };
        }
        if address.is_empty() || lower.starts_with(['#', '/']) || lower.starts_with("data:") {
            return Address::Kept;
        }
        let (file, _) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = percent::decoded(file);
        let found = resolved(folder, &file).filter(|path| self.files.exists(path));
        let below = found.as_deref().and_then(|path| path.strip_prefix("static/"));
        below.and_then(SitePath::new).map_or(Address::Missing, Address::Own)
    }
}

/// Follows an address from a folder; `None` where it leaves the site.
fn resolved(folder: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_followed_from_the_folder_of_their_sheet() {
        assert_eq!(resolved("static", "a/../b.png").as_deref(), Some("static/b.png"));
        assert_eq!(resolved("static/css", "../b.png").as_deref(), Some("static/b.png"));
        assert_eq!(resolved("static", "../../b.png"), None);
    }
}
