import { useState } from 'react';
import { ChangePasswordDocument } from '../../../../client/generated/graphql.ts';
import { PASSWORD_LENGTH, type SettingsAccount, settingsQuery, showAccount } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { queryClient } from '../../data/server-state.tsx';
import { PasswordField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** Changes the password, or sets the first one of an account that came by another provider. */
export function Password({ account: { email, hasPassword } }: { account: SettingsAccount }) {
  const toast = useToast();
  const [changes, setChanges] = useState(0);

  const change = async ({ currentPassword, newPassword = '' }: Record<string, string>) => {
    const { changePassword } = await api.request(ChangePasswordDocument, { currentPassword, newPassword });
    showAccount(changePassword);
    void queryClient.invalidateQueries({ queryKey: settingsQuery().queryKey });
    setChanges(changes + 1);
    toast({ text: hasPassword ? 'Password changed.' : 'Password set.' });
  };

  return (
    <>
      <p>
        {hasPassword
          ? 'A change ends your sessions on all other devices.'
          : 'You sign in by a connected account. With a password you can also sign in by e-mail.'}
      </p>
      <Form
        // Empty again after each change.
        key={changes}
        label={hasPassword ? 'Change the password' : 'Set a password'}
        action={hasPassword ? 'Change password' : 'Set password'}
        busyAction="Saving"
        onSubmit={change}
      >
        {/* Tells password managers whose password it is. */}
        <input type="email" autoComplete="username" value={email ?? ''} readOnly hidden />
        {hasPassword && (
          <PasswordField label="Current password" name="currentPassword" autoComplete="current-password" />
        )}
        <PasswordField
          label="New password"
          name="newPassword"
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH}
          hint={`At least ${PASSWORD_LENGTH} characters; length matters more than symbols.`}
        />
      </Form>
    </>
  );
}
