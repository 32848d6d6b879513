//! What to do first.

use super::{GapFigures, InsightsReport, RisingSearch};

/// How many steps are named.
const MOST: usize = 3;

/// Names what helps most readers for a team's work: the largest gap, the answer that leaves most
/// readers alone, then what rises and what a language lacks.
pub(super) fn first_steps(report: &InsightsReport) -> Vec<String> {
    let gap = report.gaps.first().map(|gap| {
        let how = match (&gap.unsolved.first(), &gap.nearest) {
            (Some(thread), _) => format!("the community asks it, too: {}", thread.title),
            (None, Some(near)) if near.close => format!("is it answered in: {}?", near.title),
            _ => "nothing on the site is close".to_owned(),
        };
        format!("Answer \"{}\": {} visits looked for it in vain; {how}", gap.question, gap.n)
    });
    let unhelpful = report.unhelpful.first().map(|answer| {
        let (helped, of) = (answer.yes, answer.solved.n);
        format!(
            "Mend \"{}\": read {} times, and it helped {helped} of {of} who said so",
            answer.title, answer.reads
        )
    });
    let rising = report.rising.first().map(|rise| {
        let usual = rise.expected.round();
        format!("Look at {}: read {} times in a week, not {usual}", rise.topic, rise.recent)
    });
    let known: Vec<&str> = report.gaps.iter().take(2).map(|gap| gap.question.as_str()).collect();
    let mut searched = report.rising_searches.iter();
    let searched = searched.find(|rise| !known.contains(&rise.question.as_str())).map(|rise| {
        let usual = rise.expected.round();
        let RisingSearch { question, recent, .. } = rise;
        format!(
            "Look into \"{question}\": {recent} visits of a week looked for it in vain, not {usual}"
        )
    });
    let lacking = report.languages.iter().max_by_key(|language| language.failed);
    let missing = lacking.and_then(|language| {
        let answer = language.missing.first().filter(|_| language.failed > 0)?;
        let (language, title) = (&language.language, &answer.title);
        Some(format!(
            "Translate \"{title}\" into {language}: read {} times elsewhere",
            answer.reads
        ))
    });
    let answer = |gap: &GapFigures| {
        format!("Answer \"{}\": {} visits looked for it in vain", gap.question, gap.n)
    };
    // One that is asked for about as often as the first goes before a trend.
    let largest = report.gaps.first().map_or(0, |gap| gap.n);
    let second = report.gaps.get(1);
    let like_it = second.filter(|gap| 2 * gap.n >= largest).map(answer);
    let smaller = second.filter(|gap| 2 * gap.n < largest).map(answer);
    [gap, unhelpful, like_it, searched, rising, missing, smaller]
        .into_iter()
        .flatten()
        .take(MOST)
        .collect()
}
