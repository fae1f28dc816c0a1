import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { SearchDocument, type SearchQuery } from '../../../client/generated/graphql.ts';
import type { SearchData } from '../../../client/search/build.ts';
import { createSearch, highlight, type Piece } from '../../../client/search/engine.ts';
import { api } from '../data/api.ts';
import { contentNames, fetchContent } from '../data/content.ts';
import { queryClient } from '../data/server-state.tsx';

/** One line of the result list. */
export interface Result {
  kind: 'diagram' | 'lab';
  slug: string;
  title: Piece[];
  excerpt: Piece[];
  category?: string | undefined;
  difficulty: number;
}

const LIMIT = 8;

/** The in-browser index; fetched once, then it also answers offline. */
export const indexQuery = () =>
  queryOptions({
    queryKey: ['search-index'],
    queryFn: async () => createSearch(await fetchContent<SearchData>(contentNames().search)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** Fetches the index ahead of the first search. */
export const preloadIndex = () => queryClient.ensureQueryData(indexQuery());

/** What the server's full text finds beyond titles and summaries. */
export const serverQuery = (query: string) =>
  queryOptions({
    queryKey: ['search', query],
    queryFn: ({ signal }) => api.request(SearchDocument, { query, first: LIMIT }, { signal }),
    enabled: query.length >= 2,
    placeholderData: keepPreviousData,
  });

/** The index's hits first, in their order, then what only the server found, each diagram once. */
export function mergeResults(local: Result[], server: SearchQuery['search'], terms: string[]): Result[] {
  const known = new Set(local.filter(({ kind }) => kind === 'diagram').map(({ slug }) => slug));
  const more = server
    .filter(({ diagram }) => !known.has(diagram.slug))
    .map(({ diagram, excerpt }) => ({
      kind: 'diagram' as const,
      slug: diagram.slug,
      title: highlight(diagram.title, terms),
      excerpt: excerpt.map(({ text, matched }) => ({ text, matched })),
      category: diagram.category.id,
      difficulty: diagram.difficulty,
    }));
  return [...local, ...more].slice(0, LIMIT);
}

/** Searches at once in the index, and for the settled query on the server. */
export function useResults(query: string, settled: string) {
  const index = useQuery(indexQuery());
  const server = useQuery(serverQuery(settled));
  const local = useMemo(
    () =>
      (index.data?.search(query, LIMIT) ?? []).map(
        ({ kind, slug, title, summary, category, difficulty, matches }): Result => ({
          kind,
          slug,
          title: highlight(title, matches),
          excerpt: highlight(summary, matches),
          category,
          difficulty,
        }),
      ),
    [index.data, query],
  );
  const upToDate = settled === query && !server.isPlaceholderData;
  const results = useMemo(
    () => (query ? mergeResults(local, upToDate ? (server.data?.search ?? []) : [], query.split(/\s+/)) : []),
    [local, query, upToDate, server.data],
  );
  return {
    results,
    /** Nothing found yet, but somebody may still find something. */
    searching: index.isLoading || (query.length >= 2 && !server.isError && (!upToDate || server.isFetching)),
    /** Neither the index nor the server can answer. */
    failed: index.isError && server.isError,
    /** Only titles and summaries were searched. */
    partial: server.isError,
    retry: () => {
      void index.refetch();
      void server.refetch();
    },
  };
}
