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
  /** Writes what is there to the file, if there is one and something changed. Never throws: a cache may forget. */
  save(): void;
}

/** How many keys a sweep looks at; expired ones are found at their next use anyway. */
const SWEPT = 1_000;

/** Strings that expire, kept in memory and, with a file, over a restart. */
export function openKeyspace(file: string | undefined, now: () => number = Date.now): Keyspace {
  const entries = new Map<string, Entry>(file ? read(file) : []);
  let changed = false;
  let told = false;
  // Where the sweep goes on: from the start each time, keys that stay would hide those that expired.
  let sweep = entries.keys();

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
      for (let i = 0; i < SWEPT; i++) {
        const { value: key, done } = sweep.next();
        if (done) {
          sweep = entries.keys();
          break;
        }
        get(key);
      }
      if (!file || !changed) return;
      try {
        writeFileSync(`${file}.new`, JSON.stringify([...entries]), { mode: 0o600 });
        renameSync(`${file}.new`, file);
        changed = false;
      } catch (error) {
        if (!told) console.warn(`The cache can't be saved: ${(error as Error).message}`);
        told = true;
      }
    },
  };
}

/** A cache may forget: what can't be read is set aside, and it begins empty. */
function read(file: string): [string, Entry][] {
  if (!existsSync(file)) return [];
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!Array.isArray(found) || !found.every(isPair)) throw new Error('not a list of keys and values');
    return found;
  } catch (error) {
    console.warn(`The cache begins empty: ${file} can't be read (${(error as Error).message}).`);
    try {
      renameSync(file, `${file}.broken`);
    } catch {}
    return [];
  }
}

function isPair(found: unknown): found is [string, Entry] {
  if (!Array.isArray(found) || typeof found[0] !== 'string') return false;
  const entry: Partial<Entry> | null = found[1] ?? null;
  return typeof entry?.value === 'string' && ['undefined', 'number'].includes(typeof entry.expiresAt);
}
