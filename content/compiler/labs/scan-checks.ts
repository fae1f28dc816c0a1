import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../problem.ts';
import type { LabFolder } from './read-folder.ts';

/** `<diagram>#<node>` as it is written in the checks of a lab. */
export interface NodeReference {
  diagram: string;
  node: string;
  file: string;
  line: number;
}

/** What can be said about the checks of a lab without a machine. */
export interface ScannedChecks {
  /** Undefined when the file can't be loaded. */
  steps: string[] | undefined;
  nodes: NodeReference[];
  problems: Problem[];
}

/** A literal of a diagram and its node; what is put together at run time would escape this check. */
const NODE = /(['"`])([a-z0-9]+(?:-[a-z0-9]+)*)#([A-Za-z]\w*)\1/g;
const IMPORT = /\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`]+)\1/g;
const ALLOWED = ['../kit.ts', 'node:crypto'];

/** Reads which steps the checks are for, which parts of diagrams they name, and what they stand on. */
export async function scanChecks(root: string, folder: LabFolder): Promise<ScannedChecks> {
  const problems: Problem[] = [];
  const nodes: NodeReference[] = [];
  for (const [name, text] of folder.texts) {
    if (!name.endsWith('.ts')) continue;
    const file = `${folder.path}/${name}`;
    const complain = (at: number, what: string) =>
      void problems.push({ file, line: lineAt(text, at), text: what });
    for (const { 2: diagram = '', 3: node = '', index } of text.matchAll(NODE))
      nodes.push({ diagram, node, file, line: lineAt(text, index) });
    if (reached(folder).has(name))
      for (const { 2: from = '', index } of text.matchAll(IMPORT))
        if (!ALLOWED.includes(from) && !folder.texts.has(from.replace(/^\.\//, '')))
          complain(
            index,
            `Checks stand on ${ALLOWED.join(', ')} and their own folder: do without "${from}".`,
          );
  }
  if (nodes.length === 0 && folder.texts.has('checks.ts')) {
    const text = "No finding names a part of a diagram: write its `node` out, as '<diagram>#<node>'.";
    problems.push({ file: `${folder.path}/checks.ts`, line: 1, text });
  }
  return { steps: await stepsOf(root, folder, problems), nodes, problems };
}

/** Files that run as checks: checks.ts and what it imports of its folder; a generator of data is none of them. */
function reached(folder: LabFolder): Set<string> {
  const names = new Set<string>();
  const visit = (name: string) => {
    const text = folder.texts.get(name);
    if (text === undefined || names.has(name)) return;
    names.add(name);
    for (const { 2: from = '' } of text.matchAll(IMPORT)) visit(from.replace(/^\.\//, ''));
  };
  visit('checks.ts');
  return names;
}

async function stepsOf(root: string, folder: LabFolder, problems: Problem[]): Promise<string[] | undefined> {
  const text = folder.texts.get('checks.ts');
  if (!text) return undefined;
  const file = `${folder.path}/checks.ts`;
  const url = pathToFileURL(join(root, file));
  // A changed file is another module.
  url.searchParams.set('v', createHash('sha256').update(text).digest('hex').slice(0, 8));
  try {
    const { default: checks } = (await import(/* @vite-ignore */ url.href)) as { default?: unknown };
    if (typeof checks === 'object' && checks !== null) return Object.keys(checks);
    problems.push({ file, line: 1, text: 'There are no checks: export them as the default.' });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    problems.push({ file, line: 1, text: `The checks can't be loaded: ${why}. Correct the file.` });
  }
  return undefined;
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
