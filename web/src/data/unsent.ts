import type { Unsent, UnsentStore } from '../../../client/realtime/unsent.ts';

const PREFIX = 'atlas.unsent.';

/**
 * Unsent messages of a person in this browser. A key each, so that two tabs do not write over each other's; under the
 * person's id, so that nobody sends them who signs in after.
 */
export function unsentStoreOf(userId: string): UnsentStore {
  const nameOf = ({ groupId, key }: Pick<Unsent, 'groupId' | 'key'>) =>
    `${PREFIX}${userId}.${groupId}.${key}`;
  return {
    list(groupId) {
      const prefix = nameOf({ groupId, key: '' });
      return Object.keys(localStorage).flatMap((name) => {
        const message = name.startsWith(prefix) ? parse(localStorage.getItem(name)) : undefined;
        return message ? [message] : [];
      });
    },
    put: (message) => localStorage.setItem(nameOf(message), JSON.stringify(message)),
    remove: (message) => localStorage.removeItem(nameOf(message)),
  };
}

/** Forgets what a person wrote and nobody will send any more. */
export function dropUnsent(userId: string): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(`${PREFIX}${userId}.`)) localStorage.removeItem(name);
}

function parse(text: string | null): Unsent | undefined {
  try {
    return JSON.parse(text ?? '') as Unsent;
  } catch {
    return undefined;
  }
}
