use super::*;

fn text(title: &str) -> CardText {
    CardText {
        title: title.to_owned(),
        lead: None,
        badge: None,
        name: "Acme help".to_owned(),
        lang: Lang::EN,
        is_rtl: false,
    }
}

fn painter() -> CardPainter {
    CardPainter::new(&CardLook::default())
}

/// A card as its dots.
fn drawn(painter: &CardPainter, text: &CardText) -> Pixmap {
    let png = painter.draw(text);
    assert_eq!(png, painter.draw(text), "a card is the same every time");
    let card = Pixmap::decode_png(&png).expect("a card is a PNG");
    assert_eq!((card.width(), card.height()), (CARD_WIDTH, CARD_HEIGHT));
    card
}

/// How many dots of an area are nearly white: columns and rows from, to.
fn n_white(card: &Pixmap, (left, right): (u32, u32), (top, bottom): (u32, u32)) -> usize {
    let dots = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
    let is_white = |(x, y): &(u32, u32)| {
        card.pixel(*x, *y).is_some_and(|dot| dot.red() > 240 && dot.green() > 240)
    };
    dots.filter(is_white).count()
}

const ABOVE: (u32, u32) = (0, 512);

#[test]
fn a_title_is_written_from_the_side_where_its_language_starts() {
    let painter = painter();
    let english = drawn(&painter, &text("Reset the hub"));
    assert!(n_white(&english, (72, 600), ABOVE) > 3_000);
    assert_eq!(n_white(&english, (0, 70), ABOVE), 0);
    assert_eq!(n_white(&english, (900, 1200), ABOVE), 0);
    let hebrew = CardText { is_rtl: true, ..text("איפוס הרכזת") };
    let hebrew = drawn(&painter, &hebrew);
    assert!(n_white(&hebrew, (700, 1130), ABOVE) > 3_000);
    assert_eq!(n_white(&hebrew, (0, 400), ABOVE), 0);
}

#[test]
fn letters_of_an_arabic_word_are_joined() {
    let painter = painter();
    let width = |title: &str| {
        let text = CardText { is_rtl: true, ..text(title) };
        let area = Area { x: 0.0, y: 0.0, width: 1000.0, height: 100.0 };
        painter.block(&text, &text.title, area, &[40.0]).width
    };
    // Each by itself they are wider.
    assert!(width("ببببب") < 0.7 * width("ب\u{200c}ب\u{200c}ب\u{200c}ب\u{200c}ب"));
}

#[test]
fn parts_of_the_other_direction_are_read_their_own_way() {
    let faces = Faces::new(&[]);
    let start = |line: &str, way: Direction| {
        let mut path = PathBuilder::new();
        shape::shape(&faces, line, way, Lang::EN, 40.0).draw(&faces, &mut path, 0.0, 100.0);
        path.finish().expect("letters").bounds().left()
    };
    // The point of a Hebrew sentence stands at its left end.
    assert_ne!(start("שלום.", Direction::Rtl), start("שלום.", Direction::Ltr));
    assert_eq!(start("ab", Direction::Rtl), start("ab", Direction::Ltr));
}

#[test]
fn letters_that_no_font_has_make_no_card_and_signs_are_left_out() {
    let painter = painter();
    assert_eq!(painter.missing_letter(&text("Passwort zurücksetzen, Лист, Ώρα, שלום, سلام")), None);
    assert_eq!(painter.missing_letter(&text("パスワード")), Some('パ'));
    assert_eq!(painter.path(&text("パスワード")), None);
    assert_eq!(painter.path(&text("🎉 \u{202e} \u{7}")), None);
    let (with, without) = (text("It works 🎉"), text("It works"));
    assert_eq!(painter.draw(&with), painter.draw(&without));
}

#[test]
fn a_card_is_named_by_what_it_says_and_how_it_looks() {
    let path = |painter: &CardPainter, text: &CardText| painter.path(text).expect("letters");
    let one = path(&painter(), &text("One"));
    assert_eq!(one, path(&painter(), &text("One")));
    assert_ne!(one, path(&painter(), &text("Two")));
    let badge = Some(CardBadge { text: "Solved".to_owned(), is_solved: true });
    assert_ne!(one, path(&painter(), &CardText { badge, ..text("One") }));
    let look = CardLook { accent: Some("#aa3300".to_owned()), ..CardLook::default() };
    assert_ne!(one, path(&CardPainter::new(&look), &text("One")));
}

#[test]
fn long_titles_end_with_points_and_stay_in_their_place() {
    let painter = painter();
    for title in ["word ".repeat(2_000), "w".repeat(10_000), "e\u{301}".repeat(5_000)] {
        let card = drawn(&painter, &text(&title));
        assert!(n_white(&card, (72, 1128), ABOVE) > 20_000, "{}", &title[..9]);
        assert_eq!(n_white(&card, (1136, 1200), ABOVE), 0, "{}", &title[..9]);
        assert_eq!(n_white(&card, (0, 1200), (486, 511)), 0, "{}", &title[..9]);
    }
}

#[test]
fn markup_in_a_title_is_words() {
    let painter = painter();
    let hostile = text("</text><image href=\"file:///etc/passwd\"/>&#x41; <svg onload=x>");
    let card = drawn(&painter, &hostile);
    assert!(n_white(&card, (72, 1128), ABOVE) > 10_000);
}

#[test]
fn a_badge_stands_above_the_title_and_is_white_where_it_is_good_news() {
    let painter = painter();
    let with = |words: &str, is_solved: bool, is_rtl: bool| {
        let badge = Some(CardBadge { text: words.to_owned(), is_solved });
        drawn(&painter, &CardText { badge, is_rtl, ..text("One") })
    };
    let pill = |card: &Pixmap, columns| n_white(card, columns, (76, 130));
    assert!(pill(&with("Solved", true, false), (72, 300)) > 5_000);
    assert_eq!(pill(&with("Solved", true, false), (600, 1200)), 0);
    assert!(pill(&with("Solved", true, true), (900, 1130)) > 5_000);
    let open = pill(&with("Unresolved", false, false), (72, 400));
    assert!((300..5_000).contains(&open), "{open}");
}

#[test]
fn a_logo_is_drawn_and_loads_nothing() {
    let logo = |svg: &str| {
        let logo = Some(CardLogo::Svg(svg.as_bytes().to_vec()));
        drawn(&CardPainter::new(&CardLook { logo, ..CardLook::default() }), &text("One"))
    };
    const START: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">";
    let red = logo(&format!("{START}<rect width=\"40\" height=\"20\" fill=\"#f00\"/></svg>"));
    let dot = red.pixel(80, 570).expect("within the card");
    assert_eq!((dot.red(), dot.green(), dot.blue()), (255, 0, 0));
    let foreign = format!("{START}<image href=\"Cargo.toml\" width=\"40\" height=\"20\"/></svg>");
    assert_eq!(n_white(&logo(&foreign), (72, 190), (520, 625)), 118 * 105);
    // What is no drawing at all gives the mark of sites without a logo.
    let none = drawn(&painter(), &text("One"));
    assert_eq!(logo("<svg").data(), none.data());
}

#[test]
fn a_picture_that_would_unfold_to_gigabytes_is_no_logo() {
    let mut bytes = super::super::png::START.to_vec();
    let head = [&40_000_u32.to_be_bytes()[..], &40_000_u32.to_be_bytes(), &[8, 6, 0, 0, 0]];
    super::super::png::chunk(&mut bytes, *b"IHDR", &head.concat());
    assert!(CardLogo::Png(bytes).drawn(60).is_none());
    for broken in [&b""[..], b"\x89PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
        assert!(CardLogo::Png(broken.to_vec()).drawn(60).is_none());
    }
}

#[test]
fn what_is_no_font_is_told_from_one() {
    const HEBREW: &[u8] = include_bytes!("fonts/hebrew.ttf");
    assert_eq!(card_font(HEBREW.to_vec()).as_deref(), Some(HEBREW));
    let huge = [b"wOF2".as_slice(), &[0; 12], &[0xff; 4], &[0; 200]].concat();
    for broken in [&b""[..], b"wOF2", b"wOFF", &HEBREW[..200], &[0; 1000], &huge] {
        assert_eq!(card_font(broken.to_vec()), None);
    }
    let fonts = vec![include_bytes!("fonts/sans.ttf")[..20_000].to_vec(), vec![7; 99]];
    drawn(&CardPainter::new(&CardLook { fonts, ..CardLook::default() }), &text("One"));
}

#[test]
fn web_fonts_are_unpacked() {
    // A font with the letters of one word, packed both ways.
    let packed: [&[u8]; 2] = [include_bytes!("tests/ab.woff2"), include_bytes!("tests/ab.woff")];
    for bytes in packed {
        let font = card_font(bytes.to_vec()).expect("a font");
        let own = CardPainter::new(&CardLook { fonts: vec![font], ..CardLook::default() });
        // Its letters are narrower than those of the program.
        assert_ne!(own.draw(&text("ab")), painter().draw(&text("ab")));
        for at in (0..bytes.len()).step_by(7) {
            let mut broken = bytes.to_vec();
            broken[at] ^= 0x55;
            let _ = card_font(broken);
            let _ = card_font(bytes[..at].to_vec());
        }
    }
}
