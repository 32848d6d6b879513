//! What is found in text, and what the settings make of it.

use serde_json::{Value, json};

use answerbook::privacy::{PrivateKind, detect};

use crate::harness::{Site, shared};

/// The labels of the shared collection, with ours.
const LABELS: [(&str, PrivateKind); 5] = [
    ("EMAIL_ADDRESS", PrivateKind::Email),
    ("PHONE_NUMBER", PrivateKind::Phone),
    ("CREDIT_CARD", PrivateKind::Card),
    ("IBAN_CODE", PrivateKind::Iban),
    ("US_SSN", PrivateKind::NationalId),
];

/// A post with one of everything, in the markup that a forum makes of it.
const POST: &str = r#"{"id": 1, "title": "Call me on +386 40 123 456", "status": "solved",
 "author": {"id": "1", "name": "Ana"}, "question": {"markup": "html", "body":
 "<p>Write to jane&#64;<b>lumo</b>-mail.si or <a href='mailto:jane@lumo-mail.si'>here</a>,
 <a href='mailto:jane%40lumo-mail.si?subject=x'>there</a>.</p>"},
 "answers": [{"id": "a", "accepted": true, "author": {"id": "2", "name": "bo@lumo-mail.si"},
 "markup": "markdown", "body":
 "Card 4454 7945 1139 0933, [mail](mailto:jo@lumo-mail.si) <abbr title='x@lumo-mail.si'>x</abbr>,
 `key=AKIAIOSFODNN7ABCDEFG`."}]}"#;

fn site(setting: &str) -> Site {
    let settings = "title: Answers\nbase_url: https://a.example/\nsources:\n  \
        - {type: jsonl, path: data.jsonl, name: Forum}\n";
    Site::new("")
        .with("answerbook.yaml", settings)
        .with("data.jsonl", POST.replace('\n', ""))
        .setting(setting)
}

/// The labelled collection: at least 99 of 100 are found, and nothing else.
#[test]
fn labelled_private_text_is_found() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read(shared.join("data/bad-input/pii/labelled.dev.json"));
    let texts: Value = serde_json::from_slice(&text.expect("the file")).expect("JSON");
    let (mut found, mut all, mut extra) = ([0; LABELS.len()], [0; LABELS.len()], 0);
    for labelled in texts.as_array().expect("a list") {
        let text = labelled["text"].as_str().expect("a text");
        let mut hits = detect(text, &[]);
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for span in labelled["spans"].as_array().expect("a list") {
            let label = LABELS.iter().position(|(name, _)| span["type"] == *name);
            let Some(label) = label else { continue };
            let place = |key: &str| places[span[key].as_u64().expect("a number") as usize];
            let range = place("start")..place("end");
            all[label] += 1;
            let is_it = |hit: &answerbook::privacy::PrivateMatch| {
                hit.kind == LABELS[label].1
                    && hit.range.start <= range.start
                    && hit.range.end >= range.end
            };
            if let Some(at) = hits.iter().position(is_it) {
                found[label] += 1;
                hits.remove(at);
            }
        }
        extra += hits.len();
    }
    if std::env::var_os("ANSWERBOOK_FIGURES").is_some() {
        eprintln!("{found:?} of {all:?} of {LABELS:?}, and {extra} without a label");
    }
    assert_eq!(all, [19, 51, 65, 11, 7]);
    for (label, (found, all)) in LABELS.iter().zip(found.iter().zip(all)) {
        assert!(found * 100 >= all * 99, "{}: {found} of {all}", label.0);
    }
    assert!(extra <= 1, "{extra} that have no label");
}

#[test]
fn private_text_is_masked_by_default_wherever_it_stands() {
    let built = site("").build();
    let page = built.page("questions/call-me-on-phone-number-removed-1.html");
    for private in ["lumo-mail", "lumo</b>", "4454", "AKIA", "mailto:", "40 123 456", ">bo"] {
        assert!(!page.contains(private), "{private}\n{page}");
    }
    assert!(page.contains("Write to [e-mail removed]<b></b> or here"), "{page}");
    assert!(page.contains("Card [card number removed], "), "{page}");
    assert_eq!(
        built.messages(),
        "data.jsonl:1: warning[private-text]: 1 card number was masked\n\
         data.jsonl:1: warning[private-text]: 1 phone number was masked\n\
         data.jsonl:1: warning[private-text]: 1 secret was masked\n\
         data.jsonl:1: warning[private-text]: 4 e-mail addresses were masked\n"
    );
}

#[test]
fn private_text_is_reported_or_stops_the_build_where_the_settings_say_so() {
    let built = site("privacy: report").build();
    let page = built.page("questions/call-me-on-386-40-123-456-1.html");
    assert!(page.contains("4454 7945 1139 0933") && page.contains("bo@lumo-mail.si"), "{page}");
    assert!(built.messages().contains("warning[private-text]: 1 phone number is published"));
    let built = site("privacy: fail").build();
    assert!(built.files.is_empty() && !matches!(built.outcome, Some(Ok(_))));
    assert!(built.messages().contains("error[private-text]: 1 secret would be published"));
    let said = site("privacy: masks").build().rendered(answerbook::diag::Format::Human);
    assert!(said.contains("help: use `mask`"), "{said}");
}

#[test]
fn what_the_operator_lets_be_published_stays() {
    let public = "public: [lumo-mail.si, \"+38640123456\", \"4454794511390933\"]\n";
    let built = site("").with("privacy.yaml", public).build();
    let page = built.page("questions/call-me-on-386-40-123-456-1.html");
    assert!(page.contains("4454 7945 1139 0933") && page.contains(">bo@lumo-mail.si<"), "{page}");
    assert!(!page.contains("AKIA"));
}

/// Three askers get the same address and number from the brand, one of them another one.
#[test]
fn what_official_answers_give_to_several_askers_is_proposed_as_public() {
    let thread = |id: usize| {
        let more = if id == 2 { " or ana.kos@lumo-mail.si" } else { "" };
        let body = format!("Write to help@lumo-mail.si or +386 1 234 56 7{}{more}.", id % 2);
        let asker = json!({"id": format!("asker-{id}"), "name": "Olena"});
        let thread = json!({"id": id, "title": format!("Why does lamp {id} hum?"),
            "author": asker, "question": {"body": "Write to olena@kos-mail.si."},
            "answers": [{"id": "a", "accepted": true, "body": body,
                "author": {"id": "7", "name": "Lumo", "role": "brand"}}]});
        format!("{thread}\n")
    };
    let built = site("").with("data.jsonl", (1..=3).map(thread).collect::<String>()).build();
    let said = built.rendered(answerbook::diag::Format::Human);
    let line = "write `public: [help@lumo-mail.si]` in `privacy.yaml`";
    assert!(said.contains(line) && !said.contains("kos") && !said.contains("+386"), "{said}");
    let public = "public: [help@lumo-mail.si]\n";
    let built = site("")
        .with("data.jsonl", (1..=3).map(thread).collect::<String>())
        .with("privacy.yaml", public)
        .build();
    let page = built.page("questions/why-does-lamp-2-hum-2.html");
    assert!(page.contains("help@lumo-mail.si") && !page.contains("ana.kos"), "{page}");
    assert!(!built.rendered(answerbook::diag::Format::Human).contains("help@lumo"));
}

#[test]
fn no_message_quotes_private_text() {
    for setting in ["", "privacy: fail", "privacy: report"] {
        let said = site(setting).build().rendered(answerbook::diag::Format::Human);
        for private in ["lumo-mail", "4454", "AKIA", "123 456"] {
            assert!(!said.contains(private), "{said}");
        }
    }
}

#[test]
fn of_an_address_with_a_name_in_it_nothing_is_left() {
    let people = "people:\n  - name: Jane\n  - {name: Bo, as: Member 7}\n";
    let built = site("").with("privacy.yaml", people).build();
    let page = built.page("questions/call-me-on-phone-number-removed-1.html");
    assert!(page.contains("Write to [e-mail removed]<b></b> or here"), "{page}");
    assert!(!page.contains("lumo-mail") && !page.contains("jane"), "{page}");
}

#[test]
fn characters_that_nobody_sees_hide_no_private_text() {
    for hidden in ["\\u202e", "\\u0007", "\\ufeff"] {
        let hidden_in = format!("jane@lu{hidden}mo-mail.si");
        let post = POST.replace("\n", "").replace("jane&#64;<b>lumo</b>-mail.si", &hidden_in);
        let built = site("").with("data.jsonl", post).build();
        let page = built.page("questions/call-me-on-phone-number-removed-1.html");
        assert!(page.contains("Write to [e-mail removed] or"), "{hidden}\n{page}");
    }
}
