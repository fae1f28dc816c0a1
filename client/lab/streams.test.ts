import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createInbox, createOutbox, createRing, join, wholeCharacters } from './streams.ts';

/** Chance that can be played again (https://en.wikipedia.org/wiki/Lehmer_random_number_generator). */
function chance(seed: number) {
  let state = (seed * 48_271) % 2_147_483_647 || 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return { next, int: (below: number) => Math.floor(next() * below), is: (share: number) => next() < share };
}

const bytesOf = (length: number, from = 0) => Uint8Array.from({ length }, (_, i) => (from + i) % 251);
const text = (pieces: readonly Uint8Array[]) => join(pieces);

describe('an inbox', () => {
  test.each(Array.from({ length: 40 }, (_, i) => i + 1))(
    'gives each byte once and in order, whatever becomes of the messages (seed %i)',
    (seed) => {
      const { int, is } = chance(seed);
      const whole = bytesOf(20_000);
      const inbox = createInbox();
      const got: Uint8Array[] = [];
      // The sender goes on from where the receiver says it is, after each break; pieces overlap as they like.
      for (let turn = 0; inbox.next < whole.length && turn < 10_000; turn++) {
        const messages: { at: number; bytes: Uint8Array }[] = [];
        for (let at = inbox.next; at < whole.length && messages.length < 8; ) {
          const length = 1 + int(700);
          const back = is(0.1) ? Math.min(at, int(300)) : 0;
          messages.push({ at: at - back, bytes: whole.subarray(at - back, at + length) });
          at += length;
        }
        const arriving = messages.filter(() => !is(0.2)).flatMap((one) => (is(0.2) ? [one, one] : [one]));
        if (is(0.5)) arriving.sort(() => (is(0.5) ? 1 : -1));
        for (const { at, bytes } of arriving) got.push(...inbox.take(at, bytes));
      }
      expect(Buffer.compare(text(got), whole)).toBe(0);
    },
  );

  test('says that something is missing, and forgets what came much too early', () => {
    const inbox = createInbox(100);
    expect(inbox.take(200, bytesOf(10))).toEqual([]);
    expect(inbox.hasGap).toBe(true);
    for (let at = 1_000; at < 3_000_000; at += 100_000) inbox.take(at, bytesOf(100_000));
    expect(inbox.take(100, bytesOf(100))).toHaveLength(1);
    expect(inbox.next).toBeLessThan(1_000);
    inbox.reset(5_000);
    expect([inbox.next, inbox.hasGap]).toEqual([5_000, false]);
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use, garbage left out. */
function used(): number {
  collectGarbage();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

describe('memory', () => {
  test('pieces of one byte, or of none, that came too early are forgotten as large ones are', () => {
    const inbox = createInbox();
    for (let i = 0; i < 1_000; i++) inbox.take(i + 10, new Uint8Array());
    expect(inbox.hasGap).toBe(false);
    for (let at = 1; at < 20_000; at++) inbox.take(at, bytesOf(1, at));
    inbox.take(0, bytesOf(1));
    // Had all been kept, all would have come now.
    expect(inbox.next).toBe(1);
  });

  test.each([
    ['ring', () => createRing(512 * 1024)],
    ['outbox', createOutbox],
  ])('half a million bytes, one by one, take no more of a %s than at once', (_name, create) => {
    const before = used();
    const kept = create();
    for (let at = 0; at < 500_000; at++) kept.put(bytesOf(1, at));
    const taken = used() - before;
    expect(Buffer.compare(kept.read(499_000, 5_000), bytesOf(1_000, 499_000))).toBe(0);
    expect(taken).toBeLessThan(4 * 1024 * 1024);
  });
});

describe('an outbox', () => {
  test('keeps what was not acknowledged, byte for byte', () => {
    const { int } = chance(7);
    const outbox = createOutbox();
    const whole = bytesOf(30_000);
    for (let at = 0; at < whole.length; ) {
      const length = Math.min(1 + int(900), whole.length - at);
      outbox.put(whole.subarray(at, at + length));
      at += length;
      outbox.ack(int(at));
      const from = outbox.acked + int(outbox.pending + 1);
      const most = int(2_000);
      expect(Buffer.compare(outbox.read(from, most), whole.subarray(from, Math.min(at, from + most)))).toBe(
        0,
      );
      expect(outbox.end).toBe(at);
    }
    outbox.ack(10);
    outbox.ack(whole.length + 99);
    expect([outbox.acked, outbox.pending]).toEqual([whole.length, 0]);
  });
});

test('a ring keeps the end, and never more than its size', () => {
  const ring = createRing(1_000);
  for (let at = 0; at < 50_000; at += 333) {
    ring.put(bytesOf(333, at));
    expect(ring.end - ring.start).toBeLessThanOrEqual(1_000);
    expect(Buffer.compare(ring.read(ring.start, 5_000), bytesOf(ring.end - ring.start, ring.start))).toBe(0);
  }
});

test.each(['abc', 'äöü', '漢字かな', '🚀🚀🚀', 'a🚀b漢'])(
  'text is cut between characters only: %s',
  (said) => {
    const bytes = new TextEncoder().encode(said);
    for (let most = 0; most <= bytes.length; most++) {
      const end = wholeCharacters(bytes, most);
      expect(end).toBeLessThanOrEqual(most);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end))).not.toThrow();
    }
  },
);
