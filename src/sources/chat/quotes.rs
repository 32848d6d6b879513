//! What a mail repeats of others: quoted history, and signatures.

/// Words before a quote that say whose it is: at the end of a line with a colon, beside a
/// date or a name. By language of the mail program.
const WROTE: &[&str] = &[
    "wrote:",
    "wrote :",
    "writes:",
    "said:",
    "schrieb:",
    "schreibt:",
    "geschrieben:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "escreveu:",
    "ha scritto:",
    "schreef:",
    "napisał:",
    "napisał(a):",
    "napsal:",
    "napsal(a):",
    "пише:",
    "писав:",
    "написав:",
    "написала:",
    "пишет:",
    "писал:",
    "писал(а):",
    "написал:",
    "написал(а):",
    "je napisal:",
    "je napisala:",
    "je napisal/-a:",
    "napisal(a):",
    "napisal:",
    "napisala:",
    "je pisal:",
    "je pisala:",
    "kirjoitti:",
    "skrev:",
];

/// Lines that start the history of a mail program that quotes without marks.
const HISTORY: &[&str] = &[
    "original message",
    "original appointment",
    "forwarded message",
    "ursprüngliche nachricht",
    "вихідне повідомлення",
    "оригінал повідомлення",
    "пересланий лист",
    "исходное сообщение",
    "пересланное сообщение",
    "izvirno sporočilo",
    "posredovano sporočilo",
    "message d'origine",
    "mensaje original",
];

/// How many lines of a quote are kept between two answers, counted from its end.
const KEPT: usize = 6;

/// Leaves of a mail what its author wrote: without signature, and without quotes but those
/// that are answered piece by piece.
pub(in crate::sources) fn own_words(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let lines = without_signature(&lines);
    let blocks = blocks(lines);
    let n_quotes = blocks.iter().filter(|block| block.quoted).count();
    let last_own = blocks.iter().rposition(|block| !block.quoted && !block.is_blank());
    let mut kept: Vec<&str> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let is_answered = n_quotes > 1 && last_own.is_some_and(|last| at < last);
        match block.quoted {
            false => kept.extend(&block.lines),
            true if is_answered => {
                let single = block.lines.iter().filter(|line| depth(line) < 2);
                let single: Vec<&str> = single.copied().collect();
                kept.extend(&single[single.len().saturating_sub(KEPT)..]);
            }
            true => {}
        }
    }
    kept.join("\n").trim_matches('\n').to_owned()
}

struct Block<'t> {
    quoted: bool,
    lines: Vec<&'t str>,
}

impl Block<'_> {
    fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.is_empty())
    }
}

/// Splits into the author's words and quotes, each quote with the words that introduce it.
fn blocks<'t>(lines: &[&'t str]) -> Vec<Block<'t>> {
    let mut blocks: Vec<Block<'t>> = Vec::new();
    for line in lines {
        let quoted = depth(line) > 0;
        let inside = blocks.last().is_some_and(|block| block.quoted);
        // An empty line ends a quote only where no quote follows.
        if inside && line.is_empty() {
            blocks.push(Block { quoted: false, lines: vec![line] });
            continue;
        }
        if quoted
            && let [.., before, blank] = blocks.as_slice()
            && before.quoted
            && blank.is_blank()
        {
            blocks.pop();
        }
        match blocks.last_mut() {
            Some(block) if block.quoted == quoted => block.lines.push(line),
            _ => {
                if quoted && let Some(own) = blocks.last_mut() {
                    drop_introduction(&mut own.lines);
                }
                blocks.push(Block { quoted, lines: vec![line] });
            }
        }
    }
    blocks.retain(|block| !block.lines.is_empty());
    blocks
}

/// How many marks of quotes a line has.
fn depth(line: &str) -> usize {
    let marks = line.trim_start().chars().take_while(|c| matches!(c, '>' | ' ' | '|'));
    let marks: Vec<char> = marks.collect();
    if marks.first() != Some(&'>') { 0 } else { marks.iter().filter(|c| **c == '>').count() }
}

/// Drops "On Monday, Olena wrote:", which may have two lines.
fn drop_introduction(lines: &mut Vec<&str>) {
    let filled = lines.iter().rposition(|line| !line.is_empty());
    let Some(last) = filled else { return };
    if introduces(lines[last]) {
        let is_tail = last > 0 && starts_introduction(lines[last - 1]);
        lines.truncate(last - usize::from(is_tail && !starts_introduction(lines[last])));
    }
}

fn introduces(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let ends = || WROTE.iter().any(|words| line.ends_with(words));
    // German puts the name behind the verb.
    let within = || {
        let dated = line.bytes().filter(u8::is_ascii_digit).count() >= 3;
        dated
            && line.ends_with(':')
            && [" schrieb ", " skrev ", " schreef "].iter().any(|verb| line.contains(verb))
    };
    line.chars().count() < 200 && (ends() || within())
}

/// A line with a date or a mail address, which the next one goes on from.
fn starts_introduction(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let starts = ["on ", "am ", "le ", "el ", "dne ", "v ", "в ", "quoting ", "at "];
    let dated = lower.chars().filter(char::is_ascii_digit).count() >= 3;
    let addressed = lower.contains('@') || lower.contains('<');
    (dated || addressed) && starts.iter().any(|start| lower.starts_with(start))
}

/// Cuts at the mark of a signature, at a history without marks, or at a list's footer.
fn without_signature<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let ends = |(at, line): (usize, &&str)| {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        // Mail programs end lines, so that the space behind the mark may be lost.
        line.trim_end() == "--" || is_history(line, next) || is_footer(line, next)
    };
    let mut end = lines.iter().enumerate().position(ends).unwrap_or(lines.len());
    // Nothing but a signature, or a forwarded message alone: better all than nothing.
    if lines[..end].iter().all(|line| line.is_empty() || depth(line) > 0) {
        end = lines.len();
    }
    &lines[..end]
}

fn is_history(line: &str, next: &str) -> bool {
    let bare = line.trim().trim_matches(['-', '_', ' ']).to_lowercase();
    let ruled = line.trim_start().starts_with("--") && HISTORY.contains(&bare.as_str());
    let outlook = line.starts_with("____________") && next.trim_start().starts_with("From:");
    ruled || outlook
}

/// The footer that lists add: a rule of underscores, then the list's name and address.
fn is_footer(line: &str, next: &str) -> bool {
    let rule = line.len() >= 20 && line.bytes().all(|byte| byte == b'_');
    rule && (next.contains("mailing list") || next.contains("Mailing List"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(own_words(text), expected);
    }

    #[test]
    fn quoted_history_goes_in_every_language() {
        for introduction in [
            "On Mon, 2 Nov 2015 at 10:00, Olena <o@example.org> wrote:",
            "On Mon, 2 Nov 2015 at 10:00, Olena Hnatiuk\n<o@example.org> wrote:",
            "Am 2.11.2015 um 10:00 schrieb Olena:",
            "пн, 2 лист. 2015 р. о 10:00 Olena пише:",
            "02.11.2015 10:00, Olena пишет:",
            "V pon., 2. nov. 2015 ob 10:00 je Olena Hnatiuk <o@example.org>\nnapisala:",
            "Dne 2. 11. 2015 je Olena napisal(a):",
        ] {
            let text = format!("Try 4.2.\n\n{introduction}\n> It fails.\n>\n> Why?\n");
            check(&text, "Try 4.2.");
        }
        check("Try 4.2.\n\n-----Original Message-----\nFrom: O\nIt fails.", "Try 4.2.");
        check("> It fails.\n\nTry 4.2.", "Try 4.2.");
    }

    #[test]
    fn quotes_that_are_answered_one_by_one_stay_short() {
        let long: String = (0..9).map(|n| format!("> line {n}\n")).collect();
        let text = format!("O wrote:\n> > old\n{long}\nYes.\n\n> And 5 GHz?\n\nNo.\n\n> rest\n");
        let expected = "> line 3\n> line 4\n> line 5\n> line 6\n> line 7\n> line 8\n\nYes.\n\n\
                        > And 5 GHz?\n\nNo.";
        check(&text, expected);
    }

    #[test]
    fn signatures_and_footers_go() {
        check("Use 4.2.\n\n-- \nOlena\n+386 1 234", "Use 4.2.");
        let footer = "Use 4.2.\n____________________________\nUsers mailing list\nhttps://a.org";
        check(footer, "Use 4.2.");
        check("-- \nOlena", "-- \nOlena".replace("-- ", "--").as_str());
        check("a\n--option\nb", "a\n--option\nb");
        check("", "");
    }
}
