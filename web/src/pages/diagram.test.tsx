import { onlineManager } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openSite, rememberingApi } from '../testing/site.tsx';

afterEach(() => onlineManager.setOnline(true));

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
  act(() => onlineManager.setOnline(false));
  await userEvent.click(await complete());
  expect(await screen.findByText(/You are offline. This is kept here/)).toBeVisible();
  expect(api.done.size).toBe(0);
  act(() => onlineManager.setOnline(true));
  await waitFor(() => expect([...api.done]).toEqual(['cache-aside']));
  expect(await completed()).toBeVisible();
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
