### Srpski: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Pređi na sadržaj
nav-main = Glavni meni
nav-languages = Jezik
nav-crumbs = Ovde ste
nav-tree = Svi odgovori
nav-products = Proizvodi
nav-categories = Kategorije
nav-topics = Teme
nav-keywords = Ključne reči
nav-people = Ljudi
home-products = Izaberite proizvod
home-categories = Pregled po kategorijama
all-products = Svi proizvodi
all-categories = Sve kategorije
popular-answers = Popularni odgovori
narrow = Suzi izbor
nav-ask = Postavi pitanje
nav-letters = Po abecedi
nav-months = Po datumu
nav-feed = Izvor novosti
browse = Pregledaj sva pitanja
footer-sources = Odgovori iz izvora:
licence = Licenca:
list-empty = Ovde još nema ničega.
copy = Kopiraj
copied = Kopirano
as-markdown = Prikaži kao Markdown
copy-markdown = Kopiraj kao Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Boje
scheme-auto = Kao na ovom uređaju
scheme-light = Svetle
scheme-dark = Tamne
close = Zatvori
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Stranice
pager-previous = Prethodna
pager-next = Sledeća
pager-all = Sve stranice ({ $n })

## Home

home-heading = Kako možemo da vam pomognemo?
home-lead =
    { $n ->
        [one] { $n } pitanje sa odgovorima zajednice { $brand }
        [few] { $n } pitanja sa odgovorima zajednice { $brand }
       *[other] { $n } pitanja sa odgovorima zajednice { $brand }
    }
newly-solved = Nedavno rešeno

## Search

search-label = Pretraži odgovore
search-placeholder = Pitajte svojim rečima
search-button = Traži
search-results = Rezultati
search-none = Ništa nije pronađeno. Probajte sa manje reči ili sa drugim rečima.
search-nothing = Ništa nije blisko vašem pitanju.
search-topics = Možda pomognu ove teme:
search-weak = Prikaži slabije pogotke
search-elsewhere = Samo na drugom jeziku:
search-question = Pitanje
# %q stands for the words that were searched for instead.
search-instead = Rezultati za %q
search-loading = Pretraživanje…
search-near = Da li ste mislili:
search-ask = Pitajte zajednicu
search-all = Prikaži sve rezultate
search-more = Prikaži još
search-lost = Neki rezultati možda nedostaju: deo pretrage nije mogao da se učita.
search-failed = Pretraga nije mogla da se učita. Pokušajte ponovo ili pregledajte pitanja po temama.
search-version = Pretraga je iz druge verzije programa. Ponovo učitajte stranicu; ako to ne pomogne, sajt treba ponovo izgraditi.
search-file = Pregledači ne dozvoljavaju pretragu na stranici otvorenoj iz fascikle. Postavite sajt na veb-server ili koristite spiskove ispod.
search-disk = Sajt otvoren iz fascikle ne može da se pretražuje. Postavite ga na veb-server.
search-filters = Filteri
search-clear = Ukloni filtere
search-sort = Poređaj
search-by-fit = Najbolji prvo
search-by-date = Najnoviji prvo
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
search-noscript = Za pretragu je potreban JavaScript. Bez njega sva pitanja možete naći na spiskovima ispod.

## How sure an answer is

solved = Rešeno
official = Zvanični odgovor
confirmed = Potvrdio autor pitanja
self-answered = Odgovorio autor pitanja
corroborated = Potvrdili drugi
answered = Nepotvrđen odgovor
contested = Odgovori se razlikuju
unresolved = Još nije rešeno
accepted = Prihvaćen odgovor
check-due = Čeka proveru
contested-note = Mišljenja su podeljena: pre nego što odlučite, pročitajte i ostale odgovore.
unresolved-note = Niko ovaj odgovor nije označio kao rešenje. Ipak može da vam pomogne.
expired-note = Ovaj odgovor je trebalo proveriti do { $date }; u međuvremenu je nešto moglo da se promeni.
release-note = Posle poslednje provere ovog odgovora, { $date }, izašlo je: { $name }.
release-note-unchecked = Pošto je ovaj odgovor napisan, { $date }, izašlo je: { $name }.
changed-original-note = Original ovog prevoda promenio se nakon provere:
no-answer-note = Na ovo pitanje još nema odgovora.
# The name of a person or team and a date follow, then a date alone.
checked-by = Provera:
checked = Provereno
age-years =
    { $n ->
        [one] pre { $n } godinu
        [few] pre { $n } godine
       *[other] pre { $n } godina
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Da li to još važi?

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
discussion = Cela rasprava
discussion-lead = Svi odgovori vremenskim redom, najstariji prvi.
discussion-contents = Svi odgovori po datumu
back-to-question = Pitanje i najbolji odgovori
also-asked = Pitano i ovako
version = verzija { $version }
edited = izmenjeno
permalink = Veza
original-post = Original
source = Izvor:
rail = Više o ovome
related = Slična pitanja
who-helped = Ko je pomogao
also-in = Na drugim jezicima

## Going on from here

did-it-help = Da li vam je ovo pomoglo?
feedback-yes = Da
feedback-no = Ne
feedback-thanks = Hvala što ste nam rekli.
feedback-near = Možda pomogne nešto od ovoga:
feedback-note = Vaš odgovor se broji bez kolačića i bez imena. Da ste odgovorili, pamti samo ova kartica, dok je ne zatvorite.
did-it-help-thread = Ako nije, pišite u prvobitnoj temi: tamo još neko može da vam odgovori.
did-it-help-ask = Ako nije, pitajte zajednicu.
same-question = Imate isto pitanje?
same-question-text = Javite zajednici: što više ljudi pita, to će pre neko odgovoriti.
still-stuck = I dalje imate poteškoća?
open-thread = Otvori prvobitnu temu
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
        [one] { $n } rešeno
        [few] { $n } rešena
       *[other] { $n } rešenih
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
role-brand = zvanični nalog
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
title-keywords = Ključne reči
title-people = Ljudi koji su pomogli
title-letters = Sva pitanja po abecedi
title-months = Sva pitanja po datumu
title-search = Pretraga
title-missing = Ne možemo da pronađemo ovu stranicu
missing-lead = Možda je premeštena ili u adresi postoji greška. Potražite šta vam treba:
title-tag = Pitanja na temu { $tag }
title-keyword = Pitanja na temu { $keyword }
title-letter = Pitanja: { $letter }
title-month = Pitanja: { $month }
title-page = { $title }, { $page }. stranica
title-discussion = { $title }: cela rasprava
# Stands for titles that begin with no letter.
other-letter = Ostalo
description-home =
    { $n ->
        [one] { $n } pitanje sa odgovorima zajednice i tima: pretražite ili pregledajte po temama.
        [few] { $n } pitanja sa odgovorima zajednice i tima: pretražite ili pregledajte po temama.
       *[other] { $n } pitanja sa odgovorima zajednice i tima: pretražite ili pregledajte po temama.
    }
description-tag =
    { $n ->
        [one] { $n } pitanje na temu { $tag }, sa odgovorima.
        [few] { $n } pitanja na temu { $tag }, sa odgovorima.
       *[other] { $n } pitanja na temu { $tag }, sa odgovorima.
    }
description-product =
    { $n ->
        [one] { $n } pitanje na temu { $product }, sa odgovorima.
        [few] { $n } pitanja na temu { $product }, sa odgovorima.
       *[other] { $n } pitanja na temu { $product }, sa odgovorima.
    }
description-category =
    { $n ->
        [one] { $n } pitanje na temu { $category }, sa odgovorima.
        [few] { $n } pitanja na temu { $category }, sa odgovorima.
       *[other] { $n } pitanja na temu { $category }, sa odgovorima.
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
alert-tip = Savet
alert-important = Važno
alert-warning = Upozorenje
alert-caution = Oprez
# The signs of a task list, for those who do not see them.
task-done = Urađeno
task-open = Treba uraditi
footnotes = Fusnote
footnote-back = Nazad na tekst
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video-snimak
media-video-at = Video-snimak na { $host }
media-audio = Snimak
media-audio-at = Snimak na { $host }
media-picture = Slika
media-picture-at = Slika na { $host }
media-embed = Ugrađeni sadržaj
media-embed-at = Sadržaj sa { $host }
media-page = Stranica
media-page-at = Stranica na { $host }
media-file = Datoteka
media-file-at = Datoteka na { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Uvećaj sliku
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
        [1] januar
        [2] februar
        [3] mart
        [4] april
        [5] maj
        [6] jun
        [7] jul
        [8] avgust
        [9] septembar
        [10] oktobar
        [11] novembar
       *[12] decembar
    }
month-year = { month-alone } { $year }.
month-alone =
    { $month ->
        [1] Januar
        [2] Februar
        [3] Mart
        [4] April
        [5] Maj
        [6] Jun
        [7] Jul
        [8] Avgust
        [9] Septembar
        [10] Oktobar
        [11] Novembar
       *[12] Decembar
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Sadržaj
other-questions = Ostala pitanja

## Without a network

# A page that is not kept on the reader's device.
offline-title = Niste povezani sa internetom
offline-text = Ova stranica nije sačuvana na ovom uređaju. Ono što ste već pročitali i dalje je tu.
