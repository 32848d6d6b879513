//! What a page asks the reader, and what it is told: lines in, JSON out.
//!
//! A request is these fields with a line feed between each two: the query, the
//! page's language, how many hits, how many to skip, `1` while typing goes on, a
//! language to keep to, a product, then any number of tags. The answer is
//! `{"fetch": [names]}`, after which the same is asked again with these files, or
//! the result; see [`Page::step`].

use crate::search::Query;
use crate::search::plan::Plan;
use crate::search::rank::Candidate;
use crate::text::Analyzer;
use crate::text::Lang;
use crate::text::lowercase;
use crate::text::words;

use super::card::Card;
use super::hot::HotError;
use super::reader::Found;
use super::reader::Reader;
use super::reader::Step;

/// Hits that score less than this share of the best one are not counted.
const LEAST_SHARE: f32 = 0.2;

/// More hits than this are a page of results, which has filters.
const BOX: usize = 10;

/// No more tags than this are offered as filters, nor near words.
const MOST_FILTERS: usize = 12;
const MOST_NEAR: usize = 4;

/// No more hits than this at once, whatever is asked for.
const MOST_HITS: usize = 100;

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

/// Names of filters with how many hits each has.
type Facet = Vec<(String, u32)>;

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
    ///  "languages": [], "products": []}, "incomplete": false}
    /// ```
    ///
    /// `instead` is what was looked up for a query whose words nobody has. Marks
    /// are the words that were found, from and to, in UTF-16 units. Facets are
    /// empty in the box, where few hits are asked for.
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
        let mut found = match self.reader.rank(&request.query, &request.sieves, depth) {
            Step::Done(found) => found,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        keep_good(&mut found);
        let shown: Vec<u32> = found.best.iter().skip(request.offset).map(|hit| hit.doc).collect();
        let cards = match self.reader.cards(&shown) {
            Step::Done(cards) => cards,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        let cards: Vec<Card> = cards.into_iter().flatten().collect();
        let facets = match self.facets(request, &found.all, &cards) {
            Step::Done(facets) => facets,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        let near = match self.near(request, &found) {
            Step::Done(near) => near,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        Step::Done(self.json(request, &found, &cards, &facets, &near))
    }

    fn near(&mut self, request: &Request<'_>, found: &Found) -> Step<Vec<String>> {
        let word = words(request.query.text).max_by_key(|word| word.len());
        match (word, found.all.is_empty()) {
            (Some(word), true) => {
                self.reader.near(word, request.query.page.unwrap_or(Lang::EN), MOST_NEAR)
            }
            _ => Step::Done(Vec::new()),
        }
    }

    /// Counts, among all hits, the tags and products of those that are shown.
    fn facets(
        &mut self,
        request: &Request<'_>,
        all: &[Candidate],
        cards: &[Card],
    ) -> Step<[Facet; 3]> {
        if request.limit <= BOX {
            return Step::Done(Default::default());
        }
        let tags = distinct(cards.iter().flat_map(|card| card.tags.iter()));
        let products = distinct(cards.iter().map(|card| &card.product));
        let keys: Vec<String> = tags
            .iter()
            .map(|tag| tag_key(tag))
            .chain(products.iter().map(|product| product_key(product)))
            .collect();
        let counts = match self.reader.count_among(&keys, all) {
            Step::Done(counts) => counts,
            Step::Fetch(names) => return Step::Fetch(names),
        };
        let (of_tags, of_products) = counts.split_at(tags.len());
        let tags = sorted(tags.into_iter().zip(of_tags.iter().copied()).collect());
        let products = sorted(products.into_iter().zip(of_products.iter().copied()).collect());
        let mut languages: Facet = Vec::new();
        for candidate in all {
            let tag = candidate.lang.to_string();
            match languages.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, n)) => *n += 1,
                None => languages.push((tag, 1)),
            }
        }
        Step::Done([tags, sorted(languages), products])
    }

    fn json(
        &self,
        request: &Request<'_>,
        found: &Found,
        cards: &[Card],
        facets: &[Facet; 3],
        near: &[String],
    ) -> String {
        let mut json = Json::default();
        json.text.push_str("{\"query\":");
        json.string(request.query.text);
        json.text.push_str(",\"instead\":");
        match self.instead(request.query.text, &found.plan) {
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
        for (at, name) in ["tags", "languages", "products"].iter().enumerate() {
            json.text.push_str(if at > 0 { "," } else { "" });
            json.string(name);
            json.text.push(':');
            json.list(&facets[at], |json, (name, n)| {
                json.text.push('[');
                json.string(name);
                json.text.push(',');
                json.number(*n as usize);
                json.text.push(']');
            });
        }
        json.text.push_str("},\"incomplete\":");
        json.text.push_str(if self.reader.is_incomplete() { "true}" } else { "false}" });
        json.text
    }

    /// Returns the query with the words put in for those that nobody has.
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

/// Returns the key of all documents with a tag.
pub(crate) fn tag_key(tag: &str) -> String {
    ["#t:", &lowercase(tag)].concat()
}

/// Returns the key of all documents of a product.
pub(crate) fn product_key(product: &str) -> String {
    ["#p:", &lowercase(product)].concat()
}

/// Leaves out what fits far less than the best.
fn keep_good(found: &mut Found) {
    let least = found.best.first().map_or(0.0, |best| best.score * LEAST_SHARE);
    found.best.retain(|candidate| candidate.score >= least);
    found.all.retain(|candidate| candidate.score >= least);
}

fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !all.contains(name) && all.len() < 2 * MOST_FILTERS {
            all.push(name.clone());
        }
    }
    all
}

fn sorted(mut facet: Facet) -> Facet {
    facet.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
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
        let typing = field() == "1";
        let (only, product) = (field(), field());
        let mut sieves: Vec<String> = fields.filter(|f| !f.is_empty()).map(tag_key).collect();
        if !product.is_empty() {
            sieves.push(product_key(product));
        }
        let query = Query { text: words, page: Lang::new(page), only: Lang::new(only), typing };
        Request { query, limit, offset, sieves }
    }
}

/// Finds the words of a text that a query has found.
struct Marker<'a> {
    plan: &'a Plan,
    analyzer: Option<Analyzer>,
}

impl Marker<'_> {
    fn new(plan: &Plan) -> Marker<'_> {
        Marker { plan, analyzer: None }
    }

    /// Returns from where to where the found words go, in UTF-16 units.
    fn marks(&mut self, text: &str, lang: Lang) -> Vec<(usize, usize)> {
        let analyzer = match self.analyzer.take() {
            Some(analyzer) if analyzer.lang() == lang => analyzer,
            _ => Analyzer::keyed(lang),
        };
        let analyzer = self.analyzer.insert(analyzer);
        let mut marks = Vec::new();
        let (mut at, mut units) = (0, 0);
        let mut terms = String::new();
        for word in words(text) {
            terms.clear();
            analyzer.analyze(word, &mut terms);
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            units += text[at..start].chars().map(char::len_utf16).sum::<usize>();
            let end = units + word.chars().map(char::len_utf16).sum::<usize>();
            if terms.split_terminator(' ').any(|term| is_sought(self.plan, term)) {
                marks.push((units, end));
            }
            (at, units) = (start + word.len(), end);
        }
        marks
    }
}

fn is_sought(plan: &Plan, term: &str) -> bool {
    let mut options = plan.concepts.iter().flat_map(|concept| &concept.options);
    options.any(|option| option.key == term)
}

/// JSON in the making.
#[derive(Default)]
struct Json {
    text: String,
}

impl Json {
    fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                '\n' => self.text.push_str("\\n"),
                // No other control has a meaning in a text.
                c if c < ' ' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// Writes a number by hand: the machinery of `format!` would be a tenth of the reader.
    fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.text.push(char::from(b'0' + (number % 10) as u8));
    }

    fn list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Json, &T)) {
        self.text.push('[');
        for (at, item) in items.iter().enumerate() {
            self.text.push_str(if at > 0 { "," } else { "" });
            one(self, item);
        }
        self.text.push(']');
    }

    fn field(&mut self, name: &str, value: &str) {
        self.string(name);
        self.text.push(':');
        self.string(value);
        self.text.push(',');
    }

    fn card(&mut self, card: &Card, marker: &mut Marker<'_>) {
        self.text.push('{');
        self.field("title", &card.title);
        self.field("url", &card.address);
        self.field("grade", &card.grade);
        self.field("language", &card.language);
        self.field("created", &date(card.created));
        self.field("updated", &date(card.updated));
        self.field("answer", &card.answer);
        self.text.push_str("\"tags\":");
        self.list(&card.tags, |json, tag| json.string(tag));
        self.text.push_str(",\"product\":");
        match card.product.as_str() {
            "" => self.text.push_str("null"),
            product => self.string(product),
        }
        self.text.push_str(",\"answers\":");
        self.number(card.n_answers as usize);
        let lang = Lang::new(&card.language).unwrap_or(Lang::EN);
        for (name, text) in [("title_marks", &card.title), ("answer_marks", &card.answer)] {
            self.text.push(',');
            self.string(name);
            self.text.push(':');
            let marks = marker.marks(text, lang);
            self.list(&marks, |json, (from, to)| {
                json.text.push('[');
                json.number(*from);
                json.text.push(',');
                json.number(*to);
                json.text.push(']');
            });
        }
        self.text.push('}');
    }
}

/// Returns a day since 1970 as `2024-05-01`; nothing for day 0.
///
/// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years
/// begin in March, so that leap days come last.
fn date(day: u32) -> String {
    if day == 0 {
        return String::new();
    }
    let day = u64::from(day) + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, is_next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let mut json = Json::default();
    json.number((era * 400 + year_of_era + is_next) as usize);
    for part in [month, of_month] {
        json.text.push_str(if part < 10 { "-0" } else { "-" });
        json.number(part as usize);
    }
    json.text
}
