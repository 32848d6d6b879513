//! What a source says of the consent of its people.

use crate::config::{Config, Consent, SourceSettings};
use crate::diag::{Code, Diagnostic, Sink};

/// Formats whose threads were not public: somebody has to say why they may be now.
const PRIVATE: [&str; 9] = [
    "discord",
    "freshdesk",
    "intercom",
    "mbox",
    "reamaze",
    "slack",
    "teams",
    "telegram",
    "zendesk",
];

/// Checks every source; tells whether all may be published.
pub fn check_consent(config: &Config, sink: &mut Sink) -> bool {
    let before = sink.n_errors();
    for source in &config.sources {
        match source.consent {
            Some(Consent::Refused) => sink.push(refused(source)),
            None if is_private(source.kind.name()) => sink.push(unknown(source)),
            Some(Consent::Public | Consent::Terms | Consent::Asked) | None => {}
        }
    }
    sink.n_errors() == before
}

fn is_private(format: &str) -> bool {
    PRIVATE.contains(&format)
}

fn refused(source: &SourceSettings) -> Diagnostic {
    let message = format!("people of `{}` may not be published", source.name);
    Diagnostic::error(Code::ConsentMissing, message)
        .at(source.place.clone(), "its `consent` is `none`")
        .help("take the source out of the settings")
        .help("or say why they may be: `consent: public`, `terms` or `asked`")
}

fn unknown(source: &SourceSettings) -> Diagnostic {
    let message = format!("nothing says that people of `{}` may be published", source.name);
    Diagnostic::warning(Code::ConsentMissing, message)
        .at(source.place.clone(), "")
        .note("conversations of this kind were not public")
        .help("add `consent:` with `public`, `terms` or `asked`; `none` stops the build")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_with_the_brand_are_private_and_forums_are_not() {
        assert!(is_private("zendesk") && is_private("mbox"));
        assert!(!is_private("discourse") && !is_private("markdown"));
    }
}
