//! Codes from I to L.

use super::{Code, CodeInfo, entry};

pub(super) const ENTRIES: &[CodeInfo] = &[
    entry(
        Code::IdTaken,
        "id-taken",
        "two records of one source have the same id",
        "The first one is kept; the second is skipped.\n\n\
         Mend it: the same thread is probably in two files. Keep the newer one.",
    ),
    entry(
        Code::ImageMissing,
        "image-missing",
        "an image is not where the answer says, or cannot be shown",
        "The answer is published with the image's description in its place. `Ring.PNG` is not\n\
         `ring.png`, and what a file is its bytes say: a page that is called `a.png`, a picture\n\
         that was cut off, or an SVG, which may hold scripts, is none that is shown.\n\n\
         Mend it: put the file beside the answer, or into `static/` and write its address from\n\
         the top of the site, `/rings.png`; there an SVG may lie, too.",
    ),
    entry(
        Code::ImportConflict,
        "import-conflict",
        "somebody edited what the source changed, too",
        "`import` merges what the source says now into files that were edited. Where both changed\n\
         the same lines or the same setting, the edit stays, and the source's words are written\n\
         into a file in `.answerbook-import/conflicts/`, which no build reads.\n\n\
         Mend it: take over what is right, then delete that file.",
    ),
    entry(
        Code::ImportFolder,
        "import-folder",
        "a folder cannot take the threads of a source",
        "The folder lies within the export or the published site, or holds threads of another\n\
         source: two sources may have the same ids. Nothing was written.\n\n\
         Mend it: choose another folder with `--to`.",
    ),
    entry(
        Code::ImportOvertaken,
        "import-overtaken",
        "somebody changed a file while an import ran",
        "After `import` had read the file and before it could replace it, somebody saved, made\n\
         or deleted it. It stays as it is now, and the import remembers nothing of what the\n\
         source has new for it. Of threads in `threads.jsonl` that is all.\n\n\
         Mend it: import again. What was saved and what is new are brought together then.",
    ),
    entry(
        Code::ImportUnreadable,
        "import-unreadable",
        "an edited thread cannot be read any more",
        "The file or line stays as it is, and what the source says is not merged into it.\n\n\
         Mend it: correct what the note says, and import again; nothing is lost in between.",
    ),
    entry(
        Code::ImportWithdrawn,
        "import-withdrawn",
        "an edited thread was hidden, deleted or made private in its community",
        "It is not published any more. The edited file is kept as a draft: its name starts with\n\
         `_`, so no build reads it. Of a thread in `threads.jsonl` the line is kept in\n\
         `.answerbook-import/aside/`. A thread that nobody had edited is removed.\n\n\
         Mend it: delete the draft, or publish it as an answer of your own.",
    ),
    entry(
        Code::IndexMissing,
        "index-missing",
        "there is no search index",
        "`search` and `eval` answer from the index that `build` leaves in `.answerbook/`.\n\n\
         Mend it: run `answerbook build` first.",
    ),
    entry(
        Code::InsightsLimit,
        "insights-limit",
        "a figure of the logs passes a limit",
        "`answerbook insights --least-helped SHARE` fails when surely fewer readers than that say\n\
         that an answer helped, `--most-failed SHARE` when surely more searches fail: the whole\n\
         interval of 95 % lies beyond the limit, so chance alone does not fail a job.\n\n\
         Mend it: do what the report names first, or set another limit.",
    ),
    entry(
        Code::KeyMissing,
        "key-missing",
        "a required setting or field is absent",
        "A setting without which nothing can be built, or a field without which a record means\n\
         nothing, is not there.\n\n\
         Mend it: add it. `answerbook schema config` and `answerbook schema thread` list all.",
    ),
    entry(
        Code::KeyUnknown,
        "key-unknown",
        "a setting or field that answerbook does not know",
        "In answerbook.yaml this is an error, since a misspelt setting would be ignored in\n\
         silence. In markdown front matter and in thread records it is a warning.\n\n\
         Mend it: use the name that the message suggests, or remove the line.",
    ),
    entry(
        Code::LanguageUnknown,
        "language-unknown",
        "nobody knows the language of a block of code",
        "Behind the fence of a block of code stands a name that means no language, so that the\n\
         code has no colours. Each name is told once, where it stands first.\n\n\
         Example: `jsom` where `json` is meant.\n\n\
         Mend it: use the name that the message suggests, or write `text`.",
    ),
    entry(
        Code::LanguageUnlisted,
        "language-unlisted",
        "threads are in a language that `languages` does not list",
        "A record, an answer or a source says that it is in a language, and the site has no pages\n\
         in it. The threads are published: they stand in the lists of the main language, among\n\
         texts that their readers may not understand.\n\n\
         Example: `language: sl` at the top of an answer, and `languages: [en]`.\n\n\
         Mend it: add the language to `languages`, or correct what the threads say.",
    ),
    entry(
        Code::LanguageUnread,
        "language-unread",
        "languages of a table cannot be read",
        "Something is written where the tag of a language should be, such as its name. The row is\n\
         published in the language that its words show, or that its source is in.\n\n\
         Example: `English` in a column `language`.\n\n\
         Mend it: write tags, `en`, `uk`, `pt-BR`; or name the column that holds them:\n\
         `columns: {language: Locale}`.",
    ),
    entry(
        Code::LedgerDamaged,
        "ledger-damaged",
        "the ledger of addresses cannot be read",
        "`addresses.txt` has a line of another form, often marks that a merge left. Nothing was\n\
         published, since addresses could be lost.\n\n\
         Mend it: keep the lines of both sides of a merge. A line is an address, the name of what\n\
         was there, and perhaps `gone`, or `into` with another name.",
    ),
    entry(
        Code::LedgerMissing,
        "ledger-missing",
        "a machine that forgets builds without the ledger of addresses",
        "`build` remembers every address in `addresses.txt`, and leads on from those whose page\n\
         has moved. In CI (`CI` is set) the file is new each time unless it is committed, so the\n\
         address of a page with a new title would be lost without a word.\n\n\
         Mend it: run `answerbook build` on your own machine and commit `addresses.txt`; or let\n\
         the job commit it before it deploys.",
    ),
    entry(
        Code::LedgerOutdated,
        "ledger-outdated",
        "the ledger of addresses does not know a page yet",
        "`build --locked` publishes only what the committed `addresses.txt` remembers, so that no\n\
         address is forgotten by a machine that cannot commit. Nothing was published.\n\n\
         Mend it: run `answerbook build` and commit `addresses.txt`.",
    ),
    entry(
        Code::LinkBroken,
        "link-broken",
        "a link within the site leads nowhere",
        "No page or file of the site has this address. A build publishes the words without the\n\
         link; the file that is meant may be absent, a draft, withheld, or called otherwise:\n\
         upper and lower case are different names. In markdown an address ends at a space, so a\n\
         name with spaces stands in angle brackets: `![The ring](<my ring.png>)`.\n\n\
         Mend it: link to the source file, `../threads/214.md`; the address is then filled in.\n\
         `answerbook why threads/214.md` tells why a file has no page.",
    ),
    entry(
        Code::LogUnreadable,
        "log-unreadable",
        "an access log cannot be read",
        "`answerbook insights` reads the logs of web servers and hosts, packed with gzip or zstd\n\
         or not: the Common and Combined forms, those of S3, CloudFront and IIS, and a JSON\n\
         object a line as Caddy, nginx, Cloudflare, Netlify and Vercel write it. The file is not\n\
         there, broke off, or none of its lines is a request in any of these.\n\n\
         Mend it: look at the path, or let the server write the Combined form.",
    ),
];
