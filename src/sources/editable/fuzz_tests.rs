use super::{hostile_tests, lines};
use crate::sources::fuzz_tests::SOWN;
use crate::testing::Fuzz;

#[test]
fn threads_of_any_text_are_written_and_read_back() {
    let seeds = [
        "## Answer by Brand (brand, official)\n\nNo.\n\n<!-- {\"id\": \"1\"} -->\n\nx",
        "```\nopen\n\n    code\n\n> quote\n\n- list\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "<pre>\nopen <b>x</b> &amp; <p title='y'>z",
    ];
    let words = "## Answer¦---\n¦===\n¦<!--¦-->¦```¦~~~¦<pre>¦\n¦\n\n¦    ¦> ¦- ¦# ¦[a]: b\n¦(¦\
        )¦,¦:¦\"¦{¦}¦*¦&¦<b>¦|"
        .split('¦');
    let fuzz = Fuzz::new("edited threads", 100).seeds(seeds).words(words).words(SOWN);
    // A `\r` before the end of a line becomes a part of it.
    fuzz.text(|input| hostile_tests::check(&input.replace('\r', "")));
}

#[test]
fn merges_take_what_one_side_changed() {
    let seeds = ["a\nb\nc\0A\nb\nc\0a\nb\nC", "<<<<<<< a\n=======\nx\n>>>>>>> b\0x\0y\nx"];
    let words = "\0¦\n¦a\n¦b\n¦<<<<<<<¦=======¦>>>>>>>¦|||||||¦ ¦\r\n".split('¦');
    Fuzz::new("merges of lines", 10_000).seeds(seeds).words(words).text(|input| {
        let mut sides = input.split('\0');
        let (base, ours) = (sides.next().unwrap_or(""), sides.next().unwrap_or(""));
        let theirs = sides.next().unwrap_or("");
        assert_eq!(lines::merge(base, ours, base), (ours.to_owned(), false));
        assert_eq!(lines::merge(base, base, theirs), (theirs.to_owned(), false));
        assert_eq!(lines::merge(base, ours, ours), (ours.to_owned(), false));
        let (merged, _) = lines::merge(base, ours, theirs);
        let known: Vec<&str> = [ours, theirs].iter().flat_map(|side| side.lines()).collect();
        for line in merged.lines() {
            // The end of the last line goes, and `\r` is a part of it.
            let line = line.trim_end_matches('\r');
            let is_known = known.iter().any(|known| known.trim_end_matches('\r') == line);
            assert!(is_known, "{line:?} of {merged:?}");
        }
    });
}
