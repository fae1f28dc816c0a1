import { mkdirSync, writeFileSync } from 'node:fs';
import type { Random } from '../kit.ts';
import { seededRandom } from '../seeded.ts';
import { byTrace, type Call, culprits, rootOf, type Span, toLine, toSpans } from './trace.ts';

/**
 * `node content/labs/find-the-failing-dependency/generate.ts` writes setup/logs anew: half an hour of a shop in which
 * the currency rates fail from 14:21:09 on. What makes it hard is in here as well: prices are converted at the last
 * known rate for two and a half minutes, so harm begins later than failure; promotions, optional, are the loudest, and
 * two clocks are wrong; inventory is deployed just before; catalogue, ledger and bank have some errors on any day.
 */
const random = seededRandom('find-the-failing-dependency');
const START = Date.parse('2025-03-11T14:00:00Z');
const MINUTE = 60_000;
const SLOW = START + 18 * MINUTE + 40_000;
const FAILING = START + 21 * MINUTE + 9_000;
const GRACE = 150_000;
const DEPLOY = START + 22 * MINUTE + 55_000;
const END = START + 33 * MINUTE;
const AHEAD: Record<string, number> = { promotions: -217_000, pricing: -38_400, payments: 41 };
const clock = (service: string) => AHEAD[service] ?? 0;

const chance = (percent: number) => random.int(1, 1000) <= percent * 10;
const around = (ms: number) => Math.round(ms * (0.7 + random.int(0, 60) / 100));

/** A call that takes as long as its own work and its calls together. */
function call(peer: string, route: string, own: number, calls: Call[] = [], status = 200): Call {
  const ms = around(own) + calls.reduce((sum, { ms: each }) => sum + each + 1, 0);
  return { peer, route, status, ms, calls };
}

function rates(at: number): Call {
  const base = { peer: 'rates', route: '/latest', external: true as const };
  if (at >= FAILING && chance(52)) return { ...base, status: 0, ms: random.int(800, 806) };
  const slow = at >= FAILING ? 640 : at >= SLOW ? 90 + (520 * (at - SLOW)) / (FAILING - SLOW) : 22;
  return { ...base, status: 200, ms: Math.min(798, around(slow)) };
}

/** Three prices in four come from a cache of converted prices, while its entries last. */
function pricing(at: number): Call {
  if (!chance(at >= FAILING ? 55 : 30)) return call('pricing', '/quote', 9);
  const asked = rates(at);
  const calls = asked.status === 0 && chance(30) ? [asked, { ...asked, ms: random.int(800, 806) }] : [asked];
  return call('pricing', '/quote', 8, calls, asked.status === 0 && at >= FAILING + GRACE ? 503 : 200);
}

/** It answers wrongly, or so late that the basket does not wait for it. */
function promotions(): Call {
  if (chance(12)) return call('promotions', '/for-basket', 3, [], chance(50) ? 500 : 503);
  if (chance(12))
    return { ...call('promotions', '/for-basket', 420), status: 0, answered: 200, ms: random.int(250, 253) };
  return call('promotions', '/for-basket', 14);
}

/** Promotions are optional: the basket is shown without them. */
const cart = () => call('cart', '/basket', 8, [promotions()]);

function inventory(at: number): Call {
  const isRestarting = at >= DEPLOY && at < DEPLOY + 25_000;
  return call('inventory', '/reserve', isRestarting ? 240 : 12, [], isRestarting && chance(60) ? 503 : 200);
}

function payments(): Call {
  if (chance(2))
    return call(
      'payments',
      '/charge',
      30,
      [{ ...call('ledger', '/entries', 12), status: 500, answered: 500 }],
      500,
    );
  const bank: Call = { peer: 'bank', route: '/authorise', status: 200, ms: around(190), external: true };
  if (chance(2))
    return call('payments', '/charge', 14, [{ ...bank, status: 0, ms: random.int(1500, 1504) }], 504);
  if (chance(7)) return call('payments', '/charge', 14, [{ ...bank, status: 402 }], 402);
  return call('payments', '/charge', 14, [bank, call('ledger', '/entries', 9)]);
}

function checkout(at: number): Call {
  const done: Call[] = [cart()];
  const end = (status: number) => call('checkout', '/orders', 16, done, status);
  done.push(pricing(at));
  if (done.at(-1)?.status === 503) return end(503);
  done.push(inventory(at));
  // The reservation is repeated once, on another instance.
  if (done.at(-1)?.status === 503) done.push(call('inventory', '/reserve', 14));
  done.push(payments());
  const paid = done.at(-1)?.status ?? 0;
  return end(paid >= 500 ? 502 : paid);
}

function search(at: number): Call {
  const done: Call[] = [call('catalog', '/match', 21, [], chance(1.6) ? 500 : 200)];
  if (done[0]?.status === 500) return call('search', '/results', 7, done, 500);
  done.push(pricing(at));
  return call('search', '/results', 9, done, done[1]?.status === 503 ? 503 : 200);
}

function request(at: number): Call {
  const inner = chance(46) ? checkout(at) : search(at);
  const route = inner.peer === 'checkout' ? '/checkout' : '/search';
  const status = inner.status >= 500 ? 502 : inner.status;
  return call('gateway', route, 4, [inner], status);
}

function generate(within: Random): Span[] {
  const spans: Span[] = [];
  for (let at = START + 1_700; at < END; at += within.int(1_600, 6_200))
    spans.push(...toSpans(request(at), at, within, clock));
  return spans;
}

const spans = generate(random);
const folder = new URL('./setup/logs/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const service of new Set(spans.map((span) => span.service))) {
  const own = spans.filter((span) => span.service === service).sort((a, b) => a.at - b.at);
  writeFileSync(new URL(`${service}.log`, folder), `${own.map(toLine).join('\n')}\n`);
}
const failing = [...byTrace(spans).values()].filter((trace) => (rootOf(trace)?.status ?? 0) >= 500);
const blamed = failing.map((trace) => {
  const names = new Set(culprits(trace).map(({ service, target }) => `${service}->${target}`));
  if (names.size !== 1) throw new Error('A request that failed for two reasons: choose another seed.');
  return [...names][0] ?? '';
});
const count = Object.entries(Object.groupBy(blamed, (name) => name)).map(
  ([name, all]) => `${name} ${all?.length}`,
);
console.log(
  `${spans.length} lines, ${byTrace(spans).size} traces, ${failing.length} failed: ${count.join(', ')}`,
);
