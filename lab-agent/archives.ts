import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';

/** A plain file of an archive, by its path below the home folder. */
export interface PackedFile {
  path: string;
  bytes: Buffer;
  executable: boolean;
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 5_000;

/**
 * The plain files of an archive that a learner's machine may have made: folders follow from paths, and whatever leads
 * elsewhere (links, devices, absolute paths, `..`) is no file of a home folder.
 *
 * @throws Error for such an entry, for more than 64 MB or 5,000 files, and for what is no tar with gzip
 */
export async function unpack(archive: Uint8Array): Promise<PackedFile[]> {
  const tar = extract();
  const reading = Readable.from([archive])
    .pipe(createGunzip())
    .on('error', (error) => tar.destroy(error));
  reading.pipe(tar);
  const files: PackedFile[] = [];
  let total = 0;
  for await (const entry of tar) {
    const { name, type, mode = 0o644 } = entry.header;
    const path = name.replace(/^\.\//, '').replace(/\/$/, '');
    if (!isBelowHome(path))
      throw new Error(`The archive holds ${JSON.stringify(name)}, which is no path below the home folder.`);
    if (type === 'directory') {
      entry.resume();
      continue;
    }
    if (type !== 'file')
      throw new Error(`The archive holds ${JSON.stringify(name)}, which is no plain file (${type}).`);
    const chunks: Buffer[] = [];
    for await (const chunk of entry) {
      total += (chunk as Buffer).length;
      if (total > MOST_BYTES) throw new Error('The archive is larger than 64 MB.');
      chunks.push(chunk as Buffer);
    }
    files.push({ path, bytes: Buffer.concat(chunks), executable: (mode & 0o100) !== 0 });
    if (files.length > MOST_FILES) throw new Error('The archive holds more than 5,000 files.');
  }
  return files;
}

/** The root itself (`.`) is a folder of each archive. */
export function isBelowHome(path: string): boolean {
  if (path === '' || path === '.') return true;
  return (
    !path.startsWith('/') &&
    !path.includes('\0') &&
    !path.split('/').some((part) => part === '..' || part === '')
  );
}

const EPOCH = new Date(0);
/** Of a packed archive: what a platform keeps of a home folder. */
const MOST_PACKED = 8 * 1024 * 1024;

/** The archive of these files. @throws Error when it is larger than 8 MB */
export async function packUp(files: Iterable<PackedFile>): Promise<Buffer> {
  const tar = pack();
  for (const { path, bytes, executable } of files)
    tar.entry({ name: path, mode: executable ? 0o755 : 0o644, mtime: EPOCH }, bytes);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  const packed = gzipSync(Buffer.concat(chunks));
  if (packed.length > MOST_PACKED) throw new Error('The files are more than 8 MB packed.');
  return packed;
}
