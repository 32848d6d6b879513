### Русский: every word the theme says. Plain text; no markup.

## Frame

skip = Перейти к содержимому
nav-main = Главное меню
nav-languages = Язык
nav-crumbs = Вы здесь
nav-tree = Все ответы
nav-products = Продукты
nav-categories = Разделы
nav-topics = Темы
nav-keywords = Ключевые слова
nav-people = Люди
nav-ask = Спросить
nav-letters = По алфавиту
nav-months = По дате
nav-feed = Лента новостей
browse = Посмотрите все вопросы
footer-sources = Источники:
licence = Лицензия:
list-empty = Здесь пока пусто.
copy = Копировать
copied = Скопировано
as-markdown = Показать как Markdown
copy-markdown = Копировать как Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Цвета
scheme-auto = Как на устройстве
scheme-light = Светлые
scheme-dark = Тёмные
close = Закрыть
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Страницы
pager-previous = Назад
pager-next = Далее
pager-all = Все страницы ({ $n })

## Home

home-heading = С чем вам помочь?
home-lead =
    { $n ->
        [one] { $n } вопрос с ответами от сообщества { $brand }
        [few] { $n } вопроса с ответами от сообщества { $brand }
        [many] { $n } вопросов с ответами от сообщества { $brand }
       *[other] { $n } вопроса с ответами от сообщества { $brand }
    }
home-products = Выберите продукт
home-categories = Вопросы по разделам
all-products = Все продукты
all-categories = Все разделы
popular-answers = Популярные ответы
newly-solved = Недавно решённые

## Products and categories

# Above the parts of a category, or the versions of a product.
narrow = Уточнить
# Behind a number of questions: how many of them.
n-solved =
    { $n ->
        [one] { $n } решён
        [few] { $n } решено
        [many] { $n } решено
       *[other] { $n } решено
    }

## Search

search-label = Поиск ответов
search-placeholder = Спросите своими словами
search-button = Найти
search-results = Результаты
search-none = Ничего не нашлось. Попробуйте меньше слов или другие слова.
search-nothing = Ничего близкого к вашему вопросу.
search-topics = Возможно, помогут эти темы:
search-weak = Показать слабые совпадения
search-elsewhere = Только на другом языке:
search-question = Вопрос
# %q stands for the words that were searched for instead.
search-instead = Показаны результаты для %q
search-loading = Ищем…
search-near = Возможно, вы искали:
search-ask = Спросить сообщество
search-all = Показать все результаты
search-more = Показать ещё
search-lost = Некоторых результатов может не хватать: часть поиска не удалось загрузить.
search-failed = Не удалось загрузить поиск. Попробуйте ещё раз или просмотрите вопросы по темам.
search-version = Поиск создан другой версией программы. Обновите страницу; если это не поможет, сайт нужно собрать заново.
search-file = Браузеры не позволяют искать на странице, открытой из папки. Разместите сайт на веб-сервере или воспользуйтесь списками ниже.
search-disk = На сайте, открытом из папки, искать нельзя. Разместите его на веб-сервере.
search-filters = Фильтры
search-clear = Сбросить фильтры
search-sort = Сортировка
search-by-fit = Сначала лучшие
search-by-date = Сначала новые
search-newest-of = самые новые из %n лучших
search-language = Язык
search-any-language = Все языки
search-product = Продукт
search-any-product = Все продукты
search-grade = Статус
search-any-grade = Любой статус
search-year = Год
search-any-year = Все годы
popular-topics = Популярные темы
search-noscript = Для поиска нужен JavaScript. Без него все вопросы можно найти в списках ниже.

## How sure an answer is

solved = Решено
official = Официальный ответ
confirmed = Подтверждено автором вопроса
self-answered = Ответ автора вопроса
corroborated = Подтверждено другими
answered = Неподтверждённый ответ
contested = Ответы расходятся
unresolved = Пока не решено
accepted = Принятый ответ
check-due = Пора проверить
contested-note = Здесь мнения расходятся: прежде чем выбрать, прочитайте и другие ответы.
unresolved-note = Этот ответ пока не отмечен как решение, но может помочь.
expired-note = Этот ответ следовало проверить до { $date }; с тех пор что-то могло измениться.
release-note = После последней проверки этого ответа, { $date }, вышло: { $name }.
release-note-unchecked = После того как этот ответ был написан, { $date }, вышло: { $name }.
changed-original-note = Оригинал этого перевода изменился после его проверки:
no-answer-note = На этот вопрос пока нет ответа.
# The name of a person or team and a date follow, then a date alone.
checked-by = Проверка:
checked = Проверено
age-years =
    { $n ->
        [one] { $n } год назад
        [few] { $n } года назад
        [many] { $n } лет назад
       *[other] { $n } года назад
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Это всё ещё верно?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Вопрос от
asked-on = Вопрос задан
asked-as = Вопрос, как его задали
best-answer = Лучший ответ
other-answers =
    { $n ->
        [one] Ещё { $n } ответ
        [few] Ещё { $n } ответа
        [many] Ещё { $n } ответов
       *[other] Ещё { $n } ответа
    }
next-answers = Другие хорошие ответы
discussion = Всё обсуждение
discussion-lead = Все ответы по порядку времени, сначала самые старые.
discussion-contents = Все ответы по датам
back-to-question = Вопрос и лучшие ответы
also-asked = Другие формулировки
version = версия { $version }
edited = изменено
permalink = Ссылка
original-post = Оригинал
source = Источник:
rail = Ещё по теме
related = Похожие вопросы
who-helped = Кто помог
also-in = На других языках

## Going on from here

did-it-help = Ответ помог?
feedback-yes = Да
feedback-no = Нет
feedback-thanks = Спасибо, что сказали нам.
feedback-near = Возможно, поможет что-то из этого:
feedback-note = Ваш ответ учитывается без файлов cookie и без имён. О том, что вы ответили, помнит только эта вкладка, пока вы её не закроете.
did-it-help-thread = Если нет, напишите в исходной теме: там ещё могут ответить.
did-it-help-ask = Если нет, спросите сообщество.
same-question = У вас такой же вопрос?
same-question-text = Скажите об этом сообществу: чем больше людей спрашивает, тем скорее кто-то ответит.
still-stuck = Не помогло?
open-thread = Открыть исходную тему
ask-new = Задать новый вопрос

## Counts

n-questions =
    { $n ->
        [one] { $n } вопрос
        [few] { $n } вопроса
        [many] { $n } вопросов
       *[other] { $n } вопроса
    }
n-answers =
    { $n ->
        [one] { $n } ответ
        [few] { $n } ответа
        [many] { $n } ответов
       *[other] { $n } ответа
    }
n-best =
    { $n ->
        [one] { $n } лучший ответ
        [few] { $n } лучших ответа
        [many] { $n } лучших ответов
       *[other] { $n } лучших ответа
    }
n-comments =
    { $n ->
        [one] { $n } комментарий
        [few] { $n } комментария
        [many] { $n } комментариев
       *[other] { $n } комментария
    }
n-votes =
    { $n ->
        [one] { $n } голос
        [few] { $n } голоса
        [many] { $n } голосов
       *[other] { $n } голоса
    }
helped-n =
    { $n ->
        [one] помощь с { $n } вопросом
        [few] помощь с { $n } вопросами
        [many] помощь с { $n } вопросами
       *[other] помощь с { $n } вопроса
    }

## People

deleted-user = удалённый аккаунт
role-staff = команда { $brand }
role-brand = официальный аккаунт
role-expert = эксперт сообщества
role-moderator = модератор
# After a name: whose question it is.
by-asker = автор вопроса
role-bot = бот
people-lead = Все, чьи ответы есть на этих страницах. Спасибо вам!
profile = Профиль в сообществе
helped-with = Вопросы с ответами

## Titles and descriptions of pages

title-products = Продукты
title-categories = Разделы
title-product = { $product }
title-category = { $category }
title-tags = Темы
title-keywords = Ключевые слова
title-people = Кто помогает
title-letters = Все вопросы по алфавиту
title-months = Все вопросы по дате
title-search = Поиск
title-missing = Такой страницы нет
missing-lead = Возможно, её перенесли или в адресе ошибка. Поищите то, что вам нужно:
title-tag = Вопросы на тему «{ $tag }»
title-keyword = Вопросы на тему «{ $keyword }»
title-letter = Вопросы: { $letter }
title-month = { $month }: вопросы
title-page = { $title }, страница { $page }
title-discussion = { $title }: всё обсуждение
# Stands for titles that begin with no letter.
other-letter = Другое
description-home =
    { $n ->
        [one] { $n } вопрос с ответами сообщества и команды: ищите или просматривайте по темам.
        [few] { $n } вопроса с ответами сообщества и команды: ищите или просматривайте по темам.
        [many] { $n } вопросов с ответами сообщества и команды: ищите или просматривайте по темам.
       *[other] { $n } вопроса с ответами сообщества и команды: ищите или просматривайте по темам.
    }
description-tag =
    { $n ->
        [one] { $n } вопрос на тему «{ $tag }», с ответами.
        [few] { $n } вопроса на тему «{ $tag }», с ответами.
        [many] { $n } вопросов на тему «{ $tag }», с ответами.
       *[other] { $n } вопроса на тему «{ $tag }», с ответами.
    }
description-product =
    { $n ->
        [one] { $n } вопрос о { $product }, с ответами.
        [few] { $n } вопроса о { $product }, с ответами.
        [many] { $n } вопросов о { $product }, с ответами.
       *[other] { $n } вопроса о { $product }, с ответами.
    }
description-category =
    { $n ->
        [one] { $n } вопрос в разделе «{ $category }», с ответами.
        [few] { $n } вопроса в разделе «{ $category }», с ответами.
        [many] { $n } вопросов в разделе «{ $category }», с ответами.
       *[other] { $n } вопроса в разделе «{ $category }», с ответами.
    }
description-person = Вопросы, с которыми помогает { $name }: { $n }.

## Within answers

# Above the headings of an answer that has several.
contents = На этой странице
# Titles of boxes that stand out.
alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно
# The signs of a task list, for those who do not see them.
task-done = Сделано
task-open = Ещё не сделано
footnotes = Сноски
footnote-back = Назад к тексту
# Cards in the place of what other sites show. $host is a site.
media-video = Видео
media-video-at = Видео на { $host }
media-audio = Запись
media-audio-at = Запись на { $host }
media-picture = Изображение
media-picture-at = Изображение на { $host }
media-embed = Встроенное содержимое
media-embed-at = Содержимое с { $host }
media-page = Страница
media-page-at = Страница на { $host }
media-file = Файл
media-file-at = Файл на { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Увеличить изображение
poll-votes =
    { $n ->
        [one] { $n } голос
        [few] { $n } голоса
        [many] { $n } голосов
       *[other] { $n } голоса
    }
poll-voters =
    { $n ->
        [one] Проголосовал { $n } человек
        [few] Проголосовали { $n } человека
        [many] Проголосовало { $n } человек
       *[other] Проголосовало { $n } человека
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } КБ
size-mb = { $whole },{ $tenth } МБ

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Январь
        [2] Февраль
        [3] Март
        [4] Апрель
        [5] Май
        [6] Июнь
        [7] Июль
        [8] Август
        [9] Сентябрь
        [10] Октябрь
        [11] Ноябрь
       *[12] Декабрь
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Содержание
other-questions = Другие вопросы

## Without a network

# A page that is not kept on the reader's device.
offline-title = Нет подключения к интернету
offline-text = Эта страница не сохранена на этом устройстве. То, что вы уже читали, по-прежнему здесь.
