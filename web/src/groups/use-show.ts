import { useCallback, useEffect, useState } from 'react';
import type { Chat } from '../../../client/realtime/chat.ts';
import { sentenceOf } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';

/**
 * Brings a message into sight, wherever in the chat it is: loads what lies between, scrolls to it and puts the focus on
 * it, from where the keyboard reaches what one can do about it.
 *
 * @param leaveEnd called before anything moves: the newest message must not pull the page back
 */
export function useShow(chat: Chat, leaveEnd: () => void): { show(id: string): void; isLooking: boolean } {
  const toast = useToast();
  const [wanted, setWanted] = useState<string>();
  const [isLooking, setLooking] = useState(false);
  const show = useCallback(
    (id: string) => {
      const isThere = () => chat.state().messages.some((message) => message.id === id);
      const look = async () => {
        while (!isThere() && chat.state().hasEarlier) await chat.loadEarlier();
        if (isThere()) setWanted(id);
        else toast({ text: 'This message is not there any more.' });
      };
      leaveEnd();
      setLooking(true);
      look()
        .catch((error) => toast({ kind: 'error', text: sentenceOf(error) }))
        .finally(() => setLooking(false));
    },
    [chat, leaveEnd, toast],
  );
  useEffect(() => {
    if (!wanted) return;
    leaveEnd();
    const place = document.getElementById(wanted);
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
    // Asked for again, it is shown again.
    setWanted(undefined);
  }, [wanted, leaveEnd]);
  return { show, isLooking };
}
