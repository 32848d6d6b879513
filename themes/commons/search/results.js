// The results page: its address holds the query and the filters.

const STYLE_SHEET = "STYLE";
const AT_ONCE = 20;
const MOST_TAGS = 8;

/** Fills the page, now and whenever its address changes. */
export function show(box, found, { root, words, lang: section, engine }) {
  const { make } = box;
  const { lang } = words;
  const form = document.querySelector("main form[role=search]");
  const title = document.title;
  const note = found.querySelector("[role=status]");
  const list = found.querySelector("ol");
  const controls = make("form", "filters");
  const below = make("div", "after");
  controls.ariaLabel = words.filters;
  controls.hidden = true;
  list.before(controls);
  list.after(below);
  document.adoptedStyleSheets.push(box.sheet(STYLE_SHEET));

  let turn = 0, state;

  const read = () => {
    const asked = new URLSearchParams(location.search);
    const one = (key) => asked.get(key) ?? "";
    return { q: one("q"), language: one("language"), product: one("product"), tags: asked.getAll("tag") };
  };
  const addressOf = ({ q, language, product, tags }) => {
    const asked = new URLSearchParams();
    for (const [key, value] of Object.entries({ q, language, product })) {
      if (value) asked.set(key, value);
    }
    for (const tag of tags) asked.append("tag", tag);
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
    if (hit.answer) item.append(make("p", "", ...box.marked(hit.answer, hit.answer_marks)));
    const facts = make("p", "meta", ...box.facts(hit, words, lang));
    if (hit.answers > 1) facts.append(make("span", "", box.counted(words, lang, hit.answers)));
    if (hit.product) facts.append(make("bdi", "", hit.product));
    // These are in the page's language.
    facts.lang = lang;
    facts.dir = document.documentElement.dir;
    item.append(facts);
    return item;
  };

  const choice = (key, label, any, entries, name = (value) => value) => {
    const chosen = state[key];
    const values = entries.map(([value, n]) => [value, `${name(value)} (${n})`]);
    if (chosen && !values.some(([value]) => value === chosen)) values.unshift([chosen, name(chosen)]);
    if (!chosen && values.length < 2) return [];
    const select = make("select", "", new Option(any, ""),
      ...values.map(([value, text]) => new Option(text, value, false, value === chosen)));
    select.name = key;
    select.ariaLabel = label;
    return [select];
  };
  const tagBoxes = (entries) => {
    const known = entries.slice(0, MOST_TAGS);
    const others = state.tags.filter((tag) => !known.some(([name]) => name === tag));
    const all = [...others.map((tag) => [tag, ""]), ...known];
    if (!all.length) return [];
    const boxes = all.map(([tag, n]) => {
      const input = make("input");
      Object.assign(input, { type: "checkbox", name: "tag", value: tag, checked: state.tags.includes(tag) });
      return make("label", "", input, make("bdi", "", tag), make("span", "n", String(n)));
    });
    return [make("fieldset", "", make("legend", "", words.tags), ...boxes)];
  };
  const drawControls = ({ tags = [], languages = [], products = [] }) => {
    const { activeElement: had } = document;
    const [name, value] = controls.contains(had) ? [had.name, had.value] : [];
    const language = (tag) => words.languages[tag] ?? tag;
    const parts = [
      ...choice("language", words.language, words.anyLanguage, languages, language),
      ...choice("product", words.product, words.anyProduct, products),
      ...tagBoxes(tags),
    ];
    const { q, tags: chosen } = state;
    if (state.language || state.product || chosen.length) {
      const clear = make("button", "button", words.clear);
      clear.type = "button";
      clear.onclick = () => {
        move({ q, tags: [] });
        form.elements.q.focus();
      };
      parts.push(clear);
    }
    controls.replaceChildren(...parts);
    controls.hidden = !parts.length;
    // The control that was used keeps the focus.
    [...controls.elements].find((one) => one.name === name
      && (one.type !== "checkbox" || one.value === value))?.focus();
  };

  const link = (kind, href, text) => {
    const made = make("a", kind, text);
    made.href = href;
    return made;
  };
  const drawEnd = ({ hits, total, near = [] }) => {
    const shown = list.children.length;
    const parts = [];
    if (shown < total && hits.length) {
      const more = make("button", "button", words.more);
      more.type = "button";
      more.onclick = () => run(shown);
      parts.push(more);
    }
    if (!total && near.length) {
      const items = near.map((word) =>
        make("li", "", link("", addressOf({ ...state, q: word }), word)));
      parts.push(make("p", "", words.near), make("ul", "tags", ...items));
    }
    const ask = state.q && total < 3 && box.askAddress(words, state.q);
    if (ask) parts.push(link("button", ask, words.ask));
    below.replaceChildren(...parts);
  };
  const draw = (result, offset) => {
    const { hits, total, instead, incomplete } = result;
    const said = total ? box.counted(words, lang, total) : words.none;
    note.replaceChildren(...instead && total ? box.around(words.instead, make("strong", "", instead)) : [],
      instead && total ? " · " : "", said, incomplete ? ` · ${words.lost}` : "");
    const items = hits.map(hitItem);
    if (offset) list.append(...items); else list.replaceChildren(...items);
    // The filters are those of the first answers.
    if (!offset) drawControls(result.facets ?? {});
    drawEnd(result);
    if (offset) items[0]?.querySelector("a").focus();
    // Whoever comes back sees as many.
    history.replaceState({ n: list.children.length }, "");
  };

  const run = async (offset = 0) => {
    const mine = turn += 1;
    state = read();
    if (form.elements.q !== document.activeElement) form.elements.q.value = state.q;
    document.title = state.q ? `${state.q} · ${title}` : title;
    const { q: query, ...filters } = state;
    // Filters without a query show all that they leave, the newest first.
    if (!query.trim() && !filters.language && !filters.product && !filters.tags.length) {
      note.textContent = "";
      list.replaceChildren();
      below.replaceChildren();
      controls.hidden = true;
      return;
    }
    const limit = offset ? AT_ONCE : Math.max(history.state?.n ?? 0, AT_ONCE);
    const waiting = setTimeout(() => { note.textContent = words.loading; }, 500);
    try {
      const result = await engine.ask("results", { query, lang: section, limit, offset, filters });
      if (result && mine === turn) draw(result, offset);
    } catch (problem) {
      if (mine === turn) note.textContent = box.trouble(problem, words);
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
    const one = (key) => chosen.get(key) ?? "";
    move({ q: state.q, language: one("language"), product: one("product"), tags: chosen.getAll("tag") });
  });
  addEventListener("popstate", () => {
    form.elements.q.value = read().q;
    run();
  });
  // What was typed while this loaded stays.
  if (!form.elements.q.value) form.elements.q.value = read().q;
  run();
}
