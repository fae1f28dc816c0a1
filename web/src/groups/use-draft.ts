import { useCallback, useRef, useState } from 'react';
import { type Draft, keepDraft, keptDraft } from '../data/drafts.ts';

/** What is being written to a group: it outlives the page, until it is sent or emptied. */
export function useDraft(me: string, groupId: string): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => keptDraft(me, groupId));
  const latest = useRef(draft);
  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part };
      keepDraft(me, groupId, latest.current);
      setDraft(latest.current);
    },
    [me, groupId],
  );
  return [draft, change];
}
