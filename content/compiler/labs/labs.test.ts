import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabDocument, LabMachine } from '../../../client/catalogue/lab.ts';
import { compileCatalogue } from '../compile.ts';

const words = (about: string) =>
  `The part about ${about} says what to reach and why, in as many words as it takes to act on it, with every number that the check of this step compares.`;

/** A correct lab; each test of a mistake changes one thing in it. */
const GOOD: Record<string, string> = {
  'lab.yaml': `slug: tame-a-client
title: Tame a client
summary: Change the settings of a client until it does no harm.
difficulty: 2
skills: [reliability.timeouts-retries]
minutes: 20
limitMinutes: 40
needs: shell
diagrams: [retries-with-backoff]
answers: [client.conf]
steps:
  - { id: first-step, title: The first step }
  - { id: second-step, title: The second step }
sources:
  - { title: A document, url: https://example.org/document }
`,
  'instructions.md': `A client does harm.

## first-step

${words('attempts')} See [the diagram](/diagrams/retries-with-backoff).

\`\`\`run
cat client.conf
\`\`\`

## second-step

${words('waiting')}
`,
  'hints.md': `## first-step

1. Look at the settings, one by one, before you change any of them.
2. Fewer attempts mean less load when everything fails.
3. The number of attempts is what counts; choose one that is small.

## second-step

1. Look at the times between two attempts of one request.
2. Waiting for a random time spreads what would come together.
3. There is a setting for chance; let it decide about all of the wait.
`,
  'checks.ts': `import type { Checks } from '../kit.ts';
const finding = { passed: false, observed: 'o', expected: 'e', why: 'w', node: 'retries-with-backoff#budget' };
const checks: Checks = { 'first-step': async () => finding, 'second-step': async () => finding };
export default checks;
`,
  'solution.sh': `sed -i 's/attempts = 6/attempts = 2/' client.conf\n`,
  'solution.md': 'Two attempts are enough.\n',
  'proofs/other.sh': `echo 'attempts = 3' > client.conf\n`,
  'proofs/half.sh': `echo 'attempts = 4' > client.conf\n`,
  'setup/client.conf': 'attempts = 6\n',
  'setup/bin/play': '#!/bin/bash\ncat client.conf\n',
};

let root: string;
const folder = (slug = 'tame-a-client') => join(root, 'content/labs', slug);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'atlas-labs-'));
  for (const path of ['content/skills.yaml', 'content/diagrams/reliability/retries-with-backoff.md'])
    await cp(path, join(root, path), { recursive: true });
});
beforeEach(() => rm(join(root, 'content/labs'), { recursive: true, force: true }));
afterAll(() => rm(root, { recursive: true }));

async function write(files: Record<string, string | Uint8Array>, slug?: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder(slug), name)), { recursive: true });
    await writeFile(join(folder(slug), name), text);
  }
}

/** The sample with one part of one file changed. */
function change(name: string, from: string | RegExp, to: string): Record<string, string> {
  const changed = (GOOD[name] ?? '').replace(from, to);
  if (changed === GOOD[name]) throw new Error(`Nothing in ${name} matches ${from}.`);
  return { ...GOOD, [name]: changed };
}
const without = (name: string) => Object.fromEntries(Object.entries(GOOD).filter(([each]) => each !== name));

const compile = (only = 'tame-a-client') => compileCatalogue({ root, only });

describe('a correct lab', () => {
  test('compiles into a public document and the private part of its machine', async () => {
    await write(GOOD);
    const { problems, labs, machines } = await compile();
    expect(problems).toEqual([]);
    const document = labs.get('tame-a-client') as LabDocument;
    expect(document.steps.map(({ id, title }) => [id, title])).toEqual([
      ['first-step', 'The first step'],
      ['second-step', 'The second step'],
    ]);
    expect(document.steps[0]?.body.at(-1)).toEqual({ t: 'pre', s: 'cat client.conf', lang: 'run' });
    const machine = machines.get('tame-a-client') as LabMachine;
    expect(machine.limits).toEqual({ memory: 256, processes: 64, disk: 32, cpuSeconds: 600 });
    expect(machine.files).toEqual({
      'bin/play': { text: '#!/bin/bash\ncat client.conf\n', executable: true },
      'client.conf': { text: 'attempts = 6\n' },
    });
    expect(machine.steps[1]?.hints[1]).toBe('Waiting for a random time spreads what would come together.');
  });

  test('may have programs that are to fail, named after their steps', async () => {
    await write({ ...GOOD, 'proofs/cheat-first-step.sh': 'echo cheat > client.conf\n' });
    expect((await compile()).problems).toEqual([]);
  });

  test('is written in two folders, of which the public one has no hint, check or solution', async () => {
    await write(GOOD);
    const [out, machines] = [join(root, 'build/content'), join(root, 'build/labs')];
    const { catalogue, problems } = await compileCatalogue({ root, out, machines, only: 'tame-a-client' });
    expect(problems).toEqual([]);
    const [entry] = catalogue.labs;
    expect(entry).toMatchObject({ slug: 'tame-a-client', steps: 2, diagrams: ['retries-with-backoff'] });
    expect(entry?.document).toMatch(/^l\/tame-a-client\.[0-9a-f]{16}\.json$/);
    expect(await readdir(machines)).toEqual(['tame-a-client.json']);
    for (const name of await readdir(out, { recursive: true })) {
      if (!name.endsWith('.json')) continue;
      const text = await readFile(join(out, name), 'utf8');
      for (const secret of ['attempts = 2', 'random time spreads', 'Two attempts', 'setup', '#!/bin/bash'])
        expect(text, name).not.toContain(secret);
    }
  });

  test('is never written where it would be served', async () => {
    await write(GOOD);
    const out = join(root, 'served');
    const machines = join(out, 'labs');
    await expect(compileCatalogue({ root, out, machines, only: 'tame-a-client' })).rejects.toThrow(
      'is public',
    );
  });
});

describe('a mistake in a lab is named with its file, its line and its mend', () => {
  const yaml = (from: string | RegExp, to: string) => change('lab.yaml', from, to);
  const long = `${'x'.repeat(1023)}\n`.repeat(1025);
  const cases: [name: string, files: Record<string, string>, at: string, message: RegExp][] = [
    ['no checks', without('checks.ts'), 'checks.ts:1', /missing or empty/],
    ['an empty solution', { ...GOOD, 'solution.sh': '\n' }, 'solution.sh:1', /missing or empty/],
    ['no second solution', without('proofs/other.sh'), 'proofs/other.sh:1', /missing or empty/],
    ['a stray file', { ...GOOD, 'notes.txt': 'x' }, 'notes.txt:1', /belongs to no part/],
    ['a proof of nothing', { ...GOOD, 'proofs/cheat.sh': 'x' }, 'proofs/cheat.sh:1', /belongs to no part/],
    ['a path with a blank', { ...GOOD, 'setup/a b': 'x' }, 'setup/a b:1', /rename the file/],
    ['too much', { ...GOOD, 'setup/log': long }, 'setup:1', /more than 1,024 KB/],
    ['YAML that is none', yaml('minutes: 20', 'minutes: [20'), 'lab.yaml:', /no valid YAML/],
    [
      'an unknown key',
      yaml('minutes: 20', 'minutes: 20\nimage: debian'),
      'lab.yaml:1',
      /Unknown key "image"/,
    ],
    ['an unknown need', yaml('needs: shell', 'needs: docker'), 'lab.yaml:8', /shell, linux or kubernetes/],
    ['too short a limit', yaml('limitMinutes: 40', 'limitMinutes: 15'), 'lab.yaml:7', /at least `minutes`/],
    ['an answer outside of home', yaml('[client.conf]', '[../x]'), 'lab.yaml:10', /below the home folder/],
    ['an answer named twice', yaml('[client.conf]', '[a, a]'), 'lab.yaml:10', /"a" is named twice/],
    ['one step only', yaml(/ {2}- \{ id: second[^\n]*\n/, ''), 'lab.yaml:1', /"steps"/],
    ['another folder', yaml('slug: tame-a-client', 'slug: tame-it'), 'lab.yaml:1', /name it tame-it/],
    [
      'an unknown skill',
      yaml('timeouts-retries', 'magic'),
      'lab.yaml:5',
      /Unknown skill "reliability.magic"/,
    ],
    [
      'an unknown diagram',
      yaml('diagrams: [retries-with-backoff]', 'diagrams: [retries-with-backoff, retrying]'),
      'lab.yaml:9',
      /no diagram "retrying"/,
    ],
    [
      'no introduction',
      change('instructions.md', 'A client does harm.\n\n', ''),
      'instructions.md:1',
      /no introduction/,
    ],
    [
      'a step that is not in lab.yaml',
      change('instructions.md', '## second-step', '## last-step'),
      'instructions.md:11',
      /no step "last-step"/,
    ],
    [
      'a step without instructions',
      change('instructions.md', /## second-step[\s\S]*/, ''),
      'instructions.md:1',
      /add "## second-step"/,
    ],
    [
      'a step twice',
      change('instructions.md', '## second-step', '## first-step'),
      'instructions.md:11',
      /stands twice/,
    ],
    [
      'steps in another order',
      change('hints.md', /(## first[\s\S]*)(## second[\s\S]*)/, '$2\n$1'),
      'hints.md:1',
      /put "first-step" here/,
    ],
    [
      'too short a step',
      change('instructions.md', words('waiting'), 'Wait.'),
      'instructions.md:11',
      /too little to act on/,
    ],
    ['HTML', change('instructions.md', 'A client', '<b>A</b> client'), 'instructions.md:1', /HTML/],
    [
      'a link that leads nowhere',
      change('instructions.md', '/diagrams/retries-with-backoff', '/diagrams/retries'),
      'instructions.md:5',
      /leads nowhere/,
    ],
    [
      'a link to an unknown lab',
      { ...GOOD, 'solution.md': 'See [it](/labs/other).\n' },
      'solution.md:1',
      /nowhere/,
    ],
    ['two rungs', change('hints.md', /3\. The number[^\n]*\n/, ''), 'hints.md:1', /exactly three rungs/],
    [
      'a hint that is the solution',
      change('hints.md', 'There is', `${(GOOD['solution.sh'] ?? '').trim()} There is`),
      'hints.md:7',
      /has a line of solution.sh/,
    ],
    [
      'words before the hints',
      { ...GOOD, 'hints.md': `Hello.\n\n${GOOD['hints.md']}` },
      'hints.md:1',
      /heading/,
    ],
    [
      'a step without a check',
      change('checks.ts', /, 'second-step': async \(\) => finding/, ''),
      'checks.ts:1',
      /no check/,
    ],
    ['a check for no step', change('checks.ts', "'second-step'", "'step-two'"), 'checks.ts:1', /"step-two"/],
    [
      'checks that are no code',
      change('checks.ts', 'export default', 'export {'),
      'checks.ts:1',
      /can't be loaded/,
    ],
    [
      'checks without a default',
      change('checks.ts', 'export default checks', 'export { checks }'),
      'checks.ts:1',
      /as the default/,
    ],
    ['an unknown node', change('checks.ts', '#budget', '#purse'), 'checks.ts:2', /no node "purse"/],
    [
      'a node of another diagram',
      change('checks.ts', 'retries-with-backoff#', 'circuit-breaker#'),
      'checks.ts:2',
      /no diagram of this lab/,
    ],
    [
      'no node at all',
      change('checks.ts', "'retries-with-backoff#budget'", "['retries-with-backoff', 'budget'].join('#')"),
      'checks.ts:1',
      /write its `node` out/,
    ],
    [
      'checks that read the file system',
      change('checks.ts', 'const finding', "import 'node:fs';\nconst finding"),
      'checks.ts:2',
      /do without "node:fs"/,
    ],
    [
      'the same solution twice',
      { ...GOOD, 'proofs/other.sh': `# another way\n${GOOD['solution.sh']}` },
      'proofs/other.sh:1',
      /solution.sh again/,
    ],
  ];
  test.each(cases)('%s', async (_name, files, at, message) => {
    await write(files);
    const { problems } = await compile();
    const found = problems.find((problem) => message.test(problem.text));
    expect(problems.map(({ text }) => text).join('\n')).toMatch(message);
    expect(`${found?.file}:${found?.line}`).toContain(`content/labs/tame-a-client/${at}`);
    expect(found?.text).toMatch(/\.$/);
  });

  test('no setup', async () => {
    await write(Object.fromEntries(Object.entries(GOOD).filter(([name]) => !name.startsWith('setup/'))));
    expect((await compile()).problems.map(({ text }) => text)).toEqual([
      'The machine would start empty: add its files below setup/.',
    ]);
  });

  test('what is no text, and what is no file', async () => {
    await write({ ...GOOD, 'setup/bytes': new Uint8Array([0xff, 0xfe, 0]) });
    await symlink('/etc/passwd', join(folder(), 'setup/link'));
    expect((await compile()).problems.map(({ file, text }) => [file.split('/').at(-1), text])).toEqual([
      ['bytes', expect.stringContaining('no UTF-8 text')],
      ['link', expect.stringContaining('Only plain files')],
    ]);
  });
});

describe('labs among others', () => {
  const second = (from: string, to: string) =>
    Object.fromEntries(
      Object.entries(GOOD).map(([name, text]) => [
        name,
        text.replaceAll('tame-a-client', 'tame-another').replaceAll(from, to),
      ]),
    );
  /** All of the sample's sentences in other words; headings and links as they are. */
  const reworded = (text: string) =>
    text.replace(/^(?!##).*$/gm, (line) =>
      line.replace(/\(.*?\)|\b[a-z]{4,}\b/g, (word) =>
        word.startsWith('(') ? word : [...word].reverse().join(''),
      ),
    );
  const other = () =>
    Object.fromEntries(
      Object.entries(second('Tame a client', 'Tame another')).map(([name, text]) => [
        name,
        name.endsWith('.md') ? reworded(text) : text,
      ]),
    );
  const both = async (files: Record<string, string>) => {
    await write(GOOD);
    await write(files, 'tame-another');
    const { problems, catalogue } = await compileCatalogue({ root });
    return {
      catalogue,
      texts: problems.filter(({ file }) => file.includes('/labs/')).map(({ text }) => text),
    };
  };

  test('are listed, and the diagrams that they practise name them', async () => {
    const { texts, catalogue } = await both(other());
    expect(texts).toEqual([]);
    expect(catalogue.labs.map(({ slug }) => slug)).toEqual(['tame-a-client', 'tame-another']);
    expect(catalogue.diagrams[0]?.labs).toEqual(['tame-a-client', 'tame-another']);
  });

  test('may not have the same title', async () => {
    expect((await both(second('nothing', ''))).texts.join()).toMatch(/title is that of "tame-a-client"/);
  });

  test('may not have largely the same text', async () => {
    const { texts } = await both(second('Tame a client', 'Tame another'));
    expect(texts.join()).toMatch(/% of its phrases stand in "tame-a-client" too/);
  });

  test('may not have the slug of a diagram', async () => {
    const text = JSON.stringify(GOOD).replaceAll('tame-a-client', 'retries-with-backoff');
    await write(JSON.parse(text) as Record<string, string>, 'retries-with-backoff');
    const { problems } = await compileCatalogue({ root });
    expect(problems.map((problem) => problem.text).join()).toMatch(/taken by a diagram/);
  });
});
