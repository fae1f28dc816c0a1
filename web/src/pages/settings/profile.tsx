import { UpdateProfileDocument } from '../../../../client/generated/graphql.ts';
import { type SettingsAccount, showAccount } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { TimeZoneField } from '../../parts/time-zone-field.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** Name and time zone. */
export function Profile({ account }: { account: SettingsAccount }) {
  const toast = useToast();
  const save = async ({ name = '', timeZone = '' }: Record<string, string>) => {
    const { updateProfile } = await api.request(UpdateProfileDocument, { name, timeZone });
    showAccount(updateProfile);
    toast({ text: 'Profile saved.' });
  };

  return (
    <Form label="Profile" action="Save profile" busyAction="Saving" onSubmit={save}>
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={account.name ?? ''}
        maxLength={80}
        hint="As others see it."
        required
      />
      <TimeZoneField zone={account.timeZone} />
    </Form>
  );
}
