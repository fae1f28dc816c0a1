import { useCallback, useEffect, useState } from 'react';
import { ConnectionLost, type Live, RefusedError } from '../../../client/realtime/live.ts';

interface Presence {
  /** Ids of the people who read the diagram with the group now, the asking person too. */
  present: readonly string[];
  /** `gone`: the group is not open to the person any more. `failed`: asking again may help. */
  closed: 'gone' | 'failed' | undefined;
}

const NOBODY: Presence = { present: [], closed: undefined };

/** Who reads a diagram with a group: this page is among them as long as it is open. */
export function usePresence(
  live: Live | undefined,
  groupId: string,
  diagramId: string | undefined,
): Presence & { again(): void } {
  const [presence, setPresence] = useState(NOBODY);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt joins again.
  useEffect(() => {
    if (!live || !diagramId) return;
    const room = `diagram:${groupId}:${diagramId}`;
    const see = (change: (present: readonly string[]) => string[]) =>
      setPresence(({ present, closed }) => ({ present: change(present), closed }));
    const join = () =>
      live.ask({ type: 'join-diagram', group: groupId, diagram: diagramId }).then(
        (answer) => {
          if (answer.type === 'diagram-joined') setPresence({ present: answer.peers, closed: undefined });
        },
        (error) => {
          // After a break, the next connection asks again.
          if (error instanceof ConnectionLost) return;
          const isGone = error instanceof RefusedError && error.code === 'NOT_FOUND';
          setPresence({ present: [], closed: isGone ? 'gone' : 'failed' });
        },
      );
    const stops = [
      live.onState((state) => {
        if (state === 'live') void join();
        else setPresence(NOBODY);
      }),
      live.onMessage((message) => {
        if (!('room' in message) || message.room !== room) return;
        // Shown out: by asking once more one knows whether for good.
        if (message.type === 'room-closed') void join();
        if (message.type === 'peer-joined') see((all) => [...new Set([...all, message.peer])]);
        if (message.type === 'peer-left') see((all) => all.filter((one) => one !== message.peer));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      if (live.state() === 'live') void live.ask({ type: 'leave-room', room }).catch(() => {});
    };
  }, [live, diagramId, groupId, attempt]);
  return { ...presence, again: useCallback(() => setAttempt((count) => count + 1), []) };
}
