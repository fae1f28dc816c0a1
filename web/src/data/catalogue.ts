import type { Catalogue, CatalogueDiagram } from '../../../client/catalogue/document.ts';

/** Questions that several pages ask of the catalogue. */
export function diagramOf(catalogue: Catalogue, slug: string): CatalogueDiagram | undefined {
  return catalogue.diagrams.find((diagram) => diagram.slug === slug);
}

/** An area's title; the id where the catalogue knows no such area. */
export function areaTitle(catalogue: Catalogue, id: string): string {
  return catalogue.areas.find((area) => area.id === id)?.title ?? id;
}

/** A skill's title; the id where the catalogue knows no such skill. */
export function skillTitle(catalogue: Catalogue, id: string): string {
  const skills = catalogue.areas.flatMap((area) => area.skills);
  return skills.find((skill) => skill.id === id)?.title ?? id;
}

/** The number on the plate: where the diagram stands in the catalogue, from 1. */
export function plateNumber(catalogue: Catalogue, slug: string): number {
  return catalogue.diagrams.findIndex((diagram) => diagram.slug === slug) + 1;
}

/** Diagrams that name this one as a prerequisite. */
export function leadsTo(catalogue: Catalogue, slug: string): CatalogueDiagram[] {
  return catalogue.diagrams.filter((diagram) => diagram.prerequisites.includes(slug));
}

/** The areas that have diagrams, with how many. */
export function areasInUse(
  catalogue: Catalogue,
): { id: string; title: string; summary: string; count: number }[] {
  return catalogue.areas
    .map(({ id, title, summary }) => ({
      id,
      title,
      summary,
      count: catalogue.diagrams.filter((diagram) => diagram.category === id).length,
    }))
    .filter(({ count }) => count > 0);
}

/**
 * Where a newcomer begins: the diagrams that need nothing before them, easiest first, then what each of the
 * first leads to.
 */
export function startPath(catalogue: Catalogue, length = 4): CatalogueDiagram[] {
  const known = new Set<string>();
  const path: CatalogueDiagram[] = [];
  while (path.length < length) {
    const next = catalogue.diagrams
      .filter(
        ({ slug, prerequisites }) => !known.has(slug) && prerequisites.every((before) => known.has(before)),
      )
      .sort((a, b) => a.difficulty - b.difficulty || b.prerequisites.length - a.prerequisites.length)[0];
    if (!next) break;
    known.add(next.slug);
    path.push(next);
  }
  return path;
}

/** One diagram from each of several areas, for the landing page: those that most others build on. */
export function featured(catalogue: Catalogue, count = 3): CatalogueDiagram[] {
  const areas = new Set<string>();
  return [...catalogue.diagrams]
    .sort((a, b) => leadsTo(catalogue, b.slug).length - leadsTo(catalogue, a.slug).length)
    .filter(({ category }) => !areas.has(category) && areas.add(category))
    .slice(0, count);
}

/** The diagram that walks through itself on the landing page: a flowchart that most others build on. */
export function landingDiagram(catalogue: Catalogue): CatalogueDiagram | undefined {
  const flowcharts = catalogue.diagrams.filter(({ kind }) => kind === 'flowchart');
  return flowcharts.sort((a, b) => leadsTo(catalogue, b.slug).length - leadsTo(catalogue, a.slug).length)[0];
}
