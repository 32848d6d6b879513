//! The commented settings that `init` writes.

/// The commented settings that `answerbook init` writes.
pub const TEMPLATE: &str = r##"# The settings of this site. Only `title` is required.
# `answerbook schema config` prints all of this as a JSON Schema.

title: Our answers

# Where the site will live. Canonical addresses, the sitemap and feeds need it.
base_url: https://help.your-brand.example/

# The main language, and all languages with pages of their own (BCP 47 tags).
language: en
languages: [en]

# The brand's look. Two colours are enough; everything else follows.
brand:
  name: Our brand
  # logo: static/logo.svg
  # logo_dark: static/logo-dark.svg
  # colours:
  #   accent: "#2b5fb8"
  #   accent_dark: "#9cc2ff"

# `commons`, `plain`, or a folder in themes/.
theme: commons

# The folder to publish. A build replaces all of it.
output: public

# file: questions/name-214.html, works on every host and from a folder.
# folder: questions/name-214/, for hosts that serve a folder's index.html.
addresses: file

# Where threads and answers come from. The first source has the shortest
# addresses, so add new sources at the end.
sources:
  # Answers written by hand: one markdown file each, in this folder. Code has a
  # language, and may have a title and marked lines: ```rust title="main.rs" {2,4-5}
  - type: markdown
    path: answers
    name: Handbook
  # Topic files of a Discourse forum, as served by /t/ID.json:
  # - type: discourse
  #   path: exports/forum
  #   name: Forum
  #   url: https://forum.example.org
  #   language: en
  #   licence: CC BY-SA 4.0
  #   categories: {5: Support, 6: {name: Billing, parent: 5}}   # where the export has ids alone
  # A Stack Exchange dump: a folder with Posts.xml, Users.xml, Comments.xml, PostLinks.xml:
  # - type: stackexchange
  #   path: exports/qa
  #   name: Q&A
  #   url: https://qa.example.org
  #   staff: ["7", "Sofia Brandt"]   # ids or names of the brand's own people
  # A Slack export, as a zip file or unpacked; public channels alone:
  # - type: slack
  #   path: exports/slack.zip
  #   url: https://our-team.slack.com
  #   staff: ["@example.org"]        # ids, names, mail addresses or domains
  #   channels: {except: [random, "team-*"]}   # or only: […]; forums, lists and desks, too
  #   solved:
  #     reactions: [white_check_mark]
  #     prefixes: ["[SOLVED]"]
  # Other chats: discord (DiscordChatExporter's JSON), telegram (result.json),
  # x (API pages or an archive), facebook (Graph API pages), youtube (comments of the Data API,
  # yt-dlp or Takeout), mbox (mailing lists and pipermail).
  # What is solved can be decided by hand, too, in decisions.yaml:
  #   solved: {"THREAD": "POST"}
  # Tickets, community posts and articles of Zendesk; freshdesk, github, intercom, khoros
  # and reddit alike:
  # - type: zendesk
  #   path: exports/zendesk
  #   url: https://help.example.org
  #   files: exports/zendesk/files   # with attachments/ID/NAME; beside the export when absent
  # Tables of messages; `columns` says which column holds what:
  # - type: csv
  #   path: exports/care
  #   columns: {thread: Case Number, body: Message text}
  #   encoding: windows-1251
  #   markup: text
  #   dates: mdy                     # 03/04/2026 is in March
  # answerbook's own thread records, one a line (`answerbook schema thread`):
  # - type: jsonl
  #   path: exports/*.jsonl
  #   name: Care team

# Which threads are published: any of accepted, official, corroborated, answered,
# contested, unresolved; or `all`. Of the others only those that are likely enough
# to help a stranger, from 0 to 1; `answerbook threads` lists the doubtful ones.
publish:
  resolution: [accepted, official, corroborated, answered]
  confidence: 0.68

# What happens with e-mail addresses, phone numbers, cards and secrets in posts:
# mask (other words in their place), report (published and counted), or fail.
# Who opted out, what was taken down and what may stay is written in privacy.yaml.
privacy: mask

# Whether TeX such as $x^2$ is shown as math: on, off, or auto, where the platform
# shows it as math. A source may say otherwise.
math: auto

# Whether readers browse by words of titles as well: on, off, or auto, where tags sort
# less than half of the threads.
keywords: auto

# Pictures and files that came with posts, where they lie beside an export:
# which are copied into the site, all, images or none; and how long they may be.
attachments:
  copy: all
  most_mb: 10
  # Pictures on other hosts: link, or show those of the hosts named here, which then learn
  # who reads.
  remote: link
  # hosts: [i.imgur.com]

# self, or source to name the original thread as the canonical address.
canonical: self

# Where to ask what is not answered; {query} becomes the words searched for.
# community:
#   ask_url: https://forum.example.org/new-topic?title={query}

# The home page below the search: what comes first, what has a tile, and in which order. By
# itself it shows the largest products or categories, and what is read most.
# home:
#   featured: [answers/reset.html]
#   products: [{name: Hub 2, line: "Wi-Fi, resets and power cuts"}, Glow bulb]
#   popular_by: views   # or likes, votes
# hero:
#   title: {en: How can we help?, uk: Чим допомогти?}
# contact:
#   text: Monday to Friday, 9 to 17
#   links: [{label: Write to us, url: "mailto:care@your-brand.example", kind: mail}]
# "Did this solve it?" below each answer: the log of your web server counts yes and no, by small
# files of the site; or they are posted to an address of yours (beacon, with `url`).
# feedback:
#   to: log   # or none, beacon
#   searches: true   # what is searched for and not found comes into that log as well
# footer:
#   links: [{label: Imprint, url: "https://your-brand.example/imprint"}]

# Words that mean the same to your customers, one list each, in any language.
# search:
#   synonyms:
#     - [router, gateway, hub]
#   meaning: words    # find by what words mean, too, in en, ru, sl, and uk; or off
#   max_files: 8000   # about how many files the search may take on your host

# Where a page moved or merged, another one leads on, on any host. Name yours, any of
# apache, caddy, cloudflare, github-pages, netlify, nginx, s3, and it redirects by itself,
# and gets its headers.
# hosts: [nginx]

# Addresses that a site before this one had, from the top of the site, and where
# they lead now: to a page, to another site, or `gone`.
# redirects:
#   /faq/reset.html: /answers/add-an-answer.html
#   /forum/: https://forum.example.org/
#   /sale-2019.html: gone

# Hosts that pages may use beside your own, where a theme of yours needs them.
# policy:
#   img: [https://cdn.example.org]
#   connect: [https://status.example.org]

# Warnings that you have looked at, and that stay as they are: CODE@FILE, or a folder.
# accept: [answer-expired@answers/recall-2019.md]

# Pages of yours elsewhere that hold the search; your `hosts` tell browsers so.
# embed:
#   origins: [https://shop.example.org]
"##;
