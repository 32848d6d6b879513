//! What is searched for in vain more often than in the weeks before, in every form of the report.

use std::fs;

use super::forms::{Visit, written};
use super::{PHONE, run, site};

const DAY: u32 = 24 * 60;

/// A search of a visitor, on a day from the first one on.
fn search(day: u32, who: u8, query: &str) -> Visit {
    let target = format!("/help/search.html?q={}", query.replace(' ', "+"));
    Visit::new(who, PHONE, day * DAY + u32::from(who), &[&target])
}

/// Five weeks: refunds are asked for all the time, the wall switch in the last week alone, in two
/// wordings of which none rises by itself. A private word rises, too.
fn five_weeks() -> Vec<Visit> {
    let mut all = Vec::new();
    for day in 0..35 {
        all.extend((100..160).map(|who| search(day, who, "refund after thirty days")));
        if day >= 28 {
            all.push(search(day, 10, "pair wall switch with the lamp"));
            all.push(search(day, 11, "pairing lamp and wall switch"));
            all.push(search(day, 12, "ana.zupan@lumomail.net"));
        }
    }
    all
}

#[test]
fn a_failed_search_that_rises_is_in_every_form_of_the_report() {
    let site = site();
    fs::write(site.path().join("access.log"), written("combined", &five_weeks())).expect("a log");
    let read = |more: &[&str]| {
        let arguments = [&["insights", "--logs", "access.log"], more].concat();
        run(site.path(), &arguments).expect(0)
    };
    let question = "pair wall switch with the lamp";
    let report = read(&["--json", "--html", "out.html", "--atom", "out.xml"]).json();
    let risen = report["rising_searches"].as_array().expect("a list");
    assert_eq!(risen.len(), 1, "{risen:?}");
    assert_eq!((&risen[0]["question"], &risen[0]["recent"]), (&question.into(), &14.into()));
    assert_eq!((&risen[0]["expected"], &risen[0]["languages"][0]), (&0.0.into(), &"en".into()));
    let file = |name: &str| fs::read_to_string(site.path().join(name)).expect("a file");
    let page = file("out.html");
    assert!(page.contains("Searched for in vain more often in the last week"), "{page}");
    // On a phone each cell says of which column it is.
    let n_cells = page.matches("<td").count() - page.matches("<td></td>").count();
    assert_eq!(page.matches("<td data-label=\"").count(), n_cells, "{page}");
    assert!(page.contains("content: attr(data-label)") && !page.contains("overflow-x"));
    assert!(file("out.xml").contains(&format!("more often: {question}")), "{}", file("out.xml"));
    let text = read(&[]).stdout;
    let line = format!("14 {question} (en); 0 expected; nothing close");
    assert!(text.contains(&line), "{text}");
    let comment = read(&["--markdown"]).stdout;
    assert!(comment.contains(&format!("| 14 | {question} | en | 0 |")), "{comment}");
    let table = read(&["--csv", "rising-searches"]).stdout;
    let expected = "question,language,recent,expected,nearest,close";
    assert_eq!(table.lines().next(), Some(expected));
    assert!(table.contains(&format!("{question},en,14,0.0,")), "{table}");
    for text in [page, file("out.xml"), text, comment, table, report.to_string()] {
        assert!(!text.contains("zupan"), "{text}");
    }
}

#[test]
fn nothing_rises_in_a_log_of_a_few_days_or_by_a_clock_that_jumped() {
    let site = site();
    let rising = |visits: &[Visit]| {
        fs::write(site.path().join("access.log"), written("combined", visits)).expect("a log");
        let read = run(site.path(), &["insights", "--logs", "access.log", "--json"]).expect(0);
        read.json()["rising_searches"].as_array().map_or(0, Vec::len)
    };
    let few: Vec<Visit> =
        (0..9).flat_map(|day| (1..4).map(move |who| search(day, who, "glow worm"))).collect();
    assert_eq!(rising(&few), 0);
    let mut all = five_weeks();
    assert_eq!(rising(&all), 1);
    all.push(search(50, 1, "refund after thirty days"));
    assert_eq!(rising(&all), 1, "a day far behind the others ends no week");
}
