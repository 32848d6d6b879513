//! Makes inputs: of seeds, of pieces of them, of words of a grammar, and changes them.

/// A generator of numbers (SplitMix64): the same ones every time.
pub(super) struct Random(u64);

impl Random {
    /// Starts at what a text comes to.
    pub(super) fn new(text: &str) -> Random {
        // FNV-1a: texts that differ in one digit start far apart.
        Random(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// Returns a number below another one; 0 below 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }
}

/// What no dialect is made of and any may meet.
const ODD: [&str; 36] = [
    "\0",
    "\u{1}",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{1b}[31m",
    " ",
    "  ",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffc}",
    "\u{fffd}",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "Ґ",
    "中",
    "👩\u{200d}🚀",
    "🇸🇮",
    "%",
    "%25",
    "&amp;",
    "&#0;",
    "\\",
    "\"",
    "'",
    "`",
    "<!--",
];

/// Numbers at the edges of types.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "00",
    "1.0",
    "1e5",
    "9e999",
    "255",
    "65536",
    "2147483648",
    "4294967296",
    "9223372036854775808",
    "18446744073709551616",
    "99999999999999999999999999",
    "NaN",
];

/// Makes inputs.
pub(super) struct Mutator<'t> {
    seeds: &'t [Vec<u8>],
    words: &'t [Vec<u8>],
    /// What the seeds are made of: words, numbers, single signs.
    tokens: Vec<&'t [u8]>,
    most: usize,
}

impl<'t> Mutator<'t> {
    pub(super) fn new(seeds: &'t [Vec<u8>], words: &'t [Vec<u8>], most: usize) -> Mutator<'t> {
        let mut tokens: Vec<&[u8]> = seeds.iter().flat_map(|seed| tokens(seed)).collect();
        tokens.sort_unstable();
        tokens.dedup();
        Mutator { seeds, words, tokens, most }
    }

    /// Makes the input of a name.
    pub(super) fn input(&self, name: &str) -> Vec<u8> {
        let random = &mut Random::new(name);
        let mut input = match random.below(10) {
            0..=4 => random.pick(self.seeds).cloned().unwrap_or_default(),
            5 | 6 => self.spliced(random),
            7 => self.sentence(random, 30),
            8 => self.sentence(random, 120),
            _ => self.nested(random),
        };
        for _ in 0..random.below(7) {
            self.change(&mut input, random);
            input.truncate(self.most);
        }
        input
    }

    /// The start of one seed and the end of another.
    fn spliced(&self, random: &mut Random) -> Vec<u8> {
        let (Some(one), Some(two)) = (random.pick(self.seeds), random.pick(self.seeds)) else {
            return Vec::new();
        };
        let mut input = one[..random.below(one.len() + 1)].to_vec();
        input.extend_from_slice(&two[random.below(two.len() + 1)..]);
        input
    }

    /// Words of the grammar and pieces of seeds, one after another.
    fn sentence(&self, random: &mut Random, longest: usize) -> Vec<u8> {
        let mut input = Vec::new();
        for _ in 0..=random.below(longest) {
            input.extend_from_slice(self.word(random));
        }
        input
    }

    /// One word within another, many times.
    fn nested(&self, random: &mut Random) -> Vec<u8> {
        let (open, close) = (self.word(random), self.word(random));
        let n = 1 + random.below(60);
        [open.repeat(n), self.word(random).to_vec(), close.repeat(n)].concat()
    }

    fn word(&self, random: &mut Random) -> &'t [u8] {
        match random.below(12) {
            0 => random.pick(&ODD).map_or(b"", |odd| odd.as_bytes()),
            1 => random.pick(&NUMBERS).map_or(b"", |number| number.as_bytes()),
            2..=4 => random.pick(&self.tokens).copied().unwrap_or(b" "),
            _ => match random.pick(self.words) {
                Some(word) => word,
                None => random.pick(&self.tokens).copied().unwrap_or(b" "),
            },
        }
    }

    fn change(&self, input: &mut Vec<u8>, random: &mut Random) {
        let from = random.below(input.len() + 1);
        let longest = if random.below(4) == 0 { input.len() } else { 24 };
        let to = (from + random.below(longest)).min(input.len());
        match random.below(16) {
            0 if !input.is_empty() => {
                let at = random.below(input.len());
                input[at] ^= 1 << random.below(8);
            }
            1 if !input.is_empty() => {
                let at = random.below(input.len());
                input[at] = random.below(256) as u8;
            }
            2 => drop(input.drain(from..to)),
            3 => {
                let piece = input[from..to].to_vec();
                input.splice(to..to, piece);
            }
            4 => {
                let piece = input[from..to].repeat(1 + random.below(40));
                let room = self.most.saturating_sub(input.len());
                input.splice(to..to, piece.into_iter().take(room));
            }
            5 => {
                let piece = input[from..to].to_vec();
                let at = random.below(input.len() + 1);
                input.splice(at..at, piece);
            }
            6 => input.truncate(from),
            7 => {
                if let Some(other) = random.pick(self.seeds) {
                    let start = random.below(other.len() + 1);
                    let end = (start + random.below(80)).min(other.len());
                    input.splice(from..from, other[start..end].iter().copied());
                }
            }
            8 => {
                let number = random.pick(&NUMBERS).copied().unwrap_or("0");
                let token = token_at(input, from, |byte| byte.is_ascii_digit());
                input.splice(token, number.bytes());
            }
            9 | 10 => {
                let token = token_at(input, from, u8::is_ascii_alphanumeric);
                input.splice(token, self.word(random).iter().copied());
            }
            11 => {
                let (open, close) = (self.word(random), self.word(random));
                input.splice(to..to, close.iter().copied());
                input.splice(from..from, open.iter().copied());
            }
            _ => drop(input.splice(from..from, self.word(random).iter().copied())),
        }
    }
}

/// Cuts a seed into words and signs.
fn tokens(seed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || *byte == b'_';
    seed.chunk_by(move |one, two| is_word(one) && is_word(two))
}

/// Finds the run of bytes of a kind that starts at or behind a place.
fn token_at(input: &[u8], from: usize, is_in: fn(&u8) -> bool) -> std::ops::Range<usize> {
    let start = input[from..].iter().position(is_in).map_or(from, |at| from + at);
    let length = input[start..].iter().take_while(|byte| is_in(byte)).count();
    start..start + length
}
