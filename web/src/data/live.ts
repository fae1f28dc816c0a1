import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ProgressUpdatedDocument } from '../../../client/generated/graphql.ts';
import type { LiveState } from '../../../client/realtime/live.ts';
import { completedQuery, progressQuery } from './completion.ts';
import { useLive, useLiveState } from './connection.ts';

/**
 * Shows at once what the person does on another device. A page without it works as well: it asks when it is opened.
 *
 * @param known there is somebody to tell: not a visitor
 */
export function useLiveProgress(known: boolean): LiveState | undefined {
  const client = useQueryClient();
  const live = useLive(known);
  useEffect(() => {
    if (!live) return;
    const ask = () => {
      void client.invalidateQueries({ queryKey: progressQuery().queryKey });
      void client.invalidateQueries({ queryKey: completedQuery().queryKey });
    };
    let wasAway = false;
    const stops = [
      live.follow(ProgressUpdatedDocument, {}, ask),
      // After a break: what was told meanwhile has to be asked for.
      live.onState((state) => {
        if (state === 'live' && wasAway) ask();
        wasAway = state === 'offline' || wasAway;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [live, client]);
  return useLiveState(live);
}
