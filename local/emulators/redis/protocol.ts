/** What a command answers with; a string is a bulk string. */
export type Reply = string | number | null | Reply[] | Status | Failure;

/** A simple string such as `OK`. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class Failure {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const OK = new Status('OK');

/** Bytes of one command, and arguments in it: far more than Atlas ever sends. */
const LONGEST = 16 * 1024 * 1024;
const MOST = 100_000;
/** Bytes of a line that tells a length; Redis's own bound for one. */
const LONGEST_LINE = 64 * 1024;

/** RESP2 (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
export function encode(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply, 'latin1')}\r\n${reply}\r\n`;
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  // What a client sent may be quoted in it, line ends too; they would end the reply early.
  if (reply instanceof Failure) return `-${reply.text.replace(/[\r\n]/g, ' ')}\r\n`;
  return `*${reply.length}\r\n${reply.map(encode).join('')}`;
}

/**
 * Reads commands from a stream of bytes, in pieces as they come, each byte once. Texts are latin1, a character a
 * byte, so that values keep every byte. The iteration throws at what is no command, after those before it.
 */
export function createParser(): (chunk: Buffer) => Generator<string[]> {
  let pieces: Buffer[] = [];
  let held = 0;
  /** Bytes without which there is nothing to read yet. */
  let needed = 1;
  let rest: Buffer = Buffer.alloc(0);
  let parts: string[] = [];
  let count = -1;
  let size = -1;
  let spent = 0;

  function line(): string | undefined {
    const end = rest.indexOf('\r\n', 0, 'latin1');
    if (end > LONGEST_LINE || (end < 0 && rest.length > LONGEST_LINE))
      throw new Error('Protocol error: too long a line');
    return end < 0 ? undefined : take(end);
  }

  function take(length: number): string {
    const text = rest.toString('latin1', 0, length);
    rest = rest.subarray(length + 2);
    return text;
  }

  /** One step; false when more bytes are needed. */
  function step(): boolean {
    if (size >= 0) {
      if (rest.length < size + 2) return false;
      parts.push(take(size));
      size = -1;
      return true;
    }
    const head = line();
    if (head === undefined) return false;
    if (count < 0) count = sizeOf(head, '*', MOST);
    else {
      size = sizeOf(head, '$', LONGEST);
      spent += size;
      if (spent > 2 * LONGEST) throw new Error('Protocol error: too big a command');
    }
    return true;
  }

  return function* (chunk) {
    pieces.push(chunk);
    held += chunk.length;
    if (held < needed) return;
    rest = Buffer.concat(pieces, held);
    while (step()) {
      if (size >= 0 || parts.length < count) continue;
      const command = parts;
      [parts, count, spent] = [[], -1, 0];
      if (command.length > 0) yield command;
    }
    [pieces, held] = [[rest], rest.length];
    needed = size >= 0 ? size + 2 : held + 1;
  };
}

function sizeOf(text: string, sign: string, most: number): number {
  const size = Number(text.slice(1));
  if (text[0] !== sign || !Number.isInteger(size) || size < 0 || size > most)
    throw new Error('Protocol error: invalid length');
  return size;
}
