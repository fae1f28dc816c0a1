import * as z from 'zod/mini';

/** C0, C1 and the signs that turn the direction of text: a name must not disguise what stands beside it. */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** A name as people write it, trimmed. */
export const personName = z.pipe(
  z.string().check(z.refine((text) => !UNPRINTABLE.test(text), 'it holds signs that can not be seen')),
  z.pipe(
    z.transform((text: string) => text.normalize('NFC').trim()),
    z.string().check(z.minLength(1, 'it is empty'), z.maxLength(80, 'use at most 80 characters')),
  ),
);
