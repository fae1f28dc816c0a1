import {
  mutationOptions,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { isTransient } from '../../../client/api-errors.ts';
import { pauseAfter } from '../../../client/backoff.ts';
import {
  CompleteDiagramDocument,
  CompletedDocument,
  DiagramStateDocument,
  ProgressPageDocument,
  ReopenDiagramDocument,
} from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { keptQuery } from './kept-answers.ts';
import {
  putCompletion,
  settleCompletion,
  unsentCompletion,
  useUnsentCompletions,
} from './unsent-completions.ts';

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

/** The slugs that are done, empty while unknown, and whether they are known. What is not sent yet counts. */
export function useCompleted(): { slugs: ReadonlySet<string>; known: boolean; failed: boolean } {
  const { data, isError } = useQuery(completedQuery());
  const unsent = useUnsentCompletions();
  return useMemo(() => {
    const slugs = new Set(data);
    for (const { slug, done } of unsent.values()) done ? slugs.add(slug) : slugs.delete(slug);
    return { slugs, known: data !== undefined, failed: isError };
  }, [data, isError, unsent]);
}

/** Before what failed is sent again. */
const AGAIN = { first: 1_000, longest: 30_000 };

/**
 * Completes or reopens a diagram. The page shows it at once; a refusal takes it back. While nobody answers the change
 * waits, is kept in this browser, and is sent when somebody does, by the next page if need be
 * (`resume-completions.ts`). Both can be said twice.
 */
export const completionOptions = (client: QueryClient, slug: string) =>
  mutationOptions({
    mutationKey: ['completion', slug],
    // One after the other, so that a quick "complete, undo" arrives in that order.
    scope: { id: `completion-${slug}` },
    mutationFn: async (_done: boolean): Promise<DiagramState> => {
      // What was pressed last, here or in another tab, which may have sent it.
      const done = unsentCompletion(slug)?.done;
      const known = client.getQueryData(diagramStateQuery(slug).queryKey);
      if (done === undefined || !known?.id) {
        const state = await client.fetchQuery({ ...diagramStateQuery(slug), staleTime: 0 });
        if (!state?.id) throw new Error('The server does not know this diagram yet.');
        return done === undefined ? state : send(state.id, done);
      }
      return send(known.id, done);
    },
    retry: (_count, problem) => isTransient(problem),
    retryDelay: (count) => pauseAfter(count, AGAIN),
    onMutate: async (done) => {
      putCompletion(slug, done);
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
    onError: (_error, done, before) => {
      settleCompletion(slug, done);
      client.setQueryData(diagramStateQuery(slug).queryKey, before?.state);
      client.setQueryData(completedQuery().queryKey, before?.completed);
      if (!before?.state) client.removeQueries({ queryKey: diagramStateQuery(slug).queryKey });
    },
    onSuccess: (state) => {
      show(client, slug, state);
      settleCompletion(slug, state.completedAt !== null);
      void client.invalidateQueries({ queryKey: progressQuery().queryKey });
    },
  });

export const useCompletion = (slug: string) => useMutation(completionOptions(useQueryClient(), slug));

async function send(diagramId: string, done: boolean): Promise<DiagramState> {
  const diagram = done
    ? (await api.request(CompleteDiagramDocument, { diagramId })).completeDiagram.diagram
    : (await api.request(ReopenDiagramDocument, { diagramId })).reopenDiagram.diagram;
  return { ...diagram, completedAt: diagram.completedAt ?? null };
}

function show(client: QueryClient, slug: string, state: DiagramState): void {
  client.setQueryData(diagramStateQuery(slug).queryKey, state);
  client.setQueryData(completedQuery().queryKey, (slugs) => {
    if (!slugs) return slugs;
    const others = slugs.filter((other) => other !== slug);
    return state.completedAt ? [...others, slug] : others;
  });
}
