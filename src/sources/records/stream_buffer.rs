//! A sliding window over a file that is streamed: keeps the bytes from the oldest record
//! that is still needed to the newest byte that was read.

use std::io;
use std::io::Read;

/// The part of a stream that is in memory.
pub(super) struct StreamBuffer<'a> {
    stream: Box<dyn Read + Send + 'a>,
    /// How many bytes are read at once.
    chunk: u64,
    bytes: Vec<u8>,
    /// Where in the stream `bytes` starts.
    base: u64,
    /// The next byte, as an index of `bytes`.
    at: usize,
    /// The first byte that must stay, counted in the stream.
    keep: Option<u64>,
    /// Up to where lines and columns were counted, as an index of `bytes`.
    counted: usize,
    line: u32,
    /// How many characters the line has before `counted`.
    column: u32,
    failure: Option<io::ErrorKind>,
    has_ended: bool,
}

impl<'a> StreamBuffer<'a> {
    pub fn new(stream: Box<dyn Read + Send + 'a>, chunk: u64) -> StreamBuffer<'a> {
        StreamBuffer {
            stream,
            chunk,
            bytes: Vec::new(),
            base: 0,
            at: 0,
            keep: None,
            counted: 0,
            line: 1,
            column: 0,
            failure: None,
            has_ended: false,
        }
    }

    /// Passes over the start of a stream, of which the lines are known.
    pub fn start_at(&mut self, offset: u64, line: u32) -> io::Result<()> {
        io::copy(&mut self.stream.by_ref().take(offset), &mut io::sink())?;
        (self.base, self.line) = (offset, line);
        Ok(())
    }

    /// Returns the place of the next byte in the stream.
    pub fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Returns the next byte.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        match self.bytes.get(self.at) {
            Some(byte) => Some(*byte),
            None => self.more().then(|| self.bytes[self.at]),
        }
    }

    /// Moves on by some bytes that were seen.
    #[inline]
    pub fn advance(&mut self, by: usize) {
        self.at += by;
    }

    /// Returns what is there of the rest, at least a byte unless the stream has ended.
    #[inline]
    pub fn rest(&mut self) -> &[u8] {
        if self.at == self.bytes.len() {
            self.more();
        }
        &self.bytes[self.at..]
    }

    /// Returns the next `n` bytes, fewer at the end.
    pub fn ahead(&mut self, n: usize) -> &[u8] {
        while self.bytes.len() - self.at < n && self.more() {}
        let end = self.bytes.len().min(self.at + n);
        &self.bytes[self.at..end]
    }

    /// Keeps what comes from now on, until `release`.
    pub fn keep(&mut self) {
        self.keep.get_or_insert(self.base + self.at as u64);
    }

    /// Tells whether anything is kept.
    pub fn keeps(&self) -> bool {
        self.keep.is_some()
    }

    /// Tells whether more than so many bytes are kept.
    #[inline]
    pub fn is_over(&self, most: u64) -> bool {
        self.keep.is_some_and(|keep| self.offset() - keep > most)
    }

    /// Lets go of what was kept.
    pub fn release(&mut self) {
        self.keep = None;
    }

    /// Returns the bytes from a kept place up to the next one; `None` when they are gone.
    pub fn since(&self, offset: u64) -> Option<&[u8]> {
        let start = usize::try_from(offset.checked_sub(self.base)?).ok()?;
        self.bytes.get(start..self.at)
    }

    /// Returns line and column of the next byte, from 1, columns in characters.
    pub fn position(&mut self) -> (u32, u32) {
        self.count(self.at);
        (self.line, self.column + 1)
    }

    /// Returns how the stream failed, if it did.
    pub fn failure(&self) -> Option<io::ErrorKind> {
        self.failure
    }

    /// Reads on; `false` at the end.
    fn more(&mut self) -> bool {
        if self.has_ended {
            return false;
        }
        let kept = self.keep.and_then(|keep| usize::try_from(keep - self.base).ok());
        let gone = kept.unwrap_or(self.at).min(self.at);
        // Moving bytes is worth it when most of them are gone.
        if gone > self.bytes.len() / 2 {
            self.count(gone.max(self.counted));
            self.bytes.drain(..gone);
            self.base += gone as u64;
            self.at -= gone;
            self.counted -= gone;
        }
        // Without zeroing memory first, which `read` would need.
        let mut piece = self.stream.by_ref().take(self.chunk);
        let before = self.bytes.len();
        if let Err(error) = piece.read_to_end(&mut self.bytes) {
            self.failure = Some(error.kind());
        }
        self.has_ended = self.bytes.len() == before || self.failure.is_some();
        self.bytes.len() > before
    }

    fn count(&mut self, end: usize) {
        let Some(bytes) = self.bytes.get(self.counted..end) else { return };
        let n_lines = memchr::memchr_iter(b'\n', bytes).count();
        let last = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let n_characters = bytes[last..].iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        self.line = self.line.saturating_add(u32::try_from(n_lines).unwrap_or(u32::MAX));
        if n_lines > 0 {
            self.column = 0;
        }
        self.column = self.column.saturating_add(u32::try_from(n_characters).unwrap_or(u32::MAX));
        self.counted = end;
    }
}
