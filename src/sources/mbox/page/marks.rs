//! What the elements of a mail mean: by their names, and by what mail programs write on them.

use crate::normalize::{Tag, TagKind, tags};

/// What a mail program says of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// It repeats what another wrote.
    Quote,
    /// A signature, the introduction of a quote, or what nobody is shown.
    Hidden,
    /// It and all that follows is the mail that is answered.
    History,
}

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is written anew.
    Written,
    /// Its words stand on lines of their own.
    Line,
    /// They are paragraphs of their own.
    Paragraph,
    /// It changes nothing.
    None,
}

/// Elements that are no words of a page, or none that readers are shown.
const SILENT: [&str; 14] = [
    "head", "style", "script", "title", "template", "noscript", "object", "svg", "math", "select",
    "textarea", "xml", "audio", "video",
];

/// Classes of quotes, of what is hidden, and names of the start of a history.
const QUOTES: [&str; 7] = [
    "gmail_quote",
    "yahoo_quoted",
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "mail_quote",
    "gmail_blockquote",
];
const HIDDEN: [&str; 12] = [
    "gmail_attr",
    "gmail_signature",
    "gmail_signature_prefix",
    "moz-cite-prefix",
    "moz-signature",
    "moz-txt-sig",
    "protonmail_signature_block",
    "signature",
    "ms-outlook-mobile-signature",
    "ymail_android_signature",
    "applemailsignature",
    "mail-signature",
];
const HISTORIES: [&str; 6] = [
    "divrplyfwdmsg",
    "stopspelling",
    "appendonsend",
    "zwchr",
    "olk_src_body_section",
    "mail-editor-reference-message-container",
];

/// Tells what a mail program says of an element.
pub(super) fn of(tag: &Tag<'_>) -> Mark {
    if SILENT.iter().any(|name| tag.is(name)) {
        return Mark::Hidden;
    }
    if tag.is("blockquote") {
        return quote(tag);
    }
    // GMX and WEB.DE name the frame of what they quote.
    if tag.is("div") && tag.get("name") == Some("quote") {
        return Mark::Quote;
    }
    let names = [tag.get("class"), tag.get("id")];
    for name in names.into_iter().flatten().flat_map(str::split_ascii_whitespace) {
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix("x_").unwrap_or(&name);
        if HIDDEN.contains(&name) {
            return Mark::Hidden;
        }
        if HISTORIES.contains(&name) {
            return Mark::History;
        }
        // The frame of Gmail's quotes holds the answers between them, too.
        if name != "gmail_quote" && (QUOTES.contains(&name) || name.starts_with("yahoo_quoted")) {
            return Mark::Quote;
        }
    }
    match tag.get("style") {
        Some(style) if is_unseen(style) => Mark::Hidden,
        Some(_) | None => Mark::None,
    }
}

/// Tells quotes from what is indented.
fn quote(tag: &Tag<'_>) -> Mark {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let is_cited = tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"))
        || tag.get("cite").is_some();
    let class = tag.get("class").unwrap_or_default().to_ascii_lowercase();
    let is_named = QUOTES.iter().any(|name| class.contains(name));
    let is_indented = style.contains("border:none") || style.contains("border:0");
    match is_cited || is_named || style.contains("border-left") {
        true if !is_indented => Mark::Quote,
        true | false => Mark::None,
    }
}

fn is_unseen(style: &str) -> bool {
    let style = style.to_ascii_lowercase().replace(' ', "");
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|sign| style.contains(sign))
}

/// Elements that are written anew: those within a line, and those that are not.
const INLINE: [&str; 21] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "strike", "strong", "sub", "sup", "tt", "u",
];
const BLOCKS: [&str; 22] = [
    "blockquote",
    "caption",
    "dd",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "pre",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const OF_TABLES: [&str; 8] = ["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"];
const LINES: [&str; 14] = [
    "address", "article", "aside", "center", "dir", "div", "fieldset", "figure", "footer", "form",
    "header", "main", "nav", "section",
];

/// Tells what becomes of an element.
pub(super) fn role(tag: &Tag<'_>) -> Role {
    if tag.is("p") {
        Role::Paragraph
    } else if is_block(tag) || INLINE.iter().any(|name| tag.is(name)) {
        Role::Written
    } else if LINES.iter().any(|name| tag.is(name)) {
        Role::Line
    } else {
        Role::None
    }
}

/// Tells elements that stand on lines of their own.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    BLOCKS.iter().any(|name| tag.is(name))
}

/// Tells a table and its parts.
pub(super) fn is_of_table(tag: &Tag<'_>) -> bool {
    OF_TABLES.iter().any(|name| tag.is(name))
}

/// Tells elements whose end is often left out, and that say nothing of what is in them.
pub(super) fn ends_by_itself(tag: &Tag<'_>, mark: Mark) -> bool {
    const OFTEN: [&str; 10] = ["p", "li", "td", "th", "tr", "dt", "dd", "tbody", "body", "html"];
    mark == Mark::None && OFTEN.iter().any(|name| tag.is(name))
}

/// Tells images from those that only count who reads a mail, and those that lie in it: these
/// are shown as files.
pub(super) fn is_shown(img: &Tag<'_>) -> bool {
    let src = img.get("src").unwrap_or_default().trim();
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        src.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let is_tiny = |name: &str| {
        let size = img.get(name).map(|size| size.trim_end_matches("px").trim().parse::<u32>());
        matches!(size, Some(Ok(0..=3)))
    };
    is_web && !is_tiny("width") && !is_tiny("height")
}

/// Finds the tables that only arrange a page: those with others in them, with a single cell
/// in each row, or that say so. Returns where they start, sorted.
pub(super) fn layouts(html: &str) -> Vec<usize> {
    struct Table {
        start: usize,
        n_cells: usize,
        most_cells: usize,
        is_layout: bool,
    }
    let (mut open, mut found): (Vec<Table>, Vec<usize>) = (Vec::new(), Vec::new());
    let close = |table: Table, found: &mut Vec<usize>| {
        if table.is_layout || table.most_cells.max(table.n_cells) < 2 {
            found.push(table.start);
        }
    };
    for tag in tags(html) {
        match (tag.kind, open.last_mut()) {
            (TagKind::Start, around) if tag.is("table") => {
                around.into_iter().for_each(|around| around.is_layout = true);
                let says = |role: &str| role.eq_ignore_ascii_case("presentation");
                let is_layout = tag.get("role").is_some_and(says);
                open.push(Table { start: tag.start, n_cells: 0, most_cells: 0, is_layout });
            }
            (TagKind::End, Some(_)) if tag.is("table") => {
                open.pop().into_iter().for_each(|table| close(table, &mut found));
            }
            (TagKind::Start, Some(table)) if tag.is("tr") => {
                table.most_cells = table.most_cells.max(table.n_cells);
                table.n_cells = 0;
            }
            (TagKind::Start, Some(table)) if tag.is("td") || tag.is("th") => table.n_cells += 1,
            (TagKind::Start | TagKind::End | TagKind::Comment, _) => {}
        }
    }
    open.into_iter().for_each(|table| close(table, &mut found));
    found.sort_unstable();
    found
}
