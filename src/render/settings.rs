//! The settings that pages show or follow: while these are the same, so is what pages make of
//! their inputs.

use crate::config::{
    AddressStyle, AttachmentSettings, Canonical, Config, Contact, Feedback, HomeSettings,
    MachineSettings, OwnLink, PrivacyMode, Scheme, SourceSettings,
};
use crate::site::LinkSettings;
use crate::text::Lang;

/// The settings that pages show or follow.
#[derive(Clone, Debug, Hash)]
pub(super) struct PageSettings {
    /// The site's name.
    pub title: String,
    /// The brand's name.
    pub brand: String,
    /// The brand's accent colour on light pages, and on dark ones.
    pub accents: [Option<String>; 2],
    /// The brand has a style sheet of its own.
    pub own_css: bool,
    /// Where the site will live, with a `/` at the end.
    pub base_url: Option<String>,
    /// The main language.
    pub language: Lang,
    /// All languages with pages of their own.
    pub languages: Vec<Lang>,
    /// How addresses are written.
    pub addresses: AddressStyle,
    /// What pages name as their canonical address.
    pub canonical: Canonical,
    /// Where readers can ask.
    pub ask_url: Option<String>,
    /// The sources in the order of the settings.
    pub sources: Vec<SourcePageSettings>,
    /// Which files are copied.
    pub attachments: AttachmentSettings,
    /// What happens with private text in these.
    pub privacy: PrivacyMode,
    /// The content policy, as pages state it.
    pub policy: String,
    /// In which other forms pages are published.
    pub machines: MachineSettings,
    /// What the home page says.
    pub home: HomeSettings,
    /// How readers reach people.
    pub contact: Contact,
    /// The logo holds the name, which is not written beside it.
    pub logo_alone: bool,
    /// The brand's own links at the foot of every page.
    pub footer: Vec<OwnLink>,
    /// Where a reader's yes or no goes.
    pub feedback: Feedback,
}

/// What pages show of a source, and what links in its threads are relative to.
#[derive(Clone, Debug, Hash)]
pub(super) struct SourcePageSettings {
    /// The name shown to readers.
    pub name: String,
    /// The licence of records that do not say theirs.
    pub licence: Option<String>,
    /// What links in its threads are relative to.
    pub links: LinkSettings,
}

impl PageSettings {
    /// Takes them from all settings.
    pub(super) fn of(config: &Config) -> PageSettings {
        let source = |(at, source): (usize, &SourceSettings)| SourcePageSettings {
            name: source.name.clone(),
            licence: source.licence.clone(),
            links: LinkSettings::of(at, config),
        };
        PageSettings {
            title: config.title.clone(),
            brand: config.brand.name.clone().unwrap_or_else(|| config.title.clone()),
            accents: [Scheme::Light, Scheme::Dark]
                .map(|scheme| config.brand.shown_accent(scheme).map(|colour| colour.hex)),
            own_css: config.brand.css.is_some(),
            base_url: config.base_url.clone(),
            language: config.language,
            languages: config.languages.clone(),
            addresses: config.addresses,
            canonical: config.canonical,
            ask_url: config.ask_url.clone(),
            sources: config.sources.iter().enumerate().map(source).collect(),
            attachments: config.attachments.clone(),
            privacy: config.privacy,
            policy: config.content_policy().of_pages(),
            machines: config.machines,
            home: config.home.clone(),
            contact: config.contact.clone(),
            logo_alone: config.brand.logo_alone,
            footer: config.footer.clone(),
            feedback: config.feedback.clone(),
        }
    }
}
