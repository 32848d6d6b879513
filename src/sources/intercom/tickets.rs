//! Turns tickets into threads.
//!
//! A ticket of a customer is a conversation with a form: what was filled in is the question,
//! and its parts are as those of conversations. Tickets of the back office, and those that
//! several others are tracked by, are the team's own.

use crate::diag::Sink;
use crate::model::{Post, PostId, Role, Thread};
use crate::sources::SkipReason;
use crate::sources::records::Left;
use crate::sources::values::{filled, last_change, person};

use super::convert::{Converter, Message, Talk, markup, title_of};
use super::wire;

impl Converter<'_> {
    /// Makes a thread of a ticket.
    pub(super) fn ticket(&self, wire: wire::Ticket<'_>, sink: &mut Sink) -> Result<Thread, Left> {
        if !is_customers(&wire) {
            return Err(Left::Skip(SkipReason::Private));
        }
        let parts = wire.ticket_parts.as_ref().and_then(|parts| parts.ticket_parts.as_ref());
        let n_all = wire.ticket_parts.as_ref().and_then(|parts| parts.total_count.0);
        self.tell_missing("ticket", parts.map_or(0, Vec::len), n_all, sink);
        let mut said = self.said(parts);
        let form = wire.ticket_attributes.as_ref();
        let question = match form.and_then(|form| filled(&form.description)) {
            Some(text) => self.asked(&wire, text),
            // Nothing was filled in: the customer asks in their first message.
            None => {
                let first = said.iter().position(|message| message.is_customer);
                let first = first.ok_or(Left::Skip(SkipReason::Empty))?;
                let Message { post, is_gone, .. } =
                    said.drain(..=first).next_back().ok_or(Left::Skip(SkipReason::Empty))?;
                post.filter(|_| !is_gone).ok_or(Left::Skip(SkipReason::Empty))?
            }
        };
        let title = title_of(form.and_then(|form| filled(&form.title)), None);
        let is_closed = match wire.ticket_state.as_deref() {
            Some(state) => state == "resolved",
            None => wire.open == Some(false),
        };
        let talk = Talk { title, question, replies: said, is_closed, rating: None };
        let mut thread = self.talk(talk)?;
        thread.created = wire.created_at.0.or(thread.question.created);
        thread.updated = last_change(&thread).or(wire.updated_at.0);
        Ok(thread)
    }

    /// What the customer filled in; their name stands beside what they said later.
    fn asked(&self, wire: &wire::Ticket<'_>, text: &str) -> Post {
        let contacts = wire.contacts.as_ref().and_then(|list| list.contacts.as_ref());
        let id = contacts.and_then(|contacts| contacts.first()?.id.as_ref());
        let parts = wire.ticket_parts.as_ref().and_then(|parts| parts.ticket_parts.as_ref());
        let author = id.map(|id| {
            let mut authors = parts.into_iter().flatten().filter_map(|part| part.author.as_ref());
            let known = authors.find(|author| {
                author.id.as_ref() == Some(id) && filled(&author.kind) != Some("admin")
            });
            let name = known.and_then(|author| filled(&author.name));
            person(&id.0, name, Role::Member, self.settings)
        });
        let id = PostId(format!("q-{}", self.records.id));
        Post { author, created: wire.created_at.0, ..Post::new(id, markup(text)) }
    }
}

/// Tells whether a ticket is one that its customer sees. What does not say so is none.
fn is_customers(wire: &wire::Ticket<'_>) -> bool {
    let of_type = wire.ticket_type.as_ref().and_then(|form| filled(&form.category));
    match (filled(&wire.category).or(of_type), wire.is_shared) {
        (_, Some(false)) | (None, None) => false,
        (Some(category), _) => category.eq_ignore_ascii_case("customer"),
        (None, Some(true)) => true,
    }
}
