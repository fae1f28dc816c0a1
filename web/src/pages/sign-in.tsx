import { useNavigate } from 'react-router';
import { LogInDocument } from '../../../client/generated/graphql.ts';
import { changePerson, signedIn } from '../data/account.ts';
import { api } from '../data/api.ts';
import { AccountFrame, keepReturn, Providers, useReturn } from '../parts/account-frame.tsx';
import { Field, PasswordField } from '../parts/field.tsx';
import { Form, FormAlert } from '../parts/form.tsx';
import { useHydrated } from '../shell/hydrated.ts';
import { Link, useQueryString } from '../shell/router.tsx';
import { useToast } from '../shell/toasts.tsx';

/** Why a sign-in by another provider came back without one; the server puts the word into the address. */
const PROBLEMS: Record<string, string> = {
  denied: 'You did not let the other site sign you in. Try again, or use e-mail and password.',
  expired: 'That took too long, or began in another browser. Start again.',
  unverified:
    'The other site has not checked your e-mail address. Confirm it there, or sign up here by mail.',
  failed: 'The other site did not answer as it should. Try again, or use e-mail and password.',
};

/** E-mail and password, or another provider. */
export default function SignInPage() {
  const returnTo = useReturn();
  const navigate = useNavigate();
  const toast = useToast();
  const problem = useProblem();

  const signIn = async ({ email = '', password = '' }: Record<string, string>) => {
    const { logIn } = await api.request(LogInDocument, { email, password });
    changePerson(logIn.user);
    toast({ text: signedIn(logIn.mergedCompletions) });
    navigate(returnTo ?? '/progress');
  };

  return (
    <AccountFrame
      title="Sign in"
      lead="Your progress, on every device. What you completed in this browser is added to it."
      doing="Signing in"
    >
      {problem && <FormAlert>{problem}</FormAlert>}
      <Form label="Sign in" action="Sign in" busyAction="Signing in" onSubmit={signIn}>
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField label="Password" name="password" autoComplete="current-password" />
      </Form>
      <ul className="account-links">
        <li>
          <Link to="/forgot-password">Forgot your password?</Link>
        </li>
        <li>
          New here? <Link to={keepReturn('/sign-up', returnTo)}>Sign up</Link>
        </li>
      </ul>
      <Providers returnTo={returnTo ?? '/progress'} />
    </AccountFrame>
  );
}

function useProblem(): string | undefined {
  const [search] = useQueryString();
  const hydrated = useHydrated();
  const word = search.get('problem');
  if (!hydrated || !word) return undefined;
  return Object.hasOwn(PROBLEMS, word) ? PROBLEMS[word] : PROBLEMS.failed;
}
