import type { Check, Checks, Finding, Random } from '../kit.ts';
import { compare, readAnswers } from './model.ts';
import { bursty, impatient, mixed, shared, skewed, type Trace } from './traces.ts';

interface Demand {
  trace(random: Random): Trace;
  /** Whether a denial has to say how long. */
  needsWait?: boolean;
  expected: string;
  why: string;
  node: string;
}

/** Others each time. */
const TRACES = 2;

function demand({ trace, needsWait = false, ...said }: Demand): Check {
  return async (machine, random): Promise<Finding> => {
    const fail = (observed: string): Finding => ({ passed: false, observed, ...said });
    if (((await machine.read('limiter.sh')) ?? '').trim() === '') return fail('limiter.sh is empty.');
    let denied = 0;
    let count = 0;
    for (let i = 0; i < TRACES; i++) {
      const { limits, requests } = trace(random);
      const { rate, burst } = limits;
      const stdin = requests.map(({ at, client }) => `${at} ${client}\n`).join('');
      const ran = await machine.run(`bash limiter.sh ${rate} ${burst}`, { stdin });
      if (ran.timedOut) return fail(`limiter.sh has no end within 5 s for ${requests.length} requests.`);
      const answers = readAnswers(ran.out, requests.length);
      if (typeof answers === 'string') return fail(answers);
      const { wrong, tokens, allowed, wait } = compare(limits, requests, answers, needsWait);
      if (wrong !== undefined) {
        const before = requests.slice(0, wrong).findLast(({ client }) => client === requests[wrong]?.client);
        const since = before ? (requests[wrong]?.at ?? 0) - before.at : undefined;
        const when = since === undefined ? "its client's first" : `${since} ms after its client's last`;
        const answer = answers[wrong];
        const got = answer?.allowed ? 'allowed' : 'denied';
        const what =
          answer?.allowed === allowed
            ? `denied with ${answer.wait === undefined ? 'no wait' : `a wait of ${answer.wait} ms`}; it is ${wait} ms`
            : `${got}`;
        return fail(
          `At ${rate} tokens a second and a burst of ${burst}, request ${wrong + 1} of ${requests.length} (${when}) finds ${tokens.toFixed(2)} tokens and is ${what}.`,
        );
      }
      denied += answers.filter((answer) => !answer.allowed).length;
      count += answers.length;
    }
    const observed = `All ${count} answers are right, ${count - denied} times allow and ${denied} times deny.`;
    return { passed: true, observed, ...said };
  };
}

const checks: Checks = {
  'keep-the-fraction': demand({
    trace: impatient,
    expected:
      'A client who asks more often than whole tokens come gets, on average, the rate: what 0.37 of a token is worth at one request still counts at the next.',
    why: 'A limiter that rounds down at each request gives the least to whoever asks most evenly. A sensor that sends every 80 ms gets nothing of its 10 a second, and nobody finds it in a test with whole seconds.',
    node: 'token-bucket-rate-limiter#refill',
  }),
  'end-the-burst': demand({
    trace: bursty,
    expected:
      'After a pause of any length, as many requests at one instant as the burst allows, and no more; from then on the rate.',
    why: 'The burst is what the servers behind have to take at one instant. If an hour of silence adds up to 36,000 tokens, the nightly batch takes them all at two o’clock.',
    node: 'token-bucket-rate-limiter#rules',
  }),
  'part-the-clients': demand({
    trace: shared,
    expected:
      'A client who stays within the rate is never denied, however much another one asks for; each begins with a full bucket.',
    why: 'A shared bucket turns one endless loop into an outage for all: the greedy client takes nearly every token because it asks most often.',
    node: 'token-bucket-rate-limiter#bucket',
  }),
  'survive-the-clock': demand({
    trace: skewed,
    expected:
      'A request with an older time than the bucket has seen adds no token and takes none but its own, and no moment adds tokens twice.',
    why: 'Two gateways whose clocks differ by two seconds send their times in turn. If the bucket follows them back, each second is paid out again and again; if the difference is taken as negative, honest clients lose tokens that they had.',
    node: 'token-bucket-rate-limiter#script',
  }),
  'say-when': demand({
    trace: mixed,
    needsWait: true,
    expected:
      'Every denial says the milliseconds until the bucket holds one token, rounded up and right to 1 ms, with several clients, fractions, pauses and skewed clocks at once.',
    why: 'Without it a client can only guess, and guesses early: each attempt costs both sides a request that is denied again.',
    node: 'token-bucket-rate-limiter#reject',
  }),
};

export default checks;
