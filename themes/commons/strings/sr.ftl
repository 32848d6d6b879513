### Српски: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Пређи на садржај
nav-main = Главни мени
nav-languages = Језик
nav-crumbs = Овде сте
nav-tree = Сви одговори
nav-products = Производи
nav-categories = Категорије
nav-topics = Теме
nav-keywords = Кључне речи
nav-people = Људи
home-products = Изаберите производ
home-categories = Преглед по категоријама
all-products = Сви производи
all-categories = Све категорије
popular-answers = Популарни одговори
narrow = Сузи избор
nav-ask = Постави питање
nav-letters = По азбуци
nav-months = По датуму
nav-feed = Извор новости
browse = Прегледај сва питања
footer-sources = Одговори из извора:
licence = Лиценца:
list-empty = Овде још нема ничега.
copy = Копирај
copied = Копирано
as-markdown = Прикажи као Markdown
copy-markdown = Копирај као Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Боје
scheme-auto = Као на овом уређају
scheme-light = Светле
scheme-dark = Тамне
close = Затвори
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Странице
pager-previous = Претходна
pager-next = Следећа
pager-all = Све странице ({ $n })

## Home

home-heading = Како можемо да вам помогнемо?
home-lead =
    { $n ->
        [one] { $n } питање са одговорима заједнице { $brand }
        [few] { $n } питања са одговорима заједнице { $brand }
       *[other] { $n } питања са одговорима заједнице { $brand }
    }
newly-solved = Недавно решено

## Search

search-label = Претражи одговоре
search-placeholder = Питајте својим речима
search-button = Тражи
search-results = Резултати
search-none = Ништа није пронађено. Пробајте са мање речи или са другим речима.
search-nothing = Ништа није блиско вашем питању.
search-topics = Можда помогну ове теме:
search-weak = Прикажи слабије поготке
search-elsewhere = Само на другом језику:
search-question = Питање
# %q stands for the words that were searched for instead.
search-instead = Резултати за %q
search-loading = Претраживање…
search-near = Да ли сте мислили:
search-ask = Питајте заједницу
search-all = Прикажи све резултате
search-more = Прикажи још
search-lost = Неки резултати можда недостају: део претраге није могао да се учита.
search-failed = Претрага није могла да се учита. Покушајте поново или прегледајте питања по темама.
search-version = Претрага је из друге верзије програма. Поново учитајте страницу; ако то не помогне, сајт треба поново изградити.
search-file = Прегледачи не дозвољавају претрагу на страници отвореној из фасцикле. Поставите сајт на веб-сервер или користите спискове испод.
search-disk = Сајт отворен из фасцикле не може да се претражује. Поставите га на веб-сервер.
search-filters = Филтери
search-clear = Уклони филтере
search-sort = Поређај
search-by-fit = Најбољи прво
search-by-date = Најновији прво
search-newest-of = најновији од %n најбољих
search-language = Језик
search-any-language = Сви језици
search-product = Производ
search-any-product = Сви производи
search-grade = Статус
search-any-grade = Сви статуси
search-year = Година
search-any-year = Све године
popular-topics = Популарне теме
search-noscript = За претрагу је потребан JavaScript. Без њега сва питања можете наћи на списковима испод.

## How sure an answer is

solved = Решено
official = Званични одговор
confirmed = Потврдио аутор питања
self-answered = Одговорио аутор питања
corroborated = Потврдили други
answered = Непотврђен одговор
contested = Одговори се разликују
unresolved = Још није решено
accepted = Прихваћен одговор
check-due = Чека проверу
contested-note = Мишљења су подељена: пре него што одлучите, прочитајте и остале одговоре.
unresolved-note = Нико овај одговор није означио као решење. Ипак може да вам помогне.
expired-note = Овај одговор је требало проверити до { $date }; у међувремену је нешто могло да се промени.
release-note = После последње провере овог одговора, { $date }, изашло је: { $name }.
release-note-unchecked = Пошто је овај одговор написан, { $date }, изашло је: { $name }.
changed-original-note = Оригинал овог превода променио се након провере:
no-answer-note = На ово питање још нема одговора.
# The name of a person or team and a date follow, then a date alone.
checked-by = Провера:
checked = Проверено
age-years =
    { $n ->
        [one] пре { $n } годину
        [few] пре { $n } године
       *[other] пре { $n } година
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Да ли то још важи?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Пита:
asked-on = Питање постављено
asked-as = Питање како је постављено
best-answer = Најбољи одговор
other-answers =
    { $n ->
        [one] Још { $n } одговор
        [few] Још { $n } одговора
       *[other] Још { $n } одговора
    }
next-answers = Још добрих одговора
discussion = Цела расправа
discussion-lead = Сви одговори временским редом, најстарији први.
discussion-contents = Сви одговори по датуму
back-to-question = Питање и најбољи одговори
also-asked = Питано и овако
version = верзија { $version }
edited = измењено
permalink = Веза
original-post = Оригинал
source = Извор:
rail = Више о овоме
related = Слична питања
who-helped = Ко је помогао
also-in = На другим језицима

## Going on from here

did-it-help = Да ли вам је ово помогло?
feedback-yes = Да
feedback-no = Не
feedback-thanks = Хвала што сте нам рекли.
feedback-near = Можда помогне нешто од овога:
feedback-note = Ваш одговор се броји без колачића и без имена. Да сте одговорили, памти само ова картица, док је не затворите.
did-it-help-thread = Ако није, пишите у првобитној теми: тамо још неко може да вам одговори.
did-it-help-ask = Ако није, питајте заједницу.
same-question = Имате исто питање?
same-question-text = Јавите заједници: што више људи пита, то ће пре неко одговорити.
still-stuck = И даље имате потешкоћа?
open-thread = Отвори првобитну тему
ask-new = Постави ново питање

## Counts

n-questions =
    { $n ->
        [one] { $n } питање
        [few] { $n } питања
       *[other] { $n } питања
    }
n-solved =
    { $n ->
        [one] { $n } решено
        [few] { $n } решена
       *[other] { $n } решених
    }
n-answers =
    { $n ->
        [one] { $n } одговор
        [few] { $n } одговора
       *[other] { $n } одговора
    }
n-best =
    { $n ->
        [one] { $n } најбољи одговор
        [few] { $n } најбоља одговора
       *[other] { $n } најбољих одговора
    }
n-comments =
    { $n ->
        [one] { $n } коментар
        [few] { $n } коментара
       *[other] { $n } коментара
    }
n-votes =
    { $n ->
        [one] { $n } глас
        [few] { $n } гласа
       *[other] { $n } гласова
    }
helped-n =
    { $n ->
        [one] помоћ у { $n } питању
        [few] помоћ у { $n } питања
       *[other] помоћ у { $n } питања
    }

## People

deleted-user = бивши члан
role-staff = тим { $brand }
role-brand = званични налог
role-expert = стручњак заједнице
role-moderator = модератор
# After a name: whose question it is.
by-asker = аутор питања
role-bot = бот
people-lead = Сви чији су одговори на овим страницама. Хвала!
profile = Профил у заједници
helped-with = Одговорена питања

## Titles and descriptions of pages

title-products = Производи
title-categories = Категорије
title-product = { $product }
title-category = { $category }
title-tags = Теме
title-keywords = Кључне речи
title-people = Људи који су помогли
title-letters = Сва питања по азбуци
title-months = Сва питања по датуму
title-search = Претрага
title-missing = Не можемо да пронађемо ову страницу
missing-lead = Можда је премештена или у адреси постоји грешка. Потражите шта вам треба:
title-tag = Питања на тему { $tag }
title-keyword = Питања на тему { $keyword }
title-letter = Питања: { $letter }
title-month = Питања: { $month }
title-page = { $title }, { $page }. страница
title-discussion = { $title }: цела расправа
# Stands for titles that begin with no letter.
other-letter = Остало
description-home =
    { $n ->
        [one] { $n } питање са одговорима заједнице и тима: претражите или прегледајте по темама.
        [few] { $n } питања са одговорима заједнице и тима: претражите или прегледајте по темама.
       *[other] { $n } питања са одговорима заједнице и тима: претражите или прегледајте по темама.
    }
description-tag =
    { $n ->
        [one] { $n } питање на тему { $tag }, са одговорима.
        [few] { $n } питања на тему { $tag }, са одговорима.
       *[other] { $n } питања на тему { $tag }, са одговорима.
    }
description-product =
    { $n ->
        [one] { $n } питање на тему { $product }, са одговорима.
        [few] { $n } питања на тему { $product }, са одговорима.
       *[other] { $n } питања на тему { $product }, са одговорима.
    }
description-category =
    { $n ->
        [one] { $n } питање на тему { $category }, са одговорима.
        [few] { $n } питања на тему { $category }, са одговорима.
       *[other] { $n } питања на тему { $category }, са одговорима.
    }
description-person =
    { $n ->
        [one] { $name }: помоћ у { $n } питању.
        [few] { $name }: помоћ у { $n } питања.
       *[other] { $name }: помоћ у { $n } питања.
    }

## Within answers

# Above the headings of an answer that has several.
contents = На овој страници
# Titles of boxes that stand out.
alert-note = Напомена
alert-tip = Савет
alert-important = Важно
alert-warning = Упозорење
alert-caution = Опрез
# The signs of a task list, for those who do not see them.
task-done = Урађено
task-open = Треба урадити
footnotes = Фусноте
footnote-back = Назад на текст
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Видео-снимак
media-video-at = Видео-снимак на { $host }
media-audio = Снимак
media-audio-at = Снимак на { $host }
media-picture = Слика
media-picture-at = Слика на { $host }
media-embed = Уграђени садржај
media-embed-at = Садржај са { $host }
media-page = Страница
media-page-at = Страница на { $host }
media-file = Датотека
media-file-at = Датотека на { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Увећај слику
poll-votes =
    { $n ->
        [one] { $n } глас
        [few] { $n } гласа
       *[other] { $n } гласова
    }
poll-voters =
    { $n ->
        [one] { $n } гласач
        [few] { $n } гласача
       *[other] { $n } гласача
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
        [1] јануар
        [2] фебруар
        [3] март
        [4] април
        [5] мај
        [6] јун
        [7] јул
        [8] август
        [9] септембар
        [10] октобар
        [11] новембар
       *[12] децембар
    }
month-year = { month-alone } { $year }.
month-alone =
    { $month ->
        [1] Јануар
        [2] Фебруар
        [3] Март
        [4] Април
        [5] Мај
        [6] Јун
        [7] Јул
        [8] Август
        [9] Септембар
        [10] Октобар
        [11] Новембар
       *[12] Децембар
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Садржај
other-questions = Остала питања

## Without a network

# A page that is not kept on the reader's device.
offline-title = Нисте повезани са интернетом
offline-text = Ова страница није сачувана на овом уређају. Оно што сте већ прочитали и даље је ту.
