//! What rises, as a feed to follow (RFC 4287).

use super::InsightsReport;
use super::html::escaped;

/// Returns the feed of rising topics and of what is searched for most and not found; `None`
/// when nothing was read, since a feed has a date. `base_url` is the site's address.
pub fn atom(report: &InsightsReport, base_url: Option<&str>) -> Option<String> {
    let period = report.period.as_ref()?;
    let home = base_url.unwrap_or("urn:answerbook:insights");
    let week = super::text::day(&period.last);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{home}#insights</id>\n\
         <title>{}: what rises</title>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n",
        escaped(&report.site),
        period.last,
        escaped(&report.site),
        home = escaped(home),
    );
    let mut entry = |name: String, title: String, summary: String| {
        let id = blake3::hash(name.as_bytes()).to_hex();
        out.push_str(&format!(
            "<entry><id>{}#insights-{}</id><title>{}</title><updated>{}</updated>\
             <summary>{}</summary></entry>\n",
            escaped(home),
            &id[..16],
            escaped(&title),
            period.last,
            escaped(&summary),
        ));
    };
    for rise in &report.rising {
        entry(
            format!("{week} {} {}", rise.kind, rise.topic),
            format!("{} is read more", rise.topic),
            format!(
                "Read {} times in a week; {:.0} were to be expected.",
                rise.recent, rise.expected
            ),
        );
    }
    for rise in &report.rising_searches {
        entry(
            format!("{week} search {}", rise.question),
            format!("Searched for in vain more often: {}", rise.question),
            format!(
                "{} visits of a week ended without an answer to this; {:.0} were to be expected.",
                rise.recent, rise.expected
            ),
        );
    }
    for gap in report.gaps.iter().take(super::SHOWN) {
        entry(
            format!("{week} gap {}", gap.question),
            format!("Searched for and not found: {}", gap.question),
            format!("{} visits ended without an answer to this.", gap.n),
        );
    }
    out.push_str("</feed>\n");
    Some(out)
}
