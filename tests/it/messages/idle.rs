//! What is said of what does nothing: settings, sources, templates and texts.

use answerbook::diag::Code;

use crate::harness::Site;

use super::{Case, Way, built, source};

/// What is there, and of no use to anybody.
pub(super) fn all() -> Vec<Case> {
    vec![
        Case {
            code: Code::AcceptIdle,
            way: Way::Warned(
                Site::new("== a.md\nFine.\n").with(
                    "answerbook.yaml",
                    "title: x\nsources: [{type: markdown, path: a.md}]\n\
                        accept: [answer-expired@a.md]\n",
                ),
                &["build"],
            ),
            expected: "answerbook.yaml:3:10: warning[accept-idle]: \
                `answer-expired@a.md` is accepted, and does not occur\n",
        },
        Case {
            code: Code::BaseUrlUnset,
            way: Way::Build(
                Site::new("").with(
                    "answerbook.yaml",
                    "title: x\nbase_url: https://help.your-brand.example\n",
                ),
            ),
            expected: "answerbook.yaml:2:11: warning[base-url-unset]: \
                `base_url` is still the example of `init`\n",
        },
        Case {
            code: Code::BrandUnset,
            way: Way::Build(
                Site::new("").with("answerbook.yaml", "title: x\nbrand: {name: Our brand}\n"),
            ),
            expected: "answerbook.yaml:2:15: warning[brand-unset]: \
                the brand's `name` is still the example of `init`\n",
        },
        source(
            Code::SourceEmpty,
            "jsonl",
            "data/a.jsonl",
            "",
            "answerbook.yaml:3:19: warning[source-empty]: `data` holds no record\n",
        ),
        built(
            Code::LanguageUnlisted,
            "== answers/a.md\n---\ntitle: Ponastavi hub\nlanguage: sl\n---\nDrži gumb.\n",
            "answerbook.yaml: warning[language-unlisted]: \
                1 thread is in `sl`, which is not one of `languages`\n",
        ),
    ]
}

/// Templates and texts, styles and scripts.
pub(super) fn of_themes() -> Vec<Case> {
    vec![
        built(
            Code::StyleReplaced,
            "== answerbook.yaml\ntitle: x\ntheme: acme\nsources: [{type: markdown, path: a.md}]\n\
                == a.md\n# Hub\n\nHold it.\n== themes/acme/theme.yaml\nparent: commons\n\
                == themes/acme/static/site.css\n.card { color: teal }\n",
            "themes/acme/static/site.css: warning[style-replaced]: \
                this sheet replaces all of the one of `commons`\n",
        ),
        built(
            Code::TemplateBlocked,
            "== answers/a.md\n# Hub\n\nHold it.\n== templates/parts/crumbs.html\n\
                <p onclick=\"go()\">Home</p>\n",
            "templates/parts/crumbs.html:1:4: warning[template-blocked]: \
                `onclick=` does nothing: pages take scripts from files alone\n",
        ),
        built(
            Code::TemplateUnused,
            "== answers/a.md\nOne.\n== templates/anser.html\nx\n",
            "templates/anser.html: warning[template-unused]: \
                no page uses the template `anser.html`\n",
        ),
        built(
            Code::TextUnused,
            "== answers/a.md\nOne.\n== strings/en.ftl\nsolvd = Yes\n",
            "strings/en.ftl:1:1: warning[text-unused]: no page uses the text `solvd`\n",
        ),
        Case {
            code: Code::ImportOvertaken,
            way: Way::Meanwhile,
            expected: "kb/does-pump-1-hum-1.md: warning[import-overtaken]: \
                a file was changed while the import ran\n",
        },
    ]
}
