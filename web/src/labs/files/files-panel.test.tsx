import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from '../../shell/toasts.tsx';
import { type FakeMachine, fakeMachine } from '../../testing/labs.ts';
import { FilesPanel } from './files-panel.tsx';
import { LARGE, useFiles } from './use-files.ts';

// The editor needs a browser; what it stands for is a text that is typed into.
vi.mock('./editor-view.tsx', async () => {
  const { useState } = await import('react');
  interface Given {
    path: string;
    text: string;
    revision: number;
    onChange(text: string): void;
    onSave(): void;
  }
  function Text({ path, text, onChange, onSave }: Given) {
    const [typed, setTyped] = useState(text);
    return (
      <textarea
        aria-label={`Text of ${path}`}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange(target.value);
        }}
        onKeyDown={({ ctrlKey, key }) => {
          if (ctrlKey && key === 's') onSave();
        }}
      />
    );
  }
  return { default: (given: Given) => <Text key={given.revision} {...given} /> };
});

let machine: FakeMachine;
let sessions = 0;
function Panel() {
  return (
    <Toasts>
      <FilesPanel files={useFiles(machine.files, `lss_${sessions}`, true)} answers={['answer.txt']} />
    </Toasts>
  );
}
beforeEach(() => {
  sessions += 1;
  machine = fakeMachine({ 'answer.txt': 'first', 'logs/app.log': 'line' });
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

const file = (name: RegExp) => screen.findByRole('button', { name });
async function opened(name = 'answer.txt') {
  await userEvent.click(await file(new RegExp(name)));
  return screen.findByLabelText(`Text of ${name}`);
}

test('files are listed, those that are handed in are marked, and one is read, changed and saved', async () => {
  render(<Panel />);
  expect(await file(/answer\.txt/)).toHaveTextContent('handed in');
  await userEvent.type(await opened(), ' and more');
  expect(await file(/answer\.txt/)).toHaveTextContent('not saved');
  await userEvent.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(machine.stored.get('answer.txt')).toBe('first and more'));
  await waitFor(async () => expect(await file(/answer\.txt/)).not.toHaveTextContent('not saved'));
});

test('a draft stays while one looks at another file', async () => {
  render(<Panel />);
  await userEvent.type(await opened(), ' draft');
  await opened('logs/app.log');
  expect(await opened()).toHaveValue('first draft');
});

test('a draft outlives a look at another page', async () => {
  const { unmount } = render(<Panel />);
  await userEvent.type(await opened(), ' draft');
  unmount();
  render(<Panel />);
  expect(await file(/answer\.txt/)).toHaveTextContent('not saved');
  expect(await opened()).toHaveValue('first draft');
});

test('what the shell wrote meanwhile is not lost: mine or the machine’s is chosen', async () => {
  render(<Panel />);
  await userEvent.type(await opened(), ' mine');
  machine.stored.set('answer.txt', 'theirs');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/was changed in the machine/)).toBeVisible();
  expect(machine.stored.get('answer.txt')).toBe('theirs');
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
  await waitFor(() => expect(machine.stored.get('answer.txt')).toBe('first mine'));
  await waitFor(() => expect(screen.queryByText(/was changed in the machine/)).toBeNull());
});

test('the machine’s text takes the place of mine', async () => {
  render(<Panel />);
  await userEvent.type(await opened(), ' mine');
  machine.stored.set('answer.txt', 'theirs');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Take the machine’s' }));
  await waitFor(() => expect(screen.getByLabelText('Text of answer.txt')).toHaveValue('theirs'));
});

test('a file is made, renamed, deleted, and comes back', async () => {
  render(<Panel />);
  await userEvent.click(await file(/New file/));
  await userEvent.type(screen.getByLabelText('Path of the new file'), 'new.sh{Enter}');
  expect(await screen.findByLabelText('Text of new.sh')).toHaveValue('');
  await userEvent.click(screen.getByRole('button', { name: 'Rename' }));
  const path = screen.getByLabelText('New path');
  await userEvent.clear(path);
  await userEvent.type(path, 'better.sh{Enter}');
  await screen.findByLabelText('Text of better.sh');
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  const told = await screen.findByText('better.sh is deleted.');
  expect(machine.stored.has('better.sh')).toBe(false);
  await userEvent.click(within(told.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(machine.stored.get('better.sh')).toBe(''));
});

test('a name that is taken is refused in the machine’s words, and what was typed stays', async () => {
  render(<Panel />);
  await userEvent.click(await file(/New file/));
  await userEvent.type(screen.getByLabelText('Path of the new file'), 'answer.txt{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('answer.txt was changed meanwhile.');
  expect(screen.getByLabelText('Path of the new file')).toHaveValue('answer.txt');
  expect(machine.stored.get('answer.txt')).toBe('first');
});

test('large files and those that are no text are not opened, and it says why', async () => {
  machine.stored.set('big.log', 'x'.repeat(LARGE + 1));
  machine.stored.set('tool', 'a\0b');
  render(<Panel />);
  await userEvent.click(await file(/big\.log/));
  expect(await screen.findByText(/too large for the editor \(257 KB\)/)).toBeVisible();
  await userEvent.click(await file(/^tool/));
  expect(await screen.findByText(/no text file/)).toBeVisible();
});

test('a list that can’t be had says so, and can be asked for again', async () => {
  const { list } = machine.files;
  machine.files.list = () => Promise.reject(new Error('lost'));
  render(<Panel />);
  const again = await screen.findByRole('button', { name: 'Try again' });
  machine.files.list = list;
  await act(() => userEvent.click(again));
  expect(await file(/answer\.txt/)).toBeVisible();
});
