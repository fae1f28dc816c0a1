import { useMemo, useState } from 'react';
import { UpdateProfileDocument } from '../../../../client/generated/graphql.ts';
import { type SettingsAccount, showAccount } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { Field, SelectField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** Name and time zone. */
export function Profile({ account }: { account: SettingsAccount }) {
  const toast = useToast();
  const [zone, setZone] = useState(account.timeZone);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // The browser's list leaves out aliases, UTC among them, that the server knows.
  const zones = useMemo(
    () => [...new Set(['UTC', account.timeZone, here, ...Intl.supportedValuesOf('timeZone')])].sort(),
    [account.timeZone, here],
  );

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
      <SelectField
        label="Time zone"
        name="timeZone"
        value={zone}
        onChange={({ target }) => setZone(target.value)}
      >
        {zones.map((id) => (
          <option key={id} value={id}>
            {id.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
      {here !== zone && (
        <p>
          <button type="button" className="link-button" onClick={() => setZone(here)}>
            Use {here.replaceAll('_', ' ')}, the zone of this browser
          </button>
        </p>
      )}
    </Form>
  );
}
