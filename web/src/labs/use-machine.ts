import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LinkState, Machine } from '../../../client/lab/machine.ts';
import { openMachine } from '../../../client/lab/machine.ts';
import type { Live } from '../../../client/realtime/live.ts';
import { useLiveState } from '../data/connection.ts';
import type { LabSession } from '../data/labs.ts';

/**
 * The machine of a session, as long as it runs. One that was made anew (a reset, a resume) is another one: its shells
 * and what was shown of them are gone.
 */
export function useMachine(
  live: Live | undefined,
  { id, state, readyAt }: Pick<LabSession, 'id' | 'state' | 'readyAt'>,
): Machine | undefined {
  const [machine, setMachine] = useState<Machine>();
  const ready = state === 'READY';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another time of being ready is another machine.
  useEffect(() => {
    if (!live || !ready) return;
    const opened = openMachine(live, id);
    setMachine(opened);
    return () => {
      opened.close();
      setMachine(undefined);
    };
  }, [live, ready, id, readyAt]);
  return machine;
}

/** What the connection is doing: the machine's, where there is one, or the page's. */
export function useLink(live: Live | undefined, machine: Machine | undefined): LinkState {
  const page = useLiveState(live);
  const link = useSyncExternalStore(machine?.subscribe ?? never, machine?.state ?? nothing);
  return link ?? { connection: page ?? 'connecting', unsent: 0 };
}

const never = () => () => {};
const nothing = () => undefined;
