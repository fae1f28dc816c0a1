import type { Check, Checks, Finding, FreshMachine, Random } from '../kit.ts';
import { type Pool, readNumbers, readPairs, readPeak, readPool, writePool } from './files.ts';

type Said = Pick<Finding, 'expected' | 'why' | 'node'>;
type Figures = Record<string, number>;

/** Runs whose figures are averaged, with other seeds each time; a simulated machine takes a second or two for each. */
const RUNS = { update: 1, peak: 3, stall: 2 };
/** Percent of the measured peak. */
const LOADS = [104, 106] as const;
const P99_WAIT = 40;
const REFUSED = 0.1;
const IN_TIME = 46;
const REFUSAL = 500;
const THREADS = 45;

/** The means of the figures of some runs of the pristine simulator, and the highest of each. */
async function simulate(machine: FreshMachine, pool: Pool, scenario: keyof typeof RUNS, random: Random) {
  const runs = RUNS[scenario];
  const mean: Figures = {};
  const highest: Figures = {};
  for (let i = 0; i < runs; i++) {
    const command = `bash simulate ${scenario} ${random.int(1, 100_000)} ${random.int(...LOADS)}`;
    const { out, err } = await machine.run(command, { files: { 'pool.conf': writePool(pool) }, seconds: 10 });
    const pairs = readPairs(out.trim().split(' ').join('\n'));
    if (pairs.size === 0) throw new Error(`The simulator printed "${out}": ${err}`);
    for (const [key, value] of pairs) {
      mean[key] = (mean[key] ?? 0) + Number(value) / runs;
      highest[key] = Math.max(highest[key] ?? 0, Number(value));
    }
  }
  const of = (figures: Figures) => (key: string) => {
    const figure = figures[key];
    if (figure === undefined || Number.isNaN(figure)) throw new Error(`The simulator gave no ${key}.`);
    return figure;
  };
  return { mean: of(mean), highest: of(highest) };
}

/** A check that plays a scenario; the first of the problems is told. */
function played(
  said: Said,
  play: (pool: Pool, machine: FreshMachine, random: Random) => Promise<{ wrong?: string; well: string }>,
): Check {
  return async (machine, random) => {
    const pool = readPool((await machine.read('pool.conf')) ?? '');
    if (typeof pool === 'string') return { passed: false, observed: pool, ...said };
    const { wrong, well } = await play(pool, machine, random);
    return { passed: wrong === undefined, observed: wrong ?? well, ...said };
  };
}

const measureIt: Check = async (machine) => {
  const peak = await readPeak(machine);
  const given = readPairs((await machine.read('answers.txt')) ?? '');
  const asked = [
    { key: 'arrivals_per_s', right: peak.arrivals, what: 'requests a second' },
    { key: 'hold_ms', right: peak.hold, what: 'ms' },
    { key: 'busy_connections', right: peak.busy, what: 'connections' },
  ];
  const wrong = asked.flatMap(({ key, right, what }) => {
    const text = given.get(key) ?? '';
    if (!/^\d+(\.\d+)?$/.test(text)) return [`answers.txt has no number for ${key}.`];
    const off = Number(text) / right - 1;
    if (Math.abs(off) <= 0.01) return [];
    return [`${key} is ${text} ${what}, which is ${off > 0 ? 'too much' : 'too little'} by more than 1 %.`];
  });
  return {
    passed: wrong.length === 0,
    observed:
      wrong[0] ??
      `In the busiest minute, from ${peak.time} on, ${peak.busy.toFixed(1)} connections are in use on average.`,
    expected:
      'Arrivals a second, mean time of holding a connection, and connections in use, each of the busiest minute and to 1 %.',
    why: "By Little's law, what is in use on average is the arrivals a second times the seconds each one holds. Means of a whole hour, medians, and the time of the queries alone all give a pool that is too small exactly when it matters.",
    node: 'autoscaling-loop#metrics',
  };
};

const fitTheDatabase = played(
  {
    expected: `With as many instances as the autoscaler and a rolling update can have at once, every instance gets all its connections, and at most ${REFUSED} % of the requests are refused.`,
    why: 'The database counts the connections of all clients together. The instance that starts last gets none, so it fails at its start or refuses all it is given, and that happens in an update at the peak, not in a test with one instance.',
    node: 'autoscaling-loop#bounds',
  },
  async (pool, machine, random) => {
    const limits = ['max_connections', 'superuser_reserved', 'export_job', 'dashboards'] as const;
    const database = await readNumbers(machine, 'database.conf', limits);
    const scale = await readNumbers(machine, 'deployment.conf', ['max_instances', 'max_surge']);
    const instances = scale.max_instances + scale.max_surge;
    const room =
      database.max_connections - database.superuser_reserved - database.export_job - database.dashboards;
    const wanted = pool.size * instances;
    const { mean } = await simulate(machine, pool, 'update', random);
    const missing = mean('connections_missing');
    const refused = mean('refused_percent');
    const well = `${instances} instances open ${wanted} connections where there is room for ${room}, and ${refused.toFixed(2)} % of the requests are refused.`;
    if (wanted > room || missing > 0)
      return {
        wrong: `At full scale the instances ask for ${wanted - room} connections more than the database has for them.`,
        well,
      };
    return refused > REFUSED ? { wrong: `All fits, but: ${well}`, well } : { well };
  },
);

const boundTheWait = played(
  {
    expected: `At ${LOADS.join(' to ')} % of the measured peak, 99 % of the requests have a connection within ${P99_WAIT} ms (mean of ${RUNS.peak} runs), and at most ${REFUSED} % are refused.`,
    why: 'Arrivals come in clumps and some requests hold for long, so a pool of the average size would be full for much of the time. What it needs above the average is the price of a short wait; and a time-out shorter than the clumps refuses users on a healthy day.',
    node: 'autoscaling-loop#pods',
  },
  async (pool, machine, random) => {
    const { mean } = await simulate(machine, pool, 'peak', random);
    const [wait, refused] = [mean('p99_wait_ms'), mean('refused_percent')];
    const well = `99 % of the requests get a connection within ${wait.toFixed(0)} ms, and ${refused.toFixed(2)} % are refused.`;
    if (refused > REFUSED)
      return { wrong: `At the peak ${refused.toFixed(2)} % of the requests are refused.`, well };
    return wait > P99_WAIT
      ? { wrong: `One request in a hundred waits for ${wait.toFixed(0)} ms or longer.`, well }
      : { well };
  },
);

const shedTheStall = played(
  {
    expected: `While the database is four times slower for 10 s, at least ${IN_TIME} % of the requests are answered within 1.5 s (mean of ${RUNS.stall} runs), nobody waits for more than ${REFUSAL} ms only to be refused, and no instance has more than ${THREADS} threads in use.`,
    why: 'About half of the requests can be served at that speed. Whoever lets all of them wait serves each one too late, and so none; the waiting ones take the threads that health checks need, and the instance is restarted on top of it.',
    node: 'circuit-breaker#refusing',
  },
  async (pool, machine, random) => {
    const { mean, highest } = await simulate(machine, pool, 'stall', random);
    const inTime = mean('in_time_percent');
    const [refusal, threads] = [highest('longest_refusal_ms'), highest('threads')];
    const well = `${inTime.toFixed(1)} % are answered in time, refusals take at most ${refusal} ms, and an instance has at most ${threads} threads in use.`;
    if (inTime < IN_TIME)
      return { wrong: `In the stall ${inTime.toFixed(1)} % of the requests are answered in time.`, well };
    if (refusal > REFUSAL) return { wrong: `Some wait for ${refusal} ms and are refused then.`, well };
    return threads > THREADS ? { wrong: `An instance has ${threads} threads in use.`, well } : { well };
  },
);

const checks: Checks = {
  'measure-it': measureIt,
  'fit-the-database': fitTheDatabase,
  'bound-the-wait': boundTheWait,
  'shed-the-stall': shedTheStall,
};

export default checks;
