//! Figures as people read them.

use crate::search::eval::{Comparison, EvalReport};

/// Returns the figures of a report; those of queries without an answer in a table of their own.
pub(super) fn table(report: &EvalReport) -> String {
    let rows = report.rows();
    let mut text = line("", &["queries", "mrr@10", "ndcg@10", "hit@1", "hit@5", "zero", "nothing"]);
    for (name, row) in rows.iter().filter(|(_, row)| row.queries > 0) {
        let figures = [row.mrr_at_10, row.ndcg_at_10, row.hit_at_1, row.hit_at_5, row.zero];
        let figures = figures.into_iter().chain([row.false_nothing]);
        let figures = figures.map(|figure| format!("{figure:.3}"));
        let cells: Vec<String> = std::iter::once(row.queries.to_string()).chain(figures).collect();
        text.push_str(&line(name, &cells));
    }
    let unanswerable: Vec<_> = rows.iter().filter(|(_, row)| row.unanswerable > 0).collect();
    if !unanswerable.is_empty() {
        text.push_str(&line("\nwithout an answer", &["queries", "answered"]));
    }
    for (name, row) in unanswerable {
        text.push_str(&line(
            name,
            &[row.unanswerable.to_string(), format!("{:.3}", row.false_answer)],
        ));
    }
    text
}

/// Returns the figures of two runs side by side, and the queries that went differently.
pub(super) fn compared(comparison: &Comparison) -> String {
    let mut text = line("", &["queries", "a", "b", "b - a", "p"]);
    for row in &comparison.rows {
        let (a, b) = row.means;
        let figures = [a, b].map(|mean| format!("{mean:.3}"));
        let [a_cell, b_cell] = figures;
        let cells = [
            row.n_queries.to_string(),
            a_cell,
            b_cell,
            format!("{:+.3}", b - a),
            format!("{:.3}", row.p),
        ];
        text.push_str(&line(&row.name, &cells));
    }
    if comparison.n_unpaired > 0 {
        text.push_str(&format!("\n{} in one of the two only\n", comparison.n_unpaired));
    }
    if !comparison.changes.is_empty() {
        text.push('\n');
    }
    for change in &comparison.changes {
        let (a, b) = change.worth;
        text.push_str(&format!("{a:.3} -> {b:.3}  {}  {}\n", change.id, change.text));
    }
    text
}

fn line<T: AsRef<str>>(name: &str, cells: &[T]) -> String {
    let cells: String = cells.iter().map(|cell| format!("{:>9}", cell.as_ref())).collect();
    format!("{name:24}{cells}\n")
}
