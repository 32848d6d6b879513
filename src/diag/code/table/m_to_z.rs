//! Codes from M to Z.

use super::{Code, CodeInfo, entry};

pub(super) const ENTRIES: &[CodeInfo] = &[
    entry(
        Code::MarkIdle,
        "mark-idle",
        "what is marked as the solution of a thread answers nothing",
        "The platform, or a reaction, marks a post as the solution, but the post only calls\n\
         somebody, cheers, or leads out of the thread: a meeting link, `cc @kim`, an emoji. The\n\
         mark does not count; the thread is graded by what its posts say.\n\n\
         Example: a \u{2705} on \"Please join: https://meet.example/abc\".\n\n\
         Mend it: name the answer in decisions.yaml, `solved: {\"THREAD\": \"POST\"}`. A person's\n\
         decision always counts, on whatever post.",
    ),
    entry(
        Code::MarkupTooComplex,
        "markup-too-complex",
        "a post is published as plain text",
        "The post is longer or more deeply nested than what is converted, so that a hostile post\n\
         cannot stop the build. Its words are published, escaped, without formatting.\n\n\
         Mend it: nothing needs mending unless the post is yours; then split it.",
    ),
    entry(
        Code::MarkupUnread,
        "markup-unread",
        "markup of a text written by hand means nothing, and is shown as it is written",
        "A footnote is called and not written, a table has no row of `---` below its head or\n\
         one of another width, or `{…}` behind a fence marks lines that the code has not.\n\n\
         Example: `Hold it[^9].` in a text without a line `[^9]: …`.\n\n\
         Mend it as the message says. What is meant so goes into `code`, or into `accept:`.",
    ),
    entry(
        Code::MathUnread,
        "math-unread",
        "math of a post is shown as its TeX",
        "TeX between signs such as `$` becomes MathML. Some of it cannot: commands that nobody\n\
         knows, braces that do not close, definitions of commands, what is very long or nests\n\
         very deep. It is published as it is written, as code.\n\n\
         Example: `$\\foo{x}$`.\n\n\
         Mend it: nothing needs mending unless the post is yours. Where `$` means no math at\n\
         all, say `math: off` in answerbook.yaml, for the whole site or for a source.",
    ),
    entry(
        Code::OfflineLarge,
        "offline-large",
        "a site is too large to be kept by browsers as a whole",
        "With `offline: all` a browser fetches all of a site at the first visit. This one is too\n\
         much for that, on a phone above all: what readers have read is kept, and no more.\n\n\
         Mend it: write `offline: read`. Who needs all of it gets `answerbook bundle`.",
    ),
    entry(
        Code::OutputForeign,
        "output-foreign",
        "the output folder holds files that answerbook did not write",
        "A build replaces the whole output folder, so it refuses one that holds anything else:\n\
         nothing was written.\n\n\
         Mend it: choose an empty folder with `--output`, or move these files to `static/`,\n\
         from where they are published with the site.",
    ),
    entry(
        Code::PageHeavy,
        "page-heavy",
        "a page is heavier than its budget",
        "Phones on slow networks wait for every kilobyte. The budget is 50 KB for a page,\n\
         compressed.\n\n\
         Mend it: very long threads are the usual cause; `check` lists them.",
    ),
    entry(
        Code::ParentUnknown,
        "parent-unknown",
        "most rows of a table name others that are not there",
        "Rows of a table say which row they reply to, or which thread they belong to, by an id.\n\
         Most of these ids are no row's, so replies become threads of their own, or are left out.\n\
         A few may miss in any export; most of them miss when a wrong column was taken, or when\n\
         a tool has changed the ids. Whole numbers are found in any form: `1.0` means `1`.\n\n\
         Mend it: compare both columns, and name the right ones in `columns`; or export the rows\n\
         that are missing.",
    ),
    entry(
        Code::PortTaken,
        "port-taken",
        "the preview's address cannot be listened on",
        "Another program listens there, perhaps another preview, or the machine has no such\n\
         address, or ports below 1024 are not for everyone.\n\n\
         Mend it: end the other program, or choose another port with `--port`; `--port 0`\n\
         takes any that is free.",
    ),
    entry(
        Code::PostOrphaned,
        "post-orphaned",
        "answers or comments whose question is not in the export",
        "The export holds posts that belong to a question that it does not hold. They are left\n\
         out and counted. Downloads of an account (Facebook, Google Takeout) are so, since they\n\
         hold what its owner wrote and nobody else.\n\n\
         Mend it: export the missing questions too, if they should be on the site.",
    ),
    entry(
        Code::PrivacyForms,
        "privacy-forms",
        "names were taken out in forms that an entry of privacy.yaml asks for",
        "An entry says `forms:`, so a name is looked for turned round (`reversed`), shortened\n\
         (`initials`) or in its grammatical cases (`cases`), too. Such a form may be the name of\n\
         somebody else. The message says how many were taken out, and of which threads; the\n\
         names themselves are not quoted.\n\n\
         Mend it: look at these threads; where it was another person, take the form out of\n\
         `forms:`, and write the spellings that you mean under `also:`.",
    ),
    entry(
        Code::PrivacyLeak,
        "privacy-leak",
        "something is about to be published that must not be",
        "The last look at every file found a name or a title that privacy.yaml takes out, or,\n\
         with `privacy: fail`, private text. Nothing was published. What the words of a thread\n\
         make up stops no build: see `privacy-withheld`.\n\n\
         Mend it: take it out of the place named: a template, a file in `static/`, a setting.\n\
         Where a name is an ordinary word, add `text: mentions` to its entry: then it is looked\n\
         for in credits, quotes and behind an `@` alone.",
    ),
    entry(
        Code::PrivacyUnmatched,
        "privacy-unmatched",
        "an entry of privacy.yaml means nobody and nothing",
        "No source has a person of this name or id, or no such thread. The entry stays in force\n\
         for exports to come, but it may be misspelt, and then somebody is named who should not\n\
         be. Where somebody has nearly that name, a thread is told in which they are.\n\n\
         Mend it: write the name as the community shows it, or the id of the account.",
    ),
    entry(
        Code::PrivacyWithheld,
        "privacy-withheld",
        "a thread holds something that cannot be taken out of it",
        "A name of privacy.yaml or private text was taken out of a post, and what stands in its\n\
         place makes up another one; or a name comes together from two texts that are shown side\n\
         by side, such as a title and the name of the asker. The thread is left out and counted,\n\
         with those that are shown on its page; all others are published.\n\n\
         Mend it: choose a pseudonym that holds no name of privacy.yaml, or edit the post in the\n\
         community. Once it is safe it is published again.",
    ),
    entry(
        Code::PrivateText,
        "private-text",
        "posts hold e-mail addresses, phone numbers, cards or secrets",
        "What becomes of them is the setting `privacy`: `mask` (other words stand in their place;\n\
         the default), `report` (they are published) or `fail` (nothing is published).\n\
         The message names threads and quotes nothing.\n\n\
         Mend it: what may be published, such as the brand's own address, belongs under\n\
         `public:` in privacy.yaml: `public: [help@lumo.example, lumo.example]`.",
    ),
    entry(
        Code::RecordInvalid,
        "record-invalid",
        "a record has the wrong form and was skipped",
        "A field has a value of another type than expected, or a required field is absent.\n\
         The record is skipped and counted; the rest of the file is imported.\n\n\
         Mend it: look at the place named.",
    ),
    entry(
        Code::RedirectLoop,
        "redirect-loop",
        "redirects lead back to themselves",
        "Visitors of such an address would be sent round for ever. Nothing was published.\n\n\
         Mend it: let one of the entries of `redirects:` named here lead to a page.",
    ),
    entry(
        Code::RedirectTaken,
        "redirect-taken",
        "a redirect stands where something else is",
        "An address that `redirects:` or an answer's `aliases` send away is a page's or a\n\
         file's, or is sent to two places. Nothing was published.\n\n\
         Mend it: remove the redirect, or give the page another `slug`.",
    ),
    entry(
        Code::RedirectTarget,
        "redirect-target",
        "a redirect leads to a page that is not there",
        "An entry of `redirects:` names an address that is no page, no file of `static/`, and was\n\
         never published. Nothing was published.\n\n\
         Mend it: write an address from the top of the site, such as `/answers/reset.html`.",
    ),
    entry(
        Code::ReleaseIdle,
        "release-idle",
        "a release is of a product that no answer is about",
        "releases.yaml names a product, and no published answer has it as its `product`. So no\n\
         answer is due because of the release.\n\n\
         Mend it: write the product as the answers do.",
    ),
    entry(
        Code::ReviewLimit,
        "review-limit",
        "more answers are due than was allowed",
        "`answerbook review` was run with `--most-due`, and more answers are past their date,\n\
         older than a version that came out, or translated from what has changed.\n\n\
         Mend it: read them, change what is wrong, and run `answerbook verify` for each.",
    ),
    entry(
        Code::SourceEmpty,
        "source-empty",
        "a source holds no record",
        "The files of the source are there and can be read, but nothing is in them: an export\n\
         that was cut off before its first record, or one of nothing.\n\n\
         Mend it: export again, or take the source out of the settings.",
    ),
    entry(
        Code::SourceMissing,
        "source-missing",
        "the path of a source leads nowhere",
        "The file or folder does not exist, or no file matches the pattern.\n\n\
         Mend it: paths are relative to the folder of answerbook.yaml.",
    ),
    entry(
        Code::SourcePacked,
        "source-packed",
        "packed files lie beside an export, and are not read",
        "Nothing that lies in an archive (zip, gz, 7z ...) is read, unless the format is known to\n\
         come in one, as exports of Slack are.\n\n\
         Mend it: unpack it there, or take it away if its files lie there already.",
    ),
    entry(
        Code::StringMissing,
        "string-missing",
        "an interface text is missing in a language",
        "The English text is shown in its place.\n\n\
         Mend it: add the message to `strings/<language>.ftl` of the theme or of the site.",
    ),
    entry(
        Code::StyleBlocked,
        "style-blocked",
        "the brand's style sheet has what browsers are told not to load",
        "Each page says in its content policy that it loads nothing from elsewhere, and the sheet\n\
         that `brand.css` names stands behind the theme's in one file, where `@import` means\n\
         nothing. The rest of the sheet works.\n\n\
         Example: `@import url(https://fonts.example/inter.css);`\n\n\
         Mend it: put a copy of the file into `static/`; fonts are named in `brand.fonts`. Hosts\n\
         of pictures can be allowed: `policy: {img: [https://cdn.example.org]}`.",
    ),
    entry(
        Code::StyleReplaced,
        "style-replaced",
        "a theme replaces the style sheet of the one that it stands on",
        "Of each file in `static/` a theme has one: its own, else its parent's. So a\n\
         `static/site.css` with a few rules takes all other rules away, and pages of the parent's\n\
         templates lose their look.\n\n\
         Mend it: put the rules into `static/brand.css` of the site, and name it in the settings,\n\
         `brand: {css: static/brand.css}`; or copy the whole theme with\n\
         `answerbook theme eject --as mine`, and change its sheet.",
    ),
    entry(
        Code::TableEmpty,
        "table-empty",
        "a table has names of columns, and no rows",
        "An export that stopped early, or a filter that fits nothing, leaves a header alone.\n\
         Where it is the table of messages, no thread of the other table has a word.\n\n\
         Mend it: export it again, or take the file away.",
    ),
    entry(
        Code::TemplateBlocked,
        "template-blocked",
        "a template has what browsers are told not to run",
        "Every page says in its content policy that scripts and styles come from files of the\n\
         site alone: that is what makes a hostile post harmless. Scripts and styles in a page,\n\
         `style=`, `onclick=` and the like, frames, and files of other hosts do nothing there.\n\n\
         Example: `<p style=\"color: teal\">` in `templates/home.html`.\n\n\
         Mend it: give the element a class, and write its rules into a style sheet in `static/`;\n\
         put scripts into a file in `static/`.",
    ),
    entry(
        Code::TemplateBroken,
        "template-broken",
        "a template cannot be read or rendered",
        "The template has a syntax error, or asks for a field that does not exist.\n\
         Nothing was written.\n\n\
         Mend it: look at the line named.",
    ),
    entry(
        Code::TemplateUnused,
        "template-unused",
        "no page uses a template",
        "Pages are made of templates with fixed names, and of what these extend, include or\n\
         import. A template of another name is never looked at.\n\n\
         Example: `templates/anser.html`, which is not `answer.html`.\n\n\
         Mend it: give it the name of the template that it replaces, include it, or remove it.",
    ),
    entry(
        Code::TermsMany,
        "terms-many",
        "there are more tags or categories than one page lists",
        "A page with all tags is of use while a person can look through it. It lists the 2,000\n\
         largest; each of the others has its page, to which its questions lead.\n\n\
         Mend it: so many come from exports that tag every ticket with a number of its own.\n\
         Take such tags out of the export.",
    ),
    entry(
        Code::TextRepaired,
        "text-repaired",
        "characters that the format forbids were repaired",
        "Real exports contain references such as `&#x0E;`, which XML forbids. They are removed,\n\
         and the record is imported.\n\n\
         Mend it: nothing needs mending.",
    ),
    entry(
        Code::TextUnused,
        "text-unused",
        "no page uses an interface text",
        "A file in `strings/` has a text by a name that no theme has and no template asks for.\n\n\
         Example: `solvd = Solved`, which is not `solved`.\n\n\
         Mend it: use the name that the message suggests, ask for it by `t(key=\"…\")`, or remove\n\
         it.",
    ),
    entry(
        Code::ThemeMissing,
        "theme-missing",
        "there is no theme with this name",
        "A theme is a folder in the site's `themes/`, or one of those that come with\n\
         answerbook.\n\n\
         Mend it: correct the name, or run `answerbook theme eject --as mine` to start one\n\
         of your own.",
    ),
    entry(
        Code::ThreadLong,
        "thread-long",
        "a thread has more posts or tags than are published of one",
        "Of a thread 10,000 answers are published, on several pages, and as many remarks on them:\n\
         with more one thread could take all memory. The first ones are published, and with\n\
         them those behind that are marked as the answer. Answers of duplicates count, too,\n\
         behind those of the thread itself. Of its tags the first 100 are pages.\n\n\
         Mend it: split the thread in the community, or link to it there; take off tags that do\n\
         not matter, and marks of duplicates that have answers enough for a page.",
    ),
    entry(
        Code::TitleMissing,
        "title-missing",
        "an answer written by hand has no title",
        "Neither the settings at the top of the file nor a heading says what the answer is\n\
         called, so that its page is called as its file is. `answerbook check` tells of it.\n\n\
         Mend it: write `title:` between the lines of `---`, or `# …` as the first line.",
    ),
    entry(
        Code::TopicTruncated,
        "topic-truncated",
        "an export holds only the first posts of a topic",
        "Discourse serves 20 posts with a topic; the rest must be asked for. Later posts, the\n\
         solution perhaps among them, are missing from the page. Of comments on Facebook and\n\
         YouTube, a file is told of once, with how many replies it counts and does not hold.\n\n\
         Mend it: export with `/t/ID.json?print=true`, or merge `/t/ID/posts.json`; of other\n\
         platforms, ask for all pages, and keep them beside each other.",
    ),
    entry(
        Code::TranslationStale,
        "translation-stale",
        "the original of a translation has changed",
        "Since somebody checked the translation, sections of its original have other words; a\n\
         comma more is no change. Its page says so to readers.\n\n\
         Mend it: `answerbook review` shows what has changed. Follow it, then run `answerbook\n\
         verify`. `translations: {stale: error}` makes it an error, `off` says nothing.",
    ),
    entry(
        Code::TranslationTarget,
        "translation-target",
        "a translation points at an answer that is not there",
        "`translation_of` names the slug or id of the original. The answer is published without\n\
         the link between the languages.\n\n\
         Mend it: correct the slug.",
    ),
    entry(
        Code::ValueInvalid,
        "value-invalid",
        "a setting or field has a value of the wrong kind",
        "The value is not one of those allowed, or not of the right type.\n\n\
         Mend it: the message lists what is allowed.",
    ),
    entry(
        Code::WriteFailed,
        "write-failed",
        "a file could not be written",
        "The disk is full, or the folder may not be written to. The published site is as it was\n\
         before.\n\n\
         Mend it: make room or allow writing, then build again.",
    ),
];
