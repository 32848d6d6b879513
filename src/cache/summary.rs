//! The binary form of a thread's summary, which lies in the record of its unit.

use crate::model::{
    Confidence, Grade, Origin, PersonId, PostId, Reason, Resolution, ThreadId, ThreadKind,
};
use crate::normalize::{Credit, Summary};

use super::bytes::{Decoder, Encoder};

impl Encoder {
    pub(super) fn summary(&mut self, summary: &Summary) {
        self.text(&summary.id.0);
        self.number(summary.source as u64);
        self.bool(summary.kind == ThreadKind::Answer);
        self.text(&summary.title);
        self.texts([&summary.slug, &summary.url]);
        self.lang(summary.lang);
        self.texts([&summary.asker, &summary.licence]);
        self.optional(summary.asker_id.as_ref(), |out, id| out.text(&id.0));
        self.time(summary.created);
        self.time(summary.updated);
        for texts in [&summary.tags, &summary.products, &summary.versions] {
            self.list(texts, |out, text| out.text(text));
        }
        self.category(&summary.category);
        self.popularity(summary.popularity);
        self.number(summary.votes as u64);
        self.byte(summary.resolution.grade as u8);
        self.byte(summary.resolution.reason as u8);
        self.byte(summary.resolution.confidence.in_hundredths());
        self.optional(summary.resolution.evidence.as_ref(), |out, id| out.text(&id.0));
        self.optional(summary.best.as_ref(), |out, best| out.number(*best as u64));
        self.optional(summary.first.as_ref(), |out, first| out.text(&first.0));
        self.optional(summary.publish.as_ref(), |out, publish| out.bool(*publish));
        self.bool(summary.draft);
        self.bool(summary.official);
        self.time(summary.answered);
        self.time(summary.expires);
        self.text(&summary.teaser);
        self.list(&summary.credits, Encoder::credit);
        self.number(summary.n_answers as u64);
        self.optional(summary.duplicate_of.as_ref(), |out, (source, id)| {
            out.number(*source as u64);
            out.text(&id.0);
        });
        self.texts([&summary.translation_of, &summary.owner]);
        self.optional(summary.translated_from.as_ref(), |out, from| out.sections(from));
        self.sections(&summary.sections);
        self.time(summary.checked);
        self.list(&summary.aliases, |out, alias| out.text(alias));
        let fragments: Vec<(&String, &String)> = summary.fragments.iter().collect();
        self.list(&fragments, |out, (name, id)| {
            out.text(name);
            out.text(id);
        });
        self.text(&summary.origin.path);
        self.number(summary.origin.line as u64);
    }

    fn texts<const N: usize>(&mut self, texts: [&Option<String>; N]) {
        for text in texts {
            self.optional(text.as_ref(), |out, text| out.text(text));
        }
    }

    fn credit(&mut self, credit: &Credit) {
        self.text(&credit.person.0);
        self.text(&credit.name);
        self.role(credit.role);
        self.texts([&credit.url]);
        self.number(credit.n_answers as u64);
        self.bool(credit.best);
    }
}

impl Decoder<'_> {
    pub(super) fn summary(&mut self) -> Option<Summary> {
        Some(Summary {
            id: ThreadId(self.text()?),
            source: self.number()? as usize,
            kind: if self.bool()? { ThreadKind::Answer } else { ThreadKind::Question },
            title: self.text()?,
            slug: self.optional(Decoder::text)?,
            url: self.optional(Decoder::text)?,
            lang: self.lang()?,
            asker: self.optional(Decoder::text)?,
            licence: self.optional(Decoder::text)?,
            asker_id: self.optional(Decoder::text)?.map(PersonId),
            created: self.time()?,
            updated: self.time()?,
            tags: self.list(Decoder::text)?,
            products: self.list(Decoder::text)?,
            versions: self.list(Decoder::text)?,
            category: self.category()?,
            popularity: self.popularity()?,
            votes: self.number()? as i64,
            resolution: self.resolution()?,
            best: self.optional(Decoder::number)?.map(|best| best as usize),
            first: self.optional(Decoder::text)?.map(PostId),
            publish: self.optional(Decoder::bool)?,
            draft: self.bool()?,
            official: self.bool()?,
            answered: self.time()?,
            expires: self.time()?,
            teaser: self.text()?,
            credits: self.list(Decoder::credit)?,
            n_answers: self.number()? as usize,
            duplicate_of: self
                .optional(|input| Some((input.number()? as usize, ThreadId(input.text()?))))?,
            translation_of: self.optional(Decoder::text)?,
            owner: self.optional(Decoder::text)?,
            translated_from: self.optional(Decoder::sections)?,
            sections: self.sections()?,
            checked: self.time()?,
            aliases: self.list(Decoder::text)?,
            fragments: self
                .list(|input| Some((input.text()?, input.text()?)))?
                .into_iter()
                .collect(),
            origin: Origin { path: self.text()?, line: self.number()? as usize },
        })
    }

    fn resolution(&mut self) -> Option<Resolution> {
        Some(Resolution {
            grade: *Grade::ALL.get(usize::from(self.byte()?))?,
            reason: *Reason::ALL.get(usize::from(self.byte()?))?,
            confidence: Confidence::hundredths(self.byte()?),
            evidence: self.optional(Decoder::text)?.map(PostId),
        })
    }

    fn credit(&mut self) -> Option<Credit> {
        Some(Credit {
            person: PersonId(self.text()?),
            name: self.text()?,
            role: self.role()?,
            url: self.optional(Decoder::text)?,
            n_answers: self.number()? as usize,
            best: self.bool()?,
        })
    }
}
