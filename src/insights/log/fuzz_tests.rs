use super::{LogLine, LogReader};
use crate::testing::Fuzz;

const LINES: [&str; 5] = [
    "h.example:443 192.0.2.7 - jo [03/Nov/2026:09:15:02 +0100] \"GET /a?q=b HTTP/1.1\" 200 9 \
     \"https://a.example/\" \"Mozilla/5.0 \\\"x\\\" \\x22\"\n",
    "79a5 lumo [03/Nov/2026:09:15:02 +0000] 192.0.2.7 - 3E57 REST.GET.OBJECT k \"GET /a HTTP/1.1\" \
     200 - 9 9 7 6 \"-\" \"curl\" - h\n",
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status cs(User-Agent)\n\
     2026-11-03\t09:15:02\t192.0.2.7\tGET\t/a\tq=b\t200\tMozilla%2F5.0\n",
    "{\"ts\":1762161302.5,\"logger\":\"http.log.access\",\"request\":{\"remote_ip\":\"192.0.2.7\",\
     \"method\":\"GET\",\"uri\":\"/a?q=b\",\"headers\":{\"User-Agent\":[\"x\"]}},\"status\":200}\n",
    "[{\"EdgeStartTimestamp\":1762161302000000000,\"ClientRequestURI\":\"/a\",\
     \"EdgeResponseStatus\":200,\"ClientIP\":\"192.0.2.7\"},\n{\"proxy\":{\"path\":\"/a\",\
     \"timestamp\":1762161302000,\"statusCode\":\"304\"}}]\n",
];

const WORDS: &str = "\"¦\\\"¦\\x22¦\\¦[¦]¦{¦}¦,¦ - ¦ ¦\t¦\n¦\r\n¦+0000¦+9999¦:¦/¦?¦%¦%2¦%ff¦GET ¦\
     HTTP/1.1¦200¦99999999999999999999¦-1¦1e308¦#Fields:¦date¦time¦sc-status¦cs-uri-stem¦\
     \u{1b}[2J¦\u{feff}¦null¦[[[[";

#[test]
fn lines_of_any_kind_are_requests_or_counted() {
    Fuzz::new("access logs", 20_000).seeds(LINES).words(WORDS.split('¦')).text(|input| {
        let mut reader = LogReader::default();
        for line in input.split('\n') {
            if let LogLine::Request(request) = reader.line(line) {
                assert_eq!(request.time.of_four_digits(), Some(request.time), "{line}");
                assert!(!request.target.is_empty(), "{line}");
            }
        }
    });
}

/// A browser may call itself anything: servers escape quotes, so it is one request all the same.
#[test]
fn no_name_of_a_browser_makes_up_a_request() {
    Fuzz::new("names of browsers", 20_000).seeds(LINES).words(WORDS.split('¦')).text(|input| {
        let escaped = input.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let line = format!(
            "192.0.2.7 - - [03/Nov/2026:09:15:02 +0000] \"GET /real HTTP/1.1\" 404 9 \"{escaped}\" \
             \"{escaped}\""
        );
        match LogReader::default().line(&line) {
            LogLine::Request(request) => {
                assert_eq!((&*request.target, request.status), ("/real", 404));
                assert_eq!(request.address, "192.0.2.7");
                assert_eq!(request.agent, request.referrer);
            }
            other => assert!(line.len() > super::MAX_LINE, "{other:?}"),
        }
    });
}
