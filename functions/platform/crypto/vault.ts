import { createHmac } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { type KeyOfKeys, open, seal } from './key-of-keys.ts';
import { findDataKey, insertDataKey } from './vault.store.ts';

export interface Sealed {
  sealed: Buffer;
  /** The data key that opens it. */
  keyId: string;
}

/** Keeps what names a person: encrypted at rest, found by keyed hash. */
export interface Vault {
  /**
   * Encrypts a value with a data key (envelope encryption).
   *
   * @param binding table and row that it belongs to: copied into another row it does not open
   */
  seal(db: Database, value: Readonly<Record<string, string>>, binding: string, now: Date): Promise<Sealed>;
  /** @throws Error for another binding or changed bytes */
  open<Value extends Record<string, string>>(db: Database, row: Sealed, binding: string): Promise<Value>;
  /** HMAC-SHA256 of a text: equal texts of a kind are found, nobody without the key can guess them. */
  lookup(kind: string, text: string): Buffer;
}

/** A data key serves so many values or milliseconds, then a process takes a new one. */
const USES = 1_000;
const AGE = 3_600_000;
/** Opened data keys that a process remembers: each one forgotten costs a call to KMS. */
const REMEMBERED = 500;

interface DataKey {
  id: string;
  key: Buffer;
}

/**
 * @param key of data keys
 * @param lookupKey of keyed hashes, 32 bytes; it can't be rotated without looking at every row
 */
export function createVault(key: KeyOfKeys, lookupKey: Buffer): Vault {
  const opened = new Map<string, Promise<Buffer>>();
  let current: { made: Promise<DataKey>; uses: number; since: number } | undefined;

  function dataKey(db: Database, now: Date): Promise<DataKey> {
    const age = current ? now.getTime() - current.since : 0;
    if (!current || current.uses >= USES || age > AGE || age < 0) {
      const made = newDataKey(db, now);
      const mine = { made, uses: 0, since: now.getTime() };
      // A failure is not remembered.
      made.catch(() => {
        if (current === mine) current = undefined;
      });
      current = mine;
    }
    current.uses += 1;
    return current.made;
  }

  async function newDataKey(db: Database, now: Date): Promise<DataKey> {
    const id = newId('key', now);
    const { key: plain, wrapped } = await key.generate();
    await insertDataKey(db, { id, wrapped, created_at: now });
    return { id, key: plain };
  }

  async function unwrap(db: Database, keyId: string): Promise<Buffer> {
    const row = await findDataKey(db, keyId);
    if (!row) throw new Error(`There is no data key ${keyId}.`);
    return key.unwrap(row.wrapped);
  }

  function openedKey(db: Database, keyId: string): Promise<Buffer> {
    const known = opened.get(keyId);
    if (known) return known;
    const opening = unwrap(db, keyId);
    opening.catch(() => opened.delete(keyId));
    opened.set(keyId, opening);
    if (opened.size > REMEMBERED) opened.delete(opened.keys().next().value as string);
    return opening;
  }

  return {
    async seal(db, value, binding, now) {
      const { id, key: plain } = await dataKey(db, now);
      return { sealed: seal(plain, Buffer.from(JSON.stringify(value)), binding), keyId: id };
    },
    async open(db, { sealed, keyId }, binding) {
      return JSON.parse(open(await openedKey(db, keyId), sealed, binding).toString('utf8'));
    },
    lookup: (kind, text) => createHmac('sha256', lookupKey).update(`${kind}\0${text}`).digest(),
  };
}
