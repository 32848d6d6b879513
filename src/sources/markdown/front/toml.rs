//! Settings written as TOML, between two lines of `+++`, as Hugo and Zola do.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::config::yaml::{Parsed, YamlError, deserialize};

/// Reads settings; dates and numbers are the texts that YAML would have.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<Parsed<T>, YamlError> {
    let table: toml::Table = toml::from_str(text).map_err(|error| YamlError {
        message: error.message().to_owned(),
        range: error.span().unwrap_or(text.len()..text.len()),
    })?;
    let settings: Map<String, Value> =
        table.into_iter().map(|(key, value)| of_key(key, value)).collect();
    deserialize(Value::Object(settings.clone())).map_err(|error: serde_json::Error| {
        let message = error.to_string();
        // The library does not say which key it means; alone it fails, too.
        let is_it = |(key, value): (&String, &Value)| {
            let alone = Map::from_iter([(key.clone(), value.clone())]);
            deserialize::<T, Value>(Value::Object(alone)).is_err().then(|| key.clone())
        };
        let key = settings.iter().find_map(is_it);
        let message = key.map_or(message.clone(), |key| format!("{key}: {message}"));
        YamlError { message, range: 0..0 }
    })
}

/// Votes alone are counted.
fn of_key(key: String, value: toml::Value) -> (String, Value) {
    let value = match value {
        toml::Value::Integer(number) if key == "score" => Value::from(number),
        value => as_text(value),
    };
    (key, value)
}

fn as_text(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::String(number.to_string()),
        toml::Value::Float(number) => Value::String(number.to_string()),
        toml::Value::Boolean(flag) => Value::String(flag.to_string()),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(as_text).collect()),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, as_text(value)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
    }
}
