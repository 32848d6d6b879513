//! Search engines elsewhere that take the documents of a site: what they are called, and the one
//! query that each is asked.

/// The form of documents. The search asks for it and takes no answer of another one.
pub const DOCUMENT_VERSION: u32 = 1;

/// A search engine that takes the documents of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EngineKind {
    /// OpenSearch.
    OpenSearch,
    /// Elasticsearch.
    Elasticsearch,
    /// Quickwit, through its Elasticsearch API.
    Quickwit,
    /// Typesense.
    Typesense,
    /// Manticore Search.
    Manticore,
    /// Sphinx, which answers no HTTP.
    Sphinx,
}

/// How terms are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermSpelling {
    /// As they are: the engine splits at white space alone.
    Plain,
    /// In letters `a` to `z` and digits, which every engine takes for one word.
    Letters,
}

impl EngineKind {
    /// All kinds.
    pub const ALL: [EngineKind; 6] = [
        EngineKind::OpenSearch,
        EngineKind::Elasticsearch,
        EngineKind::Quickwit,
        EngineKind::Typesense,
        EngineKind::Manticore,
        EngineKind::Sphinx,
    ];

    /// Returns the name that settings and commands use.
    pub fn name(self) -> &'static str {
        match self {
            EngineKind::OpenSearch => "opensearch",
            EngineKind::Elasticsearch => "elasticsearch",
            EngineKind::Quickwit => "quickwit",
            EngineKind::Typesense => "typesense",
            EngineKind::Manticore => "manticore",
            EngineKind::Sphinx => "sphinx",
        }
    }

    /// Returns how its terms are written.
    pub fn spelling(self) -> TermSpelling {
        match self {
            EngineKind::OpenSearch | EngineKind::Elasticsearch | EngineKind::Quickwit => {
                TermSpelling::Plain
            }
            EngineKind::Typesense | EngineKind::Manticore | EngineKind::Sphinx => {
                TermSpelling::Letters
            }
        }
    }

    /// Writes the terms of a title. Where an engine counts in how many documents a word is over
    /// all fields together, words of titles are others than those of bodies: a word that is in
    /// few titles tells much, however many bodies have it.
    pub fn title_terms(self, terms: &str) -> String {
        let spelled = self.spelling().write(terms);
        if !matches!(self, EngineKind::Manticore | EngineKind::Sphinx) {
            return spelled;
        }
        let words: Vec<String> =
            spelled.split(' ').filter(|word| !word.is_empty()).map(in_title).collect();
        words.join(" ")
    }

    /// Returns the query that it is asked, with places such as `{terms}` for what differs.
    pub fn query(self) -> &'static str {
        match self {
            EngineKind::OpenSearch | EngineKind::Elasticsearch => {
                include_str!("engine/elasticsearch.json")
            }
            EngineKind::Quickwit => include_str!("engine/quickwit.json"),
            EngineKind::Typesense => include_str!("engine/typesense.json"),
            EngineKind::Manticore => include_str!("engine/manticore.json"),
            EngineKind::Sphinx => include_str!("engine/sphinx.sql"),
        }
    }
}

impl TermSpelling {
    /// Writes terms between spaces.
    pub fn write(self, terms: &str) -> String {
        match self {
            TermSpelling::Plain => terms.to_owned(),
            TermSpelling::Letters => in_letters(terms),
        }
    }

    /// Writes one word, which may have spaces in it.
    pub fn word(self, word: &str) -> String {
        match self {
            TermSpelling::Plain => word.to_owned(),
            TermSpelling::Letters => in_letters(word).replace(' ', "x0020"),
        }
    }
}

fn in_title(word: &str) -> String {
    format!("t{word}")
}

/// Writes terms in letters and digits: the sign behind the language goes, and all that is no
/// letter of English is an `x` with its number in base 16, four digits at least.
fn in_letters(terms: &str) -> String {
    let mut out = String::with_capacity(terms.len());
    for c in terms.chars() {
        match c {
            ' ' | 'a'..='z' | '0'..='9' => out.push(c),
            ':' => {}
            _ => out.push_str(&format!("x{:04x}", u32::from(c))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_can_be_written_in_letters_that_no_engine_cuts() {
        let check = |terms: &str, expected: &str| {
            assert_eq!(TermSpelling::Letters.write(terms), expected);
            assert_eq!(TermSpelling::Plain.write(terms), terms);
        };
        check("en:reset en:c++ en:reset+hub", "enreset encx002bx002b enresetx002bhub");
        check("uk:їжа", "ukx0457x0436x0430");
    }

    #[test]
    fn words_of_titles_are_words_of_their_own_where_fields_are_counted_together() {
        assert_eq!(EngineKind::Sphinx.title_terms("en:reset en:hub"), "tenreset tenhub");
        assert_eq!(EngineKind::Typesense.title_terms("en:reset en:hub"), "enreset enhub");
        assert_eq!(EngineKind::Quickwit.title_terms("en:reset en:hub"), "en:reset en:hub");
    }

    #[test]
    fn every_query_names_its_places_and_is_json_where_it_is_sent() {
        for kind in EngineKind::ALL {
            let query = kind.query();
            assert!(query.contains("{terms}") && query.contains("{limit}"), "{query}");
            if kind != EngineKind::Sphinx {
                serde_json::from_str::<serde_json::Value>(query).expect("JSON");
            }
        }
    }
}
