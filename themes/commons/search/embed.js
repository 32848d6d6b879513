// The search box in any page: <answerbook-search language="en"></answerbook-search>.
// Attributes: language, placeholder, limit, product, tag (several with commas), site
// (the address of the answers' top folder; this script's own site without it).

const files = "FILES";
const STYLE_SHEET = "STYLE";

class AnswerbookSearch extends HTMLElement {
  #started;

  connectedCallback() {
    if (this.shadowRoot) return;
    const given = (name) => this.getAttribute(name) ?? "";
    const site = given("site") && new URL(given("site").replace(/\/?$/, "/"), document.baseURI);
    const root = (site || new URL("..", import.meta.url)).href;
    const asked = given("language") || this.closest("[lang]")?.lang || "";
    const known = files.words;
    const lang = [asked, asked.split("-")[0]].find((tag) => tag in known) ?? Object.keys(known)[0];
    const [words, resultsPage] = known[lang];
    const filters = {
      product: given("product"),
      tags: given("tag").split(",").map((tag) => tag.trim()).filter(Boolean),
    };

    const made = (tag, attributes) => {
      const element = document.createElement(tag);
      for (const name in attributes) element.setAttribute(name, attributes[name]);
      return element;
    };
    const form = made("form", { role: "search", part: "form" });
    const input = made("input", {
      type: "search", name: "q", part: "input", autocomplete: "off", enterkeyhint: "search",
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-label": given("placeholder") || this.ariaLabel || "Search",
      placeholder: given("placeholder"),
    });
    form.append(input);
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE_SHEET);
    const shadow = this.attachShadow({ mode: "open", delegatesFocus: true });
    shadow.adoptedStyleSheets = [style];
    shadow.append(form);

    form.action = root + resultsPage;
    const begin = () => ("BEGIN")(root, files, false);
    const get = async (path) => {
      const answer = await fetch(root + path);
      if (!answer.ok) throw new Error("failed");
      return answer.json();
    };
    const start = async () => {
      const first = begin();
      const [box, { connect }, said] = await Promise.all([
        import(root + files.box), import(root + files.engine), get(words),
      ]);
      const engine = connect({ root, files, begin, first });
      shadow.adoptedStyleSheets = [box.sheet(), style];
      if (!given("placeholder")) input.ariaLabel = input.placeholder = said.label;
      const limit = Math.min(Math.max(parseInt(given("limit"), 10) || 6, 1), 20);
      box.attach(form, { root, words: said, engine, lang, limit, filters });
    };
    input.addEventListener("focus", () => {
      this.#started ??= start().catch(() => { this.#started = null; });
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const asked = new URLSearchParams({ q: input.value });
      if (filters.product) asked.set("product", filters.product);
      for (const tag of filters.tags) asked.append("tag", tag);
      location.assign(`${form.action}?${asked}`);
    });
  }
}

if (!customElements.get("answerbook-search")) {
  customElements.define("answerbook-search", AnswerbookSearch);
}
