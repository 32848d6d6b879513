use super::*;

/// Every piece of private text in a text, with its kind.
pub(super) fn found(text: &str) -> Vec<(PrivateKind, &str)> {
    detect(text, &[]).into_iter().map(|hit| (hit.kind, &text[hit.range])).collect()
}

#[track_caller]
pub(super) fn one(kind: PrivateKind, text: &str) {
    let (before, rest) = text.split_once('{').expect("private text in braces");
    let (private, after) = rest.split_once('}').expect("private text in braces");
    assert_eq!(found(&[before, private, after].concat()), [(kind, private)], "{text}");
}

#[test]
fn addresses_are_found() {
    for text in [
        "Write to {jane.doe+x@mail.lumo-shop.si}.",
        "<{jane@lumo.shop}>",
        "mailto:{j@lumo.si}?subject=x",
        "пишіть на {olena@пошта.укр}, дякую",
        "{o'neil@lumo.ie};",
        "{ANN@Lumo.SI}",
        "{test.pilot@gmail.com}",
        "{ana@mydomains.si}",
        "https://forum.lumo.si/u/{ana.novak@lumo.si}",
        "/u/{ana.novak@lumo.si}?tab=1",
        "https://lumo.si/off?email={ana77@lumo.si}&x",
    ] {
        one(PrivateKind::Email, text);
    }
}

#[test]
fn addresses_that_are_spelt_out_are_found() {
    for text in [
        "{kim at example.org}",
        "Write to {kim at example.org}, please.",
        "{kim (at) example dot org}",
        "{kim [at] example [dot] org}",
        "{kim@example dot org}",
        "mail {kim AT example DOT org}!",
        "{kim.lind(at)mail.lumo.si}",
        "{kim dot lind at lumo dot co dot uk}",
        "{kim_lind at lumo.si}",
        "{kim at gmail.com}",
        "reach me: {kim7 at lumo.si}",
        "On 3 Dec 2007, Ana Novak <{ana at lumo.si}> wrote:",
        "{ana at lumo.si} wrote:",
        "Ask {bo.lind at example.com} or my colleague",
        "or <{cy.day at mail.example.net}> if it fails",
        "пишіть на {olena собака lumo.ua}",
        "{olena (собака) lumo крапка ua}",
        "{nejc (afna) lumo pika si}",
        "{nejc afna lumo.si}",
        "{kim arroba lumo punto es}",
        "From: {ana at lumo.si} (Ana)",
        "{kim@lumo(dot)si}",
        "Kim Lind\n{lind at lumo.si}, https://lumo.si/lind",
        "write to {kim @ lumo.si} please",
        "{kim @ gmail.com}",
        "{kim(@)lumo.si}",
        "{kim [@] lumo.si}",
        "{kim@lumo[.]si}",
        "{kim(at)lumo(.)co(.)uk}",
        "mail {kim-at-lumo.si} if it fails",
        "пишіть {olena СОБАКА lumo крапка ua}",
        "{olena.k собака ukr точка net}",
    ] {
        one(PrivateKind::Email, text);
    }
}

#[test]
fn places_and_versions_that_something_is_at_are_no_addresses() {
    for text in [
        "meet at example.org",
        "look at foo.bar",
        "works at 5.1 dot release",
        "We meet at lumo.si on Friday",
        "The manual is at lumo.si/doc and the code at github.com",
        "panicked at main.rs:5",
        "error in foo at main.rs",
        "Look at example dot com",
        "see data.table at github.com",
        "version 2.4 at lumo.si",
        "read.table at r-project.org",
        "I work at lumo.si and Kim works at lumo.com",
        "Documentation is hosted at readthedocs.io.",
        "available at node.js",
        "a dot at the end. at noon",
        "the party starts at 10.30 at lumo.si",
        "point (a) example.org",
        "x[a] example.com",
        "у мене є собака lumo",
        "собака example.com",
        "kim at the office. Org chart",
        "logo.png at lumo.si",
        "kim at lumo.si/kim",
        "I think at this point is enough",
        "normals at that dot in space",
        "render@this point is fine",
        "iOS Developer at Mail.ru Group",
        "look-at-this.com and made-at-home.org",
        "Party @ lumo.si on Friday",
        "array[.]si and x(.)y",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn phone_numbers_are_found_by_form_or_by_the_words_around_them() {
    for text in [
        "+386 40 123 456",
        "{+38640123456}",
        "{+46 (0)8 928 571 38} fax",
        "{001-518-640-0854} mobile",
        "Fax: {463-612-6138x036}",
        "Phone:\n{60-56-85-91}",
        "call me on {450 0840}?",
        "not answering at {99 668472}",
        "not answering at {5403926876}",
        "{(555) 234-5678}",
        "{555-234-5678}",
        "pokličite {041 234 567}",
        "{01/234-56-78}",
        "тел. {8 (912) 345-67-89}",
        "мій номер {067 123 45 67}",
        "тел: {0671234567}",
        "телефон {+380 67 123-45-67}",
        "call {+1-984-182-0190} ext",
        "Office (Zurich){+41 44 632 46 73}",
        "office (mobile){+38640123456}",
        "Tel.{+38640123456}",
        "cellphone {5403926876}",
        "моб.{0671234567}",
        "Мобилка: {0671234567}",
        "tel. {1.555.234.5678}",
        "\"{+38640123456}\"",
        "{+386 41 555 782}i",
        "{+386 41 555 782} us",
        "{+386 41 555 782 2024} 12",
        "{+386 41 555 782 0}p",
    ] {
        let text = if text.contains('{') { text.to_owned() } else { format!("{{{text}}}") };
        one(PrivateKind::Phone, &text);
    }
}

#[test]
fn cards_and_accounts_are_checked() {
    one(PrivateKind::Card, "my card {4454794511390933} is lost");
    one(PrivateKind::Card, "{4454 7945 1139 0933}");
    one(PrivateKind::Card, "{3782-822463-10005}");
    one(PrivateKind::Card, "kartica {503802053770}");
    one(PrivateKind::Iban, "{GB02RVXB01271286793653}");
    one(PrivateKind::Iban, "IBAN: {SI56 1910 0000 0123 438}.");
    one(PrivateKind::Iban, "{UA21 3223 1300 0002 6007 2335 6600 1}");
    for text in ["4454794511390934", "GB03RVXB01271286793653", "XX02RVXB01271286793653"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn secrets_say_what_they_are() {
    let token = "a1B2".repeat(10);
    one(PrivateKind::Secret, &format!("key {{ghp_{}}} works", &token[..36]));
    one(PrivateKind::Secret, "aws = \"{AKIAIOSFODNN7ABCDEFG}\"");
    one(PrivateKind::Secret, &format!("{{eyJ{token}.eyJ{token}.{token}}}"));
    one(
        PrivateKind::Secret,
        "{-----BEGIN RSA PRIVATE KEY-----\nMC4aBQdK2VwIHum9Lq\n-----END RSA PRIVATE KEY-----}\nx",
    );
    one(PrivateKind::Secret, "git clone https://{ana:hunter2}@lumo.si/x.git");
    one(PrivateKind::Secret, &format!("https://{{hooks.slack.com/services/T0A1/{token}}}"));
    for text in [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_short",
        "https://user:password@host.si and https://abc:xyz@host.si",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\nXXXX\n...\n-----END PRIVATE KEY-----",
        "eyJ.eyJ",
        "sk-learn and sk-something-else",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn tokens_of_many_services_are_found() {
    let (word, hex) = ("aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA".repeat(3), "0a1b2c3d4e5f6789".repeat(5));
    for (start, rest) in [
        ("glpat-", &word[..20]),
        ("npm_", &word[..36]),
        ("pypi-AgE", &word[..60]),
        ("sk_test_", &word[..24]),
        ("rk_test_", &word[..24]),
        ("dckr_pat_", &word[..27]),
        ("dapi", &hex[..32]),
        ("hvs.", &word[..30]),
        ("xoxe.", &word[..40]),
        ("shpss_", &hex[..32]),
        ("GOCSPX-", &word[..28]),
        ("sk-or-v1-", &hex[..64]),
        ("key-", &hex[..32]),
        ("https://", &["{discord.com/api/webhooks/1183920475610/", &word[..68]].concat()),
        ("7183920465:AA", &word[..33]),
        ("hf_", "jQxWvBtRkLpMzNhGfDsAqYuIoPeCcVbXnT"),
    ] {
        let token = format!("{start}{rest}");
        let text = match rest.contains('{') {
            true => format!("post to {token}}} now"),
            false => format!("it is {{{token}}} and no other"),
        };
        one(PrivateKind::Secret, &text);
    }
    for text in [
        "hf_hub_download and hf_something_else_that_is_long",
        "npm_config_registry=x npm_package_name",
        "key-value stores, key-0123456789abcdef0123456789abcdefg",
        "the disk-0123456789012345678901234567890123456789",
        "00:1B:44:11:3A:AA and 12345678:AAB",
        "dapi0123 and glpat-xxxxxxxxxxxxxxxxxxxx",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn secrets_that_are_called_so_are_found() {
    for text in [
        "my password: {kV7qLz2w} and it fails",
        "Password is {Trub4dor&3}, help",
        "geslo: {Zvonik82x}",
        "пароль: {Sova77kit}",
        "pwd = \"{h8Kq-Wz31p}\"",
        "api_key = \"{4f9c1e77ab0d4c52b8e6d3a1f09c5e21}\"",
        "\"client_secret\": \"{Zk3v9Qm1Xc7Lw2Np8Rt5Yb}\",",
        "Authorization: Bearer {Zk3v9Qm1Xc7Lw2Np8Rt5YbA6}",
        "curl -H 'authorization: bearer {0f8e7d6c5b4a39281706f5e4d3c2b1a0}'",
    ] {
        one(PrivateKind::Secret, text);
    }
    for text in [
        "password: ",
        "password: password123",
        "password: hunter",
        "Password: ********",
        "password = os.environ['DB_PASSWORD1']",
        "password: ${DB_PASS1}",
        "password=getPassword2()",
        "password: &password1",
        "if (password == value123) {",
        "your password: it must have 8 characters",
        "The password is wrong2",
        "password field: input1",
        "passwords: use 12 of them",
        "pwd = /srv/kim/src2",
        "api_key = YOUR_API_KEY_0123456789abcdef",
        "api_key: process.env.API_KEY_2",
        "api key: see https://lumo.si/keys/2024/03/01",
        "Bearer tokens are explained in RFC 6750",
        "Bearer ${token}",
        "Bearer xxxxxxxxxxxxxxxxxxxxxxxx",
        "access_token=removed",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn numbers_that_an_address_dials_are_found() {
    one(PrivateKind::Phone, "https://wa.me/{38640123456}");
    one(PrivateKind::Phone, "write to api.whatsapp.com/send?phone={%2B38640123456}&text=x");
    one(PrivateKind::Phone, "signal.me/#p/{+38640123456}");
    one(PrivateKind::Phone, "https://lumo.si/call?phone={+38640123456}&x=1");
    one(PrivateKind::Phone, "https://t.me/{+38640123456}".replace("{+", "+{").as_str());
    for text in ["https://wa.me/qr/AB12345678 and wa.me/12", "headphone=12345678", "?phone=12"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn numbers_are_found_however_they_are_set() {
    one(PrivateKind::Iban, "{si56020170014356205}");
    one(PrivateKind::Iban, "it is {si56 0201 7001 4356 205}.");
    one(PrivateKind::Card, "{4454  7945  1139  0933}");
    one(PrivateKind::Phone, "{0038640123456}");
    for text in ["Si56020170014356205", "3f2si56020170014356205", "0012345678901", "003864012"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn what_goes_on_behind_the_end_of_a_line_is_one() {
    one(PrivateKind::Phone, "{+386 40\n123 456}");
    one(PrivateKind::Phone, "{+386 40\n> > 123 456}");
    one(PrivateKind::Card, "{4454 7945\n> 1139 0933}");
    one(PrivateKind::Iban, "{SI56 0201\r\n> 7001 4356 205}");
    one(PrivateKind::Phone, "{+386 40 123 456}\n12 lamps");
    one(PrivateKind::Phone, "{041 234 567}\n12345678");
    for text in ["+12\n34567890", "2016\n2017\n2018\n2019", "SI56 0201\n\nx 7001 4356 205"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn starts_of_tokens_over_and_over_take_little_time() {
    for start in [
        "SG.",
        "eyJa.",
        "xoxb-",
        "ghp_",
        "AKIA",
        ":AA",
        "1:AA",
        "password:",
        "Bearer a",
        "-----BEGIN ",
        "wa.me/",
        "hf_",
        "AccountKey=",
        "glpat-a1",
        "eyJ.",
    ] {
        let started = std::time::Instant::now();
        detect(&start.repeat((1 << 20) / start.len()), &[]);
        assert!(started.elapsed().as_secs() < 8, "{start}: {:?}", started.elapsed());
    }
}

#[test]
fn what_is_not_private_survives() {
    for text in [
        "version 10.0.19045.3324, build 22631.2861",
        "on 2026-03-14 09:26:53, 14.03.2026 or 20260314",
        "between 2010-2014 and 2015 2016",
        "order 1234-5678-9012, ticket #20451234, invoice 2026/000123",
        "call us about order 1234-5678",
        "error 0x80070005 at 0012:00403210, code 4294967295",
        "12-18 09:40:00.670  3293  3293 E art",
        "uv=\"0 0.333 0.2 0.667\" and 0.0652326",
        "0x0000000101ecf527 0x0 + 4327273767",
        "float x = 3.14159265358979f; int y = 1234567890;",
        "192.168.100.200 and 255.255.255.255",
        "https://lumo.si/t/reset/4454794511390933?page=5552345678",
        "jane@example.com, bob@mail.example.org, x@lumo.test",
        "to:(name1@domain.com | name2@your-domain.org) from foo@bar.com",
        "var mail = prompt('Your mail', 'sample@gmail.com') or test@Outlook.com",
        "https://lists.lumo.si/msg/20071203124512.4f9a@mail.lumo.si/raw",
        "https://lists.lumo.si/CAF+7xkQyTz@mail.gmail.com and https://cdn.lumo.si/hub@next.tar/x",
        "git@github.com:lumo/hub.git and icon@2x.png, @user, a@b",
        "user@server.lumo.si:/home",
        "ISBN 978-3-16-148410-0, EAN 4006381333931",
        "1 000 000 users, 12 345 678 bytes",
        "550e8400-e29b-41d4-a716-446655440000",
        "deadbeef1234567890abcdef12345678",
        "timestamp 1672531199000, id 4111111111",
        "1280 x 720, 1920x1080 1366x768",
        "Shot 2017-08-04 01-06-50-290.jpg",
        "Shot_d 2017-08-04 01-06-50-290 and 2017-08-04_01-06-50-290",
        "@mira@lumo.social, mastodon: @mira@lumo.social",
        "policy scriptContext@Context.ScriptContext {info}",
        "phone model 20451234",
        "0000 0000 0000 0000",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn amounts_code_and_ids_are_no_phones() {
    for text in [
        "--tx-out $(cat stake.addr)+550000000 \\",
        "--tx-out \"$(cat payment.addr)\"+44123456789",
        "--tx-out ${addr}+4412345678",
        "rewards: +550000000 lovelace",
        "it paid +4412345678 wei and +38640123 sats",
        "the total is +41 000 000 000",
        "balance +381000000",
        "f(x)+4412345678",
        "a[i]+4412345678;",
        "at +48.856614 +2.352222 or +44.8176400",
        "position +48.8566140 / 2.3522219",
        "send a message to chat 1234567890",
        "call block 7654321098 again",
        "dial plan id 4412345678",
        "calling user 912345678",
        "registered account 912345678",
        "slot 41234567, epoch 298, block 6543210",
        "at desk 3, row 1234567 of 12345678",
        "office build 16.0.14326.20404",
        "Excel Mobile 16001.14326.20404",
        "SMS gateway 192.168.100.200:8080",
        "tel aviv 20180301120000",
        "the text me and 3.141592653",
        "mobile Safari/604.1 AppleWebKit/605.1.15",
        "Chrome Mobile 91.0.4472.124",
        "cell A1 to 2345678 and cells 1234567",
        "let me tell you: 12345678 rows",
        "phone app 1.20.3.4567",
        "fax machine 2007-01-04 14:18",
        "tel: 4,123,456,789 bytes",
        "error 0xC0000005 (3221225477)",
        "v2.0.50727.8937 and 4.0.30319.42000",
        "GTIN 04006381333931, IMEI 356938035643809",
        "id=5551234567, uid: 1234567890",
        "order 555-123-4567",
        "serial: 555-123-4567",
        "lat 46.05108, lon 14.50513",
        "46.0510800 14.5051300",
        "(46.05108, 14.50513)",
        "1,234,567.89 USD and $1 234 567",
        "2024-01-02 123456 and 12.03.2024 14:05:33",
        "0012:00403210 00000000`774f1ecd",
        "let id = 5551234567;",
        "errno 2147942405",
        "frames 1234567-2345678",
        "ms since: mobile 1625731200000",
        "+1234567890123 ms",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn most_text_is_looked_at_no_further() {
    let may = |text: &str| may_hold(text);
    for text in [
        "call 555-234-5678",
        "<b>555</b>-234&nbsp;5678",
        "GB02RVXB01271286793653",
        "+386\u{a0}40\u{a0}123\u{a0}456",
        "visa/4454794511390933",
        "a@b",
        "sk_live_0123456789",
    ] {
        assert!(may(text), "{text}");
    }
    for text in [
        "Version 4.2.1, 690 by 388",
        "uploads/2X/3/3f21234567.png",
        "/t/reset/1234567/8",
        "a=1234567 b_7654321 .12345678",
        "w=690, h=388, 1920x1080",
        "в 2017 году 12 раз, 345 и 6",
    ] {
        assert!(!may(text), "{text}");
    }
}

#[test]
fn numbers_in_code_need_more() {
    let text = "call 555-234-5678 4454794511390933";
    let code = 0..text.len();
    assert_eq!(detect(text, std::slice::from_ref(&code)), []);
    assert_eq!(detect(text, &[]).len(), 2);
}

#[test]
fn any_text_is_read() {
    for piece in [
        " at ",
        "(at)",
        " dot ",
        "собака",
        "@",
        "+",
        "(",
        "1",
        "é",
        "12345678",
        "eyJ",
        "-----BEGIN ",
        "GB02",
        "://",
        ":",
    ] {
        for other in [
            "",
            "a",
            "lumo.si",
            "@",
            "é",
            ".",
            "1234567",
            "PRIVATE KEY-----",
            "\u{202f}",
            "a:b@c.de",
        ] {
            let text = format!("{piece}{other}{piece}{other}{piece}");
            for hit in detect(&text, &[]) {
                assert!(!text[hit.range].is_empty());
            }
        }
    }
}
