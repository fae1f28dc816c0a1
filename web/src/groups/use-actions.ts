import { useMemo } from 'react';
import {
  DeleteMessageDocument,
  EditMessageDocument,
  ReactDocument,
  ReportGroupDocument,
} from '../../../client/generated/graphql.ts';
import type { Chat } from '../../../client/realtime/chat.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { api } from '../data/api.ts';
import { toChatMessage } from '../data/chat.ts';
import { sentenceOf } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';
import type { MessageActions } from './message.tsx';

interface Actions extends MessageActions {
  /** @throws when the server did not take it */
  change(message: ChatMessage, text: string): Promise<void>;
}

/** What one can do about a message; but for a change, whose text must not get lost, a toast says what failed. */
export function useActions(
  chat: Chat,
  groupId: string,
  own: Pick<MessageActions, 'reply' | 'edit' | 'show'>,
): Actions {
  const { reply, edit, show } = own;
  const toast = useToast();
  return useMemo(() => {
    const run = (work: Promise<void>) =>
      void work.catch((error) => toast({ kind: 'error', text: sentenceOf(error) }));
    return {
      reply,
      edit,
      show,
      async change(message, text) {
        const { editGroupMessage } = await api.request(EditMessageDocument, { id: message.id, text });
        chat.apply(toChatMessage(editGroupMessage));
      },
      remove(message) {
        if (!confirm('Delete this message for everybody?')) return;
        run(
          api
            .request(DeleteMessageDocument, { id: message.id })
            .then(({ deleteGroupMessage }) => chat.apply(toChatMessage(deleteGroupMessage))),
        );
      },
      report(message) {
        const reason = prompt(
          'What is wrong with this message? The group’s moderators read it without your name, and so do those of Atlas.',
        );
        if (!reason) return;
        run(
          api
            .request(ReportGroupDocument, { id: groupId, messageId: message.id, reason })
            .then(() => toast({ text: 'Reported. Thank you.' })),
        );
      },
      react: (message, emoji, on) =>
        run(
          api
            .request(ReactDocument, { id: message.id, emoji, on })
            .then(({ reactToMessage }) => chat.apply(toChatMessage(reactToMessage))),
        ),
    };
  }, [chat, groupId, reply, edit, show, toast]);
}
