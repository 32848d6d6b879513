use super::own_markup;
use crate::sources::chat::quotes::Stand;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(own_markup(html, Stand::Reply).replace('\n', ""), expected);
}

#[test]
fn paragraphs_lists_tables_code_and_links_stay() {
    check(
        "<html><head><title>no</title><style>p {}</style></head><body><p>Do <b>this</b>:</p>\
         <ol><li>Open the lid<li>Press <code>reset</code></ol>\
         <table><tr><td>A</td><td></td></tr><tr><td>1</td><td>2</td></tr></table>\
         <p>See <a href=\"https://lumo.test/doc?a=1&amp;b=2\" class=x>the manual</a>.</p>\
         </body></html>",
        "<p>Do <b>this</b>:</p><ol><li>Open the lid</li><li>Press <code>reset</code></li></ol>\
         <table><tr><td>A</td><td></td></tr><tr><td>1</td><td>2</td></tr></table>\
         <p>See <a href=\"https:&#x2F;&#x2F;lumo.test&#x2F;doc?a=1&amp;b=2\">the manual</a>.</p>",
    );
    assert_eq!(
        own_markup("<pre>if x:\n    y()\n\n# z</pre><p>So.", Stand::First),
        "<pre>if x:\n    y()\n\n# z</pre>\n<p>So.</p>"
    );
}

#[test]
fn lines_of_elements_without_meaning_stay_apart() {
    check("<div>one</div><div>two</div>", "<p>one<br>two</p>");
    check("<div>one<br></div><div><br></div><div>two</div>", "<p>one</p><p>two</p>");
    check("one<br><br>two<br>three", "<p>one</p><p>two<br>three</p>");
    check("<p>one<p>two<div>three", "<p>one</p><p>two<br>three</p>");
    check("<span>o</span>ne <font color=red>two</font>&nbsp;three", "<p>one two three</p>");
    check(
        "<ul><li>a<br>b<li><p>c</p><p>d</p></ul>e",
        "<ul><li>a<br>b</li><li>c<br><br>d</li></ul><p>e</p>",
    );
    check("<p>&nbsp;</p><p>a</p><p><b> </b></p><ul></ul><p>b</p>", "<p>a</p><p>b</p>");
    check("<h1>Steps</h1><tt>x</tt>", "<h1>Steps</h1><p><code>x</code></p>");
}

#[test]
fn tables_that_arrange_a_page_are_none() {
    check(
        "<table><tr><td><table><tr><td>Dear list,</td></tr></table></td></tr>\
         <tr><td>Press it.</td></tr></table>",
        "<p>Dear list,<br>Press it.</p>",
    );
}

#[test]
fn arrows_and_signs_are_no_tags() {
    check(
        "<p>x <- c(1, 2); a<-b; if (a < b) y",
        "<p>x &lt;- c(1, 2); a&lt;-b; if (a &lt; b) y</p>",
    );
    check("<p>x &lt;- 5</p><pre>y <- 6</pre>", "<p>x &lt;- 5</p><pre>y &lt;- 6</pre>");
}

#[test]
fn quotes_of_mail_programs_go() {
    for quote in [
        "<div class=\"gmail_quote\"><div>On Mon, 3 Mar 2025 Ann wrote:<br></div>\
         <blockquote class=\"gmail_quote\">Why?</blockquote></div>",
        "<div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">\
         Пн, 3 бер. 2025 р. Ann &lt;a@lumo.test&gt;<br></div><blockquote class=\"gmail_quote\">Why?\
         </blockquote></div>",
        "<div class=\"moz-cite-prefix\">03.03.25 Ann:<br></div><blockquote type=\"cite\" \
         cite=\"mid:x\">\
         <p>Why?</p></blockquote>",
        "<div><br><blockquote type=\"cite\"><div>On 3 Mar 2025, at 10:00, Ann wrote:</div>\
         <div>Why?</div></blockquote></div>",
        "<div class=\"yahoo_quoted\" id=\"yahoo_quoted_1\">On Monday Ann wrote: \
         <div>Why?</div></div>",
        "<div name=\"quote\" style=\"margin:10px\"><b>Gesendet:</b> Montag<div \
         name=\"quoted-content\">Why?</div></div>",
        "<hr id=\"stopSpelling\">From: Ann<br>Why?",
        "<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> \
         Ann</div><div>Why?</div>",
        "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt\"><p \
         class=MsoNormal><b>From:</b> Ann \
         &lt;a@lumo.test&gt; <br><b>Sent:</b> Monday<br><b>To:</b> List<br><b>Subject:</b> It</p>\
         </div>\
         <p class=MsoNormal>Why?</p>",
        "<p>-----Original Message-----<br>From: Ann</p><p>Why?</p>",
        "<p>Am 3.3.2025 um 10:00 schrieb Ann:</p><blockquote>Why?</blockquote>",
        "<p>Ann wrote:<br>&gt; Why?<br>&gt; And when?</p>",
        "<div class=\"x_gmail_attr\">Ann</div><blockquote \
         class=\"x_gmail_quote\">Why?</blockquote>",
    ] {
        check(&format!("<div>Press it.</div>{quote}"), "<p>Press it.</p>");
    }
}

#[test]
fn what_is_indented_is_no_quote() {
    check(
        "<p>As here:</p><blockquote class=\"gmail_quote\" style=\"margin:0 0 0 \
         40px;border:none\">x</blockquote>",
        "<p>As here:</p><blockquote><p>x</p></blockquote>",
    );
    check(
        "<blockquote>Rule 1</blockquote><p>So.</p>",
        "<blockquote><p>Rule 1</p></blockquote><p>So.</p>",
    );
}

#[test]
fn quotes_that_are_answered_one_by_one_stay() {
    check(
        "<blockquote type=cite>2.4 GHz?</blockquote><p>Yes.</p><blockquote type=cite>And \
         5?</blockquote>\
         <p>No.</p><blockquote type=cite>Ann</blockquote>",
        "<blockquote><p>2.4 GHz?</p></blockquote><p>Yes.</p><blockquote><p>And \
         5?</p></blockquote><p>No.</p>",
    );
}

#[test]
fn signatures_footers_and_what_is_hidden_go() {
    for end in [
        "<div class=\"gmail_signature\" \
         data-smartmail=\"gmail_signature\">Sam<div>Lumo</div></div>",
        "<span class=\"gmail_signature_prefix\">-- </span><br><div class=gmail_signature>Sam</div>",
        "<pre class=\"moz-signature\" cols=\"72\">-- \nSam</pre>",
        "<div id=\"Signature\">Sam</div>",
        "<br>-- <br>Sam<br>Lumo",
        "<div>--&nbsp;</div><div>Sam</div>",
        "<div>____________________</div><div>users mailing \
         list</div><div>https://lumo.test/listinfo/u</div>",
        "<div style=\"display: none\">Preview</div>",
        "<img src=\"https://count.test/o.gif\" width=\"1\" height=\"1\"><img src=\"cid:canary\">",
        "<!--[if mso]><p>no</p><![endif]--><![if !supportLists]><![endif]>",
        "<hr>",
    ] {
        check(&format!("<div>Press it.</div>{end}"), "<p>Press it.</p>");
    }
    check(
        "<p>See <img src=\"https://lumo.test/a.png\" alt=\"a &amp; b\" onerror=x></p>",
        "<p>See <img src=\"https:&#x2F;&#x2F;lumo.test&#x2F;a.png\" alt=\"a &amp; b\"></p>",
    );
}

#[test]
fn any_page_is_read_in_little_time() {
    let pieces = [
        "<div>",
        "</div>",
        "<p>x",
        "<br>",
        "<li>",
        "<table><tr><td>",
        "<blockquote type=cite>",
        "<",
        "&",
        "<pre>a\n",
        "</table>",
        "<b>",
        "<div style='display:none'>",
        "Ann wrote:<br>",
        "--<br>",
    ];
    for piece in pieces {
        for other in pieces {
            own_markup(&format!("{piece}{other}").repeat(1_000), Stand::Reply);
        }
    }
}
