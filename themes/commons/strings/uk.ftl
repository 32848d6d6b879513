### Українська: every word the theme says. Plain text; no markup.

## Frame

skip = Перейти до вмісту
nav-main = Головне меню
nav-languages = Мова
nav-crumbs = Ви тут
nav-tree = Усі відповіді
nav-products = Продукти
nav-categories = Розділи
nav-topics = Теми
nav-keywords = Ключові слова
nav-people = Люди
nav-ask = Запитати
nav-letters = За абеткою
nav-months = За датою
nav-feed = Стрічка новин
browse = Перегляньте всі запитання
footer-sources = Джерела:
licence = Ліцензія:
list-empty = Тут поки що порожньо.
copy = Копіювати
copied = Скопійовано
as-markdown = Показати як Markdown
copy-markdown = Копіювати як Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Кольори
scheme-auto = Як на пристрої
scheme-light = Світлі
scheme-dark = Темні
close = Закрити
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Сторінки
pager-previous = Назад
pager-next = Далі
pager-all = Усі сторінки ({ $n })

## Home

home-heading = З чим вам допомогти?
home-lead =
    { $n ->
        [one] { $n } запитання з відповідями від спільноти { $brand }
        [few] { $n } запитання з відповідями від спільноти { $brand }
        [many] { $n } запитань із відповідями від спільноти { $brand }
       *[other] { $n } запитання з відповідями від спільноти { $brand }
    }
home-products = Оберіть продукт
home-categories = Запитання за розділами
all-products = Усі продукти
all-categories = Усі розділи
popular-answers = Популярні відповіді
newly-solved = Щойно вирішені

## Products and categories

# Above the parts of a category, or the versions of a product.
narrow = Уточнити
# Behind a number of questions: how many of them.
n-solved =
    { $n ->
        [one] { $n } вирішене
        [few] { $n } вирішені
        [many] { $n } вирішених
       *[other] { $n } вирішеного
    }

## Search

search-label = Пошук відповідей
search-placeholder = Запитайте своїми словами
search-button = Знайти
search-results = Результати
search-none = Нічого не знайдено. Спробуйте менше слів або інші слова.
search-nothing = Нічого близького до вашого запитання.
search-topics = Можливо, допоможуть ці теми:
search-weak = Показати слабші збіги
search-elsewhere = Лише іншою мовою:
search-question = Запитання
# %q stands for the words that were searched for instead.
search-instead = Показано результати для %q
search-loading = Шукаємо…
search-near = Можливо, ви шукали:
search-ask = Запитати спільноту
search-all = Показати всі результати
search-more = Показати ще
search-lost = Деяких результатів може бракувати: частину пошуку не вдалося завантажити.
search-failed = Не вдалося завантажити пошук. Спробуйте ще раз або перегляньте запитання за темами.
search-version = Пошук створено іншою версією програми. Оновіть сторінку; якщо це не допоможе, сайт потрібно зібрати наново.
search-file = Браузери не дозволяють шукати на сторінці, відкритій із теки. Розмістіть сайт на вебсервері або скористайтеся списками нижче.
search-disk = На сайті, відкритому з теки, шукати не можна. Розмістіть його на вебсервері.
search-filters = Фільтри
search-clear = Скинути фільтри
search-sort = Сортування
search-by-fit = Спершу найкращі
search-by-date = Спершу найновіші
search-newest-of = найновіші з %n найкращих
search-language = Мова
search-any-language = Усі мови
search-product = Продукт
search-any-product = Усі продукти
search-grade = Статус
search-any-grade = Будь-який статус
search-year = Рік
search-any-year = Усі роки
popular-topics = Популярні теми
search-noscript = Для пошуку потрібен JavaScript. Без нього всі запитання можна знайти у списках нижче.

## How sure an answer is

solved = Вирішено
official = Офіційна відповідь
confirmed = Підтверджено автором запитання
self-answered = Відповідь автора запитання
corroborated = Підтверджено іншими
answered = Непідтверджена відповідь
contested = Відповіді різняться
unresolved = Ще не вирішено
accepted = Прийнята відповідь
check-due = Час перевірити
contested-note = Тут думки розходяться: перш ніж обрати, прочитайте й інші відповіді.
unresolved-note = Цю відповідь ще не позначено як розв’язання, але вона може допомогти.
expired-note = Цю відповідь слід було перевірити до { $date }; відтоді щось могло змінитися.
release-note = Після останньої перевірки цієї відповіді, { $date }, вийшло: { $name }.
release-note-unchecked = Після того як цю відповідь було написано, { $date }, вийшло: { $name }.
changed-original-note = Оригінал цього перекладу змінився після його перевірки:
no-answer-note = На це запитання ще немає відповіді.
# The name of a person or team and a date follow, then a date alone.
checked-by = Перевірка:
checked = Перевірено
age-years =
    { $n ->
        [one] { $n } рік тому
        [few] { $n } роки тому
        [many] { $n } років тому
       *[other] { $n } року тому
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Чи це досі так?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Запитання від
asked-on = Запитання поставлено
asked-as = Запитання, як його поставили
best-answer = Найкраща відповідь
other-answers =
    { $n ->
        [one] Ще { $n } відповідь
        [few] Ще { $n } відповіді
        [many] Ще { $n } відповідей
       *[other] Ще { $n } відповіді
    }
next-answers = Інші добрі відповіді
discussion = Усе обговорення
discussion-lead = Усі відповіді за часом, спочатку найдавніші.
discussion-contents = Усі відповіді за датами
back-to-question = Запитання та найкращі відповіді
also-asked = Інші формулювання
version = версія { $version }
edited = змінено
permalink = Посилання
original-post = Оригінал
source = Джерело:
rail = Більше про це
related = Схожі запитання
who-helped = Хто допоміг
also-in = Іншими мовами

## Going on from here

did-it-help = Чи допомогла відповідь?
feedback-yes = Так
feedback-no = Ні
feedback-thanks = Дякуємо, що сказали нам.
feedback-near = Можливо, допоможе щось із цього:
feedback-note = Вашу відповідь враховано без файлів cookie та без імен. Про те, що ви її дали, пам’ятає лише ця вкладка, доки ви її не закриєте.
did-it-help-thread = Якщо ні, напишіть у початковій темі: там ще можуть відповісти.
did-it-help-ask = Якщо ні, запитайте спільноту.
same-question = У вас таке саме запитання?
same-question-text = Скажіть про це спільноті: що більше людей питає, то швидше хтось відповість.
still-stuck = Не допомогло?
open-thread = Відкрити початкову тему
ask-new = Поставити нове запитання

## Counts

n-questions =
    { $n ->
        [one] { $n } запитання
        [few] { $n } запитання
        [many] { $n } запитань
       *[other] { $n } запитання
    }
n-answers =
    { $n ->
        [one] { $n } відповідь
        [few] { $n } відповіді
        [many] { $n } відповідей
       *[other] { $n } відповіді
    }
n-best =
    { $n ->
        [one] { $n } найкраща відповідь
        [few] { $n } найкращі відповіді
        [many] { $n } найкращих відповідей
       *[other] { $n } найкращі відповіді
    }
n-comments =
    { $n ->
        [one] { $n } коментар
        [few] { $n } коментарі
        [many] { $n } коментарів
       *[other] { $n } коментаря
    }
n-votes =
    { $n ->
        [one] { $n } голос
        [few] { $n } голоси
        [many] { $n } голосів
       *[other] { $n } голосу
    }
helped-n =
    { $n ->
        [one] допомога з { $n } запитанням
        [few] допомога з { $n } запитаннями
        [many] допомога з { $n } запитаннями
       *[other] допомога з { $n } запитання
    }

## People

deleted-user = видалений обліковий запис
role-staff = команда { $brand }
role-brand = офіційний обліковий запис
role-expert = експерт спільноти
role-moderator = модератор
# After a name: whose question it is.
by-asker = автор запитання
role-bot = бот
people-lead = Усі, чиї відповіді є на цих сторінках. Дякуємо вам!
profile = Профіль у спільноті
helped-with = Запитання з відповідями

## Titles and descriptions of pages

title-products = Продукти
title-categories = Розділи
title-product = { $product }
title-category = { $category }
title-tags = Теми
title-keywords = Ключові слова
title-people = Хто допомагає
title-letters = Усі запитання за абеткою
title-months = Усі запитання за датою
title-search = Пошук
title-missing = Такої сторінки немає
missing-lead = Можливо, її перенесли або в адресі є помилка. Пошукайте потрібне:
title-tag = Запитання на тему «{ $tag }»
title-keyword = Запитання на тему «{ $keyword }»
title-letter = Запитання: { $letter }
title-month = { $month }: запитання
title-page = { $title }, сторінка { $page }
title-discussion = { $title }: усе обговорення
# Stands for titles that begin with no letter.
other-letter = Інше
description-home =
    { $n ->
        [one] { $n } запитання з відповідями спільноти й команди: шукайте або переглядайте за темами.
        [few] { $n } запитання з відповідями спільноти й команди: шукайте або переглядайте за темами.
        [many] { $n } запитань з відповідями спільноти й команди: шукайте або переглядайте за темами.
       *[other] { $n } запитання з відповідями спільноти й команди: шукайте або переглядайте за темами.
    }
description-tag =
    { $n ->
        [one] { $n } запитання на тему «{ $tag }», з відповідями.
        [few] { $n } запитання на тему «{ $tag }», з відповідями.
        [many] { $n } запитань на тему «{ $tag }», з відповідями.
       *[other] { $n } запитання на тему «{ $tag }», з відповідями.
    }
description-product =
    { $n ->
        [one] { $n } запитання про { $product }, з відповідями.
        [few] { $n } запитання про { $product }, з відповідями.
        [many] { $n } запитань про { $product }, з відповідями.
       *[other] { $n } запитання про { $product }, з відповідями.
    }
description-category =
    { $n ->
        [one] { $n } запитання в розділі «{ $category }», з відповідями.
        [few] { $n } запитання в розділі «{ $category }», з відповідями.
        [many] { $n } запитань у розділі «{ $category }», з відповідями.
       *[other] { $n } запитання в розділі «{ $category }», з відповідями.
    }
description-person = Запитання, з якими допомагає { $name }: { $n }.

## Within answers

# Above the headings of an answer that has several.
contents = На цій сторінці
# Titles of boxes that stand out.
alert-note = Примітка
alert-tip = Порада
alert-important = Важливо
alert-warning = Попередження
alert-caution = Обережно
# The signs of a task list, for those who do not see them.
task-done = Виконано
task-open = Ще не виконано
footnotes = Виноски
footnote-back = Назад до тексту
# Cards in the place of what other sites show. $host is a site.
media-video = Відео
media-video-at = Відео на { $host }
media-audio = Запис
media-audio-at = Запис на { $host }
media-picture = Зображення
media-picture-at = Зображення на { $host }
media-embed = Вбудований вміст
media-embed-at = Вміст із { $host }
media-page = Сторінка
media-page-at = Сторінка на { $host }
media-file = Файл
media-file-at = Файл на { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Збільшити зображення
poll-votes =
    { $n ->
        [one] { $n } голос
        [few] { $n } голоси
        [many] { $n } голосів
       *[other] { $n } голосу
    }
poll-voters =
    { $n ->
        [one] Проголосувала { $n } людина
        [few] Проголосували { $n } людини
        [many] Проголосувало { $n } людей
       *[other] Проголосувало { $n } людини
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
        [1] січня
        [2] лютого
        [3] березня
        [4] квітня
        [5] травня
        [6] червня
        [7] липня
        [8] серпня
        [9] вересня
        [10] жовтня
        [11] листопада
       *[12] грудня
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Січень
        [2] Лютий
        [3] Березень
        [4] Квітень
        [5] Травень
        [6] Червень
        [7] Липень
        [8] Серпень
        [9] Вересень
        [10] Жовтень
        [11] Листопад
       *[12] Грудень
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Зміст
other-questions = Інші питання

## Without a network

# A page that is not kept on the reader's device.
offline-title = Немає з’єднання з інтернетом
offline-text = Цю сторінку не збережено на цьому пристрої. Те, що ви вже читали, досі тут.
