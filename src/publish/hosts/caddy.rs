//! Redirects and headers for Caddy: one file for a site block.

use crate::config::Origin;

use super::headers::{self, ASK_ANEW, FOR_EVER, Headers};
use super::rule::{FOLDER, Rule, forms, pattern, word};

/// The text of the file. Caddy compares, and shows, what it has decoded, so `base` is.
pub(super) fn conf(rules: &[Rule<'_>], headers: &Headers, embed: &[Origin], base: &str) -> String {
    // Several sites of one host have names of their own.
    let name = format!("answerbook{}", word(base));
    let mut text = format!(
        "# Written by answerbook. In the site block: import .../{FOLDER}/caddy.conf\n\
         # Caddy reads this when it starts or reloads; until then, pages lead on.\n"
    );
    redirects(rules, base, &name, &mut text);
    text.push_str(&format!(
        "@{name}hidden {{\n\tpath_regexp `^{}(?:{FOLDER}/|(?:.*/)?\\.)`\n\
         \tnot path \"{base}.well-known/*\"\n}}\nerror @{name}hidden 404\n\
         handle_errors {{\n\t@{name}errors path \"{base}*\"\n\thandle @{name}errors {{\n\
         \t\trewrite * \"{base}404.html\"\n\t\tfile_server\n\t}}\n}}\n",
        pattern(base)
    ));
    text.push_str(&format!("@{name}all path \"{base}*\"\nheader @{name}all {{\n"));
    for (name, value) in headers {
        text.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    // Caddy may set headers in another order than they are written in. A file that is not there
    // is not kept for ever.
    let hashed = headers::hashed(base);
    text.push_str(&format!(
        "}}\n@{name}hashed {{\n\tpath_regexp `{hashed}`\n\tfile\n}}\n\
         header @{name}hashed Cache-Control \"{FOR_EVER}\"\n\
         @{name}others {{\n\tpath \"{base}*\"\n\tnot path_regexp `{hashed}`\n}}\n\
         header @{name}others Cache-Control \"{ASK_ANEW}\"\n"
    ));
    let (robots, none) = headers::NO_INDEX;
    text.push_str(&format!(
        "@{name}machines path_regexp `{}`\nheader @{name}machines {robots} \"{none}\"\n\
         @{name}markdown path {base}*.md\nheader @{name}markdown Content-Type \"{}\"\n",
        headers::of_machines(base),
        headers::MARKDOWN
    ));
    allowed_origins(embed, base, &name, &mut text);
    text
}

fn redirects(rules: &[Rule<'_>], base: &str, name: &str, text: &mut String) {
    let [to, part, other] = ["to", "part", "other"].map(|word| format!("{{{name}{word}}}"));
    text.push_str(&format!("map {{path}} {to} {part} {other} {{\n"));
    for rule in rules {
        let ends = match &rule.to {
            Some(target) if target.takes_query() => {
                format!("\"{}\" \"{}\" \"\"", target.address, target.part)
            }
            Some(target) => format!("\"\" \"\" \"{target}\""),
            None => "\"\" \"\" \"gone\"".to_owned(),
        };
        for from in forms(rule.from) {
            text.push_str(&format!("\t\"{base}{from}\" {ends}\n"));
        }
    }
    let query = "{http.request.uri.query}";
    text.push_str(&format!(
        "\tdefault \"\" \"\" \"\"\n}}\n\
         @{name}moved expression `{to} != \"\" && {query} == \"\"`\n\
         redir @{name}moved {to}{part} permanent\n\
         @{name}asked expression `{to} != \"\" && {query} != \"\"`\n\
         redir @{name}asked {to}?{query}{part} permanent\n\
         @{name}elsewhere expression `{other} != \"\" && {other} != \"gone\"`\n\
         redir @{name}elsewhere {other} permanent\n\
         @{name}gone expression `{other} == \"gone\"`\nerror @{name}gone 410\n"
    ));
}

/// Which origins may embed the search.
fn allowed_origins(embed: &[Origin], base: &str, name: &str, text: &mut String) {
    if embed.is_empty() {
        return;
    }
    let paths = format!("path \"{base}assets/*\" \"{base}search/*\"");
    if headers::origins(embed).is_none() {
        text.push_str(&format!(
            "@{name}embed {paths}\nheader @{name}embed Access-Control-Allow-Origin \"*\"\n"
        ));
        return;
    }
    text.push_str(&format!(
        "@{name}embeddable {paths}\nheader @{name}embeddable +Vary Origin\n\
         @{name}embed {{\n\t{paths}\n"
    ));
    for origin in embed {
        text.push_str(&format!("\theader Origin {}\n", origin.as_str()));
    }
    text.push_str(&format!(
        "}}\nheader @{name}embed Access-Control-Allow-Origin {{http.request.header.Origin}}\n"
    ));
}
