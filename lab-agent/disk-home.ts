import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isBelowHome, type PackedFile } from './archives.ts';
import { FILE_BYTES, type Home, HomeFailure } from './home.ts';

const MOST_FILES = 5_000;

/**
 * The home folder of a machine. What leads out of it is refused: a path with `..`, a link in its last part (opened
 * without following it) or before (the folder's real path is compared).
 */
export function createDiskHome(root: string): Home {
  async function placeOf(path: string): Promise<string> {
    if (path === '' || path === '.' || !isBelowHome(path)) throw badPath(path);
    const folder = join(root, dirname(path));
    const [real, top] = await Promise.all([realpath(folder).catch(() => undefined), realpath(root)]);
    if (real !== undefined && real !== top && !real.startsWith(`${top}/`)) throw badPath(path);
    return join(real ?? folder, basename(path));
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
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        if (found.length >= MOST_FILES) return;
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) await visit(path);
        else if (entry.isFile()) {
          const { size, mode } = await lstat(join(root, path));
          found.push({ path, bytes: size, executable: (mode & 0o100) !== 0 });
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
      const unfinished = `${place}.${process.pid}.new`;
      try {
        await mkdir(dirname(place), { recursive: true });
        await placeOf(path);
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
      const files: PackedFile[] = [];
      for (const { path, executable } of await walk()) {
        const bytes = await readAt(join(root, path), path, 64 * FILE_BYTES);
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
