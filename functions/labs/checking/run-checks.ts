import type { LabLimits, LabMachine } from '../../../client/catalogue/lab.ts';
import type { Check, Checks, Finding, FreshMachine } from '../../../content/labs/kit.ts';
import { seededRandom } from '../../../content/labs/seeded.ts';
import { labChecks } from '../../generated/lab-checks.ts';
import type { RuntimeMachine } from '../runtime/runtime.ts';
import { answersOf, problemOf } from './answers.ts';
import { packFiles } from './archive.ts';
import { withinTime } from './time-limit.ts';

/** How one step's check went. `broken`: it could not be made, which is our mistake and never a pass. */
export interface CheckOutcome {
  step: string;
  state: 'passed' | 'failed' | 'broken';
  finding: Finding;
  /** Of a broken check, for the log. */
  error?: unknown;
}

/** Gives a machine that nobody has had a shell in: `LabRuntime.fresh`, or what a test has instead. */
export type Fresh = <Result>(
  spec: { limits: LabLimits; archive: Uint8Array },
  use: (machine: RuntimeMachine) => Promise<Result>,
) => Promise<Result>;

export interface CheckOptions {
  /** What the inputs of the checks follow from. */
  seed: string;
  /** Ids; all steps unless told. */
  steps?: readonly string[] | undefined;
  /** The lab's checks; those of the catalogue unless a test says otherwise. */
  checks?: Checks;
  /** For each check. */
  seconds?: number;
}

/** Longer than a good check takes (ten seconds at most), and short enough for a page that waits for it. */
const SECONDS = 20;

/**
 * Runs the checks of a lab against what was handed in, each in a fresh machine of its own: the pristine files of the
 * lab, and over them the answers. Files that the lab does not ask for are left out.
 *
 * @throws what `fresh` throws when there is no machine: then nothing is known about any step
 */
export async function runChecks(
  lab: LabMachine,
  answers: Readonly<Record<string, string>>,
  fresh: Fresh,
  { seed, steps = lab.steps.map(({ id }) => id), checks, seconds = SECONDS }: CheckOptions,
): Promise<CheckOutcome[]> {
  const all = checks ?? (await labChecks[lab.slug]?.())?.default;
  const outcomes: CheckOutcome[] = [];
  const problem = problemOf(answersOf(answers, lab.answers));
  if (problem) return steps.map((step) => ({ step, state: 'failed', finding: problem }));
  const files = handedIn(lab, answers);
  const archive = await packFiles(files);
  for (const step of steps) {
    const check = all && ownOf(all, step);
    if (!check) outcomes.push(broken(step, new Error(`There is no check for "${step}" of ${lab.slug}.`)));
    else
      outcomes.push(
        await fresh({ limits: lab.limits, archive }, (machine) =>
          runCheck(step, check, asAtFirst(machine, files), `${seed}:${step}`, seconds),
        ),
      );
  }
  return outcomes;
}

/** The lab's files at the start with the answers over them. */
export function handedIn(
  lab: Pick<LabMachine, 'files' | 'answers'>,
  answers: Readonly<Record<string, string>>,
): LabMachine['files'] {
  const files = { ...lab.files };
  for (const path of lab.answers) {
    const text = ownOf(answers, path);
    if (text === undefined) continue;
    const isProgram = text.startsWith('#!') || files[path]?.executable === true;
    files[path] = { text, ...(isProgram ? { executable: true } : {}) };
  }
  return files;
}

async function runCheck(
  step: string,
  check: Check,
  machine: FreshMachine,
  seed: string,
  seconds: number,
): Promise<CheckOutcome> {
  // A program that never ends is the learner's to mend; a check that never ends without one is ours.
  let isSlow = false;
  const oneByOne = inTurn();
  const watched: FreshMachine = {
    read: (path) => oneByOne(() => machine.read(path)),
    run: async (command, options) => {
      const ran = await oneByOne(() => machine.run(command, options));
      isSlow ||= ran.timedOut;
      return ran;
    },
  };
  try {
    const finding = await withinTime(seconds, () => check(watched, seededRandom(seed)));
    if (finding === undefined) {
      if (isSlow) return { step, state: 'failed', finding: tooSlow(seconds) };
      return broken(step, new Error(`The check took more than ${seconds} s.`));
    }
    return { step, state: finding.passed === true ? 'passed' : 'failed', finding };
  } catch (error) {
    return broken(step, error);
  }
}

/** Each run begins with the machine's first files, so that a learner's program finds no note of an earlier one. */
function asAtFirst(machine: RuntimeMachine, first: LabMachine['files']): FreshMachine {
  return {
    read: (path) => machine.read(path),
    async run(command, { keepFiles, files = {}, ...options } = {}) {
      if (keepFiles) return machine.run(command, { ...options, files });
      const written = Object.entries(files).map(([path, text]) => [path, { text }] as const);
      await machine.renew(await packFiles({ ...first, ...Object.fromEntries(written) }));
      return machine.run(command, options);
    },
  };
}

/** A machine does one thing at a time: what a check asks for at once is done in the order in which it asked. */
function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const now = last.then(work);
    last = now.catch(() => undefined);
    return now;
  };
}

function broken(step: string, error: unknown): CheckOutcome {
  const observed = 'The check itself failed, so nothing is known about this step.';
  const expected = 'Try again in a minute: what you did is kept.';
  return { step, state: 'broken', finding: { passed: false, observed, expected, why: '', node: '' }, error };
}

const tooSlow = (seconds: number): Finding => ({
  passed: false,
  observed: `What was handed in ran into its time limits until the ${seconds} s of the check were over.`,
  expected: 'Every run of it ends by itself within a few seconds.',
  why: 'Work that never ends holds its machine, and whoever waits for it.',
  node: '',
});

/** Slugs, steps and paths are data: `constructor` is none of them. */
function ownOf<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
