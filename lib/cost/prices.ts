import table from './prices.json' with { type: 'json' };

/** @throws Error that names a price that the table lacks: a new instance class, say */
export function priceOf(key: string): number {
  const found = (table.prices as Record<string, { usd: number }>)[key];
  if (!found) throw new Error(`lib/cost/prices.json has no price "${key}": add it with its date and page.`);
  return found.usd;
}

export const pricesOf = { date: table.date, region: table.region, source: table.source };
