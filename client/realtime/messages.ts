/**
 * Room messages: what is said over the WebSocket beside `graphql-transport-ws`, in the same envelope, one JSON object
 * with a `type`. A message with an `id` is answered under it, or refused. Rooms are named `group:<id>`, `board:<id>`
 * and `diagram:<group id>:<diagram id>`.
 */

/** A message of a group's chat. People are named by their ids; who they are comes by GraphQL. */
export interface ChatMessage {
  id: string;
  groupId: string;
  /** By which its author's pages know what they wrote. */
  key: string;
  sequence: number;
  changedSequence: number;
  authorId: string | null;
  text: string;
  replyTo: string | null;
  mentions: string[];
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  reactions: { emoji: string; people: string[] }[];
}

/** Where somebody points, in units of the drawing, and what they have selected. */
export interface Pointing {
  /** Null when the pointer is not on the drawing. */
  at: { x: number; y: number } | null;
  selection: string[];
  /** What they look at, for those who follow them: the query of a diagram's page. */
  view?: string;
}

export type ToServer =
  | { type: 'join-study-group'; id: string; group: string; after: number }
  | { type: 'join-whiteboard'; id: string; board: string; vector: string }
  | { type: 'join-diagram'; id: string; group: string; diagram: string }
  | { type: 'leave-room'; id: string; room: string }
  | { type: 'typing'; group: string; on: boolean }
  | ({ type: 'cursor-move'; room: string } & Pointing)
  | { type: 'whiteboard-update'; id: string; board: string; update: string };

export type ToClient =
  /**
   * `messages`: what changed after the number that was named, in order; with `more`, ask again after `upTo`. `anew`: the
   * server has never been that far, since it was put back to an earlier state; what the client knows it has to forget.
   */
  | {
      type: 'study-group-joined';
      id: string;
      group: string;
      peers: string[];
      messages: ChatMessage[];
      upTo: number;
      more: boolean;
      anew?: true;
    }
  /**
   * Part of what the asking client lacks; `vector` says what the server has, so that the client sends the rest. It
   * stands in the last part, as `peers` do.
   */
  | {
      type: 'whiteboard-sync';
      id: string;
      board: string;
      part: number;
      parts: number;
      update: string;
      vector: string;
      mayEdit: boolean;
      peers: string[];
    }
  | { type: 'diagram-joined'; id: string; room: string; peers: string[] }
  | { type: 'left'; id: string; room: string }
  | { type: 'whiteboard-saved'; id: string; board: string }
  | { type: 'refused'; id: string | null; code: string; message: string }
  | { type: 'group-message'; group: string; message: ChatMessage }
  /** Something else of the group is different: members, goal, name, boards. */
  | { type: 'group-changed'; group: string }
  /** The person is no member any more, or the room is gone. */
  | { type: 'room-closed'; room: string }
  | { type: 'peer-joined' | 'peer-left'; room: string; peer: string }
  | { type: 'peer-typing'; group: string; peer: string; on: boolean }
  /** `seat` tells two pages of one person apart. */
  | ({ type: 'peer-cursor'; room: string; peer: string; seat: string } & Pointing)
  | { type: 'whiteboard-update'; board: string; update: string }
  /** More was drawn than a message holds: ask for it. */
  | { type: 'whiteboard-changed'; board: string };

/** Bytes of a message from a browser: API Gateway takes 32 KB a frame, and a browser can't split one. */
export const CLIENT_MESSAGE = 32 * 1024;
/** Bytes of a Yjs update in one message: base64 makes it a third longer, the envelope a little. */
export const UPDATE_BYTES = 22_000;
/**
 * Bytes of one update that is too much for a message: goes up in ten seconds with some 200 kbit/s. The server takes up
 * to 512 KB.
 */
export const UPLOAD_BYTES = 200_000;
