import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileCatalogue } from '../content/compiler/main.ts';
import { buildWeb } from '../web/build.ts';
import type { BenchResult } from './result.ts';

/** KB of 1,000 bytes, gzip level 9. */
const LIMIT = 120;

/** Words of code that must not be in the scripts of a page: they are the compiler's. */
const FORBIDDEN = [/mermaidAPI/, /elkjs|org\.eclipse\.elk/];

/**
 * The initial JavaScript of a diagram page: every script that its HTML names (`src` and `modulepreload`), which
 * is all that loads before the reader does something. The peer is Mermaid 12's own browser build, one file
 * with everything in it, which a page that draws live would load at the least in parts.
 */
export default async function (): Promise<BenchResult[]> {
  const out = join(tmpdir(), `atlas-web-size-${process.pid}`);
  try {
    const content = join(out, 'content');
    const { problems } = await compileCatalogue({ root: '.', out: content });
    if (problems.length > 0)
      throw new Error(`The catalogue has ${problems.length} problems: npm run content:check`);
    const web = join(out, 'web');
    await buildWeb({ content, out: web });
    const slug = (await readdir(join(web, 'diagrams'))).find((name) => !name.includes('.'));
    const html = await readFile(join(web, 'diagrams', String(slug), 'index.html'), 'utf8');
    const paths = [...html.matchAll(/<(?:script|link)[^>]* (?:src|href)="(\/[^"]+\.js)"/g)].map(
      ([, path]) => path,
    );
    const scripts = await Promise.all(paths.map((path) => readFile(join(web, String(path)))));
    if (scripts.length === 0) throw new Error('The page names no script: this measures nothing.');
    const clean = scripts.every((script) => FORBIDDEN.every((word) => !word.test(script.toString())));
    const value = sizeOf(scripts);
    const peerValue = sizeOf([await readFile('node_modules/mermaid/dist/mermaid.min.js')]);
    return [
      {
        name: 'initial JavaScript of a diagram page',
        value,
        unit: 'KB gzip',
        peer: 'Mermaid 12, whole',
        peerValue,
        ratio: value / peerValue,
        target: `at most ${LIMIT} KB, without Mermaid and ELK`,
        pass: value <= LIMIT && clean,
      },
    ];
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

function sizeOf(files: Buffer[]): number {
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1000;
}
