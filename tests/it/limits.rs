//! Posts of hostile size or shape: they are shown, as text where they are too much, in time that
//! grows with their length.

use answerbook::diag::Code;

use crate::harness::{Built, Site, elements};

/// No such post takes a debug build so long; one whose time grew with the square of its length
/// would take minutes.
const MAX_SECONDS: u64 = 20;

/// Builds a site of one answer.
#[track_caller]
fn built(text: &str) -> Built {
    let started = std::time::Instant::now();
    let built = Site::new("").with("answers/a.md", text).build();
    assert!(started.elapsed().as_secs() < MAX_SECONDS, "{:?}", started.elapsed());
    assert!(matches!(built.outcome, Some(Ok(_))), "{}", built.messages());
    built
}

/// How often words stand in the page of the answer.
fn count(built: &Built, words: &str) -> usize {
    built.page("answers/a.html").matches(words).count()
}

#[test]
fn math_that_is_never_closed_is_text() {
    for sign in ["$x", "$$x", "\\(x", "\\[x", "\\begin{align}x", "${x", "$`x"] {
        let n = 100_000 / sign.len();
        let built = built(&format!("Set it:\n\n{}", format!("{sign} lamp\n\n").repeat(n)));
        assert_eq!(count(&built, "<math"), 0, "{sign}");
        assert!(count(&built, " lamp") >= n, "{sign}");
    }
}

#[test]
fn nested_alerts_are_quotes() {
    let text: String = (1..=200).map(|depth| format!("{}[!NOTE]\n", "> ".repeat(depth))).collect();
    let shown = built(&format!("{text}{}Hot lamp.\n", "> ".repeat(200)));
    assert!(count(&shown, "alert-title") <= 1);
    assert_eq!(count(&shown, "Hot lamp."), 1);
    let deep = built(&format!("{}[!NOTE]\nHot lamp.\n", "> ".repeat(100_000)));
    assert!(deep.message(Code::MarkupTooComplex).starts_with("answers/a.md:1: warning"));
    assert!(count(&deep, "Hot lamp.") >= 1);
    let many = built(&"> [!TIP]\n> Hot lamp.\n\n".repeat(10_000));
    assert_eq!(count(&many, "<p>Hot lamp.</p>"), 10_000);
}

#[test]
fn a_fence_of_megabytes_is_text_with_a_message_or_refused() {
    let line = "let lamp: Vec<Option<T>> = read(&hub)?;\n";
    let fence = |bytes: usize| format!("So:\n\n```rust\n{}```\n", line.repeat(bytes / line.len()));
    let n = (19 << 20) / 10 / line.len();
    let built = built(&fence((19 << 20) / 10));
    assert!(built.message(Code::MarkupTooComplex).contains("too long or too deeply nested"));
    assert_eq!(count(&built, "let lamp: Vec&lt;Option&lt;T&gt;&gt;"), n);
    let site = Site::new("").with("answers/a.md", fence(5 << 20));
    let refused = site.with("answers/b.md", "Hot lamp.").build();
    let said = "answers/a.md: error[record-invalid]: `answers/a.md` is larger than 2 MB";
    assert!(refused.messages().contains(said), "{}", refused.messages());
    assert!(refused.page("answers/b.html").contains("Hot lamp."));
}

#[test]
fn bombs_of_tex_stay_their_source() {
    let nest =
        |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    let matrix = |n: usize| {
        let row = vec!["x"; n].join(" & ");
        format!("\\begin{{matrix}} {} \\end{{matrix}}", vec![row; n].join(" \\\\ "))
    };
    let loops = "\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a".to_owned();
    let bombs = [
        loops,
        nest("{", "}", 1_000),
        nest("\\frac{1}{", "}", 400),
        nest("\\sqrt[", "]{y}", 300),
        nest("\\left(", "\\right)", 400),
        matrix(60),
        "x^".repeat(1_000),
        "\\newcommand{\\a}{\\a}\\a".to_owned(),
        "\\let\\a=\\a \\a".repeat(100),
        "\\hspace{99999999em}\\rule{1e9em}{1e9em}".to_owned(),
    ];
    for bomb in bombs {
        let text = format!("Lamp:\n\n$$\n{bomb}\n$$\n\nSee $x^2$.\n");
        let built = built(&text.repeat(20));
        assert_eq!(count(&built, "See <math"), 20, "{}", &bomb[..9]);
        let size = built.page("answers/a.html").len();
        assert!(size < 400 * text.len() + 200_000, "{size} bytes of {}", &bomb[..9]);
    }
    // What is large and no bomb is read.
    assert_eq!(count(&built(&format!("Lamp: $${}$$\n", matrix(20))), "<mtd"), 400);
}

#[test]
fn unknown_languages_are_code_as_it_stands() {
    let names = ["klingon", "<b>", "\"x", "language-", "é", "..", "rust,no_run", "💡", "a b c"];
    for name in names.into_iter().map(str::to_owned).chain(["x".repeat(50_000)]) {
        let built = built(&format!("So:\n\n```{name}\nlamp <on>\n```\n"));
        assert_eq!(count(&built, "lamp &lt;on&gt;"), 1, "{name}");
        let classes = elements(built.page("answers/a.html"));
        let classes = classes.iter().filter(|(name, _)| name == "code");
        let is_plain = |class: &String| {
            class.len() < 60 && class.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        assert!(classes.filter_map(|(_, all)| all.get("class")).all(is_plain), "{name}");
    }
}

#[test]
fn classes_and_ids_of_posts_are_no_others_of_the_page() {
    let taken = ["main", "search", "answers", "a-1", "post-1", "fn:1", "top", "x\" onclick=\"y"];
    let long = "x".repeat(10_000);
    let classes =
        ["alert-note", "hl-keyword", "visually-hidden", "formula", "media", "tex", "\"><b>"];
    let mut text = String::from("So:\n\n");
    for id in taken.into_iter().chain([&*long]) {
        let id = id.replace('"', "&quot;");
        text.push_str(&format!("<h2 id=\"{id}\">Lamp</h2>\n<a name=\"{id}\">x</a>\n\n"));
    }
    for class in classes.into_iter().chain([&*long]) {
        let class = class.replace('"', "&quot;");
        text.push_str(&format!("<span class=\"{class}\">$y$</span><p class=\"{class}\">z</p>\n\n"));
    }
    let shown = built(&text);
    let empty = built("So.\n");
    let all = elements(shown.page("answers/a.html"));
    let mut ids: Vec<&String> = all.iter().filter_map(|(_, all)| all.get("id")).collect();
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids, "an id is there twice");
    assert!(ids.iter().all(|id| id.len() < 200), "an id is as long as somebody wants");
    let own = elements(empty.page("answers/a.html"));
    let own_ids: Vec<&String> = own.iter().filter_map(|(_, all)| all.get("id")).collect();
    assert!(own_ids.iter().all(|id| ids.contains(id)), "the page's own ids stay");
    let of_post =
        |class: &&str| all.iter().any(|(_, all)| all.get("class").is_some_and(|c| c == class));
    let foreign: Vec<&str> = ["hl-keyword", "visually-hidden", "media", &long]
        .into_iter()
        .filter(|class| {
            of_post(class)
                && !own.iter().any(|(_, all)| all.get("class").is_some_and(|c| c == class))
        })
        .collect();
    assert_eq!(foreign, [""; 0]);
    assert!(all.iter().all(|(_, all)| !all.contains_key("onclick")));
}

#[test]
fn tags_that_are_left_out_are_told_of() {
    let tags = |n: usize| (0..n).map(|n| format!("lamp-{n}")).collect::<Vec<_>>().join(", ");
    let site = |n: usize| {
        let text = format!("---\ntitle: Lamps\ntags: [{}]\n---\nHot lamp.\n", tags(n));
        Site::new("").with("answers/a.md", text).build()
    };
    assert_eq!(site(100).messages(), "");
    let built = site(112);
    let told = "answers/a.md:1: warning[thread-long]: 12 tags of `a` are left out\n";
    assert_eq!(built.messages(), told);
    assert_eq!(built.page_paths("tags/").len(), 100);
}
