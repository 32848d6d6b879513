// A site made to be searched, and the search box as a person meets it.

import fs from 'node:fs';
import path from 'node:path';

import { build, temporaryFolder } from './site.mjs';

/** A title that would be markup if anybody took it for that. */
export const HOSTILE = '<img src=x onerror=alert(1)> & <b>bold</b> zebra';

const ROOMS = ['kitchen', 'bathroom', 'garage', 'cellar', 'attic', 'garden', 'office', 'balcony',
  'hallway', 'bedroom'];
const FAULTS = ['flickers', 'hums', 'overheats', 'dims'];

/**
 * Writes a site of 40 answers on lamps and a few others; returns its folder. `notes` more
 * answers have words of their own, so that the index takes many files.
 */
export function searchSite({ theme = 'commons', notes = 0 } = {}) {
  const site = path.join(temporaryFolder(), 'site');
  fs.mkdirSync(path.join(site, 'answers'), { recursive: true });
  fs.writeFileSync(path.join(site, 'answerbook.yaml'), [
    'title: Lamps', 'language: en', 'languages: [en, uk]', `theme: ${theme}`, 'sources:',
    '  - {type: markdown, path: answers, name: Handbook}',
    '  - {type: jsonl, path: open.jsonl, name: Forum}', 'publish: {resolution: all}',
    'community:', '  ask_url: https://forum.lamps.example/new?title={query}&from=answers', '',
  ].join('\n'));
  for (const room of ROOMS) {
    for (const fault of FAULTS) {
      answer(site, `${room}-${fault}`, {
        title: `The lamp in the ${room} ${fault}`,
        tags: `[${room}, ${fault}]`,
        // Both among the first hits, whatever their order.
        product: FAULTS.indexOf(fault) % 2 ? 'Lamp Solo' : 'Lamp Duo',
      }, `Unplug the lamp in the ${room} for a minute, then update its firmware.`);
    }
  }
  fs.writeFileSync(path.join(site, 'open.jsonl'), `${JSON.stringify({
    id: '1', title: 'Chandelier sways when the door bangs', created: '2026-03-04', tags: ['hall'],
    question: { body: 'Whenever the front door bangs, the whole chandelier sways and rattles.' },
    answers: [],
  })}\n`);
  answer(site, 'hostile', { title: `'${HOSTILE}'` }, 'Write `<script>alert(2)</script>` as <i>zebra</i>.');
  answer(site, 'lampa', { title: 'Лампа на кухні гуде', language: 'uk', tags: '[кухня]' },
    'Вимкніть лампу на хвилину, а тоді оновіть прошивку.');
  const days = { brass: '2024-05-01', crystal: '2026-02-03', amber: '2025-01-09' };
  for (const [kind, created] of Object.entries(days)) {
    answer(site, `chandelier-${kind}`, { title: `Hanging the ${kind} chandelier`, created },
      'Screw the hook into a beam, never into the plaster alone.');
  }
  for (let at = 0; at < notes; at += 1) {
    const words = Array.from({ length: 60 }, (_, n) => madeUp(at * 60 + n));
    answer(site, `note-${at}`, { title: `Note ${words[0]} ${words[1]}` }, words.slice(2).join(' '));
  }
  return site;
}

/** A word for each number, spread over the alphabet. */
export function madeUp(number) {
  let rest = (number * 7919 + 104729) % 1_000_000;
  let word = '';
  for (let n = 0; n < 4; n += 1) {
    word += 'bdfghjklmnprstvz'[rest % 16] + 'aeiou'[(rest >> 4) % 5];
    rest = Math.floor(rest / 31) + 17 * n;
  }
  return `${word}${number.toString(36)}`;
}

/** Adds an answer, or replaces it. */
export function answer(site, name, front, body) {
  const lines = Object.entries({ language: 'en', author: 'Ann', ...front })
    .map(([key, value]) => `${key}: ${value}`);
  const text = ['---', ...lines, '---', body, ''].join('\n');
  fs.writeFileSync(path.join(site, 'answers', `${name}.md`), text);
}

let built;

/** The site of lamps, built once; returns the output folder. */
export function searchOutput() {
  built ??= build(searchSite());
  return built;
}

/** The search box of a page. */
export function boxOf(page, within = page.locator('body')) {
  const input = within.locator('[role=combobox]').first();
  const form = within.locator('form[role=search]').first();
  const options = form.locator('[role=option]');
  return {
    form,
    input,
    options,
    list: form.locator('[role=listbox]'),
    popup: form.locator('.hits'),
    status: form.locator('[role=status]'),
    notes: form.locator('.hits-note'),
    /** Types as a person does, and waits for the first that comes of it. */
    async type(text) {
      await input.focus();
      await input.pressSequentially(text, { delay: 10 });
      await form.locator('.hits:not([hidden])').waitFor();
    },
    /**
     * Puts all of it into the field at once, as pasting does, and waits for its results. What
     * was typed letter by letter asks for its beginnings, too, and how many of them depends on
     * the machine.
     */
    async ask(text) {
      await input.focus();
      await input.fill(text);
      await this.settled();
    },
    /** Waits until the box shows results for all that was typed, not for its beginning. */
    async hits() {
      await this.settled();
      await options.first().waitFor();
    },
    /** Waits until what is shown answers what is in the field. */
    settled: () => form.locator('[role=listbox][aria-busy=false]')
      .waitFor({ state: 'attached' }),
    /** Waits until the first hit has these words. */
    first: hasText => options.first().filter({ hasText }).waitFor(),
    /** Waits until this is what is said aloud, and tells the whole of it. */
    async said(hasText) {
      await form.locator('[role=status]').filter({ hasText }).waitFor({ state: 'attached' });
      return form.locator('[role=status]').textContent();
    },
    /** The option that is chosen. */
    async active() {
      const id = await input.getAttribute('aria-activedescendant');
      if (!id) return null;
      const chosen = form.locator(`[id="${id}"]`);
      return { text: await chosen.textContent(), selected: await chosen.getAttribute('aria-selected') };
    },
  };
}
