import type { Random } from '../kit.ts';
import type { Limits, Request } from './model.ts';

/** Requests with the limits that they are played with. */
export interface Trace {
  limits: Limits;
  requests: Request[];
}

const SECOND = 1000;
const start = (random: Random) => random.int(1_000, 20_000) * SECOND;
const times = (count: number) => Array.from({ length: count }, (_, i) => i);
const names = (random: Random, count: number) => times(count).map((i) => `${random.word(4)}-${i + 1}`);

/** One client, who never waits as long as a whole token takes. */
export function impatient(random: Random): Trace {
  const limits = { rate: random.int(3, 12), burst: random.int(2, 8) };
  const client = random.word();
  const longest = Math.floor(SECOND / limits.rate) - 1;
  let at = start(random);
  const requests = times(240).map(() => {
    at += random.int(Math.floor(longest / 3), longest);
    return { at, client };
  });
  return { limits, requests };
}

/** One client with quiet times, and more requests at once after each than the burst lets through. */
export function bursty(random: Random): Trace {
  const limits = { rate: random.int(2, 9), burst: random.int(5, 15) };
  const client = random.word();
  let at = start(random);
  const requests = times(10).flatMap(() => {
    at += random.pick([random.int(1, 4), random.int(10, 60), random.int(900, 4_000)]) * SECOND;
    return times(limits.burst + random.int(3, 9)).map(() => ({ at, client }));
  });
  return { limits, requests };
}

/** Three clients who stay within their rate, and one who asks for four times as much. */
export function shared(random: Random): Trace {
  const limits = { rate: random.int(2, 5), burst: random.int(5, 10) };
  const [greedy = '', ...modest] = names(random, 4);
  const begin = start(random);
  const requests = times(12).flatMap((second) => {
    const crowd = times(limits.rate * 4).map(() => greedy);
    const others = modest.flatMap((client) => times(limits.rate).map(() => client));
    const at = begin + second * SECOND;
    return random.shuffle([...crowd, ...others]).map((client) => ({ at, client }));
  });
  return { limits, requests };
}

/** One client behind two gateways, of which one is seconds behind the other. */
export function skewed(random: Random): Trace {
  const limits = { rate: random.int(2, 5), burst: random.int(12, 18) };
  const client = random.word();
  const behind = random.int(2, 3) * SECOND;
  const begin = start(random);
  const requests = times(30).flatMap((second) => {
    const at = begin + second * SECOND;
    const many = times(limits.rate + random.int(0, 2)).map(() => ({ at, client }));
    return random.int(1, 2) === 1 ? [...many, { at: at - behind, client }] : many;
  });
  return { limits, requests };
}

/** All of it together: crowds and pauses of several clients, by clocks that differ. */
export function mixed(random: Random): Trace {
  const limits = { rate: random.int(2, 5), burst: random.int(2, 5) };
  const clients = names(random, 5);
  let at = start(random);
  const requests = times(260).map((i) => {
    const isPause = i % 60 === 59;
    at += isPause ? random.int(2_000, 6_000) : random.pick([0, random.int(1, 60), random.int(20, 160)]);
    const skew = random.int(1, 6) === 1 ? random.int(1, 1_500) : 0;
    return { at: at - skew, client: random.pick(clients) };
  });
  return { limits, requests };
}
