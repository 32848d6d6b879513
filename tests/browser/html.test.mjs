// Every page of the example site conforms to the HTML standard, and so does all that posts hold.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { markupSite } from './lib/markup.mjs';
import { exampleSite, pages } from './lib/site.mjs';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'no-inline-style': 'error',
    'no-redundant-role': 'error',
    // Math has a role of its own, which may have a name.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // Integrity is for files from elsewhere, and nothing comes from elsewhere.
    'require-sri': 'off',
  },
});

it('every page conforms', async () => {
  const all = [...pages(exampleSite()), ...pages(markupSite()), ...pages(markupSite('plain'))];
  const problems = [];
  for (const { file, html } of all) {
    const report = await validator.validateString(html, file);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message } of messages) {
        problems.push(`${file}:${line}:${column} ${ruleId}: ${message}`);
      }
    }
  }
  console.log(`${all.length} pages`);
  assert.deepEqual(problems, []);
});
