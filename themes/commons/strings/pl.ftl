### Polski: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Przejdź do treści
nav-main = Menu główne
nav-languages = Język
nav-crumbs = Jesteś tutaj
nav-tree = Wszystkie odpowiedzi
nav-products = Produkty
nav-categories = Kategorie
nav-topics = Tematy
nav-keywords = Słowa kluczowe
nav-people = Ludzie
home-products = Wybierz produkt
home-categories = Przeglądaj według kategorii
all-products = Wszystkie produkty
all-categories = Wszystkie kategorie
popular-answers = Popularne odpowiedzi
narrow = Zawęź
nav-ask = Zapytaj
nav-letters = Od A do Z
nav-months = Według daty
nav-feed = Kanał
browse = Przeglądaj wszystkie pytania
footer-sources = Odpowiedzi z:
licence = Licencja:
list-empty = Na razie nic tu nie ma.
copy = Kopiuj
copied = Skopiowano
as-markdown = Pokaż jako Markdown
copy-markdown = Kopiuj jako Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Kolory
scheme-auto = Jak na tym urządzeniu
scheme-light = Jasne
scheme-dark = Ciemne
close = Zamknij
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Strony
pager-previous = Poprzednia
pager-next = Następna
pager-all = Wszystkie strony ({ $n })

## Home

home-heading = W czym możemy pomóc?
home-lead =
    { $n ->
        [one] { $n } pytanie z odpowiedziami społeczności { $brand }
        [few] { $n } pytania z odpowiedziami społeczności { $brand }
        [many] { $n } pytań z odpowiedziami społeczności { $brand }
       *[other] { $n } pytania z odpowiedziami społeczności { $brand }
    }
newly-solved = Ostatnio rozwiązane

## Search

search-label = Szukaj odpowiedzi
search-placeholder = Zapytaj własnymi słowami
search-button = Szukaj
search-results = Wyniki
search-none = Nic nie znaleziono. Użyj mniejszej liczby słów lub innych słów.
search-nothing = Nic nie jest bliskie Twojemu pytaniu.
search-topics = Może pomogą te tematy:
search-weak = Pokaż słabsze trafienia
search-elsewhere = Tylko w innym języku:
search-question = Pytanie
# %q stands for the words that were searched for instead.
search-instead = Wyniki dla %q
search-loading = Szukam…
search-near = Czy chodziło o:
search-ask = Zapytaj społeczność
search-all = Pokaż wszystkie wyniki
search-more = Pokaż więcej
search-lost = Może brakować niektórych wyników: nie udało się wczytać części wyszukiwarki.
search-failed = Nie udało się wczytać wyszukiwarki. Spróbuj ponownie albo przejrzyj pytania według tematów.
search-version = Wyszukiwarka pochodzi z innej wersji programu. Odśwież stronę; jeśli to nie pomoże, witrynę trzeba zbudować na nowo.
search-file = Przeglądarki nie pozwalają szukać na stronie otwartej z folderu. Umieść witrynę na serwerze WWW albo skorzystaj z list poniżej.
search-disk = Nie można przeszukiwać witryny otwartej z folderu. Umieść ją na serwerze WWW.
search-filters = Filtry
search-clear = Usuń filtry
search-sort = Sortuj
search-by-fit = Najtrafniejsze najpierw
search-by-date = Najnowsze najpierw
search-newest-of = najnowsze ze %n najtrafniejszych
search-language = Język
search-any-language = Wszystkie języki
search-product = Produkt
search-any-product = Wszystkie produkty
search-grade = Stan
search-any-grade = Wszystkie stany
search-year = Rok
search-any-year = Wszystkie lata
popular-topics = Popularne tematy
search-noscript = Wyszukiwanie wymaga JavaScriptu. Bez niego każde pytanie można znaleźć na listach poniżej.

## How sure an answer is

solved = Rozwiązane
official = Oficjalna odpowiedź
confirmed = Potwierdzone przez pytającego
self-answered = Odpowiedź pytającego
corroborated = Potwierdzone przez innych
answered = Niepotwierdzona odpowiedź
contested = Odpowiedzi się różnią
unresolved = Jeszcze nierozwiązane
accepted = Zaakceptowana odpowiedź
check-due = Do sprawdzenia
contested-note = Zdania są podzielone: zanim wybierzesz, przeczytaj też pozostałe odpowiedzi.
unresolved-note = Nikt nie oznaczył tej odpowiedzi jako rozwiązania. Mimo to może pomóc.
expired-note = Tę odpowiedź należało sprawdzić do { $date }; od tego czasu coś mogło się zmienić.
release-note = Po ostatnim sprawdzeniu tej odpowiedzi, { $date }, ukazało się: { $name }.
release-note-unchecked = Po napisaniu tej odpowiedzi, { $date }, ukazało się: { $name }.
changed-original-note = Oryginał tego tłumaczenia zmienił się od czasu jego sprawdzenia:
no-answer-note = To pytanie nie ma jeszcze odpowiedzi.
# The name of a person or team and a date follow, then a date alone.
checked-by = Sprawdzone przez:
checked = Sprawdzono
age-years =
    { $n ->
        [one] { $n } rok temu
        [few] { $n } lata temu
        [many] { $n } lat temu
       *[other] { $n } roku temu
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Czy to nadal aktualne?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Pytanie od:
asked-on = Zapytano
asked-as = Pytanie w oryginalnym brzmieniu
best-answer = Najlepsza odpowiedź
other-answers =
    { $n ->
        [one] { $n } inna odpowiedź
        [few] { $n } inne odpowiedzi
        [many] { $n } innych odpowiedzi
       *[other] { $n } innej odpowiedzi
    }
next-answers = Inne dobre odpowiedzi
discussion = Cała dyskusja
discussion-lead = Wszystkie odpowiedzi w kolejności czasowej, od najstarszych.
discussion-contents = Wszystkie odpowiedzi według daty
back-to-question = Pytanie i najlepsze odpowiedzi
also-asked = Pytano też tak
version = wersja { $version }
edited = edytowano
permalink = Link
original-post = Oryginał
source = Źródło:
rail = Więcej na ten temat
related = Podobne pytania
who-helped = Kto pomógł
also-in = W innych językach

## Going on from here

did-it-help = Czy to rozwiązało problem?
feedback-yes = Tak
feedback-no = Nie
feedback-thanks = Dziękujemy za odpowiedź.
feedback-near = Może pomoże coś z tego:
feedback-note = Odpowiedź jest liczona bez plików cookie i bez nazwisk. O tym, że padła, pamięta tylko ta karta, do jej zamknięcia.
did-it-help-thread = Jeśli nie, napisz w oryginalnym wątku: tam ktoś może jeszcze odpowiedzieć.
did-it-help-ask = Jeśli nie, zapytaj społeczność.
same-question = Masz to samo pytanie?
same-question-text = Daj znać społeczności: im więcej osób pyta, tym szybciej ktoś odpowie.
still-stuck = Nadal masz problem?
open-thread = Otwórz oryginalny wątek
ask-new = Zadaj nowe pytanie

## Counts

n-questions =
    { $n ->
        [one] { $n } pytanie
        [few] { $n } pytania
        [many] { $n } pytań
       *[other] { $n } pytania
    }
n-solved =
    { $n ->
        [one] { $n } rozwiązane
        [few] { $n } rozwiązane
        [many] { $n } rozwiązanych
       *[other] { $n } rozwiązanego
    }
n-answers =
    { $n ->
        [one] { $n } odpowiedź
        [few] { $n } odpowiedzi
        [many] { $n } odpowiedzi
       *[other] { $n } odpowiedzi
    }
n-best =
    { $n ->
        [one] { $n } najlepsza odpowiedź
        [few] { $n } najlepsze odpowiedzi
        [many] { $n } najlepszych odpowiedzi
       *[other] { $n } najlepszej odpowiedzi
    }
n-comments =
    { $n ->
        [one] { $n } komentarz
        [few] { $n } komentarze
        [many] { $n } komentarzy
       *[other] { $n } komentarza
    }
n-votes =
    { $n ->
        [one] { $n } głos
        [few] { $n } głosy
        [many] { $n } głosów
       *[other] { $n } głosu
    }
helped-n =
    { $n ->
        [one] pomoc przy { $n } pytaniu
        [few] pomoc przy { $n } pytaniach
        [many] pomoc przy { $n } pytaniach
       *[other] pomoc przy { $n } pytania
    }

## People

deleted-user = były użytkownik
role-staff = zespół { $brand }
role-brand = oficjalne konto
role-expert = ekspert społeczności
role-moderator = moderacja
# After a name: whose question it is.
by-asker = zadał(a) pytanie
role-bot = bot
people-lead = Wszyscy, których odpowiedzi są na tych stronach. Dziękujemy!
profile = Profil w społeczności
helped-with = Pytania z odpowiedzią tej osoby

## Titles and descriptions of pages

title-products = Produkty
title-categories = Kategorie
title-product = { $product }
title-category = { $category }
title-tags = Tematy
title-keywords = Słowa kluczowe
title-people = Osoby, które pomogły
title-letters = Wszystkie pytania od A do Z
title-months = Wszystkie pytania według daty
title-search = Wyszukiwanie
title-missing = Nie możemy znaleźć tej strony
missing-lead = Być może została przeniesiona albo w adresie jest błąd. Poszukaj tego, czego potrzebujesz:
title-tag = Pytania na temat: { $tag }
title-keyword = Pytania na temat: { $keyword }
title-letter = Pytania: { $letter }
title-month = Pytania: { $month }
title-page = { $title }, strona { $page }
title-discussion = { $title }: cała dyskusja
# Stands for titles that begin with no letter.
other-letter = Inne
description-home =
    { $n ->
        [one] { $n } pytanie z odpowiedziami społeczności i zespołu: szukaj lub przeglądaj według tematów.
        [few] { $n } pytania z odpowiedziami społeczności i zespołu: szukaj lub przeglądaj według tematów.
        [many] { $n } pytań z odpowiedziami społeczności i zespołu: szukaj lub przeglądaj według tematów.
       *[other] { $n } pytania z odpowiedziami społeczności i zespołu: szukaj lub przeglądaj według tematów.
    }
description-tag =
    { $n ->
        [one] { $n } pytanie na temat: { $tag }, z odpowiedziami.
        [few] { $n } pytania na temat: { $tag }, z odpowiedziami.
        [many] { $n } pytań na temat: { $tag }, z odpowiedziami.
       *[other] { $n } pytania na temat: { $tag }, z odpowiedziami.
    }
description-product =
    { $n ->
        [one] { $n } pytanie na temat: { $product }, z odpowiedziami.
        [few] { $n } pytania na temat: { $product }, z odpowiedziami.
        [many] { $n } pytań na temat: { $product }, z odpowiedziami.
       *[other] { $n } pytania na temat: { $product }, z odpowiedziami.
    }
description-category =
    { $n ->
        [one] { $n } pytanie na temat: { $category }, z odpowiedziami.
        [few] { $n } pytania na temat: { $category }, z odpowiedziami.
        [many] { $n } pytań na temat: { $category }, z odpowiedziami.
       *[other] { $n } pytania na temat: { $category }, z odpowiedziami.
    }
description-person =
    { $n ->
        [one] { $name }: pomoc przy { $n } pytaniu.
        [few] { $name }: pomoc przy { $n } pytaniach.
        [many] { $name }: pomoc przy { $n } pytaniach.
       *[other] { $name }: pomoc przy { $n } pytania.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Na tej stronie
# Titles of boxes that stand out.
alert-note = Uwaga
alert-tip = Wskazówka
alert-important = Ważne
alert-warning = Ostrzeżenie
alert-caution = Ostrożnie
# The signs of a task list, for those who do not see them.
task-done = Zrobione
task-open = Do zrobienia
footnotes = Przypisy
footnote-back = Powrót do tekstu
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Film
media-video-at = Film na { $host }
media-audio = Nagranie
media-audio-at = Nagranie na { $host }
media-picture = Obraz
media-picture-at = Obraz na { $host }
media-embed = Osadzona treść
media-embed-at = Treść z { $host }
media-page = Strona
media-page-at = Strona na { $host }
media-file = Plik
media-file-at = Plik na { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Powiększ obraz
poll-votes =
    { $n ->
        [one] { $n } głos
        [few] { $n } głosy
        [many] { $n } głosów
       *[other] { $n } głosu
    }
poll-voters =
    { $n ->
        [one] { $n } głosujący
        [few] { $n } głosujących
        [many] { $n } głosujących
       *[other] { $n } głosującego
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Styczeń
        [2] Luty
        [3] Marzec
        [4] Kwiecień
        [5] Maj
        [6] Czerwiec
        [7] Lipiec
        [8] Sierpień
        [9] Wrzesień
        [10] Październik
        [11] Listopad
       *[12] Grudzień
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Spis treści
other-questions = Inne pytania

## Without a network

# A page that is not kept on the reader's device.
offline-title = Brak połączenia z internetem
offline-text = Tej strony nie zapisano na tym urządzeniu. To, co już przeczytano, nadal tu jest.
