//! Robots, by the names that they give themselves.

use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use rustc_hash::FxHashMap;

/// Who calls themselves what; see `.ci/bots`.
const LIST: &str = include_str!("bots.txt");

/// How many names are remembered. A log has some thousand; whoever makes up a new one for
/// each request is looked up each time.
const MOST_KNOWN: usize = 20_000;

/// Tells robots from people, and remembers names.
pub struct Robots {
    patterns: Regex,
    known: FxHashMap<String, bool>,
}

impl Default for Robots {
    fn default() -> Robots {
        let patterns = LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let patterns: Vec<&str> = patterns.collect();
        // Names are compared as bytes, and it does not matter which pattern fits.
        let syntax = syntax::Config::new().unicode(false).utf8(false);
        let patterns = Regex::builder().syntax(syntax).build_many(&patterns);
        let patterns = patterns.expect("tests read the list");
        Robots { patterns, known: FxHashMap::default() }
    }
}

impl Robots {
    /// Tells whether a name of a browser is that of a robot. Whoever gives no name may be anybody:
    /// the Common form of logs has none.
    pub fn is_robot(&mut self, agent: &str) -> bool {
        if let Some(known) = self.known.get(agent) {
            return *known;
        }
        let is_robot = self.patterns.is_match(agent);
        if self.known.len() < MOST_KNOWN {
            self.known.insert(agent.to_owned(), is_robot);
        }
        is_robot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_are_known_by_their_names_and_browsers_are_none() {
        let mut robots = Robots::default();
        for robot in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
            "curl/8.5.0",
            "python-requests/2.32",
        ] {
            assert!(robots.is_robot(robot) && robots.is_robot(robot), "{robot}");
        }
        for browser in [
            "",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
             (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) \
             SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        ] {
            assert!(!robots.is_robot(browser), "{browser}");
        }
    }
}
