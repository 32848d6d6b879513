// Tells what tests/bench/search measured.

'use strict';

const MOST_FILES = 8000;
// Targets of bytes until the first result, in kB, by number of threads.
const TARGET_KB = { 1000: 60, 10000: 100, 100000: 220 };

const rounded = value => value >= 1000 ? value.toFixed(0) : +value.toPrecision(3);
const pair = both => both ? `${rounded(both.median)}/${rounded(both.worst)}` : '-';

function row(cells, widths) {
  console.log(cells.map((cell, at) =>
    at ? String(cell).padStart(widths[at]) : String(cell).padEnd(widths[at])).join(''));
}

/** Prints tables, then one JSON object on the last line. */
function report(summary) {
  const widths = [19, 9, 9, 9, 12, 12, 12, 9, 9, 9, 13, 7];
  row(['threads', 'build s', 'files', 'MB', 'kB med/max', 'body kB', 'kB if found', 'requests',
    'phases', 'focused', 'ms', 'found'], widths);
  for (const [n, size] of Object.entries(summary.sizes)) {
    for (const name of ['answerbook', 'pagefind']) {
      const [made, asked] = [size[name], size[`${name}_search`]];
      if (!made) continue;
      row([`${n} ${name}`, rounded(made.build_s), made.files, rounded(made.bytes / 1e6),
        pair(asked.kb), pair(asked.body_kb), pair(asked.found_kb), pair(asked.requests),
        pair(asked.phases), pair(asked.phases_after_focus), pair(asked.ms), asked.found], widths);
    }
  }
  for (const [n, { answerbook_search: { kinds } }] of Object.entries(summary.sizes)) {
    const parts = Object.entries(kinds).sort(([, a], [, b]) => b - a);
    const told = parts.map(([name, kb]) => `${name} ${rounded(kb)}`).join('  ');
    console.log(`${n} kB by file: ${told}`);
  }
  for (const [n, { answerbook: { timings_ms: laps } }] of Object.entries(summary.sizes)) {
    const told = Object.entries(laps).map(([stage, ms]) => `${stage} ${ms}`).join('  ');
    console.log(`${n} timings_ms: ${told}`);
  }
  for (const [name, { keys, median, p95, worst }] of Object.entries(summary.keystrokes ?? {})) {
    console.log(`keystroke to paint, ${name}: median ${rounded(median)} ms, p95 ${rounded(p95)},`
      + ` worst ${rounded(worst)} (${keys} keys)`);
  }
  for (const [name, { site, native, pagefind }] of Object.entries(summary.mrr)) {
    const theirs = pagefind
      && `, Pagefind ${rounded(pagefind['mrr@10'])} (nothing for ${rounded(pagefind.zero)})`;
    const ours = `site ${site['mrr@10']}, native ${native['mrr@10']}`;
    console.log(`MRR@10 ${name}: ${ours}${theirs || ''}`);
  }
  summary.missed = missed(summary);
  console.log(summary.missed.length ? `missed: ${summary.missed.join('; ')}` : 'all targets met');
  if (summary.load > 0.5) {
    console.log(`the machine was busy when this began (load ${rounded(summary.load)})`);
  }
  console.log(JSON.stringify(summary));
}

/** The targets that were not reached. */
function missed({ sizes, keystrokes = {} }) {
  const found = [];
  const check = (what, value, most) => {
    if (value > most) found.push(`${what} ${rounded(value)} > ${most}`);
  };
  for (const [n, { answerbook, answerbook_search: asked }] of Object.entries(sizes)) {
    check(`${n} kB`, asked.kb.median, TARGET_KB[n] ?? Infinity);
    check(`${n} phases`, asked.phases.worst, 3);
    check(`${n} phases after focus`, asked.phases_after_focus.worst, 2);
    check(`${n} files`, answerbook.files, MOST_FILES);
  }
  for (const [name, { p95 }] of Object.entries(keystrokes)) {
    check(`keystroke ${name} ms`, p95, name.endsWith('4x') ? 200 : 50);
  }
  return found;
}

module.exports = { report };
