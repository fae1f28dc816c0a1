import { useNavigate } from 'react-router';
import { CompleteSignUpDocument } from '../../../client/generated/graphql.ts';
import { changePerson, PASSWORD_LENGTH, signedIn } from '../data/account.ts';
import { api } from '../data/api.ts';
import { AccountFrame } from '../parts/account-frame.tsx';
import { Field, PasswordField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MailLink } from '../parts/mail-link.tsx';
import { zoneHere } from '../parts/time-zone-field.tsx';
import { useToast } from '../shell/toasts.tsx';

/** Where the mail of a sign-up leads: a name and a password make the account. */
export default function WelcomePage() {
  const navigate = useNavigate();
  const toast = useToast();

  const complete = async (token: string, { name = '', password = '' }: Record<string, string>) => {
    const input = { token, name, password, timeZone: zoneHere() };
    const { completeSignUp } = await api.request(CompleteSignUpDocument, input);
    changePerson(completeSignUp.user);
    toast({
      text: `Welcome, ${completeSignUp.user.name ?? name}. ${signedIn(completeSignUp.mergedCompletions)}`,
    });
    navigate('/progress');
  };

  return (
    <AccountFrame title="Welcome" lead="Two more things, and the account is yours." doing="Signing up">
      <MailLink otherwise={{ to: '/sign-up', label: 'Ask for a new mail' }}>
        {(token, tell) => (
          <Form
            label="Make the account"
            action="Make my account"
            busyAction="Making your account"
            tell={tell}
            onSubmit={(values) => complete(token, values)}
          >
            <Field
              label="Name"
              name="name"
              autoComplete="name"
              maxLength={80}
              hint="As others shall see it. It can be changed."
              required
            />
            <PasswordField
              label="Password"
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
