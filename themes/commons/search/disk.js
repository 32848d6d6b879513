// All that the search needs where nothing can be fetched, in one script: a bundle that lies on a
// disk has it, and `boot.js` loads it there. It stands in for the modules, their words, the
// reader and the files of the index.
globalThis.answerbookDisk = (() => {
  "use strict";
  const words = "WORDS";
  // Files by their names, as base64.
  const bytes = "BYTES";
  // The modules below call this one.
  const fetch = async (address) => {
    const text = bytes[address.slice(address.lastIndexOf("/") + 1)];
    if (text === undefined) return { ok: false, status: 404 };
    const decoded = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return { ok: true, arrayBuffer: async () => decoded.buffer };
  };
  const get = async (name) => (await fetch(name)).arrayBuffer();
  const box = "BOX";
  const results = "RESULTS";
  const reader = "READER";
  // A disk does not complete the name of a folder.
  const file = (address) => {
    const [, path, rest] = /^([^?#]*)(.*)$/s.exec(address);
    return (path === "" || path.endsWith("/") ? path + "index.html" : path) + rest;
  };
  return (files) => {
    for (const { topics = [] } of Object.values(words)) {
      for (const topic of topics) topic[1] = file(topic[1]);
    }
    const modules = { [files.box]: box, [files.results]: results, [files.reader]: reader };
    return {
      words,
      file,
      bring: async (path) => modules[path],
      begin: () => ({ bytes: Promise.all([get("reader"), get("index.bin")]) }),
      withFiles: (engine) => ({
        async ask(...asked) {
          const result = await engine.ask(...asked);
          for (const hit of result?.hits ?? []) hit.url = file(hit.url);
          return result;
        },
      }),
    };
  };
})();
