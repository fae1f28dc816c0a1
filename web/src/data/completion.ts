import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  CompleteDiagramDocument,
  CompletedDocument,
  DiagramStateDocument,
  ProgressPageDocument,
  ReopenDiagramDocument,
} from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { keptQuery } from './kept-answers.ts';

/** What the reader has done with one diagram. */
export interface DiagramState {
  id: string;
  slug: string;
  /** ISO 8601; null when not completed. */
  completedAt: string | null;
}

/** Null: the server knows no such diagram. */
export const diagramStateQuery = (slug: string) =>
  keptQuery(['diagram-state', slug], async (signal): Promise<DiagramState | null> => {
    const { diagram } = await api.request(DiagramStateDocument, { slug }, { signal });
    return diagram ? { ...diagram, completedAt: diagram.completedAt ?? null } : null;
  });

/** Slugs of everything completed. */
export const completedQuery = () =>
  keptQuery(['completed'], async (signal): Promise<string[]> => {
    const slugs: string[] = [];
    let after: string | null | undefined = null;
    do {
      const { diagrams }: CompletedPage = await api.request(CompletedDocument, { after }, { signal });
      slugs.push(...diagrams.nodes.map(({ slug }) => slug));
      after = diagrams.pageInfo.hasNextPage ? diagrams.pageInfo.endCursor : null;
    } while (after);
    return slugs;
  });

type CompletedPage = {
  diagrams: { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } };
};

export const progressQuery = () =>
  keptQuery(['progress'], (signal) => api.request(ProgressPageDocument, {}, { signal }));

/** The slugs that are done, empty while unknown, and whether they are known. */
export function useCompleted(): { slugs: ReadonlySet<string>; known: boolean; failed: boolean } {
  const { data, isError } = useQuery(completedQuery());
  return useMemo(
    () => ({ slugs: new Set(data), known: data !== undefined, failed: isError }),
    [data, isError],
  );
}

/**
 * Completes or reopens a diagram. The page shows it at once; a refusal takes it back. While offline the change
 * waits (`isPaused`) and is sent when the connection returns.
 */
export function useCompletion(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['completion', slug],
    // One after the other, so that a quick "complete, undo" arrives in that order.
    scope: { id: `completion-${slug}` },
    mutationFn: async (done: boolean): Promise<DiagramState> => {
      const known = client.getQueryData(diagramStateQuery(slug).queryKey);
      const id = known?.id || (await client.fetchQuery({ ...diagramStateQuery(slug), staleTime: 0 }))?.id;
      if (!id) throw new Error('The server does not know this diagram yet.');
      const diagram = done
        ? (await api.request(CompleteDiagramDocument, { diagramId: id })).completeDiagram.diagram
        : (await api.request(ReopenDiagramDocument, { diagramId: id })).reopenDiagram.diagram;
      return { ...diagram, completedAt: diagram.completedAt ?? null };
    },
    onMutate: async (done) => {
      await client.cancelQueries({ queryKey: diagramStateQuery(slug).queryKey });
      const before = {
        state: client.getQueryData(diagramStateQuery(slug).queryKey),
        completed: client.getQueryData(completedQuery().queryKey),
      };
      show(client, slug, {
        id: before.state?.id ?? '',
        slug,
        completedAt: done ? new Date().toISOString() : null,
      });
      return before;
    },
    onError: (_error, _done, before) => {
      client.setQueryData(diagramStateQuery(slug).queryKey, before?.state);
      client.setQueryData(completedQuery().queryKey, before?.completed);
      if (!before?.state) client.removeQueries({ queryKey: diagramStateQuery(slug).queryKey });
    },
    onSuccess: (state) => {
      show(client, slug, state);
      void client.invalidateQueries({ queryKey: progressQuery().queryKey });
    },
  });
}

function show(client: QueryClient, slug: string, state: DiagramState): void {
  client.setQueryData(diagramStateQuery(slug).queryKey, state);
  client.setQueryData(completedQuery().queryKey, (slugs) => {
    if (!slugs) return slugs;
    const others = slugs.filter((other) => other !== slug);
    return state.completedAt ? [...others, slug] : others;
  });
}
