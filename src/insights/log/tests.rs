use super::*;

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";

#[track_caller]
fn request(line: &str) -> LogRequest<'_> {
    let mut reader = LogReader::default();
    match reader.line(line) {
        LogLine::Request(request) => request,
        other => panic!("{other:?}: {line}"),
    }
}

/// The same request, which each form tells of in its way.
fn expected() -> LogRequest<'static> {
    LogRequest {
        time: Timestamp::parse("2026-11-03T09:15:02Z").expect("a time"),
        method: "GET".into(),
        target: "/help/search.html?q=reset%20hub".into(),
        status: 200,
        agent: AGENT.into(),
        referrer: "https://shop.example/".into(),
        address: "192.0.2.7".into(),
    }
}

#[test]
fn every_host_tells_of_a_request_in_its_own_form() {
    let quoted = format!("\"https://shop.example/\" \"{AGENT}\"");
    let asked = "\"GET /help/search.html?q=reset%20hub HTTP/1.1\"";
    let lines = [
        format!("192.0.2.7 - - [03/Nov/2026:09:15:02 +0000] {asked} 200 5120 {quoted}"),
        format!("192.0.2.7 - kim [03/Nov/2026:11:15:02 +0200] {asked} 200 - {quoted} \"-\" 0.01"),
        format!("192.0.2.7 - kim lee [03/Nov/2026:09:15:02 +0000] {asked} 200 512 {quoted}"),
        format!(
            "help.example:443 192.0.2.7 - - [03/Nov/2026:09:15:02 +0000] {asked} 200 1 {quoted}"
        ),
        format!(
            "0123abc answers [03/Nov/2026:09:15:02 +0000] 192.0.2.7 - 3E57427F REST.GET.OBJECT \
             help/search.html {asked} 200 - 5120 5120 12 11 {quoted} - abc="
        ),
        format!(
            "{{\"level\":\"info\",\"ts\":1793697302.25,\"logger\":\"http.log.access.log0\",\
             \"msg\":\"handled request\",\"request\":{{\"remote_ip\":\"10.0.0.1\",\
             \"client_ip\":\"192.0.2.7\",\"proto\":\"HTTP/2.0\",\"method\":\"GET\",\
             \"uri\":\"/help/search.html?q=reset%20hub\",\
             \"headers\":{{\"User-Agent\":[\"{AGENT}\"],\
             \"Referer\":[\"https://shop.example/\"]}}}},\"size\":5120,\"status\":200}}"
        ),
        format!(
            "{{\"ClientIP\":\"192.0.2.7\",\"ClientRequestMethod\":\"GET\",\
             \"ClientRequestURI\":\"/help/search.html?q=reset%20hub\",\
             \"ClientRequestReferer\":\"https://shop.example/\",\
             \"ClientRequestUserAgent\":\"{AGENT}\",\"EdgeResponseStatus\":200,\
             \"EdgeStartTimestamp\":1793697302250000000}}"
        ),
        format!(
            "[{{\"id\":\"1\",\"timestamp\":1793697302999,\"source\":\"static\",\"proxy\":\
             {{\"timestamp\":1793697302250,\"method\":\"GET\",\"path\":\
             \"/help/search.html?q=reset%20hub\",\"userAgent\":[\"{AGENT}\"],\
             \"referer\":\"https://shop.example/\",\"statusCode\":200,\
             \"clientIp\":\"192.0.2.7\"}}}},"
        ),
        format!(
            "{{\"log_type\":\"traffic\",\"client_ip\":\"192.0.2.7\",\"method\":\"GET\",\
             \"url\":\"/help/search.html?q=reset%20hub\",\"referrer\":\"https://shop.example/\",\
             \"user_agent\":\"{AGENT}\",\"status_code\":200,\
             \"timestamp\":\"2026-11-03T09:15:02.25Z\"}}"
        ),
        format!(
            "{{\"time_iso8601\":\"2026-11-03T10:15:02+01:00\",\"remote_addr\":\"192.0.2.7\",\
             \"request\":\"GET /help/search.html?q=reset%20hub HTTP/1.1\",\"status\":\"200\",\
             \"http_referer\":\"https://shop.example/\",\"http_user_agent\":\"{AGENT}\"}}"
        ),
    ];
    for line in &lines {
        assert_eq!(request(line), expected(), "{line}");
    }
}

#[test]
fn what_json_says_twice_or_in_another_form_is_read_as_it_is_meant() {
    let line = |more: &str| {
        format!(
            "{{\"@timestamp\":\"2026-11-03T09:15:02Z\",\"method\":\"GET\",\"status\":200,\
             \"user_agent\":\"{AGENT}\",\"client_ip\":\"192.0.2.7\",\
             \"referrer\":\"https://shop.example/\",{more}}}"
        )
    };
    let target = "\"uri\":\"/help/search.html?q=reset%20hub\"";
    for more in [
        target.to_owned(),
        // Escapes within names and values, facts that nobody asks for, and nothing.
        "\"\\u0075ri\":\"\\/help\\/search.html?q=reset%20hub\"".to_owned(),
        format!("\"upstream\":{{\"uri\":[[{{\"status\":500}}]],\"n\":-1.5}},{target}"),
        format!("\"ts\":null,\"request\":null,\"proxy\":[true,1,-1,1.5],{target}"),
        // The better name counts, wherever it stands.
        format!("\"url\":\"-\",{target}").replace("\"url\":\"-\"", "\"path\":\"/other\""),
        // Of a name that is there twice the last one.
        format!("\"uri\":\"/other\",{target}"),
        "\"uri\":\"/help/search.html\",\"args\":\"q=reset%20hub\"".to_owned(),
    ] {
        assert_eq!(request(&line(&more)), expected(), "{more}");
    }
    let borrowed = line(target);
    let found = request(&borrowed);
    let is_borrowed = |text: &Cow<'_, str>| matches!(text, Cow::Borrowed(_));
    assert!(is_borrowed(&found.target) && is_borrowed(&found.agent));
}

#[test]
fn columns_are_found_by_their_names() {
    let mut reader = LogReader::default();
    let agent = AGENT.replace(' ', "%20");
    let cloudfront = format!(
        "2026-11-03\t09:15:02\tFRA2\t5120\t192.0.2.7\tGET\tx.cloudfront.example\t\
         /help/search.html\t200\thttps://shop.example/\t{agent}\tq=reset%20hub\t-"
    );
    assert_eq!(reader.line("#Version: 1.0"), LogLine::Remark);
    let names = "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) \
                 cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie)";
    assert_eq!(reader.line(names), LogLine::Remark);
    assert_eq!(reader.line(&cloudfront), LogLine::Request(expected()));
    // Of another server, in the same file.
    let names = "#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) \
                 cs(Referer) sc-status";
    assert_eq!(reader.line(names), LogLine::Remark);
    let iis = format!(
        "2026-11-03 09:15:02 GET /help/search.html q=reset%20hub 192.0.2.7 {} \
         https://shop.example/ 200",
        AGENT.replace(' ', "+")
    );
    assert_eq!(reader.line(&iis), LogLine::Request(expected()));
    assert_eq!(reader.line("2026-11-03 09:15:02 GET"), LogLine::Unread);
}

#[test]
fn what_is_no_request_is_a_remark_or_unread() {
    let mut reader = LogReader::default();
    for line in [
        "",
        "[",
        "]",
        "{\"level\":\"info\",\"ts\":1.5,\"logger\":\"tls\",\"msg\":\"cleaned\"}",
        "{\"source\":\"lambda\",\"timestamp\":1793697302999,\"message\":\"done\"}",
    ] {
        assert_eq!(reader.line(line), LogLine::Remark, "{line}");
    }
    let noise = "192.0.2.7 - - [03/Nov/2026:09:15:02 +0000] \"\\x16\\x03\\x01\" 400 0 \"-\" \"-\"";
    for line in [
        noise,
        "word",
        "{\"status\":200}",
        "{\"status\":",
        "192.0.2.7 - - [03/Nov/2026:09:15:02 +0000] \"GET /a HTT",
        "192.0.2.7 - - [99/Nov/2026:09:15:02 +0000] \"GET /a HTTP/1.1\" 200 1",
        "- - [03/Nov/2026:09:15:02 +0000] \"GET /a HTTP/1.1\" 200 1",
    ] {
        assert_eq!(reader.line(line), LogLine::Unread, "{line}");
    }
    assert_eq!(reader.line(&"a".repeat(MAX_LINE + 1)), LogLine::Unread);
}

#[test]
fn what_a_visitor_writes_never_ends_a_line_or_begins_a_field() {
    let line = "2001:db8::7 - - [03/Nov/2026:09:15:02 +0000] \
                \"GET /s?q=\\x22\\x5c\\x0a HTTP/1.1\" 200 1 \"-\" \"a \\\"b\\\" \\\\ \\n[c]\"";
    let found = request(line);
    assert_eq!(found.target, "/s?q=\"\\\n");
    assert_eq!((&*found.agent, &*found.referrer), ("a \"b\" \\  [c]", ""));
    assert_eq!(found.address, "2001:db8::7");
    // The Common form says nothing of browsers.
    let line = "192.0.2.7 - - [03/Nov/2026:09:15:02 -0030] \"GET /a b HTTP/1.0\" 404 12";
    let found = request(line);
    assert_eq!((&*found.target, found.status, &*found.agent), ("/a b", 404, ""));
    assert_eq!(found.time.rfc3339(), "2026-11-03T09:45:02Z");
}

#[test]
fn any_bytes_are_read_without_harm() {
    let mut reader = LogReader::default();
    let line = "192.0.2.7 - - [03/Nov/2026:09:15:02 +0000] \"GET /ї\\x HTTP/1.1\" 200 1 \"\\ї\"";
    for (at, _) in line.char_indices() {
        reader.line(&line[..at]);
        reader.line(&line[at..]);
    }
    for line in ["#Fields:", "#Fields: date time", "[{", "{}", "\"", " [", "a [] \"\\", "[{]"] {
        reader.line(line);
    }
}
