import type { Id } from './scan.ts';

/** Which items are of a kind: for each client the clocks `[from, to)`, ascending and apart. */
export type Spans = Map<number, number[]>;

/** Adds what comes after all that is there. */
export function addSpan(spans: Spans, client: number, from: number, length: number): void {
  const ends = spans.get(client);
  if (!ends) spans.set(client, [from, from + length]);
  else if (ends.at(-1) === from) ends[ends.length - 1] = from + length;
  else ends.push(from, from + length);
}

/** Whether all of `[from, to)` is there. */
export function hasSpan(spans: Spans, client: number, from: number, to: number): boolean {
  const ends = spans.get(client);
  if (!ends) return false;
  const at = countUpTo(ends, from);
  // Past an even number of ends is outside.
  return at % 2 === 1 && to <= (ends[at] ?? 0);
}

export const hasId = (spans: Spans, { client, clock }: Id) => hasSpan(spans, client, clock, clock + 1);

/** Adds what may lie anywhere, also over what is there. */
export function uniteSpan(spans: Spans, client: number, from: number, to: number): void {
  const ends = spans.get(client);
  if (!ends) return void spans.set(client, [from, to]);
  const start = countUpTo(ends, from - 1);
  const end = countUpTo(ends, to);
  // An end that lies within a span goes; one that lies outside of all stays.
  ends.splice(start, end - start, ...(start % 2 === 0 ? [from] : []), ...(end % 2 === 0 ? [to] : []));
}

/** How many ends are at `clock` or before it. */
function countUpTo(ends: readonly number[], clock: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function addSpans(spans: Spans, more: Spans): void {
  for (const [client, ends] of more)
    for (let i = 0; i < ends.length; i += 2) {
      const from = ends[i] ?? 0;
      addSpan(spans, client, from, (ends[i + 1] ?? from) - from);
    }
}
