import type { FreshMachine } from '../kit.ts';
import { byTrace, culprits, failed, parseLog, rootOf, type Span } from './trace.ts';

/** One request as the gateway saw it. */
export interface Request {
  trace: string;
  /** By the gateway's clock. */
  at: number;
  route: string;
  failed: boolean;
  /** The call at the bottom of its failure. */
  culprit: { caller: string; dependency: string } | undefined;
  /** Calls in it that failed, tolerated or not. */
  failedCalls: { caller: string; dependency: string }[];
}

/** What the pristine logs say. */
export interface Truth {
  requests: Request[];
  dependency: string;
  caller: string;
  /** Failed because of the dependency, in the order in which they came in. */
  harmed: Request[];
  /** In which a call to the dependency failed, whatever came of it; the same order. */
  touched: Request[];
}

export async function readTruth(machine: FreshMachine): Promise<Truth> {
  const list = await machine.run('ls logs');
  const names = list.out.split('\n').filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(names.map((name) => machine.read(`logs/${name}`)));
  const requests = [...byTrace(texts.flatMap((text) => parseLog(text ?? ''))).values()]
    .flatMap(toRequest)
    .sort((a, b) => a.at - b.at);
  const bottom = Map.groupBy(
    requests.filter(({ culprit }) => culprit),
    ({ culprit }) => `${culprit?.caller} ${culprit?.dependency}`,
  );
  const [most] = [...bottom].sort(([, a], [, b]) => b.length - a.length);
  if (!most) throw new Error('The logs have no failed request.');
  const [caller = '', dependency = ''] = most[0].split(' ');
  const touched = requests.filter(({ failedCalls }) =>
    failedCalls.some((call) => call.caller === caller && call.dependency === dependency),
  );
  return { requests, dependency, caller, harmed: most[1], touched };
}

function toRequest(spans: Span[]): Request[] {
  const root = rootOf(spans);
  if (!root) return [];
  const [culprit] = culprits(spans).map(callOf);
  const failedCalls = spans.filter((span) => span.kind === 'client' && failed(span)).map(callOf);
  return [{ trace: root.trace, at: root.at, route: root.target, failed: failed(root), culprit, failedCalls }];
}

const callOf = ({ service, target }: Span) => ({ caller: service, dependency: target });

/** `key = value` lines of findings.txt. */
export async function readFindings(machine: FreshMachine): Promise<Map<string, string>> {
  const text = (await machine.read('findings.txt')) ?? '';
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, key = '', value = ''] = line.match(/^\s*([a-z_]+)\s*=\s*(.*?)\s*$/) ?? [];
      return value ? [[key, value] as const] : [];
    }),
  );
}
