//! Articles of help desks, as they are imported.

use crate::harness::{Site, elements};

#[test]
fn an_article_that_was_imported_has_contents_and_places_to_link_to() {
    let html = "<h2>Make an account</h2><p>Go.</p>\
                <h2 id=\\\"own\\\">Invite</h2><p><a href=\\\"https://b.example/\\\">Ask</a>.</p>\
                <h2>Make an account</h2><p>Again.</p>";
    let article = format!(
        "{{\"id\": \"7\", \"kind\": \"answer\", \"title\": \"Accounts\", \"format\": \"html\", \
         \"answers\": [{{\"id\": \"b\", \"official\": true, \"body\": \"{html}\"}}]}}\n"
    );
    let settings = "title: Lumo help\nbase_url: https://a.example/\nlanguage: en\n\
                    sources:\n  - {type: jsonl, path: a.jsonl, language: en}\n";
    let site = Site::new("").with("answerbook.yaml", settings).with("a.jsonl", article);
    let built = site.build();
    let path = built.page_paths("answers/")[0];
    let page = built.page(path);
    let ids: Vec<String> = elements(page)
        .into_iter()
        .filter(|(name, _)| matches!(&**name, "h2" | "h3"))
        .filter_map(|(_, attributes)| attributes.get("id").cloned())
        .filter(|id| id.contains("account") || id.contains("invite"))
        .collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    for id in &ids {
        assert!(page.contains(&format!("href=\"#{id}\"")), "{id}\n{page}");
    }
    let rels = elements(page).into_iter().filter_map(|(_, attributes)| {
        attributes
            .get("href")
            .is_some_and(|href| href == "https://b.example/")
            .then_some(attributes)
    });
    let rels: Vec<Option<String>> = rels.map(|mut of| of.remove("rel")).collect();
    assert_eq!(rels, [Some("ugc nofollow noopener noreferrer".to_owned())]);
}
