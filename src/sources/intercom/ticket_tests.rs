use super::tests::{part, read};
use crate::model::{Grade, Markup, Syntax};
use crate::normalize::resolve;
use crate::sources::testing::{only, reasons};
use crate::sources::{SkipReason, testing};

/// A ticket of a customer with a form that was filled in.
fn ticket(fields: &str, parts: &[&str]) -> String {
    format!(
        "{{\"type\":\"ticket\",\"id\":\"21\",\"ticket_id\":\"9\",\"created_at\":1700000000,\
         \"updated_at\":1700009000,\"ticket_attributes\":{{\"_default_title_\":\"Hub is red\",\
         \"_default_description_\":\"It blinks <i>.\",\"Serial\":\"SECRET\"}},\
         \"contacts\":{{\"type\":\"contact.list\",\"contacts\":[{{\"type\":\"contact\",\
         \"id\":\"5\",\"external_id\":\"SECRET\"}}]}}{fields},\"ticket_parts\":\
         {{\"type\":\"ticket_part.list\",\"ticket_parts\":[{}],\"total_count\":{}}}}}",
        parts.join(","),
        parts.len()
    )
}

const CUSTOMERS: &str = ",\"category\":\"Customer\",\"is_shared\":true,\"open\":true";

#[test]
fn a_ticket_of_a_customer_becomes_a_thread_in_every_container() {
    let parts = [
        part(1, "ticket_state_updated_by_admin", "admin/7", "<p>SECRET</p>"),
        part(2, "note", "admin/7", "<p>SECRET</p>"),
        part(
            3,
            "comment",
            "admin/7",
            "<p>Hold the button for ten seconds until it turns green.</p>",
        ),
        part(4, "comment", "user/5", "<p>Which one?</p>"),
    ];
    let text = ticket(CUSTOMERS, &parts.each_ref().map(String::as_str));
    let other = text.replace("\"id\":\"21\"", "\"id\":22");
    let list =
        format!("{{\"type\":\"ticket.list\",\"tickets\":[{text},{other}],\"total_count\":2}}");
    for text in [list, format!("{text}\n{other}\n"), format!("[{text},{other}]")] {
        let batch = read(&text);
        let ids: Vec<&str> = batch.threads.iter().map(|thread| &*thread.id.0).collect();
        assert_eq!((ids, batch.skipped.len()), (vec!["21", "22"], 0), "{text}");
        assert_eq!(testing::messages(batch.sink.clone()), "");
        assert!(!format!("{batch:?}").contains("SECRET"), "{batch:?}");
    }
    let batch = read(&text);
    let thread = only(&batch);
    assert_eq!(thread.title, "Hub is red");
    assert_eq!(
        thread.question.body,
        Markup { syntax: Syntax::Text, text: "It blinks <i>.".into() }
    );
    let asker = thread.question.author.as_ref().map(|author| (&*author.id.0, &*author.name));
    assert_eq!(asker, Some(("5", "user 5")), "named as where they answer");
    let [answer] = thread.answers.as_slice() else { panic!("one answer") };
    assert_eq!((&*answer.id.0, answer.comments.len()), ("3", 1));
}

#[test]
fn tickets_of_the_team_stay_out() {
    let hold = part(1, "comment", "admin/7", "<p>SECRET</p>");
    for (fields, is_shown) in [
        (",\"category\":\"Customer\"", true),
        (",\"category\":\"Customer\",\"is_shared\":true", true),
        (",\"category\":\"Customer\",\"is_shared\":false", false),
        (",\"category\":\"Back-office\",\"is_shared\":true", false),
        (",\"category\":\"Tracker\"", false),
        (",\"ticket_type\":{\"category\":\"Customer\"}", true),
        (",\"ticket_type\":{\"category\":\"Back-office\"},\"is_shared\":true", false),
        (",\"is_shared\":true", true),
        ("", false),
    ] {
        let batch = read(&ticket(fields, &[&hold]));
        let expected = if is_shown { vec![] } else { vec![SkipReason::Private] };
        assert_eq!(
            (batch.threads.len(), reasons(&batch)),
            (usize::from(is_shown), expected),
            "{fields}"
        );
    }
    let gone = "{\"object\":\"ticket\",\"id\":\"21\",\"deleted\":true}";
    let batch = read(&format!("{}\n{gone}", ticket(CUSTOMERS, &[&hold])));
    assert_eq!(reasons(&batch), [SkipReason::IdTaken, SkipReason::Deleted]);
}

#[test]
fn a_ticket_that_is_resolved_is_graded_by_its_last_word() {
    let hold = part(
        1,
        "comment",
        "admin/7",
        "<p>Hold the button for ten seconds until it turns green.</p>",
    );
    let no = part(2, "comment", "user/5", "<p>It still blinks</p>");
    let thanks = part(3, "comment", "user/5", "<p>Thanks, that worked!</p>");
    let word = |state: &str| format!("{CUSTOMERS},\"ticket_state\":\"{state}\"");
    let whole = |state: &str| {
        format!(
            "{CUSTOMERS},\"ticket_state\":{{\"type\":\"ticket_state\",\"category\":\"{state}\"}}"
        )
    };
    let closed = CUSTOMERS.replace("\"open\":true", "\"open\":false");
    for (fields, parts, grade) in [
        (word("resolved"), vec![&hold], Grade::Official),
        (whole("resolved"), vec![&hold], Grade::Official),
        (word("resolved"), vec![&hold, &thanks], Grade::Official),
        (whole("resolved"), vec![&hold, &no], Grade::Unresolved),
        (word("in_progress"), vec![&hold], Grade::Unresolved),
        (whole("waiting_on_customer"), vec![&hold], Grade::Unresolved),
        (format!("{closed},\"ticket_state\":null"), vec![&hold], Grade::Official),
        (closed, vec![&hold], Grade::Official),
        (whole("resolved"), vec![], Grade::Unresolved),
    ] {
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
        let batch = read(&ticket(&fields, &parts));
        assert_eq!(resolve(only(&batch)).grade, grade, "{fields} {parts:?}");
    }
}

#[test]
fn a_ticket_without_a_form_asks_in_its_first_message() {
    let parts = [
        part(1, "comment", "admin/7", "<p>Wait.</p>"),
        part(2, "comment", "user/5", "<p>How do I reset the hub?</p>"),
        part(
            3,
            "comment",
            "admin/7",
            "<p>Hold the button for ten seconds until it turns green.</p>",
        ),
    ];
    let parts = parts.each_ref().map(String::as_str);
    let blank = |parts: &[&str]| {
        ticket(CUSTOMERS, parts)
            .replace("\"It blinks <i>.\"", "null")
            .replace("\"Hub is red\"", "\"\"")
    };
    let batch = read(&blank(&parts));
    let thread = only(&batch);
    assert_eq!((&*thread.title, &*thread.question.id.0), ("How do I reset the hub?", "2"));
    assert_eq!(thread.answers.len(), 1);
    assert_eq!(reasons(&read(&blank(&parts[..1]))), [SkipReason::Empty]);
    let cut = ticket(CUSTOMERS, &parts).replace("\"total_count\":3", "\"total_count\":501");
    let told = testing::messages(read(&cut).sink);
    assert!(told.contains("ticket `21` has 4 of its 502 posts"), "{told}");
}
