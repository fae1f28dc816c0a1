import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LabStatusChangedDocument } from '../../../client/generated/graphql.ts';
import type { Live } from '../../../client/realtime/live.ts';
import { useLive } from './connection.ts';
import { keepSession, type LabSession, labSessionQuery } from './labs.ts';

/** Milliseconds between two questions while something is about to happen: what is told may get lost. */
const ASK = { soon: 2_500, untold: 10_000 };

/** Something happens by itself: a machine is made, a check runs. */
export const isMoving = (session: LabSession) =>
  session.state === 'WAITING' ||
  session.state === 'STARTING' ||
  session.submission?.state === 'PENDING' ||
  session.steps.some(({ check }) => check?.state === 'PENDING');

/**
 * A session, kept new: told over the WebSocket, and asked for after a break and while something is about to happen.
 *
 * @returns session undefined while unknown, null when there is none for this person
 */
export function useLabSession(id: string | undefined) {
  const client = useQueryClient();
  const live = useLive(id !== undefined);
  const { data, error, refetch } = useQuery({
    ...labSessionQuery(id ?? ''),
    enabled: id !== undefined,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? ASK.soon : ASK.untold * 3),
  });
  useEffect(() => {
    if (!live || id === undefined) return;
    return followSession(live, id, () => {
      void client.invalidateQueries({ queryKey: labSessionQuery(id).queryKey });
    });
  }, [live, id, client]);
  return { session: data, error, retry: () => void refetch(), live };
}

function followSession(live: Live, id: string, ask: () => void): () => void {
  let wasAway = false;
  const stops = [
    live.follow(LabStatusChangedDocument, { sessionId: id }, ({ labStatusChanged }) =>
      keepSession(labStatusChanged),
    ),
    live.onState((state) => {
      if (state === 'live' && wasAway) ask();
      wasAway = state === 'offline' || wasAway;
    }),
    live.onLabMessage((message) => {
      if (message.type === 'lab-changed' && message.lab === id) ask();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
