### Čeština: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Přejít k obsahu
nav-main = Hlavní nabídka
nav-languages = Jazyk
nav-crumbs = Jste zde
nav-tree = Všechny odpovědi
nav-products = Produkty
nav-categories = Kategorie
nav-topics = Témata
nav-keywords = Klíčová slova
nav-people = Lidé
home-products = Vyberte produkt
home-categories = Procházet podle kategorií
all-products = Všechny produkty
all-categories = Všechny kategorie
popular-answers = Oblíbené odpovědi
narrow = Zúžit výběr
nav-ask = Zeptat se
nav-letters = Od A do Z
nav-months = Podle data
nav-feed = Kanál novinek
browse = Procházet všechny otázky
footer-sources = Odpovědi z:
licence = Licence:
list-empty = Zatím tu nic není.
copy = Kopírovat
copied = Zkopírováno
as-markdown = Zobrazit jako Markdown
copy-markdown = Kopírovat jako Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Barvy
scheme-auto = Podle zařízení
scheme-light = Světlé
scheme-dark = Tmavé
close = Zavřít
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Stránky
pager-previous = Předchozí
pager-next = Další
pager-all = Všechny stránky ({ $n })

## Home

home-heading = S čím vám můžeme pomoci?
home-lead =
    { $n ->
        [one] { $n } otázka s odpověďmi komunity { $brand }
        [few] { $n } otázky s odpověďmi komunity { $brand }
        [many] { $n } otázky s odpověďmi komunity { $brand }
       *[other] { $n } otázek s odpověďmi komunity { $brand }
    }
newly-solved = Nově vyřešené

## Search

search-label = Hledat odpovědi
search-placeholder = Zeptejte se vlastními slovy
search-button = Hledat
search-results = Výsledky
search-none = Nic nenalezeno. Zkuste méně slov nebo jiná slova.
search-nothing = Nic se vaší otázce neblíží.
search-topics = Možná pomohou tato témata:
search-weak = Zobrazit slabší shody
search-elsewhere = Jen v jiném jazyce:
search-question = Otázka
# %q stands for the words that were searched for instead.
search-instead = Výsledky pro %q
search-loading = Hledám…
search-near = Měli jste na mysli:
search-ask = Zeptat se komunity
search-all = Zobrazit všechny výsledky
search-more = Zobrazit více
search-lost = Některé výsledky možná chybí: část vyhledávání se nepodařilo načíst.
search-failed = Vyhledávání se nepodařilo načíst. Zkuste to znovu nebo procházejte otázky podle témat.
search-version = Vyhledávání pochází z jiné verze programu. Načtěte stránku znovu; pokud to nepomůže, je třeba web znovu sestavit.
search-file = Prohlížeče nedovolují hledat na stránce otevřené ze složky. Umístěte web na webový server nebo použijte seznamy níže.
search-disk = Na webu otevřeném ze složky nelze hledat. Umístěte ho na webový server.
search-filters = Filtry
search-clear = Odebrat filtry
search-sort = Řadit
search-by-fit = Nejlepší nahoře
search-by-date = Nejnovější nahoře
search-newest-of = nejnovější ze %n nejlepších
search-language = Jazyk
search-any-language = Všechny jazyky
search-product = Produkt
search-any-product = Všechny produkty
search-grade = Stav
search-any-grade = Všechny stavy
search-year = Rok
search-any-year = Všechny roky
popular-topics = Oblíbená témata
search-noscript = Vyhledávání vyžaduje JavaScript. Bez něj najdete všechny otázky v seznamech níže.

## How sure an answer is

solved = Vyřešeno
official = Oficiální odpověď
confirmed = Potvrzeno tazatelem
self-answered = Odpověď tazatele
corroborated = Potvrzeno ostatními
answered = Nepotvrzená odpověď
contested = Odpovědi se liší
unresolved = Zatím nevyřešeno
accepted = Přijatá odpověď
check-due = Čeká na kontrolu
contested-note = Názory se tu různí: než se rozhodnete, přečtěte si i ostatní odpovědi.
unresolved-note = Nikdo tuto odpověď neoznačil jako řešení. Přesto vám může pomoci.
expired-note = Tato odpověď měla být zkontrolována do { $date }; od té doby se mohlo něco změnit.
release-note = Po poslední kontrole této odpovědi, { $date }, vyšlo: { $name }.
release-note-unchecked = Po napsání této odpovědi, { $date }, vyšlo: { $name }.
changed-original-note = Originál tohoto překladu se od kontroly změnil:
no-answer-note = Tato otázka zatím nemá odpověď.
# The name of a person or team and a date follow, then a date alone.
checked-by = Kontrola:
checked = Zkontrolováno
age-years =
    { $n ->
        [one] před { $n } rokem
        [few] před { $n } lety
        [many] před { $n } roku
       *[other] před { $n } lety
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Platí to ještě?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Otázku položil(a)
asked-on = Položeno
asked-as = Původní znění otázky
best-answer = Nejlepší odpověď
other-answers =
    { $n ->
        [one] { $n } další odpověď
        [few] { $n } další odpovědi
        [many] { $n } další odpovědi
       *[other] { $n } dalších odpovědí
    }
next-answers = Další dobré odpovědi
discussion = Celá diskuse
discussion-lead = Všechny odpovědi v časovém pořadí, nejstarší první.
discussion-contents = Všechny odpovědi podle data
back-to-question = Otázka a její nejlepší odpovědi
also-asked = Jiná znění otázky
version = verze { $version }
edited = upraveno
permalink = Odkaz
original-post = Originál
source = Zdroj:
rail = Více k tématu
related = Podobné otázky
who-helped = Kdo pomohl
also-in = V dalších jazycích

## Going on from here

did-it-help = Vyřešilo to váš problém?
feedback-yes = Ano
feedback-no = Ne
feedback-thanks = Děkujeme za odpověď.
feedback-near = Třeba pomůže něco z tohoto:
feedback-note = Vaše odpověď se počítá bez cookies a bez jmen. Že jste odpověděli, si pamatuje jen tato karta, dokud ji nezavřete.
did-it-help-thread = Pokud ne, napište do původního vlákna: tam vám ještě někdo může odpovědět.
did-it-help-ask = Pokud ne, zeptejte se komunity.
same-question = Máte stejnou otázku?
same-question-text = Řekněte o tom komunitě: čím víc lidí se ptá, tím dřív někdo odpoví.
still-stuck = Stále si nevíte rady?
open-thread = Otevřít původní vlákno
ask-new = Položit novou otázku

## Counts

n-questions =
    { $n ->
        [one] { $n } otázka
        [few] { $n } otázky
        [many] { $n } otázky
       *[other] { $n } otázek
    }
n-solved =
    { $n ->
        [one] { $n } vyřešená
        [few] { $n } vyřešené
        [many] { $n } vyřešené
       *[other] { $n } vyřešených
    }
n-answers =
    { $n ->
        [one] { $n } odpověď
        [few] { $n } odpovědi
        [many] { $n } odpovědi
       *[other] { $n } odpovědí
    }
n-best =
    { $n ->
        [one] { $n } nejlepší odpověď
        [few] { $n } nejlepší odpovědi
        [many] { $n } nejlepší odpovědi
       *[other] { $n } nejlepších odpovědí
    }
n-comments =
    { $n ->
        [one] { $n } komentář
        [few] { $n } komentáře
        [many] { $n } komentáře
       *[other] { $n } komentářů
    }
n-votes =
    { $n ->
        [one] { $n } hlas
        [few] { $n } hlasy
        [many] { $n } hlasu
       *[other] { $n } hlasů
    }
helped-n =
    { $n ->
        [one] pomoc s { $n } otázkou
        [few] pomoc s { $n } otázkami
        [many] pomoc s { $n } otázky
       *[other] pomoc s { $n } otázkami
    }

## People

deleted-user = bývalý člen
role-staff = tým { $brand }
role-brand = oficiální účet
role-expert = expert komunity
role-moderator = moderátor
# After a name: whose question it is.
by-asker = položil(a) otázku
role-bot = bot
people-lead = Všichni, jejichž odpovědi jsou na těchto stránkách. Děkujeme!
profile = Profil v komunitě
helped-with = Zodpovězené otázky

## Titles and descriptions of pages

title-products = Produkty
title-categories = Kategorie
title-product = { $product }
title-category = { $category }
title-tags = Témata
title-keywords = Klíčová slova
title-people = Lidé, kteří pomohli
title-letters = Všechny otázky od A do Z
title-months = Všechny otázky podle data
title-search = Vyhledávání
title-missing = Tuto stránku nemůžeme najít
missing-lead = Možná byla přesunuta nebo je v adrese překlep. Vyhledejte, co potřebujete:
title-tag = Otázky na téma { $tag }
title-keyword = Otázky na téma { $keyword }
title-letter = Otázky: { $letter }
title-month = Otázky: { $month }
title-page = { $title }, strana { $page }
title-discussion = { $title }: celá diskuse
# Stands for titles that begin with no letter.
other-letter = Ostatní
description-home =
    { $n ->
        [one] { $n } otázka s odpověďmi komunity a týmu: hledejte nebo procházejte podle témat.
        [few] { $n } otázky s odpověďmi komunity a týmu: hledejte nebo procházejte podle témat.
        [many] { $n } otázky s odpověďmi komunity a týmu: hledejte nebo procházejte podle témat.
       *[other] { $n } otázek s odpověďmi komunity a týmu: hledejte nebo procházejte podle témat.
    }
description-tag =
    { $n ->
        [one] { $n } otázka na téma { $tag } s odpověďmi.
        [few] { $n } otázky na téma { $tag } s odpověďmi.
        [many] { $n } otázky na téma { $tag } s odpověďmi.
       *[other] { $n } otázek na téma { $tag } s odpověďmi.
    }
description-product =
    { $n ->
        [one] { $n } otázka na téma { $product } s odpověďmi.
        [few] { $n } otázky na téma { $product } s odpověďmi.
        [many] { $n } otázky na téma { $product } s odpověďmi.
       *[other] { $n } otázek na téma { $product } s odpověďmi.
    }
description-category =
    { $n ->
        [one] { $n } otázka na téma { $category } s odpověďmi.
        [few] { $n } otázky na téma { $category } s odpověďmi.
        [many] { $n } otázky na téma { $category } s odpověďmi.
       *[other] { $n } otázek na téma { $category } s odpověďmi.
    }
description-person =
    { $n ->
        [one] { $name }: pomoc s { $n } otázkou.
        [few] { $name }: pomoc s { $n } otázkami.
        [many] { $name }: pomoc s { $n } otázky.
       *[other] { $name }: pomoc s { $n } otázkami.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Na této stránce
# Titles of boxes that stand out.
alert-note = Poznámka
alert-tip = Tip
alert-important = Důležité
alert-warning = Varování
alert-caution = Pozor
# The signs of a task list, for those who do not see them.
task-done = Hotovo
task-open = Zbývá udělat
footnotes = Poznámky pod čarou
footnote-back = Zpět k textu
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video
media-video-at = Video na { $host }
media-audio = Nahrávka
media-audio-at = Nahrávka na { $host }
media-picture = Obrázek
media-picture-at = Obrázek na { $host }
media-embed = Vložený obsah
media-embed-at = Obsah z { $host }
media-page = Stránka
media-page-at = Stránka na { $host }
media-file = Soubor
media-file-at = Soubor na { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Zvětšit obrázek
poll-votes =
    { $n ->
        [one] { $n } hlas
        [few] { $n } hlasy
        [many] { $n } hlasu
       *[other] { $n } hlasů
    }
poll-voters =
    { $n ->
        [one] { $n } hlasující
        [few] { $n } hlasující
        [many] { $n } hlasujícího
       *[other] { $n } hlasujících
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } kB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day }. { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] ledna
        [2] února
        [3] března
        [4] dubna
        [5] května
        [6] června
        [7] července
        [8] srpna
        [9] září
        [10] října
        [11] listopadu
       *[12] prosince
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Leden
        [2] Únor
        [3] Březen
        [4] Duben
        [5] Květen
        [6] Červen
        [7] Červenec
        [8] Srpen
        [9] Září
        [10] Říjen
        [11] Listopad
       *[12] Prosinec
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Obsah
other-questions = Další otázky

## Without a network

# A page that is not kept on the reader's device.
offline-title = Jste offline
offline-text = Tato stránka není uložena v tomto zařízení. Co jste už četli, tu stále je.
