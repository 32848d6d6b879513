// The search box: an ARIA combobox whose best answer stands open.
// Whatever comes from the index becomes text nodes, never markup.

const STYLE_SHEET = "STYLE";
const LONGEST_QUERY = 10_000;
// What is offered where nothing is close.
const NEAR_TOPICS = 4;
const rested = () => new Promise((yes) => setTimeout(yes, 400));
// Who has not typed on for so long, in milliseconds, has asked.
const SETTLED = 2_500;
// Hosts refuse longer addresses.
const LONGEST_IN_ADDRESS = 1_000;
const BADGES = { official: "official", answered: "open", contested: "stale", unresolved: "open" };

let n_boxes = 0;

/** A style for a document or a shadow root: the box's own, or another. */
export function sheet(text = STYLE_SHEET) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

// Connects to the index, in a worker where there is one; tries anew after a failure.
//
// This is what every engine is to pages: a module, `files.engine`, with a function `connect`.
// It is given the address of the site's top, the names of the search's files, what fetches at
// once (`begin`), what that returned when the page woke (`first`), and what brings a module
// (`bring`). It returns an object with `ask(asker, request)`, which answers in the form that
// `answerbook schema answer` prints.
export function connect({ root, files, begin, first, bring = (path) => import(root + path) }) {
  let index;
  const open = async ({ worker, bytes, whole }) => {
    let given;
    try {
      given = [...await bytes, root + "search/", whole];
      if (worker) return await remote(worker, given);
    } catch (problem) {
      worker?.terminate();
      if (!given || problem.message === "version") throw problem;
    }
    return (await bring(files.reader)).open(...given);
  };
  const opened = () => index ??= open(first ?? begin()).catch((problem) => {
    index = first = null;
    throw problem;
  });
  let idle;
  return {
    // Answers a request; `null` when a later one of the same asker overtook it. In a hurry
    // it may leave words aside that nobody has, and says so.
    async ask(asker, { query, lang, limit = 6, offset = 0, typing, hurried, filters = {} }) {
      const { language = "", product, tags = [], grade, year } = filters;
      const sieves = [["p", product], ["g", grade], ["y", year], ...tags.map((tag) => ["t", tag])]
        .filter(([, value]) => value).map((sieve) => sieve.join(":"));
      const fields = [query.slice(0, LONGEST_QUERY), lang, limit, offset, hurried ? 2 : typing ? 1 : 0,
        language, ...sieves];
      const request = fields.map((field) => String(field).replace(/\n/g, " ")).join("\n");
      const result = await (await opened()).ask(asker, request, hurried);
      // What later words may need is fetched when the first answer has been painted.
      if (result && !result.unsure) {
        idle ??= (window.requestIdleCallback ?? setTimeout)(() =>
          opened().then((found) => found.idle()).catch(() => {}));
      }
      return result;
    },
    // The words of lines as the index has them, for an engine elsewhere.
    terms: async (request) => (await opened()).terms(request),
  };
}

function remote(worker, given) {
  const waiting = new Map();
  let last = 0;
  const fail = () => {
    worker.failed = true;
    for (const { no } of waiting.values()) no(new Error("failed"));
  };
  const call = (...message) => new Promise((yes, no) => {
    waiting.set(last += 1, { yes, no });
    if (worker.failed) fail(); else worker.postMessage([last, ...message]);
  });
  worker.onerror = fail;
  worker.onmessage = ({ data: [id, value, problem] }) => {
    const { yes, no } = waiting.get(id);
    waiting.delete(id);
    if (problem) no(new Error(problem)); else yes(value);
  };
  return call("open", ...given).then(() => ({
    ask: (...given) => call("ask", ...given),
    idle: () => call("idle"),
    terms: (request) => call("terms", request),
  }));
}

// What is sent of a query at most.
const LONGEST_COUNTED = 200;
const countedQueries = new Set();

/** A query without what could be somebody's: addresses, numbers of five digits and more, keys. */
export function masked(query) {
  const isPrivate = (word) => /@|:\/\/|^www\.|\.\p{L}{2,}\/|^…/u.test(word) || word.length > 24;
  const numbers = /\+?(?:\p{Nd}[^\p{L}\p{Nd}]*){5,}/gu;
  const words = query.normalize("NFKC").replace(numbers, " … ").split(/\s+/).filter(Boolean);
  let sent = "";
  for (const word of words.map((word) => isPrivate(word) ? "…" : word)) {
    if (sent.length + word.length + 1 > LONGEST_COUNTED) break;
    sent += (sent && " ") + word;
  }
  return sent;
}

/** Has the log of the site's host count a search that found nothing close, where the settings say so. */
export function countNothing(words, root, query) {
  const asked = masked(query);
  const isOwn = words.countedAt != null && /^https?:/.test(root) && root.startsWith(words.countedAt);
  if (!isOwn || !/[^…\s]/.test(asked) || countedQueries.has(asked)) return;
  countedQueries.add(asked);
  fetch(`${root}feedback/search/none.svg?q=${encodeURIComponent(asked.toWellFormed())}`, {
    keepalive: true, credentials: "omit", cache: "no-store", mode: "no-cors", referrerPolicy: "no-referrer",
  }).catch(() => {});
}

/** Makes an element of text and elements; its class is its part, too. */
export function make(tag, kind, ...inside) {
  const element = document.createElement(tag);
  if (kind) {
    element.className = kind;
    element.setAttribute("part", kind);
  }
  element.append(...inside);
  return element;
}

/** Cuts a text at the words that matched. */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks ?? []) {
    if (from < at || to <= from) continue;
    parts.push(text.slice(at, from), make("mark", "", text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

/** "7 answers", in the plural form that the language has for the number. */
export function counted(words, lang, n) {
  const rules = new Intl.PluralRules(lang);
  const like = words.count.find(([sample]) => rules.select(sample) === rules.select(n));
  return (like ?? words.count[0])[1].replace("%n", new Intl.NumberFormat(lang).format(n));
}

/** How sure an answer is, its language where that is another, and when it was last changed. */
export function facts(hit, words, lang) {
  const kind = BADGES[hit.grade] ?? "solved";
  const parts = [make("span", "badge " + kind, words[hit.grade] ?? "")];
  if (isElsewhere(hit, lang)) {
    const name = words.languages[hit.language] ?? words.languages[primary(hit.language)];
    parts.push(make("span", "hit-language", name ?? hit.language));
  }
  const day = hit.updated || hit.created;
  const date = new Date(day);
  if (day && !isNaN(date)) {
    // English dates as the pages write them, the day first.
    const form = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang,
      { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const time = make("time", "", form.format(date));
    time.dateTime = day;
    parts.push(time);
  }
  return parts;
}

/** What the words of a hit are: an answer that holds, one that may not, or the question. */
export const voice = ({ grade }) =>
  grade === "unresolved" ? "quoted" : ["open", "stale"].includes(BADGES[grade]) ? "said unsure" : "said";

/** The words of a hit, with what they are where nobody has answered for sure. */
export const spoken = (hit, words) => [
  ...hit.grade === "unresolved" && hit.answer ? [make("span", "hit-kind", words.question), " "] : [],
  ...marked(hit.answer, hit.answer_marks),
];

const primary = (tag) => tag.split("-")[0];

/** Whether a hit is in another language than the page. */
export const isElsewhere = ({ language }, lang) => Boolean(language) && primary(language) !== primary(lang);

/** What is said of hits: that none is close, or all are in another language. */
export const verdict = ({ hits, total, close }, words, lang) =>
  !total ? words.none : close === false ? words.nothing
    : hits.length && hits.every((hit) => isElsewhere(hit, lang)) ? words.elsewhere : "";

// Words of three letters and more, without accents.
const wordsOf = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
const areAlike = (one, other) => {
  let n = 0;
  while (n < one.length && one[n] === other[n]) n += 1;
  return n >= 3 && n >= Math.max(one.length, other.length) * .7;
};

/** Topics, products and categories whose names have words of a query; else those with most. */
export function topicsFor({ topics = [] }, query, most) {
  const asked = wordsOf(query);
  const fit = ([name]) => wordsOf(name).filter((word) => asked.some((one) => areAlike(word, one))).length;
  const named = topics.filter(fit).sort((a, b) => fit(b) - fit(a) || b[2] - a[2]);
  const [kept, all] = [named.slice(0, most), [...topics].sort((a, b) => b[2] - a[2])];
  return kept.length ? kept : all.slice(0, most);
}

/** The topic of which a query is the name, if there is one. */
export function topicOf({ topics = [] }, query) {
  const asked = wordsOf(query);
  const isNamed = ([name]) => {
    const words = wordsOf(name);
    return asked.length && words.length === asked.length
      && asked.every((one) => words.some((word) => areAlike(word, one)));
  };
  return topics.find(isNamed);
}

/** Where people are asked: the community with the query, and what the settings name. */
export function waysOn(words, query, root) {
  const ask = askAddress(words, query);
  const links = (words.contact?.links ?? []).map(([label, url]) => [label, new URL(url, root).href]);
  return [...ask ? [[words.ask, ask]] : [], ...links.filter(([, url]) => /^(https?|mailto|tel):/.test(url))];
}

/** A text with `%q` in it, around an element. */
export const around = (text, inside) => {
  const [before, after = ""] = text.split("%q");
  return [before, inside, after];
};

/** Gives an element the language of the words in it where the page's is another. */
export function speaking(element, hit, lang) {
  if (hit.language && hit.language !== lang) {
    element.lang = hit.language;
    element.dir = "auto";
  }
  return element;
}

/** The address of a hit, which never leaves the site. */
export function address(root, hit) {
  const url = new URL(hit.url, root).href;
  return url.startsWith(root) ? url : root;
}

/** Where the community is asked the same. */
export function askAddress(words, query) {
  // Cut between characters, and without halves of them.
  const value = encodeURIComponent([...query].slice(0, 300).join("").toWellFormed());
  return words.askHref?.replace(/\{query\}|%7Bquery%7D/gi, () => value);
}

/** What to say when the search does not work. */
export const trouble = (problem, words) => words[problem.message] ?? words.failed;

/** Makes a combobox of a form's field `q`. */
export function attach(form, options) {
  const { root, words, engine, limit, filters = {} } = options;
  const { lang } = words;
  const input = form.elements.q;
  const asker = `box-${n_boxes += 1}`;
  const above = make("p", "hits-note");
  const list = make("div", "hits-list");
  const below = make("p", "hits-note");
  const popup = make("div", "hits", above, list, below);
  const status = make("p", "hits-status");
  list.id = asker;
  list.role = "listbox";
  list.ariaLabel = words.results;
  status.role = "status";
  popup.hidden = true;
  form.append(popup, status);
  input.setAttribute("aria-controls", asker);

  let turn = 0, active = -1, acts = [], saying, loading, counting;

  const say = (text) => {
    clearTimeout(saying);
    // Said when the typing rests, not at each letter.
    saying = setTimeout(() => { status.textContent = text; }, text && 400);
  };
  const open = (is) => {
    const place = () => {
      const { left, right, bottom } = form.getBoundingClientRect();
      const whole = document.documentElement.clientWidth;
      const rtl = getComputedStyle(form).direction === "rtl";
      const [start, wide] = rtl ? [whole - right, right] : [left, whole - left];
      const tall = (window.visualViewport?.height ?? innerHeight) - bottom - 20;
      popup.style.setProperty("--wide", `${wide - Math.min(start, 16)}px`);
      popup.style.setProperty("--tall", `${Math.max(tall, 240)}px`);
      return tall;
    };
    // A phone's keyboard may leave no room below the field.
    if (is && place() < 240 && popup.hidden) {
      form.scrollIntoView({ behavior: "instant" });
      place();
    }
    popup.hidden = !is;
    input.setAttribute("aria-expanded", String(is && acts.length > 0));
  };
  const settle = () => {
    clearTimeout(loading);
    list.ariaBusy = "false";
  };
  const close = () => {
    turn += 1;
    settle();
    select(-1);
    open(false);
    say("");
  };
  const select = (to) => {
    active = to;
    [...list.children].forEach((option, at) => {
      option.ariaSelected = String(at === to);
      // The chosen answer stands open, or else the best.
      option.classList.toggle("open", at === Math.max(to, 0));
    });
    const option = list.children[to];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  // What leads somewhere is a link, which can be opened elsewhere and copied.
  const offer = (kind, act, ...inside) => {
    const leads = typeof act === "string";
    const option = make(leads ? "a" : "div", kind, ...inside);
    option.id = `${asker}-${acts.length}`;
    option.role = "option";
    if (leads) {
      option.href = act;
      option.tabIndex = -1;
    } else {
      option.addEventListener("click", act);
    }
    acts.push(leads ? (event) => follow(act, event) : act);
    return option;
  };
  const follow = (href, { ctrlKey, metaKey }) => {
    if (ctrlKey || metaKey) window.open(href, "_blank", "noopener");
    else location.assign(href);
  };
  // The page of results for what is typed.
  const results = (query) => {
    const url = new URL(form.action);
    url.searchParams.set("q", query.slice(0, LONGEST_IN_ADDRESS).toWellFormed());
    if (filters.product) url.searchParams.set("product", filters.product);
    for (const tag of filters.tags ?? []) url.searchParams.append("tag", tag);
    return url.href;
  };
  const hitOption = (hit) => speaking(offer("hit", address(root, hit),
    make("span", "hit-title", ...marked(hit.title, hit.title_marks)),
    make("span", "hit-facts", ...facts(hit, words, lang)),
    make("span", `hit-answer ${voice(hit)}`, ...spoken(hit, words))), hit, lang);
  const topicOption = ([name, href, n]) => offer("hit-more", root + href,
    make("bdi", "", name), " ", make("span", "hit-n", new Intl.NumberFormat(lang).format(n)));
  const wordOption = (word) => offer("hit-word", () => {
    input.value = word;
    ask();
  }, word);

  const draw = (result, query) => {
    const { hits, total, instead, incomplete } = result;
    acts = [];
    const isClose = total > 0 && result.close !== false;
    const told = verdict(result, words, lang);
    const options = isClose ? hits.map(hitOption) : [];
    const n = new Intl.NumberFormat(lang).format(total);
    let said = counted(words, lang, total);
    if (isClose) {
      const topic = topicOf(words, query);
      if (topic) options.push(topicOption(topic));
      if (total > hits.length) options.push(offer("hit-more", results(query), `${words.all} (${n})`));
      const repaired = instead ? around(words.instead, make("strong", "", instead)) : [];
      above.replaceChildren(...repaired, repaired.length && told ? " · " : "", told);
      if (repaired.length || told) said = `${above.textContent.replace(/:$/, "")}. ${said}`;
    } else {
      const near = (result.near ?? []).slice(0, limit);
      const topics = topicsFor(words, query, NEAR_TOPICS);
      said = told;
      above.replaceChildren([told, near.length ? words.near : topics.length ? words.topicsNear : ""].join(" ").trim());
      options.push(...near.map(wordOption), ...topics.map(topicOption));
      options.push(...waysOn(words, query, root).map(([label, href]) => offer("hit-more", href, label)));
      if (total) options.push(offer("hit-more hit-weak", results(query), `${words.weak} (${n})`));
    }
    below.textContent = incomplete ? words.lost : isClose ? "" : words.contact?.text ?? "";
    list.replaceChildren(...options);
    list.scrollTop = 0;
    select(-1);
    open(true);
    say(incomplete ? `${said}. ${words.lost}` : said);
  };
  const tell = (text) => {
    acts = [];
    list.replaceChildren();
    above.textContent = text;
    below.textContent = "";
    open(true);
    say(text);
  };
  const ask = async () => {
    const query = input.value;
    if (!query.trim()) return close();
    const mine = turn += 1;
    // What is shown answers what was typed before, and so does a choice in it.
    select(-1);
    list.ariaBusy = "true";
    clearTimeout(loading);
    if (popup.hidden) loading = setTimeout(() => tell(words.loading), 500);
    try {
      const request = { query, lang: options.lang, limit, typing: true, filters };
      let result = await engine.ask(asker, { ...request, hurried: true });
      if (result?.unsure && mine === turn) {
        // Words that nobody has take longer; what the others find is shown meanwhile.
        if (result.hits.length && result.close !== false) draw(result, query);
        result = await engine.ask(asker, request);
        // Nothing moves under a choice.
        if (active >= 0) return;
      }
      // A word that is not finished is close to nothing yet: that is said when the typing rests.
      if (result?.close === false && list.children.length) await rested();
      if (result && mine === turn) draw(result, query);
      clearTimeout(counting);
      const isAll = !filters.product && !filters.tags?.length;
      if (result?.close === false && !result.incomplete && isAll) {
        counting = setTimeout(() => { if (mine === turn) countNothing(words, root, query); }, SETTLED);
      }
    } catch (problem) {
      if (mine === turn) tell(trouble(problem, words));
    } finally {
      if (mine === turn) settle();
    }
  };

  input.addEventListener("input", ask);
  input.addEventListener("click", () => { if (popup.hidden) ask(); });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  form.addEventListener("submit", () => {
    close();
    input.value = input.value.slice(0, LONGEST_IN_ADDRESS);
  });
  // The field keeps the focus while an answer is pressed.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const last = acts.length - 1;
    if (event.isComposing || event.altKey) return;
    if (key === "Escape" && !popup.hidden) close();
    else if (key === "Escape" && input.value) input.value = "";
    else if (key === "Enter" && active >= 0) acts[active](event);
    else if (popup.hidden && (key === "ArrowDown" || key === "ArrowUp")) ask();
    else if (last < 0 || popup.hidden) return;
    else if (key === "ArrowDown") select(active < last ? active + 1 : -1);
    else if (key === "ArrowUp") select(active < 0 ? last : active - 1);
    else if (key === "Home" && active >= 0) select(0);
    else if (key === "End" && active >= 0) select(last);
    else return;
    event.preventDefault();
  });
  if (input.value && input === input.getRootNode().activeElement) ask();
}
