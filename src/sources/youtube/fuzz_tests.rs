use std::io::Cursor;

use super::takeout::{Row, rows, words};
use crate::testing::Fuzz;

#[test]
fn tables_and_pieces_of_texts_are_read_whatever_they_are() {
    let seeds = [
        "Comment ID,Channel ID,Video ID,Parent Comment ID,Comment Text\n\
         a.b,UC1,v,a,\"{\"\"takeoutSegments\"\":[{\"\"text\"\":\"\"so\"\"}]}\"\n",
        "VIDEO ID,comment text,Comment Id\n\
         v,\"{\"\"text\"\":\"\"a\"\"},{\"\"text\"\":\"\"b\"\"}\",x\n",
    ];
    let pieces = "{\"\"text\"\":¦takeoutSegments¦[¦]¦{¦}¦,¦\"¦\n¦Comment ID".split('¦');
    Fuzz::new("tables of Takeout", 6_000).seeds(seeds).words(pieces).text(|input| {
        let stream = || Box::new(Cursor::new(input.as_bytes().to_vec()));
        let mut found = Vec::new();
        let columns = rows(0, stream(), &mut |row| {
            if let Row::Comment(span, comment) = row {
                found.push((span, comment.id));
            }
        });
        assert!(columns.is_some() || found.is_empty());
        for (span, id) in found {
            let start = span.offset as usize;
            let row = &input.as_bytes()[start..start + span.len as usize];
            let again = columns.as_ref().map(|columns| columns.comment(row));
            assert!(again.is_some_and(|again| again.is_ok_and(|comment| comment.id == id)));
        }
        assert!(words(input).is_none_or(|words| words.len() <= input.len()));
    });
}
