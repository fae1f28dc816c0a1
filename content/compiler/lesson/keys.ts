import * as z from 'zod';

/** Keys that diagrams and labs have in common. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');

export const title = z.string().min(4).max(70);

export const difficulty = z.union(
  [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)],
  'must be 1 to 5',
);

export const summary = z
  .string()
  .max(200)
  .regex(/^[^\n]*[^.!?\s][.!?]$/, 'must be one sentence that ends with a full stop');

export const sources = z
  .array(
    z.strictObject({
      title: z.string().min(3),
      url: z.url({ protocol: /^https$/, error: 'must be an https address' }),
    }),
  )
  .min(1)
  .max(8);
