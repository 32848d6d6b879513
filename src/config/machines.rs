//! The setting `machines`: what programs read of a site, beside its pages.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Diagnostic, Place, Sink};

use super::check::{invalid, value_place};

/// The longest llms-full.txt, in MB, and the usual one.
const MAX_MB: u32 = 64;
const USUAL_MB: u32 = 1;

/// What programs read of a site, beside its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MachineSettings {
    /// Questions, answers and lists are published as markdown, too.
    pub markdown: bool,
    /// `llms.txt` tells language models what there is, and `llms-full.txt` holds it.
    pub llms: bool,
    /// How long `llms-full.txt` may be, in bytes; 0 for none.
    pub max_full: usize,
    /// Threads and the list of them are published as JSON in `api/`.
    pub api: bool,
}

/// What programs read of a site, beside its pages.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireMachines {
    /// `false` to publish no markdown of questions, answers and lists; `true` when absent.
    pub markdown: Option<bool>,
    /// `false` to publish no `llms.txt` and no `llms-full.txt`; `true` when absent.
    pub llms: Option<bool>,
    /// How long `llms-full.txt` may be, in MB; 1 when absent, 64 at most, 0 for none.
    pub full_mb: Option<u32>,
    /// `true` to publish threads and the list of them as JSON in `api/`; `false` when absent.
    pub api: Option<bool>,
}

/// The keys of the setting.
pub(super) const KEYS: &[&str] = &["markdown", "llms", "full_mb", "api"];

/// Reads the setting `machines`.
pub(super) fn check(text: &str, wire: WireMachines, sink: &mut Sink) -> MachineSettings {
    let full_mb = wire.full_mb.unwrap_or(USUAL_MB);
    if full_mb > MAX_MB {
        let path = ["machines", "full_mb"].map(str::to_owned);
        sink.push(too_long(value_place(text, &path, &full_mb.to_string())));
    }
    MachineSettings {
        markdown: wire.markdown.unwrap_or(true),
        llms: wire.llms.unwrap_or(true),
        max_full: (full_mb.min(MAX_MB) as usize) << 20,
        api: wire.api.unwrap_or(false),
    }
}

fn too_long(place: Place) -> Diagnostic {
    invalid(place, format!("`full_mb` is not between 0 and {MAX_MB}"))
        .note("a language model reads all of the file, or none of it")
        .help("leave it out for 1 MB, or write `full_mb: 0` for no `llms-full.txt`")
}
