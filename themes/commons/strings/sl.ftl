### Slovenščina: every word the theme says. Plain text; no markup.

## Frame

skip = Preskoči na vsebino
nav-main = Glavni meni
nav-languages = Jezik
nav-crumbs = Tukaj ste
nav-tree = Vsi odgovori
nav-products = Izdelki
nav-categories = Kategorije
nav-topics = Teme
nav-keywords = Ključne besede
nav-people = Ljudje
nav-ask = Vprašajte
nav-letters = Po abecedi
nav-months = Po datumu
nav-feed = Vir novosti
browse = Prebrskajte vsa vprašanja
footer-sources = Viri:
licence = Licenca:
list-empty = Tu še ni ničesar.
copy = Kopiraj
copied = Kopirano
as-markdown = Prikaži kot Markdown
copy-markdown = Kopiraj kot Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Barve
scheme-auto = Kot na tej napravi
scheme-light = Svetle
scheme-dark = Temne
close = Zapri
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Strani
pager-previous = Nazaj
pager-next = Naprej
pager-all = Vse strani ({ $n })

## Home

home-heading = Kako vam lahko pomagamo?
home-lead =
    { $n ->
        [one] { $n } vprašanje z odgovori skupnosti { $brand }
        [two] { $n } vprašanji z odgovori skupnosti { $brand }
        [few] { $n } vprašanja z odgovori skupnosti { $brand }
       *[other] { $n } vprašanj z odgovori skupnosti { $brand }
    }
home-products = Izberite izdelek
home-categories = Vprašanja po kategorijah
all-products = Vsi izdelki
all-categories = Vse kategorije
popular-answers = Priljubljeni odgovori
newly-solved = Na novo rešena

## Products and categories

# Above the parts of a category, or the versions of a product.
narrow = Zožite izbor
# Behind a number of questions: how many of them.
n-solved =
    { $n ->
        [one] { $n } rešeno
        [two] { $n } rešeni
        [few] { $n } rešena
       *[other] { $n } rešenih
    }

## Search

search-label = Iskanje odgovorov
search-placeholder = Vprašajte po svoje
search-button = Išči
search-results = Zadetki
search-none = Ni zadetkov. Poskusite z manj besedami ali drugačnimi.
search-nothing = Nič ni blizu vašemu vprašanju.
search-topics = Morda pomagajo te teme:
search-weak = Prikaži šibkejše zadetke
search-elsewhere = Samo v drugem jeziku:
search-question = Vprašanje
# %q stands for the words that were searched for instead.
search-instead = Prikazani so zadetki za %q
search-loading = Iščem …
search-near = Ste morda mislili:
search-ask = Vprašajte skupnost
search-all = Prikaži vse zadetke
search-more = Prikaži več
search-lost = Nekateri zadetki morda manjkajo: dela iskanja ni bilo mogoče naložiti.
search-failed = Iskanja ni bilo mogoče naložiti. Poskusite znova ali prebrskajte vprašanja po temah.
search-version = Iskanje je izdelala druga različica programa. Osvežite stran; če to ne pomaga, je treba spletno mesto znova zgraditi.
search-file = Brskalniki na strani, odprti iz mape, ne dovolijo iskanja. Postavite spletno mesto na strežnik ali uporabite spodnje sezname.
search-disk = Po spletnem mestu, odprtem iz mape na disku, ni mogoče iskati. Postavite ga na strežnik.
search-filters = Filtri
search-clear = Odstrani filtre
search-sort = Razvrsti
search-by-fit = Najprej najboljši
search-by-date = Najprej najnovejši
search-newest-of = najnovejši od %n najboljših
search-language = Jezik
search-any-language = Vsi jeziki
search-product = Izdelek
search-any-product = Vsi izdelki
search-grade = Stanje
search-any-grade = Vsa stanja
search-year = Leto
search-any-year = Vsa leta
popular-topics = Priljubljene teme
search-noscript = Iskanje potrebuje JavaScript. Brez njega so vsa vprašanja dosegljiva prek spodnjih seznamov.

## How sure an answer is

solved = Rešeno
official = Uradni odgovor
confirmed = Potrdil avtor vprašanja
self-answered = Odgovor avtorja vprašanja
corroborated = Potrjeno od drugih
answered = Nepotrjen odgovor
contested = Odgovori se razlikujejo
unresolved = Še ni rešeno
accepted = Sprejeti odgovor
check-due = Čaka na pregled
contested-note = Mnenja se razhajajo: preden se odločite, preberite tudi druge odgovore.
unresolved-note = Ta odgovor še ni označen kot rešitev, vendar vam lahko pomaga.
expired-note = Ta odgovor bi bilo treba preveriti do { $date }; od takrat se je lahko kaj spremenilo.
release-note = Po zadnjem preverjanju tega odgovora, { $date }, je izšlo: { $name }.
release-note-unchecked = Po tem, ko je bil ta odgovor napisan, { $date }, je izšlo: { $name }.
changed-original-note = Izvirnik tega prevoda se je po preverjanju spremenil:
no-answer-note = To vprašanje še nima odgovora.
# The name of a person or team and a date follow, then a date alone.
checked-by = Preverjanje:
checked = Preverjeno
age-years =
    { $n ->
        [one] pred { $n } letom
        [two] pred { $n } letoma
        [few] pred { $n } leti
       *[other] pred { $n } leti
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Ali to še drži?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Sprašuje
asked-on = Vprašano
asked-as = Vprašanje, kot je bilo zastavljeno
best-answer = Najboljši odgovor
other-answers =
    { $n ->
        [one] Še { $n } odgovor
        [two] Še { $n } odgovora
        [few] Še { $n } odgovori
       *[other] Še { $n } odgovorov
    }
next-answers = Še nekaj dobrih odgovorov
discussion = Celotna razprava
discussion-lead = Vsi odgovori po časovnem redu, najstarejši najprej.
discussion-contents = Vsi odgovori po datumu
back-to-question = Vprašanje in najboljši odgovori
also-asked = Vprašano tudi tako
version = različica { $version }
edited = urejeno
permalink = Povezava
original-post = Izvirnik
source = Vir:
rail = Več o tem
related = Sorodna vprašanja
who-helped = Kdo je pomagal
also-in = V drugih jezikih

## Going on from here

did-it-help = Je odgovor pomagal?
feedback-yes = Da
feedback-no = Ne
feedback-thanks = Hvala, da ste nam povedali.
feedback-near = Morda pomaga kaj od tega:
feedback-note = Vaš odgovor se šteje brez piškotkov in brez imen. Da ste odgovorili, si zapomni samo ta zavihek, dokler ga ne zaprete.
did-it-help-thread = Če ne, pišite v izvirno temo: tam vam lahko še kdo odgovori.
did-it-help-ask = Če ne, vprašajte skupnost.
same-question = Imate enako vprašanje?
same-question-text = Povejte skupnosti: več ko vas sprašuje, prej bo kdo odgovoril.
still-stuck = Še vedno v težavah?
open-thread = Odprite izvirno temo
ask-new = Zastavite novo vprašanje

## Counts

n-questions =
    { $n ->
        [one] { $n } vprašanje
        [two] { $n } vprašanji
        [few] { $n } vprašanja
       *[other] { $n } vprašanj
    }
n-answers =
    { $n ->
        [one] { $n } odgovor
        [two] { $n } odgovora
        [few] { $n } odgovori
       *[other] { $n } odgovorov
    }
n-best =
    { $n ->
        [one] { $n } najboljši odgovor
        [two] { $n } najboljša odgovora
        [few] { $n } najboljši odgovori
       *[other] { $n } najboljših odgovorov
    }
n-comments =
    { $n ->
        [one] { $n } komentar
        [two] { $n } komentarja
        [few] { $n } komentarji
       *[other] { $n } komentarjev
    }
n-votes =
    { $n ->
        [one] { $n } glas
        [two] { $n } glasova
        [few] { $n } glasovi
       *[other] { $n } glasov
    }
helped-n =
    { $n ->
        [one] pomoč pri { $n } vprašanju
        [two] pomoč pri { $n } vprašanjih
        [few] pomoč pri { $n } vprašanjih
       *[other] pomoč pri { $n } vprašanjih
    }

## People

deleted-user = izbrisan račun
role-staff = ekipa { $brand }
role-brand = uradni račun
role-expert = strokovnjak skupnosti
role-moderator = moderator
# After a name: whose question it is.
by-asker = avtor vprašanja
role-bot = bot
people-lead = Vsi, katerih odgovori so na teh straneh. Hvala vam!
profile = Profil v skupnosti
helped-with = Odgovorjena vprašanja

## Titles and descriptions of pages

title-products = Izdelki
title-categories = Kategorije
title-product = { $product }
title-category = { $category }
title-tags = Teme
title-keywords = Ključne besede
title-people = Kdo pomaga
title-letters = Vsa vprašanja po abecedi
title-months = Vsa vprašanja po datumu
title-search = Iskanje
title-missing = Te strani ni
missing-lead = Morda se je preselila ali pa je v naslovu napaka. Poiščite, kar potrebujete:
title-tag = Vprašanja na temo »{ $tag }«
title-keyword = Vprašanja na temo »{ $keyword }«
title-letter = Vprašanja: { $letter }
title-month = { $month }: vprašanja
title-page = { $title }, stran { $page }
title-discussion = { $title }: celotna razprava
# Stands for titles that begin with no letter.
other-letter = Drugo
description-home =
    { $n ->
        [one] { $n } vprašanje z odgovori skupnosti in ekipe: iščite ali brskajte po temah.
        [two] { $n } vprašanji z odgovori skupnosti in ekipe: iščite ali brskajte po temah.
        [few] { $n } vprašanja z odgovori skupnosti in ekipe: iščite ali brskajte po temah.
       *[other] { $n } vprašanj z odgovori skupnosti in ekipe: iščite ali brskajte po temah.
    }
description-tag =
    { $n ->
        [one] { $n } vprašanje na temo »{ $tag }«, z odgovori.
        [two] { $n } vprašanji na temo »{ $tag }«, z odgovori.
        [few] { $n } vprašanja na temo »{ $tag }«, z odgovori.
       *[other] { $n } vprašanj na temo »{ $tag }«, z odgovori.
    }
description-product =
    { $n ->
        [one] { $n } vprašanje o izdelku { $product }, z odgovori.
        [two] { $n } vprašanji o izdelku { $product }, z odgovori.
        [few] { $n } vprašanja o izdelku { $product }, z odgovori.
       *[other] { $n } vprašanj o izdelku { $product }, z odgovori.
    }
description-category =
    { $n ->
        [one] { $n } vprašanje v kategoriji »{ $category }«, z odgovori.
        [two] { $n } vprašanji v kategoriji »{ $category }«, z odgovori.
        [few] { $n } vprašanja v kategoriji »{ $category }«, z odgovori.
       *[other] { $n } vprašanj v kategoriji »{ $category }«, z odgovori.
    }
description-person = Vprašanja, pri katerih pomaga { $name }: { $n }.

## Within answers

# Above the headings of an answer that has several.
contents = Na tej strani
# Titles of boxes that stand out.
alert-note = Opomba
alert-tip = Nasvet
alert-important = Pomembno
alert-warning = Opozorilo
alert-caution = Pozor
# The signs of a task list, for those who do not see them.
task-done = Opravljeno
task-open = Še ni opravljeno
footnotes = Sprotne opombe
footnote-back = Nazaj k besedilu
# Cards in the place of what other sites show. $host is a site.
media-video = Video
media-video-at = Video na { $host }
media-audio = Posnetek
media-audio-at = Posnetek na { $host }
media-picture = Slika
media-picture-at = Slika na { $host }
media-embed = Vdelana vsebina
media-embed-at = Vsebina s spletišča { $host }
media-page = Stran
media-page-at = Stran na { $host }
media-file = Datoteka
media-file-at = Datoteka na { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Povečaj sliko
poll-votes =
    { $n ->
        [one] { $n } glas
        [two] { $n } glasova
        [few] { $n } glasovi
       *[other] { $n } glasov
    }
poll-voters =
    { $n ->
        [one] Glasoval je { $n } človek
        [two] Glasovala sta { $n } človeka
        [few] Glasovali so { $n } ljudje
       *[other] Glasovalo je { $n } ljudi
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day }. { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] januarja
        [2] februarja
        [3] marca
        [4] aprila
        [5] maja
        [6] junija
        [7] julija
        [8] avgusta
        [9] septembra
        [10] oktobra
        [11] novembra
       *[12] decembra
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Januar
        [2] Februar
        [3] Marec
        [4] April
        [5] Maj
        [6] Junij
        [7] Julij
        [8] Avgust
        [9] September
        [10] Oktober
        [11] November
       *[12] December
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Vsebina
other-questions = Druga vprašanja

## Without a network

# A page that is not kept on the reader's device.
offline-title = Niste povezani s spletom
offline-text = Ta stran ni shranjena v tej napravi. Kar ste že prebrali, je še vedno tu.
