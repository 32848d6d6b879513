use std::io::Read;

use super::charset::Charset;
use super::dates::{Evidence, moment};
use super::fields::Splitter;
use super::ids::{is_none, plain_number};
use super::quotes::Quotes;
use super::rows::{Kind, find};
use crate::config::DateOrder;
use crate::sources::records::Scanned;
use crate::testing::Fuzz;

/// Hands over a few bytes at a time.
struct Slow(std::io::Cursor<Vec<u8>>, usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.1.min(buffer.len());
        self.0.read(&mut buffer[..n])
    }
}

/// The rows of a table: where each starts, its bytes, and what it is; or the damage there.
fn rows(input: &[u8], n: usize) -> Vec<(u64, u32, Vec<u8>, Option<Kind>)> {
    let mut found = Vec::new();
    let stream = Box::new(Slow(std::io::Cursor::new(input.to_vec()), n));
    find(0, stream, &mut |spot, scanned| {
        found.push(match scanned {
            Scanned::Record(kind, row) => (spot.offset, spot.line, row.to_vec(), Some(kind)),
            Scanned::Damaged(_) => (spot.offset, spot.line, Vec::new(), None),
        });
    });
    found
}

#[test]
fn rows_follow_each_other_however_the_table_is_read() {
    let table = "thread,id,title,body\n1,,How?,\"Why, \"\"so\"\"\nis it\"\n1,2,\"x\",5\" disk\n";
    let wide = Charset::Utf16Le.encode(table.as_bytes()).into_owned();
    let seeds = [table.as_bytes(), b"sep=;\r\na;b\r\n1;\"x\r\ny\"\r\n", &wide];
    let words = "\"¦\"\"¦,¦;¦\t¦\n¦\r\n¦\r¦sep=¦ ¦\u{feff}¦\0".split('¦');
    Fuzz::new("rows of tables", 2_500).seeds(seeds).words(words).bytes(|input| {
        let whole = rows(input, usize::MAX);
        assert_eq!(rows(input, 1), whole);
        let mut by = None;
        let mut end = 0;
        for (offset, _, bytes, kind) in whole {
            assert!(offset >= end || offset == 0, "{offset} {end}");
            let Some(kind) = kind else { continue };
            end = offset + bytes.len() as u64;
            if let Kind::Header(_, delimiter) = kind {
                by = Some(delimiter);
            }
            // Rows below a damaged header are told as rows of no table.
            let Some(by) = by else { continue };
            let row = kind.charset().decode(&bytes).into_owned();
            let mut quotes = Quotes::new(by);
            row.split_inclusive(|byte| *byte == b'\n').for_each(|line| quotes.pass(line));
            let row = String::from_utf8_lossy(&row);
            let fields = Splitter::new(by).fields(&row);
            let is_blank = row.trim_start_matches('\u{feff}').trim().is_empty();
            assert!(is_blank || fields.len() == quotes.n_fields(), "{row:?} {fields:?}");
            assert!(fields.iter().map(str::len).sum::<usize>() <= row.len());
        }
    });
}

#[test]
fn ids_and_dates_are_read_alike_in_all_their_forms() {
    let seeds =
        ["1.0", "1e5", "2026-01-05T10:00:00Z", "5/1/2026 10:30 PM", "05.01.26", "1767258000"];
    let words = "-¦/¦.¦,¦:¦ ¦e¦E¦+¦AM¦T¦Z¦0¦9¦Jan¦nan".split('¦');
    Fuzz::new("ids and dates of tables", 20_000).seeds(seeds).words(words).text(|input| {
        is_none(input);
        if let Some(plain) = plain_number(input) {
            assert!(plain.len() <= 90 && plain_number(&plain).is_none(), "{plain}");
            let digits = plain.trim_start_matches('-');
            assert!(digits == "0" || !digits.starts_with('0'), "{plain}");
            let same = input.replace(",0", "").parse::<f64>().ok().zip(plain.parse::<f64>().ok());
            assert!(same.is_none_or(|(one, two)| (one - two).abs() <= one.abs() * 1e-9), "{plain}");
        }
        let mut evidence = Evidence::default();
        evidence.add(input, 0, 1);
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
            let Some(time) = moment(input, order) else { continue };
            assert_eq!(moment(&time.rfc3339(), order), Some(time), "{}", time.rfc3339());
        }
    });
}
