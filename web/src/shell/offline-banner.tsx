import { WifiOff } from 'lucide-react';
import { useReach } from '../data/reach.ts';
import { useShownAsOf } from '../data/shown-as-of.ts';

const WHAT = {
  offline: 'You are offline',
  unreachable: 'Atlas cannot be reached',
  here: 'Atlas is slow to answer',
};

/** What one should know of what one sees while nobody answers, and what becomes of what one does. */
export function OfflineBanner() {
  const reach = useReach();
  const asOf = useShownAsOf();
  const isKept = asOf !== undefined && Number.isFinite(asOf);
  return (
    <div role="status" className="offline-region">
      {(reach !== 'here' || isKept) && (
        <p className="offline-banner">
          <WifiOff size={16} aria-hidden />{' '}
          <span>
            {WHAT[reach]}
            {isKept ? <>: shown as of {when(asOf)}.</> : '. What you opened stays readable.'}{' '}
            {reach !== 'here' && 'Changes are sent when you are back.'}
          </span>
        </p>
      )}
    </div>
  );
}

function when(at: number): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString([], {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
