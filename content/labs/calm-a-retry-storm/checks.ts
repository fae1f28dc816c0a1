import type { Check, Checks, Finding, FreshMachine, Random } from '../kit.ts';
import { readPolicy, writePolicy } from './policy.ts';

type Figures = Record<string, number>;

/** What a step asks of a scenario. */
interface Demand {
  scenario: 'failover' | 'stall' | 'blips';
  /** What is wrong with the figures of a run; undefined when nothing is. */
  wrong(figures: Figures): string | undefined;
  /** The figures of the worst run, when all are well. */
  well(runs: Figures[]): string;
  expected: string;
  why: string;
  node: string;
}

/** Others each time: a policy that fits one run only is none. */
const RUNS = 2;

function demand({ scenario, wrong, well, ...said }: Demand): Check {
  return async (machine, random): Promise<Finding> => {
    const policy = readPolicy((await machine.read('client.conf')) ?? '');
    if (typeof policy === 'string') return { passed: false, observed: policy, ...said };
    const runs: Figures[] = [];
    for (let i = 0; i < RUNS; i++) {
      const load = random.int(64, 72);
      const figures = await simulate(machine, writePolicy(policy), scenario, load, random);
      const problem = wrong(figures);
      if (problem) return { passed: false, observed: `At a load of ${load} %: ${problem}`, ...said };
      runs.push(figures);
    }
    return { passed: true, observed: `In ${RUNS} runs of other loads and seeds: ${well(runs)}`, ...said };
  };
}

/** The pristine simulator, with a policy of which only the numbers are the learner's. */
async function simulate(
  machine: FreshMachine,
  conf: string,
  scenario: string,
  load: number,
  random: Random,
): Promise<Figures> {
  const seed = random.int(1, 100_000);
  const command = `bash simulate ${scenario} ${seed} ${load} | tail -n 1`;
  const { out, err } = await machine.run(command, { files: { 'client.conf': conf }, seconds: 10 });
  const figures = Object.fromEntries(
    out
      .trim()
      .split(' ')
      .map((pair) => [pair.split('=')[0], Number(pair.split('=')[1])]),
  );
  if (Object.values(figures).some(Number.isNaN)) throw new Error(`The simulator printed "${out}": ${err}`);
  return figures;
}

/** @throws Error when the simulator did not say */
function figure(figures: Figures, key: string): number {
  const value = figures[key];
  if (value === undefined) throw new Error(`The simulator printed no ${key}.`);
  return value;
}
const of = (runs: Figures[], key: string) => runs.map((figures) => figure(figures, key));

const RECOVERY = 10;
const AMPLIFICATION = 1.25;
const STALL_SUCCESS = 99.4;
const BLIP_SUCCESS = 99;
const PEAK = 1.55;

const checks: Checks = {
  'come-back': demand({
    scenario: 'failover',
    wrong: (figures) => {
      const seconds = figure(figures, 'recovery_s');
      if (seconds <= RECOVERY) return undefined;
      return seconds === 99
        ? 'payments is whole again after the failover, but requests go on failing to the end of the run.'
        : `requests go on failing for ${seconds.toFixed(1)} s after the failover.`;
    },
    well: (runs) =>
      `all requests succeed again after at most ${Math.max(...of(runs, 'recovery_s')).toFixed(1)} s.`,
    expected: `At most ${RECOVERY} s after the end of a failover, 95 % and more of the requests of every second succeed, at loads from 64 to 72 % of the capacity.`,
    why: 'A queue full of calls that nobody waits for any more keeps a service busy with nothing. As long as the retries of the failed calls refill it, it stays down although its cause is gone: a metastable failure, which ends only when somebody turns the traffic off.',
    node: 'retries-with-backoff#pay_a',
  }),
  'bound-the-load': demand({
    scenario: 'failover',
    wrong: (figures) => {
      const factor = figure(figures, 'amplification');
      if (factor <= AMPLIFICATION) return undefined;
      return `while nothing can succeed, each request makes ${factor.toFixed(2)} calls.`;
    },
    well: (runs) =>
      `while nothing can succeed, each request makes at most ${Math.max(...of(runs, 'amplification')).toFixed(2)} calls.`,
    expected: `During a failover of 8 to 11 s, at most ${AMPLIFICATION} calls for each request.`,
    why: 'Whatever stands behind payments gets this factor on top of its own trouble, and with three layers that all retry it is taken to the third power.',
    node: 'retries-with-backoff#budget',
  }),
  'ride-out-a-stall': demand({
    scenario: 'stall',
    wrong: (figures) => {
      const share = figure(figures, 'success_percent');
      if (share >= STALL_SUCCESS) return undefined;
      return `${share.toFixed(2)} % of the requests succeed within 3 s.`;
    },
    well: (runs) =>
      `at least ${Math.min(...of(runs, 'success_percent')).toFixed(2)} % of the requests succeed within 3 s.`,
    expected: `While one call in nine is lost (10 to 12 %, each known only after a time-out of 500 ms), at least ${STALL_SUCCESS} % of the requests succeed within their 3 s.`,
    why: 'For this retries exist: faults that are independent of each other. A policy that only keeps quiet passes every storm and fails one user in nine on an ordinary day.',
    node: 'retries-with-backoff#balancer',
  }),
  'spread-the-wave': demand({
    scenario: 'blips',
    wrong: (figures) => {
      const [peak, share] = [figure(figures, 'peak'), figure(figures, 'success_percent')];
      if (peak > PEAK) return `after a blip, calls arrive at up to ${peak.toFixed(2)} times the usual rate.`;
      if (share < BLIP_SUCCESS) return `${share.toFixed(2)} % of the requests succeed within 3 s.`;
      return undefined;
    },
    well: (runs) =>
      `calls arrive at no more than ${Math.max(...of(runs, 'peak')).toFixed(2)} times the usual rate, and ${Math.min(...of(runs, 'success_percent')).toFixed(2)} % of the requests succeed.`,
    expected: `After blips of 300 ms that refuse every call, no 300 ms with more than ${PEAK} times the usual calls (mean over all blips), and at least ${BLIP_SUCCESS} % of the requests succeed within 3 s.`,
    why: 'Callers that failed in the same instant and wait equally long return in the same instant. At 70 % load, twice the usual rate is more than the service can take, and the blip comes back as an overload.',
    node: 'retries-with-backoff#pay_b',
  }),
};

export default checks;
