import type { Random } from '../kit.ts';
import { type Call, culprits, type Span, toLine, toSpans } from './trace.ts';

/** Logs of a system that nobody has seen before, and what a tool should say about some of its requests. */
export interface Live {
  /** By file name. */
  logs: Record<string, string>;
  cases: { trace: string; what: string; expected: string }[];
}

/** Six requests, one of each kind that a tool has to tell apart, among many that are well. */
export function makeLive(random: Random): Live {
  const names = new Set<string>();
  while (names.size < 7) names.add(random.word(random.int(5, 9)));
  const [front = '', shop = '', stock = '', price = '', extra = '', bank = '', store = ''] = names;
  const call = (peer: string, calls: Call[] = [], status = 200): Call => {
    const ms = random.int(3, 40) + calls.reduce((sum, each) => sum + each.ms + 1, 0);
    return { peer, route: `/${peer}`, status, ms, calls };
  };
  const outside = (peer: string, status: number): Call => ({ ...call(peer, [], status), external: true });
  const late = (peer: string): Call => ({ ...outside(peer, 0), ms: 900 });
  const bad = random.pick([500, 502, 503]);
  const all: [what: string, call: Call][] = [
    ['a time-out three services down', call(front, [call(shop, [call(price, [late(bank)], bad)], bad)], 502)],
    [
      'a call that was tried three times',
      call(front, [call(shop, [call(price, [late(bank), outside(bank, bad), late(bank)], bad)], bad)], bad),
    ],
    [
      'a service that fails by itself, beside a failure that was tolerated',
      call(front, [call(shop, [call(stock, [late(extra)]), call(store, [call(price)], bad)], bad)], bad),
    ],
    [
      'a tolerated failure below one that was not',
      call(
        front,
        [call(shop, [call(extra, [late(bank)]), call(stock, [outside(store, bad)], bad)], bad)],
        bad,
      ),
    ],
    [
      'a request that went well in spite of a failed call',
      call(front, [call(shop, [call(stock, [late(extra)])])]),
    ],
    [
      'a request that was refused, which is no failure',
      call(front, [call(shop, [outside(bank, 402)], 402)], 402),
    ],
  ];
  const well = () => call(front, [call(shop, [call(stock), call(price, [outside(bank, 200)])])]);
  const requests = random.shuffle([
    ...all.map(([what, root]) => ({ what, root })),
    ...Array.from({ length: 14 }, () => ({ what: '', root: well() })),
  ]);
  const skew = new Map([...names].map((name) => [name, random.int(-90_000, 90_000)]));
  const start = Date.UTC(2025, random.int(0, 11), random.int(1, 28), random.int(0, 23));
  const traces = requests.map(({ what, root }, i) => ({
    what,
    spans: toSpans(root, start + i * 2_500, random, (service) => skew.get(service) ?? 0),
  }));
  const spans = traces.flatMap((trace) => trace.spans).sort((a, b) => a.at - b.at);
  return {
    logs: Object.fromEntries(
      [...Map.groupBy(spans, ({ service }) => service)].map(([name, own]) => [`${name}.log`, logOf(own)]),
    ),
    cases: traces.flatMap(({ what, spans: own }) =>
      what ? [{ what, trace: own[0]?.trace ?? '', expected: blame(own) }] : [],
    ),
  };
}

const logOf = (spans: readonly Span[]) => `${spans.map(toLine).join('\n')}\n`;

const blame = (spans: readonly Span[]) =>
  [...new Set(culprits(spans).map(({ service, target }) => `${service} ${target}`))].join('\n');
