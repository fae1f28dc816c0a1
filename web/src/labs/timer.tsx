import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LabSession } from '../data/labs.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';
import { extendLab } from './actions.ts';
import { counted } from './words.ts';

/** Minutes before the end at which it is said. */
const WARNINGS = [10, 2];

/** How long the machine still runs; warns, and gives more time once. */
export function Timer({ session }: { session: LabSession }) {
  const left = useSecondsLeft(session.expiresAt);
  const toast = useToast();
  const extend = useAction(async () => {
    await extendLab(session);
    toast({ text: 'Half an hour more.' });
  });
  const { run, error } = extend;
  useEffect(() => {
    if (error !== undefined) toast({ kind: 'error', text: sentenceOf(error) });
  }, [error, toast]);
  useWarnings(session.expiresAt, (minutes) =>
    toast({
      text: `The machine ends in ${counted(minutes, 'minute')}. Your files are kept for a week; programs that run end.`,
      ...(session.canExtend ? { action: { label: 'Half an hour more', run: () => void run() } } : {}),
    }),
  );
  if (left === undefined) return null;
  return (
    <p className="lab-timer" data-soon={left <= 600 ? '' : undefined}>
      <Clock size={14} aria-hidden />
      <span role="timer">{said(left)}</span>
      {session.canExtend && (
        <button
          type="button"
          className="link-button"
          aria-disabled={extend.busy || undefined}
          onClick={() => void run()}
        >
          {extend.busy ? 'Extending' : 'Extend'}
        </button>
      )}
    </p>
  );
}

/** Minutes, and seconds only when they matter: a clock that ticks all the time is no help. */
function said(left: number): string {
  if (left <= 0) return 'Ending';
  if (left > 600) return `${Math.ceil(left / 60)} min left`;
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`;
}

function useSecondsLeft(end: string | null): number | undefined {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!end) return;
    const ticks = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(ticks);
  }, [end]);
  return end ? Math.round((Date.parse(end) - now) / 1_000) : undefined;
}

function useWarnings(end: string | null, warn: (minutes: number) => void): void {
  const [latest] = useState({ warn });
  latest.warn = warn;
  useEffect(() => {
    if (!end) return;
    const timers = WARNINGS.map((minutes) => {
      const wait = Date.parse(end) - minutes * 60_000 - Date.now();
      return wait > 0 ? setTimeout(() => latest.warn(minutes), wait) : undefined;
    });
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [end, latest]);
}
