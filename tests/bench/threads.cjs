// Threads and queries to measure a search with: StackFAQ, and as many altered copies as wanted.

'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const REPLACED = 0.15;
const MADE_UP = 0.1;
const MADE_UP_RANKS = 1e6;

/** Reads the threads, those that queries are about first, and the queries with their answers. */
function read(folder) {
  const lines = text => text.split('\n').filter(Boolean);
  const file = name => fs.readFileSync(path.join(folder, name), 'utf8');
  const unpacked = execFileSync('xz', ['-dc', path.join(folder, 'distractors.jsonl.xz')],
    { maxBuffer: 1 << 30, encoding: 'utf8' });
  const judged = lines(file('corpus.jsonl')).map(JSON.parse);
  // What a judged record holds as its text are its answers.
  const threads = [
    ...judged.map(({ text, ...rest }) => rest),
    ...lines(unpacked).map(JSON.parse),
  ];
  const right = {};
  for (const line of lines(file('qrels.dev.tsv')).slice(1)) {
    const [query, id, score] = line.split('\t');
    if (Number(score) > 0) (right[query] ??= []).push(id);
  }
  const queries = lines(file('queries.dev.jsonl')).map(JSON.parse).filter(({ _id }) => right[_id]);
  return { folder, threads, n_judged: judged.length, queries, right };
}

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed) {
  return () => {
    seed = seed + 0x6d2b79f5 | 0;
    let mixed = Math.imul(seed ^ seed >>> 15, 1 | seed);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
  };
}

const WORD = /[\p{L}\p{N}]+/gu;

function record(thread, id, day, change = text => text) {
  const { title, text, answers } = thread;
  const created = new Date(Date.UTC(2012, 0, 1) + day * 36e5).toISOString();
  return JSON.stringify({
    id, created, title: change(title), language: 'en', tags: [thread._id.replace(/-[^-]*$/, '')],
    question: { body: change(text ?? title), markup: 'text' },
    answers: answers.map((body, at) =>
      ({ body: change(body), markup: 'text', accepted: at === 0 })),
  }) + '\n';
}

/** Writes as many threads as wanted, beginning with those that the queries are about. */
function write(file, { threads, n_judged }, n) {
  const out = fs.openSync(file, 'w');
  let buffer = [];
  const flush = () => { fs.writeSync(out, buffer.join('')); buffer = []; };
  for (const [at, thread] of threads.slice(0, n).entries()) {
    buffer.push(record(thread, thread._id, at));
  }
  if (n > threads.length) {
    const all = threads.flatMap(({ title, text, answers }) =>
      [title, text ?? '', ...answers].join(' ').match(WORD) ?? []);
    const random = seeded(1);
    const different = [...new Set(all)];
    const madeUp = () => {
      const rank = Math.floor(MADE_UP_RANKS ** random());
      const [a, b] = [2654435761, 40503].map(by => different[(rank * by + by) % different.length]);
      return a.slice(0, Math.ceil(a.length / 2)) + b.slice(b.length >> 1).toLowerCase();
    };
    const other = word => {
      if (random() >= REPLACED) return word;
      return random() < MADE_UP ? madeUp() : all[Math.floor(random() * all.length)];
    };
    const n_copied = threads.length - n_judged;
    for (let at = threads.length; at < n; at += 1) {
      const from = threads[n_judged + at % n_copied];
      buffer.push(record(from, `${from._id}-copy-${at}`, at, text => text.replace(WORD, other)));
      if (buffer.length > 1000) flush();
    }
  }
  flush();
  fs.closeSync(out);
}

module.exports = { read, write };
