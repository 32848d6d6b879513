use super::*;

const AROUND: Around<'_> =
    Around { base: Some("https://forum.example.org/f"), topic: "7", withheld: &[3, 5] };

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(tidy(html, AROUND), expected);
}

#[test]
fn plain_posts_are_borrowed() {
    let html = "<p>Press <kbd>F1</kbd>, see <a href=\"https://a.org/x\">x</a></p>";
    assert!(matches!(tidy(html, AROUND), Cow::Borrowed(_)));
}

#[test]
fn quotes_name_the_one_who_is_quoted() {
    check(
        "<aside class=\"quote no-group\" data-username=\"Jo\" data-post=\"3\" data-topic=\"12\">\n\
         <div class=\"title\">\n<div class=\"quote-controls\"></div>\n\
         <img alt=\"\" src=\"//a/40.png\" class=\"avatar\"> Jo:</div>\n\
         <blockquote>\n<p>Why?</p>\n</blockquote>\n</aside>\n<p>So.</p>",
        "<blockquote>\n<p><cite><a href=\"https://forum.example.org/f/t/12/3\">Jo</a></cite></p>\n\
         \n<p>Why?</p>\n\n</blockquote>\n<p>So.</p>",
    );
    check(
        "<aside class=\"quote\" data-post=\"1\" data-topic=\"9\"><div class=\"title\">\
         <a href=\"/t/x/9\">Some topic</a> <a class=\"badge\" href=\"/c/1\">Support</a></div>\
         <blockquote>Text <blockquote>deep</blockquote></blockquote></aside>",
        "<blockquote><p><cite><a href=\"https://forum.example.org/f/t/9/1\">Some topic</a>\
         </cite></p>Text <blockquote>deep</blockquote></blockquote>",
    );
}

#[test]
fn quotes_of_posts_that_are_not_shown_go_with_them() {
    let quote = |topic: &str, post: u64| {
        format!(
            "<p>a</p><aside class=\"quote\" data-username=\"Jo\" data-post=\"{post}\"{topic}>\
             <div class=\"title\">Jo:</div><blockquote><p>canary <b>x</b></p></blockquote>\
             </aside><p>b</p>"
        )
    };
    check(&quote(" data-topic=\"7\"", 3), "<p>a</p><p>b</p>");
    check(&quote("", 5), "<p>a</p><p>b</p>");
    let others = [quote(" data-topic=\"8\"", 3), quote(" data-topic=\"7\"", 4)];
    assert!(others.iter().all(|html| tidy(html, AROUND).contains("canary")));
}

#[test]
fn previews_become_links() {
    check(
        "<aside class=\"onebox allowlistedgeneric\"><header class=\"source\">\
         <img class=\"site-icon\" src=\"/i.png\"><a href=\"https://a.org/x?a=1&amp;b\">a.org</a>\
         </header><article class=\"onebox-body\"><img class=\"thumbnail\" src=\"/t.png\">\n\
         <h3><a href=\"https://a.org/x?a=1&amp;b\">The <b>title</b></a></h3>\n<p>An\nexcerpt.</p>\
         <p>More</p></article><div class=\"onebox-metadata\"></div></aside><p>Next</p>",
        "<p><a class=\"embed-page\" href=\"https://a.org/x?a=1&amp;b\">The title</a></p>\
         <blockquote><p>An excerpt.</p><p>More</p></blockquote><p>Next</p>",
    );
    check(
        "<aside class=\"onebox githubblob\"><a href=\"https://a.org/c\">a</a><h4>c.rs</h4>\
         <pre><code><ol><li>fn a() {\n</li><li>}\n</li></ol></code></pre></aside>",
        "<p><a class=\"embed-page\" href=\"https://a.org/c\">c.rs</a></p>\
         <pre><code>fn a() {\n}</code></pre>",
    );
    check(
        "<aside class=\"onebox\"><a href=\"/x\">",
        "<p><a class=\"embed-page\" href=\"https://forum.example.org/x\"></a></p>",
    );
    check(
        "<div class=\"lazyYT\" data-youtube-id=\"aB-1\" data-youtube-title=\"A <b>\"></div>",
        "<p><a class=\"embed-video\" href=\"https://www.youtube.com/watch?v=aB-1\">\
         A &lt;b&gt;</a></p>",
    );
}

#[test]
fn images_mentions_and_addresses_are_plain() {
    check(
        "<p>Hi <a class=\"mention\" href=\"/u/jo\">@jo</a> <img src=\"/e.png\" class=\"emoji\" \
         title=\":wink:\" alt=\":wink:\"> <img class=\"emoji only-emoji\" alt=\":nut:\"></p>",
        "<p>Hi @jo 😉 :nut:</p>",
    );
    check(
        "<div class=\"lightbox-wrapper\"><a class=\"lightbox\" href=\"/u.png\">\
         <img src=\"//cdn.org/s.png\" alt=\"x\"><div class=\"meta\"><svg><use></use></svg>\
         <span class=\"filename\">x</span></div></a></div>",
        "<a class=\"lightbox\" href=\"https://forum.example.org/u.png\">\
         <img src=\"https://cdn.org/s.png\" alt=\"x\"></a>",
    );
    check(
        "<h2><a name=\"a\" class=\"anchor\" href=\"#a\"></a>T</h2>",
        "<h2><a name=\"a\"></a>T</h2>",
    );
    check(
        "<ul><li><span class=\"chcklst-box checked fa\"></span> a</li>\
         <li><span class=\"chcklst-box fa\"></span> b</li></ul>",
        "<ul><li><input type=\"checkbox\" checked> a</li><li><input type=\"checkbox\"> b</li></ul>",
    );
    let html = "<a href=\"/t/a/1\">a</a>";
    assert_eq!(tidy(html, Around::default()), html);
}

#[test]
fn broken_posts_keep_their_words() {
    check(
        "<aside class=\"quote\" data-username=\"Jo\"><div class=\"title\">Jo",
        "<blockquote><p><cite>Jo</cite></p>",
    );
    for html in ["<aside", "<aside class=\"onebox", "</aside><aside class=\"quote\">", "emoji<"] {
        let _ = tidy(html, AROUND);
    }
    let deep = "<aside class=\"quote\">".repeat(20_000);
    assert!(tidy(&deep, AROUND).len() >= 20_000);
}

#[test]
fn entities_of_titles_are_decoded_once() {
    assert_eq!(decoded("A &amp;lt; &ldquo;b&rdquo; &hellip;"), "A &lt; “b” …");
}
