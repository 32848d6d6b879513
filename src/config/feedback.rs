//! The setting `feedback`: whether readers are asked if an answer solved it, and where their
//! yes or no goes.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Place, Sink};

use super::PolicyHost;
use super::check::{choice, invalid, place, value_place};

/// Where a reader's yes or no goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Feedback {
    /// Nobody is asked.
    #[default]
    Nowhere,
    /// Into the log of the web server: a small picture of the site itself is asked for.
    Log,
    /// To an address of the operator's.
    Beacon(BeaconUrl),
    /// Readers are asked as they will be, and nothing is sent: the preview.
    Preview,
}

/// The address that answers are posted to: `https://count.example.org/answers`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BeaconUrl {
    url: String,
    host: PolicyHost,
}

impl Feedback {
    /// Returns what a preview does in the place of this: it asks, and sends nothing.
    pub fn in_preview(&self) -> Feedback {
        match self {
            Feedback::Nowhere => Feedback::Nowhere,
            Feedback::Log | Feedback::Beacon(_) | Feedback::Preview => Feedback::Preview,
        }
    }

    /// Returns the word for it that scripts know.
    pub fn name(&self) -> &'static str {
        match self {
            Feedback::Nowhere => "none",
            Feedback::Log => "log",
            Feedback::Beacon(_) => "beacon",
            Feedback::Preview => "preview",
        }
    }
}

impl BeaconUrl {
    /// Accepts an encrypted address without a name, a password and a part of a page.
    pub fn new(text: &str) -> Option<BeaconUrl> {
        let url = url::Url::parse(text).ok().filter(|url| url.scheme() == "https")?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_whole = is_plain && url.fragment().is_none();
        let port = url.port().map_or(String::new(), |port| format!(":{port}"));
        let host = PolicyHost::new(&format!("https://{}{port}", url.host_str()?))?;
        is_whole.then(|| BeaconUrl { url: url.into(), host })
    }

    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Returns the host that pages must be allowed to send to.
    pub fn host(&self) -> &PolicyHost {
        &self.host
    }
}

/// "Did this solve it?" below each answer.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireFeedback {
    /// Where a reader's yes or no goes: `none`, the usual, asks nobody; `log` asks the site for
    /// `/feedback/yes/ID.svg`, so that the log of the web server counts; `beacon` posts it to
    /// `url`.
    #[schemars(extend("enum" = ["none", "log", "beacon", null]))]
    pub to: Option<String>,
    /// Where `beacon` posts to, `https://count.example.org/answers`.
    pub url: Option<String>,
    /// With `log`: searches that find nothing close ask the site for
    /// `/feedback/search/none.svg?q=WORDS`, so that the log has what the box did not find.
    pub searches: Option<bool>,
}

/// The keys of the setting.
pub(super) const KEYS: &[&str] = &["to", "url", "searches"];

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    #[default]
    Nowhere,
    Log,
    Beacon,
}

/// What the setting `feedback` says.
#[derive(Debug, Default)]
pub(super) struct FeedbackSettings {
    /// Where a reader's yes or no goes.
    pub to: Feedback,
    /// Searches that find nothing close are asked into the log.
    pub counts_searches: bool,
}

/// Reads the setting `feedback`.
pub(super) fn check(text: &str, wire: WireFeedback, sink: &mut Sink) -> FeedbackSettings {
    let wants_searches = wire.searches == Some(true);
    let to = check_way(text, wire, sink);
    let counts_searches = wants_searches && to == Feedback::Log;
    if wants_searches && !counts_searches {
        let searches = ["feedback", "searches"].map(str::to_owned);
        sink.push(searches_idle(place(text, &searches)));
    }
    FeedbackSettings { to, counts_searches }
}

fn check_way(text: &str, wire: WireFeedback, sink: &mut Sink) -> Feedback {
    let [to, url] = ["to", "url"].map(|key| ["feedback", key].map(str::to_owned));
    let ways = [("none", Way::Nowhere), ("log", Way::Log), ("beacon", Way::Beacon)];
    let word_place = |word: &str| value_place(text, &to, word);
    let way = choice("to", wire.to.as_deref(), &ways, word_place, sink);
    if way != Way::Beacon && wire.url.is_some() {
        sink.push(url_idle(place(text, &url)));
    }
    match (way, wire.url) {
        (Way::Nowhere, _) => Feedback::Nowhere,
        (Way::Log, _) => Feedback::Log,
        (Way::Beacon, None) => {
            sink.push(url_missing(word_place("beacon")));
            Feedback::Nowhere
        }
        (Way::Beacon, Some(written)) => match BeaconUrl::new(&written) {
            Some(url) => Feedback::Beacon(url),
            None => {
                sink.push(url_invalid(value_place(text, &url, &written)));
                Feedback::Nowhere
            }
        },
    }
}

fn url_missing(place: Place) -> Diagnostic {
    invalid(place, "`to: beacon` does not say where to".to_owned())
        .help("add `url: https://count.example.org/answers` below `feedback:`, with your address")
        .help("`to: log` needs no address: the log of the web server counts")
}

fn url_invalid(place: Place) -> Diagnostic {
    invalid(place, "`url` of `feedback` is no address that answers can be sent to".to_owned())
        .note("it stands on every page, and its host in the content policy")
        .help("write one with `https:` and without a password: `https://count.example.org/answers`")
}

fn url_idle(place: Place) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, "nothing is sent to `url` without `to: beacon`")
        .at(place, "")
        .help("add `to: beacon` below `feedback:`, or remove `url`")
}

fn searches_idle(place: Place) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, "searches are counted with `to: log` alone")
        .at(place, "")
        .help("write `to: log` below `feedback:`, or remove `searches`")
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    use super::super::{Config, FILE, load};
    use super::*;

    fn read(feedback: &str) -> (Option<Config>, String) {
        let text = format!("title: x\nfeedback: {feedback}\n");
        let mut sink = Sink::new();
        let config = load(&MemoryFiles::new([(FILE, text.as_str())]), &mut sink);
        let sorted = sink.into_sorted();
        (config, sorted.iter().map(|d| render(d, Format::Human, Color::Never)).collect())
    }

    #[test]
    fn nobody_is_asked_unless_the_settings_say_so() {
        for (settings, expected) in [
            ("{}", Feedback::Nowhere),
            ("{to: none}", Feedback::Nowhere),
            ("{to: log}", Feedback::Log),
        ] {
            let (config, shown) = read(settings);
            assert_eq!(config.map(|c| c.feedback), Some(expected), "{shown}");
        }
    }

    #[test]
    fn searches_are_counted_in_the_log_alone() {
        let counted = |settings| {
            let (config, shown) = read(settings);
            (config.is_some_and(|config| config.counts_searches), shown)
        };
        assert_eq!(counted("{to: log, searches: true}"), (true, String::new()));
        assert!(!counted("{to: log}").0);
        let (is_counted, shown) = counted("{searches: true}");
        assert!(!is_counted && shown.contains("`to: log`"), "{shown}");
    }

    #[test]
    fn a_beacon_goes_to_an_encrypted_address_whose_host_pages_may_ask() {
        let (config, shown) = read("{to: beacon, url: \"https://count.example:8443/a?b=c\"}");
        assert_eq!(shown, "");
        let config = config.expect("settings");
        let Feedback::Beacon(url) = &config.feedback else { panic!("no beacon") };
        assert_eq!(url.as_str(), "https://count.example:8443/a?b=c");
        let policy = config.content_policy().of_pages();
        assert!(policy.contains("; connect-src 'self' https://count.example:8443; "), "{policy}");
        for bad in
            ["http://a.example/", "/x", "https://u:p@a.example/", "https://a.example/#x", "x"]
        {
            let (config, shown) = read(&format!("{{to: beacon, url: \"{bad}\"}}"));
            assert!(config.is_none() && shown.contains("error[value-invalid]"), "{bad}: {shown}");
        }
    }

    #[test]
    fn what_makes_no_sense_together_is_told() {
        let (config, shown) = read("{to: beacon}");
        assert!(config.is_none() && shown.contains("does not say where to"), "{shown}");
        let (config, shown) = read("{to: log, url: \"https://a.example/\"}");
        assert!(config.is_some() && shown.contains("without `to: beacon`"), "{shown}");
        assert!(read("{to: lgo}").1.contains("use `log`"));
    }

    #[test]
    fn a_preview_asks_whom_the_site_asks_and_allows_nothing_more() {
        assert_eq!(Feedback::Nowhere.in_preview(), Feedback::Nowhere);
        let (config, _) = read("{to: beacon, url: \"https://count.example/\"}");
        let mut config = config.expect("settings");
        config.feedback = config.feedback.in_preview();
        assert_eq!(config.feedback, Feedback::Preview);
        assert!(!config.content_policy().of_pages().contains("count.example"));
    }
}
