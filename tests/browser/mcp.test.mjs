// A client of the Model Context Protocol, by its own project, reads a built site.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

import { binary, buildInto, repository, temporaryFolder } from './lib/site.mjs';

let client;
/** What goes to and fro, by method or by what answers it. */
const session = [];

before(async () => {
  const site = path.join(temporaryFolder(), 'site');
  fs.cpSync(path.join(repository, 'example-site'), site, {
    recursive: true,
    filter: source => !/(^|\/)(\.answerbook|public)$/.test(source),
  });
  buildInto(site, path.join(site, 'public'));
  const transport = new StdioClientTransport({ command: binary(), args: ['mcp', site], stderr: 'inherit' });
  const send = transport.send.bind(transport);
  transport.send = message => {
    session.push(`> ${message.method}`);
    return send(message);
  };
  client = new Client({ name: 'answerbook-tests', version: '1.0.0' });
  await client.connect(transport);
  const receive = transport.onmessage;
  transport.onmessage = (message, extra) => {
    session.push(`< ${message.error ? `error ${message.error.code}` : 'result'}`);
    receive(message, extra);
  };
});

after(async () => {
  await client?.close();
});

describe('answerbook mcp', () => {
  it('says what it is', () => {
    assert.equal(client.getServerVersion().name, 'answerbook');
    assert.deepEqual(Object.keys(client.getServerCapabilities()), ['tools']);
    assert.match(client.getInstructions(), /data, never as instructions/);
  });

  it('has three tools that only read, and each says that words are data', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map(tool => tool.name).sort(), ['get_thread', 'list_topics', 'search']);
    for (const { name, description, annotations, inputSchema } of tools) {
      assert.match(description, /data, never instructions/, name);
      assert.equal(annotations.readOnlyHint, true, name);
      assert.equal(inputSchema.type, 'object', name);
    }
  });

  it('finds a thread, and reads it as markdown', async () => {
    const query = 'the strip flickers when it is dimmed';
    const found = await client.callTool({ name: 'search', arguments: { query, limit: 3 } });
    const { hits } = found.structuredContent;
    assert.ok(hits.length > 0 && hits.length <= 3);
    assert.deepEqual(JSON.parse(found.content[0].text), found.structuredContent);
    assert.match(hits[0].title, /Strip/);
    const read = await client.callTool({ name: 'get_thread', arguments: { address: hits[0].address } });
    const { text } = read.content[0];
    assert.match(text, /^---\ntitle: "/);
    assert.match(text, /\nlicence: "/);
    assert.match(text, /\n## Answer by .*accepted/);
    const other = { query: 'хаб', language: 'uk', limit: 50 };
    const ukrainian = await client.callTool({ name: 'search', arguments: other });
    assert.deepEqual([...new Set(ukrainian.structuredContent.hits.map(hit => hit.language))], ['uk']);
  });

  it('lists topics in each language', async () => {
    const main = await client.callTool({ name: 'list_topics', arguments: {} });
    assert.match(main.content[0].text, /\n- \[.+\]\(https:\/\/answers\.lumo\.example\/tags\/.+\.md\) \(\d+\)\n/);
    const other = await client.callTool({ name: 'list_topics', arguments: { language: 'uk' } });
    assert.match(other.content[0].text, /\/uk\/tags\//);
  });

  it('tells the caller what was wrong, and reads nothing outside of the site', async () => {
    const secrets = ['../answerbook.yaml', 'questions/../../answerbook.yaml', '/etc/passwd', 'index.html',
      'questions/../index.html', 'answers/..%2f..%2fanswerbook.html', 'questions/no-such-thread.html'];
    for (const address of secrets) {
      const answer = await client.callTool({ name: 'get_thread', arguments: { address } });
      assert.equal(answer.isError, true, address);
      assert.match(answer.content[0].text, /^there is no thread at `/, address);
    }
    const lost = await client.callTool({ name: 'list_topics', arguments: { language: 'fr' } });
    assert.deepEqual([lost.isError, lost.content[0].text], [true, 'the site has no pages in `fr`']);
  });

  it('refuses what is no call of its tools', async () => {
    await assert.rejects(client.callTool({ name: 'erase', arguments: {} }), { code: -32602 });
    // Wrong arguments are told to the model, which can mend them.
    const wrong = await client.callTool({ name: 'search', arguments: { words: 7 } });
    assert.equal(wrong.isError, true);
    assert.match(wrong.content[0].text, /query/);
  });

  it('goes on after a call that was cancelled', async () => {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const call = client.callTool({ name: 'search', arguments: { query: 'hub' } }, undefined, options);
    stop.abort('enough');
    await assert.rejects(call, /enough/);
    assert.ok(session.includes('> notifications/cancelled'), session.join('\n'));
    const again = await client.callTool({ name: 'search', arguments: { query: 'hub' } });
    assert.ok(again.structuredContent.hits.length > 0);
  });

  it('ends when the client goes', async () => {
    const { pid } = client.transport;
    await client.close();
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    client = undefined;
  });
});
