//! What must not be published: private text, people who opted out, threads taken down.
//!
//! Floor 3. [`detect()`] finds e-mail addresses, phone numbers, cards, accounts, secrets and
//! national ids in text; [`Privacy`] applies the setting `privacy` and the site's
//! privacy.yaml to every thread that a source hands over, after its text is normalised and
//! before anything is made of it; [`Gate`] looks at every byte that is about to be
//! published. Knows no format, no theme, and of the disk one file.

mod apply;
mod consent;
mod detect;
mod erase;
mod findings;
mod fold;
#[cfg(test)]
mod fuzz_tests;
mod gate;
mod masks;
mod messages;
mod name_cases;
mod name_forms;
mod name_patterns;
mod name_words;
mod redact;
mod rules;
mod visible_text;
mod wire;

pub use apply::{Privacy, Takedown};
pub use consent::check_consent;
pub use detect::{PrivateKind, PrivateMatch, detect};
pub use findings::{Finding, FormFinding, PrivacyFindings, report, tell_forms};
pub use gate::{Gate, words_of};
pub use name_forms::NameForm;
pub use name_patterns::{NamePattern, Sighting, expand_aliases};
pub use rules::{EntriesMet, FILE, NamedIn, PrivacyRules, RemovedTarget};
pub use wire::privacy_schema;
