import { useNavigate } from 'react-router';
import { ResetPasswordDocument } from '../../../client/generated/graphql.ts';
import { changePerson, PASSWORD_LENGTH } from '../data/account.ts';
import { api } from '../data/api.ts';
import { AccountFrame } from '../parts/account-frame.tsx';
import { PasswordField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MailLink } from '../parts/mail-link.tsx';
import { useToast } from '../shell/toasts.tsx';

/** Where the mail of a forgotten password leads. */
export default function ResetPasswordPage() {
  const navigate = useNavigate();
  const toast = useToast();

  const reset = async (token: string, password: string) => {
    await api.request(ResetPasswordDocument, { token, password });
    // It ended all sessions, one in this browser too.
    changePerson(null);
    toast({ text: 'Password changed. Sign in with it.' });
    navigate('/sign-in');
  };

  return (
    <AccountFrame
      title="Set a new password"
      lead="It ends your sessions on all devices; sign in with the new one afterwards."
      doing="Setting a new password"
    >
      <MailLink otherwise={{ to: '/forgot-password', label: 'Ask for a new mail' }}>
        {(token, tell) => (
          <Form
            label="Set a new password"
            action="Set password"
            busyAction="Setting password"
            tell={tell}
            onSubmit={({ password = '' }) => reset(token, password)}
          >
            <PasswordField
              label="New password"
              name="password"
              autoComplete="new-password"
              minLength={PASSWORD_LENGTH}
              hint={`At least ${PASSWORD_LENGTH} characters; length matters more than symbols.`}
            />
          </Form>
        )}
      </MailLink>
    </AccountFrame>
  );
}
