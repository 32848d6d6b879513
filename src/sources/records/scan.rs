//! One pass over a file that finds its records, wherever they lie.
//!
//! Exports wrap records in many ways: one object, a list, an object with a named list, a
//! list of pages, a document a line, documents one after another, with a byte order mark
//! or an assignment in front. A format says in [`Shapes`] where its records are; the pass
//! builds nothing, and hands over the bytes of each record with its place. What is
//! damaged is named and passed over, and the pass goes on where the next record starts.

mod walk;

use super::stream_buffer::StreamBuffer;

/// The longest record that is read, in bytes.
pub(in crate::sources) const LONGEST_RECORD: u64 = 32 << 20;

/// How many bytes are read at once.
const CHUNK: u64 = 256 << 10;

/// How long the name of an assignment before a document may be.
const LONGEST_PREFIX: usize = 256;

/// Where a format's records are.
pub(in crate::sources) struct Shapes<K: 'static> {
    /// Paths of members from the top of a document, with what is there: a list of records
    /// or one record. `*` is any name, and `#` one of digits, as `70` or `70_81` is; a name behind
    /// a `=` is that of a text, which comes with its quotes. Lists on the way are looked through.
    pub lists: &'static [(&'static [&'static str], K)],
    /// What a document is that has none of these members.
    pub alone: K,
    /// Members that only a record has: where one comes first, lists are the record's own.
    pub marks: &'static [&'static str],
}

/// Where a record lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::sources) struct Spot {
    /// The number of the file, from 0.
    pub file: u32,
    /// The line of its first byte, from 1.
    pub line: u32,
    /// The column of its first byte, from 1, in characters.
    pub column: u32,
    /// The number of the document in the file, from 0: what comes in one envelope has one.
    pub document: u32,
    /// The offset of its first byte.
    pub offset: u64,
    /// How many bytes it has.
    pub length: u64,
}

/// What the pass comes to.
pub(in crate::sources) enum Scanned<'b, K> {
    /// A record, with its bytes: an object by its brackets, not yet known to be JSON.
    Record(K, &'b [u8]),
    /// What is no record, or not a whole one.
    Damaged(Damage),
}

/// Why something could not be found to be a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Damage {
    /// The file ends within it.
    Ends,
    /// It is not JSON.
    Syntax,
    /// It is JSON, but not an object.
    NotObject,
    /// It is longer than may be.
    TooLong,
    /// The file could not be read on.
    Io(std::io::ErrorKind),
}

/// Passes over one file; `open` opens it, again where the pass has to go back.
pub(in crate::sources) fn scan<'s, K: Copy>(
    file: u32,
    open: impl Fn() -> std::io::Result<Box<dyn std::io::Read + Send + 's>>,
    shapes: &Shapes<K>,
    each: &mut dyn FnMut(Spot, Scanned<'_, K>),
) {
    scan_by(CHUNK, file, open, shapes, each);
}

/// The same, by so many bytes at once.
pub(super) fn scan_by<'s, K: Copy>(
    chunk: u64,
    file: u32,
    open: impl Fn() -> std::io::Result<Box<dyn std::io::Read + Send + 's>>,
    shapes: &Shapes<K>,
    each: &mut dyn FnMut(Spot, Scanned<'_, K>),
) {
    let mut start = (0, 1);
    let mut n_documents = 0;
    let mut has_lines = false;
    loop {
        let buffer = open().and_then(|stream| {
            let mut buffer = StreamBuffer::new(stream, chunk);
            buffer.start_at(start.0, start.1).map(|()| buffer)
        });
        let buffer = match buffer {
            Ok(buffer) => buffer,
            Err(error) => {
                let spot = Spot { file, line: start.1, offset: start.0, ..Spot::default() };
                return each(spot, Scanned::Damaged(Damage::Io(error.kind())));
            }
        };
        let mut scanner = Scanner {
            buffer,
            shapes,
            each: &mut *each,
            file,
            document: n_documents,
            has_lines,
            next_line: None,
            has_record: false,
            is_told: false,
            has_ended: false,
        };
        scanner.documents(start.0 == 0);
        n_documents = scanner.document;
        // A document whose end is missing may have swallowed the lines after it; from
        // here on a line ends a document, so this happens once.
        match scanner.next_line.filter(|_| !has_lines) {
            Some(next) => (start, has_lines) = (next, true),
            None => return,
        }
    }
}

/// Tells whether a name is an id made of digits.
fn is_id(name: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    name.split('_').all(is_part)
}

/// Why a walk stops before the end of what it walks through.
enum Stop {
    /// Damage that was told of; the next record may follow.
    Told,
    /// Damage at the next byte.
    Here(Damage),
}

struct Scanner<'a, 'e, K: 'static> {
    buffer: StreamBuffer<'a>,
    shapes: &'e Shapes<K>,
    each: &'e mut dyn FnMut(Spot, Scanned<'_, K>),
    file: u32,
    document: u32,
    /// Every document has a line of its own.
    has_lines: bool,
    /// The first line that could be a document, within one that has no end.
    next_line: Option<(u64, u32)>,
    /// The document has had a record.
    has_record: bool,
    /// Something that is no record was told of, and no record has come since.
    is_told: bool,
    /// It was told that the file ends within something.
    has_ended: bool,
}

impl<K: Copy> Scanner<'_, '_, K> {
    /// Walks through all documents.
    fn documents(&mut self, is_start: bool) {
        if is_start && self.buffer.ahead(3) == b"\xEF\xBB\xBF" {
            self.buffer.advance(3);
        }
        // Lists round documents: how many are open, however deep they nest.
        let mut n_open = 0_usize;
        loop {
            self.space();
            let Some(byte) = self.buffer.peek() else { break };
            match byte {
                b'{' => {
                    if let Err(stop) = self.document(n_open == 0) {
                        self.told(stop);
                        if self.next_line.is_some() {
                            return;
                        }
                        self.find_document();
                    }
                }
                b'[' => {
                    n_open += 1;
                    self.buffer.advance(1);
                    self.space();
                    if self.buffer.peek() == Some(b',') {
                        let spot = self.spot();
                        self.tell_once(spot, Damage::Syntax);
                    }
                }
                b']' if n_open > 0 => {
                    n_open -= 1;
                    self.buffer.advance(1);
                }
                b',' | b';' | 0x1E => self.buffer.advance(1),
                _ if self.prefix() => {}
                _ => {
                    let spot = self.spot();
                    let is_value = self.scalar();
                    let what = [Damage::Syntax, Damage::NotObject][usize::from(is_value)];
                    self.tell_once(spot, what);
                    if !is_value || n_open == 0 {
                        self.find_document();
                    }
                }
            }
        }
        let end = self.spot();
        match self.buffer.failure() {
            Some(kind) => self.tell(end, Damage::Io(kind)),
            None if n_open > 0 => {
                self.ends(end);
            }
            None => {}
        }
    }

    /// Walks through one document; `is_top` when no list is round it.
    fn document(&mut self, is_top: bool) -> Result<(), Stop> {
        let start = self.spot();
        (self.next_line, self.has_record) = (None, false);
        let live: Vec<usize> = (0..self.shapes.lists.len()).collect();
        let result = self.object(0, &live, Some(self.shapes.alone));
        self.buffer.release();
        self.document += 1;
        if result.is_ok() {
            self.next_line = None;
            let (line, _) = self.buffer.position();
            let ends_line = matches!(self.buffer.ahead(2), [b'\n', ..] | [b'\r', b'\n']);
            self.has_lines |= is_top && start.column == 1 && start.line == line && ends_line;
        } else if start.column != 1 || !is_top {
            self.next_line = None;
        }
        result
    }

    /// Walks through an object that starts here: an envelope, or else a record of the
    /// kind `alone`. `live` are the shapes whose paths lead here.
    fn object(&mut self, depth: usize, live: &[usize], alone: Option<K>) -> Result<(), Stop> {
        let start = self.spot();
        self.buffer.keep();
        self.buffer.advance(1);
        let mut is_record = false;
        let mut is_envelope = false;
        loop {
            self.gap(start)?;
            match self.buffer.peek() {
                Some(b'}') => break self.buffer.advance(1),
                Some(b',') => self.buffer.advance(1),
                Some(b'"') => {
                    let key = self.key(start)?;
                    is_record |= alone.is_some() && self.shapes.marks.contains(&key.as_str());
                    let next: Vec<usize> = match is_record {
                        true => Vec::new(),
                        false => self.led_on(live, depth, &key),
                    };
                    match next.is_empty() {
                        true => self.value(start)?,
                        false => is_envelope |= self.member(depth + 1, &next)?,
                    }
                }
                Some(_) => return Err(Stop::Here(Damage::Syntax)),
                None => return Err(self.ends(start)),
            }
        }
        match alone {
            Some(kind) if !is_envelope => self.record(start, kind),
            _ => {}
        }
        Ok(())
    }

    /// Returns the shapes whose paths go through a member.
    fn led_on(&self, live: &[usize], depth: usize, key: &str) -> Vec<usize> {
        let fits = |shape: &&usize| {
            let path = self.shapes.lists[**shape].0;
            path.get(depth).is_some_and(|name| match *name {
                "*" => true,
                "#" => is_id(key),
                name => name.strip_prefix('=').unwrap_or(name) == key,
            })
        };
        live.iter().filter(fits).copied().collect()
    }

    /// Walks through a value where records may be; tells whether there is a list or an
    /// object, so that the object round it is an envelope.
    fn member(&mut self, depth: usize, live: &[usize]) -> Result<bool, Stop> {
        let lists = self.shapes.lists;
        let here = live.iter().find(|shape| lists[**shape].0.len() == depth);
        let here = here.map(|shape| lists[*shape].1);
        match self.buffer.peek() {
            Some(b'{') => {
                self.item(depth, live, here)?;
                Ok(true)
            }
            Some(b'[') => {
                // What is round a list is no record, however long it is.
                self.buffer.release();
                self.buffer.advance(1);
                self.items(depth, live, here)?;
                Ok(true)
            }
            _ => {
                let is_wanted = |shape: &&usize| {
                    let path = lists[**shape].0;
                    path.len() == depth && path[depth - 1].starts_with('=')
                };
                match live.iter().find(is_wanted).filter(|_| self.buffer.peek() == Some(b'"')) {
                    Some(shape) => self.text(lists[*shape].1)?,
                    None => self.value(self.spot_of(self.buffer.offset()))?,
                }
                Ok(false)
            }
        }
    }

    fn items(&mut self, depth: usize, live: &[usize], here: Option<K>) -> Result<(), Stop> {
        loop {
            self.space();
            match self.buffer.peek() {
                Some(b']') => break self.buffer.advance(1),
                Some(b',') => self.buffer.advance(1),
                Some(b'{') => {
                    let start = self.spot();
                    match self.item(depth, live, here) {
                        Err(Stop::Here(damage)) if here.is_some() => {
                            self.tell(start, damage);
                            self.find_next(start)?;
                        }
                        Err(Stop::Told) if here.is_some() => self.find_next(start)?,
                        result => result?,
                    }
                    self.buffer.release();
                }
                Some(b'}') => return Err(Stop::Here(Damage::Syntax)),
                Some(_) => {
                    let start = self.spot();
                    let is_null = self.buffer.ahead(4) == b"null";
                    self.value(start)?;
                    if here.is_some() && !is_null {
                        self.tell_once(start, Damage::NotObject);
                    }
                }
                None => {
                    let end = self.spot();
                    return Err(self.ends(end));
                }
            }
        }
        Ok(())
    }

    /// Walks through an object that a path leads to.
    fn item(&mut self, depth: usize, live: &[usize], here: Option<K>) -> Result<(), Stop> {
        let goes_on = live.iter().any(|shape| self.shapes.lists[*shape].0.len() > depth);
        if goes_on {
            return self.object(depth, live, here);
        }
        let start = self.spot();
        self.buffer.keep();
        self.value(start)?;
        if let Some(kind) = here {
            self.record(start, kind);
        }
        Ok(())
    }

    fn record(&mut self, start: Spot, kind: K) {
        let spot = Spot { length: self.buffer.offset() - start.offset, ..start };
        (self.next_line, self.has_record, self.is_told) = (None, true, false);
        match self.buffer.since(start.offset) {
            Some(bytes) if spot.length <= LONGEST_RECORD => {
                (self.each)(spot, Scanned::Record(kind, bytes));
            }
            _ => self.tell(spot, Damage::TooLong),
        }
    }

    /// Moves past a name and its colon.
    fn key(&mut self, start: Spot) -> Result<String, Stop> {
        let from = self.buffer.offset();
        let was_kept = self.buffer.keeps();
        self.buffer.keep();
        let result = self.string(start);
        let key = self.buffer.since(from).map(String::from_utf8_lossy);
        let key = key.map(|key| key.trim_matches('"').to_owned()).unwrap_or_default();
        if !was_kept {
            self.buffer.release();
        }
        result?;
        self.gap(start)?;
        if self.buffer.peek() != Some(b':') {
            return Err(Stop::Here(Damage::Syntax));
        }
        self.buffer.advance(1);
        self.gap(start)?;
        Ok(key)
    }

    fn told(&mut self, stop: Stop) {
        if let Stop::Here(damage) = stop {
            let spot = self.spot();
            self.tell(spot, damage);
        }
    }

    /// Goes on after damage at the top: where a line starts like a document.
    fn find_document(&mut self) {
        self.buffer.release();
        if self.buffer.peek() == Some(b'{') && self.spot().column == 1 {
            return;
        }
        while self.pass_line() {
            if matches!(self.buffer.peek(), Some(b'{' | b'[')) {
                self.has_lines = true;
                return;
            }
        }
    }

    /// Goes on after damage in a list: at the next line that starts as this record did.
    fn find_next(&mut self, start: Spot) -> Result<(), Stop> {
        self.buffer.release();
        let Some(indent) = start.column.checked_sub(1).filter(|indent| *indent > 0) else {
            return Err(Stop::Told);
        };
        while self.pass_line() {
            let line = self.buffer.ahead(indent as usize + 1);
            let n_spaces = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let next = line.get(n_spaces).copied();
            if n_spaces == indent as usize && next == Some(b'{')
                || n_spaces < indent as usize && matches!(next, Some(b']'))
            {
                return Ok(());
            }
        }
        Err(Stop::Told)
    }

    /// Moves behind the next line break; `false` at the end.
    fn pass_line(&mut self) -> bool {
        loop {
            let rest = self.buffer.rest();
            if rest.is_empty() {
                return false;
            }
            match memchr::memchr(b'\n', rest) {
                Some(at) => {
                    self.buffer.advance(at + 1);
                    return true;
                }
                None => {
                    let n = rest.len();
                    self.buffer.advance(n);
                }
            }
        }
    }

    /// The file ended within something, which is told once: of the innermost thing.
    fn ends(&mut self, start: Spot) -> Stop {
        let is_told = std::mem::replace(&mut self.has_ended, true);
        if self.buffer.failure().is_none() && !is_told {
            self.tell(start, Damage::Ends);
        }
        Stop::Told
    }

    fn spot(&mut self) -> Spot {
        let (line, column) = self.buffer.position();
        Spot { line, column, ..self.spot_of(self.buffer.offset()) }
    }

    fn spot_of(&self, offset: u64) -> Spot {
        Spot { file: self.file, document: self.document, offset, ..Spot::default() }
    }

    /// Tells of a run of things that are no records once, however long it is.
    fn tell_once(&mut self, spot: Spot, damage: Damage) {
        if !std::mem::replace(&mut self.is_told, true) {
            self.tell(spot, damage);
        }
    }

    fn tell(&mut self, spot: Spot, damage: Damage) {
        (self.each)(spot, Scanned::Damaged(damage));
    }
}
