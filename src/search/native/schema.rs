//! The fields of the index, and the tokenizer through which terms reach them.
//!
//! Tantivy gets terms, not texts: `text::Analyzer` has made them already. They are separated
//! by spaces, and a term that comes several times is written once, with its count behind it.
//! The tokenizer here only splits at spaces and repeats. So one piece of code decides what a
//! word is, for this index and for queries in browsers, and Tantivy knows no languages.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the tokenizer is registered.
pub(super) const TOKENIZER: &str = "terms";

/// Stands between a term and its count. No term contains it.
pub(super) const REPEATED: char = '\t';

/// The fields of the index.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// Terms of the title and of other wordings of the question.
    pub(super) title: Field,
    /// Pairs of terms that follow each other in the title; small words are left out.
    pub(super) pair: Field,
    /// Terms of the question's text.
    pub(super) question: Field,
    /// Terms of the accepted or official answer.
    pub(super) solution: Field,
    /// Terms of the other answers.
    pub(super) answer: Field,
    pub(super) tag: Field,
    pub(super) product: Field,
    pub(super) version: Field,
    pub(super) language: Field,
    pub(super) grade: Field,
    pub(super) source: Field,
    pub(super) id: Field,
    pub(super) created: Field,
    pub(super) updated: Field,
    pub(super) n_answers: Field,
    pub(super) address: Field,
    /// The title as people read it.
    pub(super) heading: Field,
    pub(super) teaser: Field,
    /// The answers to choose from, when there are several; see `search::site::passage`.
    pub(super) passages: Field,
}

/// Returns the schema and its fields; they are the same in every build.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        title: builder.add_text_field("title", terms(IndexRecordOption::WithFreqs)),
        pair: builder.add_text_field("pair", STRING),
        question: builder.add_text_field("question", terms(IndexRecordOption::WithFreqs)),
        solution: builder.add_text_field("solution", terms(IndexRecordOption::WithFreqs)),
        answer: builder.add_text_field("answer", terms(IndexRecordOption::WithFreqs)),
        tag: builder.add_text_field("tag", STRING | STORED),
        product: builder.add_text_field("product", STRING | STORED),
        version: builder.add_text_field("version", STRING),
        language: builder.add_text_field("language", STRING | STORED | FAST),
        grade: builder.add_text_field("grade", STRING | STORED | FAST),
        source: builder.add_text_field("source", STRING | STORED | FAST),
        id: builder.add_text_field("id", STRING | STORED | FAST),
        created: builder.add_i64_field("created", FAST | STORED),
        updated: builder.add_i64_field("updated", FAST | STORED),
        n_answers: builder.add_u64_field("n_answers", STORED),
        address: builder.add_text_field("address", STORED),
        heading: builder.add_text_field("heading", STORED),
        teaser: builder.add_text_field("teaser", STORED),
        passages: builder.add_bytes_field("passages", STORED),
    };
    (builder.build(), fields)
}

fn terms(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(record)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}

/// A tokenizer that splits at spaces, and repeats terms as often as their counts say.
#[derive(Clone, Default)]
pub(super) struct TermTokenizer {
    token: Token,
}

/// The terms of one text.
pub(super) struct TermStream<'a> {
    rest: &'a str,
    at: usize,
    /// How many more times the current term has to be returned.
    n_more: u32,
    token: &'a mut Token,
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text, at: 0, n_more: 0, token: &mut self.token }
    }
}

impl TokenStream for TermStream<'_> {
    #[inline]
    fn advance(&mut self) -> bool {
        if self.n_more > 0 {
            self.n_more -= 1;
            self.token.position = self.token.position.wrapping_add(1);
            return true;
        }
        let trimmed = self.rest.trim_start_matches(' ');
        if trimmed.is_empty() {
            return false;
        }
        self.at += self.rest.len() - trimmed.len();
        let bytes = trimmed.as_bytes();
        let ends = |&byte: &u8| byte == b' ' || byte == REPEATED as u8;
        let end = bytes.iter().position(ends).unwrap_or(bytes.len());
        self.token.text.clear();
        self.token.text.push_str(&trimmed[..end]);
        self.token.offset_from = self.at;
        self.token.offset_to = self.at + end;
        self.token.position = self.token.position.wrapping_add(1);
        let count = trimmed[end..].strip_prefix(REPEATED).unwrap_or_default();
        let n_digits = count.bytes().take_while(u8::is_ascii_digit).count();
        self.n_more = count[..n_digits].parse::<u32>().map_or(0, |n| n.saturating_sub(1));
        self.rest = &trimmed[end..];
        if n_digits > 0 {
            self.rest = &count[n_digits..];
        }
        self.at += trimmed.len() - self.rest.len();
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_cut_at_spaces_only() {
        let mut tokenizer = TermTokenizer::default();
        let mut stream = tokenizer.token_stream(" en:c++  en:foo.bar ");
        let mut seen = Vec::new();
        stream.process(&mut |token| seen.push((token.position, token.text.clone())));
        assert_eq!(seen, [(0, "en:c++".to_owned()), (1, "en:foo.bar".to_owned())]);
    }

    #[test]
    fn terms_come_as_often_as_they_say() {
        let mut tokenizer = TermTokenizer::default();
        let mut stream = tokenizer.token_stream("a\t3 b c\t12");
        let mut seen = String::new();
        stream.process(&mut |token| seen.push_str(&token.text));
        assert_eq!(seen, "aaabcccccccccccc");
    }
}
