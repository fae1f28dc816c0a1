import * as z from 'zod/mini';

/** What an agent is told when its machine starts. */
export const beginning = z.object({
  /** Of the WebSocket. */
  url: z.string(),
  /** Opens one connection; the next one comes with the welcome. */
  token: z.string(),
  /** A Unix socket to dial through, where there is no network. */
  socket: z._default(z.nullable(z.string()), null),
  shell: z.enum(['pty', 'simulated']),
  home: z.string(),
  /** The files at the start, in base64; in a cluster they come by `restore`. */
  archive: z.optional(z.string()),
  limits: z.object({ memory: z.number(), processes: z.number(), disk: z.number(), cpuSeconds: z.number() }),
  endsAt: z.string(),
});
export type Beginning = z.infer<typeof beginning>;

/** What the platform asks of an agent on this computer, beside the relay: one JSON object a line. */
export const request = z.discriminatedUnion('op', [
  z.object({ id: z.number(), op: z.literal('collect'), paths: z.array(z.string()) }),
  z.object({ id: z.number(), op: z.literal('save') }),
  z.object({ id: z.number(), op: z.literal('usage') }),
]);
export type Request = z.infer<typeof request>;

export type Said =
  | { op: 'ready' }
  | { op: 'failed'; message: string }
  | { id: number; ok: true; files?: Record<string, string>; archive?: string; diskBytes?: number }
  | { id: number; ok: false; message: string };
