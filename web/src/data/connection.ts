import { useEffect, useState } from 'react';
import { OpenSocketDocument } from '../../../client/generated/graphql.ts';
import type { Live, LiveState } from '../../../client/realtime/live.ts';
import { api } from './api.ts';

/** The one WebSocket of this tab, open as long as some part of a page needs it. */
let shared: { live: Promise<Live>; users: number } | undefined;

/** Milliseconds that it stays open for the next page. */
const LINGER = 3_000;

function acquire(): Promise<Live> {
  shared ??= {
    users: 0,
    // The code for it is fetched after the page is there.
    live: import('../../../client/realtime/live.ts').then(({ openLive }) =>
      openLive({ openSocket: async () => (await api.request(OpenSocketDocument, {})).openSocket }),
    ),
  };
  const mine = shared;
  mine.users += 1;
  mine.live.catch(() => {
    if (shared === mine) shared = undefined;
  });
  return mine.live;
}

function release(): void {
  const mine = shared;
  if (!mine) return;
  mine.users -= 1;
  setTimeout(() => {
    if (mine.users > 0 || shared !== mine) return;
    shared = undefined;
    void mine.live.then((live) => live.close());
  }, LINGER);
}

/**
 * The connection, once it is there; undefined before, and for who can't have one.
 *
 * @param wanted there is somebody to tell: not a visitor
 */
export function useLive(wanted: boolean): Live | undefined {
  const [live, setLive] = useState<Live>();
  useEffect(() => {
    if (!wanted || !('WebSocket' in window)) return;
    let gone = false;
    acquire().then(
      (opened) => {
        if (!gone) setLive(opened);
      },
      () => {},
    );
    return () => {
      gone = true;
      setLive(undefined);
      release();
    };
  }, [wanted]);
  return live;
}

/** What the connection is doing. */
export function useLiveState(live: Live | undefined): LiveState | undefined {
  const [state, setState] = useState<LiveState>();
  useEffect(() => live?.onState(setState), [live]);
  return live && state;
}
