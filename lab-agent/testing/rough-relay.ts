import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Machine, openMachine } from '../../client/lab/machine.ts';
import type { PageToServer, ServerToPage } from '../../client/lab/messages.ts';
import type { Live } from '../../client/realtime/live.ts';

/** What becomes of messages on their way. */
export interface Weather {
  /** Shares of messages that are lost, and that come twice. */
  lost: number;
  doubled: number;
  /** Milliseconds, at most: so that later ones overtake. */
  late: number;
}

export const FAIR: Weather = { lost: 0, doubled: 0, late: 0 };

export interface RoughRelay {
  url: string;
  weather: Weather;
  /** Tokens that agents came with. */
  hellos: string[];
  /** A page of its own at the machine. */
  page(): Machine;
  /** Ends the agent's connection, without a word. */
  cut(): void;
  /** Says nothing to an agent that says hello, and cuts it after its welcome, so many times. */
  dieAfterWelcome: number;
  isConnected(): boolean;
  /** Takes the first token again, as of another machine. */
  forget(): void;
  stop(): Promise<void>;
}

const LAB = 'lss_test';

/** A relay as unkind as the network between a page and a machine may be. */
export async function startRoughRelay(): Promise<RoughRelay> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  let agent: WebSocket | undefined;
  let good = 'first';
  const pages = new Map<string, (message: ServerToPage) => void>();
  const relay: RoughRelay = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/live`,
    weather: FAIR,
    hellos: [],
    dieAfterWelcome: 0,
    page: () => openMachine(liveOf(), LAB),
    cut: () => agent?.terminate(),
    isConnected: () => agent !== undefined,
    forget: () => {
      good = 'first';
    },
    async stop() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  /** Now, later, twice or never. */
  function carry(work: () => void): void {
    const { lost, doubled, late } = relay.weather;
    if (Math.random() < lost) return;
    for (let i = 0; i < (Math.random() < doubled ? 2 : 1); i++)
      if (late === 0) work();
      else setTimeout(work, Math.random() * late);
  }

  const tellAll = (message: object) => {
    for (const [seat, heard] of pages)
      if (!('to' in message) || message.to === undefined || message.to === seat)
        heard({ lab: LAB, ...message } as ServerToPage);
  };

  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'agent-hello') {
        relay.hellos.push(message.token);
        if (message.token !== good)
          return socket.send(JSON.stringify({ type: 'agent-refused', message: 'No.' }));
        socket.send(JSON.stringify({ type: 'agent-welcome', token: `${good}+` }));
        if (relay.dieAfterWelcome > 0) {
          relay.dieAfterWelcome -= 1;
          // The server is gone before it heard that the agent has the next token.
          setTimeout(() => socket.terminate(), 5);
          socket.removeAllListeners('message');
        }
      } else if (message.type === 'agent-ready') {
        good = message.token;
        agent = socket;
        tellAll({ type: 'lab-agent', connected: true });
      } else if (socket === agent) carry(() => tellAll(message));
      return undefined;
    });
    socket.on('close', () => {
      if (agent !== socket) return;
      agent = undefined;
      tellAll({ type: 'lab-agent', connected: false });
    });
  });

  let seats = 0;
  function liveOf(): Live {
    seats += 1;
    const seat = `seat${seats}`;
    const say = (message: PageToServer) => carry(() => agent?.send(JSON.stringify({ ...message, seat })));
    return {
      state: () => 'live',
      onState(changed: (state: 'live') => void) {
        changed('live');
        return () => {};
      },
      onLabMessage(heard: (message: ServerToPage) => void) {
        pages.set(seat, heard);
        return () => pages.delete(seat);
      },
      ask: async () => ({ type: 'lab-joined', id: '1', lab: LAB, seat, connected: agent !== undefined }),
      say,
    } as unknown as Live;
  }
  return relay;
}

/** The agent as it was bundled. Only for tests: nothing but its user holds a real shell back. */
export function startAgent(
  agent: string,
  url: string,
  home: string,
  shell: 'pty' | 'simulated' = 'pty',
): ChildProcess {
  const child = spawn(process.execPath, [join(agent, 'agent.mjs'), 'serve'], {
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const limits = { memory: 256, processes: 4_000, disk: 64, cpuSeconds: 600 };
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  child.stdin?.write(
    `${JSON.stringify({ url, token: 'first', socket: null, shell, home, limits, endsAt })}\n`,
  );
  return child;
}
