// Makes a search box of every search form. Nothing is fetched before one has the focus;
// then everything that the first answer needs is, at once.
(() => {
  "use strict";
  const files = "FILES";
  const doc = document;
  // This script lies in a folder below the site's top.
  const root = new URL("..", doc.currentScript.src).href;
  const found = doc.querySelector(".found");
  const note = (kind) => found?.querySelector(`[data-note=${kind}]`)?.removeAttribute("hidden");
  if (location.protocol === "file:") return note("file");

  const get = async (path, read, options) => {
    const answer = await fetch(root + path, options);
    if (!answer.ok) throw new Error("failed");
    return answer[read]();
  };
  const begin = () => {
    // The page of results needs all at once.
    const first = !found && files.first;
    let worker;
    try {
      worker = new Worker(root + files.reader, { type: "module" });
      worker.onerror = () => { worker.failed = true; };
    } catch { /* The page reads the index itself. */ }
    const bytes = Promise.all([
      get(first || files.wasm, "arrayBuffer"),
      get("search/index.bin", "arrayBuffer", { cache: "no-cache" }),
    ]);
    bytes.catch(() => { /* Whoever asks is told. */ });
    return { worker, bytes, whole: first && files.wasm };
  };

  const forms = [...doc.querySelectorAll("form[role=search]")].filter((form) => form.elements.q);
  const start = async () => {
    const first = begin();
    // Where the theme lacks a section's language its pages are in English, but not its answers.
    const sections = Object.entries(files.words);
    const [lang, [words]] = sections.find(([, [, page]]) => new URL(page, root).href === forms[0]?.action)
      ?? sections.find(([tag]) => tag === doc.documentElement.lang) ?? sections[0];
    const [box, results, said] = await Promise.all([
      import(root + files.box), found && import(root + files.results), get(words, "json"),
    ]);
    const options = { root, words: said, lang, engine: box.connect(root, files, begin, first) };
    doc.adoptedStyleSheets.push(box.sheet());
    for (const form of forms) box.attach(form, options);
    if (found) results.show(box, found, options);
  };
  let started;
  // Where it fails, a form stays a form, and the search page says what is wrong.
  const wake = () => started ??= start().catch(() => { started = null; note("failed"); });

  for (const form of forms) {
    const input = form.elements.q;
    const aria = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const name in aria) input.setAttribute(name, aria[name]);
    input.addEventListener("focus", wake);
    if (doc.activeElement === input) wake();
  }
  if (found && location.search) wake();
  doc.addEventListener("keydown", (event) => {
    const { key, code, target } = event;
    const held = event.ctrlKey || event.metaKey;
    const typing = target.closest?.("input, textarea, select, [contenteditable]");
    const slash = key === "/" && !held && !event.altKey && !typing;
    const combination = held && !event.altKey && !event.shiftKey && (key === "k" || code === "KeyK");
    const input = forms.map((form) => form.elements.q).find((field) => field.offsetParent);
    if (!input || !(slash || combination)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
