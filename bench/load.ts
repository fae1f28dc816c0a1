import { readdirSync, readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import documents from '../client/generated/persisted-documents.json' with { type: 'json' };
import { graphql } from '../test/support/atlas.ts';
import type { BenchResult } from './result.ts';
import { type BenchServer, startServer } from './support/server.ts';

/**
 * The whole of Atlas on one machine under mixed load: the edge, the handler, PostgreSQL and the cache share its cores
 * with the load generator. Five hundred requests a second for two minutes (LOAD_SECONDS, LOAD_RATE): lists, state of a
 * diagram, progress, searches, completions, by visitors and by guests.
 */
const SECONDS = Number(process.env.LOAD_SECONDS ?? 120);
const RATE = Number(process.env.LOAD_RATE ?? 500);
const GUESTS = 20;

export default async function (): Promise<BenchResult[]> {
  const server = await startServer();
  try {
    const requests = await mixOf(server);
    const run = (duration: number) =>
      autocannon({ url: `${server.url}/graphql`, connections: 50, overallRate: RATE, duration, requests });
    await run(Math.min(10, SECONDS));
    const before = memoryOf(server.pid);
    const result = await run(SECONDS);
    const after = memoryOf(server.pid);
    const failed = result.errors + result.timeouts + result.non2xx;
    const served = result.requests.total / SECONDS;
    return [
      row(
        'load: requests a second that were answered',
        served,
        '1/s',
        'asked for',
        RATE,
        'at least 0.98',
        served / RATE >= 0.98,
      ),
      row('load: requests that failed', failed, '', 'answered', result.requests.total, 'none', failed === 0),
      row(
        'load: p99',
        result.latency.p99,
        'ms',
        'median',
        result.latency.p50,
        'under 1,000 ms',
        result.latency.p99 < 1_000,
      ),
      row('load: memory after', after, 'MB', 'after 10 s', before, 'at most 1.25', after / before <= 1.25),
    ];
  } finally {
    await server.stop();
  }
}

function row(
  name: string,
  value: number,
  unit: string,
  peer: string,
  peerValue: number,
  target: string,
  pass: boolean,
): BenchResult {
  return { name, value, unit, peer, peerValue, ratio: value / peerValue, target, pass };
}

/** Requests of our own client, by the share of each in a visit. */
async function mixOf({ url }: BenchServer): Promise<autocannon.Request[]> {
  const { data } = await graphql<{ diagrams: { nodes: { id: string; slug: string }[] } }>(
    url,
    '{ diagrams(first: 30) { nodes { id slug } } }',
  );
  const diagrams = data?.diagrams.nodes ?? [];
  const pick = (i: number) => diagrams[i % diagrams.length] ?? { id: '', slug: '' };
  const requests: autocannon.Request[] = [];
  for (let guest = 0; guest < GUESTS; guest++) {
    const complete = textOf('mutation CompleteDiagram');
    const { cookie } = await graphql(url, complete, { variables: { diagramId: pick(guest).id } });
    const visitor = (name: string, variables: object) => request(name, variables);
    const own = (name: string, variables: object) => request(name, variables, cookie);
    requests.push(
      visitor('query DiagramState', { slug: pick(guest).slug }),
      own('query DiagramState', { slug: pick(guest + 1).slug }),
      own('query CurrentAccount', {}),
      own('query ProgressPage', {}),
      own('query Completed', {}),
      own('mutation CompleteDiagram', { diagramId: pick(guest + 2).id }),
      visitor('query CurrentAccount', {}),
    );
  }
  return requests;
}

function request(name: string, variables: object, cookie?: string): autocannon.Request {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify({ query: textOf(name), variables }),
  };
}

function textOf(name: string): string {
  const text = Object.values(documents).find((one) => new RegExp(`${name}\\b`).test(one));
  if (!text) throw new Error(`Our client has no ${name}.`);
  return text;
}

/** MB of all processes of a start: Node and PostgreSQL. */
function memoryOf(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      parents.set(
        Number(name),
        Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]),
      );
    } catch {
      // Gone meanwhile.
    }
  }
  const isOurs = (one: number | undefined): boolean =>
    one === pid || (one ? isOurs(parents.get(one)) : false);
  const ours = [...parents.keys()].filter(isOurs);
  return ours.reduce((sum, one) => sum + residentOf(one), 0);
}

/** Its own pages: what PostgreSQL's processes share would be counted many times. */
function residentOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(text.match(/RssAnon:\s+(\d+) kB/)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
