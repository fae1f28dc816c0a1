import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue, CatalogueDiagram, DiagramDocument } from '../../client/catalogue/document.ts';
import { contentHash, toBytes } from './bytes.ts';
import { checkCatalogue, type Item } from './checks/catalogue.ts';
import { compileDiagram } from './diagram.ts';
import type { Problem } from './problem.ts';
import { readSkills } from './skills.ts';
import { writeCatalogue } from './write.ts';

export interface CompileOptions {
  /** The root of the repository. */
  root: string;
  /** Where to write; without it, nothing is written. */
  out?: string;
  /** Compile only the item of this slug; links to others are still checked. */
  only?: string;
}

export interface CompileResult {
  catalogue: Catalogue;
  documents: Map<string, DiagramDocument>;
  problems: Problem[];
}

/** Compiles the whole catalogue. Writes only when there is no problem, so a former output stays usable. */
export async function compileCatalogue({ root, out, only }: CompileOptions): Promise<CompileResult> {
  const problems: Problem[] = [];
  const areas = await readSkills(join(root, 'content/skills.yaml'), (line, text) => {
    problems.push({ file: 'content/skills.yaml', line, text });
  });
  const files = await diagramFiles(root);
  const items: { item: Item; problems: Problem[] }[] = [];
  for (const file of files.filter((path) => !only || path.endsWith(`/${only}.md`))) {
    const compiled = await compileDiagram(file, await readFile(join(root, file), 'utf8'));
    problems.push(...compiled.problems);
    // The checks across items report through the item, into the list that was returned with it.
    compiled.problems.length = 0;
    if (compiled.item) items.push({ item: compiled.item, problems: compiled.problems });
  }
  const slugs = new Set(files.map((path) => path.split('/').at(-1)?.replace(/\.md$/, '') ?? ''));
  checkCatalogue(
    items.map(({ item }) => item),
    areas,
    slugs,
  );
  problems.push(...items.flatMap((each) => each.problems));

  const documents = new Map(items.map(({ item }) => [item.document.slug, item.document]));
  const catalogue = toCatalogue(areas, [...documents.values()]);
  problems.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
  if (out && problems.length === 0) await writeCatalogue(out, catalogue, documents);
  return { catalogue, documents, problems };
}

async function diagramFiles(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'content/diagrams'), { recursive: true });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => `content/diagrams/${name.replaceAll('\\', '/')}`)
    .sort();
}

function toCatalogue(areas: Catalogue['areas'], documents: DiagramDocument[]): Catalogue {
  const order = new Map(areas.map((area, i) => [area.id, i]));
  const diagrams = documents
    .map(toEntry)
    .sort(
      (a, b) =>
        (order.get(a.category) ?? 0) - (order.get(b.category) ?? 0) ||
        a.difficulty - b.difficulty ||
        a.title.localeCompare(b.title, 'en'),
    );
  return { format: 1, areas, diagrams };
}

function toEntry(document: DiagramDocument): CatalogueDiagram {
  const { slug, title, category, difficulty, skills, summary, minutes, prerequisites, drawing } = document;
  const path = `d/${slug}.${contentHash(toBytes(document))}.json`;
  return {
    slug,
    title,
    category,
    difficulty,
    skills,
    summary,
    minutes,
    kind: drawing.kind,
    prerequisites,
    document: path,
  };
}
