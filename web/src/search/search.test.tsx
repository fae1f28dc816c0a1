import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test } from 'vitest';
import { openSite, rememberingApi } from '../testing/site.tsx';
import { mergeResults } from './results.ts';

beforeAll(() => {
  // jsdom knows the element but not its methods.
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
});

async function openSearch(api = rememberingApi() as Parameters<typeof openSite>[1]) {
  await openSite('/diagrams', api);
  await screen.findByRole('list', { name: 'Diagrams' });
  await userEvent.keyboard('{Control>}k{/Control}');
  return screen.findByRole('combobox', { name: 'Search diagrams and labs' });
}
const results = () => within(screen.getByRole('listbox', { name: 'Results' })).queryAllByRole('option');
const options = () => results().map((option) => option.querySelector('p')?.textContent);

test('Ctrl+K opens, typing finds with marks, arrows choose, Enter opens the page', async () => {
  const field = await openSearch();
  await userEvent.type(field, 'cache');
  await waitFor(() => expect(options()).toHaveLength(3));
  expect(within(results()[0] as HTMLElement).getAllByText('Cache')[0]?.tagName).toBe('MARK');
  await userEvent.keyboard('{ArrowDown}');
  const chosen = within(screen.getByRole('listbox', { name: 'Results' })).getByRole('option', {
    selected: true,
  });
  expect(field).toHaveAttribute('aria-activedescendant', chosen.id);
  const title = chosen.querySelector('p')?.textContent ?? '';
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(screen.queryByRole('combobox', { name: 'Search diagrams and labs' })).toBeNull();
});

test('the choice goes round at both ends', async () => {
  const field = await openSearch();
  await userEvent.type(field, 'cache');
  await waitFor(() => expect(options()).toHaveLength(3));
  await userEvent.keyboard('{ArrowUp}');
  expect(results()[2]).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{ArrowDown}');
  expect(results()[0]).toHaveAttribute('aria-selected', 'true');
});

test('a slash opens search, but not while typing elsewhere', async () => {
  await openSite('/diagrams', rememberingApi());
  await userEvent.type(await screen.findByLabelText('Words'), 'a/b');
  expect(screen.queryByRole('combobox', { name: 'Search diagrams and labs' })).toBeNull();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('/');
  expect(await screen.findByRole('combobox', { name: 'Search diagrams and labs' })).toBeInTheDocument();
});

test('what only the server found comes after, with its excerpt', async () => {
  const field = await openSearch((operation, variables) =>
    operation === 'Search'
      ? {
          data: {
            search: [
              {
                diagram: {
                  id: 'dia_1',
                  slug: 'dns-lookup',
                  title: 'A name lookup',
                  difficulty: 1,
                  category: { id: 'networking' },
                },
                excerpt: [
                  { text: 'A ', matched: false },
                  { text: 'cached', matched: true },
                  { text: ' record', matched: false },
                ],
              },
            ],
          },
        }
      : (rememberingApi()(operation, variables) as { data: unknown }),
  );
  await userEvent.type(field, 'cache');
  await waitFor(() => expect(options()).toHaveLength(4));
  expect(options()[3]).toBe('A name lookup');
  expect(screen.getByText('cached').tagName).toBe('MARK');
});

test('without the server the index answers, and says what was not searched', async () => {
  const field = await openSearch(() => {
    throw new TypeError('Failed to fetch');
  });
  await userEvent.type(field, 'lookup');
  await waitFor(() => expect(options()).toEqual(['A name lookup']));
  expect(await screen.findByText(/Titles and summaries only/, {}, { timeout: 3_000 })).toBeInTheDocument();
});

test('nothing found says so; the words are still there after closing and opening again', async () => {
  const field = await openSearch();
  await userEvent.type(field, 'zzqx');
  expect(await screen.findByText(/Nothing found for “zzqx”/, {}, { timeout: 3_000 })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() =>
    expect(screen.queryByRole('combobox', { name: 'Search diagrams and labs' })).toBeNull(),
  );
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(await screen.findByRole('combobox', { name: 'Search diagrams and labs' })).toHaveValue('zzqx');
});

test('a lab is found beside diagrams, says what it is, and opens', async () => {
  const field = await openSearch();
  await userEvent.type(field, 'stampede');
  await waitFor(() => expect(options()).toEqual(['A cache stampede']));
  expect(within(results()[0] as HTMLElement).getByText(/^Lab/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'A cache stampede' })).toBeVisible();
});

test('a diagram that both find stands once', () => {
  const local = [
    { kind: 'diagram' as const, slug: 'a', title: [], excerpt: [], category: 'caching', difficulty: 1 },
  ];
  const hit = {
    diagram: { id: 'dia_a', slug: 'a', title: 'A', difficulty: 1, category: { id: 'caching' } },
    excerpt: [],
  };
  expect(mergeResults(local, [hit], ['a'])).toEqual(local);
});
