import type { Stage } from '../stage.ts';
import { priceOf } from './prices.ts';

const DAYS = 30.4;

/** USD a month of environments kept warm by the schedule of a stage. */
export function warm({ api }: Stage, allDay: boolean): number {
  if (api.provisioned === 'off') return 0;
  const { base, schedule } = api.provisioned;
  const most = Math.max(...schedule.map(({ count }) => count));
  const scheduled = schedule.reduce((sum, { from, to, count }) => sum + count * hoursBetween(from, to), 0);
  const covered = schedule.reduce((sum, { from, to }) => sum + hoursBetween(from, to), 0);
  const hours = allDay ? most * 24 : scheduled + base * Math.max(0, 24 - covered);
  return hours * DAYS * 3600 * (api.memoryMb / 1024) * priceOf('lambda.provisionedGbSecond');
}

/** The schedule in words. */
export function warmDetail({ api }: Stage, allDay: boolean): string {
  if (api.provisioned === 'off') return 'off';
  const { base, schedule } = api.provisioned;
  const counts = schedule.map(({ from, to, count }) => `${count} from ${from} to ${to}`);
  return allDay ? 'the most, all day' : `${counts.join(', ')}, else ${base}`;
}

/** Hours from one time of day to another, over midnight if need be. */
function hoursBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return ((minutes(to) - minutes(from) + 1440) % 1440) / 60;
}
