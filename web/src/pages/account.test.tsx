import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { safeReturn, signedIn } from '../data/account.ts';
import { type Api, openSite } from '../testing/site.tsx';

const ADA = {
  id: 'usr_ada',
  guest: false,
  name: 'Ada',
  email: 'ada@example.com',
  timeZone: 'UTC',
  role: 'LEARNER',
  hasPassword: true,
};
const SETTINGS = {
  ...ADA,
  createdAt: '2026-01-31T09:30:00.000Z',
  sessions: [
    { id: 'ses_1', current: true, device: 'Firefox on Linux', lastSeenAt: new Date().toISOString() },
    { id: 'ses_2', current: false, device: 'Safari on iOS', lastSeenAt: '2020-01-01T00:00:00.000Z' },
  ],
  identities: [{ provider: 'GITHUB', linkedAt: '2026-01-31T09:30:00.000Z' }],
};
const PROGRESS = {
  userProgress: { completedCount: 0, totalCount: 3, areas: [], skills: [], recent: [], next: null },
};
const PROVIDERS = [{ name: 'GITHUB', url: '/auth/github' }];

type Answers = Record<string, unknown>;

/** An API that gives these answers; a function gets the variables, a string is a refusal `CODE: sentence`. */
function answering(answers: Answers): Api & { asked: [string, Record<string, unknown>][] } {
  const asked: [string, Record<string, unknown>][] = [];
  const api: Api = async (operation, variables) => {
    asked.push([operation, variables]);
    const usual: Answers = { ProgressPage: PROGRESS, MyGroups: { myStudyGroups: [] } };
    const answer = usual[operation] ?? answers[operation];
    if (typeof answer === 'string') {
      const [code, message = ''] = answer.split(': ');
      return { errors: [{ message, extensions: { code, requestId: 'req-1' } }] };
    }
    return { data: (typeof answer === 'function' ? await answer(variables) : answer) ?? {} };
  };
  return Object.assign(api, { asked });
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const timesAsked = (api: ReturnType<typeof answering>, wanted: string) =>
  api.asked.filter(([operation]) => operation === wanted).length;

async function fillSignIn() {
  await userEvent.type(await screen.findByLabelText('E-mail'), ' ada@example.com ');
  await userEvent.type(screen.getByLabelText('Password'), ' secret phrase ');
}

/** The cookie that a script may read: there is an account here. */
function signedInHere(): void {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('atlas_known=1');
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('signing in goes where the address says, tells what was added and drops what was known', async () => {
  let account: unknown = null;
  const api = answering({
    CurrentAccount: () => ({ currentUser: account }),
    LogIn: () => {
      account = ADA;
      return { logIn: { mergedCompletions: 3, user: ADA } };
    },
  });
  await openSite('/sign-in?return=%2Fdiagrams%3Fq%3Dcache', api);
  expect(document.title).toBe('Sign in · Atlas');
  await fillSignIn();
  await press('Sign in');
  expect(await screen.findByText('Signed in. 3 completions of this browser were added.')).toBeVisible();
  expect(location.pathname + location.search).toBe('/diagrams?q=cache');
  const variables = api.asked.find(([operation]) => operation === 'LogIn')?.[1];
  expect(variables).toEqual({ email: 'ada@example.com', password: ' secret phrase ' });
  expect(await screen.findByRole('button', { name: 'Account of Ada' }, { timeout: 4_000 })).toBeVisible();
});

test('a refused sign-in says why, takes the focus, and keeps what was typed', async () => {
  const api = answering({ LogIn: 'UNAUTHENTICATED: The address or the password is wrong.' });
  await openSite('/sign-in', api);
  await fillSignIn();
  await press('Sign in');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent(/^The address or the password is wrong\.$/);
  expect(alert).toHaveFocus();
  expect(screen.getByLabelText('Password')).toHaveValue(' secret phrase ');
  expect(screen.getByLabelText('E-mail')).toHaveAttribute('autocomplete', 'username');
  expect(screen.getByLabelText('Password')).toHaveAttribute('autocomplete', 'current-password');
});

test('two presses sign in once, and the button says that it works on it', async () => {
  let release: (value: unknown) => void = () => {};
  const answer = new Promise((resolve) => {
    release = resolve;
  });
  const api = answering({ LogIn: () => answer });
  await openSite('/sign-in', api);
  await fillSignIn();
  const form = screen.getByRole('form', { name: 'Sign in' });
  fireEvent.submit(form);
  fireEvent.submit(form);
  const button = await screen.findByRole('button', { name: 'Signing in' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(button);
  expect(timesAsked(api, 'LogIn')).toBe(1);
  release({ logIn: { mergedCompletions: 0, user: ADA } });
  expect(await screen.findByText('Signed in.')).toBeVisible();
  expect(location.pathname).toBe('/progress');
});

test('what is missing is said at the field, and nothing is sent', async () => {
  const api = answering({});
  await openSite('/sign-in', api);
  await userEvent.type(await screen.findByLabelText('E-mail'), 'ada');
  await press('Sign in');
  const email = screen.getByLabelText('E-mail');
  expect(email).toHaveFocus();
  expect(email).toBeInvalid();
  expect(email).toHaveAccessibleDescription(/not an e-mail address/);
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Fill this in.');
  expect(timesAsked(api, 'LogIn')).toBe(0);
});

test('a password can be shown and hidden', async () => {
  await openSite('/sign-in');
  const password = await screen.findByLabelText('Password');
  expect(password).toHaveAttribute('type', 'password');
  await press('Show password');
  expect(password).toHaveAttribute('type', 'text');
  expect(screen.getByRole('button', { name: 'Show password' })).toHaveAttribute('aria-pressed', 'true');
});

test('other providers are links that keep where to go, and their problems are told', async () => {
  await openSite(
    '/sign-in?problem=denied&return=/settings',
    answering({ SignInProviders: { signInProviders: PROVIDERS } }),
  );
  expect(await screen.findByRole('link', { name: 'Continue with GitHub' })).toHaveAttribute(
    'href',
    '/auth/github?return=%2Fsettings',
  );
  expect(screen.getByRole('alert')).toHaveTextContent('You did not let the other site sign you in.');
});

test('only paths of Atlas are gone to after signing in', () => {
  for (const path of ['/', '/settings', '/diagrams/x?step=2#y']) expect(safeReturn(path)).toBe(path);
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    '',
    'x',
  ])
    expect(safeReturn(path), path).toBeUndefined();
  expect(safeReturn(null)).toBeUndefined();
  expect(signedIn(1)).toBe('Signed in. 1 completion of this browser was added.');
});

test('a sign-up sends a mail, and can be started over with another address', async () => {
  const api = answering({ RequestSignUp: { requestSignUp: { minutes: 30 } } });
  await openSite('/sign-up', api);
  await userEvent.type(await screen.findByLabelText('E-mail'), 'ada@example.com');
  await press('Send me a link');
  const heading = await screen.findByRole('heading', { name: 'Check your mail' });
  expect(heading).toHaveFocus();
  expect(screen.getByText(/good for 30 minutes/)).toBeVisible();
  const again = screen.getByRole('button', { name: /^Send again in/ });
  await userEvent.click(again);
  expect(timesAsked(api, 'RequestSignUp')).toBe(1);
  await press('Use another address');
  expect(screen.getByLabelText('E-mail')).toBeVisible();
});

test('the token of a mail leaves the address and makes the account', async () => {
  const api = answering({ CompleteSignUp: { completeSignUp: { mergedCompletions: 0, user: ADA } } });
  await openSite('/welcome#tok.en', api);
  await userEvent.type(await screen.findByLabelText('Name'), 'Ada');
  expect(location.hash).toBe('');
  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await press('Make my account');
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/Use at least 8 characters\./);
  await userEvent.type(screen.getByLabelText('Password'), ' no more');
  await press('Make my account');
  await waitFor(() => expect(location.pathname).toBe('/progress'));
  const variables = api.asked.find(([operation]) => operation === 'CompleteSignUp')?.[1];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  expect(variables).toEqual({ token: 'tok.en', name: 'Ada', password: 'short no more', timeZone });
});

test('a link that is too old says where to get a new one; so does a page without a token', async () => {
  const api = answering({ ResetPassword: 'LINK_EXPIRED: This link is too old.' });
  const site = await openSite('/reset-password#old', api);
  await userEvent.type(await screen.findByLabelText('New password'), 'long enough');
  await press('Set password');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('This link is too old.');
  expect(within(alert).getByRole('link')).toHaveAttribute('href', '/forgot-password');
  site.unmount();
  await openSite('/welcome');
  expect(await screen.findByRole('link', { name: 'Ask for a new mail' })).toHaveAttribute('href', '/sign-up');
});

test('a new address is confirmed by a press, never by opening the link', async () => {
  const api = answering({ ConfirmEmailChange: { confirmEmailChange: { ...ADA, email: 'new@example.com' } } });
  await openSite('/confirm-email#token', api);
  await screen.findByRole('button', { name: 'Confirm' });
  expect(timesAsked(api, 'ConfirmEmailChange')).toBe(0);
  await press('Confirm');
  expect(await screen.findByText('new@example.com')).toBeVisible();
});

const settings = (more: Answers = {}) =>
  answering({
    CurrentAccount: { currentUser: ADA },
    AccountSettings: { currentUser: SETTINGS, signInProviders: PROVIDERS },
    ...more,
  });

test('without an account the settings explain themselves and lead to one', async () => {
  await openSite('/settings', answering({ AccountSettings: { currentUser: null, signInProviders: [] } }));
  await screen.findByRole('heading', { name: 'You are not signed in' });
  const main = within(screen.getByRole('main'));
  expect(main.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in?return=%2Fsettings');
});

test('a session that ended meanwhile says so and leads back', async () => {
  await openSite('/settings', settings({ UpdateProfile: 'UNAUTHENTICATED: Please sign in first.' }));
  await screen.findByLabelText('Name');
  await press('Save profile');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Your session has ended.');
  expect(within(alert).getByRole('link')).toHaveAttribute('href', '/sign-in?return=%2Fsettings');
});

test('a session can be ended; this device has no such button', async () => {
  const api = settings({ EndSession: { endSession: [{ id: 'ses_1' }] } });
  await openSite('/settings', api);
  const list = await screen.findByRole('list', { name: 'Sessions' });
  expect(within(list).getByText('This device')).toBeVisible();
  expect(within(list).getAllByRole('button')).toHaveLength(1);
  await press('End the session of Safari on iOS');
  expect(await screen.findByText('Ended: Safari on iOS.')).toBeVisible();
  expect(within(list).queryByText('Safari on iOS')).toBeNull();
  expect(list).toHaveFocus();
});

test('a changed password empties its fields; a disconnected account can be connected again', async () => {
  const api = settings({
    ChangePassword: { changePassword: ADA },
    UnlinkIdentity: { unlinkIdentity: { id: ADA.id, identities: [] } },
  });
  await openSite('/settings', api);
  await userEvent.type(await screen.findByLabelText('Current password'), 'the old one');
  await userEvent.type(screen.getByLabelText('New password'), 'the new one');
  await press('Change password');
  expect(await screen.findByText('Password changed.')).toBeVisible();
  expect(screen.getByLabelText('New password')).toHaveValue('');
  await press('Disconnect GitHub');
  expect(await screen.findByRole('link', { name: 'Connect GitHub' })).toHaveAttribute(
    'href',
    '/auth/github?link=1&return=%2Fsettings',
  );
});

test('an account is deleted only after the word and the password', async () => {
  const api = settings({ DeleteAccount: { deleteAccount: true } });
  await openSite('/settings', api);
  await userEvent.type(await screen.findByLabelText('Type the word “delete”'), 'yes');
  const form = screen.getByRole('form', { name: 'Delete the account' });
  await userEvent.type(within(form).getByLabelText('Your password'), 'secret phrase');
  await press('Delete my account');
  expect(timesAsked(api, 'DeleteAccount')).toBe(0);
  await userEvent.clear(screen.getByLabelText('Type the word “delete”'));
  await userEvent.type(screen.getByLabelText('Type the word “delete”'), 'delete');
  await press('Delete my account');
  expect(await screen.findByText('Your account is deleted.')).toBeVisible();
  expect(location.pathname).toBe('/');
  expect(screen.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('the menu of the account works by keyboard, and signing out leaves the way in', async () => {
  signedInHere();
  const api = settings({ LogOut: { logOut: true } });
  await openSite('/progress', api);
  const button = await screen.findByRole('button', { name: 'Account of Ada' }, { timeout: 4_000 });
  button.focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'Settings' })).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  expect(screen.getByRole('menuitem', { name: 'Sign out' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'Settings' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(button).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{Enter}');
  expect(await screen.findByText('Signed out.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveFocus();
});

test('a guest is asked to keep the progress; an account is told that it is kept', async () => {
  signedInHere();
  const site = await openSite(
    '/progress',
    answering({ CurrentAccount: { currentUser: { ...ADA, guest: true } } }),
  );
  expect(await screen.findByRole('link', { name: 'Keep your progress' })).toHaveAttribute('href', '/sign-up');
  site.unmount();
  await openSite('/progress', settings());
  expect(await screen.findByText(/kept in your account/)).toBeVisible();
});
