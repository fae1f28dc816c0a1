import { TypedDocumentString } from '../../../client/generated/graphql.ts';
import type { Chat } from '../../../client/realtime/chat.ts';
import { type Live, openLive } from '../../../client/realtime/live.ts';
import type { Member } from '../../support/accounts.ts';
import { FromOurPage } from '../../support/live-clients.ts';
import { chatOf, type Server } from './servers.ts';

const PROGRESS = new TypedDocumentString<
  { progressUpdated: { completedCount: number } },
  Record<string, never>
>('subscription { progressUpdated { completedCount } }');

/** Somebody's page: Atlas's own client, which asks the server itself for its tickets. */
export interface CrowdPage {
  live: Live;
  /** Of who has a group open. */
  chat: Chat | undefined;
  /** What the subscription to the person's own progress told. */
  progress: number[];
  /** When it asked for a ticket, and when it noticed that it has no connection; milliseconds, in order. */
  attempts: number[];
  losses: number[];
  close(): void;
}

export function openCrowdPage(member: Member, groupId: string | undefined, server: Server): CrowdPage {
  const [attempts, losses, progress]: [number[], number[], number[]] = [[], [], []];
  let wasLive = false;
  const live = openLive({
    async openSocket() {
      attempts.push(performance.now());
      return { url: server.url, ticket: await ticketFrom(server, member.browser.cookie) };
    },
    WebSocket: FromOurPage as unknown as typeof WebSocket,
  });
  live.onState((state) => {
    if (wasLive && state === 'offline') losses.push(performance.now());
    wasLive = state === 'live';
  });
  const unfollow = live.follow(PROGRESS, {}, (data) => progress.push(data.progressUpdated.completedCount));
  const chat = groupId === undefined ? undefined : chatOf(member, groupId, live, () => server.port);
  return {
    live,
    chat,
    progress,
    attempts,
    losses,
    close() {
      unfollow();
      chat?.close();
      live.close();
    },
  };
}

export async function ticketFrom({ port }: Server, cookie: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { cookie },
    body: JSON.stringify({ query: 'mutation { openSocket { ticket } }' }),
    signal: AbortSignal.timeout(10_000),
  });
  const { data } = (await response.json()) as { data: { openSocket: { ticket: string } } };
  return data.openSocket.ticket;
}

/** How many of these moments lie in each span of so many milliseconds. */
export function spread(moments: readonly number[], span: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const at = Math.floor(moment / span);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}
