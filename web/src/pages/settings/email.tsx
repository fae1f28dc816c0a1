import { useState } from 'react';
import { RequestEmailChangeDocument } from '../../../../client/generated/graphql.ts';
import type { SettingsAccount } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { Field, PasswordField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** The address, and the way to another: by a link that is sent there. */
export function Email({ account }: { account: SettingsAccount }) {
  const toast = useToast();
  const [sent, setSent] = useState<{ email: string; minutes: number; times: number }>();

  const request = async ({ email = '', password }: Record<string, string>) => {
    const { requestEmailChange } = await api.request(RequestEmailChangeDocument, { email, password });
    setSent({ email, minutes: requestEmailChange.minutes, times: (sent?.times ?? 0) + 1 });
    toast({ text: `A link is on its way to ${email}.` });
  };

  return (
    <>
      <p>
        You sign in as <strong>{account.email}</strong>, and mails go there.
      </p>
      {sent && (
        <p className="notice">
          Open the link that we sent to <strong>{sent.email}</strong> within {sent.minutes} minutes. Until
          then the old address stays.
        </p>
      )}
      <Form
        // Empty again once it was sent.
        key={sent?.times}
        label="Change the e-mail address"
        action="Send link to new address"
        busyAction="Sending"
        onSubmit={request}
      >
        <Field
          label="New e-mail"
          name="email"
          type="email"
          autoComplete="email"
          spellCheck={false}
          required
        />
        {account.hasPassword && (
          <PasswordField label="Your password" name="password" autoComplete="current-password" />
        )}
      </Form>
    </>
  );
}
