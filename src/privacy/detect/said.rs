//! Secrets that somebody calls so: `password: …`, `api_key = "…"`, `Authorization: Bearer …`;
//! and the Italian `codice fiscale`, which is known by its name as well.
//!
//! Manuals and code are full of such lines with samples, variables and commands in them, so
//! what is said must look like nothing else: letters and digits of much disorder, no word that
//! stands for any, no name of a variable.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::digests::Around;
use super::{PrivateKind, PrivateMatch, ScannedText, digests, national, sample};

/// What a word says about what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Somebody's password, which is short.
    Password,
    /// A key that a program made.
    Key,
    /// The same, by a word that is said of other things, too.
    Token,
    /// The same, by the name of who made it.
    Service,
    /// A name and a password behind `Authorization:`.
    Basic,
    /// The same, without a sign between.
    Bearer,
    /// A number that a state gave somebody, with or without a sign between.
    Codice,
}

/// The words, in small letters.
const WORDS: [(&str, Said); 65] = [
    ("password", Said::Password),
    ("passwd", Said::Password),
    ("passphrase", Said::Password),
    ("passcode", Said::Password),
    ("pwd", Said::Password),
    ("geslo", Said::Password),
    ("пароль", Said::Password),
    ("kennwort", Said::Password),
    ("passwort", Said::Password),
    ("mot de passe", Said::Password),
    ("contraseña", Said::Password),
    ("hasło", Said::Password),
    ("api_key", Said::Key),
    ("apikey", Said::Key),
    ("api-key", Said::Key),
    ("api key", Said::Key),
    ("secret_key", Said::Key),
    ("secretkey", Said::Key),
    ("client_secret", Said::Key),
    ("app_secret", Said::Key),
    ("access_token", Said::Key),
    ("auth_token", Said::Key),
    ("bot_token", Said::Key),
    ("api_token", Said::Key),
    ("apitoken", Said::Key),
    ("api-token", Said::Key),
    ("api token", Said::Key),
    ("access-token", Said::Key),
    ("accesstoken", Said::Key),
    ("access token", Said::Key),
    ("access_key", Said::Key),
    ("accesskey", Said::Key),
    ("access key", Said::Key),
    ("account_key", Said::Key),
    ("authtoken", Said::Key),
    ("auth token", Said::Key),
    ("auth_key", Said::Key),
    ("authkey", Said::Key),
    ("bot token", Said::Key),
    ("client secret", Said::Key),
    ("client-secret", Said::Key),
    ("clientsecret", Said::Key),
    ("consumer_key", Said::Key),
    ("consumer_secret", Said::Key),
    ("consumer secret", Said::Key),
    ("encryption_key", Said::Key),
    ("license key", Said::Key),
    ("license_key", Said::Key),
    ("private_token", Said::Key),
    ("private-token", Said::Key),
    ("refresh_token", Said::Key),
    ("secret key", Said::Key),
    ("session_token", Said::Key),
    ("signing_secret", Said::Key),
    ("webhook_secret", Said::Key),
    ("_gitlab_session", Said::Key),
    ("secret", Said::Token),
    ("token", Said::Token),
    ("basic ", Said::Basic),
    ("bearer ", Said::Bearer),
    ("codice fiscale", Said::Codice),
    ("cod. fisc.", Said::Codice),
    ("c.f.", Said::Codice),
    ("cf:", Said::Codice),
    ("codicefiscale", Said::Codice),
];

/// Services whose keys have no form of their own.
const SERVICES: [&str; 64] = [
    "adafruit",
    "adobe",
    "airtable",
    "algolia",
    "alibaba",
    "artifactory",
    "asana",
    "atlassian",
    "aws",
    "azure",
    "bitbucket",
    "bittrex",
    "cloudflare",
    "codecov",
    "cohere",
    "coinbase",
    "confluence",
    "confluent",
    "contentful",
    "datadog",
    "discord",
    "droneci",
    "dropbox",
    "etsy",
    "facebook",
    "fastly",
    "finicity",
    "finnhub",
    "flickr",
    "freshbooks",
    "gitter",
    "gocardless",
    "heroku",
    "hubspot",
    "intercom",
    "jfrog",
    "jira",
    "kucoin",
    "launchdarkly",
    "linkedin",
    "mailchimp",
    "mailgun",
    "mapbox",
    "mattermost",
    "meraki",
    "messagebird",
    "netlify",
    "new-relic",
    "new_relic",
    "newrelic",
    "okta",
    "plaid",
    "rapidapi",
    "sendbird",
    "sentry",
    "snyk",
    "squarespace",
    "sumologic",
    "travis",
    "twilio",
    "twitch",
    "twitter",
    "typeform",
    "zendesk",
];

/// How long a secret is that somebody chose, and one that was made, in bytes.
const PASSWORD_LENGTH: Range<usize> = 7..65;
const KEY_LENGTH: Range<usize> = 20..400;
const SERVICE_LENGTH: Range<usize> = 15..110;
const BASIC_LENGTH: Range<usize> = 12..400;

/// How many characters may stand between a word and its sign: `token_of_the_bot =`.
const MAX_TAIL: usize = 20;

/// What stands for any secret, in small letters.
const SAMPLES: [&str; 20] = [
    "password",
    "passw0rd",
    "p@ssw0rd",
    "pa$$w0rd",
    "example",
    "sample",
    "secret",
    "changeme",
    "your",
    "my_",
    "mypass",
    "xxxx",
    "1234",
    "abcd",
    "qwerty",
    "foobar",
    "placeholder",
    "removed",
    "redacted",
    "test",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(words());
    builder.expect("a few words make up an automaton")
});

/// Returns the words and the services, in small letters.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word).chain(SERVICES)
}

/// Tells whether the word at a place of text has something behind it that may be a secret.
pub(super) fn may_be(text: &str, number: usize, range: Range<usize>) -> bool {
    said(text, range.start, number, range.end).is_some()
}

/// Finds all secrets that are called so.
pub(super) fn find(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    for found in FINDER.find_iter(text.text) {
        let word = found.pattern().as_usize();
        let kind = match kind_of(word) {
            Said::Codice => PrivateKind::NationalId,
            Said::Password
            | Said::Key
            | Said::Token
            | Said::Service
            | Said::Basic
            | Said::Bearer => PrivateKind::Secret,
        };
        let range = said(text.text, found.start(), word, found.end());
        hits.extend(range.and_then(|range| super::hit(range, kind)));
    }
}

fn kind_of(word: usize) -> Said {
    WORDS.get(word).map_or(Said::Service, |(_, said)| *said)
}

/// Finds what a word says, right behind it.
fn said(text: &str, start: usize, word: usize, end: usize) -> Option<Range<usize>> {
    let kind = kind_of(word);
    let (before, rest) = (&text[..start], &text[end..]);
    let behind = match kind {
        Said::Codice => return codice(text, end),
        Said::Bearer => rest,
        Said::Basic => is_authorization(before).then_some(rest)?,
        Said::Password => behind_sign(rest)?,
        Said::Token if is_of_list(before) => return None,
        Said::Key | Said::Token => behind_sign(rest).or_else(|| behind_tail(rest))?,
        // `cohere` is no part of `coherent`.
        Said::Service if before.ends_with(char::is_alphabetic) => return None,
        Said::Service => behind_sign(rest).or_else(|| behind_tail(rest))?,
    };
    let value = behind.trim_start_matches(['"', '\'', '`', '“', '«']);
    let start = text.len() - value.len();
    let is_quoted = value.len() < behind.len();
    let most = KEY_LENGTH.end;
    let ends = |c: char| c.is_whitespace() || "\"'`“”«»<>,;|".contains(c);
    let length = value.char_indices().find(|(at, c)| ends(*c) || *at >= most);
    let value = &value[..length.map_or(value.len(), |(at, _)| at)];
    let value = if is_quoted { value } else { value.trim_end_matches(['.', ')', '!', '?', ':']) };
    let around = Around { before, between: &text[end..start] };
    let fits = match kind {
        Said::Password => PASSWORD_LENGTH.contains(&value.len()) && is_password(value),
        Said::Key | Said::Bearer | Said::Codice => {
            KEY_LENGTH.contains(&value.len()) && is_key(value)
        }
        Said::Token => {
            KEY_LENGTH.contains(&value.len())
                && is_key(value)
                && is_disorder(value)
                && !digests::is_public(value, kind == Said::Service, around)
        }
        Said::Service => {
            SERVICE_LENGTH.contains(&value.len())
                && (is_mixed(value) || is_base64(value))
                && is_disorder(value)
                && !digests::is_public(value, kind == Said::Service, around)
        }
        Said::Basic => BASIC_LENGTH.contains(&value.len()) && is_encoded(value),
    };
    (fits && !is_sample(value) && !sample::is_token(value)).then(|| start..start + value.len())
}

/// Tells whether the name of the header stands right before its value.
fn is_authorization(before: &str) -> bool {
    let tail = &before[super::floor(before, before.len().saturating_sub(24))..];
    tail.to_lowercase().contains("authorization")
}

/// `_of_the_bot = `, ` (new): `: what may stand before the sign.
fn behind_tail(rest: &str) -> Option<&str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || " _.-()\t".contains(c);
    let n = rest.bytes().take(MAX_TAIL + 1).take_while(|byte| fits(char::from(*byte))).count();
    (1..=MAX_TAIL).contains(&n).then(|| behind_sign(&rest[n..])).flatten()
}

/// Finds the number behind `codice fiscale`.
fn codice(text: &str, end: usize) -> Option<Range<usize>> {
    let code = text[end..].trim_start_matches([' ', ':', 'è', '=', '*']);
    let start = text.len() - code.len();
    national::codice_fiscale(code).map(|range| start + range.start..start + range.end)
}

/// `: `, ` = `, `" : `, ` is `: what stands between a word and what it says.
fn behind_sign(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['"', '\'', '`', '*', ' ']);
    let behind = rest
        .strip_prefix("is ")
        .or_else(|| rest.strip_prefix(":="))
        .or_else(|| rest.strip_prefix("=>"))
        .or_else(|| rest.strip_prefix([':', '=']))?;
    // `==` compares.
    (!behind.starts_with('=')).then(|| behind.trim_start_matches([' ', '\t']))
}

/// Letters and digits in turns, or with a sign: no word, number, path or call.
fn is_password(value: &str) -> bool {
    let n = |fits: fn(&char) -> bool| value.chars().filter(fits).count();
    let (n_letters, n_digits) = (n(|c| c.is_alphabetic()), n(char::is_ascii_digit));
    let n_signs = n(|c| !c.is_alphanumeric());
    let is_code = value.contains(['(', ')', '{', '}', '[', ']', '\\', '/', '.', '_', '='])
        || value.starts_with(['$', '%', '-', '<', ':', '@', '#', '&']);
    let is_word_and_number = || {
        let word = value.trim_end_matches(|c: char| c.is_ascii_digit());
        word.chars().all(|c| c.is_lowercase()) && value.len() - word.len() <= 1
    };
    !is_code && n_letters >= 2 && n_digits >= 1 && n_signs <= 4 && !is_word_and_number()
}

/// What a program makes: disorder of letters and digits, and nothing that code is written with.
fn is_key(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.+/=~".contains(c);
    let n_digits = value.bytes().filter(u8::is_ascii_digit).count();
    let n_letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let n_capitals = value.bytes().filter(u8::is_ascii_uppercase).count();
    let is_both = n_capitals >= 4 && n_letters - n_capitals >= 4 && entropy(value) >= 3.8;
    let has_digits = n_digits >= 3 || n_digits >= 1 && is_both && !value.contains(['.', '_']);
    value.chars().all(fits) && has_digits && n_letters >= 3 && entropy(value) >= 3.3
}

/// Letters and digits of some disorder; a name of somebody has few digits, or all at its end.
fn is_mixed(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_=".contains(c);
    value.chars().all(fits) && entropy(value) >= 3.0
}

/// What programs write in base64, with the signs that no name has.
fn is_base64(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let has_signs = value.contains('+') || value.ends_with('=');
    value.len() >= 40 && value.chars().all(fits) && has_signs && entropy(value) >= 4.4
}

/// Letters and digits that take turns, as in no word, version or address.
fn is_disorder(value: &str) -> bool {
    let bytes = value.as_bytes();
    let turns = |pair: &[u8]| {
        pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic()
            || pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit()
    };
    bytes.windows(2).filter(|pair| turns(pair)).count() >= 4
}

/// Tells whether a token says where a list goes on.
fn is_of_list(before: &str) -> bool {
    const LISTS: [&str; 8] =
        ["next_", "nextpage", "page", "page_", "previous_", "pagination_", "continuation", "sync_"];
    let tail = &before[super::floor(before, before.len().saturating_sub(12))..];
    let tail = tail.to_lowercase();
    LISTS.iter().any(|list| tail.ends_with(list))
}

/// What base64 looks like.
fn is_encoded(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "+/=-_".contains(c);
    value.chars().all(fits) && value.len().is_multiple_of(4) && entropy(value) >= 3.0
}

fn is_sample(value: &str) -> bool {
    let value = value.to_lowercase();
    SAMPLES.iter().any(|sample| value.contains(sample))
}

/// Bits a character, by how often each one stands there (Shannon).
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let n = text.len() as f64;
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / n);
    shares.map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, one};
    use super::PrivateKind;

    #[test]
    fn a_digest_is_a_key_where_a_service_or_a_word_says_so_and_nothing_says_checksum() {
        let commit = "3f9a1c7e5b2d4a6f8e0c1b3d5f7a9c2e4b6d8f0a";
        let long = format!("{commit}{}", &commit[..24]);
        for text in [
            format!("netlify commit: {commit}"),
            format!("netlify: {commit}"),
            format!("token: {commit}"),
            format!("sentry release = {long}"),
            format!("sha256 of discord: {long}"),
            format!("discord (sha256): {long}"),
            format!("Checksums\ndiscord sha-256sum, md5sum: {long}"),
            format!("sha256: {long}"),
            format!("secret_sha256 = {long}"),
            format!("\"hash\": \"x\", \"token\": \"{long}\""),
            format!("token: 0x{long}"),
            "discord: sha256-3f9a1c7e5b2d4a6f8e0c1b3d5f7a9c2e4b6d8f0a3f9a1c7e5b2d4a6f8e0c"
                .to_owned(),
        ] {
            assert_eq!(found(&text), [], "{text}");
        }
        for text in [
            format!("discord = {{{long}}}"),
            format!("discord: {{{long}}}"),
            format!("DISCORD_BOT=\"{{{long}}}\""),
            format!("my sentry is {{{long}}}."),
            format!("token: {{{long}}}"),
            format!("secret = '{{{long}}}'"),
            format!("netlify key: {{{commit}}}"),
            format!("netlify_api = {{{commit}}}"),
            format!("commit 12 failed\ndiscord = {{{long}}}"),
            "netlify key: {3f9a1c7e5b2d4a6f8e0c1b3d5f7a9c2e}".to_owned(),
            "discord = {pQ7+x2Lk9/Vb3Zt8mN4cRf6Ws1Yh5Gj0DaEuTiOoKe4=}".to_owned(),
        ] {
            one(PrivateKind::Secret, &text);
        }
    }

    #[test]
    fn equal_characters_in_a_row_make_no_sample_of_a_token() {
        let token = "AAAAAAAAAAAAAAAAAAAAAF7opgEAAAAA0jPKk2wGqYt8RbX9sZcVn3uLh5dEi";
        one(PrivateKind::Secret, &format!("Authorization: Bearer {{{token}}}"));
        let rest = "kR9mQ2xT7vB1nC6zL8pD3sF5gH0aY".repeat(3);
        let token = format!("fm2_lJPECAAAAAAAAqbXxBCkZ8Vt0mQ1x{rest}");
        one(PrivateKind::Secret, &format!("it is {{{token}}}"));
        assert_eq!(found("Bearer 1234567890abcdef1234567890abcdef"), []);
    }
}
