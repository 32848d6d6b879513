### Nederlands: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Naar de inhoud
nav-main = Hoofdmenu
nav-languages = Taal
nav-crumbs = U bent hier
nav-tree = Alle antwoorden
nav-products = Producten
nav-categories = Categorieën
nav-topics = Onderwerpen
nav-keywords = Trefwoorden
nav-people = Mensen
home-products = Kies een product
home-categories = Bladeren per categorie
all-products = Alle producten
all-categories = Alle categorieën
popular-answers = Populaire antwoorden
narrow = Verfijnen
nav-ask = Vraag stellen
nav-letters = A tot Z
nav-months = Op datum
nav-feed = Feed
browse = Door alle vragen bladeren
footer-sources = Antwoorden uit:
licence = Licentie:
list-empty = Hier staat nog niets.
copy = Kopiëren
copied = Gekopieerd
as-markdown = Als Markdown bekijken
copy-markdown = Als Markdown kopiëren
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Kleuren
scheme-auto = Zoals op dit apparaat
scheme-light = Licht
scheme-dark = Donker
close = Sluiten
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Pagina’s
pager-previous = Vorige
pager-next = Volgende
pager-all = Alle pagina’s ({ $n })

## Home

home-heading = Waarmee kunnen we u helpen?
home-lead =
    { $n ->
        [one] { $n } vraag met antwoorden uit de { $brand }-community
       *[other] { $n } vragen met antwoorden uit de { $brand }-community
    }
newly-solved = Onlangs opgelost

## Search

search-label = Antwoorden zoeken
search-placeholder = Vraag in uw eigen woorden
search-button = Zoeken
search-results = Resultaten
search-none = Niets gevonden. Probeer minder of andere woorden.
search-nothing = Niets komt in de buurt van uw vraag.
search-topics = Misschien helpen deze onderwerpen:
search-weak = Zwakkere treffers tonen
search-elsewhere = Alleen in een andere taal:
search-question = Vraag
# %q stands for the words that were searched for instead.
search-instead = Resultaten voor %q
search-loading = Bezig met zoeken…
search-near = Bedoelde u:
search-ask = Vraag het de community
search-all = Alle resultaten tonen
search-more = Meer tonen
search-lost = Mogelijk ontbreken er resultaten: een deel van de zoekfunctie kon niet worden geladen.
search-failed = De zoekfunctie kon niet worden geladen. Probeer het opnieuw of bekijk de vragen per onderwerp.
search-version = De zoekfunctie is met een andere versie van het programma gemaakt. Laad de pagina opnieuw; helpt dat niet, dan moet de site opnieuw worden gebouwd.
search-file = Browsers laten niet zoeken op een pagina die vanuit een map is geopend. Zet de site op een webserver of gebruik de lijsten hieronder.
search-disk = Een site die vanuit een map is geopend, kan niet worden doorzocht. Zet de site op een webserver.
search-filters = Filters
search-clear = Filters verwijderen
search-sort = Sorteren
search-by-fit = Beste eerst
search-by-date = Nieuwste eerst
search-newest-of = de nieuwste van de %n beste
search-language = Taal
search-any-language = Alle talen
search-product = Product
search-any-product = Alle producten
search-grade = Status
search-any-grade = Alle statussen
search-year = Jaar
search-any-year = Alle jaren
popular-topics = Populaire onderwerpen
search-noscript = Voor het zoeken is JavaScript nodig. Zonder JavaScript vindt u elke vraag via de lijsten hieronder.

## How sure an answer is

solved = Opgelost
official = Officieel antwoord
confirmed = Bevestigd door de vraagsteller
self-answered = Beantwoord door de vraagsteller
corroborated = Bevestigd door anderen
answered = Onbevestigd antwoord
contested = Antwoorden verschillen
unresolved = Nog niet opgelost
accepted = Geaccepteerd antwoord
check-due = Toe aan controle
contested-note = Hier lopen de meningen uiteen: lees ook de andere antwoorden voordat u kiest.
unresolved-note = Niemand heeft dit als oplossing gemarkeerd. Misschien helpt het u toch.
expired-note = Dit antwoord had vóór { $date } gecontroleerd moeten worden; sindsdien kan er iets veranderd zijn.
release-note = { $name } is uitgekomen op { $date }, nadat dit antwoord voor het laatst was gecontroleerd.
release-note-unchecked = { $name } is uitgekomen op { $date }, nadat dit antwoord was geschreven.
changed-original-note = Het origineel van deze vertaling is veranderd sinds ze is gecontroleerd:
no-answer-note = Deze vraag heeft nog geen antwoord.
# The name of a person or team and a date follow, then a date alone.
checked-by = Gecontroleerd door
checked = Gecontroleerd op
age-years =
    { $n ->
        [one] { $n } jaar geleden
       *[other] { $n } jaar geleden
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Klopt dit nog?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Gevraagd door
asked-on = Gevraagd op
asked-as = De vraag zoals die gesteld is
best-answer = Beste antwoord
other-answers =
    { $n ->
        [one] { $n } ander antwoord
       *[other] { $n } andere antwoorden
    }
next-answers = Meer goede antwoorden
discussion = De hele discussie
discussion-lead = Alle antwoorden op volgorde van tijd, de oudste eerst.
discussion-contents = Alle antwoorden op datum
back-to-question = De vraag en de beste antwoorden
also-asked = Ook zo gevraagd
version = versie { $version }
edited = bewerkt
permalink = Link
original-post = Origineel
source = Bron:
rail = Meer hierover
related = Vergelijkbare vragen
who-helped = Wie heeft geholpen
also-in = Ook in het

## Going on from here

did-it-help = Is uw probleem opgelost?
feedback-yes = Ja
feedback-no = Nee
feedback-thanks = Bedankt voor uw antwoord.
feedback-near = Misschien helpt een van deze:
feedback-note = Uw antwoord wordt geteld zonder cookies en zonder namen. Alleen dit tabblad onthoudt dat u het gaf, tot u het sluit.
did-it-help-thread = Zo niet, schrijf dan in de oorspronkelijke discussie: daar kan nog iemand antwoorden.
did-it-help-ask = Zo niet, vraag het dan aan de community.
same-question = Hebt u dezelfde vraag?
same-question-text = Laat het de community weten: hoe meer mensen het vragen, hoe eerder iemand antwoordt.
still-stuck = Komt u er nog niet uit?
open-thread = Oorspronkelijke discussie openen
ask-new = Een nieuwe vraag stellen

## Counts

n-questions =
    { $n ->
        [one] { $n } vraag
       *[other] { $n } vragen
    }
n-solved =
    { $n ->
        [one] { $n } opgelost
       *[other] { $n } opgelost
    }
n-answers =
    { $n ->
        [one] { $n } antwoord
       *[other] { $n } antwoorden
    }
n-best =
    { $n ->
        [one] { $n } beste antwoord
       *[other] { $n } beste antwoorden
    }
n-comments =
    { $n ->
        [one] { $n } reactie
       *[other] { $n } reacties
    }
n-votes =
    { $n ->
        [one] { $n } stem
       *[other] { $n } stemmen
    }
helped-n =
    { $n ->
        [one] hielp bij { $n } vraag
       *[other] hielp bij { $n } vragen
    }

## People

deleted-user = voormalig lid
role-staff = { $brand }-team
role-brand = officieel account
role-expert = communityexpert
role-moderator = moderatie
# After a name: whose question it is.
by-asker = stelde de vraag
role-bot = bot
people-lead = Iedereen van wie er antwoorden op deze pagina’s staan. Bedankt!
profile = Profiel in de community
helped-with = Beantwoorde vragen

## Titles and descriptions of pages

title-products = Producten
title-categories = Categorieën
title-product = { $product }
title-category = { $category }
title-tags = Onderwerpen
title-keywords = Trefwoorden
title-people = Mensen die hebben geholpen
title-letters = Alle vragen van A tot Z
title-months = Alle vragen op datum
title-search = Zoeken
title-missing = We kunnen deze pagina niet vinden
missing-lead = Misschien is de pagina verplaatst of zit er een fout in het adres. Zoek wat u nodig hebt:
title-tag = Vragen over { $tag }
title-keyword = Vragen over { $keyword }
title-letter = Vragen: { $letter }
title-month = Vragen: { $month }
title-page = { $title }, pagina { $page }
title-discussion = { $title }: de hele discussie
# Stands for titles that begin with no letter.
other-letter = Overige
description-home =
    { $n ->
        [one] { $n } vraag met antwoorden van de community en het team: zoek of blader per onderwerp.
       *[other] { $n } vragen met antwoorden van de community en het team: zoek of blader per onderwerp.
    }
description-tag =
    { $n ->
        [one] { $n } vraag over { $tag }, met antwoorden.
       *[other] { $n } vragen over { $tag }, met antwoorden.
    }
description-product =
    { $n ->
        [one] { $n } vraag over { $product }, met antwoorden.
       *[other] { $n } vragen over { $product }, met antwoorden.
    }
description-category =
    { $n ->
        [one] { $n } vraag over { $category }, met antwoorden.
       *[other] { $n } vragen over { $category }, met antwoorden.
    }
description-person =
    { $n ->
        [one] { $name } hielp bij { $n } vraag.
       *[other] { $name } hielp bij { $n } vragen.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Op deze pagina
# Titles of boxes that stand out.
alert-note = Opmerking
alert-tip = Tip
alert-important = Belangrijk
alert-warning = Waarschuwing
alert-caution = Let op
# The signs of a task list, for those who do not see them.
task-done = Gedaan
task-open = Te doen
footnotes = Voetnoten
footnote-back = Terug naar de tekst
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video
media-video-at = Video op { $host }
media-audio = Opname
media-audio-at = Opname op { $host }
media-picture = Afbeelding
media-picture-at = Afbeelding op { $host }
media-embed = Ingesloten inhoud
media-embed-at = Inhoud van { $host }
media-page = Pagina
media-page-at = Pagina op { $host }
media-file = Bestand
media-file-at = Bestand op { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Afbeelding vergroten
poll-votes =
    { $n ->
        [one] { $n } stem
       *[other] { $n } stemmen
    }
poll-voters =
    { $n ->
        [one] { $n } stemmer
       *[other] { $n } stemmers
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } kB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Januari
        [2] Februari
        [3] Maart
        [4] April
        [5] Mei
        [6] Juni
        [7] Juli
        [8] Augustus
        [9] September
        [10] Oktober
        [11] November
       *[12] December
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Inhoud
other-questions = Andere vragen

## Without a network

# A page that is not kept on the reader's device.
offline-title = U bent offline
offline-text = Deze pagina is niet op dit apparaat bewaard. Wat u al hebt gelezen, is er nog.
