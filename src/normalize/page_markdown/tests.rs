//! Markdown of pages says what the pages say.

use crate::model::{Markup, Syntax};
use crate::normalize::{Image, Link, Resolve, Trust, text_of_html, to_safe_html};

use super::page_markdown;

/// Leaves all addresses as they are.
struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, src: &str) -> Image {
        Image::Show(src.to_owned(), None)
    }
}

fn page(markup: &Markup) -> String {
    to_safe_html(markup, Trust::House, &mut AsWritten).html.into_string()
}

pub(super) fn of_html(html: &str) -> String {
    page(&Markup { syntax: Syntax::Html, text: html.to_owned() })
}

pub(super) fn markdown_of(page: &str) -> String {
    page_markdown(page, &str::to_owned)
}

/// The words of a page, without the spaces between them.
fn words(html: &str) -> String {
    let mut text = String::new();
    text_of_html(html, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let html = of_html(html);
    let markdown = markdown_of(&html);
    assert_eq!(markdown, expected, "{html}");
    let again = page(&Markup::markdown(markdown.clone()));
    assert_eq!(words(&again), words(&html), "{markdown}\n{html}\n{again}");
}

#[test]
fn paragraphs_lists_and_quotes_are_written_by_signs() {
    check("<p>One  line.</p><p>Another<br>one.</p>", "One line.\n\nAnother\\\none.");
    check("<ul><li>one</li><li>two<ul><li>in</li></ul></li></ul>", "- one\n- two\n  - in");
    check("<ol start=3><li>c</li><li>d</li></ol>", "3. c\n4. d");
    check("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\n  b\n\n- c");
    check("<blockquote><p>old</p><p>er</p></blockquote><p>new</p>", "> old\n>\n> er\n\nnew");
    check("<ul><li><blockquote><p>q</p></blockquote></li></ul>", "- > q");
    check("<ul><li>a</li></ul><p>behind</p>", "- a\n\nbehind");
    check("<ul><li></li><li>b</li></ul>", "-\n- b");
    check("<dl><dt>Hub</dt><dd>The box.</dd><dd>It hums.</dd></dl>", "Hub\n: The box.\n: It hums.");
    check("<h3>Steps #</h3><hr><p>x</p>", "### Steps \\#\n\n---\n\nx");
}

#[test]
fn emphasis_links_and_code_are_written_by_signs_where_they_mean_something() {
    check("<p>Set <b>Band</b> to <code>2.4</code>.</p>", "Set **Band** to `2.4`.");
    check("<p>re<b>set</b>ting</p>", "re<b>set</b>ting");
    check("<p><i><b>all</b> of it</i></p>", "***all** of it*");
    check("<p>a <b> spaced </b>b</p>", "a **spaced** b");
    check(
        "<p><code>`a`</code> <kbd>Ctrl</kbd>+<kbd>C</kbd></p>",
        "`` `a` `` <kbd>Ctrl</kbd>+<kbd>C</kbd>",
    );
    check(
        "<p>See <a href=\"https://a.example/x_(y)\">this [1]</a>!</p>",
        "See [this \\[1\\]](https://a.example/x_%28y%29)!",
    );
    check(
        "<p><a href=\"https://a.example/x_y\">https://a.example/x_y</a></p>",
        "<https://a.example/x_y>",
    );
    check("<p>Look!<a href=\"/x\">here</a></p>", "Look\\![here](/x)");
    check("<p><img src=\"ring.png\" alt=\"the [ring]\"></p>", "![the \\[ring\\]](ring.png)");
    check("<b><p>one</p><p>two</p></b>", "**one**\n\n**two**");
}

#[test]
fn code_keeps_every_character() {
    check(
        "<pre><code class=\"language-rust\">let a = &amp;b;\n\n  ```</code></pre>",
        "````rust\nlet a = &b;\n\n  ```\n````",
    );
    check("<ul><li>do<pre><code>a\n\nb</code></pre></li></ul>", "- do\n\n  ```\n  a\n\n  b\n  ```");
}

#[test]
fn signs_in_words_stay_words() {
    for text in [
        "# no heading",
        "- no list",
        "+ nor this",
        "1. one",
        "2) two",
        "> no quote",
        "=====",
        "---",
        "| a |",
        "*a* _b_ `c` ~~d~~ [e](f) <g> &amp;amp; \\h",
        ": no definition",
        "$a_b$ and $5 and $ 6",
        "a_b_c",
        "[^1] [x] done",
        "![not](one)",
        "<!-- {\"id\": 1} -->",
        "~~~",
        "## Answer by Kim",
        "<div>",
        "https://a.example/_x_",
        "a | b",
        "&lt;script&gt;",
        "\\",
        "!",
        "\\!",
        "a&nbsp;b",
    ] {
        let text = text.replace('<', "&lt;");
        for html in
            [format!("<p>{text}</p>"), format!("<p>first<br>{text}</p><p>{text}<br>last</p>")]
        {
            let page_html = of_html(&html);
            let markdown = markdown_of(&page_html);
            let again = page(&Markup::markdown(markdown.clone()));
            assert_eq!(words(&again), words(&page_html), "{markdown}\n{again}");
            assert_eq!(again.matches("<p>").count(), html.matches("<p>").count(), "{again}");
        }
    }
}

#[test]
fn tables_are_signs_where_these_can_say_all_of_them() {
    check(
        "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead>\
         <tbody><tr><td>1|<code>x|y</code></td><td>2<br>3</td></tr></tbody></table>",
        "| a | b |\n| --- | --: |\n| 1\\|`x\\|y` | 2<br>3 |",
    );
    check("<table><tr><td>1</td><td>2</td></tr></table>", "|  |  |\n| --- | --- |\n| 1 | 2 |");
    let complex =
        "<table><tbody><tr><td rowspan=\"2\"><p>a</p>\n\n<p>b *c*</p></td></tr></tbody></table>";
    check(complex, &complex.replace('\n', " "));
}

#[test]
fn what_posts_have_beyond_comes_back() {
    for markdown in [
        "> [!WARNING]\n> It is **hot**.\n>\n> - wait",
        "- [x] done\n- [ ] open",
        "Round trip[^a] and more.\n\n[^a]: With `code`.",
        "Area $x_1 * \\{y\\}$ and\n\n$$\\frac{a}{b} < c$$",
        "| a | b |\n|:-:|--:|\n| 1 | **2** |",
        "![A film](https://www.youtube.com/watch?v=a1)",
        "### Comment by Kim\n\nIt *works*.",
        "1. one\n\n   ```sh\n   ls | wc\n   ```\n2. two",
    ] {
        let html = page(&Markup::markdown(markdown.to_owned()));
        let written = markdown_of(&html);
        let again = page(&Markup::markdown(written.clone()));
        // What the page says by itself, of a footnote and of a card, is no word of the post.
        let own = words(&html).replace(" ↩", "").replace(" media-video-at", "");
        assert_eq!(words(&again), own, "{written}\n{html}\n{again}");
    }
}
