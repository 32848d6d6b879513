use super::{
    PageIds, Trust, as_markdown, assess, autolink, decoded, made_title, markup, math_title, pieces,
    sanitised, tags, text_of_html, tidy, to_safe_html, without_signature,
};
use crate::model::{
    Category, Dialect, Markup, Math, Origin, Post, PostId, Syntax, Thread, ThreadId, ThreadKind,
};
use crate::normalize::html::Fixed;
use crate::testing::Fuzz;

/// Words that are sown into texts.
const SOWN: [&str; 3] = ["lampica", "кнопка", "zvezda"];

const SYNTAXES: [Syntax; 7] = [
    Syntax::Html,
    Syntax::Text,
    Syntax::Markdown(Dialect::Site),
    Syntax::Markdown(Dialect::GitHub),
    Syntax::Markdown(Dialect::Discourse),
    Syntax::Markdown(Dialect::Reddit),
    Syntax::Markdown(Dialect::Discord),
];

const TEXTS: [&str; 6] = [
    "**Hold** the `button` [so](https://a.example \"t\"):\n\n1. one\n   - [ ] two\n2. three\n\n\
     > quote\n> ```rs\n> fn a<T>() {}\n> ```\n\n| a | b |\n|---|:-:|\n| 1 | `|` |\n\n![p](a.png)",
    "> [!NOTE]\n> So[^1].\n\n[^1]: Because\n    of it.\n\nTerm\n: what it is\n\n~~no~~ <b>x</b> \
     <details><summary>s</summary>\n\ntext\n\n</details>\n\n[a]: b 'c'\n[a][] :rocket: a_b_c",
    "[quote=\"jo, post:1, topic:7\"]\nold\n[/quote]\n[details=\"x\"]\ny\n[/details] [spoiler]z\
     [/spoiler] [poll]\n* a\n[/poll] @jo #tag",
    "<p>Hold <code>it</code><br>now &amp; <a href='/t/1' class=mention>@jo</a></p><ul><li>a<li>b\
     </ul><pre><code class=\"language-rs\">fn a() {}</code></pre><table><tr><th>h<td>c</table>",
    "The sum $\\sum_{i=1}^n x_i$ costs $5, not $10. $$\\frac{a}{b}$$ \\(x^2\\)\n\
     \\begin{align} a &= b \\\\ c \\end{align}",
    "Why does https://a.example/(b) hum?\n\nRegards,\nKim\n-- \nKim Lind\nSent from my phone",
];

const MARKS: &str = "*¦**¦_¦__¦~~¦`¦``¦```¦~~~¦\n¦\n\n¦    ¦\t¦> ¦- ¦+ ¦1. ¦# ¦===\n¦---\n¦|¦[¦](¦\
    )¦![¦[^1]¦[^1]: ¦[!NOTE]¦: ¦<b>¦</b>¦<p>¦</p>¦<pre>¦</pre>¦<code>¦<a href=\"¦\">¦<img src=x ¦\
    <details>¦<svg>¦<style>¦<script>¦</script>¦<!--¦-->¦<¦</¦&lt;¦&#x¦\\¦$¦$$¦\\(¦\
    https://a.example/¦[quote]";

fn shown(markup: &Markup) -> String {
    to_safe_html(markup, Trust::Community, &mut Fixed).html.into_string()
}

/// What readers see of a post.
fn words(markup: &Markup) -> Option<String> {
    let mut words = String::new();
    text_of_html(&sanitised(markup)?, &mut words);
    Some(words.trim().to_owned())
}

/// Fails where a page would run something, or hold what no sanitiser lets through.
#[track_caller]
fn is_safe(html: &str) {
    let lower = html.to_ascii_lowercase();
    for piece in pieces(html) {
        let super::Piece::Start(tag) = piece else { continue };
        let is_listed = super::html::is_listed(tag.name) || tag.name == "span";
        assert!(is_listed, "<{}> in {html}", tag.name);
        for (name, value) in tag.attributes() {
            assert!(!name.starts_with("on") && name != "style", "{name} in {html}");
            let value = decoded(value).trim_start().to_ascii_lowercase();
            let runs = ["javascript:", "vbscript:", "data:"].iter().any(|s| value.starts_with(s));
            assert!(!runs || !matches!(name, "href" | "src"), "{name}={value} in {html}");
        }
    }
    assert!(!lower.contains("<script"), "{html}");
}

#[test]
fn markdown_of_all_dialects_is_safe_and_stays_as_it_is_when_it_is_sanitised_again() {
    let fuzz = Fuzz::new("CommonMark of all dialects", 250);
    fuzz.seeds(TEXTS).words(MARKS.split('¦')).words(SOWN).text(|input| {
        for syntax in SYNTAXES {
            let markup = Markup { syntax, text: input.to_owned() };
            let html = shown(&markup);
            is_safe(&html);
            let Some(safe) = sanitised(&markup) else { continue };
            let safe = safe.into_owned();
            let again = Markup { syntax: Syntax::Html, text: safe.clone() };
            let mut words = (String::new(), String::new());
            text_of_html(&safe, &mut words.0);
            let Some(twice) = sanitised(&again) else { continue };
            text_of_html(&twice, &mut words.1);
            assert_eq!(words.0, words.1, "{syntax:?}: {safe}");
            // Words are all there, unless something hides them.
            if syntax == Syntax::Text {
                let n = |text: &str| SOWN.map(|word| text.matches(word).count());
                let kept = n(&words.0).into_iter().zip(n(input)).all(|(are, were)| are >= were);
                assert!(kept, "{safe}");
            }
        }
    });
}

#[test]
fn html_becomes_markdown_that_says_the_same() {
    let fuzz = Fuzz::new("HTML to markdown", 300).seeds(TEXTS).words(MARKS.split('¦')).words(SOWN);
    fuzz.text(|input| {
        for syntax in [Syntax::Html, Syntax::Markdown(Dialect::GitHub), Syntax::Text] {
            let markup = Markup { syntax, text: markup::clean(input).into_owned() };
            let new = as_markdown(&markup, None);
            assert_eq!(
                words(&new),
                words(&markup),
                "{syntax:?} \
        {new:?}"
            );
        }
    });
}

/// A thread of which every text is the same.
fn thread(text: &str) -> Thread {
    let post = |id: &str, syntax| {
        Post::new(PostId(id.to_owned()), Markup { syntax, text: text.to_owned() })
    };
    let question = post("0", Syntax::Html);
    let id = ThreadId("1".to_owned());
    let title = text.to_owned();
    let mut thread = Thread::new(id, ThreadKind::Question, title, question, Origin::default());
    thread.answers = vec![post("1", Syntax::Markdown(Dialect::Site)), post("2", Syntax::Text)];
    thread.tags = vec![text.to_owned()];
    thread.aliases = vec![text.to_owned()];
    thread.products = vec![text.to_owned()];
    thread.category = Category::written(text);
    thread.math = Math::Likely;
    thread
}

#[test]
fn what_is_tidied_is_tidy() {
    let fuzz = Fuzz::new("tidy passes", 500).seeds(TEXTS).words(MARKS.split('¦')).words(SOWN);
    fuzz.text(|input| {
        let mut once = thread(input);
        tidy(&mut once);
        let mut twice = once.clone();
        tidy(&mut twice);
        for (one, two) in once.posts().zip(twice.posts()) {
            assert_eq!(one.body.text, two.body.text);
        }
        assert_eq!((&once.tags, &once.aliases), (&twice.tags, &twice.aliases));
        assert_eq!((&once.products, &once.category), (&twice.products, &twice.category));
        let is_folded = |title: &str| title.trim() == title && !title.contains("  ");
        assert!(is_folded(&once.title) && is_folded(&twice.title), "{:?}", once.title);
        let is_line = |text: &String| text.chars().all(|c| !c.is_control());
        assert!(once.tags.iter().chain(&once.aliases).chain(&once.products).all(is_line));
        without_signature(input);
        assert_eq!(tags(input).filter(|tag| tag.end > input.len()).count(), 0);
        let mut ids = PageIds::default();
        assert_ne!(ids.take(input), ids.take(input));
        assess(&mut once);
    });
}

#[test]
fn titles_are_one_line_and_as_they_are_when_they_are_made_again() {
    let seeds = [
        "[SOLVED] Re: Help! my lamp hums",
        "Hi all, I have a hub 2. It says \"Error 42: no key\". How can I fix this? Thanks, Kim",
        "https://a.example/why-it-hums $\\sum x$ is broken?",
        "Чому лампа гуде? Дякую",
    ];
    let words = [
        "[",
        "]",
        "Re: ",
        "Fwd: ",
        "Help",
        "!",
        "?",
        ". ",
        ", ",
        ": ",
        "Hi ",
        "@jo ",
        "\n\
        ",
        "\"",
        "(",
        ")",
        "Error",
        "https://",
        "$",
        "How ",
        "Why ",
        "#1",
        "👍",
        "...",
    ];
    let fuzz = Fuzz::new("titles", 800).seeds(seeds).words(words).words(SOWN);
    fuzz.text(|input| {
        let mut own = thread(input);
        own.title = String::new();
        tidy(&mut own);
        let title = made_title(&own);
        assert!(!title.trim().is_empty() && !title.contains('\n'), "{title:?}");
        assert!(title.chars().count() <= 400, "{title:?}");
        assert_eq!(made_title(&own), title);
        math_title(&title, Math::Likely).into_iter().for_each(|html| {
            assert!(!html.as_str().to_ascii_lowercase().contains("<script"), "{html:?}");
        });
    });
}

#[test]
fn addresses_in_text_end_where_they_should_and_keep_all_signs() {
    let seeds = ["see https://a.example/b_(c)?d=e&f. And www.b.example, http://[::1]/x>y <z>"];
    let words = "https://¦http://¦www.¦(¦)¦[¦]¦.¦,¦&¦<¦>¦\"¦ ".split('¦');
    Fuzz::new("addresses in text", 20_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let mut at = 0;
        while let Some(next) = autolink::next_address(&input[at..]) {
            let length = autolink::address_len(&input[at + next..]);
            assert!(
                length > 0 && input.is_char_boundary(at + next + length),
                "{at} {next} \
        {length}"
            );
            at += next + length;
        }
        let mut html = String::new();
        autolink::linked(input, &mut html);
        assert!(html.len() <= 20 * input.len() + 100);
        let mut bare = String::new();
        let mut last = 0;
        for tag in tags(&html) {
            assert_eq!(tag.name, "a", "{html}");
            bare.push_str(&html[last..tag.start]);
            last = tag.end;
        }
        bare.push_str(&html[last..]);
        assert_eq!(decoded(&bare), *input);
    });
}
