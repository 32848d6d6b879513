//! Redirects and headers for servers that a team runs itself.

use super::headers::{FOR_EVER, HASHED, Headers};
use super::rule::{FOLDER, Rule, forms};

/// Maps for nginx's `http` block.
pub(super) fn nginx_http(rules: &[Rule<'_>], base: &str) -> String {
    let keys = || rules.iter().flat_map(|rule| forms(rule.from).map(move |from| (from, rule)));
    let longest = keys().map(|(from, _)| from.len() + base.len()).max().unwrap_or(0);
    let bucket = (longest + 40).next_power_of_two().max(64);
    let size = (keys().count() * 2).next_power_of_two().max(2048);
    let mut text = format!(
        "# Written by answerbook. In the http block:\n\
         #   map_hash_bucket_size {bucket};\n#   map_hash_max_size {size};\n\
         #   include .../{FOLDER}/nginx-http.conf;\n"
    );
    for (variable, is_gone) in [("$answerbook_moved", false), ("$answerbook_gone", true)] {
        text.push_str(&format!("map $uri {variable} {{\n    volatile;\n    default \"\";\n"));
        for (from, rule) in keys().filter(|(_, rule)| rule.to.is_none() == is_gone) {
            let to = rule.to.as_deref().unwrap_or("1");
            text.push_str(&format!("    \"{}\" \"{to}\";\n", nginx_key(base, from)));
        }
        text.push_str("}\n");
    }
    text
}

/// nginx compares words without regard to case; where an address has capitals, that could
/// catch its own target, so it becomes a pattern.
fn nginx_key(base: &str, from: &str) -> String {
    if !from.bytes().any(|b| b.is_ascii_uppercase()) {
        return format!("{base}{from}");
    }
    format!("~^{}$", pattern(&format!("{base}{from}")))
}

/// What nginx's `server` block includes.
pub(super) fn nginx_server(headers: &Headers, base: &str) -> String {
    let mut text = format!(
        "# Written by answerbook. In the server block:\n\
         #   root .../public;\n#   include .../{FOLDER}/nginx-server.conf;\n\
         if ($answerbook_moved) {{\n    return 301 $answerbook_moved;\n}}\n\
         if ($answerbook_gone) {{\n    return 410;\n}}\n\
         error_page 404 410 {base}404.html;\n\
         location ^~ {base}{FOLDER}/ {{\n    return 404;\n}}\n"
    );
    let all = |indent: &str| -> String {
        let line = |(name, value): &(&str, String)| {
            format!("{indent}add_header {name} \"{value}\" always;\n")
        };
        headers.iter().map(line).collect()
    };
    text.push_str(&all(""));
    let hashed = hashed(base);
    text.push_str(&format!(
        "location ~ \"{hashed}\" {{\n    add_header Cache-Control \"{FOR_EVER}\";\n{}}}\n",
        all("    ")
    ));
    text
}

/// A snippet for Caddy's site block.
pub(super) fn caddy(rules: &[Rule<'_>], headers: &Headers, base: &str) -> String {
    let mut text = format!(
        "# Written by answerbook. In the site block: import .../{FOLDER}/caddy.conf\n\
         map {{path}} {{answerbook_moved}} {{answerbook_gone}} {{\n"
    );
    for rule in rules {
        for from in forms(rule.from) {
            let ends = match &rule.to {
                Some(to) => format!("\"{to}\" \"\""),
                None => "\"\" \"gone\"".to_owned(),
            };
            text.push_str(&format!("\t\"{base}{from}\" {ends}\n"));
        }
    }
    text.push_str("\tdefault \"\" \"\"\n}\n");
    text.push_str(&format!(
        "@answerbook_moved expression `{{answerbook_moved}} != \"\"`\n\
         redir @answerbook_moved {{answerbook_moved}} permanent\n\
         @answerbook_gone expression `{{answerbook_gone}} != \"\"`\n\
         error @answerbook_gone 410\n\
         @answerbook_hosts path {base}{FOLDER}/*\n\
         error @answerbook_hosts 404\n\
         handle_errors {{\n\trewrite * {base}404.html\n\tfile_server\n}}\n"
    ));
    text.push_str("header {\n");
    for (name, value) in headers {
        text.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    let hashed = hashed(base);
    text.push_str(&format!(
        "}}\n@answerbook_hashed path_regexp `{hashed}`\n\
         header @answerbook_hashed Cache-Control \"{FOR_EVER}\"\n"
    ));
    text
}

/// The text of Apache's `.htaccess`.
pub(super) fn apache(rules: &[Rule<'_>], headers: &Headers, base: &str) -> String {
    let mut text = format!(
        "# Written by answerbook. Needs AllowOverride FileInfo, mod_rewrite and mod_headers.\n\
         ErrorDocument 404 {base}404.html\nErrorDocument 410 {base}404.html\n\
         <IfModule mod_headers.c>\n"
    );
    for (name, value) in headers {
        text.push_str(&format!("Header always set {name} \"{value}\"\n"));
    }
    let hashed = hashed(base);
    text.push_str(&format!(
        "<If \"%{{REQUEST_URI}} =~ m#{hashed}#\">\n\
         Header set Cache-Control \"{FOR_EVER}\"\n</If>\n</IfModule>\n\
         RewriteEngine On\nRewriteRule \"^{FOLDER}/\" - [R=404,L]\n"
    ));
    for rule in rules {
        for from in forms(rule.from) {
            let from = pattern(from);
            let line = match &rule.to {
                // `%` would name a part of a condition.
                Some(to) => {
                    let to = to.replace('%', "\\%");
                    format!("RewriteRule \"^{from}$\" \"{to}\" [R=301,NE,L]\n")
                }
                None => format!("RewriteRule \"^{from}$\" - [G]\n"),
            };
            text.push_str(&line);
        }
    }
    text
}

fn hashed(base: &str) -> String {
    format!("^{}{HASHED}", pattern(base))
}

/// A path as a regular expression.
fn pattern(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '_' | ' ') {
            written.push('\\');
        }
        written.push(c);
    }
    written
}
