//! Sentences that hold words which names are made of, and no name: none of them changes.

use serde_json::json;

use crate::harness::Site;

/// People with names that are words, or whose cases are.
const NAMES: [&str; 20] = [
    "Mark Brown",
    "Rose Hill",
    "Will Young",
    "Roman Novak",
    "Vera Lah",
    "Bill Rich",
    "Grace Field",
    "Ana Kos",
    "Jan Medved",
    "Marko Kralj",
    "Світлана Бойко",
    "Надія Ткач",
    "Роман Мороз",
    "Віра Коваль",
    "Марко Вовк",
    "Вера Белая",
    "Марк Зайцев",
    "Надежда Соколова",
    "Роман Волков",
    "Светлана Орлова",
];

const ENGLISH: &str = "\
The marks on the brown cable fade after a week.
Mark all brown wires before you cut them.
A romantic light is what the lamp calls its third scene.
Roman numerals are printed on the back of the hub.
The hill rose behind the mast, and the signal was lost.
We planted a rose on the hill beside the antenna.
The young will learn it faster than we did.
Will it work with a young battery?
It will, young or old.
A rich bill came for the repair.
The bill was rich in detail.
He fields calls with grace.
The grace period ends, and the field turns red.
Put A. B. on the label, then press it flat.
Points A and B are joined by the white wire.
Row A. B. and C. are empty in the table.
Section M. Bridges explains the marks.
Brown, marked with a pen, is the ground wire.
The brown mark is the ground.
Vera is the name of the typeface on the display.
The lamp rose to 40 degrees, and the hill of the curve is there.
Marks: brown 2, white 3.
The novel by a Roman author is no manual.
Novak's law is not about lamps.
A field of grace notes plays when it starts.
Young plants need the blue light, and will bend to it.
Rosehills is a street, and the hub does not know it.
The willing reader finds it on page 3.
A marker, brown or black, will do.
Billing is rich with options.
Jan. 3 was the last update, Medved was its code.
The kos scale is not the one that is used.
W. is the unit of power, and Y. its reserve.
I asked about the Mark II, brown, with two plugs.
Bookmark browns were dropped from the theme.
The remark browned off nobody.
Grace, then field, then length: that is the order of bytes.
Hill, rose, lake and plain are its four scenes.
Will the hub pair? Young firmware cannot.
Rich text, bill of materials and drawings are in the folder.
The fieldbus has a grace time of two seconds.
She rose, and the hill was dark.
A. Brownout is noted in the log.
B. Marking is done by the laser.
R. Hillock and his lamps are a brand.
The letter M. B stands on the valve.
Vera lahko means nothing in English.
Anakonda is a resin, and Kosana a glue.
Markings are brownish when it is warm.
It was bill, rich in zeros, that came last.";

const SLOVENE: &str = "\
Vera v svetlobo je lahka.
Marka ni na ovojnici.
Markovci imajo novo pošto.
Lah nit nosi žarnico.
Kralj marko ni podpisan.
Roman o novaku je na polici.
Novak roman bere zvečer.
Ana lysis ni beseda, a kos papirja je.
Kosi papirja so v škatli, ana logno.
Medved jan ne pride do svetilke.
Januarja medved spi.
Kos je sedel na žici, ana je modra.
Vera lahko zavira, luč pa ne.
Z romanom novakov ni mogoče zagnati.
Marke kraljevine so redke.
Kralju markantno odgovorimo.
Verige lahke kovine so v vreči.
Jane medvedi ne marajo.
Ananas, kos za kosom.
Roman in novela sta v isti škatli.
Markiza kraljuje nad vrati.
Verjetno lah ne pomaga.
Kosilo je ob dveh, anamneza ob treh.
V. L. pomeni visoka luč.
Oznaka A. K. stoji na dnu.
Priključka M. in K. sta rdeča.
Romanje novakinj je v juniju.
Markica kraljice je na vtiču.
Novakov roman je debel.
Kraljevo marko so prodali.
Medvedova jankina streha pušča.
Kosa je ostra, anas pa ne poznamo.
Vere lahko ni nihče merit.
Jan. 2026 medvedje ne spijo.
Romana novakova knjiga ni.
Lahko vera pomaga, luč pa zagotovo.
Kos kabla, ana v prilogi.
Marko je ime mize, kralj pa stola.
Kralj. Marko. Dve besedi.
Novak, a roman bo drug.
Medved in jan ostaneta.
Lah, vera in up.
Kose ananasa odrežite.
V romanu novak ne sodi.
Markov kraljevski ton je rumen.
Verin lahek dotik prižge luč.
Janova medvedka je igrača.
Romanski novaki so kamni.
Anini kosi so v vreči.
Kraljica marko pozna.";

const UKRAINIAN: &str = "\
Світла бойка пісня звучить з хаба.
Світлана кімната, бойко горить лампа.
Надія є, ткач бере нитку.
Надії ткачам вистачає.
З надією ткача лампа горіла.
Роман про мороз лежить на полиці.
Романи морозної зими читають удома.
Мороз, роман і чай.
Віра коваля міцна.
Вірю ковалю, він лагодить лампи.
Віри ковалям не бракує.
Марка вовка не видно на коробці.
Марки вовків рідкісні.
Вовк. Марко. Два слова.
Вовка маркують датчиком.
Ткача надійного знайти важко.
Ткачі, надія є.
Бойко, світло, швидко.
Бойкот світлан не було.
Світанок бойківський гарний.
Морозом романтика не закінчується.
Мороза романи не бояться.
Коваль вірить у метал.
Ковалі, віра і вогонь.
А. Б. написано на кришці.
Контакти С. і Б. з'єднані.
Літери Н. Т. стерлися.
Рядок Р. М. порожній.
М. Вовкуваті місця обходьте.
Надійно тканий чохол.
Роману морозиво не шкодить.
Романс, мороз, зима.
Вірний ковальський молот.
Маркування вовняне.
Світлий бойовий режим.
Світлані бойові ліхтарі.
Марко має вовну.
Віра, надія і любов коваль не кує.
Ткацький надійний верстат.
Вовчий марковий знак.
Морозний романтичний вечір.
Ковальня вірша не пише.
Бойлер світиться.
Надіями ткач не живе.
На морозі роман не читають.
Вовки марку не бачать.
Світлина бойова.
Романтика, морозиво.
Маркою вовк не став.
Коваля віра не зламала.";

const RUSSIAN: &str = "\
Вера, белая, как снег.
Веры белой бумаги хватит.
Верю белой лампе.
Верой белый свет не заменить.
Белая вера, белый свет.
Марка зайцева чая стёрлась.
Марки зайцам не нужны.
Зайцев маркируют датчиком.
Надежда соколов не пугает.
Надежды соколам не вредят.
Соколова надежда на ветер.
Романс волков не пугает.
Романы волкам не читают.
Волков романтика не трогает.
Светлана комната, орлова тень.
Светлая орлова тень легла.
Орлова светлая тень легла.
Светло, орлы летят.
А. Б. написано на крышке.
Контакты С. и О. соединены.
Буквы В. Б. стёрлись.
Строка Р. В. пуста.
М. Зайчатина тут ни при чём.
Н. Соколиная улица не видна.
Вера, надежда, любовь.
Верный белый кабель.
Маркировка зайца жёлтая.
Надёжный соколиный глаз.
Романтика волчья.
Роман о волке лежит на полке.
С верой белые ночи короче.
Белой веры не бывает.
Белую веру не пишут.
Соколами надежду не кормят.
Волка роман не обрадует.
Зайца марка не радует.
Зайцы, марка, чай.
Орлу светлая память.
Светлана, да не та: орлова порода.
Надеждой соколиной живут.
Волк. Роман. Два слова.
Романс, волк, луна.
Маркер зайцу не нужен.
Вертел белый гриб.
Орлы светят фарами.
Соколы, надежда есть.
Веру, белый чай и мёд.
Романов волк не читал.
Марка. Зайцев нет.
Надежд, соколов и ветров много.";

#[test]
fn no_innocent_word_is_taken_for_a_form_of_a_name() {
    let mut people = String::from("people:\n");
    for name in NAMES {
        people += &format!("  - {{name: {name}, forms: [reversed, initials, cases]}}\n");
    }
    let all = [ENGLISH, SLOVENE, UKRAINIAN, RUSSIAN];
    let record = |(n, sentences): (usize, &&str)| {
        let body = sentences.lines().collect::<Vec<_>>().join("\n\n");
        let answer = json!({"id": "a", "accepted": true, "markup": "markdown", "body": body});
        let record = json!({"id": n, "title": "What stays?", "answers": [answer],
            "question": {"body": "Which words stay?"}});
        format!("{record}\n")
    };
    let built = Site::new("")
        .with("answerbook.yaml", "title: A\nsources: [{type: jsonl, path: a.jsonl}]\n")
        .with("a.jsonl", all.iter().enumerate().map(record).collect::<String>())
        .with("privacy.yaml", people)
        .build();
    built.report();
    let mut taken = Vec::new();
    let mut n_sentences = 0;
    for (n, sentences) in all.iter().enumerate() {
        let page = built.page(&format!("questions/what-stays-{n}.html"));
        let page = html_escape::decode_html_entities(page).replace('’', "'");
        n_sentences += sentences.lines().count();
        taken.extend(sentences.lines().filter(|sentence| !page.contains(sentence)));
    }
    assert_eq!(n_sentences, 200);
    assert_eq!(taken, [] as [&str; 0]);
}
