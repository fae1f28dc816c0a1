import { areas, skillsById } from '../content/content.ts';
import type { Context } from '../platform/context.ts';
import { sayTimes } from './matching/say-times.ts';
import type { Reason } from './matching/score.ts';

/** Reasons as sentences to the asking person. */
export async function sayReasons(ctx: Context, reasons: readonly Reason[]): Promise<string[]> {
  const skills = await skillsById(ctx);
  const areaTitles = new Map((await areas(ctx)).map(({ id, title }) => [id, title]));
  const skillNames = (ids: readonly string[]) =>
    list(ids.slice(0, 3).map((id) => skills.get(id)?.title ?? id));
  return reasons.map((reason) => say(reason, skillNames, (id) => areaTitles.get(id) ?? id));
}

function say(
  reason: Reason,
  skillNames: (ids: readonly string[]) => string,
  areaTitle: (id: string) => string,
): string {
  switch (reason.kind) {
    case 'can-help-you':
      return `Knows what you have still to learn: ${skillNames(reason.skills)}.`;
    case 'you-can-help':
      return `You could explain ${skillNames(reason.skills)}.`;
    case 'learn-together':
      return `In the middle of the same: ${skillNames(reason.skills)}.`;
    case 'same-goal':
      return `The same goal: ${areaTitle(reason.goal)}.`;
    case 'language':
      return `A language that you speak: ${list(reason.languages.map(languageName))}.`;
    case 'hours': {
      return `Free at the same time: ${sayTimes(reason.times)} (${sayLength(reason.hours)} a week, in your time zone).`;
    }
  }
}

function sayLength(hours: number): string {
  if (hours < 1) return `${hours * 60} minutes`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names);
const languageName = (code: string) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
