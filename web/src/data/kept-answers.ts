import { queryOptions } from '@tanstack/react-query';
import { accountQuery } from './account.ts';
import { heldPerson } from './held-person.ts';
import { findAnswer, putAnswer } from './kept-store.ts';
import { orKept } from './or-kept.ts';
import { queryClient } from './server-state.tsx';

/**
 * What the server answers an account, kept in this browser for when there is no network. Under the person's id, and
 * dropped when somebody else is here (`held-person.ts`): nobody sees what another one was told.
 */
export async function keptAnswer<T>(queryKey: readonly string[], ask: () => Promise<T>): Promise<T> {
  const before = heldPerson()?.id;
  const asked = async () => {
    const answer = await ask();
    void keepAnswer(queryKey, answer, before);
    return answer;
  };
  return orKept(queryKey, asked, async () =>
    before ? findAnswer(before, JSON.stringify(queryKey)) : undefined,
  );
}

/**
 * Keeps an answer under whoever is signed in.
 *
 * @param asker who was here when it was asked for, as far as that was known: it is not for anybody else
 */
export async function keepAnswer(
  queryKey: readonly string[],
  answer: unknown,
  asker = heldPerson()?.id,
): Promise<void> {
  try {
    // A cookie may have changed meanwhile: the server says whose it is.
    const person = (await queryClient.ensureQueryData(accountQuery()))?.id;
    if (!person || heldPerson()?.id !== person || (asker && asker !== person)) return;
    await putAnswer(person, JSON.stringify(queryKey), answer, Date.now());
  } catch {
    // A full disk, a private window: it is asked for again.
  }
}

/** A query whose answer is kept. */
export const keptQuery = <T>(queryKey: readonly string[], ask: (signal: AbortSignal) => Promise<T>) =>
  queryOptions({ queryKey, queryFn: ({ signal }) => keptAnswer(queryKey, () => ask(signal)) });
