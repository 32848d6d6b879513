//! What a source says of the consent of its people.

use crate::config::{Audience, Config, Consent, SourceSettings};
use crate::diag::{Code, Diagnostic, Sink};

/// Checks every source; tells whether all may be published. `audience` knows of a source, by its
/// position, who could read its threads, where its files say more than its format does.
pub fn check_consent(
    config: &Config,
    audience: &dyn Fn(usize) -> Option<Audience>,
    sink: &mut Sink,
) -> bool {
    let before = sink.n_errors();
    for (at, source) in config.sources.iter().enumerate() {
        let audience = || audience(at).unwrap_or(source.kind.audience());
        match source.consent {
            Some(Consent::Refused) => sink.push(refused(source)),
            None if audience() == Audience::Members => sink.push(unknown(source)),
            Some(Consent::Public | Consent::Terms | Consent::Asked) | None => {}
        }
    }
    sink.n_errors() == before
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
    let note = match source.kind.audience() {
        Audience::Members => "conversations of this kind were not public",
        Audience::Everyone => {
            "its files tell customers from agents, and such conversations were not public"
        }
    };
    Diagnostic::warning(Code::ConsentMissing, message)
        .at(source.place.clone(), "")
        .note(note)
        .help("add `consent:` with `public`, `terms` or `asked`; `none` stops the build")
}

#[cfg(test)]
mod tests {
    use crate::config::SourceType;

    use super::*;

    #[test]
    fn conversations_with_the_brand_are_private_and_forums_are_not() {
        let is_of_members = |kind: &&SourceType| kind.audience() == Audience::Members;
        let names = SourceType::ALL.iter().filter(is_of_members).map(|kind| kind.name());
        let private = ["discord", "freshdesk", "intercom", "mbox", "slack", "telegram", "zendesk"];
        assert_eq!(names.collect::<Vec<_>>(), private);
    }
}
