//! The binary form of a whole thread, which lies in the file of bodies.

use crate::model::{
    Attachment, AttachmentDisplay, Category, Comment, Markup, Math, Origin, Person, PersonId,
    Popularity, Post, PostId, Role, SectionDigests, Solved, SolvedBy, Syntax, Thread, ThreadId,
    ThreadKind, ThreadOverrides, Verified,
};

use super::bytes::{Decoder, Encoder};

/// The number of the syntax that no record names.
const SANITISED: u8 = u8::MAX;

/// Encodes a thread.
pub(super) fn encode(thread: &Thread) -> Vec<u8> {
    let n_text: usize = thread.posts().map(|post| post.body.text.len() + 160).sum();
    let mut out = Encoder(Vec::with_capacity(n_text + 512));
    out.text(&thread.id.0);
    out.byte(matches!(thread.kind, ThreadKind::Answer) as u8);
    out.text(&thread.title);
    out.optional(thread.url.as_ref(), |out, url| out.text(url));
    out.optional(thread.language.as_ref(), |out, lang| out.text(lang.as_str()));
    out.time(thread.created);
    out.time(thread.updated);
    out.list(&thread.tags, |out, tag| out.text(tag));
    out.list(&thread.channels, |out, channel| out.text(channel));
    out.category(&thread.category);
    for texts in [&thread.products, &thread.versions] {
        out.list(texts, |out, text| out.text(text));
    }
    out.popularity(thread.popularity);
    out.optional(thread.licence.as_ref(), |out, licence| out.text(licence));
    out.optional(thread.duplicate_of.as_ref(), |out, id| out.text(&id.0));
    for text in [&thread.translation_of, &thread.slug] {
        out.optional(text.as_ref(), |out, text| out.text(text));
    }
    out.optional(thread.translated_from.as_ref(), |out, from| out.sections(from));
    out.list(&thread.aliases, |out, alias| out.text(alias));
    out.optional(thread.summary.as_ref(), |out, summary| out.text(summary));
    out.optional(thread.verified.as_ref(), |out, verified| {
        out.time(Some(verified.on));
        out.optional(verified.by.as_ref(), |out, by| out.text(by));
    });
    out.time(thread.expires);
    out.post(&thread.question);
    out.list(&thread.answers, Encoder::post);
    out.optional(thread.accepted.as_ref(), |out, id| out.text(&id.0));
    out.optional(thread.solved.as_ref(), |out, solved| {
        out.byte(solved.by as u8);
        out.optional(solved.answer.as_ref(), |out, id| out.text(&id.0));
    });
    out.optional(thread.decided.best.as_ref(), |out, id| out.text(&id.0));
    out.optional(thread.decided.publish.as_ref(), |out, publish| out.bool(*publish));
    out.bool(thread.decided.title);
    out.bool(thread.decided.draft);
    out.byte(thread.math as u8);
    out.text(&thread.origin.path);
    out.number(thread.origin.line as u64);
    out.0
}

/// Reads a thread back; `None` when the bytes are not what `encode` wrote.
pub(super) fn decode(bytes: &[u8]) -> Option<Thread> {
    let mut input = Decoder(bytes);
    let thread = Thread {
        id: ThreadId(input.text()?),
        kind: [ThreadKind::Question, ThreadKind::Answer][usize::from(input.byte()? != 0)],
        title: input.text()?,
        url: input.optional(Decoder::text)?,
        language: input.optional(Decoder::lang)?,
        created: input.time()?,
        updated: input.time()?,
        tags: input.list(Decoder::text)?,
        channels: input.list(Decoder::text)?,
        category: input.category()?,
        products: input.list(Decoder::text)?,
        versions: input.list(Decoder::text)?,
        popularity: input.popularity()?,
        licence: input.optional(Decoder::text)?,
        duplicate_of: input.optional(Decoder::text)?.map(ThreadId),
        translation_of: input.optional(Decoder::text)?,
        slug: input.optional(Decoder::text)?,
        translated_from: input.optional(Decoder::sections)?,
        aliases: input.list(Decoder::text)?,
        summary: input.optional(Decoder::text)?,
        verified: input.optional(|input| {
            Some(Verified { on: input.time()??, by: input.optional(Decoder::text)? })
        })?,
        expires: input.time()?,
        question: input.post()?,
        answers: input.list(Decoder::post)?,
        accepted: input.optional(Decoder::text)?.map(PostId),
        solved: input.optional(|input| {
            let by = *SolvedBy::ALL.get(usize::from(input.byte()?))?;
            Some(Solved { by, answer: input.optional(Decoder::text)?.map(PostId) })
        })?,
        decided: ThreadOverrides {
            best: input.optional(Decoder::text)?.map(PostId),
            publish: input.optional(Decoder::bool)?,
            title: input.bool()?,
            draft: input.bool()?,
        },
        math: *Math::ALL.get(usize::from(input.byte()?))?,
        origin: Origin { path: input.text()?, line: input.number()? as usize },
    };
    input.0.is_empty().then_some(thread)
}

impl Encoder {
    fn person(&mut self, person: &Person) {
        self.text(&person.id.0);
        self.text(&person.name);
        self.role(person.role);
        self.optional(person.url.as_ref(), |out, url| out.text(url));
    }

    pub(super) fn role(&mut self, role: Role) {
        self.byte(role as u8);
    }

    pub(super) fn category(&mut self, category: &Category) {
        self.list(&category.path, |out, name| out.text(name));
        self.optional(category.id.as_ref(), |out, id| out.text(id));
    }

    pub(super) fn popularity(&mut self, popularity: Popularity) {
        for count in [popularity.views, popularity.likes] {
            self.optional(count.as_ref(), |out, count| out.number(*count));
        }
    }

    pub(super) fn sections(&mut self, sections: &SectionDigests) {
        self.list(&sections.0, |out, digest| out.number(u64::from(*digest)));
    }

    fn markup(&mut self, markup: &Markup) {
        let number = Syntax::NAMED.iter().position(|syntax| *syntax == markup.syntax);
        self.byte(number.map_or(SANITISED, |number| number as u8));
        self.text(&markup.text);
    }

    fn post(&mut self, post: &Post) {
        self.text(&post.id.0);
        self.optional(post.author.as_ref(), Encoder::person);
        self.markup(&post.body);
        self.time(post.created);
        self.time(post.edited);
        self.number(post.votes as u64);
        let marks = [post.accepted, post.official, post.by_hand];
        self.byte(marks.iter().rev().fold(0, |all, mark| all << 1 | u8::from(*mark)));
        self.optional(post.licence.as_ref(), |out, licence| out.text(licence));
        self.optional(post.url.as_ref(), |out, url| out.text(url));
        self.list(&post.attachments, Encoder::attachment);
        self.list(&post.comments, |out, comment| {
            out.text(&comment.id.0);
            out.optional(comment.author.as_ref(), Encoder::person);
            out.markup(&comment.body);
            out.time(comment.created);
            out.list(&comment.attachments, Encoder::attachment);
            out.bool(comment.by_hand);
        });
    }

    fn attachment(&mut self, file: &Attachment) {
        self.text(&file.name);
        self.list(&file.paths, |out, path| out.text(path));
        self.optional(file.url.as_ref(), |out, url| out.text(url));
        self.optional(file.size.as_ref(), |out, size| out.number(*size));
        self.byte(file.shown as u8);
    }
}

impl Decoder<'_> {
    pub(super) fn category(&mut self) -> Option<Category> {
        Some(Category { path: self.list(Decoder::text)?, id: self.optional(Decoder::text)? })
    }

    pub(super) fn popularity(&mut self) -> Option<Popularity> {
        let views = self.optional(Decoder::number)?;
        Some(Popularity { views, likes: self.optional(Decoder::number)? })
    }

    pub(super) fn sections(&mut self) -> Option<SectionDigests> {
        let digests = self.list(|input| u32::try_from(input.number()?).ok())?;
        Some(SectionDigests(digests))
    }

    fn person(&mut self) -> Option<Person> {
        Some(Person {
            id: PersonId(self.text()?),
            name: self.text()?,
            role: self.role()?,
            url: self.optional(Decoder::text)?,
        })
    }

    pub(super) fn role(&mut self) -> Option<Role> {
        Role::ALL.get(usize::from(self.byte()?)).copied()
    }

    fn markup(&mut self) -> Option<Markup> {
        let syntax = match self.byte()? {
            SANITISED => Syntax::Sanitised,
            number => *Syntax::NAMED.get(usize::from(number))?,
        };
        Some(Markup { syntax, text: self.text()? })
    }

    fn post(&mut self) -> Option<Post> {
        let id = PostId(self.text()?);
        let author = self.optional(Decoder::person)?;
        let body = self.markup()?;
        let (created, edited) = (self.time()?, self.time()?);
        let votes = self.number()? as i64;
        let marks = self.byte()?;
        Some(Post {
            id,
            author,
            body,
            created,
            edited,
            votes,
            accepted: marks & 1 != 0,
            official: marks & 2 != 0,
            licence: self.optional(Decoder::text)?,
            url: self.optional(Decoder::text)?,
            attachments: self.list(Decoder::attachment)?,
            by_hand: marks & 4 != 0,
            comments: self.list(|input| {
                Some(Comment {
                    id: PostId(input.text()?),
                    author: input.optional(Decoder::person)?,
                    body: input.markup()?,
                    created: input.time()?,
                    attachments: input.list(Decoder::attachment)?,
                    by_hand: input.byte()? != 0,
                })
            })?,
        })
    }

    fn attachment(&mut self) -> Option<Attachment> {
        Some(Attachment {
            name: self.text()?,
            paths: self.list(Decoder::text)?,
            url: self.optional(Decoder::text)?,
            size: self.optional(Decoder::number)?,
            shown: *AttachmentDisplay::ALL.get(usize::from(self.byte()?))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Dialect, Timestamp};
    use crate::text::Lang;

    use super::*;

    fn reddit(text: &str) -> Markup {
        Markup { syntax: Syntax::Markdown(Dialect::Reddit), text: text.to_owned() }
    }

    fn file() -> Attachment {
        Attachment {
            name: "shot.png".into(),
            paths: vec!["chat/files/shot.png".into()],
            url: Some("https://chat.example/shot.png".into()),
            size: Some(348_160),
            shown: AttachmentDisplay::InBody,
        }
    }

    fn person() -> Person {
        Person {
            id: PersonId("7".into()),
            name: "Олена".into(),
            role: Role::Staff,
            url: Some("https://forum.example/u/7".into()),
        }
    }

    fn example() -> Thread {
        let markup = reddit("*текст*");
        let one = || Some(PostId("1".into()));
        let publish = Some(false);
        let decided = ThreadOverrides { best: one(), publish, title: true, draft: true };
        let (id, body, created) = (PostId("c".into()), markup.clone(), Some(Timestamp(-5)));
        let (author, attachments) = (None, Vec::new());
        let comment = Comment { id, author, body, created, attachments, by_hand: true };
        let post = Post {
            attachments: vec![file()],
            id: PostId("1".into()),
            author: Some(person()),
            body: markup,
            created: Some(Timestamp(9)),
            edited: None,
            votes: -3,
            accepted: true,
            official: false,
            licence: Some("CC BY-SA 4.0".into()),
            url: None,
            by_hand: true,
            comments: vec![comment],
        };
        Thread {
            id: ThreadId("t".into()),
            kind: ThreadKind::Answer,
            title: "Title".into(),
            url: None,
            language: Some(Lang::UK),
            created: Some(Timestamp(1)),
            updated: None,
            tags: vec!["a".into(), "b".into()],
            channels: vec!["c".into()],
            category: Category {
                id: one().map(|id| id.0),
                ..Category::written("Support > Billing")
            },
            products: vec!["Hub".into()],
            versions: vec!["2.1".into(), "2.2".into()],
            popularity: Popularity { views: Some(7), likes: None },
            licence: None,
            duplicate_of: Some(ThreadId("u".into())),
            translation_of: None,
            translated_from: Some(SectionDigests(vec![7, u32::MAX])),
            slug: Some("slug".into()),
            aliases: vec!["x".into()],
            summary: None,
            verified: Some(Verified { on: Timestamp(4), by: None }),
            expires: Some(Timestamp(8)),
            question: post.clone(),
            answers: vec![post.clone(), Post { official: true, accepted: false, ..post }],
            accepted: one(),
            solved: Some(Solved { by: SolvedBy::Prefix, answer: one() }),
            decided,
            math: Math::Signs,
            origin: Origin { path: "a.json".into(), line: 3 },
        }
    }

    #[test]
    fn what_goes_in_comes_out() {
        assert_eq!(decode(&encode(&example())), Some(example()));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = encode(&example());
        for end in 0..bytes.len() {
            assert_eq!(decode(&bytes[..end]), None);
        }
    }
}
