//! A JSON object a line, in the words of whoever writes it.
//!
//! A line is read once, and what it says is borrowed from it: nothing is built of the many facts
//! that nobody asks for.
//!
//! Sources: <https://caddyserver.com/docs/json/apps/http/servers/logs/>,
//! <https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/>,
//! <https://docs.netlify.com/manage/monitoring/log-drains/>,
//! <https://vercel.com/docs/drains/reference/logs>; nginx has the names of its variables.

use std::borrow::Cow;

use super::json_fields::{Fact, Fields, Said};
use super::{LogLine, LogRequest, given, plain, time};
use crate::model::Timestamp;

/// What Caddy calls its lines of requests; it writes others into the same file.
const CADDY_REQUEST: &str = "http.log.access";

pub(super) fn line(line: &str) -> LogLine<'_> {
    let Ok(fields) = serde_json::from_str::<Fields<'_>>(line) else { return LogLine::Unread };
    if let Said::Text(logger) = &fields.logger
        && !logger.starts_with(CADDY_REQUEST)
    {
        return LogLine::Remark;
    }
    let has_status = fields.has(Fact::Status);
    match request(fields) {
        Some(request) => LogLine::Request(request),
        // Programs of the host and its functions write here, too.
        None if !has_status => LogLine::Remark,
        None => LogLine::Unread,
    }
}

fn request(mut fields: Fields<'_>) -> Option<LogRequest<'_>> {
    let time = moment(&mut fields)?;
    let (mut method, mut target) =
        (text(&mut fields, Fact::Method), text(&mut fields, Fact::Target));
    if target.is_empty() {
        let Said::Text(asked) = std::mem::take(&mut fields.request) else { return None };
        (method, target) = plain::parts(asked)?;
    }
    let query = text(&mut fields, Fact::Query);
    if !query.is_empty() && !target.contains('?') {
        target = format!("{target}?{query}").into();
    }
    let status = text(&mut fields, Fact::Status).parse::<u64>().ok()?;
    Some(LogRequest {
        time,
        method,
        target,
        status: u16::try_from(status).ok()?,
        agent: text(&mut fields, Fact::Agent),
        referrer: text(&mut fields, Fact::Referrer),
        address: text(&mut fields, Fact::Address),
    })
}

/// When it came: CloudFront has a day and a time, all others say it in one.
fn moment(fields: &mut Fields<'_>) -> Option<Timestamp> {
    if let Said::Text(date) = &fields.date
        && !matches!(fields.time, Said::Nothing)
    {
        let clock = std::mem::take(&mut fields.time).text()?;
        return time::any(&format!("{date}T{}Z", given(&clock)));
    }
    match fields.take(Fact::Time) {
        Said::Number(number) => time::since_1970(number.as_f64()?),
        said => time::any(given(&said.text()?)),
    }
}

/// Returns a text or a number as text, without what stands for nothing.
fn text<'a>(fields: &mut Fields<'a>, fact: Fact) -> Cow<'a, str> {
    match fields.take(fact).text() {
        Some(text) if given(&text).is_empty() => Cow::Borrowed(""),
        Some(text) => text,
        None => Cow::Borrowed(""),
    }
}
