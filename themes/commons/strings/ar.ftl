### العربية: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = انتقل إلى المحتوى
nav-main = القائمة الرئيسية
nav-languages = اللغة
nav-crumbs = أنت هنا
nav-tree = كل الإجابات
nav-products = المنتجات
nav-categories = الأقسام
nav-topics = المواضيع
nav-keywords = الكلمات المفتاحية
nav-people = الأشخاص
home-products = اختر منتجًا
home-categories = تصفح حسب القسم
all-products = كل المنتجات
all-categories = كل الأقسام
popular-answers = إجابات شائعة
narrow = تضييق النطاق
nav-ask = اطرح سؤالًا
nav-letters = من الألف إلى الياء
nav-months = حسب التاريخ
nav-feed = موجز الأخبار
browse = تصفّح كل الأسئلة
footer-sources = الإجابات من:
licence = الترخيص:
list-empty = لا يوجد شيء هنا بعد.
copy = نسخ
copied = تم النسخ
as-markdown = عرض بصيغة Markdown
copy-markdown = نسخ بصيغة Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = الألوان
scheme-auto = كما في هذا الجهاز
scheme-light = فاتحة
scheme-dark = داكنة
close = إغلاق
# Between a name and a date, between names.
comma = { "، " }

## Pages of a list

pager = الصفحات
pager-previous = السابق
pager-next = التالي
pager-all = كل الصفحات ({ $n })

## Home

home-heading = كيف يمكننا مساعدتك؟
home-lead =
    { $n ->
        [zero] لا أسئلة بعد من مجتمع { $brand }
        [one] سؤال واحد مع إجاباته من مجتمع { $brand }
        [two] سؤالان مع إجاباتهما من مجتمع { $brand }
        [few] { $n } أسئلة مع إجاباتها من مجتمع { $brand }
        [many] { $n } سؤالًا مع إجاباتها من مجتمع { $brand }
       *[other] { $n } سؤال مع إجاباتها من مجتمع { $brand }
    }
newly-solved = حُلّت مؤخرًا

## Search

search-label = ابحث في الإجابات
search-placeholder = اسأل بكلماتك
search-button = بحث
search-results = النتائج
search-none = لم نعثر على شيء. جرّب كلمات أقل أو كلمات أخرى.
search-nothing = لا شيء قريب من سؤالك.
search-topics = قد تفيدك هذه المواضيع:
search-weak = عرض النتائج الأضعف
search-elsewhere = بلغة أخرى فقط:
search-question = سؤال
# %q stands for the words that were searched for instead.
search-instead = نتائج البحث عن %q
search-loading = جارٍ البحث…
search-near = هل تقصد:
search-ask = اسأل المجتمع
search-all = عرض كل النتائج
search-more = عرض المزيد
search-lost = قد تكون بعض النتائج ناقصة: تعذّر تحميل جزء من البحث.
search-failed = تعذّر تحميل البحث. حاول مرة أخرى أو تصفّح الأسئلة حسب الموضوع.
search-version = أُنشئ البحث بإصدار آخر من البرنامج. أعد تحميل الصفحة؛ وإن لم ينفع ذلك فيجب إنشاء الموقع من جديد.
search-file = لا تسمح المتصفحات بالبحث في صفحة فُتحت من مجلد. ضع الموقع على خادم ويب أو استخدم القوائم أدناه.
search-disk = لا يمكن البحث في موقع فُتح من مجلد. ضعه على خادم ويب.
search-filters = عوامل التصفية
search-clear = إزالة عوامل التصفية
search-sort = الترتيب
search-by-fit = الأنسب أولًا
search-by-date = الأحدث أولًا
search-newest-of = الأحدث من بين أنسب %n إجابة
search-language = اللغة
search-any-language = كل اللغات
search-product = المنتج
search-any-product = كل المنتجات
search-grade = الحالة
search-any-grade = كل الحالات
search-year = السنة
search-any-year = كل السنوات
popular-topics = المواضيع الشائعة
search-noscript = يحتاج البحث إلى JavaScript. ومن دونه يمكن العثور على كل سؤال في القوائم أدناه.

## How sure an answer is

solved = تم الحل
official = إجابة رسمية
confirmed = أكّدها صاحب السؤال
self-answered = أجاب عنها صاحب السؤال
corroborated = أكّدها آخرون
answered = إجابة غير مؤكدة
contested = الإجابات مختلفة
unresolved = لم يُحلّ بعد
accepted = الإجابة المقبولة
check-due = حان وقت المراجعة
contested-note = الآراء هنا مختلفة: اقرأ الإجابات الأخرى أيضًا قبل أن تختار.
unresolved-note = لم يحدّد أحد هذه الإجابة على أنها الحل، لكنها قد تفيدك.
expired-note = كان يجب أن تُراجع هذه الإجابة قبل { $date }؛ وربما تغيّر شيء منذ ذلك الحين.
release-note = صدر { $name } في { $date }، بعد آخر مراجعة لهذه الإجابة.
release-note-unchecked = صدر { $name } في { $date }، بعد كتابة هذه الإجابة.
changed-original-note = تغيّر أصل هذه الترجمة منذ مراجعتها:
no-answer-note = لا توجد إجابة عن هذا السؤال بعد.
# The name of a person or team and a date follow, then a date alone.
checked-by = راجعها
checked = تاريخ المراجعة:
age-years =
    { $n ->
        [zero] قبل أقل من سنة
        [one] قبل سنة واحدة
        [two] قبل سنتين
        [few] قبل { $n } سنوات
        [many] قبل { $n } سنة
       *[other] قبل { $n } سنة
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = هل ما زال صحيحًا؟

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = السائل:
asked-on = تاريخ السؤال:
asked-as = السؤال كما طُرح
best-answer = أفضل إجابة
other-answers =
    { $n ->
        [zero] لا إجابات أخرى
        [one] إجابة أخرى واحدة
        [two] إجابتان أخريان
        [few] { $n } إجابات أخرى
        [many] { $n } إجابة أخرى
       *[other] { $n } إجابة أخرى
    }
next-answers = إجابات جيدة أخرى
discussion = النقاش كاملًا
discussion-lead = كل الإجابات بترتيبها الزمني، الأقدم أولًا.
discussion-contents = كل الإجابات حسب التاريخ
back-to-question = السؤال وأفضل إجاباته
also-asked = طُرح أيضًا بهذه الصيغ
version = الإصدار { $version }
edited = عُدّل
permalink = رابط
original-post = الأصل
source = المصدر:
rail = المزيد حول هذا
related = أسئلة مشابهة
who-helped = من ساعد
also-in = بلغات أخرى

## Going on from here

did-it-help = هل حُلّت مشكلتك؟
feedback-yes = نعم
feedback-no = لا
feedback-thanks = شكرًا لإخبارنا.
feedback-near = قد يفيدك أحد هذه:
feedback-note = تُحتسب إجابتك بلا ملفات تعريف ارتباط ولا أسماء. وتتذكر علامة التبويب هذه أنك أجبت إلى أن تغلقها.
did-it-help-thread = إن لم تُحلّ، فاكتب في النقاش الأصلي: قد يجيبك أحدهم هناك.
did-it-help-ask = إن لم تُحلّ، فاسأل المجتمع.
same-question = هل لديك السؤال نفسه؟
same-question-text = أخبر المجتمع: كلما زاد عدد السائلين، جاء الجواب أسرع.
still-stuck = هل ما زلت بحاجة إلى مساعدة؟
open-thread = افتح النقاش الأصلي
ask-new = اطرح سؤالًا جديدًا

## Counts

n-questions =
    { $n ->
        [zero] لا أسئلة
        [one] سؤال واحد
        [two] سؤالان
        [few] { $n } أسئلة
        [many] { $n } سؤالًا
       *[other] { $n } سؤال
    }
n-solved =
    { $n ->
        [zero] لا أسئلة محلولة
        [one] سؤال واحد محلول
        [two] سؤالان محلولان
        [few] { $n } أسئلة محلولة
        [many] { $n } سؤالًا محلولًا
       *[other] { $n } سؤال محلول
    }
n-answers =
    { $n ->
        [zero] لا إجابات
        [one] إجابة واحدة
        [two] إجابتان
        [few] { $n } إجابات
        [many] { $n } إجابة
       *[other] { $n } إجابة
    }
n-best =
    { $n ->
        [zero] لا إجابات مختارة
        [one] أفضل إجابة مرة واحدة
        [two] أفضل إجابة مرتين
        [few] أفضل إجابة { $n } مرات
        [many] أفضل إجابة { $n } مرة
       *[other] أفضل إجابة { $n } مرة
    }
n-comments =
    { $n ->
        [zero] لا تعليقات
        [one] تعليق واحد
        [two] تعليقان
        [few] { $n } تعليقات
        [many] { $n } تعليقًا
       *[other] { $n } تعليق
    }
n-votes =
    { $n ->
        [zero] لا أصوات
        [one] صوت واحد
        [two] صوتان
        [few] { $n } أصوات
        [many] { $n } صوتًا
       *[other] { $n } صوت
    }
helped-n =
    { $n ->
        [zero] لم تُسجَّل مساعدة بعد
        [one] المساعدة في سؤال واحد
        [two] المساعدة في سؤالين
        [few] المساعدة في { $n } أسئلة
        [many] المساعدة في { $n } سؤالًا
       *[other] المساعدة في { $n } سؤال
    }

## People

deleted-user = عضو سابق
role-staff = فريق { $brand }
role-brand = الحساب الرسمي
role-expert = خبير في المجتمع
role-moderator = مشرف
# After a name: whose question it is.
by-asker = صاحب السؤال
role-bot = روبوت
people-lead = كل من تظهر إجاباتهم في هذه الصفحات. شكرًا لكم!
profile = الملف الشخصي في المجتمع
helped-with = الأسئلة المُجاب عنها

## Titles and descriptions of pages

title-products = المنتجات
title-categories = الأقسام
title-product = { $product }
title-category = { $category }
title-tags = المواضيع
title-keywords = الكلمات المفتاحية
title-people = الأشخاص الذين ساعدوا
title-letters = كل الأسئلة من الألف إلى الياء
title-months = كل الأسئلة حسب التاريخ
title-search = البحث
title-missing = تعذّر العثور على هذه الصفحة
missing-lead = ربما نُقلت الصفحة أو أن في العنوان خطأ. ابحث عمّا تحتاج إليه:
title-tag = أسئلة عن { $tag }
title-keyword = أسئلة عن { $keyword }
title-letter = الأسئلة: { $letter }
title-month = أسئلة { $month }
title-page = { $title }، الصفحة { $page }
title-discussion = { $title }: النقاش كاملًا
# Stands for titles that begin with no letter.
other-letter = أخرى
description-home =
    { $n ->
        [zero] لا أسئلة بعد من المجتمع والفريق.
        [one] سؤال واحد مع إجاباته من المجتمع والفريق: ابحث أو تصفّح حسب الموضوع.
        [two] سؤالان مع إجاباتهما من المجتمع والفريق: ابحث أو تصفّح حسب الموضوع.
        [few] { $n } أسئلة مع إجاباتها من المجتمع والفريق: ابحث أو تصفّح حسب الموضوع.
        [many] { $n } سؤالًا مع إجاباتها من المجتمع والفريق: ابحث أو تصفّح حسب الموضوع.
       *[other] { $n } سؤال مع إجاباتها من المجتمع والفريق: ابحث أو تصفّح حسب الموضوع.
    }
description-tag =
    { $n ->
        [zero] لا أسئلة بعد عن { $tag }.
        [one] سؤال واحد عن { $tag } مع إجاباته.
        [two] سؤالان عن { $tag } مع إجاباتهما.
        [few] { $n } أسئلة عن { $tag } مع إجاباتها.
        [many] { $n } سؤالًا عن { $tag } مع إجاباتها.
       *[other] { $n } سؤال عن { $tag } مع إجاباتها.
    }
description-product =
    { $n ->
        [zero] لا أسئلة بعد عن { $product }.
        [one] سؤال واحد عن { $product } مع إجاباته.
        [two] سؤالان عن { $product } مع إجاباتهما.
        [few] { $n } أسئلة عن { $product } مع إجاباتها.
        [many] { $n } سؤالًا عن { $product } مع إجاباتها.
       *[other] { $n } سؤال عن { $product } مع إجاباتها.
    }
description-category =
    { $n ->
        [zero] لا أسئلة بعد عن { $category }.
        [one] سؤال واحد عن { $category } مع إجاباته.
        [two] سؤالان عن { $category } مع إجاباتهما.
        [few] { $n } أسئلة عن { $category } مع إجاباتها.
        [many] { $n } سؤالًا عن { $category } مع إجاباتها.
       *[other] { $n } سؤال عن { $category } مع إجاباتها.
    }
description-person =
    { $n ->
        [zero] { $name }: لم تُسجَّل مساعدة بعد.
        [one] { $name }: المساعدة في سؤال واحد.
        [two] { $name }: المساعدة في سؤالين.
        [few] { $name }: المساعدة في { $n } أسئلة.
        [many] { $name }: المساعدة في { $n } سؤالًا.
       *[other] { $name }: المساعدة في { $n } سؤال.
    }

## Within answers

# Above the headings of an answer that has several.
contents = في هذه الصفحة
# Titles of boxes that stand out.
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
# The signs of a task list, for those who do not see them.
task-done = تم
task-open = لم يتم بعد
footnotes = الحواشي
footnote-back = العودة إلى النص
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = فيديو
media-video-at = فيديو على { $host }
media-audio = تسجيل
media-audio-at = تسجيل على { $host }
media-picture = صورة
media-picture-at = صورة على { $host }
media-embed = محتوى مضمّن
media-embed-at = محتوى من { $host }
media-page = صفحة
media-page-at = صفحة على { $host }
media-file = ملف
media-file-at = ملف على { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = تكبير الصورة
poll-votes =
    { $n ->
        [zero] لا أصوات
        [one] صوت واحد
        [two] صوتان
        [few] { $n } أصوات
        [many] { $n } صوتًا
       *[other] { $n } صوت
    }
poll-voters =
    { $n ->
        [zero] لم يصوّت أحد
        [one] صوّت شخص واحد
        [two] صوّت شخصان
        [few] صوّت { $n } أشخاص
        [many] صوّت { $n } شخصًا
       *[other] صوّت { $n } شخص
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } كيلوبايت
size-mb = { $whole }٫{ $tenth } ميغابايت

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = المحتويات
other-questions = أسئلة أخرى

## Without a network

# A page that is not kept on the reader's device.
offline-title = أنت غير متصل بالإنترنت
offline-text = هذه الصفحة غير محفوظة على هذا الجهاز. ما قرأته من قبل لا يزال متاحًا.
