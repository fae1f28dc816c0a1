import { useMemo, useSyncExternalStore } from 'react';
import { COMPLETION_PREFIX as PREFIX } from './completion-names.ts';
import { heldPerson } from './held-person.ts';

/** A diagram that was completed, or taken back, and not at the server yet. */
export interface UnsentCompletion {
  slug: string;
  done: boolean;
  /** ISO 8601: when it was pressed. */
  at: string;
}

/** Of nobody: of whoever reads here without an account, and goes along when they sign in. */
const VISITOR = 'visitor';

/** For a browser that keeps nothing: it lasts as long as the page. */
const unkept = new Map<string, string>();
const listeners = new Set<() => void>();

const nameOf = (owner: string, slug: string) => `${PREFIX}${owner}.${slug}`;
const owners = () => [heldPerson()?.id ?? VISITOR, VISITOR];

function namesOf(owner: string): string[] {
  const prefix = nameOf(owner, '');
  try {
    return [...Object.keys(localStorage), ...unkept.keys()].filter((name) => name.startsWith(prefix));
  } catch {
    return [...unkept.keys()].filter((name) => name.startsWith(prefix));
  }
}

function read(name: string): string | undefined {
  try {
    return unkept.get(name) ?? localStorage.getItem(name) ?? undefined;
  } catch {
    return unkept.get(name);
  }
}

function remove(name: string): void {
  unkept.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // It was never there.
  }
}

const tell = () => {
  for (const changed of listeners) changed();
};

/** What is not sent of the person who is here. */
export function unsentCompletions(): UnsentCompletion[] {
  const names = [...new Set(owners().flatMap(namesOf))];
  return names.flatMap((name) => parse(read(name)) ?? []);
}

export function unsentCompletion(slug: string): UnsentCompletion | undefined {
  return unsentCompletions().find((one) => one.slug === slug);
}

/** Notes a press. Of two about one diagram the later one counts. */
export function putCompletion(slug: string, done: boolean): void {
  const before = unsentCompletion(slug);
  if (before?.done === done) return;
  for (const owner of owners()) remove(nameOf(owner, slug));
  const name = nameOf(heldPerson()?.id ?? VISITOR, slug);
  const text = JSON.stringify({ slug, done, at: new Date().toISOString() } satisfies UnsentCompletion);
  try {
    localStorage.setItem(name, text);
  } catch {
    unkept.set(name, text);
  }
  tell();
}

/** The server has answered this; what was pressed since then is another thing. */
export function settleCompletion(slug: string, done: boolean): void {
  if (unsentCompletion(slug)?.done !== done) return;
  for (const owner of owners()) remove(nameOf(owner, slug));
  tell();
}

function watch(changed: () => void): () => void {
  listeners.add(changed);
  // Of other tabs.
  addEventListener('storage', changed);
  return () => {
    listeners.delete(changed);
    removeEventListener('storage', changed);
  };
}

const snapshot = () => JSON.stringify(unsentCompletions());

/** What is not sent yet, by slug. */
export function useUnsentCompletions(): ReadonlyMap<string, UnsentCompletion> {
  const text = useSyncExternalStore(watch, snapshot, () => '[]');
  return useMemo(
    () => new Map((JSON.parse(text) as UnsentCompletion[]).map((one) => [one.slug, one])),
    [text],
  );
}

function parse(text: string | undefined): UnsentCompletion | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as UnsentCompletion);
  } catch {
    return undefined;
  }
}
