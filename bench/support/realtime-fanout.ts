import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../result.ts';
import { PLACES, type Room } from './realtime-rooms.ts';

/** Messages under way in a room at saturation. */
const UNDER_WAY = 24;
/** One delivery of so many is looked at for its time, so that looking costs the receivers nothing. */
const LOOKED_AT = 7;
/** The c of `peer-cursor`. */
const MARK = 'peer-c'.length - 1;

export interface Saturated {
  /** Deliveries a second. */
  rate: number;
  /** Milliseconds from a message to each who hears it. */
  p99: number;
}

/** While there are always as many messages under way; their senders take turns. */
export async function saturate({ members, point, offset }: Room, milliseconds: number): Promise<Saturated> {
  const others = members.length - 1;
  const sentAt: number[] = [];
  const times: number[] = [];
  let received = 0;
  let odd = 0;
  let isOver = false;
  const send = () => {
    const sent = sentAt.length;
    sentAt.push(performance.now());
    // Not neighbours: who is told first should not be who speaks next.
    members[(sent * 37) % members.length]?.say(point(sent));
  };
  const told = (payload: Buffer) => {
    if (payload[offset + MARK] !== 0x63) odd += 1;
    if (received % LOOKED_AT === 0) times.push(performance.now() - (sentAt[numberOf(payload, sentAt)] ?? 0));
    received += 1;
    if (!isOver && received >= (sentAt.length - UNDER_WAY + 1) * others) send();
  };
  for (const member of members) member.count(told);
  for (let i = 0; i < UNDER_WAY; i++) send();
  // Until the server's queues and the compiler have settled.
  await sleep(milliseconds / 4);
  const before = received;
  times.length = 0;
  const began = performance.now();
  await sleep(milliseconds);
  const rate = ((received - before) / (performance.now() - began)) * 1000;
  const p99 = percentile(times, 0.99);
  isOver = true;
  for (let i = 0; i < 100 && received < sentAt.length * others; i++) await sleep(50);
  if (odd > 0 || received !== sentAt.length * others)
    throw new Error(`${received} of ${sentAt.length * others} deliveries, ${odd} of them something else.`);
  return { rate, p99 };
}

/** Which message this is: the last one that was sent and points there. */
function numberOf(payload: Buffer, sent: readonly unknown[]): number {
  const x = Number.parseInt(payload.toString('latin1', payload.indexOf('"x":') + 4), 10);
  const last = sent.length - 1;
  return last - ((((last - x + PLACES.from) % PLACES.count) + PLACES.count) % PLACES.count);
}

/** p99 of the milliseconds from a message to each who hears it, at so many messages a second. */
export async function latency(
  { members, point }: Room,
  perSecond: number,
  messages: number,
): Promise<number> {
  const [sender, ...others] = members;
  const sentAt: number[] = [];
  const times: number[] = [];
  for (const member of others) {
    let heard = 0;
    member.count(() => {
      times.push(performance.now() - (sentAt[heard] ?? 0));
      heard += 1;
    });
  }
  for (let i = 0; i < messages; i++) {
    sentAt.push(performance.now());
    sender?.say(point(i));
    await sleep(1000 / perSecond);
  }
  for (let i = 0; i < 100 && times.length < messages * others.length; i++) await sleep(50);
  if (times.length !== messages * others.length) throw new Error(`${times.length} deliveries are too few.`);
  return percentile(times, 0.99);
}
