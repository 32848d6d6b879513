//! The serde mirror of privacy.yaml.

use serde::Deserialize;

/// Who and what must not be published.
#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "`people:`, `threads:` and `public:`")]
pub(super) struct WirePrivacy {
    pub people: Option<Vec<WirePerson>>,
    pub threads: Option<Vec<WireThread>>,
    pub public: Option<Vec<String>>,
}

/// Somebody who does not want to be named.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a person: `name:` or `id:`")]
pub(super) struct WirePerson {
    pub name: Option<String>,
    pub id: Option<WireId>,
    pub source: Option<String>,
    pub also: Option<Vec<String>>,
    #[serde(rename = "as")]
    pub pseudonym: Option<String>,
    pub posts: Option<String>,
    pub text: Option<String>,
    pub forms: Option<Vec<String>>,
}

/// A thread that was taken down.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a thread: `id:`")]
pub(super) struct WireThread {
    pub id: WireId,
    pub source: Option<String>,
    pub to: Option<String>,
}

/// An id, with quotes or without.
#[derive(Debug)]
pub(super) struct WireId(pub String);

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
