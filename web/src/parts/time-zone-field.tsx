import { useMemo, useState } from 'react';
import { SelectField } from './field.tsx';

/** The zone of this browser, such as Europe/Berlin. */
export const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const nameOf = (zone: string) => zone.replaceAll('_', ' ');

/** A choice among all time zones, the browser's own a press away. */
export function TimeZoneField({ zone: given, hint }: { zone: string; hint?: string }) {
  const [zone, setZone] = useState(given);
  const here = zoneHere();
  // The browser's list leaves out aliases, UTC among them, that the server knows.
  const zones = useMemo(
    () => [...new Set(['UTC', given, here, ...Intl.supportedValuesOf('timeZone')])].sort(),
    [given, here],
  );
  return (
    <>
      <SelectField
        label="Time zone"
        name="timeZone"
        hint={hint}
        value={zone}
        onChange={({ target }) => setZone(target.value)}
      >
        {zones.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </SelectField>
      {here !== zone && (
        <p>
          <button type="button" className="link-button" onClick={() => setZone(here)}>
            Use {nameOf(here)}, the zone of this browser
          </button>
        </p>
      )}
    </>
  );
}
