//! Secrets of the kinds that public rule sets for scanners know, made by their forms.
//!
//! `ANSWERBOOK_SEED` draws others; what is not found is told by kind, and with
//! `ANSWERBOOK_FIGURES` how many are found in all.

use std::fmt::Write;

use answerbook::privacy::{PrivateKind, detect};

/// Draws characters, the same ones for a seed.
struct Draw(u64);

impl Draw {
    fn next(&mut self, most: usize) -> usize {
        // The generator of Knuth's MMIX.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most as u64) as usize
    }

    /// So many characters of an alphabet.
    fn text(&mut self, alphabet: &str, n: usize) -> String {
        let all: Vec<char> = alphabet.chars().collect();
        (0..n).map(|_| all[self.next(all.len())]).collect()
    }

    /// Writes a form: `{A20}` are twenty characters of the alphabet that `A` stands for.
    fn form(&mut self, form: &str) -> String {
        let mut out = String::new();
        let mut rest = form;
        while let Some((before, behind)) = rest.split_once('{') {
            let (piece, after) = behind.split_once('}').expect("braces are closed");
            out.push_str(before);
            let alphabet = alphabet(&piece[..1]);
            out.push_str(&self.text(alphabet, piece[1..].parse().expect("a number")));
            rest = after;
        }
        out + rest
    }
}

fn alphabet(name: &str) -> &'static str {
    match name {
        "d" => "0123456789",
        "h" => "0123456789abcdef",
        "u" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "l" => "abcdefghijklmnopqrstuvwxyz0123456789",
        "L" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "w" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "b" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_",
        "s" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/",
        "2" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        other => panic!("no alphabet is called {other}"),
    }
}

/// What a secret of each kind looks like; what stands in front of `¦` says what it is.
const FORMS: [(&str, &str); 94] = [
    ("aws-access", "AKIA{216}"),
    ("aws-session", "ASIA{216}"),
    ("aws-secret", "aws_secret_access_key = ¦{s40}"),
    ("google-api", "AIza{b35}"),
    ("google-oauth", "GOCSPX-{b28}"),
    ("google-token", "ya29.{b60}"),
    ("github-pat", "ghp_{w36}"),
    ("github-oauth", "gho_{w36}"),
    ("github-app", "ghs_{w36}"),
    ("github-user", "ghu_{w36}"),
    ("github-refresh", "ghr_{w36}"),
    ("github-fine", "github_pat_{w22}_{w59}"),
    ("gitlab-pat", "glpat-{b20}"),
    ("gitlab-trigger", "glptt-{h40}"),
    ("gitlab-runner", "glrt-{b20}"),
    ("gitlab-feed", "glft-{b20}"),
    ("gitlab-oauth", "gloas-{b64}"),
    ("gitlab-agent", "glagent-{b50}"),
    ("npm", "npm_{w36}"),
    ("pypi", "pypi-AgEIcHlwaS5vcmc{b90}"),
    ("rubygems", "rubygems_{h48}"),
    ("nuget", "oy2{l43}"),
    ("docker", "dckr_pat_{b27}"),
    ("slack-bot", "xoxb-{d12}-{d12}-{w24}"),
    ("slack-user", "xoxp-{d12}-{d12}-{d12}-{h32}"),
    ("slack-app", "xapp-1-A{u10}-{d13}-{h64}"),
    ("slack-refresh", "xoxe-1-{u146}"),
    ("slack-webhook", "https://¦hooks.slack.com/services/T{u10}/B{u10}/{w24}"),
    ("slack-workflow", "https://¦hooks.slack.com/workflows/T{u10}/A{u10}/{d18}/{w24}"),
    ("discord-bot", "MTA{w21}.{b6}.{b38}"),
    ("discord-webhook", "https://¦discord.com/api/webhooks/{d18}/{b68}"),
    ("discord-secret", "discord_client_secret = \"¦{b32}"),
    ("telegram", "{d10}:AA{b33}"),
    (
        "teams",
        "https://lumo¦.webhook.office.com/webhookb2/{h8}-{h4}-{h4}-{h4}-{h12}@{h8}-{h4}-{h4}\
         -{h4}-{h12}/IncomingWebhook/{h32}/{h8}-{h4}-{h4}-{h4}-{h12}",
    ),
    ("stripe-live", "sk_live_{w24}"),
    ("stripe-test", "sk_test_{w99}"),
    ("stripe-restricted", "rk_live_{w24}"),
    ("stripe-webhook", "whsec_{w32}"),
    ("square", "sq0atp-{b22}"),
    ("square-secret", "sq0csp-{b43}"),
    ("shopify", "shpat_{h32}"),
    ("shopify-secret", "shpss_{h32}"),
    ("sendgrid", "SG.{b22}.{b43}"),
    ("mailgun", "key-{h32}"),
    ("mailchimp", "{h32}-us14"),
    ("brevo", "xkeysib-{h64}-{w16}"),
    ("twilio", "SK{h32}"),
    ("twilio-token", "TWILIO_AUTH_TOKEN=¦{h32}"),
    ("openai", "sk-{w20}T3BlbkFJ{w20}"),
    ("openai-project", "sk-proj-{b74}T3BlbkFJ{b74}"),
    ("openai-service", "sk-svcacct-{b74}T3BlbkFJ{b74}"),
    ("anthropic", "sk-ant-api03-{b93}AA"),
    ("hugging-face", "hf_{L34}"),
    ("hugging-face-org", "api_org_{L34}"),
    ("perplexity", "pplx-{w48}"),
    ("groq", "gsk_{w52}"),
    ("replicate", "r8_{w37}"),
    ("azure-storage", "AccountKey=¦{s86}=="),
    ("azure-secret", "{w3}8Q~{b34}"),
    ("azure-sas", "https://lumo.blob.core.windows.net/a?sv=2024&¦sig={w30}%2F{w12}%3D"),
    ("digitalocean", "dop_v1_{h64}"),
    ("heroku", "HRKU-AA{b58}"),
    ("heroku-uuid", "HEROKU_API_KEY=¦{h8}-{h4}-{h4}-{h4}-{h12}"),
    ("cloudflare", "cloudflare_token: ¦{b40}"),
    ("cloudflare-global", "CLOUDFLARE_API_KEY=¦{h37}"),
    ("datadog", "datadog.app_key = '¦{l40}"),
    ("new-relic", "NRAK-{u27}"),
    ("sentry", "sntryu_{h64}"),
    ("sentry-org", "sntrys_eyJ{s80}"),
    ("grafana", "glsa_{w32}_{h8}"),
    ("grafana-cloud", "glc_eyJ{s80}"),
    ("databricks", "dapi{h32}"),
    ("vault", "hvs.{b95}"),
    ("terraform", "{w14}.atlasv1.{b65}"),
    ("postman", "PMAK-{h24}-{h34}"),
    ("linear", "lin_api_{w40}"),
    ("notion", "ntn_{d11}{w35}"),
    ("airtable", "pat{w14}.{h64}"),
    ("atlassian", "ATATT3{b180}"),
    ("jira", "jira_api_token=¦{w24}"),
    ("figma", "figd_{b40}"),
    ("fly", "fo1_{b43}"),
    ("supabase", "sbp_{h40}"),
    ("planetscale", "pscale_tkn_{b43}"),
    ("doppler", "dp.pt.{w43}"),
    ("dynatrace", "dt0c01.{u24}.{u64}"),
    ("facebook", "EAAM{w120}"),
    ("facebook-app", "{d15}|{b27}"),
    ("jwt", "eyJ{w30}.eyJ{w60}.{b43}"),
    ("address", "https://¦kim:{w14}@db.lumo.si/x"),
    ("bearer", "Authorization: Bearer ¦{w40}"),
    ("basic", "curl -H 'Authorization: Basic ¦{s32}"),
    ("api-key", "api_key: \"¦{w32}"),
    ("password", "password = \"¦{w8}7!{w3}"),
];

/// How many secrets of each kind are made.
const N: usize = 40;

/// What stands around them: prose, code, settings.
const AROUND: [(&str, &str); 4] =
    [("It says ", " and fails."), ("const x = \"", "\";"), ("x: ", "\nnext: 1"), ("<", ">")];

#[test]
fn secrets_of_the_common_kinds_are_found() {
    let seed = std::env::var("ANSWERBOOK_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut draw = Draw(seed.unwrap_or(15));
    let (mut told, mut most, mut n_found) = (String::new(), String::new(), 0);
    for (kind, form) in FORMS {
        let mut missed = Vec::new();
        for n in 0..N {
            let made = draw.form(form);
            let (lead, secret) = made.split_once('¦').unwrap_or(("", &made));
            let (before, after) = AROUND[n % AROUND.len()];
            let (before, after) = if lead.is_empty() { (before, after) } else { ("", "\n") };
            let text = format!("{before}{lead}{secret}{after}");
            let start = before.len() + lead.len();
            let host = if kind == "address" { secret.find('@') } else { None };
            let end = start + host.unwrap_or(secret.len());
            let is_it = |hit: &answerbook::privacy::PrivateMatch| {
                hit.kind == PrivateKind::Secret && hit.range.start <= start && hit.range.end >= end
            };
            match detect(&text, &[]).iter().any(is_it) {
                true => n_found += 1,
                false => missed.push(text),
            }
        }
        if !missed.is_empty() {
            writeln!(most, "{kind}: {} of {N} missed", missed.len()).expect("text");
        }
        // A few drawn by chance hold no digit, or a word that samples have.
        if missed.len() * 20 > N {
            writeln!(told, "{kind}: {} of {N}: {:?}", missed.len(), missed[0]).expect("text");
        }
    }
    let all = FORMS.len() * N;
    if std::env::var_os("ANSWERBOOK_FIGURES").is_some() {
        eprintln!("{n_found} of {all} secrets of {} kinds:\n{most}", FORMS.len());
    }
    assert!(told.is_empty(), "{n_found} of {all} are found; missed:\n{told}");
    assert!(n_found * 200 >= all * 199, "{n_found} of {all}");
}

/// What looks like a secret to who counts letters.
const INNOCENT: [&str; 39] = [
    "commit 7d87c613f1311eb23a4f89408c10abeae6f1b251",
    "token: 0x514910771AF9Ca656af840dff83E8264EcF986CA",
    "secret_sha256 = 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "git revert 0e98c798938c70e4322ecb3d614db21b190ed9",
    "550e8400-e29b-41d4-a716-446655440000",
    "session 3f2504e0-4f89-11d3-9a0c-0305e82c3301 ended",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
    "background: #A1B2C3; color: #0f9d58; border: 1px solid #fafafa",
    "YOUR_API_KEY",
    "api_key = YOUR_API_KEY_GOES_HERE_12345",
    "apiKey: \"<your-api-key>\"",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "OPENAI_API_KEY=sk-1234567890abcdef1234567890abcdef1234567890abcdef",
    "AKIAIOSFODNN7EXAMPLE",
    "api_key = os.environ[\"LUMO_API_KEY_2\"]",
    "token = jwt.sign({ id: user.id2 }, process.env.SECRET_KEY_1)",
    "const t=n(4127),e=n(8823);function a1b2c3(){return t.x9(e.y8)}",
    "secret: ${{ secrets.DEPLOY_TOKEN_V2_STAGING_01 }}",
    "AutoTokenizer.from_pretrained(\"lumo/lamp-7b-instruct-v0.2\")",
    "token limit: 128000 tokens per request",
    "discord: https://discord.gg/a1B2c3D4e5",
    "twitter: john_smith_19871203",
    "travis: build 1234567890123456 passed",
    "azure: westeurope-2 northeurope-1",
    "aws: arn:aws:iam::123456789012:role/lamp",
    "aws region = eu-central-1a, eu-central-1b",
    "Basic authentication is explained in chapter 12345678",
    "sentry: 24.5.1 and 24.6.0-rc2",
    "password reset token expires in 3600 seconds",
    "access token lifetime (hours): 24",
    "sha512-2vDp0aRkTzV1Xr9bWq8mYl7uNs5hGfCeJk3iOo6PtAyLxZn4BvQdUwEr0==",
    "integrity=\"sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC\"",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2k7vWq0Xr9bTz5Lm8Nc4Hs1Fg6Jd3Ka7Pe2Ru9Yw kim@lumo",
    "dQw4w9WgXcQ and kJQP7kiw5Fk are videos",
    "PubKeyCredential: bcc083ade3fdd0a372cb6c43ef00ef02fcb52e9532941117d7609d6a (no staking)",
    "\"next_token\": \"b26v89c19zqg8o3fpds60ssjlg8rrux0bxoa7beulbhbx\"",
    "pageToken=CAUQAA2xY7bB9sD1kLm4",
    "policy 8d18d786e92776c824607fd8e193ec535c79dc61ea2405ddf3b09fe3 minted",
];

#[test]
fn what_only_looks_like_a_secret_stays() {
    for text in INNOCENT {
        let hits = detect(text, &[]);
        let secrets: Vec<&str> = hits
            .iter()
            .filter(|hit| hit.kind == PrivateKind::Secret)
            .map(|hit| &text[hit.range.clone()])
            .collect();
        assert_eq!(secrets, [] as [&str; 0], "{text}");
    }
}
