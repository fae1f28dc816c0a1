import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToClient } from '../../client/realtime/messages.ts';
import type { Actor, Context } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
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

test('what was on its way when the group was archived is not stored', async () => {
  const editor = [occupant('ada'), occupant('bob')];
  const { send, update, board } = await draw([editor, editor]);
  const archive = (at: Date | null) =>
    boards.db.rows(`UPDATE study_groups SET archived_at = $1 WHERE id = 'grp_1'`, [at]);
  await archive(new Date());
  expect(await send(update)).toMatchObject({ type: 'refused', code: 'FORBIDDEN' });
  expect(await boards.countUpdates(board)).toBe(0);
  await archive(null);
  expect(await send(update)).toMatchObject({ type: 'whiteboard-saved' });
});

describe('W3 who comes in while the group changes', () => {
  const actor: Actor = { userId: newId('usr', new Date()), sessionId: 's', role: 'learner', guest: false };
  const group = newId('grp', new Date());
  const board = newId('brd', new Date());
  const diagram = newId('dia', new Date());

  beforeAll(async () => {
    const now = new Date();
    await boards.db.rows('INSERT INTO users (id, guest, created_at) VALUES ($1, false, $2)', [
      actor.userId,
      now,
    ]);
    await boards.db.rows(
      `INSERT INTO study_groups (id, name, description, visibility, language, invitation, created_at)
       VALUES ($1, 'a', '', 'public', 'en', 'j', $2)`,
      [group, now],
    );
    await boards.db.rows(`INSERT INTO boards (id, group_id, title, created_at) VALUES ($1, $2, 'b', $3)`, [
      board,
      group,
      now,
    ]);
  });

  /** Joins, and `meanwhile` happens once the connection is in and before anybody could know that it is. */
  async function join(message: object, meanwhile: string) {
    const there = new Map<string, string | undefined>();
    const rooms = {
      async enter(room, { may }) {
        there.set(room, may);
        await boards.db.rows(meanwhile, [group]);
        return true;
      },
      async leave(room, connectionId) {
        return there.delete(room) ? { room, connectionId, last: undefined } : undefined;
      },
      occupants: async () => [],
      tell: async () => 0,
    } as Partial<Rooms> as Rooms;
    const base = boards.start();
    const live = async () => ({ rooms, posts: {} }) as never;
    const ctx: Context = { ...base, services: { ...base.services, live } };
    await boards.db.rows(
      `INSERT INTO group_members (group_id, user_id, role, joined_at) VALUES ($1, $2, 'member', now())
       ON CONFLICT DO NOTHING`,
      [group, actor.userId],
    );
    const answer = await receiveRoomMessage(ctx, 'connection', async () => actor, { id: '1', ...message });
    return { answer, there };
  }

  test.each([
    ['group', { type: 'join-study-group', group, after: 0 }],
    ['diagram', { type: 'join-diagram', group, diagram }],
    ['whiteboard', { type: 'join-whiteboard', board, vector: 'AA==' }],
  ])('is not left in the room of a %s when they are removed', async (_what, message) => {
    const { answer, there } = await join(message, 'DELETE FROM group_members WHERE group_id = $1');
    expect(answer).toMatchObject({ type: 'refused', id: '1', code: 'NOT_FOUND' });
    expect(there.size).toBe(0);
  });

  test('may not draw when it is archived', async () => {
    const message = { type: 'join-whiteboard', board, vector: 'AA==' };
    const { answer, there } = await join(
      message,
      'UPDATE study_groups SET archived_at = now() WHERE id = $1',
    );
    expect(answer).toMatchObject({ type: 'whiteboard-sync', mayEdit: false });
    expect([...there]).toEqual([[`board:${board}`, 'view']]);
  });
});

test('a gateway that fails loses nothing: it is stored, and found by the next comparison', async () => {
  const { send, update, board } = await draw([[occupant('ada'), occupant('bob')]], async () => {
    await sleep(5);
    throw new Error('The gateway is away.');
  });
  expect(await send(update)).toMatchObject({ type: 'whiteboard-saved' });
  expect(await boards.countUpdates(board)).toBe(1);
});
