use super::tidy::{Around, tidy};
use crate::sources::fuzz_tests::{SOWN, seen, words_are_kept};
use crate::testing::Fuzz;

#[test]
fn posts_of_any_kind_keep_their_words_and_tidied_ones_stay() {
    let seeds = [
        "<aside class=\"quote\" data-post=\"1\" data-topic=\"7\"><div class=\"title\"><img \
         class=\"avatar\" src=\"/a.png\">jo:</div><blockquote><p>x</p></blockquote></aside>\
         <p>So</p>",
        "<aside class=\"onebox\" data-onebox-src=\"https://a.example\"><header class=\"source\"><a \
         href=\"https://a.example\">a</a></header><article class=\"onebox-body\"><h3><a \
         href=\"https://a.example\">T</a></h3><p>words</p></article></aside>",
        "<p><img src=\"/e.png\" title=\":smile:\" class=\"emoji\" alt=\":smile:\"><a \
         class=\"mention\" href=\"/u/jo\">@jo</a> <span class=\"chcklst-box checked\"></span></p>",
        "<div class=\"lightbox-wrapper\"><a class=\"lightbox\" href=\"/b.png\"><img \
         src=\"/s.png\"><div class=\"meta\"><span class=\"filename\">b</span></div></a></div>",
        "<div class=\"lazyYT\" data-youtube-id=\"x\" data-youtube-title=\"t\"></div><div data-toc>",
    ];
    let words = "<aside class=\"quote\">¦</aside>¦<div class=\"title\">¦</div>¦<blockquote>¦\
        </blockquote>¦<p>¦</p>¦<a href=\"¦\">¦</a>¦<img ¦>¦<h2>¦</h2>¦class=\"¦emoji¦\
        onebox¦lightbox¦mention¦<¦&lt;¦<!--¦-->¦'"
        .split('¦');
    let around = Around { base: Some("https://forum.example.org"), topic: "7", withheld: &[] };
    Fuzz::new("Discourse HTML", 15_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let html = tidy(input, around);
        assert!(html.len() <= 60 * input.len() + 400, "{} of {}", html.len(), input.len());
        // What stands between tags is kept; titles of pictures and previews are other words.
        if !input.contains(['<', '=']) {
            words_are_kept(&seen(input), &seen(&html));
        }
    });
}
