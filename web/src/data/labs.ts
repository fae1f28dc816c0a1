import { queryOptions } from '@tanstack/react-query';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab, LabDocument } from '../../../client/catalogue/lab.ts';
import {
  type LabCheckFieldsFragment,
  LabDocument as LabOperation,
  type LabQuery,
  LabSessionDocument,
  type LabSessionFieldsFragment,
  LabsDocument,
  type LabsQuery,
} from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { useFile } from './content.ts';
import { queryClient } from './server-state.tsx';

export type LabSession = LabSessionFieldsFragment;
export type LabCheck = LabCheckFieldsFragment;
export type LabStepState = LabSession['steps'][number];
/** What the server knows of a lab for the asking person. */
export type LabListed = LabsQuery['labs'][number];
export type LabHere = NonNullable<LabQuery['lab']>;

export const labOf = (catalogue: Catalogue, slug: string): CatalogueLab | undefined =>
  catalogue.labs.find((lab) => lab.slug === slug);

/** The public document of a lab: immutable, from the CDN. */
export const useLabDocument = (lab: Pick<CatalogueLab, 'document'> | undefined) =>
  useFile<LabDocument>(lab?.document);

/** All labs, as far as the server has something to say of them. */
export const labsQuery = () =>
  queryOptions({
    queryKey: ['labs'],
    queryFn: async ({ signal }) => (await api.request(LabsDocument, {}, { signal })).labs,
  });

/** Null: the server knows no such lab. */
export const labQuery = (slug: string) =>
  queryOptions({
    queryKey: ['lab', slug],
    queryFn: async ({ signal }): Promise<LabHere | null> => {
      const lab = (await api.request(LabOperation, { slug }, { signal })).lab ?? null;
      if (lab?.session) keepSession(lab.session);
      return lab;
    },
  });

/** A session of the asking person; null for any other. */
export const labSessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['lab-session', id],
    queryFn: async ({ signal }): Promise<LabSession | null> => {
      const session = (await api.request(LabSessionDocument, { id }, { signal })).labSession ?? null;
      return session && newest(session);
    },
  });

/** Takes in what is known of a session now: an answer may be overtaken by what was told meanwhile. */
export function keepSession(session: LabSession): void {
  queryClient.setQueryData(labSessionQuery(session.id).queryKey, newest(session));
  if (session.state !== 'ENDED' && session.state !== 'FAILED') return;
  queryClient.setQueryData(labQuery(session.lab.slug).queryKey, (known) =>
    known?.session?.id === session.id ? { ...known, session: null } : known,
  );
}

function newest(session: LabSession): LabSession {
  const known = queryClient.getQueryData(labSessionQuery(session.id).queryKey);
  return known && known.version > session.version
    ? known
    : byOurClock(session, known ?? undefined, Date.now());
}

/** Milliseconds by which two answers about the same end may differ: they were under way for different times. */
const ON_THE_WAY = 5_000;

/** The session with its end by the clock of this page, whatever that shows; an end that is known stays as it is. */
export function byOurClock(session: LabSession, known: LabSession | undefined, now: number): LabSession {
  if (session.secondsLeft === null) return session;
  const end = now + session.secondsLeft * 1_000;
  const isSame = known?.expiresAt && Math.abs(Date.parse(known.expiresAt) - end) < ON_THE_WAY;
  return { ...session, expiresAt: isSame ? known.expiresAt : new Date(end).toISOString() };
}

/** Shows at once that a step is being checked. */
export function keepCheck(sessionId: string, check: LabCheck): void {
  queryClient.setQueryData(labSessionQuery(sessionId).queryKey, (session) =>
    session
      ? {
          ...session,
          steps: session.steps.map((step) =>
            step.id === check.step && step.check?.id !== check.id ? { ...step, check } : step,
          ),
        }
      : session,
  );
}

/** Names one press, so that a request that is sent twice counts once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
