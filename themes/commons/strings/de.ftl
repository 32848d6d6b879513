### Deutsch: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Zum Inhalt springen
nav-main = Hauptmenü
nav-languages = Sprache
nav-crumbs = Sie sind hier
nav-tree = Alle Antworten
nav-products = Produkte
nav-categories = Kategorien
nav-topics = Themen
nav-keywords = Stichwörter
nav-people = Personen
home-products = Produkt wählen
home-categories = Nach Kategorie stöbern
all-products = Alle Produkte
all-categories = Alle Kategorien
popular-answers = Beliebte Antworten
narrow = Eingrenzen
nav-ask = Fragen
nav-letters = A bis Z
nav-months = Nach Datum
nav-feed = Feed
browse = Alle Fragen durchsehen
footer-sources = Antworten aus:
licence = Lizenz:
list-empty = Hier ist noch nichts.
copy = Kopieren
copied = Kopiert
as-markdown = Als Markdown ansehen
copy-markdown = Als Markdown kopieren
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Farben
scheme-auto = Wie auf diesem Gerät
scheme-light = Hell
scheme-dark = Dunkel
close = Schließen
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Seiten
pager-previous = Zurück
pager-next = Weiter
pager-all = Alle Seiten ({ $n })

## Home

home-heading = Wobei können wir Ihnen helfen?
home-lead =
    { $n ->
        [one] { $n } Frage mit Antworten aus der { $brand }-Community
       *[other] { $n } Fragen mit Antworten aus der { $brand }-Community
    }
newly-solved = Neu gelöst

## Search

search-label = Antworten suchen
search-placeholder = Fragen Sie in Ihren Worten
search-button = Suchen
search-results = Ergebnisse
search-none = Nichts gefunden. Versuchen Sie es mit weniger oder anderen Wörtern.
search-nothing = Nichts kommt Ihrer Frage nahe.
search-topics = Vielleicht helfen diese Themen:
search-weak = Schwächere Treffer zeigen
search-elsewhere = Nur in einer anderen Sprache:
search-question = Frage
# %q stands for the words that were searched for instead.
search-instead = Ergebnisse für %q
search-loading = Suche läuft …
search-near = Meinten Sie:
search-ask = Die Community fragen
search-all = Alle Ergebnisse anzeigen
search-more = Mehr anzeigen
search-lost = Möglicherweise fehlen Ergebnisse: Ein Teil der Suche konnte nicht geladen werden.
search-failed = Die Suche konnte nicht geladen werden. Versuchen Sie es noch einmal oder sehen Sie die Fragen nach Themen durch.
search-version = Die Suche stammt aus einer anderen Version des Programms. Laden Sie die Seite neu; wenn das nicht hilft, muss die Website neu erstellt werden.
search-file = Browser erlauben einer Seite, die aus einem Ordner geöffnet wurde, keine Suche. Legen Sie die Website auf einen Webserver oder nutzen Sie die Listen unten.
search-disk = Eine Website, die aus einem Ordner geöffnet wurde, lässt sich nicht durchsuchen. Legen Sie sie auf einen Webserver.
search-filters = Filter
search-clear = Filter entfernen
search-sort = Sortieren
search-by-fit = Beste zuerst
search-by-date = Neueste zuerst
search-newest-of = die neuesten der %n besten Treffer
search-language = Sprache
search-any-language = Alle Sprachen
search-product = Produkt
search-any-product = Alle Produkte
search-grade = Status
search-any-grade = Jeder Status
search-year = Jahr
search-any-year = Alle Jahre
popular-topics = Beliebte Themen
search-noscript = Für die Suche wird JavaScript benötigt. Ohne JavaScript finden Sie jede Frage über die Listen unten.

## How sure an answer is

solved = Gelöst
official = Offizielle Antwort
confirmed = Vom Fragesteller bestätigt
self-answered = Vom Fragesteller beantwortet
corroborated = Von anderen bestätigt
answered = Unbestätigte Antwort
contested = Antworten widersprechen sich
unresolved = Noch nicht gelöst
accepted = Akzeptierte Antwort
check-due = Prüfung fällig
contested-note = Hier gehen die Meinungen auseinander: Lesen Sie auch die anderen Antworten, bevor Sie sich entscheiden.
unresolved-note = Diese Antwort wurde von niemandem als Lösung markiert. Sie kann trotzdem helfen.
expired-note = Diese Antwort sollte bis zum { $date } geprüft werden; seitdem kann sich etwas geändert haben.
release-note = { $name } ist am { $date } erschienen, nach der letzten Prüfung dieser Antwort.
release-note-unchecked = { $name } ist am { $date } erschienen, nachdem diese Antwort geschrieben wurde.
changed-original-note = Das Original dieser Übersetzung hat sich seit ihrer Prüfung geändert:
no-answer-note = Zu dieser Frage gibt es noch keine Antwort.
# The name of a person or team and a date follow, then a date alone.
checked-by = Geprüft von
checked = Geprüft am
age-years =
    { $n ->
        [one] vor { $n } Jahr
       *[other] vor { $n } Jahren
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Stimmt das noch?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Gefragt von
asked-on = Gefragt am
asked-as = Die Frage im Wortlaut
best-answer = Beste Antwort
other-answers =
    { $n ->
        [one] { $n } weitere Antwort
       *[other] { $n } weitere Antworten
    }
next-answers = Weitere gute Antworten
discussion = Die ganze Diskussion
discussion-lead = Alle Antworten in zeitlicher Reihenfolge, die ältesten zuerst.
discussion-contents = Alle Antworten nach Datum
back-to-question = Die Frage und ihre besten Antworten
also-asked = Auch so gefragt
version = Version { $version }
edited = bearbeitet
permalink = Link
original-post = Original
source = Quelle:
rail = Mehr dazu
related = Ähnliche Fragen
who-helped = Wer geholfen hat
also-in = Auch verfügbar auf

## Going on from here

did-it-help = Hat das Ihr Problem gelöst?
feedback-yes = Ja
feedback-no = Nein
feedback-thanks = Danke für die Rückmeldung.
feedback-near = Vielleicht hilft eine dieser Antworten:
feedback-note = Ihre Antwort wird ohne Cookies und ohne Namen gezählt. Dass Sie geantwortet haben, merkt sich nur dieser Tab, bis Sie ihn schließen.
did-it-help-thread = Wenn nicht, schreiben Sie im ursprünglichen Thread weiter: Dort kann noch jemand antworten.
did-it-help-ask = Wenn nicht, fragen Sie die Community.
same-question = Haben Sie dieselbe Frage?
same-question-text = Sagen Sie es der Community: Je mehr Leute fragen, desto eher antwortet jemand.
still-stuck = Kommen Sie noch nicht weiter?
open-thread = Zum ursprünglichen Thread
ask-new = Neue Frage stellen

## Counts

n-questions =
    { $n ->
        [one] { $n } Frage
       *[other] { $n } Fragen
    }
n-solved =
    { $n ->
        [one] { $n } gelöst
       *[other] { $n } gelöst
    }
n-answers =
    { $n ->
        [one] { $n } Antwort
       *[other] { $n } Antworten
    }
n-best =
    { $n ->
        [one] { $n } beste Antwort
       *[other] { $n } beste Antworten
    }
n-comments =
    { $n ->
        [one] { $n } Kommentar
       *[other] { $n } Kommentare
    }
n-votes =
    { $n ->
        [one] { $n } Stimme
       *[other] { $n } Stimmen
    }
helped-n =
    { $n ->
        [one] hat bei { $n } Frage geholfen
       *[other] hat bei { $n } Fragen geholfen
    }

## People

deleted-user = ehemaliges Mitglied
role-staff = { $brand }-Team
role-brand = offizielles Konto
role-expert = Community-Experte
role-moderator = Moderation
# After a name: whose question it is.
by-asker = hat die Frage gestellt
role-bot = Bot
people-lead = Alle, deren Antworten auf diesen Seiten stehen. Danke!
profile = Profil in der Community
helped-with = Beantwortete Fragen

## Titles and descriptions of pages

title-products = Produkte
title-categories = Kategorien
title-product = { $product }
title-category = { $category }
title-tags = Themen
title-keywords = Stichwörter
title-people = Personen, die geholfen haben
title-letters = Alle Fragen von A bis Z
title-months = Alle Fragen nach Datum
title-search = Suche
title-missing = Diese Seite gibt es nicht
missing-lead = Vielleicht ist sie umgezogen oder die Adresse enthält einen Tippfehler. Suchen Sie hier:
title-tag = Fragen zu { $tag }
title-keyword = Fragen zu { $keyword }
title-letter = Fragen: { $letter }
title-month = Fragen: { $month }
title-page = { $title }, Seite { $page }
title-discussion = { $title }: die ganze Diskussion
# Stands for titles that begin with no letter.
other-letter = Sonstige
description-home =
    { $n ->
        [one] { $n } Frage mit Antworten der Community und des Teams: Suchen Sie oder stöbern Sie nach Themen.
       *[other] { $n } Fragen mit Antworten der Community und des Teams: Suchen Sie oder stöbern Sie nach Themen.
    }
description-tag =
    { $n ->
        [one] { $n } Frage zu { $tag } mit Antworten.
       *[other] { $n } Fragen zu { $tag } mit Antworten.
    }
description-product =
    { $n ->
        [one] { $n } Frage zu { $product } mit Antworten.
       *[other] { $n } Fragen zu { $product } mit Antworten.
    }
description-category =
    { $n ->
        [one] { $n } Frage zu { $category } mit Antworten.
       *[other] { $n } Fragen zu { $category } mit Antworten.
    }
description-person =
    { $n ->
        [one] { $name } hat bei { $n } Frage geholfen.
       *[other] { $name } hat bei { $n } Fragen geholfen.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Auf dieser Seite
# Titles of boxes that stand out.
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
# The signs of a task list, for those who do not see them.
task-done = Erledigt
task-open = Offen
footnotes = Fußnoten
footnote-back = Zurück zum Text
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video
media-video-at = Video auf { $host }
media-audio = Aufnahme
media-audio-at = Aufnahme auf { $host }
media-picture = Bild
media-picture-at = Bild auf { $host }
media-embed = Eingebetteter Inhalt
media-embed-at = Inhalt von { $host }
media-page = Seite
media-page-at = Seite auf { $host }
media-file = Datei
media-file-at = Datei auf { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Bild vergrößern
poll-votes =
    { $n ->
        [one] { $n } Stimme
       *[other] { $n } Stimmen
    }
poll-voters =
    { $n ->
        [one] { $n } Person hat abgestimmt
       *[other] { $n } Personen haben abgestimmt
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
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Inhalt
other-questions = Weitere Fragen

## Without a network

# A page that is not kept on the reader's device.
offline-title = Sie sind offline
offline-text = Diese Seite liegt nicht auf diesem Gerät. Was Sie schon gelesen haben, ist noch da.
