/** Keys of localStorage: of a person, or a visitor, and a diagram. */
export const COMPLETION_PREFIX = 'atlas.completion.';

/** Whether anything was completed here that did not reach the server, whoever it was. */
export function hasUnsentCompletions(): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(COMPLETION_PREFIX));
  } catch {
    return false;
  }
}

/** Forgets what a person pressed and nobody will send any more. */
export function dropCompletions(userId: string): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(`${COMPLETION_PREFIX}${userId}.`)) localStorage.removeItem(name);
}
