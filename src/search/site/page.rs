//! What a page asks the reader, and what it is told: lines in, JSON out.
//!
//! A request is these fields with a line feed between each two: the query, the
//! page's language, how many hits, how many to skip, `1` while typing goes on or `2`
//! when an answer without the words that nobody has will do for now, a language to
//! keep to, then any number of filters, all of which a hit has: `t:wi-fi`, see
//! [`filter_key`]. The answer is `{"fetch": [names]}`, after which the same is asked
//! again with these files, or the result; see [`Page::step`].
//!
//! There are two builds: the whole one, and a smaller one for first answers, which
//! leaves aside what most of them do without (feature `whole`).

use crate::search::Query;
use crate::search::confidence::FLOOR;
#[cfg(feature = "whole")]
use crate::search::lexicon::Lexicon;
#[cfg(feature = "whole")]
use crate::search::plan::Plan;
use crate::search::plan::small_terms;
#[cfg(feature = "whole")]
use crate::search::rank::Candidate;
#[cfg(feature = "whole")]
use crate::text::words;
use crate::text::{Analyzer, Lang, lowercase};

use super::card::Card;
use super::hot::HotError;
use super::json::{Json, Marker};
use super::reader::{Found, Reader, Step};

/// Hits that score less than this share of the best one are not counted: a fifth, times
/// what coverage leaves of a hit with one of three words.
const LEAST_SHARE: f32 = 0.13;

/// More hits than this are a page of results, which has filters.
#[cfg(feature = "whole")]
const BOX: usize = 10;

/// A status or a year that more documents have is not counted, where that takes a file for it
/// alone.
#[cfg(feature = "whole")]
const MOST_COUNTED: u32 = 10_000;

/// No more tags than this are offered as filters, nor near words.
#[cfg(feature = "whole")]
const MOST_FILTERS: usize = 12;
#[cfg(feature = "whole")]
const MOST_NEAR: usize = 4;

/// No more hits than this at once, whatever is asked for.
const MOST_HITS: usize = 100;

/// Returns the terms of lines, a line for each, for engines that pages ask elsewhere. The first
/// line is the tag of their language; the first answer has the terms of its small words.
pub fn terms_of_lines(request: &str) -> String {
    let mut lines = request.split('\n');
    let lang = lines.next().and_then(Lang::new).unwrap_or(Lang::EN);
    let (mut out, mut analyzer) = (small_terms(lang), Analyzer::keyed(lang));
    for line in lines {
        out.push('\n');
        analyzer.analyze(line, &mut out);
    }
    out
}

/// A reader that speaks with a page.
pub struct Page {
    reader: Reader,
    /// The language of the page that asked last.
    lang: Option<Lang>,
}

/// A request; see the module.
struct Request<'a> {
    query: Query<'a>,
    limit: usize,
    offset: usize,
    /// The keys of what all hits must have.
    sieves: Vec<String>,
}

/// Names of filters with how many hits each has; nothing where that takes too long to count.
type Facet = Vec<(String, Option<u32>)>;

/// Of what there are filters, by the names under which answers give them.
const FACETS: [&str; 5] = ["tags", "languages", "products", "grades", "years"];

impl Page {
    /// Opens an index by its hot file.
    ///
    /// # Errors
    ///
    /// When the file is damaged or of another version.
    pub fn open(hot: &[u8]) -> Result<Page, HotError> {
        Reader::open(hot).map(|reader| Page { reader, lang: None })
    }

    /// Returns the reader, for handing over files.
    pub fn reader(&mut self) -> &mut Reader {
        &mut self.reader
    }

    /// Answers a request, or names the files that it takes first, as JSON.
    ///
    /// ```json
    /// {"query": "", "instead": null, "total": 1, "hits": [{"title": "", "url": "",
    ///  "grade": "", "language": "", "created": "", "updated": "", "answer": "",
    ///  "tags": [], "product": null, "answers": 1, "title_marks": [[0, 5]],
    ///  "answer_marks": []}], "near": [], "facets": {"tags": [["", 1]],
    ///  "languages": [], "products": [], "grades": [], "years": []},
    ///  "incomplete": false, "unsure": false, "close": true}
    /// ```
    ///
    /// A hit's address and answer are those of the answer that fits the query best.
    /// `instead` is what was looked up for a query whose words nobody has. Marks
    /// are the words that were found, from and to, in UTF-16 units. Facets are
    /// empty in the box, where few hits are asked for; a count of 0 is one that would have
    /// taken too long. An answer is unsure when it
    /// leaves words aside, and nothing is close when its hits only share words with the query.
    pub fn step(&mut self, request: &str) -> String {
        let request = Request::read(request);
        self.lang = request.query.page;
        match self.result(&request) {
            Step::Done(json) => json,
            Step::Fetch(names) => {
                let mut json = Json::default();
                json.text.push_str("{\"fetch\":");
                json.list(&names, |json, name| json.string(name));
                json.text.push('}');
                json.text
            }
        }
    }

    /// Returns the name of the file of words of the page's language, when it is not
    /// there yet; misspelt words ask for it by themselves.
    pub fn vocabulary(&self) -> Option<String> {
        self.reader.vocabularies(&[self.lang?]).pop()
    }

    fn result(&mut self, request: &Request<'_>) -> Step<String> {
        let depth = request.offset.saturating_add(request.limit);
        let mut found = match self.found(request, depth) {
            Step::Done(found) => found,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        keep_good(&mut found);
        let shown: Vec<u32> = found.best.iter().skip(request.offset).map(|hit| hit.doc).collect();
        let mut cards = match self.reader.cards(&shown) {
            Step::Done(cards) => cards,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        self.reader.choose(&found.plan, &mut cards);
        let cards: Vec<Card> = cards.into_iter().flatten().collect();
        self.with_more(request, &found, &cards)
    }

    /// Ranks; filters without a query show all that passes them, the newest first.
    fn found(&mut self, request: &Request<'_>, depth: usize) -> Step<Found> {
        #[cfg(feature = "whole")]
        if request.is_browsing() {
            let mut sieves = request.sieves.clone();
            let language = request.query.only.filter(|_| self.reader.languages().len() > 1);
            sieves.extend(language.map(language_key));
            return self.reader.browse(&sieves, depth);
        }
        self.reader.rank(&request.query, &request.sieves, depth)
    }

    #[cfg(not(feature = "whole"))]
    fn with_more(&mut self, request: &Request<'_>, found: &Found, cards: &[Card]) -> Step<String> {
        Step::Done(self.json(request, found, cards, &Default::default(), &[]))
    }

    #[cfg(feature = "whole")]
    fn with_more(&mut self, request: &Request<'_>, found: &Found, cards: &[Card]) -> Step<String> {
        let facets = match self.facets(request, &found.all, cards) {
            Step::Done(facets) => facets,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        let near = match self.near(request, found) {
            Step::Done(near) => near,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        Step::Done(self.json(request, found, cards, &facets, &near))
    }

    #[cfg(feature = "whole")]
    fn near(&mut self, request: &Request<'_>, found: &Found) -> Step<Vec<String>> {
        let word = words(request.query.text).max_by_key(|word| word.len());
        match (word, found.all.is_empty()) {
            (Some(word), true) => {
                self.reader.near(word, request.query.page.unwrap_or(Lang::EN), MOST_NEAR)
            }
            _ => Step::Done(Vec::new()),
        }
    }

    /// Counts, among all hits, the tags, products, grades and years of those that are shown.
    #[cfg(feature = "whole")]
    fn facets(
        &mut self,
        request: &Request<'_>,
        all: &[Candidate],
        cards: &[Card],
    ) -> Step<[Facet; FACETS.len()]> {
        if request.limit <= BOX {
            return Step::Done(Default::default());
        }
        let known = self.reader.languages().iter().map(|count| count.lang);
        let known: Vec<Lang> = known.filter(|_| request.is_browsing()).collect();
        let of_cards = [
            ("t", u32::MAX, distinct(cards.iter().flat_map(|card| card.tags.iter().cloned()))),
            ("p", u32::MAX, distinct(cards.iter().map(|card| card.product.clone()))),
            ("g", MOST_COUNTED, distinct(cards.iter().map(|card| card.grade.clone()))),
            ("y", MOST_COUNTED, distinct(cards.iter().map(Card::year))),
        ];
        let of_cards_keys = of_cards.iter().flat_map(|(kind, most, names)| {
            names.iter().map(|name| (filter_key(kind, name), *most))
        });
        let of_languages = known.iter().map(|lang| (language_key(*lang), u32::MAX));
        let keys: Vec<(String, u32)> = of_cards_keys.chain(of_languages).collect();
        let counts = match self.reader.count_among(&keys, all) {
            Step::Done(counts) => counts,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        let mut counts = counts.into_iter();
        let [tags, products, grades, mut years] =
            of_cards.map(|(.., names)| names.into_iter().zip(counts.by_ref()).collect::<Facet>());
        years.sort_by(|a, b| b.0.cmp(&a.0));
        let mut languages: Facet = Vec::new();
        for (lang, n) in known.iter().zip(counts).filter(|(_, n)| *n != Some(0)) {
            languages.push((lang.as_str().to_owned(), n));
        }
        // What the language of a hit is, ranking knows.
        for candidate in all.iter().filter(|_| known.is_empty()) {
            let tag = candidate.lang.as_str().to_owned();
            match languages.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, n)) => *n = n.map(|n| n + 1),
                None => languages.push((tag, Some(1))),
            }
        }
        Step::Done([sorted(tags), sorted(languages), sorted(products), sorted(grades), years])
    }

    fn json(
        &self,
        request: &Request<'_>,
        found: &Found,
        cards: &[Card],
        facets: &[Facet; FACETS.len()],
        near: &[String],
    ) -> String {
        let mut json = Json::default();
        json.text.push_str("{\"query\":");
        json.string(request.query.text);
        json.text.push_str(",\"instead\":");
        #[cfg(feature = "whole")]
        let instead = self.instead(request.query.text, &found.plan);
        #[cfg(not(feature = "whole"))]
        let instead: Option<String> = None;
        match instead {
            Some(instead) => json.string(&instead),
            None => json.text.push_str("null"),
        }
        json.text.push_str(",\"total\":");
        json.number(found.all.len());
        json.text.push_str(",\"hits\":");
        let mut marker = Marker::new(&found.plan);
        json.list(cards, |json, card| json.card(card, &mut marker));
        json.text.push_str(",\"near\":");
        json.list(near, |json, word| json.string(word));
        json.text.push_str(",\"facets\":{");
        for (at, (name, facet)) in FACETS.iter().zip(facets).enumerate() {
            json.text.push_str(if at > 0 { "," } else { "" });
            json.string(name);
            json.text.push(':');
            json.list(facet, |json, (name, n)| {
                json.text.push('[');
                json.string(name);
                json.text.push(',');
                json.number(n.unwrap_or_default() as usize);
                json.text.push(']');
            });
        }
        json.text.push_str("},\"incomplete\":");
        json.text.push_str(if self.reader.is_incomplete() { "true" } else { "false" });
        json.text.push_str(",\"unsure\":");
        json.text.push_str(if found.is_unsure { "true" } else { "false" });
        json.text.push_str(",\"close\":");
        let is_close = found.confidence >= FLOOR && !found.all.is_empty();
        json.text.push_str(if is_close { "true}" } else { "false}" });
        json.text
    }

    /// Returns the query with the words put in for those that nobody has.
    #[cfg(feature = "whole")]
    fn instead(&self, query: &str, plan: &Plan) -> Option<String> {
        let written = |raw: &str| {
            let repair = plan.repairs.iter().find(|repair| repair.typed == raw)?;
            let words = repair.keys.iter().filter_map(|key| self.reader.written(key));
            let words: Vec<String> = words.collect();
            repair.written.clone().or((!words.is_empty()).then(|| words.join(" ")))
        };
        let words: Vec<(Option<String>, &str)> =
            query.split_whitespace().map(|raw| (written(raw), raw)).collect();
        words.iter().any(|(written, _)| written.is_some()).then(|| {
            let words = words.into_iter();
            let words: Vec<String> =
                words.map(|(written, raw)| written.unwrap_or_else(|| raw.to_owned())).collect();
            words.join(" ")
        })
    }
}

/// Returns the key of all documents that pass a filter: `t` those with a tag, `p` those of a
/// product, `g` those of a grade, `y` those that last changed in a year.
pub(crate) fn filter_key(kind: &str, name: &str) -> String {
    ["#", kind, ":", &lowercase(name)].concat()
}

/// Returns the key of all documents in a language, whatever the region.
#[cfg(feature = "whole")]
pub(crate) fn language_key(lang: Lang) -> String {
    ["#l:", lang.primary()].concat()
}

/// Leaves out what fits far less than the best; what titles mean does not matter for that.
fn keep_good(found: &mut Found) {
    let scores = found.all.iter().map(|candidate| candidate.score);
    let least = scores.fold(0.0, f32::max) * LEAST_SHARE;
    found.best.retain(|candidate| candidate.score >= least);
    found.all.retain(|candidate| candidate.score >= least);
}

#[cfg(feature = "whole")]
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !all.contains(&name) && all.len() < 2 * MOST_FILTERS {
            all.push(name);
        }
    }
    all
}

#[cfg(feature = "whole")]
fn sorted(mut facet: Facet) -> Facet {
    let n = |n: Option<u32>| n.unwrap_or(u32::MAX);
    facet.sort_by(|a, b| n(b.1).cmp(&n(a.1)).then_with(|| a.0.cmp(&b.0)));
    facet.truncate(MOST_FILTERS);
    facet
}

impl Request<'_> {
    fn read(text: &str) -> Request<'_> {
        let mut fields = text.split('\n');
        let mut field = || fields.next().unwrap_or_default();
        let (words, page) = (field(), field());
        let number = |text: &str| text.parse().unwrap_or(0_usize);
        let (limit, offset) = (number(field()).min(MOST_HITS), number(field()));
        let goes_on = field();
        let (typing, hurried) = (matches!(goes_on, "1" | "2"), goes_on == "2");
        let only = field();
        let filters = fields.filter_map(|field| field.split_once(':'));
        let sieves = filters.map(|(kind, name)| filter_key(kind, name)).collect();
        let query =
            Query { text: words, page: Lang::new(page), only: Lang::new(only), typing, hurried };
        Request { query, limit, offset, sieves }
    }

    /// Tells whether there are filters and no query.
    #[cfg(feature = "whole")]
    fn is_browsing(&self) -> bool {
        let any = !self.sieves.is_empty() || self.query.only.is_some();
        any && words(self.query.text).next().is_none()
    }
}
