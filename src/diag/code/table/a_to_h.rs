//! Codes from A to H.

use super::{Code, CodeInfo, entry};

pub(super) const ENTRIES: &[CodeInfo] = &[
    entry(
        Code::AcceptIdle,
        "accept-idle",
        "a warning is accepted, and does not occur",
        "`accept:` in answerbook.yaml names warnings that somebody has looked at. This one does\n\
         not occur any more, so the entry would hide whatever comes next in its place.\n\n\
         Example: `accept: [answer-expired@answers/reset.md]` once the answer is checked.\n\n\
         Mend it: remove the entry, or correct the file in it. Errors cannot be accepted.",
    ),
    entry(
        Code::AcceptedMissing,
        "accepted-missing",
        "a thread marks an answer that it does not have",
        "A thread says which answer solved it, but no answer of the thread has that id.\n\
         The thread is imported without the mark, so it may be withheld.\n\n\
         Example: `AcceptedAnswerId=\"99\"` in a Posts.xml without a post 99.\n\n\
         Mend it: export again with all posts, correct the id, or remove the mark.",
    ),
    entry(
        Code::AddressLost,
        "address-lost",
        "a published address would lead nowhere",
        "`addresses.txt` remembers a page whose thread is withheld, gone, or has another id, and\n\
         nothing says what became of it. Nothing was published.\n\n\
         Mend it: bring the page back, or say where visitors go: an entry in `redirects:`, or\n\
         `gone` at the end of the line. `answerbook build --gone` writes that for all of them;\n\
         a deleted line forgets an address that never was public.",
    ),
    entry(
        Code::AddressTaken,
        "address-taken",
        "two pages want the same address",
        "Two answers have the same `slug`, or titles that make the same address.\n\
         The first keeps it; the second is not published. A file in `static/` takes the address\n\
         of any page, with a warning.\n\n\
         Mend it: give one of them another `slug`. Addresses are compared without regard to\n\
         upper and lower case, since some file systems cannot tell them apart.",
    ),
    entry(
        Code::AnswerExpired,
        "answer-expired",
        "an answer is past its `expires` date",
        "The answer is published, marked as due for a check, and listed here.\n\n\
         Mend it: check the answer, then set `verified_on` and a later `expires`.",
    ),
    entry(
        Code::AttachmentRefused,
        "attachment-refused",
        "a file that came with a post is not published",
        "The file lies beside the export, but is longer than `attachments.most_mb`, is of a kind\n\
         that a browser might run, is a picture that is cut or bent, or holds what `privacy`\n\
         takes out of posts. What a file is its bytes say, whatever its name does.\n\
         The post is published; it names the file, and links to it where it has an address.\n\n\
         Mend it: raise the limit, save the file in another form, or leave it at that.\n\
         `attachments: {copy: none}` copies no files, and says nothing.",
    ),
    entry(
        Code::BaseUrlUnset,
        "base-url-unset",
        "the settings have the address that `init` wrote",
        "`base_url: https://answers.example.org/` is an example. With it the sitemap, the feed\n\
         and the canonical addresses of all pages lead search engines to a site that is none of\n\
         yours.\n\n\
         Mend it: write where the site will be. While that is not known, put a `#` in front of\n\
         the line: then there is no sitemap and no feed.",
    ),
    entry(
        Code::BrandFile,
        "brand-file",
        "a file of the brand's look cannot be used",
        "A logo, an icon, a font or a sheet that `brand` names is not there, is not whole, is of\n\
         another kind, or is so long that every reader would wait for it: images may have 1 MB,\n\
         fonts 10 MB, a sheet 250 KB. The site is published without it.\n\n\
         Example: `brand: {icon: static/icon.png}` with a file that was cut off.\n\n\
         Mend it: correct the path, which is relative to answerbook.yaml, or save the file anew:\n\
         images as SVG or PNG, fonts as WOFF2, sheets as text in UTF-8.",
    ),
    entry(
        Code::BrandUnset,
        "brand-unset",
        "the settings have the brand that `init` wrote",
        "`brand: {name: Our brand}` is an example. Pages say whose an official answer is, so\n\
         readers and search engines would be told a name that is none.\n\n\
         Mend it: write the brand's name, or remove the line: then the title stands in its place.",
    ),
    entry(
        Code::BuildRunning,
        "build-running",
        "another build of the same site has not ended yet",
        "Two builds at once would write into the same folders, so the second one stops.\n\
         Nothing was written by it.\n\n\
         Mend it: wait for the first to end. A build that was killed leaves no lock behind.",
    ),
    entry(
        Code::BundleExists,
        "bundle-exists",
        "a file with the name of the bundle is there already",
        "`answerbook bundle` makes a file and replaces none, since it cannot know what that is.\n\
         Nothing was built.\n\n\
         Mend it: name another file with `-o`, or let it be replaced with `--force`.",
    ),
    entry(
        Code::BundlePlace,
        "bundle-place",
        "a bundle would lie in the site itself",
        "In the published folder it would go with the next build, and would be published\n\
         until then; among the sources it would be read. Nothing was built.\n\n\
         Mend it: name a file elsewhere with `-o`.",
    ),
    entry(
        Code::BundleSearch,
        "bundle-search",
        "the search of a zip is too large and was left out",
        "Browsers let a page that was opened from a disk fetch nothing, so all that is searched\n\
         lies in one script, which a browser reads as a whole before the first answer. Where\n\
         that is larger than `--max-search`, pages say that they cannot be searched; their lists\n\
         of topics lead to all answers.\n\n\
         Mend it: allow more with `--max-search`, or hand out a ZIM, which is searched by the\n\
         program that opens it.",
    ),
    entry(
        Code::CardUndrawn,
        "card-undrawn",
        "questions have no picture for those who share their links",
        "With `brand: {cards: questions}` each question has a picture with its title. The\n\
         program's own font has the letters of Latin, Greek, Cyrillic, Arabic and Hebrew, and no\n\
         font of the system is used: pictures are the same on every machine. A title with other\n\
         letters would be a row of boxes, so its link shows the picture of the site.\n\n\
         Mend it: put a font of the script beside the settings and name it,\n\
         `brand: {cards: questions, card_fonts: [fonts/NotoSansJP-Bold.otf]}`. TrueType,\n\
         OpenType and WOFF files are read.",
    ),
    entry(
        Code::CategoryUnnamed,
        "category-unnamed",
        "categories of a source have ids and no names",
        "Some exports say of a thread only the number of its category. A page that is called\n\
         `5` would help nobody, so such threads are in no category; everything else of them is\n\
         published as usual.\n\n\
         Mend it: put the list of categories beside the export (`categories.json` or\n\
         `site.json` of a Discourse forum, `sections.json` of a Zendesk help center), or write\n\
         the names into the settings of the source:\n\n\
         \x20   categories: {5: Support, 6: {name: Billing, parent: 5}}",
    ),
    entry(
        Code::ChannelUnknown,
        "channel-unknown",
        "no channel of a source has a name that its settings give",
        "`channels: {only: [help], except: [jobs]}` chooses channels, lists or categories by\n\
         their names or ids, upper or lower case, with `*` for any letters. The name matches\n\
         nothing that the export holds, so it leaves nothing in and nothing out.\n\n\
         Mend it: use a name that the message lists, or take the name out.",
    ),
    entry(
        Code::CharsetUnknown,
        "charset-unknown",
        "mails name a charset that nobody knows",
        "A mail says in which charset its text or its subject is written, and answerbook does\n\
         not know it. The text is imported: the charset is guessed from its characters and from\n\
         the country of the author's address, so that some letters may be wrong.\n\n\
         Example: `Content-Type: text/plain; charset=x-mine`.\n\n\
         Mend it: read the mails on the site; where letters are wrong, correct the name of the\n\
         charset in the mbox file.",
    ),
    entry(
        Code::ColourPale,
        "colour-pale",
        "a colour of the brand is shown as another one, so that it can be read",
        "Links and buttons are words in the brand's colour. On a page of nearly the same\n\
         brightness nobody could read them, so the colour is made darker, or lighter on dark\n\
         pages, until its contrast is 5 : 1 (WCAG 2.2 asks for 4.5 : 1). A yellow\n\
         becomes an olive so.\n\n\
         Example: `accent: \"#ffd400\"` is shown as `#816b00`.\n\n\
         Mend it: write another colour of the brand, or the one that the message names. Where no\n\
         words are, a style of your own may use any colour: `brand: {css: static/brand.css}`.\n\
         To leave it at that: `accept: [colour-pale@answerbook.yaml]`.",
    ),
    entry(
        Code::ColumnMissing,
        "column-missing",
        "a setting names a column that no table has",
        "`columns` of a `csv` source says which column holds what, by the names in the first row\n\
         of the files. No file of the source has a column of this name, so what it should hold\n\
         would be missing everywhere. Upper and lower case make no difference.\n\n\
         Example: `columns: {body: Text}` where the first row says `thread,message`.\n\n\
         Mend it: write the name as it stands in the first row.",
    ),
    entry(
        Code::ConfigMissing,
        "config-missing",
        "there is no answerbook.yaml in the site folder",
        "Every site has its settings in answerbook.yaml at its top. A file beside them that\n\
         has almost the name of one that is read, such as `privacy.yml`, is an error, too.\n\n\
         Mend it: run `answerbook init` in the folder, or name the site's folder:\n\
         `answerbook build path/to/site`.",
    ),
    entry(
        Code::ConfigSyntax,
        "config-syntax",
        "answerbook.yaml is not valid YAML",
        "The file could not be read as YAML, so nothing was built.\n\n\
         Mend it: look at the line named. Common causes are a tab used for indentation, and a\n\
         value with a colon that needs quotes: `title: \"Lumo: answers\"`.",
    ),
    entry(
        Code::ConsentMissing,
        "consent-missing",
        "nothing says that people of a source may be published",
        "Tickets, mails and chats were not public when they were written, so each source of them\n\
         says in `consent` why its people may be published: `public` (they are, elsewhere),\n\
         `terms` (the terms of use say so) or `asked` (they agreed). With `none` the build\n\
         stops.\n\n\
         Mend it: find out, and write it down; or take the source out of the settings.",
    ),
    entry(
        Code::DateAmbiguous,
        "date-ambiguous",
        "dates of a table can be read with the day first, or the month",
        "`03/04/2026` is the third of April in most of the world, and the fourth of March in the\n\
         United States. One date with a day above the twelfth decides for its column; this column\n\
         has none, or has some of both kinds. Where nothing decides, days come first.\n\n\
         Mend it: set `dates: mdy` for the source where months come first, or `dates: dmy` where\n\
         days do.",
    ),
    entry(
        Code::DateUnread,
        "date-unread",
        "dates of a table cannot be read",
        "Something is written where a date should be, and it is none: a day that no month has, or\n\
         words. What has no date is published without one, and sorted behind what has one.\n\n\
         Mend it: write dates as `2026-05-31`, or with a time as `2026-05-31T14:05:00Z`; or name\n\
         the column that holds them: `columns: {created: Sent}`.",
    ),
    entry(
        Code::DuplicateCycle,
        "duplicate-cycle",
        "duplicates point at each other in a ring",
        "A is marked as a duplicate of B, and B of A, perhaps through others, so no page could\n\
         be the one that stays. All of them are published, each on its own.\n\n\
         Mend it: remove one of the marks.",
    ),
    entry(
        Code::DuplicateTarget,
        "duplicate-target",
        "a duplicate points at a thread that is not there",
        "The thread is marked as a duplicate of one that was not imported or is not published.\n\
         It is treated as a thread of its own.\n\n\
         Mend it: import the other thread too, or remove the mark.",
    ),
    entry(
        Code::EvalFell,
        "eval-fell",
        "search has become worse than a baseline",
        "`answerbook eval --baseline FILE` compares its figures with those that an earlier\n\
         `--json` wrote, and fails when one has fallen by more than `--margin`.\n\n\
         Mend it: undo the change that did it, or write a new baseline.",
    ),
    entry(
        Code::EvalInput,
        "eval-input",
        "queries or judgements cannot be read",
        "`answerbook eval` reads the BEIR layout: queries as JSON lines with `_id` and `text`,\n\
         judgements as tab-separated `query-id`, `corpus-id`, `score` with a header line; `-` in\n\
         the place of `corpus-id` says that no thread answers. `--compare` reads what `--runs`\n\
         wrote.\n\n\
         Mend it: look at the line named.",
    ),
    entry(
        Code::ExportRestarted,
        "export-restarted",
        "the documents for an engine were written before, and that cannot be gone on with",
        "`answerbook export` compares with the export before, and says what has changed and what\n\
         went. That one is not there, is not whole, or is for another engine or version: nobody\n\
         knows what the engine has. All documents were written, and no changes.\n\n\
         Mend it: make the engine's index anew and bring all of `documents`.",
    ),
    entry(
        Code::ExportUnreadable,
        "export-unreadable",
        "an export file ends early or is not what it says",
        "The file could not be read to its end: a download that stopped, another format, or\n\
         text that is not UTF-8. What was read before that place is kept; the rest is counted\n\
         as skipped.\n\n\
         Mend it: export the file again.",
    ),
    entry(
        Code::FileUnreadable,
        "file-unreadable",
        "a file or folder of the site cannot be read",
        "The site is built without it. It may belong to another user, have a name that is no\n\
         path of a site, or be a link: links to folders are not followed, and links to files only\n\
         where they stay in their folder.\n\n\
         Mend it: let the user that builds read it, put the file itself in place of a link, or\n\
         take it away.",
    ),
    entry(
        Code::FontHeavy,
        "font-heavy",
        "a font of the brand is longer than all else of a page",
        "Every reader loads it before words are seen in it, on a phone as well. Fonts hold\n\
         letters of many scripts; those of one or two have 20 to 60 KB as WOFF2.\n\n\
         Mend it: keep the letters of your languages alone, with `pyftsubset` of fonttools, and\n\
         save it as WOFF2. To leave it at that: `accept: [font-heavy@answerbook.yaml]`.",
    ),
    entry(
        Code::FootnotesMany,
        "footnotes-many",
        "a post has more footnotes than are made",
        "Footnotes are made of up to 1,000 marks `[^`, those of notes and those that call them.\n\
         In a post with more, each stays as it is written.\n\n\
         Mend it: divide the text, or write the notes where they belong.",
    ),
    entry(
        Code::FragmentBroken,
        "fragment-broken",
        "a link leads to a part of a page that is not there",
        "The page exists, but no element on it has the id after `#`. Headings of answers written\n\
         by hand have the ids that GitHub gives them: small letters, `-` for spaces, other signs\n\
         left out, and a number from the second one on: `steps`, `steps-1`. The link leads to\n\
         the top of the page.\n\n\
         Example: `[steps](reset.md#step)` where the heading is `## Steps`.\n\n\
         Mend it: correct the part behind `#`, or link to the page without it.",
    ),
    entry(
        Code::FrontMatter,
        "front-matter-invalid",
        "the settings at the top of a markdown file cannot be read",
        "A markdown answer starts with settings between two lines of `---`, written in YAML, or\n\
         of `+++`, in TOML. The file is skipped.\n\n\
         Mend it: look at the line named. A title with a colon needs quotes.",
    ),
    entry(
        Code::HomeUnknown,
        "home-unknown",
        "the home page shall show what is not there",
        "`home: {featured: [...], products: [...]}` names what comes first on the home page:\n\
         questions by their address or id, and products or categories by the names that\n\
         threads bear. Nothing that is published has this name; it is left out.\n\n\
         Mend it: use the name that the message proposes, or take it out.",
    ),
    entry(
        Code::HostLimit,
        "host-limit",
        "a host takes less than there is",
        "Hosts limit how many files a site has, how long they are, how many redirects they read,\n\
         and what they say of other origins; `check` counts for those in `hosts`. Redirects that\n\
         are too many for a host are pages that lead on; such pages are only served at addresses\n\
         that end with `.html` or have no ending. Netlify and Cloudflare Pages say the same to\n\
         everybody, so of several origins in `embed` they name none and let all in.\n\n\
         Mend it: as the message says; or delete old lines of `addresses.txt`, set redirects up\n\
         at the host itself, or choose another host.",
    ),
    entry(
        Code::HostsMissing,
        "hosts-missing",
        "something is wished for that a host does, and no host is named",
        "`embed.origins` says whose pages may hold the search. Browsers ask the host about that,\n\
         and each kind of host is told of it in its own form. Without `hosts` nothing is written\n\
         that would tell it. Redirects need no `hosts`: pages lead on.\n\n\
         Mend it: `hosts: [netlify]`. GitHub Pages lets all origins in.",
    ),
];
