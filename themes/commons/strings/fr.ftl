### Français: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Aller au contenu
nav-main = Menu principal
nav-languages = Langue
nav-crumbs = Vous êtes ici
nav-tree = Toutes les réponses
nav-products = Produits
nav-categories = Catégories
nav-topics = Sujets
nav-keywords = Mots-clés
nav-people = Membres
home-products = Choisir un produit
home-categories = Parcourir par catégorie
all-products = Tous les produits
all-categories = Toutes les catégories
popular-answers = Réponses populaires
narrow = Affiner
nav-ask = Poser une question
nav-letters = De A à Z
nav-months = Par date
nav-feed = Flux
browse = Parcourir toutes les questions
footer-sources = Réponses issues de :
licence = Licence :
list-empty = Il n’y a encore rien ici.
copy = Copier
copied = Copié
as-markdown = Voir en Markdown
copy-markdown = Copier en Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Couleurs
scheme-auto = Comme sur cet appareil
scheme-light = Clair
scheme-dark = Sombre
close = Fermer
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Pages
pager-previous = Précédent
pager-next = Suivant
pager-all = Toutes les pages ({ $n })

## Home

home-heading = Comment pouvons-nous vous aider ?
home-lead =
    { $n ->
        [one] { $n } question et ses réponses de la communauté { $brand }
        [many] { $n } de questions et leurs réponses de la communauté { $brand }
       *[other] { $n } questions et leurs réponses de la communauté { $brand }
    }
newly-solved = Résolues récemment

## Search

search-label = Rechercher une réponse
search-placeholder = Demandez avec vos mots
search-button = Rechercher
search-results = Résultats
search-none = Aucun résultat. Essayez avec moins de mots, ou d’autres mots.
search-nothing = Rien ne s’approche de votre question.
search-topics = Ces sujets peuvent vous aider :
search-weak = Afficher les résultats moins proches
search-elsewhere = Uniquement dans une autre langue :
search-question = Question
# %q stands for the words that were searched for instead.
search-instead = Résultats pour %q
search-loading = Recherche en cours…
search-near = Vouliez-vous dire :
search-ask = Demander à la communauté
search-all = Afficher tous les résultats
search-more = Afficher plus
search-lost = Il manque peut-être des résultats : une partie de la recherche n’a pas pu être chargée.
search-failed = La recherche n’a pas pu être chargée. Réessayez, ou parcourez les questions par sujet.
search-version = La recherche vient d’une autre version du programme. Rechargez la page ; si cela ne suffit pas, le site doit être généré à nouveau.
search-file = Les navigateurs ne permettent pas la recherche dans une page ouverte depuis un dossier. Placez le site sur un serveur web, ou utilisez les listes ci-dessous.
search-disk = On ne peut pas faire de recherche dans un site ouvert depuis un dossier. Placez-le sur un serveur web.
search-filters = Filtres
search-clear = Supprimer les filtres
search-sort = Trier
search-by-fit = Les plus pertinentes d’abord
search-by-date = Les plus récentes d’abord
search-newest-of = les plus récentes des %n plus pertinentes
search-language = Langue
search-any-language = Toutes les langues
search-product = Produit
search-any-product = Tous les produits
search-grade = État
search-any-grade = Tous les états
search-year = Année
search-any-year = Toutes les années
popular-topics = Sujets populaires
search-noscript = La recherche nécessite JavaScript. Sans lui, vous pouvez trouver chaque question dans les listes ci-dessous.

## How sure an answer is

solved = Résolu
official = Réponse officielle
confirmed = Confirmé par l’auteur de la question
self-answered = Répondu par l’auteur de la question
corroborated = Confirmé par d’autres
answered = Réponse non confirmée
contested = Réponses divergentes
unresolved = Pas encore résolu
accepted = Réponse acceptée
check-due = À vérifier
contested-note = Les avis divergent : lisez aussi les autres réponses avant de choisir.
unresolved-note = Personne n’a indiqué que cette réponse résout le problème. Elle peut quand même vous aider.
expired-note = Cette réponse devait être vérifiée avant le { $date } ; certains points ont pu changer depuis.
release-note = { $name } est sorti le { $date }, après la dernière vérification de cette réponse.
release-note-unchecked = { $name } est sorti le { $date }, après la rédaction de cette réponse.
changed-original-note = L’original de cette traduction a changé depuis sa vérification :
no-answer-note = Cette question n’a pas encore de réponse.
# The name of a person or team and a date follow, then a date alone.
checked-by = Vérifié par
checked = Vérifié le
age-years =
    { $n ->
        [one] il y a { $n } an
        [many] il y a { $n } d’années
       *[other] il y a { $n } ans
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Toujours d’actualité ?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Question de
asked-on = Question posée le
asked-as = La question telle qu’elle a été posée
best-answer = Meilleure réponse
other-answers =
    { $n ->
        [one] { $n } autre réponse
        [many] { $n } d’autres réponses
       *[other] { $n } autres réponses
    }
next-answers = D’autres bonnes réponses
discussion = Toute la discussion
discussion-lead = Toutes les réponses dans l’ordre chronologique, les plus anciennes d’abord.
discussion-contents = Toutes les réponses par date
back-to-question = La question et ses meilleures réponses
also-asked = Aussi demandé ainsi
version = version { $version }
edited = modifié
permalink = Lien
original-post = Original
source = Source :
rail = En savoir plus
related = Questions similaires
who-helped = Qui a aidé
also-in = Aussi en

## Going on from here

did-it-help = Votre problème est-il résolu ?
feedback-yes = Oui
feedback-no = Non
feedback-thanks = Merci de nous l’avoir dit.
feedback-near = L’une de ces réponses vous aidera peut-être :
feedback-note = Votre réponse est comptée sans cookies et sans nom. Seul cet onglet s’en souvient, jusqu’à ce que vous le fermiez.
did-it-help-thread = Sinon, écrivez dans la discussion d’origine : on peut encore vous y répondre.
did-it-help-ask = Sinon, demandez à la communauté.
same-question = Vous avez la même question ?
same-question-text = Dites-le à la communauté : plus vous êtes nombreux, plus vite quelqu’un répondra.
still-stuck = Toujours bloqué ?
open-thread = Ouvrir la discussion d’origine
ask-new = Poser une nouvelle question

## Counts

n-questions =
    { $n ->
        [one] { $n } question
        [many] { $n } de questions
       *[other] { $n } questions
    }
n-solved =
    { $n ->
        [one] { $n } résolue
        [many] { $n } de résolues
       *[other] { $n } résolues
    }
n-answers =
    { $n ->
        [one] { $n } réponse
        [many] { $n } de réponses
       *[other] { $n } réponses
    }
n-best =
    { $n ->
        [one] { $n } meilleure réponse
        [many] { $n } de meilleures réponses
       *[other] { $n } meilleures réponses
    }
n-comments =
    { $n ->
        [one] { $n } commentaire
        [many] { $n } de commentaires
       *[other] { $n } commentaires
    }
n-votes =
    { $n ->
        [one] { $n } vote
        [many] { $n } de votes
       *[other] { $n } votes
    }
helped-n =
    { $n ->
        [one] a aidé pour { $n } question
        [many] a aidé pour { $n } de questions
       *[other] a aidé pour { $n } questions
    }

## People

deleted-user = ancien membre
role-staff = équipe { $brand }
role-brand = compte officiel
role-expert = expert de la communauté
role-moderator = modération
# After a name: whose question it is.
by-asker = a posé la question
role-bot = robot
people-lead = Toutes les personnes dont les réponses figurent sur ces pages. Merci !
profile = Profil dans la communauté
helped-with = Questions résolues avec son aide

## Titles and descriptions of pages

title-products = Produits
title-categories = Catégories
title-product = { $product }
title-category = { $category }
title-tags = Sujets
title-keywords = Mots-clés
title-people = Les personnes qui ont aidé
title-letters = Toutes les questions de A à Z
title-months = Toutes les questions par date
title-search = Recherche
title-missing = Cette page est introuvable
missing-lead = Elle a peut-être changé d’adresse, ou l’adresse contient une erreur. Cherchez ce dont vous avez besoin :
title-tag = Questions sur { $tag }
title-keyword = Questions sur { $keyword }
title-letter = Questions : { $letter }
title-month = Questions : { $month }
title-page = { $title }, page { $page }
title-discussion = { $title } : toute la discussion
# Stands for titles that begin with no letter.
other-letter = Autres
description-home =
    { $n ->
        [one] { $n } question avec ses réponses de la communauté et de l’équipe : cherchez ou parcourez par sujet.
        [many] { $n } de questions avec leurs réponses de la communauté et de l’équipe : cherchez ou parcourez par sujet.
       *[other] { $n } questions avec leurs réponses de la communauté et de l’équipe : cherchez ou parcourez par sujet.
    }
description-tag =
    { $n ->
        [one] { $n } question sur { $tag }, avec ses réponses.
        [many] { $n } de questions sur { $tag }, avec leurs réponses.
       *[other] { $n } questions sur { $tag }, avec leurs réponses.
    }
description-product =
    { $n ->
        [one] { $n } question sur { $product }, avec ses réponses.
        [many] { $n } de questions sur { $product }, avec leurs réponses.
       *[other] { $n } questions sur { $product }, avec leurs réponses.
    }
description-category =
    { $n ->
        [one] { $n } question sur { $category }, avec ses réponses.
        [many] { $n } de questions sur { $category }, avec leurs réponses.
       *[other] { $n } questions sur { $category }, avec leurs réponses.
    }
description-person =
    { $n ->
        [one] { $name } a aidé pour { $n } question.
        [many] { $name } a aidé pour { $n } de questions.
       *[other] { $name } a aidé pour { $n } questions.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Sur cette page
# Titles of boxes that stand out.
alert-note = Remarque
alert-tip = Astuce
alert-important = Important
alert-warning = Avertissement
alert-caution = Prudence
# The signs of a task list, for those who do not see them.
task-done = Fait
task-open = À faire
footnotes = Notes de bas de page
footnote-back = Retour au texte
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Vidéo
media-video-at = Vidéo sur { $host }
media-audio = Enregistrement
media-audio-at = Enregistrement sur { $host }
media-picture = Image
media-picture-at = Image sur { $host }
media-embed = Contenu intégré
media-embed-at = Contenu de { $host }
media-page = Page
media-page-at = Page sur { $host }
media-file = Fichier
media-file-at = Fichier sur { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Agrandir l’image
poll-votes =
    { $n ->
        [one] { $n } vote
        [many] { $n } de votes
       *[other] { $n } votes
    }
poll-voters =
    { $n ->
        [one] { $n } votant
        [many] { $n } de votants
       *[other] { $n } votants
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } Ko
size-mb = { $whole },{ $tenth } Mo

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Janvier
        [2] Février
        [3] Mars
        [4] Avril
        [5] Mai
        [6] Juin
        [7] Juillet
        [8] Août
        [9] Septembre
        [10] Octobre
        [11] Novembre
       *[12] Décembre
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Sommaire
other-questions = Autres questions

## Without a network

# A page that is not kept on the reader's device.
offline-title = Vous êtes hors ligne
offline-text = Cette page n’est pas enregistrée sur cet appareil. Ce que vous avez déjà lu y est toujours.
