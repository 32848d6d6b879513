// Three small helps; every page works without them.
(() => {
  "use strict";
  const doc = document;
  const make = (tag, text, kind) => {
    const el = doc.createElement(tag);
    if (text) el.textContent = text;
    if (kind) el.className = kind;
    return el;
  };

  // Code: a copy button; whatever scrolls sideways can be reached with the keyboard.
  const { copy, copied } = doc.body.dataset;
  const status = make("p", "", "vh");
  status.setAttribute("role", "status");
  doc.body.append(status);
  for (const pre of doc.querySelectorAll(".prose pre")) {
    if (!navigator.clipboard) break;
    const box = make("div", "", "code");
    const button = make("button", copy, "copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent.replace(/\n$/, ""));
      } catch {
        return getSelection().selectAllChildren(pre);
      }
      button.textContent = status.textContent = copied;
      setTimeout(() => { button.textContent = copy; status.textContent = ""; }, 2000);
    });
    pre.replaceWith(box);
    box.append(pre, button);
  }
  const reach = () => {
    for (const el of doc.querySelectorAll(".prose pre, .prose table"))
      if (el.scrollWidth > el.clientWidth) el.tabIndex = 0;
  };
  reach();
  addEventListener("resize", reach);
  doc.addEventListener("toggle", reach, true);

  // A permalink into something folded opens it. A menu closes on Escape and on a click elsewhere.
  const open = () => {
    let el = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (const target = el; el; el = el.parentElement?.closest("details"))
      if (el.localName === "details" && !el.open) { el.open = true; target.scrollIntoView(); }
  };
  try { open(); } catch { /* a hash that is no address */ }
  addEventListener("hashchange", open);
  const menu = doc.querySelector(".langs details");
  if (menu) {
    doc.addEventListener("click", (e) => { if (!menu.contains(e.target)) menu.open = false; });
    menu.addEventListener("keydown", (e) => {
      if (e.key === "Escape") { menu.open = false; menu.firstElementChild.focus(); }
    });
  }

  // The search page: titles and first words, matched by the beginnings of words.
  const found = doc.querySelector(".found");
  if (!found) return;
  const say = found.dataset;
  const input = doc.getElementById("q");
  const note = found.querySelector("[role=status]");
  const list = found.querySelector("ol");
  const words = (text) => text.normalize("NFKD").replace(/[\p{M}'’ʼ]/gu, "").toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) || [];
  let titles;
  const load = () => titles ??= fetch(say.titles)
    .then((r) => { if (!r.ok) throw r; return r.json(); })
    .then((all) => all.map((d) => ({ ...d, tw: words(d.t), xw: words(d.x || "") })))
    .catch((e) => { titles = null; throw e; });

  // 1 for the word, less for its beginning, least for a stem in common; 0 for none.
  const near = (have, want) => {
    const stem = want.length > 4 && want.slice(0, Math.ceil(want.length * 0.7));
    let best = 0;
    for (const w of have) {
      if (w === want) return 1;
      if (w.startsWith(want)) best = 0.8;
      else if (!best && stem && w.startsWith(stem)) best = 0.5;
    }
    return best;
  };
  const rank = (all, query) => {
    const wants = [...new Set(words(query))].slice(0, 12);
    const hits = all.map((d) => ({ d, by: wants.map((w) => Math.max(near(d.tw, w), near(d.xw, w) * 0.4)) }));
    const rare = wants.map((_, i) => Math.log(1 + all.length / (1 + hits.filter((h) => h.by[i]).length)));
    for (const h of hits) {
      h.score = h.by.reduce((sum, x, i) => sum + x * rare[i], 0) * h.by.filter(Boolean).length;
      if (h.d.l === say.lang) h.score *= 1.5;
      if (h.d.g === "unresolved") h.score *= 0.7;
    }
    return hits.filter((h) => h.score > 0).sort((a, b) => b.score - a.score || a.d.t.length - b.d.t.length);
  };

  const show = async () => {
    const query = input.value.trim();
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    let hits = [], text = "";
    if (query) {
      try {
        hits = rank(await load(), query);
        text = hits.length ? say.some : say.none;
      } catch { text = say.failed; }
      if (query !== input.value.trim()) return;
    }
    note.textContent = text.replace("%n", hits.length);
    list.replaceChildren(...hits.slice(0, 20).map(({ d }) => {
      const item = make("li");
      const link = make("a", d.t);
      link.href = say.root + d.u;
      if (d.l && d.l !== say.lang) { item.lang = d.l; item.dir = "auto"; }
      item.append(link);
      if (d.x) item.append(make("p", d.x));
      if (say[d.g]) item.append(make("span", say[d.g], "badge " + ({ official: "official", contested: "stale" }[d.g] || "solved")));
      return item;
    }));
    found.querySelector(".button")?.remove();
    if (query && say.ask && hits.length < 3) {
      const ask = make("a", say.askText, "button");
      ask.href = say.ask.replace(/\{query\}|%7Bquery%7D/i, encodeURIComponent(query));
      found.append(ask);
    }
  };
  let wait;
  input.form.addEventListener("submit", (e) => { e.preventDefault(); show(); });
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(show, 120); });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) show();
})();
