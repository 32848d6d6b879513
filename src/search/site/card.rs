//! What a result shows of a thread.
//!
//! ```text
//! card     = title, address, answer, grade, language, created, updated, n answers,
//!            product, n tags × tag, n passages × passage
//! passage  = anchor without `a-`, first lines, n words × 2, plus 1 for a solution,
//!            n words × (number minus the one before)
//! ```
//!
//! A thread with one answer has no passages; of others the first is the best answer,
//! whose anchor and first lines are left out.

#[cfg(feature = "cli")]
use super::bytes::Pen;
use super::bytes::Scan;
use crate::search::passage::Passage;

/// The grades by number; see `model::Grade`.
const GRADES: [&str; 5] = ["accepted", "official", "corroborated", "contested", "unresolved"];

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
    /// Its answers, the best one first, when there are several to choose from.
    pub passages: Vec<Passage>,
}

impl Card {
    /// Appends the card.
    #[cfg(feature = "cli")]
    pub(super) fn write(&self, pen: &mut Pen) {
        pen.text(&self.title);
        pen.text(&self.address);
        pen.text(&self.answer);
        let grade = GRADES.iter().position(|grade| *grade == self.grade);
        pen.number(grade.unwrap_or(GRADES.len() - 1) as u64);
        pen.text(&self.language);
        pen.number(u64::from(self.created));
        pen.number(u64::from(self.updated));
        pen.number(u64::from(self.n_answers));
        pen.text(&self.product);
        pen.number(self.tags.len() as u64);
        self.tags.iter().for_each(|tag| pen.text(tag));
        write_passages(&self.passages, pen);
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
            tags: tags.collect::<Option<Vec<String>>>()?,
            passages: read_passages(scan)?,
        })
    }

    /// Shows another answer than the best, and leads to it.
    pub fn turn_to(&mut self, passage: usize) {
        if let Some(passage) = self.passages.get(passage).filter(|p| !p.anchor.is_empty()) {
            self.answer.clone_from(&passage.text);
            self.address.extend(["#", &passage.anchor]);
        }
    }
}

/// What the anchors of nearly all answers begin with.
const ANCHOR: &str = "a-";

#[cfg(feature = "cli")]
fn write_passages(passages: &[Passage], pen: &mut Pen) {
    pen.number(passages.len() as u64);
    for passage in passages {
        pen.text(passage.anchor.strip_prefix(ANCHOR).unwrap_or_default());
        pen.text(&passage.text);
        pen.number(passage.words.len() as u64 * 2 + u64::from(passage.is_solution));
        let mut before = 0;
        for &word in &passage.words {
            pen.number(u64::from(word - before));
            before = word;
        }
    }
}

fn read_passages(scan: &mut Scan<'_>) -> Option<Vec<Passage>> {
    let mut passages = Vec::new();
    for _ in 0..scan.count()? {
        let (anchor, text) = (scan.text()?, scan.text()?.to_owned());
        let anchor = if anchor.is_empty() { String::new() } else { [ANCHOR, anchor].concat() };
        let (number, mut word) = (scan.number()?, 0_u16);
        let mut words = Vec::new();
        for _ in 0..number / 2 {
            word = word.wrapping_add(scan.number()? as u16);
            words.push(word);
        }
        passages.push(Passage { anchor, text, is_solution: number % 2 == 1, words });
    }
    Some(passages)
}

/// Writes passages for the index on this machine.
#[cfg(feature = "cli")]
pub(crate) fn packed(passages: &[Passage]) -> Vec<u8> {
    let mut pen = Pen::default();
    write_passages(passages, &mut pen);
    pen.bytes
}

/// Reads what [`packed`] wrote; nothing when the bytes make no sense.
#[cfg(feature = "cli")]
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<Passage> {
    read_passages(&mut Scan::new(bytes)).unwrap_or_default()
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
            passages: vec![
                Passage { words: vec![3, 200, 2_047], ..Passage::default() },
                Passage {
                    anchor: "a-7".to_owned(),
                    text: "Or press it.".to_owned(),
                    is_solution: true,
                    words: vec![0],
                },
            ],
        };
        let mut pen = Pen::default();
        card.write(&mut pen);
        assert_eq!(Card::read(&mut Scan::new(&pen.bytes)).as_ref(), Some(&card));
        for cut in 0..pen.bytes.len() {
            assert_eq!(Card::read(&mut Scan::new(&pen.bytes[..cut])), None);
        }
    }
}
