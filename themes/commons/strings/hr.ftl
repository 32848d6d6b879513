### Hrvatski: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Preskoči na sadržaj
nav-main = Glavni izbornik
nav-languages = Jezik
nav-crumbs = Ovdje ste
nav-tree = Svi odgovori
nav-products = Proizvodi
nav-categories = Kategorije
nav-topics = Teme
nav-keywords = Ključne riječi
nav-people = Ljudi
home-products = Odaberite proizvod
home-categories = Pregled po kategorijama
all-products = Svi proizvodi
all-categories = Sve kategorije
popular-answers = Popularni odgovori
narrow = Suzi izbor
nav-ask = Postavi pitanje
nav-letters = Od A do Ž
nav-months = Po datumu
nav-feed = Izvor novosti
browse = Pregledaj sva pitanja
footer-sources = Odgovori iz izvora:
licence = Licencija:
list-empty = Ovdje još nema ničega.
copy = Kopiraj
copied = Kopirano
as-markdown = Prikaži kao Markdown
copy-markdown = Kopiraj kao Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Boje
scheme-auto = Kao na ovom uređaju
scheme-light = Svijetle
scheme-dark = Tamne
close = Zatvori
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Stranice
pager-previous = Prethodna
pager-next = Sljedeća
pager-all = Sve stranice ({ $n })

## Home

home-heading = Kako vam možemo pomoći?
home-lead =
    { $n ->
        [one] { $n } pitanje s odgovorima zajednice { $brand }
        [few] { $n } pitanja s odgovorima zajednice { $brand }
       *[other] { $n } pitanja s odgovorima zajednice { $brand }
    }
newly-solved = Nedavno riješeno

## Search

search-label = Pretraži odgovore
search-placeholder = Pitajte svojim riječima
search-button = Traži
search-results = Rezultati
search-none = Ništa nije pronađeno. Pokušajte s manje riječi ili s drugim riječima.
search-nothing = Ništa nije blizu vašem pitanju.
search-topics = Možda pomognu ove teme:
search-weak = Prikaži slabije pogotke
search-elsewhere = Samo na drugom jeziku:
search-question = Pitanje
# %q stands for the words that were searched for instead.
search-instead = Rezultati za %q
search-loading = Pretražujem…
search-near = Jeste li mislili:
search-ask = Pitajte zajednicu
search-all = Prikaži sve rezultate
search-more = Prikaži više
search-lost = Neki rezultati možda nedostaju: dio pretrage nije se mogao učitati.
search-failed = Pretraga se nije mogla učitati. Pokušajte ponovno ili pregledajte pitanja po temama.
search-version = Pretraga je iz druge verzije programa. Ponovno učitajte stranicu; ako ne pomogne, web-mjesto treba ponovno izraditi.
search-file = Preglednici ne dopuštaju pretragu na stranici otvorenoj iz mape. Postavite web-mjesto na web-poslužitelj ili upotrijebite popise u nastavku.
search-disk = Web-mjesto otvoreno iz mape ne može se pretraživati. Postavite ga na web-poslužitelj.
search-filters = Filtri
search-clear = Ukloni filtre
search-sort = Poredaj
search-by-fit = Najbolji prvi
search-by-date = Najnoviji prvi
search-newest-of = najnoviji od %n najboljih
search-language = Jezik
search-any-language = Svi jezici
search-product = Proizvod
search-any-product = Svi proizvodi
search-grade = Status
search-any-grade = Svi statusi
search-year = Godina
search-any-year = Sve godine
popular-topics = Popularne teme
search-noscript = Za pretragu je potreban JavaScript. Bez njega sva pitanja možete pronaći na popisima u nastavku.

## How sure an answer is

solved = Riješeno
official = Službeni odgovor
confirmed = Potvrdio autor pitanja
self-answered = Odgovorio autor pitanja
corroborated = Potvrdili drugi
answered = Nepotvrđen odgovor
contested = Odgovori se razlikuju
unresolved = Još nije riješeno
accepted = Prihvaćen odgovor
check-due = Čeka provjeru
contested-note = Mišljenja su podijeljena: prije nego što odlučite, pročitajte i ostale odgovore.
unresolved-note = Nitko ovaj odgovor nije označio kao rješenje. Ipak vam može pomoći.
expired-note = Ovaj je odgovor trebalo provjeriti do { $date }; u međuvremenu se nešto moglo promijeniti.
release-note = Nakon posljednje provjere ovog odgovora, { $date }, izašlo je: { $name }.
release-note-unchecked = Nakon što je ovaj odgovor napisan, { $date }, izašlo je: { $name }.
changed-original-note = Izvornik ovog prijevoda promijenio se nakon provjere:
no-answer-note = Na ovo pitanje još nema odgovora.
# The name of a person or team and a date follow, then a date alone.
checked-by = Provjera:
checked = Provjereno
age-years =
    { $n ->
        [one] prije { $n } godinu
        [few] prije { $n } godine
       *[other] prije { $n } godina
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Vrijedi li to još?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Pita:
asked-on = Pitanje postavljeno
asked-as = Pitanje kako je postavljeno
best-answer = Najbolji odgovor
other-answers =
    { $n ->
        [one] Još { $n } odgovor
        [few] Još { $n } odgovora
       *[other] Još { $n } odgovora
    }
next-answers = Još dobrih odgovora
discussion = Cijela rasprava
discussion-lead = Svi odgovori vremenskim redom, najstariji prvi.
discussion-contents = Svi odgovori po datumu
back-to-question = Pitanje i najbolji odgovori
also-asked = Pitano i ovako
version = verzija { $version }
edited = uređeno
permalink = Poveznica
original-post = Izvornik
source = Izvor:
rail = Više o ovome
related = Slična pitanja
who-helped = Tko je pomogao
also-in = Na drugim jezicima

## Going on from here

did-it-help = Je li vam ovo pomoglo?
feedback-yes = Da
feedback-no = Ne
feedback-thanks = Hvala što ste nam rekli.
feedback-near = Možda pomogne nešto od ovoga:
feedback-note = Vaš se odgovor broji bez kolačića i bez imena. Da ste odgovorili, pamti samo ova kartica, dok je ne zatvorite.
did-it-help-thread = Ako nije, pišite u izvornoj raspravi: ondje vam još netko može odgovoriti.
did-it-help-ask = Ako nije, pitajte zajednicu.
same-question = Imate isto pitanje?
same-question-text = Javite zajednici: što više ljudi pita, to će prije netko odgovoriti.
still-stuck = I dalje imate poteškoća?
open-thread = Otvori izvornu raspravu
ask-new = Postavi novo pitanje

## Counts

n-questions =
    { $n ->
        [one] { $n } pitanje
        [few] { $n } pitanja
       *[other] { $n } pitanja
    }
n-solved =
    { $n ->
        [one] { $n } riješeno
        [few] { $n } riješena
       *[other] { $n } riješenih
    }
n-answers =
    { $n ->
        [one] { $n } odgovor
        [few] { $n } odgovora
       *[other] { $n } odgovora
    }
n-best =
    { $n ->
        [one] { $n } najbolji odgovor
        [few] { $n } najbolja odgovora
       *[other] { $n } najboljih odgovora
    }
n-comments =
    { $n ->
        [one] { $n } komentar
        [few] { $n } komentara
       *[other] { $n } komentara
    }
n-votes =
    { $n ->
        [one] { $n } glas
        [few] { $n } glasa
       *[other] { $n } glasova
    }
helped-n =
    { $n ->
        [one] pomoć u { $n } pitanju
        [few] pomoć u { $n } pitanja
       *[other] pomoć u { $n } pitanja
    }

## People

deleted-user = bivši član
role-staff = tim { $brand }
role-brand = službeni račun
role-expert = stručnjak zajednice
role-moderator = moderator
# After a name: whose question it is.
by-asker = autor pitanja
role-bot = bot
people-lead = Svi čiji su odgovori na ovim stranicama. Hvala!
profile = Profil u zajednici
helped-with = Odgovorena pitanja

## Titles and descriptions of pages

title-products = Proizvodi
title-categories = Kategorije
title-product = { $product }
title-category = { $category }
title-tags = Teme
title-keywords = Ključne riječi
title-people = Ljudi koji su pomogli
title-letters = Sva pitanja od A do Ž
title-months = Sva pitanja po datumu
title-search = Pretraga
title-missing = Ne možemo pronaći ovu stranicu
missing-lead = Možda je premještena ili je u adresi pogreška. Potražite što vam treba:
title-tag = Pitanja na temu { $tag }
title-keyword = Pitanja na temu { $keyword }
title-letter = Pitanja: { $letter }
title-month = Pitanja: { $month }
title-page = { $title }, { $page }. stranica
title-discussion = { $title }: cijela rasprava
# Stands for titles that begin with no letter.
other-letter = Ostalo
description-home =
    { $n ->
        [one] { $n } pitanje s odgovorima zajednice i tima: pretražite ili pregledajte po temama.
        [few] { $n } pitanja s odgovorima zajednice i tima: pretražite ili pregledajte po temama.
       *[other] { $n } pitanja s odgovorima zajednice i tima: pretražite ili pregledajte po temama.
    }
description-tag =
    { $n ->
        [one] { $n } pitanje na temu { $tag } s odgovorima.
        [few] { $n } pitanja na temu { $tag } s odgovorima.
       *[other] { $n } pitanja na temu { $tag } s odgovorima.
    }
description-product =
    { $n ->
        [one] { $n } pitanje na temu { $product } s odgovorima.
        [few] { $n } pitanja na temu { $product } s odgovorima.
       *[other] { $n } pitanja na temu { $product } s odgovorima.
    }
description-category =
    { $n ->
        [one] { $n } pitanje na temu { $category } s odgovorima.
        [few] { $n } pitanja na temu { $category } s odgovorima.
       *[other] { $n } pitanja na temu { $category } s odgovorima.
    }
description-person =
    { $n ->
        [one] { $name }: pomoć u { $n } pitanju.
        [few] { $name }: pomoć u { $n } pitanja.
       *[other] { $name }: pomoć u { $n } pitanja.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Na ovoj stranici
# Titles of boxes that stand out.
alert-note = Napomena
alert-tip = Savjet
alert-important = Važno
alert-warning = Upozorenje
alert-caution = Oprez
# The signs of a task list, for those who do not see them.
task-done = Obavljeno
task-open = Treba obaviti
footnotes = Bilješke
footnote-back = Natrag na tekst
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Videozapis
media-video-at = Videozapis na { $host }
media-audio = Snimka
media-audio-at = Snimka na { $host }
media-picture = Slika
media-picture-at = Slika na { $host }
media-embed = Ugrađeni sadržaj
media-embed-at = Sadržaj s { $host }
media-page = Stranica
media-page-at = Stranica na { $host }
media-file = Datoteka
media-file-at = Datoteka na { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Povećaj sliku
poll-votes =
    { $n ->
        [one] { $n } glas
        [few] { $n } glasa
       *[other] { $n } glasova
    }
poll-voters =
    { $n ->
        [one] { $n } glasač
        [few] { $n } glasača
       *[other] { $n } glasača
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day }. { month-in-date } { $year }.
month-in-date =
    { $month ->
        [1] siječnja
        [2] veljače
        [3] ožujka
        [4] travnja
        [5] svibnja
        [6] lipnja
        [7] srpnja
        [8] kolovoza
        [9] rujna
        [10] listopada
        [11] studenoga
       *[12] prosinca
    }
month-year = { month-alone } { $year }.
month-alone =
    { $month ->
        [1] Siječanj
        [2] Veljača
        [3] Ožujak
        [4] Travanj
        [5] Svibanj
        [6] Lipanj
        [7] Srpanj
        [8] Kolovoz
        [9] Rujan
        [10] Listopad
        [11] Studeni
       *[12] Prosinac
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Sadržaj
other-questions = Ostala pitanja

## Without a network

# A page that is not kept on the reader's device.
offline-title = Niste povezani s internetom
offline-text = Ova stranica nije spremljena na ovom uređaju. Ono što ste već pročitali i dalje je tu.
