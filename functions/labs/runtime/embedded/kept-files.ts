import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Archives of machines, as files of this computer: what is left when machines end with their process. */
export interface KeptFiles {
  /** Written when it is another one than last time. */
  keep(id: string, archive: Uint8Array): void;
  read(id: string): Uint8Array | undefined;
  remove(id: string): void;
}

const KEPT_DAYS = 8;

/** What nobody came back for is removed. */
export function openKeptFiles(folder: string, now: Date): KeptFiles {
  const fileOf = (id: string) => join(folder, `${id}.tgz`);
  const hashes = new Map<string, string>();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.tgz') && now.getTime() - statSync(file).mtimeMs > KEPT_DAYS * 86_400_000)
      rmSync(file, { force: true });
  }
  return {
    keep(id, archive) {
      const hash = createHash('sha256').update(archive).digest('hex');
      if (hashes.get(id) === hash) return;
      writeFileSync(`${fileOf(id)}.new`, archive, { mode: 0o600 });
      renameSync(`${fileOf(id)}.new`, fileOf(id));
      hashes.set(id, hash);
    },
    read: (id) => (existsSync(fileOf(id)) ? readFileSync(fileOf(id)) : undefined),
    remove(id) {
      hashes.delete(id);
      rmSync(fileOf(id), { force: true });
    },
  };
}

/** Folders of a process that was killed. */
export function sweepTemporary(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^atlas-(?:lab|fresh)-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
