### Italiano: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Vai al contenuto
nav-main = Menu principale
nav-languages = Lingua
nav-crumbs = Ti trovi qui
nav-tree = Tutte le risposte
nav-products = Prodotti
nav-categories = Categorie
nav-topics = Argomenti
nav-keywords = Parole chiave
nav-people = Persone
home-products = Scegli un prodotto
home-categories = Sfoglia per categoria
all-products = Tutti i prodotti
all-categories = Tutte le categorie
popular-answers = Risposte popolari
narrow = Restringi
nav-ask = Chiedi
nav-letters = Dalla A alla Z
nav-months = Per data
nav-feed = Feed delle novità
browse = Sfoglia tutte le domande
footer-sources = Risposte da:
licence = Licenza:
list-empty = Qui non c’è ancora niente.
copy = Copia
copied = Copiato
as-markdown = Mostra come Markdown
copy-markdown = Copia come Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Colori
scheme-auto = Come su questo dispositivo
scheme-light = Chiaro
scheme-dark = Scuro
close = Chiudi
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Pagine
pager-previous = Precedente
pager-next = Successiva
pager-all = Tutte le pagine ({ $n })

## Home

home-heading = Come possiamo aiutarti?
home-lead =
    { $n ->
        [one] { $n } domanda con le risposte della community { $brand }
        [many] { $n } di domande con le risposte della community { $brand }
       *[other] { $n } domande con le risposte della community { $brand }
    }
newly-solved = Risolte di recente

## Search

search-label = Cerca una risposta
search-placeholder = Chiedi con parole tue
search-button = Cerca
search-results = Risultati
search-none = Nessun risultato. Prova con meno parole o con parole diverse.
search-nothing = Niente si avvicina alla tua domanda.
search-topics = Questi argomenti possono aiutare:
search-weak = Mostra i risultati meno vicini
search-elsewhere = Solo in un’altra lingua:
search-question = Domanda
# %q stands for the words that were searched for instead.
search-instead = Risultati per %q
search-loading = Ricerca in corso…
search-near = Forse cercavi:
search-ask = Chiedi alla community
search-all = Mostra tutti i risultati
search-more = Mostra altri
search-lost = Potrebbero mancare dei risultati: una parte della ricerca non è stata caricata.
search-failed = Non è stato possibile caricare la ricerca. Riprova oppure sfoglia le domande per argomento.
search-version = La ricerca proviene da un’altra versione del programma. Ricarica la pagina; se non basta, il sito va generato di nuovo.
search-file = I browser non permettono di cercare in una pagina aperta da una cartella. Metti il sito su un server web oppure usa gli elenchi qui sotto.
search-disk = Non è possibile cercare in un sito aperto da una cartella. Mettilo su un server web.
search-filters = Filtri
search-clear = Rimuovi i filtri
search-sort = Ordina
search-by-fit = Le migliori prima
search-by-date = Le più recenti prima
search-newest-of = le più recenti delle %n migliori
search-language = Lingua
search-any-language = Tutte le lingue
search-product = Prodotto
search-any-product = Tutti i prodotti
search-grade = Stato
search-any-grade = Tutti gli stati
search-year = Anno
search-any-year = Tutti gli anni
popular-topics = Argomenti più richiesti
search-noscript = La ricerca richiede JavaScript. Senza, puoi trovare tutte le domande negli elenchi qui sotto.

## How sure an answer is

solved = Risolta
official = Risposta ufficiale
confirmed = Confermata da chi ha chiesto
self-answered = Risposta di chi ha chiesto
corroborated = Confermata da altri
answered = Risposta non confermata
contested = Risposte discordanti
unresolved = Non ancora risolta
accepted = Risposta accettata
check-due = Da verificare
contested-note = Qui i pareri sono diversi: prima di scegliere leggi anche le altre risposte.
unresolved-note = Nessuno ha indicato questa risposta come soluzione. Potrebbe comunque aiutarti.
expired-note = Questa risposta andava verificata entro il { $date }; nel frattempo qualcosa potrebbe essere cambiato.
release-note = { $name } è uscito il { $date }, dopo l’ultima verifica di questa risposta.
release-note-unchecked = { $name } è uscito il { $date }, dopo la stesura di questa risposta.
changed-original-note = L’originale di questa traduzione è cambiato dopo la verifica:
no-answer-note = Questa domanda non ha ancora una risposta.
# The name of a person or team and a date follow, then a date alone.
checked-by = Verificata da
checked = Verificata il
age-years =
    { $n ->
        [one] { $n } anno fa
        [many] { $n } di anni fa
       *[other] { $n } anni fa
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = È ancora valido?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Domanda di
asked-on = Domanda del
asked-as = La domanda com’è stata posta
best-answer = Risposta migliore
other-answers =
    { $n ->
        [one] { $n } altra risposta
        [many] { $n } di altre risposte
       *[other] { $n } altre risposte
    }
next-answers = Altre buone risposte
discussion = L’intera discussione
discussion-lead = Tutte le risposte in ordine di tempo, dalla più vecchia.
discussion-contents = Tutte le risposte per data
back-to-question = La domanda e le sue risposte migliori
also-asked = Chiesto anche così
version = versione { $version }
edited = modificato
permalink = Link
original-post = Originale
source = Fonte:
rail = Per saperne di più
related = Domande simili
who-helped = Chi ha aiutato
also-in = Anche in

## Going on from here

did-it-help = Hai risolto?
feedback-yes = Sì
feedback-no = No
feedback-thanks = Grazie per avercelo detto.
feedback-near = Forse una di queste può aiutarti:
feedback-note = La tua risposta viene contata senza cookie e senza nomi. Solo questa scheda ricorda che l’hai data, finché non la chiudi.
did-it-help-thread = Se no, scrivi nella discussione originale: lì qualcuno può ancora rispondere.
did-it-help-ask = Se no, chiedi alla community.
same-question = Hai la stessa domanda?
same-question-text = Dillo alla community: più persone chiedono, prima qualcuno risponde.
still-stuck = Non hai ancora risolto?
open-thread = Apri la discussione originale
ask-new = Fai una nuova domanda

## Counts

n-questions =
    { $n ->
        [one] { $n } domanda
        [many] { $n } di domande
       *[other] { $n } domande
    }
n-solved =
    { $n ->
        [one] { $n } risolta
        [many] { $n } di risolte
       *[other] { $n } risolte
    }
n-answers =
    { $n ->
        [one] { $n } risposta
        [many] { $n } di risposte
       *[other] { $n } risposte
    }
n-best =
    { $n ->
        [one] { $n } risposta migliore
        [many] { $n } di risposte migliori
       *[other] { $n } risposte migliori
    }
n-comments =
    { $n ->
        [one] { $n } commento
        [many] { $n } di commenti
       *[other] { $n } commenti
    }
n-votes =
    { $n ->
        [one] { $n } voto
        [many] { $n } di voti
       *[other] { $n } voti
    }
helped-n =
    { $n ->
        [one] ha aiutato in { $n } domanda
        [many] ha aiutato in { $n } di domande
       *[other] ha aiutato in { $n } domande
    }

## People

deleted-user = ex membro
role-staff = team { $brand }
role-brand = account ufficiale
role-expert = esperto della community
role-moderator = moderazione
# After a name: whose question it is.
by-asker = ha fatto la domanda
role-bot = bot
people-lead = Tutte le persone le cui risposte sono in queste pagine. Grazie!
profile = Profilo nella community
helped-with = Domande a cui ha risposto

## Titles and descriptions of pages

title-products = Prodotti
title-categories = Categorie
title-product = { $product }
title-category = { $category }
title-tags = Argomenti
title-keywords = Parole chiave
title-people = Le persone che hanno aiutato
title-letters = Tutte le domande dalla A alla Z
title-months = Tutte le domande per data
title-search = Ricerca
title-missing = Questa pagina non esiste
missing-lead = Forse è stata spostata o c’è un errore nell’indirizzo. Cerca quello che ti serve:
title-tag = Domande su { $tag }
title-keyword = Domande su { $keyword }
title-letter = Domande: { $letter }
title-month = Domande: { $month }
title-page = { $title }, pagina { $page }
title-discussion = { $title }: l’intera discussione
# Stands for titles that begin with no letter.
other-letter = Altre
description-home =
    { $n ->
        [one] { $n } domanda con le risposte della community e del team: cerca o sfoglia per argomento.
        [many] { $n } di domande con le risposte della community e del team: cerca o sfoglia per argomento.
       *[other] { $n } domande con le risposte della community e del team: cerca o sfoglia per argomento.
    }
description-tag =
    { $n ->
        [one] { $n } domanda su { $tag }, con le risposte.
        [many] { $n } di domande su { $tag }, con le risposte.
       *[other] { $n } domande su { $tag }, con le risposte.
    }
description-product =
    { $n ->
        [one] { $n } domanda su { $product }, con le risposte.
        [many] { $n } di domande su { $product }, con le risposte.
       *[other] { $n } domande su { $product }, con le risposte.
    }
description-category =
    { $n ->
        [one] { $n } domanda su { $category }, con le risposte.
        [many] { $n } di domande su { $category }, con le risposte.
       *[other] { $n } domande su { $category }, con le risposte.
    }
description-person =
    { $n ->
        [one] { $name } ha aiutato in { $n } domanda.
        [many] { $name } ha aiutato in { $n } di domande.
       *[other] { $name } ha aiutato in { $n } domande.
    }

## Within answers

# Above the headings of an answer that has several.
contents = In questa pagina
# Titles of boxes that stand out.
alert-note = Nota
alert-tip = Suggerimento
alert-important = Importante
alert-warning = Avviso
alert-caution = Attenzione
# The signs of a task list, for those who do not see them.
task-done = Fatto
task-open = Da fare
footnotes = Note a piè di pagina
footnote-back = Torna al testo
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video
media-video-at = Video su { $host }
media-audio = Registrazione
media-audio-at = Registrazione su { $host }
media-picture = Immagine
media-picture-at = Immagine su { $host }
media-embed = Contenuto incorporato
media-embed-at = Contenuto da { $host }
media-page = Pagina
media-page-at = Pagina su { $host }
media-file = File
media-file-at = File su { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Ingrandisci l’immagine
poll-votes =
    { $n ->
        [one] { $n } voto
        [many] { $n } di voti
       *[other] { $n } voti
    }
poll-voters =
    { $n ->
        [one] { $n } votante
        [many] { $n } di votanti
       *[other] { $n } votanti
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
        [1] gennaio
        [2] febbraio
        [3] marzo
        [4] aprile
        [5] maggio
        [6] giugno
        [7] luglio
        [8] agosto
        [9] settembre
        [10] ottobre
        [11] novembre
       *[12] dicembre
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Gennaio
        [2] Febbraio
        [3] Marzo
        [4] Aprile
        [5] Maggio
        [6] Giugno
        [7] Luglio
        [8] Agosto
        [9] Settembre
        [10] Ottobre
        [11] Novembre
       *[12] Dicembre
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Indice
other-questions = Altre domande

## Without a network

# A page that is not kept on the reader's device.
offline-title = Sei offline
offline-text = Questa pagina non è salvata su questo dispositivo. Quello che hai già letto è ancora qui.
