//! The terms of a document as texts of words between spaces, for engines that split there.

use super::schema::REPEATED;
use super::writer::{Document, DocumentWriter};

/// Stands in place of the space in a pair of terms: `en:reset+password`.
pub const PAIRED: char = '+';

/// The terms of a document, field by field. Each term comes as often as the text has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTerms {
    /// Those of the title and of other wordings of the question, in their order.
    pub title: String,
    /// Pairs of terms that follow each other in the title; small words are left out.
    pub pairs: String,
    /// Those of the question's text.
    pub question: String,
    /// Those of the accepted or official answer.
    pub answer: String,
    /// Those of the other answers.
    pub others: String,
}

/// Makes the terms of documents, the same that the index has. It remembers the terms of words,
/// so it wants to live long and belongs to one thread.
#[derive(Default)]
pub struct TermWriter {
    pen: DocumentWriter,
}

impl TermWriter {
    /// Returns the terms of a document.
    pub fn terms(&mut self, document: &Document<'_>) -> DocumentTerms {
        self.pen.write(document);
        let pairs: Vec<String> =
            self.pen.pairs.iter().map(|pair| pair.replacen(' ', &PAIRED.to_string(), 1)).collect();
        DocumentTerms {
            title: repeated(&self.pen.title),
            pairs: pairs.join(" "),
            question: repeated(&self.pen.question),
            answer: repeated(&self.pen.solution),
            others: repeated(&self.pen.answers),
        }
    }
}

/// Writes terms as often as their counts say.
fn repeated(terms: &str) -> String {
    let mut out = String::with_capacity(terms.len());
    for counted in terms.split_terminator(' ') {
        let (term, count) = counted.split_once(REPEATED).unwrap_or((counted, "1"));
        for _ in 0..count.parse::<usize>().unwrap_or(1) {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(term);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::native::Answer;

    #[test]
    fn terms_come_as_often_as_a_text_has_them_and_pairs_are_words() {
        let solution = Answer { is_solution: true, ..Answer::plain("Hold the button.") };
        let document = Document {
            title: "How to reset the hub?",
            wordings: &["Reset my hubs"],
            question: "My hub, my hub!",
            answers: &[solution, Answer::plain("Reset it.")],
            ..Document::PLAIN
        };
        let terms = TermWriter::default().terms(&document);
        assert_eq!(terms.title, "en:how en:to en:reset en:the en:hub en:my");
        assert_eq!(terms.pairs, "en:reset+hub");
        assert_eq!(terms.question, "en:hub en:hub");
        assert_eq!(terms.answer, "en:hold en:button");
        assert_eq!(terms.others, "en:reset");
    }
}
