import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LabMachine } from '../../../client/catalogue/lab.ts';
import type { Problem } from '../problem.ts';
import { PLAIN_PATH } from './lab-yaml.ts';

/** The texts of a lab's folder, by path below it. */
export interface LabFolder {
  /** Path from the root of the repository. */
  path: string;
  name: string;
  texts: Map<string, string>;
  /** Of `setup/`, by path below it. */
  setup: LabMachine['files'];
  problems: Problem[];
}

const REQUIRED = {
  'lab.yaml': 'what the lab is',
  'instructions.md': 'what to reach, step by step',
  'checks.ts': 'one check a step',
  'hints.md': 'three rungs a step',
  'solution.sh': 'what makes every check pass',
  'solution.md': 'why it is a solution',
  'proofs/other.sh': 'a second, really different solution',
  'proofs/half.sh': 'half a solution',
};

/** As many as somebody thinks of: programs that must fail at the step that they are named after. */
const CHEAT = /^proofs\/cheat-[a-z0-9-]+\.sh$/;

const SETUP_BYTES = 1024 * 1024;

/** Reads a lab's folder and checks that it holds what a lab consists of, and nothing that belongs to none. */
export async function readLabFolder(root: string, path: string): Promise<LabFolder> {
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  const setup: LabMachine['files'] = {};
  const complain = (file: string, text: string, line = 1) =>
    void problems.push({ file: `${path}/${file}`, line, text });
  let bytes = 0;
  for (const name of await filesBelow(join(root, path))) {
    if (!(await lstat(join(root, path, name))).isFile()) {
      complain(name, 'Only plain files belong to a lab: replace the link by the file itself.');
      continue;
    }
    const content = await readFile(join(root, path, name));
    const text = decode(content);
    if (text === undefined) {
      complain(name, 'This is no UTF-8 text: a lab consists of text files. Let the learner make the bytes.');
      continue;
    }
    if (!name.startsWith('setup/')) {
      if (!(name in REQUIRED) && !CHEAT.test(name) && !/^[\w-]+\.ts$/.test(name))
        complain(name, 'This file belongs to no part of a lab: move it to setup/, or remove it.');
      texts.set(name, text.replace(/\r\n/g, '\n'));
      continue;
    }
    const inside = name.slice('setup/'.length);
    if (!PLAIN_PATH.test(inside))
      complain(name, 'A path of the machine has letters, digits and . _ + - only: rename the file.');
    bytes += content.length;
    setup[inside] = { text, ...(text.startsWith('#!') ? { executable: true as const } : {}) };
  }
  for (const [name, what] of Object.entries(REQUIRED))
    if (!texts.get(name)?.trim()) complain(name, `The file is missing or empty: write ${what}.`);
  if (Object.keys(setup).length === 0)
    complain('setup', 'The machine would start empty: add its files below setup/.');
  if (bytes > SETUP_BYTES) {
    const size = `${(bytes / 1024).toFixed(0)} KB`;
    complain('setup', `The files of the machine have ${size}, more than 1,024 KB: shorten or generate them.`);
  }
  return { path, name: path.split('/').at(-1) ?? '', texts, setup, problems };
}

/** Sorted by code units, so that the same folder gives the same bytes everywhere. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function decode(content: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
