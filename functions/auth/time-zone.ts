import * as z from 'zod/mini';

/** A zone of the IANA database, such as Europe/Berlin. An offset is none: it knows no summer. */
export const timeZone = z.string().check(z.refine(isTimeZone, 'it is no time zone such as Europe/Berlin'));

/** The same, or UTC for what is none: browsers know zones that the server may not know yet. */
export const timeZoneOrUtc = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => (text && isTimeZone(text) ? text : 'UTC')),
);

function isTimeZone(text: string): boolean {
  try {
    return (
      Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== undefined &&
      !/^[+-]/.test(text)
    );
  } catch {
    return false;
  }
}
