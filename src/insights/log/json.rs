//! A JSON object a line, in the words of whoever writes it.
//!
//! Sources: <https://caddyserver.com/docs/json/apps/http/servers/logs/>,
//! <https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/>,
//! <https://docs.netlify.com/manage/monitoring/log-drains/>,
//! <https://vercel.com/docs/drains/reference/logs>; nginx has the names of its variables.

use serde_json::Value;

use super::{LogLine, LogRequest, given, plain, time};

/// Where the facts stand, each by the names that logs give them, as JSON pointers. The first
/// name that a line has counts.
const TIME: &[&str] = &[
    "/ts",
    "/EdgeStartTimestamp",
    "/proxy/timestamp",
    "/time_iso8601",
    "/msec",
    "/@timestamp",
    "/timestamp",
    "/time_local",
    "/time",
];
const METHOD: &[&str] = &[
    "/request/method",
    "/ClientRequestMethod",
    "/proxy/method",
    "/request_method",
    "/cs-method",
    "/method",
];
const TARGET: &[&str] = &[
    "/request/uri",
    "/ClientRequestURI",
    "/proxy/path",
    "/request_uri",
    "/cs-uri-stem",
    "/url",
    "/uri",
    "/path",
];
const QUERY: &[&str] = &["/cs-uri-query", "/query_string", "/args"];
const STATUS: &[&str] = &[
    "/status",
    "/EdgeResponseStatus",
    "/proxy/statusCode",
    "/status_code",
    "/statusCode",
    "/sc-status",
];
const AGENT: &[&str] = &[
    "/request/headers/User-Agent/0",
    "/ClientRequestUserAgent",
    "/proxy/userAgent/0",
    "/http_user_agent",
    "/user_agent",
    "/cs(User-Agent)",
    "/agent",
];
const REFERRER: &[&str] = &[
    "/request/headers/Referer/0",
    "/ClientRequestReferer",
    "/proxy/referer",
    "/proxy/referrer",
    "/http_referer",
    "/cs(Referer)",
    "/referrer",
    "/referer",
];
const ADDRESS: &[&str] = &[
    "/request/client_ip",
    "/request/remote_ip",
    "/ClientIP",
    "/proxy/clientIp",
    "/remote_addr",
    "/client_ip",
    "/c-ip",
    "/remote_ip",
];

/// What Caddy calls its lines of requests; it writes others into the same file.
const CADDY_REQUEST: &str = "http.log.access";

pub(super) fn line(line: &str) -> LogLine<'static> {
    let Ok(object) = serde_json::from_str::<Value>(line) else { return LogLine::Unread };
    let logger = object.get("logger").and_then(Value::as_str).unwrap_or(CADDY_REQUEST);
    let is_asked = |name: &&str| object.pointer(name).is_some();
    if !logger.starts_with(CADDY_REQUEST) {
        return LogLine::Remark;
    }
    match request(&object) {
        Some(request) => LogLine::Request(request),
        // Programs of the host and its functions write here, too.
        None if !STATUS.iter().any(is_asked) => LogLine::Remark,
        None => LogLine::Unread,
    }
}

fn request(object: &Value) -> Option<LogRequest<'static>> {
    let found = |names: &[&str]| names.iter().find_map(|name| object.pointer(name));
    let said = |names: &[&str]| found(names).and_then(text).unwrap_or_default();
    let moment = match (object.get("date").and_then(Value::as_str), object.get("time")) {
        (Some(date), Some(time)) => time::any(&format!("{date}T{}Z", text(time)?))?,
        _ => match found(TIME)? {
            Value::Number(number) => time::since_1970(number.as_f64()?)?,
            value => time::any(&text(value)?)?,
        },
    };
    let (mut method, mut target) = (said(METHOD), said(TARGET));
    if target.is_empty() {
        let (asked_by, asked) = plain::parts(object.get("request")?.as_str()?.to_owned().into())?;
        (method, target) = (asked_by.into_owned(), asked.into_owned());
    }
    let query = said(QUERY);
    if !query.is_empty() && !target.contains('?') {
        target = format!("{target}?{query}");
    }
    Some(LogRequest {
        time: moment,
        method: method.into(),
        target: target.into(),
        status: u16::try_from(said(STATUS).parse::<u64>().ok()?).ok()?,
        agent: said(AGENT).into(),
        referrer: said(REFERRER).into(),
        address: said(ADDRESS).into(),
    })
}

/// Returns a text or a number as text, without what stands for nothing.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(given(text).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
