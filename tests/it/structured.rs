//! Structured data, held against the rules that Google publishes for `QAPage`, `ProfilePage`,
//! breadcrumbs and the site's name: what must be there, of which form, and that all of it is on
//! the page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::{Built, Site, elements, example, shared};

/// Checks the data of one page, and says what is wrong with it.
struct Checker<'a> {
    built: &'a Built,
    base_url: &'a str,
    path: &'a str,
    wrong: Vec<String>,
}

/// How many pages of each type a site has.
type Counts = BTreeMap<String, usize>;

/// Returns the types on the pages of a site, and everything that breaks a rule.
fn check(built: &Built, base_url: &str) -> (Counts, Vec<String>) {
    let (mut counts, mut wrong) = (Counts::new(), Vec::new());
    for (path, page) in built.pages() {
        let mut checker = Checker { built, base_url, path, wrong: Vec::new() };
        let scripts = page.split("<script type=\"application/ld+json\">").skip(1);
        let texts = scripts.map(|rest| rest.split("</script>").next().unwrap_or_default());
        let entities: Vec<Value> = texts.flat_map(|text| checker.entities(text)).collect();
        let n_questions = entities.iter().filter(|entity| entity["@type"] == "QAPage").count();
        checker.expect(n_questions <= 1, "a page has one question");
        checker.expect(!path.contains("--discussion") || n_questions == 0, "a discussion has none");
        for entity in &entities {
            *counts.entry(entity["@type"].as_str().unwrap_or_default().to_owned()).or_default() +=
                1;
            checker.entity(entity);
        }
        wrong.extend(checker.wrong.into_iter().map(|what| format!("{path}: {what}")));
    }
    (counts, wrong)
}

/// Text without any white space, tags and elements that show no words.
fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        let (_, words) = piece.split_once('>').unwrap_or(("", piece));
        text.push_str(words);
    }
    bare(&html_escape::decode_html_entities(&text))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Checker<'_> {
    fn expect(&mut self, is_right: bool, rule: &str) {
        if !is_right {
            self.wrong.push(rule.to_owned());
        }
    }

    /// The entities of a script: one, or a graph of several.
    fn entities(&mut self, text: &str) -> Vec<Value> {
        let Ok(data) = serde_json::from_str::<Value>(text) else {
            self.wrong.push("structured data is JSON".to_owned());
            return Vec::new();
        };
        self.expect(data["@context"] == "https://schema.org", "the context is schema.org");
        match data.get("@graph").and_then(Value::as_array) {
            Some(graph) => graph.clone(),
            None => vec![data],
        }
    }

    fn entity(&mut self, entity: &Value) {
        match entity["@type"].as_str().unwrap_or_default() {
            "QAPage" => self.qa_page(entity),
            "Article" => self.article(entity),
            "BreadcrumbList" => self.crumbs(entity),
            "ProfilePage" => {
                self.own_address(&entity["url"], "a profile");
                self.person(&entity["mainEntity"]);
                self.own_address(&entity["mainEntity"]["url"], "a person");
            }
            "WebSite" => self.website(entity),
            other => self.wrong.push(format!("`{other}` is a type with rules")),
        }
    }

    fn qa_page(&mut self, entity: &Value) {
        let question = &entity["mainEntity"];
        self.expect(question["@type"] == "Question", "a QAPage is about one question");
        self.expect(filled(&question["name"]), "a question has a name");
        self.own_address(&entity["url"], "a QAPage");
        self.post(question, "question");
        let accepted: Vec<&Value> = question.get("acceptedAnswer").into_iter().collect();
        self.expect(accepted.iter().all(|answer| answer.is_object()), "one answer is accepted");
        let suggested = question["suggestedAnswer"].as_array();
        let answers: Vec<&Value> =
            accepted.into_iter().chain(suggested.into_iter().flatten()).collect();
        self.expect(!answers.is_empty(), "a question has an answer, accepted or suggested");
        let n_answers = question["answerCount"].as_u64();
        self.expect(n_answers >= Some(answers.len() as u64), "answers are counted");
        let mut anchors = BTreeSet::new();
        for answer in answers {
            self.expect(answer["@type"] == "Answer", "an answer is an Answer");
            let address = answer["url"].as_str().unwrap_or_default();
            let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
            let is_here = Some(page) == entity["url"].as_str() && anchors.insert(anchor.to_owned());
            self.expect(is_here, "an answer has an address of its own on the page");
            self.post(answer, anchor);
        }
    }

    /// What holds for questions and answers; `anchor` is the id of their element.
    fn post(&mut self, post: &Value, anchor: &str) {
        self.expect(filled(&post["text"]), "a post has a text");
        let count = |key: &str| post.get(key).is_none_or(Value::is_u64);
        let are_counts = ["upvoteCount", "commentCount", "answerCount"].into_iter().all(count);
        self.expect(are_counts, "counts are numbers that are not negative");
        for key in ["datePublished", "dateModified"] {
            let date = post.get(key).map(|date| date.as_str().unwrap_or_default());
            let is_date = date.is_none_or(|date| date.len() == 20 && date.ends_with('Z'));
            self.expect(is_date, "dates say their time zone");
        }
        if let Some(author) = post.get("author") {
            self.person(author);
        }
        self.is_visible(post, anchor);
    }

    /// The whole text of a post, and how many remarks it has, are what its element shows.
    fn is_visible(&mut self, post: &Value, anchor: &str) {
        let page = self.built.page(self.path);
        let Some((_, shown)) = page.split_once(&format!("id=\"{anchor}\"")) else {
            self.wrong.push(format!("`{anchor}` is on the page"));
            return;
        };
        let shown = shown.split("<footer class=\"by\">").next().unwrap_or_default();
        let (_, shown) = shown.split_once("class=\"prose\"").unwrap_or(("", shown));
        let (_, shown) = shown.split_once('>').unwrap_or(("", shown));
        // Formulas stand in the page as MathML, and in the data as they were written.
        if shown.contains("<math") {
            return;
        }
        let (text, shown) = (bare(post["text"].as_str().unwrap_or_default()), words(shown));
        let is_shown = shown.contains(&text) || self.title() == text;
        if !is_shown {
            self.wrong.push(format!("the text of `{anchor}` is shown:\n{text}\n{shown}"));
        }
    }

    fn title(&self) -> String {
        let page = self.built.page(self.path);
        let heading = page.split("<h1").nth(1).and_then(|rest| rest.split_once('>'));
        words(heading.map_or("", |(_, rest)| rest.split("</h1>").next().unwrap_or_default()))
    }

    fn person(&mut self, person: &Value) {
        let kind = person["@type"].as_str().unwrap_or_default();
        self.expect(matches!(kind, "Person" | "Organization"), "an author is somebody");
        self.expect(filled(&person["name"]), "an author has a name");
        let url = person["url"].as_str().unwrap_or_default();
        // Who has no page here is named by the one in the community.
        if !url.is_empty() && (url.starts_with(self.base_url) || !url.starts_with("https://")) {
            self.own_address(&person["url"], "an author");
        }
    }

    fn article(&mut self, entity: &Value) {
        self.expect(filled(&entity["headline"]), "an article has a headline");
        self.own_address(&entity["url"], "an article");
        if let Some(author) = entity.get("author") {
            self.person(author);
        }
    }

    fn crumbs(&mut self, entity: &Value) {
        let items = entity["itemListElement"].as_array().cloned().unwrap_or_default();
        self.expect(items.len() >= 2, "a way has two steps");
        for (at, item) in items.iter().enumerate() {
            self.expect(item["position"] == at + 1, "steps are counted from 1");
            self.expect(filled(&item["name"]), "a step has a name");
            if at + 1 < items.len() {
                self.own_address(&item["item"], "a step");
            }
        }
    }

    fn website(&mut self, entity: &Value) {
        self.expect(filled(&entity["name"]), "a site has a name");
        self.own_address(&entity["url"], "a site");
        let action = &entity["potentialAction"];
        self.expect(action["@type"] == "SearchAction", "a site can be searched");
        let template = action["target"]["urlTemplate"].as_str().unwrap_or_default();
        let (search, query) = template.split_once("?q=").unwrap_or_default();
        self.own_address(&Value::from(search), "a search");
        let input = action["query-input"].as_str().unwrap_or_default();
        let name = input.strip_prefix("required name=").unwrap_or_default();
        let is_named = !name.is_empty() && query == format!("{{{name}}}");
        self.expect(is_named, "what is searched for has its place in the address");
    }

    /// A full address below the site's own, where something is.
    fn own_address(&mut self, address: &Value, whose: &str) {
        let below = address.as_str().and_then(|address| address.strip_prefix(self.base_url));
        let below =
            below.map(|path| percent_encoding::percent_decode_str(path).decode_utf8_lossy());
        let is_there = |path: &str| {
            let file = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
            self.built.files.contains_key(&format!("{path}{file}"))
        };
        let is_right = below.as_deref().is_some_and(is_there);
        self.expect(is_right, &format!("the address of {whose} is a page: {address}"));
    }
}

fn filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

/// How many answers name the page of who wrote them, of how many in all.
fn n_answers_with_pages(built: &Built) -> (usize, usize) {
    let pages = built.page_paths("questions/").into_iter();
    let answers = pages.flat_map(|path| {
        let question = built.json_ld(path)["@graph"][0]["mainEntity"].clone();
        let suggested = question["suggestedAnswer"].as_array().cloned().unwrap_or_default();
        let accepted = question["acceptedAnswer"].is_object();
        suggested.into_iter().chain(accepted.then(|| question["acceptedAnswer"].clone()))
    });
    answers.fold((0, 0), |(n, all), answer| {
        (n + usize::from(answer["author"]["url"].is_string()), all + 1)
    })
}

#[test]
fn the_example_keeps_the_rules() {
    let (counts, wrong) = check(example(), "https://answers.lumo.example/");
    assert_eq!(wrong, [""; 0]);
    for kind in ["QAPage", "Article", "BreadcrumbList", "ProfilePage", "WebSite"] {
        assert!(counts.get(kind) >= Some(&1), "{counts:?}");
    }
}

#[test]
fn real_dumps_keep_the_rules() {
    let Some(shared) = shared() else { return };
    for name in ["beer2016", "french-meta-2021"] {
        let mut site = Site::new("").with(
            "answerbook.yaml",
            format!(
                "title: Dump\nbase_url: https://a.example/help/\nsources:\n\
                 \x20 - {{type: stackexchange, path: dump, url: 'https://{name}.example'}}\n"
            ),
        );
        for file in ["Posts.xml", "Users.xml", "Comments.xml"] {
            let path = shared.join("data/stackexchange").join(name).join(file);
            site = site.with(&format!("dump/{file}"), std::fs::read(path).expect("a dump"));
        }
        let built = site.build();
        let (counts, wrong) = check(&built, "https://a.example/help/");
        assert_eq!(wrong, [""; 0], "{name}");
        assert!(counts.get("QAPage") >= Some(&50), "{name}: {counts:?}");
        // Who is not counted among those who helped is not linked.
        let (n, all) = n_answers_with_pages(&built);
        assert!(all > 100 && n * 100 >= all * 90, "{name}: {n} of {all}");
    }
}

#[test]
fn of_a_long_thread_the_answers_are_named_that_its_page_shows() {
    let answers: Vec<Value> = (0..12)
        .map(|at| {
            let body = format!("Turn wheel {at} to the left until it clicks.");
            serde_json::json!({"id": at.to_string(), "body": body, "accepted": at == 9})
        })
        .collect();
    let thread = serde_json::json!({"id": 1, "title": "Which wheel?", "answers": answers,
        "url": "https://f.example/1", "question": {"body": "There are twelve."}});
    let built = Site::new("")
        .with(
            "answerbook.yaml",
            "title: Ovens\nbase_url: https://a.example/\nsources: [{type: jsonl, path: a.jsonl}]\n",
        )
        .with("a.jsonl", format!("{thread}\n"))
        .build();
    let (counts, wrong) = check(&built, "https://a.example/");
    assert_eq!(wrong, [""; 0]);
    assert_eq!(counts["QAPage"], 1, "the discussion is none");
    let question = &built.json_ld("questions/which-wheel-1.html")["@graph"][0]["mainEntity"];
    assert_eq!(question["answerCount"], 12);
    assert_eq!(question["suggestedAnswer"].as_array().map(Vec::len), Some(4));
}

/// Threads of one community, each with who asked and who answered: id, name, and page there.
fn asked_and_answered(threads: &[(&str, [Value; 2])]) -> String {
    let record = |(id, [asker, helper]): &(&str, [Value; 2])| {
        let thread = serde_json::json!({"id": id, "title": "Door",
            "url": format!("https://f.example/{id}"),
            "author": asker, "question": {"body": "It squeaks. Why?"},
            "answers": [{"id": format!("a{id}"), "body": "Grease both of its hinges.",
                "accepted": true, "author": helper}]});
        format!("{thread}\n")
    };
    threads.iter().map(record).collect()
}

fn member(id: &str, name: &str) -> Value {
    serde_json::json!({"id": id, "name": name, "url": format!("https://f.example/u/{id}")})
}

/// Builds the threads of communities, each a source of its own.
fn communities(lines: &[String]) -> Built {
    let sources: String = (0..lines.len())
        .map(|at| format!("  - {{type: jsonl, path: {at}.jsonl, name: Forum {at}}}\n"))
        .collect();
    let settings = format!("title: Ovens\nbase_url: https://a.example/\nsources:\n{sources}");
    let mut site = Site::new("").with("answerbook.yaml", settings);
    for (at, lines) in lines.iter().enumerate() {
        site = site.with(&format!("{at}.jsonl"), lines.clone());
    }
    let built = site.build();
    assert_eq!(check(&built, "https://a.example/").1, [""; 0]);
    built
}

/// The address of who asked, and of who wrote the accepted answer, on a page.
fn authors(built: &Built, path: &str) -> [Value; 2] {
    let question = &built.json_ld(path)["@graph"][0]["mainEntity"];
    [&question["author"]["url"], &question["acceptedAnswer"]["author"]["url"]].map(Value::clone)
}

#[test]
fn who_asked_is_named_by_their_page_here_else_by_that_of_the_community() {
    let nameless = serde_json::json!({"id": "n", "name": "Nils"});
    let script = serde_json::json!({"id": "s", "name": "Sam", "url": "javascript:alert(1)"});
    let built = communities(&[asked_and_answered(&[
        ("1", [member("u", "Ulla"), member("v", "Vera")]),
        ("2", [member("v", "Vera"), member("w", "Wim")]),
        ("3", [nameless, member("w", "Wim")]),
        ("4", [script, member("w", "Wim")]),
    ])]);
    let vera = "https://a.example/people/vera-v.html";
    assert_eq!(authors(&built, "questions/door-1.html"), ["https://f.example/u/u", vera]);
    let [asker, _] = authors(&built, "questions/door-2.html");
    assert_eq!(asker, vera, "who asks and helps elsewhere is one person");
    for path in ["questions/door-3.html", "questions/door-4.html"] {
        assert_eq!(authors(&built, path)[0], Value::Null, "{path}");
        assert!(!built.page(path).contains("javascript:alert"));
    }
    let profile = &built.json_ld("people/vera-v.html")["mainEntity"];
    assert_eq!(
        (&profile["url"], &profile["sameAs"]),
        (&vera.into(), &"https://f.example/u/v".into())
    );
}

#[test]
fn people_who_share_a_name_are_two() {
    let of_one = [
        ("1", [member("x1", "Alex"), member("x2", "Alex")]),
        ("2", [member("x2", "Alex"), member("x3", "Alex")]),
    ];
    let of_other = [("7", [member("x3", "Alex"), member("x2", "Alex")])];
    let built = communities(&[asked_and_answered(&of_one), asked_and_answered(&of_other)]);
    let page = |key: &str| Value::from(format!("https://a.example/people/{key}.html"));
    let first = authors(&built, "questions/door-1.html");
    assert_eq!(first, [Value::from("https://f.example/u/x1"), page("alex-x2")]);
    assert_eq!(authors(&built, "questions/door-2.html"), [page("alex-x2"), page("alex-x3")]);
    let questions = built.page_paths("questions/");
    let of_other = questions.iter().find(|path| path.contains("--")).expect("a page");
    let [asker, helper] = authors(&built, of_other);
    assert_eq!(helper, page("alex-x2-2"), "one id in two communities is two people");
    assert_eq!(asker, "https://f.example/u/x3", "who helps in another one is somebody else");
    let keys: BTreeSet<String> = ["alex-x2", "alex-x3", "alex-x2-2"]
        .map(|key| {
            built.json_ld(&format!("people/{key}.html"))["mainEntity"]["identifier"].to_string()
        })
        .into();
    assert_eq!(keys.len(), 3, "{keys:?}");
}

#[test]
fn what_breaks_a_rule_is_found() {
    let site = Site::new("")
        .with(
            "answerbook.yaml",
            "title: Ovens\nbase_url: https://a.example/\nsources: [{type: jsonl, path: a.jsonl}]\n",
        )
        .with(
            "a.jsonl",
            "{\"id\": 1, \"title\": \"Door\", \"url\": \"https://f.example/1\", \"question\": \
             {\"body\": \"Why?\"}, \"answers\": [{\"id\": \"7\", \"body\": \"Grease it.\", \
             \"accepted\": true, \"author\": {\"id\": \"u\", \"name\": \"Ulla\"}}], \
             \"comments\": [{\"id\": \"9\", \"parent\": \"7\", \
             \"body\": \"With which grease?\"}]}\n",
        );
    let (_, wrong) = check(&site.build(), "https://a.example/");
    assert_eq!(wrong, [""; 0]);
    let mut built = site.build();
    let path = "questions/door-1.html";
    let answer = &built.json_ld(path)["@graph"][0]["mainEntity"]["acceptedAnswer"];
    assert_eq!(answer["commentCount"], 1);
    assert_eq!(answer["author"]["url"], "https://a.example/people/ulla-u.html");
    for (from, to) in [
        ("\"text\":\"Grease it.\"", "\"text\":\"Oil it.\""),
        ("\"answerCount\":1", "\"answerCount\":0"),
        ("\"commentCount\":1", "\"commentCount\":-1"),
        ("\"upvoteCount\":0", "\"upvoteCount\":\"none\""),
        ("people/ulla-u.html\"}", "people/nobody.html\"}"),
        ("#a-7\"", "#a-8\""),
        ("\"position\":1", "\"position\":0"),
        ("acceptedAnswer", "bestAnswer"),
    ] {
        let page = built.page(path).to_owned();
        let broken = page.replacen(from, to, 1);
        assert_ne!(broken, page, "{from}");
        built.files.insert(path.to_owned(), broken.into_bytes());
        assert!(!check(&built, "https://a.example/").1.is_empty(), "{from}");
        built.files.insert(path.to_owned(), page.into_bytes());
    }
    assert!(elements(built.page(path)).iter().any(|(name, _)| name == "script"));
}
