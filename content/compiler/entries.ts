import type { Catalogue, CatalogueDiagram, DiagramDocument } from '../../client/catalogue/document.ts';
import type { CatalogueLab, LabDocument } from '../../client/catalogue/lab.ts';
import { contentHash, toBytes } from './bytes.ts';

/** The index of all items: what lists, filters and links need of each. */
export function toCatalogue(
  areas: Catalogue['areas'],
  documents: readonly DiagramDocument[],
  labDocuments: readonly LabDocument[],
): Catalogue {
  const order = new Map(areas.map((area, i) => [area.id, i]));
  const byTitle = (a: { title: string }, b: { title: string }) => a.title.localeCompare(b.title, 'en');
  const labs = labDocuments.map(toLabEntry).sort((a, b) => a.difficulty - b.difficulty || byTitle(a, b));
  const diagrams = documents
    .map((document) => toEntry(document, labs))
    .sort(
      (a, b) =>
        (order.get(a.category) ?? 0) - (order.get(b.category) ?? 0) ||
        a.difficulty - b.difficulty ||
        byTitle(a, b),
    );
  return { format: 1, areas, diagrams, labs };
}

/** Labs name their diagrams; the way back is worked out here, so that the two can't disagree. */
function toEntry(document: DiagramDocument, labs: readonly CatalogueLab[]): CatalogueDiagram {
  const { slug, title, category, difficulty, skills, summary, minutes, prerequisites, drawing } = document;
  const practisedBy = labs.filter(({ diagrams }) => diagrams.includes(slug)).map((lab) => lab.slug);
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
    ...(practisedBy.length > 0 ? { labs: practisedBy } : {}),
    document: `d/${slug}.${contentHash(toBytes(document))}.json`,
  };
}

function toLabEntry(document: LabDocument): CatalogueLab {
  const { slug, title, summary, difficulty, skills, minutes, needs, diagrams, steps } = document;
  const path = `l/${slug}.${contentHash(toBytes(document))}.json`;
  const head = { slug, title, summary, difficulty, skills, minutes, needs, diagrams };
  return { ...head, steps: steps.length, document: path };
}
