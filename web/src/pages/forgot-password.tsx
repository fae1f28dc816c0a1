import { useState } from 'react';
import { RequestPasswordResetDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { AccountFrame } from '../parts/account-frame.tsx';
import { CheckMail, type SentMail } from '../parts/check-mail.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Link } from '../shell/router.tsx';

/** Asks for the mail by which a password is set anew. Never says whether an address has an account. */
export default function ForgotPasswordPage() {
  const [mail, setMail] = useState<SentMail>();

  const request = async (email: string) => {
    const { requestPasswordReset } = await api.request(RequestPasswordResetDocument, { email });
    setMail({ email, minutes: requestPasswordReset.minutes });
  };

  return (
    <AccountFrame
      title="Forgot your password?"
      lead="Tell us your address, and we send a link by which you set a new one."
      doing="Setting a new password"
    >
      {mail ? (
        <CheckMail mail={mail} again={() => request(mail.email)} back={() => setMail(undefined)}>
          <p>
            If <strong>{mail.email}</strong> has an account, a mail is on its way there.
          </p>
        </CheckMail>
      ) : (
        <>
          <Form
            label="Forgot your password"
            action="Send me a link"
            busyAction="Sending"
            onSubmit={({ email = '' }) => request(email)}
          >
            <Field
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
          </Form>
          <ul className="account-links">
            <li>
              Remembered it? <Link to="/sign-in">Sign in</Link>
            </li>
          </ul>
        </>
      )}
    </AccountFrame>
  );
}
