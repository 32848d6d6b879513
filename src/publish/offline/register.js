// Keeps what is read for when there is no network, where the host is trusted with that.
(() => {
  "use strict";
  const { serviceWorker } = navigator;
  if (!serviceWorker || !isSecureContext || location.protocol === "file:") return;
  const address = new URL("../sw.js", document.currentScript.src);
  addEventListener("load", async () => {
    try {
      const isNew = !serviceWorker.controller;
      await serviceWorker.register(address);
      const { active } = await serviceWorker.ready;
      const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
      if (isNew) active.postMessage([location.href, ...loaded]);
    } catch { /* A browser that keeps nothing shows pages all the same. */ }
  });
})();
