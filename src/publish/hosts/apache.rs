//! Redirects and headers for Apache: `.htaccess`, which it reads at each request.
//!
//! All of it works with the modules that Debian switches on, but for headers, which need
//! mod_headers; where that is missing the site is served without them.

use crate::config::Origin;
use crate::percent;

use super::headers::{self, ASK_ANEW, FOR_EVER, Headers};
use super::rule::{Rule, Target, ascii, forms, pattern};

/// How many addresses the file holds at most, since Apache reads it at each request. For the
/// others there are pages that lead on.
pub(super) const MOST: usize = 5_000;

/// The text of the file. Apache compares what it has decoded, so `base` is; it decodes what it is
/// to show once more.
pub(super) fn htaccess(
    rules: &[Rule<'_>],
    headers: &Headers,
    embed: &[Origin],
    base: &str,
) -> String {
    let shown = ascii(base);
    let mut text = format!(
        "# Written by answerbook. Needs `AllowOverride FileInfo`, and mod_headers for headers\n\
         # (`a2enmod headers`).\n\
         ErrorDocument 404 {shown}404.html\nErrorDocument 410 {shown}404.html\n\
         <IfModule mod_headers.c>\n"
    );
    for (name, value) in headers {
        text.push_str(&format!("Header always set {name} \"{value}\"\n"));
    }
    let (hashed, hidden) = (headers::hashed(base), headers::hidden(base));
    text.push_str(&format!(
        "Header set Cache-Control \"{ASK_ANEW}\"\n\
         <If \"%{{REQUEST_URI}} =~ m#{hashed}#\">\n\
         Header set Cache-Control \"{FOR_EVER}\"\n</If>\n"
    ));
    let (robots, none) = headers::NO_INDEX;
    text.push_str(&format!(
        "<If \"%{{REQUEST_URI}} =~ m#{}#\">\nHeader set {robots} \"{none}\"\n</If>\n",
        headers::of_machines(base)
    ));
    allowed_origins(embed, base, &mut text);
    text.push_str(&format!(
        "</IfModule>\n<IfModule mod_mime.c>\nAddType \"{}\" .md\n</IfModule>\n\
         <IfModule mod_alias.c>\n",
        headers::MARKDOWN
    ));
    text.push_str(&format!("RedirectMatch 404 \"{hidden}\"\n"));
    let addresses = rules.iter().flat_map(|rule| forms(rule.from).map(move |from| (from, rule)));
    for (from, rule) in addresses.take(MOST) {
        redirect(&format!("{base}{from}"), rule, &mut text);
    }
    text.push_str("</IfModule>\n");
    text
}

fn redirect(from: &str, rule: &Rule<'_>, text: &mut String) {
    let is_asked = format!("%{{REQUEST_URI}} =~ m#^{}$#", pattern(from));
    let decoded = |to: &Target| {
        let address = percent::decoded(&to.address);
        // What would mean more to Apache, or be another address, is left as it is.
        let means_more = |c: char| c.is_control() || "\"\\%?#$".contains(c);
        (!address.contains(means_more)).then(|| address.into_owned())
    };
    let with_part = rule.to.as_ref().filter(|to| to.takes_query() && !to.part.is_empty());
    if let Some((to, address)) = with_part.and_then(|to| Some((to, decoded(to)?))) {
        // Apache would write what is asked for behind the `#`. This form it encodes itself.
        text.push_str(&format!(
            "<If \"{is_asked} && -n %{{QUERY_STRING}}\">\n\
             Redirect 301 \"{address}?%{{QUERY_STRING}}{}\"\n</If>\n",
            to.part
        ));
    }
    let line = match &rule.to {
        Some(to) => format!("Redirect 301 \"{from}\" \"{to}\"\n"),
        None => format!("Redirect 410 \"{from}\"\n"),
    };
    // It means all below an address, too. Below a file there is nothing.
    match from.ends_with(".html") {
        true => text.push_str(&line),
        false => text.push_str(&format!("<If \"{is_asked}\">\n{line}</If>\n")),
    }
}

/// Which origins may embed the search.
fn allowed_origins(embed: &[Origin], base: &str, text: &mut String) {
    if embed.is_empty() {
        return;
    }
    let embedded = headers::embedded(base);
    let section = format!("<If \"%{{REQUEST_URI}} =~ m#{embedded}#\">\n");
    match headers::origins(embed) {
        None => text
            .push_str(&format!("{section}Header always set Access-Control-Allow-Origin \"*\"\n")),
        Some(origins) => text.push_str(&format!(
            "SetEnvIf Origin \"^({origins})$\" ANSWERBOOK_ORIGIN=$1\n\
             {section}Header always merge Vary Origin\n\
             Header always set Access-Control-Allow-Origin \"%{{ANSWERBOOK_ORIGIN}}e\" \
             env=ANSWERBOOK_ORIGIN\n"
        )),
    }
    text.push_str("</If>\n");
}
