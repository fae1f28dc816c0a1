import { useNavigate } from 'react-router';
import { DeleteAccountDocument } from '../../../../client/generated/graphql.ts';
import { changePerson } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { Field, PasswordField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** The end of an account; asks for a word, so that no stray press is enough. */
export function DeleteAccount({ hasPassword }: { hasPassword: boolean }) {
  const navigate = useNavigate();
  const toast = useToast();

  const remove = async ({ password }: Record<string, string>) => {
    await api.request(DeleteAccountDocument, { password });
    changePerson(null, true);
    toast({ text: 'Your account is deleted.' });
    navigate('/');
  };

  return (
    <>
      <p>
        Your name, address, progress, sessions and connected accounts are deleted at once and for ever. Nobody
        can bring them back. What you wrote in groups stays there without your name, and groups that you own
        get another owner. You may want to download your data first.
      </p>
      <Form
        label="Delete the account"
        action="Delete my account"
        busyAction="Deleting your account"
        danger
        onSubmit={remove}
      >
        <Field
          label="Type the word “delete”"
          name="word"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          pattern="[dD][eE][lL][eE][tT][eE]"
          data-mismatch="Type the word delete, and nothing else."
          required
        />
        {hasPassword && (
          <PasswordField label="Your password" name="password" autoComplete="current-password" />
        )}
      </Form>
    </>
  );
}
