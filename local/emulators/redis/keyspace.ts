import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

interface Entry {
  value: string;
  /** Milliseconds since 1970; undefined: never. */
  expiresAt?: number;
}

export interface Keyspace {
  get(key: string): Entry | undefined;
  set(key: string, entry: Entry): void;
  delete(key: string): boolean;
  clear(): void;
  size(): number;
  /** Writes what is there to the file, if there is one and something changed. */
  save(): void;
}

/** How many keys a sweep looks at; expired ones are found at their next use anyway. */
const SWEPT = 1_000;

/** Strings that expire, kept in memory and, with a file, over a restart. */
export function openKeyspace(file: string | undefined, now: () => number = Date.now): Keyspace {
  const entries = new Map<string, Entry>(file ? read(file) : []);
  let changed = false;

  function get(key: string): Entry | undefined {
    const entry = entries.get(key);
    if (!entry || entry.expiresAt === undefined || entry.expiresAt > now()) return entry;
    entries.delete(key);
    changed = true;
    return undefined;
  }

  return {
    get,
    set(key, entry) {
      entries.set(key, entry);
      changed = true;
    },
    delete(key) {
      const there = get(key) !== undefined;
      if (entries.delete(key)) changed = true;
      return there;
    },
    clear() {
      entries.clear();
      changed = true;
    },
    size: () => [...entries.keys()].filter((key) => get(key)).length,
    save() {
      for (const key of [...entries.keys()].slice(0, SWEPT)) get(key);
      if (!file || !changed) return;
      writeFileSync(`${file}.new`, JSON.stringify([...entries]), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      changed = false;
    },
  };
}

/** A cache may forget: what can't be read is as if it had. */
function read(file: string): [string, Entry][] {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, Entry][]) : [];
  } catch {
    return [];
  }
}
