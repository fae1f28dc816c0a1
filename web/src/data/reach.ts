import { useEffect, useRef, useSyncExternalStore } from 'react';
import { pauseAfter } from '../../../client/backoff.ts';

/** Whether Atlas answers: no network at all, or a network and nobody who answers. */
export type Reach = 'here' | 'offline' | 'unreachable';

/** Milliseconds between two looks whether Atlas answers again: doubled each time, half of it by chance. */
const LOOK = { first: 2_000, longest: 30_000 };
/** Milliseconds that it has for an answer. */
const PATIENCE = 5_000;
/** Milliseconds without trouble after which the next trouble counts as the first. */
const CALM = 60_000;

const listeners = new Set<() => void>();
let isListening = false;
let isDown = false;
let isLooking = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let attempts = 0;
let backAt = Number.NEGATIVE_INFINITY;
let told: Reach = 'here';

export const reach = (): Reach => (!navigator.onLine ? 'offline' : isDown ? 'unreachable' : 'here');

function tell(): void {
  if (told === reach()) return;
  told = reach();
  for (const changed of listeners) changed();
}

/**
 * Somebody asked and got no answer: looks whether Atlas answers at all, and if not, again and again until it does. So
 * one failure is no alarm, and nobody has to press anything when it is over.
 */
export function doubt(): void {
  if (!isDown) look();
}

function look(): void {
  if (isLooking || !navigator.onLine) return;
  isLooking = true;
  void answers().then((isThere) => {
    isLooking = false;
    setDown(isThere);
  });
}

function setDown(isThere: boolean): void {
  clearTimeout(timer);
  const now = performance.now();
  if (isThere && isDown) backAt = now;
  if (!isThere) {
    attempts = !isDown && now - backAt > CALM ? 0 : attempts + 1;
    timer = setTimeout(look, pauseAfter(attempts, LOOK));
  }
  isDown = !isThere;
  tell();
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}

/** Calls back when it changes; gives back what stops it. */
export function watchReach(changed: () => void): () => void {
  listen();
  listeners.add(changed);
  return () => listeners.delete(changed);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  told = reach();
  const hear = () => {
    tell();
    // Who comes back to the page does not wait for the next look.
    if (isDown && document.visibilityState === 'visible') look();
  };
  // Pages are rendered ahead where there is no window.
  for (const name of ['online', 'offline', 'visibilitychange']) globalThis.addEventListener?.(name, hear);
}

/** Whether Atlas answers, as far as this page knows. */
export const useReach = (): Reach => useSyncExternalStore(watchReach, reach, () => 'here');

/** Calls back when Atlas answers again. */
export function useWhenBack(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(
    () =>
      watchReach(() => {
        if (reach() === 'here') latest.current();
      }),
    [],
  );
}
