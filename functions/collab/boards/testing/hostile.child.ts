import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { checkDocument } from '../check-document.ts';
import { emptyOutline, extend, judge, type Verdict } from '../outline.ts';
import { scanUpdate } from '../scan.ts';
import { encodeVector, mergeUpdates, scanGiven, trim } from '../updates.ts';
import { drawShape, editAtRandom, randomOf, recordUpdates, shapesOf } from './drawing.ts';

/** Runs one corpus of hostile updates against a small board and prints what the dearest of them cost. */
const random = randomOf(46);
const base = new Y.Doc();
base.clientID = 11;
for (let i = 0; i < 60; i++) editAtRandom(base, random);
const before = Y.encodeStateAsUpdate(base);
const outline = emptyOutline();
const first = judge(outline, scanUpdate(before));
if (first.kind === 'new') extend(outline, first.change);

const wrong: string[] = [];
const nameOf = (update: Uint8Array) => Buffer.from(update.subarray(0, 60)).toString('hex');

function look(update: Uint8Array): Verdict | undefined {
  const scanned = scanGiven(update);
  return 'reason' in scanned ? undefined : judge(outline, scanned);
}

/** What passes has to be what Yjs can apply, without anything left over, in whatever order it is merged. */
function compare(update: Uint8Array, verdict: Verdict | undefined): void {
  if (verdict?.kind !== 'new' || verdict.doubtful) return;
  const { change } = verdict;
  const wrongly = (what: string) => wrong.push(`${what}: ${nameOf(update)}`);
  const checked = checkDocument(before, update);
  // Points are only looked at by what knows the whole document.
  if (!checked.ok && checked.reason !== 'a shape holds what is no JSON') wrongly(checked.reason);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, before);
  Y.applyUpdate(doc, update);
  const vector = encodeVector(new Map([...outline.vector, ...change.vector]));
  if (Buffer.compare(vector, Y.encodeStateVector(doc)) !== 0) wrongly('another vector');
  const meta = Y.parseUpdateMeta(update);
  for (const [client, clock] of change.vector) if (meta.to.get(client) !== clock) wrongly('another end');
  const merged = new Y.Doc();
  Y.applyUpdate(merged, mergeUpdates([trim(update, outline.vector), before]));
  if (!isDeepStrictEqual(shapesOf(merged).toJSON(), shapesOf(doc).toJSON())) wrongly('merged otherwise');
}

const uint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...uint(Math.floor(value / 128))];

/** Valid updates of some pages that know the board. */
function valid(): Uint8Array[] {
  return [21, 22].flatMap((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    Y.applyUpdate(doc, before, 'remote');
    const updates = recordUpdates(doc);
    for (let i = 0; i < 12; i++) editAtRandom(doc, random);
    return [...updates, mergeUpdates(updates), Y.encodeStateAsUpdate(doc)];
  });
}

const corpora: Record<string, () => Generator<Uint8Array>> = {
  *random() {
    for (let i = 0; i < 5_000; i++)
      yield new Uint8Array(Array.from({ length: random(200) }, () => random(random(2) ? 256 : 12)));
    yield new Uint8Array(96 * 1024).fill(255);
  },
  *cut() {
    for (const update of valid()) for (let end = 0; end < update.length; end++) yield update.subarray(0, end);
  },
  *flipped() {
    for (const update of valid())
      for (let i = 0; i < Math.min(update.length, 700); i++) {
        const changed = Uint8Array.from(update);
        changed[i] = (changed[i] ?? 0) ^ (1 << random(8));
        yield changed;
      }
  },
  *counts() {
    for (const count of [2 ** 20, 2 ** 25, 2 ** 28, 2 ** 31, 2 ** 32 - 1, 2 ** 40, 2 ** 53 - 1]) {
      for (const update of [
        [1, ...uint(count), 1, 0, 0],
        [...uint(count), 1, 1, 0],
        [0, ...uint(count)],
        [0, 1, 1, ...uint(count), 0, 1],
        [1, 1, 1, 0, 0, ...uint(count * 64), 0],
        [1, 1, 1, ...uint(count), 0, 1, 0],
        [1, 1, 1, 0, 8, 1, 6, 1, ...uint(count), 126, 0],
        [1, 1, 1, 0, 8, 1, 6, 1, 1, 117, ...uint(count), 0],
        [1, 1, 1, 0, 8, 1, 6, 1, 1, 118, ...uint(count), 0],
        [1, 1, 1, 0, 8, 1, ...uint(count), 1, 0],
      ])
        yield new Uint8Array(update);
    }
  },
  *'version 2'() {
    const doc = new Y.Doc();
    yield Y.encodeStateAsUpdateV2(doc);
    for (let i = 0; i < 200; i++) {
      drawShape(doc, `s${i}`);
      yield Y.encodeStateAsUpdateV2(doc);
    }
    yield Y.encodeStateAsUpdateV2(base);
  },
  *orphans() {
    const doc = new Y.Doc();
    const updates = recordUpdates(doc);
    for (let i = 0; i < 1_001; i++) drawShape(doc, `s${i}`);
    yield* updates.slice(1);
  },
  *waiting() {
    // Two clients that wait for each other at each step, and hundreds that wait for the last one.
    for (const [steps, others] of [
      [2_000, 900],
      [5_000, 998],
      [6_500, 10],
    ] as [number, number][]) {
      const bytes: number[] = [...uint(others + 2)];
      for (let i = 0; i < others; i++)
        bytes.push(1, ...uint(5_000 - i), 0, 0x88, 2, ...uint(steps - 1), 1, 126);
      for (const [client, other] of [
        [2, 1],
        [1, 2],
      ] as const) {
        bytes.push(...uint(steps), client, 0);
        for (let i = 0; i < steps; i++)
          if (client === 1 && i === 0) bytes.push(1, 1, 1);
          else bytes.push(0x88, other, ...uint(client === 1 ? i - 1 : i), 1, 126);
      }
      yield new Uint8Array([...bytes, 0]);
    }
  },
  *deletions() {
    const overlapping = Array.from({ length: 40_000 }, () => [0, 90]).flat();
    yield new Uint8Array([0, 1, 11, ...uint(40_000), ...overlapping]);
    const empty = Array.from({ length: 40_000 }, () => [1, 0]).flat();
    yield new Uint8Array([0, 1, 11, ...uint(40_000), ...empty]);
    yield new Uint8Array([0, 1, 77, 1, 0, 5]);
  },
  *nested() {
    for (const type of [
      [117, 1],
      [118, 1, 1, 97],
    ]) {
      const nest = Array.from({ length: 24_000 }, () => type).flat();
      yield new Uint8Array([1, 1, 1, 0, 0x88, 11, 0, 1, ...nest, 126, 0]);
    }
  },
};

/** Those in which nothing may pass. */
const HOPELESS = ['cut', 'counts', 'version 2', 'orphans', 'deletions', 'nested'];

const name = process.argv[2] ?? '';
const updates = [...(corpora[name]?.() ?? [])];
// Code that is not compiled yet is not what an attack costs.
for (const update of valid()) look(update);
globalThis.gc?.();
const rss = process.memoryUsage.rss();
let peak = rss;
let slowestMs = 0;
/** Of computing, not of the clock: others may be using this machine. */
const cpuSince = (start?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
};
const cpu = process.cpuUsage();
for (const update of updates) {
  const start = process.cpuUsage();
  const verdict = look(update);
  slowestMs = Math.max(slowestMs, cpuSince(start));
  peak = Math.max(peak, process.memoryUsage.rss());
  if ((verdict?.kind === 'new' || verdict?.kind === 'known') && HOPELESS.includes(name))
    wrong.push(`passed: ${nameOf(update)}`);
}
const cpuMs = cpuSince(cpu);
for (const update of updates) compare(update, look(update));
if (Buffer.compare(before, Y.encodeStateAsUpdate(base)) !== 0) wrong.push('the document changed');
const grownMb = (peak - rss) / 2 ** 20;
console.log(JSON.stringify({ slowestMs, cpuMs, grownMb, wrong: wrong.slice(0, 5), tried: updates.length }));
