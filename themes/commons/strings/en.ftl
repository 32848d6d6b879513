### English: every word the theme says. Plain text; no markup.

## Frame

skip = Skip to the content
nav-main = Main
nav-languages = Language
nav-crumbs = You are here
nav-tree = All answers
nav-products = Products
nav-categories = Categories
nav-topics = Topics
nav-keywords = Keywords
nav-people = People
nav-ask = Ask
nav-letters = A to Z
nav-months = By date
nav-feed = Feed
browse = Browse all questions
footer-sources = Answers from
licence = Licence:
list-empty = Nothing here yet.
copy = Copy
copied = Copied
as-markdown = View as Markdown
copy-markdown = Copy as Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Colours
scheme-auto = As on this device
scheme-light = Light
scheme-dark = Dark
close = Close
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Pages
pager-previous = Previous
pager-next = Next
pager-all = All pages ({ $n })

## Home

home-heading = What can we help you solve?
home-lead =
    { $n ->
        [one] { $n } question and its answers from the { $brand } community
       *[other] { $n } questions and their answers from the { $brand } community
    }
home-products = Choose a product
home-categories = Browse by category
all-products = All products
all-categories = All categories
popular-answers = Popular answers
newly-solved = Newly solved

## Products and categories

# Above the parts of a category, or the versions of a product.
narrow = Narrow down
# Behind a number of questions: how many of them.
n-solved =
    { $n ->
        [one] { $n } solved
       *[other] { $n } solved
    }

## Search

search-label = Search answers
search-placeholder = Ask in your own words
search-button = Search
search-results = Results
search-none = Nothing found. Try fewer words, or other ones.
# Where what was found shares words with the question and hardly answers it.
search-nothing = Nothing close to your question.
search-topics = These topics may help:
search-weak = Show weaker matches
search-elsewhere = Only in another language:
# Beside words of a question that nobody has answered for sure.
search-question = Question
# %q stands for the words that were searched for instead.
search-instead = Showing results for %q
search-loading = Searching…
search-near = Did you mean:
search-ask = Ask the community
search-all = Show all results
search-more = Show more
search-lost = Some results may be missing: part of the search could not be loaded.
search-failed = The search could not be loaded. Try again, or browse the questions by topic.
search-version = The search was made by another version of the program. Reload the page; if that does not help, the site must be rebuilt.
search-file = Browsers do not let a page that was opened from a folder search. Put the site on a web server, or use the lists below.
search-disk = A site that was opened from a folder on disk cannot be searched. Put it on a web server.
search-filters = Filters
search-clear = Remove filters
search-sort = Sort
search-by-fit = Best first
search-by-date = Newest first
# %n stands for a number, 100. Answers that fit less are left out when they are sorted by date.
search-newest-of = the newest of the %n that fit best
search-language = Language
search-any-language = All languages
search-product = Product
search-any-product = All products
search-grade = Status
search-any-grade = Any status
search-year = Year
search-any-year = All years
popular-topics = Popular topics
search-noscript = Searching needs JavaScript. Without it, every question can be found through the lists below.

## How sure an answer is

solved = Solved
official = Official answer
confirmed = Confirmed by the asker
self-answered = Answered by the asker
corroborated = Confirmed by others
answered = Unconfirmed answer
contested = Answers differ
unresolved = Not solved yet
accepted = Accepted answer
check-due = Check due
contested-note = People disagree here: read the other answers, too, before you choose.
unresolved-note = Nobody has marked this as the solution. It may still help you.
expired-note = This answer was due for a check by { $date }; some of it may have changed since.
# The product and version that came out, and the day.
release-note = { $name } came out on { $date }, after this answer was last checked.
release-note-unchecked = { $name } came out on { $date }, after this answer was written.
# A link to the original follows, named by its language.
changed-original-note = The original of this translation has changed since it was checked:
no-answer-note = This question has no answer yet.
# The name of a person or team and a date follow, then a date alone.
checked-by = Checked by
checked = Checked on
# How long ago the best answer was written or checked.
age-years =
    { $n ->
        [one] { $n } year ago
       *[other] { $n } years ago
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Still true?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Asked by
asked-on = Asked on
asked-as = The question as it was asked
best-answer = Best answer
other-answers =
    { $n ->
        [one] { $n } other answer
       *[other] { $n } other answers
    }
next-answers = More good answers
# The number of answers follows in parentheses, where this is a link.
discussion = The whole discussion
discussion-lead = All answers in order of time, the oldest first.
discussion-contents = All answers by date
back-to-question = The question and its best answers
also-asked = Also asked as
version = version { $version }
edited = edited
permalink = Link
original-post = Original
source = Source:
rail = More about this
related = Related questions
who-helped = Who helped
also-in = Also in

## Going on from here

did-it-help = Did this solve it?
feedback-yes = Yes
feedback-no = No
feedback-thanks = Thank you for telling us.
# Above related questions, for those whom the answer did not help.
feedback-near = Perhaps one of these helps:
feedback-note = Your answer is counted without cookies or names. Only this tab remembers that you gave it, until you close it.
did-it-help-thread = If not, write in the original thread: people may still answer there.
did-it-help-ask = If not, ask the community.
same-question = Do you have the same question?
same-question-text = Tell the community: the more people ask, the sooner somebody answers.
still-stuck = Still stuck?
open-thread = Open the original thread
ask-new = Ask a new question

## Counts

n-questions =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
    }
n-answers =
    { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
n-best =
    { $n ->
        [one] { $n } best answer
       *[other] { $n } best answers
    }
n-comments =
    { $n ->
        [one] { $n } comment
       *[other] { $n } comments
    }
n-votes =
    { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    }
helped-n =
    { $n ->
        [one] helped with { $n } question
       *[other] helped with { $n } questions
    }

## People

deleted-user = former member
role-staff = { $brand } team
role-brand = official account
role-expert = community expert
role-moderator = moderator
# After a name: whose question it is.
by-asker = asked the question
role-bot = bot
people-lead = Everyone whose answers are on these pages. Thank you.
profile = Profile in the community
helped-with = Questions answered

## Titles and descriptions of pages

title-products = Products
title-categories = Categories
title-product = { $product }
title-category = { $category }
title-tags = Topics
title-keywords = Keywords
title-people = People who helped
title-letters = All questions, A to Z
title-months = All questions by date
title-search = Search
title-missing = We cannot find this page
missing-lead = It may have moved, or the address has a slip in it. Search for what you need:
title-tag = Questions about { $tag }
title-keyword = Questions about { $keyword }
title-letter = Questions: { $letter }
title-month = Questions from { $month }
title-page = { $title }, page { $page }
title-discussion = { $title }: the whole discussion
# Stands for titles that begin with no letter.
other-letter = Other
description-home =
    { $n ->
        [one] { $n } question with its answers from the community and the team: search, or browse by topic.
       *[other] { $n } questions with their answers from the community and the team: search, or browse by topic.
    }
description-tag =
    { $n ->
        [one] { $n } question about { $tag }, with its answers.
       *[other] { $n } questions about { $tag }, with their answers.
    }
description-product =
    { $n ->
        [one] { $n } question about { $product }, with its answers.
       *[other] { $n } questions about { $product }, with their answers.
    }
description-category =
    { $n ->
        [one] { $n } question in { $category }, with its answers.
       *[other] { $n } questions in { $category }, with their answers.
    }
description-person =
    { $n ->
        [one] { $name } helped with { $n } question.
       *[other] { $name } helped with { $n } questions.
    }

## Within answers

# Above the headings of an answer that has several.
contents = On this page
# Titles of boxes that stand out.
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
# The signs of a task list, for those who do not see them.
task-done = Done
task-open = To do
footnotes = Footnotes
footnote-back = Back to the text
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video
media-video-at = Video on { $host }
media-audio = Recording
media-audio-at = Recording on { $host }
media-picture = Picture
media-picture-at = Picture on { $host }
media-embed = Embedded content
media-embed-at = Content from { $host }
media-page = Page
media-page-at = Page on { $host }
media-file = File
media-file-at = File on { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Enlarge the picture
poll-votes =
    { $n ->
        [one] { $n } vote
       *[other] { $n } votes
    }
poll-voters =
    { $n ->
        [one] { $n } voter
       *[other] { $n } voters
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole }.{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Contents
other-questions = Other questions

## Without a network

# A page that is not kept on the reader's device.
offline-title = You are offline
offline-text = This page was not kept on this device. What you have read before is still there.
