import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
    mkdirSync(folders.root, { recursive: true, mode: 0o700 });
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

/** The sentence for a file system error, or undefined for any other error. */
export function diskFailure(error: unknown, folder: string): StartFailure | undefined {
  const choose = 'choose another folder with ATLAS_DATA=...';
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
