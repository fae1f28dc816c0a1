import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';

/** A plain file of an archive, by its path below the home folder. */
export interface PackedFile {
  path: string;
  bytes: Buffer;
  executable: boolean;
}

/** Of all files of a home folder together, unpacked. */
export const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ENTRIES = 5_000;

/**
 * The plain files of an archive that a learner's machine may have made: folders follow from paths, and whatever leads
 * elsewhere (links, devices, absolute paths, `..`) is no file of a home folder.
 *
 * @throws Error for such an entry, for more than 64 MB or 5,000 entries, and for what is no tar with gzip
 */
export async function unpack(archive: Uint8Array): Promise<PackedFile[]> {
  const tar = extract();
  const reading = Readable.from([archive])
    .pipe(createGunzip())
    .on('error', (error) => tar.destroy(error));
  reading.pipe(tar);
  const files: PackedFile[] = [];
  let total = 0;
  let entries = 0;
  for await (const entry of tar) {
    // Folders too: a small archive may hold millions of them.
    entries += 1;
    if (entries > MOST_ENTRIES) throw new Error('The archive holds more than 5,000 files and folders.');
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
      checkSize(total);
      chunks.push(chunk as Buffer);
    }
    files.push({ path, bytes: Buffer.concat(chunks), executable: (mode & 0o100) !== 0 });
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

/** @throws Error for more bytes than a home folder may have */
export function checkSize(bytes: number): void {
  if (bytes > MOST_BYTES) throw new Error('The files are more than 64 MB.');
}

/** The archive of these files. @throws Error when they are more than 64 MB, or more than 8 MB packed */
export async function packUp(files: Iterable<PackedFile>): Promise<Buffer> {
  const all = [...files];
  checkSize(all.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const tar = pack();
  for (const { path, bytes, executable } of all)
    tar.entry({ name: path, mode: executable ? 0o755 : 0o644, mtime: EPOCH }, bytes);
  tar.finalize();
  const chunks: Buffer[] = [];
  let packed = 0;
  // Given up half way, each stream says so as an error, which has to be somebody's.
  await pipeline(tar, createGzip(), async (zip: AsyncIterable<Buffer>) => {
    for await (const chunk of zip) {
      packed += chunk.length;
      if (packed > MOST_PACKED) throw new Error('The files are more than 8 MB packed.');
      chunks.push(chunk);
    }
  });
  return Buffer.concat(chunks);
}
