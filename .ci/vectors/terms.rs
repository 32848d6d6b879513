//! A step of `.ci/vectors/make`: the stem of each word in a file of JSON, as the program makes it.
//!
//! usage: cargo run --example terms WORDS TERMS
//!
//! WORDS holds a list for each language, `{"en": [[0.5, "refund"]]}`, and TERMS gets the stems in
//! the same order, `{"en": ["refund"]}`.

use std::collections::BTreeMap;
use std::error::Error;
use std::{env, fs};

use answerbook::text::{Analyzer, Lang};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args().skip(1);
    let (Some(words), Some(terms)) = (paths.next(), paths.next()) else {
        return Err("usage: cargo run --example terms WORDS TERMS".into());
    };
    let words: BTreeMap<String, Vec<(f64, String)>> = serde_json::from_slice(&fs::read(words)?)?;
    let mut stems = BTreeMap::new();
    for (tag, words) in words {
        let lang = Lang::new(&tag).ok_or_else(|| format!("`{tag}` is no language"))?;
        let mut analyzer = Analyzer::new(lang);
        let stem = |(_, word): (f64, String)| {
            let mut stem = String::new();
            analyzer.analyze(&word, &mut stem);
            stem.trim_end().to_owned()
        };
        stems.insert(tag, words.into_iter().map(stem).collect::<Vec<_>>());
    }
    fs::write(terms, serde_json::to_vec(&stems)?)?;
    Ok(())
}
