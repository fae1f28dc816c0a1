import { preloadSearch } from '../search/launcher.tsx';

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

/**
 * With the first sign of a reader: fetches what search needs, so that it opens at once, and also later
 * without a network. Not before, so that it delays nothing of the page itself.
 */
export function prepareWhenUsed(): void {
  const prepare = () => {
    for (const sign of SIGNS) removeEventListener(sign, prepare);
    preloadSearch().catch(() => {
      // Search says so itself when it is opened.
    });
  };
  for (const sign of SIGNS) addEventListener(sign, prepare, { passive: true });
}
