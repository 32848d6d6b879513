//! What a page says of how fresh its answer is, for those who read its words alone.

use fluent_bundle::FluentArgs;

use crate::text::Lang;

use super::context::Context;
use super::view::{DateView, ThreadView};

/// What a page says of how fresh its answer is.
pub(super) struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// What readers see.
    pub text: String,
    /// The address of the original that has changed, relative to the page.
    pub href: Option<String>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoticeKind {
    CheckDue,
    Released,
    OriginalChanged,
}

impl NoticeKind {
    /// Returns the name in records.
    pub(super) fn name(self) -> &'static str {
        match self {
            NoticeKind::CheckDue => "check-due",
            NoticeKind::Released => "released",
            NoticeKind::OriginalChanged => "original-changed",
        }
    }
}

/// Returns what the page of a thread says of how fresh its answer is.
pub(super) fn of_page(context: &Context, lang: Lang, thread: &ThreadView) -> Vec<Notice> {
    let said = |key, name: &str, date: &DateView| {
        let mut args = FluentArgs::new();
        args.set("name", name.to_owned());
        args.set("date", date.text.clone());
        context.strings.format(lang, key, &args)
    };
    let notice = |kind, text| Notice { kind, text, href: None };
    let expired = thread.expired.as_ref();
    let expired = expired.map(|date| notice(NoticeKind::CheckDue, said("expired-note", "", date)));
    let release = thread.release.as_ref().map(|release| {
        // Of an answer that nobody has checked nobody says that it was.
        let key = match thread.verified {
            Some(_) => "release-note",
            None => "release-note-unchecked",
        };
        let told = said(key, &release.name, &release.on);
        let told = release.notes.iter().fold(told, |told, notes| format!("{told} {notes}"));
        notice(NoticeKind::Released, told)
    });
    let original = thread.changed_original.as_ref().map(|original| Notice {
        kind: NoticeKind::OriginalChanged,
        text: context.text(lang, "changed-original-note"),
        href: Some(original.href.clone()),
    });
    [expired, release, original].into_iter().flatten().collect()
}
