import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { type Build, SHELL_PAGE } from './src/worker/files.ts';

/** Where the worker lies: at the root, so that it may answer for every page. */
export const WORKER = '/service-worker.js';

/**
 * The service worker's script for a site that is built: it names the files of this build, so that each build has
 * another one, which a browser takes up by itself.
 *
 * @param out the folder of the site
 * @param content paths of the compiled catalogue's files with a hash in their name
 */
export async function workerScript(out: string, content: readonly string[]): Promise<string> {
  const page = await readFile(join(out, SHELL_PAGE), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="(\/[^"]+\.\w+)"/g)].map(([, path]) => String(path));
  const names = await readdir(join(out, 'assets'), { recursive: true, withFileTypes: true });
  const assets = names
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join('/', parentPath.slice(out.length), name));
  const shell = [...new Set([SHELL_PAGE, ...named])];
  const entry = /<script type="module" src="([^"]+)"/.exec(page)?.[1] ?? '';
  const files = [...new Set([...assets, ...content, ...shell.slice(1)])].sort();
  const version = createHash('sha256').update(page).update(files.join('\n')).digest('hex').slice(0, 12);
  const built = await bundle({
    entryPoints: [join(import.meta.dirname, 'src/worker/service-worker.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    define: { BUILD: JSON.stringify({ version, entry, shell, files } satisfies Build) },
  });
  return built.outputFiles[0]?.text ?? '';
}
