//! The serde mirror of privacy.yaml.

use schemars::JsonSchema;
use serde::Deserialize;

/// Who and what must not be published: `privacy.yaml`, beside answerbook.yaml.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "privacy.yaml", deny_unknown_fields)]
#[serde(expecting = "`people:`, `threads:` and `public:`")]
pub(super) struct WirePrivacy {
    /// People who do not want to be named.
    pub people: Option<Vec<WirePerson>>,
    /// Threads that were taken down.
    pub threads: Option<Vec<WireThread>>,
    /// What looks private and may be published: addresses, domains, phone numbers.
    pub public: Option<Vec<String>>,
}

/// Somebody who does not want to be named: by `name`, by `id`, or by both.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "a person: `name:` or `id:`")]
pub(super) struct WirePerson {
    /// The name as the community shows it.
    pub name: Option<String>,
    /// The id of the account.
    pub id: Option<WireId>,
    /// The name of the source whose account alone is meant.
    pub source: Option<String>,
    /// Other forms of the name.
    pub also: Option<Vec<String>>,
    /// A pseudonym; without it posts are a former member's.
    #[serde(rename = "as")]
    pub pseudonym: Option<String>,
    /// What becomes of the posts: `keep` or `remove`.
    #[schemars(extend("enum" = ["keep", "remove", null]))]
    pub posts: Option<String>,
    /// Where the name is looked for besides credits: `everywhere`, or `mentions`, where it is an
    /// ordinary word.
    #[schemars(extend("enum" = ["everywhere", "mentions", null]))]
    pub text: Option<String>,
    /// Ways to write the name that are taken out, too: `reversed`, `initials`, `cases`.
    pub forms: Option<Vec<String>>,
}

/// A thread that was taken down.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "a thread: `id:`")]
pub(super) struct WireThread {
    /// Its id as `answerbook threads` shows it, with or without its source in front.
    pub id: WireId,
    /// The name of its source.
    pub source: Option<String>,
    /// Where visitors of its address go; `gone` or nothing answers 410 on hosts that can.
    pub to: Option<String>,
}

/// An id, with quotes or without.
#[derive(Debug, JsonSchema)]
#[schemars(extend("type" = ["string", "integer"]))]
pub(super) struct WireId(pub String);

/// Returns the JSON Schema of privacy.yaml, pretty-printed.
pub fn privacy_schema() -> String {
    let schema = schemars::schema_for!(WirePrivacy);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}

// Written out, since serde's `untagged` would hide what is wrong with an id.
impl<'de> Deserialize<'de> for WireId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<WireId, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = WireId;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an id")
            }

            fn visit_str<E>(self, text: &str) -> Result<WireId, E> {
                Ok(WireId(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<WireId, E> {
                Ok(WireId(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<WireId, E> {
                Ok(WireId(number.to_string()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Every key by the list that holds it, for suggestions.
pub(super) fn known_keys(path: &[String]) -> &'static [&'static str] {
    let names: Vec<&str> =
        path.iter().map(String::as_str).filter(|part| part.parse::<usize>().is_err()).collect();
    match names.as_slice() {
        ["people", _] => &["name", "id", "source", "also", "as", "posts", "text", "forms"],
        ["threads", _] => &["id", "source", "to"],
        _ => &["people", "threads", "public"],
    }
}
