use super::ledger::{LedgerLine, escape, head, push, read, unescape};
use super::url_path::{display_path, is_reserved, parse_url_path};
use crate::output::SitePath;
use crate::testing::Fuzz;

#[test]
fn a_ledger_is_read_in_order_and_written_as_it_was_read() {
    let seeds = [
        format!("{}/q/a-1.html thread:forum:1\n/q/b.html thread:forum:2 gone\n", head()),
        format!("{}/x thread:a:b into thread:c:d:e\n\n# note\n/w tag:a:%20b\n", head()),
        "<<<<<<< ours\n# answerbook addresses, version 1\n=======\n>>>>>>> theirs\n".to_owned(),
    ];
    let words = [
        "# answerbook addresses, version 1\n\
        ",
        "/",
        "/a",
        " ",
        "thread:",
        "a:b:c",
        ":",
        " gone",
        " into ",
        "\n",
        "\r\n",
        "<<<<<<<",
        "=======",
        "#",
        "%20",
        "%",
        "\u{feff}",
        "\u{2028}",
        "\t",
    ];
    Fuzz::new("ledger", 20_000).seeds(seeds).words(words).bytes(|input| {
        let mut written = head();
        let mut before = String::new();
        let ended = read(input, |line: LedgerLine<'_>| {
            assert!(*before < *line.address, "{before:?} {:?}", line.address);
            before = line.address.to_owned();
            push(&mut written, line.address, line.identity, line.status);
        });
        if ended.is_ok() {
            let mut again = head();
            let push = |line: LedgerLine<'_>| {
                push(&mut again, line.address, line.identity, line.status);
            };
            assert_eq!(read(written.as_bytes(), push), Ok(()), "{written}");
            assert_eq!(again, written);
        }
        let id = String::from_utf8_lossy(input);
        let word = escape(&id);
        assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?}");
        assert_eq!(unescape(&word), id);
    });
}

#[test]
fn an_address_that_is_accepted_is_a_file_of_the_site_and_read_back() {
    let seeds = [
        "/t/old-topic/12",
        "/%D1%85%D0%B0%D0%B1%20a.html",
        "https://a.example/help/x.html#y",
        "/uk/",
        "//b.example/x",
        "/t.php?id=1",
    ];
    let words = "/¦..¦.¦%2e¦%2f¦%00¦%¦%25¦?¦#¦*¦:¦\\¦//¦https://¦a.example/help/¦index.html¦\
        .git¦assets/¦404.html¦\"¦$¦ ¦\u{202e}"
        .split('¦');
    Fuzz::new("url paths", 20_000).seeds(seeds).words(words).text(|input| {
        let Ok(path) = parse_url_path(input, Some("https://a.example/help/")) else { return };
        assert!(SitePath::new(&*path).is_some(), "{path:?}");
        assert!(!path.contains(['\n', '\r', '"', '\0']), "{path:?}");
        is_reserved(&path);
        let shown = display_path(&path);
        assert!(!shown.contains(char::is_whitespace) || path.contains(char::is_whitespace));
        assert_eq!(parse_url_path(&shown, None).as_ref(), Ok(&path), "{shown}");
    });
}
