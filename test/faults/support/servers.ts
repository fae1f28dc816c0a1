import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { type Chat, openChat } from '../../../client/realtime/chat.ts';
import type { Live } from '../../../client/realtime/live.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import type { Unsent, UnsentStore } from '../../../client/realtime/unsent.ts';
import { freePort } from '../../../local/ports.ts';
import type { Member } from '../../support/accounts.ts';
import type { TestApi } from '../../support/api.ts';

export interface Server {
  port: number;
  /** `ws://127.0.0.1:<port>/live` */
  url: string;
  kill(): Promise<void>;
  /** Again on the same port. */
  start(): Promise<void>;
  /** Bytes of memory that the process holds. */
  rss(): Promise<number>;
}

/** A server process on the services of this test. */
export async function startServer(api: TestApi): Promise<Server> {
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn(process.execPath, ['test/faults/support/server.child.ts'], {
      env: { ...process.env, ...api.env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout) await once(child.stdout, 'data');
  };
  await start();
  return {
    port,
    url: `ws://127.0.0.1:${port}/live`,
    start,
    async rss() {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
      return Number(stdout) * 1024;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const FIELDS = `id groupId key sequence changedSequence author { id } text replyTo createdAt editedAt deletedAt
  reactions { emoji people }`;
type Answered = Omit<ChatMessage, 'authorId' | 'mentions'> & { author: { id: string } | null };
const toChat = ({ author, ...message }: Answered): ChatMessage => ({
  ...message,
  authorId: author?.id ?? null,
  mentions: [],
});

/** The chat of Atlas's own client, for a member, through a server. */
export function chatOf({ browser }: Member, groupId: string, live: Live, port: () => number): Chat {
  const ask = async (query: string, variables: object) => {
    const response = await fetch(`http://127.0.0.1:${port()}/graphql`, {
      method: 'POST',
      headers: { cookie: browser.cookie },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    });
    const { data, errors } = (await response.json()) as { data: never; errors?: { message: string }[] };
    if (errors) throw new Error(errors[0]?.message);
    return data;
  };
  return openChat({
    groupId,
    live,
    store: memoryStore(),
    async load(before) {
      const { studyGroup } = (await ask(
        `query ($id: ID!, $before: Int) { studyGroup(id: $id) { lastSequence
           messages(before: $before, first: 100) { hasEarlier nodes { ${FIELDS} } } } }`,
        { id: groupId, before },
      )) as { studyGroup: { lastSequence: number; messages: { hasEarlier: boolean; nodes: Answered[] } } };
      const { messages, lastSequence } = studyGroup;
      return { messages: messages.nodes.map(toChat), hasEarlier: messages.hasEarlier, lastSequence };
    },
    async send({ key, text }) {
      const sent = (await ask(
        `mutation ($groupId: ID!, $key: String!, $text: String!) {
           sendGroupMessage(groupId: $groupId, key: $key, text: $text) { ${FIELDS} } }`,
        { groupId, key, text },
      )) as { sendGroupMessage: Answered };
      return toChat(sent.sendGroupMessage);
    },
    isOnline: () => true,
    onGroupChanged: () => {},
    onClosed: () => {},
  });
}

function memoryStore(): UnsentStore {
  const messages = new Map<string, Unsent>();
  return {
    list: () => [...messages.values()],
    put: (message) => messages.set(message.key, message),
    remove: ({ key }) => messages.delete(key),
  };
}
