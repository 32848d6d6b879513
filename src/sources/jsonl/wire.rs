//! The thread record as it is written, and its JSON Schema.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::Category;

/// A question with its answers: one line of a `.jsonl` file.
///
/// Only `id` and `title` are required. Any field may also be `null`, which
/// means the same as leaving it out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "an object with `id` and `title`")]
#[schemars(rename = "answerbook thread", deny_unknown_fields)]
pub(super) struct WireThread {
    /// The thread's id, unique within the source. Addresses are made from it.
    pub id: Id,
    /// The question in one line, plain text.
    pub title: String,
    /// What the record is: `question` when absent; `answer` for an article with one
    /// official answer and no question.
    #[schemars(extend("enum" = ["question", "answer", null]))]
    pub kind: Option<String>,
    /// The address of the original thread.
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
    /// The language, a BCP 47 tag such as `en` or `pt-BR`; detected when absent.
    pub language: Option<String>,
    /// When the question was asked: RFC 3339, or a date alone.
    pub created: Option<Loose>,
    /// When anything in the thread last changed: RFC 3339, or a date alone.
    pub updated: Option<Loose>,
    /// Tags as the community writes them.
    pub tags: Option<Vec<String>>,
    /// Where it lies in the tree of categories: `Support > Billing`, or a list of names from
    /// the top down.
    pub category: Option<Several>,
    /// The product that the question is about, or a list of several.
    pub product: Option<Several>,
    /// The version of the product, as text, or a list of several: `"4.10"`.
    pub version: Option<Several>,
    /// What the source calls the state of the thread: `solved`, `open`, `closed`, `duplicate`.
    /// For information: what counts is a mark on an answer.
    #[serde(rename = "status")]
    #[schemars(with = "Option<String>")]
    _status: Option<IgnoredAny>,
    /// The id of the thread of this source that asked the same before.
    pub duplicate_of: Option<Id>,
    /// The id or slug of the thread that this one translates.
    pub translation_of: Option<Id>,
    /// What the original said when the translation was checked, as `answerbook verify` writes it.
    pub translated_from: Option<String>,
    /// The licence of the thread, such as `CC BY-SA 4.0`.
    pub licence: Option<String>,
    /// The address wished for: the last part, without an ending.
    pub slug: Option<String>,
    /// Other wordings of the question, for search; with a `/` in front, old addresses.
    pub aliases: Option<Vec<String>>,
    /// The answer in one sentence, plain text.
    pub summary: Option<String>,
    /// What else says that it is solved: `status`, `prefix`, `reaction` or `decision`, with
    /// the id of the answer behind it where one is meant.
    pub solved: Option<String>,
    /// The id of the answer that comes first, without saying that it is accepted.
    pub best: Option<Id>,
    /// Whether it is published, whatever its grade is; the settings decide when absent.
    pub publish: Option<bool>,
    /// When somebody checked the answer.
    pub verified_on: Option<Loose>,
    /// Who checked it.
    pub verified_by: Option<String>,
    /// When it must be checked again.
    pub expires: Option<Loose>,
    /// How often the original was read.
    #[schemars(with = "Option<u64>")]
    pub views: Option<Count>,
    /// How many likes its posts have together.
    #[schemars(with = "Option<u64>")]
    pub likes: Option<Count>,
    /// Who asked; `null` when the account is gone.
    pub author: Option<WireAuthor>,
    /// What was asked.
    pub question: Option<WireQuestion>,
    /// The answers, in the order of the community.
    pub answers: Option<Vec<WireAnswer>>,
    /// The id of the answer that solved it; the same as `accepted` on that answer.
    pub accepted: Option<Id>,
    /// Remarks on the question and on the answers.
    pub comments: Option<Vec<WireComment>>,
}

/// Somebody who wrote a post.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "an object with `name`")]
#[schemars(rename = "author", deny_unknown_fields)]
pub(super) struct WireAuthor {
    /// The person's id in the community; their name when absent.
    pub id: Option<Id>,
    /// The name shown; the id when absent.
    pub name: Option<String>,
    /// What they are in the community; `member` when absent.
    #[schemars(extend("enum" = ["member", "expert", "moderator", "staff", "brand", "bot", null]))]
    pub role: Option<String>,
    /// Their page in the community.
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
}

/// The first post of a thread.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(expecting = "an object with `body`")]
#[schemars(rename = "question", deny_unknown_fields)]
pub(super) struct WireQuestion {
    /// The id of the first post, when it has its own.
    pub id: Option<Id>,
    /// The text.
    pub body: Option<String>,
    /// How the text is marked up; `markdown` when absent.
    #[schemars(extend("enum" = ["markdown", "html", "text", null]))]
    pub markup: Option<String>,
    /// Votes or likes.
    pub score: Option<Count>,
    /// Files that came with it.
    pub attachments: Option<Vec<WireAttachment>>,
    /// When it was written, where that is not when the thread was made.
    pub created: Option<Loose>,
    /// When its text last changed: RFC 3339, or a date alone.
    pub edited: Option<Loose>,
    /// The address of the first post.
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
    /// The licence of the first post, when it has its own.
    pub licence: Option<String>,
}

/// An answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "an object with `body`")]
#[schemars(rename = "answer", deny_unknown_fields)]
pub(super) struct WireAnswer {
    /// The answer's id, unique within the thread; its number from 1 when absent.
    pub id: Option<Id>,
    /// Who wrote it; `null` when the account is gone.
    pub author: Option<WireAuthor>,
    /// The text.
    pub body: Option<String>,
    /// How the text is marked up; `markdown` when absent.
    #[schemars(extend("enum" = ["markdown", "html", "text", null]))]
    pub markup: Option<String>,
    /// When it was written: RFC 3339, or a date alone.
    pub created: Option<Loose>,
    /// When its text last changed: RFC 3339, or a date alone.
    pub edited: Option<Loose>,
    /// Votes or likes.
    pub score: Option<Count>,
    /// The answer is marked as the solution.
    pub accepted: Option<bool>,
    /// The answer is marked as the brand's own.
    pub official: Option<bool>,
    /// The address of the original answer.
    #[schemars(extend("format" = "uri"))]
    pub url: Option<String>,
    /// The licence of this answer, when it has its own.
    pub licence: Option<String>,
    /// Files that came with it.
    pub attachments: Option<Vec<WireAttachment>>,
}

/// A remark on a question or an answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "an object with `body`")]
#[schemars(rename = "comment", deny_unknown_fields)]
pub(super) struct WireComment {
    /// The comment's id, unique within the thread.
    pub id: Option<Id>,
    /// The id of the answer or comment that it is about, or of the thread for the question.
    /// When absent, what the asker says belongs to the last answer before it in time, and
    /// anything else to the question.
    pub parent: Option<Id>,
    /// Who wrote it; `null` when the account is gone.
    pub author: Option<WireAuthor>,
    /// The text.
    pub body: Option<String>,
    /// How the text is marked up; `markdown` when absent.
    #[schemars(extend("enum" = ["markdown", "html", "text", null]))]
    pub markup: Option<String>,
    /// When it was written: RFC 3339, or a date alone.
    pub created: Option<Loose>,
    /// Files that came with it.
    pub attachments: Option<Vec<WireAttachment>>,
}

/// A file that came with a question, an answer or a comment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "an object with `path` or `url`")]
#[schemars(rename = "attachment", deny_unknown_fields)]
pub(super) struct WireAttachment {
    /// What it is called; as the file is when absent.
    pub name: Option<String>,
    /// Where a copy lies, relative to the file with the records.
    pub path: Option<String>,
    /// Its address on the web. Where the body shows it or links to it, the copy takes its place.
    #[schemars(extend("format" = "uri-reference"))]
    pub url: Option<String>,
    /// How long it is, in bytes.
    pub size: Option<Count>,
    /// Where readers are told of it: `always` below the post when absent; `copied` the same, but
    /// its address is told to nobody; only where the body names it.
    #[schemars(extend("enum" = ["always", "copied", "in-body", null]))]
    pub shown: Option<String>,
}

/// A string or a whole number, kept as text without blanks round it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Id(pub String);

/// A string, number or boolean, kept as text, to be checked later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loose(pub String);

/// A whole number; some tools write `4.0` for 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count(pub i64);

/// One text or number, or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Several {
    /// One, as text.
    One(String),
    /// Several, as texts.
    Many(Vec<String>),
}

impl Several {
    /// Returns what is not empty.
    pub fn into_texts(self) -> Vec<String> {
        let texts = match self {
            Several::One(text) => vec![text],
            Several::Many(texts) => texts,
        };
        let filled = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        filled.map(str::to_owned).collect()
    }

    /// Returns the category of these names; a single text is the way to it.
    pub fn into_category(self) -> Category {
        match self {
            Several::One(text) => Category::written(&text),
            Several::Many(_) => Category { path: self.into_texts(), id: None },
        }
    }
}

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Several, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = Several;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Several, E> {
                Ok(Several::One(text.to_owned()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Several, E> {
                Ok(Several::One(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Several, E> {
                Ok(Several::One(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Several, E> {
                Ok(Several::One(number.to_string()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Several, A::Error> {
                let mut texts = Vec::new();
                while let Some(Loose(text)) = items.next_element()? {
                    texts.push(text);
                }
                Ok(Several::Many(texts))
            }
        }
        deserializer.deserialize_any(Texts)
    }
}

impl JsonSchema for Several {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "several".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["string", "number", "array"],
            "items": { "type": ["string", "number"] }
        })
    }
}

/// Returns the JSON Schema of a thread record, pretty-printed.
pub fn thread_schema() -> String {
    let schema = schemars::schema_for!(WireThread);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        deserializer.deserialize_any(ScalarVisitor { kind: Scalar::Id }).map(Id)
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Loose, D::Error> {
        deserializer.deserialize_any(ScalarVisitor { kind: Scalar::Loose }).map(Loose)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Count, D::Error> {
        struct Numbers;
        impl Visitor<'_> for Numbers {
            type Value = Count;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a whole number")
            }

            fn visit_i64<E>(self, number: i64) -> Result<Count, E> {
                Ok(Count(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Count, E> {
                Ok(Count(i64::try_from(number).unwrap_or(i64::MAX)))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Count, E> {
                // `as` saturates, and numbers of votes are small.
                Ok(Count(number.round() as i64))
            }
        }
        deserializer.deserialize_any(Numbers)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scalar {
    Id,
    Loose,
}

struct ScalarVisitor {
    kind: Scalar,
}

impl Visitor<'_> for ScalarVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            Scalar::Id => "a string or a whole number",
            Scalar::Loose => "a string",
        })
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.trim().to_owned())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<String, E> {
        // Above 2^53 the digits of the file are lost: two ids could become one.
        let whole = number.fract() == 0.0 && number.abs() < 9e15;
        match self.kind {
            Scalar::Id if whole => Ok((number as i64).to_string()),
            Scalar::Id => Err(E::invalid_type(serde::de::Unexpected::Float(number), &self)),
            Scalar::Loose => Ok(number.to_string()),
        }
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<String, E> {
        match self.kind {
            Scalar::Id => Err(E::invalid_type(serde::de::Unexpected::Bool(flag), &self)),
            Scalar::Loose => Ok(flag.to_string()),
        }
    }
}

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "integer"] })
    }
}

impl JsonSchema for Loose {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "text".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl JsonSchema for Count {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "count".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer" })
    }
}
