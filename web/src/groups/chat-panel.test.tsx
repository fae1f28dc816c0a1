import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NetworkError } from '../../../client/api-errors.ts';
import type { Chat, ChatState } from '../../../client/realtime/chat.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { queryClient, ServerState } from '../data/server-state.tsx';
import { Toasts } from '../shell/toasts.tsx';
import { ChatPanel } from './chat-panel.tsx';

const PAGE = 2;
const message = (sequence: number, more: Partial<ChatMessage> = {}) =>
  ({
    id: `msg_${sequence}`,
    groupId: 'grp_1',
    sequence,
    changedSequence: sequence,
    authorId: 'usr_1',
    text: `number ${sequence}`,
    replyTo: null,
    mentions: [],
    createdAt: '2026-03-01T10:00:00Z',
    editedAt: null,
    deletedAt: null,
    reactions: [],
    ...more,
  }) as ChatMessage;

/** Of all messages, those of the last page; each further page on demand, which `gate` may hold back or refuse. */
function fakeChat(all: ChatMessage[], gate: () => Promise<void> = async () => {}) {
  let from = all.length - PAGE;
  let state: ChatState | undefined;
  const listeners = new Set<() => void>();
  const chat = {
    state: () => {
      state ??= {
        messages: all.slice(from),
        hasEarlier: from > 0,
        upTo: 0,
        unsent: [],
        connection: 'live',
        present: [],
        typing: [],
        ready: true,
        error: undefined,
      };
      return state;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async loadEarlier() {
      await gate();
      from = Math.max(0, from - PAGE);
      state = undefined;
      for (const listener of listeners) listener();
    },
  };
  return chat as unknown as Chat;
}

function Panel({ chat }: { chat: Chat }) {
  const state = useSyncExternalStore(chat.subscribe, chat.state);
  const group = { id: 'grp_1', myRole: 'MEMBER', readSequence: 99 } as never;
  return <ChatPanel group={group} chat={chat} state={state} me="usr_1" people={[]} nameOf={() => 'Ada'} />;
}

function open(chat: Chat) {
  return render(
    <MemoryRouter>
      <ServerState>
        <Toasts>
          <Panel chat={chat} />
        </Toasts>
      </ServerState>
    </MemoryRouter>,
  );
}

const focused = () => document.activeElement?.id;
const found = (sequence: number) => {
  const { authorId, mentions, ...fields } = message(sequence);
  return { ...fields, key: `key-${sequence}`, author: { id: authorId, name: 'Ada' } };
};

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
  queryClient.clear();
});

test('earlier messages say that they are on their way, and what went wrong when they did not come', async () => {
  let answer = Promise.withResolvers<void>();
  open(
    fakeChat(
      [1, 2, 3, 4].map((n) => message(n)),
      () => answer.promise,
    ),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Show earlier messages' }));
  expect(screen.getByRole('button', { name: 'Loading earlier messages' })).toBeVisible();
  answer.reject(new NetworkError('Atlas cannot be reached.'));
  expect(await screen.findByText(/The earlier messages are not here/)).toBeVisible();
  answer = Promise.withResolvers();
  answer.resolve();
  await userEvent.click(screen.getByRole('button', { name: 'Show earlier messages' }));
  expect(await screen.findByText('number 1')).toBeVisible();
  expect(screen.queryByText(/The earlier messages are not here/)).toBeNull();
});

test('what is half written, and what it answers, is there again on the next page until it is sent', async () => {
  const chat = Object.assign(fakeChat([1, 2].map((n) => message(n))), { typing() {}, send: vi.fn() });
  const page = open(chat);
  await userEvent.click(screen.getAllByRole('button', { name: 'Reply' })[0] as HTMLElement);
  await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'half a');
  page.unmount();
  const next = open(chat);
  expect(screen.getByRole('textbox', { name: 'Message' })).toHaveValue('half a');
  expect(screen.getByText('Answer to Ada: number 1')).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), ' thought{Enter}');
  expect(chat.send).toHaveBeenCalledWith('half a thought', 'msg_1');
  next.unmount();
  open(chat);
  expect(screen.getByRole('textbox', { name: 'Message' })).toHaveValue('');
  expect(screen.queryByText(/Answer to/)).toBeNull();
});

test('a message that answers one that is not loaded leads to it, by keyboard too', async () => {
  const all = [...[1, 2, 3, 4, 5, 6].map((n) => message(n)), message(7, { replyTo: 'msg_2' })];
  open(fakeChat(all));
  screen.getByRole('button', { name: 'an earlier message' }).focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('msg_2'));
  expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
  // Now that it is there, its words are shown; it can be gone to again.
  await userEvent.click(screen.getByRole('button', { name: 'Ada: number 2' }));
  await waitFor(() => expect(focused()).toBe('msg_2'));
});

test('what a search found is loaded, shown and focused, and the list is closed', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ data: { studyGroup: { search: [found(1)] } } }));
  open(fakeChat([1, 2, 3, 4, 5, 6, 7, 8].map((n) => message(n))));
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search this chat' }), 'number{Enter}');
  (await screen.findByRole('button', { name: /number 1/ })).focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(focused()).toBe('msg_1'));
  expect(screen.queryByRole('region', { name: 'Found messages' })).toBeNull();
});

test('who looks for a message without a network is told so', async () => {
  const all = [1, 2, 3].map((n) => message(n));
  const offline = () => Promise.reject(new NetworkError('Atlas cannot be reached.'));
  open(fakeChat([...all, message(4, { replyTo: 'msg_1' })], offline));
  await userEvent.click(screen.getByRole('button', { name: 'an earlier message' }));
  expect(await screen.findByText(/offline|reached|connection/i)).toBeVisible();
});
