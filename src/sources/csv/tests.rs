use super::open;
use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Sink;
use crate::files::DiskFiles;
use crate::files::Files;
use crate::files::MemoryFiles;
use crate::model::Grade;
use crate::model::PostId;
use crate::model::Reason;
use crate::model::Role;
use crate::normalize::resolve;
use crate::sources::Batch;
use crate::sources::Reader;
use crate::sources::SkipReason;
use crate::sources::testing;

fn settings(columns: &[(&str, &str)]) -> SourceSettings {
    let mut settings = testing::settings(SourceType::Csv, ".");
    let owned = |(what, name): &(&str, &str)| ((*what).to_owned(), (*name).to_owned());
    settings.table.columns = columns.iter().map(owned).collect();
    settings.table.markup = crate::model::Syntax::Text;
    settings
}

fn read_with(settings: &SourceSettings, files: &[(&str, &[u8])]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(settings, &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(p, text)| (*p, text.as_bytes())).collect();
    read_with(&settings(&[]), &files)
}

/// Threads as `id title: posts`.
fn threads(batch: &Batch) -> Vec<String> {
    let say = |thread: &crate::model::Thread| {
        let posts: Vec<&str> = thread.posts().map(|post| post.body.text.as_str()).collect();
        format!("{} {}: {}", thread.id.0, thread.title, posts.join(" / "))
    };
    batch.threads.iter().map(say).collect()
}

#[test]
fn two_tables_are_joined() {
    let batch = read(&[
        (
            "messages.csv",
            "id,conversation_source_id,body,author_id,role,created_at\n\
             m2,c1,\"Press, hold\",ann,agent,2024-01-02T00:00:00Z\n\
             m1,c1,\"How?\nReally\",jo,customer,2024-01-01T00:00:00Z\n\
             m3,c1,thanks,jo,customer,2024-01-03T00:00:00Z\n\
             m4,c9,lost,jo,customer,2024-01-03T00:00:00Z\n",
        ),
        ("threads.csv", "source_id;title;channel;tags\nc1;Reset;chat;\"hub, reset\"\n"),
    ]);
    assert_eq!(threads(&batch), ["c1 Reset: How?\nReally / Press, hold"]);
    let thread = &batch.threads[0];
    assert_eq!(thread.answers[0].comments.len(), 1);
    assert_eq!(thread.answers[0].author.as_ref().map(|a| a.role), Some(Role::Staff));
    assert_eq!(thread.tags, ["hub", "reset"]);
    assert_eq!(resolve(thread).grade, Grade::Official);
    assert_eq!(batch.skipped.len(), 1);
    assert_eq!(batch.skipped[0].reason, SkipReason::Orphan);
}

#[test]
fn one_flat_table_holds_threads_and_their_messages() {
    let batch = read(&[(
        "care.csv",
        "thread\ttext\taccepted\tstatus\na\tIt is red. Why?\t\tclosed\nb\tq\t\topen\n\
         a\tHot\tyes\t\nb\tr\t\t\n",
    )]);
    assert_eq!(threads(&batch), ["a It is red: It is red. Why? / Hot", "b Q: q / r"]);
    assert_eq!(resolve(&batch.threads[0]).reason, Reason::AcceptedMark);
    assert_eq!(resolve(&batch.threads[1]).grade, Grade::Unresolved);
}

#[test]
fn replies_are_followed_to_their_first_message() {
    // The shape of customer support on Twitter.
    let batch = read(&[(
        "twcs.csv",
        "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n\
         3,115712,True,Tue Oct 31 22:11:45 +0000 2017,thanks,,2\n\
         2,brand,False,Tue Oct 31 22:10:47 +0000 2017,Press it,3,1\n\
         1,115712,True,Tue Oct 31 22:09:00 +0000 2017,It does not start,2,\n\
         9,115712,True,Tue Oct 31 22:09:00 +0000 2017,lost,,8\n",
    )]);
    assert_eq!(
        threads(&batch),
        ["1 It does not start: It does not start / Press it", "8 Lost: lost",]
    );
    assert_eq!(batch.threads[0].answers[0].comments[0].body.text, "thanks");
    assert_eq!(resolve(&batch.threads[0]).grade, Grade::Official);
    assert!(batch.threads[0].created.is_some());
    // A circle ends.
    let circle = "id,parent,body\n1,2,a\n2,1,b\n";
    let batch = read(&[("a.csv", circle)]);
    assert_eq!(batch.threads.len() + batch.skipped.len(), batch.threads.len());
    assert!(!batch.threads.is_empty());
}

#[test]
fn the_settings_name_the_columns() {
    let settings = settings(&[("thread", "Fall Nr."), ("body", "Inhalt"), ("title", "Betreff")]);
    let text = "Fall Nr.,Betreff,Inhalt\n7,Rot,Warum?\n7,,Darum\n";
    let batch = read_with(&settings, &[("a.csv", text.as_bytes())]);
    assert_eq!(threads(&batch), ["7 Rot: Warum? / Darum"]);
}

#[test]
fn old_encodings_are_read_when_they_are_named() {
    let mut settings = settings(&[]);
    let text = b"thread,body\n1,\xcf\xf0\xe8\xe2\xb3\xf2\n";
    let batch = read_with(&settings, &[("a.csv", text)]);
    assert_eq!((batch.threads.len(), batch.skipped.len()), (0, 1));
    settings.table.encoding = Some("windows-1251".to_owned());
    let batch = read_with(&settings, &[("a.csv", text)]);
    assert_eq!(threads(&batch), ["1 Привіт: Привіт"]);
}

#[test]
fn private_rows_are_dropped() {
    let batch = read(&[(
        "a.csv",
        "thread,body,internal,email,ip\n1,q,false,SECRET,SECRET\n1,SECRET,true,,\n1,r,no,,\n\
         2,SECRET,true,,\n2,r,,,\n",
    )]);
    assert_eq!(threads(&batch), ["1 Q: q / r"]);
    assert_eq!(batch.skipped[0].reason, SkipReason::Private);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn a_row_with_another_number_of_fields_is_left_out() {
    let batch = read(&[("a.csv", "thread,body\n1,q\n1\n1,r,s\n1,\"t\n2,u\n")]);
    assert_eq!(threads(&batch), ["1 Q: q", "2 U: u"]);
    let shown = testing::messages(batch.sink);
    assert!(shown.contains("a.csv:3:1: error[record-invalid]: this row has 1 fields"), "{shown}");
    assert!(shown.contains("a.csv:5:1: error[export-unreadable]"), "{shown}");
    assert_eq!(batch.skipped.len(), 3);
}

#[test]
fn times_of_all_forms_are_read() {
    for text in [
        "2017-10-31T22:10:47Z",
        "Tue Oct 31 22:10:47 +0000 2017",
        "1509487847",
        "1509487847000",
        "31/10/2017 22:10:47",
        "31.10.2017 22:10:47",
        "Tue, 31 Oct 2017 22:10:47 +0000",
    ] {
        let moment = super::convert::moment(text).map(|time| time.rfc3339());
        assert_eq!(moment.as_deref(), Some("2017-10-31T22:10:47Z"), "{text}");
    }
    assert!(super::convert::moment("soon").is_none());
}

#[test]
fn marks_are_found_in_the_file() {
    let files = MemoryFiles::new([("a.csv", "thread,id,body,accepted\n1,a,q,\n1,b,r,yes\n")]);
    let settings = settings(&[]);
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let post = PostId("b".to_owned());
    let place = reader.locate(&batch.threads[0], Reason::AcceptedMark, Some(&post));
    let place = place.expect("it is there");
    assert_eq!((place.line, place.excerpt.map(|e| e.text)), (3, Some("1,b,r,yes".to_owned())));
}

#[test]
fn hostile_tables_do_no_harm() {
    let Some(shared) = testing::shared() else { return };
    let disk = DiskFiles::new(shared.join("data/bad-input/csv/csv"));
    let paths = disk.list("");
    assert!(paths.len() > 20);
    for path in paths {
        for columns in [&[][..], &[("thread", "a"), ("body", "b")], &[("id", "A"), ("body", "B")]] {
            let settings = SourceSettings { path: path.clone(), ..settings(columns) };
            let batch = testing::read_all(&open(&settings, &disk, &mut Sink::new()));
            assert_eq!(batch.skipped.is_empty(), batch.sink.n_errors() == 0, "{path}");
        }
    }
}
