import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { labApi, labSession } from '../testing/labs.ts';
import { openSite } from '../testing/site.tsx';

const titles = async () =>
  within(await screen.findByRole('region', { name: 'All labs' }))
    .getAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent);

test('labs are listed, narrowed by skill and difficulty, and the choice stands in the URL', async () => {
  await openSite('/labs', labApi(null).api);
  expect(await titles()).toEqual(['A cache stampede', 'A broken resolver']);
  await userEvent.selectOptions(screen.getByLabelText('Skill'), 'networking.dns');
  expect(await titles()).toEqual(['A broken resolver']);
  expect(location.search).toBe('?skill=networking.dns');
  await userEvent.selectOptions(screen.getByLabelText('Difficulty'), '2');
  await userEvent.click(await screen.findByRole('button', { name: 'Show all labs' }));
  expect(await titles()).toHaveLength(2);
});

test('an open session stands first, and its lab says what it is doing', async () => {
  await openSite('/labs', labApi(labSession({ state: 'PAUSED' })).api);
  const open = await screen.findByRole('region', { name: 'Go on' });
  expect(open).toHaveTextContent('Paused');
  expect(within(open).getByRole('link', { name: 'Continue A cache stampede' })).toHaveAttribute(
    'href',
    '/labs/stampede',
  );
});

test('a lab says what its machine is here, and why it can’t run, and that it is done', async () => {
  const server = labApi(null);
  server.here = { unavailable: 'It needs a cluster.', machine: null, completedAt: '2026-01-31T09:30:00Z' };
  await openSite('/labs', server.api);
  expect(await screen.findByText(/Not on this computer: It needs a cluster/)).toBeVisible();
  expect(screen.getByText('Completed')).toBeVisible();
  // The server said nothing of this one.
  expect(screen.getByText('Real processes in a sandbox')).toBeVisible();
});

test('without the server the list is there, and says what it does not know', async () => {
  await openSite('/labs', () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await titles()).toHaveLength(2);
  expect(await screen.findByText(/could not be looked up/, {}, { timeout: 3_000 })).toBeVisible();
});
