//! Which fields of a line of JSON tell what, by the names that each program gives them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Number;

/// What a request is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Time,
    Method,
    Target,
    Query,
    Status,
    Agent,
    Referrer,
    Address,
}

const N_FACTS: usize = 8;

use Fact::{Address, Agent, Method, Query, Referrer, Status, Target, Time};

/// Names of fields with what they tell. Of several in one line that of the smallest number counts.
type Names = &'static [(&'static str, Fact, u8)];

/// The names of the line itself.
const TOP: Names = &[
    ("ts", Time, 0),
    ("EdgeStartTimestamp", Time, 1),
    ("time_iso8601", Time, 3),
    ("msec", Time, 4),
    ("@timestamp", Time, 5),
    ("timestamp", Time, 6),
    ("time_local", Time, 7),
    ("time", Time, 8),
    ("ClientRequestMethod", Method, 1),
    ("request_method", Method, 3),
    ("cs-method", Method, 4),
    ("method", Method, 5),
    ("ClientRequestURI", Target, 1),
    ("request_uri", Target, 3),
    ("cs-uri-stem", Target, 4),
    ("url", Target, 5),
    ("uri", Target, 6),
    ("path", Target, 7),
    ("cs-uri-query", Query, 0),
    ("query_string", Query, 1),
    ("args", Query, 2),
    ("status", Status, 0),
    ("EdgeResponseStatus", Status, 1),
    ("status_code", Status, 3),
    ("statusCode", Status, 4),
    ("sc-status", Status, 5),
    ("ClientRequestUserAgent", Agent, 1),
    ("http_user_agent", Agent, 3),
    ("user_agent", Agent, 4),
    ("cs(User-Agent)", Agent, 5),
    ("agent", Agent, 6),
    ("ClientRequestReferer", Referrer, 1),
    ("http_referer", Referrer, 4),
    ("cs(Referer)", Referrer, 5),
    ("referrer", Referrer, 6),
    ("referer", Referrer, 7),
    ("ClientIP", Address, 2),
    ("remote_addr", Address, 4),
    ("client_ip", Address, 5),
    ("c-ip", Address, 6),
    ("remote_ip", Address, 7),
];

/// Those within `request`, as Caddy has it…
const REQUEST: Names = &[
    ("method", Method, 0),
    ("uri", Target, 0),
    ("client_ip", Address, 0),
    ("remote_ip", Address, 1),
];

/// …and within the `headers` of it.
const HEADERS: Names = &[("User-Agent", Agent, 0), ("Referer", Referrer, 0)];

/// Those within `proxy`, as Vercel has it.
const PROXY: Names = &[
    ("timestamp", Time, 2),
    ("method", Method, 2),
    ("path", Target, 2),
    ("statusCode", Status, 2),
    ("userAgent", Agent, 2),
    ("referer", Referrer, 2),
    ("referrer", Referrer, 3),
    ("clientIp", Address, 3),
];

/// What a field says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Said<'a> {
    /// It is not there, or of no use.
    #[default]
    Nothing,
    Text(Cow<'a, str>),
    Number(Number),
}

impl<'a> Said<'a> {
    /// Returns it as text.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Said::Text(text) => Some(text),
            Said::Number(number) => Some(number.to_string().into()),
            Said::Nothing => None,
        }
    }
}

/// The fields of a line that are asked for.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    facts: [(u8, Said<'a>); N_FACTS],
    /// Which part of Caddy wrote it.
    pub logger: Said<'a>,
    /// The day, where it stands apart from the time.
    pub date: Said<'a>,
    /// The time of that day.
    pub time: Said<'a>,
    /// The first line of the request: `GET /a HTTP/1.1`.
    pub request: Said<'a>,
}

impl<'a> Fields<'a> {
    /// Tells whether a fact is there.
    pub(super) fn has(&self, fact: Fact) -> bool {
        self.facts[fact as usize].1 != Said::Nothing
    }

    /// Takes a fact out.
    pub(super) fn take(&mut self, fact: Fact) -> Said<'a> {
        std::mem::take(&mut self.facts[fact as usize].1)
    }

    fn note(&mut self, (fact, rank): (Fact, u8), said: Said<'a>) {
        let known = &mut self.facts[fact as usize];
        if said != Said::Nothing && (known.1 == Said::Nothing || rank <= known.0) {
            *known = (rank, said);
        }
    }
}

fn named(names: Names, key: &str) -> Option<(Fact, u8)> {
    names.iter().find(|(name, ..)| *name == key).map(|(_, fact, rank)| (*fact, *rank))
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields<'de>, D::Error> {
        let mut fields = Fields::default();
        Inside { fields: &mut fields, level: Level::Top }.deserialize(deserializer)?;
        Ok(fields)
    }
}

/// How deep in a line a map is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Top,
    Request,
    Headers,
    Proxy,
}

/// Reads a map, and notes what of it is asked for.
struct Inside<'f, 'a> {
    fields: &'f mut Fields<'a>,
    level: Level,
}

impl<'de> Inside<'_, 'de> {
    fn read<M: MapAccess<'de>>(self, map: &mut M) -> Result<(), M::Error> {
        let Inside { fields, level } = self;
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            let (names, below) = match (level, &*key) {
                (Level::Top, "request") => (TOP, Some(Level::Request)),
                (Level::Top, "proxy") => (TOP, Some(Level::Proxy)),
                (Level::Request, "headers") => (REQUEST, Some(Level::Headers)),
                (Level::Top, _) => (TOP, None),
                (Level::Request, _) => (REQUEST, None),
                (Level::Headers, _) => (HEADERS, None),
                (Level::Proxy, _) => (PROXY, None),
            };
            if let Some(level) = below {
                map.next_value_seed(Inside { fields: &mut *fields, level })?;
                continue;
            }
            let own = match (level, &*key) {
                (Level::Top, "logger") => Some(&mut fields.logger),
                (Level::Top, "date") => Some(&mut fields.date),
                _ => None,
            };
            if let Some(own) = own {
                *own = map.next_value()?;
            } else if let Some(fact) = named(names, &key) {
                let said: Said<'de> = map.next_value()?;
                if key == "time" {
                    fields.time = said.clone();
                }
                fields.note(fact, said);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Inside<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside<'_, 'de> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a line of a log")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        self.read(&mut map)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.first_line(Cow::Borrowed(text));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.first_line(Cow::Owned(text.to_owned()));
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}

impl<'a> Inside<'_, 'a> {
    /// `request` is the first line of it, where it is a text.
    fn first_line(self, text: Cow<'a, str>) {
        if self.level == Level::Request {
            self.fields.request = Said::Text(text);
        }
    }
}

/// The name of a field, borrowed where it has no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'de>, D::Error> {
        match Said::deserialize(deserializer)? {
            Said::Text(key) => Ok(Key(key)),
            Said::Nothing | Said::Number(_) => Ok(Key(Cow::Borrowed(""))),
        }
    }
}

impl<'de> Deserialize<'de> for Said<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Said<'de>, D::Error> {
        deserializer.deserialize_any(SaidVisitor)
    }
}

struct SaidVisitor;

impl<'de> Visitor<'de> for SaidVisitor {
    type Value = Said<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Said<'de>, E> {
        Ok(Said::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Said<'de>, E> {
        Ok(Said::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Said<'de>, E> {
        Ok(Said::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Said<'de>, E> {
        Ok(Said::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Said<'de>, E> {
        Ok(Number::from_f64(number).map_or(Said::Nothing, Said::Number))
    }

    /// Headers are lists: the first value counts.
    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Said<'de>, S::Error> {
        let first = list.next_element::<Said<'de>>()?.unwrap_or_default();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Said<'de>, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Said::Nothing)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Said<'de>, E> {
        Ok(Said::Nothing)
    }

    fn visit_unit<E: Error>(self) -> Result<Said<'de>, E> {
        Ok(Said::Nothing)
    }
}
