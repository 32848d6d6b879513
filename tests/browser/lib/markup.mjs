// A site of all that a post can hold beside plain words: `answers/`, and a thread of a community.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import { build, repository, temporaryFolder } from './site.mjs';

/** Its pages: by hand, from right to left, of code alone, of a community. */
export const PAGES = {
  everything: 'answers/everything.html',
  rightToLeft: 'answers/rtl.html',
  programs: 'answers/programs.html',
  community: 'questions/why-do-the-lamps-hum-at-night--forum--7.html',
};

const ANSWERS = path.join(repository, 'tests/browser/answers');

/** What the first block of code of an answer says. */
export function codeOf(name) {
  const text = fs.readFileSync(path.join(ANSWERS, `${name}.md`), 'utf8');
  return text.match(/^```rust.*\n([\s\S]*?)^```/m)[1];
}

/** What the theme has no texts for: enough that pages are in the language. */
const TEXTS = `nav-people = الناس
nav-topics = المواضيع
search-label = ابحث في الأجوبة
official = جواب رسمي
contents = في هذه الصفحة
alert-warning = تحذير
media-video-at = فيديو على { $host }
media-audio-at = تسجيل على { $host }
`;

const SETTINGS = `title: Lumo answers
languages: [en, ar]
sources:
  - {type: markdown, path: answers}
  - {type: jsonl, path: threads.jsonl, name: Forum}
publish: {resolution: all, confidence: 0}
community: {ask_url: "https://forum.example.org/new"}
`;

/** A thread whose question, answer and remark hold cards, a poll and code. */
function thread() {
  const body = `<p>Mine hum, too:</p>
<p><iframe src="https://www.youtube.com/embed/a1" title="Change the choke of a spot without taking the whole rail down, step by step"></iframe></p>
<p>A card in a line, <img src="https://pictures.example.com/choke.png" alt="the choke">, does not break it.</p>
<audio controls src="https://sounds.example.net/hum.mp3"></audio>
<iframe src="http://192.168.1.7/camera" title="The camera in the hall"></iframe>
<div class="poll"><p>Which lamps hum?</p><ul><li data-votes="112">None of <em>them</em></li>
<li data-votes="31">The spots in the kitchen, which hang on the long rail that came with the house</li>
<li data-votes="1">All of them</li></ul><div class="poll-voters" data-votes="144"></div></div>
<pre><code class="language-sh">lumo hub status --every 5s | grep --line-buffered hum | tee -a /var/log/lumo/hum.log # the rail</code></pre>`;
  const post = { body, markup: 'html' };
  const by = (id, name) => ({ author: { id, name } });
  return {
    id: 7, title: 'Why do the lamps hum at night?', url: 'https://forum.example.org/t/7', created: '2026-02-01T20:00:00Z',
    language: 'en', tags: ['dimmer'], ...by('m', 'Mira Zupan'),
    question: post,
    answers: [
      { id: 'a', body: 'The choke is loose. Turn the two screws below it until it stops.', score: 0, ...by('k', 'Marko Novak') },
      { id: 'b', ...post, score: 1, ...by('l', 'Lena Horvat') },
    ],
    comments: [{ id: 'c', parent: 'a', ...post, ...by('m', 'Mira Zupan') }],
  };
}

/** Builds the site, in a theme of the program; returns its output folder. */
export function markupSite(theme = 'commons') {
  const site = path.join(temporaryFolder(), 'site');
  fs.cpSync(ANSWERS, path.join(site, 'answers'), { recursive: true });
  fs.mkdirSync(path.join(site, 'strings'));
  fs.writeFileSync(path.join(site, 'answerbook.yaml'), `${SETTINGS}theme: ${theme}\n`);
  fs.writeFileSync(path.join(site, 'strings', 'ar.ftl'), TEXTS);
  fs.writeFileSync(path.join(site, 'answers', 'hub.png'), picture(1600, 900));
  fs.writeFileSync(path.join(site, 'threads.jsonl'), `${JSON.stringify(thread())}\n`);
  return build(site);
}

/** A picture of bars, as PNG: black and white, a bit a point. */
function picture(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const row = y => Buffer.from([0, ...Array.from({ length: width / 8 }, (_, x) => ((x >> 3) + (y >> 6)) % 2 ? 0xff : 0)]);
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => row(y)));
  const parts = [['IHDR', header], ['IDAT', zlib.deflateSync(rows)], ['IEND', Buffer.alloc(0)]];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts.map(chunk)]);
}

function chunk([name, data]) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
