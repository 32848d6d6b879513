//! Code has classes and math is MathML, on pages of whole sites.

use answerbook::diag::Code;
use answerbook::normalize::text_of_html;

use crate::harness::{Built, Site};

/// A dump of a site of Stack Exchange, of one question and its answer.
fn dump(title: &str, question: &str, answer: &str, comment: &str) -> Site {
    let escaped = |text: &str| html_escaped(text);
    let posts = format!(
        "<?xml version=\"1.0\"?>\n<posts>\n\
         <row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"2\" Score=\"3\" Title=\"{}\" \
         CreationDate=\"2024-05-02T03:04:05.678\" OwnerUserId=\"7\" Body=\"{}\" />\n\
         <row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" Score=\"2\" OwnerUserId=\"8\" \
         CreationDate=\"2024-05-02T04:04:05.678\" Body=\"{}\" />\n</posts>\n",
        escaped(title),
        escaped(question),
        escaped(answer)
    );
    let comments = format!(
        "<?xml version=\"1.0\"?>\n<comments>\n<row Id=\"11\" PostId=\"2\" Score=\"0\" Text=\"{}\" \
         CreationDate=\"2024-05-03T00:00:00\" UserId=\"7\" />\n</comments>\n",
        escaped(comment)
    );
    Site::new("")
        .with(
            "answerbook.yaml",
            "title: Qubits\nsources:\n  - {type: stackexchange, path: dump, \
             url: \"https://qubits.example\"}\n",
        )
        .with("dump/Posts.xml", posts)
        .with("dump/Comments.xml", comments)
}

fn html_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn question(built: &Built) -> (&str, &str) {
    let paths = built.page_paths("questions/");
    assert_eq!(paths.len(), 1);
    (paths[0], built.page(paths[0]))
}

/// Whether a page has an expression with this TeX beside it.
fn has_tex(page: &str, tex: &str) -> bool {
    page.contains(&format!("<annotation encoding=\"application/x-tex\">{tex}</annotation>"))
}

#[test]
fn math_of_a_site_is_mathml_in_titles_posts_and_comments() {
    let site = dump(
        "What is $\\mathbb{C}^2$ good for?",
        "<p>See $\\langle 0|$ and $$\\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}$$</p>",
        "<p>It holds one qubit: $n$ of them take <span class=\"math-container\">$2^n$</span>.</p>",
        "Then $\\left|0\\right> = x$ and $x^*Ax$, $y^*By$.",
    );
    let built = site.build();
    assert_eq!(built.messages(), "");
    let (path, page) = question(&built);
    assert_eq!(path, "questions/what-is-c2-good-for-1.html");
    let all = ["\\mathbb{C}^2", "\\langle 0|", "n", "2^n", "x^*Ax", "y^*By"];
    for tex in all {
        assert!(has_tex(page, tex), "{tex}");
    }
    assert!(has_tex(page, "\\begin{pmatrix} 1 \\\\ 0 \\end{pmatrix}"));
    assert!(has_tex(page, "\\left|0\\right&gt; = x"));
    assert!(page.contains("<title>What is ℂ² good for? · Qubits</title>"), "the title is words");
    assert!(page.contains("<h1>What is <math>"), "the heading has its math");
    assert!(!built.page("index.html").contains('$'), "lists have words");
}

#[test]
fn math_can_be_turned_off_and_on() {
    let with = |lines: &str| Site::new("== answers/a.md\nSo $x^2$ it is.\n").setting(lines).build();
    let has_math = |built: &Built| built.page("answers/a.html").contains("<math");
    assert!(has_math(&with("")));
    assert!(has_math(&with("math: on")));
    assert!(!has_math(&with("math: off")));
    assert!(with("math: off").page("answers/a.html").contains("So $x^2$ it is."));
    let odd = with("math: maybe");
    assert!(odd.messages().contains("`maybe`"), "{}", odd.messages());
}

#[test]
fn an_amount_is_no_math_and_code_neither() {
    let text = "It is $5 *or* $10, or 5$/month; `$x$` too.\n\n```sh\necho $A $B\n```\n";
    let built = Site::new(&format!("== answers/a.md\n{text}")).build();
    let page = built.page("answers/a.html");
    assert!(!page.contains("<math"));
    assert!(page.contains("It is $5 <em>or</em> $10, or 5$/month; <code>$x$</code> too."));
    let site = dump("Price?", "<p>Is it $5 or $10?</p>", "<p>It is $7, not 7$ more.</p>", "A $9?");
    let built = site.build();
    assert!(!question(&built).1.contains("<math"));
}

#[test]
fn math_that_cannot_be_read_is_told_and_stays() {
    let built = Site::new("== answers/a.md\nSo $\\foo{x} < 1$ and $\\bar x$.\n").build();
    let page = built.page("answers/a.html");
    assert!(page.contains("<code class=\"language-tex\">$\\foo{x} &lt; 1$</code>"));
    let message = built.message(Code::MathUnread);
    assert!(message.contains("1 expression of math cannot be read"), "{message}");
}

#[test]
fn mathml_that_somebody_wrote_is_not_published() {
    let answer = "<p>So <math><mi onclick=\"x()\">a</mi></math> and \
                  <math href=\"javascript:x()\">b</math> $\\alpha$</p>";
    let built = dump("Is $\\alpha$ safe?", "<p>Is it?</p>", answer, "Yes.").build();
    let page = question(&built).1;
    assert!(!page.contains("onclick") && !page.contains("javascript"));
    assert!(has_tex(page, "\\alpha"));
}

#[test]
fn code_has_classes_titles_and_marked_lines() {
    let text = "```rust title=\"src/main.rs\" {2}\nfn main() {\n    start(\"<hub>\");\n}\n```\n";
    let built = Site::new(&format!("== answers/a.md\nStart it:\n\n{text}")).build();
    let page = built.page("answers/a.html");
    let expected = "<figure><figcaption>src/main.rs</figcaption><pre><code class=\"language-rust\">\
        <span class=\"hl-keyword\">fn</span> <span class=\"hl-function\">main</span>() {\n\
        <mark class=\"hl-line\">    <span class=\"hl-function\">start</span>(\
        <span class=\"hl-string\">\"&lt;hub&gt;\"</span>);</mark>\n}\n</code></pre></figure>";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn the_words_of_code_are_the_same_with_and_without_classes() {
    let code = "#include <map>\nint main() { return \"a\\n\"[0]; } // x <y> & z\n";
    let words = |language: &str| {
        let text = format!("== answers/a.md\nRun:\n\n```{language}\n{code}```\n");
        let built = Site::new(&text).build();
        let page = built.page("answers/a.html");
        let (_, rest) = page.split_once("<pre>").expect("a block");
        let mut words = String::new();
        text_of_html(rest.split("</pre>").next().unwrap_or_default(), &mut words);
        (page.contains("hl-"), words)
    };
    let (colored, plain) = (words("cpp"), words("text"));
    assert_eq!((colored.0, plain.0), (true, false));
    assert_eq!(colored.1, plain.1);
}

#[test]
fn hostile_code_and_math_are_shown_as_text() {
    let long = "x".repeat(100_000);
    let nested = "{\n".repeat(5_000);
    let bomb = "\\sqrt{".repeat(1_000);
    let text = format!(
        "== answers/a.md\nA\n\n```js\n{long}\n```\n\n```yaml\n{nested}```\n\n${bomb}$\n\n\
         $$\\def\\a{{\\a\\a}}\\a$$\n\n$unclosed \\frac{{1}}\n\n```rust {{1-999999999}}\nx\n```\n\n\
         ```cs\n{}\n```\n",
        "List<".repeat(2_000)
    );
    let started = std::time::Instant::now();
    let built = Site::new(&text).build();
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let page = built.page("answers/a.html");
    for words in [&long[..], &nested, "$unclosed \\frac{1}", "\\def\\a{\\a\\a}\\a"] {
        assert!(page.contains(words), "{}", &words[..9]);
    }
}

#[test]
fn pages_hold_no_style_of_their_own() {
    let text = "$$\\begin{array}{|l|r|} \\hline \\color{red}{a} & \\large b \\\\ \\hline \
                \\end{array}$$\n\n```diff\n+ a\n- b\n```\n";
    let built = Site::new(&format!("== answers/a.md\nSee:\n\n{text}")).build();
    let page = built.page("answers/a.html");
    assert!(page.contains("class=\"math-left"), "{page}");
    assert!(page.contains("hl-added"));
    assert!(!page.contains(" style="));
}
