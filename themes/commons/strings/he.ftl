### עברית: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = דילוג לתוכן
nav-main = תפריט ראשי
nav-languages = שפה
nav-crumbs = המיקום שלך
nav-tree = כל התשובות
nav-products = מוצרים
nav-categories = קטגוריות
nav-topics = נושאים
nav-keywords = מילות מפתח
nav-people = אנשים
home-products = בחירת מוצר
home-categories = עיון לפי קטגוריה
all-products = כל המוצרים
all-categories = כל הקטגוריות
popular-answers = תשובות נפוצות
narrow = צמצום
nav-ask = שאלה חדשה
nav-letters = לפי אלף־בית
nav-months = לפי תאריך
nav-feed = פיד
browse = עיון בכל השאלות
footer-sources = תשובות מתוך:
licence = רישיון:
list-empty = אין כאן עדיין כלום.
copy = העתקה
copied = הועתק
as-markdown = הצגה כ־Markdown
copy-markdown = העתקה כ־Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = צבעים
scheme-auto = כמו במכשיר הזה
scheme-light = בהיר
scheme-dark = כהה
close = סגירה
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = עמודים
pager-previous = הקודם
pager-next = הבא
pager-all = כל העמודים ({ $n })

## Home

home-heading = איך אפשר לעזור?
home-lead =
    { $n ->
        [one] שאלה אחת ותשובותיה מקהילת { $brand }
        [two] שתי שאלות ותשובותיהן מקהילת { $brand }
       *[other] { $n } שאלות ותשובותיהן מקהילת { $brand }
    }
newly-solved = נפתרו לאחרונה

## Search

search-label = חיפוש תשובות
search-placeholder = אפשר לשאול במילים שלך
search-button = חיפוש
search-results = תוצאות
search-none = לא נמצא דבר. כדאי לנסות פחות מילים או מילים אחרות.
search-nothing = אין דבר קרוב לשאלה שלך.
search-topics = אולי הנושאים האלה יעזרו:
search-weak = להציג התאמות חלשות יותר
search-elsewhere = רק בשפה אחרת:
search-question = שאלה
# %q stands for the words that were searched for instead.
search-instead = תוצאות עבור %q
search-loading = מתבצע חיפוש…
search-near = אולי הכוונה הייתה:
search-ask = לשאול את הקהילה
search-all = הצגת כל התוצאות
search-more = הצגת תוצאות נוספות
search-lost = ייתכן שחסרות תוצאות: חלק מהחיפוש לא נטען.
search-failed = לא ניתן היה לטעון את החיפוש. אפשר לנסות שוב או לעיין בשאלות לפי נושא.
search-version = החיפוש נוצר בגרסה אחרת של התוכנה. יש לטעון את העמוד מחדש; אם זה לא עוזר, צריך לבנות את האתר מחדש.
search-file = דפדפנים אינם מאפשרים חיפוש בעמוד שנפתח מתוך תיקייה. יש להעלות את האתר לשרת אינטרנט או להשתמש ברשימות שלמטה.
search-disk = אי אפשר לחפש באתר שנפתח מתוך תיקייה. יש להעלות אותו לשרת אינטרנט.
search-filters = מסננים
search-clear = הסרת המסננים
search-sort = מיון
search-by-fit = המתאימות ביותר תחילה
search-by-date = החדשות תחילה
search-newest-of = החדשות מבין %n המתאימות ביותר
search-language = שפה
search-any-language = כל השפות
search-product = מוצר
search-any-product = כל המוצרים
search-grade = מצב
search-any-grade = כל המצבים
search-year = שנה
search-any-year = כל השנים
popular-topics = נושאים פופולריים
search-noscript = החיפוש דורש JavaScript. בלעדיו אפשר למצוא כל שאלה ברשימות שלמטה.

## How sure an answer is

solved = נפתרה
official = תשובה רשמית
confirmed = אושרה בידי מי ששאל
self-answered = נענתה בידי מי ששאל
corroborated = אושרה בידי אחרים
answered = תשובה לא מאומתת
contested = התשובות חלוקות
unresolved = עדיין לא נפתרה
accepted = התשובה שהתקבלה
check-due = הגיע מועד הבדיקה
contested-note = הדעות כאן חלוקות: לפני שבוחרים כדאי לקרוא גם את התשובות האחרות.
unresolved-note = איש לא סימן את התשובה הזאת כפתרון. בכל זאת היא עשויה לעזור.
expired-note = התשובה הזאת הייתה אמורה להיבדק עד { $date }; מאז אולי השתנה משהו.
release-note = { $name } יצא ב־{ $date }, אחרי הבדיקה האחרונה של התשובה הזאת.
release-note-unchecked = { $name } יצא ב־{ $date }, אחרי שהתשובה הזאת נכתבה.
changed-original-note = המקור של התרגום הזה השתנה מאז שנבדק:
no-answer-note = לשאלה הזאת אין עדיין תשובה.
# The name of a person or team and a date follow, then a date alone.
checked-by = בדיקה:
checked = נבדקה בתאריך
age-years =
    { $n ->
        [one] לפני שנה
        [two] לפני שנתיים
       *[other] לפני { $n } שנים
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = עדיין נכון?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = שאלה מאת
asked-on = נשאלה בתאריך
asked-as = השאלה כפי שנשאלה
best-answer = התשובה הטובה ביותר
other-answers =
    { $n ->
        [one] עוד תשובה אחת
        [two] עוד שתי תשובות
       *[other] עוד { $n } תשובות
    }
next-answers = תשובות טובות נוספות
discussion = הדיון המלא
discussion-lead = כל התשובות לפי סדר הזמן, מהישנה לחדשה.
discussion-contents = כל התשובות לפי תאריך
back-to-question = השאלה והתשובות הטובות ביותר
also-asked = נשאלה גם כך
version = גרסה { $version }
edited = נערך
permalink = קישור
original-post = המקור
source = מקור:
rail = עוד בנושא
related = שאלות דומות
who-helped = מי עזרו
also-in = בשפות נוספות

## Going on from here

did-it-help = הבעיה נפתרה?
feedback-yes = כן
feedback-no = לא
feedback-thanks = תודה שסיפרתם לנו.
feedback-near = אולי אחת מאלה תעזור:
feedback-note = התשובה שלכם נספרת בלי עוגיות ובלי שמות. רק הלשונית הזאת זוכרת שעניתם, עד שתסגרו אותה.
did-it-help-thread = אם לא, אפשר לכתוב בדיון המקורי: ייתכן שעוד יענו שם.
did-it-help-ask = אם לא, אפשר לשאול את הקהילה.
same-question = יש לך אותה שאלה?
same-question-text = כדאי לספר לקהילה: ככל שיותר אנשים שואלים, כך עונים מהר יותר.
still-stuck = עדיין לא הסתדר?
open-thread = לדיון המקורי
ask-new = לשאול שאלה חדשה

## Counts

n-questions =
    { $n ->
        [one] שאלה אחת
        [two] שתי שאלות
       *[other] { $n } שאלות
    }
n-solved =
    { $n ->
        [one] אחת נפתרה
        [two] שתיים נפתרו
       *[other] { $n } נפתרו
    }
n-answers =
    { $n ->
        [one] תשובה אחת
        [two] שתי תשובות
       *[other] { $n } תשובות
    }
n-best =
    { $n ->
        [one] תשובה אחת טובה ביותר
        [two] שתי תשובות טובות ביותר
       *[other] { $n } תשובות טובות ביותר
    }
n-comments =
    { $n ->
        [one] תגובה אחת
        [two] שתי תגובות
       *[other] { $n } תגובות
    }
n-votes =
    { $n ->
        [one] הצבעה אחת
        [two] שתי הצבעות
       *[other] { $n } הצבעות
    }
helped-n =
    { $n ->
        [one] עזרה בשאלה אחת
        [two] עזרה בשתי שאלות
       *[other] עזרה ב־{ $n } שאלות
    }

## People

deleted-user = משתמש לשעבר
role-staff = צוות { $brand }
role-brand = חשבון רשמי
role-expert = מומחה בקהילה
role-moderator = ניהול הקהילה
# After a name: whose question it is.
by-asker = בעל השאלה
role-bot = בוט
people-lead = כל מי שתשובותיהם מופיעות בעמודים האלה. תודה לכם!
profile = הפרופיל בקהילה
helped-with = שאלות שנענו

## Titles and descriptions of pages

title-products = מוצרים
title-categories = קטגוריות
title-product = { $product }
title-category = { $category }
title-tags = נושאים
title-keywords = מילות מפתח
title-people = האנשים שעזרו
title-letters = כל השאלות לפי אלף־בית
title-months = כל השאלות לפי תאריך
title-search = חיפוש
title-missing = העמוד הזה לא נמצא
missing-lead = אולי הוא עבר למקום אחר, או שיש טעות בכתובת. אפשר לחפש כאן:
title-tag = שאלות על { $tag }
title-keyword = שאלות על { $keyword }
title-letter = שאלות: { $letter }
title-month = שאלות: { $month }
title-page = { $title }, עמוד { $page }
title-discussion = { $title }: הדיון המלא
# Stands for titles that begin with no letter.
other-letter = אחר
description-home =
    { $n ->
        [one] שאלה אחת ותשובותיה מהקהילה ומהצוות: אפשר לחפש או לעיין לפי נושא.
        [two] שתי שאלות ותשובותיהן מהקהילה ומהצוות: אפשר לחפש או לעיין לפי נושא.
       *[other] { $n } שאלות ותשובותיהן מהקהילה ומהצוות: אפשר לחפש או לעיין לפי נושא.
    }
description-tag =
    { $n ->
        [one] שאלה אחת על { $tag } ותשובותיה.
        [two] שתי שאלות על { $tag } ותשובותיהן.
       *[other] { $n } שאלות על { $tag } ותשובותיהן.
    }
description-product =
    { $n ->
        [one] שאלה אחת על { $product } ותשובותיה.
        [two] שתי שאלות על { $product } ותשובותיהן.
       *[other] { $n } שאלות על { $product } ותשובותיהן.
    }
description-category =
    { $n ->
        [one] שאלה אחת על { $category } ותשובותיה.
        [two] שתי שאלות על { $category } ותשובותיהן.
       *[other] { $n } שאלות על { $category } ותשובותיהן.
    }
description-person =
    { $n ->
        [one] { $name }: עזרה בשאלה אחת.
        [two] { $name }: עזרה בשתי שאלות.
       *[other] { $name }: עזרה ב־{ $n } שאלות.
    }

## Within answers

# Above the headings of an answer that has several.
contents = בעמוד זה
# Titles of boxes that stand out.
alert-note = הערה
alert-tip = טיפ
alert-important = חשוב
alert-warning = אזהרה
alert-caution = זהירות
# The signs of a task list, for those who do not see them.
task-done = בוצע
task-open = לביצוע
footnotes = הערות שוליים
footnote-back = חזרה לטקסט
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = סרטון
media-video-at = סרטון באתר { $host }
media-audio = הקלטה
media-audio-at = הקלטה באתר { $host }
media-picture = תמונה
media-picture-at = תמונה באתר { $host }
media-embed = תוכן מוטמע
media-embed-at = תוכן מהאתר { $host }
media-page = עמוד
media-page-at = עמוד באתר { $host }
media-file = קובץ
media-file-at = קובץ באתר { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = הגדלת התמונה
poll-votes =
    { $n ->
        [one] הצבעה אחת
        [two] שתי הצבעות
       *[other] { $n } הצבעות
    }
poll-voters =
    { $n ->
        [one] הצביע אדם אחד
        [two] הצביעו שני אנשים
       *[other] הצביעו { $n } אנשים
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } ק״ב
size-mb = { $whole }.{ $tenth } מ״ב

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } ב{ month-in-date } { $year }
month-in-date =
    { $month ->
        [1] ינואר
        [2] פברואר
        [3] מרץ
        [4] אפריל
        [5] מאי
        [6] יוני
        [7] יולי
        [8] אוגוסט
        [9] ספטמבר
        [10] אוקטובר
        [11] נובמבר
       *[12] דצמבר
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] ינואר
        [2] פברואר
        [3] מרץ
        [4] אפריל
        [5] מאי
        [6] יוני
        [7] יולי
        [8] אוגוסט
        [9] ספטמבר
        [10] אוקטובר
        [11] נובמבר
       *[12] דצמבר
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = תוכן העניינים
other-questions = שאלות נוספות

## Without a network

# A page that is not kept on the reader's device.
offline-title = אין חיבור לאינטרנט
offline-text = הדף הזה לא נשמר במכשיר הזה. מה שכבר נקרא עדיין זמין.
