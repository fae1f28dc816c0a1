import type { Child } from './realtime-child.ts';
import { openMany, openReceiver, type Receiver } from './realtime-sockets.ts';

/** A room with so many members in it, all of one contestant. */
export interface Room {
  members: Receiver[];
  /** What a member says to point somewhere. */
  point(i: number): string;
  /** Where in a delivery `peer-cursor` stands. */
  offset: number;
  close(): void;
}

/** What our contestant tells of a group that it has made. */
export interface AtlasGroup {
  url: string;
  group: string;
  board: string;
  /** Where its table and its cache are. */
  env: Record<string, string>;
}

/** They are good for a minute: asked for shortly before. */
export async function ticketsOf(
  atlas: Child,
  group: AtlasGroup,
  from: number,
  count: number,
): Promise<string[]> {
  return (await atlas.ask<{ tickets: string[] }>({ ticketsOf: group.group, from, count })).tickets;
}

/** Where messages point, from left to right and again: by its x one is known. */
export const PLACES = { from: 100, count: 800 };

const at = (i: number) => ({ x: PLACES.from + (i % PLACES.count), y: 100 + (i % 600) });

export async function atlasRoom(atlas: Child, size: number): Promise<Room & { group: AtlasGroup }> {
  const group = await atlas.ask<AtlasGroup>({ connections: size });
  const { port, pathname: path } = new URL(group.url);
  const headers = 'Origin: http://localhost:4600\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n';
  const tickets = (from: number, count: number) => ticketsOf(atlas, group, from, count);
  const members = await openMany(size, tickets, async (prepared, i) => {
    const one = await openReceiver({ port: Number(port), path, headers });
    one.say(JSON.stringify({ type: 'connection_init', payload: { ticket: prepared[i] } }));
    await one.heard('{"type":"connection_ack"');
    one.say(JSON.stringify({ type: 'join-study-group', id: '1', group: group.group, after: 0 }));
    await one.heard('{"type":"study-group-joined"');
    return one;
  });
  const room = `group:${group.group}`;
  return {
    group,
    members,
    point: (i) => JSON.stringify({ type: 'cursor-move', room, at: at(i), selection: [] }),
    offset: '{"type":"'.length,
    close: () => closeAll(members),
  };
}

export async function socketIoRoom(peer: Child, size: number): Promise<Room> {
  const { port } = await peer.ask<{ port: number }>({});
  // As long as ours.
  const room = `group:grp_${String(size).padStart(26, '0')}`;
  const members = await openMany(
    size,
    async () => {},
    async () => {
      const one = await openReceiver({ port, path: '/socket.io/?EIO=4&transport=websocket' });
      await one.heard('0{');
      one.say('40');
      await one.heard('40{');
      one.say(`42${JSON.stringify(['join', room])}`);
      await one.heard('42["joined"');
      return one;
    },
  );
  return {
    members,
    point: (i) => `42${JSON.stringify(['cursor-move', { room, at: at(i), selection: [] }])}`,
    offset: '42["'.length,
    close: () => closeAll(members),
  };
}

/** Everybody who is connected. What is said is as long as what others are told by ours. */
export async function bareRoom(peer: Child, size: number): Promise<Room> {
  const { port } = await peer.ask<{ port: number }>({});
  const members = await openMany(
    size,
    async () => {},
    () => openReceiver({ port, path: '/' }),
  );
  const known = { room: `group:grp_${'0'.repeat(26)}`, peer: `usr_${'0'.repeat(26)}`, seat: '00000000' };
  return {
    members,
    point: (i) => JSON.stringify({ type: 'peer-cursor', ...known, at: at(i), selection: [] }),
    offset: '{"type":"'.length,
    close: () => closeAll(members),
  };
}

function closeAll(members: readonly Receiver[]): void {
  for (const one of members) one.close();
}
