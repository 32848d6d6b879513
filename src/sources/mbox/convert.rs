//! Turns mails into messages.

use std::borrow::Cow;
use std::ops::Range;

use mail_parser::{HeaderValue, MessageParser, MimeHeaders};

use crate::config::SourceSettings;
use crate::model::{Attachment, AttachmentDisplay, Person, PersonId, Reason, Role, Timestamp};
use crate::sources::Packed;
use crate::sources::chat::quotes::Stand;
use crate::sources::chat::thread::html;
use crate::sources::chat::{Format, Message, Store, is_named};

use super::attached::Attached;
use super::nesting_guard::hide_nesting;
use super::{body, headers, parts, raw};

/// A mailing list, as far as mails need more than themselves.
pub struct Mbox<'a> {
    pub(super) settings: &'a SourceSettings,
    /// By file: the tag that the list puts before subjects, in lower case.
    pub(super) tags: Vec<Option<String>>,
    /// The paths of the files, sorted.
    pub(super) paths: Vec<String>,
    pub(super) attached: Attached,
}

/// What is read of the headers of a mail.
pub(super) struct Head {
    /// The Message-ID, or what stands for it.
    pub id: String,
    /// The ids of mails that it answers, the nearest first.
    pub parents: Vec<String>,
    pub subject: String,
    /// The id of the list, `r-help.r-project.org`.
    pub list: String,
    pub time: Option<Timestamp>,
    /// The author asked not to be archived.
    pub no_archive: bool,
    /// A program answered.
    pub automatic: bool,
    /// There may be more in it than words.
    pub has_parts: bool,
}

impl Head {
    pub(super) fn of(mail: &mail_parser::Message<'_>, bytes: &[u8]) -> Head {
        let ids = |value: &HeaderValue<'_>| -> Vec<String> {
            let one = value.as_text().into_iter().map(str::to_owned);
            let many = value.as_text_list().unwrap_or_default().iter();
            match value {
                HeaderValue::TextList(_) => many.map(|id| id.clone().into_owned()).collect(),
                _ => one.collect(),
            }
        };
        let mut parents = ids(mail.in_reply_to());
        parents.truncate(1);
        for id in ids(mail.references()).into_iter().rev() {
            if !parents.contains(&id) {
                parents.push(id);
            }
        }
        let own = mail.message_id().map(str::to_owned);
        // Without an id of its own a mail is known by its headers.
        let end = memchr::memmem::find(bytes, b"\n\n").unwrap_or(bytes.len());
        let id = own.unwrap_or_else(|| String::from_utf8_lossy(&bytes[..end]).into_owned());
        let raw = |name: &'static str| {
            let text = mail.header_raw(name).unwrap_or_default();
            text.trim().to_lowercase()
        };
        parents.retain(|up| *up != id);
        Head {
            parents,
            subject: mail.subject().unwrap_or_default().to_owned(),
            list: list_of(&raw("List-Id")).to_owned(),
            time: time(mail),
            no_archive: raw("X-No-Archive") == "yes",
            automatic: raw("Auto-Submitted").starts_with("auto-"),
            has_parts: mail.content_type().is_some_and(|kind| kind.ctype() != "text"),
            id,
        }
    }
}

/// Reads `R help <r-help.r-project.org>`; the id of a list is short.
fn list_of(header: &str) -> &str {
    let id = header.rsplit_once('<').map_or(header, |(_, id)| id);
    let id = id.trim().trim_end_matches('>').trim();
    if id.len() <= LONGEST_LIST { id } else { "" }
}

fn time(mail: &mail_parser::Message<'_>) -> Option<Timestamp> {
    let date = mail.date().filter(|date| date.is_valid())?;
    let seconds = date.to_timestamp();
    (0..253_402_300_800).contains(&seconds).then_some(Timestamp(seconds))
}

/// An id that tells nothing: Message-IDs look like mail addresses, and some hold one.
pub(super) fn short_id(id: &str) -> String {
    blake3::hash(id.as_bytes()).to_hex()[..12].to_owned()
}

/// The longest id of a list, in bytes.
const LONGEST_LIST: usize = 255;

/// Marks of replies, in many languages, in lower case.
const REPLIES: [&str; 28] = [
    "re",
    "aw",
    "sv",
    "vs",
    "antw",
    "odp",
    "odg",
    "ha",
    "ynt",
    "res",
    "rif",
    "r",
    "на",
    "відп",
    "отв",
    "ответ",
    "rép",
    "betr",
    "bls",
    "vá",
    "απ",
    "σχετ",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "返信",
    "회신",
];

/// Marks of forwarded mails.
const FORWARDS: [&str; 16] = [
    "fw",
    "fwd",
    "wg",
    "tr",
    "vb",
    "rv",
    "enc",
    "doorst",
    "πρθ",
    "пер",
    "пересл",
    "переадр",
    "posr",
    "转发",
    "轉寄",
    "転送",
];

/// Drops marks of replies and tags of lists, until none is in front.
fn stripped<'s>(subject: &'s str, tag: &dyn Fn(&str) -> bool) -> (&'s str, bool) {
    let mut rest = subject.trim();
    let mut is_reply = false;
    loop {
        let mark = rest.split_once([':', '：']).map(|(mark, after)| {
            // Some programs count: `Re[2]:`, `Re^2:`.
            let name = mark.split(['[', '(', '^']).next().unwrap_or(mark);
            (name.trim().to_lowercase(), after)
        });
        let known =
            |name: &String| REPLIES.contains(&name.as_str()) || FORWARDS.contains(&name.as_str());
        if let Some((name, after)) = mark.filter(|(name, _)| known(name)) {
            is_reply |= REPLIES.contains(&name.as_str());
            rest = after.trim_start();
            continue;
        }
        match bracketed(rest).filter(|name| tag(name)) {
            Some(name) => rest = rest[name.len() + 2..].trim_start(),
            None => return (rest, is_reply),
        }
    }
}

/// Returns the `users` of `Re: [users] How do I …`.
pub(super) fn tag(subject: &str) -> Option<&str> {
    bracketed(stripped(subject, &|_| false).0)
}

fn bracketed(subject: &str) -> Option<&str> {
    let (name, _) = subject.strip_prefix('[')?.split_once(']')?;
    (!name.is_empty() && name.len() <= 60).then_some(name)
}

/// The subject that all mails of a thread share.
pub(super) fn bare_subject(subject: &str) -> String {
    let (bare, _) = stripped(subject, &|_| true);
    bare.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Tells whether a subject says that the mail is a reply.
pub(super) fn is_reply(subject: &str) -> bool {
    stripped(subject, &|_| true).1
}

impl Mbox<'_> {
    fn person(&self, mail: &mail_parser::Message<'_>) -> Option<Person> {
        let from = mail.from().and_then(|from| from.first());
        let name = from.and_then(|from| from.name.as_deref()).map(cleaned);
        let email = from.and_then(|from| from.address.as_deref()).map(str::to_lowercase);
        // Archives write `ann at example.org (Ann Lee)`.
        let raw = mail.header_raw("From").unwrap_or_default();
        let in_brackets = || {
            let (_, rest) = raw.trim().rsplit_once('(')?;
            let header = format!("Subject: {}\n\n", rest.trim().strip_suffix(')')?);
            let decoded = MessageParser::default().parse_headers(header.as_bytes())?;
            Some(cleaned(decoded.subject()?))
        };
        let name = name.filter(|name| is_name(name)).or_else(in_brackets);
        let name = name.filter(|name| is_name(name));
        let address =
            email.unwrap_or_else(|| raw.split('(').next().unwrap_or_default().to_lowercase());
        let address = address.trim().replace(" at ", "@");
        if address.is_empty() && name.is_none() {
            return None;
        }
        let account = if address.is_empty() { name.clone().unwrap_or_default() } else { address };
        let id = blake3::hash(account.as_bytes()).to_hex()[..10].to_owned();
        let domain = account.split_once('@').map_or("", |(_, domain)| domain);
        let known = [account.as_str(), domain, name.as_deref().unwrap_or_default()];
        let role = match is_named(&self.settings.staff, &known) {
            true => Role::Staff,
            false => Role::Member,
        };
        // A part of an address is no name that one chose to be called by.
        let name = name.unwrap_or_else(|| format!("Member {}", &id[..4]));
        Some(Person { id: PersonId(id), name, role, url: None })
    }
}

fn cleaned(name: &str) -> String {
    let name = name.trim().trim_matches(['"', '\'', ' ']);
    // Lists that write in the author's name say so.
    let name = name.split(" via ").next().unwrap_or(name);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_name(name: &str) -> bool {
    let address = name.contains('@') || name.contains(" at ") || name.contains('|');
    !address && name.chars().any(char::is_alphabetic)
}

/// Returns the top domain of the author's address, in small letters.
pub(super) fn country(mail: &[u8]) -> Option<String> {
    let mut lines =
        mail.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let from =
        lines.find(|line| line.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"from:")))?;
    let from = String::from_utf8_lossy(from);
    let (_, domain) = from.rsplit_once('@').or_else(|| from.split_once(" at "))?;
    let end = domain.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-'));
    let top = domain[..end.unwrap_or(domain.len())].trim_end_matches('.').rsplit('.').next()?;
    (!top.is_empty()).then(|| top.to_ascii_lowercase())
}

impl Mbox<'_> {
    fn shown(&self, file: u32, record: &[u8]) -> Option<Message> {
        let bytes = raw::unescaped(record);
        let safe = hide_nesting(&bytes);
        let mail = raw::parsed(&safe)?;
        let country = country(&bytes);
        let readable = headers::readable(&bytes, country.as_deref());
        let as_written = match (&safe, &readable) {
            (Cow::Borrowed(_), Cow::Borrowed(_)) => None,
            (_, _) => MessageParser::default().parse_headers(&*readable),
        };
        let headers = as_written.as_ref().unwrap_or(&mail);
        let head = Head::of(headers, &bytes);
        let id = short_id(&head.id);
        let is_first = head.parents.is_empty() && !is_reply(&head.subject);
        let stand = if is_first { Stand::First } else { Stand::Reply };
        let body = body::of(self.settings, &mail, stand, country.as_deref());
        let mut attachments = self.files(file, &id, &mail, raw::is_cut(record));
        attachments.extend(body.attachments);
        // A question whose words an archive took off is still asked by its subject.
        let is_asked = body.is_scrubbed && is_first && !head.subject.trim().is_empty();
        let body = body.html;
        if body.trim().is_empty() && attachments.is_empty() && !is_asked {
            return None;
        }
        let tag = self.tags.get(file as usize).and_then(Option::as_deref);
        let of_list = |name: &str| tag.is_some_and(|tag| tag == name.to_lowercase());
        let (subject, _) = stripped(&head.subject, &of_list);
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let archived = headers.header_raw("Archived-At").unwrap_or_default();
        let archived = archived.trim().trim_matches(['<', '>']);
        let is_web = archived.starts_with("https://") || archived.starts_with("http://");
        Some(Message {
            id,
            author: self.person(headers),
            body: html(body),
            attachments,
            created: head.time,
            edited: None,
            votes: 0,
            reactions: Vec::new(),
            url: (is_web && url::Url::parse(archived).is_ok()).then(|| archived.to_owned()),
            reply_to: head.parents.first().map(|id| short_id(id)),
            title: Some(subject).filter(|subject| !subject.is_empty()),
            tags: Vec::new(),
            joins: false,
        })
    }

    /// The files in a mail. They have no address: what is not copied is named.
    fn files(
        &self,
        file: u32,
        id: &str,
        mail: &mail_parser::Message<'_>,
        is_cut: bool,
    ) -> Vec<Attachment> {
        let mbox = self.paths.get(file as usize).map_or("", String::as_str);
        let attachment = |file: parts::File<'_>| Attachment {
            name: file.name,
            // No file lies below a file: so what is meant is always this part of this mail.
            paths: vec![format!("{mbox}/{id}/{}", file.path)],
            url: None,
            size: Some(file.bytes.len() as u64),
            shown: AttachmentDisplay::Copied,
        };
        parts::of(mail, is_cut).into_iter().map(attachment).collect()
    }
}

impl Format for Mbox<'_> {
    fn changes(&self) -> bool {
        false
    }

    fn message(&self, file: u32, record: &[u8]) -> Result<Option<Message>, String> {
        Ok(self.shown(file, record))
    }

    fn has_singles(&self) -> bool {
        true
    }

    fn packed<'p>(&'p self, store: &'p Store<'_>, path: &str) -> Option<Packed<'p>> {
        let mut parts = path.rsplitn(3, '/');
        let (name, mail, mbox) = (parts.next()?, parts.next()?, parts.next()?);
        let file = self.paths.binary_search_by(|known| known.as_str().cmp(mbox)).ok()?;
        self.attached.find(store, u32::try_from(file).ok()?, &format!("{mail}/{name}"))
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        // Other headers are not quoted: they hold addresses.
        let line = match reason {
            Reason::Prefix => record.split_inclusive('\n').position(|line| {
                line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("subject:"))
            }),
            _ => None,
        };
        let start: usize = record.split_inclusive('\n').take(line?).map(str::len).sum();
        Some(start..start + "subject".len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_lose_their_marks() {
        for subject in
            ["Hub drops", "Re: Hub drops", "[users] RE: AW: Hub  drops", "Fwd: Hub drops"]
                .into_iter()
                .chain(["回复：Hub drops", "Re^2: Hub drops", "Vá: RV: Hub drops"])
        {
            assert_eq!(bare_subject(subject), "hub drops", "{subject}");
        }
        assert_eq!(bare_subject("Re[2]: На: Хаб"), "хаб");
        assert!(is_reply("Re: x") && is_reply("[l] Odg: x") && !is_reply("Fwd: x"));
        assert!(!is_reply("Repair: x") && !is_reply("x"));
        assert_eq!((tag("Re: [Users] x"), tag("x [y]"), tag("[] x")), (Some("Users"), None, None));
    }

    #[test]
    fn lines_that_were_protected_are_restored() {
        let text = &b">From a\n>>From b\n> From c\n"[..];
        assert_eq!(&*raw::unescaped(text), b"From a\n>From b\n> From c\n");
    }
}
