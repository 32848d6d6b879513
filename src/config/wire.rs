//! The serde mirror of answerbook.yaml.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::brand::WireBrand;
use super::categories::WireCategory;
use super::feedback::WireFeedback;
use super::home::{WireContact, WireFooter, WireHero, WireHome};
use super::machines::WireMachines;
use super::translations::WireTranslations;

/// The settings of a site: `answerbook.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "answerbook.yaml", deny_unknown_fields)]
#[serde(expecting = "settings, one `key: value` a line")]
pub(super) struct WireConfig {
    /// The site's name, shown on every page.
    pub title: String,
    /// Where the site will live: canonical addresses, the sitemap and feeds need it.
    pub base_url: Option<String>,
    /// The main language, a BCP 47 tag.
    pub language: Option<String>,
    /// All languages with pages of their own; the main one alone when absent.
    pub languages: Option<Vec<String>>,
    /// The brand's look.
    pub brand: Option<WireBrand>,
    /// `commons`, `atlas`, `plain`, or a folder in `themes/`.
    pub theme: Option<String>,
    /// The folder to publish, relative to this file.
    pub output: Option<String>,
    /// `file` (`…/name.html`) or `folder` (`…/name/`).
    pub addresses: Option<String>,
    /// Where threads and answers come from, in order.
    pub sources: Option<Vec<WireSource>>,
    /// Which threads are published.
    pub publish: Option<WirePublish>,
    /// What is done about translations whose original has changed.
    pub translations: Option<WireTranslations>,
    /// What happens with e-mail addresses, phone numbers, cards and secrets in posts: `report`,
    /// `mask` or `fail`. See also privacy.yaml.
    pub privacy: Option<String>,
    /// Whether TeX in posts and titles is shown as math: `on`, `off`, or `auto`, the usual. With
    /// `auto`, `$x^2$` is math in answers by hand, on GitHub, and on sites of Stack Exchange
    /// whose posts have TeX; what a platform marks as math is some everywhere. A dollar amount
    /// is none: a space before the closing `$`, or a digit behind it, and nothing is opened.
    #[schemars(extend("enum" = ["auto", "on", "off", null]))]
    pub math: Option<String>,
    /// Whether readers browse by words of titles as well: `on`, `off`, or `auto`, the usual, for
    /// languages where tags sort less than half of the threads.
    #[schemars(extend("enum" = ["auto", "on", "off", null]))]
    pub keywords: Option<String>,
    /// Files that came with posts.
    pub attachments: Option<WireAttachments>,
    /// `self`, or `source` to name the original thread as canonical.
    pub canonical: Option<String>,
    /// The community behind the answers.
    pub community: Option<WireCommunity>,
    /// How answers are found.
    pub search: Option<WireSearch>,
    /// Where the published folder goes: any of `apache`, `caddy`, `cloudflare`,
    /// `github-pages`, `netlify`, `nginx`, `s3`. Redirects and headers are written in their
    /// forms; without it, pages lead on.
    pub hosts: Option<Vec<String>>,
    /// Old addresses, from the top of the site, with the new ones; or with `gone`.
    pub redirects: Option<BTreeMap<String, String>>,
    /// Hosts that pages may use beside the site's own; a theme of your own may need some.
    pub policy: Option<WirePolicy>,
    /// Warnings that stay as they are, by their code and the file or folder that they name:
    /// `answer-expired@answers/reset.md`.
    pub accept: Option<Vec<String>>,
    /// The search in your own pages.
    pub embed: Option<WireEmbed>,
    /// What programs read, beside pages.
    pub machines: Option<WireMachines>,
    /// What browsers keep for readers without a network: `none`, the usual, `read` (what was
    /// read), or `all`, where all of it is little. Readers can then install the site.
    #[schemars(extend("enum" = ["none", "read", "all", null]))]
    pub offline: Option<String>,
    /// What the home page shows below the search.
    pub home: Option<WireHome>,
    /// The words above the search on the home page.
    pub hero: Option<WireHero>,
    /// How readers reach people, at the foot of the home page and below answers.
    pub contact: Option<WireContact>,
    /// The foot of every page.
    pub footer: Option<WireFooter>,
    /// "Did this solve it?" below each answer.
    pub feedback: Option<WireFeedback>,
}

/// The search in pages of yours that are elsewhere.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireEmbed {
    /// Whose pages may hold it: `https://shop.example.org`, or `"*"` for anybody's.
    pub origins: Option<Vec<String>>,
}

/// Hosts that pages may use, such as `https://cdn.example.org`, added to their content policy.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WirePolicy {
    /// Where pictures may come from.
    pub img: Option<Vec<String>>,
    /// What scripts may ask.
    pub connect: Option<Vec<String>>,
}

/// One source of threads or answers.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireSource {
    /// The format: `auto`, `csv`, `discord`, `discourse`, `facebook`, `freshdesk`, `github`,
    /// `intercom`, `jsonl`, `khoros`, `markdown`, `mbox`, `reddit`, `slack`, `stackexchange`,
    /// `telegram`, `x`, `youtube` or `zendesk`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A file, a folder, or a pattern with `*`, relative to this file.
    pub path: String,
    /// The name shown to readers.
    pub name: Option<String>,
    /// The community's own address.
    pub url: Option<String>,
    /// The language of records that do not say theirs; detected when absent.
    pub language: Option<String>,
    /// The licence of records that do not say theirs.
    pub licence: Option<String>,
    /// Why its people may be published: `public` (it is public already), `terms` (of use),
    /// `asked` (they agreed), or `none`, which stops the build.
    pub consent: Option<String>,
    /// Ids or names of the brand's own people, for exports that do not mark them.
    pub staff: Option<Vec<String>>,
    /// How a chat marks what is solved.
    pub solved: Option<WireSolved>,
    /// `true` to import what programs wrote into a chat, too.
    pub bots: Option<bool>,
    /// Which channels, lists or categories are read; all when absent.
    pub channels: Option<WireChannels>,
    /// What categories are called that the export knows by ids alone: `{5: Support}`, or
    /// `{6: {name: Billing, parent: 5}}` for one that lies in another.
    pub categories: Option<BTreeMap<String, WireCategory>>,
    /// Where files lie that came with posts, relative to this file; beside the export when
    /// absent.
    pub files: Option<String>,
    /// Names that the source had before, so that its old addresses are still known.
    pub was: Option<Vec<String>>,
    /// Whether TeX in its posts is shown as math: `on`, `off` or `auto`; as in the whole site
    /// when absent.
    #[schemars(extend("enum" = ["auto", "on", "off", null]))]
    pub math: Option<String>,
    /// Of `csv`: which column holds what, by the names in the first row.
    pub columns: Option<BTreeMap<String, String>>,
    /// Of `csv`: the encoding of files that are not UTF-8, such as `windows-1251`.
    pub encoding: Option<String>,
    /// Of `csv`: how messages are written, `text`, `html` or `markdown`.
    pub markup: Option<String>,
    /// Of `csv`: what comes first in dates such as `03/04/2026`: `dmy`, `mdy` or `ymd`; found
    /// out from the column when absent.
    #[schemars(extend("enum" = ["dmy", "mdy", "ymd", null]))]
    pub dates: Option<String>,
}

/// Which channels, lists or categories are read: names or ids, upper or lower case, with
/// `*` for any letters.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireChannels {
    /// These and no others.
    pub only: Option<Vec<String>>,
    /// All but these.
    pub except: Option<Vec<String>>,
}

/// How a chat marks what is solved.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireSolved {
    /// Names of reactions, or emoji: on an answer, or on the first message.
    pub reactions: Option<Vec<String>>,
    /// What a title, or a first message, starts with.
    pub prefixes: Option<Vec<String>>,
}

/// Which threads are published.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WirePublish {
    /// A list of `accepted`, `official`, `corroborated`, `answered`, `contested`, `unresolved`;
    /// or `all`.
    pub resolution: Option<WireGrades>,
    /// How likely it must be that a thread helps a stranger, between 0 and 1.
    pub confidence: Option<f64>,
}

/// One word or a list of words.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(super) enum WireGrades {
    /// `all`, or one grade.
    One(String),
    /// Several grades.
    Many(Vec<String>),
}

/// How answers are found.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireSearch {
    /// Lists of words that mean the same, in all languages of the site.
    pub synonyms: Option<Vec<Vec<String>>>,
    /// Whether answers are found by what words mean, too: `off` or `words`.
    pub meaning: Option<String>,
    /// About how many files the search in the browser may take; 8,000 when absent.
    pub max_files: Option<usize>,
    /// What pages ask first: `files`, the static index, or `http`, an engine elsewhere.
    pub engine: Option<String>,
    /// Of `http`: the address of the engine, or of what stands before it.
    pub url: Option<String>,
    /// Of `http`: `elasticsearch`, `opensearch`, `quickwit`, `typesense` or `manticore`.
    pub kind: Option<String>,
    /// Of `http`: the name of the index; `answers` when absent.
    pub index: Option<String>,
    /// Of Typesense: a key that may search and nothing else. Everybody can read it.
    pub key: Option<String>,
    /// Of `http`: after how many milliseconds the static index answers instead; 1,500 when absent.
    pub patience_ms: Option<u64>,
}

/// Files that came with posts and lie beside the export.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireAttachments {
    /// Which are copied into the site: `all` (images, texts, documents, archives), `images`
    /// or `none`.
    pub copy: Option<String>,
    /// The longest that is copied, in MB; 10 when absent, 64 at most.
    pub most_mb: Option<u32>,
    /// What becomes of pictures on other hosts: `link` (a card that leads there) or `show`,
    /// from the hosts below.
    pub remote: Option<String>,
    /// The hosts that pictures are shown from: `i.imgur.com`, or `"*.example.org"` for all
    /// below one. Readers' browsers ask them, and they learn of it.
    pub hosts: Option<Vec<String>>,
}

/// The community behind the answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireCommunity {
    /// Where to ask what is not answered; `{query}` is replaced by the words searched for.
    pub ask_url: Option<String>,
}

// Written out, since serde's `untagged` would hide what is wrong with a list.
impl<'de> Deserialize<'de> for WireGrades {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<WireGrades, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = WireGrades;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("`all` or a list of grades")
            }

            fn visit_str<E>(self, text: &str) -> Result<WireGrades, E> {
                Ok(WireGrades::One(text.to_owned()))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> Result<WireGrades, A::Error> {
                let mut grades = Vec::new();
                while let Some(grade) = items.next_element()? {
                    grades.push(grade);
                }
                Ok(WireGrades::Many(grades))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Returns the JSON Schema of answerbook.yaml, pretty-printed.
pub fn config_schema() -> String {
    let schema = schemars::schema_for!(WireConfig);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}

/// The keys at the top of the settings.
const AT_THE_TOP: &[&str] = &[
    "title",
    "base_url",
    "language",
    "languages",
    "brand",
    "theme",
    "output",
    "addresses",
    "sources",
    "publish",
    "privacy",
    "math",
    "keywords",
    "attachments",
    "canonical",
    "community",
    "search",
    "hosts",
    "redirects",
    "policy",
    "accept",
    "embed",
    "machines",
    "offline",
    "home",
    "hero",
    "contact",
    "footer",
    "feedback",
    "translations",
];

/// The keys of a source.
const OF_SOURCES: &[&str] = &[
    "type",
    "path",
    "name",
    "url",
    "language",
    "licence",
    "consent",
    "staff",
    "solved",
    "bots",
    "channels",
    "categories",
    "files",
    "was",
    "math",
    "columns",
    "encoding",
    "markup",
    "dates",
];

/// Every key of the settings by the struct that holds it, for suggestions.
pub(super) fn known_keys(path: &[String]) -> &'static [&'static str] {
    let names: Vec<&str> =
        path.iter().map(String::as_str).filter(|part| part.parse::<usize>().is_err()).collect();
    match names.as_slice() {
        ["brand", "colours", _] => &["accent", "accent_dark"],
        ["brand", "fonts", _] => super::brand::FONT_KEYS,
        ["brand", _] => super::brand::KEYS,
        ["sources", "columns", _] => super::COLUMNS,
        ["sources", "channels", _] => &["only", "except"],
        ["sources", "categories", _, ..] => &["name", "parent"],
        ["sources", "solved", _] => &["reactions", "prefixes"],
        ["sources", _] => OF_SOURCES,
        ["translations", _] => &["stale"],
        ["publish", _] => &["confidence", "resolution"],
        ["attachments", _] => &["copy", "most_mb", "remote", "hosts"],
        ["community", _] => &["ask_url"],
        ["search", _] => &[
            "synonyms",
            "meaning",
            "max_files",
            "engine",
            "url",
            "kind",
            "index",
            "key",
            "patience_ms",
        ],
        ["policy", _] => &["img", "connect"],
        ["embed", _] => &["origins"],
        ["machines", _] => super::machines::KEYS,
        ["feedback", _] => super::feedback::KEYS,
        ["home", "products", _] => &["name", "line"],
        ["home", _] => &["featured", "products", "popular_by"],
        ["hero", _] => &["title", "lead"],
        ["contact" | "footer", "links", _] => &["label", "url", "kind"],
        ["contact", _] => &["text", "links"],
        ["footer", _] => &["links"],
        _ => AT_THE_TOP,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Walks over the keys of a schema, with the way to each.
    fn each(schema: &Value, whole: &Value, path: &[String], check: &mut dyn FnMut(&[String])) {
        if let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
            return each(&whole["$defs"][name], whole, path, check);
        }
        for one in ["anyOf", "oneOf"].iter().filter_map(|of| schema[of].as_array()).flatten() {
            each(one, whole, path, check);
        }
        let below = |part: &str| [path, &[part.to_owned()]].concat();
        each_of(&schema["items"], &below("0"), whole, check);
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            check(&below(key));
            each_of(value, &below(key), whole, check);
        }
    }

    fn each_of(schema: &Value, path: &[String], whole: &Value, check: &mut dyn FnMut(&[String])) {
        if schema.is_object() && path.len() < 8 {
            each(schema, whole, path, check);
        }
    }

    #[test]
    fn every_key_of_the_schema_is_known() {
        let schema: Value = serde_json::from_str(&config_schema()).expect("JSON");
        let mut n_keys = 0;
        each(&schema, &schema, &[], &mut |path| {
            let key = path.last().expect("a key");
            assert!(known_keys(path).contains(&key.as_str()), "{path:?}");
            n_keys += 1;
        });
        assert!(n_keys > 80, "{n_keys}");
    }
}
