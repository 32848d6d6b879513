// What the index in files needs at once, before its module is there: a worker, and the bytes
// for a first answer. Put into the scripts of all pages; what it returns goes to `connect`.
(root, files, isWhole) => {
  const get = async (path, options) => {
    const answer = await fetch(root + path, options);
    if (!answer.ok) throw new Error("failed");
    return answer.arrayBuffer();
  };
  // The page of results needs all at once.
  const first = !isWhole && files.first;
  let worker;
  try {
    worker = new Worker(root + files.reader, { type: "module" });
    worker.onerror = () => { worker.failed = true; };
  } catch {
    // Another origin's scripts make no worker here: the page reads the index itself.
  }
  const bytes = Promise.all([
    get(first || files.wasm),
    get("search/index.bin", { cache: "no-cache" }),
  ]);
  // Whoever asks is told.
  bytes.catch(() => {});
  return { worker, bytes, whole: first && files.wasm };
}
