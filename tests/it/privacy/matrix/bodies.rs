//! Posts that say something at every place that a markup has.

use super::Cell;

/// HTML, as forums and help desks have it.
pub fn html(cell: &Cell<'_>) -> String {
    let words = |place| cell.words(place);
    if cell.is_marked {
        return format!(
            "<p>So {}, said.</p><blockquote>{}</blockquote><ul><li>{}</li></ul>\
             <table><tr><td>{}</td></tr></table><h3>{}</h3>",
            words("text"),
            words("quote"),
            words("list"),
            words("table"),
            words("heading")
        );
    }
    let address = |place| cell.address(place);
    let value = |place| cell.words(place).replace('"', "&quot;");
    let mut html = format!(
        "<p>So {}, said <b>{}</b>. <img src=\"https://b.example/{}.png\" alt=\"{}\"> \
         <img src=\"https://b.example/{}.gif\"> ",
        words("text"),
        words("bold"),
        address("picture"),
        value("alt"),
        address("bare-picture")
    );
    html += &links(cell);
    html += &format!(
        "<code>{}</code> <abbr title=\"{}\">x</abbr> {}</p>",
        words("code"),
        value("abbreviation"),
        cell.glued("glued")
    );
    html += &format!(
        "<blockquote>{}</blockquote><pre><code>let x = \"{}\";</code></pre><h3>{}</h3>\
         <table><tr><th>{}</th></tr><tr><td>{}</td></tr></table><ul><li>{}</li></ul>",
        words("quote"),
        words("fence"),
        words("heading"),
        words("head"),
        words("table"),
        words("list")
    );
    html + &more_html(cell)
}

/// Cards, lists of terms, notes and captions in HTML.
fn more_html(cell: &Cell<'_>) -> String {
    let (words, address) = (|place| cell.words(place), |place| cell.address(place));
    let value = |place| cell.words(place).replace('"', "&quot;");
    let mut html = format!(
        "<iframe src=\"https://www.youtube.com/embed/a1\" title=\"{}\"></iframe>\
         <video src=\"https://b.example/{}.mp4\" title=\"{}\"></video>\
         <dl><dt>{}</dt><dd>{}</dd></dl>",
        value("card"),
        address("video"),
        value("video-title"),
        words("term"),
        words("meaning")
    );
    html += &format!(
        "<details><summary>{}</summary> {}</details>\
         <p><sup><a href=\"#fn1\">1</a></sup></p><ol><li id=\"fn1\">{}</li></ol>\
         <figure><img src=\"https://b.example/p.png\" alt=\"x\"><figcaption>{}</figcaption>\
         </figure><h4 id=\"{}\">Part</h4>",
        words("summary"),
        words("details"),
        words("footnote"),
        words("caption"),
        address("anchor")
    );
    html
}

/// Links in HTML to all kinds of places.
fn links(cell: &Cell<'_>) -> String {
    let value = cell.words("link-title").replace('"', "&quot;");
    let to = |place: &str, start: &str| {
        format!("<a href=\"{start}{}\">{place}</a> ", cell.address(place))
    };
    format!("<a href=\"https://b.example/\" title=\"{value}\">it</a> ")
        + &to("link", "https://b.example/u/")
        + &to("relative-link", "/u/")
        + &to("query", "https://b.example/?email=")
        + &to("mailto", "mailto:")
        + &to("subject", "mailto:help@b.example?subject=")
        + &to("tel", "tel:+386-1-")
        + &to("chat", "https://wa.me/?text=")
        + &to("fragment", "https://b.example/x#")
}

/// Markdown of people who write by hand, and of most platforms.
pub fn markdown(cell: &Cell<'_>) -> String {
    let (words, line) = (|place| cell.words(place), |place| cell.line(place));
    if cell.is_marked {
        return format!(
            "So {}, said.\n\n> {}\n\n- {}\n\n### {}\n",
            words("text"),
            words("quote"),
            line("list"),
            line("heading")
        );
    }
    let address = |place| cell.address(place);
    let title = |place| cell.line(place).replace('"', "&quot;");
    let mut text = format!(
        "So {}, said **{}**. ![{}](https://b.example/{}.png \"{}\") `{}` {}\n\n",
        words("text"),
        line("bold"),
        line("alt"),
        address("picture"),
        title("picture-title"),
        line("code"),
        cell.glued("glued")
    );
    text += &format!(
        "[it](https://b.example/u/{} \"{}\") [two][ref] <https://b.example/t/{}> \
         [mail](mailto:{}) [ask](https://b.example/?email={}) [call](tel:+386-1-{}) \
         [chat](https://wa.me/?text={})\n\n[ref]: https://b.example/r/{} \"{}\"\n\n",
        address("link"),
        title("link-title"),
        address("auto-link"),
        address("mailto"),
        address("query"),
        address("tel"),
        address("chat"),
        address("reference"),
        title("reference-title")
    );
    text += &format!(
        "> {}\n\n```text title=\"{}\"\n{}\n```\n\n    {}\n\n### {}\n\n- {}\n- [ ] {}\n\n",
        words("quote"),
        title("fence-title"),
        words("fence"),
        line("indented"),
        line("heading"),
        line("list"),
        line("task")
    );
    text + &more_markdown(cell)
}

/// Tables, notes, alerts and details in markdown.
fn more_markdown(cell: &Cell<'_>) -> String {
    let line = |place| cell.line(place);
    let mut text = format!(
        "| {} | b |\n|---|---|\n| {} | c |\n\nSee[^1].\n\n[^1]: {}\n\n> [!NOTE]\n> {}\n\n",
        line("head"),
        line("table"),
        line("footnote"),
        line("alert")
    );
    text += &format!(
        "<details><summary>{}</summary>\n\n{}\n\n</details>\n\nTerm\n: {}\n",
        line("summary"),
        line("details"),
        line("meaning")
    );
    text
}

/// What nobody marks up.
pub fn text(cell: &Cell<'_>) -> String {
    let words = |place| cell.words(place);
    if cell.is_marked {
        return format!("So {}, said.", cell.plain("text"));
    }
    format!(
        "So {}, said. https://b.example/u/{} and {}\n\n> {}\n\n1) {}\n",
        words("text"),
        cell.address("link"),
        cell.glued("glued"),
        words("quote"),
        words("list")
    )
}

/// Slack's own.
pub fn mrkdwn(cell: &Cell<'_>) -> String {
    if cell.is_marked {
        return format!("So {}, said.", cell.plain("text"));
    }
    let (words, line) = (|place| cell.words(place), |place| cell.line(place));
    format!(
        "So {}, said *{}* _{}_. <https://b.example/u/{}|{}> <mailto:{}|write> `{}`\n&gt; {}\n\
         ```{}```\n• {} {}",
        words("text"),
        line("bold"),
        line("slanted"),
        cell.address("link"),
        line("label"),
        cell.address("mailto"),
        line("code"),
        line("quote"),
        words("fence"),
        line("list"),
        cell.glued("glued")
    )
}

/// Discord's markdown.
pub fn discord(cell: &Cell<'_>) -> String {
    if cell.is_marked {
        return format!("So {}, said.\n> {}", cell.plain("text"), cell.line("quote"));
    }
    let (words, line) = (|place| cell.words(place), |place| cell.line(place));
    format!(
        "So {}, said **{}**, ||{}||. [{}](<https://b.example/u/{}>) `{}`\n> {}\n\
         ```\n{}\n```\n- {}\n# {}\n-# {} {}",
        words("text"),
        line("bold"),
        line("spoiler"),
        line("label"),
        cell.address("link"),
        line("code"),
        line("quote"),
        words("fence"),
        line("list"),
        line("heading"),
        line("small"),
        cell.glued("glued")
    )
}
