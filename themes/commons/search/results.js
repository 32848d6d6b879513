// The results page: its address holds the query and the filters.

const STYLE_SHEET = "STYLE";
const AT_ONCE = 20;
const MOST_TAGS = 8;
const MOST_TOPICS = 8;
// The index gives no more than this at once, the best first: these can be sorted by date.
const MOST_SORTED = 100;
// Filters that are one of several, by their names in addresses.
const CHOICES = ["product", "grade", "year", "language"];
// Filters stand beside the results where these are as wide, in rem; else in a sheet.
const WITH_RAIL = 50;

/** Fills the page, now and whenever its address changes. */
export function show(box, found, { root, words, lang: section, engine }) {
  const { make } = box;
  const { lang } = words;
  const form = document.querySelector("main form[role=search]");
  const title = document.title;
  const note = found.querySelector("[role=status]");
  const list = found.querySelector("ol");
  const button = (kind, text, act) => {
    const made = make("button", kind, text);
    made.type = "button";
    made.onclick = act;
    return made;
  };
  const controls = make("form", "filters");
  const sort = make("select", "", new Option(words.byFit, ""), new Option(words.byDate, "date"));
  const sorting = make("label", "sort", words.sort, sort);
  const opener = button("button", words.filters, () => sheet.showModal());
  const tally = make("p", "");
  const closer = button("button", words.close, () => sheet.close());
  const sheet = make("dialog", "sheet", make("h2", "", words.filters), make("div", "foot", tally, closer));
  const below = make("div", "after");
  controls.ariaLabel = sheet.ariaLabel = words.filters;
  opener.setAttribute("aria-haspopup", "dialog");
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  list.before(make("div", "bar", note, make("div", "tools", opener, sorting)), sheet);
  list.after(below);
  document.adoptedStyleSheets.push(box.sheet(STYLE_SHEET));

  // The same form stands at the side or in the sheet, as there is room.
  const place = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const isWide = found.clientWidth >= WITH_RAIL * rem;
    found.classList.toggle("wide", isWide);
    if (isWide) sheet.close();
    if (controls.parentElement === (isWide ? found : sheet)) return;
    if (isWide) sheet.before(controls); else sheet.lastChild.before(controls);
  };
  place();
  new ResizeObserver(place).observe(found);

  // For which query weak matches are shown, too.
  let turn = 0, state, weakFor;

  const read = () => {
    const asked = new URLSearchParams(location.search);
    const one = (key) => asked.get(key) ?? "";
    return {
      q: one("q"), tags: asked.getAll("tag"), sort: one("sort") === "date" ? "date" : "",
      ...Object.fromEntries(CHOICES.map((key) => [key, one(key)])),
    };
  };
  const addressOf = (next) => {
    const asked = new URLSearchParams();
    for (const key of ["q", ...CHOICES]) if (next[key]) asked.set(key, next[key]);
    for (const tag of next.tags) asked.append("tag", tag);
    if (next.sort) asked.set("sort", next.sort);
    const text = String(asked);
    return text ? "?" + text : location.pathname;
  };
  const move = (next) => {
    history.pushState(null, "", addressOf(next));
    run();
  };

  const hitItem = (hit) => {
    const link = make("a", "", ...box.marked(hit.title, hit.title_marks));
    link.href = box.address(root, hit);
    const item = box.speaking(make("li", "", make("h2", "", link)), hit, lang);
    if (hit.answer) item.append(make("p", box.voice(hit), ...box.spoken(hit, words)));
    const facts = make("p", "meta", ...box.facts(hit, words, lang));
    if (hit.answers > 1) facts.append(make("span", "", box.counted(words, lang, hit.answers)));
    if (hit.product) facts.append(make("bdi", "", hit.product));
    // These are in the page's language.
    facts.lang = lang;
    facts.dir = document.documentElement.dir;
    item.append(facts);
    return item;
  };

  const number = (n) => new Intl.NumberFormat(lang).format(n);
  const option = (type, key, value, text, n, checked) => {
    const input = make("input");
    Object.assign(input, { type, name: key, value, checked });
    return make("label", "", input, make("bdi", "", text), make("span", "n", n ? number(n) : ""));
  };
  const group = (legend, options) => make("fieldset", "", make("legend", "", legend), ...options);
  const choice = (key, label, any, entries, total, name = (value) => value) => {
    const chosen = state[key];
    const values = entries.some(([value]) => value === chosen) || !chosen ? entries : [[chosen, ""], ...entries];
    // One that all hits have is no choice.
    if (!chosen && values.length < 2 && !values.some(([, n]) => n && n < total)) return [];
    const options = [["", ""], ...values].map(([value, n]) =>
      option("radio", key, value, value ? name(value) : any, n, value === chosen));
    return [group(label, options)];
  };
  // The index has the names of categories among the tags.
  const categories = new Set(words.categories.map((name) => name.toLowerCase()));
  const isCategory = (tag) => categories.has(tag.toLowerCase());
  const tagBoxes = (legend, entries, chosen) => {
    const known = entries.slice(0, MOST_TAGS);
    const others = chosen.filter((tag) => !known.some(([name]) => name === tag));
    const all = [...others.map((tag) => [tag, ""]), ...known];
    const boxes = all.map(([tag, n]) => option("checkbox", "tag", tag, tag, n, state.tags.includes(tag)));
    return all.length ? [group(legend, boxes)] : [];
  };
  const nFilters = () => state.tags.length + CHOICES.filter((key) => state[key]).length;
  const drawControls = (facets, total) => {
    const { tags = [], languages = [], products = [], grades = [], years = [] } = facets;
    const { activeElement: had } = document;
    const [name, value] = controls.contains(had) ? [had.name, had.value] : [];
    const language = (tag) => words.languages[tag] ?? tag;
    const parts = [
      ...choice("product", words.product, words.anyProduct, products, total),
      ...tagBoxes(words.category, tags.filter(([tag]) => isCategory(tag)), state.tags.filter(isCategory)),
      ...tagBoxes(words.tags, tags.filter(([tag]) => !isCategory(tag)),
        state.tags.filter((tag) => !isCategory(tag))),
      ...choice("grade", words.grade, words.anyGrade, grades, total, (grade) => words.grades[grade] ?? grade),
      ...choice("year", words.year, words.anyYear, years, total),
      ...choice("language", words.language, words.anyLanguage, languages, total, language),
    ];
    const { q, sort } = state;
    const n = nFilters();
    if (n) {
      parts.push(button("button", words.clear, () => {
        (sheet.open ? closer : form.elements.q).focus();
        move({ q, sort, tags: [] });
      }));
    }
    controls.replaceChildren(...parts);
    opener.textContent = n ? `${words.filters} (${number(n)})` : words.filters;
    // What has nothing to offer keeps its room, so that nothing moves.
    opener.hidden = !parts.length;
    found.classList.toggle("bare", !parts.length);
    // The control that was used keeps the focus.
    [...controls.elements].find((one) => one.name === name && one.value === value)?.focus();
  };

  const link = (kind, href, text) => {
    const made = make("a", kind, text);
    made.href = href;
    return made;
  };
  const items = (kind, entries) => make("ul", kind, ...entries.map(([text, href, n]) => {
    const way = link("", href, text);
    // A count stands within its pill, as on pages that are made without a script.
    if (n) way.append(" ", make("span", "n", number(n)));
    return make("li", "", way);
  }));
  const drawEnd = ({ hits, total, near = [], close }, isWeak) => {
    const shown = list.children.length;
    const parts = [];
    if (isWeak) {
      const topics = box.topicsFor(words, state.q, MOST_TOPICS).map(([name, href, n]) => [name, root + href, n]);
      if (topics.length) parts.push(make("p", "", words.topicsNear), items("tags", topics));
      if (words.contact?.text) parts.push(make("p", "", words.contact.text));
      for (const [label, href] of box.waysOn(words, state.q, root)) parts.push(link("button", href, label));
      const showing = () => {
        weakFor = state.q;
        run();
      };
      if (total) parts.push(button("weak", `${words.weak} (${number(total)})`, showing));
    }
    if (!isWeak && shown < (state.sort ? Math.min(total, MOST_SORTED) : total) && hits.length) {
      parts.push(button("button", words.more, () => run(shown)));
    }
    if (!total && near.length) {
      const others = near.map((word) => [word, addressOf({ ...state, q: word })]);
      parts.unshift(make("p", "", words.near), items("tags", others));
    }
    const ask = !isWeak && state.q && (total < 3 || close === false) && box.askAddress(words, state.q);
    if (ask) parts.push(link("button", ask, words.ask));
    below.replaceChildren(...parts);
  };
  const draw = (result, offset) => {
    const { hits, total, instead, incomplete } = result;
    // What only shares words with the question waits until it is asked for.
    const isWeak = isSorted(state) && result.close === false && weakFor !== state.q;
    const told = box.verdict(result, words, lang);
    const said = isWeak ? told : [told, total ? box.counted(words, lang, total) : ""].filter(Boolean).join(" ");
    const apart = state.sort && total > MOST_SORTED;
    note.replaceChildren(...instead && total && !isWeak ? box.around(words.instead, make("strong", "", instead)) : [],
      instead && total && !isWeak ? " · " : "", said, incomplete ? ` · ${words.lost}` : "",
      apart ? ` · ${words.newestOf.replace("%n", number(MOST_SORTED))}` : "");
    tally.textContent = said;
    sorting.hidden = !isSorted(state) || total < 2 || isWeak;
    found.classList.remove("waiting");
    const shown = isWeak ? [] : hits.map(hitItem);
    if (offset) list.append(...shown); else list.replaceChildren(...shown);
    // The filters are those of the first answers.
    if (!offset) drawControls(isWeak ? {} : result.facets ?? {}, result.total);
    drawEnd(result, isWeak);
    if (offset) shown[0]?.querySelector("a").focus();
    // Whoever comes back sees as many.
    history.replaceState({ n: list.children.length }, "");
  };

  // Filters without a query show all that they leave, the newest first.
  const isSorted = ({ q }) => Boolean(q.trim());
  const newestFirst = (a, b) => {
    const [one, other] = [a, b].map((hit) => hit.updated || hit.created);
    return one < other ? 1 : one > other ? -1 : 0;
  };
  const ask = async (offset) => {
    const { q: query, sort: by, ...filters } = state;
    const limit = offset ? AT_ONCE : Math.max(history.state?.n ?? 0, AT_ONCE);
    const request = { query, lang: section, filters };
    if (!by) return engine.ask("results", { ...request, limit, offset });
    const result = await engine.ask("results", { ...request, limit: MOST_SORTED, offset: 0 });
    const hits = result?.hits.sort(newestFirst).slice(offset, offset + limit);
    return result && { ...result, hits };
  };
  const run = async (offset = 0) => {
    const mine = turn += 1;
    state = read();
    if (!isSorted(state)) state.sort = "";
    if (form.elements.q !== document.activeElement) form.elements.q.value = state.q;
    document.title = state.q ? `${state.q} · ${title}` : title;
    sort.value = state.sort;
    sorting.hidden = !isSorted(state);
    const isAsked = isSorted(state) || nFilters();
    found.classList.toggle("filled", Boolean(isAsked));
    if (!isAsked) {
      note.textContent = "";
      found.classList.remove("waiting");
      for (const part of [list, below, controls]) part.replaceChildren();
      return;
    }
    // What stands below comes back with the answer, so that none of it moves.
    found.classList.add("waiting");
    const waiting = setTimeout(() => { note.textContent = words.loading; }, 500);
    try {
      const result = await ask(offset);
      if (result && mine === turn) draw(result, offset);
      const isNothing = result?.close === false && !result.incomplete && !nFilters();
      if (isNothing && mine === turn && isSorted(state)) box.countNothing(words, root, state.q);
    } catch (problem) {
      if (mine === turn) {
        note.textContent = box.trouble(problem, words);
        found.classList.remove("waiting");
      }
    } finally {
      clearTimeout(waiting);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    move({ ...read(), q: form.elements.q.value });
  });
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("change", () => {
    const chosen = new FormData(controls);
    const picked = Object.fromEntries(CHOICES.map((key) => [key, chosen.get(key) ?? ""]));
    const { q, sort } = state;
    move({ q, sort, ...picked, tags: chosen.getAll("tag") });
  });
  sort.addEventListener("change", () => move({ ...state, sort: sort.value }));
  addEventListener("popstate", () => {
    form.elements.q.value = read().q;
    run();
  });
  // What was typed while this loaded stays.
  if (!form.elements.q.value) form.elements.q.value = read().q;
  run();
}
