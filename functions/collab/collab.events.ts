import * as z from 'zod/mini';
import type { EventKind } from '../platform/queue/events.ts';

const aboutMessage = z.object({ groupId: z.string(), messageId: z.string(), actorId: z.string() });

/** A message of a group's chat is new or has changed. Told at once; the queue is for the case that this failed. */
export const messageChanged: EventKind<z.infer<typeof aboutMessage>> = {
  type: 'collab.message-changed',
  queue: 'notification',
  payload: aboutMessage,
};

const aboutBoard = z.object({ boardId: z.string() });

/** Much was drawn on a whiteboard since its snapshot. */
export const boardDue: EventKind<z.infer<typeof aboutBoard>> = {
  type: 'collab.board-due',
  queue: 'notification',
  payload: aboutBoard,
};

const aboutGroup = z.object({
  groupId: z.string(),
  leftId: z.optional(z.string()),
  deletedBoardId: z.optional(z.string()),
  closed: z.optional(z.boolean()),
});

/** Something else of a group has changed; `leftId` is no member any more, `closed` rooms are left by all. */
export const groupChanged: EventKind<z.infer<typeof aboutGroup>> = {
  type: 'collab.group-changed',
  queue: 'notification',
  payload: aboutGroup,
};
