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

/** Opens an index: the reader's module, the hot file, and the address of the folder. */
export async function open(wasm, hot, folder) {
  const module = await WebAssembly.compile(await inflated(wasm));
  const latest = new Map();
  let generation = 0;
  let reader, jobs, renewal;

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
    reader = (await WebAssembly.instantiate(module, { env: { normalize } })).exports;
    const code = reader.open(...give(new Uint8Array(await inflated(hot))));
    if (code) throw new Error(code === 2 ? "version" : "failed");
  };

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
      if (mine !== generation || !reader.put(...text(name), ...give(found))) return;
      missing = true;
    } catch (problem) {
      missing = problem === GONE;
    }
    const renewed = missing && mine === generation
      && await (renewal ??= renew().catch((problem) => problem.message === "version" && problem));
    if (renewed instanceof Error) throw renewed;
    if (mine === generation) reader.lost(...text(name));
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
    /** Answers a request, or gives `null` when another of the same asker overtook it. */
    ask: (asker, request) => guarded(async () => {
      const mine = {};
      latest.set(asker, mine);
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const answer = JSON.parse(taken(reader.step(...text(request))));
        if (!answer.fetch) return answer;
        await Promise.all(answer.fetch.map(load));
        if (latest.get(asker) !== mine) return null;
      }
      throw new Error("failed");
    }),
    /** Fetches what later words may need. */
    idle: () => guarded(async () => {
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
