import type * as z from 'zod/mini';
import { DomainError } from './errors.ts';

/**
 * Parses an operation's input at the border.
 *
 * @throws DomainError BAD_INPUT that names the field
 */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'input';
  throw new DomainError('BAD_INPUT', `"${field}" is not valid: ${issue?.message ?? 'it has another form'}`);
}
