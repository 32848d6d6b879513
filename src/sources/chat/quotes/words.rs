//! The words that mails quote with: introductions, heads of histories, footers of lists.

use super::line::{Line, Stand};

/// Words before a quote that say whose it is: at the end of a line with a colon, beside a
/// date or a name. By language of the mail program.
const WROTE: &[&str] = &[
    "wrote:",
    "wrote :",
    "wrote:-",
    "writes:",
    "said:",
    "wrote the following:",
    "schrieb:",
    "schrieb folgendes:",
    "schreibt:",
    "schrieben:",
    "geschrieben:",
    "a écrit :",
    "a écrit:",
    "a ecrit :",
    "écrivait :",
    "escribió:",
    "ha escrito:",
    "escreveu:",
    "ha scritto:",
    "schreef:",
    "schreef het volgende:",
    "napisał:",
    "napisała:",
    "napisał(a):",
    "pisze:",
    "napsal:",
    "napsal(a):",
    "napísal(a):",
    "пише:",
    "писав:",
    "написав:",
    "написала:",
    "написав(-ла):",
    "пишет:",
    "писал:",
    "писал(а):",
    "написал:",
    "написал(а):",
    "напісаў:",
    "написа:",
    "je napisal:",
    "je napisala:",
    "je napisal/-a:",
    "je napisao:",
    "napisal(a):",
    "napisao:",
    "napisal:",
    "napisala:",
    "je pisal:",
    "je pisala:",
    "kirjoitti:",
    "skrev:",
    "skrev følgende:",
    "kirjutas:",
    "rašė:",
    "írta:",
    "a scris:",
    "yazdı:",
    "έγραψε:",
    "写道：",
    "写道:",
    "寫道：",
    "寫道:",
    "さんは書きました:",
    "님이 작성:",
];

/// Verbs that the name follows.
const VERBS: [&str; 5] = [" schrieb ", " skrev ", " schreef ", " a écrit ", " wrote "];

/// Lines that start the history of a mail program that quotes without marks.
const HISTORY: &[&str] = &[
    "original message",
    "original appointment",
    "forwarded message",
    "forwarded by",
    "ursprüngliche nachricht",
    "originalnachricht",
    "вихідне повідомлення",
    "оригінал повідомлення",
    "пересланий лист",
    "исходное сообщение",
    "пересланное сообщение",
    "izvirno sporočilo",
    "posredovano sporočilo",
    "message d'origine",
    "mensaje original",
    "mensagem original",
    "messaggio originale",
    "messaggio inoltrato",
    "wiadomość oryginalna",
    "oryginalna wiadomość",
    "oorspronkelijk bericht",
    "ursprungligt meddelande",
    "původní zpráva",
    "eredeti üzenet",
    "оригінальне повідомлення",
    "початкове повідомлення",
    "переслане повідомлення",
    "weitergeleitete nachricht",
    "message transféré",
    "mensaje reenviado",
    "mensagem encaminhada",
    "doorgestuurd bericht",
    "alkuperäinen viesti",
    "oprindelig meddelelse",
    "opprinnelig melding",
    "orijinal mesaj",
    "元のメッセージ",
    "原始邮件",
    "原始郵件",
    "转发的邮件",
    "원본 메시지",
    "원본 메일",
];

/// Headers that a history starts with, in front of their colons: who wrote it first.
const SENDERS: [&str; 19] = [
    "from",
    "von",
    "de",
    "od",
    "da",
    "van",
    "från",
    "fra",
    "від",
    "от",
    "lähettäjä",
    "kimden",
    "feladó",
    "发件人",
    "寄件者",
    "寄件人",
    "差出人",
    "送信者",
    "보낸 사람",
];

/// The others: times, addressees, subjects.
const HEADERS: [&str; 83] = [
    "sent",
    "date",
    "to",
    "cc",
    "subject",
    "reply-to",
    "importance",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "envoyé",
    "à",
    "objet",
    "enviado",
    "enviado el",
    "fecha",
    "para",
    "asunto",
    "enviada em",
    "enviada",
    "data",
    "assunto",
    "inviato",
    "a",
    "oggetto",
    "wysłano",
    "wysłane",
    "do",
    "dw",
    "temat",
    "poslano",
    "za",
    "kp",
    "zadeva",
    "verzonden",
    "aan",
    "onderwerp",
    "skickat",
    "till",
    "ämne",
    "sendt",
    "til",
    "emne",
    "odesláno",
    "komu",
    "předmět",
    "надіслано",
    "дата",
    "кому",
    "копія",
    "тема",
    "отправлено",
    "копия",
    "发送时间",
    "收件人",
    "主题",
    "newsgroups",
    "enviado em",
    "lähetetty",
    "vastaanottaja",
    "aihe",
    "gönderildi",
    "gönderme zamanı",
    "tarih",
    "kime",
    "konu",
    "küldve",
    "címzett",
    "tárgy",
    "日期",
    "寄件日期",
    "收件者",
    "主旨",
    "抄送",
    "時間",
    "送信日時",
    "日付",
    "宛先",
    "件名",
    "보낸 날짜",
    "받는 사람",
    "제목",
];

/// The longest name of a header, in characters.
const LONGEST_HEADER: usize = 20;

/// Tells a line that introduces a quote.
pub(in crate::sources) fn introduces(line: &str) -> bool {
    // Most lines end with something else.
    if !line.trim_end().ends_with([':', '：', '-', '*', '_']) {
        return false;
    }
    let line = line.trim().trim_matches(['*', '_']).trim();
    // No name and no date takes that much.
    if line.len() > 600 || !line.ends_with([':', '：', '-']) {
        return false;
    }
    let lower = line.to_lowercase();
    let n_digits = lower.bytes().filter(u8::is_ascii_digit).count();
    let ends = || WROTE.iter().any(|words| lower.ends_with(words));
    // German puts the name behind the verb.
    let is_within =
        || n_digits >= 3 && lower.ends_with(':') && VERBS.iter().any(|verb| lower.contains(verb));
    let is_dated =
        || n_digits >= 3 && lower.ends_with(':') && (has_time(&lower) || has_address(line));
    line.chars().count() < 200 && (ends() || is_within() || is_dated() || is_damaged(&lower))
}

/// `? ???, 03/12/2007, Ivan ?????:` said "пишет" before its characters were lost.
fn is_damaged(line: &str) -> bool {
    let is_lost = |c: char| matches!(c, '?' | '\u{fffd}' | '(' | ')');
    let last =
        line.strip_suffix(':').map(str::trim_end).and_then(|line| line.split(' ').next_back());
    last.is_some_and(|word| word.chars().count() >= 3 && word.chars().all(is_lost))
}

/// Tells whether a line names a time of day.
fn has_time(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b':', bytes)
        .any(|at| at > 0 && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 2))
}

/// Tells whether a line names a mailbox: `<ann@mail.example>`, `<ann at mail.example>`.
fn has_address(line: &str) -> bool {
    let Some((_, rest)) = line.split_once('<') else { return false };
    rest.split_once('>').is_some_and(|(name, _)| name.contains('@') || name.contains(" at "))
}

/// A line with a date or a mail address, which the next one goes on from.
fn starts_introduction(line: &str) -> bool {
    const STARTS: [&str; 15] = [
        "on ", "am ", "le ", "el ", "em ", "il ", "op ", "den ", "w dniu ", "dne ", "v ", "в ",
        "у ", "quoting ", "at ",
    ];
    let lower = line.trim().to_lowercase();
    let dated = lower.chars().filter(char::is_ascii_digit).count() >= 3;
    let addressed = lower.contains('@') || lower.contains('<');
    (dated || addressed) && STARTS.iter().any(|start| lower.starts_with(start))
}

/// Drops "On Monday, Olena wrote:" from the end of the author's words, by numbers of lines. It
/// may have several lines, and an empty one below.
pub(super) fn drop_introduction(lines: &[Line<'_>], own: &mut Vec<usize>, most: usize) {
    let text = |at: usize| &*lines[own[at]].text;
    let Some(last) = (0..own.len()).rev().find(|at| !text(*at).trim().is_empty()) else { return };
    if !introduces(text(last)) {
        return;
    }
    let above = (0..most).map_while(|n| last.checked_sub(n));
    let mut above = above.take_while(|at| !text(*at).trim().is_empty());
    let first = above.find(|at| starts_introduction(text(*at))).unwrap_or(last);
    own.truncate(first);
}

/// Tells the head of a history: a rule with words, or the headers of the mail that follows.
pub(super) fn is_history(lines: &[Line<'_>], at: usize, stand: Stand) -> bool {
    let line = lines[at].text.trim_start();
    let next = lines.get(at + 1).map_or("", |line| line.text.trim_start());
    if line.starts_with("____________") && is_sender(next) {
        return true;
    }
    if line.starts_with("--") {
        let bare = line.trim_matches(['-', '_', ' ']).to_lowercase();
        return HISTORY.iter().any(|words| bare.starts_with(words));
    }
    // Who starts a thread may show headers, of which nothing is known.
    if stand == Stand::First || !is_sender(line) {
        return false;
    }
    let heads =
        lines[at + 1..].iter().take(6).map(|line| &*line.text).filter(|line| !line.is_empty());
    heads.take_while(|line| header(line).is_some_and(|name| HEADERS.contains(&&*name))).count() >= 2
}

fn is_sender(line: &str) -> bool {
    header(line).is_some_and(|name| SENDERS.contains(&&*name))
}

/// The name of a header, in small letters.
fn header(line: &str) -> Option<String> {
    let line = line.trim_start();
    let starts = line.char_indices().take(LONGEST_HEADER).find(|(_, c)| matches!(c, ':' | '：'));
    let name = &line[..starts?.0];
    Some(name.trim_matches(['*', ' ', '\u{a0}']).to_lowercase())
}

/// Words of the footers that lists add.
const FOOTER: [&str; 9] = [
    "mailing list",
    "/listinfo/",
    "unsubscribe",
    "posting guide",
    "subscribed to the google groups",
    "mailing-list",
    "[un]subscribe",
    "groups.io links",
    "view/reply online",
];

/// Lines that start such a footer without a rule above.
const FOOTER_STARTS: [&str; 5] = [
    "to unsubscribe",
    "to post to this group",
    "you received this message because you are subscribed to",
    "please do read the posting guide",
    "do you yahoo!?",
];

/// The footer that lists add: a rule, then the list's name and address; or these alone.
pub(super) fn is_footer(lines: &[Line<'_>], at: usize) -> bool {
    let line = lines[at].text.trim();
    let is_rule = line.len() >= 10 && line.bytes().all(|byte| b"_-.=*~# ".contains(&byte));
    let lower = |at: usize| lines.get(at).map_or_else(String::new, |line| line.text.to_lowercase());
    if is_rule {
        return (at + 1..at + 4)
            .map(lower)
            .any(|line| line.len() < 200 && FOOTER.iter().any(|words| line.contains(words)));
    }
    // Most lines are none of these.
    let is_start = |c: char| matches!(c, 't' | 'T' | 'y' | 'Y' | 'p' | 'P' | 'd' | 'D');
    let starts = || {
        let line = line.get(..60).unwrap_or(line).to_lowercase();
        FOOTER_STARTS.iter().any(|words| line.starts_with(words))
    };
    if line.starts_with(is_start) && starts() {
        return true;
    }
    // `R-help@lists.example.org mailing list`, with its address below.
    let next = lines.get(at + 1).map_or("", |line| line.text.trim_start());
    next.starts_with("http")
        && line.len() < 100
        && (line.ends_with("mailing list") || line.contains("mailing list --"))
        && lower(at + 1).contains("/listinfo/")
}
