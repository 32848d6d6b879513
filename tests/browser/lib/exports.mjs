// Exports of every importer, made of attacks: each text field that an importer reads holds one.
//
// An importer is a function from groups of payloads, one for each thread, to the files of an
// export. `say` puts a mark beside a payload in a body, so that a test can see that the post
// came through; fields such as names and titles take the group's payloads in turn.

const COMMUNITY = 'https://community.example.org';

/** How many people write in a thread; the first one asks. */
const PEOPLE = 4;

/**
 * All importers: their name, the `type` and further settings of the source, how many payloads a
 * thread holds (an article is one body), and what writes the export.
 */
export const EXPORTS = [
  { name: 'jsonl', type: 'jsonl', write: jsonl },
  { name: 'discourse', type: 'discourse', write: discourse },
  { name: 'stackexchange', type: 'stackexchange', write: stackexchange },
  { name: 'markdown', type: 'markdown', write: markdown },
  { name: 'zendesk tickets', type: 'zendesk', write: zendeskTickets },
  { name: 'zendesk posts', type: 'zendesk', write: zendeskPosts },
  { name: 'zendesk articles', type: 'zendesk', each: 1, write: zendeskArticles },
  { name: 'github', type: 'github', write: github },
  { name: 'khoros classic', type: 'khoros', write: khorosClassic },
  { name: 'khoros aurora', type: 'khoros', write: khorosAurora },
  { name: 'freshdesk tickets', type: 'freshdesk', write: freshdeskTickets },
  { name: 'freshdesk articles', type: 'freshdesk', each: 1, write: freshdeskArticles },
  { name: 'intercom conversations', type: 'intercom', settings: ['bots: true'], write: intercomConversations },
  { name: 'intercom tickets', type: 'intercom', settings: ['bots: true'], write: intercomTickets },
  { name: 'intercom articles', type: 'intercom', each: 1, write: intercomArticles },
  { name: 'csv of text', type: 'csv', settings: ['markup: text'], write: csv('text') },
  { name: 'csv of html', type: 'csv', settings: ['markup: html'], write: csv('html') },
  { name: 'csv of markdown', type: 'csv', settings: ['markup: markdown'], write: csv('markdown') },
  { name: 'reddit', type: 'reddit', settings: ['bots: true'], write: reddit },
  { name: 'slack', type: 'slack', settings: ['bots: true'], write: slack },
  { name: 'discord', type: 'discord', settings: ['bots: true'], write: discord },
  { name: 'telegram', type: 'telegram', write: telegram },
  { name: 'x', type: 'x', write: x },
  { name: 'facebook', type: 'facebook', write: facebook },
  { name: 'youtube', type: 'youtube', write: youtube },
  { name: 'youtube lines', type: 'youtube', write: youtubeLines },
  { name: 'mbox', type: 'mbox', write: mbox },
];

/**
 * Writes the export of an importer.
 *
 * Returns its files by their path, the settings of the source, the number of threads, and the
 * marks that its bodies hold, as a reader sees them.
 */
export function attackedExport({ type, settings = [], each, write }, payloads, nEach) {
  const groups = [];
  for (let from = 0; from < payloads.length; from += each ?? nEach) {
    groups.push(payloads.slice(from, from + (each ?? nEach)));
  }
  const marks = [];
  const mark = after => {
    marks.push(`mark${marks.length}z${after}`);
    return marks.at(-1);
  };
  const say = {
    html: payload => `<p>${mark('')}</p>${payload}`,
    markdown: payload => `${mark('')}\n\n${payload}`,
    // What is text stays text: the tag must be there to read.
    text: payload => `${mark(' <i>')} ${payload}`,
    // For markup that has `<` for itself.
    plain: payload => `${mark('')} ${payload}`,
  };
  const url = type === 'x' ? 'https://x.com/lumo' : COMMUNITY;
  return { files: write(groups, say), settings: [`url: ${url}`, ...settings], n: groups.length, marks };
}

// Fields

/** Takes the payloads of a group in turn, cut to what a title or a name may be. */
function turns(payloads) {
  let at = 0;
  return () => [...payloads[at++ % payloads.length]].slice(0, 300).join('');
}

/** Accounts that are told apart by what their names end with. */
function people(any, t) {
  return Array.from({ length: PEOPLE }, (_, n) => `${any()} ${t}-${n}`);
}

/** An address that is an attack, and one that holds one. */
function address(payload, at) {
  return at % 2 ? payload : `https://e.example/${payload}`;
}

/** A tag has a page of its own, and articles are many. */
function tagsOf(any, t) {
  return t % 20 ? [] : [any()];
}

function moment(hour) {
  return new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
}

function json(value) {
  return JSON.stringify(value);
}

function lines(values) {
  return values.map(value => `${json(value)}\n`).join('');
}

/** Text as XML has it, with references for what would end an attribute or a line. */
function escaped(text) {
  return text.replace(/[&<>"'\u0000-\u001f\ufffe\uffff]/g, c => `&#x${c.charCodeAt(0).toString(16)};`);
}

/** A picture of one pixel. */
const PICTURE = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');

/** What a file may be called: an attack as far as a name may be one. */
function fileName(payload, ending) {
  // Bytes are counted where a name is limited.
  const name = payload.replace(/[\\/:%?#\u0000-\u001f\u007f-\u009f\u2028-\u202f\ud800-\udfff]/g, '');
  return `x${[...name].slice(0, 50).join('').trim()}.${ending}`;
}

/**
 * Files that come with posts, named by payloads in turn: pictures and texts, most of them not
 * there. `at(name, id)` says below which path a name lies; found ones are put into `files`.
 */
function attachments(files, any, at) {
  return n => {
    const name = fileName(any(), n % 2 ? 'gif' : 'txt');
    const isThere = n % 8 < 2;
    if (isThere) files[at(name, n)] = n % 2 ? PICTURE : 'Words.';
    return { name: isThere || n % 3 ? name : any(), path: at(name, n) };
  };
}

/** The record of the project's own, with every field that holds text. */
function jsonl(groups, say) {
  const files = {};
  const threads = groups.map((payloads, t) => {
    const any = turns(payloads);
    const file = attachments(files, any, (name, n) => `files/${t}-${n}/${name}`);
    const author = n => (n % 5 === 4 ? null : {
      id: `${t}-${n % PEOPLE}`, name: any(), role: n % PEOPLE === 1 ? 'staff' : 'member', url: address(any(), n),
    });
    const bodies = payloads.flatMap(payload => ['html', 'markdown', 'text'].map(markup => ({ body: say[markup](payload), markup })));
    const answers = bodies.map((body, n) => ({
      ...body, id: `${n} ${any()}`, author: author(n), created: moment(n), edited: moment(n + 1), score: n, accepted: n === 0,
      url: address(any(), n), licence: any(), attachments: [file(n)],
    }));
    const comments = payloads.map((payload, n) => ({
      body: say.markdown(payload), markup: 'markdown', id: `c${n} ${any()}`, parent: n % 2 ? answers[n].id : undefined,
      author: author(n), created: moment(n), attachments: [file(n + 4)],
    }));
    return {
      id: `${t} ${any()}`, title: `${t} ${any()}`, url: address(any(), t), language: 'en', created: moment(0), updated: moment(1),
      tags: [any(), any()], product: any(), version: any(), licence: any(), aliases: [`Also ${any()}`], summary: t % 2 ? any() : undefined,
      slug: t % 3 ? undefined : any(), verified_on: '2026-01-02', verified_by: any(), author: author(0),
      question: { body: say.html(payloads[0]), markup: 'html', url: address(any(), t), licence: any(), attachments: [file(1)] },
      answers, comments,
    };
  });
  return { ...files, 'threads.jsonl': lines(threads) };
}

// Forums

function discourse(groups, say) {
  const files = {};
  const topics = Object.fromEntries(groups.map((payloads, t) => {
    const any = turns(payloads);
    const file = attachments(files, any, (name, n) => `uploads/${t}-${n}/${name}`);
    const who = people(any, t);
    const wrapped = (payload, n) => [
      `<aside class="quote" data-username="${escaped(payload)}" data-topic="${escaped(payload)}" data-post="1">`
        + `<div class="title">${payload}</div><blockquote>${payload}</blockquote></aside>`,
      `<div class="lightbox-wrapper"><a class="lightbox" href="${escaped(payload)}" title="${escaped(payload)}">`
        + `<img src="/uploads/${escaped(payload)}" alt="${escaped(payload)}"></a></div>`,
      `<aside class="onebox" data-onebox-src="${escaped(payload)}"><article><a href="${escaped(payload)}">${payload}</a></article></aside>`,
      `<img class="emoji" src="${escaped(payload)}" title="${escaped(payload)}" alt="${escaped(payload)}">`,
      `<img src="/${escaped(file(n).path)}" alt="${escaped(payload)}"><a href="/${escaped(file(n + 1).path)}">${payload}</a>`,
    ][n % 5];
    const bodies = payloads.flatMap((payload, n) => [
      { cooked: say.html(payload) },
      { raw: say.markdown(payload) },
      { cooked: say.html(wrapped(payload, n)) },
    ]);
    const posts = bodies.map((body, n) => ({
      ...body,
      post_number: n + 1,
      post_type: 1,
      username: who[n % PEOPLE],
      name: n % 3 ? any() : '',
      display_username: any(),
      staff: n % PEOPLE === 1,
      created_at: moment(n),
      updated_at: moment(n + 1),
      version: 2,
      reply_to_post_number: n % 5 === 4 ? n : null,
      accepted_answer: n === 1,
      actions_summary: [{ id: 2, count: n }],
    }));
    const title = `${t} ${any()}`;
    const topic = {
      id: t + 1,
      title: t % 3 ? title : undefined,
      fancy_title: escaped(title),
      slug: any(),
      tags: t % 2 ? [any(), any()] : [{ name: any(), slug: any() }],
      archetype: 'regular',
      visible: true,
      created_at: moment(0),
      posts_count: posts.length,
      post_stream: { posts, stream: posts.map(post => post.post_number) },
    };
    return [`${t}.json`, json(topic)];
  }));
  return { ...files, ...topics };
}

function stackexchange(groups, say) {
  const row = fields => `  <row ${Object.entries(fields).map(([name, value]) => `${name}="${escaped(String(value))}"`).join(' ')} />`;
  const table = (name, rows) => `\ufeff<?xml version="1.0" encoding="utf-8"?>\n<${name}>\n${rows.join('\n')}\n</${name}>\n`;
  const [posts, comments, users] = [[], [], []];
  groups.forEach((payloads, t) => {
    const any = turns(payloads);
    const first = (t + 1) * 1000;
    for (let n = 0; n < PEOPLE; n++) users.push(row({ Id: first + n, DisplayName: any(), AboutMe: any() }));
    const owner = n => (n % 5 === 4 ? { OwnerDisplayName: any() } : { OwnerUserId: first + (n % PEOPLE) });
    const times = n => ({ CreationDate: moment(n).slice(0, -1), LastEditDate: moment(n + 1).slice(0, -1), ContentLicense: any() });
    posts.push(row({
      Id: first, PostTypeId: 1, AcceptedAnswerId: first + 1, Score: 3, Title: `${t} ${any()}`, Body: say.html(payloads[0]),
      Tags: t % 2 ? `<${any()}><${any()}>` : `|${any()}|${any()}|`, ...owner(0), ...times(0),
    }));
    payloads.forEach((payload, n) => {
      posts.push(row({ Id: first + n + 1, PostTypeId: 2, ParentId: first, Score: n, Body: say.html(payload), ...owner(n + 1), ...times(n) }));
      const user = n % 3 ? { UserId: first + (n % PEOPLE) } : { UserDisplayName: any() };
      comments.push(row({ Id: first + n, PostId: first + (n % 2) * n, Text: say.markdown(payload), CreationDate: moment(n).slice(0, -1), ...user }));
    });
  });
  return {
    'Posts.xml': table('posts', posts),
    'Comments.xml': table('comments', comments),
    'Users.xml': table('users', users),
  };
}

function markdown(groups, say) {
  // YAML takes what JSON writes, but for these characters.
  const quoted = text => json(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const line = text => text.replace(/[\r\n]+/g, ' ');
  // In an item of a list, so that no attack takes the next heading with it.
  const item = text => `- ${text.split(/\r\n|\r|\n/).join('\n  ')}`;
  const files = {};
  const written = Object.fromEntries(groups.flatMap((payloads, t) => {
    const any = turns(payloads);
    const file = attachments(files, any, (name, n) => `pictures/${t}-${n}/${name}`);
    const settings = [
      ...(t % 2 ? [`title: ${quoted(`${t} ${any()}`)}`] : []),
      `author: ${quoted(any())}`, `tags: [${quoted(any())}, ${quoted(any())}]`, `product: ${quoted(any())}`,
      `version: ${quoted(any())}`, `summary: ${quoted(any())}`, `licence: ${quoted(any())}`,
      `aliases: [${quoted(any())}]`, `source_url: ${quoted(`https://e.example/${any()}`)}`,
      'verified_on: 2026-01-02', `verified_by: ${quoted(any())}`, 'created: 2026-01-01',
    ];
    const sections = payloads.map((payload, n) => {
      const accepted = n ? '' : 'accepted, ';
      const heading = n % 4 === 3 ? `### Comment by ${line(any())} (2026-01-02)`
        : `## Answer by ${line(any())} (${accepted}staff, id a${n})`;
      const picture = `![${line(any())}](<${line(file(n).path)}>)`;
      return `${heading}\n\n${item(say.markdown(payload))}\n\n${picture}\n`;
    });
    const title = t % 2 ? '' : `# ${t} ${line(any())}\n\n`;
    const thread = `---\n${settings.join('\n')}\n---\n${title}${item(say.markdown(payloads[0]))}\n\n${sections.join('\n')}`;
    // The same as they come, where one may take all that follow with it.
    const plain = `---\ntitle: ${quoted(`Plain ${t} ${any()}`)}\n---\nFirst.\n\n${payloads.join('\n\n')}\n`;
    return [[`t${t}.md`, thread], [`plain/t${t}.md`, plain]];
  }));
  return { ...files, ...written };
}

function zendeskUsers(groups) {
  const users = groups.flatMap((payloads, t) => {
    const any = turns(payloads);
    return Array.from({ length: PEOPLE }, (_, n) => ({ id: `${t}-${n}`, name: any(), role: n === 1 ? 'agent' : 'end-user' }));
  });
  return json({ users });
}

/** Of a help desk: what is not there is not named either. */
function deskFiles(files, any, t) {
  const file = attachments(files, any, (name, n) => `attachments/${t}00${n}/${name}`);
  return n => {
    const { name } = file(n);
    return [{ id: `${t}00${n}`, file_name: name, name, content_url: address(any(), n), attachment_url: address(any(), n) }];
  };
}

function zendeskTickets(groups, say) {
  const files = {};
  const tickets = groups.map((payloads, t) => {
    const any = turns(payloads);
    const desk = deskFiles(files, any, t);
    const bodies = payloads.flatMap(payload => [{ html_body: say.html(payload) }, { body: say.text(payload) }]);
    const comments = bodies.map((body, n) => ({
      ...body, id: `${t}-${n}-${any()}`, author_id: `${t}-${n % PEOPLE}`, public: true, created_at: moment(n),
      html_url: address(any(), n), attachments: desk(n),
    }));
    return {
      id: `${t}-${any()}`, subject: t % 2 ? `${t} ${any()}` : null, raw_subject: `${t} ${any()}`, description: any(),
      status: 'solved', requester_id: `${t}-0`, assignee_id: `${t}-1`, brand_id: 1, tags: [any(), any()],
      created_at: moment(0), updated_at: moment(1), comments,
    };
  });
  return { ...files, 'tickets.jsonl': lines(tickets), 'users.json': zendeskUsers(groups) };
}

function zendeskPosts(groups, say) {
  const [posts, comments, topics] = [[], [], []];
  groups.forEach((payloads, t) => {
    const any = turns(payloads);
    topics.push({ id: t, name: any(), user_segment_id: null });
    posts.push({
      id: `${t}`, topic_id: t, title: `${t} ${any()}`, details: say.html(payloads[0]), author_id: `${t}-0`, vote_sum: 3,
      html_url: address(any(), t), created_at: moment(0),
    });
    payloads.forEach((payload, n) => comments.push({
      id: `${t}-${n}-${any()}`, post_id: `${t}`, body: say.html(payload), author_id: `${t}-${n % PEOPLE}`, official: n === 1,
      vote_sum: n, html_url: address(any(), n), created_at: moment(n),
    }));
  });
  return {
    'posts.json': json({ posts }), 'comments.json': json({ comments }), 'topics.json': json({ topics }),
    'users.json': zendeskUsers(groups),
  };
}

function zendeskArticles(groups, say) {
  const articles = groups.map((payloads, t) => {
    const any = turns(payloads);
    return {
      id: t, section_id: 1, title: t % 2 ? `${t} ${any()}` : null, name: `${t} ${any()}`, body: say.html(payloads[0]),
      locale: 'en-us', source_locale: 'en-us', author_id: `${t - t % 60}-${t % PEOPLE}`, label_names: tagsOf(any, t), html_url: address(any(), t),
      vote_sum: t, draft: false, created_at: moment(t % 99), updated_at: moment(t % 99), user_segment_id: null,
    };
  });
  return { 'articles.json': json({ articles }), 'users.json': zendeskUsers(groups) };
}

function github(groups, say) {
  const discussions = groups.map((payloads, t) => {
    const any = turns(payloads);
    const who = people(any, t);
    const base = `https://github.com/lumo/hub/discussions/${t}`;
    const node = (body, n) => ({
      ...body, id: `node-${t}-${n}`, author: { __typename: 'User', login: who[n % PEOPLE] },
      authorAssociation: n === 1 ? 'MEMBER' : 'NONE', createdAt: moment(n), lastEditedAt: moment(n + 1), upvoteCount: n,
      // The number behind `#` becomes the id of a post, and its anchor.
      url: n % 3 ? `${base}#discussioncomment-${n}${any()}` : address(any(), n),
    });
    const nodes = payloads.flatMap((payload, n) => {
      const reply = node({ body: say.markdown(payload) }, 4 * n + 3);
      return [
        { ...node({ body: say.markdown(payload) }, 4 * n), replies: { totalCount: 1, nodes: [reply] } },
        node({ bodyHTML: say.html(payload) }, 4 * n + 1),
        node({ bodyText: say.text(payload) }, 4 * n + 2),
      ];
    });
    nodes[1].isAnswer = true;
    return {
      ...node({ body: say.markdown(payloads[0]) }, 0), number: t, title: `${t} ${any()}`, url: `${base}?${any()}`,
      updatedAt: moment(9), category: { name: any() }, labels: { nodes: [{ name: any() }] },
      comments: { totalCount: nodes.length, nodes },
    };
  });
  return { 'discussions.jsonl': lines(discussions) };
}

function khorosBody(payload, n) {
  const own = [
    `<LI-CODE lang="${escaped(payload)}">${payload}</LI-CODE>`,
    `<LI-SPOILER label="${escaped(payload)}">${payload}</LI-SPOILER>`,
    `<LI-USER uid="1" login="${escaped(payload)}"></LI-USER>${payload}`,
    `<LI-IMAGE id="${escaped(payload)}" alt="${escaped(payload)}"></LI-IMAGE><LI-WRAPPER>${payload}</LI-WRAPPER>`,
  ];
  return own[n % own.length];
}

function khorosClassic(groups, say) {
  const items = groups.flatMap((payloads, t) => {
    const any = turns(payloads);
    const topic = `${t}-${any()}`.replaceAll(':', '');
    const bodies = payloads.flatMap((payload, n) => [say.html(payload), say.html(khorosBody(payload, n))]);
    return [say.html(payloads[0]), ...bodies].map((body, n) => ({
      type: 'message', id: n ? `${n}-${any()}`.replaceAll(':', '') : topic, topic: { id: topic }, depth: Math.min(n, 1),
      subject: `${t} ${any()}`, body, board: { id: 'b' },
      author: { id: `${t}-${n % PEOPLE}`, login: any(), rank: { name: n === 1 ? 'Employee' : any() }, view_href: address(any(), n) },
      view_href: address(any(), n), post_time: moment(n), is_solution: n === 1, kudos: { sum: { weight: n } },
      labels: { items: [{ text: any() }] }, tags: { items: [{ text: any() }] },
      conversation: { id: topic, style: 'forum' },
    }));
  });
  return { 'messages.json': json({ status: 'success', data: { type: 'messages', items } }) };
}

function khorosAurora(groups, say) {
  return Object.fromEntries(groups.map((payloads, t) => {
    const any = turns(payloads);
    const node = (body, n, type) => ({
      __typename: type, id: `message:${(t + 1) * 10_000 + n}`, subject: `${t} ${any()}`, body, postTime: moment(n),
      author: { id: `user:${t}-${n % PEOPLE}`, login: any(), rank: { name: n === 2 ? 'Employee' : any() }, view_href: address(any(), n) },
      conversation: { id: `conversation:${(t + 1) * 10_000}` }, solution: n === 1, kudosSumWeight: n, view_href: address(any(), n),
      tags: { edges: [{ node: { text: any() } }] }, labels: { edges: [{ node: { text: any() } }] },
    });
    const edges = payloads.flatMap((payload, n) => [say.html(payload), say.html(khorosBody(payload, n))])
      .map((body, n) => ({ node: node(body, n + 1, 'ForumReplyMessage') }));
    const message = { ...node(say.html(payloads[0]), 0, 'ForumTopicMessage'), repliesCount: edges.length, replies: { edges } };
    return [`${t}.json`, json({ data: { message } })];
  }));
}

// Desks and tables

function freshdeskTickets(groups, say) {
  const people = groups.flatMap((payloads, t) => {
    const any = turns(payloads);
    return [
      { id: `${t}-1`, contact: { name: any(), email: 'x' }, ticket_scope: 1 },
      ...[2, 3].map(n => ({ id: `${t}-${n}`, name: any(), email: 'x' })),
    ];
  });
  const files = {};
  const tickets = groups.map((payloads, t) => {
    const any = turns(payloads);
    const desk = deskFiles(files, any, t);
    const bodies = payloads.flatMap(payload => [{ body: say.html(payload) }, { body_text: say.text(payload) }]);
    const conversations = bodies.map((body, n) => ({
      ...body, id: `${n}-${any()}`, incoming: n % PEOPLE !== 1, private: false, user_id: `${t}-${n % PEOPLE}`, created_at: moment(n),
      attachments: desk(n),
    }));
    const question = say.html(payloads[0]);
    return {
      id: `${t}-${any()}`, subject: `${t} ${any()}`, ...(t % 2 ? { description: question } : { description_html: question, description: any() }),
      status: 5, spam: false, deleted: false, requester_id: `${t}-0`, responder_id: `${t}-1`, requester: { name: any() },
      tags: [any(), any()], created_at: moment(0), updated_at: moment(1), conversations,
    };
  });
  return { ...files, 'people.json': json(people), 'tickets.json': json(tickets) };
}

function freshdeskArticles(groups, say) {
  const agents = groups.map((payloads, t) => ({ id: `${t}`, contact: { name: turns(payloads)() }, ticket_scope: 1 }));
  const articles = groups.map((payloads, t) => {
    const any = turns(payloads);
    const body = t % 4 ? { description: say.html(payloads[0]), description_text: any() } : { description_text: say.text(payloads[0]) };
    return {
      ...body, id: t, folder_id: 1, category_id: 1, title: `${t} ${any()}`, status: 2, agent_id: `${t - t % 60}`, thumbs_up: t, tags: tagsOf(any, t),
      created_at: moment(t % 99), updated_at: moment(t % 99),
    };
  });
  return { 'agents.json': json(agents), 'articles.json': json(articles) };
}

function intercomConversations(groups, say) {
  const seconds = Date.UTC(2026, 0, 1) / 1000;
  const admins = groups.map((payloads, t) => ({ type: 'admin', id: `${t}-1`, name: turns(payloads)() }));
  const conversations = groups.map((payloads, t) => {
    const any = turns(payloads);
    const kinds = ['user', 'admin', 'lead', 'bot'];
    // Who has no name in a message has one in the list of admins.
    const author = n => ({ type: kinds[n % 4], id: `${t}-${n % 4}`, name: n % 3 ? any() : null });
    const parts = payloads.map(payload => say.html(payload)).map((body, n) => ({
      type: 'conversation_part', part_type: 'comment', id: `${n}-${any()}`, body, author: author(n), created_at: seconds + n * 3600,
      attachments: [{ type: 'upload', name: any(), url: address(any(), n) }],
    }));
    return {
      type: 'conversation', id: `${t}-${any()}`, title: t % 2 ? `${t} ${any()}` : null, state: 'closed', open: false,
      created_at: seconds, updated_at: seconds,
      source: { type: 'conversation', id: any(), subject: `<p>${t} ${any()}</p>`, body: say.html(payloads[0]), author: author(0) },
      tags: { tags: [{ name: any() }] }, conversation_rating: { rating: 5 },
      conversation_parts: { conversation_parts: parts, total_count: parts.length },
    };
  });
  return { 'admins.json': json({ type: 'admin.list', admins }), 'conversations.jsonl': lines(conversations) };
}

function intercomTickets(groups, say) {
  const seconds = Date.UTC(2026, 0, 1) / 1000;
  const tickets = groups.map((payloads, t) => {
    const any = turns(payloads);
    const parts = payloads.map((payload, n) => ({
      type: 'ticket_part', part_type: 'comment', id: `${n}-${any()}`, body: say.html(payload), created_at: seconds + n * 3600,
      author: { type: n % 2 ? 'user' : 'admin', id: `${t}-${n % 2}`, name: any() },
      attachments: [{ type: 'upload', name: any(), url: address(any(), n) }],
    }));
    return {
      type: 'ticket', id: `${t}-${any()}`, category: 'Customer', is_shared: true, open: false, created_at: seconds, updated_at: seconds,
      ticket_state: t % 2 ? 'resolved' : { type: 'ticket_state', category: 'resolved' },
      ticket_attributes: {
        _default_title_: `${t} ${any()}`, _default_description_: t % 2 ? say.text(payloads[0]) : say.html(payloads[0]), [any()]: any(),
      },
      contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: `${t}-1` }] },
      ticket_parts: { type: 'ticket_part.list', ticket_parts: parts, total_count: parts.length },
    };
  });
  return { 'tickets.jsonl': lines(tickets) };
}

function intercomArticles(groups, say) {
  const articles = groups.map((payloads, t) => {
    const any = turns(payloads);
    const seconds = Date.UTC(2026, 0, 1) / 1000 + t;
    const body = t % 4 ? { body: say.html(payloads[0]) } : { body: '', body_markdown: say.markdown(payloads[0]) };
    return {
      ...body, type: 'article', id: `${t}`, title: `${t} ${any()}`, state: 'published', author_id: `${t - t % 60}`, default_locale: 'en',
      url: address(any(), t), tags: { tags: tagsOf(any, t).map(name => ({ name })) }, created_at: seconds, updated_at: seconds,
    };
  });
  const admins = groups.map((payloads, t) => ({ type: 'admin', id: `${t}`, name: turns(payloads)() }));
  return { 'admins.json': json({ type: 'admin.list', admins }), 'articles.json': json({ type: 'list', data: articles }) };
}

function csv(markup) {
  const row = fields => `${fields.map(field => `"${String(field).replaceAll('"', '""')}"`).join(',')}\n`;
  return (groups, say) => {
    let threads = row(['thread_id', 'title', 'tags', 'url', 'language', 'status', 'accepted']);
    let messages = row(['thread', 'id', 'parent', 'author', 'name', 'role', 'body', 'created', 'score', 'url']);
    groups.forEach((payloads, t) => {
      const any = turns(payloads);
      const who = people(any, t);
      const thread = `${t} ${any()}`;
      const ids = [payloads[0], ...payloads].map((_, n) => `${n} ${any()}`);
      threads += row([thread, t % 2 ? `${t} ${any()}` : '', `${any()}|${any()}`, address(any(), t), any(), 'solved', ids[1]]);
      [payloads[0], ...payloads].forEach((payload, n) => {
        messages += row([
          thread, ids[n], n % 5 === 4 ? ids[n - 1] : '', who[n % PEOPLE], any(), n === 1 ? 'staff' : any(),
          say[markup](payload), moment(n), n, address(any(), n),
        ]);
      });
    });
    return { 'threads.csv': threads, 'messages.csv': messages };
  };
}

// Chats

function reddit(groups, say) {
  const files = {};
  groups.forEach((payloads, t) => {
    const any = turns(payloads);
    const who = people(any, t);
    const id = `s${t.toString(36)}x`;
    const seconds = Date.UTC(2026, 0, 1) / 1000;
    // Pages have their texts escaped, dumps as they were typed.
    const isPage = t % 2 === 1;
    const typed = text => (isPage ? escaped(text) : text);
    const thing = (n, fields) => ({
      ...fields, author: who[n % PEOPLE], created_utc: seconds + n * 3600, edited: seconds + n * 3600 + 9, score: n, subreddit: any(),
      permalink: n % 2 ? any() : `/r/lumo/comments/${any()}`, distinguished: n % PEOPLE === 1 ? 'moderator' : null,
      author_flair_text: any(),
    });
    const submission = thing(0, {
      id, title: typed(`${t} ${any()}`), selftext: typed(say.markdown(payloads[0])), selftext_html: any(), url: address(any(), t),
      is_self: true, link_flair_text: any(), link_flair_css_class: any(), num_comments: payloads.length, subreddit_type: 'public',
    });
    const comments = payloads.map((payload, n) => thing(n + 1, {
      id: `c${t.toString(36)}x${n}`, link_id: `t3_${id}`, parent_id: n % 3 === 2 ? `t1_c${t.toString(36)}x${n - 1}` : `t3_${id}`,
      body: typed(say.markdown(payload)), body_html: any(), replies: '',
    }));
    const listing = (kind, all) => ({ kind: 'Listing', data: { children: all.map(data => ({ kind, data })), after: null } });
    files[isPage ? `${t}.json` : `${t}.jsonl`] = isPage ? json([listing('t3', [submission]), listing('t1', comments)])
      : lines([submission, ...comments]);
  });
  return files;
}

function slack(groups, say) {
  const slacks = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const files = {};
  const [channels, users] = [[], []];
  groups.forEach((payloads, t) => {
    const any = turns(payloads);
    const people = Array.from({ length: PEOPLE }, (_, n) => `U${t}X${n}`);
    const file = attachments(files, any, (name, n) => `__uploads/F${t}X${n}/${name}`);
    channels.push({ id: `C${t}`, name: any(), creator: people[0] });
    users.push(...people.slice(1).map((id, n) => ({
      id, name: any(), real_name: any(), is_admin: n === 0, profile: n % 2 ? { display_name: any() } : { real_name: any() },
    })));
    const first = Date.UTC(2026, 0, 1) / 1000;
    const bodies = payloads.flatMap((payload, n) => [
      { text: say.plain(payload) },
      { text: slacks(say.text(payload)) },
      { text: say.plain(slackTokens(payload, any, t, n)) },
      { text: '', blocks: slackBlocks(say.plain(payload), any, t, n) },
    ]);
    const messages = [{ text: say.plain(payloads[0]) }, ...bodies].map((body, n) => ({
      ...body, type: 'message', ts: `${first + n * 1000}.000100`, thread_ts: `${first}.000100`,
      // Who is in no list brings a name along; programs bring one too.
      ...(n % 7 === 6 ? { bot_id: `B${t}`, subtype: 'bot_message', username: any() }
        : { user: people[n % PEOPLE], user_profile: { display_name: any(), real_name: any(), name: any() } }),
      reactions: [{ name: n === 1 ? 'white_check_mark' : any(), count: 1 }],
      files: [{ id: `F${t}X${n}`, name: file(n).name, title: any() }],
    }));
    files[`C${t}/2026-01-01.json`] = json(messages);
  });
  return { ...files, 'channels.json': json(channels), 'users.json': json(users) };
}

function slackTokens(payload, any, t, n) {
  const tokens = [
    `<https://e.example/${payload}|${payload}>`, `<${payload}|${payload}>`, `<${payload}>`, `<https://${payload}>`,
    `<@U${t}X1> <@UNKNOWN|${payload}> <@${payload}>`, `<#C${t}> <#CX|${payload}> <#${payload}>`,
    `<!date^0^${payload}^https://e.example/${payload}|${payload}> <!subteam^S1|${payload}> <!${payload}>`,
    `\`\`\`${payload}\`\`\``, `*_~${payload}~_* \`${payload}\``, `&gt; ${payload}\n• ${payload}`,
    `<mailto:${payload}|${payload}> <javascript:${payload}|${payload}> <javascript://e.example/${payload}>`, `:${payload}: :smile: ${any()}`,
  ];
  return tokens[n % tokens.length];
}

function slackBlocks(text, any, t, n) {
  const style = { bold: true, italic: true, strike: true, code: n % 2 === 0 };
  const inline = [
    { type: 'text', text }, { type: 'text', text: any(), style }, { type: 'link', url: address(any(), n), text: any() },
    { type: 'link', url: address(any(), n + 1) }, { type: 'emoji', name: any() }, { type: 'user', user_id: `U${t}X1` },
    { type: 'user', user_id: any() }, { type: 'channel', channel_id: `C${t}` }, { type: 'broadcast', range: any() },
    { type: 'color', value: any() },
  ];
  const section = { type: 'rich_text_section', elements: inline };
  const parts = [
    section, { type: 'rich_text_quote', elements: inline }, { type: 'rich_text_preformatted', elements: inline, language: any() },
    { type: 'rich_text_list', style: n % 2 ? 'ordered' : any(), elements: [section, section] },
  ];
  const blocks = [
    [{ type: 'rich_text', elements: [parts[n % 4]] }],
    [{ type: 'section', text: { type: 'mrkdwn', text } }, { type: 'header', text: { type: 'plain_text', text: any() } }],
    [{ type: 'context', elements: [{ type: 'mrkdwn', text }, { type: 'plain_text', text: any() }, { type: 'image', alt_text: any(), image_url: any() }] }],
    [{ type: 'header', text: { type: 'plain_text', text } }, { type: 'section', text: { type: any(), text: any() } }],
  ];
  return blocks[Math.floor(n / 4) % blocks.length];
}

function discord(groups, say) {
  const files = {};
  const channels = Object.fromEntries(groups.map((payloads, t) => {
    const any = turns(payloads);
    const file = attachments(files, any, (name, n) => `${t}.json_Files/${n}/${name}`);
    const who = people(any, t);
    const first = (t + 1) * 10_000;
    const isThread = t % 2 === 1;
    const mention = n => [{ id: '77', name: any(), nickname: n % 2 ? any() : null }];
    const forms = (payload, n) => [
      `<@77> <@&77> <#77> <:${payload}:1> <a:${payload}:2> <t:0:${payload}> </${payload}:3>`, `||${payload}|| ~~${payload}~~ **${payload}**`,
      `\`\`\`${payload}\n${payload}\`\`\` \`${payload}\``, `> ${payload}\n>>> ${payload}`, `[${payload}](${payload})`,
      `[x](https://e.example/${payload}) <https://e.example/${payload}>`, `-# ${payload}\n# ${payload}`, `https://e.example/${payload}`,
    ][n % 8];
    const bodies = payloads.flatMap((payload, n) => [say.text(payload), say.markdown(payload), say.text(forms(payload, n))]);
    const messages = [say.text(payloads[0]), ...bodies].map((content, n) => ({
      id: n % 5 === 4 ? `${n} ${any()}` : `${first + n}`, type: n && !isThread ? 'Reply' : 'Default', content, timestamp: moment(n),
      timestampEdited: moment(n + 1),
      author: {
        id: who[n % PEOPLE], name: any(), nickname: n % 2 ? any() : null, discriminator: '0001', isBot: n % 7 === 6,
        roles: [{ id: '1', name: n % PEOPLE === 1 ? 'Staff' : any() }],
      },
      attachments: [{ id: '1', url: address(any(), n), fileName: any() }, { id: '2', url: file(n).path, fileName: any() }],
      embeds: [{ title: any(), url: address(any(), n), description: any(), author: { name: any(), url: any() }, fields: [{ name: any(), value: any() }] }],
      stickers: [{ name: any(), sourceUrl: any() }],
      reactions: [{ emoji: { name: n === 1 ? '✅' : any() }, count: 2 }],
      mentions: mention(n), reference: n && !isThread ? { messageId: `${first}` } : null,
    }));
    const channel = { id: `${first}`, type: isThread ? 'GuildPublicThread' : 'GuildTextChat', category: any(), name: `${t} ${any()}`, topic: any() };
    return [`${t}.json`, json({ guild: { id: '1', name: any() }, channel, messages, messageCount: messages.length })];
  }));
  return { ...files, ...channels };
}

function telegram(groups, say) {
  const files = {};
  const chats = Object.fromEntries(groups.map((payloads, t) => {
    const any = turns(payloads);
    const file = attachments(files, any, (name, n) => `files/${t}-${n}/${name}`);
    const kinds = [
      'bold', 'italic', 'strikethrough', 'blockquote', 'code', 'pre', 'link', 'text_link', 'mention_name', 'mention', 'hashtag', 'email',
      'custom_emoji', 'spoiler',
    ];
    const entity = n => ({ type: n % 15 === 14 ? any() : kinds[n % 15], text: any(), href: address(any(), n), language: any(), user_id: 1 });
    const bodies = payloads.flatMap((payload, n) => [
      { text: say.text(payload) },
      { text: [say.text(payload), entity(n), entity(n + 1), payload] },
      { text: '', text_entities: [{ type: 'plain', text: say.text(payload) }, entity(n), entity(n + 7)] },
      { text: [say.text(''), { type: 'text_link', text: payload, href: address(payload, n) }, { type: 'link', text: payload }] },
    ]);
    const seconds = Date.UTC(2026, 0, 1) / 1000;
    const first = t * 1000 + 1;
    const topic = { id: first, type: 'service', action: 'topic_created', title: any(), date_unixtime: `${seconds}` };
    const messages = [{ text: say.text(payloads[0]) }, ...bodies].map((body, n) => ({
      ...body, id: first + n + 1, type: 'message', date: moment(n).slice(0, 19), date_unixtime: `${seconds + n * 3600}`, from: any(),
      from_id: `user${t}${n % PEOPLE}`, reply_to_message_id: n ? first + 1 : first, via_bot: n % 7 === 6 ? any() : undefined,
      reactions: [{ type: 'emoji', count: 2, emoji: n === 1 ? '✅' : any() }],
      ...(n % 3 ? { file: file(n).path, file_name: any() } : { photo: file(n).path }),
    }));
    return [`${t}.json`, json({ name: any(), type: 'public_supergroup', id: t + 100, messages: [topic, ...messages] })];
  }));
  return { ...files, ...chats };
}

function x(groups, say) {
  const pages = groups.map((payloads, t) => {
    const any = turns(payloads);
    const root = `${(t + 1) * 100_000}`;
    const users = Array.from({ length: PEOPLE }, (_, n) => ({ id: `${t}-${n}`, username: n === 1 ? 'lumo' : any(), name: any() }));
    const bodies = payloads.flatMap((payload, n) => [
      { text: say.text(payload) },
      { text: any(), note_tweet: { text: say.text(escaped(payload)), entities: { hashtags: [{ tag: any() }] } } },
      { text: `${say.text('')}https://t.co/${n} ${payload}` },
    ]);
    const data = [{ text: say.text(payloads[0]) }, ...bodies].map((body, n) => ({
      ...body, id: `${Number(root) + n}`, author_id: `${t}-${n % PEOPLE}`, conversation_id: root, created_at: moment(n),
      referenced_tweets: n ? [{ type: 'replied_to', id: root }] : [],
      entities: {
        urls: [{ url: `https://t.co/${Math.floor((n - 1) / 3)}`, expanded_url: address(any(), n), display_url: any() }],
        hashtags: [{ tag: any() }],
      },
      public_metrics: { like_count: n },
    }));
    return { data, includes: { users } };
  });
  return { 'pages.jsonl': lines(pages) };
}

/** A post of a page for each group, with the comments below it; every other one a visitor's. */
function facebook(groups, say) {
  const data = groups.map((payloads, t) => {
    const any = turns(payloads);
    const account = n => ({ id: `${t}-${n}`, name: any() });
    const root = 1000 * (t + 1);
    const comments = payloads.map((payload, n) => ({
      id: `${t + 1}_${root + n}`, message: say.text(payload), created_time: moment(n), like_count: n, comment_count: 0,
      from: account(n % PEOPLE), permalink_url: address(any(), n), message_tags: [{ id: '1', name: any() }],
      attachment: { title: any(), description: any(), url: address(any(), n), media: { image: { src: any() } } },
      ...(n ? { parent: { id: `${t + 1}_${root}`, message: any() } } : {}),
    }));
    // A thread is more than its question.
    comments.push({ id: `${t + 1}_${root + 900}`, message: say.text(payloads[0]), created_time: moment(900), parent: { id: `${t + 1}_${root}` }, from: account(1) });
    return {
      id: `7_${t + 1}`, message: any(), story: any(), from: { id: '7', name: any() }, created_time: moment(0),
      permalink_url: address(any(), t), comments: { data: comments },
    };
  });
  return { 'feed.json': json({ data }) };
}

/** A video for each group, with a comment on it. */
function youtube(groups, say) {
  const videos = [];
  const threads = groups.map((payloads, t) => {
    const any = turns(payloads);
    const comment = (payload, n) => ({
      kind: 'youtube#comment', id: n ? `Ug${t}.${n}` : `Ug${t}`,
      snippet: {
        ...(n % 2 ? { textDisplay: say.html(payload) } : { textOriginal: say.text(payload), textDisplay: any() }),
        authorDisplayName: any(), authorChannelUrl: address(any(), n), authorChannelId: { value: n % 3 ? any() : `UC${n % PEOPLE}` },
        authorProfileImageUrl: any(), likeCount: n, publishedAt: moment(n), updatedAt: moment(n + 1),
        ...(n ? { parentId: `Ug${t}` } : {}),
      },
    });
    const comments = [payloads[0], ...payloads].map(comment);
    const videoId = t % 2 ? any() : `v${t}`;
    videos.push({ kind: 'youtube#video', id: videoId, snippet: { title: any(), description: any(), channelId: any(), channelTitle: any(), tags: [any()] } });
    return {
      kind: 'youtube#commentThread', id: `Ug${t}`,
      snippet: { videoId, channelId: 'UC1', topLevelComment: comments[0], totalReplyCount: payloads.length, isPublic: true },
      replies: { comments: comments.slice(1) },
    };
  });
  return {
    'threads.json': json({ kind: 'youtube#commentThreadListResponse', items: threads }),
    'videos.json': json({ kind: 'youtube#videoListResponse', items: videos }),
  };
}

/** Own replies of a Takeout among comments that a program has downloaded, and what yt-dlp writes. */
function youtubeLines(groups, say) {
  const cell = text => `"${text.replaceAll('"', '""')}"`;
  const rows = ['Channel ID,Comment ID,Parent Comment ID,Video ID,Comment Text,Comment Create Timestamp'];
  const files = {};
  const all = groups.map((payloads, t) => {
    const any = turns(payloads);
    const [first, ...rest] = [payloads[0], ...payloads];
    rest.forEach((payload, n) => {
      if (n % 2) rows.push([any(), `Ug${t}.${n}`, `Ug${t}`, any(), json({ text: say.text(payload) }), moment(n)].map(cell).join(','));
    });
    const said = rest.map((payload, n) => ({ payload, id: `Ug${t}.${n}` })).filter((_, n) => n % 2 === 0);
    if (t % 2) {
      const comments = [{ payload: first, id: `Ug${t}` }, ...said].map(({ payload, id }, n) => ({
        id, parent: n ? `Ug${t}` : 'root', text: say.text(payload), author: any(), author_id: any(), author_url: any(),
        author_is_uploader: n % 2 === 1, is_pinned: true, is_favorited: true, like_count: n, timestamp: 1_767_225_600, _time_text: any(),
      }));
      files[`${t}.info.json`] = json({ id: any(), title: any(), description: any(), channel_id: any(), comments, webpage_url: any() });
      return [];
    }
    return [{ payload: first, id: `Ug${t}` }, ...said].map(({ payload, id }) => ({
      cid: id, text: say.text(payload), time: any(), author: any(), channel: any(), votes: any(), photo: any(), heart: true,
    }));
  });
  return { ...files, 'lines.jsonl': lines(all.flat()), 'comments.csv': `${rows.join('\n')}\n` };
}

/** The smallest picture. */
const GIF = 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=';

function mbox(groups, say) {
  const line = text => text.replace(/[\u0000-\u001f]/g, ' ');
  const base64 = text => Buffer.from(text, 'utf8').toString('base64');
  const word = text => `=?utf-8?B?${base64(text)}?=`;
  const part = (type, text) => `Content-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(text)}\n`;
  const mails = groups.flatMap((payloads, t) => {
    const any = turns(payloads);
    const both = payload => 'Content-Type: multipart/alternative; boundary="b"\n\n'
      + `--b\n${part('text/plain', say.text(payload))}--b\n${part('text/html', payload)}--b--\n`;
    // Names of files, and what pictures are called by, in both ways that mails have for names.
    const files = payload => 'Content-Type: multipart/related; boundary="b"\n\n'
      + `--b\n${part('text/plain', say.text(payload))}--b\nContent-Disposition: attachment; filename="${word(any())}"\n`
      + `${part('text/x-log', `${any()}\n`)}--b\nContent-ID: <${line(any())}>\nContent-Disposition: inline;\n`
      + ` filename*=utf-8''${encodeURIComponent(any().toWellFormed())}\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n\n`
      + `${GIF}\n--b--\n`;
    const bodies = payloads.flatMap(payload => [
      part('text/plain', say.text(payload)),
      part('text/html', say.html(payload)),
      both(payload),
      files(payload),
      `${part('text/plain', `${say.text(payload)}\n-------------- next part --------------\nA non-text attachment was scrubbed...\n`
        + `Name: ${line(any())}\nType: image/png\nURL: <${line(address(any(), 1))}>\n-------------- next part --------------\n`
        + `A non-text attachment was scrubbed...\nName: ${line(any())}\nURL: <${line(address(any(), 0))}>`)}`,
      // As it comes, with lines that look like the next mail protected.
      `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${say.text(payload).replace(/^(>*From )/gm, '>$1')}\n`,
    ]);
    const subject = `${t} ${any()}`;
    return [part('text/plain', say.text(payloads[0])), ...bodies].map((body, n) => {
      const minute = new Date(Date.UTC(2026, 0, 5, 0, n)).toUTCString().replace('GMT', '+0000');
      return [
        'From ann@e.example Mon Jan  5 10:00:00 2026', `From: ${word(any())} <p${n % PEOPLE}@e.example>`, `Date: ${minute}`,
        `Subject: ${n ? 'Re: ' : ''}${word(subject)}`, `Message-ID: <${t}.${n}@e.example>`,
        ...(n ? [`In-Reply-To: <${t}.0@e.example>`] : []),
        `Archived-At: <${line(address(any(), n))}>`, 'MIME-Version: 1.0', body, '',
      ].join('\n');
    });
  });
  return { 'list.mbox': mails.join('\n') };
}
