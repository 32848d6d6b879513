//! Visits, written in every form of logs.

use answerbook::model::Timestamp;
use serde_json::json;

/// Every form. The Common one says nothing of browsers.
pub const FORMS: [&str; 11] = [
    "combined",
    "vhost",
    "common",
    "s3",
    "cloudfront",
    "iis",
    "caddy",
    "nginx-json",
    "cloudflare",
    "netlify",
    "vercel",
];

/// Noon of 2026-10-10, in seconds since 1970.
const NOON: i64 = 1_791_633_600;

/// What one visitor asks for, a minute after the other.
#[derive(Clone)]
pub struct Visit {
    who: u8,
    agent: &'static str,
    minute: u32,
    targets: Vec<String>,
    status: u16,
    /// What was searched for on the page of results that led to the last page.
    from: Option<&'static str>,
}

impl Visit {
    /// A visit that begins so many minutes after noon, with a second between its requests.
    pub fn new(who: u8, agent: &'static str, minute: u32, targets: &[&str]) -> Visit {
        let targets = targets.iter().map(|target| (*target).to_owned()).collect();
        Visit { who, agent, minute, targets, status: 200, from: None }
    }

    /// The same, with the last page opened from the results of another search.
    pub fn from(self, searched: &'static str) -> Visit {
        Visit { from: Some(searched), ..self }
    }

    /// The same where nothing is there.
    pub fn missing(self) -> Visit {
        Visit { status: 404, ..self }
    }
}

/// A request with its moment.
struct Request<'a> {
    visit: &'a Visit,
    target: &'a str,
    seconds: u32,
}

/// Writes visits as a log, in order of time.
pub fn written(form: &str, visits: &[Visit]) -> String {
    let requests = visits.iter().flat_map(|visit| {
        visit.targets.iter().zip(0..).map(move |(target, n)| Request {
            visit,
            target,
            seconds: visit.minute * 60 + n,
        })
    });
    let mut requests: Vec<Request<'_>> = requests.collect();
    requests.sort_by_key(|request| request.seconds);
    let head = match form {
        "cloudfront" => {
            "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) \
             cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query\n"
        }
        "iis" => {
            "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip \
             cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) sc-status\n"
        }
        _ => "",
    };
    let lines = requests.iter().map(|request| line(form, request) + "\n");
    head.to_owned() + &lines.collect::<String>()
}

/// The facts of a request, as logs write them.
struct Facts {
    address: String,
    day: String,
    clock: String,
    clf: String,
    since: i64,
    referrer: String,
    agent: &'static str,
    status: u16,
}

impl Facts {
    fn of(request: &Request<'_>) -> Facts {
        let Request { visit, target, seconds } = *request;
        let since = NOON + i64::from(seconds);
        let moment = Timestamp(since).rfc3339();
        let (day, clock) = moment.split_once('T').expect("a day and a time");
        let clock = clock.trim_end_matches('Z').to_owned();
        let (year, month, of_month) = (&day[..4], &day[5..7], &day[8..]);
        let month = if month == "10" { "Oct" } else { "Nov" };
        let is_last = visit.targets.last().is_some_and(|last| last == target);
        let from = visit.from.filter(|_| is_last);
        Facts {
            address: format!("192.0.2.{}", visit.who),
            clf: format!("{of_month}/{month}/{year}:{clock} +0000"),
            day: day.to_owned(),
            clock,
            since,
            referrer: from.map_or("-".to_owned(), |searched| {
                format!("https://help.lumo.example/help/search.html?q={searched}")
            }),
            agent: visit.agent,
            status: visit.status,
        }
    }
}

fn line(form: &str, request: &Request<'_>) -> String {
    let facts = Facts::of(request);
    match form {
        "combined" | "vhost" | "common" | "s3" => plain(form, &facts, request.target),
        "cloudfront" | "iis" => columns(form, &facts, request.target),
        _ => json_line(form, &facts, request.target),
    }
}

fn plain(form: &str, facts: &Facts, target: &str) -> String {
    let Facts { address, clf, referrer, agent, status, .. } = facts;
    let asked = format!("\"GET {target} HTTP/1.1\" {status}");
    let said = format!("\"{referrer}\" \"{agent}\"");
    match form {
        "combined" => format!("{address} - - [{clf}] {asked} 512 {said}"),
        "vhost" => format!("help.lumo.example:443 {address} - - [{clf}] {asked} 512 {said}"),
        "common" => format!("{address} - - [{clf}] {asked} 512"),
        _ => format!(
            "79a59df900b949e5 lumo-help [{clf}] {address} - 3E57427F33A59F07 REST.GET.OBJECT key \
             {asked} - 512 512 7 6 {said} - host AES SHA -"
        ),
    }
}

fn columns(form: &str, facts: &Facts, target: &str) -> String {
    let Facts { address, day, clock, referrer, agent, status, .. } = facts;
    let (stem, query) = target.split_once('?').unwrap_or((target, "-"));
    if form == "iis" {
        let agent = agent.replace(' ', "+");
        return format!(
            "{day} {clock} 10.0.0.1 GET {stem} {query} {address} {agent} {referrer} {status}"
        );
    }
    let agent = agent.replace(' ', "%20");
    let values = [
        day,
        clock,
        "FRA56-C1",
        "512",
        address,
        "GET",
        "d1.example",
        stem,
        &status.to_string(),
        referrer,
        &agent,
        query,
    ];
    values.join("\t")
}

fn json_line(form: &str, facts: &Facts, target: &str) -> String {
    let Facts { address, day, clock, since, referrer, agent, status, .. } = facts;
    let rfc = format!("{day}T{clock}Z");
    let line = match form {
        "caddy" => json!({
            "level": "info", "ts": since, "logger": "http.log.access.log0",
            "msg": "handled request", "status": status, "size": 512,
            "request": {
                "remote_ip": address, "proto": "HTTP/2.0", "method": "GET",
                "host": "help.lumo.example", "uri": target,
                "headers": {"User-Agent": [agent], "Referer": [referrer]},
            },
        }),
        "nginx-json" => json!({
            "time_iso8601": rfc, "remote_addr": address, "status": status.to_string(),
            "request": format!("GET {target} HTTP/1.1"), "http_user_agent": agent,
            "http_referer": referrer,
        }),
        "cloudflare" => json!({
            "ClientIP": address, "ClientRequestMethod": "GET", "ClientRequestURI": target,
            "ClientRequestUserAgent": agent, "ClientRequestReferer": referrer,
            "EdgeResponseStatus": status, "EdgeStartTimestamp": since * 1_000_000_000,
        }),
        "netlify" => json!({
            "account_id": "x", "client_ip": address, "method": "GET", "url": target,
            "status_code": status, "user_agent": agent, "referrer": referrer, "timestamp": rfc,
        }),
        "vercel" => json!({
            "id": "x", "source": "static", "timestamp": since * 1000, "statusCode": status,
            "proxy": {
                "timestamp": since * 1000, "method": "GET", "path": target, "clientIp": address,
                "userAgent": [agent], "referer": referrer, "statusCode": status,
            },
        }),
        other => panic!("{other}"),
    };
    line.to_string()
}
