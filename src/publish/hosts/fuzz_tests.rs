use super::headers::Headers;
use super::rule::{Rule, Target, ascii, ascii_part, forms};
use super::{apache, caddy, list, nginx, s3, stub};
use crate::plan::url_path::parse_url_path;
use crate::testing::Fuzz;

/// Reads what stands between the first two quotes of a line, and what follows.
fn quoted(line: &str) -> Option<(&str, &str)> {
    line.trim_start().strip_prefix('"')?.split_once('"')
}

#[test]
fn each_redirect_is_one_line_that_says_what_it_should() {
    let seeds = [
        "/t/old-topic/12\n/uk/\n/%D1%85%D0%B0%D0%B1%20a.html\n/A/b{c}.html\n/a'b~(c)[d]!,+@",
        "/a b/index.html\n/x%25y\n/.hidden\n/-a.html",
    ];
    let words = "/¦\n¦%20¦%25¦%22¦%5c¦%0a¦{¦}¦(¦)¦[¦]¦^¦|¦~¦+¦'¦`¦;¦=¦&¦<¦>¦@¦!¦,¦index.html¦\
        .html¦A¦č"
        .split('¦');
    let headers: Headers = [("a", String::new()), ("b", String::new()), ("c", String::new())];
    Fuzz::new("files of hosts", 10_000).seeds(seeds).words(words).text(|input| {
        let paths: Vec<String> =
            input.lines().filter_map(|line| parse_url_path(line, None).ok()).collect();
        let target = || Target::new(&format!("/{}{}", ascii(&paths[0]), ascii_part("#a")));
        let to = |at: usize| (!at.is_multiple_of(3)).then(target);
        let rules: Vec<Rule<'_>> =
            paths.iter().enumerate().map(|(at, from)| Rule { from, to: to(at) }).collect();
        let n_forms: usize = paths.iter().map(|path| forms(path).count()).sum();
        let lists = [false, true].map(|cloudflare| list::redirects(&rules, true, cloudflare).text);
        // What is hidden has lines of its own, whatever the addresses are.
        let is_rule = |line: &&str| !line.ends_with(" 404!");
        assert_eq!(lists[0].lines().filter(is_rule).count(), n_forms, "{}", lists[0]);
        for line in lists.iter().flat_map(|list| list.lines()) {
            assert!(line.starts_with('/') && line.split(' ').count() == 3, "{line:?}");
            assert!(line.is_ascii(), "{line:?}");
        }
        let s3 = s3::redirects(&rules);
        assert!(s3.lines().all(|line| line.split('\t').count() == 2), "{s3:?}");
        let nginx = nginx::conf(&rules, &headers, &[], "/help/");
        let mut n_entries = 0;
        for line in nginx.lines().filter_map(|line| line.strip_prefix("location = ")) {
            let (_, rest) = quoted(line).expect("a path");
            let is_whole = match rest.strip_prefix(" { return 301 ") {
                Some(to) => quoted(to).is_some_and(|(_, end)| end == "; }"),
                None => rest == " { return 410; }",
            };
            assert!(is_whole, "{line:?}");
            n_entries += 1;
        }
        assert_eq!(n_entries, n_forms, "{nginx}");
        let caddy = caddy::conf(&rules, &headers, &[], "/help/");
        let n_entries = caddy.lines().filter(|line| line.starts_with("\t\"/help/")).count();
        assert_eq!(n_entries, n_forms, "{caddy}");
        let apache = apache::htaccess(&rules, &headers, &[], "/help/");
        let is_rule = |line: &&str| line.starts_with("Redirect 301 \"/help/");
        let is_gone = |line: &&str| line.starts_with("Redirect 410 \"/help/");
        let n_rules = apache.lines().filter(|line| is_rule(line) || is_gone(line)).count();
        assert_eq!(n_rules, n_forms, "{apache}");
        paths.iter().for_each(|path| assert!(stub::file(path).contains('.')));
    });
}
