import { createHash } from 'node:crypto';
import { FILE_PIECE, type FileAnswer, type FileAsk } from '../client/lab/messages.ts';
import { FILE_BYTES, type Home, HomeFailure } from './home.ts';

/** Files in one list: 32 KB is all that fits into a message. */
const LISTED = 500;
const LIST_BYTES = 16 * 1024;

/** Answers what the editor of a page asks of the files. */
export interface Editor {
  answer(seat: string, ask: FileAsk): Promise<FileAnswer>;
  pageLeft(seat: string): void;
}

export function createEditor(home: Home): Editor {
  /** Files that are being written, by page and path. */
  const unfinished = new Map<string, Buffer[]>();

  async function answer(seat: string, ask: FileAsk): Promise<FileAnswer> {
    switch (ask.op) {
      case 'list':
        return list();
      case 'read': {
        const bytes = await home.read(ask.path, FILE_BYTES);
        if (!bytes) throw new HomeFailure('NOT_FOUND', `There is no file ${ask.path}.`);
        const data = bytes.subarray(ask.at, ask.at + FILE_PIECE).toString('base64');
        return { op: 'read', path: ask.path, at: ask.at, data, bytes: bytes.length, hash: hashOf(bytes) };
      }
      case 'write':
        return write(seat, ask);
      case 'remove':
        if (!(await home.remove(ask.path)))
          throw new HomeFailure('NOT_FOUND', `There is no file ${ask.path}.`);
        return { op: 'remove', path: ask.path };
      case 'rename':
        if (!(await home.rename(ask.path, ask.to)))
          throw new HomeFailure('NOT_FOUND', `There is no file ${ask.path}.`);
        return { op: 'rename', path: ask.to };
    }
  }

  async function list(): Promise<FileAnswer> {
    const all = await home.list();
    const files: typeof all = [];
    let bytes = 0;
    for (const file of all) {
      bytes += JSON.stringify(file).length;
      if (files.length >= LISTED || bytes > LIST_BYTES) break;
      files.push(file);
    }
    return { op: 'list', files, more: files.length < all.length };
  }

  async function write(seat: string, ask: Extract<FileAsk, { op: 'write' }>): Promise<FileAnswer> {
    const key = `${seat} ${ask.path}`;
    if (ask.at === 0) unfinished.delete(key);
    const pieces = unfinished.get(key) ?? [];
    const had = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (ask.at !== had) throw new HomeFailure('FAILED', 'A piece of the file was lost. Save it again.');
    pieces.push(Buffer.from(ask.data, 'base64'));
    if (had + (pieces.at(-1)?.length ?? 0) > FILE_BYTES)
      throw new HomeFailure('TOO_LARGE', 'A file may have at most 1 MB here.');
    if (!ask.last) {
      if (unfinished.size >= 20) unfinished.delete(unfinished.keys().next().value ?? '');
      unfinished.set(key, pieces);
      return { op: 'write', path: ask.path, hash: null };
    }
    unfinished.delete(key);
    if (ask.before !== undefined) {
      const now = await home.read(ask.path, FILE_BYTES);
      if ((now ? hashOf(now) : null) !== ask.before)
        throw new HomeFailure('CHANGED', `${ask.path} was changed by something else meanwhile.`);
    }
    const whole = Buffer.concat(pieces);
    await home.write(ask.path, whole);
    return { op: 'write', path: ask.path, hash: hashOf(whole) };
  }

  return {
    async answer(seat, ask) {
      try {
        return await answer(seat, ask);
      } catch (error) {
        const failure =
          error instanceof HomeFailure ? error : new HomeFailure('FAILED', 'The file could not be used.');
        return { op: 'failed', code: failure.code, message: failure.message };
      }
    },
    pageLeft(seat) {
      for (const key of unfinished.keys()) if (key.startsWith(`${seat} `)) unfinished.delete(key);
    },
  };
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
