use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Grade, PostId, Reason, Role};
use crate::normalize::resolve;
use crate::sources::testing::only;
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    let url = Some("https://github.com/o/r".to_owned());
    SourceSettings { url, ..testing::settings(SourceType::Github, ".") }
}

fn read(text: &str) -> Batch {
    let files = MemoryFiles::new([("d.json", text)]);
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(&settings(), &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

fn node(number: u32, fields: &str, comments: &[&str]) -> String {
    format!(
        "{{\"number\":{number},\"title\":\"T {number}\",\"body\":\"*q*\",\
         \"url\":\"https://github.com/o/r/discussions/{number}\",\
         \"author\":{{\"__typename\":\"User\",\"login\":\"jo\"}},\
         \"createdAt\":\"2024-01-01T00:00:00Z\",\"updatedAt\":\"2024-01-02T00:00:00Z\"{fields},\
         \"comments\":{{\"nodes\":[{}]}}}}",
        comments.join(",")
    )
}

fn comment(id: u32, login: &str, fields: &str) -> String {
    format!(
        "{{\"id\":\"DC_{id}\",\"body\":\"text {id}\",\"author\":{{\"login\":\"{login}\"}},\
         \"url\":\"https://github.com/o/r/discussions/4#discussioncomment-{id}\"{fields}}}"
    )
}

fn page(nodes: &[&str], has_next: bool) -> String {
    format!(
        "{{\"data\":{{\"repository\":{{\"hasDiscussionsEnabled\":true,\"discussions\":\
         {{\"totalCount\":2,\"pageInfo\":{{\"hasNextPage\":{has_next},\"endCursor\":\"x\"}},\
         \"nodes\":[{}]}}}}}}}}",
        nodes.join(",")
    )
}

#[test]
fn concatenated_pages_a_slurped_list_and_lines_give_the_same() {
    let (one, two) = (node(4, "", &[&comment(1, "ann", "")]), node(5, "", &[]));
    let (first, second) = (page(&[&one], true), page(&[&two, "null"], false));
    for text in [
        format!("{first}{second}"),
        format!("{first}\n{second}\n"),
        format!("[{first},{second}]"),
        format!("{one}\n{two}\n"),
        format!("[{one},{two}]"),
    ] {
        let batch = read(&text);
        let ids: Vec<&str> = batch.threads.iter().map(|thread| &*thread.id.0).collect();
        assert_eq!((ids, batch.skipped.len()), (vec!["4", "5"], 0), "{text}");
        assert_eq!(batch.threads[0].answers[0].id.0, "1");
    }
}

#[test]
fn the_answer_is_accepted_wherever_it_is() {
    let grade = |batch: &Batch| {
        let resolution = resolve(only(batch));
        (resolution.grade, resolution.evidence.map(|post| post.0))
    };
    let accepted = |id: &str| (Grade::Accepted, Some(id.to_owned()));
    let (plain, marked) = (comment(1, "a", ""), comment(2, "b", ",\"isAnswer\":true"));
    assert_eq!(grade(&read(&node(4, "", &[&plain, &marked]))), accepted("2"));
    let answer = format!(",\"answer\":{}", comment(1, "a", ""));
    assert_eq!(grade(&read(&node(4, &answer, &[&plain]))), accepted("1"));
    // Behind the first page of comments.
    let batch = read(&node(4, &answer, &[]));
    assert_eq!(grade(&batch), accepted("1"));
    assert_eq!(only(&batch).answers[0].body.text, "text 1");
    let replies = format!(",\"replies\":{{\"nodes\":[{}]}}", comment(3, "c", ",\"isAnswer\":true"));
    assert_eq!(grade(&read(&node(4, "", &[&comment(1, "a", &replies)]))), accepted("3"));
}

#[test]
fn lists_that_were_cut_off_are_told_of() {
    let replies = ",\"replies\":{\"totalCount\":3,\"nodes\":[]}";
    let text = node(4, "", &[&comment(1, "a", replies)])
        .replace("\"comments\":{", "\"comments\":{\"totalCount\":5,");
    assert_eq!(
        testing::messages(read(&text).sink),
        "d.json:1:1: warning[topic-truncated]: discussion `4` has 1 of its 8 posts: 7 are missing\n"
    );
}

#[test]
fn minimised_spam_and_deleted_comments_are_dropped() {
    let kept = comment(1, "a", ",\"isMinimized\":true,\"minimizedReason\":\"OUTDATED\"");
    let zero = comment(2, "b", ",\"deletedAt\":\"0001-01-01T00:00:00Z\"");
    let dropped = [
        ",\"isMinimized\":true,\"minimizedReason\":\"SPAM\"",
        ",\"isMinimized\":true,\"minimizedReason\":\"abuse\"",
        ",\"isMinimized\":true",
        ",\"deletedAt\":\"2024-01-01T00:00:00Z\"",
    ]
    .map(|fields| comment(9, "c", fields).replace("text", "SECRET"));
    let mut all: Vec<&str> = vec![&kept, &zero];
    all.extend(dropped.iter().map(String::as_str));
    let reply = format!(",\"replies\":{{\"nodes\":[{}]}}", dropped[0]);
    let with_reply = comment(3, "d", &reply);
    all.push(&with_reply);
    let batch = read(&node(4, "", &all));
    assert_eq!(only(&batch).answers.len(), 3);
    assert!(!format!("{batch:?}").contains("SECRET"));
    let hidden = read(&node(4, ",\"isMinimized\":true,\"minimizedReason\":\"SPAM\"", &[]));
    assert_eq!(hidden.skipped[0].reason, SkipReason::Hidden);
}

#[test]
fn members_and_organisations_are_the_brand_guests_are_not_and_ghosts_have_no_name() {
    let texts = [
        comment(1, "own", ",\"authorAssociation\":\"MEMBER\""),
        comment(2, "con", ",\"authorAssociation\":\"CONTRIBUTOR\""),
        comment(3, "x[bot]", ",\"authorAssociation\":\"NONE\""),
        comment(4, "new", ""),
        comment(5, "", "").replace("{\"login\":\"\"}", "null"),
        comment(6, "guest", ",\"authorAssociation\":\"COLLABORATOR\""),
        comment(7, "lumo", "").replace("{\"login\"", "{\"__typename\":\"Organization\",\"login\""),
    ];
    let batch = read(&node(4, "", &texts.each_ref().map(String::as_str)));
    let roles: Vec<Option<Role>> =
        only(&batch).answers.iter().map(|post| post.author.as_ref().map(|a| a.role)).collect();
    let expected = [Role::Staff, Role::Expert, Role::Bot, Role::Member].map(Some);
    assert_eq!(roles[..4], expected);
    assert_eq!(roles[4..], [None, Some(Role::Moderator), Some(Role::Brand)]);
    assert!(!Role::Moderator.is_official());
}

#[test]
fn numbers_of_another_repository_do_not_clash() {
    let other = node(4, "", &[]).replace("/o/r/", "/o/other/");
    let batch = read(&format!("{}\n{other}\n", node(4, "", &[])));
    let ids: Vec<&str> = batch.threads.iter().map(|thread| &*thread.id.0).collect();
    assert_eq!(ids, ["4", "other-4"]);
}

#[test]
fn a_release_leaves_its_tail_out_and_own_votes_do_not_count() {
    let fields = ",\"upvoteCount\":1,\"category\":{\"name\":\"Ideas\"},\
        \"labels\":{\"nodes\":[{\"name\":\"hub\",\"color\":\"fff\"}]}";
    let text = node(4, fields, &[&comment(1, "a", ",\"upvoteCount\":4")]).replace(
        "*q*",
        "v1\\n\\n<hr /><em>This discussion was created from the release <a href='x'>v1</a>.</em>",
    );
    let batch = read(&text);
    let thread = only(&batch);
    assert_eq!(thread.question.body.text.trim_end(), "v1");
    assert_eq!((thread.question.votes, thread.answers[0].votes), (0, 3));
    assert_eq!(thread.tags, ["hub", "Ideas"]);
}

#[test]
fn links_and_marks_are_found() {
    let marked = comment(2, "b", ",\"isAnswer\": true,\"upvoteCount\":3");
    let text = format!("{}\n{}", node(3, "", &[]), node(4, "", &[&comment(1, "a", ""), &marked]));
    let files = MemoryFiles::new([("d.json", text.as_str())]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |reason| {
        let post = PostId("2".to_owned());
        let place = reader.locate(&batch.threads[1], reason, Some(&post)).expect("it is there");
        let excerpt = place.excerpt.expect("it quotes");
        format!("{} {}", place.line, &excerpt.text[excerpt.range])
    };
    assert_eq!(locate(Reason::AcceptedMark), "2 \"isAnswer\": true");
    assert_eq!(locate(Reason::Votes), "2 \"upvoteCount\":3");
    let target = |url| {
        let target = reader.link_target(url)?;
        Some((target.thread.expect("a thread").0, target.post.map(|post| post.0)))
    };
    let four = |post: Option<&str>| Some(("4".to_owned(), post.map(str::to_owned)));
    assert_eq!(target("https://github.com/o/r/discussions/4"), four(None));
    assert_eq!(target("https://github.com/o/r/discussions/4#discussioncomment-2"), four(Some("2")));
    // GitHub leads from there to the discussion.
    assert_eq!(target("https://github.com/o/r/issues/4"), four(None));
    assert_eq!(target("https://github.com/o/r/wiki/4"), None);
}

#[test]
fn a_real_export_gives_the_counts_of_an_independent_reader() {
    let Some(shared) = testing::shared() else { return };
    let folder = shared.join("data/github-discussions/vchinnap");
    let disk = DiskFiles::new(folder);
    for (path, n_answers, n_truncated) in
        [("all_discussions_full.jsonl", 56, 0), ("discussions.jsonl", 0, 16)]
    {
        let settings = testing::settings(SourceType::Github, path);
        let batch = testing::read_all(&open(&settings, &disk, &mut Sink::new()));
        let n_posts: usize = batch
            .threads
            .iter()
            .map(|thread| thread.posts().map(|post| 1 + post.comments.len()).sum::<usize>() - 1)
            .sum();
        assert_eq!((batch.threads.len(), batch.skipped.len()), (32, 0));
        assert_eq!((n_posts, batch.sink.n_warnings()), (n_answers, n_truncated), "{path}");
    }
}

#[test]
fn replies_to_what_the_asker_says_stay() {
    let reply = comment(2, "ann", "");
    let asked = comment(1, "jo", &format!(",\"replies\":{{\"nodes\":[{reply}]}}"));
    let batch = read(&page(&[&node(4, "", &[&asked])], false));
    let comments = &only(&batch).question.comments;
    let said: Vec<&str> = comments.iter().map(|comment| comment.body.text.as_str()).collect();
    assert_eq!(said, ["text 1", "text 2"]);
}
