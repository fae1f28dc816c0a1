import * as z from 'zod/mini';
import type { AgentToServer, PageToServer } from '../../client/lab/messages.ts';

const lab = z.string().check(z.regex(/^lss_[0-7][0-9A-HJKMNP-TV-Z]{25}$/));
/** Of a message that is answered; the client's own. */
const id = z.string().check(z.minLength(1), z.maxLength(64));
const terminal = z.enum(['1', '2']);
const stream = z.string().check(z.regex(/^[\w-]{1,40}$/));
const seat = z.string().check(z.regex(/^[\w-]{1,16}$/));
/** A number of bytes; a terminal that goes on for a year stays below. */
const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const cells = z.int().check(z.minimum(1), z.maximum(1_000));
const base64 = z.string().check(z.maxLength(24_000), z.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const path = z.string().check(z.minLength(1), z.maxLength(400));

const ask = z.discriminatedUnion('op', [
  z.object({ op: z.literal('list') }),
  z.object({ op: z.literal('read'), path, at: count }),
  z.object({
    op: z.literal('write'),
    path,
    at: count,
    data: base64,
    last: z.boolean(),
    before: z.optional(z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/)))),
  }),
  z.object({ op: z.literal('remove'), path }),
  z.object({ op: z.literal('rename'), path, to: path }),
]);

/** What a page may say of a lab; what has another shape is refused. */
export const pageMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('join-lab'), id, lab }),
  z.object({
    type: z.literal('terminal-open'),
    lab,
    terminal,
    stream,
    cols: cells,
    rows: cells,
    after: z.nullable(count),
  }),
  z.object({
    type: z.literal('terminal-input'),
    lab,
    terminal,
    stream,
    at: count,
    data: z.string().check(z.maxLength(16_384)),
  }),
  z.object({ type: z.literal('terminal-ack'), lab, terminal, stream, upTo: count }),
  z.object({ type: z.literal('terminal-resize'), lab, terminal, stream, cols: cells, rows: cells }),
  z.object({ type: z.literal('terminal-close'), lab, terminal, stream }),
  z.object({ type: z.literal('lab-file'), id, lab, ask }),
  z.object({ type: z.literal('leave-lab'), lab }),
]);
export type PageMessage = z.infer<typeof pageMessage>;

const token = z.string().check(z.maxLength(200));
const listed = z.object({ path, bytes: count, executable: z.boolean() });
const answer = z.discriminatedUnion('op', [
  z.object({ op: z.literal('list'), files: z.array(listed).check(z.maxLength(500)), more: z.boolean() }),
  z.object({
    op: z.literal('read'),
    path,
    at: count,
    data: base64,
    bytes: count,
    hash: z.string().check(z.maxLength(64)),
  }),
  z.object({ op: z.literal('write'), path, hash: z.nullable(z.string().check(z.maxLength(64))) }),
  z.object({ op: z.enum(['remove', 'rename']), path }),
  z.object({
    op: z.literal('failed'),
    code: z.enum(['NOT_FOUND', 'CHANGED', 'TOO_LARGE', 'BAD_PATH', 'NO_SPACE', 'FAILED']),
    message: z.string().check(z.maxLength(400)),
  }),
]);

/** What an agent may say: a learner's program may speak in its place. */
export const agentMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent-hello'), token }),
  z.object({ type: z.literal('agent-ready'), token }),
  z.object({
    type: z.literal('terminal-opened'),
    to: seat,
    terminal,
    stream,
    from: count,
    inputFrom: count,
    cols: cells,
    rows: cells,
  }),
  z.object({ type: z.literal('terminal-output'), terminal, at: count, data: base64, to: z.optional(seat) }),
  z.object({ type: z.literal('terminal-input-ack'), to: seat, terminal, stream, upTo: count }),
  z.object({ type: z.literal('terminal-ended'), terminal, code: z.int() }),
  z.object({ type: z.literal('lab-file-answer'), to: seat, id, answer }),
]);
export type AgentMessage = z.infer<typeof agentMessage>;

// The contract with clients and what is parsed here are the same, or this is an error of types.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const followsContract: [
  Same<PageMessage['type'], PageToServer['type']>,
  Same<AgentMessage['type'], AgentToServer['type']>,
] = [true, true];

export const PAGE_TYPES: ReadonlySet<string> = new Set<PageToServer['type']>([
  'join-lab',
  'terminal-open',
  'terminal-input',
  'terminal-ack',
  'terminal-resize',
  'terminal-close',
  'lab-file',
  'leave-lab',
]);
export const AGENT_TYPES: ReadonlySet<string> = new Set<AgentToServer['type']>([
  'agent-hello',
  'agent-ready',
  'terminal-opened',
  'terminal-output',
  'terminal-input-ack',
  'terminal-ended',
  'lab-file-answer',
]);
