//! Each host reads its own form, by an independent reading of that form.

use std::collections::BTreeMap;

use answerbook::diag::Code;
use answerbook::plan::ledger::LEDGER;
use answerbook::plan::redirects::LostAddresses;

use crate::harness::{Built, Site, elements};

/// What a host answers: the address, or `410`.
type Answers = BTreeMap<String, String>;

const LEDGER_HEAD: &str = "# answerbook addresses, version 1\n";

const SETTINGS: &str = "title: Answers
base_url: https://a.example/
sources:
  - {type: markdown, path: answers, name: Handbook}
redirects:
  /faq/: /answers/hub.html#part two
  /Old/It's 100.html: /answers/хаб.html
  /x: https://b.example/?q={y}&z=\"1\"
  /sale.html: gone
";

fn built(hosts: &str) -> Built {
    Site::new("== answers/a.md\n---\nslug: hub\ntitle: The <hub>\n---\nOne.\n")
        .with("answers/b.md", "---\nslug: хаб\nlanguage: uk\ntitle: Хаб\n---\nДва.\n")
        .with("answerbook.yaml", format!("{SETTINGS}hosts: [{hosts}]\n"))
        .with(LEDGER, format!("{LEDGER_HEAD}/answers/old.html thread:handbook:a\n"))
        .build()
}

fn expected() -> Answers {
    let answers = [
        ("/answers/old.html", "/answers/hub.html"),
        ("/faq/", "/answers/hub.html#part%20two"),
        ("/faq/index.html", "/answers/hub.html#part%20two"),
        ("/Old/It's 100.html", "/answers/%D1%85%D0%B0%D0%B1.html"),
        ("/x", "https://b.example/?q=%7By%7D&z=%221%22"),
        ("/sale.html", "410"),
    ];
    answers.map(|(from, to)| (from.to_owned(), to.to_owned())).into()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}

/// The quoted words of a line.
fn quoted(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

#[test]
fn netlify_reads_its_list() {
    let built = built("netlify");
    let mut answers = Answers::new();
    for line in built.page("_redirects").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [from, to, status] = words.as_slice() else { panic!("{line}") };
        assert!(line.is_ascii(), "{line}");
        let end = match *status {
            "301!" => (*to).to_owned(),
            "410!" if *to == "/404.html" => "410".to_owned(),
            _ => panic!("{line}"),
        };
        answers.entry(decoded(from)).or_insert(end);
    }
    assert_eq!(answers, expected());
}

#[test]
fn cloudflare_reads_its_list_and_is_sent_to_no_address_that_it_shortens() {
    for hosts in ["cloudflare", "cloudflare, netlify"] {
        let built = built(hosts);
        let mut answers = Answers::new();
        for line in built.page("_redirects").lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let [from, to, "301"] = words.as_slice() else { panic!("{line}") };
            assert!(line.len() < 1_000 && !line.contains(['*', ':']) || to.starts_with("https:"));
            answers.insert(decoded(from), (*to).to_owned());
        }
        // A page `a.html` is served as `/a`; what was asked for may have either form.
        let mut wanted = Answers::new();
        for (from, to) in expected().into_iter().filter(|(_, to)| to != "410") {
            let to = to.strip_suffix(".html").unwrap_or(&to).to_owned();
            let short = from.strip_suffix(".html").filter(|from| !from.ends_with("/index"));
            short.map(|short| wanted.insert(short.to_owned(), to.clone()));
            wanted.insert(from, to);
        }
        assert_eq!(answers, wanted);
    }
}

#[test]
fn what_cloudflare_does_not_take_becomes_a_page() {
    let lines: String =
        (0..2_100).map(|n| format!("/answers/o{n}.html thread:handbook:a\n")).collect();
    let built = Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
        .setting("hosts: [cloudflare]")
        .with(LEDGER, format!("{LEDGER_HEAD}{lines}"))
        .build();
    assert_eq!(built.page("_redirects").lines().count(), 2_000);
    let limit = "addresses.txt: warning[host-limit]: 100 redirects are more than Cloudflare \
        Pages takes\n";
    assert_eq!(built.message(Code::HostLimit), limit);
    assert!(built.page("answers/o999.html").contains("url=../answers/hub.html"));
    assert_eq!(built.check().0.n_broken, 0);
}

#[test]
fn nginx_reads_its_maps() {
    let built = built("nginx");
    let mut answers = Answers::new();
    let mut variable = "";
    for line in built.page("_hosts/nginx-http.conf").lines().filter(|l| !l.starts_with('#')) {
        if let Some(rest) = line.strip_prefix("map $uri ") {
            variable = rest.strip_suffix(" {").expect("a block");
        }
        let words = quoted(line);
        let [from, to] = words.as_slice() else { continue };
        assert!(line.starts_with("    \"") && line.ends_with("\";") && !to.contains('$'), "{line}");
        let from = match from.strip_prefix("~^") {
            Some(pattern) => pattern.trim_end_matches('$').replace('\\', ""),
            None => (*from).to_owned(),
        };
        let to = if variable == "$answerbook_gone" { "410" } else { to };
        assert!(answers.insert(from, to.to_owned()).is_none(), "{line}");
    }
    assert_eq!(answers, expected());
    let server = built.page("_hosts/nginx-server.conf");
    assert!(server.contains("return 301 $answerbook_moved;") && server.contains("return 410;"));
}

#[test]
fn caddy_reads_its_map() {
    let built = built("caddy");
    let text = built.page("_hosts/caddy.conf");
    let mut answers = Answers::new();
    for line in text.lines().filter(|line| line.starts_with("\t\"")) {
        let words = quoted(line);
        let [from, to, gone] = words.as_slice() else { panic!("{line}") };
        let to = if *gone == "gone" { "410" } else { to };
        assert!(!to.contains(['{', '}']), "{line}");
        answers.insert((*from).to_owned(), to.to_owned());
    }
    assert_eq!(answers, expected());
    assert_eq!(text.matches('{').count(), text.matches('}').count());
}

#[test]
fn apache_reads_its_rules() {
    let built = built("apache");
    let mut answers = Answers::new();
    for line in built.page(".htaccess").lines().filter(|l| l.starts_with("RewriteRule \"^")) {
        let words = quoted(line);
        let (from, flags) = (words[0], line.rsplit(' ').next().unwrap_or_default());
        if from == "^_hosts/" {
            continue;
        }
        let from = from.strip_prefix('^').and_then(|f| f.strip_suffix('$')).expect("a whole path");
        let to = match flags {
            "[R=301,NE,L]" => words[1].replace("\\%", "%"),
            "[G]" => "410".to_owned(),
            _ => panic!("{line}"),
        };
        assert!(!words.get(1).is_some_and(|to| to.replace("\\%", "").contains('%')), "{line}");
        answers.insert(format!("/{}", from.replace('\\', "")), to);
    }
    assert_eq!(answers, expected());
}

#[test]
fn buckets_get_a_page_and_its_metadata() {
    let built = built("s3");
    let mut answers = Answers::new();
    for line in built.page("_hosts/s3-redirects.tsv").lines() {
        let (key, to) = line.split_once('\t').expect("two columns");
        assert!(built.files.contains_key(key), "{key} is no file");
        answers.insert(key.to_owned(), to.to_owned());
    }
    let keys: Vec<&str> = answers.keys().map(String::as_str).collect();
    assert_eq!(keys, ["Old/It's 100.html", "answers/old.html", "faq/index.html", "x/index.html"]);
    assert!(answers.values().all(|to| expected().values().any(|known| known == to)));
}

#[test]
fn a_page_that_leads_on_runs_nothing_and_is_no_answer() {
    let built = built("github-pages");
    assert!(built.files.contains_key(".nojekyll"));
    let page = elements(built.page("answers/old.html"));
    let meta = |key: &str, name: &str| {
        let of = page.iter().find(|(_, attributes)| {
            attributes.get(key).is_some_and(|value| value.eq_ignore_ascii_case(name))
        });
        of.map(|(_, attributes)| attributes["content"].clone()).unwrap_or_default()
    };
    assert_eq!(meta("http-equiv", "refresh"), "0; url=../answers/hub.html");
    assert_eq!(meta("name", "robots"), "noindex");
    assert!(meta("http-equiv", "content-security-policy").starts_with("default-src 'none'"));
    assert!(page.iter().all(|(name, _)| !matches!(name.as_str(), "script" | "style" | "img")));
    let link = page.iter().find(|(name, _)| name == "link").map(|(_, a)| a["href"].clone());
    assert_eq!(link.as_deref(), Some("https://a.example/answers/hub.html"));
    assert!(built.page("answers/old.html").contains(">The &lt;hub&gt;</a>"));
    assert!(built.page("Old/It's 100.html").contains("<html lang=\"uk\">"));
    assert!(!built.page("sitemap.xml").contains("old.html"));
    // `check` reads such pages too: here, the part named in the settings is not there.
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.matches("#part%20two").count()), (1, 1), "{messages}");
    assert!(built.report().n_pages < built.pages().count());
}

#[test]
fn headers_hold_the_policy_of_the_pages() {
    let built = built("netlify, cloudflare, nginx, caddy, apache");
    let home = elements(built.page("index.html"));
    let policy = home.iter().find_map(|(_, attributes)| {
        let is_policy = attributes.get("http-equiv").is_some_and(|v| v.starts_with("Content-"));
        is_policy.then(|| attributes["content"].clone())
    });
    let policy = policy.expect("every page has a policy");
    for file in ["_headers", "_hosts/nginx-server.conf", "_hosts/caddy.conf", ".htaccess"] {
        assert!(built.page(file).contains(&policy), "{file}");
    }
    let script = built.paths("assets/").into_iter().find(|path| path.ends_with(".js"));
    let rule = format!(
        "/{}\n  Cache-Control: public, max-age=31536000, immutable\n",
        script.unwrap_or("")
    );
    assert!(built.page("_headers").contains(&rule));
    assert!(built.page("_headers").lines().filter(|line| line.starts_with('/')).count() <= 100);
}

#[test]
fn hosts_of_the_settings_are_in_the_policy_of_pages_of_both_themes_and_of_headers() {
    for theme in ["commons", "plain"] {
        let built = Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
            .setting(&format!("theme: {theme}\nhosts: [netlify, nginx, caddy, apache]"))
            .setting("policy: {img: [https://cdn.example.org], connect: [https://*.find.example]}")
            .build();
        let files = ["_headers", "_hosts/nginx-server.conf", "_hosts/caddy.conf", ".htaccess"];
        for path in files.into_iter().chain(["index.html", "answers/hub.html", "404.html"]) {
            let text = built.page(path);
            assert!(text.contains("; img-src 'self' data: https://cdn.example.org; "), "{path}");
            assert!(text.contains("; connect-src 'self' https://*.find.example; "), "{path}");
        }
    }
}

#[test]
fn a_host_that_would_end_the_policy_is_refused() {
    let site = Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n");
    let built = site
        .setting("policy:\n  img: [\"https://cdn.example; script-src *\"]\n  conect: []")
        .build();
    assert!(built.outcome.is_none());
    assert_eq!(
        built.messages(),
        "answerbook.yaml:6:10: error[value-invalid]: \
         a value of `img` is not a host that pages may use\n\
         answerbook.yaml:7:3: error[key-unknown]: `conect` is not a setting\n"
    );
}

#[test]
fn a_site_below_the_top_of_its_host_keeps_its_folder() {
    let below = |hosts: &str| {
        Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
            .with(
                "answerbook.yaml",
                format!(
                    "title: x\nbase_url: https://a.example/help\nhosts: [{hosts}]\n\
                     sources: [{{type: markdown, path: answers, name: Handbook}}]\n"
                ),
            )
            .with(LEDGER, format!("{LEDGER_HEAD}/answers/old.html thread:handbook:a\n"))
            .build()
    };
    let nginx = below("nginx");
    let line = "\"/help/answers/old.html\" \"/help/answers/hub.html\";";
    assert!(nginx.page("_hosts/nginx-http.conf").contains(line));
    let line = "/answers/old.html https://a.example/help/answers/hub.html 301!\n";
    assert!(below("netlify").page("_redirects").contains(line));
    let line = "\"^answers/old\\.html$\" \"/help/answers/hub.html\" [R=301,NE,L]";
    assert!(below("apache").page(".htaccess").contains(line));
}

#[test]
fn a_file_of_the_team_is_not_replaced() {
    let site = || Site::new("== answers/a.md\nOne.\n").setting("hosts: [netlify]");
    let own = site().with("static/_headers", "/*\n  X-Own: 1\n").build();
    assert_eq!(own.page("_headers"), "/*\n  X-Own: 1\n");
    let clash = site().with("static/_redirects", "/a /b\n").build();
    assert!(matches!(clash.outcome, Some(Err(_))));
    assert!(clash.message(Code::RedirectTaken).contains("static/_redirects"));
}

#[test]
fn without_hosts_nothing_is_added() {
    let plain = Site::new("== answers/a.md\nOne.\n").setting("redirects: {/x: /}").build();
    let extra = |path: &&String| path.starts_with('_') || path.starts_with('.');
    assert_eq!(plain.files.keys().filter(extra).count(), 0);
    assert_eq!(LostAddresses::default(), LostAddresses::Refused);
}
