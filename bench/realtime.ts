import { type BenchResult, median } from './result.ts';
import { atlasEditors, draw, peerEditors } from './support/realtime-boards.ts';
import { type Child, startChild } from './support/realtime-child.ts';
import { cpuPerMessage, memoryPerConnection } from './support/realtime-costs.ts';
import { latency, saturate } from './support/realtime-fanout.ts';
import { atlasRoom, bareRoom, socketIoRoom } from './support/realtime-rooms.ts';

/**
 * Rooms beside Socket.IO, whiteboards beside y-websocket, each server in a process of its own and all clients in this
 * one. The contestants take turns; each figure is the middle of the rounds.
 */
const ROUNDS = 3;
const SATURATED = 3_000;
const SLOW = { perSecond: 5, messages: 40 };
/** Some three people who point without a rest. */
const BUSY = { perSecond: 50, messages: 400 };
/** By twenty people: now and then, and all dragging something, gathered as a page does. */
const DRAWN = [
  { what: '100 operations a second', isGathered: false, perSecond: 100, seconds: 8 },
  { what: '100 operations a second each', isGathered: true, perSecond: 20 * 100, seconds: 5 },
];
const FIGURES = ['p99', 'p99Sent', 'bytes'] as const;
const IDLE = 5_000;

interface Pair {
  ours: number;
  peer: number;
}

export default async function (): Promise<BenchResult[]> {
  const rows = [...(await rooms()), ...(await whiteboards()), ...(await memory())];
  for (const { name, value, unit, peer, peerValue, target, pass } of rows)
    console.log(
      `${pass ? 'held  ' : 'missed'} ${name}: ${round(value)} ${unit}, ${peer} ${round(peerValue)}; ${target}`,
    );
  return rows;
}

const round = (value: number) => Number(value.toPrecision(3));

interface Rounds<Figures> {
  ours: Figures[];
  peer: Figures[];
}

async function inTurn<Figures>(
  ours: (round: number) => Promise<Figures>,
  peer: (round: number) => Promise<Figures>,
): Promise<Rounds<Figures>> {
  const all: Rounds<Figures> = { ours: [], peer: [] };
  for (let round = 0; round < ROUNDS; round++) {
    all.ours.push(await ours(round));
    all.peer.push(await peer(round));
  }
  return all;
}

const middle = <Figures>({ ours, peer }: Rounds<Figures>, figure: (one: Figures) => number): Pair => ({
  ours: median(ours.map(figure)),
  peer: median(peer.map(figure)),
});

async function withChildren<Result>(
  children: readonly [file: string, ...args: string[]][],
  use: (...started: Child[]) => Promise<Result>,
): Promise<Result> {
  const started: Child[] = [];
  try {
    for (const [file, ...args] of children) started.push(await startChild(file, ...args));
    return await use(...started);
  } finally {
    for (const child of started) await child.stop();
  }
}

function rooms(): Promise<BenchResult[]> {
  const children: [string, ...string[]][] = [
    ['realtime-atlas.ts'],
    ['realtime-peers.ts', 'socket.io'],
    ['realtime-peers.ts', 'bare'],
  ];
  return withChildren(children, async (atlas, socketIo, bare) => {
    const rows: BenchResult[] = [];
    for (const size of [100, 1_000]) {
      const ours = await atlasRoom(atlas as Child, size);
      const peer = await socketIoRoom(socketIo as Child, size);
      const full = await inTurn(
        () => saturate(ours, SATURATED),
        () => saturate(peer, SATURATED),
      );
      const rate = middle(full, (one) => one.rate);
      rows.push(atLeast(`deliveries in a room of ${size}, faster`, rate, '1/s', 'Socket.IO', 1.3));
      if (size === 1_000) {
        const late = middle(full, (one) => one.p99);
        rows.push(atMost(`p99 in a room of ${size}, of as many as it takes`, late, 'ms', 'Socket.IO', 0.5));
        for (const { perSecond, messages } of [SLOW, BUSY]) {
          const p99 = await inTurn(
            () => latency(ours, perSecond, messages),
            () => latency(peer, perSecond, messages),
          );
          const pair = middle(p99, Number);
          rows.push(atMost(`p99 in a room of ${size}, ${perSecond} a second`, pair, 'ms', 'Socket.IO', 0.5));
        }
        const least = await bareRoom(bare as Child, size);
        const beside = await inTurn(
          () => latency(ours, SLOW.perSecond, SLOW.messages),
          () => latency(least, SLOW.perSecond, SLOW.messages),
        );
        const pair = middle(beside, Number);
        rows.push(atMost(`p99 in a room of ${size}, beside the least`, pair, 'ms', 'bare writes', 1.5));
        least.close();
        rows.push(cpuRow(await cpuPerMessage(ours.group), size));
      }
      ours.close();
      peer.close();
    }
    return rows;
  });
}

function whiteboards(): Promise<BenchResult[]> {
  const children: [string, ...string[]][] = [['realtime-atlas.ts'], ['realtime-peers.ts', 'y-websocket']];
  return withChildren(children, async (atlas, y) => {
    const rows: BenchResult[] = [];
    for (const { what, isGathered, perSecond, seconds } of DRAWN) {
      const all = await inTurn(
        async () => draw(await atlasEditors(atlas as Child, isGathered), perSecond, seconds),
        async (i) => draw(await peerEditors(y as Child, `${perSecond}-${i}`), perSecond, seconds),
      );
      const peer = 'y-websocket';
      const [p99, sent, bytes] = FIGURES.map((name) => middle(all, (one) => one[name])) as [Pair, Pair, Pair];
      rows.push(atMost(`whiteboard, ${what}, to another document, p99`, p99, 'ms', peer, 1));
      if (!isGathered) rows.push(atMost(`whiteboard, ${what}, from the message, p99`, sent, 'ms', peer, 1));
      rows.push(atMost(`whiteboard, ${what}, bytes an operation and receiver`, bytes, 'B', peer, 0.5));
    }
    return rows;
  });
}

function memory(): Promise<BenchResult[]> {
  const children: [string, ...string[]][] = [
    ['realtime-peers.ts', 'gateway'],
    ['realtime-peers.ts', 'socket.io'],
  ];
  return withChildren(children, async (gateway, socketIo) => {
    const io = { path: '/socket.io/?EIO=4&transport=websocket' };
    const pair = {
      ours: await memoryPerConnection(gateway as Child, IDLE, { path: '/live' }),
      peer: await memoryPerConnection(socketIo as Child, IDLE, io),
    };
    return [atMost(`memory of one of ${IDLE} idle connections`, pair, 'KB', 'Socket.IO', 1)];
  });
}

function cpuRow(value: number, size: number): BenchResult {
  const name = `realtime: CPU of the function a cursor in a room of ${size}, without posts`;
  const pass = value < 2;
  return {
    name,
    value,
    unit: 'ms',
    peer: 'bound',
    peerValue: 2,
    ratio: value / 2,
    target: 'under 2 ms',
    pass,
  };
}

function atMost(name: string, { ours, peer }: Pair, unit: string, other: string, bound: number): BenchResult {
  return row(name, { ours, peer }, unit, other, ours / peer, `at most ${bound}`, ours / peer <= bound);
}

function atLeast(
  name: string,
  { ours, peer }: Pair,
  unit: string,
  other: string,
  bound: number,
): BenchResult {
  return row(name, { ours, peer }, unit, other, ours / peer, `at least ${bound}x`, ours / peer >= bound);
}

function row(
  name: string,
  { ours, peer }: Pair,
  unit: string,
  other: string,
  ratio: number,
  target: string,
  pass: boolean,
): BenchResult {
  return { name: `realtime: ${name}`, value: ours, unit, peer: other, peerValue: peer, ratio, target, pass };
}
