// Every page works without this. What is wider than the page can be reached with the keyboard.
(() => {
  "use strict";
  const wide = document.querySelectorAll("table, .formula, .formula-long");
  const reach = () => {
    for (const el of wide)
      if (el.scrollWidth > el.clientWidth) el.tabIndex = 0;
      else el.removeAttribute("tabindex");
  };
  reach();
  addEventListener("resize", reach);
})();
