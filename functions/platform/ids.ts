import { ulid } from 'ulid';
import { DomainError } from './errors.ts';

/** What an id names; an id in a log says what it is. */
export type IdKind =
  | 'usr'
  | 'dia'
  | 'evt'
  | 'ses'
  | 'mail'
  | 'key'
  | 'grp'
  | 'msg'
  | 'brd'
  | 'rep'
  | 'prq'
  | 'lab'
  | 'lss'
  | 'sub'
  | 'chk';

/** A typed, time-ordered id: a prefix and a ULID (https://github.com/ulid/spec). */
export function newId(kind: IdKind, now: Date): string {
  return `${kind}_${ulid(now.getTime())}`;
}

/** @throws DomainError BAD_INPUT for an id of another shape, before any query runs. */
export function parseId(kind: IdKind, id: string): string {
  if (new RegExp(`^${kind}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`).test(id)) return id;
  throw new DomainError('BAD_INPUT', `This is not an id of the form ${kind}_ and 26 characters.`);
}
