import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LabLimits } from '../../../client/catalogue/lab.ts';
import { packFiles } from '../../../functions/labs/checking/archive.ts';
import { createEmbeddedRuntime } from '../../../functions/labs/runtime/embedded/embedded.ts';
import type { LabRuntime } from '../../../functions/labs/runtime/runtime.ts';
import { createLog } from '../../../functions/platform/log.ts';
import { buildAgent } from '../../../lab-agent/build.ts';

export const LIMITS: LabLimits = { memory: 256, processes: 48, disk: 16, cpuSeconds: 120 };

/** A machine as somebody has it who sits at its first terminal. */
export interface Seat {
  id: string;
  /** Types a line. */
  type(line: string): void;
  /** All that the terminal has shown. */
  shown(): string;
  /** Waits until something has been shown, and gives back everything. */
  until(text: string | RegExp, seconds?: number): Promise<string>;
  /** Waits until the machine is in another state than starting and ready, and gives back why. */
  ended(seconds?: number): Promise<string>;
}

export interface Machines {
  runtime: LabRuntime;
  relayPort: number;
  seat(id?: string, more?: { limits?: Partial<LabLimits>; files?: Record<string, string> }): Promise<Seat>;
  stop(): Promise<void>;
}

let count = 0;

/** The id of a machine that nobody has had. */
export function machineId(): string {
  count += 1;
  return `lss_01ARZ3NDEKTSV4RRFFQ6${String(count).padStart(6, '0')}.1`;
}

/** Machines on this computer, and a relay that lets a test sit at their terminals. */
export async function openMachines(
  options: { machines?: number; kind?: 'sandbox' | 'simulated' } = {},
): Promise<Machines> {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-machines-'));
  const agent = join(folder, 'agent');
  await buildAgent(agent);
  const agents = new Map<string, WebSocket>();
  const screens = new Map<string, string>();
  const relay = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/live' });
  relay.on('connection', (socket) => {
    let id = '';
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'agent-hello') {
        id = message.token;
        agents.set(id, socket);
        socket.send(JSON.stringify({ type: 'agent-welcome', token: id }));
      } else if (message.type === 'terminal-output') {
        const bytes = Buffer.from(message.data, 'base64');
        screens.set(id, ((screens.get(id) ?? '') + bytes.toString()).slice(-200_000));
        const upTo = message.at + bytes.length;
        socket.send(
          JSON.stringify({ type: 'terminal-ack', lab: id, terminal: '1', stream: 's', seat: 'p', upTo }),
        );
      }
    });
  });
  await new Promise((resolve) => relay.once('listening', resolve));
  const relayPort = (relay.address() as AddressInfo).port;
  const runtime = createEmbeddedRuntime({
    folder: join(folder, 'machines'),
    agent,
    machines: options.machines ?? 10,
    kind: options.kind,
    log: createLog('SILENT', 'test'),
    clock: () => new Date(),
  });

  return {
    runtime,
    relayPort,
    async seat(id = machineId(), { limits, files = {} } = {}) {
      await runtime.start({
        id,
        limits: { ...LIMITS, ...limits },
        archive: await packFiles(
          Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])),
        ),
        agent: { url: `ws://127.0.0.1:${relayPort}/live`, newToken: async () => id },
        endsAt: new Date(Date.now() + 600_000),
      });
      await waitFor(async () => (await runtime.state(id)).phase !== 'starting', 15, 'the machine to start');
      const state = await runtime.state(id);
      if (state.phase !== 'ready') throw new Error(`The machine is ${JSON.stringify(state)}.`);
      await waitFor(() => agents.has(id), 15, 'the agent to dial');
      const common = { lab: id, terminal: '1', stream: 's', seat: 'p' };
      const say = (message: object) => agents.get(id)?.send(JSON.stringify({ ...common, ...message }));
      say({ type: 'terminal-open', cols: 120, rows: 40, after: null });
      let at = 0;
      const shown = () => screens.get(id) ?? '';
      const seat: Seat = {
        id,
        shown,
        type(line) {
          const data = `${line}\r`;
          say({ type: 'terminal-input', at, data });
          at += Buffer.byteLength(data);
        },
        async until(text, seconds = 10) {
          const has = () => (typeof text === 'string' ? shown().includes(text) : text.test(shown()));
          await waitFor(has, seconds, `${String(text)} in ${JSON.stringify(shown().slice(-600))}`).catch(
            (error) => {
              throw new Error(`${error.message}; now: ${JSON.stringify(shown().slice(-600))}`);
            },
          );
          return shown();
        },
        async ended(seconds = 30) {
          const reasonOf = async () => {
            const now = await runtime.state(id);
            return 'reason' in now ? now.reason : undefined;
          };
          await waitFor(async () => (await reasonOf()) !== undefined, seconds, 'the machine to end');
          return (await reasonOf()) ?? '';
        },
      };
      await seat.until('$ ');
      return seat;
    },
    async stop() {
      await runtime.close();
      for (const socket of relay.clients) socket.terminate();
      await new Promise((resolve) => relay.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitFor(isSo: () => boolean | Promise<boolean>, seconds: number, what: string): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`Waited ${seconds} s for ${what}`);
    await sleep(20);
  }
}
