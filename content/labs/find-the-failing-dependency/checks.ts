import type { Checks, Finding, FreshMachine, Random } from '../kit.ts';
import { makeLive } from './live.ts';
import { readFindings, readTruth } from './truth.ts';

type Verdict = Pick<Finding, 'passed' | 'observed'>;

/** The first thing that is wrong, or that all is well. */
const firstWrong = (wrongs: (string | false | undefined)[], well: string): Verdict => {
  const wrong = wrongs.find((text) => typeof text === 'string');
  return { passed: wrong === undefined, observed: wrong || well };
};

async function nameIt(machine: FreshMachine): Promise<Finding> {
  const [found, truth] = [await readFindings(machine), await readTruth(machine)];
  const all = truth.requests.filter(({ failed }) => failed);
  const [dependency, caller, evidence] = ['dependency', 'caller', 'evidence'].map((key) => found.get(key));
  const bottom = all.filter(({ culprit }) => culprit?.dependency === dependency);
  const proof = truth.requests.find(({ trace }) => trace === evidence);
  const verdict = firstWrong(
    [
      (!dependency || !caller || !evidence) &&
        `findings.txt names ${found.size === 0 ? 'nothing yet' : 'not all three of dependency, caller and evidence'}.`,
      dependency !== truth.dependency &&
        `Of ${all.length} failed requests, ${bottom.length} have a call to "${dependency?.slice(0, 40)}" at the bottom of their failure.`,
      caller !== truth.caller && `"${caller?.slice(0, 40)}" makes none of the calls that fail at the bottom.`,
      !proof && 'The logs have no request with the trace id that you give as evidence.',
      proof && !proof.failed && 'The request that you give as evidence was answered without an error.',
      proof?.culprit?.dependency !== truth.dependency &&
        'The request that you give as evidence failed for another reason.',
    ],
    `The dependency is at the bottom of ${truth.harmed.length} of ${all.length} failed requests, your evidence among them.`,
  );
  return {
    ...verdict,
    expected: `The dependency at the bottom of most of the ${all.length} failed requests, the service that calls it, and the trace id of one request that failed because of it.`,
    why: 'The loudest service is often a healthy one that passes on what it got, or one whose errors nobody feels. Whoever restarts the loudest first loses the minutes that count.',
    node: 'distributed-tracing#view',
  };
}

async function dateIt(machine: FreshMachine): Promise<Finding> {
  const [found, { touched, harmed }] = [await readFindings(machine), await readTruth(machine)];
  const [given, trace] = [found.get('calls_fail_since') ?? '', found.get('first_harmed') ?? ''];
  const since = Date.parse(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(given) ? given : '');
  const first = touched[0]?.at ?? 0;
  const before = touched.filter(({ at }) => at < since - 2_000).length;
  const at = harmed.findIndex((request) => request.trace === trace);
  const verdict = firstWrong(
    [
      !given && 'findings.txt does not say since when calls fail.',
      Number.isNaN(since) && 'The time since when calls fail is not written like the times in the logs.',
      before > 0 &&
        `Calls to it had failed before that in ${before} requests, by the times at which the gateway got them.`,
      since < first - 2_000 &&
        'None of its calls fails so early, by the times at which the gateway got the requests.',
      !trace && 'findings.txt does not name the first request that was harmed.',
      at < 0 && 'The request that you name as the first was not harmed by it.',
      at > 0 && `By the gateway's clock, ${at} requests were harmed before the one that you name.`,
    ],
    `Calls fail since ${given}, and the first request is harmed ${(((harmed[0]?.at ?? 0) - first) / 1000).toFixed(0)} s later.`,
  );
  return {
    ...verdict,
    expected:
      'The time, to 2 s, at which the gateway got the first request in which a call to it failed, and the trace id of the first request that failed because of it.',
    why: 'Between a cause and its harm lie caches, fallbacks and retries. Who looks for a change at the time of the harm finds the wrong one; and times of two machines can only be compared through a clock that both requests passed.',
    node: 'distributed-tracing#worker',
  };
}

async function countIt(machine: FreshMachine): Promise<Finding> {
  const [found, { requests, touched, harmed }] = [await readFindings(machine), await readTruth(machine)];
  const counts = {
    harmed_checkout: harmed.filter(({ route }) => route === '/checkout').length,
    harmed_search: harmed.filter(({ route }) => route === '/search').length,
    saved: touched.filter((request) => !harmed.includes(request)).length,
    other_causes: requests.filter((request) => request.failed && !harmed.includes(request)).length,
  };
  const keys = Object.keys(counts) as (keyof typeof counts)[];
  const missing = keys.filter((key) => !/^\d+$/.test(found.get(key) ?? ''));
  const wrong = keys.filter((key) => Number(found.get(key)) !== counts[key]);
  const total = requests.filter(({ failed }) => failed).length;
  const sum = keys.filter((key) => key !== 'saved').reduce((all, key) => all + Number(found.get(key)), 0);
  const verdict = firstWrong(
    [
      missing.length > 0 && `findings.txt has no number for ${missing.join(', ')}.`,
      wrong.length > 0 &&
        sum !== total &&
        `Your three kinds of failed requests add up to ${sum}, and ${total} requests failed.`,
      wrong.length > 0 && `${keys.length - wrong.length} of ${keys.length} numbers are right.`,
    ],
    `All ${keys.length} numbers are right: ${harmed.length} of ${total} failed requests are due to it.`,
  );
  return {
    ...verdict,
    expected: `Numbers of requests: harmed on each of the two routes, saved although a call to it failed, and failed for other causes. The failed ones add up to ${total}.`,
    why: 'The size of an incident is counted in requests of users, each once, not in lines of logs: one request leaves errors in four files, and a retried call leaves two in the same one.',
    node: 'distributed-tracing#red_metrics',
  };
}

async function automate(machine: FreshMachine, random: Random): Promise<Finding> {
  const { logs, cases } = makeLive(random);
  const folder = random.word();
  const files = Object.fromEntries(Object.entries(logs).map(([name, text]) => [`${folder}/${name}`, text]));
  const isThere = ((await machine.read('blame.sh')) ?? '').trim() !== '';
  const wrong: string[] = [];
  for (const { trace, what, expected } of isThere ? random.shuffle(cases) : []) {
    const ran = await machine.run(`bash blame.sh ${folder} ${trace}`, { files, seconds: 4 });
    const lines = ran.out.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
    if (ran.timedOut) wrong.push(`${what} (no end within 4 s)`);
    else if (lines.filter(Boolean).join('\n') !== expected) wrong.push(what);
  }
  const verdict = firstWrong(
    [
      !isThere && 'There is no blame.sh, or it is empty.',
      wrong.length > 0 &&
        `It is wrong about ${wrong.length} of ${cases.length} requests, such as ${wrong[0]}.`,
    ],
    `It is right about all ${cases.length} requests of a system that it had not seen.`,
  );
  return {
    ...verdict,
    expected:
      'For each request of other logs: caller and dependency of the call at the bottom of its failure, on one line and once; nothing for a request that did not fail.',
    why: 'The parents in a trace make a tree of a heap of lines. A tool that walks it finds the next failing dependency in seconds, whatever it is called.',
    node: 'distributed-tracing#orders',
  };
}

const checks: Checks = {
  'name-it': nameIt,
  'date-it': dateIt,
  'count-it': countIt,
  'automate-it': automate,
};

export default checks;
