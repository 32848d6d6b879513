use crate::model::{Markup, Origin, Person, PersonId, Solved, Syntax, ThreadId, ThreadKind};

use super::*;

const HOLD: &str = "Hold the button for ten seconds, then pair the hub again in the settings.";
const CHANNEL: &str = "You can use channel 6 instead, since the other ones are too crowded here.";

fn post(id: &str, author: &str, votes: i64, text: &str) -> Post {
    let (name, role) = author.split_once('/').unwrap_or((author, "member"));
    let role = Role::by_name(role).expect("a role");
    let author = Person { id: PersonId(name.into()), name: name.into(), role, url: None };
    let body = Markup { syntax: Syntax::Text, text: text.into() };
    Post { author: Some(author), votes, ..Post::new(PostId(id.into()), body) }
}

fn thread(answers: Vec<Post>) -> Thread {
    let question = post("q", "mira", 0, "Why does the hub blink red after the update?");
    let id = ThreadId("1".into());
    let mut thread =
        Thread::new(id, ThreadKind::Question, "Title".into(), question, Origin::default());
    thread.answers = answers;
    thread
}

#[track_caller]
fn check(answers: Vec<Post>, reason: Reason, best: Option<usize>) {
    let assessment = assess(&mut thread(answers));
    assert_eq!((assessment.resolution.reason, assessment.best), (reason, best));
}

fn accepted(post: Post) -> Post {
    Post { accepted: true, ..post }
}

#[test]
fn accepted_wins_unless_clearly_outscored() {
    let two = |liked, other: &str| {
        vec![post("1", "a", liked, HOLD), accepted(post("2", other, 3, CHANNEL))]
    };
    check(two(4, "b"), Reason::AcceptedMark, Some(1));
    check(two(40, "b"), Reason::AcceptedMark, Some(0));
    check(two(40, "b/staff"), Reason::AcceptedMark, Some(1));
}

#[test]
fn an_official_mark_comes_before_acceptance() {
    let official = Post { official: true, ..post("2", "b/brand", 0, HOLD) };
    check(vec![accepted(post("1", "a", 9, "x")), official], Reason::AcceptedMark, Some(1));
}

#[test]
fn staff_who_only_ask_back_or_put_off_have_not_answered() {
    check(vec![post("1", "s/staff", 0, "Which firmware?")], Reason::NoAnswer, Some(0));
    let holding = "Thanks for reporting, we are looking into it.";
    let answers = vec![
        post("1", "s/staff", 0, holding),
        post("2", "s/staff", 0, "Increase client_max_body_size to 64m in the config."),
    ];
    check(answers, Reason::StaffAnswer, Some(1));
    let answers = vec![post("1", "a", 0, "x"), post("2", "s/staff", 0, HOLD)];
    check(answers, Reason::StaffAnswer, Some(1));
    for words in ["cc @Kim", "👍", "DM us", "Please share a screenshot", "1/2 First of all …"] {
        let assessment = assess(&mut thread(vec![post("1", "s/staff", 0, words)]));
        assert!(assessment.resolution.grade > Grade::Official, "{words}");
    }
}

#[test]
fn what_is_confirmed_is_the_answer_of_whom_the_asker_names() {
    let answers = vec![
        post("1", "ann", 0, HOLD),
        post("2", "bo", 0, CHANNEL),
        post("3", "mira", 0, "Thanks, that fixed it!"),
    ];
    check(answers.clone(), Reason::Thanks, Some(1));
    let mut named = answers.clone();
    named[2].body.text = "@ann thanks, that works now!".into();
    check(named, Reason::Thanks, Some(0));
    // Staff calls, a member helps.
    let answers = vec![
        post("1", "s/staff", 0, "cc @Kim"),
        post("2", "Kim", 0, "use chart 0.0.22"),
        post("3", "mira", 0, "Thanks, that fixed it!"),
    ];
    check(answers, Reason::Thanks, Some(1));
}

#[test]
fn thanks_and_doubt_confirm_nothing() {
    for words in ["Thanks, I will try that tomorrow", "Thanks, but it still fails."] {
        let answers = vec![post("1", "a", 0, HOLD), post("2", "mira", 0, words)];
        check(answers, Reason::Substance, Some(0));
    }
    check(vec![post("1", "mira", 0, "Thanks in advance!")], Reason::NoAnswer, Some(0));
}

#[test]
fn what_the_asker_found_alone_is_the_answer() {
    let found = "I found the problem: the cable was too long. Use one of three metres.";
    check(vec![post("1", "mira", 0, found)], Reason::SelfAnswer, Some(0));
}

#[test]
fn what_asks_nothing_is_withheld() {
    let mut chatter = thread(vec![post("1", "a", 0, HOLD)]);
    for words in ["okay, it is working now", "My branch is ready", "nice sunset", "", "👍"] {
        chatter.question.body.text = words.into();
        chatter.title = words.into();
        let resolution = resolve(&chatter);
        assert_eq!(resolution.reason, Reason::NotAQuestion, "{words}");
    }
}

#[test]
fn marks_on_the_whole_thread_name_the_best_reply() {
    let answers = vec![
        post("1", "a", 0, "Which one?"),
        post("2", "a", 0, CHANNEL),
        post("3", "mira", 0, "I see."),
        post("4", "b", 0, "Is it new?"),
    ];
    let mut thread = thread(answers);
    thread.solved = Some(Solved { by: SolvedBy::Prefix, answer: None });
    let Grading { resolution, best, .. } = assess(&mut thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Corroborated, Reason::Prefix));
    assert_eq!((resolution.evidence, best), (Some(PostId("q".into())), Some(1)));
    thread.answers.truncate(1);
    assert_eq!(resolve(&thread).reason, Reason::NoAnswer);
    thread.solved = Some(Solved { by: SolvedBy::Open, answer: None });
    assert_eq!(resolve(&thread).reason, Reason::StillOpen);
}

#[test]
fn a_mark_beside_the_platforms_own_says_what_it_is() {
    let mut thread = thread(vec![post("1", "a", 0, "x"), accepted(post("2", "b", 0, HOLD))]);
    for by in [SolvedBy::Decision, SolvedBy::Reaction, SolvedBy::Prefix, SolvedBy::Status] {
        thread.solved = Some(Solved { by, answer: Some(PostId("2".into())) });
        let Grading { resolution, best, .. } = assess(&mut thread);
        assert_eq!((resolution.grade, resolution.reason), (Grade::Accepted, by.reason()));
        assert_eq!((best, resolution.confidence), (Some(1), Confidence::SURE));
    }
}

#[test]
fn a_mark_on_what_answers_nothing_does_not_count_and_is_told() {
    for words in ["Please join: https://meet.google.com/abc", "@Kim", "👍"] {
        let assessment = assess(&mut thread(vec![accepted(post("1", "a", 0, words))]));
        assert_eq!(assessment.idle_mark, Some(PostId("1".into())), "{words}");
        assert_eq!(assessment.resolution.grade, Grade::Unresolved, "{words}");
        // A person's decision stands.
        let mut decided = thread(vec![accepted(post("1", "a", 0, words))]);
        let answer = Some(PostId("1".into()));
        decided.solved = Some(Solved { by: SolvedBy::Decision, answer });
        assert_eq!(resolve(&decided).reason, Reason::Decision, "{words}");
    }
    // A forum's own mark on few words stands, too.
    check(vec![accepted(post("1", "a", 0, "The second one"))], Reason::AcceptedMark, Some(0));
}

#[test]
fn votes_decide_or_split() {
    let two = |a, b| vec![post("1", "a", a, HOLD), post("2", "b", b, CHANNEL)];
    check(two(1, 6), Reason::Votes, Some(1));
    check(two(12, 11), Reason::SplitVotes, Some(0));
    check(two(1, 0), Reason::Substance, Some(0));
    check(vec![], Reason::NoAnswer, None);
}

#[test]
fn confidence_grows_with_what_speaks_for_a_thread() {
    let share = |answers: Vec<Post>| resolve(&thread(answers)).confidence.share();
    let short = share(vec![post("1", "a", 0, "It is the cable, I think.")]);
    let long = share(vec![post("1", "a", 0, HOLD)]);
    let confirmed =
        share(vec![post("1", "a", 0, HOLD), post("2", "mira", 0, "That fixed it, thanks!")]);
    assert!(short < long && long < confirmed, "{short} {long} {confirmed}");
    assert_eq!(share(vec![]), 0.0);
}

#[test]
fn messages_said_in_one_go_share_a_confirmation() {
    let answers = vec![
        post(
            "1",
            "ann",
            0,
            "Set the channel to 6 in the settings of the hub, see https://a.example/6",
        ),
        post("2", "ann", 0, "there may be a simpler way, too"),
        post("3", "mira", 0, "Thanks, that fixed it!"),
    ];
    check(answers.clone(), Reason::Thanks, Some(0));
    // What somebody else said in between makes two talks of it.
    let mut broken = answers;
    broken.insert(1, post("1b", "bo", 0, CHANNEL));
    broken[2].body.text = "You can pair the hub again from the menu, that takes a minute.".into();
    check(broken, Reason::Thanks, Some(2));
}

#[test]
fn what_comes_first_answers_the_first_question() {
    let more = "You can print the report from the menu File: choose Report, then Print, and set \
                the paper to A4. See https://a.example/report and https://a.example/print.";
    let answers = vec![
        post("1", "ann", 0, HOLD),
        post("2", "mira", 0, "I see. And how do I print the report about it from here?"),
        post("3", "bo", 0, more),
    ];
    check(answers, Reason::Substance, Some(0));
}
