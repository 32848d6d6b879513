//! The last look at what is published, and the form of privacy.yaml.

use serde_json::{Value, json};

use answerbook::diag::{Code, Format};

use crate::harness::Site;

const THREAD: &str = "{\"id\": 1, \"title\": \"Hub?\", \"question\": {\"body\": \"Why?\"}, \
    \"answers\": [{\"id\": \"a\", \"accepted\": true, \"body\": \"So.\", \
    \"author\": {\"id\": \"7\", \"name\": \"Tina Zupan\"}}]}\n";

fn site(decisions: &str) -> Site {
    let settings = "title: Answers\nsources:\n  - {type: jsonl, path: data.jsonl, name: Forum}\n";
    Site::new("")
        .with("answerbook.yaml", settings)
        .with("data.jsonl", THREAD)
        .with("privacy.yaml", decisions)
}

#[test]
fn a_name_that_comes_in_by_another_way_stops_the_build() {
    let named = "people:\n  - name: Tina Zupan\n";
    assert!(site(named).build().report().n_pages > 0);
    let built = site(named).with("static/team.html", "<p>Tina <Zupan tina-zupan").build();
    assert!(!matches!(built.outcome, Some(Ok(_))));
    assert_eq!(
        built.messages(),
        "privacy.yaml:2:11: error[privacy-leak]: \
         `team.html` still names a person of `privacy.yaml`\n"
    );
    let built = site(named).with("templates/home.html", "TINA&nbsp;ZUPAN").build();
    assert!(built.messages().contains("`index.html` still names a person"), "{}", built.messages());
}

/// A site of three threads, of which the second one is made by `change`.
fn three(change: impl Fn(&mut Value)) -> Site {
    let thread = |id: usize| {
        let mut thread = json!({"id": id, "title": format!("Why does lamp {id} hum?"),
            "author": {"id": "12", "name": "Orest"}, "question": {"body": "It hums at night."},
            "answers": [{"id": "a", "accepted": true, "body": "The coil is loose.",
                "author": {"id": "7", "name": "Tina Zupan"}}]});
        if id == 2 {
            change(&mut thread);
        }
        format!("{thread}\n")
    };
    site("people:\n  - name: Tina Zupan\n")
        .with("data.jsonl", (1..=3).map(thread).collect::<String>())
}

/// Builds a site of three threads, of which the second one cannot be published.
#[track_caller]
fn second_is_withheld(site: &Site) {
    let built = site.build_gone();
    let report = built.report();
    assert_eq!((report.n_published, report.n_imported, report.n_present), (2, 2, 3));
    assert_eq!(report.skipped["unsafe"], 1);
    let told = built.message(Code::PrivacyWithheld);
    assert!(told.starts_with("data.jsonl:2: warning"), "{}", built.messages());
    assert!(told.contains("the thread `2` is withheld") && !told.contains("Zupan"), "{told}");
    let pages = built.page_paths("questions/");
    let n_of = |id: &str| pages.iter().filter(|path| path.ends_with(id)).count();
    assert_eq!((n_of("-1.html"), n_of("-2.html"), n_of("-3.html")), (1, 0, 1), "{pages:?}");
    let whole = |(_, page): (&str, &str)| !page.contains("lamp 2");
    assert!(built.pages().all(whole), "another page shows it");
}

#[test]
fn a_thread_whose_parts_make_up_a_name_side_by_side_is_withheld() {
    second_is_withheld(&three(|thread| {
        thread["product"] = json!("Tina");
        thread["version"] = json!("Zupan");
    }));
    second_is_withheld(&three(|thread| {
        thread["question"]["body"] = json!("I asked Tina");
        thread["comments"] = json!([{"body": "Zupan is a word for mayors."}]);
    }));
    // What is quoted between is left out of what lists say of the answer.
    second_is_withheld(&three(|thread| {
        let body = "> why\n\nIt was Tina\n\n> who\n\nZupan is a word for mayors.";
        thread["answers"][0]["body"] = json!(body);
    }));
    second_is_withheld(&three(|thread| thread["answers"][0]["id"] = json!("tina-zupan")));
    second_is_withheld(&three(|thread| thread["answers"][0]["id"] = json!("Tina_Zupan")));
}

#[test]
fn a_title_that_makes_up_a_name_with_its_number_gets_another_address() {
    let site = three(|thread| {
        thread["title"] = json!("How do I thank Tina?");
        thread["id"] = json!("zupan");
    });
    let built = site.build();
    assert_eq!(built.report().n_published, 3, "{}", built.messages());
    assert!(built.page_paths("questions/").contains(&"questions/removed-zupan.html"));
}

#[test]
fn a_thread_whose_words_a_template_puts_together_is_withheld_and_stops_nothing() {
    let joined = |thread: &mut Value| {
        thread["title"] = json!("Who is Tina");
        thread["author"]["name"] = json!("Zupan");
    };
    let page = "{% extends \"commons/question.html\" %}{% block main %}<main id=\"main\">\
        <h1>{{ thread.title }} {{ thread.question.author.name }}</h1></main>{% endblock main %}";
    second_is_withheld(&three(joined).with("templates/question.html", page));
    let home = "{% extends \"commons/home.html\" %}{% block main %}<main id=\"main\">\
        {% for card in list.cards %}{{ card.title }} {{ card.teaser }} {% endfor %}</main>\
        {% endblock main %}";
    let joined = |thread: &mut Value| {
        thread["title"] = json!("Who is Tina");
        thread["answers"][0]["body"] = json!("Zupan means mayor.");
    };
    second_is_withheld(&three(joined).with("templates/home.html", home));
}

#[test]
fn a_name_in_the_template_of_a_page_stops_the_build() {
    let page = "{% extends \"commons/question.html\" %}{% block main %}<main id=\"main\">\
        <h1>{{ thread.title }}</h1>By Tina Zupan</main>{% endblock main %}";
    let built = three(|_| ()).with("templates/question.html", page).build();
    assert!(!matches!(built.outcome, Some(Ok(_))));
    assert!(built.message(Code::PrivacyLeak).contains("still names a person"));
    // Nor does it matter how the template puts it together.
    let page = page.replace("Tina Zupan", "Tina {{ \"Zupan\" }}");
    let built = three(|_| ()).with("templates/question.html", page).build();
    assert!(built.message(Code::PrivacyLeak).contains("still names a person"));
    assert_eq!(built.message(Code::PrivacyWithheld), "");
}

#[test]
fn an_ordinary_word_is_looked_for_as_a_name_alone() {
    let thread = THREAD.replace("Tina Zupan", "Will").replace("So.", "It will, @will!");
    let built = site("people:\n  - {name: Will, text: mentions}\n").with("data.jsonl", thread);
    let built = built.build();
    let page = built.page("questions/hub-1.html");
    assert!(page.contains("It will, a member!") && !page.contains(">Will<"), "{page}");
}

#[test]
fn the_program_of_the_search_names_nobody() {
    // What a reader written in WebAssembly calls its memory.
    let named = "people:\n  - name: Tina Zupan\n    also: [memory]\n";
    let built = site(named).build();
    assert_eq!(built.messages(), "");
    let is_reader = |path: &&str| path.starts_with("search/reader-");
    assert_eq!(built.paths("search/").into_iter().filter(is_reader).count(), 1);
}

#[test]
fn faults_of_the_file_are_named_with_their_places() {
    let said = |decisions: &str| site(decisions).build().messages();
    assert_eq!(
        said("peple:\n  - name: x\n"),
        "privacy.yaml:1:1: error[key-unknown]: `peple` is no key of `privacy.yaml`\n"
    );
    assert_eq!(
        said("people:\n  - nmae: x\n"),
        "privacy.yaml:2:5: error[key-missing]: a person has neither a name nor an id\n\
         privacy.yaml:2:5: error[key-unknown]: `nmae` is no key of `privacy.yaml`\n"
    );
    assert_eq!(
        said("people:\n  - {name: x, posts: delete}\n"),
        "privacy.yaml:2:22: error[value-invalid]: `delete` is not a value of `posts`\n"
    );
    assert_eq!(
        said("threads:\n  - id: 1\n    source: Forums\n"),
        "privacy.yaml:3:13: error[value-invalid]: `Forums` is not a value of `source`\n"
    );
    assert!(
        said("people: Tina\n").contains("error[config-syntax]: `people` is a text where a list")
    );
    assert_eq!(
        said("people:\n  - name: Nobody Here\nthreads:\n  - id: 99\n"),
        "privacy.yaml:2:11: warning[privacy-unmatched]: \
         entry 1 of `people` is nobody in the sources\n\
         privacy.yaml:4:9: warning[privacy-unmatched]: \
         entry 1 of `threads` is no thread of the sources\n"
    );
    assert_eq!(said(""), "");
}

#[test]
fn a_slip_in_a_name_is_told_by_the_thread_that_has_nearly_that_name() {
    let thread = |id: &str, asker: &str, helper: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"Door {id}\", \"author\": {{\"id\": \"q{id}\", \
             \"name\": \"{asker}\"}}, \"answers\": [{{\"body\": \"Oil it.\", \"accepted\": true, \
             \"author\": {{\"id\": \"h{id}\", \"name\": \"{helper}\"}}}}]}}\n"
        )
    };
    let lines = thread("1", "Zora Lah", "Orest") + &thread("2", "Nela", "Tina Zupančič");
    let settings = "title: T\nsources: [{type: jsonl, path: a.jsonl, name: Forum}]\n";
    let built = |people: &str| {
        let site = Site::new("").with("answerbook.yaml", settings).with("a.jsonl", lines.clone());
        site.with("privacy.yaml", format!("people:\n{people}")).build().rendered(Format::Human)
    };
    for (written, name, thread) in
        [("Tina Zupanič", "Tina Zupančič", "Forum:2"), ("Zora Lahh", "Zora Lah", "Forum:1")]
    {
        let told = built(&format!("  - name: {written}\n"));
        assert!(
            told.contains(&format!("write the name as it stands in the thread `{thread}`")),
            "{told}"
        );
        assert!(!told.contains(name), "no name that the file does not hold: {told}");
        assert!(!told.contains(written), "nor one that it does: {told}");
    }
    // Of another community, or of nobody.
    let told = built("  - {name: Jure Novak}\n");
    assert!(told.contains("write the name as the community shows it"), "{told}");
    assert!(!built("  - name: Zora Lah\n").contains("nobody"));
}

#[test]
fn the_file_itself_is_not_published() {
    let built = site("people:\n  - name: Tina Zupan\n").build();
    assert!(built.files.keys().all(|path| !path.contains("privacy")));
}
