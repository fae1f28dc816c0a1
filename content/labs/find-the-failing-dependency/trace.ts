import type { Random } from '../kit.ts';

/** One line of a log: what a service handled (`server`) or asked another one for (`client`). */
export interface Span {
  /** Milliseconds since 1970 by the clock of the service that wrote the line. */
  at: number;
  service: string;
  kind: 'server' | 'client';
  trace: string;
  id: string;
  parent: string;
  /** A server's route; the peer that a client called. */
  target: string;
  /** An HTTP status, or 0 for a call that got no answer in time. */
  status: number;
  ms: number;
}

export const failed = ({ status }: Pick<Span, 'status'>) => status === 0 || status >= 500;

export function toLine({ at, service, kind, trace, id, parent, target, status, ms }: Span): string {
  const time = new Date(at).toISOString();
  return [time, service, kind, trace, id, parent, target, status === 0 ? 'timeout' : status, ms].join(' ');
}

export function parseLog(text: string): Span[] {
  return text.split('\n').flatMap((line) => {
    const [time, service, kind, trace, id, parent, target, status, ms] = line.split(' ');
    if (!time || !service || !trace || !id || !parent || !target || (kind !== 'server' && kind !== 'client'))
      return [];
    return [
      {
        at: Date.parse(time),
        service,
        kind,
        trace,
        id,
        parent,
        target,
        status: status === 'timeout' ? 0 : Number(status),
        ms: Number(ms),
      },
    ];
  });
}

export function byTrace(spans: readonly Span[]): Map<string, Span[]> {
  const traces = new Map<string, Span[]>();
  for (const span of spans) {
    const list = traces.get(span.trace);
    if (list) list.push(span);
    else traces.set(span.trace, [span]);
  }
  return traces;
}

/** The line that the gateway wrote for the whole request. */
export const rootOf = (spans: readonly Span[]) => spans.find(({ parent }) => parent === '-');

/**
 * The failed calls at the bottom of a trace: everything above them up to the gateway failed as well, nothing below them
 * did. A call that failed and was tolerated has a span above it that did not fail.
 */
export function culprits(spans: readonly Span[]): Span[] {
  const below = (span: Span): Span[] => {
    if (!failed(span)) return [];
    const deeper = spans.filter(({ parent }) => parent === span.id).flatMap(below);
    return deeper.length > 0 || span.kind === 'server' ? deeper : [span];
  };
  const root = rootOf(spans);
  return root ? below(root) : [];
}

/** A call in a tree of calls that has yet to be timed. */
export interface Call {
  peer: string;
  route: string;
  /** Of the call as its caller saw it. */
  status: number;
  /** Of the handled request, where the peer writes a log; the same unless told. */
  answered?: number;
  ms: number;
  /** One after the other. */
  calls?: Call[];
  /** No log of the peer's is at hand. */
  external?: true;
}

/** How much a service's clock is ahead, in milliseconds. */
export type Clock = (service: string) => number;

/** The spans of one request, in the order in which their lines begin. */
export function toSpans(root: Call, at: number, random: Random, clock: Clock = () => 0): Span[] {
  // A letter first: awk takes an id such as 551e1464 for a number.
  const hex = (length: number) =>
    Array.from({ length }, (_, i) => random.int(i === 0 ? 10 : 0, 15).toString(16)).join('');
  const trace = hex(16);
  const spans: Span[] = [];
  const serve = (call: Call, parent: string, start: number) => {
    const id = hex(8);
    const { peer: service, route: target, ms } = call;
    const status = call.answered ?? call.status;
    const own = { at: start + clock(service), service, trace, parent, target, status, ms };
    spans.push({ ...own, kind: 'server', id });
    let time = start + random.int(1, 3);
    for (const child of call.calls ?? []) {
      const callId = hex(8);
      const times = { at: time + clock(service), ms: child.ms };
      const of = { service, trace, id: callId, parent: id, target: child.peer, status: child.status };
      spans.push({ ...times, ...of, kind: 'client' });
      if (!child.external) serve(child, callId, time + 1);
      time += child.ms + 1;
    }
  };
  serve(root, '-', at);
  return spans;
}
