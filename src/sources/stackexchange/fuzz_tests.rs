use std::io::Read;

use super::comment;
use super::row::{Fields, n_repairs, quick_fields, unescape};
use super::scan::{Ending, Row, scan};
use crate::sources::fuzz_tests::{SOWN, is_well_made, seen, words_are_kept};
use crate::testing::Fuzz;

const POSTS: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n  <row Id=\"1\" \
    Title='A &amp; b' Body=\"&lt;p&gt;How?&#xA;&#x0E;\" />\n<row Id=\"2\"/><!-- x -->\n</posts>\n";

/// Hands over a few bytes at a time.
struct Slow<'b>(&'b [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.1.min(buffer.len()).min(self.0.len());
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

#[test]
fn rows_are_what_stands_in_the_file_however_it_is_read() {
    let words = "<row ¦/>¦<posts>¦</posts>¦<!--¦-->¦<!DOCTYPE x [¦]>¦<?¦?>¦\"¦'¦=¦ Id=\"1\"¦\
        &lt;¦&#x0E;¦&xxe;¦&¦;¦<![CDATA[¦\n¦>"
        .split('¦');
    Fuzz::new("rows of Stack Exchange", 20_000).seeds([POSTS]).words(words).bytes(|input| {
        let rows = |n: usize| {
            let mut found = Vec::new();
            let mut end = 0;
            let ending = scan(&mut Slow(input, n), "posts", |Row { span, bytes, broken }| {
                let start = span.offset as usize;
                assert!(start >= end, "{start} {end}");
                end = start + span.len as usize;
                assert_eq!(bytes, &input[start..end]);
                found.push((start, end, span.line, broken));
            });
            (found, format!("{ending:?}"), matches!(ending, Ending::Closed))
        };
        let whole = rows(usize::MAX);
        assert_eq!(rows(1), whole);
        assert_eq!(rows(7), whole);
        for (start, end, ..) in whole.0 {
            fields(&input[start..end]);
        }
    });
}

/// Looks at the fields of a row.
fn fields(row: &[u8]) {
    n_repairs(row);
    let Ok(row) = std::str::from_utf8(row) else { return };
    let Ok(fields) = Fields::parse(row) else { return };
    for (name, value) in quick_fields(row) {
        let range = fields.range(name).expect("both find the same");
        assert_eq!(&row[range], value);
        let Ok(text) = fields.text(name) else { continue };
        let text = text.expect("it is there");
        assert!(!text.contains(|c: char| c < ' ' && !"\t\n\r".contains(c)), "{text:?}");
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        assert_eq!(unescape(&escaped).expect("it is well escaped"), text);
    }
}

#[test]
fn comments_of_any_kind_become_markup_with_all_their_words() {
    let seeds = [
        "see `a <b>` *so* **that** _x_ [t](https://a.example/b_(c) \"x\") https://b.example. $x^2$",
        "@jo ***a** b* [a](javascript:x) \\*no\\* $a$ $5 and $6",
    ];
    let words = "*¦**¦_¦__¦`¦``¦[¦](¦)¦$¦\\¦<¦https://¦@".split('¦');
    Fuzz::new("comments of Stack Exchange", 10_000).seeds(seeds).words(words).words(SOWN).text(
        |input| {
            let html = comment::to_html(input);
            is_well_made(&html, "p a code em strong", input);
            if !input.contains(['[', '$', '<']) {
                words_are_kept(input, &seen(&html));
            }
        },
    );
}
