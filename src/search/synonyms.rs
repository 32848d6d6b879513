//! Words that a site takes for one another.

use crate::text::{Analyzer, Lang};

use super::score::SYNONYM;

/// Groups of terms that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// The terms of each group, `en:crypto`, sorted.
    pub(super) groups: Vec<Vec<String>>,
}

impl Synonyms {
    /// Turns groups of words, as a team writes them, into groups of terms: every
    /// word in each language of the site.
    ///
    /// Of a phrase each word stands for the group, so phrases should be short.
    pub fn new(groups: &[Vec<String>], languages: &[Lang]) -> Synonyms {
        let mut all = Vec::new();
        for lang in languages {
            let mut analyzer = Analyzer::keyed(*lang);
            for group in groups {
                let mut terms = String::new();
                for word in group {
                    analyzer.analyze(word, &mut terms);
                }
                let mut terms: Vec<String> =
                    terms.split_terminator(' ').map(str::to_owned).collect();
                terms.sort_unstable();
                terms.dedup();
                if terms.len() > 1 {
                    all.push(terms);
                }
            }
        }
        Synonyms { groups: all }
    }

    /// Returns what else is meant by a term, with how much it counts.
    pub fn of(&self, key: &str) -> Vec<(String, f32)> {
        let groups = self.groups.iter().filter(|group| group.iter().any(|term| term == key));
        let others = groups.flatten().filter(|term| *term != key);
        others.map(|term| (term.clone(), SYNONYM)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_holds_in_every_language() {
        let group = vec!["router".to_owned(), "gateway".to_owned(), "маршрутизатор".to_owned()];
        let synonyms = Synonyms::new(&[group], &[Lang::EN, Lang::UK]);
        let of = |key: &str| -> Vec<String> {
            synonyms.of(key).into_iter().map(|(term, _)| term).collect()
        };
        assert_eq!(of("en:gateway"), ["en:router", "en:маршрутизатор"]);
        assert_eq!(of("uk:маршрутизатор"), ["uk:gateway", "uk:router"]);
        assert_eq!(of("en:modem"), [""; 0]);
    }
}
