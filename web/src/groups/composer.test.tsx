import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { Composer } from './composer.tsx';

const ADA = `usr_${'0'.repeat(26)}`;
const people = [{ id: ADA, name: 'Ada' }];
const said = { id: 'msg_1', text: `Ask <@${ADA}>`, authorId: ADA, deletedAt: null } as ChatMessage;

/** As the chat uses it: the message that was asked for is edited until it is saved. */
function Chat({
  onSend = vi.fn(),
  save,
}: {
  onSend?(text: string): void;
  save(text: string): Promise<void>;
}) {
  const [editing, setEditing] = useState<ChatMessage>();
  const [names, setNames] = useState(people);
  const [draft, setDraft] = useState('');
  return (
    <>
      <button type="button" onClick={() => setEditing(said)}>
        Edit
      </button>
      <button type="button" onClick={() => setNames([...people, { id: 'usr_2', name: 'Bob' }])}>
        Somebody joins
      </button>
      <Composer
        people={names}
        nameOf={(id) => names.find((one) => one.id === id)?.name ?? 'somebody'}
        draft={draft}
        onDraft={setDraft}
        replyTo={undefined}
        editing={editing}
        onCancel={() => setEditing(undefined)}
        onTyping={() => {}}
        onSend={(text) => {
          onSend(text);
          setDraft('');
        }}
        onSave={async (text) => {
          await save(text);
          setEditing(undefined);
        }}
        onEditLast={() => setEditing(said)}
      />
    </>
  );
}

const field = () => screen.getByRole('textbox', { name: 'Message' });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('a change that the server did not take keeps its text and says so, and can be saved again', async () => {
  const save = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(undefined);
  render(<Chat save={save} />);
  await press('Edit');
  expect(field()).toHaveValue('Ask @Ada');
  await userEvent.type(field(), ' again{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Not saved.');
  expect(field()).toHaveValue('Ask @Ada again');
  await userEvent.type(field(), '{Enter}');
  expect(save).toHaveBeenCalledTimes(2);
  expect(save).toHaveBeenLastCalledWith(`Ask <@${ADA}> again`);
  expect(field()).toHaveValue('');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a draft is there again after a change, saved or not', async () => {
  render(<Chat save={async () => {}} />);
  await userEvent.type(field(), 'half a thought');
  await press('Edit');
  expect(field()).toHaveValue('Ask @Ada');
  await press('Cancel');
  expect(field()).toHaveValue('half a thought');
  await press('Edit');
  await userEvent.type(field(), '!{Enter}');
  expect(field()).toHaveValue('half a thought');
});

test('what is being changed is not taken back when the members are read anew', async () => {
  render(<Chat save={async () => {}} />);
  await press('Edit');
  await userEvent.type(field(), ' today');
  await press('Somebody joins');
  expect(field()).toHaveValue('Ask @Ada today');
});

test('a text that grows too long by its mentions says so before it is sent, and stays', async () => {
  const onSend = vi.fn();
  render(<Chat onSend={onSend} save={async () => {}} />);
  const text = `@Ada ${'x'.repeat(3_990)}`;
  await userEvent.click(field());
  await userEvent.paste(text);
  expect(screen.getByRole('status')).toHaveTextContent('Too long by 24 characters');
  await userEvent.type(field(), '{Enter}');
  expect(onSend).not.toHaveBeenCalled();
  expect(field()).toHaveValue(text);
});
