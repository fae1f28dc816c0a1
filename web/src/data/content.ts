import { queryOptions } from '@tanstack/react-query';
import type { Catalogue, CatalogueDiagram, DiagramDocument } from '../../../client/catalogue/document.ts';

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
    throw new ContentError('This page could not be loaded: there is no connection.', { cause: error });
  }
  if (!response.ok) throw new ContentError(`This page could not be loaded (status ${response.status}).`);
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new ContentError('This page arrived damaged.', { cause: error });
  }
}

const IMMUTABLE = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } as const;

export const catalogueQuery = () =>
  queryOptions({
    queryKey: ['catalogue'],
    queryFn: () => fetchContent<Catalogue>(contentNames().catalogue),
    ...IMMUTABLE,
  });

export const documentQuery = (diagram: Pick<CatalogueDiagram, 'slug' | 'document'>) =>
  queryOptions({
    queryKey: ['document', diagram.slug],
    queryFn: () => fetchContent<DiagramDocument>(diagram.document),
    ...IMMUTABLE,
  });
