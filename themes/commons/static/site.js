// Some small helps; every page works without them.
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
  const { copy, copied, close } = doc.body.dataset;
  const status = make("p", "", "vh");
  status.setAttribute("role", "status");
  doc.body.append(status);
  for (const pre of doc.querySelectorAll(".prose pre")) {
    if (!navigator.clipboard) break;
    const isOne = !pre.textContent.trim().includes("\n") && !pre.closest("figure");
    const box = make("div", "", isOne ? "code one" : "code");
    const button = make("button", copy, "copy");
    button.type = "button";
    button.title = copy;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent.replace(/\n$/, ""));
      } catch {
        return getSelection().selectAllChildren(pre);
      }
      button.textContent = status.textContent = copied;
      button.classList.add("done");
      setTimeout(() => {
        button.textContent = copy;
        button.classList.remove("done");
        status.textContent = "";
      }, 2000);
    });
    pre.replaceWith(box);
    box.append(pre, button);
  }

  // The page as markdown: its link copies. Where it cannot, it leads there.
  const twin = doc.querySelector("a.as-markdown");
  if (twin && navigator.clipboard && location.protocol !== "file:") {
    twin.textContent = twin.dataset.copy;
    twin.setAttribute("role", "button");
    const text = async () => {
      const answer = await fetch(twin.href);
      if (!answer.ok) throw new Error();
      return new Blob([await answer.text()], { type: "text/plain" });
    };
    twin.addEventListener("click", async (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
      e.preventDefault();
      try {
        // The promise is handed over at once: later it would be nobody's click.
        await navigator.clipboard.write([new ClipboardItem({ "text/plain": text() })]);
      } catch {
        return location.assign(twin.href);
      }
      twin.textContent = status.textContent = copied;
      setTimeout(() => {
        twin.textContent = twin.dataset.copy;
        status.textContent = "";
      }, 2000);
    });
    twin.addEventListener("keydown", (e) => {
      if (e.key !== " ") return;
      e.preventDefault();
      twin.click();
    });
  }

  // The colours of pages: the device's, or what the reader chooses. What waits for dark pages by
  // itself is told.
  const root = doc.documentElement;
  const waiting = [...doc.querySelectorAll("[media*=color-scheme]")].map((el) => [el, el.media]);
  const show = () => {
    const { scheme: chosen } = root.dataset;
    for (const [el, media] of waiting)
      el.media = !chosen ? media : media.includes(chosen) ? "all" : "not all";
  };
  if (root.dataset.scheme) show();
  const offer = () => {
    const scheme = doc.querySelector(".scheme select");
    if (!scheme) return;
    scheme.value = root.dataset.scheme ?? "";
    scheme.parentElement.hidden = false;
    scheme.addEventListener("change", () => {
      const { value } = scheme;
      if (value) root.dataset.scheme = value;
      else delete root.dataset.scheme;
      show();
      try {
        if (value) localStorage.setItem("scheme", value);
        else localStorage.removeItem("scheme");
      } catch {
        // Browsers may keep nothing; then it holds for this page.
      }
    });
  };
  // On the results page this runs before the foot is there.
  if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", offer);
  else offer();

  const wide = doc.querySelectorAll(".prose pre, .prose table, .formula, .formula-long");
  const reach = () => {
    for (const el of wide)
      if (el.scrollWidth > el.clientWidth) el.tabIndex = 0;
      else el.removeAttribute("tabindex");
  };
  reach();
  addEventListener("resize", reach);
  doc.addEventListener("toggle", reach, true);

  // On paper nothing scrolls: formulas are made as small as a sheet asks for.
  const fit = (width) => {
    for (const el of doc.querySelectorAll(".formula, .formula-long"))
      el.style.fontSize = el.scrollWidth > width ? `${width / el.scrollWidth}em` : "";
  };
  addEventListener("beforeprint", () => fit(720));
  addEventListener("afterprint", () => fit(Infinity));

  // A large picture opens above the page; its link leads to it where this does not run.
  doc.addEventListener("click", (e) => {
    const link = e.target.closest?.("a.zoom");
    const isPlain = link && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey;
    if (!isPlain || new URL(link.href).origin !== location.origin) return;
    e.preventDefault();
    const box = make("dialog", "", "viewer");
    const button = make("button", close);
    const image = doc.createElement("img");
    image.alt = link.querySelector("img").alt;
    image.src = link.href;
    button.type = "button";
    box.setAttribute("aria-label", image.alt || link.ariaLabel);
    box.append(button, image);
    box.addEventListener("click", () => box.close());
    box.addEventListener("close", () => { box.remove(); link.focus(); });
    doc.body.append(box);
    box.showModal();
  });

  // A permalink into something folded opens it. A menu closes on Escape and on a click elsewhere.
  const open = () => {
    let el = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    // What has moved to the discussion of a long thread left its ids in its contents.
    const way = el && el.closest(".moved li")?.querySelector("a");
    if (way) return location.replace(way.href.split("#")[0] + location.hash);
    for (const target = el; el; el = el.parentElement?.closest("details"))
      if (el.localName === "details" && !el.open) { el.open = true; target.scrollIntoView(); }
  };
  try {
    open();
  } catch {
    // A hash that is no address.
  }
  addEventListener("hashchange", open);
  const menu = doc.querySelector(".langs details");
  if (menu) {
    doc.addEventListener("click", (e) => { if (!menu.contains(e.target)) menu.open = false; });
    menu.addEventListener("keydown", (e) => {
      if (e.key === "Escape") { menu.open = false; menu.firstElementChild.focus(); }
    });
  }
})();
