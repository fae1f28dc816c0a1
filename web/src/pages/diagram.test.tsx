import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { hasUnsentCompletions } from '../data/completion-names.ts';
import { resumeCompletions } from '../data/resume-completions.ts';
import { openSite, rememberingApi } from '../testing/site.tsx';

afterEach(() => {
  network(true);
  localStorage.clear();
});

function network(isThere: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isThere);
  act(() => void dispatchEvent(new Event(isThere ? 'online' : 'offline')));
}

/** What a former page left to be sent. */
function leave(owner: string): void {
  const unsent = { slug: 'cache-aside', done: true, at: '2026-01-31T09:30:00.000Z' };
  localStorage.setItem(`atlas.completion.${owner}.cache-aside`, JSON.stringify(unsent));
  act(() => void dispatchEvent(new StorageEvent('storage')));
}

/** The button that stays: the early one gives way when its code has come. */
const complete = async () => {
  await screen.findByRole('button', { name: /^Complete this diagram$/ });
  await act(() => vi.dynamicImportSettled());
  return screen.findByRole('button', { name: /^Complete this diagram$/ });
};
const completed = () => screen.findByRole('button', { name: /^Completed$/ });

test('completing shows at once and reaches the server; undo takes it back', async () => {
  const api = rememberingApi();
  await openSite('/diagrams/cache-aside', api);
  await userEvent.click(await complete());
  expect(await completed()).toHaveAttribute('aria-pressed', 'true');
  await waitFor(() => expect([...api.done]).toEqual(['cache-aside']));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await complete()).toBeVisible();
  await waitFor(() => expect(api.done.size).toBe(0));
});

test('a press before the code has come counts, and the focus stays on the button', async () => {
  const observe = vi.fn();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = observe;
      disconnect() {}
    },
  );
  const api = rememberingApi();
  await openSite('/diagrams/cache-aside', api);
  const early = await complete();
  early.focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect([...api.done]).toEqual(['cache-aside']));
  expect(observe).toHaveBeenCalled();
  expect(early).not.toBeInTheDocument();
  expect(await completed()).toHaveFocus();
  vi.unstubAllGlobals();
});

test('what was completed before is shown as completed', async () => {
  const api = rememberingApi();
  api.done.add('cache-aside');
  await openSite('/diagrams/cache-aside', api);
  expect(await completed()).toBeVisible();
});

test('a refusal takes the mark back, says why with the request id, and can be tried again', async () => {
  const api = rememberingApi();
  let refuse = true;
  await openSite('/diagrams/cache-aside', (operation, variables) =>
    operation === 'CompleteDiagram' && refuse
      ? { errors: [{ message: 'Unexpected error', extensions: { code: 'INTERNAL', requestId: 'req_42' } }] }
      : api(operation, variables),
  );
  await userEvent.click(await complete());
  expect(await screen.findByRole('alert')).toHaveTextContent(/not saved.*Unexpected error.*req_42/);
  expect(await complete()).toHaveAttribute('aria-pressed', 'false');
  refuse = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await completed()).toBeVisible();
});

test('offline it says so, keeps the change, and sends it when the network is back', async () => {
  const api = rememberingApi();
  await openSite('/diagrams/cache-aside', api);
  await complete();
  network(false);
  await userEvent.click(await complete());
  expect(await screen.findByText(/You are offline. This is kept here/)).toBeVisible();
  expect(api.done.size).toBe(0);
  expect(localStorage).toHaveLength(1);
  network(true);
  await waitFor(() => expect([...api.done]).toEqual(['cache-aside']));
  expect(await completed()).toBeVisible();
  await waitFor(() => expect(localStorage).toHaveLength(0));
});

test('what a former page could not send is shown as done, and sent once', async () => {
  const api = rememberingApi();
  network(false);
  const { sent } = await openSite('/diagrams/cache-aside', api);
  leave('visitor');
  expect(hasUnsentCompletions()).toBe(true);
  resumeCompletions();
  expect(await completed()).toHaveAttribute('aria-pressed', 'true');
  expect(await screen.findByText(/This is kept here and sent/)).toBeVisible();
  network(true);
  await waitFor(() => expect([...api.done]).toEqual(['cache-aside']));
  await waitFor(() => expect(hasUnsentCompletions()).toBe(false));
  expect(sent.filter((operation) => operation === 'CompleteDiagram')).toHaveLength(1);
});

test('what another tab has sent, or somebody else pressed, is not sent from here', async () => {
  const api = rememberingApi();
  network(false);
  const { sent } = await openSite('/diagrams/cache-aside', api);
  leave('usr_eve');
  leave('visitor');
  resumeCompletions();
  await completed();
  localStorage.removeItem('atlas.completion.visitor.cache-aside');
  network(true);
  expect(await complete()).toBeVisible();
  expect(sent).not.toContain('CompleteDiagram');
  expect(localStorage).toHaveLength(1);
});

test('a server that stumbles is asked again, and the page says that it waits', async () => {
  const api = rememberingApi();
  let isDown = true;
  await openSite('/diagrams/cache-aside', (operation, variables) =>
    operation === 'CompleteDiagram' && isDown
      ? { errors: [{ message: 'Later', extensions: { code: 'UNAVAILABLE' } }] }
      : api(operation, variables),
  );
  await userEvent.click(await complete());
  expect(await screen.findByText(/Atlas does not answer. This is kept here/)).toBeVisible();
  expect(await completed()).toBeVisible();
  isDown = false;
  await waitFor(() => expect([...api.done]).toEqual(['cache-aside']), { timeout: 3_000 });
  await waitFor(() => expect(localStorage).toHaveLength(0));
});

test('an answer is hidden until it is asked for, by keyboard too', async () => {
  await openSite('/diagrams/cache-aside', rememberingApi());
  const question = await screen.findByRole('button', { name: /What fills the cache/ });
  expect(screen.getByText('The application, on a miss.')).not.toBeVisible();
  question.focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('The application, on a miss.')).toBeVisible();
  expect(question).toHaveAttribute('aria-expanded', 'true');
});

test('an unknown slug is the page for unknown addresses', async () => {
  await openSite('/diagrams/nope', rememberingApi());
  expect(await screen.findByRole('heading', { name: 'Not on this map' })).toBeVisible();
});

test('a document that cannot be fetched leaves title and summary, and can be tried again', async () => {
  const site = await openSite('/progress', rememberingApi());
  site.missing.add('d/dns-lookup.0123456789abcdef.json');
  await userEvent.click(await screen.findByRole('link', { name: 'Diagrams' }));
  await userEvent.click(await screen.findByRole('link', { name: 'A name lookup' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'A name lookup' })).toBeVisible();
  expect(await screen.findByRole('alert')).toHaveTextContent('status 404');
  site.missing.clear();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Not for data that changes all the time.')).toBeVisible();
});

test('a change of page moves the focus, the title and speaks', async () => {
  await openSite('/diagrams', rememberingApi());
  await userEvent.click(await screen.findByRole('link', { name: 'Cache-aside' }));
  await screen.findByRole('heading', { level: 1, name: 'Cache-aside' });
  await waitFor(() => expect(document.title).toBe('Cache-aside · Atlas'));
  expect(document.getElementById('main')).toHaveFocus();
  expect(screen.getByText('Cache-aside · Atlas', { selector: '[aria-live]' })).toBeInTheDocument();
});
