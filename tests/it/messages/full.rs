//! A dozen messages as people see them.

use answerbook::diag::Format;

use crate::harness::Site;

#[track_caller]
fn check(site: &str, expected: &str) {
    let shown = Site::new(site).build().rendered(Format::Human);
    assert_eq!(shown.trim_end(), expected.trim_end(), "got:\n{shown}");
}

#[test]
fn a_misspelt_setting_names_the_right_one() {
    check(
        "\
== answerbook.yaml
title: x
brand:
  colors:
    accent: \"#2b5fb8\"
",
        "\
error[key-unknown]: `colors` is not a setting
 --> answerbook.yaml:3:3
  |
3 |   colors:
  |   ^^^^^^ unknown key
  |
  = help: use `colours`
",
    );
}

#[test]
fn a_wrong_type_says_what_was_expected() {
    check(
        "\
== answerbook.yaml
title: x
brand: blue
",
        "\
error[value-invalid]: `brand` is `blue` where settings of its own are expected
 --> answerbook.yaml:2:8
  |
2 | brand: blue
  |        ^^^^
  |
  = help: write its settings below `brand:`, one `key: value` a line
  = help: compare with the commented file that `answerbook init` writes
",
    );
}

#[test]
fn a_wrong_word_lists_the_right_ones() {
    check(
        "\
== answerbook.yaml
title: x
publish:
  resolution: [acepted]
",
        "\
error[value-invalid]: `acepted` is not a value of `resolution`
 --> answerbook.yaml:3:16
  |
3 |   resolution: [acepted]
  |                ^^^^^^^
  |
  = note: the values are `accepted`, `official`, `corroborated`, `answered`, `contested`, and `unresolved`
  = help: use `accepted`
",
    );
}

#[test]
fn broken_yaml_names_its_line() {
    check(
        "\
== answerbook.yaml
title: Lumo: answers
",
        "\
error[config-syntax]: the settings are not valid YAML
 --> answerbook.yaml:1:12
  |
1 | title: Lumo: answers
  |            ^
  |
  = note: a value holds `: ` and has no quotes round it
  = help: put quotes round the value: `title: \"Lumo: answers\"`
",
    );
}

#[test]
fn a_theme_that_does_not_exist_lists_those_that_do() {
    check(
        "\
== answerbook.yaml
title: x
theme: acme
",
        "\
error[theme-missing]: there is no theme named `acme`
 --> answerbook.yaml:2:1
  |
2 | theme: acme
  | ^^^^^
  |
  = note: the themes are `atlas`, `commons`, and `plain`
  = help: run `answerbook theme eject --as mine` to start a theme of your own
",
    );
}

#[test]
fn a_source_that_does_not_exist_names_its_path() {
    check(
        "\
== answerbook.yaml
title: x
sources:
  - type: discourse
    path: exports/forum
",
        "\
error[source-missing]: `exports/forum` does not exist
 --> answerbook.yaml:4:5
  |
4 |     path: exports/forum
  |     ^^^^ nothing to read here
  |
  = note: paths are relative to the folder of answerbook.yaml
  = help: correct `path`, or put the export there
",
    );
}

#[test]
fn an_accepted_answer_that_is_not_there_lists_those_that_are() {
    check(
        "\
== answers/hub.md
---
title: Hub
accepted: 4999
---
Why?

## Answer by Ann (id 4821)
So.

## Answer by Bo (id 4830)
So too.
",
        "\
error[accepted-missing]: accepted answer `4999` is not in this thread
 --> answers/hub.md:3:11
  |
3 | accepted: 4999
  |           ^^^^ no answer has this id
  |
  = note: the thread has answers `4821` and `4830`
  = help: set `accepted` to one of these ids, or remove the mark
",
    );
}

#[test]
fn two_answers_with_one_slug_are_both_named() {
    check(
        "\
== answers/a.md
---
slug: reset
---
One.
== answers/b.md
---
slug: reset
---
Two.
",
        "\
error[address-taken]: two pages want the address `answers/reset.html`
--> answers/b.md:1
::: answers/a.md:1
 = note: answers/b.md:1: this page
 = note: answers/a.md:1: and this one, which keeps it
 = note: only the page that keeps it is published
 = help: give one of them another `slug`
",
    );
}

#[test]
fn a_ring_of_duplicates_is_told_once() {
    check(
        "\
== answers/a.md
---
duplicate_of: b
---
One?
== answers/b.md
---
duplicate_of: a
---
Two?
",
        "\
warning[duplicate-cycle]: duplicates point at each other in a ring
--> answers/a.md:1
::: answers/b.md:1
 = note: answers/a.md:1: the ring starts here
 = note: answers/b.md:1: and goes on here
 = note: `a` → `b` → `a`; each is published on its own
 = help: remove one of the marks
",
    );
}

#[test]
fn an_unknown_field_of_an_answer_is_named() {
    check(
        "\
== answers/a.md
---
title: A
checker: Ann
langauge: en
---
One.
",
        "\
warning[key-unknown]: `checker` is not a field of an answer
 --> answers/a.md:3:1
  |
3 | checker: Ann
  | ^^^^^^^ unknown field
  |
  = note: the fields here are `title`, `id`, `slug`, `tags`, `category`, `product`, `version`, `views`, `likes`, `language`, `translation_of`, `translated_from`, `author`, `verified_on`, `verified_by`, `expires`, `source_url`, `url`, `aliases`, `summary`, `created`, `updated`, `licence`, `duplicate_of`, `accepted`, `status`, `kind`, `score`, `solved`, `best`, `publish`, `draft`, `published`, `date`, `post`
  = help: remove it, or use one of these fields
warning[key-unknown]: `langauge` is not a field of an answer
 --> answers/a.md:4:1
  |
4 | langauge: en
  | ^^^^^^^^ unknown field
  |
  = help: use `language`
",
    );
}

#[test]
fn a_broken_link_is_quoted() {
    check(
        "\
== answerbook.yaml
title: Answers
languages: [en, uk]
sources: [{type: markdown, path: answers}]
== answers/вхід.md
Дивіться [цю відповідь](vhid.md).
",
        "\
error[link-broken]: the link to `vhid.md` leads nowhere
 --> answers/вхід.md:1:25
  |
1 | Дивіться [цю відповідь](vhid.md).
  |                         ^^^^^^^ no page has this address
  |
  = note: the words are published without the link
  = help: link to the source file, such as `../threads/214.md`: the address is filled in
",
    );
}

#[test]
fn a_broken_template_is_quoted_with_what_there_is() {
    check(
        "\
== answers/a.md
One.
== templates/answer.html
{% extends \"question.html\" %}
{% block heading %}<h1>{{ thread.titel }}</h1>{% endblock %}
",
        "\
error[template-broken]: a template cannot be rendered
 --> templates/answer.html:2:34
  |
2 | {% block heading %}<h1>{{ thread.titel }}</h1>{% endblock %}
  |                                  ^^^^^
  |
  = note: Field `titel` is not defined. Available fields: age_years, badge, best, category, changed_original, contact, discussion, expired, feedback, grade, helpers, lang, list, n_answers, n_comments, n_others, others, products, question, related, release, short, source, tags, title, title_html, translations, verified, versions, wordings
  = note: it stops 1 page; nothing was written
  = help: `answerbook schema view` lists what templates may use
",
    );
}

#[test]
fn a_block_that_no_parent_has_is_quoted_with_the_one_that_was_meant() {
    check(
        "\
== answers/a.md
One.
== templates/base.html
{% extends \"commons/base.html\" %}
{% block footr %}Hi{% endblock %}
",
        "\
error[template-broken]: a template cannot be used
 --> templates/base.html:2:10
  |
2 | {% block footr %}Hi{% endblock %}
  |          ^^^^^
  |
  = note: Block `footr` is not defined in any parent template
  = help: use `footer`
",
    );
}
