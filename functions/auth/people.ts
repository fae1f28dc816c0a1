import type { Context, Role } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { findSealed, findUser, type UserRow } from './people.store.ts';

/** An account or a guest, as resolvers see it. */
export interface UserRecord {
  id: string;
  guest: boolean;
  createdAt: Date;
  timeZone: string;
  role: Role;
  disabled: boolean;
  hasPassword: boolean;
  /** Name and address are opened when somebody asks for them. */
  row: UserRow;
}

/** What names a person. */
export type Person = { email: string; name: string };

export async function userById(ctx: Context, userId: string): Promise<UserRecord | undefined> {
  const row = await findUser(ctx.db, userId);
  return row && toRecord(row);
}

/** @throws DomainError NOT_FOUND */
export async function requireUser(ctx: Context, userId: string): Promise<UserRecord> {
  const user = await userById(ctx, userId);
  if (!user) throw new DomainError('NOT_FOUND', 'There is no such account.');
  return user;
}

/** Name and address of an account; undefined for a guest. */
export async function personOf(ctx: Context, { row }: UserRecord): Promise<Person | undefined> {
  const { id, sealed, key_id: keyId } = row;
  if (!sealed || !keyId) return undefined;
  return ctx.once(`auth.person.${id}.${keyId}.${sealed.toString('base64url', 0, 16)}`, async () => {
    const vault = await ctx.services.vault();
    return vault.open<Person>(ctx.db, { sealed, keyId }, bindingOf(id));
  });
}

/** Names of accounts by id, as other people see them; a guest has none. */
export async function namesOf(ctx: Context, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await findSealed(ctx.db, userIds);
  if (rows.length === 0) return new Map();
  const vault = await ctx.services.vault();
  const names = rows.map(async ({ user_id: id, sealed, key_id: keyId }) => {
    const { name } = await vault.open<Person>(ctx.db, { sealed, keyId }, bindingOf(id));
    return [id, name] as const;
  });
  return new Map(await Promise.all(names));
}

/** A sealed person opens in the row of this user only. */
export function bindingOf(userId: string): string {
  return `people:${userId}`;
}

function toRecord(row: UserRow): UserRecord {
  return {
    id: row.id,
    guest: row.guest,
    createdAt: row.created_at,
    timeZone: row.time_zone,
    role: row.role,
    disabled: row.disabled_at !== null,
    hasPassword: row.has_password,
    row,
  };
}
