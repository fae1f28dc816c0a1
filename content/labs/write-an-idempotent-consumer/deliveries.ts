import type { Random } from '../kit.ts';

/** What the deliveries of a check are made of: ids never come again with another content unless `conflicting` says so. */
export class Deliveries {
  readonly #random: Random;
  readonly #accounts: string[];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#accounts = ['a', 'b', 'c', 'd'].map((letter) => `${letter}${random.word(3)}`);
  }

  id(): string {
    this.#count += 1;
    // Two in a row that differ in one character, which a pattern takes for the same.
    const mark = this.#count % 2 === 0 ? '.' : 'x';
    return `p${mark}${Math.ceil(this.#count / 2)}`;
  }

  content(): string {
    const sign = this.#random.int(1, 5) === 1 ? '-' : '';
    return `${this.#random.pick(this.#accounts)} ${sign}${this.#random.int(100, 99_999)}`;
  }

  good(count: number): string[] {
    return Array.from({ length: count }, () => `${this.id()} ${this.content()}`);
  }

  /** Each of them, and some of them twice, in another order. */
  repeated(lines: readonly string[]): string[] {
    return this.#random.shuffle([...lines, ...lines.filter(() => this.#random.int(1, 3) === 1)]);
  }

  /** Some of each kind that can't be booked. */
  poison(): string[] {
    const amounts = ['12,50', 'abc', '0', '-', '1e3', '+5', '007', '12%', '1*2', '12345678', '3.0', '--4'];
    const account = () => this.#random.pick(this.#accounts);
    const strange = this.#random.shuffle(amounts).slice(0, 5);
    return [
      ...strange.map((amount) => `${this.id()} ${account()} ${amount}`),
      `${this.id()} ${account()}`,
      this.id(),
      `${this.id()} ${this.content()} EUR`,
      `${this.id()} ${this.content()} ${this.#random.int(10, 99)} ${this.#random.word(3)}`,
    ];
  }
}
