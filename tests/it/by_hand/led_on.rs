//! Links by hand to what answers without being a page of today: old addresses, and files that
//! the build writes itself.

use crate::harness::{Site, folder, run};

const SETTINGS: &str = "title: Brewery help
base_url: https://brew.example/help/
redirects:
  /wiki/descale: /answers/descale-the-boiler.html#second-round
  /shop: https://shop.brew.example/parts
  /contest: gone
sources:
  - {type: markdown, path: answers, name: Handbook}
";

fn site(links: &str) -> Site {
    Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with(
            "answers/descale.md",
            "---\ntitle: Descale the boiler\naliases: [/faq/limescale.html, /2019/05/limescale/]\n\
             ---\nTwo rounds of citric acid.\n\n## Second round\n\nRinse.\n",
        )
        .with("answers/links.md", format!("---\ntitle: Where to look\n---\n{links}\n"))
        // An older title of the first one.
        .with(
            "addresses.txt",
            "# answerbook addresses, version 1\n\
             /answers/remove-limescale.html thread:handbook:descale\n",
        )
}

const LINKS: &str = "See [a](/faq/limescale.html), [b](/2019/05/limescale/), [c](/wiki/descale), \
    [d](/answers/remove-limescale.html#second-round), [e](/shop), [f](/feed.xml), \
    [g](/sitemap.xml), [h](/robots.txt) and [i](/2019/05/limescale).";

#[test]
fn old_addresses_lead_on_and_files_of_the_build_are_there() {
    let built = site(LINKS).build();
    assert_eq!(built.messages(), "");
    let page = built.page("answers/where-to-look.html");
    let page_of = |letter: &str| {
        let (before, _) = page.split_once(&format!(">{letter}</a>")).expect("a link");
        let (_, href) = before.rsplit_once("href=\"").expect("an address");
        href.split('"').next().expect("an end")
    };
    let descale = "../answers/descale-the-boiler.html";
    assert_eq!(page_of("a"), descale);
    assert_eq!(page_of("b"), descale);
    assert_eq!(page_of("c"), format!("{descale}#second-round"));
    assert_eq!(page_of("d"), format!("{descale}#second-round"));
    assert_eq!(page_of("e"), "https://shop.brew.example/parts");
    assert_eq!(["f", "g", "h"].map(page_of), ["../feed.xml", "../sitemap.xml", "../robots.txt"]);
    assert_eq!(page_of("i"), descale);
    assert_eq!(built.check().0.n_broken, 0, "{}", built.check().1);
}

#[test]
fn what_is_gone_or_never_was_is_a_dead_link_still() {
    let built = site("[a](/contest), [b](/faq/limescale), [c](/feed.rss), [d](/wiki/).").build();
    assert_eq!(built.messages().matches("link-broken").count(), 4, "{}", built.messages());
}

#[test]
fn check_agrees_with_build_whatever_answers_old_addresses() {
    for hosts in ["[]", "[netlify]", "[cloudflare]", "[nginx]"] {
        let folder = folder();
        site(LINKS).setting(&format!("hosts: {hosts}")).write(folder.path());
        for name in ["build", "check"] {
            let run = run(folder.path(), &[name, "--format", "short"]);
            assert!(!run.stderr.contains("link-broken"), "{hosts} {name}: {}", run.stderr);
            run.expect(0);
        }
    }
}

#[test]
fn a_picture_may_have_an_old_address_too() {
    let gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let settings = SETTINGS.replace("/contest: gone", "/old/valve.gif: /valve.gif");
    let site = site("![The valve](/old/valve.gif) ![Its shop](/shop)")
        .with("answerbook.yaml", settings)
        .with("static/valve.gif", gif);
    let built = site.build();
    assert_eq!(built.messages().matches("host-limit").count(), built.messages().lines().count());
    let page = built.page("answers/where-to-look.html");
    assert!(page.contains("src=\"../valve.gif\""), "{page}");
    assert!(!page.contains("src=\"https://"), "{page}");
}

#[test]
fn a_page_is_written_anew_when_an_old_address_leads_elsewhere() {
    let folder = folder();
    let page = folder.path().join("public/answers/where-to-look.html");
    let page = || std::fs::read_to_string(&page).expect("a page");
    site("[a](/shop)").write(folder.path());
    run(folder.path(), &["build"]).expect(0);
    assert!(page().contains("href=\"https://shop.brew.example/parts\""));
    let settings = SETTINGS.replace("https://shop.brew.example/parts", "/faq/limescale.html");
    std::fs::write(folder.path().join("answerbook.yaml"), settings).expect("a file");
    run(folder.path(), &["build"]).expect(0);
    assert!(page().contains("href=\"../answers/descale-the-boiler.html\""), "{}", page());
}
