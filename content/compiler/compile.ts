import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import type { LabDocument, LabMachine } from '../../client/catalogue/lab.ts';
import { checkCatalogue, type Item } from './checks/catalogue.ts';
import { checkLabs } from './checks/labs.ts';
import { compileDiagram } from './diagram.ts';
import { toCatalogue } from './entries.ts';
import { compileLab, type LabItem } from './labs/lab.ts';
import type { Problem } from './problem.ts';
import { readSkills } from './skills.ts';
import { writeCatalogue } from './write.ts';

export interface CompileOptions {
  /** The root of the repository. */
  root: string;
  /** Where to write what is public; without it, nothing is written. */
  out?: string;
  /** Where to write what machines of labs are made of: a folder that is never served, so not below `out`. */
  machines?: string;
  /** Compile only the item of this slug; links to others are still checked. */
  only?: string;
}

export interface CompileResult {
  catalogue: Catalogue;
  documents: Map<string, DiagramDocument>;
  labs: Map<string, LabDocument>;
  machines: Map<string, LabMachine>;
  problems: Problem[];
}

/** Compiles the whole catalogue. Writes only when there is no problem, so a former output stays usable. */
export async function compileCatalogue({
  root,
  out,
  machines: machinesOut,
  only,
}: CompileOptions): Promise<CompileResult> {
  const problems: Problem[] = [];
  const areas = await readSkills(join(root, 'content/skills.yaml'), (line, text) => {
    problems.push({ file: 'content/skills.yaml', line, text });
  });
  const files = await diagramFiles(root);
  const folders = await labFolders(root);
  const isWanted = (path: string) => !only || slugOf(path) === only;

  const labItems: LabItem[] = [];
  const found: Problem[][] = [];
  for (const folder of folders.filter(isWanted)) {
    const compiled = await compileLab(root, folder);
    // The checks across items report through the item, into the list that was returned with it.
    found.push(compiled.problems);
    if (compiled.item) labItems.push(compiled.item);
  }
  const explaining = new Set(labItems.flatMap(({ document }) => document.diagrams));

  const items: Item[] = [];
  const diagrams = new Map<string, DiagramDocument>();
  for (const file of files.filter((path) => isWanted(path) || explaining.has(slugOf(path)))) {
    const compiled = await compileDiagram(file, await readFile(join(root, file), 'utf8'));
    if (compiled.item) diagrams.set(compiled.item.document.slug, compiled.item.document);
    // A diagram that was read for the sake of a lab only is not what is compiled.
    if (!isWanted(file)) continue;
    found.push(compiled.problems);
    if (compiled.item) items.push(compiled.item);
  }
  const diagramSlugs = new Set(files.map(slugOf));
  checkCatalogue(items, areas, diagramSlugs);
  const labSlugs = new Set(folders.map(slugOf));
  problems.push(...checkLabs(labItems, { areas, diagrams, diagramSlugs, labSlugs }), ...found.flat());

  const documents = new Map(items.map(({ document }) => [document.slug, document]));
  const labs = new Map(labItems.map(({ document }) => [document.slug, document]));
  const machines = new Map(labItems.map(({ machine }) => [machine.slug, machine]));
  const catalogue = toCatalogue(areas, [...documents.values()], [...labs.values()]);
  problems.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
  if (out && problems.length === 0)
    await writeCatalogue({ out, machinesOut, catalogue, documents, labs, machines });
  return { catalogue, documents, labs, machines, problems };
}

const slugOf = (path: string) => basename(path, '.md');

async function diagramFiles(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'content/diagrams'), { recursive: true });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => `content/diagrams/${name.replaceAll('\\', '/')}`)
    .sort();
}

/** Every folder of content/labs is a lab; a catalogue without labs is one too. */
async function labFolders(root: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, 'content/labs'), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `content/labs/${name}`)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
