//! What an engine is told of the documents, and what its people are told.

use crate::config::{Config, EngineKind};

/// Stands for the name of an engine.
const ENGINE: &str = "{engine}";

/// Returns the files beside the documents: a schema, the query, and what to run.
pub(super) fn files(config: &Config, kind: EngineKind) -> [(String, String); 3] {
    let (schema, text) = schema(kind);
    let query = if kind == EngineKind::Sphinx { "query.sql" } else { "query.json" };
    let files = [(schema, text.to_owned()), (query, kind.query().to_owned())];
    let [schema, query] = files.map(|(name, text)| (name.to_owned(), text));
    [schema, query, ("README.md".to_owned(), readme(config, kind))]
}

fn schema(kind: EngineKind) -> (&'static str, &'static str) {
    match kind {
        EngineKind::OpenSearch | EngineKind::Elasticsearch => {
            ("index.json", include_str!("files/elasticsearch.json"))
        }
        EngineKind::Quickwit => ("index.yaml", include_str!("files/quickwit.yaml")),
        EngineKind::Typesense => ("index.json", include_str!("files/typesense.json")),
        EngineKind::Manticore => ("table.sql", include_str!("files/manticore.sql")),
        EngineKind::Sphinx => ("sphinx.conf", include_str!("files/sphinx.conf")),
    }
}

fn readme(config: &Config, kind: EngineKind) -> String {
    let (name, steps) = match kind {
        EngineKind::OpenSearch => ("OpenSearch", include_str!("files/elasticsearch.md")),
        EngineKind::Elasticsearch => ("Elasticsearch", include_str!("files/elasticsearch.md")),
        EngineKind::Quickwit => ("Quickwit", include_str!("files/quickwit.md")),
        EngineKind::Typesense => ("Typesense", include_str!("files/typesense.md")),
        EngineKind::Manticore => ("Manticore Search", include_str!("files/manticore.md")),
        EngineKind::Sphinx => ("Sphinx", include_str!("files/sphinx.md")),
    };
    let title = &config.title;
    format!(
        "# {title}: documents for {name}\n\n\
         `answerbook export --engine {}` wrote this folder, and the next one replaces it. \
         The fields `title_terms`, `title_pairs`, `question_terms`, `answer_terms` and \
         `others_terms` hold words that are analysed already: split them at white space and do \
         nothing else to them. Queries are analysed in the same way by the site's search, and \
         are asked as the query here says. `state.txt` is what the next export compares with; \
         it holds digests alone. What changed and what went is told against the export before, \
         once: bring it before you export again, or else bring all documents into a new \
         index.\n\n{}",
        kind.name(),
        steps.replace(ENGINE, name)
    )
}
