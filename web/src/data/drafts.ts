/** What somebody is writing to a group and has not sent. */
export interface Draft {
  text: string;
  /** The message that it answers. */
  replyTo?: string | undefined;
}

const PREFIX = 'atlas.draft.';
const NOTHING: Draft = { text: '' };

const nameOf = (userId: string, groupId: string) => `${PREFIX}${userId}.${groupId}`;

/** What a person has begun to write to a group in this browser; nothing where it keeps nothing. */
export function keptDraft(userId: string, groupId: string): Draft {
  try {
    return (JSON.parse(localStorage.getItem(nameOf(userId, groupId)) ?? 'null') as Draft | null) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Keeps it in place of what was there: of two tabs the one that is written in last. */
export function keepDraft(userId: string, groupId: string, draft: Draft): void {
  try {
    if (draft.text) localStorage.setItem(nameOf(userId, groupId), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(userId, groupId));
  } catch {
    // A full disk, a private window: it lasts as long as the page.
  }
}

/** Forgets what a person who will not come back was writing. */
export function dropDrafts(userId: string): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(`${PREFIX}${userId}.`)) localStorage.removeItem(name);
}
