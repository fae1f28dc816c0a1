import { useEffect, useSyncExternalStore } from 'react';
import type { Catalogue, CatalogueDiagram, DiagramDocument } from '../../../client/catalogue/document.ts';
import { doubt } from './reach.ts';

/** Where the compiled catalogue lies; the names change with the content. The page's head states them. */
export interface ContentNames {
  catalogue: string;
  search: string;
}

const names: { current?: ContentNames } = {};

/** For where there is no document: the prerenderer. */
export function setContentNames(given: ContentNames): void {
  names.current = given;
}

/** The names that the prerendered page was made with. */
export function contentNames(): ContentNames {
  if (names.current) return names.current;
  const meta = (name: string) =>
    document.querySelector<HTMLMetaElement>(`meta[name="atlas:${name}"]`)?.content ?? '';
  return { catalogue: meta('catalogue'), search: meta('search') };
}

/** The hash of the catalogue, which names what was made from it. */
export function contentVersion(): string {
  return versionOf(contentNames().catalogue);
}

/** The hash in a content-hashed name. */
export function versionOf(name: string): string {
  return /\.([0-9a-f]+)\.json$/.exec(name)?.[1] ?? '';
}

/** The content could not be fetched; the sentence is for the reader. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/**
 * Fetches a file of the compiled catalogue.
 *
 * @throws ContentError when there is no network, no such file, or no JSON in it
 */
export async function fetchContent<T>(path: string): Promise<T> {
  let response: Response;
  try {
    // The same mode as the head's preload, or the browser would fetch twice.
    response = await fetch(`/content/${path}`, { credentials: 'same-origin' });
  } catch (error) {
    doubt();
    throw new ContentError('This page could not be loaded: there is no connection.', { cause: error });
  }
  if (!response.ok) throw new ContentError(`This page could not be loaded (status ${response.status}).`);
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new ContentError('This page arrived damaged.', { cause: error });
  }
}

interface Held {
  data?: unknown;
  error?: unknown;
  fetching?: Promise<void>;
}

const held = new Map<string, Held>();
const listeners = new Set<() => void>();

/**
 * A file of the compiled catalogue: undefined until it arrived, and from then on always there, because a file
 * of a hashed name never changes. No query library: there is nothing to refresh.
 */
export interface Fetched<T> {
  data?: T;
  error?: unknown;
  retry: () => void;
}

/** Fetches a file unless it is here or on its way. */
export async function loadContent<T>(path: string): Promise<T> {
  const entry = held.get(path) ?? {};
  held.set(path, entry);
  entry.fetching ??= fetchContent<T>(path)
    .then((data) => update(path, { data }))
    .catch((error: unknown) => update(path, { error }));
  if (entry.data === undefined) await entry.fetching;
  const now = held.get(path);
  if (now?.data === undefined) throw now?.error;
  return now.data as T;
}

/** Puts a file in place without fetching: the prerenderer has it already. */
export function holdContent(path: string, data: unknown): void {
  held.set(path, { data, fetching: Promise.resolve() });
}

/** Forgets everything: for tests. */
export function forgetContent(): void {
  held.clear();
  delete names.current;
}

function update(path: string, entry: Held): void {
  // Without a promise, a failed file is fetched anew by the next who asks.
  held.set(path, entry.data === undefined ? entry : { ...entry, fetching: Promise.resolve() });
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** A file of the compiled catalogue by its path. */
export function useFile<T>(path: string | undefined): Fetched<T> {
  const read = () => (path ? held.get(path) : undefined);
  const entry = useSyncExternalStore(subscribe, read, read);
  useEffect(() => {
    if (path) loadContent(path).catch(() => {});
  }, [path]);
  const retry = () => void (path && loadContent(path).catch(() => {}));
  return { data: entry?.data as T | undefined, error: entry?.error, retry };
}

/** The index of all diagrams. */
export const useCatalogue = () => useFile<Catalogue>(contentNames().catalogue);

/** The compiled document of one diagram. */
export const useDocument = (diagram: Pick<CatalogueDiagram, 'document'> | undefined) =>
  useFile<DiagramDocument>(diagram?.document);
