// Follows the preview: reloads this page when it has changed, swaps styles in place, and
// shows what is wrong. Part of `answerbook serve` alone; no published page has it.
(() => {
  const top = document.currentScript.src.replace("live.js", "");
  let number = document.currentScript.dataset.number;
  let since;
  let sheet;

  const place = `answerbook:${location.pathname}`;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    scrollTo({ top: Number(kept), behavior: "instant" });
  }

  function reload() {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  }

  function restyle() {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const next = link.cloneNode();
      const url = new URL(link.href);
      url.searchParams.set("at", number);
      next.href = url.href;
      // The old one goes when the new one is there: nothing flickers.
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  }

  function overlay(problems) {
    document.querySelector("answerbook-problems")?.remove();
    if (!problems) return;
    const host = document.createElement("answerbook-problems");
    host.setAttribute("role", "alert");
    const shadow = host.attachShadow({ mode: "open" });
    // A sheet made by script is no inline style, which the page's own rules forbid.
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(`
      :host { position: fixed; inset: auto 0 0; z-index: 2147483647; }
      div { max-height: 60vh; overflow: auto; padding: 1rem 1.25rem;
        background: #1c1b22; color: #f4f1ea; border-top: 4px solid #ff6b57;
        font: 14px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
      pre { margin: 0; white-space: pre-wrap; font: inherit; }
      p { margin: .75rem 0 0; color: #bdb8ae; font-family: system-ui, sans-serif; }
    `);
    shadow.adoptedStyleSheets = [sheet];
    const box = document.createElement("div");
    const text = document.createElement("pre");
    text.textContent = problems;
    const note = document.createElement("p");
    note.textContent = "The page is the last good one. This goes when the file is mended.";
    box.append(text, note);
    shadow.append(box);
    document.body.append(host);
  }

  async function follow() {
    for (;;) {
      try {
        const ask = new URLSearchParams({ path: location.pathname, number });
        ask.set("since", since ?? Number.MAX_SAFE_INTEGER);
        const answer = await fetch(`${top}wait?${ask}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const news = await answer.json();
        number = news.number;
        overlay(news.problems);
        if (since !== undefined && news.page) return reload();
        if (since !== undefined && news.style) restyle();
        since = news.since;
      } catch {
        // The preview has ended, or starts again.
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  // The first question is about the state that this page was made of.
  number = `${number}-first`;
  follow();
})();
