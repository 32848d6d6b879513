//! The files of logs: which they are, unpacked, line by line.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use globset::Glob;

use crate::diag::{Diagnostic, Severity, Sink};
use crate::disk;
use crate::insights::Collector;
use crate::insights::log::{LogLine, LogReader, MAX_LINE};
use crate::model::Timestamp;

use super::log_unreadable;

/// How much is read at once.
const BUFFER: usize = 256 << 10;

/// How many lines at the start of a file are looked at to learn when it begins.
const LOOKED_AT: usize = 200;

/// How packed files begin.
const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Reads all logs, the oldest first, so that visits that go on in the next file stay whole. What
/// breaks off is told, and what was read of it counts.
pub(super) fn read(
    patterns: &[PathBuf],
    collector: &mut Collector<'_>,
    problems: &mut Sink,
) -> Result<(), Box<Diagnostic>> {
    let mut files = Vec::new();
    for pattern in patterns {
        let found = named(pattern);
        if found.is_empty() {
            return Err(Box::new(
                log_unreadable(pattern, "there is no such log", "")
                    .help("a name may hold `*`, in quotes: `--logs 'access.log*'`"),
            ));
        }
        files.extend(found);
    }
    files.sort();
    files.dedup();
    let begins = |path: &PathBuf| first_moment(path).unwrap_or(Timestamp(i64::MAX));
    files.sort_by_cached_key(begins);
    let mut without: Vec<&PathBuf> = Vec::new();
    for path in &files {
        let mut reader = LogReader::default();
        let before = collector.n_requests();
        let result = lines(path, &mut |line| {
            match line {
                Some(line) => collector.line(&mut reader, line),
                None => collector.unread(),
            }
            GO_ON
        });
        if let Err(error) = result {
            problems.push(broken(path, &error));
        } else if collector.n_requests() == before && !is_empty(path) {
            without.push(path);
        }
    }
    // One of several may be a day without visitors; where none holds any, they are other files.
    let severity = match (collector.n_requests(), collector.n_unread()) {
        (0, 1..) => Severity::Error,
        _ => Severity::Warning,
    };
    for path in without {
        let problem = log_unreadable(path, "no line of this log is a request", "");
        let problem = problem.help("name the access log of the host, not its log of errors");
        problems.push(Diagnostic { severity, ..problem });
    }
    Ok(())
}

/// Reads what a beacon was sent.
pub(super) fn read_events(
    paths: &[PathBuf],
    collector: &mut Collector<'_>,
) -> Result<(), Box<Diagnostic>> {
    for path in paths {
        let result = lines(path, &mut |line| {
            match line {
                Some(line) => collector.event(line),
                None => collector.unread(),
            }
            GO_ON
        });
        result.map_err(|error| Box::new(broken(path, &error)))?;
    }
    Ok(())
}

fn broken(path: &Path, error: &io::Error) -> Diagnostic {
    log_unreadable(path, "this log cannot be read to its end", &error.to_string())
}

fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|facts| facts.len() == 0)
}

/// The files that a name stands for: itself, all in a folder, or those that a pattern fits.
fn named(pattern: &Path) -> Vec<PathBuf> {
    if pattern.is_file() {
        return vec![pattern.to_owned()];
    }
    let is_folder = pattern.is_dir();
    let (folder, name) = match (is_folder, pattern.file_name().and_then(|name| name.to_str())) {
        (true, _) => (pattern, "*"),
        (false, Some(name)) => (pattern.parent().unwrap_or(Path::new("")), name),
        (false, None) => return Vec::new(),
    };
    let Ok(glob) = Glob::new(name) else { return Vec::new() };
    let matcher = glob.compile_matcher();
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let is_meant = |path: &PathBuf| {
        path.is_file() && path.file_name().is_some_and(|name| matcher.is_match(Path::new(name)))
    };
    paths.filter(is_meant).collect()
}

/// When the first request of a log came.
fn first_moment(path: &Path) -> Option<Timestamp> {
    let (mut reader, mut found, mut n) = (LogReader::default(), None, 0);
    let first = lines(path, &mut |line| {
        n += 1;
        if let Some(LogLine::Request(request)) = line.map(|line| reader.line(line)) {
            found = Some(request.time);
        }
        if found.is_some() || n == LOOKED_AT { ControlFlow::Break(()) } else { GO_ON }
    });
    // What is wrong with it is told when it is read.
    first.ok().and(found)
}

/// Hears a line of a file, without its end, or `None` for one that is longer than a request can
/// be; tells whether to go on.
type OnLine<'h> = &'h mut dyn FnMut(Option<&str>) -> ControlFlow<()>;

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

/// Gives each line of a file to `hear`.
fn lines(path: &Path, hear: OnLine<'_>) -> io::Result<()> {
    let mut input = unpacked(path)?;
    let mut line = Vec::new();
    loop {
        line.clear();
        let n = input.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut line)?;
        if n == 0 {
            return Ok(());
        }
        let is_whole = line.last() == Some(&b'\n') || line.len() <= MAX_LINE;
        let end = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = String::from_utf8_lossy(end);
        if hear(is_whole.then_some(&text)).is_break() {
            return Ok(());
        }
        if !is_whole {
            skip_line(&mut *input)?;
        }
    }
}

/// Goes on to the next line, however long this one is.
fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => {
                input.consume(at + 1);
                return Ok(());
            }
            None => {
                let n = buffer.len();
                input.consume(n);
            }
        }
    }
}

fn unpacked(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let mut file = BufReader::with_capacity(BUFFER, disk::open(path)?);
    let start = file.fill_buf()?;
    Ok(if start.starts_with(&GZIP) {
        Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file)))
    } else if start.starts_with(&ZSTD) {
        let decoder = zstd::stream::read::Decoder::with_buffer(file)?;
        Box::new(BufReader::with_capacity(BUFFER, decoder))
    } else {
        Box::new(file)
    })
}
