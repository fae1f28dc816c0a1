import { randomBytes } from 'node:crypto';
import type { StoredSecrets } from '../platform/secrets.ts';
import { newKeyPair } from './tokens.ts';

type StoredKey = StoredSecrets['signing']['all'][number];

/** Keys of refresh tokens that go on being tried: the one that derives, the next one, the last one. */
const REFRESH_KEYS = 3;
/** Retired keys of signatures that are kept; their tokens end after ten minutes, rotations are days apart. */
const RETIRED = 1;

/** The keys of a new deployment: one that signs, and one that is known everywhere before it does. */
export async function firstSecrets(): Promise<StoredSecrets> {
  const [current, next] = await Promise.all([newKey(), newKey()]);
  return {
    lookup: random(),
    refresh: [random(), random()],
    signing: { current: current.kid, all: [current, next] },
  };
}

/**
 * The next keys. What signs and derives from now on has been known to every function since the last rotation, and
 * what did so until now is tried still: nobody is signed out. The key of look-ups stays, since every row depends on
 * it.
 */
export async function rotateSecrets(before: StoredSecrets, now: Date): Promise<StoredSecrets> {
  const { current, all } = before.signing;
  const next = all.find((key) => key.kid !== current && key.retiredAt === undefined) ?? (await newKey());
  const last = all.find((key) => key.kid === current);
  const retired = [...(last ? [retire(last, now)] : []), ...all.filter((key) => key.retiredAt)];
  const [derives = random(), follows = random()] = before.refresh;
  return {
    lookup: before.lookup,
    refresh: [follows, random(), derives].slice(0, REFRESH_KEYS) as StoredSecrets['refresh'],
    signing: { current: next.kid, all: [next, await newKey(), ...retired.slice(0, RETIRED)] },
  };
}

async function newKey(): Promise<StoredKey> {
  const { kid, publicJwk, privateJwk } = await newKeyPair();
  return { kid, publicJwk, privateJwk } as StoredKey;
}

/** Its private half is gone for good. */
function retire({ kid, publicJwk }: StoredKey, now: Date): StoredKey {
  return { kid, publicJwk, retiredAt: now.toISOString() };
}

function random(): string {
  return randomBytes(32).toString('base64');
}
