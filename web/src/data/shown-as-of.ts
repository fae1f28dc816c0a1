import { useSyncExternalStore } from 'react';

/** Apart from what sets it, so that a page that asks the server nothing has no code for asking. */
let asOf: number | undefined;
const listeners = new Set<() => void>();

export function setShownAsOf(at: number | undefined): void {
  if (at === asOf) return;
  asOf = at;
  for (const changed of listeners) changed();
}

/** Milliseconds since 1970 from when what is on screen comes; undefined where it comes from the server. */
export const useShownAsOf = () =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => asOf,
    () => undefined,
  );
