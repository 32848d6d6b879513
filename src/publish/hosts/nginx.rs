//! Redirects and headers for nginx: one file for a `server` block.
//!
//! Each address is a `location` of its own, since a `map` needs a place outside the block, and
//! settings for long addresses that a server may have only once.

use crate::config::Origin;

use super::headers::{self, ASK_ANEW, FOR_EVER, Headers};
use super::rule::{FOLDER, Rule, forms, word};

/// How many addresses the file holds at most: each takes nginx 8 KB of memory. For the others
/// there are pages that lead on.
pub(super) const MOST: usize = 10_000;

/// The text of the file. nginx compares what it has decoded, so `base` is.
pub(super) fn conf(rules: &[Rule<'_>], headers: &Headers, embed: &[Origin], base: &str) -> String {
    let mut text = format!(
        "# Written by answerbook. In the server block, behind its root:\n\
         #   include .../{FOLDER}/nginx.conf;\n\
         # nginx reads this when it starts or reloads; until then, pages lead on.\n"
    );
    let origin = allowed_origin(embed, base, &mut text);
    // Below the top of a host, the rest of it is somebody else's.
    let is_top = base == "/";
    if !is_top {
        text.push_str(&format!("location ^~ \"{base}\" {{\n"));
    }
    // Behind a proxy nginx knows neither the scheme nor the port that visitors see.
    // A folder without a page of its own, such as `/questions/`, is no secret: nothing is there.
    text.push_str(&format!(
        "absolute_redirect off;\nerror_page 404 410 \"{base}404.html\";\n\
         error_page 403 =404 \"{base}404.html\";\n"
    ));
    let mut all = String::new();
    for (name, value) in headers {
        all.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    all.push_str(&origin);
    text.push_str(&all);
    text.push_str(&format!("add_header Cache-Control \"{ASK_ANEW}\" always;\n"));
    let (hidden, hashed) = (headers::hidden(base), headers::hashed(base));
    text.push_str(&format!("location ~ \"{hidden}\" {{\nreturn 404;\n}}\n"));
    text.push_str(&format!(
        "location ~ \"{hashed}\" {{\n{all}add_header Cache-Control \"{FOR_EVER}\";\n}}\n"
    ));
    let (robots, none) = headers::NO_INDEX;
    text.push_str(&format!(
        "location ~ \"{}\" {{\n{all}add_header Cache-Control \"{ASK_ANEW}\" always;\n\
         add_header {robots} \"{none}\";\ntypes {{\napplication/json json;\n\
         text/plain txt;\n}}\ndefault_type \"{}\";\n\
         charset utf-8;\n}}\n",
        headers::of_machines(base),
        headers::MARKDOWN
    ));
    let addresses = rules.iter().flat_map(|rule| forms(rule.from).map(move |from| (from, rule)));
    for (from, rule) in addresses.take(MOST) {
        let answer = match &rule.to {
            Some(to) => {
                let query = if to.takes_query() { "$is_args$args" } else { "" };
                format!("301 \"{}{query}{}\"", to.address, to.part)
            }
            None => "410".to_owned(),
        };
        text.push_str(&format!("location = \"{base}{from}\" {{ return {answer}; }}\n"));
    }
    if !is_top {
        text.push_str("}\n");
    }
    text
}

/// Writes which origin may embed the search, as a variable, and returns the headers with it.
/// nginx sends no header that is empty.
fn allowed_origin(embed: &[Origin], base: &str, text: &mut String) -> String {
    if embed.is_empty() {
        return String::new();
    }
    // Several sites of one server have variables of their own.
    let name = format!("$answerbook{}", word(base));
    let embedded = headers::embedded(base);
    let Some(origins) = headers::origins(embed) else {
        text.push_str(&format!(
            "set {name}origin \"\";\nif ($uri ~ \"{embedded}\") {{ set {name}origin \"*\"; }}\n"
        ));
        return format!("add_header Access-Control-Allow-Origin {name}origin always;\n");
    };
    text.push_str(&format!(
        "set {name}origin \"\";\nset {name}vary \"\";\nset {name}asked \"$uri $http_origin\";\n\
         if ($uri ~ \"{embedded}\") {{ set {name}vary \"Origin\"; }}\n\
         if ({name}asked ~ \"{embedded}.* {origins}$\") {{ set {name}origin $http_origin; }}\n"
    ));
    format!(
        "add_header Access-Control-Allow-Origin {name}origin always;\n\
         add_header Vary {name}vary always;\n"
    )
}
