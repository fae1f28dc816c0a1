import { CloudOff, LoaderCircle, Radio } from 'lucide-react';
import type { LinkState } from '../../../client/lab/machine.ts';
import { counted } from './words.ts';

/** Whether what one types arrives; nothing is lost, but one should know. */
export function LinkStatus({ state }: { state: LinkState }) {
  const waiting = state.unsent > 0 ? `, ${counted(state.unsent, 'keystroke')} waiting` : '';
  return (
    <p className="lab-link" role="status" data-state={state.connection}>
      {state.connection === 'live' && (
        <>
          <Radio size={14} aria-hidden /> Connected
        </>
      )}
      {state.connection === 'connecting' && (
        <>
          <LoaderCircle size={14} className="turning" aria-hidden /> Connecting{waiting}
        </>
      )}
      {(state.connection === 'offline' || state.connection === 'signed-out') && (
        <>
          <CloudOff size={14} aria-hidden /> {state.connection === 'offline' ? 'Offline' : 'Signed out'}
          {waiting}
        </>
      )}
    </p>
  );
}
