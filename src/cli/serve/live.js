// Follows the preview: reloads this page when it has changed, swaps styles in place, and
// shows what is wrong. Part of `answerbook serve` alone; no published page has it.
(() => {
  const script = document.currentScript;
  const top = script.src.replace("live.js", "");
  const { run, since: shown, missing } = script.dataset;
  let since = shown;
  let number;
  let sheet;
  let told;

  const place = `answerbook:${location.pathname}`;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    const root = document.documentElement;
    const restore = () => scrollTo({ top: Number(kept), behavior: "instant" });
    // Pictures that come later must not move the page, and may make it long enough.
    root.style.overflowAnchor = "none";
    restore();
    addEventListener("load", () => {
      if (scrollY < Number(kept)) restore();
      root.style.overflowAnchor = "";
    }, { once: true });
  }

  function reload() {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  }

  /** Goes where this page is now, to the same place in it. */
  function move(address) {
    sessionStorage.setItem(`answerbook:${address}`, String(scrollY));
    location.replace(address + location.hash);
  }

  function restyle() {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const next = link.cloneNode();
      const url = new URL(link.href);
      url.searchParams.set("at", since);
      next.href = url.href;
      // The old one goes when the new one is there: nothing flickers.
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  }

  /** What there is to say of this page, what follows from it, and whether it is an error. */
  function words({ problems, gone, warnings }) {
    if (problems) {
      return [problems, "The page is the last good one. This goes when the file is mended.", true];
    }
    if (gone) {
      return ["This page is gone: no file makes it any more, or none that is published.",
        "It stays here as it was. It is followed again when its file is back."];
    }
    return [warnings, "The page is published all the same. This goes when the file is mended."];
  }

  function overlay(news) {
    const [what, next, isError] = words(news);
    // What was told, and perhaps hidden, is not told twice.
    if (what === told) return;
    told = what;
    document.querySelector("answerbook-problems")?.remove();
    if (!what) return;
    const host = document.createElement("answerbook-problems");
    host.setAttribute("role", isError ? "alert" : "status");
    host.className = isError ? "error" : "warning";
    const shadow = host.attachShadow({ mode: "open" });
    // A sheet made by script is no inline style, which the page's own rules forbid.
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(`
      :host { position: fixed; inset: auto 0 0; z-index: 2147483647; }
      div { max-height: 60vh; overflow: auto; padding: 1rem 1.25rem;
        background: #1c1b22; color: #f4f1ea; border-top: 4px solid #ff6b57;
        font: 14px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
      :host(.warning) div { max-height: 25vh; border-top-color: #f2c14e; }
      pre { margin: 0; white-space: pre-wrap; font: inherit; }
      p { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
        margin: .75rem 0 0; color: #bdb8ae; font-family: system-ui, sans-serif; }
      button { min-height: 2rem; padding: 0 .9rem; border: 1px solid #8d887f; border-radius: 4px;
        background: none; color: inherit; font: inherit; cursor: pointer; }
      button:hover { color: #f4f1ea; }
      :focus-visible { outline: 2px solid #9cc2ff; outline-offset: 2px; }
    `);
    shadow.adoptedStyleSheets = [sheet];
    const box = document.createElement("div");
    const text = document.createElement("pre");
    text.textContent = what;
    const note = document.createElement("p");
    note.textContent = next;
    const hide = document.createElement("button");
    hide.type = "button";
    hide.textContent = "Hide";
    hide.addEventListener("click", () => host.remove());
    note.append(hide);
    // What is too long for the window is scrolled by keys, too.
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Problems");
    box.append(text, note);
    shadow.append(box);
    document.body.append(host);
  }

  async function follow() {
    for (;;) {
      try {
        const ask = new URLSearchParams({ path: location.pathname, run, since });
        if (number !== undefined) ask.set("number", number);
        if (missing !== undefined) ask.set("missing", "");
        const answer = await fetch(`${top}wait?${ask}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const news = await answer.json();
        if (news.moved) return move(news.moved);
        if (news.page) return reload();
        ({ number, since } = news);
        overlay(news);
        if (news.style) restyle();
      } catch {
        // The preview has ended, or starts again and counts from one.
        number = undefined;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  follow();
})();
