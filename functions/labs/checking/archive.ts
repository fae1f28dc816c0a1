import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { LabMachine } from '../../../client/catalogue/lab.ts';

/** Of every packed file, so that the same files give the same bytes. */
const EPOCH = new Date(0);

/** An archive of a home folder with these files, as `LabRuntime` takes it: tar with gzip. */
export async function packFiles(files: LabMachine['files']): Promise<Uint8Array> {
  const tar = pack();
  const folders = new Set<string>();
  for (const [path, { text, executable }] of Object.entries(files)) {
    for (const folder of foldersOf(path)) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      tar.entry({ name: `${folder}/`, type: 'directory', mode: 0o755, mtime: EPOCH });
    }
    tar.entry({ name: path, mode: executable ? 0o755 : 0o644, mtime: EPOCH }, text);
  }
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) chunks.push(chunk as Uint8Array);
  return gzipSync(Buffer.concat(chunks));
}

/** `a/b/c` lies in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
