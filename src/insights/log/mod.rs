//! Access logs of web servers and hosts, line by line.
//!
//! | form | who writes it |
//! |---|---|
//! | Common, Combined, with or without the virtual host | nginx, Apache, GitLab Pages |
//! | `[time] address requester …` | Amazon S3 |
//! | `#Fields:` and columns (W3C) | CloudFront, IIS |
//! | a JSON object a line, or a list | Caddy, nginx, Cloudflare, Netlify, Vercel, CloudFront |
//!
//! A line says its form by itself, so logs of several servers may stand in one file. What no
//! form fits is counted, and the next line is read.

mod columns;
#[cfg(test)]
mod fuzz_tests;
mod json;
mod json_fields;
mod plain;
mod time;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::model::Timestamp;

use columns::Columns;

/// A line that is longer is no request: it is counted as unread.
pub const MAX_LINE: usize = 64 * 1024;

/// A request, as a log tells of it. Nothing of it may be kept or printed as it is: who asked,
/// and what they typed, is nobody's business.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRequest<'a> {
    /// When it came.
    pub time: Timestamp,
    /// `GET`, `POST`; empty where the log does not say it.
    pub method: Cow<'a, str>,
    /// What was asked for, with its query, percent-encoded as it came: `/a%20b.html?q=lamp`.
    pub target: Cow<'a, str>,
    /// The status of the answer.
    pub status: u16,
    /// What the browser calls itself; empty where the log does not say it.
    pub agent: Cow<'a, str>,
    /// The page that led here; empty where there is none.
    pub referrer: Cow<'a, str>,
    /// Where it came from: an address or, where a host hides it, whatever stands for one.
    pub address: Cow<'a, str>,
}

/// What a line of a log is.
#[derive(Clone, Debug, PartialEq)]
pub enum LogLine<'a> {
    /// A request.
    Request(LogRequest<'a>),
    /// Words about the log itself, or about nothing that a visitor asked for.
    Remark,
    /// Nothing that is known.
    Unread,
}

/// Reads the lines of one log, in order: the heads of columns hold for what follows.
#[derive(Debug, Default)]
pub struct LogReader {
    columns: Option<Columns>,
}

impl LogReader {
    /// Reads a line, without its end.
    pub fn line<'a>(&mut self, line: &'a str) -> LogLine<'a> {
        // JSON lists have brackets and commas around their lines.
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.len() > MAX_LINE {
            return LogLine::Unread;
        }
        match line.as_bytes().first() {
            None => LogLine::Remark,
            Some(b'#') => {
                if let Some(names) = line.strip_prefix("#Fields:") {
                    self.columns = Columns::named(names);
                }
                LogLine::Remark
            }
            Some(b'{') => json::line(line.strip_suffix([',', ']']).unwrap_or(line)),
            Some(b'[' | b']') if line.len() == 1 => LogLine::Remark,
            Some(b'[') if line.starts_with("[{") => {
                json::line(line[1..].strip_suffix([',', ']']).unwrap_or(&line[1..]))
            }
            _ => match &self.columns {
                Some(columns) => columns.line(line),
                None => plain::line(line),
            },
        }
    }
}

/// A value of which a log says that it is not there.
fn given(value: &str) -> &str {
    if value == "-" { "" } else { value }
}
