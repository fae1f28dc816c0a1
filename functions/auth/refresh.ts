import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { SESSION_LENGTH } from './lifetimes.ts';

/** A token just superseded may come again: from another tab, or after an answer that never arrived. */
const LEEWAY = 10_000;

/**
 * A token is 16 bytes that name its family, random and known to its holders only, and 16 that change at each
 * rotation. So one row a family is enough to tell every older token from a stranger's.
 */
const HALF = 16;
const FORM = /^[\w-]{43}$/;

/** One sign-in and all refresh tokens that followed from it. Nothing in it lets a reader make a token. */
export interface RefreshFamily {
  /** SHA-256 of the part that all tokens of the family share. */
  familyHash: Buffer;
  userId: string;
  sessionId: string;
  /** SHA-256 of the one token that is good. */
  currentHash: Buffer;
  /** SHA-256 of the token before it; absent until the first rotation. */
  previousHash?: Buffer;
  /**
   * The token before the current one is good for ever: of a guest, who has no password to come back with, so that
   * an answer lost on the way must not lose all that the guest did.
   */
  forgiving?: boolean;
  startedAt: Date;
  /** When the current token was made. */
  rotatedAt: Date;
}

/** Where families live. It must survive a crash: what it forgets is signed out. */
export interface RefreshStore {
  insert(family: RefreshFamily): Promise<void>;
  find(familyHash: Buffer): Promise<RefreshFamily | undefined>;
  /** Writes the family if its current hash is still the expected one, atomically; false when it is not. */
  compareAndSet(expectedCurrentHash: Buffer, family: RefreshFamily): Promise<boolean>;
  /** Ends a family; none of its tokens works afterwards. */
  remove(familyHash: Buffer): Promise<void>;
}

export interface IssuedRefresh {
  token: string;
  /** When the token ends if it is not used before: the earlier of both bounds. */
  expiresAt: Date;
  userId: string;
  sessionId: string;
}

export type Rotation =
  | ({ outcome: 'rotated' } & IssuedRefresh)
  /** An old token came again: one of two holders is a thief, so the family has ended. End its session too. */
  | { outcome: 'reuse'; reuse: true; userId: string; sessionId: string }
  /** Unknown, ended or expired. */
  | { outcome: 'refused' };

/**
 * Rotating refresh tokens. A successor is the HMAC of the token before it under a key of the server, so it
 * can be given twice without being stored: an old token alone does not lead to it, nor does the store.
 * `keys`: at least 32 bytes each, the first derives; older ones stay for 10 s so that a change of keys
 * refuses nobody.
 */
export function createRefresh(keys: readonly [Buffer, ...Buffer[]]) {
  if (keys.some((key) => key.length < 32)) throw new Error('A key of refresh tokens needs 32 bytes');

  return {
    /** The first token of a new family. */
    async start(
      store: RefreshStore,
      owner: { userId: string; sessionId: string; forgiving?: boolean },
      now: Date,
    ): Promise<IssuedRefresh> {
      const bytes = randomBytes(2 * HALF);
      const family = { ...owner, familyHash: familyHashOf(bytes), currentHash: sha256(bytes) };
      const started = { ...family, startedAt: now, rotatedAt: now };
      await store.insert(started);
      return issued(started, bytes);
    },

    /**
     * The successor of a token. The token superseded within the last 10 s gets the same successor again; any
     * older one ends its family. Of parallel calls with one token one rotates, and all get what it made.
     */
    async rotate(store: RefreshStore, token: string, now: Date): Promise<Rotation> {
      const presented = parse(token);
      if (!presented) return { outcome: 'refused' };
      const presentedHash = sha256(presented);
      // Who loses the race finds its token superseded the second time, hence never races again.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const family = await store.find(familyHashOf(presented));
        if (!family || now.getTime() >= expiryOf(family).getTime()) return { outcome: 'refused' };

        if (timingSafeEqual(presentedHash, family.currentHash)) {
          const bytes = successorOf(presented, keys[0]);
          const next = { previousHash: presentedHash, currentHash: sha256(bytes), rotatedAt: now };
          const rotated = { ...family, ...next };
          if (await store.compareAndSet(presentedHash, rotated)) {
            return { outcome: 'rotated', ...issued(rotated, bytes) };
          }
          continue;
        }

        const justBefore = family.previousHash && timingSafeEqual(presentedHash, family.previousHash);
        const inLeeway = family.forgiving || now.getTime() - family.rotatedAt.getTime() <= LEEWAY;
        if (justBefore && inLeeway) {
          const candidates = keys.map((key) => successorOf(presented, key));
          const bytes = candidates.find((candidate) =>
            timingSafeEqual(sha256(candidate), family.currentHash),
          );
          // Made under a key that is gone: nothing to give, but no theft either.
          return bytes ? { outcome: 'rotated', ...issued(family, bytes) } : { outcome: 'refused' };
        }
        await store.remove(family.familyHash);
        return { outcome: 'reuse', reuse: true, userId: family.userId, sessionId: family.sessionId };
      }
      throw new Error('The store refused a token that it calls current');
    },

    /** Signs out: ends the family of any of its tokens, whose owner it returns; undefined for a stranger's. */
    async end(
      store: RefreshStore,
      token: string,
    ): Promise<{ userId: string; sessionId: string } | undefined> {
      const bytes = parse(token);
      const family = bytes && (await store.find(familyHashOf(bytes)));
      if (!family) return undefined;
      await store.remove(family.familyHash);
      return { userId: family.userId, sessionId: family.sessionId };
    },
  };
}

function parse(token: string): Buffer | undefined {
  return FORM.test(token) ? Buffer.from(token, 'base64url') : undefined;
}

function familyHashOf(token: Buffer): Buffer {
  return sha256(token.subarray(0, HALF));
}

function successorOf(token: Buffer, key: Buffer): Buffer {
  const fresh = createHmac('sha256', key).update('atlas refresh successor').update(token).digest();
  return Buffer.concat([token.subarray(0, HALF), fresh.subarray(0, HALF)]);
}

/** When a session ends that nobody uses any more. */
export function expiryOf({
  startedAt,
  rotatedAt,
  forgiving,
}: Pick<RefreshFamily, 'startedAt' | 'rotatedAt' | 'forgiving'>): Date {
  const { idle, absolute } = SESSION_LENGTH[forgiving ? 'guest' : 'account'];
  return new Date(Math.min(rotatedAt.getTime() + idle, startedAt.getTime() + absolute));
}

function issued(family: RefreshFamily, token: Buffer): IssuedRefresh {
  const { userId, sessionId } = family;
  return { token: token.toString('base64url'), expiresAt: expiryOf(family), userId, sessionId };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
