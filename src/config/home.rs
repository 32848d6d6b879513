//! The settings `home`, `hero`, `contact` and `footer`: what a brand says beside the answers.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::diag::{Diagnostic, Place, Sink};
use crate::text::Lang;

use super::check::{choice, invalid, language_invalid, place, value_place};
use super::wire::WireConfig;

/// A text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LocalText {
    /// Where the language has none of its own.
    every: Option<String>,
    of: BTreeMap<Lang, String>,
}

impl LocalText {
    /// Returns the text in a language, else the one of all languages.
    pub fn of(&self, lang: Lang) -> Option<&str> {
        let near = || self.of.iter().find(|(known, _)| known.same_language(lang));
        let own = self.of.get(&lang).or_else(|| near().map(|(_, text)| text));
        own.or(self.every.as_ref()).map(String::as_str)
    }
}

/// By what answers are popular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PopularBy {
    /// How often they were read.
    #[default]
    Views,
    /// How many likes they have.
    Likes,
    /// How many votes they have.
    Votes,
}

impl PopularBy {
    /// What may be said, by the name used in settings.
    const NAMED: [(&'static str, PopularBy); 3] =
        [("views", PopularBy::Views), ("likes", PopularBy::Likes), ("votes", PopularBy::Votes)];
}

/// What the home page shows beside the search and what is new.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HomeSettings {
    /// Threads that come first: their addresses from the top of the site, or their ids.
    pub featured: Vec<String>,
    /// The products or categories that have a tile, in their order; the largest where none is
    /// named.
    pub products: Vec<HomeProduct>,
    /// By what answers are popular; by what the exports have where nothing is said.
    pub popular_by: Option<PopularBy>,
    /// The heading, in place of the theme's.
    pub hero_title: LocalText,
    /// The line below it.
    pub hero_lead: LocalText,
}

/// A product or category on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HomeProduct {
    /// Its name, as threads bear it.
    pub name: String,
    /// What it is, in a line.
    pub line: LocalText,
}

/// How readers reach people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    /// What is said above the links.
    pub text: LocalText,
    /// Where people are reached.
    pub links: Vec<OwnLink>,
}

/// A link of the brand's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnLink {
    /// What it says.
    pub label: LocalText,
    /// A full address; or one of this site, from its top, without a `/` in front.
    pub url: String,
    /// What is there: `community`, `mail`, `chat`, `phone`, `form`, `status` or `link`.
    pub kind: String,
}

/// What is at the other end of a link.
const KINDS: [&str; 7] = ["link", "community", "mail", "chat", "phone", "form", "status"];

/// One text for all languages, or one for each: `{en: …, uk: …}`.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(super) enum WireText {
    /// The same in all languages.
    Every(String),
    /// By the languages' tags.
    Each(BTreeMap<String, String>),
}

/// Reads a text; `unknown` hears of tags that are none of a language.
pub(super) fn local_text(wire: WireText, unknown: &mut dyn FnMut(&str)) -> LocalText {
    let filled = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut local = LocalText::default();
    match wire {
        WireText::Every(text) => local.every = filled(text),
        WireText::Each(each) => {
            for (tag, text) in each {
                match Lang::new(&tag) {
                    Some(lang) => local.of.extend(filled(text).map(|text| (lang, text))),
                    None => unknown(&tag),
                }
            }
        }
    }
    local
}

/// The home page below the search.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireHome {
    /// Questions and answers that come first: their addresses from the top of the site, such as
    /// `answers/reset.html`, or their ids.
    pub featured: Option<Vec<String>>,
    /// The products or categories that have a tile, in their order: names, or
    /// `{name: Hub 2, line: Wi-Fi, resets and power cuts}`. The largest when absent.
    pub products: Option<Vec<WireProduct>>,
    /// By what answers are popular: `views`, `likes` or `votes`; by the first of these that an
    /// export has when absent.
    #[schemars(extend("enum" = ["views", "likes", "votes", null]))]
    pub popular_by: Option<String>,
}

/// A product or category: its name, or its name with a line.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(super) enum WireProduct {
    /// Its name.
    Name(String),
    /// Its name, and a line about it.
    Told(WireTold),
}

/// A product or category with a line about it.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "a name, or `{name: …, line: …}`")]
pub(super) struct WireTold {
    /// Its name, as threads bear it.
    pub name: String,
    /// What it is, in a line.
    pub line: Option<WireText>,
}

/// The words above the search on the home page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireHero {
    /// The heading.
    pub title: Option<WireText>,
    /// The line below it.
    pub lead: Option<WireText>,
}

/// How readers reach people, at the foot of the home page and below answers.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireContact {
    /// What is said above the links.
    pub text: Option<WireText>,
    /// Where people are reached.
    pub links: Option<Vec<WireLink>>,
}

/// The foot of every page.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireFooter {
    /// Links such as imprint and privacy.
    pub links: Option<Vec<WireLink>>,
}

/// A link of the brand's own.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "a link, `{label: …, url: …}`")]
pub(super) struct WireLink {
    /// What it says.
    pub label: WireText,
    /// `https:`, `mailto:` or `tel:`, or a page of this site from its top: `/imprint.html`.
    pub url: String,
    /// What is there; `link` when absent.
    #[schemars(extend("enum" = [
        "link", "community", "mail", "chat", "phone", "form", "status", null
    ]))]
    pub kind: Option<String>,
}

/// What a brand says beside the answers.
pub(super) struct OwnWords {
    pub home: HomeSettings,
    pub contact: Contact,
    /// The links at the foot of all pages.
    pub footer: Vec<OwnLink>,
    /// The links to pages of this site, and where they are written.
    pub link_places: Vec<(String, Place)>,
}

/// Reads all of it: the home page, the contact, and the links at the foot of all pages.
pub(super) fn check(text: &str, wire: &mut WireConfig, sink: &mut Sink) -> OwnWords {
    let mut own = Own { text, link_places: Vec::new(), sink };
    let home = wire.home.take().unwrap_or_default();
    let hero = wire.hero.take().unwrap_or_default();
    let contact = wire.contact.take().unwrap_or_default();
    let products = home.products.unwrap_or_default().into_iter().map(|product| match product {
        WireProduct::Name(name) => HomeProduct { name, line: LocalText::default() },
        WireProduct::Told(WireTold { name, line }) => {
            HomeProduct { name, line: own.text(&["home", "products"], line) }
        }
    });
    let products: Vec<HomeProduct> = products.collect();
    let popular_by = home.popular_by.as_deref().map(|word| {
        let path = ["home", "popular_by"].map(str::to_owned);
        let place = |word: &str| value_place(text, &path, word);
        choice("popular_by", Some(word), &PopularBy::NAMED, place, own.sink)
    });
    let settings = HomeSettings {
        featured: home.featured.unwrap_or_default(),
        products,
        popular_by,
        hero_title: own.text(&["hero", "title"], hero.title),
        hero_lead: own.text(&["hero", "lead"], hero.lead),
    };
    let contact = Contact {
        text: own.text(&["contact", "text"], contact.text),
        links: own.links("contact", contact.links),
    };
    let footer = own.links("footer", wire.footer.take().unwrap_or_default().links);
    OwnWords { home: settings, contact, footer, link_places: own.link_places }
}

struct Own<'a> {
    text: &'a str,
    link_places: Vec<(String, Place)>,
    sink: &'a mut Sink,
}

impl Own<'_> {
    fn text(&mut self, path: &[&str], wire: Option<WireText>) -> LocalText {
        let Some(wire) = wire else { return LocalText::default() };
        local_text(wire, &mut |tag| {
            let path: Vec<String> = path.iter().chain([&tag]).map(|p| (*p).to_owned()).collect();
            self.sink.push(language_invalid(place(self.text, &path), tag));
        })
    }

    fn links(&mut self, of: &str, wires: Option<Vec<WireLink>>) -> Vec<OwnLink> {
        let mut links = Vec::new();
        for (at, WireLink { label, url, kind }) in wires.into_iter().flatten().enumerate() {
            let path = |key: &str| [of, "links", &at.to_string(), key].map(str::to_owned);
            let label = self.text(&[of, "links", &at.to_string(), "label"], Some(label));
            let kinds = KINDS.map(|kind| (kind, kind));
            let kind = kind.map_or(KINDS[0], |word| {
                let place = |word: &str| value_place(self.text, &path("kind"), word);
                choice("kind", Some(&word), &kinds, place, self.sink)
            });
            if url.starts_with('/') {
                let place = value_place(self.text, &path("url"), &url);
                self.link_places.push((url.clone(), place));
            }
            match target(&url) {
                Some(url) => links.push(OwnLink { label, url, kind: kind.to_owned() }),
                None => {
                    let place = value_place(self.text, &path("url"), &url);
                    self.sink.push(target_invalid(place, &url));
                }
            }
        }
        links
    }
}

/// Accepts where a link may lead: the web, a mail, a phone, or a page of this site.
fn target(url: &str) -> Option<String> {
    if let Some(path) = url.strip_prefix('/') {
        let stays = !path.starts_with(['/', '\\']) && !path.split('/').any(|part| part == "..");
        return stays.then(|| path.to_owned());
    }
    let parsed = url::Url::parse(url).ok()?;
    matches!(parsed.scheme(), "http" | "https" | "mailto" | "tel").then(|| url.to_owned())
}

fn target_invalid(place: Place, url: &str) -> Diagnostic {
    invalid(place, format!("a link cannot lead to `{url}`"))
        .note("a link leads to `https:`, `mailto:` or `tel:`, or to a page of this site")
        .help("write a page of this site from its top: `/imprint.html`")
}

// Written out, since serde's `untagged` would hide what is wrong with a text.
impl<'de> Deserialize<'de> for WireText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireText, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = WireText;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or one for each language, `{en: …, uk: …}`")
            }

            fn visit_str<E>(self, text: &str) -> Result<WireText, E> {
                Ok(WireText::Every(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WireText, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(WireText::Each)
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for WireProduct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireProduct, D::Error> {
        struct ProductVisitor;
        impl<'de> Visitor<'de> for ProductVisitor {
            type Value = WireProduct;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name, or `{name: …, line: …}`")
            }

            fn visit_str<E>(self, text: &str) -> Result<WireProduct, E> {
                Ok(WireProduct::Name(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WireProduct, A::Error> {
                WireTold::deserialize(MapAccessDeserializer::new(map)).map(WireProduct::Told)
            }
        }
        deserializer.deserialize_any(ProductVisitor)
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    use super::super::{Config, FILE, load};
    use super::*;

    fn read(settings: &str) -> (Option<Config>, String) {
        let text = format!("title: x\n{settings}");
        let mut sink = Sink::new();
        let config = load(&MemoryFiles::new([(FILE, text.as_str())]), &mut sink);
        let sorted = sink.into_sorted();
        (config, sorted.iter().map(|d| render(d, Format::Human, Color::Never)).collect())
    }

    #[test]
    fn texts_are_for_all_languages_or_for_each() {
        let (config, shown) = read(
            "hero: {title: {en: Hello, uk: Вітаємо}, lead: All of it}\nhome: {products: [Hub, \
             {name: Bulb, line: {en: It glows}}]}\n",
        );
        assert_eq!(shown, "");
        let home = config.expect("settings").home;
        assert_eq!(home.hero_title.of(Lang::UK), Some("Вітаємо"));
        assert_eq!(home.hero_title.of(Lang::SL), None);
        assert_eq!(home.hero_lead.of(Lang::SL), Some("All of it"));
        assert_eq!(home.products[1].line.of(Lang::EN), Some("It glows"));
    }

    #[test]
    fn links_lead_to_the_web_a_mail_a_phone_or_a_page() {
        let link =
            |url: &str| read(&format!("footer: {{links: [{{label: L, url: \"{url}\"}}]}}\n"));
        for good in ["https://a.example/", "mailto:care@a.example", "tel:+4930", "/imprint.html"] {
            let (config, shown) = link(good);
            assert_eq!((config.map(|c| c.footer.len()), shown.as_str()), (Some(1), ""), "{good}");
        }
        for bad in ["javascript:alert(1)", "data:text/html,x", "//a.example", "imprint", "/../x"] {
            assert!(link(bad).1.contains("error[value-invalid]"), "{bad}: {}", link(bad).1);
        }
        let (_, shown) = read("contact: {links: [{label: L, url: /a, kind: mial}]}\n");
        assert!(shown.contains("use `mail`"), "{shown}");
        let (_, shown) = read("hero: {title: {english!: x}}\n");
        assert!(shown.contains("`english!`"), "{shown}");
    }
}
