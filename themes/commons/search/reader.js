// Feeds the index to the reader and asks it: in a worker, or in the page where it gets none.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// A file that takes longer counts as lost.
const PATIENCE = 20_000;
// Two rounds of files are usual; a new index begins again.
const MOST_ROUNDS = 9;
const GONE = 404;

// All files are compressed; what cannot be undone is not what it was.
const inflated = (bytes) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")))
    .arrayBuffer().catch(() => { throw GONE; });

const compiled = async (wasm) => WebAssembly.compile(await inflated(wasm));

// Opens an index: the reader's module, the hot file, the address of the folder, and the path
// of the whole reader in the site when the module is the one for first answers.
export async function open(wasm, hot, folder, whole) {
  let module = await compiled(wasm);
  const latest = new Map();
  let generation = 0;
  // What was handed to the reader, for the whole one.
  let handed;
  let reader, jobs, renewal, grown;

  const give = (bytes) => {
    const at = reader.alloc(bytes.length);
    new Uint8Array(reader.memory.buffer, at >>> 0, bytes.length).set(bytes);
    return [at, bytes.length];
  };
  const text = (value) => give(encoder.encode(value));
  const bytes = (at, length) => new Uint8Array(reader.memory.buffer, at >>> 0, length);
  const taken = (packed) => {
    const both = BigInt.asUintN(64, packed);
    return decoder.decode(bytes(Number(both >> 32n), Number(both & 0xffffffffn)));
  };
  const normalize = (form, at, length) => {
    const plain = decoder.decode(bytes(at, length));
    const [to, size] = text(form ? plain.normalize("NFD") : plain.normalize("NFKC").toLowerCase());
    return BigInt(to >>> 0) << 32n | BigInt(size);
  };

  const begin = async () => {
    generation += 1;
    jobs = new Map();
    renewal = null;
    const opened = new Uint8Array(await inflated(hot));
    handed = new Map([["", opened]]);
    reader = await made(module);
    const code = reader.open(...give(opened));
    if (code) throw new Error(code === 2 ? "version" : "failed");
  };
  const made = async (module) =>
    (await WebAssembly.instantiate(module, { env: { normalize } })).exports;
  // The whole reader takes over, with all that the first one was given. Where it cannot be
  // had, the first one goes on.
  const grow = async () => {
    const larger = await compiled(await fetched("../" + whole));
    const next = await made(larger);
    [module, reader, whole] = [larger, next, null];
    for (const [name, found] of handed) {
      if (!name) reader.open(...give(found));
      else if (found) reader.put(...text(name), ...give(found));
      else reader.lost(...text(name));
    }
    handed.clear();
  };
  const all = () => whole && (grown ??= grow().catch(() => { grown = null; }));

  // A file that is gone or no longer what it was: perhaps the site was published again.
  const renew = async () => {
    const fresh = await fetched("index.bin", { cache: "no-cache" });
    const same = fresh.byteLength === hot.byteLength
      && new Uint8Array(fresh).every((byte, at) => byte === new Uint8Array(hot)[at]);
    if (same) return false;
    hot = fresh;
    await begin();
    return true;
  };
  const fetched = async (name, options) => {
    const answer = await fetch(folder + name, { signal: AbortSignal.timeout(PATIENCE), ...options });
    if (!answer.ok) throw answer.status === 410 ? GONE : answer.status;
    return answer.arrayBuffer();
  };
  const bring = async (name, mine) => {
    let missing;
    try {
      const found = new Uint8Array(await inflated(await fetched(name)));
      if (mine !== generation) return;
      if (whole) handed.set(name, found);
      if (!reader.put(...text(name), ...give(found))) return;
      missing = true;
    } catch (problem) {
      missing = problem === GONE;
    }
    const renewed = missing && mine === generation
      && await (renewal ??= renew().catch((problem) => problem.message === "version" && problem));
    if (renewed instanceof Error) throw renewed;
    if (mine !== generation) return;
    handed.set(name, null);
    reader.lost(...text(name));
  };
  const load = (name) => {
    if (!jobs.has(name)) jobs.set(name, bring(name, generation));
    return jobs.get(name);
  };
  // A reader that trapped is of no use any more; a new one answers the next question.
  const guarded = async (work) => {
    try {
      return await work();
    } catch (problem) {
      if (problem instanceof WebAssembly.RuntimeError) await begin();
      throw problem;
    }
  };

  await begin();
  return {
    // Answers a request, or gives `null` when another of the same asker overtook it. An answer
    // that was asked for in a hurry may be unsure: it leaves words aside that nobody has.
    ask: (asker, request, hurried) => guarded(async () => {
      const mine = {};
      latest.set(asker, mine);
      if (!hurried) await all();
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const answer = JSON.parse(taken(reader.step(...text(request))));
        if (!answer.fetch) return answer;
        await Promise.all(answer.fetch.map(load));
        if (latest.get(asker) !== mine) return null;
      }
      throw new Error("failed");
    }),
    /** The terms of lines, for an engine elsewhere. */
    terms: (request) => guarded(async () => taken(reader.terms(...text(request)))),
    /** Fetches what later words may need. */
    idle: () => guarded(async () => {
      await all();
      const name = taken(reader.vocabulary());
      if (name) await load(name);
    }),
  };
}

if (typeof WorkerGlobalScope === "function" && self instanceof WorkerGlobalScope) {
  let index;
  self.onmessage = async ({ data: [id, method, ...given] }) => {
    try {
      if (method === "open") index = await open(...given);
      self.postMessage([id, method === "open" || await index[method](...given)]);
    } catch (problem) {
      self.postMessage([id, null, problem.message || "failed"]);
    }
  };
}
