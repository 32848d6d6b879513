//! A site that a command reads: its settings, its privacy.yaml, its sources.

use std::path::Path;

use crate::config::{self, Config};
use crate::diag::{Code, Sink};
use crate::files::DiskFiles;
use crate::privacy::PrivacyRules;
use crate::sources::{self, Reader};

use super::ExitStatus;
use super::console::Console;

/// What a command needs of a site that it reads and does not build.
pub(crate) struct OpenSite {
    pub files: DiskFiles,
    pub config: Config,
    pub rules: PrivacyRules,
}

impl OpenSite {
    /// Reads settings and privacy.yaml. Where they are wrong, that is said, and how the command
    /// ends is returned.
    pub(crate) fn load(
        site: &Path,
        sink: &mut Sink,
        console: &Console,
    ) -> Result<OpenSite, ExitStatus> {
        let files = DiskFiles::new(site);
        let config = config::load(&files, sink);
        let rules = config.as_ref().and_then(|config| PrivacyRules::load(&files, config, sink));
        match (config, rules) {
            (Some(config), Some(rules)) => Ok(OpenSite { files, config, rules }),
            _ => Err(refused(sink, console)),
        }
    }

    /// Opens all sources. Where one is missing, that is said: without it nothing that is told of
    /// the site would be true.
    pub(crate) fn readers(
        &self,
        sink: &mut Sink,
        console: &Console,
    ) -> Result<Vec<Box<dyn Reader + '_>>, ExitStatus> {
        let open = |source| sources::open(source, &self.files, sink);
        let readers = self.config.sources.iter().map(open).collect();
        match sink.diagnostics().iter().any(|problem| problem.code == Code::SourceMissing) {
            true => Err(refused(sink, console)),
            false => Ok(readers),
        }
    }
}

fn refused(sink: &mut Sink, console: &Console) -> ExitStatus {
    let _ = console.problems(std::mem::take(sink));
    ExitStatus::Usage
}
