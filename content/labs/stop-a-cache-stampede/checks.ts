import type { Check, Checks, Finding, FreshMachine, Random } from '../kit.ts';
import { type Policy, readPolicy, writePolicy } from './policy.ts';

type Figures = Record<string, number>;

/** Others each time: a policy that fits one run only is none. */
const LOADS = [80, 100, 130] as const;

interface Demand {
  /** What is wrong with the figures of a run; undefined when nothing is. */
  wrong(figures: Figures): string | undefined;
  well(runs: Figures[]): string;
  expected: string;
  why: string;
  node: string;
}

function demand({ wrong, well, ...said }: Demand): Check {
  return async (machine, random): Promise<Finding> => {
    const policy = readPolicy((await machine.read('cache.conf')) ?? '');
    if (typeof policy === 'string') return { passed: false, observed: policy, ...said };
    const runs: Figures[] = [];
    for (const load of LOADS) {
      const figures = await simulate(machine, policy, load, random);
      const problem = wrong(figures);
      if (problem) return { passed: false, observed: `At ${load} % of the usual load: ${problem}`, ...said };
      runs.push(figures);
    }
    return { passed: true, observed: `At ${LOADS.join(', ')} % of the usual load: ${well(runs)}`, ...said };
  };
}

/** The pristine simulator, with a policy of which only the values are the learner's. */
async function simulate(
  machine: FreshMachine,
  policy: Policy,
  load: number,
  random: Random,
): Promise<Figures> {
  const files = { 'cache.conf': writePolicy(policy) };
  const { out, err } = await machine.run(`bash simulate ${random.int(1, 100_000)} ${load}`, {
    files,
    seconds: 10,
  });
  const figures: Figures = {};
  for (const pair of out.trim().split(' ')) {
    const [name = '', value] = pair.split('=');
    figures[name] = Number(value);
  }
  if (Object.values(figures).some(Number.isNaN) || figures.loads === undefined)
    throw new Error(`The simulator printed "${out}": ${err}`);
  return figures;
}

const figure = (figures: Figures, name: string): number => figures[name] ?? Number.NaN;
const most = (runs: Figures[], name: string): number => Math.max(...runs.map((run) => figure(run, name)));

const AT_ONCE = 8;
const WAITING = 0.5;
const OLDEST = 45;
const LOADED = 65;

const checks: Checks = {
  'make-it-once': demand({
    wrong: (run) =>
      figure(run, 'same_page') <= 1
        ? undefined
        : `one page was being made ${figure(run, 'same_page')} times at the same moment.`,
    well: () => 'no page was being made twice at a time.',
    expected: 'At every moment each page is being made at most once, by whichever process.',
    why: 'The work of all but one of these calls is thrown away, and it slows down the one that counts. With more processes the waste grows, although each of them joins its own calls.',
    node: 'cache-stampede#flight',
  }),
  'spread-the-ends': demand({
    wrong: (run) =>
      figure(run, 'in_one_second') <= AT_ONCE
        ? undefined
        : `${figure(run, 'in_one_second')} pages were begun within one second.`,
    well: (runs) => `at most ${most(runs, 'in_one_second')} pages were begun within one second.`,
    expected: `At most ${AT_ONCE} pages are begun within one second, also in the minutes after a restart of the cache.`,
    why: 'A restart, a deployment or a bulk load gives many entries the same age. As long as all live equally long they end together, and the database sees all of its load in one second of thirty.',
    node: 'cache-stampede#db',
  }),
  'let-nobody-wait': demand({
    wrong: (run) =>
      figure(run, 'waiting_percent') <= WAITING
        ? undefined
        : `${figure(run, 'waiting_percent').toFixed(2)} % of the requests waited for a page.`,
    well: (runs) => `at most ${most(runs, 'waiting_percent').toFixed(2)} % of the requests waited.`,
    expected: `At most ${WAITING} % of the requests wait for a page to be made.`,
    why: 'Joined calls protect the database and still let everybody wait who comes within those 800 ms. And when the database is slow, that time is long: only who has an old copy at hand has an answer.',
    node: 'cache-stampede#crowd',
  }),
  'stay-fresh': demand({
    wrong: (run) => {
      if (figure(run, 'oldest_s') > OLDEST)
        return `an answer was ${figure(run, 'oldest_s').toFixed(1)} s old.`;
      if (figure(run, 'loads') > LOADED) return `${figure(run, 'loads')} pages were made in 90 s.`;
      return undefined;
    },
    well: (runs) =>
      `no answer was older than ${most(runs, 'oldest_s').toFixed(1)} s, and at most ${most(runs, 'loads')} pages were made in 90 s.`,
    expected: `No answer is older than ${OLDEST} s, and at most ${LOADED} pages are made in the 90 s.`,
    why: 'The age of an answer is what the cache costs its readers; each page that is made is what it costs the database. A policy is a point between the two that somebody has chosen.',
    node: 'cache-stampede#cache',
  }),
};

export default checks;
