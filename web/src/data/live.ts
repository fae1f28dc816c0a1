import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { OpenSocketDocument, ProgressUpdatedDocument } from '../../../client/generated/graphql.ts';
import type { Live, LiveState } from '../../../client/realtime/live.ts';
import { api } from './api.ts';
import { completedQuery, progressQuery } from './completion.ts';

/**
 * Shows at once what the person does on another device. The code for it is fetched after the page is there, and a
 * page without it works as well: it asks when it is opened.
 *
 * @param known there is somebody to tell: not a visitor
 */
export function useLiveProgress(known: boolean): LiveState | undefined {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>();
  useEffect(() => {
    if (!known || !('WebSocket' in window)) return;
    let live: Live | undefined;
    let gone = false;
    const ask = () => {
      void client.invalidateQueries({ queryKey: progressQuery().queryKey });
      void client.invalidateQueries({ queryKey: completedQuery().queryKey });
    };
    import('../../../client/realtime/live.ts').then(
      ({ openLive }) => {
        if (gone) return;
        const openSocket = async () => (await api.request(OpenSocketDocument, {})).openSocket;
        live = openLive({ openSocket, onState: setState, onReconnect: ask });
        live.follow(ProgressUpdatedDocument, {}, ask);
      },
      () => setState('offline'),
    );
    return () => {
      gone = true;
      live?.close();
    };
  }, [known, client]);
  return state;
}
