use super::fold::Folded;
use super::{Privacy, PrivacyFindings, PrivacyRules, Takedown, detect, expand_aliases};
use crate::config;
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Dialect, Markup, Origin, Post, PostId, Syntax, Thread, ThreadId, ThreadKind};
use crate::normalize::{plain_text, sanitise_posts, text_of_html, tidy};
use crate::testing::Fuzz;

const NAME: &str = "Tihana Mrakužić";
const MAIL: &str = "vesna.krt@zvonkomail.si";

/// Settings and rules of a site on which somebody opted out.
fn site() -> (config::Config, PrivacyRules) {
    let settings = "title: A\nprivacy: mask\nsources:\n  - {type: jsonl, path: a.jsonl}\n";
    let rules = format!(
        "people:\n  - name: {NAME}\n  - name: Bor\n    as: Kolega\n    \
         forms: [reversed, initials, cases]\n"
    );
    let files = [("answerbook.yaml", settings), ("privacy.yaml", &*rules), ("a.jsonl", "")];
    let files = MemoryFiles::new(files);
    let mut sink = Sink::new();
    let config = config::load(&files, &mut sink).expect("good settings");
    let rules = PrivacyRules::load(&files, &config, &mut sink);
    let rules = rules.unwrap_or_else(|| panic!("{:?}", sink.diagnostics()));
    (config, rules)
}

const SPELLINGS: &str = "Tihana¦Mrakužić¦ ¦\u{a0}¦-¦_¦.¦\n> ¦<b>¦</b>¦&nbsp;¦%20¦mrakuzic¦MRAKUŽIĆ¦\
    &#269;¦\u{ad}¦\u{200b}¦e\u{301}¦<img src=x>¦@¦Bor¦Bora¦<!-- -->¦Ｔｉｈａｎａ¦\
    /u/tihana-mrakuzic¦\u{fffc}";

#[test]
fn a_name_that_was_taken_out_stays_out() {
    let (config, rules) = site();
    let privacy = Privacy::new(&config, &rules, expand_aliases(&rules, &[]));
    let seeds = [
        format!("<p>Ask {NAME} or <a href='/u/tihana_mrakuzic'>her</a>: tihana.mrakuzic@x.si</p>"),
        format!("Thanks **Tihana** Mrakužić, Bor's idea.\n\n> {NAME} wrote:\n> so"),
        format!("see [{NAME}](mailto:a%40b.si) T. Mrakužić, Mrakužić Tihana"),
    ];
    let fuzz = Fuzz::new("names", 250).seeds(seeds).words(SPELLINGS.split('¦'));
    fuzz.text(|input| {
        let folded = Folded::of(input);
        assert!(!folded.text.contains(|c: char| c.is_ascii_uppercase()));
        for (at, _) in folded.text.char_indices() {
            let from = folded.source(&(0..at));
            assert!(input.is_char_boundary(from.end), "{from:?}");
        }
        for syntax in [Syntax::Html, Syntax::Markdown(Dialect::Site), Syntax::Text] {
            let body = Markup { syntax, text: input.to_owned() };
            let post = Post::new(PostId("p1".into()), body);
            let title = "Why does the lamp hum?".to_owned();
            let id = ThreadId("1".into());
            let mut thread = Thread::new(id, ThreadKind::Question, title, post, Origin::default());
            tidy(&mut thread);
            let stays = privacy.redact(&mut thread, 0, &mut PrivacyFindings::default());
            if stays != Takedown::Stays {
                continue;
            }
            sanitise_posts(&mut thread);
            let left = &thread.question.body;
            // With what is quoted: without it, words stand together that do not on the page, and
            // the last gate withholds the thread.
            let mut seen = String::new();
            match left.syntax {
                Syntax::Sanitised => text_of_html(&left.text, &mut seen),
                _ => seen = plain_text(left, 1 << 20),
            }
            assert!(!privacy.finder.is_in(&seen), "{seen:?} of {left:?}");
            let mut again = thread.clone();
            let stays = privacy.redact(&mut again, 0, &mut PrivacyFindings::default());
            assert_eq!((stays, &again.question.body), (Takedown::Stays, left));
        }
    });
}

#[test]
fn private_text_on_a_line_of_its_own_is_found_whatever_stands_around_it() {
    let seeds = [
        "Call +386 41 555 782 or 040 123 456, mail ana (at) lumo (dot) si, ana@lumo.si",
        "IBAN SI56 1910 0000 0123 438, card 4111 1111 1111 1111, EMŠO 0101006500006",
        "v1.2.3 of 2026-01-05, order 12345-678, error 0x80070057, 192.168.0.1",
        "телефон 0 67 123 45 67, паспорт, ana собака lumo крапка si",
    ];
    let words = [
        "+386",
        "00",
        "41",
        "555",
        "782",
        "-",
        "/",
        "(",
        ")",
        ".",
        "@",
        " at ",
        "(at)",
        "[dot]",
        "IBAN ",
        "SI56",
        "4111",
        "tel",
        "mail: ",
        "password: ",
        "Bearer ",
        "EMŠO ",
        "\n\
        ",
        "\u{200b}",
        "\u{a0}",
        "０",
    ];
    let fuzz = Fuzz::new("private text", 3_000).seeds(seeds).words(words);
    fuzz.text(|input| {
        let text = format!("{input}\n\n{MAIL}\n\n{input}");
        let from = input.len() + 2;
        let mut end = 0;
        let mut is_found = false;
        for hit in detect(&text, &[]) {
            assert!(hit.range.start >= end && text.get(hit.range.clone()).is_some(), "{hit:?}");
            end = hit.range.end;
            is_found |= hit.range.start <= from && hit.range.end >= from + MAIL.len();
        }
        assert!(is_found, "{:?}", detect(&text, &[]));
        let code = 0..text.len();
        detect(&text, &[code])
            .iter()
            .for_each(|hit| assert!(text.get(hit.range.clone()).is_some()));
    });
}

#[test]
fn secrets_are_found_whatever_stands_around_them() {
    // Put together here, so that nobody takes them for real ones.
    let github = ["ghp", "_a8Fk2Lq9Zt4Xw7Vb3Nc6Md1Rp5Yh0Jg8Se2U"].concat();
    let key = ["-----BEGIN RSA ", "PRIVATE KEY-----\nMIIEow\n-----END RSA ", "PRIVATE KEY-----"];
    let seeds = [
        format!("token = \"{github}\""),
        key.concat(),
        ["AKIA", "Z7QK3M5T9RWX2YBN secret: ", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYq8Lm2Zt0Vx"].concat(),
        ["https://jo:", "hunter22secret@a.example/ password: Tr0ub4dor&3 Bearer ", "eyJhbGci.eyJz"]
            .concat(),
    ];
    let words = "ghp_¦AKIA¦eyJ¦.¦xoxb-¦sk_live_¦SG.¦=¦:¦\"¦'¦-----BEGIN ¦PRIVATE KEY-----¦\
        -----END ¦password¦secret¦token¦Bearer ¦://¦@¦\n¦a¦0"
        .split('¦');
    let fuzz = Fuzz::new("secrets", 10_000).seeds(seeds).words(words);
    fuzz.text(|input| {
        let text = format!("{input}\n\n{github}\n\n{input}");
        let from = input.len() + 2;
        let hits = detect(&text, &[]);
        let is_whole = |start: usize, end: usize| start <= from && end >= from + github.len();
        assert!(hits.iter().any(|hit| is_whole(hit.range.start, hit.range.end)), "{hits:?}");
    });
}
