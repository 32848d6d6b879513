//! Columns below a line of their names: the W3C extended form, as CloudFront and IIS write it.
//!
//! CloudFront divides by tabs and percent-encodes what browsers say; IIS divides by spaces and
//! writes `+` for a space. Sources: <https://www.w3.org/TR/WD-logfile.html>,
//! AWS, Amazon CloudFront Developer Guide, "Standard logging reference".

use std::borrow::Cow;

use crate::percent;

use super::{LogLine, LogRequest, given, time};

/// Where each fact stands in a line.
#[derive(Debug)]
pub(super) struct Columns {
    date: usize,
    time: usize,
    method: Option<usize>,
    stem: usize,
    query: Option<usize>,
    status: usize,
    agent: Option<usize>,
    referrer: Option<usize>,
    address: Option<usize>,
}

impl Columns {
    /// Reads the names; `None` where what a request is made of is missing.
    pub(super) fn named(names: &str) -> Option<Columns> {
        let names: Vec<&str> = names.split_whitespace().collect();
        let place = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        Some(Columns {
            date: place("date")?,
            time: place("time")?,
            method: place("cs-method"),
            stem: place("cs-uri-stem").or_else(|| place("cs-uri"))?,
            query: place("cs-uri-query"),
            status: place("sc-status")?,
            agent: place("cs(User-Agent)"),
            referrer: place("cs(Referer)").or_else(|| place("cs(Referrer)")),
            address: place("c-ip"),
        })
    }

    pub(super) fn line<'a>(&self, line: &'a str) -> LogLine<'a> {
        match self.request(line) {
            Some(request) => LogLine::Request(request),
            None => LogLine::Unread,
        }
    }

    fn request<'a>(&self, line: &'a str) -> Option<LogRequest<'a>> {
        let is_tabbed = line.contains('\t');
        let values: Vec<&str> = line.split(if is_tabbed { '\t' } else { ' ' }).collect();
        let value = |at: Option<usize>| at.and_then(|at| values.get(at)).map_or("", |v| given(v));
        let said = |at: Option<usize>| -> Cow<'a, str> {
            let value = value(at);
            match is_tabbed {
                true => percent::decoded(value),
                false if value.contains('+') => value.replace('+', " ").into(),
                false => value.into(),
            }
        };
        let moment = format!("{}T{}Z", values.get(self.date)?, values.get(self.time)?);
        let (stem, query) = (*values.get(self.stem)?, value(self.query));
        Some(LogRequest {
            time: time::any(&moment)?,
            method: value(self.method).into(),
            target: if query.is_empty() { stem.into() } else { format!("{stem}?{query}").into() },
            status: values.get(self.status)?.parse().ok()?,
            agent: said(self.agent),
            referrer: said(self.referrer),
            address: value(self.address).into(),
        })
    }
}
