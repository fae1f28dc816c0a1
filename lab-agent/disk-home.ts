import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkSize, isBelowHome, MOST_BYTES, type PackedFile } from './archives.ts';
import { type Home, HomeFailure } from './home.ts';

const MOST_FILES = 5_000;

/**
 * The home folder of a machine. What leads out of it is refused: a path with `..`, a link in its last part (opened
 * without following it) or before (the folder's real path is compared).
 */
export function createDiskHome(root: string): Home {
  /** Folders that are not there yet are made below those that are: only these can lead elsewhere. */
  async function placeOf(path: string): Promise<string> {
    if (path === '' || path === '.' || !isBelowHome(path)) throw badPath(path);
    const top = await realpath(root);
    const parts = path.split('/');
    let folder = top;
    for (const [i, part] of parts.slice(0, -1).entries()) {
      const next = join(folder, part);
      const found = await lstat(next).catch(() => undefined);
      if (!found) return join(folder, ...parts.slice(i));
      folder = found.isSymbolicLink() ? await realpath(next).catch(() => '') : next;
      if (folder !== top && !folder.startsWith(`${top}/`)) throw badPath(path);
    }
    return join(folder, basename(path));
  }

  async function readAt(place: string, path: string, most: number): Promise<Buffer | undefined> {
    let file: Awaited<ReturnType<typeof open>>;
    try {
      file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'].includes(codeOf(error))) return undefined;
      throw failureOf(error, path);
    }
    try {
      const { size, mode } = await file.stat();
      if ((mode & constants.S_IFMT) !== constants.S_IFREG) return undefined;
      if (size > most) throw new HomeFailure('TOO_LARGE', `${path} is larger than ${most / 1024} KB.`);
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  async function walk(): Promise<{ path: string; bytes: number; executable: boolean }[]> {
    const found: { path: string; bytes: number; executable: boolean }[] = [];
    const visit = async (folder: string): Promise<void> => {
      // What is gone meanwhile, or closed to its owner too, is left out: the rest is not lost for it.
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (found.length >= MOST_FILES) return;
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) await visit(path);
        else if (entry.isFile()) {
          const seen = await lstat(join(root, path)).catch(() => undefined);
          if (seen) found.push({ path, bytes: seen.size, executable: (seen.mode & 0o100) !== 0 });
        }
      }
    };
    await visit('');
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  return {
    list: walk,
    read: async (path, most) => readAt(await placeOf(path), path, most),
    async write(path, bytes) {
      const place = await placeOf(path);
      const before = await lstat(place).catch(() => undefined);
      if (before?.isDirectory()) throw new HomeFailure('BAD_PATH', `${path} is a folder.`);
      const unfinished = `${place}.${randomUUID()}.new`;
      try {
        await mkdir(dirname(place), { recursive: true });
        await writeFile(unfinished, bytes, {
          flag: 'wx',
          mode: before?.isFile() ? before.mode & 0o777 : modeOf(bytes),
        });
        await rename(unfinished, place);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error instanceof HomeFailure ? error : failureOf(error, path);
      }
    },
    async remove(path) {
      const place = await placeOf(path);
      if (!(await lstat(place).catch(() => undefined))) return false;
      await rm(place, { recursive: true, force: true });
      return true;
    },
    async rename(path, to) {
      const [from, place] = [await placeOf(path), await placeOf(to)];
      if (await lstat(place).catch(() => undefined))
        throw new HomeFailure('CHANGED', `${to} is there already.`);
      try {
        await mkdir(dirname(place), { recursive: true });
        await rename(from, place);
        return true;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return false;
        throw failureOf(error, to);
      }
    },
    async all() {
      const listed = await walk();
      checkSize(listed.reduce((sum, { bytes }) => sum + bytes, 0));
      const files: PackedFile[] = [];
      for (const { path, executable } of listed) {
        const bytes = await readAt(join(root, path), path, MOST_BYTES).catch(unlessTooLarge);
        if (bytes) files.push({ path, bytes, executable });
      }
      return files;
    },
    async restore(files) {
      for (const { path, bytes, executable } of files) {
        const place = await placeOf(path);
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, bytes);
        await chmod(place, executable ? 0o755 : 0o644);
      }
    },
  };
}

const badPath = (path: string) => new HomeFailure('BAD_PATH', `${path} is no path below the home folder.`);
const unlessTooLarge = (error: unknown): undefined => {
  if (error instanceof HomeFailure && error.code !== 'TOO_LARGE') return undefined;
  throw error;
};
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');
/** A new program can be run. */
const modeOf = (bytes: Buffer): number => (bytes.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644);

function failureOf(error: unknown, path: string): HomeFailure {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new HomeFailure('NO_SPACE', 'The machine’s disk is full.');
  if (code === 'ENAMETOOLONG' || code === 'ENOTDIR' || code === 'EISDIR') return badPath(path);
  return new HomeFailure('FAILED', `${path} could not be used (${code || 'unknown'}).`);
}
