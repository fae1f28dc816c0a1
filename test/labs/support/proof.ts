import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LabDocument, LabMachine } from '../../../client/catalogue/lab.ts';
import { compileDiagram } from '../../../content/compiler/diagram.ts';
import { compileLab } from '../../../content/compiler/labs/lab.ts';
import { formatProblem } from '../../../content/compiler/problem.ts';
import { packFiles } from '../../../functions/labs/checking/archive.ts';
import { type CheckOutcome, type Fresh, runChecks } from '../../../functions/labs/checking/run-checks.ts';

/** A lab with what its proofs need. */
export interface ProvedLab {
  document: LabDocument;
  machine: LabMachine;
  /** `<diagram>#<node>` of every part of its diagrams. */
  nodes: Set<string>;
  proofs: { solution: string; other: string; half: string };
}

/** A program that looks right to a check that could be deceived; `step` is the one that it must fail at. */
export interface Cheat {
  step: string;
  script: string;
}

const ROOT = resolve('.');

/** Folders of content/labs. */
export function labSlugs(): string[] {
  return readdirSync('content/labs', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** What the lab has in proofs/cheat-<step>.sh. */
export function cheatsOf(slug: string): Cheat[] {
  const folder = `content/labs/${slug}/proofs`;
  return readdirSync(folder).flatMap((name) => {
    const step = /^cheat-(.+)\.sh$/.exec(name)?.[1];
    return step ? [{ step, script: readFileSync(`${folder}/${name}`, 'utf8') }] : [];
  });
}

/** Compiles one lab as it lies here. @throws Error with the problems of its files */
export async function provedLab(slug: string): Promise<ProvedLab> {
  const folder = `content/labs/${slug}`;
  const { item, problems } = await compileLab(ROOT, folder);
  if (!item || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  const nodes = await Promise.all(item.document.diagrams.map(nodesOf));
  const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');
  const proofs = {
    solution: item.machine.solution.script,
    other: read('proofs/other.sh'),
    half: read('proofs/half.sh'),
  };
  return { document: item.document, machine: item.machine, nodes: new Set(nodes.flat()), proofs };
}

async function nodesOf(diagram: string): Promise<string[]> {
  const file = readdirSync('content/diagrams', { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith(`/${diagram}.md`),
  );
  if (!file) return [];
  const { item } = await compileDiagram(file, readFileSync(`content/diagrams/${file}`, 'utf8'));
  const drawing = item?.document.drawing;
  return [...(drawing?.nodes ?? []), ...(drawing?.groups ?? [])].map(({ id }) => `${diagram}#${id}`);
}

/** The answer files after a script has run in the home folder of a fresh machine. @throws Error when it fails */
export async function answersAfter(
  { machine }: ProvedLab,
  script: string,
  fresh: Fresh,
): Promise<Record<string, string>> {
  const spec = { limits: machine.limits, archive: await packFiles(machine.files) };
  return fresh(spec, async (there) => {
    const ran = await there.run('bash .proof.sh', { files: { '.proof.sh': script }, seconds: 10 });
    if (ran.code !== 0) throw new Error(`The script ended with ${ran.code}: ${ran.err || ran.out}`);
    const answers: Record<string, string> = {};
    for (const path of machine.answers) {
      const text = await there.read(path);
      if (text !== undefined) answers[path] = text;
    }
    return answers;
  });
}

export interface Judged extends CheckOutcome {
  /** Of the check in its machine. */
  seconds: number;
}

/** What the platform says about these answers. @throws Error when a check is broken */
export async function judge(
  lab: ProvedLab,
  answers: Record<string, string>,
  fresh: Fresh,
  seed: string,
): Promise<Judged[]> {
  const times: number[] = [];
  const timed: Fresh = (spec, use) =>
    fresh(spec, async (machine) => {
      const began = performance.now();
      const result = await use(machine);
      times.push((performance.now() - began) / 1000);
      return result;
    });
  const outcomes = await runChecks(lab.machine, answers, timed, { seed });
  for (const { step, state, error } of outcomes)
    if (state === 'broken')
      throw new Error(`${lab.document.slug}: the check of ${step} is broken, seed ${seed}`, { cause: error });
  return outcomes.map((outcome, i) => ({ ...outcome, seconds: times[i] ?? 0 }));
}

/** Step, state and what was seen, as a failure of a test shows it. */
export const summary = (outcomes: readonly Judged[]) =>
  outcomes.map(({ step, state, finding }) => `${step} ${state}: ${finding.observed}`).join('\n');
