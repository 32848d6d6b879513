//! Hostile lists of what was exported.

use crate::config::EngineKind;
use crate::files::Digest;
use crate::testing::Fuzz;

use super::state::ExportState;

#[test]
fn a_list_reads_back_or_is_refused() {
    let mut state = ExportState::new(EngineKind::Typesense);
    state.documents.extend([(1, 2), (u64::MAX, 0)]);
    let whole = state.encode();
    assert_eq!(ExportState::decode(&whole, EngineKind::Typesense), Ok(state));
    assert!(ExportState::decode(&whole, EngineKind::Sphinx).is_err());
    let words = "answerbook export 1 typesense\n¦file 3 a/b\n¦file ¦../x¦0123456789abcdef ¦end ¦\n";
    let body = whole[..whole.rfind("end ").expect("an end")].to_owned();
    Fuzz::new("lists of exports", 300).seeds([body]).words(words.split('¦')).text(|input| {
        // Whoever writes a digest gets through, and finds no more than lines.
        let signed = format!("{input}end {}\n", Digest::of(input.as_bytes()));
        let read = ExportState::decode(&signed, EngineKind::Typesense);
        if let Ok(state) = read {
            let again = ExportState::decode(&state.encode(), EngineKind::Typesense);
            assert_eq!(again, Ok(state));
        }
        let _ = ExportState::decode(input, EngineKind::Typesense);
    });
}
