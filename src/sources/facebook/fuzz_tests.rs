use super::text::{mended, without_expiring};
use super::wire::Permalink;
use crate::testing::Fuzz;

#[test]
fn letters_are_mended_and_addresses_read_whatever_they_are() {
    let seeds = [
        "\u{d0}\u{9a} Ä\u{8d} Å\u{82} Ã¦ \u{f0}\u{9f}\u{92}\u{a1}",
        "see https://scontent.xx.fbcdn.net/v/t1.jpg?oh=1 now",
        "https://www.facebook.com/7/posts/50/?comment_id=61&reply_comment_id=62",
    ];
    let words = "Ã¦\u{80}¦Å\u{82}¦і¦fbcdn.net¦ ¦https://¦/¦?¦&¦comment_id=¦1".split('¦');
    Fuzz::new("texts of Facebook", 15_000).seeds(seeds).words(words).text(|input| {
        let whole = mended(input);
        assert!(whole.len() <= input.len());
        // What was broken is whole again, and no more letters than there were.
        assert!(whole == input || whole.bytes().map(char::from).eq(input.chars()));
        let kept = without_expiring(input);
        assert!(!kept.to_lowercase().contains("fbcdn.net") && kept.len() <= input.len());
        if let Some(Permalink { comment: Some(comment), .. }) = Permalink::of(input) {
            assert!(comment.bytes().all(|byte| byte.is_ascii_digit()));
        }
    });
}
