//! What templates see of the site, whatever the page.

use schemars::JsonSchema;
use serde::Serialize;

/// The site.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// The brand's name.
    pub brand: String,
    /// The name and version of the program that made the site.
    pub generator: String,
    /// The content security policy, for `<meta http-equiv>`; escaped for an attribute in double
    /// quotes.
    pub policy_html: String,
    /// Which pages browsers may fetch when a link is pointed at, for a
    /// `<script type="speculationrules">` with nothing else in it.
    pub prefetch_html: &'static str,
    /// The brand's accent colour as light pages show it, `#rrggbb`; absent without one.
    pub accent: Option<String>,
    /// The same as dark pages show it.
    pub accent_dark: Option<String>,
    /// The brand has a style sheet of its own, by which pages may stand on other colours than
    /// the theme's.
    pub own_css: bool,
    /// The name of each source.
    pub sources: Vec<String>,
    /// The licences of the sources, each once.
    pub licences: Vec<String>,
    /// The sources again, each with its own licence.
    pub credits: Vec<CreditView>,
}

/// A source, and under which licence its words are.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct CreditView {
    /// Its name.
    pub source: String,
    /// The licence of threads that do not say theirs.
    pub licence: Option<String>,
}
