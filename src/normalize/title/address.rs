//! Addresses within a text.

/// `<@U123>`, `<#C1|help>`, `<https://…|label>`, `<https://…>`: of links with a label that.
pub(super) fn bracketed(text: &str, out: &mut String) -> usize {
    let Some(end) = text.find('>').filter(|&end| end <= 400) else { return 0 };
    let inner = &text[1..end];
    if inner.starts_with(['@', '!', '#']) && !inner.contains(char::is_whitespace) {
        return end + 1;
    }
    if !inner.starts_with("http") || inner.contains(char::is_whitespace) {
        return 0;
    }
    match inner.split_once('|') {
        Some((_, label)) => out.push_str(label),
        None => {
            address(inner, out);
        }
    }
    end + 1
}

/// Shortens an address to its host, where it stands within a sentence; else it goes.
pub(super) fn address(text: &str, out: &mut String) -> usize {
    let len = text.find(|c: char| c.is_whitespace() || "<>\"|".contains(c)).unwrap_or(text.len());
    let len = text[..len].trim_end_matches(['.', ',', ')', '?', '!', ':', ';', '\'']).len();
    let Some(host) = host(&text[..len]) else { return 0 };
    let rest = text[len..].trim_start();
    let is_within = out.ends_with([' ', '('])
        && !out.trim_end().ends_with([':', '.', '!', '?', '-', '>'])
        && rest.starts_with(char::is_alphanumeric);
    if is_within {
        out.push_str(host);
    }
    len
}

/// Returns the host of an address: one with a scheme, or of a path below a host.
fn host(word: &str) -> Option<&str> {
    let start = word.get(..8.min(word.len())).unwrap_or_default().to_ascii_lowercase();
    let scheme =
        ["https://", "http://", "www."].into_iter().find(|scheme| start.starts_with(scheme));
    let rest = &word[scheme.map_or(0, str::len)..];
    let (host, path) = rest.split_at(rest.find(['/', '?', '#', ':']).unwrap_or(rest.len()));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (name, top) = host.rsplit_once('.').unwrap_or_default();
    let is_host = !name.is_empty()
        && (2..=6).contains(&top.len())
        && top.bytes().all(|b| b.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    // `main.rs:5` and `com.example/a` are no addresses, `a.example/b/c` is one.
    let is_address =
        scheme.is_some() && !host.is_empty() || is_host && path.len() > 8 && path.starts_with('/');
    is_address.then_some(host)
}
