import { useState } from 'react';
import { RequestSignUpDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { AccountFrame, keepReturn, Providers, useReturn } from '../parts/account-frame.tsx';
import { CheckMail, type SentMail } from '../parts/check-mail.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Link } from '../shell/router.tsx';

/** An address first: the account is made by the link that is sent there. */
export default function SignUpPage() {
  const returnTo = useReturn();
  const [mail, setMail] = useState<SentMail>();

  const request = async (email: string) => {
    const { requestSignUp } = await api.request(RequestSignUpDocument, { email });
    setMail({ email, minutes: requestSignUp.minutes });
  };

  return (
    <AccountFrame
      title="Sign up"
      lead="Keep your progress, and have it on every device. What you completed in this browser comes along."
      doing="Signing up"
    >
      {mail ? (
        <CheckMail mail={mail} again={() => request(mail.email)} back={() => setMail(undefined)}>
          <p>
            We sent a mail to <strong>{mail.email}</strong>. Open its link in this browser to choose a name
            and a password; what you completed here is kept.
          </p>
        </CheckMail>
      ) : (
        <>
          <Form
            label="Sign up"
            action="Send me a link"
            busyAction="Sending"
            onSubmit={({ email = '' }) => request(email)}
          >
            <Field
              label="E-mail"
              name="email"
              type="email"
              autoComplete="email"
              autoCapitalize="none"
              spellCheck={false}
              hint="We send a link there to make the account."
              required
            />
          </Form>
          <ul className="account-links">
            <li>
              Have an account? <Link to={keepReturn('/sign-in', returnTo)}>Sign in</Link>
            </li>
          </ul>
          <Providers returnTo={returnTo ?? '/progress'} />
        </>
      )}
    </AccountFrame>
  );
}
