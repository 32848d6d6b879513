//! Words around addresses that are spelt out: which of them say that a mailbox is meant.

use super::has_word;

/// Endings of domains with more than two letters, and those in other alphabets.
const TOPS: [&str; 46] = [
    "com",
    "org",
    "net",
    "edu",
    "gov",
    "mil",
    "int",
    "info",
    "biz",
    "name",
    "mobi",
    "aero",
    "coop",
    "museum",
    "jobs",
    "asia",
    "app",
    "dev",
    "online",
    "shop",
    "site",
    "store",
    "tech",
    "xyz",
    "cloud",
    "email",
    "mail",
    "agency",
    "club",
    "company",
    "digital",
    "space",
    "world",
    "studio",
    "team",
    "academy",
    "support",
    "systems",
    "wien",
    "berlin",
    "укр",
    "рф",
    "test",
    "example",
    "invalid",
    "localhost",
];

/// Countries, by the endings of their domains.
const COUNTRIES: &str = " \
    ac ad ae af ag ai al am ao ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo \
    br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk \
    dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq \
    gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg \
    kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml \
    mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa \
    pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk \
    sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz \
    ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

/// Endings that files have, too.
const FILES: [&str; 40] = [
    "ai", "bz", "c", "cc", "cpp", "css", "csv", "dll", "doc", "exe", "gz", "h", "htm", "html",
    "jar", "java", "jpg", "js", "json", "lua", "md", "ml", "pdf", "php", "pl", "pm", "png", "ps",
    "py", "r", "rb", "rs", "sh", "so", "tar", "ts", "txt", "xml", "yaml", "zip",
];

/// Who gives mailboxes to anybody.
const PROVIDERS: [&str; 40] = [
    "aol.com",
    "bigpond.com",
    "bluewin.ch",
    "btinternet.com",
    "comcast.net",
    "earthlink.net",
    "email.si",
    "fastmail.com",
    "fastmail.fm",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.fr",
    "i.ua",
    "icloud.com",
    "interia.pl",
    "libero.it",
    "list.ru",
    "live.com",
    "mac.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "o2.pl",
    "orange.fr",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "siol.net",
    "t-online.de",
    "ukr.net",
    "web.de",
    "wp.pl",
    "yandex.ru",
];

/// Words before an address that say what it is.
const TOLD: [&str; 42] = [
    "mail ",
    "mail:",
    "mailto:",
    "email",
    "e-mail",
    "mail me",
    "write ",
    "wrote ",
    "ask ",
    "contact ",
    "cc ",
    "cc:",
    "from:",
    "to:",
    "reply-to:",
    "reach ",
    "address",
    "mailbox",
    "send ",
    "sent to ",
    "author ",
    "maintainer",
    "пиш",
    "лист",
    "пошт",
    "почт",
    "адрес",
    "piši",
    "pošlji",
    "naslov",
    "pošt",
    "schreib",
    "adresse",
    "escrib",
    "correo",
    "écri",
    "courriel",
    "scriv",
    "indirizzo",
    "napisz",
    "adres",
    "escreva",
];

/// Words behind an address in the introductions of quotes.
const WROTE: [&str; 12] = [
    "wrote",
    "writes",
    "said",
    "schrieb",
    "schreibt",
    "a écrit",
    "escribió",
    "escreveu",
    "ha scritto",
    "napisał",
    "пише",
    "пишет",
];

/// Words of a text that stand before "at" and are no names, in small letters.
const COMMON: &str = " \
    a about above access account address admin all also am analyst and announced answer \
    anything api app architect archive archived are arrive article as ask asked at \
    attend available back base based be been begin below blog book bought browse bug \
    build built but buy by call came can ceo chat check class click code come comes \
    community conference connect consultant contact contacts content could course \
    created cto current data day deal demo described designer details developer directly \
    director discuss discussed discussion do docs documentation domain done download \
    downloads each early email emails employed end engineer enjoy error errors even \
    event events everyone everything example examples explained faq faqs file files find \
    fix fixed for forum found founder free from full gallery general get github go got \
    group guide had happens has have he help helpdesk her here him his home homepage \
    host hosted how i if image images in info information intern is issue issues it item \
    items job jobs join just keep know last latest learn left less library like link \
    links list listed lists live located log logged login look looked looking looks \
    lookup mail mailed mailing main maintained make manager manual me meet meeting \
    meetings member message messages met mirror more most moved music my name never new \
    news next no not now number of off office on one online only open or order ordered \
    orders our out over own package packages page pages paper party password people \
    place point pointed pointing points post posted posts presented price problem \
    product products profile program programmer project project's projects published \
    purchase purchased put question questions read reads register registered release \
    released repo report reported repository request researcher resource resources right \
    run running runs sale save saw scientist search section see seen sell server servers \
    service services session shop shopping shown sign site sites software sold some \
    someone something source specialist start started starts stay still stop store \
    stored student stuff subscribe such support survey table talk team test tests than \
    that the them then there these they thing things this those thread threads ticket \
    time to today tomorrow tool tools training try tutorial tutorials two up update \
    updated updates upload uploaded us use used user users using version video videos \
    view visit volunteer want was watch we web webpage website well were what when where \
    which who wiki will with work worked working works write written year yes yesterday \
    you your yours ";

/// Tells the ending of a domain.
pub(super) fn is_top(last: &str) -> bool {
    let last = last.to_lowercase();
    match last.len() {
        2 => last.is_ascii() && COUNTRIES.contains(&format!(" {last} ")),
        3..=12 => TOPS.contains(&last.as_str()),
        _ => false,
    }
}

/// Tells an ending of a domain that is a word of English as well.
pub(super) fn is_top_and_word(last: &str) -> bool {
    const WORDS: [&str; 18] = [
        "am", "as", "at", "be", "by", "do", "go", "in", "is", "it", "me", "my", "name", "no", "so",
        "to", "us", "mobi",
    ];
    WORDS.contains(&last.to_lowercase().as_str())
}

/// Tells the ending of a file.
pub(super) fn is_file(ending: &str) -> bool {
    FILES.binary_search(&ending.to_lowercase().as_str()).is_ok()
}

/// Tells the domain of who gives mailboxes to anybody.
pub(super) fn is_provider(domain: &str) -> bool {
    let domain = domain.to_lowercase();
    PROVIDERS.binary_search(&domain.as_str()).is_ok()
        || ["yahoo.", "hotmail.", "outlook."].iter().any(|start| domain.starts_with(start))
}

/// Tells whether the words before say that an address follows.
pub(super) fn is_told(before: &str) -> bool {
    let sentence = before.rsplit(['.', '?', '!']).next().unwrap_or_default();
    has_word(&sentence.to_lowercase().replace('\n', " "), &TOLD)
}

/// Tells whether the words behind say that somebody wrote.
pub(super) fn wrote(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['>', ')', ' ', ',', '\n']).to_lowercase();
    WROTE.iter().any(|word| behind.starts_with(word))
}

/// Tells words that stand before "at" in prose.
pub(super) fn is_common(word: &str) -> bool {
    let is_formed = word.len() > 5
        && ["ing", "tion", "sion", "ment", "able", "ible", "ness", "ware"]
            .iter()
            .any(|end| word.ends_with(end));
    let is_plain = word.chars().all(|c| c.is_alphabetic() || c == '\'');
    is_plain && (is_formed || COMMON.contains(&format!(" {word} ")))
}

/// Tells names of functions and programs, which have dots as well.
pub(super) fn is_function(name: &str) -> bool {
    const PARTS: [&str; 24] = [
        "data", "read", "write", "as", "is", "plot", "frame", "table", "test", "print", "sys",
        "www", "ftp", "node", "next", "lib", "config", "main", "index", "readme", "asp", "vue",
        "js", "io",
    ];
    name.split(['.', '_']).any(|part| PARTS.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_searched_are_sorted() {
        assert!(FILES.is_sorted() && PROVIDERS.is_sorted());
    }
}
