import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ToClient } from '../../client/realtime/messages.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Occupant, Rooms } from '../platform/realtime/rooms.ts';
import { startBoards, type TestBoards } from './boards/testing/boards.ts';
import { drawShape } from './boards/testing/drawing.ts';
import { page } from './boards/testing/pages.ts';
import { receiveRoomMessage } from './rooms.ts';

let boards: TestBoards;

beforeAll(async () => {
  boards = await startBoards();
});
afterAll(() => boards.stop());

const occupant = (name: string): Occupant => ({
  connectionId: name,
  actor: { userId: name, sessionId: name, role: 'learner', guest: false } as Actor,
  may: 'edit',
});

/** Somebody draws; `there` is who is in the room each time that somebody looks. In `order`: what happened. */
async function draw(there: Occupant[][], tell = async () => {}) {
  const board = await boards.newBoard();
  const order: string[] = [];
  const rooms = {
    occupants: async () => there.shift() ?? [],
    async tell(_ctx, _room, _message, { except, to = [] } = {}) {
      const ids = to.map(({ connectionId }) => connectionId).filter((id) => id !== except);
      order.push(`told ${ids}`);
      await tell();
      return ids.length;
    },
  } as Partial<Rooms> as Rooms;
  const base = boards.start();
  // A disk that takes its time.
  const rows: typeof base.db.rows = async (sql, values) => {
    if (!sql.includes('INSERT INTO board_updates')) return base.db.rows(sql, values);
    await sleep(30);
    order.push('stored');
    return base.db.rows(sql, values);
  };
  const live = async () => ({ rooms }) as never;
  const ctx: Context = { ...base, db: { ...base.db, rows }, services: { ...base.services, live } };
  const { doc, updates } = page(1);
  const send = (bytes: Uint8Array): Promise<ToClient | undefined> => {
    const update = Buffer.from(bytes).toString('base64');
    const message = { type: 'whiteboard-update', id: '1', board, update };
    return receiveRoomMessage(ctx, 'ada', async () => undefined, message);
  };
  drawShape(doc, 'a');
  return { order, send, update: updates[0] as Uint8Array, board };
}

test('others see what is drawn while it is stored, and who came in meanwhile is told afterwards', async () => {
  const [ada, bob, eve] = [occupant('ada'), occupant('bob'), occupant('eve')];
  const { order, send, update } = await draw([
    [ada, bob],
    [ada, bob, eve],
  ]);
  expect(await send(update)).toMatchObject({ type: 'whiteboard-saved', id: '1' });
  expect(order).toEqual(['told bob', 'stored', 'told eve']);
});

test('what is no good is told to nobody', async () => {
  const { order, send } = await draw([[occupant('ada'), occupant('bob')]]);
  expect(await send(new Uint8Array([1, 255, 255, 255, 127, 1, 0]))).toMatchObject({
    message: expect.stringContaining('can not hold that'),
  });
  expect(order).toEqual([]);
});

test('a gateway that fails loses nothing: it is stored, and found by the next comparison', async () => {
  const { send, update, board } = await draw([[occupant('ada'), occupant('bob')]], async () => {
    await sleep(5);
    throw new Error('The gateway is away.');
  });
  expect(await send(update)).toMatchObject({ type: 'whiteboard-saved' });
  expect(await boards.countUpdates(board)).toBe(1);
});
