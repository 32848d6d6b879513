//! The table of export formats, and what opens a source by it.

use std::io::Read;

use crate::config::{Audience, SourceSettings, SourceType};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{PostId, Reason, Thread};

use super::beside::{self, Way};
use super::channels::Channels;
use super::reader::{Batch, LinkTarget, Packed, Reader};
use super::sample::Sample;
use super::{
    categories, csv, discord, discourse, facebook, freshdesk, github, intercom, jsonl, khoros,
    markdown, mbox, overrides, paths, reddit, slack, stackexchange, telegram, x, youtube, zendesk,
};

/// An export format.
struct ExportFormat {
    kind: SourceType,
    /// Tells whether a file looks like one of this format. `None` where only the settings say
    /// so: any text may be markdown.
    recognise: Option<fn(&Sample<'_>) -> bool>,
    /// Finds and surveys the files of a source. Problems that leave nothing to read are
    /// pushed, and the reader has no units.
    open: for<'a> fn(&'a SourceSettings, &'a dyn Files, &mut Sink) -> Box<dyn Reader + 'a>,
}

/// Makes a row of the table: the name of a [`SourceType`] and the module that reads it.
macro_rules! row {
    ($kind:ident, $module:ident) => {
        row!($kind, $module, Some($module::recognise))
    };
    ($kind:ident, $module:ident, $recognise:expr) => {
        ExportFormat {
            kind: SourceType::$kind,
            recognise: $recognise,
            open: |settings, files, sink| Box::new($module::open(settings, files, sink)),
        }
    };
}

/// All formats, in the order in which they are asked whether they know a file: the strictest
/// first.
const FORMATS: &[ExportFormat] = &[
    row!(Stackexchange, stackexchange),
    row!(Discourse, discourse),
    row!(Discord, discord),
    row!(Telegram, telegram),
    row!(Slack, slack),
    row!(X, x),
    row!(Youtube, youtube),
    row!(Facebook, facebook),
    row!(Mbox, mbox),
    row!(Github, github),
    row!(Zendesk, zendesk),
    row!(Freshdesk, freshdesk),
    row!(Intercom, intercom),
    row!(Reddit, reddit),
    row!(Khoros, khoros),
    row!(Jsonl, jsonl),
    row!(Csv, csv),
    row!(Markdown, markdown, None),
];

/// Where the files of a platform lie beside an export.
pub(super) fn ways(kind: SourceType) -> &'static [Way] {
    match kind {
        SourceType::Discourse => discourse::WAYS,
        SourceType::Freshdesk => freshdesk::WAYS,
        SourceType::Github => github::WAYS,
        SourceType::Khoros => khoros::WAYS,
        SourceType::Reddit => reddit::WAYS,
        SourceType::Stackexchange => stackexchange::WAYS,
        SourceType::Zendesk => zendesk::WAYS,
        // What is sent has its files in a list of its own.
        SourceType::Discord
        | SourceType::Facebook
        | SourceType::Intercom
        | SourceType::Mbox
        | SourceType::Slack
        | SourceType::Telegram
        | SourceType::X
        | SourceType::Youtube => &[],
        SourceType::Auto | SourceType::Csv | SourceType::Jsonl | SourceType::Markdown => &[],
    }
}

/// The endings of files that `type: auto` looks into.
const EXTENSIONS: &[&str] =
    &["csv", "json", "jsonl", "mbox", "ndjson", "js", "tsv", "txt", "xml", "zip"];

/// How many files of a source it looks into.
const MAX_FILES: usize = 40;

/// How many bytes of each it looks at.
const SAMPLE: u64 = 64 << 10;

/// Opens a source: finds its files and surveys them.
///
/// Problems that leave nothing to read are pushed, and the reader has no units.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Box<dyn Reader + 'a> {
    let recognised = match settings.kind {
        SourceType::Auto => recognise(settings, files),
        _ => None,
    };
    let kind = recognised.unwrap_or(settings.kind);
    let Some(format) = FORMATS.iter().find(|format| format.kind == kind) else {
        match packed(settings, files) {
            Some(packed) => sink.push(is_packed(settings, kind, packed)),
            None => sink.push(nothing_known(settings)),
        }
        return Box::new(Source { settings, inner: None, channels: None, recognised });
    };
    if let Some(packed) = packed(settings, files).filter(|_| kind != SourceType::Slack) {
        sink.push(is_packed(settings, kind, packed));
        return Box::new(Source { settings, inner: None, channels: None, recognised });
    }
    let mut own = Sink::new();
    let inner = Some((format.open)(settings, files, &mut own));
    tell(own, settings, files, kind, sink);
    // A chat leaves messages out before they are threads.
    let chooses = !settings.channels.is_empty() && !kind.is_chat();
    let channels = chooses.then(|| Channels::new(&settings.channels));
    Box::new(Source { settings, inner, channels, recognised })
}

/// Hands on what was said while a source was opened, with the format that its files have where
/// it is another one.
fn tell(
    own: Sink,
    settings: &SourceSettings,
    files: &dyn Files,
    kind: SourceType,
    sink: &mut Sink,
) {
    for told in own.diagnostics() {
        let other = || recognise(settings, files).filter(|other| *other != kind);
        match Some(told.code).filter(|code| *code == Code::SourceMissing).and_then(|_| other()) {
            Some(other) => {
                let help = format!("its files look like `type: {}`", other.name());
                sink.push(told.clone().help(help));
            }
            None => sink.push(told.clone()),
        }
    }
}

/// What packed files start with, and what they are called.
const PACKED: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xfd7zXZ", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
];

/// Tells how the one file of a source is packed, if it is.
fn packed(settings: &SourceSettings, files: &dyn Files) -> Option<&'static str> {
    let name = settings.path.rsplit('/').next().unwrap_or_default();
    if settings.path.contains('*') || !name.contains('.') {
        return None;
    }
    let mut head = Vec::new();
    files.stream(&settings.path).ok()?.take(8).read_to_end(&mut head).ok()?;
    PACKED.iter().find(|(start, _)| head.starts_with(start)).map(|(_, name)| *name)
}

fn is_packed(settings: &SourceSettings, kind: SourceType, packed: &str) -> Diagnostic {
    let folder = settings.path.rsplit_once('.').map_or("", |(folder, _)| folder);
    let message = format!("`{}` is packed with {packed}", settings.path);
    let told = paths::source_missing(settings, message);
    let notes = vec![format!("`{}` sources are read unpacked", kind.name())];
    let helps = vec![format!("unpack it, and name what was in it, such as `path: {folder}`")];
    Diagnostic { notes, helps, ..told }
}

/// Finds the format of a source: the one that most of its files are of. `None` when no
/// format knows any.
fn recognise(settings: &SourceSettings, files: &dyn Files) -> Option<SourceType> {
    let mut votes = vec![0_usize; FORMATS.len()];
    let found = paths::matches(settings, files, EXTENSIONS);
    for path in found.iter().take(MAX_FILES) {
        let Ok(head) = head(files, path) else { continue };
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        let sample = Sample { path, head };
        let knows = |format: &ExportFormat| format.recognise.is_some_and(|knows| knows(&sample));
        if let Some(at) = FORMATS.iter().position(knows) {
            votes[at] += 1;
        }
    }
    let most = votes.iter().copied().max().filter(|most| *most > 0)?;
    votes.iter().position(|n| *n == most).map(|at| FORMATS[at].kind)
}

/// Tells that no format knows the files of a source.
fn nothing_known(settings: &SourceSettings) -> Diagnostic {
    let known = FORMATS.iter().filter(|format| format.recognise.is_some());
    let mut names: Vec<&str> = known.map(|format| format.kind.name()).collect();
    names.sort_unstable();
    let message = format!("`{}` holds no export that is recognised", settings.path);
    paths::source_missing(settings, message)
        .help(format!("name the format with `type`, one of {}", names.join(", ")))
}

fn head(files: &dyn Files, path: &str) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    files.stream(path)?.take(SAMPLE).read_to_end(&mut head)?;
    Ok(head)
}

/// A source as its settings want it: without the channels that they leave out, and with what
/// people decided about its threads.
///
/// Neither is part of a unit's digest: all settings and decisions are part of what every unit
/// is kept under.
struct Source<'a> {
    settings: &'a SourceSettings,
    /// What its format reads; nothing where no format knows its files.
    inner: Option<Box<dyn Reader + 'a>>,
    /// The channels that are wanted, where they have still to be chosen.
    channels: Option<Channels>,
    /// What it was taken for, where the settings leave it open.
    recognised: Option<SourceType>,
}

impl Reader for Source<'_> {
    fn n_units(&self) -> usize {
        self.inner.as_ref().map_or(0, |inner| inner.n_units())
    }

    fn read(&self, unit: usize) -> Batch {
        let mut batch = self.inner.as_ref().map(|inner| inner.read(unit)).unwrap_or_default();
        if let Some(channels) = &self.channels {
            channels.choose(&mut batch);
        }
        let kind = self.recognised.unwrap_or(self.settings.kind);
        // In files of the site, words name files by their places.
        if kind != SourceType::Markdown {
            let threads = batch.threads.iter_mut();
            threads.for_each(|thread| beside::attach(ways(kind), self.settings, thread));
        }
        overrides::apply(self.settings, &mut batch);
        for thread in &mut batch.threads {
            thread.math = self.settings.math.of(thread.math);
            categories::name(self.settings, &mut thread.category);
        }
        batch
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        self.inner.as_ref()?.digest(unit)
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        self.inner.as_ref()?.link_target(url)
    }

    fn packed(&self, path: &str) -> Option<Packed<'_>> {
        self.inner.as_ref()?.packed(path)
    }

    fn audience(&self) -> Option<Audience> {
        let of_files = self.inner.as_ref().and_then(|inner| inner.audience());
        of_files.or_else(|| self.recognised.map(SourceType::audience))
    }

    fn taken_for(&self) -> Option<SourceType> {
        self.recognised
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let decided = overrides::locate(self.settings, thread, reason);
        decided.or_else(|| self.inner.as_ref()?.locate(thread, reason, post))
    }
}
