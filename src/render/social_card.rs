//! Which picture chats and networks show of a page's link.
//!
//! A page names it, so what it says is made of the page's inputs and of what all pages are shown
//! with. It is drawn when the page is written.

use crate::config::CardMode;
use crate::files::Digest;
use crate::media::{CARD_HEIGHT, CARD_WIDTH, CardBadge, CardText};
use crate::output::SitePath;
use crate::text::Lang;

use super::asset_paths::SocialPictures;
use super::direction::direction;
use super::settings::PageSettings;
use super::view::{BadgeView, SocialCardView};

/// The picture of a page's link.
#[derive(Clone, Debug)]
pub struct SocialCard {
    /// Where it is published.
    pub path: SitePath,
    /// What it says; `None` for one that nobody draws.
    pub text: Option<CardText>,
    width: u32,
    height: u32,
    alt: String,
}

impl SocialCard {
    /// As templates see it; `href` is its full address.
    pub(super) fn view(&self, href: String) -> SocialCardView {
        let SocialCard { width, height, ref alt, .. } = *self;
        SocialCardView { href, width, height, alt: alt.clone() }
    }
}

/// The pictures of a site.
pub(super) struct SocialCards {
    pictures: SocialPictures,
    /// The site's name.
    name: String,
    /// The one of all pages that have none of their own, by language.
    of_site: Vec<(Lang, Option<SocialCard>)>,
}

impl SocialCards {
    pub(super) fn new(pictures: SocialPictures, settings: &PageSettings) -> SocialCards {
        let name = settings.title.clone();
        let mut cards = SocialCards { pictures, name, of_site: Vec::new() };
        let of_site = |lang: &Lang| (*lang, cards.drawn_for_site(settings, *lang));
        let of_site = settings.languages.iter().map(of_site).collect();
        cards.of_site = of_site;
        cards
    }

    /// Digests what decides how they look.
    pub(super) fn digest(&self) -> Digest {
        let SocialPictures { mode, painter, picture } = &self.pictures;
        let picture = picture.as_ref().map(|picture| picture.path.as_str());
        Digest::of_value(&(mode, painter.digest().0, picture))
    }

    /// The picture of a page that has none of its own.
    pub(super) fn of_site(&self, lang: Lang) -> Option<SocialCard> {
        self.of_site.iter().find(|(of, _)| *of == lang)?.1.clone()
    }

    /// The picture of a question or an answer.
    pub(super) fn of_thread(
        &self,
        lang: Lang,
        title: &str,
        badge: Option<&BadgeView>,
    ) -> Option<SocialCard> {
        if self.pictures.mode != CardMode::Questions {
            return self.of_site(lang);
        }
        let badge = badge.map(|badge| CardBadge {
            text: badge.text.clone(),
            is_solved: matches!(badge.kind, "solved" | "official"),
        });
        let text = CardText { badge, ..self.text(lang, title) };
        self.drawn(text).or_else(|| self.of_site(lang))
    }

    /// The first letter of a title that no font has.
    pub(super) fn undrawn_letter(&self, title: &str) -> Option<char> {
        self.pictures.painter.missing_letter(&self.text(Lang::EN, title))
    }

    /// Draws one, as PNG.
    pub(super) fn draw(&self, text: &CardText) -> Vec<u8> {
        self.pictures.painter.draw(text)
    }

    fn text(&self, lang: Lang, title: &str) -> CardText {
        CardText {
            title: title.to_owned(),
            lead: None,
            badge: None,
            name: self.name.clone(),
            lang,
            is_rtl: direction(lang) == "rtl",
        }
    }

    fn drawn_for_site(&self, settings: &PageSettings, lang: Lang) -> Option<SocialCard> {
        let said = settings.home.hero_title.of(lang);
        let title = said.unwrap_or(&settings.title);
        if let Some(picture) = &self.pictures.picture {
            let (path, width, height) = (picture.path.clone(), picture.width, picture.height);
            return Some(SocialCard { path, text: None, width, height, alt: title.to_owned() });
        }
        let lead = settings.home.hero_lead.of(lang).map(str::to_owned);
        self.drawn(CardText { lead, ..self.text(lang, title) })
    }

    /// One that is drawn, where a font has its letters.
    fn drawn(&self, text: CardText) -> Option<SocialCard> {
        let path = self.pictures.painter.path(&text)?;
        let alt = match &text.badge {
            Some(badge) => format!("{}: {}", badge.text, text.title),
            None => text.title.clone(),
        };
        Some(SocialCard { path, text: Some(text), width: CARD_WIDTH, height: CARD_HEIGHT, alt })
    }
}
