use super::*;

/// Every piece of private text in a text, with its kind.
fn found(text: &str) -> Vec<(Kind, &str)> {
    detect(text, &[]).into_iter().map(|hit| (hit.kind, &text[hit.range])).collect()
}
