use super::{Stand, own_words};

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(own_words(text, Stand::Reply), expected);
}

#[test]
fn quoted_history_goes_in_every_language() {
    for introduction in [
        "On Mon, 2 Nov 2015 at 10:00, Olena <o@example.org> wrote:",
        "On Mon, 2 Nov 2015 at 10:00, Olena Hnatiuk\n<o@example.org> wrote:",
        "On Mon, 2 Nov 2015 at 10:00,\nOlena Hnatiuk\n<o@example.org> wrote:",
        "On Nov 2, 2015 5:09 PM, Olena <olena at example.org> wrote:\n",
        "Am 2.11.2015 um 10:00 schrieb Olena:",
        "пн, 2 лист. 2015 р. о 10:00 Olena пише:",
        "02.11.2015 10:00, Olena пишет:",
        "V pon., 2. nov. 2015 ob 10:00 je Olena Hnatiuk <o@example.org>\nnapisala:",
        "Dne 2. 11. 2015 je Olena napisal(a):",
        "Le 2 nov. 2015 à 10:00, Olena a écrit :",
        "W dniu 2.11.2015 o 10:00, Olena pisze:",
        "2015年11月2日 10:00，Olena 写道：",
        "Olena, 2/11/15 10:00, lausui seuraavaa:",
        "? ???, 02/11/2015 ? 10:00, Olena ?????:",
        "\u{fffd} \u{fffd}\u{fffd}, Olena \u{fffd}\u{fffd}\u{fffd}\u{fffd}:",
    ] {
        for mark in [">", "|"] {
            let quote = format!("{mark} It fails.\n{mark}\n{mark} Why?\n");
            check(&format!("Try 4.2.\n\n{introduction}\n{quote}"), "Try 4.2.");
            check(&format!("{introduction}\n{quote}\nTry 4.2."), "Try 4.2.");
        }
    }
    check("> It fails.\n\nTry 4.2.", "Try 4.2.");
    check("| It fails.\n\nTry 4.2.", "Try 4.2.");
}

#[test]
fn history_without_marks_goes() {
    for head in [
        "-----Original Message-----\nFrom: O",
        "----- Mensaje original -----\nDe: O",
        "____________________________\nFrom: O",
        "From: O [mailto:o@example.org]\nSent: Monday\nTo: List\nSubject: It",
        "*Von:* O\n*Gesendet:* Montag\n*An:* Liste\n*Betreff:* Es",
        "От: О\nДата: 2.11.2015\nКому: Список\nТема: Оно",
    ] {
        check(&format!("Try 4.2.\n\n{head}\n\nIt fails."), "Try 4.2.");
    }
    let shown = "The mail has these:\n\nFrom: a\nTo: b\nSubject: c\n\nWhy?";
    assert_eq!(own_words(shown, Stand::First), shown);
}

#[test]
fn tables_and_pipes_are_no_quotes() {
    for text in [
        "So:\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "Use it:\n\nls\n| sort\n|| true\n\nSo.",
        "| Only | one\n\nEnd.",
    ] {
        check(text, text);
    }
}

#[test]
fn initials_of_who_is_quoted_are_marks() {
    let text = ">>>>> \"DM\" == Dana Mohr <dana at mail.example>\n>>>>> \
                \x20on Mon, 3 Dec 2007 10:00:00 writes:\n\n    DM> \
                It fails.\n    DM> Why?\n\nTry 4.2.";
    check(text, "Try 4.2.");
    check("R> x\n\nTry 4.2.", "R> x\n\nTry 4.2.");
}

#[test]
fn quotes_that_are_answered_one_by_one_stay_short() {
    let long: String = (0..9).map(|n| format!("> line {n}\n")).collect();
    let text = format!("O wrote:\n> > old\n{long}\nYes.\n\n> And 5 GHz?\n\nNo.\n\n> rest\n");
    let expected = "> line 3\n> line 4\n> line 5\n> line 6\n> line 7\n> line 8\n\nYes.\n\n\
                    > And 5 GHz?\n\nNo.";
    check(&text, expected);
    let bars = "O wrote:\n| 2.4 GHz?\n\nYes.\n\n| And 5 GHz?\n\nNo.";
    check(bars, "> 2.4 GHz?\n\nYes.\n\n> And 5 GHz?\n\nNo.");
    let long = format!("> {}\n> one\n\nYes.\n\n> two\n\nNo.", "word ".repeat(200));
    check(&long, "> one\n\nYes.\n\n> two\n\nNo.");
}

#[test]
fn what_was_typed_into_a_console_is_no_quote() {
    let first = "Hi,\n> x <- c(1, 2)\n> mean(x)\n[1] 1.5\n\nWhy?";
    let expected = "Hi,\n    > x <- c(1, 2)\n    > mean(x)\n    [1] 1.5\n\nWhy?";
    assert_eq!(own_words(first, Stand::First), expected);
    check(first, expected);
    assert_eq!(own_words("See:\n> Words of a book.", Stand::First), "See:\n> Words of a book.");
    let forwarded = "HTH.\n> From: O\n> Sent: Monday\n> x <- c(1, 2)";
    assert_eq!(own_words(forwarded, Stand::First), "HTH.");
    // Without anything printed below, and in an answer, it is what the asker typed.
    check("Use median.\n\n> x <- c(1, 2)\n> mean(x)\n", "Use median.");
    check("O wrote:\n> x <- 1\n> x\nUse median.", "Use median.");
    let first = "On Mon, 2 Nov 2015, O wrote:\n> x <- 1\n\nMe too. Why?";
    assert_eq!(own_words(first, Stand::First), "Me too. Why?");
}

#[test]
fn signatures_and_footers_go() {
    check("Use 4.2.\n\n-- \nOlena\n+386 1 234", "Use 4.2.");
    for footer in [
        "____________________________\nUsers mailing list\nhttps://a.org",
        "______________________________________________\n\
         R-help at lists.example.org mailing list -- To UNSUBSCRIBE and more, see\n\
         https://lists.example.org/listinfo/r-help\nPLEASE do read the posting guide",
        "-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-\nr-help mailing list -- Read the FAQ\n\
         Send \"info\", \"help\", or \"[un]subscribe\"",
        "To unsubscribe from this group, send a mail to x at y.example",
        "R-help at lists.example.org mailing list\nhttps://lists.example.org/listinfo/r-help",
        "-- \nYou received this message because you are subscribed to the Google Groups \"x\"",
    ] {
        check(&format!("Use 4.2.\n{footer}"), "Use 4.2.");
        check(footer, "");
    }
    check("-- \nOlena", "-- \nOlena".replace("-- ", "--").as_str());
    check("a\n--option\nb", "a\n--option\nb");
    check("", "");
}

#[test]
fn code_below_the_mark_of_a_signature_stays() {
    for below in ["library(forest)\nx<-grow(n = 2)", "a {\n  b;\n}", &"word\n".repeat(16)] {
        let text = format!("As here.\n\n--\n{}", below.trim());
        check(&text, &text);
    }
}

#[test]
fn any_mail_is_read_in_little_time() {
    let pieces =
        ["--\n", "> x\n", "| y\n", "O wrote:\n", "______________\n", "From: x\n", "\n", "x> y\n"];
    for piece in pieces {
        for other in pieces {
            own_words(&format!("{piece}{other}").repeat(4_000), Stand::Reply);
        }
    }
}
