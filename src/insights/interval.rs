//! How sure a share is that was counted on few readers.

/// 95 of 100 such intervals hold the true share.
const Z: f64 = 1.959_964;

/// A share of what was counted, with its interval.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Share {
    /// How many counted.
    pub n: u64,
    /// The share itself, from 0 to 1; 0 where nothing was counted.
    pub share: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Share {
    /// Returns the share of `hits` among `n`, with the score interval of Wilson (1927), which holds
    /// for small numbers, too: one yes of one is .21 to 1, not "100 %".
    ///
    /// ```text
    /// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
    /// ```
    pub fn of(hits: u64, n: u64) -> Share {
        if n == 0 {
            return Share { n, share: 0.0, low: 0.0, high: 1.0 };
        }
        let hits = hits.min(n);
        let (count, share) = (n as f64, hits as f64 / n as f64);
        let z2 = Z * Z / count;
        let middle = share + z2 / 2.0;
        let half = Z * (share * (1.0 - share) / count + z2 / (4.0 * count)).sqrt();
        let end = |sum: f64| (sum / (1.0 + z2)).clamp(0.0, 1.0);
        Share { n, share, low: end(middle - half), high: end(middle + half) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hits: u64, n: u64, low: f64, high: f64) {
        let found = Share::of(hits, n);
        let near = |a: f64, b: f64| (a - b).abs() < 5e-4;
        assert!(near(found.low, low) && near(found.high, high), "{found:?}");
    }

    #[test]
    fn few_readers_say_little() {
        // Newcombe (1998), table I, method 3.
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
        check(1, 1, 0.2065, 1.0);
        check(0, 0, 0.0, 1.0);
        assert_eq!(Share::of(3, 2).share, 1.0);
    }
}
