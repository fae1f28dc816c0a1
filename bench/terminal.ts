import { type BenchResult, median } from './result.ts';
import { type Child, startChild } from './support/realtime-child.ts';
import { echo, flood, type Seat, sitAtDirect, sitAtOurs } from './support/terminal-seats.ts';

/**
 * The terminal of a lab from the page's client through gateway, functions, database and agent to a shell, beside a plain
 * WebSocket that is piped into a shell. Both take turns; each figure is the middle of the rounds. The shells are plain
 * ones of this computer: what a sandbox costs is none of the way.
 */
const ROUNDS = 3;
const KEYS = 200;
const BYTES = 20_000_000;

export default async function (): Promise<BenchResult[]> {
  const children: Child[] = [];
  const seats: Seat[] = [];
  try {
    for (const file of ['terminal-atlas.ts', 'terminal-direct.ts']) children.push(await startChild(file));
    const [atlas, direct] = children as [Child, Child];
    const ours = await sitAtOurs(atlas);
    seats.push(ours);
    const peer = await sitAtDirect(direct);
    seats.push(peer);
    const keys = await inTurn(ours, peer, (seat) => echo(seat, KEYS));
    const output = await inTurn(ours, peer, (seat) => flood(seat, BYTES));
    return [
      {
        name: 'terminal: echo of a key, p99',
        ...{ value: keys.ours, unit: 'ms', peer: 'ws pipe', peerValue: keys.peer },
        ratio: keys.ours / keys.peer,
        target: 'under 15 ms',
        pass: keys.ours < 15,
      },
      {
        // Held to 4 MB a second by the agent: each message costs, and nobody reads faster.
        name: 'terminal: 20 MB of output, faster',
        ...{ value: output.ours, unit: 'MB/s', peer: 'ws pipe', peerValue: output.peer },
        ratio: output.peer / output.ours,
        target: 'at least 2 MB/s',
        pass: output.ours >= 2,
      },
    ];
  } finally {
    for (const seat of seats) await seat.close();
    for (const child of children) await child.stop();
  }
}

async function inTurn(ours: Seat, peer: Seat, measure: (seat: Seat) => Promise<number>) {
  const all = { ours: [] as number[], peer: [] as number[] };
  for (let i = 0; i < ROUNDS; i++) {
    all.ours.push(await measure(ours));
    all.peer.push(await measure(peer));
  }
  return { ours: median(all.ours), peer: median(all.peer) };
}
