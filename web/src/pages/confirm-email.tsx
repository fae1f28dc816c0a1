import { useState } from 'react';
import { ConfirmEmailChangeDocument } from '../../../client/generated/graphql.ts';
import { showAccount } from '../data/account.ts';
import { api } from '../data/api.ts';
import { AccountFrame } from '../parts/account-frame.tsx';
import { Form } from '../parts/form.tsx';
import { MailLink } from '../parts/mail-link.tsx';
import { Link } from '../shell/router.tsx';

/** Where the mail to a new address leads. A press, because programs that check mails open their links too. */
export default function ConfirmEmailPage() {
  const [address, setAddress] = useState<string>();

  const confirm = async (token: string) => {
    const { confirmEmailChange } = await api.request(ConfirmEmailChangeDocument, { token });
    showAccount(confirmEmailChange);
    setAddress(confirmEmailChange.email ?? 'your new address');
  };

  return (
    <AccountFrame
      title="Confirm your address"
      lead="From then on you sign in with the new address, and mails go there."
      doing="Confirming an address"
    >
      {address ? (
        <p role="status">
          Done: <strong>{address}</strong> is your address now. <Link to="/settings">To the settings</Link>
        </p>
      ) : (
        <MailLink otherwise={{ to: '/settings#e-mail', label: 'Change the address again' }}>
          {(token, tell) => (
            <Form
              label="Confirm your address"
              action="Confirm"
              busyAction="Confirming"
              tell={tell}
              onSubmit={() => confirm(token)}
            >
              <p>The address that this link was sent to becomes the one of your account.</p>
            </Form>
          )}
        </MailLink>
      )}
    </AccountFrame>
  );
}
