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

/** RESP2 (https://redis.io/docs/latest/develop/reference/protocol-spec/). */
export function encode(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply, 'latin1')}\r\n${reply}\r\n`;
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof Failure) return `-${reply.text}\r\n`;
  return `*${reply.length}\r\n${reply.map(encode).join('')}`;
}

/**
 * Reads commands from a stream of bytes, in pieces as they come. Texts are latin1, a character a byte, so that
 * values keep every byte.
 */
export function createParser(): (chunk: Buffer) => string[][] {
  let rest: Buffer = Buffer.alloc(0);

  /** A line and where the next one begins; undefined when it has not come whole. */
  function line(at: number): [string, number] | undefined {
    const end = rest.indexOf('\r\n', at, 'latin1');
    return end < 0 ? undefined : [rest.toString('latin1', at, end), end + 2];
  }

  function command(at: number): [string[], number] | undefined {
    const head = line(at);
    if (!head) return undefined;
    const count = sizeOf(head[0], '*', MOST);
    const parts: string[] = [];
    let next = head[1];
    for (let i = 0; i < count; i++) {
      const length = line(next);
      if (!length) return undefined;
      const size = sizeOf(length[0], '$', LONGEST);
      if (rest.length < length[1] + size + 2) return undefined;
      parts.push(rest.toString('latin1', length[1], length[1] + size));
      next = length[1] + size + 2;
    }
    return [parts, next];
  }

  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (rest.length > 2 * LONGEST) throw new Error('Protocol error: too big a command');
    const commands: string[][] = [];
    let at = 0;
    for (let found = command(at); found; found = command(at)) {
      if (found[0].length > 0) commands.push(found[0]);
      at = found[1];
    }
    rest = rest.subarray(at);
    return commands;
  };
}

function sizeOf(text: string, sign: string, most: number): number {
  const size = Number(text.slice(1));
  if (text[0] !== sign || !Number.isInteger(size) || size < 0 || size > most)
    throw new Error('Protocol error: invalid length');
  return size;
}
