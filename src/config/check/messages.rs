//! What is said of settings that are wrong.

use std::io::ErrorKind;

use crate::diag::{Code, Diagnostic, Place, join_names, nearest};
use crate::files::Files;
use crate::text::Lang;

use super::super::wire::known_keys;
use super::super::{FILE, attachments};
use super::place;

pub(in crate::config) fn config_missing(error: &std::io::Error, files: &dyn Files) -> Diagnostic {
    let root = files.root().filter(|root| !matches!(root.to_str(), Some("" | ".")));
    let shown = root.map(|root| root.display().to_string());
    let is_there = files.exists(".");
    let found = match (error.kind(), &shown) {
        (ErrorKind::NotFound, Some(root)) if !is_there => format!("there is no folder `{root}`"),
        (ErrorKind::NotFound, Some(root)) => format!("there is no `{FILE}` in `{root}`"),
        (ErrorKind::NotFound, None) => format!("there is no `{FILE}` in this folder"),
        (kind, _) => format!("`{FILE}` cannot be read: {kind}"),
    };
    let problem = Diagnostic::error(Code::ConfigMissing, found).at(Place::file(FILE), "");
    match shown {
        _ if files.exists("answerbook.yml") => {
            problem.help("rename `answerbook.yml` to `answerbook.yaml`")
        }
        Some(root) => {
            problem.help(format!("name the site's folder, or begin one: `answerbook init {root}`"))
        }
        None => problem.help("run `answerbook init` here, or name the site's folder"),
    }
}

/// The address of `init`'s settings.
pub(in crate::config) const EXAMPLE_URL: &str = "https://help.your-brand.example/";

pub(in crate::config) fn base_url_unset(place: Place) -> Diagnostic {
    Diagnostic::warning(Code::BaseUrlUnset, "`base_url` is still the example of `init`")
        .at(place, "nobody's address")
        .note("the sitemap, the feed and canonical addresses tell search engines to go there")
        .help("write where the site will be, or put a `#` in front of the line")
}

/// The brand of `init`'s settings.
pub(in crate::config) const EXAMPLE_BRAND: &str = "Our brand";

pub(in crate::config) fn brand_unset(place: Place) -> Diagnostic {
    Diagnostic::warning(Code::BrandUnset, "the brand's `name` is still the example of `init`")
        .at(place, "nobody's name")
        .note("official answers are shown as those of this brand")
        .help("write the brand's name, or remove the line: then the title stands in its place")
}

pub(in crate::config) fn hosts_idle(place: Place) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, "`hosts` shows no pictures without `remote: show`")
        .at(place, "")
        .note("pictures on other hosts are links, unless the settings say otherwise")
        .help("add `remote: show` below `attachments:`, or remove `hosts`")
}

pub(in crate::config) fn colour_empty(place: Place, key: &str, rest: &str) -> Diagnostic {
    let colour = rest.trim_start_matches(':').trim();
    invalid(place, format!("`{key}` is empty: what starts with `#` is a comment"))
        .help(format!("put quotes round the colour: `{key}: \"{colour}\"`"))
}

pub(in crate::config) fn key_unknown(text: &str, path: &[String]) -> Diagnostic {
    let key = path.last().map_or("", String::as_str);
    let known = known_keys(path);
    let diagnostic = Diagnostic::error(Code::KeyUnknown, format!("`{key}` is not a setting"))
        .at(place(text, path), "unknown key");
    match (place_of_key(key), nearest(key, known.iter().copied())) {
        (Some(""), _) => diagnostic
            .note(format!("`{key}` is a setting of the whole site"))
            .help("start its line without spaces"),
        (Some(above), _) => diagnostic
            .note(format!("`{key}` is a setting of `{above}`"))
            .help(format!("write it below `{above}:`, indented as the other lines there")),
        (None, Some(name)) => diagnostic.help(format!("use `{name}`")),
        (None, None) => diagnostic
            .note(format!("the settings here are {}", names(known)))
            .help("remove the line"),
    }
}

/// Returns the key that a setting stands below; the empty one for those of the whole site.
fn place_of_key(key: &str) -> Option<&'static str> {
    let above: [(&str, &[&str]); 9] = [
        ("", &[""]),
        ("sources", &["sources", ""]),
        ("brand", &["brand", ""]),
        ("colours", &["brand", "colours", ""]),
        ("publish", &["publish", ""]),
        ("attachments", &["attachments", ""]),
        ("search", &["search", ""]),
        ("community", &["community", ""]),
        ("columns", &["sources", "columns", ""]),
    ];
    let holds = |path: &[&str]| {
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        known_keys(&path).contains(&key)
    };
    above.into_iter().find(|(_, path)| holds(path)).map(|(name, _)| name)
}

fn names(known: &[&str]) -> String {
    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Tells that a word is none of the values of a key.
pub(crate) fn not_one_of(place: Place, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    // YAML of other programs reads these words as truth values.
    let off = (word == "no" || word == "false").then_some("off");
    let on = (word == "yes" || word == "true").then_some("on");
    let near = off.or(on).filter(|word| known.contains(word));
    let near = near.or_else(|| nearest(word, known.iter().copied()));
    let help = near.map(|name| format!("use `{name}`"));
    invalid(place, format!("`{word}` is not a value of `{key}`"))
        .note(format!("the values are {}", join_names(known)))
        .help_if(help)
}

pub(in crate::config) fn language_invalid(place: Place, tag: &str) -> Diagnostic {
    let is_quoted = tag.starts_with(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{ab}']);
    let help = match is_quoted {
        true => "write straight quotes, `\"en\"`, or none: `en`",
        false => "use a BCP 47 tag such as `en`, `uk` or `pt-BR`",
    };
    invalid(place, format!("`{tag}` is not a language tag")).help(help)
}

pub(in crate::config) fn address_invalid(place: Place, key: &str, url: &str) -> Diagnostic {
    invalid(place, format!("`{key}` is not a web address: `{url}`"))
        .help("write it in full, without spaces: `https://answers.example.org/`")
}

pub(in crate::config) fn language_not_listed(place: Place, main: Lang) -> Diagnostic {
    invalid(place, format!("the main language `{main}` is not one of `languages`"))
        .help(format!("add `{main}` to `languages`, or set `language` to one of them"))
}

pub(in crate::config) fn title_empty(place: Place) -> Diagnostic {
    invalid(place, "`title` is empty".to_owned())
        .note("it is the site's name, shown on every page")
        .help("write the site's name")
}

pub(in crate::config) fn nothing_published(place: Place) -> Diagnostic {
    invalid(place, "`resolution` is empty, so no thread would be published".to_owned())
        .help("list the grades to publish, such as `[accepted, official]`, or write `all`")
}

pub(in crate::config) fn confidence_invalid(place: Place) -> Diagnostic {
    invalid(place, "`confidence` is not between 0 and 1".to_owned())
        .help("write a share such as `0.5`; `0` publishes whatever has a good enough grade")
}

pub(in crate::config) fn no_hosts(place: Place) -> Diagnostic {
    invalid(place, "`remote: show` names no host".to_owned())
        .note("pages load nothing from hosts that you do not name")
        .help("add `hosts: [i.imgur.com]` below `attachments:`, with the hosts you mean")
}

pub(in crate::config) fn host_invalid(place: Place, host: &str) -> Diagnostic {
    let shown: String = host.chars().filter(|c| !c.is_control()).take(80).collect();
    invalid(place, format!("`hosts` holds what is no name of a host: `{shown}`"))
        .help("write `i.imgur.com`, or `\"*.example.org\"` for all below one, in small letters")
}

pub(in crate::config) fn size_invalid(place: Place) -> Diagnostic {
    invalid(place, format!("`most_mb` is not between 1 and {}", attachments::MAX_MB))
        .help("write `copy: none` to copy no files")
}

pub(in crate::config) fn colour_invalid(place: Place, key: &str, colour: &str) -> Diagnostic {
    invalid(place, format!("`{key}` is not a colour: `{colour}`"))
        .help("write it as `\"#2b5fb8\"`, with quotes")
}

pub(in crate::config) fn invalid(place: Place, message: String) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, message).at(place, "")
}
