import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Api, openSite } from '../testing/site.tsx';

const account = (role: string) => ({
  id: 'usr_1',
  guest: false,
  name: 'Ada',
  email: 'ada@example.com',
  timeZone: 'UTC',
  role,
  hasPassword: true,
});
const report = (id: string, more: object) => ({
  id,
  groupName: 'Cache fans',
  text: null,
  reason: `Reason of ${id}`,
  createdAt: '2026-03-01T10:00:00Z',
  dismissed: false,
  author: null,
  ...more,
});

/** Atlas as somebody with this role sees it; what is settled is gone. */
function serverFor(role: string): Api {
  let open = [
    report('rep_1', {}),
    report('rep_2', { text: '**Buy** it', author: { id: 'usr_9', name: 'Eve' }, dismissed: true }),
    report('rep_3', { text: '' }),
  ];
  return (operation, { id }) => {
    if (operation === 'CurrentAccount') return { data: { currentUser: account(role) } };
    if (operation === 'OpenReports') return { data: { openGroupReports: open } };
    if (operation === 'ResolveReport') open = open.filter((one) => one.id !== id);
    return { data: { resolveGroupReport: true, myStudyGroups: [] } };
  };
}

beforeEach(() => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('atlas_known=1');
});

test('a moderator reads what was reported, of groups and messages, and settles it', async () => {
  await openSite('/reports', serverFor('MODERATOR'));
  const entry = (text: string) =>
    screen.getAllByRole('listitem').find((item) => item.textContent?.includes(text)) as HTMLElement;
  await screen.findByText('Reason of rep_1');
  expect(entry('rep_1')).toHaveTextContent('The group Cache fans');
  expect(entry('rep_2')).toHaveTextContent('the group let it stay');
  expect(within(entry('rep_2')).getByText('Buy').tagName).toBe('STRONG');
  expect(entry('rep_2')).toHaveTextContent('Eve (usr_9)');
  expect(entry('rep_3')).toHaveTextContent('It was deleted meanwhile.');
  await userEvent.click(within(entry('rep_2')).getByRole('button', { name: 'Settled' }));
  await vi.waitFor(() => expect(screen.queryByText('Reason of rep_2')).toBeNull());
  expect(screen.getByText('Reason of rep_1')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Account of Ada' }, { timeout: 3_000 }));
  expect(screen.getByRole('menuitem', { name: 'Reports' })).toHaveAttribute('href', '/reports');
});

test('nobody else is asked for reports, nor led to them', async () => {
  const { sent } = await openSite('/reports', serverFor('LEARNER'));
  expect(await screen.findByText('This page is for the moderators of Atlas.')).toBeVisible();
  expect(sent).not.toContain('OpenReports');
  await userEvent.click(await screen.findByRole('button', { name: 'Account of Ada' }, { timeout: 3_000 }));
  expect(screen.queryByRole('menuitem', { name: 'Reports' })).toBeNull();
});
