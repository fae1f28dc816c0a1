import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { AGENT_PROTOCOL, type AgentToServer, type ServerToAgent } from '../client/lab/messages.ts';

/** Milliseconds: the first and the longest wait after a break; the time for an answer; API Gateway's limits with room. */
const WAIT = { first: 250, longest: 15_000 };
const PATIENCE = 10_000;
const PING = 240_000;
const LONGEST = 110 * 60_000;
/** Bytes that wait for a slow connection. */
const BUFFERED = 1024 * 1024;

export interface Dialling {
  url: string;
  token: string;
  socket: string | null;
  endsAt: number;
}

export interface ConnectionEvents {
  onOpen(): void;
  onClose(): void;
  onMessage(message: ServerToAgent): void;
}

export interface Connection {
  /** Nothing happens while there is no connection: streams send again what was lost. */
  say(message: AgentToServer): void;
  /** More waits to be sent than a connection should hold. */
  isBusy(): boolean;
  close(): void;
}

/**
 * The agent's way out: dials, says who it is, and dials again after a break, by chance spread in time, until its machine
 * ends. Each token opens one connection. The one that comes with the welcome is used next; the one before is kept until
 * the server has shown that it knows the new one, since a server that died in between knows the old one only.
 */
export function keepConnected(dialling: Dialling, events: ConnectionEvents): Connection {
  const { url, socket: path, endsAt } = dialling;
  let tokens = [dialling.token];
  let current: WebSocket | undefined;
  let closed = false;

  /** Until this connection has ended; false when its token was refused. */
  function once(token: string): Promise<'ended' | 'refused'> {
    return new Promise((resolve) => {
      const address = new URL(url);
      const through = path ? `ws+unix:${path}:${address.pathname}${address.search}` : url;
      const socket = new WebSocket(through, AGENT_PROTOCOL, {
        handshakeTimeout: PATIENCE,
        maxPayload: 1024 * 1024,
      });
      let outcome: 'ended' | 'refused' = 'ended';
      let isOpen = false;
      const answering = setTimeout(() => socket.terminate(), 2 * PATIENCE);
      const longest = setTimeout(() => socket.close(1000), LONGEST);
      let pong = true;
      const ping = setInterval(() => {
        if (!pong) return socket.terminate();
        pong = false;
        socket.ping();
        // API Gateway counts messages, not pings of the protocol, as life: this one nobody answers.
        socket.send(JSON.stringify({ type: 'pong' }));
      }, PING);
      socket.on('pong', () => {
        pong = true;
      });
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'agent-hello', token } satisfies AgentToServer)),
      );
      socket.on('message', (data) => {
        const message = parse(String(data));
        if (!message) return;
        // What was heard shows as well as an answered ping that somebody is there.
        pong = true;
        if (message.type === 'agent-welcome') {
          clearTimeout(answering);
          isOpen = true;
          tokens = [message.token, token];
          current = socket;
          socket.send(JSON.stringify({ type: 'agent-ready', token: message.token } satisfies AgentToServer));
          events.onOpen();
        } else if (message.type === 'agent-refused') {
          outcome = 'refused';
          socket.close();
        } else events.onMessage(message);
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearTimeout(answering);
        clearTimeout(longest);
        clearInterval(ping);
        if (current === socket) current = undefined;
        if (isOpen) events.onClose();
        resolve(outcome);
      });
    });
  }

  async function run(): Promise<void> {
    let attempt = 0;
    while (!closed && Date.now() < endsAt) {
      const began = Date.now();
      for (const token of [...tokens]) {
        if ((await once(token)) === 'ended') break;
      }
      if (Date.now() - began > WAIT.longest) attempt = 0;
      await sleep(Math.random() * Math.min(WAIT.longest, WAIT.first * 2 ** attempt));
      attempt += 1;
    }
  }
  void run();

  return {
    say(message) {
      if (current?.readyState === WebSocket.OPEN) current.send(JSON.stringify(message));
    },
    isBusy: () => (current?.bufferedAmount ?? 0) > BUFFERED,
    close() {
      closed = true;
      current?.close();
    },
  };
}

/** What something on the way says that is no server of ours is nothing to fall over. */
function parse(text: string): ServerToAgent | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? (message as ServerToAgent) : undefined;
  } catch {
    return undefined;
  }
}
