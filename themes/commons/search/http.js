// A search engine that is asked over HTTP, with documents of `answerbook export`. Words are
// analysed here by the index's own reader; the index in files answers where the engine does not.

// For how long, in milliseconds, an engine is left alone that did not answer.
const REST = 30_000;
// What the box asks for is no page of results, which has filters.
const BOX = 10;
const MOST_VALUES = 12;
const VALUES = { tags: "tags", languages: "language", products: "products", grades: "grade", years: "year" };
// More than this of a query is not read, and no more of its terms are sought.
const LONGEST_QUERY = 10_000;
const MOST_TERMS = 200;
// Statuses that say nothing of the engine, but of what it was asked.
const OF_QUERY = ["400", "413", "414", "422"];

/** Words in letters and digits, for engines that cut them at signs; spaces are none of them. */
export const inLetters = (terms) => terms.replace(/[^ a-z0-9]/gu, (sign) =>
  sign === ":" ? "" : "x" + sign.codePointAt(0).toString(16).padStart(4, "0"));
const word = (text) => inLetters(text).replaceAll(" ", "x0020");

// How each kind is asked, filtered and read.
const like = {
  path: (index) => `/${index}/_search`,
  spell: (terms) => terms,
  filters: (sieves) => sieves.map(([field, value]) => ({ term: { [field]: value } })),
  body: (query) => query,
  hits: ({ hits, timed_out }) => {
    if (timed_out) throw new Error("slow");
    return { total: hits.total.value ?? hits.total, hits: hits.hits.map((hit) => hit._source) };
  },
  facets: ({ aggregations = {} }, name) =>
    aggregations[name]?.buckets.map(({ key, doc_count: n }) => [String(key), n]),
};
const KINDS = {
  elasticsearch: like,
  opensearch: like,
  quickwit: { ...like, path: (index) => `/api/v1/_elastic/${index}/_search` },
  typesense: {
    path: () => "/multi_search",
    spell: inLetters,
    filters: (sieves) => sieves.map(([field, value]) => `${field}:=\`${value.replaceAll("`", "")}\``).join(" && "),
    body: (query, index) => ({ searches: [{ collection: index, ...query }] }),
    hits: ({ results: [{ hits, found }] }) => ({ total: found, hits: hits.map((hit) => hit.document) }),
    facets: ({ results: [{ facet_counts: counts = [] }] }, name) =>
      counts.find((one) => one.field_name === VALUES[name])?.counts.map(({ value, count }) => [value, count]),
  },
  manticore: {
    path: () => "/search",
    spell: inLetters,
    // Words of titles are words of their own there.
    title: (terms) => inLetters(terms).replace(/[^ ]+/g, "t$&"),
    filters: (sieves) => sieves.map(([, value, sign]) => ` @filter_terms "${word(`${sign}:${value}`)}"`).join(""),
    body: (query) => query,
    hits: like.hits,
    facets: like.facets,
  },
};

/** A query with its places filled: a text that is one place alone becomes what stands for it. */
export function filled(value, given) {
  if (Array.isArray(value)) return value.map((one) => filled(one, given));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, given)]));
  }
  if (typeof value !== "string") return value;
  const whole = /^\{(\w+)\}$/.exec(value)?.[1];
  if (whole in given) return given[whole];
  return value.replace(/\{(\w+)\}/g, (place, name) => given[name] ?? place);
}

const day = (seconds) => seconds ? new Date(seconds * 1000).toISOString().slice(0, 10) : "";
const list = (value) => Array.isArray(value) ? value : value ? String(value).split("\n") : [];

/** What engines are to pages; see `connect` of the index in files. */
export function connect(given) {
  const { root, files, bring = (path) => import(root + path) } = given;
  const { kind: name, url, index, key, timeout, version, languages, query } = files.http;
  const kind = KINDS[name];
  const own = bring(files.box).then((box) => box.connect(given));
  own.catch(() => {});
  const asking = new Map();
  let restsUntil = 0;

  // The terms of texts in a language, those of its small words first.
  const analysed = async (lang, texts) => {
    const lines = [lang, ...texts.map((text) => text.replace(/\s+/g, " "))].join("\n");
    const answer = await (await own).terms(lines);
    const [small, ...found] = answer.split("\n").map((line) => line.split(" ").filter(Boolean));
    return { small: new Set(small), found };
  };
  // The page's language, and others whose letters the query has.
  const spoken = (query, page, only) => {
    if (only) return [only];
    const isOfLetters = (tag) => {
      try {
        return new RegExp(`\\p{Script=${new Intl.Locale(tag).maximize().script}}`, "u").test(query);
      } catch {
        return true;
      }
    };
    return [page, ...languages.filter((tag) => tag !== page && isOfLetters(tag))];
  };

  const ask = async (asker, request) => {
    // The later one of an asker overtakes the other from here on.
    asking.get(asker)?.abort();
    const turn = new AbortController();
    asking.set(asker, turn);
    try {
      return await answered(request, turn.signal);
    } catch (problem) {
      if (turn.signal.aborted) return null;
      throw problem;
    }
  };
  const answered = async ({ query: typed, lang, limit = 6, offset = 0, filters = {} }, turn) => {
    const text = typed.slice(0, LONGEST_QUERY);
    const { language = "", product, tags = [], grade, year } = filters;
    const sieves = [["language", language, "l"], ["products", product, "p"], ["grade", grade, "g"],
      ["year", year, "y"], ...tags.map((tag) => ["tags", tag, "t"])].filter(([, value]) => value);
    const all = { title: [], telling: [], pairs: [] };
    for (const tag of spoken(text, lang, language)) {
      const { small, found: [terms] } = await analysed(tag, [text]);
      const telling = terms.filter((term) => !small.has(term));
      const pairs = telling.slice(1).map((term, at) => `${telling[at]}+${term.replace(/^[^:]*:/, "")}`);
      all.title.push(...terms);
      all.telling.push(...telling.length ? telling : terms);
      all.pairs.push(...pairs);
    }
    turn.throwIfAborted();
    // Without words all is shown, the newest first: that the index in files knows.
    if (!all.title.length) throw new Error("wordless");
    const joined = (terms, spell = kind.spell) => spell([...new Set(terms)].slice(0, MOST_TERMS).join(" "));
    const places = {
      title_terms: joined(all.title, kind.title), terms: joined(all.telling), pairs: joined(all.pairs),
      limit, offset, index, filters: kind.filters(sieves),
    };
    const address = new URL(url.replace(/\/$/, "") + kind.path(index), root);
    if (key) address.searchParams.set("x-typesense-api-key", key);
    const signal = AbortSignal.any([turn, AbortSignal.timeout(timeout)]);
    const body = JSON.stringify(kind.body(filled(query, places), index));
    // Typesense takes plain text, for which browsers need not ask beforehand.
    const type = name === "typesense" ? "text/plain" : "application/json";
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": type }, body,
      signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await read(await answer.json(), typed, limit, new Set(all.telling));
    turn.throwIfAborted();
    return found;
  };

  const read = async (answer, query, limit, sought) => {
    const { total, hits } = kind.hits(answer);
    const isOurs = (hit) => Number(hit.version) === version && hit.title && URL.canParse(hit.url, root);
    if (!Number.isInteger(total) || !hits.every(isOurs)) throw new Error("version");
    const facets = { tags: [], languages: [], products: [], grades: [], years: [] };
    for (const name of limit > BOX ? Object.keys(facets) : []) {
      facets[name] = (kind.facets(answer, name) ?? []).filter(([value]) => value).slice(0, MOST_VALUES);
    }
    facets.years.sort(([one], [other]) => other.localeCompare(one));
    return {
      query, instead: null, total, near: [], facets, incomplete: false, unsure: false, close: total > 0,
      hits: await Promise.all(hits.map((hit) => card(hit, sought))),
    };
  };
  const card = async (hit, sought) => {
    const texts = [hit.title, hit.answer ?? ""].map(String);
    const words = texts.map((text) => [...text.matchAll(/[\p{L}\p{M}\p{N}_'’.+#-]+/gu)]);
    const { found } = await analysed(hit.language, words.flat().map(([word]) => word));
    const marks = words.flat().map((match, at) =>
      found[at].some((term) => sought.has(term)) && [match.index, match.index + match[0].length]);
    const [title_marks, answer_marks] = [marks.slice(0, words[0].length), marks.slice(words[0].length)];
    return {
      title: texts[0], url: String(hit.url), grade: String(hit.grade), language: String(hit.language),
      created: day(Number(hit.created)), updated: day(Number(hit.updated)), answer: texts[1],
      tags: list(hit.tags), product: list(hit.products)[0] ?? null, answers: Number(hit.answers) || 0,
      title_marks: title_marks.filter(Boolean), answer_marks: answer_marks.filter(Boolean),
    };
  };

  return {
    async ask(asker, request) {
      if (Date.now() >= restsUntil) {
        try {
          return await ask(asker, request);
        } catch (problem) {
          // What is not the engine's fault says nothing of it.
          if (!["wordless", ...OF_QUERY].includes(problem.message)) restsUntil = Date.now() + REST;
        }
      }
      return (await own).ask(asker, request);
    },
  };
}
