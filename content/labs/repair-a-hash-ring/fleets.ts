import type { Random } from '../kit.ts';

/** A server of the fleet as a line of the servers file has it. */
export interface Server {
  name: string;
  /** 0 takes no keys. */
  weight: number;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** Names that only differ in a digit, and names that have nothing in common: a good hash treats them alike. */
export function fleet(random: Random, weights: readonly number[]): Server[] {
  const prefix = random.word(5);
  const first = random.int(1, 8);
  const isNumbered = random.int(0, 1) === 1;
  return random.shuffle(weights).map((weight, i) => ({
    name: isNumbered ? `${prefix}-${first + i}` : `${random.word(6)}.${prefix}${i + 1}`,
    weight,
  }));
}

/** Servers of equal weight. */
export const equals = (random: Random, count: number) =>
  fleet(
    random,
    numbers(count).map(() => 1),
  );

/** A server that none of the others is named like. */
export const newcomer = (random: Random): Server => ({ name: `new-${random.word(7)}`, weight: 1 });

/** Keys as applications have them: ids that follow each other, and words; all different, in any order. */
export function keysOf(random: Random, count: number): string[] {
  const user = random.int(1_000, 90_000);
  const cart = random.word(3);
  const kinds = [
    (i: number) => `user:${user + i}`,
    (i: number) => `cart:${cart}-${7 * i}`,
    (i: number) => `page:/${random.word(4)}/${i}`,
  ];
  return random.shuffle(numbers(count).map((i) => (kinds[i % kinds.length] as (typeof kinds)[0])(i)));
}
