import { createHash } from 'node:crypto';

/** The bytes of a compiled file: compact JSON, keys in the order in which the compiler sets them. */
export function toBytes(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** The first 16 hexadecimal digits of SHA-256: enough to name files, not meant against forgery. */
export function contentHash(bytes: string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
