import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openSite, rememberingApi } from '../testing/site.tsx';

const titles = async () =>
  within(await screen.findByRole('list', { name: 'Diagrams' }))
    .getAllByRole('heading')
    .map((heading) => heading.textContent);

test('a chosen area narrows the list and stands in the URL; Back takes it away again', async () => {
  await openSite('/diagrams', rememberingApi());
  expect(await titles()).toHaveLength(3);
  await userEvent.selectOptions(screen.getByLabelText('Area'), 'networking');
  expect(location.search).toBe('?category=networking');
  expect(await titles()).toEqual(['A name lookup']);
  history.back();
  await waitFor(async () => expect(await titles()).toHaveLength(3));
});

test('filters in the URL are there from the start', async () => {
  await openSite('/diagrams?difficulty=4&q=cache', rememberingApi());
  expect(await titles()).toEqual(['Write-back cache']);
  expect(screen.getByLabelText('Words')).toHaveValue('cache');
  expect(screen.getByLabelText('Difficulty 4, Advanced')).toBeChecked();
});

test('typing a word adds no entries to the history', async () => {
  await openSite('/diagrams', rememberingApi());
  await titles();
  const before = history.length;
  await userEvent.type(screen.getByLabelText('Words'), 'lookup');
  expect(await titles()).toEqual(['A name lookup']);
  expect(history.length).toBe(before);
});

test('a filter that matches nothing offers the way out', async () => {
  await openSite('/diagrams?category=nope', rememberingApi());
  expect(await screen.findByRole('heading', { name: 'Nothing matches all of this' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show all diagrams' }));
  expect(await titles()).toHaveLength(3);
  expect(location.search).toBe('');
});

test('what is done carries a mark and can be filtered', async () => {
  const api = rememberingApi();
  api.done.add('dns-lookup');
  await openSite('/diagrams?done=yes', api);
  expect(await titles()).toEqual(['A name lookup']);
  expect(screen.getByText('Completed')).toBeVisible();
});

test('without the server the list is still there, and the filter that needs it says so', async () => {
  await openSite('/diagrams?done=no', () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await screen.findByText(/could not be looked up/, {}, { timeout: 3_000 })).toBeVisible();
  expect(await titles()).toHaveLength(3);
});
