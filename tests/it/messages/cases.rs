//! The smallest input for each code, and what is then said.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{
    Case, Way, brand, browse, built, bundles, graded, idle, markup, privacy, source, tables,
};

/// All cases, by code.
pub(super) fn all() -> Vec<Case> {
    [
        settings(),
        brand::all(),
        records(),
        graded::all(),
        idle::all(),
        idle::of_themes(),
        markup::all(),
        browse::all(),
        exports(),
        tables::all(),
        pages(),
        published(),
        redirects(),
        hosts(),
        privacy::all(),
        commands(),
        logs(),
        super::in_time::in_time(),
        bundles::all(),
        imports(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A thread with a tag.
const CARE: &str = "{\"id\":1,\"title\":\"Why?\",\"tags\":[\"help\"],\
    \"answers\":[{\"body\":\"So.\",\"accepted\":true}]}\n";

fn settings() -> Vec<Case> {
    let settings = |code, text: &str, expected| {
        let site = Site::new("").with("answerbook.yaml", text);
        Case { code, way: Way::Build(site), expected }
    };
    vec![
        Case {
            code: Code::ConfigMissing,
            way: Way::Build(Site::new("").without("answerbook.yaml")),
            expected: "answerbook.yaml: error[config-missing]: \
                there is no `answerbook.yaml` in this folder\n",
        },
        settings(
            Code::ConfigSyntax,
            "title: a: b\n",
            "answerbook.yaml:1:9: error[config-syntax]: the settings are not valid YAML\n",
        ),
        settings(
            Code::KeyMissing,
            "language: en\n",
            "answerbook.yaml:1:1: error[key-missing]: the setting `title` is missing\n",
        ),
        settings(
            Code::KeyUnknown,
            "title: x\nbrand:\n  nmae: Lumo\n",
            "answerbook.yaml:3:3: error[key-unknown]: `nmae` is not a setting\n",
        ),
        settings(
            Code::ValueInvalid,
            "title: x\naddresses: files\n",
            "answerbook.yaml:2:12: error[value-invalid]: `files` is not a value of `addresses`\n",
        ),
        settings(
            Code::ThemeMissing,
            "title: x\ntheme: comons\n",
            "answerbook.yaml:2:1: error[theme-missing]: there is no theme named `comons`\n",
        ),
        Case {
            code: Code::ChannelUnknown,
            way: Way::Build(Site::new("").with("care.jsonl", CARE).with(
                "answerbook.yaml",
                "title: x\nsources:\n  - type: jsonl\n    path: care.jsonl\n    \
                     channels: {except: [jobs]}\n",
            )),
            expected: "answerbook.yaml:5:25: warning[channel-unknown]: \
                no channel of `jsonl` is called `jobs`\n",
        },
        settings(
            Code::SourceMissing,
            "title: x\nsources:\n  - type: jsonl\n    path: care.jsonl\n",
            "answerbook.yaml:4:5: error[source-missing]: `care.jsonl` does not exist\n",
        ),
    ]
}

/// Records written by hand.
fn records() -> Vec<Case> {
    let jsonl = |code, text: &str, expected| source(code, "jsonl", "data/a.jsonl", text, expected);
    vec![
        jsonl(
            Code::AcceptedMissing,
            "{\"id\": 1, \"title\": \"A\", \"accepted\": \"9\", \
                \"answers\": [{\"id\": \"4\", \"body\": \"So.\"}]}\n",
            "data/a.jsonl:1:37: error[accepted-missing]: \
                accepted answer `9` is not in this thread\n",
        ),
        jsonl(
            Code::RecordInvalid,
            "{\"id\": 1, \"title\": \"A\"}\n{\"id\": 2}\n",
            "data/a.jsonl:2:1: error[record-invalid]: the record has no `title`\n",
        ),
        jsonl(
            Code::IdTaken,
            "{\"id\": 1, \"title\": \"A\"}\n{\"id\": 1, \"title\": \"B\"}\n",
            "data/a.jsonl:2:8: error[id-taken]: the record `1` is there twice\n",
        ),
        built(
            Code::FrontMatter,
            "== answers/a.md\n---\ntitle: a: b\n---\nText.\n",
            "answers/a.md:2:9: error[front-matter-invalid]: \
                the settings at the top are not valid YAML\n",
        ),
        built(
            Code::AnswerExpired,
            "== answers/a.md\n---\ntitle: A\nexpires: 2026-05-31\n---\nText.\n",
            "answers/a.md:1: warning[answer-expired]: \
                this answer was to be checked by 2026-05-31\n",
        ),
        built(
            Code::AddressTaken,
            "== answers/a.md\n---\nslug: reset\n---\nOne.\n\
             == answers/b.md\n---\nslug: Reset\n---\nTwo.\n",
            "answers/b.md:1: error[address-taken]: \
                two pages want the address `answers/reset.html`\n",
        ),
        built(
            Code::TranslationTarget,
            "== answers/uk.md\n---\ntranslation_of: reset\n---\nTekst.\n",
            "answers/uk.md:1: warning[translation-target]: \
                no answer `reset`, of which `uk` is a translation\n",
        ),
    ]
}

/// Exports made by other programs.
fn exports() -> Vec<Case> {
    let posts = |rows: &str| format!("<posts>\n{rows}\n</posts>\n");
    let question = "<row Id=\"1\" PostTypeId=\"1\" Title=\"A\" Body=\"B&#x0E;\" />";
    let orphan = "<row Id=\"3\" PostTypeId=\"2\" ParentId=\"2\" Body=\"B\" />";
    let xml = |code, text: &str, expected| {
        source(code, "stackexchange", "data/Posts.xml", text, expected)
    };
    vec![
        Case {
            code: Code::CharsetUnknown,
            way: Way::Build(
                Site::new("")
                    .with(
                        "answerbook.yaml",
                        "title: x\nsources:\n  - {type: mbox, path: list.mbox, consent: public}\n",
                    )
                    .with(
                        "list.mbox",
                        "From ann Mon Nov  2 10:00:00 2015\nSubject: A\nMessage-ID: <1@x>\n\
                            Content-Type: text/plain; charset=x-mine\n\nWhy?\n",
                    ),
            ),
            expected: "list.mbox:2: warning[charset-unknown]: \
                1 mail names a charset that nobody knows\n",
        },
        source(
            Code::ExportUnreadable,
            "discourse",
            "data/7.json",
            "{\"id\": 7, \"title\": \"A\",\n \"post_stream\": {\"posts\": [",
            "data/7.json:2:27: error[export-unreadable]: \
                `data/7.json` ends in the middle of a value\n",
        ),
        source(
            Code::TopicTruncated,
            "discourse",
            "data/7.json",
            "{\"id\": 7, \"title\": \"A\", \"post_stream\": {\"stream\": [1, 2, 3], \
                \"posts\": [{\"post_number\": 1, \"cooked\": \"B\"}]}}",
            "data/7.json:1: warning[topic-truncated]: \
                topic `7` has 1 of its 3 posts: 2 are missing\n",
        ),
        xml(
            Code::TextRepaired,
            &posts(question),
            "data/Posts.xml:2: warning[text-repaired]: \
                1 character that XML forbids was removed\n",
        ),
        xml(
            Code::PostOrphaned,
            &posts(orphan),
            "data/Posts.xml:2: warning[post-orphaned]: \
                1 answer belongs to posts that are not in the dump\n",
        ),
    ]
}

/// What is found while pages are rendered.
fn pages() -> Vec<Case> {
    vec![
        Case {
            code: Code::FootnotesMany,
            way: Way::Build(Site::new("").with("answers/a.md", "Hold it[^1].\n".repeat(1_001))),
            expected: "answers/a.md:1:8: warning[footnotes-many]: \
                a post has more than 1000 marks of footnotes, `[^`\n",
        },
        built(
            Code::LinkBroken,
            "== answers/a.md\nSee [that](b.md).\n",
            "answers/a.md:1:12: error[link-broken]: the link to `b.md` leads nowhere\n",
        ),
        built(
            Code::ImageMissing,
            "== answers/a.md\n![Ring](ring.png)\n",
            "answers/a.md:1:9: error[image-missing]: there is no image `ring.png`\n",
        ),
        Case {
            code: Code::AttachmentRefused,
            way: Way::Build(
                Site::new("")
                    .with("answerbook.yaml", "title: x\nsources:\n  - {type: jsonl, path: data}\n")
                    .with(
                        "data/a.jsonl",
                        "{\"id\": 1, \"title\": \"A\", \"question\": {\"body\": \"x\"}, \
                            \"answers\": [{\"body\": \"So.\", \"accepted\": true, \
                            \"attachments\": [{\"path\": \"f/page.png\"}]}]}\n",
                    )
                    .with("data/f/page.png", "<script>"),
            ),
            expected: "data/f/page.png: warning[attachment-refused]: \
                1 attachment is of a kind that is not published\n",
        },
        built(
            Code::TemplateBroken,
            "== answers/a.md\nOne.\n\
             == templates/home.html\n{% extends \"base.html\" %}\n{% block content %}\n",
            "templates/home.html:2:4: error[template-broken]: a template cannot be read\n",
        ),
    ]
}

/// What `check` finds in published pages.
fn published() -> Vec<Case> {
    vec![
        Case {
            code: Code::FileUnreadable,
            way: Way::Build(Site::new("== answers/a.md\nFine.\n").with("static/x/", "")),
            expected: "static/x: error[file-unreadable]: `static/x` cannot be read\n",
        },
        Case {
            code: Code::LinkBroken,
            way: Way::Check(&[("a.html", "<a href=\"b.html\">x</a>")]),
            expected: "a.html: error[link-broken]: the link to `b.html` leads nowhere\n",
        },
        Case {
            code: Code::FragmentBroken,
            way: Way::Check(&[("a.html", "<a href=\"#b\">x</a>")]),
            expected: "a.html: error[fragment-broken]: \
                the link to `#b` names no part of its page\n",
        },
        Case {
            code: Code::PageHeavy,
            way: Way::Heavy,
            expected: "a.html: warning[page-heavy]: a page of 60 KB, compressed\n",
        },
        Case {
            code: Code::StringMissing,
            way: Way::Strings,
            expected: "strings/sl.ftl: warning[string-missing]: \
                the text `solved` is missing in `sl`\n",
        },
    ]
}

/// Addresses that lead elsewhere, or nowhere.
fn redirects() -> Vec<Case> {
    let answer = || Site::new("== answers/a.md\nFine.\n");
    let ledger = |code, text: &str, expected| {
        let site = answer().with("addresses.txt", text);
        Case { code, way: Way::Build(site), expected }
    };
    let setting = |code, lines: &str, expected| Case {
        code,
        way: Way::Build(answer().setting(lines)),
        expected,
    };
    vec![
        ledger(
            Code::AddressLost,
            "# answerbook addresses, version 1\n/answers/x.html thread:handbook:x\n",
            "addresses.txt:2: error[address-lost]: `/answers/x.html` would be lost\n",
        ),
        ledger(
            Code::LedgerDamaged,
            "# answerbook addresses, version 1\nanswers/x.html\n",
            "addresses.txt:2: error[ledger-damaged]: \
                this is no line of `addresses.txt`: `answers/x.html`\n",
        ),
        Case {
            code: Code::LedgerOutdated,
            way: Way::Refused(answer(), &["build", "--locked"]),
            expected: "addresses.txt: error[ledger-outdated]: \
                `addresses.txt` is not up to date\n",
        },
        setting(
            Code::RedirectLoop,
            "redirects:\n  /a: /b\n  /b: /a\nhosts: [nginx]",
            "answerbook.yaml:6:3: error[redirect-loop]: `/a` would lead back to itself\n",
        ),
        setting(
            Code::RedirectTaken,
            "redirects:\n  /a-z.html: /\nhosts: [nginx]",
            "answerbook.yaml:6:3: error[redirect-taken]: \
                `/a-z.html` is redirected, but is there\n",
        ),
        setting(
            Code::RedirectTarget,
            "redirects:\n  /a: /b\nhosts: [nginx]",
            "answerbook.yaml:6:3: error[redirect-target]: \
                `/a` leads to `/b`, which is not there\n",
        ),
    ]
}

/// What hosts and machines of a CI do not do by themselves.
fn hosts() -> Vec<Case> {
    let answer = || Site::new("== answers/a.md\nFine.\n");
    let setting = |code, lines: &str, expected| Case {
        code,
        way: Way::Build(answer().setting(lines)),
        expected,
    };
    vec![
        Case {
            code: Code::LedgerMissing,
            way: Way::InCi(answer()),
            expected: "addresses.txt: warning[ledger-missing]: `addresses.txt` is not committed\n",
        },
        setting(
            Code::HostsMissing,
            "embed: {origins: [https://shop.example]}",
            "answerbook.yaml:5:18: warning[hosts-missing]: \
                `embed.origins` is written for no host\n",
        ),
        setting(
            Code::HostLimit,
            "hosts: [github-pages]\nredirects: {/a.php: /, /b.php: /}",
            "addresses.txt: warning[host-limit]: \
                `/a.php` and 1 more cannot be redirected by a page\n",
        ),
    ]
}

/// What only commands meet.
fn commands() -> Vec<Case> {
    let run = |code, site: &str, arguments, expected| Case {
        code,
        way: Way::Run(Site::new(site), arguments),
        expected,
    };
    vec![
        run(
            Code::IndexMissing,
            "",
            &["search", "hub"],
            "./.answerbook/index: error[index-missing]: there is no search index yet\n",
        ),
        Case {
            code: Code::BuildRunning,
            way: Way::Busy(Site::new("")),
            expected: "./.answerbook/lock: error[build-running]: \
                another build of this site is running\n",
        },
        run(
            Code::OutputForeign,
            "== public/holiday.jpg\nx\n",
            &["build"],
            "error[output-foreign]: `./public` holds files that answerbook did not write\n",
        ),
        run(
            Code::WriteFailed,
            "== busy\nx\n",
            &["build", "--output", "busy/public"],
            "busy/public: error[write-failed]: `busy/public` could not be written\n",
        ),
        Case {
            code: Code::PortTaken,
            way: Way::Port(Site::new("")),
            expected: "error[port-taken]: `127.0.0.1:PORT` cannot be listened on\n",
        },
        Case {
            code: Code::EvalFell,
            way: Way::Fallen(
                Site::new("")
                    .with("answers/hub.md", "---\ntitle: The hub\n---\nPlug it in.\n")
                    .with("q.jsonl", "{\"_id\": \"q\", \"text\": \"hub\"}\n")
                    .with("q.tsv", "query-id\tcorpus-id\tscore\nq\tnobody\t1\n")
                    .with("was.json", "{\"mrr@10\": 0.5, \"hit@5\": 0.005, \"zero\": 1.0}\n"),
                &["eval", "--queries", "q.jsonl", "--qrels", "q.tsv", "--baseline", "was.json"],
            ),
            expected: "error[eval-fell]: a figure has fallen below the baseline\n",
        },
        run(
            Code::EvalInput,
            "== q.jsonl\n{\"text\": \"hub\"}\n== q.tsv\nquery-id\tcorpus-id\tscore\n",
            &["eval", "--queries", "q.jsonl", "--qrels", "q.tsv"],
            "q.jsonl:1:1: error[eval-input]: this query has no text in `_id`\n",
        ),
    ]
}

/// What logs tell.
fn logs() -> Vec<Case> {
    let asked = "[10/Oct/2026:12:00:00 +0000] \"GET /search.html?q=x HTTP/1.1\" 200 9";
    let line = |who| format!("192.0.2.{who} - - {asked}\n");
    let log: String = (0..30).map(line).collect();
    let site = Site::new("== answers/a.md\nOne.\n");
    vec![
        Case {
            code: Code::LogUnreadable,
            way: Way::Run(site, &["insights", "--logs", "access.log"]),
            expected: "access.log: error[log-unreadable]: there is no such log\n",
        },
        Case {
            code: Code::InsightsLimit,
            way: Way::Fallen(
                Site::new("")
                    .with("answers/hub.md", "---\ntitle: The hub\n---\nPlug it in.\n")
                    .with("access.log", log),
                &["insights", "--logs", "access.log", "--most-failed", ".5"],
            ),
            expected: "error[insights-limit]: more searches failed than `--most-failed` allows\n",
        },
    ]
}

/// A folder of threads that were imported, and edited, before.
fn imports() -> Vec<Case> {
    let old = "---\ntitle: Old\nid: \"5\"\nkind: question\n---\n\nIt blinks.\n";
    let imported = |kind: &str, export: &str| {
        Site::new("")
            .with("data/5.json", export)
            .with("kb/.answerbook-import/source", format!("markdown of {kind} {kind}\n"))
            .with("kb/.answerbook-import/base/a.md", old)
            .with("kb/a.md", old.replace("Old", "Ours"))
    };
    let new = "{\"id\": 5, \"title\": \"New\", \"question\": {\"body\": \"It blinks.\"}}\n";
    let hidden = "{\"id\": 5, \"title\": \"A\", \"visible\": false, \"archetype\": \"regular\", \
        \"post_stream\": {\"posts\": [{\"id\": 1, \"post_number\": 1, \
        \"cooked\": \"<p>Why?</p>\"}]}}";
    let import = |kind: &'static str| -> &'static [&'static str] {
        match kind {
            "jsonl" => {
                &["import", "data/5.json", "--to", "kb", "--type", "jsonl", "--name", "jsonl"]
            }
            _ => &["import", "data", "--to", "kb", "--type", "discourse", "--name", "discourse"],
        }
    };
    let export = "{\"id\": 5, \"title\": \"New\", \"answers\": []}\n";
    vec![
        Case {
            code: Code::ImportConflict,
            way: Way::Warned(imported("jsonl", new), import("jsonl")),
            expected: "kb/a.md:2: warning[import-conflict]: \
                the source changed what was edited here, too\n",
        },
        Case {
            code: Code::ImportWithdrawn,
            way: Way::Warned(imported("discourse", hidden), import("discourse")),
            expected: "kb/a.md: warning[import-withdrawn]: \
                an edited thread is hidden in the community now\n",
        },
        Case {
            code: Code::ImportUnreadable,
            way: Way::Refused(
                Site::new("").with("e.jsonl", export).with("kb/threads.jsonl", "{\"id\": 5\n"),
                &["import", "e.jsonl", "--to", "kb", "--form", "jsonl"],
            ),
            expected: "kb/threads.jsonl:1: error[import-unreadable]: \
                an edited thread cannot be read any more\n",
        },
        Case {
            code: Code::ImportFolder,
            way: Way::Run(
                Site::new("").with("data/e.jsonl", export),
                &["import", "data", "--to", "data/kb"],
            ),
            expected: "data/kb: error[import-folder]: \
                `data/kb` lies in the export or the published site\n",
        },
    ]
}
