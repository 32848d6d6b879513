use std::io::Read;

use serde_json::Value;

use super::scan::scan_by;
use super::{Scanned, Shapes};
use crate::testing::Fuzz;

const SHAPES: Shapes<char> = Shapes {
    lists: &[(&["tickets"], 't'), (&["data", "*", "nodes"], 'n'), (&["data"], 'd')],
    alone: '.',
    marks: &["id"],
};

/// What the pass comes to: where, how long, and what.
fn found(input: &[u8], chunk: u64) -> Vec<(u64, u64, String)> {
    let mut found = Vec::new();
    let open = || -> std::io::Result<Box<dyn Read + Send + '_>> { Ok(Box::new(input)) };
    scan_by(chunk, 0, open, &SHAPES, &mut |spot, scanned| {
        found.push(match scanned {
            Scanned::Record(kind, bytes) => {
                let start = spot.offset as usize;
                assert_eq!(bytes, &input[start..start + spot.length as usize]);
                (spot.offset, spot.length, kind.to_string())
            }
            Scanned::Damaged(damage) => (spot.offset, 0, format!("{damage:?}")),
        });
    });
    found
}

#[test]
fn records_are_found_however_the_file_is_read_and_none_of_valid_json_is_damaged() {
    let seeds = [
        "{\"tickets\":[{\"id\":1,\"a\":\"x\\\"y\"},\n{\"id\":2}],\"n\":1}",
        "{\"id\":1,\"body\":\"a\"}\n{\"id\":2,\"tickets\":[{}]}\n{\"id\":3",
        "window.YTD.tweets.part0 = [ {\"id\":1},\n {\"id\":2} ]",
        "[{\"data\":{\"x\":{\"nodes\":[{\"id\":1},null,{\"id\":2}]}}},{\"data\":[{}]}]",
    ];
    let words = "{¦}¦[¦]¦,¦:¦\"¦\\¦\n¦null¦\"id\":¦\"tickets\":[¦\"data\":¦\"nodes\":[¦\
        part0 = ¦ ¦\u{feff}"
        .split('¦');
    Fuzz::new("records", 10_000).seeds(seeds).words(words).bytes(|input| {
        let whole = found(input, 1 << 18);
        assert_eq!(found(input, 3), whole, "a few bytes at a time");
        assert!(whole.len() <= input.len() + 1);
        if let Ok(Value::Array(all)) = serde_json::from_slice::<Value>(input)
            && all.iter().all(|one| one.get("id").is_some() || *one == Value::Null)
            && !all.is_empty()
        {
            let records: Vec<_> = whole.iter().filter(|(_, length, _)| *length > 0).collect();
            let n_objects = all.iter().filter(|one| one.is_object()).count();
            assert!(records.len() >= n_objects, "{records:?}");
        }
    });
}
