//! Redirects as a list: `_redirects` of Netlify and Cloudflare Pages.

use super::rule::{Rule, Target, ascii, forms};

/// How many redirects without patterns Cloudflare Pages takes, and how long each may be.
pub(super) const CLOUDFLARE_MOST: usize = 2_000;
const CLOUDFLARE_LONGEST: usize = 1_000;

/// The text of `_redirects`.
pub(super) struct List {
    pub text: String,
    /// How many addresses found no place in it.
    pub n_left: usize,
}

/// One file for both hosts, since both read the same name. Netlify's `!` and 410 are left
/// out where Cloudflare, which knows neither, reads it too.
pub(super) fn redirects(rules: &[Rule<'_>], netlify: bool, cloudflare: bool) -> List {
    let mut text = String::new();
    if cloudflare {
        let n_left = cloudflare_lines(rules, &mut text);
        return List { text, n_left };
    }
    debug_assert!(netlify, "one of the two is asked for");
    // Netlify's own command leaves hidden files out; others that upload a folder do not.
    for hidden in ["/.answerbook-files", "/_hosts/*"] {
        text.push_str(&format!("{hidden} /404.html 404!\n"));
    }
    for rule in rules {
        // `!`: without looking whether there is a file.
        let (to, status) = match &rule.to {
            Some(to) => (to.to_string(), "301!"),
            None => ("/404.html".to_owned(), "410!"),
        };
        for from in forms(rule.from) {
            text.push_str(&format!("/{} {to} {status}\n", ascii(from)));
        }
    }
    List { text, n_left: 0 }
}

/// Cloudflare serves `a.html` as `/a`, and sends visitors there: both forms are old
/// addresses, and the new one must be the short one, or it would send them on again.
fn cloudflare_lines(rules: &[Rule<'_>], text: &mut String) -> usize {
    let (mut n_lines, mut n_left) = (0, 0);
    let mut add = |from: &str, to: &str, text: &mut String| {
        let line = format!("/{from} {to} 301\n");
        if format!("/{from}") == to {
            return true;
        }
        if n_lines == CLOUDFLARE_MOST || line.len() > CLOUDFLARE_LONGEST {
            return false;
        }
        n_lines += 1;
        text.push_str(&line);
        true
    };
    let redirect = || rules.iter().filter_map(|rule| Some((rule.from, short(rule.to.as_ref()?))));
    for (from, to) in redirect() {
        let whole = forms(from).next().unwrap_or(from);
        n_left += usize::from(!add(&ascii(whole), &to, text));
    }
    for (from, to) in redirect() {
        let other = forms(from).nth(1).or_else(|| from.strip_suffix(".html"));
        if let Some(other) = other {
            add(&ascii(other), &to, text);
        }
    }
    n_left
}

fn short(to: &Target) -> String {
    // A page of another site keeps its ending.
    let here = to.address.starts_with('/').then(|| to.address.strip_suffix(".html")).flatten();
    format!("{}{}", here.unwrap_or(&to.address), to.part)
}
