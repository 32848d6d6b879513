//! Structured data for search engines (schema.org as JSON-LD).
//!
//! A page is a `QAPage` only when it links to a live thread where people can
//! still answer, since that is what Google's guidelines reserve the type for;
//! any other thread is an `Article`. Every text named here is on the page.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::{Grade, Reason, Resolution, ThreadKind};
use crate::plan::Page;
use crate::plan::inputs::{PersonDetails, ThreadInputs};

use super::context::Context;
use super::view::{PageView, PersonView, PostView, ThreadView};

/// How much of a post's text is repeated, in characters. The rules want it whole, and compressed
/// it is little beside the same words on the page; nobody reads more than this in a result.
const MAX_LENGTH: usize = 30_000;

/// How many answers are named besides the best one.
const MAX_ANSWERS: usize = 5;

/// The home page, from which the page of the search is at `search`.
pub(super) fn website(context: &Context, page: &PageView, search: &str) -> Option<String> {
    let address = page.canonical.as_ref()?;
    let search = Addresses { context, root: &page.root }.full(search)?;
    Some(script(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": context.settings.title,
        "url": address,
        "inLanguage": page.lang,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": format!("{search}?q={{search_term_string}}"),
            },
            "query-input": "required name=search_term_string",
        },
    })))
}

/// Makes full addresses of those that a page has.
#[derive(Clone, Copy)]
struct Addresses<'a> {
    context: &'a Context,
    /// From the page to the site's top.
    root: &'a str,
}

impl Addresses<'_> {
    fn full(&self, href: &str) -> Option<String> {
        self.context.full(href.strip_prefix(self.root).unwrap_or(href))
    }
}

/// The way from the home page, for pages that have no more to say.
pub(super) fn breadcrumbs(context: &Context, page: &Page, view: &PageView) -> Option<String> {
    let mut list = crumb_list(context, page.path.root().as_str(), view)?;
    list.context = Some("https://schema.org");
    Some(escaped(&to_json(&list)))
}

/// A contributor's page.
pub(super) fn profile(page: &PageView, name: &str, person: &PersonDetails<'_>) -> Option<String> {
    let address = page.canonical.as_ref()?;
    let mut entity = json!({
        "@type": "Person",
        "name": name,
        "url": address,
        "identifier": person.key,
        "agentInteractionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/WriteAction",
            "userInteractionCount": person.n_answers,
        },
    });
    if let Some(url) = person.url {
        entity["sameAs"] = json!(url);
    }
    Some(script(json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": entity,
    })))
}

/// A thread's page, which shows so many answers besides the best one.
pub(super) fn thread(
    context: &Context,
    page: &PageView,
    view: &ThreadView,
    inputs: &ThreadInputs<'_>,
    n_others: usize,
) -> Option<String> {
    let others = &view.others[..n_others.min(view.others.len())];
    let own = context.full(inputs.href)?;
    let addresses = Addresses { context, root: &page.root };
    let main = match (inputs.summary.kind, &view.source.href, &view.question) {
        (ThreadKind::Question, Some(_), Some(question)) if view.n_answers > 0 => {
            let resolution = &inputs.summary.resolution;
            let best = view.best.as_ref();
            let solution = best.and_then(|best| solution(best, others, resolution));
            let writer = QaWriter { addresses, own: &own };
            writer.page(page, view, (question, others), solution)
        }
        _ => article(page, view, &own, addresses).to_string(),
    };
    let crumbs = crumb_list(context, page.root.as_str(), page);
    let crumbs = crumbs.map_or(String::new(), |crumbs| format!(",{}", to_json(&crumbs)));
    let graph = format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{main}{crumbs}]}}");
    Some(escaped(&graph))
}

/// A page with a question; thousands are written in a build, hence no `Value`s.
#[derive(Serialize)]
struct QaPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "mainEntity")]
    question: Question<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    text: &'a str,
    answer_count: usize,
    upvote_count: i64,
    comment_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted_answer: Option<Answer<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggested_answer: Vec<Answer<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    url: String,
    upvote_count: i64,
    comment_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Author<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Returns the answer that was accepted, that the brand gave, or that the asker or the site's
/// own people confirmed. Votes, or a mark on the thread as a whole, only suggest one.
fn solution<'v>(
    best: &'v PostView,
    others: &'v [PostView],
    resolution: &Resolution,
) -> Option<&'v PostView> {
    let is_best = match resolution.grade {
        Grade::Accepted | Grade::Official => best.accepted || best.official,
        Grade::Corroborated => matches!(
            resolution.reason,
            Reason::Thanks | Reason::StaffThanked | Reason::SelfAnswer | Reason::Decision
        ),
        Grade::Answered | Grade::Contested | Grade::Unresolved => return None,
    };
    // Another may be better liked than the accepted one, which then comes next.
    if is_best { Some(best) } else { others.iter().find(|post| post.accepted) }
}

/// Writes the structured data of a question.
struct QaWriter<'a> {
    addresses: Addresses<'a>,
    /// The page's full address.
    own: &'a str,
}

impl QaWriter<'_> {
    fn page(
        &self,
        page: &PageView,
        view: &ThreadView,
        (question, others): (&PostView, &[PostView]),
        solution: Option<&PostView>,
    ) -> String {
        let is_other =
            |post: &&PostView| solution.is_none_or(|solution| !std::ptr::eq(*post, solution));
        let answers = view.best.iter().chain(others.iter().take(MAX_ANSWERS)).filter(is_other);
        to_json(&QaPage {
            kind: "QAPage",
            url: self.own,
            language: &page.lang,
            question: Question {
                kind: "Question",
                name: &view.title,
                text: if question.start.is_empty() { &view.title } else { &question.start },
                answer_count: view.n_answers,
                upvote_count: question.votes.max(0),
                comment_count: question.comments.len(),
                date_published: question.created.as_ref().map(|created| created.iso.as_str()),
                date_modified: question.edited.as_ref().map(|edited| edited.iso.as_str()),
                author: question.author.as_ref().map(|person| author(person, self.addresses)),
                accepted_answer: solution.map(|post| self.answer(post)),
                suggested_answer: answers.map(|post| self.answer(post)).collect(),
            },
        })
    }

    fn answer<'p>(&self, post: &'p PostView) -> Answer<'p> {
        Answer {
            kind: "Answer",
            text: &post.start,
            url: format!("{}#{}", self.own, post.anchor),
            upvote_count: post.votes.max(0),
            comment_count: post.comments.len(),
            date_published: post.created.as_ref().map(|created| created.iso.as_str()),
            date_modified: post.edited.as_ref().map(|edited| edited.iso.as_str()),
            author: post.author.as_ref().map(|person| author(person, self.addresses)),
        }
    }
}

/// A person with their page, so that two of one name are two: on this site, else in the
/// community. The brand's home is the site's.
fn author<'p>(person: &'p PersonView, addresses: Addresses<'_>) -> Author<'p> {
    let is_brand = person.role == "brand";
    let page = person.href.as_deref().and_then(|href| addresses.full(href));
    let home = || addresses.context.full("").filter(|_| is_brand);
    Author {
        kind: if is_brand { "Organization" } else { "Person" },
        name: &person.name,
        url: page.or_else(home).or_else(|| person.profile.clone()),
    }
}

fn article(page: &PageView, view: &ThreadView, own: &str, addresses: Addresses<'_>) -> Value {
    let mut entity = Map::new();
    entity.insert("@type".into(), json!("Article"));
    entity.insert("headline".into(), json!(view.title));
    entity.insert("description".into(), json!(page.description));
    entity.insert("url".into(), json!(own));
    entity.insert("inLanguage".into(), json!(view.lang));
    if let Some(published) = &page.published {
        entity.insert("datePublished".into(), json!(published));
    }
    if view.n_comments > 0 {
        entity.insert("commentCount".into(), json!(view.n_comments));
    }
    if let Some(modified) = &page.modified {
        entity.insert("dateModified".into(), json!(modified));
    }
    let shown = view.best.as_ref().or(view.question.as_ref());
    if let Some(person) = shown.and_then(|post| post.author.as_ref()) {
        entity.insert("author".into(), json!(author(person, addresses)));
    }
    Value::Object(entity)
}

#[derive(Serialize)]
struct CrumbList<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Crumb<'a>>,
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    /// The page itself, which comes last, needs no address.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

fn crumb_list<'a>(context: &Context, root: &str, view: &'a PageView) -> Option<CrumbList<'a>> {
    context.settings.base_url.as_ref()?;
    if view.crumbs.is_empty() {
        return None;
    }
    let addresses = Addresses { context, root };
    let above = view.crumbs.iter().map(|crumb| (crumb.title.as_str(), addresses.full(&crumb.href)));
    let here = std::iter::once((view.title.as_str(), None));
    let item = |(at, (name, item))| Crumb { kind: "ListItem", position: at + 1, name, item };
    let items = above.chain(here).enumerate().map(item).collect();
    Some(CrumbList { kind: "BreadcrumbList", items, context: None })
}

/// The first words of a post's text.
pub(super) fn start(text: &str) -> String {
    let text = text.trim_end();
    match text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are valid JSON")
}

fn script(value: Value) -> String {
    escaped(&value.to_string())
}

/// Nothing in the JSON can end the script element or start another. Outside
/// of texts JSON has none of these characters, so they may be escaped anywhere.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + 64);
    let mut from = 0;
    for at in memchr::memchr3_iter(b'<', b'>', b'&', json.as_bytes()) {
        safe.push_str(&json[from..at]);
        safe.push_str(&format!("\\u{:04x}", json.as_bytes()[at]));
        from = at + 1;
    }
    safe.push_str(&json[from..]);
    if safe.contains(['\u{2028}', '\u{2029}']) {
        safe = safe.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    }
    safe
}

#[cfg(test)]
mod tests {
    use crate::model::Confidence;

    use super::*;

    #[test]
    fn only_what_was_accepted_confirmed_or_official_is_the_accepted_answer() {
        let post = |accepted, official| PostView { accepted, official, ..PostView::default() };
        let check = |best: PostView, others: &[PostView], grade, reason, expected: &str| {
            let confidence = Confidence::SURE;
            let resolution = Resolution { grade, reason, evidence: None, confidence };
            let found = match solution(&best, others, &resolution) {
                Some(found) if std::ptr::eq(found, &best) => "best",
                Some(_) => "other",
                None => "none",
            };
            assert_eq!(found, expected, "{grade:?} {reason:?}");
        };
        let (plain, accepted) = (|| post(false, false), || post(true, false));
        check(accepted(), &[plain()], Grade::Accepted, Reason::AcceptedMark, "best");
        check(plain(), &[accepted()], Grade::Accepted, Reason::AcceptedMark, "other");
        check(post(false, true), &[accepted()], Grade::Accepted, Reason::AcceptedMark, "best");
        check(post(false, true), &[], Grade::Official, Reason::StaffAnswer, "best");
        for reason in [Reason::Thanks, Reason::SelfAnswer, Reason::Decision] {
            check(plain(), &[], Grade::Corroborated, reason, "best");
        }
        for reason in [Reason::Votes, Reason::Status, Reason::Prefix, Reason::Reaction] {
            check(plain(), &[], Grade::Corroborated, reason, "none");
        }
        for reason in [Reason::Substance, Reason::SelfAnswer] {
            check(post(false, true), &[], Grade::Answered, reason, "none");
        }
        check(plain(), &[], Grade::Contested, Reason::SplitVotes, "none");
        check(plain(), &[], Grade::Unresolved, Reason::NoAnswer, "none");
    }

    #[test]
    fn nothing_ends_the_script_element() {
        let text = script(json!({ "name": "</script><!-- & \u{2028}" }));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        let back: Value = serde_json::from_str(&text).expect("it is still JSON");
        assert_eq!(back["name"], "</script><!-- & \u{2028}");
    }
}
