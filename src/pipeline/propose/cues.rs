//! Words by which titles are told apart, in English, Ukrainian, Russian and Slovenian.

/// Roman numbers that are hardly ever a word.
pub(super) const ROMAN: &[&str] =
    &["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV"];

/// Each month's names, in the forms in which titles have them.
const MONTHS: [&str; 12] = [
    "january jan січень січня січні январь января январе januar januarja januarju",
    "february feb лютий лютого лютому февраль февраля феврале februar februarja februarju",
    "march mar березень березня березні март марта марте marec marca marcu",
    "april apr квітень квітня квітні апрель апреля апреле aprila aprilu",
    "may травень травня травні май мая мае maj maja maju",
    "june jun червень червня червні июнь июня июне junij junija juniju",
    "july jul липень липня липні июль июля июле julij julija juliju",
    "august aug серпень серпня серпні август августа августе avgust avgusta avgustu",
    "september sep sept вересень вересня вересні сентябрь сентября сентябре septembra septembru",
    "october oct жовтень жовтня жовтні октябрь октября октябре oktober oktobra oktobru",
    "november nov листопад листопада листопаді ноябрь ноября ноябре novembra novembru",
    "december dec грудень грудня грудні декабрь декабря декабре decembra decembru",
];

/// Months that are other words, or people, as well.
pub(super) const DOUBTFUL: &[&str] = &[
    "march",
    "may",
    "april",
    "june",
    "august",
    "лютий",
    "лютого",
    "maja",
    "julija",
    "januar",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

const WEEKDAYS: [&str; 7] = [
    "monday понеділок понеділка понедельник понедельника ponedeljek ponedeljka",
    "tuesday вівторок вівторка вторник вторника torek torka",
    "wednesday середа середу среда среду sreda sredo",
    "thursday четвер четверга четверг četrtek četrtka",
    "friday п'ятниця п'ятницю пятница пятницу petek petka",
    "saturday субота суботу суббота субботу sobota soboto",
    "sunday неділя неділю воскресенье nedelja nedeljo",
];

/// Tells which month a word names, from 1 on.
pub(super) fn month(word: &str) -> Option<u64> {
    place(&MONTHS, word)
}

/// Tells which day of the week a word names, from 1 on.
pub(super) fn weekday(word: &str) -> Option<u64> {
    place(&WEEKDAYS, word)
}

fn place(lists: &[&str], word: &str) -> Option<u64> {
    let has = |list: &&str| list.split(' ').any(|known| known == word);
    lists.iter().position(has).map(|at| at as u64 + 1)
}

/// A thread whose title starts with one of these comes again.
pub(super) const REGULARLY: &[&str] = &[
    "weekly",
    "biweekly",
    "fortnightly",
    "monthly",
    "quarterly",
    "yearly",
    "annual",
    "щотижнева",
    "щотижневий",
    "щотижневе",
    "щотижневі",
    "щомісячна",
    "щомісячний",
    "щомісячне",
    "щомісячні",
    "щорічна",
    "щорічний",
    "еженедельная",
    "еженедельный",
    "еженедельное",
    "еженедельные",
    "ежемесячная",
    "ежемесячный",
    "ежемесячное",
    "ежемесячные",
    "ежегодная",
    "ежегодный",
    "tedenska",
    "tedenski",
    "tedensko",
    "tedenske",
    "mesečna",
    "mesečni",
    "mesečno",
    "mesečne",
    "letna",
    "letni",
];

/// These say it of a thread only together with what people come together for.
pub(super) const DAILY: &[&str] = &[
    "daily",
    "щоденна",
    "щоденний",
    "щоденне",
    "ежедневная",
    "ежедневный",
    "ежедневное",
    "dnevna",
    "dnevni",
    "dnevno",
];

/// What people come together for.
pub(super) const GATHERINGS: &[&str] = &[
    "thread",
    "discussion",
    "chat",
    "standup",
    "meeting",
    "meetup",
    "call",
    "digest",
    "roundup",
    "recap",
    "newsletter",
    "challenge",
    "contest",
    "showcase",
    "megathread",
    "тред",
    "гілка",
    "обговорення",
    "розмова",
    "зустріч",
    "дайджест",
    "конкурс",
    "виклик",
    "тема",
    "ветка",
    "обсуждение",
    "встреча",
    "pogovor",
    "srečanje",
    "sestanek",
    "izziv",
    "natečaj",
    "novice",
];

/// With a number beside them they name one of a series.
pub(super) const TIMES: &[&str] = &[
    "week",
    "month",
    "day",
    "year",
    "episode",
    "edition",
    "тиждень",
    "місяць",
    "день",
    "випуск",
    "неделя",
    "месяц",
    "выпуск",
    "teden",
    "mesec",
    "dan",
    "izdaja",
];

/// "of the week", where that is one word.
pub(super) const OF_TIME: &[&str] = &[
    "тижня",
    "місяця",
    "дня",
    "року",
    "недели",
    "месяца",
    "года",
    "tedna",
    "meseca",
    "dneva",
    "leta",
];

/// How news of a version start.
pub(super) const NEWS: &[&str] = &[
    "what's new in",
    "what’s new in",
    "whats new in",
    "what is new in",
    "що нового в",
    "що нового у",
    "что нового в",
    "kaj je novega v",
    "novosti v",
    "release notes",
    "changelog",
    "список змін",
    "список изменений",
];

pub(super) const DIFFERENCE: &[&str] = &[
    "difference",
    "differences",
    "differ",
    "differs",
    "vs",
    "versus",
    "compare",
    "compared",
    "comparison",
    "distinguish",
    "distinguishes",
    "різниця",
    "відрізняється",
    "відрізняються",
    "відмінність",
    "відмінності",
    "порівняння",
    "разница",
    "отличие",
    "отличия",
    "отличается",
    "отличаются",
    "сравнение",
    "razlika",
    "razlike",
    "razlikuje",
    "primerjava",
];

pub(super) const CHOICE: &[&str] = &[
    "recommend",
    "recommended",
    "recommendation",
    "recommendations",
    "suggestion",
    "suggestions",
    "suggest",
    "favorite",
    "favourite",
    "best",
    "порадьте",
    "порекомендуйте",
    "рекомендації",
    "найкращий",
    "найкраща",
    "найкраще",
    "найкращі",
    "посоветуйте",
    "рекомендации",
    "лучший",
    "лучшая",
    "лучшее",
    "лучшие",
    "priporočate",
    "priporočila",
    "priporočilo",
    "najboljši",
    "najboljša",
    "najboljše",
];

pub(super) const WHY: &[&str] = &["why", "чому", "навіщо", "почему", "зачем", "zakaj", "čemu"];

pub(super) const WHEN: &[&str] = &["when", "коли", "когда", "kdaj"];

pub(super) const WHO: &[&str] = &["who", "хто", "кто", "kdo"];

pub(super) const OTHER: &[&str] = &[
    "how",
    "what",
    "what's",
    "what’s",
    "whats",
    "which",
    "where",
    "is",
    "are",
    "do",
    "does",
    "did",
    "can",
    "could",
    "will",
    "would",
    "should",
    "has",
    "have",
    "was",
    "were",
    "як",
    "що",
    "який",
    "яка",
    "яке",
    "які",
    "чи",
    "скільки",
    "де",
    "куди",
    "звідки",
    "как",
    "что",
    "какой",
    "какая",
    "какое",
    "какие",
    "ли",
    "сколько",
    "где",
    "куда",
    "откуда",
    "kako",
    "kaj",
    "kateri",
    "katera",
    "katero",
    "kakšen",
    "kakšna",
    "kakšno",
    "ali",
    "koliko",
    "kje",
    "kam",
    "kod",
];

/// Words that say what holds in one case.
pub(super) const CONDITIONS: &[&str] = &[
    "if",
    "unless",
    "when",
    "whether",
    "otherwise",
    "якщо",
    "коли",
    "інакше",
    "если",
    "когда",
    "иначе",
    "če",
    "ko",
    "kadar",
    "sicer",
    "wenn",
    "falls",
    "si",
    "quand",
    "jeśli",
    "gdy",
];

/// Words that deny what a sentence says, beside those that end in `n't`.
pub(super) const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "cannot",
    "neither",
    "nor",
    "не",
    "ні",
    "ніколи",
    "немає",
    "нет",
    "никогда",
    "нельзя",
    "ne",
    "ni",
    "niso",
    "niti",
    "nikoli",
    "nima",
    "nimajo",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "nie",
    "pas",
    "jamais",
    "non",
];

/// Words that deny a thing, not what the sentence says: both together deny nothing.
pub(super) const WITHOUT: &[&str] = &["without", "без", "brez", "ohne", "sans", "bez"];

/// Behind a negation these take it back: "not only".
pub(super) const ONLY: &[&str] = &[
    "only",
    "just",
    "лише",
    "тільки",
    "только",
    "лишь",
    "le",
    "samo",
    "zgolj",
    "nur",
    "seulement",
    "tylko",
];

/// Words that say how much something is at most or at least.
pub(super) const BOUNDS: &[&str] = &[
    "more",
    "less",
    "fewer",
    "longer",
    "higher",
    "lower",
    "over",
    "exceed",
    "above",
    "below",
    "більше",
    "менше",
    "довше",
    "вище",
    "нижче",
    "понад",
    "больше",
    "меньше",
    "дольше",
    "выше",
    "ниже",
    "свыше",
    "več",
    "manj",
    "dlje",
    "višje",
    "nižje",
    "nad",
    "pod",
    "mehr",
    "weniger",
    "plus",
    "moins",
];

/// Behind these a negation denies nothing: "поки не блимне" is "until it blinks".
pub(super) const UNTIL: &[&str] = &["поки", "доки", "пока", "покуда", "dokler", "dopóki"];

/// Words with which an answer begins, and which claim nothing.
pub(super) const FILLERS: &[&str] = &[
    "yes",
    "sadly",
    "unfortunately",
    "sorry",
    "так",
    "жаль",
    "вибачте",
    "да",
    "сожалению",
    "увы",
    "ja",
    "žal",
    "oprostite",
    "leider",
];
