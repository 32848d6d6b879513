// Cuts pages into what untrusted text may have made of them, each piece once.
//
// Posts are cut out whole. Of what stands around them, where names, titles, tags and addresses
// go, each element is a piece with the text behind it. A page in pieces is still the page:
// nothing between them is left out.

const POST = /<div class="prose"[^>]*>/g;

/** A tag, whose attributes may hold `>`, or a comment. */
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?:"[^"]*"|'[^']*'|[^"'>])*>|<!--[\s\S]*?-->/gi;

/** An element with the text behind it, and its end if that comes next. */
const ELEMENT = /<[a-z!][^>]*>[^<]*(?:<\/[a-z][^>]*>)?/gi;

/** What no element can be made of: words, and addresses and times of ours. */
const HARMLESS = /="(?:https:\/\/)?(?:[\p{L}\p{N}\p{M}./#_ ?=-]|&amp;)*"|="\d{4}-\d\d-\d\dT[\d:.]+Z"/gu;

/** The theme's own scripts, by addresses that are the build's; the page of results waits for its. */
const OWN = /^<script src="\/?(?:\.\.\/)*(?:[a-z0-9/.-]+\.js" (?:type="module"|defer)|assets\/(?:site|scheme)-[0-9a-f]{8}\.js")>/;

/** Data for machines, which ends where the next `<` is. */
const DATA = /^<script type="application\/ld\+json">[^<]*/;

/** The pieces of pages, each once. */
export class Fragments {
  #known = new Set();
  #seen = new Set();

  /** How many pieces there were, the same ones counted again. */
  occurrences = 0;

  /** How many of them were posts. */
  posts = 0;

  add(html) {
    const rest = [];
    let at = 0;
    POST.lastIndex = 0;
    while (POST.exec(html)) {
      const from = POST.lastIndex;
      rest.push(html.slice(at, from));
      at = endOf(html, from);
      this.posts++;
      this.occurrences++;
      this.#keep(html.slice(from, at));
      POST.lastIndex = at;
    }
    rest.push(html.slice(at));
    for (const [element] of rest.join('').matchAll(ELEMENT)) {
      this.occurrences++;
      if (this.#seen.has(element)) continue;
      this.#seen.add(element);
      if (OWN.test(element)) continue;
      const piece = element.replace(DATA, '<script type="application/ld+json">').replace(HARMLESS, '="x"');
      const name = piece.match(/^<([a-z0-9]+)/i)?.[1];
      // An element whose children are pieces of their own is closed here.
      this.#keep(name && !piece.endsWith(`</${name}>`) ? `${piece}</${name}>` : piece);
    }
  }

  get distinct() {
    return [...this.#known];
  }

  #keep(piece) {
    // The marks of the exports are ours; without them pieces are alike.
    const plain = piece.replace(/\bmark\d+z\b/g, 'mark');
    this.#known.add(plain);
  }
}

/** Where the element ends whose content starts there. */
function endOf(html, from) {
  TAG.lastIndex = from;
  let depth = 1;
  for (let tag = TAG.exec(html); tag; tag = TAG.exec(html)) {
    if (tag[2]?.toLowerCase() === 'div') depth += tag[1] ? -1 : 1;
    if (depth === 0) return tag.index;
  }
  throw new Error(`a post does not end: ${html.slice(from, from + 200)}`);
}
