import { accessSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorCode, StartFailure } from './failure.ts';

export interface DataFolders {
  root: string;
  postgres: string;
}

/** The data folder of this project, or the one that ATLAS_DATA names. */
export function dataFolders(root = process.env.ATLAS_DATA || '.atlas'): DataFolders {
  const absolute = resolve(root);
  return { root: absolute, postgres: join(absolute, 'postgres') };
}

/**
 * Makes the data folder, for its owner only, and proves that it can be written.
 *
 * @throws StartFailure when it can't: a read-only or full disk, a file in its place.
 */
export function prepareDataFolder(folders: DataFolders): void {
  try {
    makeFolder(folders.root);
    accessSync(folders.root, constants.W_OK);
    const probe = join(folders.root, `probe.${process.pid}`);
    try {
      writeFileSync(probe, Buffer.alloc(4_096));
    } finally {
      rmSync(probe, { force: true });
    }
  } catch (error) {
    throw diskFailure(error, folders.root) ?? error;
  }
}

/** Not `mkdir` with `recursive`: that never comes back from a file system that answers ENOENT, such as /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another start may have made it meanwhile; a file there is found out by its use.
    if (errorCode(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/** The sentence for an error about the data folder, or undefined for any other error. */
export function diskFailure(error: unknown, folder: string): StartFailure | undefined {
  const path = error instanceof Error && 'path' in error ? String(error.path) : '';
  const isOurs = path !== '' && (path.startsWith(folder) || folder.startsWith(path));
  if (!isOurs && errorCode(error) !== 'ENOSPC') return undefined;
  const choose = 'name another folder with ATLAS_DATA';
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartFailure(`The disk is full at ${folder}: free some space, or ${choose}.`);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new StartFailure(`The data folder ${folder} can't be written: change its rights, or ${choose}.`);
    case 'EEXIST':
    case 'ENOTDIR':
      return new StartFailure(
        `The data folder ${folder} is a file, or lies below one: remove it, or ${choose}.`,
      );
    case 'ENOENT':
      return new StartFailure(`The data folder ${folder} can't be made there: ${choose}.`);
    default:
      return undefined;
  }
}
