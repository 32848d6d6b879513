//! What a result shows of a thread.
//!
//! ```text
//! card = title, address, answer, grade, language, created, updated, n answers,
//!        product, n tags × tag, n bytes of passages × byte, n bytes of the title's vector × byte
//! ```

#[cfg(feature = "cli")]
use super::bytes::Pen;
use super::bytes::Scan;
#[cfg(feature = "whole")]
use super::json::date;
use super::passage::Sought;
use crate::search::meaning::Vector;

/// The grades by number; see `model::Grade`. New ones come last, since a page that stays open
/// reads the cards of later builds.
const GRADES: [&str; 6] =
    ["accepted", "official", "corroborated", "contested", "unresolved", "answered"];

/// The number of what has no grade.
#[cfg(feature = "cli")]
const UNRESOLVED: usize = 4;

/// What a result shows of a thread. All texts are plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The title.
    pub title: String,
    /// The page's address from the top of the site.
    pub address: String,
    /// The answer's first lines.
    pub answer: String,
    /// How well it is solved, in one word.
    pub grade: String,
    /// The tag of the language in which it is written.
    pub language: String,
    /// When it was asked, in days since 1970; 0 when unknown.
    pub created: u32,
    /// When it last changed, in days since 1970; 0 when unknown.
    pub updated: u32,
    /// How many answers it has.
    pub n_answers: u32,
    /// The product; empty when unknown.
    pub product: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The answers to choose from when there are several; see `passage`.
    pub passages: Vec<u8>,
    /// What the title means; see [`crate::search::meaning`].
    pub vector: Option<Vector>,
}

impl Card {
    /// Appends the card.
    #[cfg(feature = "cli")]
    pub(super) fn write(&self, pen: &mut Pen) {
        pen.text(&self.title);
        pen.text(&self.address);
        pen.text(&self.answer);
        let grade = GRADES.iter().position(|grade| *grade == self.grade);
        pen.number(grade.unwrap_or(UNRESOLVED) as u64);
        pen.text(&self.language);
        pen.number(u64::from(self.created));
        pen.number(u64::from(self.updated));
        pen.number(u64::from(self.n_answers));
        pen.text(&self.product);
        pen.number(self.tags.len() as u64);
        self.tags.iter().for_each(|tag| pen.text(tag));
        pen.number(self.passages.len() as u64);
        pen.bytes.extend_from_slice(&self.passages);
        let vector = self.vector.as_ref().map_or(&[][..], |vector| vector);
        pen.number(vector.len() as u64);
        pen.bytes.extend_from_slice(vector);
    }

    /// Reads the next card; nothing when the bytes make no sense.
    pub(super) fn read(scan: &mut Scan<'_>) -> Option<Card> {
        let [title, address, answer] = [scan.text()?, scan.text()?, scan.text()?];
        let grade = GRADES.get(scan.number()? as usize)?;
        let language = scan.text()?.to_owned();
        let (created, updated) = (scan.number()? as u32, scan.number()? as u32);
        let n_answers = scan.number()? as u32;
        let product = scan.text()?.to_owned();
        let n_tags = scan.count()?;
        let tags = (0..n_tags).map(|_| scan.text().map(str::to_owned));
        let tags = tags.collect::<Option<Vec<String>>>()?;
        let n_bytes = scan.count()?;
        let passages = scan.take(n_bytes)?.to_vec();
        let n_bytes = scan.count()?;
        Some(Card {
            title: title.to_owned(),
            address: address.to_owned(),
            answer: answer.to_owned(),
            grade: (*grade).to_owned(),
            language,
            created,
            updated,
            n_answers,
            product,
            tags,
            passages,
            vector: scan.take(n_bytes)?.try_into().ok(),
        })
    }

    /// Returns the year in which it last changed; nothing when unknown.
    #[cfg(feature = "whole")]
    pub(crate) fn year(&self) -> String {
        let day = if self.updated == 0 { self.created } else { self.updated };
        date(day).split('-').next().unwrap_or_default().to_owned()
    }

    /// Shows the answer that fits best, and leads to it.
    pub(super) fn turn_to_best(&mut self, sought: &Sought) {
        if let Some((anchor, text)) = sought.choose(&self.passages) {
            self.answer = text.to_owned();
            self.address.push_str("#a-");
            self.address.push_str(anchor);
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn cards_come_back_as_they_were() {
        let card = Card {
            title: "Reset".to_owned(),
            address: "q/reset-1.html".to_owned(),
            answer: "Hold it.".to_owned(),
            grade: "official".to_owned(),
            language: "en-GB".to_owned(),
            created: 19_000,
            updated: 20_000,
            n_answers: 3,
            product: "Router".to_owned(),
            tags: vec!["wi-fi".to_owned(), "мережа".to_owned()],
            passages: vec![0, 0, 3, 9],
            vector: Some([7; 32]),
        };
        let mut pen = Pen::default();
        card.write(&mut pen);
        assert_eq!(Card::read(&mut Scan::new(&pen.bytes)).as_ref(), Some(&card));
        for cut in 0..pen.bytes.len() {
            assert_eq!(Card::read(&mut Scan::new(&pen.bytes[..cut])), None);
        }
    }
}
