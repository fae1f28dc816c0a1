import table from './limits.json' with { type: 'json' };

/** A load beside the limit that it meets. */
export interface Measure {
  what: string;
  load: number;
  limit: number;
  unit: string;
  /** How the load comes about. */
  how: string;
  /** Where the limit is written. */
  source: string;
}

interface Limit {
  value: number;
  unit: string;
  adjustable: boolean;
  quota: string;
  page: string;
}
export type LimitName = keyof typeof table.limits;

export function limitOf(name: LimitName): Limit {
  return table.limits[name];
}
