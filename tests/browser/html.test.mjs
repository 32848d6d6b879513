// Every page of the example site conforms to the HTML standard.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { exampleSite, pages } from './lib/site.mjs';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'no-inline-style': 'error',
    'no-redundant-role': 'error',
    // Integrity is for files from elsewhere, and nothing comes from elsewhere.
    'require-sri': 'off',
  },
});

it('every page conforms', async () => {
  const all = pages(exampleSite());
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
