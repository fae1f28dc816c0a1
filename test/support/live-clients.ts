import { ApiError } from '../../client/api-errors.ts';
import { type Live, openLive } from '../../client/realtime/live.ts';
import type { Person } from './api.ts';

/** The origin that the functions of a test expect. */
export const ORIGIN = 'http://localhost:4600';

/** The WebSocket of Node, which names the page that opens it as a browser does. */
export class FromOurPage extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, { protocols, headers: { origin: ORIGIN } } as unknown as string[]);
  }
}

export async function ticketOf(person: Person): Promise<string> {
  const { body } = await person.ask('mutation { openSocket { ticket } }');
  const [error] = body.errors ?? [];
  if (error) throw new ApiError(error.message, error.extensions.code);
  return body.data.openSocket.ticket;
}

/** The client of Atlas itself, for somebody of a test. */
export function liveOf(person: Person, url: string | (() => string)): Live {
  return openLive({
    openSocket: async () => ({
      url: typeof url === 'string' ? url : url(),
      ticket: await ticketOf(person),
    }),
    WebSocket: FromOurPage as unknown as typeof WebSocket,
  });
}

/** Once it is connected. */
export function isLive(live: Live): Promise<void> {
  return new Promise((resolve) => {
    const stop = live.onState((state) => {
      if (state !== 'live') return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
