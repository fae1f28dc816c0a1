import type { LabDocument, LabMachine } from '../../../client/catalogue/lab.ts';
import type { Problem } from '../problem.ts';
import { type LabYaml, readLabYaml } from './lab-yaml.ts';
import { type LabFolder, readLabFolder } from './read-folder.ts';
import { type NodeReference, scanChecks } from './scan-checks.ts';
import { checkSections, readSections, type Sections } from './sections.ts';

/** One lab by itself; what concerns other files is checked afterwards. */
export interface LabItem {
  document: LabDocument;
  machine: LabMachine;
  nodes: NodeReference[];
  /** Links of its texts, by file. */
  links: { file: string; line: number; href: string }[];
  folder: string;
  /** Reports at a key of lab.yaml. */
  report(key: string, text: string): void;
}

export interface CompiledLab {
  item: LabItem | undefined;
  problems: Problem[];
}

/** A step must say at least so much. */
const STEP_WORDS = 20;
const HINT_WORDS = 20;

/**
 * Compiles one lab.
 *
 * @param path of its folder, from the root of the repository
 */
export async function compileLab(root: string, path: string): Promise<CompiledLab> {
  const folder = await readLabFolder(root, path);
  const { problems } = folder;
  const reportTo = (name: string) => (line: number, text: string) =>
    void problems.push({ file: `${path}/${name}`, line, text });
  const { value: lab, lineOf } = readLabYaml(folder.texts.get('lab.yaml') ?? '', reportTo('lab.yaml'));
  const checks = await scanChecks(root, folder);
  problems.push(...checks.problems);
  // Without it nothing can be compared, and its own mistakes say enough.
  if (!lab) return { item: undefined, problems };

  const reportKey = (key: string, text: string) => reportTo('lab.yaml')(lineOf(key), text);
  const steps = lab.steps.map(({ id }) => id);
  const read = (name: string, words: number) => {
    const sections = readSections(folder.texts.get(name) ?? '', reportTo(name));
    if (folder.texts.has(name)) checkSections(sections, steps, words, reportTo(name));
    return sections;
  };
  const instructions = read('instructions.md', STEP_WORDS);
  const hints = read('hints.md', HINT_WORDS);
  const reasons = readSections(folder.texts.get('solution.md') ?? '', reportTo('solution.md'));
  if (instructions.intro.length === 0 && folder.texts.has('instructions.md'))
    reportTo('instructions.md')(1, 'There is no introduction: say what happened before the first heading.');
  checkHints(hints, folder, reportTo('hints.md'));
  checkSteps(checks.steps, steps, reportTo('checks.ts'));
  checkOwn(lab, folder, reportKey, reportTo('proofs/other.sh'));

  const links = Object.entries({
    'instructions.md': instructions,
    'hints.md': hints,
    'solution.md': reasons,
  });
  return {
    problems,
    item: {
      document: toDocument(lab, instructions),
      machine: toMachine(lab, folder, hints),
      nodes: checks.nodes,
      links: links.flatMap(([name, { links: found }]) =>
        found.map((link) => ({ file: `${path}/${name}`, ...link })),
      ),
      folder: folder.name,
      report: reportKey,
    },
  };
}

function checkHints({ sections, intro }: Sections, folder: LabFolder, report: ReportLine): void {
  if (intro.length > 0) report(1, 'Hints begin with a heading of a step: move this below one.');
  const given = (folder.texts.get('solution.sh') ?? '').split('\n').map((line) => line.trim());
  const telling = given.filter((line) => line.length >= 24 && !line.startsWith('#'));
  for (const { id, line, items, blocks } of sections) {
    if (items.length !== 3 || blocks.length !== 1)
      report(line, `"${id}" is not one numbered list of exactly three rungs: where, which principle, how.`);
    const told = telling.find((text) => items.some((item) => item.includes(text)));
    if (told) report(line, `A hint of "${id}" has a line of solution.sh ("${told}"): say it in other words.`);
  }
}

type ReportLine = (line: number, text: string) => void;

function checkSteps(found: string[] | undefined, steps: string[], report: ReportLine): void {
  if (!found) return;
  for (const id of found)
    if (!steps.includes(id))
      report(1, `There is a check for "${id}", which is no step of lab.yaml: rename or remove it.`);
  for (const id of steps)
    if (!found.includes(id)) report(1, `The step "${id}" of lab.yaml has no check: add one.`);
}

function checkOwn(
  lab: LabYaml,
  { name, texts }: LabFolder,
  report: (key: string, text: string) => void,
  reportOther: ReportLine,
): void {
  if (name !== lab.slug)
    report('slug', `The folder is named ${name}: name it ${lab.slug} or change the slug.`);
  const lists = { skills: lab.skills, diagrams: lab.diagrams, answers: lab.answers };
  for (const [key, list] of Object.entries({ ...lists, steps: lab.steps.map(({ id }) => id) })) {
    const twice = list.find((one, i) => list.indexOf(one) < i);
    if (twice) report(key, `"${twice}" is named twice: remove one.`);
  }
  const bare = (file: string) => (texts.get(file) ?? '').replace(/^\s*#.*$|\s+/gm, '');
  if (bare('proofs/other.sh') && bare('proofs/other.sh') === bare('solution.sh'))
    reportOther(1, 'This is solution.sh again: write a solution that goes another way.');
}

function toDocument(lab: LabYaml, { intro, sections }: Sections): LabDocument {
  const { slug, title, summary, difficulty, skills, minutes, limitMinutes, needs, diagrams } = lab;
  const bodies = new Map(sections.map(({ id, blocks }) => [id, blocks]));
  const steps = lab.steps.map((step) => ({ ...step, body: bodies.get(step.id) ?? [] }));
  const head = { slug, title, summary, difficulty, skills, minutes, limitMinutes, needs, diagrams };
  return { format: 1, ...head, intro, steps, answers: lab.answers, sources: lab.sources };
}

function toMachine(lab: LabYaml, { setup, texts }: LabFolder, hints: Sections): LabMachine {
  const rungs = new Map(hints.sections.map(({ id, items }) => [id, items]));
  return {
    format: 1,
    slug: lab.slug,
    needs: lab.needs,
    limitMinutes: lab.limitMinutes,
    limits: lab.resources,
    files: setup,
    answers: lab.answers,
    steps: lab.steps.map((step) => {
      const [where = '', why = '', how = ''] = rungs.get(step.id) ?? [];
      return { ...step, hints: [where, why, how] };
    }),
    solution: { script: texts.get('solution.sh') ?? '', explanation: texts.get('solution.md') ?? '' },
  };
}
