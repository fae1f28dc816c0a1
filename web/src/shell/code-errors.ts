import { doubt } from '../data/reach.ts';

/** Code that could not be fetched. A browser may remember that it could not: only a new page asks again. */
const failures = new WeakSet<object>();

/** Notes each failure to fetch code: the build tells of it (Vite, "Load Error Handling"). */
export function watchCode(): void {
  addEventListener('vite:preloadError', (event) => {
    const { payload } = event as Event & { payload?: unknown };
    if (typeof payload === 'object' && payload !== null) failures.add(payload);
    doubt();
  });
}

export const isCodeError = (error: unknown) =>
  typeof error === 'object' && error !== null && failures.has(error);
