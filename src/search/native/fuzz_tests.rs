use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::Read;
use std::sync::Mutex;

use crate::search::Query;
use crate::search::lexicon::Lexicon;
use crate::search::site::{HOT, Reader, Step};
use crate::testing::Fuzz;
use crate::text::Lang;

use super::{Answer, Document, Index, Writer};

type Files = BTreeMap<String, Vec<u8>>;

/// The files of the static index of three documents, unpacked.
fn files() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let writer = Writer::create(folder.path(), 1).expect("a fresh folder");
    let answers = &[Answer::plain("Open Settings, then Password."), Answer::plain("Hold it.")];
    for (id, title, language) in
        [("1", "How do I reset my password?", Lang::EN), ("2", "Як скинути пароль?", Lang::UK)]
    {
        let document =
            Document { id, title, answers, language, tags: &["web", "hub"], ..Document::PLAIN };
        writer.add(&document).expect("room on the disk");
    }
    writer.finish("").expect("room on the disk");
    let index = Index::open(folder.path()).expect("an index was written");
    let files = Mutex::new(Files::new());
    let put = |name: &str, bytes: &mut dyn FnMut() -> Vec<u8>| {
        let mut plain = Vec::new();
        let read = flate2::read::DeflateDecoder::new(&*bytes()).read_to_end(&mut plain);
        read.expect("what was compressed");
        files.lock().expect("no panic").insert(name.to_owned(), plain);
        Ok::<(), Infallible>(())
    };
    index.write_static_index(8_000, &put).expect("a readable index");
    (folder, files.into_inner().expect("no panic"))
}

/// Asks a reader until there is an answer, as a page does, of files of which one is damaged.
fn ask(reader: &mut Reader, files: &Files, damaged: &[u8], text: &str) {
    let query = Query { text, page: Some(Lang::EN), typing: true, ..Query::default() };
    for _ in 0..6 {
        let wanted = match reader.rank(&query, &["#tag:web".to_owned()], 6) {
            Step::Done(found) => {
                assert!(found.best.len() <= 6 && found.all.len() <= 2, "{found:?}");
                let documents: Vec<u32> = found.best.iter().map(|best| best.doc).collect();
                drop(reader.cards(&documents));
                return;
            }
            Step::Fetch(wanted) => wanted,
        };
        for name in wanted {
            // What is not what its name says counts as lost, so nothing else is read of it.
            match files.get(&name) {
                Some(bytes) if damaged == &**bytes => assert!(!reader.put(&name, b"x".to_vec())),
                Some(bytes) => assert!(reader.put(&name, bytes.clone())),
                None => reader.lose(&name),
            }
        }
    }
    panic!("the reader asks for ever");
}

#[test]
fn a_static_index_of_any_bytes_answers_or_is_refused() {
    let (_folder, files) = files();
    let hot = files[HOT].clone();
    Fuzz::new("static index", 2_000).seeds(files.values()).bytes(|input| {
        if let Ok(mut reader) = Reader::open(input) {
            ask(&mut reader, &files, b"", "reset passwords");
            reader.vocabularies(&[Lang::EN]);
            reader.beginning_with("en:re", &mut |_, _| {});
        }
        let mut reader = Reader::open(&hot).expect("a whole file");
        for name in files.keys().filter(|name| *name != HOT) {
            let is_taken = reader.put(name, input.to_vec());
            assert_eq!(is_taken, files[name] == input, "{name}");
        }
        ask(&mut reader, &files, input, "settings");
    });
}

#[test]
fn anything_can_be_asked() {
    let (folder, files) = files();
    let index = Index::open(folder.path()).expect("an index was written");
    let seeds = ["reset my password", "як скинути пароль", "\"reset\" -hub tag:web", "re"];
    let words = "\"¦-¦+¦*¦(¦)¦:¦AND¦OR¦~2¦^¦ ¦пароль¦reset".split('¦');
    Fuzz::new("queries", 100).seeds(seeds).words(words).text(|input| {
        let query = Query { text: input, typing: true, ..Query::default() };
        let hits = index.search(&query, 10).expect("a readable index");
        assert!(hits.len() <= 2);
        let mut reader = Reader::open(&files[HOT]).expect("a whole file");
        ask(&mut reader, &files, b"", input);
    });
}
