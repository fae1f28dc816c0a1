import { isUtf8 } from 'node:buffer';

/** What is refused, in words for the log and the client's developer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export interface Reader {
  /** Bytes that are left. */
  left(): number;
  byte(): number;
  /** lib0's variable-length unsigned integer. */
  uint(): number;
  /** How many things follow, each of at least `least` bytes: never more than there are bytes for. */
  count(least: number): number;
  text(longest: number): string;
  /** Any JSON value as lib0 writes it; nothing is made of it. */
  value(): void;
}

/** Nested arrays and objects: every reader of a value calls itself once a level. */
const DEPTH = 16;
const LONGEST_KEY = 256;

/** Reads what lib0 wrote, and allocates nothing that the bytes only claim to hold. */
export function createReader(bytes: Uint8Array): Reader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function skip(length: number): number {
    if (length > buffer.length - at) throw new Refusal('it ends too early');
    const start = at;
    at += length;
    return start;
  }

  const byte = () => {
    const value = buffer[at++];
    if (value === undefined) throw new Refusal('it ends too early');
    return value;
  };

  function uint(): number {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 49; unit *= 128) {
      const next = byte();
      value += (next & 127) * unit;
      if (next < 128) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
    }
    throw new Refusal('a number is too large');
  }

  function count(least: number): number {
    const value = uint();
    if (value * least > buffer.length - at) throw new Refusal('it claims more than it holds');
    return value;
  }

  function skipText(): void {
    const length = uint();
    const start = skip(length);
    if (length > 0 && !isUtf8(buffer.subarray(start, at))) throw new Refusal('a text is not UTF-8');
  }

  function text(longest: number): string {
    const start = at;
    skipText();
    if (at - start > longest) throw new Refusal('a name is too long');
    at = start;
    const length = uint();
    const from = skip(length);
    return buffer.toString('utf8', from, at);
  }

  function finite(number: number): void {
    if (!Number.isFinite(number)) throw new Refusal('a number is not one of JSON');
  }

  function readValue(depth: number): void {
    if (depth > DEPTH) throw new Refusal('a value is nested too deep');
    const type = byte();
    if (type === 125) skipInteger();
    else if (type === 124) finite(buffer.readFloatBE(skip(4)));
    else if (type === 123) finite(buffer.readDoubleBE(skip(8)));
    else if (type === 119) skipText();
    else if (type === 118)
      for (let i = count(2); i > 0; i--) {
        // It would become the prototype of the object that lib0 makes.
        if (text(LONGEST_KEY) === '__proto__') throw new Refusal('a name is reserved');
        readValue(depth + 1);
      }
    else if (type === 117) for (let i = count(1); i > 0; i--) readValue(depth + 1);
    // undefined, null, false, true
    else if (type !== 127 && type !== 126 && type !== 121 && type !== 120)
      throw new Refusal('a value is not one of JSON');
  }

  /** Six bits and the sign, then seven at a time. */
  function skipInteger(): void {
    let next = byte();
    for (let read = 1; next >= 128; read++) {
      if (read > 7) throw new Refusal('a number is too large');
      next = byte();
    }
  }

  return { left: () => buffer.length - at, byte, uint, count, text, value: () => readValue(1) };
}
