import type { Account } from './account.ts';
import { dropCompletions } from './completion-names.ts';
import { dropDrafts } from './drafts.ts';
import { dropBoards } from './drop-boards.ts';
import { clearAnswers } from './kept-store.ts';
import { dropUnsent } from './unsent.ts';

/** In localStorage, which all tabs share and which is read and written at once. */
const KEY = 'atlas.account';

/**
 * Whether this browser has an account signed in, as the one cookie says that a script can read. Who has none is not
 * asked about: most pages are read by visitors.
 */
export const isKnown = () => /(?:^|; )(?:__Host-)?atlas_known=1/.test(document.cookie);

/** The account that the server named last, while it is signed in here: whose kept answers may be shown. */
export function heldPerson(): Account | null {
  return isKnown() ? read() : null;
}

function read(): Account | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Account | null;
  } catch {
    return null;
  }
}

/**
 * Notes who the server says is here. When it is somebody else, or nobody any more, all that was kept is dropped.
 *
 * @param isForEver who was here will not come back: the account is deleted
 */
export function holdPerson(account: Account | null, isForEver = false): void {
  const before = read();
  try {
    if (account) localStorage.setItem(KEY, JSON.stringify(account));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing.
  }
  if (!before || before.id === account?.id) return;
  clearAnswers().catch(() => {});
  dropBoards(before.id, isForEver).catch(() => {});
  if (!isForEver) return;
  dropUnsent(before.id);
  dropCompletions(before.id);
  dropDrafts(before.id);
}
