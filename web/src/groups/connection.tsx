import { CloudOff, LoaderCircle, LogOut, Radio } from 'lucide-react';
import type { LiveState } from '../../../client/realtime/live.ts';
import { SignInAgain } from '../parts/form.tsx';

interface Props {
  state: LiveState;
  /** Changes made here that are not at the server yet. */
  unsent: number;
}

/** Whether others see what one does, and what waits: nothing is lost, but one should know. */
export function Connection({ state, unsent }: Props) {
  const waiting = unsent > 0 ? `: ${unsent} unsent` : '';
  return (
    <p className="connection" role="status" data-state={state}>
      {state === 'live' && (
        <>
          <Radio size={14} aria-hidden /> {unsent > 0 ? `Sending ${unsent}` : 'Live'}
        </>
      )}
      {state === 'connecting' && (
        <>
          <LoaderCircle size={14} aria-hidden /> Connecting{waiting}
        </>
      )}
      {state === 'offline' && (
        <>
          <CloudOff size={14} aria-hidden /> Offline{waiting}
        </>
      )}
      {state === 'signed-out' && (
        <>
          <LogOut size={14} aria-hidden /> Signed out{waiting}. <SignInAgain />
        </>
      )}
    </p>
  );
}
