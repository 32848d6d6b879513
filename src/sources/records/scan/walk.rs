//! Moves past values, strings and space, and builds nothing.

use super::{Damage, LONGEST_PREFIX, LONGEST_RECORD, Scanned, Scanner, Spot, Stop};

impl<K: Copy> Scanner<'_, '_, K> {
    /// Moves past a value; brackets are counted, not matched.
    pub(super) fn value(&mut self, start: Spot) -> Result<(), Stop> {
        let mut depth = 0_usize;
        loop {
            self.limit();
            let Some(byte) = self.buffer.peek() else { return Err(self.ends(start)) };
            match byte {
                b'"' => self.string(start)?,
                b'{' | b'[' => {
                    depth += 1;
                    self.buffer.advance(1);
                    continue;
                }
                b'}' | b']' if depth == 0 => return Ok(()),
                b'}' | b']' => {
                    depth -= 1;
                    self.buffer.advance(1);
                }
                b'\n' => {
                    self.buffer.advance(1);
                    self.line(start)?;
                    continue;
                }
                b',' if depth == 0 => return Ok(()),
                _ => {
                    self.plain();
                    continue;
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Moves past bytes that mean nothing here.
    fn plain(&mut self) {
        let rest = self.buffer.rest();
        let ends = |byte: &u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']' | b'\n' | b',');
        let n = rest[1..].iter().position(ends).map_or(rest.len(), |at| at + 1);
        self.buffer.advance(n);
    }

    /// Moves past a string. JSON has no line breaks in strings, so one means that the
    /// closing quote is missing.
    pub(super) fn string(&mut self, start: Spot) -> Result<(), Stop> {
        self.buffer.advance(1);
        loop {
            self.limit();
            let rest = self.buffer.rest();
            if rest.is_empty() {
                return Err(self.ends(start));
            }
            match memchr::memchr3(b'"', b'\\', b'\n', rest) {
                None => {
                    let n = rest.len();
                    self.buffer.advance(n);
                }
                Some(at) => {
                    let byte = rest[at];
                    self.buffer.advance(at);
                    match byte {
                        b'"' => break self.buffer.advance(1),
                        b'\\' => {
                            let n = self.buffer.ahead(2).len();
                            self.buffer.advance(n);
                        }
                        _ => return Err(Stop::Here(Damage::Syntax)),
                    }
                }
            }
        }
        Ok(())
    }

    /// Hands over a text.
    pub(super) fn text(&mut self, kind: K) -> Result<(), Stop> {
        let start = self.spot();
        let was_kept = self.buffer.keeps();
        self.buffer.keep();
        let result = self.string(start);
        let spot = Spot { length: self.buffer.offset() - start.offset, ..start };
        if let (Ok(()), Some(bytes)) = (&result, self.buffer.since(start.offset)) {
            (self.each)(spot, Scanned::Record(kind, bytes));
        }
        if !was_kept {
            self.buffer.release();
        }
        result
    }

    /// A line ended within a value.
    fn line(&mut self, start: Spot) -> Result<(), Stop> {
        if self.buffer.peek() != Some(b'{') {
            return Ok(());
        }
        if self.has_lines {
            self.tell(start, Damage::Ends);
            return Err(Stop::Told);
        }
        if self.next_line.is_none() && !self.has_record {
            let (line, _) = self.buffer.position();
            self.next_line = Some((self.buffer.offset(), line));
        }
        Ok(())
    }

    /// Lets go of a record that is too long.
    fn limit(&mut self) {
        if self.buffer.is_over(LONGEST_RECORD) {
            self.buffer.release();
        }
    }

    /// Moves past space within a document.
    pub(super) fn gap(&mut self, start: Spot) -> Result<(), Stop> {
        while let Some(byte) = self.buffer.peek().filter(u8::is_ascii_whitespace) {
            self.buffer.advance(1);
            if byte == b'\n' {
                self.line(start)?;
            }
        }
        Ok(())
    }

    pub(super) fn space(&mut self) {
        while self.buffer.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.buffer.advance(1);
        }
    }

    /// Moves past `window.YTD.tweets.part0 =` and the like.
    pub(super) fn prefix(&mut self) -> bool {
        let ahead = self.buffer.ahead(LONGEST_PREFIX);
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$. ".contains(byte);
        let n = ahead.iter().take_while(|byte| is_name(byte)).count();
        let starts = ahead.first().is_some_and(|byte| byte.is_ascii_alphabetic());
        let found = starts && ahead.get(n) == Some(&b'=');
        if found {
            self.buffer.advance(n + 1);
        }
        found
    }

    /// Moves past a value that is neither an object nor a list, if one starts here.
    pub(super) fn scalar(&mut self) -> bool {
        match self.buffer.peek() {
            Some(b'"') => self.string(Spot::default()).is_ok(),
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'-' => {
                let is_value = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
                while self.buffer.peek().is_some_and(is_value) {
                    self.buffer.advance(1);
                }
                true
            }
            _ => false,
        }
    }
}
