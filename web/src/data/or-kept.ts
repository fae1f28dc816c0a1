import type { QueryKey } from '@tanstack/react-query';
import { isTransient, NetworkError } from '../../../client/api-errors.ts';
import { heldPerson } from './held-person.ts';
import type { KeptAnswer } from './kept-store.ts';
import { reach, watchReach } from './reach.ts';
import { queryClient } from './server-state.tsx';
import { setShownAsOf } from './shown-as-of.ts';

/** Milliseconds that the server may take before what is kept is shown. */
const PATIENCE = 4_000;
/** Milliseconds after which a server that stumbled is asked again. */
const AGAIN = 15_000;

/** For who asks on every page, beside what it is about: no page is outdated because of that. */
export const ASIDE = { aside: true };

/** Questions whose kept answers are shown, and when the server gave those. */
const shown = new Map<string, { queryKey: QueryKey; at: number }>();
let isWatching = false;

/**
 * The server's answer, or what is kept of it where nobody answers soon. The page says so meanwhile; an answer that
 * comes late is shown when it comes, and what was shown from here is asked for again when the server is back.
 */
export async function orKept<T>(
  queryKey: QueryKey,
  ask: () => Promise<T>,
  find: () => Promise<KeptAnswer | undefined>,
): Promise<T> {
  const id = JSON.stringify(queryKey);
  const person = heldPerson()?.id;
  const asked = ask();
  try {
    const answer = await soon(asked);
    if (shown.delete(id)) noteShown();
    return answer;
  } catch (problem) {
    if (!isTransient(problem)) throw problem;
    const found = await find();
    if (found) shown.set(id, { queryKey, at: found.at });
    else shown.delete(id);
    noteShown();
    if (!found) return asked;
    askAgain();
    asked.then(
      (answer) => {
        // After what is kept, which this function is about to give.
        setTimeout(() => {
          // Somebody else is here by now: what is theirs, the server says.
          if (heldPerson()?.id !== person) return void queryClient.invalidateQueries({ queryKey });
          shown.delete(id);
          queryClient.setQueryData(queryKey, answer);
          noteShown();
        });
      },
      () => {},
    );
    return found.answer as T;
  }
}

function soon<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new NetworkError('Atlas took too long to answer.', { timedOut: true }));
    const timer = setTimeout(late, PATIENCE);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** When the server is back, or in a while if it is not known to be away. */
function askAgain(): void {
  if (!isWatching) watchReach(refresh);
  isWatching = true;
  setTimeout(refresh, AGAIN);
}

function refresh(): void {
  if (reach() !== 'here') return;
  for (const { queryKey } of shown.values()) void queryClient.invalidateQueries({ queryKey });
}

/** Tells the page since when what it shows may be outdated: the oldest of what is on screen. */
function noteShown(): void {
  const onScreen = [...shown.values()].filter(({ queryKey }) =>
    queryClient
      .getQueryCache()
      .find({ queryKey })
      ?.observers.some(({ options }) => options.meta !== ASIDE),
  );
  setShownAsOf(onScreen.length > 0 ? Math.min(...onScreen.map(({ at }) => at)) : undefined);
}

queryClient.getQueryCache().subscribe(({ type }) => {
  if (shown.size > 0 && type.startsWith('observer')) noteShown();
});
