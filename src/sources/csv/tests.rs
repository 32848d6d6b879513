use super::{open, recognise};
use crate::config::{DateOrder, SourceSettings, SourceType};
use crate::diag::{Diagnostic, Sink};
use crate::files::{DiskFiles, Files, MemoryFiles};
use crate::model::{Grade, PostId, Reason, Role, ThreadKind};
use crate::normalize::resolve;
use crate::sources::sample::Sample;
use crate::sources::{Batch, Reader, SkipReason, testing};
use crate::text::Lang;

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
             m2,c1,\"Press the button, hold it well\",ann,agent,2024-01-02T00:00:00Z\n\
             m1,c1,\"How do I reset it?\nReally\",jo,customer,2024-01-01T00:00:00Z\n\
             m3,c1,thanks,jo,customer,2024-01-03T00:00:00Z\n\
             m5,c1,Or unplug it,mo,Moderator,2024-01-04T00:00:00Z\n\
             m4,c9,lost,jo,customer,2024-01-03T00:00:00Z\n",
        ),
        ("threads.csv", "source_id;title;channel;tags\nc1;Reset;chat;\"hub, reset\"\n"),
    ]);
    assert_eq!(
        threads(&batch),
        ["c1 Reset: How do I reset it?\nReally / Press the button, hold it well / Or unplug it"]
    );
    let thread = &batch.threads[0];
    assert_eq!(thread.answers[0].comments.len(), 1);
    let roles: Vec<Role> = thread.answers.iter().map(|post| post.role()).collect();
    assert_eq!(roles, [Role::Staff, Role::Moderator]);
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
         a\tIt is too hot\tyes\t\nb\tr\t\t\n",
    )]);
    assert_eq!(threads(&batch), ["a It is red: It is red. Why? / It is too hot", "b Q: q / r"]);
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
         2,brand,False,Tue Oct 31 22:10:47 +0000 2017,Press the button for ten seconds,3,1\n\
         1,115712,True,Tue Oct 31 22:09:00 +0000 2017,Why does it not start?,2,\n\
         9,115712,True,Tue Oct 31 22:09:00 +0000 2017,lost,,8\n",
    )]);
    assert_eq!(
        threads(&batch),
        [
            "1 Why does it not start?: Why does it not start? / Press the button for ten seconds",
            "8 Lost: lost",
        ]
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

/// Threads and messages of tables.
fn told(settings: &SourceSettings, files: &[(&str, &str)]) -> (Vec<String>, String) {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(settings, &files, &mut sink));
    let told = threads(&batch);
    sink.append(batch.sink);
    (told, testing::messages(sink))
}

#[track_caller]
fn check_silent(text: &str, expected: &[&str]) {
    let (threads, messages) = told(&settings(&[]), &[("a.csv", text)]);
    assert_eq!((threads.join("\n"), messages.as_str()), (expected.join("\n"), ""));
}

#[test]
fn a_whole_number_is_the_same_id_however_it_is_written() {
    let text = "id,author,text,parent\n1,jo,Why?,\n2,ann,Press,1.0\n3,jo,Thanks,2.0\n\
        100000,jo,How?,\n100001,ann,So,1e5\n7.0,jo,When?,\n8.0,ann,Now,7\n";
    check_silent(
        text,
        &["1 Why?: Why? / Press", "100000 How?: How? / So", "7.0 When?: When? / Now"],
    );
    let batch = read(&[("a.csv", text)]);
    assert_eq!(batch.threads[0].answers[0].comments[0].id.0, "3");
    // What is written so is meant first.
    let text = "id,text,parent\n1,a?,\n1.0,b?,\n2,c,1.0\n3,d,1\n";
    check_silent(text, &["1 A?: a? / d", "1.0 B?: b? / c"]);
    // Nothing is what programs call it.
    let text = "id,text,parent\n1,a?,NaN\n2,b?,0.0\n3,c?,-1\n4,d,2\n";
    check_silent(text, &["1 A?: a?", "2 B?: b? / d", "3 C?: c?"]);
}

#[test]
fn threads_are_found_by_number_too() {
    let threads = ("t.csv", "thread_id,title\n1,One\n2,Two\n");
    let messages = ("m.csv", "thread,text,accepted\n1.0,a,\n2.0,b,\n1.0,c,\n");
    let (found, shown) = told(&settings(&[]), &[threads, messages]);
    assert_eq!((found, shown.as_str()), (vec!["1 One: a / c".into(), "2 Two: b".into()], ""));
    // A flat table of which one export has fractions, and one that has nothing else.
    let one = ("a.csv", "thread,text\n1,a\n5.0,e\n");
    let other = ("b.csv", "thread,text\n1.0,b\n5.0,f\n");
    let (found, _) = told(&settings(&[]), &[one, other]);
    assert_eq!(found, ["1 A: a / b", "5.0 E: e / f"]);
    let threads = ("t.csv", "thread_id,title,accepted\n1,One,7.0\n");
    let messages = ("m.csv", "thread,id,text\n1,6,a\n1,7,c\n");
    let batch = read(&[threads, messages]);
    assert_eq!(batch.threads[0].accepted.as_ref().map(|id| id.0.as_str()), Some("7"));
}

#[test]
fn parents_that_find_nobody_are_told_once() {
    let rows: String = (1..400).map(|n| format!("{n},x,t{n}\n")).collect();
    let text = format!("id,text,parent\n0,a?,\n{rows}");
    let files = MemoryFiles::new([("a.csv", text.as_str())]);
    let (settings, mut sink) = (settings(&[]), Sink::new());
    drop(open(&settings, &files, &mut sink));
    let diagnostics = sink.into_sorted();
    assert_eq!(diagnostics.len(), 1);
    let Diagnostic { message, notes, .. } = &diagnostics[0];
    assert_eq!(message, "399 of 399 values of `parent` are not found in `id`");
    assert_eq!(notes[0], "`parent` has `t1`, `t2`, and `t3`, and `id` has `0`, `1`, and `2`");
    // Some replies to what is older than the export are no reason to speak.
    check_silent("id,text,parent\n1,a?,\n2,b,1\n3,c,99\n", &["1 A?: a? / b", "99 C: c"]);
    let threads = ("t.csv", "case_id,title\nC-1,One\n");
    let (found, shown) = told(&settings, &[threads, ("m.csv", "Thread,text\n1,a\n2,b\nC-1,c\n")]);
    assert_eq!(found, ["C-1 One: c"]);
    let expected = "m.csv:1: warning[parent-unknown]: \
        2 of 3 values of `Thread` are not found in `case_id`\n";
    assert_eq!(shown, expected);
}

#[test]
fn roles_count_where_nobody_is_named() {
    let batch = read(&[(
        "a.csv",
        "thread,text,role\n1,Why?,customer\n1,Press,agent\n1,Thanks,customer\n1,Or hold,agent\n\
         2,Why?,member\n2,Me too,member\n2,Press,expert\n",
    )]);
    let [first, second] = batch.threads.as_slice() else { panic!("{batch:?}") };
    let person = |post: &crate::model::Post| {
        let author = post.author.clone();
        author.map(|author| (author.id.0, author.name, author.role))
    };
    let agent = |n: u8| Some((format!("agent 1-{n}"), "agent".to_owned(), Role::Staff));
    assert_eq!(first.answers.iter().map(person).collect::<Vec<_>>(), [agent(2), agent(4)]);
    // The customer of a conversation is one person, and of another one another.
    assert_eq!(first.answers[0].comments[0].body.text, "Thanks");
    assert_eq!(person(&first.question).map(|one| one.0).as_deref(), Some("customer 1"));
    // Members are anybody.
    assert_eq!(person(&second.question), None);
    let roles: Vec<Option<Role>> =
        second.answers.iter().map(|post| post.author.as_ref().map(|one| one.role)).collect();
    assert_eq!(roles, [None, Some(Role::Expert)]);
    let batch = read(&[("a.csv", "id,text,inbound,parent\n1,Why?,True,\n2,So,False,1\n")]);
    let thread = &batch.threads[0];
    assert_eq!(person(&thread.question).map(|one| one.1).as_deref(), Some("customer"));
    assert_eq!(person(&thread.answers[0]).map(|one| one.2), Some(Role::Staff));
}

#[test]
fn a_named_column_that_is_not_there_is_named() {
    let text = "thread,Message Text,when\n1,Why?,\n";
    let (found, shown) = told(&settings(&[("body", "Mesage_text")]), &[("a.csv", text)]);
    assert_eq!(found, [] as [&str; 0]);
    assert_eq!(
        shown,
        "answerbook.yaml:3: error[column-missing]: no table has the column `Mesage_text`\n"
    );
    let settings = settings(&[("body", "Mesage_text"), ("score", "Stars")]);
    let files = MemoryFiles::new([("a.csv", text)]);
    let mut sink = Sink::new();
    drop(open(&settings, &files, &mut sink));
    let told: Vec<(Vec<String>, Vec<String>)> =
        sink.into_sorted().into_iter().map(|one| (one.notes, one.helps)).collect();
    let note = "`a.csv` has `thread`, `Message Text`, and `when`".to_owned();
    let help = "name one of these as `score` in `columns`, or leave it out".to_owned();
    let nearest = "use `Message Text`".to_owned();
    assert_eq!(told, [(vec![note.clone()], vec![nearest]), (vec![note], vec![help])]);
    // One of several tables is enough.
    let table = ("t.csv", "thread_id,Headline\n1,One\n");
    let settings = self::settings(&[("title", "headline"), ("body", "message text")]);
    assert_eq!(self::told(&settings, &[("a.csv", text), table]).1, "");
}

#[test]
fn american_dates_are_known_by_one_or_by_the_setting() {
    let created = |settings: &SourceSettings, dates: &[&str]| {
        let rows: String = dates.iter().map(|date| format!("1,x,{date}\n")).collect();
        let text = format!("thread,text,Sent At\n{rows}");
        let files = MemoryFiles::new([("a.csv", text.as_str())]);
        let mut sink = Sink::new();
        let batch = testing::read_all(&open(settings, &files, &mut sink));
        let thread = &batch.threads[0];
        let all = thread.posts().filter_map(|post| post.created);
        let all: Vec<String> = all.map(|time| time.rfc3339()[..10].to_owned()).collect();
        (all.join(" "), testing::messages(sink))
    };
    let found = settings(&[]);
    let both = ["03/04/2024 10:00", "3/5/2024 1:00 PM"];
    let warning = "a.csv:2: warning[date-ambiguous]: dates of `Sent At` can be read in two ways\n";
    assert_eq!(created(&found, &both), ("2024-04-03 2024-05-03".into(), warning.into()));
    let decided = [both[0], "3/13/2024"];
    assert_eq!(created(&found, &decided), ("2024-03-04 2024-03-13".into(), String::new()));
    let mut set = settings(&[]);
    set.table.dates = Some(DateOrder::MonthFirst);
    assert_eq!(created(&set, &both), ("2024-03-04 2024-03-05".into(), String::new()));
}

#[test]
fn a_date_that_decides_makes_all_threads_new() {
    let digest = |last: &str| {
        let text = format!("thread,text,date\n1,x,03/04/2024\n2,y,{last}\n");
        let files = MemoryFiles::new([("a.csv", text.as_str())]);
        let settings = settings(&[]);
        open(&settings, &files, &mut Sink::new()).digest(0)
    };
    // The rest of the unit has other bytes, so compare what is decided alone.
    assert_ne!(digest("13/04/2024"), digest("04/13/2024"));
}

#[test]
fn replies_need_no_id_of_their_own() {
    let text = "message_id,author,content,type,title,parent_id\n\
        m:1,Ann,How do I pair?,Discussion,How do I pair?,\n\
        ,Bob,Hold it.,Reply,How do I pair?,m:1\n,Cy,Or that.,Reply,,m:1\nm:1-1,Di,No.,Reply,,m:1\n";
    check_silent(text, &["m:1 How do I pair?: How do I pair? / Hold it. / Or that. / No."]);
    let batch = read(&[("a.csv", text)]);
    let ids: Vec<&str> = batch.threads[0].answers.iter().map(|post| post.id.0.as_str()).collect();
    assert_eq!(ids, ["m:1-1-2", "m:1-2", "m:1-1"]);
}

#[test]
fn spreadsheets_tables_in_utf_16_are_read() {
    let text = "\u{feff}thread\tid\tbody\tauthor\trole\r\n1\ta\tЯк скинути 🔑?\tAnn\tcustomer\r\n\
        1\tb\t\"Тримайте\r\n10 с.\"\tBob\tagent\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut named = settings(&[]);
    named.table.encoding = Some("utf-16le".to_owned());
    for bytes in [text.as_bytes(), &little, &big, &little[2..]] {
        for settings in [&settings(&[]), &named] {
            let batch = read_with(settings, &[("a.csv", bytes)]);
            let expected = ["1 Як скинути?: Як скинути 🔑? / Тримайте\r\n10 с."];
            assert_eq!(
                (threads(&batch), batch.skipped.len()),
                (expected.map(String::from).into(), 0)
            );
        }
        let sample = |path| Sample { path, head: bytes };
        assert!(recognise(&sample("a.csv")) && recognise(&sample("a.txt")));
        assert!(!recognise(&sample("a.json")));
    }
}

#[test]
fn what_an_unclosed_quote_swallows_is_one_error() {
    let swallowed = "x,\n".repeat(20_000);
    let text = format!("thread,id,body\n1,1,\"How?\n{swallowed}2,2,\"Why, then?\"\n2,3,So\n");
    let (found, shown) = told(&settings(&[]), &[("a.csv", &text)]);
    assert_eq!(found, ["2 Why, then?: Why, then? / So"]);
    let expected = "a.csv:2:1: error[export-unreadable]: `a.csv` \
        has a quote that is not closed here, or a row that is too long\n";
    assert_eq!(shown, expected);
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
            let mut sink = Sink::new();
            let batch = testing::read_all(&open(&settings, &disk, &mut sink));
            let n_errors = sink.n_errors() + batch.sink.n_errors();
            assert!(batch.skipped.is_empty() || n_errors > 0, "{path}");
            assert!(batch.sink.n_errors() == 0 || !batch.skipped.is_empty(), "{path}");
        }
    }
}

#[test]
fn columns_say_where_a_thread_lies_and_what_it_is_about() {
    let batch = read(&[(
        "threads.csv",
        "thread,id,title,body,category,product,version,views\n\
         1,1,Why?,Why is it red?,Support > Hubs,\"Hub 2, Bridge\",4.10,1200\n1,2,,Hold it.,,,,\n",
    )]);
    let thread = &batch.threads[0];
    assert_eq!(thread.category.path, ["Support", "Hubs"]);
    assert_eq!(
        (thread.products.join("|"), thread.versions.join("|")),
        ("Hub 2|Bridge".into(), "4.10".into())
    );
    assert_eq!((thread.popularity.views, thread.tags.len()), (Some(1200), 0));
}

#[test]
fn a_row_may_be_a_question_with_its_answer() {
    let faq = "question,answer,tags,date,language\n\
        How do I descale it?,\"Use **vinegar**, twice.\",\"care; water\",2024-03-01,en\n\
        Wie entkalke ich?,Mit Essig.,care,31.01.2024,de\n\
        Open?,,,,\n,lost,,,\n";
    let batch = read(&[("faq.csv", faq)]);
    let said: Vec<String> = batch
        .threads
        .iter()
        .map(|thread| format!("{}: {}", thread.title, thread.answers[0].body.text))
        .collect();
    assert_eq!(
        said,
        ["How do I descale it?: Use **vinegar**, twice.", "Wie entkalke ich?: Mit Essig."]
    );
    let thread = &batch.threads[0];
    assert_eq!((thread.kind, resolve(thread).grade), (ThreadKind::Answer, Grade::Official));
    assert_eq!((thread.tags.len(), thread.language), (2, Lang::new("en")));
    let created = thread.created.map(|moment| moment.rfc3339()[..10].to_owned());
    assert_eq!(created.as_deref(), Some("2024-03-01"));
    // What is left out is counted.
    let reasons: Vec<SkipReason> = batch.skipped.iter().map(|skipped| skipped.reason).collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons.contains(&SkipReason::Empty) && reasons.contains(&SkipReason::Invalid));
}

#[test]
fn questions_keep_their_ids_when_rows_move_and_answers_change() {
    let ids = |text: &str| {
        let batch = read(&[("faq.csv", text)]);
        let mut ids: Vec<String> = batch.threads.into_iter().map(|thread| thread.id.0).collect();
        ids.sort();
        ids
    };
    let before = ids("Frage;Antwort\nEins?;A\nZwei?;B\nEins?;C\n");
    assert_eq!(before, ids("Frage;Antwort\nZwei?;neu\nEINS?;A\neins?;C\n"));
    assert_eq!(before.len(), 3);
    assert_eq!(ids("id,question,answer\n7,One?,A\n"), ["7"]);
}

#[test]
fn what_is_asked_at_length_stands_below_the_title() {
    let text = "subject,body,answer,author,role,status\n\
        Refund,\"I paid twice.\nWhy?\",We send it back.,Mira,agent,\n\
        Hidden,x,y,Mira,agent,draft\n";
    let batch = read(&[("faq.csv", text)]);
    let [thread] = batch.threads.as_slice() else { panic!("{:?}", batch.threads) };
    assert_eq!((thread.kind, thread.title.as_str()), (ThreadKind::Question, "Refund"));
    assert_eq!(thread.question.body.text, "I paid twice.\nWhy?");
    assert_eq!(thread.answers[0].author.as_ref().map(|author| author.role), Some(Role::Staff));
    assert_eq!(resolve(thread).grade, Grade::Official);
    assert_eq!(batch.skipped[0].reason, SkipReason::Hidden);
}

#[test]
fn tables_whose_lines_end_with_a_carriage_return_are_read() {
    let batch = read(&[("a.csv", "question,answer\rWhy?,\"So.\rAnd so.\"\rHow?,Thus.\r")]);
    let bodies: Vec<&str> = batch.threads.iter().map(|t| t.answers[0].body.text.as_str()).collect();
    assert_eq!(bodies, ["So.\rAnd so.", "Thus."]);
    let lines: Vec<usize> = batch.threads.iter().map(|thread| thread.origin.line).collect();
    assert_eq!(lines, [2, 4]);
    let units = "question,answer\rWhy?,So.\r".encode_utf16().flat_map(u16::to_le_bytes);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    assert_eq!(read_with(&settings(&[]), &[("a.csv", &wide)]).threads.len(), 1);
    let head = b"question,answer\rWhy?,So.\r";
    assert!(recognise(&Sample { path: "a.csv", head }));
}
