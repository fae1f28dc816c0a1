import { QueryObserver, queryOptions } from '@tanstack/react-query';
import {
  type AccountFragment,
  AccountSettingsDocument,
  type AccountSettingsQuery,
  CurrentAccountDocument,
  LogOutDocument,
  SignInProvidersDocument,
} from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { heldPerson, holdPerson, isKnown } from './held-person.ts';
import { orKept } from './or-kept.ts';
import { queryClient } from './server-state.tsx';

/** An account that can be signed in to; a guest is none. */
export type Account = AccountFragment;

/** The person with all that the settings show. */
export type SettingsAccount = NonNullable<AccountSettingsQuery['currentUser']>;

/** A sign-in on one device. */
export type AccountSession = NonNullable<SettingsAccount['sessions']>[number];

/** Shortest password that the server takes, in characters. */
export const PASSWORD_LENGTH = 8;

const ACCOUNT = ['account'];

/** The account that is signed in; null for guests and visitors. Without a network, the one that was here last. */
export const accountQuery = () =>
  queryOptions({
    queryKey: ACCOUNT,
    queryFn: async ({ signal }): Promise<Account | null> => {
      const ask = async () => {
        const account = isKnown()
          ? ((await api.request(CurrentAccountDocument, {}, { signal })).currentUser ?? null)
          : null;
        holdPerson(account);
        return account;
      };
      const held = heldPerson();
      // Who is here has no time: the page does not say that it is outdated.
      return orKept(ACCOUNT, ask, async () =>
        held ? { answer: held, at: Number.POSITIVE_INFINITY } : undefined,
      );
    },
    // Another tab may have signed in or out meanwhile.
    refetchOnWindowFocus: true,
  });

export const settingsQuery = () =>
  queryOptions({
    queryKey: ['account-settings'],
    queryFn: ({ signal }) => api.request(AccountSettingsDocument, {}, { signal }),
  });

export const providersQuery = () =>
  queryOptions({
    queryKey: ['sign-in-providers'],
    queryFn: async ({ signal }) =>
      (await api.request(SignInProvidersDocument, {}, { signal })).signInProviders ?? [],
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Id of the account, if any, that the cached answers are about. */
let owner: string | undefined;

const isNotAccount = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== 'account';

/**
 * After somebody else took over this browser (signed in, out, deleted): drops what the server told the former
 * person; what is on screen is asked for anew. `clear()` alone would leave mounted parts with the old data.
 *
 * @param isForEver the former person will not come back
 */
export function changePerson(account: Account | null, isForEver = false): void {
  // Changes that wait for the network would be sent in the wrong name; a guest's come along into the account.
  if (!account) queryClient.getMutationCache().clear();
  holdPerson(account, isForEver);
  owner = account?.id;
  queryClient.removeQueries({ type: 'inactive' });
  void queryClient.resetQueries({ predicate: isNotAccount });
  queryClient.setQueryData(accountQuery().queryKey, account);
}

/** Shows a changed account wherever it is on screen. */
export function showAccount(account: Partial<SettingsAccount>): void {
  queryClient.setQueryData(accountQuery().queryKey, (shown) => shown && { ...shown, ...account });
  queryClient.setQueryData(settingsQuery().queryKey, (shown) =>
    shown?.currentUser ? { ...shown, currentUser: { ...shown.currentUser, ...account } } : shown,
  );
}

/** @throws NetworkError, ApiError or MalformedAnswerError */
export async function signOut(): Promise<void> {
  await api.request(LogOutDocument, {});
  changePerson(null);
}

/** Calls back with the account, null for a visitor or guest, now and when it changes; gives back what stops it. */
export function watchAccount(changed: (account: Account | null) => void): () => void {
  const observer = new QueryObserver(queryClient, accountQuery());
  const tell = ({ data, isSuccess }: { data?: Account | null; isSuccess: boolean }) => {
    if (!isSuccess) return;
    const account = data && !data.guest ? data : null;
    // Another tab signed out or in as somebody else, or the session ended.
    if (owner && owner !== account?.id) void queryClient.resetQueries({ predicate: isNotAccount });
    owner = account?.id;
    changed(account);
  };
  // Without a provider around, somebody has to listen for the window's focus.
  queryClient.mount();
  const stop = observer.subscribe(tell);
  tell(observer.getCurrentResult());
  return () => {
    stop();
    queryClient.unmount();
  };
}

/** "Signed in." and, if there was any, what was done in this browser before. */
export function signedIn(mergedCompletions: number): string {
  if (mergedCompletions === 0) return 'Signed in.';
  const were =
    mergedCompletions === 1 ? 'completion of this browser was' : 'completions of this browser were';
  return `Signed in. ${mergedCompletions} ${were} added.`;
}

/**
 * The path to go to after signing in. Only a path of Atlas itself: `//host` and `/\host` are other servers to a
 * browser, and so is what it makes of a path with tabs or line ends in it.
 */
export function safeReturn(path: string | null): string | undefined {
  return path && /^\/(?![/\\])[\x20-\x7e]*$/.test(path) ? path : undefined;
}
