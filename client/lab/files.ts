import { fromBase64, toBase64 } from '../realtime/base64.ts';
import { ConnectionLost, RefusedError } from '../realtime/live.ts';
import { FILE_PIECE, type FileAnswer, type FileAsk } from './messages.ts';
import { join } from './streams.ts';

export type ListedFile = Extract<FileAnswer, { op: 'list' }>['files'][number];

export interface ReadFile {
  bytes: Uint8Array;
  /** SHA-256 as hex: what a write names as what it was made from. */
  hash: string;
}

/** The files below the home folder. */
export interface MachineFiles {
  list(): Promise<{ files: ListedFile[]; more: boolean }>;
  read(path: string): Promise<ReadFile>;
  /** `before`: the hash that was read; null for a file that must be new; undefined to write anyway. */
  write(path: string, bytes: Uint8Array, before: string | null | undefined): Promise<{ hash: string | null }>;
  remove(path: string): Promise<void>;
  rename(path: string, to: string): Promise<void>;
}

/** A file could not be had or changed; by the code one knows why, the message is for the person. */
export class FileFailure extends Error {
  override readonly name = 'FileFailure';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Of one file; larger ones are for the shell. */
export const MOST_BYTES = 1024 * 1024;
/** A file that changes while it is read is read again, so often. */
const ATTEMPTS = 3;

/** @param ask as the machine answers it; throws ConnectionLost or RefusedError when it does not */
export function createFiles(ask: (ask: FileAsk) => Promise<FileAnswer>): MachineFiles {
  async function answer<Op extends FileAsk['op']>(
    asked: Extract<FileAsk, { op: Op }>,
  ): Promise<Extract<FileAnswer, { op: Op }>> {
    try {
      const given = await ask(asked);
      if (given.op === 'failed') throw new FileFailure(given.code, given.message);
      if (given.op !== asked.op) throw new FileFailure('FAILED', 'The machine said something else.');
      return given as Extract<FileAnswer, { op: Op }>;
    } catch (error) {
      if (error instanceof ConnectionLost)
        throw new FileFailure('OFFLINE', 'The machine can not be reached now.');
      if (error instanceof RefusedError) throw new FileFailure(error.code, error.message);
      throw error;
    }
  }

  async function readOnce(path: string): Promise<ReadFile | undefined> {
    const pieces: Uint8Array[] = [];
    let at = 0;
    let hash: string | undefined;
    do {
      const piece = await answer({ op: 'read', path, at });
      if (piece.bytes > MOST_BYTES) throw new FileFailure('TOO_LARGE', `${path} is larger than 1 MB.`);
      hash ??= piece.hash;
      if (piece.hash !== hash) return undefined;
      const bytes = fromBase64(piece.data);
      pieces.push(bytes);
      at += bytes.length;
      if (bytes.length === 0 || at >= piece.bytes) break;
    } while (at <= MOST_BYTES);
    return { bytes: join(pieces), hash };
  }

  return {
    async list() {
      const { files, more } = await answer({ op: 'list' });
      return { files, more };
    },
    async read(path) {
      for (let i = 0; i < ATTEMPTS; i++) {
        const read = await readOnce(path);
        if (read) return read;
      }
      throw new FileFailure('CHANGED', `${path} is being written. Try again.`);
    },
    async write(path, bytes, before) {
      if (bytes.length > MOST_BYTES) throw new FileFailure('TOO_LARGE', 'A file may have at most 1 MB here.');
      let at = 0;
      for (;;) {
        const piece = bytes.subarray(at, at + FILE_PIECE);
        const last = at + piece.length >= bytes.length;
        const asked = { op: 'write', path, at, data: toBase64(piece), last } as const;
        const { hash } = await answer({ ...asked, ...(before === undefined ? {} : { before }) });
        if (last) return { hash };
        at += piece.length;
      }
    },
    async remove(path) {
      await answer({ op: 'remove', path });
    },
    async rename(path, to) {
      await answer({ op: 'rename', path, to });
    },
  };
}
