use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Grade, PostId, Reason, Role};
use crate::normalize::{assess, resolve};
use crate::sources::testing::{only, reasons};
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    let url = Some("https://www.reddit.com/r/lumo".to_owned());
    SourceSettings { url, ..testing::settings(SourceType::Reddit, ".") }
}

fn read_as(settings: &SourceSettings, files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(settings, &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

pub(super) fn read(text: &str) -> Batch {
    // An answer with nothing in it is no mistake.
    let empty = "{\"json\":{\"errors\":[],\"data\":{\"things\":[]}}}";
    let none = listing(&[]);
    read_as(&settings(), &[("r.json", text), ("x.json", empty), ("y.json", &none)])
}

/// A submission by `jo`, as a dump has it.
pub(super) fn submission(fields: &str) -> String {
    format!(
        "{{\"author\":\"jo\",\"created_utc\":1700000000{fields},\"id\":\"aa1\",\"is_self\":true,\
         \"num_comments\":2,\"permalink\":\"/r/lumo/comments/aa1/how/\",\"score\":5,\
         \"subreddit\":\"lumo\",\"selftext\":\"How do I?\",\"title\":\"Reset the hub\"}}"
    )
}

/// A comment as a dump has it; `parent` is `t3_aa1` or `t1_…`.
pub(super) fn said(id: &str, parent: &str, author: &str, body: &str, fields: &str) -> String {
    format!(
        "{{\"author\":\"{author}\",\"body\":\"{body}\",\"created_utc\":1700000100,\"id\":\"{id}\",\
         \"link_id\":\"t3_aa1\",\"parent_id\":\"{parent}\",\"score\":1,\"subreddit\":\"lumo\"\
         {fields}}}"
    )
}

/// A thing in a list: `t1`, `t3` or `more`.
fn thing(kind: &str, data: &str) -> String {
    format!("{{\"kind\":\"{kind}\",\"data\":{data}}}")
}

fn listing(things: &[&str]) -> String {
    let things = things.join(",");
    format!(
        "{{\"kind\":\"Listing\",\"data\":{{\"after\":null,\"dist\":1,\"modhash\":\"\",\
         \"children\":[{things}],\"before\":null}}}}"
    )
}

/// A comment with replies, as pages have it.
fn nested(comment: &str, replies: &[&str]) -> String {
    let replies = if replies.is_empty() { "\"\"".to_owned() } else { listing(replies) };
    format!("{},\"replies\":{replies}}}", comment.strip_suffix('}').expect("an object"))
}

/// The page of a submission.
fn page(submission: &str, comments: &[&str]) -> String {
    format!("[{},{}]", listing(&[&thing("t3", submission)]), listing(comments))
}

#[test]
fn a_page_and_a_dump_give_the_same_thread() {
    let ann = said("c1", "t3_aa1", "ann", "Hold **it**", "");
    let jo = said("c2", "t1_c1", "jo", "Thanks, that worked!", "");
    let bob = said("c3", "t3_aa1", "bob", "No idea", "");
    let paged = page(
        &submission(""),
        &[
            &thing("t1", &nested(&ann, &[&thing("t1", &nested(&jo, &[]))])),
            &thing("t1", &nested(&bob, &[])),
        ],
    );
    let lines = format!("{jo}\n{ann}\n{bob}\n");
    let dump = read_as(&settings(), &[("RC.ndjson", &lines), ("RS.ndjson", &submission(""))]);
    let paged = read(&paged);
    for batch in [&dump, &paged] {
        let thread = only(batch);
        assert_eq!((&*thread.id.0, &*thread.title), ("aa1", "Reset the hub"));
        assert_eq!(thread.question.body.text, "How do I?");
        assert_eq!(thread.url.as_deref(), Some("https://www.reddit.com/r/lumo/comments/aa1/how/"));
        let answers: Vec<(&str, i64, usize)> =
            thread.answers.iter().map(|a| (&*a.id.0, a.votes, a.comments.len())).collect();
        assert_eq!(answers, [("c1", 0, 1), ("c3", 0, 0)]);
        assert_eq!(resolve(thread).reason, Reason::Thanks);
        assert!(batch.skipped.is_empty(), "{:?}", batch.skipped);
    }
    assert_eq!(only(&dump).answers, only(&paged).answers);
}

#[test]
fn concatenated_json_lists_and_answers_of_other_apis_are_understood() {
    let (post, c1) = (submission(""), said("c1", "t3_aa1", "ann", "So", ""));
    let more = format!(
        "{{\"json\":{{\"errors\":[],\"data\":{{\"things\":[{}]}}}}}}",
        thing("t1", &nested(&c1, &[]))
    );
    let listed = listing(&[&thing("t3", &post)]);
    for text in [
        format!("{listed}{more}"),
        format!("{post}{c1}"),
        format!("[{post},{c1}]"),
        format!("{}\n{}\n", thing("t3", &post), thing("t1", &c1)),
        format!("{{\"data\":[{post},{c1}]}}"),
        format!("{{\"data\":[{}]}}{{\"data\":[{}]}}", thing("t3", &post), thing("t1", &c1)),
        format!("\u{feff}{}", page(&post, &[&thing("t1", &c1)])),
    ] {
        assert_eq!(only(&read(&text)).answers.len(), 1, "{text}");
    }
}

#[test]
fn missing_comments_are_told_of() {
    let c1 = said("c1", "t3_aa1", "ann", "So", "");
    let top = "{\"count\":9,\"parent_id\":\"t3_aa1\",\"id\":\"c7\",\"name\":\"t1_c7\",\
        \"children\":[\"c7\",\"c8\"]}";
    let below = "{\"count\":0,\"parent_id\":\"t1_c1\",\"id\":\"_\",\"name\":\"t1__\",\
        \"children\":[]}";
    let text = page(
        &submission(""),
        &[&thing("t1", &nested(&c1, &[&thing("more", below)])), &thing("more", top)],
    );
    let told = |text: &str| testing::messages(read(text).sink);
    assert_eq!(
        told(&text),
        "r.json:1:95: warning[topic-truncated]: submission `aa1` has 1 of its 11 posts: \
         10 are missing\n"
    );
    // What `morechildren` answers fills the gaps, and may leave new ones.
    let c7 = thing("t1", &said("c7", "t3_aa1", "bob", "x", ""));
    let c8 = thing("t1", &said("c8", "t1_c1", "bob", "y", ""));
    let next = "{\"count\":2,\"parent_id\":\"t1_c7\",\"id\":\"c9\",\"children\":[\"c9\"]}";
    let more = |things: &[&str]| {
        format!("{text}{{\"json\":{{\"data\":{{\"things\":[{}]}}}}}}", things.join(","))
    };
    assert_eq!(told(&more(&[&c7, &c8])), "");
    let shown = told(&more(&[&c7, &c8, &thing("more", next)]));
    assert!(shown.contains("has 3 of its 5 posts: 2 are missing"), "{shown}");
    let shown = told(&more(&[&c8]));
    assert!(shown.contains("has 2 of its 3 posts: 1 are missing"), "{shown}");
}

#[test]
fn escaped_text_is_unescaped_once_and_raw_text_not_at_all() {
    let check = |text: &str, title: &str, question: &str, answer: &str| {
        let batch = read(text);
        let thread = only(&batch);
        let found = (&*thread.title, &*thread.question.body.text, &*thread.answers[0].body.text);
        assert_eq!(found, (title, question, answer), "{text}");
    };
    let post = submission("").replace("Reset the hub", "A &amp; B");
    let c1 = said("c1", "t3_aa1", "ann", "&gt; quote\\n\\n`&amp;lt;b&amp;gt;` &amp;amp;", "");
    let escaped = format!("{post}\n{c1}\n");
    check(&escaped, "A & B", "How do I?", "> quote\n\n`&lt;b&gt;` &amp;");
    // Anything that escaping would have replaced says that the text is as it was typed,
    // and so it is for the whole file.
    let plain = escaped.replace("How do I?", "a < b");
    check(&plain, "A &amp; B", "a < b", "&gt; quote\n\n`&amp;lt;b&amp;gt;` &amp;amp;");
    // The HTML beside it tells better than anything.
    let html = |html: &str| {
        let c1 = c1.replace("\"link_id\"", &format!("\"body_html\":\"{html}\",\"link_id\""));
        page(&post, &[&thing("t1", &c1)])
    };
    let typed = "&gt; quote\n\n`&amp;lt;b&amp;gt;` &amp;amp;";
    check(&html("<div class='md'>x</div>"), "A &amp; B", "How do I?", typed);
    let html = html("&lt;div class='md'&gt;x&lt;/div&gt;");
    check(&html, "A & B", "How do I?", "> quote\n\n`&lt;b&gt;` &amp;");
}

#[test]
fn string_numbers_are_numbers() {
    let post = submission("")
        .replace("1700000000", "\"1700000000\"")
        .replace("\"score\":5", "\"score\":\"5\"")
        .replace("\"num_comments\":2", "\"num_comments\":\"2\"");
    let c1 = said("c1", "t3_aa1", "ann", "So", ",\"edited\":\"1700000200.0\"")
        .replace("\"score\":1", "\"score\":\"7\"")
        .replace("1700000100", "1700000100.5");
    let batch = read(&format!("{post}\n{c1}"));
    let thread = only(&batch);
    let answer = &thread.answers[0];
    assert_eq!(thread.created.map(|time| time.0), Some(1_700_000_000));
    assert_eq!((thread.question.votes, answer.votes), (4, 6));
    assert_eq!(answer.created.map(|time| time.0), Some(1_700_000_100));
    assert_eq!(answer.edited.map(|time| time.0), Some(1_700_000_200));
    let never = said("c1", "t3_aa1", "ann", "So", ",\"edited\":false,\"score_hidden\":true");
    let batch =
        read(&format!("{}\n{}", submission(""), never.replace("\"score\":1", "\"score\":9")));
    assert_eq!((only(&batch).answers[0].edited, only(&batch).answers[0].votes), (None, 0));
}

#[test]
fn deleted_users_have_no_name_and_deleted_texts_are_dropped() {
    let mut lines = vec![
        submission("").replace("\"jo\"", "\"[deleted]\""),
        said("c1", "t3_aa1", "[deleted]", "Still here", ""),
        said("c2", "t3_aa1", "[deleted]", "[deleted]", ""),
        said("c3", "t3_aa1", "SECRET", "[removed]", ""),
        said("c4", "t3_aa1", "SECRET", "[ Removed by Reddit ]", ""),
        said("c5", "t1_c2", "ann", "Below what is gone", ""),
    ];
    let marks = [
        "\"_meta\":{\"was_deleted_later\":true}",
        "\"_meta\":{\"removal_type\":\"moderator\"}",
        "\"banned_by\":\"mod\"",
        "\"removed\":true",
        "\"spam\":true",
        "\"removal_reason\":\"legal\"",
    ];
    lines.extend(marks.iter().enumerate().map(|(at, mark)| {
        said(&format!("d{at}"), "t3_aa1", "SECRET", "SECRET", &format!(",{mark}"))
    }));
    // A copy of a comment that is gone elsewhere.
    lines.push(said("c6", "t3_aa1", "SECRET", "SECRET", ",\"edited\":1700000300"));
    lines.push(said("c6", "t3_aa1", "[deleted]", "[deleted]", ""));
    let batch = read(&lines.join("\n"));
    let thread = only(&batch);
    let kept: Vec<(&str, Option<&str>)> = thread
        .answers
        .iter()
        .map(|a| (&*a.id.0, a.author.as_ref().map(|author| &*author.name)))
        .collect();
    assert_eq!(kept, [("c1", None), ("c5", Some("ann"))]);
    assert_eq!(thread.question.author, None);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn submissions_that_are_gone_restricted_or_by_programs_are_left_out() {
    for (field, reason) in [
        (",\"removed_by_category\":\"deleted\"", SkipReason::Deleted),
        (",\"removed_by_category\":\"author\"", SkipReason::Deleted),
        (",\"removed_by_category\":\"moderator\"", SkipReason::Hidden),
        (",\"_meta\":{\"was_deleted_later\":true}", SkipReason::Deleted),
        (",\"_meta\":{\"removal_type\":\"moderator\"}", SkipReason::Hidden),
        (",\"banned_by\":\"mod\"", SkipReason::Hidden),
        (",\"over_18\":true", SkipReason::Hidden),
        (",\"quarantine\":true", SkipReason::Hidden),
        (",\"is_robot_indexable\":false", SkipReason::Hidden),
        (",\"subreddit_type\":\"private\"", SkipReason::Private),
    ] {
        let batch = read(&submission(field).replace("How do I?", "SECRET"));
        assert_eq!((batch.threads.len(), reasons(&batch)), (0, vec![reason]), "{field}");
        assert!(!format!("{batch:?}").contains("SECRET"));
    }
    for (from, to, reason) in [
        ("How do I?", "[deleted]", SkipReason::Deleted),
        ("How do I?", "[removed]", SkipReason::Hidden),
        ("\"jo\"", "\"AutoModerator\"", SkipReason::Bot),
    ] {
        assert_eq!(reasons(&read(&submission("").replace(from, to))), [reason]);
    }
    // Nothing is newer than that it was deleted.
    let (gone, there) = (submission("").replace("How do I?", "[deleted]"), submission(""));
    for text in [format!("{gone}\n{there}"), format!("{there}\n{gone}")] {
        let batch = read(&text);
        assert_eq!(batch.threads.len(), 0);
        assert_eq!(testing::messages(batch.sink), "");
    }
    only(&read(&submission(",\"subreddit_type\":\"restricted\",\"over_18\":false")));
}

#[test]
fn moderators_are_not_official_and_programs_and_notices_are_dropped() {
    let lines = [
        submission(""),
        said(
            "c1",
            "t3_aa1",
            "mod",
            "Hold the button for ten seconds, then let go.",
            ",\"distinguished\":\"moderator\"",
        ),
        said("c2", "t3_aa1", "mod", "Rules!", ",\"distinguished\":\"moderator\",\"stickied\":true"),
        said("c3", "t3_aa1", "AutoModerator", "Hi", ",\"distinguished\":\"moderator\""),
        said("c4", "t3_aa1", "RemindMeBot", "Later", ""),
        said("c5", "t3_aa1", "Jane_Talbot", "Me, too", ""),
        said("c6", "t1_c2", "ann", "About the rules", ""),
        said("c7", "t1_c4", "ann", "Below a program", ""),
    ];
    let batch = read(&lines.join("\n"));
    let roles: Vec<(&str, Role)> = only(&batch)
        .answers
        .iter()
        .map(|a| (&*a.id.0, a.author.as_ref().expect("an author").role))
        .collect();
    assert_eq!(roles, [("c1", Role::Moderator), ("c7", Role::Member), ("c5", Role::Member)]);
    assert_ne!(resolve(only(&batch)).grade, Grade::Official);
    let named = SourceSettings { staff: ["mod".to_owned()].into(), ..settings() };
    let batch = read_as(&named, &[("r.json", &lines.join("\n"))]);
    assert_eq!(resolve(only(&batch)).grade, Grade::Official);
    let kept = SourceSettings { bots: true, ..settings() };
    let batch = read_as(&kept, &[("r.json", &lines.join("\n"))]);
    let bots = only(&batch).answers.iter().filter(|a| a.role() == Role::Bot).count();
    assert_eq!(bots, 2);
}

#[test]
fn a_flair_says_that_it_is_solved_and_thanks_say_by_what() {
    let flair = ",\"link_flair_text\":\"Solved!\"";
    let ann = said("c1", "t3_aa1", "ann", "Hold the button for ten seconds.", "");
    let bob = said("c2", "t3_aa1", "bob", "You should buy a new one instead.", "");
    let thanks = said("c3", "t1_c1", "jo", "Thank you, that fixed it!", "");
    let grade = |lines: &[&str]| {
        let batch = read(&lines.join("\n"));
        let resolution = resolve(only(&batch));
        let best = assess(&mut only(&batch).clone()).best;
        (resolution.grade, resolution.reason, best.map(|at| only(&batch).answers[at].id.0.clone()))
    };
    let first = |grade, reason| (grade, reason, Some("c1".to_owned()));
    let solved = submission(flair);
    assert_eq!(grade(&[&solved, &ann, &bob, &thanks]), first(Grade::Accepted, Reason::Status));
    assert_eq!(grade(&[&solved, &ann]), first(Grade::Accepted, Reason::Status));
    // Which of two it was, nobody says; the one with more votes is shown first.
    let liked = ann.replace("\"score\":1", "\"score\":9");
    assert_eq!(grade(&[&solved, &liked, &bob]), first(Grade::Corroborated, Reason::Status));
    let open = submission(",\"link_flair_text\":\"Unsolved\"");
    assert_eq!(grade(&[&open, &ann, &bob]).0, Grade::Unresolved);
    let none = submission(",\"link_flair_text\":null,\"link_flair_css_class\":\"solved\"");
    assert_eq!(grade(&[&none, &ann]).0, Grade::Accepted);
    // Tags are what is left.
    let tags = |flair: &str| {
        let post = submission(&format!(",\"link_flair_text\":\"{flair}\""));
        only(&read(&post)).tags.clone()
    };
    assert_eq!((tags("Hub 2"), tags("Unsolved").len()), (vec!["Hub 2".to_owned()], 0));
}

#[test]
fn the_asker_and_programs_mark_what_solved_it() {
    let ann = said("c1", "t3_aa1", "ann", "Hold the button for ten seconds.", "");
    let bob = said("c2", "t1_c1", "bob", "Rather press it twice, then hold it.", "");
    let cleo = said("c9", "t3_aa1", "cleo", "You should buy a new one instead.", "");
    let accepted = |more: &[&str]| {
        let post = submission("");
        let lines = [&[&*post, &*ann, &*bob, &*cleo][..], more].concat();
        let batch = read(&lines.join("\n"));
        let thread = only(&batch);
        let ids = thread.answers.iter().filter(|a| a.accepted).map(|a| a.id.0.clone());
        (resolve(thread).reason, ids.collect::<Vec<_>>())
    };
    let mark = |parent, author, body| said("c3", parent, author, body, "");
    let of = |id: &str| (Reason::AcceptedMark, vec![id.to_owned()]);
    assert_eq!(accepted(&[&mark("t1_c1", "jo", "Solution Verified")]), of("c1"));
    // A reply to an answer can be the solution.
    assert_eq!(accepted(&[&mark("t1_c2", "jo", "!solved thanks")]), of("c2"));
    let (thanks, award) = (
        said("c4", "t1_c1", "jo", "Great", ""),
        said("c5", "t1_c4", "Clippy_Bot", "You have awarded 1 point to *ann*", ""),
    );
    assert_eq!(accepted(&[&thanks, &award]), of("c1"));
    assert_eq!(accepted(&[&mark("t1_c1", "bob", "!solved")]).0, Reason::Substance);
    assert_eq!(
        accepted(&[&mark("t3_aa1", "AutoModerator", "Reply Solution Verified when solved")]).0,
        Reason::Substance
    );
    assert_eq!(accepted(&[&mark("t3_aa1", "jo", "!solved")]), (Reason::Status, Vec::new()));
}

#[test]
fn what_the_asker_adds_is_a_remark_and_replies_to_it_are_answers() {
    let lines = [
        submission(""),
        said("c1", "t3_aa1", "jo", "It is the old one", ",\"is_submitter\":true"),
        said("c2", "t1_c1", "ann", "Then hold it", ""),
        said("c3", "t1_c2", "jo", "Thanks, that worked", ""),
        said("c4", "t1_gone", "bob", "Its parent is not here", ""),
    ];
    let batch = read(&lines.join("\n"));
    let thread = only(&batch);
    assert_eq!(thread.question.comments.len(), 1);
    let answers: Vec<(&str, usize)> =
        thread.answers.iter().map(|a| (&*a.id.0, a.comments.len())).collect();
    assert_eq!(answers, [("c2", 1), ("c4", 0)]);
    assert_eq!(resolve(thread).reason, Reason::Thanks);
}

#[test]
fn links_and_crossposts_lead_to_what_they_are_about() {
    let body = |fields: &str| {
        let post = submission("").replace("\"is_self\":true", fields).replace("How do I?", "");
        only(&read(&post)).question.body.text.clone()
    };
    let link = "\"is_self\":false,\"url\":\"https://example.org/?a=1&amp;b=2\"";
    assert_eq!(body(link), "<https://example.org/?a=1&b=2>");
    let worded = |text: &str, url: &str| {
        let fields = format!("\"is_self\":false,\"url\":\"{url}\"");
        let post = submission("").replace("\"is_self\":true", &fields).replace("How do I?", text);
        only(&read(&post)).question.body.text.clone()
    };
    let url = "https://guide.example/hub-setup";
    assert_eq!(worded("It fails.", url), "It fails.\n\n<https://guide.example/hub-setup>");
    let text = "See https://guide.example/hub-setup";
    assert_eq!(worded(text, url), text);
    assert_eq!(worded("So.", "https://www.reddit.com/r/lumo/comments/aa1/how/"), "So.");
    let crosspost = "\"crosspost_parent\":\"t3_zz9\",\"url\":\"/r/other/comments/zz9/x/\",\
        \"crosspost_parent_list\":[{\"id\":\"zz9\",\"selftext\":\"SECRET\",\"author\":\"SECRET\"}]";
    assert_eq!(body(crosspost), "<https://www.reddit.com/comments/zz9/>");
    for url in ["javascript:alert(1)", "https://a b", "/r/lumo"] {
        assert_eq!(body(&format!("\"url\":\"{url}\"")), "", "{url}");
    }
}

#[test]
fn nothing_private_is_kept_of_what_is_not_read() {
    let names = "approved_by author_fullname author_flair_text mod_note mod_reason_by \
        mod_reason_title modhash email dest secure_media ban_note";
    let fields: String = names.split(' ').map(|name| format!(",\"{name}\":\"SECRET\"")).collect();
    let lists = ",\"mod_reports\":[[\"SECRET\",\"SECRET\"]],\"user_reports\":[[\"SECRET\",1]],\
        \"report_reasons\":[\"SECRET\"],\"crosspost_parent_list\":[{\"selftext\":\"SECRET\"}]";
    let post = submission(&format!("{fields}{lists}"));
    let c1 = said("c1", "t3_aa1", "ann", "So", &format!("{fields}{lists}"));
    // A message to one person is no comment.
    let message = "{\"kind\":\"t4\",\"data\":{\"id\":\"m1\",\"author\":\"SECRET\",\"dest\":\"jo\",\
        \"subject\":\"SECRET\",\"body\":\"SECRET\",\"created_utc\":1700000000}}";
    let text = format!("{}{}", page(&post, &[&thing("t1", &c1)]), listing(&[message]));
    let batch = read(&text);
    assert_eq!(only(&batch).answers.len(), 1);
    assert!(!format!("{batch:?}").contains("SECRET"));
}

#[test]
fn replies_that_nest_too_deep_are_told_of_and_the_others_stay() {
    let mut deep = said("z", "t3_aa1", "ann", "So", "");
    for n in 0..40 {
        let above = said(&format!("y{n}"), "t3_aa1", "ann", "So", "");
        deep = nested(&above, &[&thing("t1", &deep)]);
    }
    let c1 = said("c1", "t3_aa1", "bob", "So", "");
    let batch = read(&page(&submission(""), &[&thing("t1", &deep), &thing("t1", &c1)]));
    assert_eq!(only(&batch).answers.len(), 1);
    assert_eq!(batch.sink.n_errors(), 1);
}

#[test]
fn links_and_marks_are_found() {
    let bob = said("c2", "t1_c1", "bob", "Twice", "").replace(":1,", ": 7,");
    let jo = said("c3", "t1_c2", "jo", "Solution verified!", "");
    let inner = nested(&bob, &[&thing("t1", &nested(&jo, &[]))]);
    let ann = nested(&said("c1", "t3_aa1", "ann", "So", ""), &[&thing("t1", &inner)]);
    let post = submission(",\"link_flair_text\": \"Solved\"");
    let text = page(&post, &[&thing("t1", &ann)]);
    let files = MemoryFiles::new([("r.json", text.as_str())]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |reason| {
        let post = PostId("c2".to_owned());
        let place = reader.locate(&batch.threads[0], reason, Some(&post)).expect("it is there");
        let excerpt = place.excerpt.expect("it quotes");
        excerpt.text[excerpt.range].to_owned()
    };
    assert_eq!(locate(Reason::AcceptedMark), "\"body\":\"Solution verified!\"");
    assert_eq!(locate(Reason::Votes), "\"score\": 7");
    assert_eq!(locate(Reason::Status), "\"link_flair_text\": \"Solved\"");
    let target = |url| {
        let target = reader.link_target(url)?;
        Some((target.thread.expect("a thread").0, target.post.map(|post| post.0)))
    };
    let aa1 = |post: Option<&str>| Some(("aa1".to_owned(), post.map(str::to_owned)));
    assert_eq!(target("https://www.reddit.com/r/lumo/comments/aa1/how/"), aa1(None));
    assert_eq!(target("/r/lumo/comments/aa1/how/c2/?context=3"), aa1(Some("c2")));
    assert_eq!(target("https://www.reddit.com/r/lumo/wiki/index"), None);
}

#[test]
fn recorded_answers_of_servers_give_the_counts_of_an_independent_reader() {
    let Some(files) = testing::recorded("data/reddit/tests/integration/cassettes") else { return };
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    // 45 submissions on all pages, of 14 ids; 12 of 376 answers are no pages.
    assert_eq!(testing::counts(&batch), [("id-taken", 31), ("unreadable", 12)]);
    let count = |id: &str| {
        let thread = batch.threads.iter().find(|t| t.id.0 == id).expect("it is there");
        let n_below: usize = thread.posts().map(|post| post.comments.len()).sum();
        (thread.answers.len(), n_below)
    };
    assert_eq!(batch.threads.len(), 14);
    let ids = ["3hahrw", "n49rw", "57dw9a", "2gmzqe"];
    assert_eq!(ids.map(count), [(143, 390), (539, 864), (10, 130), (1, 1)]);
    let told = testing::messages(batch.sink.clone());
    assert!(told.contains("`3hahrw` has 541 of its 559 posts: 18 are missing"), "{told}");
    assert!(told.contains("`n49rw` has 1428 of its 1536 posts: 108 are missing"), "{told}");
    assert_eq!(batch.sink.n_warnings(), 2);
    let solved = batch.threads.iter().filter(|thread| thread.solved.is_some()).count();
    assert_eq!(solved, 0, "none of their flairs says so");
}
