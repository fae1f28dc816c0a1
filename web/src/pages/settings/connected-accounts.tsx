import {
  type AccountSettingsQuery,
  type SignInProviderName,
  UnlinkIdentityDocument,
} from '../../../../client/generated/graphql.ts';
import { type SettingsAccount, showAccount } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { providerName } from '../../parts/account-frame.tsx';
import { useAction } from '../../parts/action.ts';
import { FormAlert, Refusal } from '../../parts/form.tsx';
import { useToast } from '../../shell/toasts.tsx';

interface Props {
  account: SettingsAccount;
  providers: AccountSettingsQuery['signInProviders'];
}

/** Other providers by which the account can be signed in to. */
export function ConnectedAccounts({ account, providers }: Props) {
  const identities = account.identities ?? [];
  const toast = useToast();
  const { run, busy, error } = useAction(async (provider: SignInProviderName) => {
    const { unlinkIdentity } = await api.request(UnlinkIdentityDocument, { provider });
    showAccount({ identities: unlinkIdentity.identities });
    toast({ text: `${providerName(provider)} is disconnected.` });
    document.getElementById('connected-accounts')?.focus();
  });

  const names = [
    ...new Set([...identities.map(({ provider }) => provider), ...providers.map(({ name }) => name)]),
  ];
  if (names.length === 0) return <p>This Atlas has no other ways to sign in than e-mail and password.</p>;
  const isLast = identities.length === 1 && !account.hasPassword;
  return (
    <>
      {error !== undefined && (
        <FormAlert>
          <Refusal error={error} />
        </FormAlert>
      )}
      <ul className="settings-list" aria-label="Connected accounts">
        {names.map((name) => {
          const identity = identities.find(({ provider }) => provider === name);
          const provider = providers.find((one) => one.name === name);
          return (
            <li key={name}>
              <div>
                <strong>{providerName(name)}</strong>
                <p className="settings-detail">
                  {!identity
                    ? 'Not connected'
                    : isLast
                      ? 'Your only way to sign in: set a password before you disconnect it.'
                      : `Connected since ${new Date(identity.linkedAt).toLocaleDateString(undefined, { dateStyle: 'medium' })}`}
                </p>
              </div>
              {identity && !isLast && (
                <button
                  type="button"
                  className="button"
                  aria-label={`Disconnect ${providerName(name)}`}
                  aria-disabled={busy || undefined}
                  onClick={() => void run(name)}
                >
                  {busy ? 'Disconnecting' : 'Disconnect'}
                </button>
              )}
              {!identity && provider && (
                <a
                  className="button"
                  aria-label={`Connect ${providerName(name)}`}
                  href={`${provider.url}?link=1&return=%2Fsettings`}
                >
                  Connect
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
