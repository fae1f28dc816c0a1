import type { Catalogue, DiagramDocument } from '../../../client/catalogue/document.ts';
import { plainBlocks } from '../../../client/catalogue/text.ts';
import type { LabItem } from '../labs/lab.ts';
import type { Problem } from '../problem.ts';
import { largelyTheSame, phrasesOf } from './phrases.ts';

/** What labs are checked against. */
export interface Known {
  areas: Catalogue['areas'];
  /** Compiled diagrams by slug: of a lab's diagrams, those that compile. */
  diagrams: ReadonlyMap<string, DiagramDocument>;
  /** Slugs of all diagrams and labs, also of those that are not compiled now. */
  diagramSlugs: ReadonlySet<string>;
  labSlugs: ReadonlySet<string>;
}

/** Checks that concern more than one lab's folder: the taxonomy, links, parts of diagrams, repeated text. */
export function checkLabs(labs: readonly LabItem[], known: Known): Problem[] {
  const skills = new Set(known.areas.flatMap((area) => area.skills.map(({ id }) => id)));
  const titles = new Map([...known.diagrams.values()].map(({ title, slug }) => [title.toLowerCase(), slug]));
  const former: { item: LabItem; phrases: Set<string> }[] = [];
  for (const lab of labs) {
    const { slug, title, skills: own, diagrams } = lab.document;
    for (const skill of own)
      if (!skills.has(skill)) lab.report('skills', `Unknown skill "${skill}": see content/skills.yaml.`);
    for (const diagram of diagrams)
      if (!known.diagramSlugs.has(diagram))
        lab.report('diagrams', `There is no diagram "${diagram}": write its slug correctly or remove it.`);
    if (known.diagramSlugs.has(slug))
      lab.report('slug', `The slug "${slug}" is taken by a diagram: choose another.`);
    const namesake = titles.get(title.toLowerCase());
    if (namesake) lab.report('title', `The title is that of "${namesake}" as well: choose another.`);
    titles.set(title.toLowerCase(), slug);
    const phrases = phrasesOf(textsOf(lab));
    const twin = largelyTheSame(phrases, former);
    if (twin) {
      const share = `${twin.percent} % of its phrases stand in "${twin.item.document.slug}" too`;
      lab.report('slug', `${share}: say what only this lab teaches, or remove it.`);
    }
    former.push({ item: lab, phrases });
  }
  return labs.flatMap((lab) => [...nodeProblems(lab, known), ...linkProblems(lab, known)]);
}

function nodeProblems({ nodes, document }: LabItem, { diagrams }: Known): Problem[] {
  return nodes.flatMap(({ diagram, node, file, line }): Problem[] => {
    if (!document.diagrams.includes(diagram)) {
      const own = document.diagrams.join(', ');
      return [{ file, line, text: `"${diagram}" is no diagram of this lab (${own}): add or correct it.` }];
    }
    const drawing = diagrams.get(diagram)?.drawing;
    if (!drawing) return [];
    const ids = [...drawing.nodes, ...drawing.groups].map(({ id }) => id);
    if (ids.includes(node)) return [];
    return [{ file, line, text: `"${diagram}" has no node "${node}". There are: ${ids.join(', ')}.` }];
  });
}

function linkProblems({ links }: LabItem, { diagramSlugs, labSlugs }: Known): Problem[] {
  return links.flatMap(({ file, line, href }): Problem[] => {
    const [, kind, slug = ''] = href.match(/^\/(diagrams|labs)\/([^/#?]*)/) ?? [];
    if (!kind || (kind === 'labs' ? labSlugs : diagramSlugs).has(slug)) return [];
    return [{ file, line, text: `The link "${href}" leads nowhere: write the slug correctly or remove it.` }];
  });
}

function textsOf({ document, machine }: LabItem): string[] {
  return [
    plainBlocks(document.intro),
    ...document.steps.map(({ body }) => plainBlocks(body)),
    ...machine.steps.flatMap(({ hints }) => hints),
    machine.solution.explanation,
  ];
}
