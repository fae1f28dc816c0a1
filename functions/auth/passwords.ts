import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { DomainError } from '../platform/errors.ts';
import { createGate } from './gate.ts';

/** OWASP's parameters of argon2id: memory in KiB, passes, lanes; a hash takes about 40 ms of one core. */
const CURRENT = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** NIST SP 800-63B asks for 8 at least and 64 at least allowed; the upper bound only stops abuse. */
export const PASSWORD_LENGTH = { min: 8, max: 256 };
/** A password that would still be this long without the names in it owes its strength to the rest. */
const LONG_WITHOUT_NAMES = 16;
const PRODUCT_NAMES = ['atlas', 'lms'];

/**
 * Hashes run on libuv's pool of four threads, which files and name look-ups need too: one stays free.
 * The bound on waiting keeps a flood of logins to a few seconds and to 19 MiB for each running hash.
 */
const gate = createGate({ atOnce: Math.min(availableParallelism(), 3), waiting: 64 });

const derive = promisify(argon2);

interface StoredHash {
  parameters: { memory: number; passes: number; parallelism: number };
  salt: Buffer;
  tag: Buffer;
}

/**
 * The PHC string to store for a password, with a fresh salt.
 * Throws DomainError UNAVAILABLE when too many hashes wait already.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt, TAG_BYTES, CURRENT);
  const { memory, passes, parallelism } = CURRENT;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether the password is the stored one, in constant time, and whether to hash it anew at this occasion.
 * Throws DomainError UNAVAILABLE when too many hashes wait, and Error for a string that is no argon2id hash.
 */
export async function verifyPassword(
  stored: string,
  password: string,
): Promise<{ matches: boolean; outdated: boolean }> {
  const { parameters, salt, tag } = parseHash(stored);
  const matches = timingSafeEqual(await tagOf(password, salt, tag.length, parameters), tag);
  const weaker =
    parameters.memory < CURRENT.memory ||
    parameters.passes < CURRENT.passes ||
    salt.length < SALT_BYTES ||
    tag.length < TAG_BYTES;
  return { matches, outdated: matches && weaker };
}

const NOBODY = `$argon2id$v=19$m=19456,t=2,p=1$${unpadded(Buffer.alloc(16))}$${unpadded(Buffer.alloc(32))}`;

/** The work and the answer of a wrong password, for an account that does not exist or has no password. */
export function verifyNothing(password: string): Promise<{ matches: false; outdated: false }> {
  return verifyPassword(NOBODY, password).then(() => ({ matches: false, outdated: false }));
}

/**
 * What is wrong with a new password, as one sentence for the person; undefined when it will do.
 * Lengths count code points after NFC. Nothing is asked of its composition: length and rarity protect.
 * `site` is the host name at which the product runs.
 */
export async function passwordProblem(
  password: string,
  person: { email?: string; name?: string; site?: string },
): Promise<string | undefined> {
  const normal = password.normalize('NFC');
  // In UTF-8 every lone surrogate would become the same replacement character, so that they matched each other.
  if (!normal.isWellFormed()) return 'This password holds a character that cannot be stored.';
  const length = [...normal].length;
  if (length < PASSWORD_LENGTH.min) return `Use at least ${PASSWORD_LENGTH.min} characters.`;
  if (length > PASSWORD_LENGTH.max) return `Use at most ${PASSWORD_LENGTH.max} characters.`;
  const { foldLookAlikes, isCommonPassword } = await import('./common-passwords.ts');
  if (isCommonPassword(normal)) return 'Many people use this password or one like it: choose a rarer one.';
  const leansOn = (words: string[]) => withoutWords(normal, words, foldLookAlikes) < LONG_WITHOUT_NAMES;
  if (leansOn([...PRODUCT_NAMES, ...wordsOf(person.site?.replace(/\.[^.]*$/, ''))])) {
    return 'Leave the name of this site out of it.';
  }
  const email = person.email?.toLowerCase() ?? '';
  if (leansOn([email, ...wordsOf(email.replace(/@.*$/, '')), ...wordsOf(person.name)])) {
    return 'Leave your name and e-mail address out of it.';
  }
  return undefined;
}

function wordsOf(text = ''): string[] {
  const whole = text.toLowerCase();
  return [whole, ...whole.split(/[^\p{L}\p{N}]+/u)];
}

/**
 * How many characters are left of a password without these words; Infinity when it holds none of them.
 * A word of three letters counts only where it stands alone (`palms` holds no `lms`), shorter ones never.
 */
function withoutWords(password: string, words: string[], fold: (text: string) => string): number {
  const whole = fold(password);
  const long = words.filter((word) => word.length > 3);
  const rest = long.reduce((text, word) => text.replaceAll(fold(word), ''), whole);
  const alone = new Set(password.toLowerCase().split(/[^\p{L}]+/u));
  const short = new Set(words.filter((word) => word.length === 3 && alone.has(word)));
  if (rest === whole && short.size === 0) return Number.POSITIVE_INFINITY;
  return [...rest].length - 3 * short.size;
}

function tagOf(
  password: string,
  nonce: Buffer,
  tagLength: number,
  parameters: StoredHash['parameters'],
): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'));
  return gate(
    () => derive('argon2id', { message, nonce, tagLength, ...parameters }),
    () =>
      new DomainError('UNAVAILABLE', 'Too many people are signing in just now. Try again in a moment.', {
        retryAfterSeconds: 2,
      }),
  );
}

function parseHash(stored: string): StoredHash {
  const found = stored.match(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/-]+)\$([\w+/-]+)$/);
  if (!found) throw new Error('A stored password is not an argon2id hash of version 19');
  const [memory, passes, parallelism] = found.slice(1, 4).map(Number) as [number, number, number];
  const [salt, tag] = found.slice(4).map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer];
  return { parameters: { memory, passes, parallelism }, salt, tag };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
