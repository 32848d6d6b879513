//! Each host reads its own form, by an independent reading of that form.

use std::collections::{BTreeMap, BTreeSet};

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
            "404!" if from.starts_with("/.") || from.starts_with("/_hosts") => continue,
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
            let (page, part) = to.split_at(to.find('#').unwrap_or(to.len()));
            let to = format!("{}{part}", page.strip_suffix(".html").unwrap_or(page));
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
fn nginx_reads_its_locations_in_one_file_without_a_map() {
    let built = built("nginx");
    let mut answers = Answers::new();
    let text = built.page("_hosts/nginx.conf");
    for line in text.lines().filter(|line| line.starts_with("location = ")) {
        let words = quoted(line);
        let to = match words.as_slice() {
            [_, to] if line.contains("{ return 301 ") => to.replacen("$is_args$args", "", 1),
            [_] if line.ends_with("{ return 410; }") => "410".to_owned(),
            _ => panic!("{line}"),
        };
        assert!(!to.contains('$'), "{line}");
        assert!(answers.insert(words[0].to_owned(), to).is_none(), "{line}");
    }
    assert_eq!(answers, expected());
    assert!(!text.contains("map ") && !text.contains("map_hash"), "{text}");
    assert_eq!(text.matches('{').count(), text.matches('}').count());
    // What is asked for behind `?` is handed on, in front of the part; not to what asks itself.
    assert!(text.contains("\"/answers/hub.html$is_args$args#part%20two\""), "{text}");
    assert!(text.contains("\"https://b.example/?q=%7By%7D&z=%221%22\""), "{text}");
}

#[test]
fn caddy_reads_its_map() {
    let built = built("caddy");
    let text = built.page("_hosts/caddy.conf");
    let mut answers = Answers::new();
    for line in text.lines().filter(|line| line.starts_with("\t\"")) {
        let words = quoted(line);
        let [from, to, part, other] = words.as_slice() else { panic!("{line}") };
        let to = match *other {
            "" => format!("{to}{part}"),
            "gone" => "410".to_owned(),
            other => other.to_owned(),
        };
        assert!(!to.contains(['{', '}']), "{line}");
        answers.insert((*from).to_owned(), to);
    }
    assert_eq!(answers, expected());
    assert_eq!(text.matches('{').count(), text.matches('}').count());
}

#[test]
fn apache_reads_its_rules() {
    let built = built("apache");
    let mut answers = Answers::new();
    let text = built.page(".htaccess");
    for line in text.lines().filter(|line| line.starts_with("Redirect ")) {
        let words = quoted(line);
        match (words.as_slice(), line.starts_with("Redirect 410 ")) {
            ([from, to], false) => answers.insert((*from).to_owned(), (*to).to_owned()),
            ([from], true) => answers.insert((*from).to_owned(), "410".to_owned()),
            // The rule for requests with a query.
            ([_], false) => None,
            _ => panic!("{line}"),
        };
    }
    assert_eq!(answers, expected());
    // What would mean all below it is held to its own address.
    assert!(text.contains("<If \"%{REQUEST_URI} =~ m#^/x$#\">\nRedirect 301 \"/x\" "), "{text}");
    assert!(text.contains("Redirect 301 \"/answers/hub.html?%{QUERY_STRING}#part%20two\""));
    assert!(text.contains("<IfModule mod_headers.c>") && !text.contains("Rewrite"), "{text}");
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
    for file in ["_headers", "_hosts/nginx.conf", "_hosts/caddy.conf", ".htaccess"] {
        assert!(built.page(file).contains(&policy), "{file}");
    }
    let script = built.paths("assets/").into_iter().find(|path| path.ends_with(".js"));
    let rule = format!(
        "/{}\n  Cache-Control: public, max-age=31536000, immutable\n",
        script.unwrap_or("")
    );
    assert!(built.page("_headers").contains(&rule));
    assert!(built.page("_headers").contains("/cards/*\n  Cache-Control: public, max-age=31536000"));
    for file in ["_hosts/nginx.conf", "_hosts/caddy.conf", ".htaccess"] {
        assert!(built.page(file).contains("(?:files|cards)/[0-9a-f]{16}"), "{file}");
    }
    assert!(built.page("_headers").lines().filter(|line| line.starts_with('/')).count() <= 100);
}

#[test]
fn hosts_of_the_settings_are_in_the_policy_of_pages_of_all_themes_and_of_headers() {
    for theme in ["atlas", "commons", "plain"] {
        let built = Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
            .setting(&format!("theme: {theme}\nhosts: [netlify, nginx, caddy, apache]"))
            .setting("policy: {img: [https://cdn.example.org], connect: [https://*.find.example]}")
            .build();
        let files = ["_headers", "_hosts/nginx.conf", "_hosts/caddy.conf", ".htaccess"];
        for path in files.into_iter().chain(["index.html", "answers/hub.html", "404.html"]) {
            let text = built.page(path);
            assert!(text.contains("; img-src 'self' data: https://cdn.example.org; "), "{path}");
            assert!(text.contains("; connect-src 'self' https://*.find.example; "), "{path}");
        }
        assert_eq!(policies(&built), BTreeSet::from([config_policy(&built)]), "{theme}");
    }
}

/// The policy as the home page states it.
fn config_policy(built: &Built) -> String {
    let (_, rest) = built.page("index.html").split_once("content=\"default-src").expect("a policy");
    format!("default-src{}", rest.split('"').next().unwrap_or_default())
}

/// Every policy that lets pages load something, wherever a published file states one; without
/// what headers alone can say.
fn policies(built: &Built) -> BTreeSet<String> {
    const START: &str = "default-src 'none'; script-src";
    let (mut found, mut n_places) = (BTreeSet::new(), 0);
    for bytes in built.files.values() {
        let text = String::from_utf8_lossy(bytes);
        for (at, _) in text.match_indices(START) {
            let rest = &text[at..];
            let policy = rest.split(['"', '\n']).next().unwrap_or_default();
            let policy = policy.trim_end_matches("; frame-ancestors 'self'");
            found.insert(policy.to_owned());
            n_places += 1;
        }
    }
    // All pages, and four kinds of hosts.
    assert!(n_places >= built.pages().count() + 4, "{n_places}");
    found
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
    let line = "\"/help/answers/old.html\" { return 301 \"/help/answers/hub.html$is_args$args\"; }";
    assert!(nginx.page("_hosts/nginx.conf").contains(line));
    assert!(nginx.page("_hosts/nginx.conf").contains("\nlocation ^~ \"/help/\" {\n"));
    let line = "/answers/old.html https://a.example/help/answers/hub.html 301!\n";
    assert!(below("netlify").page("_redirects").contains(line));
    let line = "Redirect 301 \"/help/answers/old.html\" \"/help/answers/hub.html\"\n";
    assert!(below("apache").page(".htaccess").contains(line));
}

#[test]
fn a_folder_with_letters_of_any_script_is_compared_decoded_and_sent_encoded() {
    let below = |base: &str, hosts: &str| {
        Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
            .with(
                "answerbook.yaml",
                format!(
                    "title: x\nbase_url: https://a.example{base}\nhosts: [{hosts}]\n\
                     redirects: {{\"https://a.example/d%C3%A9p/y.html\": /answers/hub.html}}\n\
                     sources: [{{type: markdown, path: answers, name: Handbook}}]\n"
                ),
            )
            .with(LEDGER, format!("{LEDGER_HEAD}/answers/old.html thread:handbook:a\n"))
            .build()
    };
    for base in ["/d%C3%A9p/", "/d%c3%a9p/", "/dép/"] {
        let nginx = below(base, "nginx");
        let text = nginx.page("_hosts/nginx.conf");
        let to = |base: &str| base.replace("/dép/", "/d%C3%A9p/");
        let line = "location = \"/dép/answers/old.html\" { return 301 \"";
        let (_, target) = text.split_once(line).expect("a line");
        let written = if base == "/dép/" { to(base) } else { base.to_owned() };
        assert!(target.starts_with(&format!("{written}answers/hub.html")), "{target}");
        assert!(text.contains("\"/dép/y.html\"") && text.contains("\nlocation ^~ \"/dép/\" {\n"));
        assert!(text.contains("error_page 404 410 \"/dép/404.html\";"));
        assert_eq!(nginx.check().0.n_broken, 0);
        let apache = below(base, "apache");
        let text = apache.page(".htaccess");
        assert!(text.contains("Redirect 301 \"/dép/answers/old.html\" \"/d%"), "{text}");
        assert!(text.contains("ErrorDocument 404 /d%C3%A9p/404.html"), "{text}");
        let caddy = below(base, "caddy");
        let text = caddy.page("_hosts/caddy.conf");
        assert!(text.contains("\t\"/dép/answers/old.html\" \"/d%"), "{text}");
        assert!(text.contains("rewrite * \"/dép/404.html\""), "{text}");
    }
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
fn without_hosts_pages_lead_on_and_nothing_else_is_added() {
    let site = Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
        .setting("redirects: {/x: /, /y: gone}")
        .with(LEDGER, format!("{LEDGER_HEAD}/answers/old.html thread:handbook:a\n"));
    let plain = site.build();
    let extra = |path: &&String| path.starts_with('_') || path.starts_with('.');
    assert_eq!(plain.files.keys().filter(extra).count(), 0);
    assert!(plain.page("answers/old.html").contains("url=../answers/hub.html"));
    assert!(plain.page("x/index.html").contains("url=../"));
    assert!(!plain.files.contains_key("y/index.html"));
    assert_eq!(plain.messages(), "");
    assert_eq!(LostAddresses::default(), LostAddresses::Refused);
}

#[test]
fn pages_lead_on_until_a_server_reads_its_settings_again() {
    for hosts in ["nginx", "caddy", "apache", "s3", "github-pages", "netlify, nginx"] {
        assert!(built(hosts).files.contains_key("answers/old.html"), "{hosts}");
    }
    for hosts in ["netlify", "cloudflare", "netlify, cloudflare"] {
        assert!(!built(hosts).files.contains_key("answers/old.html"), "{hosts}");
    }
}

#[test]
fn a_page_that_leads_on_has_an_ending_that_hosts_serve_as_a_page() {
    let of = |hosts: &str| {
        Site::new("== answers/a.md\nOne.\n")
            .setting(&format!("redirects: {{/a.php: /}}\nhosts: [{hosts}]"))
            .build()
    };
    assert!(!of("").files.contains_key("a.php"));
    assert!(of("").message(Code::HostLimit).contains("`/a.php` cannot be redirected by a page"));
    // These redirect by themselves.
    for hosts in ["nginx", "caddy", "apache"] {
        let built = of(hosts);
        assert_eq!((built.files.contains_key("a.php"), built.messages().as_str()), (false, ""));
    }
    assert!(of("s3").files.contains_key("a.php"));
}

#[test]
fn more_redirects_than_a_server_is_given_lead_on_by_pages() {
    let lines: String =
        (0..5_010).map(|n| format!("/answers/o{n:04}.html thread:handbook:a\n")).collect();
    let built = Site::new("== answers/a.md\n---\nslug: hub\n---\nOne.\n")
        .setting("hosts: [apache, nginx]")
        .with(LEDGER, format!("{LEDGER_HEAD}{lines}"))
        .build();
    assert_eq!(
        built.messages(),
        "addresses.txt: warning[host-limit]: 10 redirects are more than Apache takes\n"
    );
    assert_eq!(built.page(".htaccess").matches("\nRedirect 301 ").count(), 5_000);
    assert!(built.page("answers/o5009.html").contains("url=../answers/hub.html"));
}

#[test]
fn each_host_is_told_whose_pages_may_hold_the_search() {
    let of = |hosts: &str, origins: &str| {
        Site::new("== answers/a.md\nOne.\n")
            .setting(&format!("hosts: [{hosts}]\nembed: {{origins: [{origins}]}}"))
            .build()
    };
    let two = "'https://shop.example.org', 'http://localhost:3000'";
    let built = of("nginx, caddy, apache, s3", two);
    let pattern = "(?:http://localhost:3000|https://shop\\.example\\.org)";
    for (file, words) in [
        (
            "_hosts/nginx.conf",
            format!(".* {pattern}$\") {{ set $answerbook_origin $http_origin; }}"),
        ),
        (".htaccess", format!("SetEnvIf Origin \"^({pattern})$\" ANSWERBOOK_ORIGIN=$1\n")),
        ("_hosts/caddy.conf", "\theader Origin http://localhost:3000\n".to_owned()),
        ("_hosts/s3-cors.json", "\"https://shop.example.org\"".to_owned()),
    ] {
        assert!(built.page(file).contains(&words), "{file}: {}", built.page(file));
        assert!(!built.page(file).contains("Access-Control-Allow-Origin \"*\""), "{file}");
    }
    let any = of("nginx, caddy, apache", "'https://shop.example.org', '*'");
    assert!(any.page("_hosts/nginx.conf").contains("{ set $answerbook_origin \"*\"; }"));
    for file in ["_hosts/caddy.conf", ".htaccess"] {
        assert!(any.page(file).contains("Access-Control-Allow-Origin \"*\"\n"), "{file}");
    }
    let one = of("netlify, cloudflare", "https://shop.example.org");
    let rule = "/search/*\n  Access-Control-Allow-Origin: https://shop.example.org\n";
    assert!(one.page("_headers").contains(rule) && one.messages().is_empty());
    // These two say the same to everybody.
    let both = of("netlify", two);
    assert!(both.page("_headers").contains("/search/*\n  Access-Control-Allow-Origin: *\n"));
    assert_eq!(
        both.messages(),
        "answerbook.yaml:6:18: warning[host-limit]: \
         2 origins are more than Netlify or Cloudflare Pages names\n"
    );
    let none = of("nginx, netlify", "");
    for file in ["_hosts/nginx.conf", "_headers"] {
        assert!(!none.page(file).contains("Access-Control"), "{file}");
    }
}

#[test]
fn every_file_of_the_search_with_a_digest_is_kept_for_ever_and_no_other() {
    let built = Site::new("== answers/a.md\nOne lamp hums.\n").setting("hosts: [netlify]").build();
    let rules: Vec<&str> = built.page("_headers").lines().filter(|l| l.starts_with('/')).collect();
    let is_kept = |path: &str| {
        rules.iter().any(|rule| match rule[1..].split_once('*') {
            Some((start, "")) => !start.is_empty() && path.starts_with(start),
            _ => rule[1..] == *path,
        })
    };
    for path in built.paths("search/").into_iter().chain(built.paths("assets/")) {
        let is_plain = matches!(path, "search/index.bin" | "search/embed.js" | "assets/icon.svg");
        assert_eq!(is_kept(path), !is_plain, "{path}: {rules:?}");
    }
    assert!(is_kept("files/0123456789abcdef.png"));
    let own = Site::new("== answers/a.md\nOne.\n")
        .setting("hosts: [netlify]")
        .with("static/files/manual.txt", "Hold it.")
        .build();
    assert!(!own.page("_headers").contains("/files/*"));
}
