//! Conversations that another program wrote down: an archive of topics, the log of a chat.
//!
//! A post starts with a line that names somebody and a date: `## Post #2 by @bob (2019-01-15
//! 17:45 UTC)`, `**bob** replied the **2019-01-15** at **17:45**`, `[2019-01-15 17:45] bob: no`.
//! Two people who write so are no author of an answer, whatever folder the file lies in.

use std::ops::Range;

use crate::model::Timestamp;

/// How long a line that starts a post may be, without what is said on it.
const LONGEST: usize = 200;

/// How long a name may be, in characters.
const LONGEST_NAME: usize = 60;

/// What somebody does whose name is in bold letters; other bold words are titles.
const VERBS: [&str; 7] = ["replied", "commented", "wrote", "said", "posted", "answered", "asked"];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A conversation.
#[derive(Debug)]
pub(super) struct Talk {
    /// Who wrote what stands above the first post, where a table there says it.
    pub author: Option<String>,
    /// The posts.
    pub posts: Vec<Said>,
}

/// A post of a conversation.
#[derive(Debug)]
pub(super) struct Said {
    /// Who wrote it.
    pub name: String,
    /// When, where the line says it in numbers.
    pub created: Option<Timestamp>,
    /// Where its first line starts.
    pub start: usize,
    /// What was said.
    pub body: Range<usize>,
}

/// Finds the conversation below the settings of a file; `None` where that is something else.
pub(super) fn find(text: &str, from: usize) -> Option<Talk> {
    let mut posts: Vec<Said> = Vec::new();
    let (mut at, mut fence, mut author, mut is_sure) = (from, None, None, false);
    for line in text[from..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        if mark.is_some() && (fence.is_none() || fence == mark) {
            fence = if fence.is_none() { mark } else { None };
        }
        let is_within =
            fence.is_some() || line.starts_with(['\t', '>']) || line.starts_with("    ");
        if is_within {
            continue;
        }
        if posts.is_empty() && author.is_none() {
            author = author_row(line);
        }
        let Some(head) = Head::read(line.trim()) else { continue };
        if let Some(last) = posts.last_mut() {
            last.body.end = start;
        }
        let body = start + line.trim_end().len() - head.said.len();
        let (name, created) = (head.name.to_owned(), head.stamp.moment);
        is_sure |= head.is_sure;
        posts.push(Said { name, created, start, body: body..text.len() });
    }
    let are_several = posts.iter().any(|post| post.name != posts[0].name) || posts.len() > 2;
    let is_talk = is_sure || author.is_some() || are_several;
    is_talk.then_some(Talk { author, posts })
}

/// Returns the account that a row of a table names as the author: `| **Author** | `ann` |`.
/// Names in other letters stand in documents that people keep.
fn author_row(line: &str) -> Option<String> {
    let (key, value) = line.trim().strip_prefix('|')?.split_once('|')?;
    let value = value.trim().strip_suffix('|')?.trim();
    let is_account = value.starts_with('@') || value.starts_with('`') && value.ends_with('`');
    let is_author = key.trim().trim_matches('*').eq_ignore_ascii_case("author") && is_account;
    plain(value).filter(|_| is_author).map(str::to_owned)
}

/// Leaves out the rules and line breaks that stand between posts.
pub(super) fn without_rules(text: &str) -> &str {
    let mut text = text;
    loop {
        let rest = text.trim();
        let rest =
            ["---", "***", "___", "<br>", "<br/>", "<br />"].iter().fold(rest, |rest, rule| {
                let rest = rest.strip_suffix(rule).unwrap_or(rest);
                rest.strip_prefix(rule).unwrap_or(rest)
            });
        if rest.len() == text.len() {
            return text;
        }
        text = rest;
    }
}

/// The line that starts a post.
struct Head<'l> {
    name: &'l str,
    stamp: Stamp,
    /// What is said on the same line: its end.
    said: &'l str,
    /// Nobody writes so by hand.
    is_sure: bool,
}

impl<'l> Head<'l> {
    fn read(line: &'l str) -> Option<Head<'l>> {
        let heading = line.trim_start_matches('#');
        let is_heading = heading.len() < line.len() && heading.starts_with(' ');
        if let Some(head) = Head::of_log(line) {
            return Some(head);
        }
        if line.len() > LONGEST {
            return None;
        }
        let stamp = Stamp::find(line)?;
        let is_sign = |c: char| !c.is_alphanumeric() && !"@*_".contains(c);
        let words = heading.trim_start_matches(is_sign);
        let bold = words.strip_prefix("**").and_then(|rest| rest.split_once("**"));
        let credit = by(words, is_heading);
        let has_verb =
            bold.is_some_and(|(_, rest)| rest.split_whitespace().any(|word| VERBS.contains(&word)));
        let name = match bold {
            Some((name, _)) => Some(name).filter(|_| stamp.has_time || has_verb),
            None => credit.or_else(|| {
                let is_head = is_heading || words.contains(" — ") && words.len() < LONGEST / 2;
                before(words).filter(|_| is_head && stamp.has_time || words.starts_with('@'))
            }),
        };
        let is_sure = stamp.has_time && (has_verb || is_heading && credit.is_some());
        Some(Head { name: plain(name?)?, stamp, said: "", is_sure })
    }

    /// A line of a log: `[2019-01-15 17:45] bob: no`, `2019-01-15 17:45 <bob> no`,
    /// `15/01/2019, 17:45 - bob: no`.
    fn of_log(line: &'l str) -> Option<Head<'l>> {
        let (stamp, rest) = match line.strip_prefix('[') {
            Some(rest) => rest.split_once(']')?,
            None if line.starts_with(|c: char| c.is_ascii_digit()) => {
                let dash = line.find(" - ").map(|at| at + 3);
                line.split_at_checked(line.find('<').or(dash)?)?
            }
            None => return None,
        };
        let stamp = Stamp::find(stamp).filter(|found| found.has_time && stamp.len() < 40)?;
        let rest = rest.trim_start();
        let (name, said) = match rest.strip_prefix('<') {
            Some(rest) => rest.split_once('>')?,
            None => rest.split_once(':')?,
        };
        Some(Head { name: plain(name)?, stamp, said: said.trim_start(), is_sure: false })
    }
}

/// Returns who a heading is by, or a line that starts with `Posted by`.
fn by(words: &str, is_heading: bool) -> Option<&str> {
    let is_credit = is_heading || words.starts_with("Posted by ") || words.starts_with("By ");
    let rest = match words.strip_prefix("By ") {
        Some(rest) => rest,
        None => words.split_once(" by ")?.1,
    };
    let ends = [" (", " on ", ", ", " — ", " – ", " - ", " at ", " | "];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    end.map(|end| &rest[..end]).filter(|_| is_credit)
}

/// Returns the name before a date: `Ann (2019-01-15 17:45)`, `@ann, 15 Jan 2019`.
fn before(words: &str) -> Option<&str> {
    let ends = [" (", ", ", " — ", " – ", " - ", " | ", " on "];
    let end = ends.iter().filter_map(|end| words.find(end)).min()?;
    Some(&words[..end])
}

/// Returns a name without its marks; `None` when it is none.
fn plain(name: &str) -> Option<&str> {
    let name = name.trim().trim_matches(['*', '_', '`', '[', ']', '(', ')']);
    let name = name.strip_prefix('@').unwrap_or(name).trim();
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().count() <= LONGEST_NAME
        && !name.contains("://")
        && Stamp::find(name).is_none();
    is_name.then_some(name)
}

/// A date on a line, with a time or without.
struct Stamp {
    /// The moment, where it is written in the order of RFC 3339; in UTC.
    moment: Option<Timestamp>,
    has_time: bool,
}

impl Stamp {
    fn find(line: &str) -> Option<Stamp> {
        let is_around = |c: char| c.is_whitespace() || "()[]*_,`".contains(c);
        let words: Vec<&str> = line.split(is_around).filter(|word| !word.is_empty()).collect();
        let date = words.iter().position(|word| is_date(word));
        let date = date.or_else(|| words.windows(3).position(names_month))?;
        let time = words.iter().skip(date).find(|word| is_time(word));
        let date = words[date].trim_end_matches(':');
        let moment = match time {
            Some(time) if *time != date => Timestamp::parse(&format!("{date}T{}", clock(time))),
            _ => Timestamp::parse(date),
        };
        Some(Stamp { moment, has_time: time.is_some() })
    }
}

/// Tells whether a word is a date of three numbers, perhaps with the time behind a `T`.
fn is_date(word: &str) -> bool {
    let date = word.split('T').next().unwrap_or_default().trim_end_matches(':');
    ['-', '/', '.'].into_iter().any(|separator| {
        let lengths: Vec<usize> = date.split(separator).map(str::len).collect();
        let is_digits = date.bytes().all(|byte| byte.is_ascii_digit() || byte == separator as u8);
        is_digits && matches!(lengths[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
    })
}

/// Tells whether three words have a month and a year: `15 Jan 2019`, `January 15 2019`.
fn names_month(words: &[&str]) -> bool {
    let is_month = |word: &str| {
        let start = word.get(..3).map(str::to_ascii_lowercase);
        start.is_some_and(|start| MONTHS.contains(&start.as_str()))
    };
    let is_number = |word: &str| (1..=2).contains(&word.len()) && word.parse::<u8>().is_ok();
    let is_year = words[2].len() == 4 && words[2].parse::<u16>().is_ok();
    let [first, second] = [words[0], words[1]];
    is_year && (is_month(first) && is_number(second) || is_number(first) && is_month(second))
}

fn is_time(word: &str) -> bool {
    let time = clock(word.rsplit('T').next().unwrap_or_default());
    let mut parts = time.split(':');
    let is_part = |part: &str| (1..=2).contains(&part.len()) && part.parse::<u8>().is_ok();
    parts.by_ref().take(2).filter(|part| is_part(part)).count() == 2
}

/// A time without what stands behind it.
fn clock(word: &str) -> &str {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(word.len());
    word[..end].trim_end_matches(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Posts as `name time: text`.
    fn found(text: &str) -> Vec<String> {
        let say = |said: Said| {
            let created = said.created.map_or("-".to_owned(), Timestamp::rfc3339);
            format!("{} {created}: {}", said.name, without_rules(&text[said.body]))
        };
        find(text, 0).into_iter().flat_map(|talk| talk.posts).map(say).collect()
    }

    #[test]
    fn the_forms_of_archives_are_known() {
        #[track_caller]
        fn check(text: &str, expected: [&str; 2]) {
            assert_eq!(found(text), expected);
        }
        let both = ["ann 2019-01-15T16:45:00Z: How?", "bob 2019-01-15T17:45:00Z: So."];
        check(
            "# T\n\n## Post #1 by @ann (2019-01-15 16:45 UTC)\n\nHow?\n\n---\n\n\
             ## Post #2 by @bob (2019-01-15 17:45 UTC)\n\nSo.\n",
            both,
        );
        check(
            "👤 **ann** replied the **2019-01-15** at **16:45:00**:<br>\n\nHow?\n\n---\n\n\
             👤 **bob** replied the **2019-01-15** at **17:45:00**:<br>\n\nSo.\n",
            both,
        );
        check("[2019-01-15 16:45] ann: How?\n[2019-01-15 17:45:00] bob: So.\n", both);
        check("2019-01-15 16:45 <ann> How?\n2019-01-15T17:45:00Z <bob> So.\n", both);
        check("**ann** — 2019-01-15 16:45\nHow?\n\n**bob** — 2019-01-15 17:45\nSo.\n", both);
        check("### ann (2019-01-15 16:45)\nHow?\n### bob (2019-01-15 17:45)\nSo.\n", both);
        check("ann — 2019-01-15 16:45\nHow?\nbob — 2019-01-15 17:45\nSo.\n", both);
        let undated = ["ann -: How?", "bob -: So."];
        check(
            "#### Posted by ann on Jan 15, 2019\nHow?\n#### Reply by bob on 15 Jan 2019\nSo.\n",
            undated,
        );
        check("15/01/2019, 16:45 - ann: How?\n15/01/2019, 17:45 - bob: So.\n", undated);
        check("**ann** wrote on 15/01/2019\nHow?\n\n**bob** wrote on 16/01/2019\nSo.\n", undated);
    }

    #[test]
    fn what_one_hand_wrote_is_no_conversation() {
        for text in [
            "## 1.2.0 (2024-01-02)\n\nNew.\n\n## 1.1.0 (2023-12-01)\n\nOld.\n",
            "**Update** 2024-03-01: use 2.0\n\n**Correction** 2024-04-01: use 2.1\n",
            "## Release notes, 2024-03-01\n\nText\n\n## Known faults, 2024-03-02\n",
            "```\n[2024-01-02 10:00] ann: hi\n[2024-01-02 10:01] bob: hi\n```\n",
            "Written by Ann on 2024-01-02.\n\nChecked by Bob on 2024-01-03.\n",
            "> **ann** wrote on 2024-01-02\n\n> **bob** wrote on 2024-01-03\n",
            "## Set up by @ann (2019-01-15)\n\nAlone.\n",
            "| Author | Ann |\n| --- | --- |\n| Created | 2024-01-02 |\n\nText\n",
            "",
        ] {
            assert!(find(text, 0).is_none(), "{text}");
        }
    }

    #[test]
    fn nobody_writes_so_by_hand() {
        assert_eq!(
            found("## Post #1 by @ann (2019-01-15 16:45 UTC)\n\nAlone.\n"),
            ["ann 2019-01-15T16:45:00Z: Alone."]
        );
        let talk = find("| **Author** | `ann` |\n| :--- | :--- |\n\n#### Text\n\nWhy?\n", 0);
        let talk = talk.expect("it is one");
        assert_eq!((talk.author.as_deref(), talk.posts.len()), (Some("ann"), 0));
    }
}
