//! Cards: links with a name in the place of what is shown elsewhere.

use url::{Host, Url};

use super::super::embeds::MediaKind;
use super::super::pieces::{Layout, Piece, Start, escape_attribute, escape_text};
use super::super::words::PostWord;
use super::Writer;

/// The longest name of a host that is shown whole, in characters.
const MAX_HOST: usize = 60;

/// The start of a name's end that is written where the name is longer.
const ELLIPSIS: char = '…';

/// A card that is open: its title is being read.
pub(super) struct Card {
    kind: MediaKind,
    /// Where it leads.
    target: Option<String>,
    /// What stands in it, as HTML.
    title: String,
}

impl<'h> Writer<'h, '_> {
    /// Opens a card where a link asks for one; `false` for any other link.
    pub(super) fn opens_card(&mut self, tag: &Start<'h>) -> bool {
        let Some(class) = tag.get("class").filter(|class| class.starts_with("embed-")) else {
            return false;
        };
        let Some(kind) = MediaKind::ALL.into_iter().find(|kind| kind.class() == class) else {
            return false;
        };
        let target = self.target(tag).filter(|address| !is_private(address));
        self.card = Some(Card { kind, target, title: String::new() });
        true
    }

    /// Takes a piece that stands in the card which is open: its words alone.
    pub(super) fn in_card(&mut self, piece: Piece<'h>) {
        let Some(card) = &mut self.card else { return };
        match piece {
            Piece::Text(text) if text.contains(['<', '>']) => escape_text(text, &mut card.title),
            Piece::Text(text) => card.title.push_str(text),
            Piece::Start(tag) if tag.name == "img" => {
                escape_text(tag.get("alt").unwrap_or_default().trim(), &mut card.title);
            }
            Piece::End("a") => self.close_card(),
            Piece::Start(Start { name, .. }) | Piece::End(name) => {
                let is_apart = Layout::of(name) != Layout::Inline;
                let has_words = !card.title.trim().is_empty() && !card.title.ends_with("<br>");
                if is_apart && has_words {
                    card.title.push_str("<br>");
                }
            }
        }
    }

    /// Writes the card that is open.
    pub(super) fn close_card(&mut self) {
        let Some(Card { kind, target, title }) = self.card.take() else { return };
        let title = title.trim().trim_end_matches("<br>").trim_end();
        self.card(kind, target.as_deref(), title);
    }

    /// Writes a card; `title` is HTML.
    pub(super) fn card(&mut self, kind: MediaKind, target: Option<&str>, title: &str) {
        let element = if target.is_some() { "a" } else { "span" };
        self.out.push('<');
        self.out.push_str(element);
        self.out.push_str(" class=\"media ");
        self.out.push_str(kind.card_class());
        self.out.push('"');
        if let Some(target) = target {
            self.out.push_str(" href=\"");
            escape_attribute(target, &mut self.out);
            self.out.push('"');
            self.rel();
        }
        self.out.push('>');
        let place = self.place(kind, target);
        if title.is_empty() {
            escape_text(&place, &mut self.out);
        } else {
            self.out.push_str(title);
            self.out.push_str(" <span class=\"place\">");
            escape_text(&place, &mut self.out);
            self.out.push_str("</span>");
        }
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
    }

    /// Says in the page's words what a card leads to.
    pub(super) fn place(&self, kind: MediaKind, target: Option<&str>) -> String {
        match target.and_then(shown_host) {
            Some(host) => (self.words)(PostWord::MediaAt(kind, &host)),
            None => (self.words)(PostWord::Media(kind)),
        }
    }
}

/// Returns the host of a full address as pages name it.
pub(super) fn shown_host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    // The end says whose it is.
    let n_over = host.chars().count().saturating_sub(MAX_HOST);
    let end: String = host.chars().skip(n_over).collect();
    Some(if n_over > 0 { format!("{ELLIPSIS}{end}") } else { end })
}

/// Returns the host that a card may lead to; `None` for what is none of the web, or for a few.
pub fn open_host(address: &str) -> Option<String> {
    shown_host(address).filter(|_| !is_private(address))
}

/// Tells whether an address is for a few: of a machine in somebody's own net, or with the
/// password of somebody.
pub(super) fn is_private(address: &str) -> bool {
    const OWN_NETS: [&str; 6] =
        [".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa"];
    let Ok(url) = Url::parse(address) else { return false };
    let is_own = match url.host() {
        Some(Host::Domain(name)) => {
            !name.contains('.') || OWN_NETS.iter().any(|ending| name.ends_with(ending))
        }
        Some(Host::Ipv4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
        None => true,
    };
    is_own || !url.username().is_empty() || url.password().is_some()
}
