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
  // Browsers let no page that was opened from a folder fetch anything. A bundle has one script
  // with all that the search needs, and says so; without it pages say why they do not search.
  const isDisk = location.protocol === "file:";
  const fromDisk = () => new Promise((yes, no) => {
    const script = doc.createElement("script");
    script.onload = () => yes(globalThis.answerbookDisk(files));
    script.onerror = no;
    script.src = root + "search/disk.js";
    doc.head.append(script);
  });
  const excuse = () => {
    note("file");
    const text = files.disk[doc.documentElement.lang] ?? Object.values(files.disk)[0];
    for (const form of found ? [] : doc.querySelectorAll("form[role=search]")) {
      const said = form.appendChild(doc.createElement("p"));
      said.setAttribute("role", "status");
      form.style.position = "relative";
      said.style.cssText = "position:absolute;inset:calc(100% + .4rem) 0 auto;z-index:4;margin:0;"
        + "background:var(--raised,Canvas);color:var(--ink,CanvasText);border-radius:.5rem;text-align:start";
      const tell = () => {
        const typed = form.elements.q?.value.trim();
        said.textContent = typed ? text : "";
        said.style.padding = typed ? ".6rem .9rem" : "0";
        said.style.border = typed ? "1px solid" : "0";
      };
      form.addEventListener("input", tell);
      tell();
    }
  };
  if (isDisk && !("disk" in doc.documentElement.dataset)) return excuse();

  const begin = "BEGIN";
  const words = async (path) => {
    const answer = await fetch(root + path);
    if (!answer.ok) throw new Error("failed");
    return answer.json();
  };

  const forms = [...doc.querySelectorAll("form[role=search]")].filter((form) => form.elements.q);
  const start = async () => {
    const disk = isDisk && await fromDisk();
    // What the engine needs comes while its module does.
    const begun = disk ? disk.begin : () => begin(root, files, Boolean(found));
    const first = begun();
    const bring = disk ? disk.bring : (path) => import(root + path);
    // Where the theme lacks a section's language its pages are in English, but not its answers.
    const sections = Object.entries(files.words);
    const [lang, [texts]] = sections.find(([, [, page]]) => new URL(disk ? disk.file(page) : page, root).href === forms[0]?.action)
      ?? sections.find(([tag]) => tag === doc.documentElement.lang) ?? sections[0];
    const [box, { connect }, results, said] = await Promise.all([
      bring(files.box), bring(disk ? files.box : files.engine), found && bring(files.results),
      disk ? disk.words[lang] : words(texts),
    ]);
    const connected = connect({ root, files, begin: begun, first, bring });
    const engine = disk ? disk.withFiles(connected) : connected;
    const options = { root, words: said, lang, engine };
    doc.adoptedStyleSheets.push(box.sheet());
    for (const form of forms) box.attach(form, options);
    if (found) results.show(box, found, options);
  };
  let started;
  // Where it fails, a form stays a form, and the search page says what is wrong.
  const wake = () => started ??= start().catch(() => {
    found?.classList.remove("waiting");
    if (isDisk) return excuse();
    started = null;
    note("failed");
  });

  for (const form of forms) {
    const input = form.elements.q;
    const aria = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const name in aria) input.setAttribute(name, aria[name]);
    input.addEventListener("focus", wake);
    if (doc.activeElement === input) wake();
    input.setAttribute("aria-keyshortcuts", "/");
    if (!form.closest("header")) continue;
    const key = form.appendChild(doc.createElement("kbd"));
    key.textContent = "/";
    key.ariaHidden = "true";
  }
  // The theme's sheet keeps room for the results, and holds back what stands below.
  if (found && /[?&](q|language|product|tag|grade|year)=[^&]/.test(location.search)) {
    found.classList.add("filled", "waiting");
    wake();
  } else if (found && isDisk) wake();
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
