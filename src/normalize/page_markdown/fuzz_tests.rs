//! Any HTML of a page becomes markdown, and not much more of it.

use crate::testing::Fuzz;

use super::tests::{markdown_of, of_html};

#[test]
fn any_post_is_written_in_bounds() {
    let seeds = [
        "<p>a <b>b</b>c<br>d</p><ul><li>e<ol><li>f</li></ol></li></ul>",
        "<blockquote><p>q</p><pre>x\n\ny</pre></blockquote>\
         <table><tr><th>h</th></tr><tr><td>i</td></tr></table>",
        "<dl><dt>t</dt><dd><p>d</p></dd></dl><h2>h</h2><a href=\"/x\">l</a><code>c</code>",
    ];
    let words_of_html = "<p>¦</p>¦<b>¦</b>¦<i>¦</i>¦<li>¦<ul>¦</ul>¦<br>¦ ¦\
         <blockquote>¦</blockquote>¦*¦_¦`¦#¦|¦<td>¦<code>¦</code>¦\n";
    Fuzz::new("page markdown", 4_000).seeds(seeds).words(words_of_html.split('¦')).text(|input| {
        let html = of_html(input);
        let written = markdown_of(&html);
        assert!(written.len() <= 64 * html.len() + 1_000);
    });
}
