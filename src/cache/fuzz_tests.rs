use super::bytes::Decoder;
use super::thread::{decode, encode};
use super::unit::UnitRecord;
use crate::model::{
    Markup, Origin, Person, PersonId, Post, PostId, Role, Thread, ThreadId, ThreadKind,
};
use crate::testing::Fuzz;

fn thread() -> Thread {
    let person =
        Person { id: PersonId("7".into()), name: "Mila".into(), role: Role::Expert, url: None };
    let post = |id: &str| Post {
        author: Some(person.clone()),
        ..Post::new(PostId(id.into()), Markup::markdown("Hold it.".to_owned()))
    };
    let title = "How?".to_owned();
    let id = ThreadId("1".into());
    let mut thread = Thread::new(id, ThreadKind::Question, title, post("0"), Origin::default());
    thread.answers = vec![post("1"), post("2")];
    thread.tags = vec!["hub".to_owned()];
    thread
}

#[test]
fn damaged_records_are_none_or_whole() {
    let unit = UnitRecord::default().encode();
    let words = "\0\0\0\0¦\u{1}\0\0\0¦\u{7f}\u{7f}\u{7f}\u{7f}¦\u{1}¦en".split('¦');
    Fuzz::new("cache records", 20_000).seeds([encode(&thread()), unit]).words(words).bytes(
        |input| {
            if let Some(thread) = decode(input) {
                assert_eq!(decode(&encode(&thread)).as_ref(), Some(&thread));
            }
            if let Some(unit) = UnitRecord::decode(input) {
                assert_eq!(UnitRecord::decode(&unit.encode()).as_ref(), Some(&unit));
            }
            drop((Decoder(input).page(), Decoder(input).sink(), Decoder(input).summary()));
        },
    );
}
