import * as z from 'zod/mini';
import type { ToServer } from '../../client/realtime/messages.ts';

const typed = (kind: string) =>
  z.string().check(z.regex(new RegExp(`^${kind}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`)));
/** Of a message that is answered; the client's own. */
const id = z.string().check(z.minLength(1), z.maxLength(64));
const base64 = z.string().check(z.maxLength(32_768), z.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const room = z.string().check(z.maxLength(80), z.regex(/^(group|board|diagram):[\w:]+$/));
const coordinate = z.number().check(z.minimum(-1e6), z.maximum(1e6));

/** What a client may say of rooms; what has another shape is refused. */
export const roomMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('join-study-group'),
    id,
    group: typed('grp'),
    after: z.int().check(z.minimum(0)),
  }),
  z.object({ type: z.literal('join-whiteboard'), id, board: typed('brd'), vector: base64 }),
  z.object({ type: z.literal('join-diagram'), id, group: typed('grp'), diagram: typed('dia') }),
  z.object({ type: z.literal('leave-room'), id, room }),
  z.object({ type: z.literal('typing'), group: typed('grp'), on: z.boolean() }),
  z.object({
    type: z.literal('cursor-move'),
    room,
    at: z.nullable(z.object({ x: coordinate, y: coordinate })),
    selection: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(20)),
    view: z.optional(z.string().check(z.maxLength(300))),
  }),
  z.object({ type: z.literal('whiteboard-update'), id, board: typed('brd'), update: base64 }),
]);

export type RoomMessage = z.infer<typeof roomMessage>;

// The contract with clients and what is parsed here are the same, or this is an error of types.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const followsContract: Same<RoomMessage['type'], ToServer['type']> = true;

/** Types of messages about rooms; all others are of graphql-transport-ws. */
export const ROOM_TYPES: ReadonlySet<string> = new Set<ToServer['type']>([
  'join-study-group',
  'join-whiteboard',
  'join-diagram',
  'leave-room',
  'typing',
  'cursor-move',
  'whiteboard-update',
]);
