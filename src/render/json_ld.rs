//! Structured data for search engines (schema.org as JSON-LD).
//!
//! A page is a `QAPage` only when it links to a live thread where people can
//! still answer, since that is what Google's guidelines reserve the type for;
//! any other thread is an `Article`. Every text named here is on the page.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::model::Kind;
use crate::normalize::start_of_html;
use crate::plan::Page;
use crate::site::Entry;
use crate::site::PersonEntry;

use super::context::Context;
use super::view::PageView;
use super::view::PersonView;
use super::view::PostView;
use super::view::ThreadView;

/// How much of a post's text is repeated, in characters: enough for any snippet.
const LONGEST: usize = 600;

/// How many answers are named besides the best one.
const MOST_ANSWERS: usize = 5;

/// The home page.
pub(super) fn website(context: &Context<'_>, page: &PageView) -> Option<String> {
    let address = page.canonical.as_ref()?;
    Some(script(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": context.config.title,
        "url": address,
        "inLanguage": page.lang,
    })))
}

/// The way from the home page, for pages that have no more to say.
pub(super) fn breadcrumbs(context: &Context<'_>, page: &Page, view: &PageView) -> Option<String> {
    let mut list = crumb_list(context, page.path.root().as_str(), view)?;
    list["@context"] = json!("https://schema.org");
    Some(script(list))
}

/// A contributor's page.
pub(super) fn profile(page: &PageView, person: &PersonEntry) -> Option<String> {
    let address = page.canonical.as_ref()?;
    let mut entity = json!({
        "@type": "Person",
        "name": person.name,
        "identifier": person.key,
        "agentInteractionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/WriteAction",
            "userInteractionCount": person.n_answers,
        },
    });
    if let Some(url) = &person.url {
        entity["sameAs"] = json!(url);
    }
    Some(script(json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": entity,
    })))
}

/// A thread's page.
pub(super) fn thread(
    context: &Context<'_>,
    page: &PageView,
    view: &ThreadView,
    entry: &Entry,
) -> Option<String> {
    let own = context.full(&context.address.href(&entry.path))?;
    let main = match (entry.summary.kind, &view.source.href, &view.question) {
        (Kind::Question, Some(_), Some(question)) if view.n_answers > 0 => {
            qa_page(page, view, question, &own)
        }
        _ => article(page, view, &own),
    };
    let root = page.root.as_str();
    let graph: Vec<Value> = std::iter::once(main).chain(crumb_list(context, root, page)).collect();
    Some(script(json!({ "@context": "https://schema.org", "@graph": graph })))
}

fn qa_page(page: &PageView, view: &ThreadView, question: &PostView, own: &str) -> Value {
    let mut entity = Map::new();
    entity.insert("@type".into(), json!("Question"));
    entity.insert("name".into(), json!(view.title));
    let asked = text_of(question);
    entity.insert("text".into(), json!(if asked.is_empty() { view.title.clone() } else { asked }));
    entity.insert("answerCount".into(), json!(view.n_answers));
    entity.insert("upvoteCount".into(), json!(question.votes.max(0)));
    common(&mut entity, question);
    let best = view.best.as_ref().map(|post| answer(post, own));
    let others: Vec<Value> =
        view.others.iter().take(MOST_ANSWERS).map(|post| answer(post, own)).collect();
    let solved = matches!(view.grade, "accepted" | "official" | "corroborated");
    match (best, solved) {
        (Some(best), true) => {
            entity.insert("acceptedAnswer".into(), best);
            if !others.is_empty() {
                entity.insert("suggestedAnswer".into(), json!(others));
            }
        }
        (best, _) => {
            let all: Vec<Value> = best.into_iter().chain(others).collect();
            entity.insert("suggestedAnswer".into(), json!(all));
        }
    }
    json!({ "@type": "QAPage", "url": own, "inLanguage": page.lang, "mainEntity": entity })
}

fn answer(post: &PostView, own: &str) -> Value {
    let mut entity = Map::new();
    entity.insert("@type".into(), json!("Answer"));
    entity.insert("text".into(), json!(text_of(post)));
    entity.insert("url".into(), json!(format!("{own}#{}", post.anchor)));
    entity.insert("upvoteCount".into(), json!(post.votes.max(0)));
    common(&mut entity, post);
    Value::Object(entity)
}

fn common(entity: &mut Map<String, Value>, post: &PostView) {
    if let Some(created) = &post.created {
        entity.insert("datePublished".into(), json!(created.iso));
    }
    if let Some(edited) = &post.edited {
        entity.insert("dateModified".into(), json!(edited.iso));
    }
    if let Some(author) = &post.author {
        entity.insert("author".into(), person(author));
    }
}

fn person(author: &PersonView) -> Value {
    let kind = if author.role == "brand" { "Organization" } else { "Person" };
    json!({ "@type": kind, "name": author.name })
}

fn article(page: &PageView, view: &ThreadView, own: &str) -> Value {
    let mut entity = Map::new();
    entity.insert("@type".into(), json!("Article"));
    entity.insert("headline".into(), json!(view.title));
    entity.insert("description".into(), json!(page.description));
    entity.insert("url".into(), json!(own));
    entity.insert("inLanguage".into(), json!(view.lang));
    if let Some(published) = &page.published {
        entity.insert("datePublished".into(), json!(published));
    }
    if let Some(modified) = &page.modified {
        entity.insert("dateModified".into(), json!(modified));
    }
    let shown = view.best.as_ref().or(view.question.as_ref());
    if let Some(author) = shown.and_then(|post| post.author.as_ref()) {
        entity.insert("author".into(), person(author));
    }
    Value::Object(entity)
}

fn crumb_list(context: &Context<'_>, root: &str, view: &PageView) -> Option<Value> {
    context.config.base_url.as_ref()?;
    if view.crumbs.is_empty() {
        return None;
    }
    let full = |href: &str| context.full(href.strip_prefix(root).unwrap_or(href));
    let mut items: Vec<Value> = Vec::new();
    for crumb in &view.crumbs {
        items.push(json!({
            "@type": "ListItem", "position": items.len() + 1,
            "name": crumb.title, "item": full(&crumb.href),
        }));
    }
    items.push(json!({ "@type": "ListItem", "position": items.len() + 1, "name": view.title }));
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// The first words of a post.
fn text_of(post: &PostView) -> String {
    let text = start_of_html(&post.html, LONGEST * 4);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Nothing in the JSON can end the script element or start another.
fn script(value: Value) -> String {
    let text = value.to_string();
    let mut safe = String::with_capacity(text.len() + 64);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let c = rest[at..].chars().next().expect("`find` names the start of a character");
        safe.push_str(&rest[..at]);
        safe.push_str(&format!("\\u{:04x}", c as u32));
        rest = &rest[at + c.len_utf8()..];
    }
    safe.push_str(rest);
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_element() {
        let text = script(json!({ "name": "</script><!-- & \u{2028}" }));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        let back: Value = serde_json::from_str(&text).expect("it is still JSON");
        assert_eq!(back["name"], "</script><!-- & \u{2028}");
    }
}
