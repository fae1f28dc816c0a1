import { useState } from 'react';
import type { PartnerProfileFieldsFragment, PartnerProfileInput } from '../../../client/generated/graphql.ts';
import { useCatalogue } from '../data/content.ts';
import { LANGUAGES } from '../data/groups.ts';
import { SelectField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { TimeZoneField } from '../parts/time-zone-field.tsx';

interface Props {
  profile: PartnerProfileFieldsFragment | undefined;
  /** The asking person's; hours are told in it. */
  timeZone: string;
  onSubmit(input: PartnerProfileInput, timeZone: string): Promise<void>;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
/** Parts of a day as people plan them, in hours. */
const PARTS = [
  { name: 'Morning', from: 7, to: 12 },
  { name: 'Afternoon', from: 12, to: 18 },
  { name: 'Evening', from: 18, to: 23 },
] as const;

const hoursOf = (day: number, { from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from }, (_, i) => day * 24 + from + i);

/** Languages, a goal, and when one is free. */
export function PartnerForm({ profile, timeZone: zone, onSubmit }: Props) {
  const { data: catalogue } = useCatalogue();
  const [languages, setLanguages] = useState(() => new Set(profile?.languages ?? ['en']));
  const [hours, setHours] = useState(() => new Set(profile?.hours ?? []));
  const toggle = <Value,>(set: Set<Value>, values: readonly Value[], on: boolean) => {
    const next = new Set(set);
    for (const value of values) on ? next.add(value) : next.delete(value);
    return next;
  };
  return (
    <Form
      label="What you look for"
      action="Save"
      busyAction="Saving"
      onSubmit={({ goal = '', paused, timeZone = zone }) => {
        if (languages.size === 0) throw new Error('Choose a language at least.');
        return onSubmit(
          { goal, paused: paused === 'yes', languages: [...languages], hours: [...hours] },
          timeZone,
        );
      }}
    >
      <SelectField label="What do you want to learn?" name="goal" defaultValue={profile?.goal ?? ''}>
        <option value="">Anything</option>
        {catalogue?.areas.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      <fieldset>
        <legend>Languages</legend>
        <ul className="choices">
          {LANGUAGES.map(([code, name]) => (
            <li key={code}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={languages.has(code)}
                  onChange={({ target }) => setLanguages(toggle(languages, [code], target.checked))}
                />
                {name}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset>
        <legend>When are you free?</legend>
        <table className="week">
          <thead>
            <tr>
              <td />
              {PARTS.map(({ name, from, to }) => (
                <th key={name} scope="col">
                  {name}
                  <small>
                    {from}–{to}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day, i) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                {PARTS.map((part) => {
                  const these = hoursOf(i, part);
                  return (
                    <td key={part.name}>
                      <input
                        type="checkbox"
                        aria-label={`${day} ${part.name.toLowerCase()}`}
                        checked={these.every((hour) => hours.has(hour))}
                        onChange={({ target }) => setHours(toggle(hours, these, target.checked))}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </fieldset>
      <TimeZoneField zone={zone} hint="Your hours are told in it." />
      <SelectField
        label="Suggestions"
        name="paused"
        hint="While they are on, you are suggested to others, and they to you."
        defaultValue={profile?.paused ? 'yes' : 'no'}
      >
        <option value="no">On</option>
        <option value="yes">Paused</option>
      </SelectField>
    </Form>
  );
}
