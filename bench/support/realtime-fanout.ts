import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../result.ts';
import type { Room } from './realtime-rooms.ts';

/** Messages under way in a room at saturation. */
const UNDER_WAY = 24;
/** The c of `peer-cursor`. */
const MARK = 'peer-c'.length - 1;

/** Deliveries a second while there are always as many messages under way; their senders take turns. */
export async function saturate({ members, point, offset }: Room, milliseconds: number): Promise<number> {
  const others = members.length - 1;
  let received = 0;
  let sent = 0;
  let odd = 0;
  let isOver = false;
  const send = () => {
    // Not neighbours: who is told first should not be who speaks next.
    members[(sent * 37) % members.length]?.say(point(sent));
    sent += 1;
  };
  const told = (payload: Buffer) => {
    if (payload[offset + MARK] !== 0x63) odd += 1;
    received += 1;
    if (!isOver && received >= (sent - UNDER_WAY + 1) * others) send();
  };
  for (const member of members) member.count(told);
  for (let i = 0; i < UNDER_WAY; i++) send();
  // Until the server's queues and the compiler have settled.
  await sleep(milliseconds / 4);
  const before = received;
  const began = performance.now();
  await sleep(milliseconds);
  const rate = ((received - before) / (performance.now() - began)) * 1000;
  isOver = true;
  for (let i = 0; i < 100 && received < sent * others; i++) await sleep(50);
  if (odd > 0 || received !== sent * others)
    throw new Error(`${received} of ${sent * others} deliveries, ${odd} of them something else.`);
  return rate;
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
