import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { compact } from '../../functions/collab/boards/check-document.ts';
import { editAtRandom, randomOf, shapesOf } from '../../functions/collab/boards/testing/drawing.ts';
import { type BoardRoom, openBoardRoom } from '../../test/support/board-room.ts';

/** A failure prints its seed and the shortest story; `ATLAS_SEED` tells it again. */
const OPTIONS = {
  numRuns: Number(process.env.ATLAS_RUNS ?? 1_000),
  ...(process.env.ATLAS_SEED ? { seed: Number(process.env.ATLAS_SEED) } : {}),
};
const PAGES = 10;
/** Milliseconds after which a page has looked for what it missed without knowing. */
const LOOK = 62_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const does = fc.oneof(
  { weight: 10, arbitrary: fc.constant('draw' as const) },
  { weight: 2, arbitrary: fc.constantFrom('cut' as const, 'rejoin' as const) },
  { weight: 1, arbitrary: fc.constantFrom('restart' as const, 'merge' as const) },
);
const step = fc.record({ does, page: fc.nat(PAGES - 1), wait: fc.nat(60) });
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

const total = { refused: 0, cuts: 0, shapes: 0 };

const stateOf = (doc: Y.Doc) => Buffer.from(compact([Y.encodeStateAsUpdate(doc)])).toString('base64');

/** All that was drawn is stored, and every page shows it. */
function isEqual({ pages, stored }: BoardRoom): boolean {
  const state = stateOf(stored());
  return pages.every(({ doc, link }) => link.state().unsaved === 0 && stateOf(doc) === state);
}

async function play(seed: number, steps: readonly Step[]): Promise<void> {
  const random = randomOf(seed);
  const room = openBoardRoom(PAGES, random);
  for (const { does, page: at, wait } of steps) {
    const page = room.pages[at];
    if (does === 'draw') for (let i = random(4); i >= 0; i--) editAtRandom(page?.doc as Y.Doc, random);
    else if (does === 'cut' || does === 'rejoin') page?.[does]();
    else room[does]();
    if (does === 'cut' || does === 'restart') total.cuts += 1;
    await vi.advanceTimersByTimeAsync(wait);
  }
  room.calm();
  for (const { rejoin } of room.pages) rejoin();
  await vi.advanceTimersByTimeAsync(5_000);
  let equal = isEqual(room);
  if (!equal) {
    await vi.advanceTimersByTimeAsync(LOOK);
    equal = isEqual(room);
  }
  const drawn = shapesOf(room.stored()).toJSON();
  if (!equal) for (const { doc } of room.pages) expect(shapesOf(doc).toJSON()).toEqual(drawn);
  expect(equal).toBe(true);
  total.refused += room.refused();
  total.shapes += Object.keys(drawn).length;
  room.close();
  vi.clearAllTimers();
}

test('W12 ten pages end equal, whatever is cut, lost, doubled or overtaken, and whenever the server restarts', async () => {
  const steps = fc.array(step, { maxLength: 24, size: 'max' });
  await fc.assert(fc.asyncProperty(fc.nat(2 ** 31), steps, play), OPTIONS);
  // Else none of this was tried.
  expect(total.refused).toBeGreaterThan(OPTIONS.numRuns / 20);
  expect(total.cuts).toBeGreaterThan(OPTIONS.numRuns / 2);
  expect(total.shapes).toBeGreaterThan(OPTIONS.numRuns);
}, 120_000);
