//! A brand's look by settings: marks, colours, measures, fonts and a style of its own.

use answerbook::diag::{Code, Format};

use crate::harness::{Built, Site, elements};

const ONE: &str = "== answers/ring.md\n---\nslug: ring\n---\nHold the ring for ten seconds.\n";

/// One white pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\
    \x02\x02D\x01\0;";

/// A font as far as its head tells, `n` bytes long.
fn woff2(n: u32) -> Vec<u8> {
    let mut bytes = [b"wOF2".as_slice(), &[0, 1, 0, 0], &n.to_be_bytes(), &[0, 9, 0, 0]].concat();
    bytes.resize(n as usize, 7);
    bytes
}

/// A PNG image of a size, with nothing drawn in it.
fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let length = (data.len() as u32).to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let start = b"\x89PNG\r\n\x1a\n".to_vec();
    [start, chunk(b"IHDR", &head), chunk(b"IDAT", &[1, 2, 3]), chunk(b"IEND", &[])].concat()
}

/// The sheets that a page names, joined.
fn sheet(built: &Built, page: &str) -> String {
    let named = elements(built.page(page)).into_iter().filter_map(|(_, attributes)| {
        (attributes.get("rel").map(String::as_str) == Some("stylesheet"))
            .then(|| attributes["href"].trim_start_matches("../").to_owned())
    });
    named.map(|path| built.page(&path).to_owned()).collect()
}

#[test]
fn measures_of_a_brand_stand_in_front_of_the_sheet_of_every_theme() {
    for theme in ["atlas", "commons", "plain"] {
        let built = Site::new(ONE)
            .setting(&format!("theme: {theme}"))
            .setting("brand: {radius: 4px, text_size: 18px, heading_scale: 1.2, width: 80rem}")
            .build();
        assert_eq!(built.messages(), "");
        let css = sheet(&built, "index.html");
        let own = ":root{--brand-radius:0.25rem;--brand-text-size:1.125rem;\
                   --brand-heading-scale:1.2;--brand-width:80rem;}";
        assert!(css.starts_with(own), "{theme}: {}", &css[..200]);
        for property in ["--brand-text-size", "--brand-width"] {
            assert!(css.matches(property).count() >= 2, "{theme} does not follow {property}");
        }
    }
}

#[test]
fn a_style_of_ones_own_comes_last_under_a_name_with_a_digest() {
    let build = |css: &str| {
        Site::new(ONE)
            .with("static/brand.css", css)
            .with("static/wave.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
            .setting("brand: {css: static/brand.css}")
            .build()
    };
    let built = build("/* Ours. */\n.brand { background: url( \"wave.svg#a\" ); }\n");
    assert_eq!(built.messages(), "");
    for page in ["index.html", "answers/ring.html"] {
        let css = sheet(&built, page);
        assert!(css.ends_with(".brand{background:url(\"../wave.svg\")}"), "{page}: {css}");
        assert!(css.contains(".site-head"), "the theme's rules are there");
        assert_eq!(css.matches("wave").count(), 1);
    }
    assert!(!built.files.contains_key("brand.css"), "it is published once");
    let other = build(".brand { color: teal }\n");
    assert_ne!(built.paths("assets/site-"), other.paths("assets/site-"));
}

#[test]
fn a_sheet_that_never_ends_a_rule_takes_nothing_from_the_theme() {
    let broken = "@media print { .brand { color: red; /* ";
    let site = |css: &str| {
        Site::new(ONE)
            .with("static/site.css", css)
            .setting("brand: {css: static/site.css, colours: {accent: \"#2c62b8\"}}")
    };
    let built = site(broken).build();
    let told =
        "static/site.css:1:14: warning[brand-file]: a brace of the brand's `css` is never closed\n";
    assert_eq!(built.messages(), told);
    let css = sheet(&built, "index.html");
    let without = sheet(&site("").build(), "index.html");
    assert!(!without.is_empty());
    assert_eq!(css, without + "@media print{.brand{color:red;");
}

#[test]
fn what_a_sheet_may_not_load_is_told_with_its_place() {
    let css = "@import url(https://fonts.example/a.css);\n\
        .a { background: url(https://cdn.example.org/a.png), url(//b.example/b.png) }\n\
        .b { background: url(gone.png) }\n\
        .c { background: url(data:image/png;base64,AA), url(#d), url(/top.png) }\n";
    let built = Site::new(ONE)
        .with("static/css/brand.css", css)
        .setting("brand: {css: static/css/brand.css}\npolicy: {img: [https://cdn.example.org]}")
        .build();
    assert_eq!(
        built.messages(),
        "static/css/brand.css:1:1: warning[style-blocked]: \
         `@import` does nothing in this sheet\n\
         static/css/brand.css:2:58: warning[style-blocked]: \
         a file on another host is not loaded\n\
         static/css/brand.css:3:22: warning[brand-file]: \
         the brand's `css` names no file: `gone.png`\n"
    );
    assert!(built.outcome.is_some_and(|outcome| outcome.is_ok()));
}

#[test]
fn fonts_are_hashed_named_and_asked_for_at_once() {
    let built = Site::new(ONE)
        .with("static/fonts/a.woff2", woff2(400))
        .with("static/fonts/b.woff2", woff2(500))
        .setting(
            "brand:\n  fonts:\n    - {family: Atkinson, file: static/fonts/a.woff2}\n    - \
             {family: Atkinson, file: static/fonts/b.woff2, weight: 700, display: optional}\n",
        )
        .build();
    assert_eq!(built.messages(), "");
    let fonts = built.paths("assets/font-");
    assert_eq!(fonts.len(), 2);
    assert!(built.paths("fonts/").is_empty(), "each font is published once");
    let css = sheet(&built, "answers/ring.html");
    assert!(css.starts_with(":root{--brand-text:\"Atkinson\";}@font-face{"), "{}", &css[..200]);
    assert!(
        css.contains("format(\"woff2\");font-weight:700;font-style:normal;font-display:optional")
    );
    let page = built.page("answers/ring.html");
    let preloads: Vec<_> = elements(page)
        .into_iter()
        .filter(|(_, attributes)| attributes.get("rel").is_some_and(|rel| rel == "preload"))
        .collect();
    let [(_, preload)] = &preloads[..] else { panic!("{preloads:?}") };
    let path = preload["href"].trim_start_matches("../");
    assert_eq!(built.files[path], woff2(400));
    assert_eq!((preload["type"].as_str(), preload["as"].as_str()), ("font/woff2", "font"));
    assert!(css.contains(path.trim_start_matches("assets/")) && page.contains("font-src 'self'"));
}

#[test]
fn a_font_that_is_broken_or_heavy_is_told() {
    let built = Site::new(ONE)
        .with("static/cut.woff2", &woff2(400)[..300])
        .with("static/all.woff2", woff2(143_500))
        .setting(
            "brand:\n  fonts:\n    - {family: A, file: static/cut.woff2}\n    - \
             {family: B, file: static/all.woff2}\n    - {family: C, file: static/gone.woff2}\n",
        )
        .build();
    let told = built.rendered(Format::Human);
    assert!(told.contains("the brand's `fonts` cannot be used: it is no whole font"), "{told}");
    assert!(told.contains("warning[font-heavy]: this font has 144 KB"), "{told}");
    assert!(told.contains("there is no `static/gone.woff2`"), "{told}");
    let css = sheet(&built, "index.html");
    assert!(css.starts_with(":root{--brand-text:\"B\";}"), "{}", &css[..120]);
}

#[test]
fn a_yellow_that_becomes_an_olive_is_told_with_the_colour_that_came_of_it() {
    let built = Site::new(ONE).setting("brand: {colours: {accent: \"#ffd400\"}}").build();
    let told = built.rendered(Format::Human);
    let css = sheet(&built, "index.html");
    let shown = &css[":root{--brand-light:".len()..][..7];
    let message = format!("warning[colour-pale]: `#ffd400` is shown as `{shown}`");
    assert!(told.contains(&message) && told.contains("is 1.4 : 1"), "{told}");
    assert!(css.contains("--brand-dark:#ffd400;"), "on dark pages it can be read");
    let page = built.page("index.html");
    let meta =
        "<meta name=\"theme-color\" content=\"#ffd400\" media=\"(prefers-color-scheme: dark)\">";
    assert!(page.contains(meta) && page.contains(&format!("content=\"{shown}\"")), "{page}");
    let built = Site::new(ONE).setting("brand: {colours: {accent: \"#2c62b8\"}}").build();
    assert_eq!(built.messages(), "");
}

/// The colours of the browser's own bar that a page states, for light and for dark.
fn bars(built: &Built) -> Vec<String> {
    let metas = elements(built.page("index.html")).into_iter().map(|(_, attributes)| attributes);
    let metas = metas.filter(|meta| meta.get("name").is_some_and(|name| name == "theme-color"));
    metas.map(|meta| format!("{} {}", meta["content"], meta["media"])).collect()
}

/// `oklch(99.2% .003 95)` as `#rrggbb`, by CSS Color 4.
fn hex(oklch: &str) -> String {
    let numbers = oklch.trim_start_matches("oklch(").trim_end_matches(')').split(' ');
    let numbers = numbers.map(|n| n.trim_end_matches('%').parse::<f64>().expect("a number"));
    let [lightness, chroma, hue] = numbers.collect::<Vec<f64>>()[..] else { panic!("{oklch}") };
    let (lightness, hue) = (lightness / 100.0, hue.to_radians());
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let [l, m, s] = [
        lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b,
        lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b,
        lightness - 0.089_484_177_5 * a - 1.291_485_548 * b,
    ]
    .map(|root| root.powi(3));
    let linear = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ];
    let part =
        |c: &f64| format!("{:02x}", ((1.055 * c.powf(1.0 / 2.4) - 0.055) * 255.0).round() as u8);
    format!("#{}", linear.iter().map(part).collect::<String>())
}

#[test]
fn without_colours_of_a_brand_the_browsers_bar_has_those_of_the_theme() {
    let named = |light: &str, dark: &str| {
        [(light, "light"), (dark, "dark")]
            .map(|(colour, scheme)| format!("{colour} (prefers-color-scheme: {scheme})"))
    };
    for theme in ["atlas", "commons"] {
        let built = Site::new(ONE).setting(&format!("theme: {theme}")).build();
        let css = sheet(&built, "index.html");
        let papers = css.split("--paper:").skip(1).map(|rest| rest.split(';').next().unwrap_or(""));
        let papers: Vec<String> = papers.take(2).map(|paper| hex(paper.trim())).collect();
        assert_eq!(bars(&built), named(&papers[0], &papers[1]), "{theme}");
    }
    // Its ground is the browser's own.
    let plain = Site::new(ONE).setting("theme: plain").build();
    assert_eq!(bars(&plain), named("#ffffff", "#121212"));
    for theme in ["atlas", "commons", "plain"] {
        let site = || {
            let site = Site::new(ONE).setting(&format!("theme: {theme}"));
            site.with("static/own.css", ":root { --paper: #123456; }")
        };
        let own = site().setting("brand: {css: static/own.css}").build();
        assert_eq!(bars(&own), [""; 0], "a style may have another ground");
        let accent = "brand: {css: static/own.css, colours: {accent_dark: '#9cc2ff'}}";
        assert_eq!(bars(&site().setting(accent).build()), named("", "#9cc2ff")[1..], "{theme}");
    }
}

#[test]
fn icons_and_the_size_of_the_logo_are_in_the_head_of_pages() {
    let built = Site::new(ONE)
        .with("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 32'/>")
        .with("static/icon.png", png(192, 192))
        .setting("brand: {logo: static/logo.svg, icon: static/icon.png, logo_height: 40px}")
        .build();
    assert_eq!(built.messages(), "");
    for theme in ["atlas", "commons", "plain"] {
        let site = Site::new(ONE).with("static/icon.png", png(192, 192));
        let page =
            site.setting(&format!("theme: {theme}\nbrand: {{icon: static/icon.png}}")).build();
        let page = page.page("index.html");
        assert!(page.contains("<link rel=\"apple-touch-icon\" href=\"assets/icon-"), "{theme}");
    }
    let page = built.page("index.html");
    assert!(page.contains("<link rel=\"icon\" href=\"assets/icon-"), "{page}");
    assert!(page.contains("alt=\"\" width=\"96\" height=\"32\"></picture>"), "{page}");
    assert!(sheet(&built, "index.html").contains("--brand-logo-height:2.5rem;"));
    let alone = Site::new(ONE)
        .with("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 32'/>")
        .setting("brand: {logo: static/logo.svg, logo_alone: true}")
        .build();
    let head = alone.page("index.html").split("</header>").next().unwrap_or_default().to_owned();
    assert!(head.contains("alt=\"Answers\""), "{head}");
    assert!(!head.contains("</picture><span>"), "{head}");
}

#[test]
fn marks_that_cannot_be_shown_are_told_and_left_out() {
    let site = |key: &str, bytes: Vec<u8>| {
        let site = Site::new(ONE).with("static/mark", bytes);
        site.setting(&format!("brand: {{{key}: static/mark}}")).build()
    };
    let long = [b"<svg xmlns='x'>".to_vec(), vec![b' '; 20_000_000], b"</svg>".to_vec()].concat();
    for (key, bytes, why) in [
        ("logo", long, "it has 20.0 MB, and may have 1.0 MB"),
        ("logo_dark", b"<svg><g></svg>".to_vec(), "it is no whole SVG image"),
        ("icon", png(64, 64)[..40].to_vec(), "it is no whole image"),
        ("icon", GIF.to_vec(), "it is neither SVG nor PNG"),
        ("touch_icon", png(64, 64), "it is no square PNG of 180 pixels or more"),
        ("icon", b"\0\0\x01\0".to_vec(), "it is no image"),
    ] {
        let built = site(key, bytes);
        let told = built.message(Code::BrandFile);
        let line = format!("the brand's `{key}` cannot be used: {why}\n");
        assert!(told.ends_with(&line), "{key}: {told}");
        assert_eq!(built.diagnostics.len(), 1, "one message each");
        assert!(!built.page("index.html").contains("static/mark"));
        assert!(built.page("index.html").contains("href=\"assets/icon.svg\""));
    }
}
