//! The last look at what is published, and the form of privacy.yaml.

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
        "privacy.yaml:1:1: error[key-missing]: a person has neither a name nor an id\n\
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
    assert!(said("people: Tina\n").contains("error[config-syntax]: `privacy.yaml` cannot be"));
    assert_eq!(
        said("people:\n  - name: Nobody Here\nthreads:\n  - id: 99\n"),
        "privacy.yaml:2:11: warning[privacy-unmatched]: \
         nobody in the sources has this name or id\n\
         privacy.yaml:4:9: warning[privacy-unmatched]: no source has this thread\n"
    );
    assert_eq!(said(""), "");
}

#[test]
fn the_file_itself_is_not_published() {
    let built = site("people:\n  - name: Tina Zupan\n").build();
    assert!(built.files.keys().all(|path| !path.contains("privacy")));
}
