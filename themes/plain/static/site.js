// Every page works without this. What is wider than the page can be reached with the keyboard, and
// links to what has moved to the discussion of a long thread lead on to it.
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
  // What is unfolded has a width only then.
  const observer = new ResizeObserver(reach);
  for (const el of wide) observer.observe(el);
  const goOn = () => {
    const left = [...document.querySelectorAll(".moved [id]")];
    const way = left.find((el) => `#${el.id}` === decodeURIComponent(location.hash));
    const link = way?.closest("li").querySelector("a");
    if (link) location.replace(link.href.split("#")[0] + location.hash);
  };
  goOn();
  addEventListener("hashchange", goOn);
})();
