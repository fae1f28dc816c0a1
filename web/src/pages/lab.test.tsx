import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '../data/server-state.tsx';
import type { FakeMachine, LabApi } from '../testing/labs.ts';
import { fakeMachine, labApi, labCheck, labSession } from '../testing/labs.ts';
import { openSite } from '../testing/site.tsx';

const held = vi.hoisted(() => ({
  machine: undefined as unknown,
  looks: [] as { screenReader: boolean }[],
  found: [] as string[],
}));
vi.mock('../../../client/lab/machine.ts', () => ({ openMachine: () => held.machine }));
vi.mock('../data/connection.ts', () => {
  // The same in each render, as the real one is.
  const live = {
    onState: () => () => {},
    follow: () => () => {},
    onMessage: () => () => {},
    onLabMessage: () => () => {},
  };
  return { useLive: (wanted: boolean) => (wanted ? live : undefined), useLiveState: () => 'live' };
});
vi.mock('../labs/terminal/screen.ts', () => ({
  openScreen: (_host: unknown, _look: unknown, _label: string, events: { onInput(text: string): void }) => ({
    size: () => ({ cols: 80, rows: 24 }),
    write: (_bytes: Uint8Array, shown: () => void) => shown(),
    reset() {},
    fit() {},
    focus() {},
    paste: (text: string) => events.onInput(text),
    copy: async () => false,
    look: (look: { screenReader: boolean }) => void held.looks.push(look),
    find(text: string) {
      held.found.push(text);
      return text === 'there';
    },
    endSearch() {},
    close() {},
  }),
}));

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine({ 'answer.txt': 'first', 'notes.txt': 'x' });
  held.machine = machine;
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

async function open(server: LabApi, path = '/labs/stampede') {
  const site = await openSite(path, server.api);
  return site;
}

/** As after a message of the server. */
const told = (server: LabApi, part: Parameters<LabApi['change']>[0]) =>
  act(async () => {
    server.change(part);
    await queryClient.refetchQueries({ queryKey: ['lab-session'] });
  });

const step1 = (part: object) =>
  labSession().steps.map((step) => (step.id === 'step-1' ? { ...step, ...part } : step));

test('a lab is read, started, seen starting, and there is its machine; the focus goes along', async () => {
  const server = labApi(null);
  await open(server);
  expect(await screen.findByText('At nine the site was slow.')).toBeVisible();
  expect(screen.getByText('A public post-mortem')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Start the lab' }));
  expect(await screen.findByText('Copying the files.')).toBeVisible();
  expect(screen.getByRole('heading', { level: 1, name: 'A cache stampede' })).toHaveFocus();
  expect(location.search).toBe('?session=lss_01');
  await told(server, { state: 'READY' });
  expect(await screen.findByRole('tab', { name: 'Terminal 1' })).toHaveAttribute('aria-selected', 'true');
});

test('a lab that can’t run here says why, and has no button', async () => {
  const server = labApi(null);
  server.here.unavailable = 'It needs a cluster, and there is none.';
  await open(server);
  expect(await screen.findByText(/It needs a cluster, and there is none/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Start/ })).toBeNull();
});

test('waiting says the place and the likely time; a failure says its reason and can be tried again', async () => {
  const server = labApi(labSession({ state: 'WAITING', place: 3, waitSeconds: 130 }));
  await open(server);
  expect(await screen.findByText(/You are number 3 in the queue.*about 2 minutes/)).toBeVisible();
  await told(server, { state: 'FAILED', detail: 'There is no room for its files.' });
  expect(await screen.findByText('There is no room for its files.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Copying the files.')).toBeVisible();
});

test('a command of the instructions is typed into the terminal, with Enter', async () => {
  await open(labApi(labSession()));
  await screen.findByRole('toolbar', { name: 'Terminal' });
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(machine.typed).toEqual(['cat thing-1.log\r']));
});

test('a check says what it saw, what would pass, why, and where it is explained; then that it passed', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Check' }));
  expect(await screen.findByText(/Checking your answer/)).toBeVisible();
  await told(server, {
    steps: step1({
      attempts: 1,
      check: labCheck({
        state: 'FAILED',
        observed: '40 of 40 requests reached the database.',
        expected: 'One request reaches it.',
        why: 'It falls over.',
        node: { node: 'cache', diagram: { id: 'dia_1', slug: 'cache-aside', title: 'Cache-aside' } },
      }),
    }),
  });
  expect(await screen.findByText('40 of 40 requests reached the database.')).toBeVisible();
  expect(screen.getByText('One request reaches it.')).toBeVisible();
  expect(screen.getByText('1 attempt')).toBeVisible();
  expect(screen.getByRole('link', { name: /See it in the diagram/ })).toHaveAttribute(
    'href',
    '/diagrams/cache-aside?part=cache',
  );
  await told(server, {
    steps: step1({ attempts: 2, passedAt: 'now', check: labCheck({ id: 'chk_02', state: 'PASSED' }) }),
  });
  expect(await screen.findByText('Passed')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next step' }));
  expect(screen.getByRole('heading', { level: 2, name: /Thing 2/ })).toHaveFocus();
});

test('hints come one after another', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Show a hint (1 of 3)' }));
  expect(await screen.findByText('Rung 1 of it.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show the next hint (2 of 3)' }));
  expect(await screen.findByText('Rung 2 of it.')).toBeVisible();
  expect(server.asked.filter(([name]) => name === 'TakeLabHint').map(([, { rung }]) => rung)).toEqual([1, 2]);
});

test('a reset says what is lost, and does nothing when it is cancelled', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Reset this step' }));
  const dialog = screen.getByRole('dialog', { name: 'Reset this step?' });
  expect(dialog).toHaveTextContent(/What you changed since then is lost/);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(server.asked.some(([name]) => name === 'ResetLab')).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Reset all' }));
  await userEvent.click(
    within(screen.getByRole('dialog', { name: 'Reset the whole lab?' })).getByRole('button', {
      name: 'Reset all',
    }),
  );
  await waitFor(() => expect(server.asked).toContainEqual(['ResetLab', { sessionId: 'lss_01', step: null }]));
});

test('a step’s reset is asked for once it is confirmed, for that step', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Reset this step' }));
  const dialog = screen.getByRole('dialog', { name: 'Reset this step?' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Reset the step' }));
  await waitFor(() =>
    expect(server.asked).toContainEqual(['ResetLab', { sessionId: 'lss_01', step: 'step-1' }]),
  );
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('half an hour more is given at a press, once', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Extend' }));
  expect(await screen.findByText('Half an hour more.')).toBeVisible();
  expect(server.asked).toContainEqual(['ExtendLab', { sessionId: 'lss_01' }]);
  expect(screen.queryByRole('button', { name: 'Extend' })).toBeNull();
});

test('the terminal is searched, and says when a word is not there', async () => {
  await open(labApi(labSession()));
  await userEvent.click(await screen.findByRole('button', { name: /^Search \(/ }));
  const field = screen.getByRole('searchbox', { name: 'Search in the terminal' });
  expect(field).toHaveFocus();
  await userEvent.type(field, 'there');
  expect(held.found.at(-1)).toBe('there');
  expect(screen.queryByText('Not found')).toBeNull();
  await userEvent.type(field, '!');
  expect(screen.getByText('Not found')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('searchbox', { name: 'Search in the terminal' })).toBeNull();
});

test('screen-reader mode reaches the terminal, and is kept', async () => {
  await open(labApi(labSession()));
  const button = await screen.findByRole('button', { name: /^Screen-reader mode/ });
  expect(button).toHaveAttribute('aria-pressed', 'false');
  await userEvent.click(button);
  expect(button).toHaveAttribute('aria-pressed', 'true');
  expect(held.looks.at(-1)).toMatchObject({ screenReader: true });
  expect(localStorage.getItem('atlas.terminal')).toContain('"screenReader":true');
  localStorage.removeItem('atlas.terminal');
});

test('a paste that is too much for the machine says so', async () => {
  await open(labApi(labSession()));
  const large = 'x'.repeat(4 * 1024 * 1024 + 1);
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { readText: async () => large },
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Paste \(/ }));
  expect(await screen.findByText(/Nothing of this was typed: no more than 4 MB/)).toBeVisible();
  expect(machine.typed).toEqual([]);
});

test('paused, the files are kept; resumed, there is a machine again', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
  expect(await screen.findByText(/Your files are kept/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect(await screen.findByRole('tab', { name: 'Terminal 1' })).toBeVisible();
});

test('a solution is shown after a confirmation only', async () => {
  const server = labApi(labSession({ submission: null, steps: step1({ passedAt: 'now' }) }));
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Hand in' }));
  await userEvent.click(screen.getByRole('button', { name: 'Show the solution' }));
  expect(screen.queryByText('echo done > answer.txt')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show it' }));
  expect(await screen.findByText('echo done > answer.txt')).toBeVisible();
});

test('handed in: each step’s outcome, then the result with the skills; ended, it is still there', async () => {
  const server = labApi(labSession());
  await open(server);
  await userEvent.click(await screen.findByRole('button', { name: 'Hand in' }));
  await userEvent.click(screen.getAllByRole('button', { name: 'Hand in' })[1] as HTMLElement);
  expect(await screen.findByRole('button', { name: 'Checking all steps' })).toBeVisible();
  const submission = {
    id: 'lsb_01',
    attempt: 1,
    createdAt: 'now',
    finishedAt: 'now',
    state: 'FAILED' as const,
    checks: [
      labCheck({ state: 'PASSED' }),
      labCheck({ id: 'chk_2', step: 'step-2', state: 'FAILED', observed: 'It is empty.' }),
    ],
  };
  await told(server, { submission });
  expect(await screen.findByText('It is empty.')).toBeVisible();
  expect(screen.getByText(/Attempt 1 did not pass/)).toBeVisible();
  await told(server, {
    submission: { ...submission, attempt: 2, state: 'PASSED', checks: [] },
    steps: labSession().steps.map((step) => ({ ...step, passedAt: 'now' })),
    result: {
      completedAt: '2026-01-31T09:30:00.000Z',
      minutes: 17,
      attempts: 2,
      hints: 1,
      withSolution: false,
      skills: [
        {
          doneBefore: 1,
          doneAfter: 2,
          total: 4,
          skill: { id: 'caching.cache-aside', title: 'Cache-aside' },
        },
      ],
    },
  });
  const result = await screen.findByRole('region', { name: 'Lab completed' });
  expect(result).toHaveTextContent('17 minutes');
  expect(result).toHaveTextContent('1 to 2 of 4 done');
  await userEvent.click(screen.getByRole('button', { name: 'End lab' }));
  await userEvent.click(screen.getByRole('button', { name: 'End it' }));
  expect(await screen.findByRole('heading', { name: 'This lab has ended' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Lab completed' })).toBeVisible();
});

test('what is typed without a connection is counted, and the machine says when it is imitated', async () => {
  await open(labApi(labSession({ machine: 'SIMULATED' })));
  expect(await screen.findByText(/This machine is simulated/)).toBeVisible();
  act(() => machine.setState({ connection: 'offline', unsent: 3 }));
  expect(screen.getByText('Offline, 3 keystrokes waiting')).toBeVisible();
});

test('a pause that could not be made leaves the machine there, and says why', async () => {
  const server = labApi(labSession({ state: 'PAUSED', detail: 'Your files are being kept.' }));
  await open(server);
  expect(await screen.findByText('Your files are being kept.')).toBeVisible();
  await told(server, { state: 'READY', detail: 'The files are more than 8 MB packed.' });
  expect(await screen.findByRole('alert')).toHaveTextContent('more than 8 MB packed');
  expect(screen.getByRole('tab', { name: 'Terminal 1' })).toBeVisible();
});

test('a lab whose time was up goes on, also when its files are still being kept', async () => {
  const server = labApi(labSession({ state: 'ENDED', detail: 'Its time was up.' }));
  const answer = server.api;
  let asked = 0;
  server.api = (operation, variables) =>
    operation === 'StartLab' && ++asked === 1
      ? { errors: [{ message: 'Your files are still being kept.', extensions: { code: 'CONFLICT' } }] }
      : answer(operation, variables);
  await open(server, '/labs/stampede?session=lss_01');
  await userEvent.click(await screen.findByRole('button', { name: 'Start again' }));
  expect(await screen.findByText('Copying the files.', {}, { timeout: 4_000 })).toBeVisible();
  expect(asked).toBe(2);
});

test('an older message changes nothing', async () => {
  const server = labApi(labSession({ version: 5, state: 'PAUSED' }));
  await open(server);
  await screen.findByRole('heading', { name: 'Paused' });
  await act(async () => {
    server.session = labSession({ version: 4 });
    await queryClient.refetchQueries({ queryKey: ['lab-session'] });
  });
  expect(screen.getByRole('heading', { name: 'Paused' })).toBeVisible();
});

test('an unknown lab is the page for unknown addresses', async () => {
  await openSite('/labs/nope', labApi(null).api);
  expect(await screen.findByRole('heading', { name: 'Not on this map' })).toBeVisible();
});

test('a diagram leads to the labs that practise it', async () => {
  await openSite('/diagrams/cache-aside', labApi(null).api);
  const practise = await screen.findByRole('region', { name: 'Practise it' });
  expect(within(practise).getByRole('link', { name: 'A cache stampede' })).toBeVisible();
});
