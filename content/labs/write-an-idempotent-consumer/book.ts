/** What a consumer that does everything right would have written. */
export class Book {
  /** Content by id, in the order of booking. */
  readonly ledger = new Map<string, string>();
  readonly dead = new Set<string>();

  take(delivery: string): void {
    const fields = delivery.split(' ');
    const [id = '', account, cents = ''] = fields;
    if (fields.length !== 3) this.dead.add(`fields ${delivery}`);
    else if (!/^-?[1-9]\d{0,6}$/.test(cents)) this.dead.add(`amount ${delivery}`);
    else if (!this.ledger.has(id)) this.ledger.set(id, `${account} ${cents}`);
    else if (this.ledger.get(id) !== `${account} ${cents}`) this.dead.add(`conflict ${delivery}`);
  }

  balances(): string[] {
    const sums = new Map<string, number>();
    for (const content of this.ledger.values()) {
      const [account = '', cents] = content.split(' ');
      sums.set(account, (sums.get(account) ?? 0) + Number(cents));
    }
    return [...sums].map(([account, cents]) => `${account} ${cents}`).sort();
  }

  entries(): string[] {
    return [...this.ledger].map(([id, content]) => `${id} ${content}`);
  }
}

/** What is wrong with a file of lines that should have each of `right` once; undefined when nothing is. */
export function wrongLines(name: string, text: string, right: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const line of linesOf(text)) counts.set(line, (counts.get(line) ?? 0) + 1);
  const missing = right.filter((line) => !counts.has(line)).length;
  const repeated = right.filter((line) => (counts.get(line) ?? 0) > 1).length;
  const known = new Set(right);
  const strange = [...counts.keys()].filter((line) => !known.has(line));
  const wrong = [
    missing > 0 && `${missing} missing`,
    repeated > 0 && `${repeated} there more than once`,
    strange.length > 0 && `${strange.length} that should not be there, such as "${strange[0]?.slice(0, 60)}"`,
    text !== '' && !text.endsWith('\n') && 'the last one without an end',
  ].filter((part) => part !== false);
  return wrong.length > 0 ? `of ${right.length} lines of ${name}: ${wrong.join(', ')}` : undefined;
}

/** The same for lines that have an order. */
export function wrongOrder(name: string, text: string, right: readonly string[]): string | undefined {
  const lines = linesOf(text);
  const at = right.findIndex((line, i) => lines[i] !== line);
  if (at < 0 && lines.length === right.length) return undefined;
  if (lines.length === 0) return `${name} is empty, and ${right.length} accounts have bookings`;
  const line = at < 0 ? right.length : at;
  return `line ${line + 1} of ${name} is "${(lines[line] ?? '').slice(0, 60)}", and the bookings give "${right[line] ?? ''}"`;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
