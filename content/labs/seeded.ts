import { createHash } from 'node:crypto';
import type { Random } from './kit.ts';

/**
 * Inputs for checks that follow from a seed alone, so that a check which failed can be played again. The platform takes
 * a new seed of 64 random bits for each check: no learner can know what comes.
 */
export function seededRandom(seed: string): Random {
  const next = sfc32(createHash('sha256').update(seed).digest());
  // 53 bits: all that a double holds exactly.
  const fraction = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  const int = (min: number, max: number) => {
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max < min)
      throw new RangeError(`There is no whole number from ${min} to ${max}.`);
    return min + Math.floor(fraction() * (max - min + 1));
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError('There is nothing to pick from.');
    return items[int(0, items.length - 1)] as Item;
  };
  return {
    int,
    pick,
    shuffle: <Item>(items: readonly Item[]) => {
      const mixed = [...items];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(0, i);
        [mixed[i], mixed[j]] = [mixed[j] as Item, mixed[i] as Item];
      }
      return mixed;
    },
    word: (length = 8) => Array.from({ length }, () => String.fromCharCode(97 + int(0, 25))).join(''),
  };
}

/** Chris Doty-Humphrey's small fast counter: 128 bits of state, passes PractRand. */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}
