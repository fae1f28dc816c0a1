import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileCatalogue } from './compile.ts';
import { compileDiagram } from './diagram.ts';

/** A correct diagram; each test of a mistake changes one thing in it. */
const GOOD = `---
slug: read-path
title: The read path of a shop
category: caching
difficulty: 2
skills: [caching.invalidation]
summary: Follow one read from the browser to the database and back.
prerequisites: []
minutes: 6
sources:
  - title: HTTP Semantics
    url: https://www.rfc-editor.org/rfc/rfc9110
---

\`\`\`mermaid
flowchart LR
  user([Browser]) -->|GET /p/42| lb[Load balancer]
  subgraph zone[Zone A]
    lb --> api[Shop API]
    api -->|GET p:42| cache[(Redis)]
  end
  api -.->|SELECT on a miss| db[(PostgreSQL)]
\`\`\`

## Parts

${['user', 'lb', 'api', 'cache', 'db']
  .map(
    (id) => `### ${id}

**What it is.** The part that is called ${id} in this drawing.

**Why it is there.** Without ${id} no request would ever be answered.

**When it fails.** Requests that need ${id} wait until their time-out.
`,
  )
  .join('\n')}
## Walkthrough

1. [user, user->lb] **Ask.** The browser sends one request for a product page to the balancer.
2. [api->cache] **Look in the cache.** The API asks Redis for the product by its key, with \`GET\`.
3. [api->db, db] **Read from the source.** On a miss the API reads the row and stores it for five minutes.

## Trade-offs

Not for data that must never be **stale**.

- One more thing to run.
- One more copy to invalidate.

## Cards

**Q.** Which part answers on a hit?

**A.** Redis.

**Q.** What happens on a miss?

**A.** The API reads PostgreSQL.

**Q.** Why is the balancer there?

**A.** It spreads requests over the API's processes.
`;

const FILE = 'content/diagrams/caching/read-path.md';
const compile = async (text: string) => {
  const { item, problems } = await compileDiagram(FILE, text);
  return { document: item?.document, problems };
};
const change = (from: string | RegExp, to: string) => {
  const changed = GOOD.replace(from, to);
  if (changed === GOOD) throw new Error(`Nothing in the sample matches ${from}.`);
  return changed;
};
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a correct file', () => {
  test('compiles without a problem into a document with drawing, parts, steps and cards', async () => {
    const { document, problems } = await compile(GOOD);
    expect(problems).toEqual([]);
    expect(document?.drawing.nodes.map(({ id, shape, group }) => [id, shape, group])).toEqual([
      ['user', 'stadium', undefined],
      ['lb', 'rect', 'zone'],
      ['api', 'rect', 'zone'],
      ['cache', 'cylinder', 'zone'],
      ['db', 'cylinder', undefined],
    ]);
    expect(document?.drawing.edges.map(({ id, line, label }) => [id, line, label?.lines])).toEqual([
      ['user->lb', 'solid', ['GET /p/42']],
      ['lb->api', 'solid', undefined],
      ['api->cache', 'solid', ['GET p:42']],
      ['api->db', 'dotted', ['SELECT on a miss']],
    ]);
    expect(document?.steps[1]?.text).toEqual([
      'The API asks Redis for the product by its key, with ',
      { t: 'code', s: 'GET' },
      '.',
    ]);
    expect(document?.parts.db?.name).toBe('PostgreSQL');
  });

  test('gives the same bytes each time', async () => {
    const [a, b] = [await compile(GOOD), await compile(GOOD)];
    expect(JSON.stringify(a.document)).toBe(JSON.stringify(b.document));
  });

  test('may have Windows line ends', async () => {
    expect((await compile(GOOD.replaceAll('\n', '\r\n'))).problems).toEqual([]);
  });
});

describe('a mistake is named with its line and its mend', () => {
  const cases: [name: string, text: string, at: string, message: RegExp][] = [
    ['no front matter', GOOD.slice(4), 'slug', /no front matter/],
    ['front matter that is no YAML', change('minutes: 6', 'minutes: [6'), '', /no valid YAML/],
    ['an unknown key', change('minutes: 6', 'minutes: 6\nauthor: me'), '', /Unknown key "author"/],
    [
      'a difficulty out of range',
      change('difficulty: 2', 'difficulty: 7'),
      'difficulty: 7',
      /must be 1 to 5/,
    ],
    ['a summary of two sentences without an end', change('and back.', 'and back'), 'summary', /one sentence/],
    ['a source that is not https', change('https://www', 'http://www'), 'http://www', /https/],
    [
      'Mermaid that does not parse',
      change('db[(PostgreSQL)]', 'db[(PostgreSQL'),
      'SELECT',
      /Mermaid can't read this/,
    ],
    [
      'a kind that is not supported',
      change(/flowchart LR[\s\S]*?```/, 'classDiagram\n  A <|-- B\n```'),
      'classDiagram',
      /"classDiagram" is not supported/,
    ],
    [
      'C4, by name',
      change(/flowchart LR[\s\S]*?```/, 'C4Context\n  Person(a, "A")\n```'),
      'C4Context',
      /C4Context/,
    ],
    ['a part that is not in the drawing', change('### cache', '### cash'), '### cash', /no node "cash"/],
    [
      'a node without an explanation',
      change(/### db[\s\S]*?(?=## Walk)/, ''),
      'flowchart',
      /"db" has no explanation/,
    ],
    [
      'a part without its failure',
      change('**When it fails.** Requests that need db', '**Otherwise.** Requests that need db'),
      '**Otherwise',
      /begins with/,
    ],
    ['a step about an unknown edge', change('[api->cache]', '[cache->api]'), '2. [', /write "api->cache"/],
    ['a step without a title', change('**Ask.** ', ''), '1. [', /begins with what it lights up/],
    ['too few steps', change(/3\. \[api[^\n]*\n/, ''), '1. [user', /has 2 steps/],
    ['a yes/no question', change('Which part answers', 'Does a part answer'), '**Q.** Does', /yes or no/],
    [
      'too few cards',
      change(/\*\*Q\.\*\* What happens[\s\S]*?PostgreSQL\.\n/, ''),
      '**Q.** Which',
      /There are 2 cards/,
    ],
    ['HTML in the text', change('Not for data', '<b>Not</b> for data'), '<b>', /HTML/],
    ['a link that runs code', change('Not for data', '[x](javascript:alert(1)) data'), '[x]', /not allowed/],
    ['an unknown section', change('## Trade-offs', '## Tradeoffs'), '## Tradeoffs', /Unknown section/],
  ];
  test.each(cases)('%s', async (_name, text, at, message) => {
    const { problems } = await compile(text);
    const found = problems.find((problem) => message.test(problem.text));
    expect(problems.map((problem) => problem.text).join('\n')).toMatch(message);
    expect(found?.text).toMatch(/[.:]$|\.$/);
    if (at) expect(Math.abs((found?.line ?? 0) - lineOf(text, at))).toBeLessThanOrEqual(1);
  });
});

describe('the whole catalogue', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'atlas-catalogue-'));
    await mkdir(join(root, 'content/diagrams/caching'), { recursive: true });
    await writeFile(join(root, 'content/skills.yaml'), await readFile('content/skills.yaml', 'utf8'));
  });
  afterAll(() => rm(root, { recursive: true }));

  const other = GOOD.replace('slug: read-path', 'slug: write-path')
    .replace('The read path', 'The write path')
    .replace('prerequisites: []', 'prerequisites: [read-path]')
    .replace(/(called|Without|need) (\w+)/g, '$1 quite another thing, namely $2 and its kin,')
    .replace(
      /The browser sends[^\n]*/,
      'Somebody saves a form, and everything below is about what then follows.',
    )
    .replace(/The API asks[^\n]*/, 'Whoever holds the lock decides, and all others have to wait their turn.')
    .replace(
      /On a miss the[^\n]*/,
      'Nothing is read here: what was written goes to disk before an answer leaves.',
    )
    .replace(
      'Not for data that must never be **stale**.',
      'Where losing the last second is fine, write later and save the wait.',
    );
  const compileBoth = async (first: string, second: string, out?: string) => {
    await writeFile(join(root, FILE), first);
    await writeFile(join(root, 'content/diagrams/caching/write-path.md'), second);
    return compileCatalogue({ root, out });
  };
  const texts = async (first: string, second: string) =>
    (await compileBoth(first, second)).problems.map(({ text }) => text).join('\n');

  test('is written with names that carry the hash of the content, the same for the same input', async () => {
    const out = join(root, 'build');
    const { problems, catalogue } = await compileBoth(GOOD, other, out);
    expect(problems).toEqual([]);
    const manifest = await readFile(join(out, 'manifest.json'), 'utf8');
    expect(JSON.parse(await readFile(join(out, catalogue.diagrams[0]?.document ?? ''), 'utf8')).slug).toBe(
      'read-path',
    );
    await compileBoth(GOOD, other, out);
    expect(await readFile(join(out, 'manifest.json'), 'utf8')).toBe(manifest);
  });

  test('with a mistake leaves the former output in place', async () => {
    const out = join(root, 'kept');
    await compileBoth(GOOD, other, out);
    const before = await readFile(join(out, 'manifest.json'), 'utf8');
    const { problems } = await compileBoth(change('difficulty: 2', 'difficulty: 9'), other, out);
    expect(problems.length).toBeGreaterThan(0);
    expect(await readFile(join(out, 'manifest.json'), 'utf8')).toBe(before);
  });

  const mistakes: [name: string, first: string, second: string, message: RegExp][] = [
    ['an unknown prerequisite', GOOD, other.replace('[read-path]', '[reed-path]'), /no item "reed-path"/],
    ['an orphan', GOOD, other.replace('[read-path]', '[]'), /No item names this one/],
    [
      'prerequisites in a circle',
      change('prerequisites: []', 'prerequisites: [write-path]'),
      other,
      /in a circle/,
    ],
    [
      'an unknown skill',
      change('caching.invalidation', 'caching.magic'),
      other,
      /Unknown skill "caching.magic"/,
    ],
    [
      'a skill named twice',
      change('[caching.invalidation]', '[caching.invalidation, caching.invalidation]'),
      other,
      /named twice/,
    ],
    [
      'an unknown category',
      change('category: caching', 'category: cooking'),
      other,
      /Unknown category "cooking"/,
    ],
    [
      'a file in another folder than its category',
      change('category: caching', 'category: storage'),
      other,
      /move it to storage/,
    ],
    ['a file not named as its slug', change('slug: read-path', 'slug: reading'), other, /name it reading.md/],
    ['two items of one title', GOOD, other.replace('The write path', 'The read path'), /title is that of/],
    [
      'two items of largely the same text',
      GOOD,
      GOOD.replace('slug: read-path', 'slug: write-path')
        .replace('The read', 'A read')
        .replace('prerequisites: []', 'prerequisites: [read-path]'),
      /% of its phrases/,
    ],
  ];
  test.each(mistakes)('refuses %s', async (_name, first, second, message) => {
    expect(await texts(first, second)).toMatch(message);
  });
});
