import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { openMachine } from '../../client/lab/machine.ts';
import { openLive } from '../../client/realtime/live.ts';
import { buildAgent } from '../../lab-agent/build.ts';
import { FromOurPage } from '../../test/support/live-clients.ts';
import { percentile } from '../result.ts';
import type { Child } from './realtime-child.ts';

/** A terminal as somebody has it who sits at it, over whatever lies between. */
export interface Seat {
  type(text: string): void;
  /** What comes from now on goes here. */
  hear(heard: (bytes: Uint8Array) => void): void;
  close(): Promise<void>;
}

interface Way {
  url: string;
  lab: string;
  token: string;
  ticket: string;
}

/** The client, the gateway, the functions and the agent: everything but the screen. */
export async function sitAtOurs(atlas: Child): Promise<Seat> {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-bench-agent-'));
  await buildAgent(join(folder, 'agent'));
  const { url, lab, token } = await atlas.ask<Way>({});
  const agent = spawn(process.execPath, [join(folder, 'agent/agent.mjs'), 'serve'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const limits = { memory: 256, processes: 4_000, disk: 64, cpuSeconds: 3_600 };
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  agent.stdin.write(
    `${JSON.stringify({ url, token, socket: null, shell: 'pty', home: folder, limits, endsAt })}\n`,
  );
  const live = openLive({
    openSocket: async () => ({ url, ticket: (await atlas.ask<Way>({})).ticket }),
    WebSocket: FromOurPage as unknown as typeof globalThis.WebSocket,
  });
  const machine = openMachine(live, lab);
  let heard = (_bytes: Uint8Array): void => {};
  const shell = machine.open(
    '1',
    { cols: 80, rows: 24 },
    {
      onOutput(bytes, shown) {
        heard(bytes);
        shown();
      },
      onReset: () => {},
      onEnded: () => {},
    },
  );
  while (machine.state().connection !== 'live') await sleep(20);
  return {
    type: shell.input,
    hear: (next) => {
      heard = next;
    },
    async close() {
      machine.close();
      live.close();
      agent.kill('SIGKILL');
      await new Promise((resolve) => agent.once('close', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function sitAtDirect(direct: Child): Promise<Seat> {
  const socket = new WebSocket((await direct.ask<{ url: string }>({})).url);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  let heard = (_bytes: Uint8Array): void => {};
  socket.on('message', (data) => heard(data as Buffer));
  return {
    type: (text) => socket.send(text),
    hear: (next) => {
      heard = next;
    },
    async close() {
      socket.close();
    },
  };
}

/** Waits until this was shown; what comes between is counted. @returns bytes, with those of `text` */
export function until(seat: Seat, text: string): Promise<number> {
  return new Promise((resolve) => {
    let end = '';
    let bytes = 0;
    seat.hear((piece) => {
      bytes += piece.length;
      end = (end + Buffer.from(piece.subarray(-200)).toString('latin1')).slice(-200);
      if (end.includes(text)) resolve(bytes);
    });
  });
}

/** Milliseconds between two keys: each is alone on its way, and a page may say no more than sixty things a second. */
const BETWEEN = 25;

/** Types so many keys, one after the other, and gives the p99 of milliseconds until each was shown. */
export async function echo(seat: Seat, keys: number): Promise<number> {
  // The terminal itself echoes what `cat` has not read yet: no program takes part.
  seat.type("cat > /dev/null; echo a''way\r");
  await sleep(200);
  const times: number[] = [];
  for (let i = 0; i < keys; i++) {
    const key = String.fromCharCode(97 + (i % 26));
    const shown = until(seat, key);
    const began = performance.now();
    seat.type(key);
    await shown;
    times.push(performance.now() - began);
    // A line has an end: 4,096 characters.
    if (i % 60 === 59) seat.type('\r');
    await sleep(BETWEEN);
  }
  const gone = until(seat, 'away\r\n');
  seat.type('\x03\r\x04');
  seat.type("echo a''way\r");
  await gone;
  return percentile(times, 0.99);
}

/** Bytes a second, in MB, of a program that prints as much as it can. */
export async function flood(seat: Seat, bytes: number): Promise<number> {
  const whole = until(seat, 'finished\r\n');
  const began = performance.now();
  seat.type(`yes 0123456789abcdef | head -c ${bytes}; echo fi''nished\r`);
  const shown = await whole;
  if (shown < bytes) throw new Error(`Of ${bytes} bytes, ${shown} came.`);
  return shown / 1e6 / ((performance.now() - began) / 1000);
}
