/** Work that is asked for many times and done once, a while after the first. */
export interface Gathering {
  ask(): void;
  /** What was asked for is done now. */
  now(): void;
  isWaiting(): boolean;
}

/** Milliseconds that what is drawn is gathered before it is written down: a hand moves at the rate of its screen. */
const GATHER = 50;

export function gathered(work: () => void): Gathering {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(waiting);
    waiting = undefined;
    work();
  };
  return {
    ask() {
      waiting ??= setTimeout(now, GATHER);
    },
    now,
    isWaiting: () => waiting !== undefined,
  };
}
