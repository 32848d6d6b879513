// The list of threads in the preview: filters, each thread beside its posts, and the lines
// for decisions.yaml. All that a community wrote becomes text nodes, and nothing else.
(() => {
  const $ = selector => document.querySelector(selector);
  const PAGE = 50;
  const KEYS = ["solved", "best", "not", "publish", "title"];
  const KEPT = "answerbook:decisions";
  const form = $("#filters");
  const list = $("#list ol");
  const detail = $("#thread");
  let shown = [];
  let base = "/";
  let chosen = "";
  let asked = 0;
  let decisions = kept();

  /** Makes an element; what is no element becomes text. */
  function make(name, { text, on, ...attributes } = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
    }
    if (text !== undefined) element.textContent = text;
    if (on) element.addEventListener("click", on);
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  }

  /** What stands between backticks is shown as code. */
  function coded(name, attributes, text) {
    const parts = text.split("`").map((part, at) => (at % 2 ? make("code", { text: part }) : part));
    return make(name, attributes, ...parts);
  }

  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  }

  /** JSON's texts are YAML's as well. */
  // As YAML and JSON take it: what cannot be seen is written as `\u202e`.
  const hidden = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
  const escaped = sign => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
  const quoted = text => JSON.stringify(text).replace(hidden, escaped);
  const lineOf = (key, name, value) => {
    if (key === "not") return `  - ${quoted(name)}`;
    return `  ${quoted(name)}: ${key === "publish" ? value : quoted(value)}`;
  };

  function decide(key, name, value) {
    const known = decisions[name] ??= {};
    if (key === "not") delete known.publish;
    if (key === "publish") delete known.not;
    known[key] = value;
    sessionStorage.setItem(KEPT, JSON.stringify(decisions));
    const line = lineOf(key, name, value);
    copy(line, `Copied, for below \`${key}:\` in decisions.yaml: \`${line.trim()}\``);
    showDecisions();
    mark();
  }

  function showDecisions() {
    const sections = KEYS.map(key => {
      const named = Object.entries(decisions).filter(([, known]) => key in known);
      const lines = named.map(([name, known]) => lineOf(key, name, known[key]));
      return lines.length ? `${key}:\n${lines.join("\n")}\n` : "";
    });
    const n = Object.values(decisions).reduce((sum, known) => sum + Object.keys(known).length, 0);
    $("#decisions").hidden = n === 0;
    $("#decisions summary").textContent = n === 1 ? "1 decision to save" : `${n} decisions to save`;
    $("#decisions pre").textContent = sections.join("");
  }

  async function copy(text, words) {
    try {
      await navigator.clipboard.writeText(text);
      say(words);
    } catch {
      // Away from this machine's own address browsers give no clipboard.
      const field = make("textarea", { "aria-label": "To be copied" });
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      say(done ? words : `Copy it yourself: \`${text}\``);
    }
  }

  let quiet;
  function say(words) {
    const status = $("#status");
    status.replaceChildren(...coded("p", {}, words).childNodes);
    clearTimeout(quiet);
    quiet = setTimeout(() => status.replaceChildren(), 8000);
  }

  function ask(more) {
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    return fetch(`threads.json?${new URLSearchParams([...fields, ...Object.entries(more)])}`);
  }

  /** Fills the list anew, with as many threads as there were, or adds to it. */
  async function load(from = 0, limit = PAGE) {
    const turn = asked += 1;
    const answer = await ask({ from, limit });
    if (!answer.ok || turn !== asked) return;
    const news = await answer.json();
    base = news.base || "/";
    $("#site").href = base;
    $("#counts").textContent = `${news.all} in all, ${news.published} published, `
      + `${news.all - news.published} withheld; ${news.found} shown here`;
    choices("grade", news.grades);
    choices("reason", news.reasons);
    choices("source", news.sources);
    const focused = document.activeElement?.dataset?.name;
    shown = from ? [...shown, ...news.threads] : news.threads;
    list.replaceChildren(...shown.map(item));
    mark();
    [...list.querySelectorAll("button")].find(one => one.dataset.name === focused)?.focus();
    $("#list .empty").hidden = news.found > 0;
    $("#more").hidden = shown.length >= news.found;
  }

  function choices(name, values) {
    const select = form.elements[name];
    const { value } = select;
    const all = make("option", { value: "", text: "all" });
    select.replaceChildren(all, ...values.map(one => make("option", { value: one, text: one })));
    select.value = values.includes(value) ? value : "";
  }

  function facts(thread) {
    const state = thread.published ? "published" : "withheld";
    const why = thread.withheld && thread.withheld !== thread.reason ? thread.withheld : null;
    return make("span", { class: "facts" },
      make("span", { class: "share", title: "confidence", text: thread.confidence.toFixed(2) }),
      make("span", { class: `chip ${state}`, text: state }),
      make("span", { text: [thread.grade, thread.reason, why].filter(Boolean).join(", ") }),
      thread.decided === null ? null : make("span", { class: "chip", text: "decided" }),
      make("code", { text: thread.name }));
  }

  function item(thread) {
    const button = make("button", { type: "button", "data-name": thread.name,
      on: () => choose(thread, true) },
      make("span", { class: "title", text: thread.title || "(no title)" }), facts(thread));
    return make("li", {}, button);
  }

  /** Shows which thread is chosen, and which are decided about. */
  function mark() {
    for (const button of list.querySelectorAll("button")) {
      const is = button.dataset.name === chosen;
      if (is) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      button.querySelector(".chip.noted")?.remove();
      if (decisions[button.dataset.name]) {
        button.querySelector(".facts").append(make("span", { class: "chip noted", text: "noted" }));
      }
    }
  }

  async function choose(thread, moves) {
    chosen = thread.name;
    mark();
    const query = new URLSearchParams({ source: thread.source, id: thread.id });
    const answer = await fetch(`thread.json?${query}`);
    if (chosen !== thread.name) return;
    document.body.classList.add("chosen");
    if (!answer.ok) {
      detail.replaceChildren(back(), make("p", { class: "empty", text: "It is not there any more." }));
      return;
    }
    const { scrollTop } = detail;
    show(await answer.json());
    detail.scrollTop = scrollTop;
    if (!moves) return;
    detail.scrollTop = 0;
    scrollTo(0, 0);
    detail.querySelector("h2").focus({ preventScroll: true });
  }

  const back = () => make("button", { type: "button", id: "back", text: "Back to the list",
    on: leave });

  function leave() {
    document.body.classList.remove("chosen");
    const current = [...list.querySelectorAll("button")].find(one => one.dataset.name === chosen);
    (current ?? list.querySelector("button"))?.focus();
  }

  function show({ thread, url, opening, posts, more, mark: place }) {
    const links = [
      thread.published ? make("a", { href: base + thread.address, text: "Its page" }) : null,
      url ? make("a", { href: url, rel: "noreferrer noopener", text: "The original" }) : null,
      place ? make("code", { text: place.line ? `${place.path}:${place.line}` : place.path }) : null,
    ];
    const title = make("input", { name: "title", autocomplete: "off" });
    title.value = decisions[thread.name]?.title ?? thread.title;
    const act = (text, key, value) => make("button", { type: "button", class: "small", text,
      "data-key": key, on: () => decide(key, thread.name, value()) });
    detail.replaceChildren(back(),
      make("h2", { tabindex: "-1", text: thread.title || "(no title)" }),
      facts(thread),
      make("p", { class: "facts" }, ...links),
      coded("p", { class: "change" }, thread.change),
      make("fieldset", {}, make("legend", { text: "Decide about the thread" }),
        act("Publish it", "publish", () => "yes"),
        act("Not for strangers", "not", () => true),
        make("label", {}, "Title ", title, act("Use this title", "title", () => title.value.trim()))),
      ...posts.map((post, at) => shownPost(post, at, thread, at ? null : opening)),
      more ? make("p", { class: "empty", text: `And ${more} more posts.` }) : "");
  }

  function shownPost(post, at, thread, opening) {
    const chips = [
      post.first ? make("span", { class: "chip first", text: "first on the page" }) : null,
      post.accepted ? make("span", { class: "chip", text: "accepted" }) : null,
      post.official ? make("span", { class: "chip", text: "official" }) : null,
      opening ? make("span", { class: "chip class", text: opening.kind }) : null,
      post.class ? make("span", { class: "chip class", text: post.class.name }) : null,
    ];
    const act = (text, key) => make("button", { type: "button", class: "small", text, "data-key": key,
      on: () => decide(key, thread.name, post.id) });
    const acts = at ? make("div", { class: "acts" }, act("Put this first", "best"),
      act("This solved it", "solved")) : null;
    return make("article", { class: post.first ? "first" : null, "data-post": post.id },
      make("h3", { text: at ? `Answer ${at}` : "The question" }), byline(post, chips),
      said(opening?.words ?? post.class?.words), make("div", { class: "words", text: textOf(post) }),
      post.files.length ? make("p", { class: "why", text: `Files: ${post.files.join(", ")}` }) : null,
      acts, ...post.comments.map(comment => remark(comment, thread)));
  }

  function remark(comment, thread) {
    const chip = comment.class
      ? make("span", { class: "chip class", text: comment.class.name }) : null;
    const act = make("button", { type: "button", class: "small", text: "Put this first",
      "data-key": "best", on: () => decide("best", thread.name, comment.id) });
    return make("div", { class: "remark", "data-post": comment.id }, byline(comment, [chip]),
      said(comment.class?.words), make("div", { class: "words", text: textOf(comment) }), act);
  }

  const textOf = ({ text, cut }) => (cut ? `${text} …` : text);
  const said = words => (words ? make("p", { class: "why", text: `“${words}”` }) : null);

  function byline(post, chips) {
    const { author, created, votes, id } = post;
    const name = author ? author.name : "account gone";
    const role = author && author.role !== "member" ? author.role : null;
    const likes = votes ? `${votes} ${votes === 1 ? "vote" : "votes"}` : null;
    const parts = [name, role, created?.slice(0, 10), likes].filter(Boolean);
    return make("span", { class: "facts" }, ...chips, make("span", { text: parts.join(" · ") }),
      make("code", { text: id }));
  }

  let typing;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => load(), 150);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    load();
  });
  $("#more").addEventListener("click", () => load(shown.length));
  $("#copy-all").addEventListener("click", () => copy($("#decisions pre").textContent, "Copied."));
  $("#clear").addEventListener("click", () => {
    decisions = {};
    sessionStorage.removeItem(KEPT);
    showDecisions();
    mark();
  });
  list.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...list.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  detail.addEventListener("keydown", event => {
    if (event.key === "Escape") leave();
  });

  /** Follows the preview: what is saved in decisions.yaml is seen here. */
  async function follow() {
    let number;
    for (;;) {
      try {
        const known = number === undefined ? "" : `&number=${number}`;
        const answer = await fetch(`wait?path=/${known}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const news = await answer.json();
        if (number !== news.number) {
          await load(0, Math.max(PAGE, shown.length));
          const thread = number !== undefined && shown.find(one => one.name === chosen);
          const isTyping = detail.contains(document.activeElement)
            && document.activeElement.matches("input");
          if (thread && !isTyping) await choose(thread, false);
        }
        ({ number } = news);
      } catch {
        number = undefined;
        await new Promise(resolve => setTimeout(resolve, 1000));
      }
    }
  }

  showDecisions();
  follow();
})();
