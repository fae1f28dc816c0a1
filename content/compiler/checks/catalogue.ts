import type { Catalogue, DiagramDocument } from '../../../client/catalogue/document.ts';
import { plainBlocks, plainText } from '../../../client/catalogue/text.ts';
import { largelyTheSame, phrasesOf } from './phrases.ts';

/** What the checks across items need of one item, and where to report it. */
export interface Item {
  document: DiagramDocument;
  folder: string;
  fileName: string;
  report(key: string, text: string): void;
}

/** Checks that concern more than one file: names, links, the taxonomy, repeated text. */
export function checkCatalogue(items: Item[], areas: Catalogue['areas'], knownSlugs: Set<string>): void {
  const skills = new Set(areas.flatMap((area) => area.skills.map((skill) => skill.id)));
  const areaIds = new Set(areas.map((area) => area.id));
  const slugs = new Map<string, Item>();
  const titles = new Map<string, Item>();

  for (const item of items) {
    const { slug, title, category, skills: own, prerequisites } = item.document;
    if (item.fileName !== `${slug}.md`)
      item.report('slug', `The file is named ${item.fileName}: name it ${slug}.md or change the slug.`);
    if (!areaIds.has(category))
      item.report('category', `Unknown category "${category}": use one of ${[...areaIds].join(', ')}.`);
    else if (item.folder !== category)
      item.report(
        'category',
        `The file lies in ${item.folder}/: move it to ${category}/ or change the category.`,
      );
    for (const skill of own)
      if (!skills.has(skill)) item.report('skills', `Unknown skill "${skill}": see content/skills.yaml.`);
    if (new Set(own).size < own.length) item.report('skills', 'A skill is named twice: remove one.');
    for (const other of prerequisites) {
      if (!knownSlugs.has(other))
        item.report('prerequisites', `There is no item "${other}": write its slug correctly or remove it.`);
      if (other === slug) item.report('prerequisites', 'An item can not be its own prerequisite: remove it.');
    }
    const twin = slugs.get(slug);
    if (twin)
      item.report('slug', `The slug "${slug}" is taken by ${twin.folder}/${twin.fileName}: choose another.`);
    slugs.set(slug, item);
    const namesake = titles.get(title.toLowerCase());
    if (namesake)
      item.report('title', `The title is that of "${namesake.document.slug}" as well: choose another.`);
    titles.set(title.toLowerCase(), item);
  }
  checkOrphans(items);
  checkCycles(items, slugs);
  checkRepetition(items);
}

function checkOrphans(items: Item[]): void {
  if (items.length < 2) return;
  const named = new Set(items.flatMap((item) => item.document.prerequisites));
  for (const item of items) {
    if (item.document.prerequisites.length === 0 && !named.has(item.document.slug)) {
      item.report('slug', 'No item names this one and it names none: link it by prerequisites.');
    }
  }
}

function checkCycles(items: Item[], slugs: Map<string, Item>): void {
  const done = new Set<string>();
  function visit(slug: string, path: string[]): void {
    if (path.includes(slug)) {
      const cycle = [...path.slice(path.indexOf(slug)), slug].join(' -> ');
      slugs.get(slug)?.report('prerequisites', `Prerequisites go in a circle: ${cycle}. Remove one of them.`);
      return;
    }
    if (done.has(slug)) return;
    for (const next of slugs.get(slug)?.document.prerequisites ?? []) visit(next, [...path, slug]);
    done.add(slug);
  }
  for (const item of items) visit(item.document.slug, []);
}

function checkRepetition(items: Item[]): void {
  const former: { item: Item; phrases: Set<string> }[] = [];
  for (const item of items) {
    const phrases = phrasesOf(textsOf(item.document));
    const twin = largelyTheSame(phrases, former);
    if (twin)
      item.report(
        'slug',
        `${twin.percent} % of its phrases stand in "${twin.item.document.slug}" too: say what only this item teaches, or remove it.`,
      );
    former.push({ item, phrases });
  }
}

function textsOf(document: DiagramDocument): string[] {
  return [
    ...Object.values(document.parts).flatMap((part) => [part.what, part.why, part.fails].map(plainText)),
    ...document.steps.map((step) => plainText(step.text)),
    plainBlocks(document.tradeoffs),
  ];
}
