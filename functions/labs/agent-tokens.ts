import { createHash, randomBytes } from 'node:crypto';

/**
 * A token for the agent in a learner's machine, `<machine>.<random>`: a name of one connection, with nothing signed and
 * nothing in it. The learner can read it in their machine; it may relay this one machine's terminal, and is dead once
 * the agent has confirmed the next one, or the machine has ended.
 */
export function newAgentToken(machine: string): { token: string; hash: Buffer } {
  const token = `${machine}.${randomBytes(24).toString('base64url')}`;
  return { token, hash: hashOf(token) };
}

/** What the database keeps of a token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The machine that a token names; undefined for what has another shape. */
export function machineIn(token: string): { sessionId: string; machine: number } | undefined {
  const match = /^(lss_[0-7][0-9A-HJKMNP-TV-Z]{25})\.(\d{1,9})\.[\w-]{32}$/.exec(token);
  return match?.[1] ? { sessionId: match[1], machine: Number(match[2]) } : undefined;
}
