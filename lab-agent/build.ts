import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const HERE = import.meta.dirname;

/**
 * The agent as one file, `agent.mjs`, the interpreter of simulated shells as another, and beside them what can't be in
 * one: the PTY's native part. Nothing else of this project has to be there where they run. It is made beside the former
 * one and takes its place, so that whoever starts a machine meanwhile finds a whole one.
 *
 * @param out a folder, emptied and filled
 */
export async function buildAgent(out: string): Promise<void> {
  const fresh = `${out}.${process.pid}.new`;
  await rm(fresh, { recursive: true, force: true });
  await build({
    entryPoints: { agent: join(HERE, 'main.ts'), 'interpreter.child': join(HERE, 'interpreter.child.ts') },
    outdir: fresh,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    // The PTY's native part is copied; the others are optional to the packages that ask for them.
    external: ['@lydell/node-pty', 'bufferutil', 'utf-8-validate', '@mongodb-js/zstd', 'node-liblzma'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  const require = createRequire(import.meta.url);
  const native = dirname(dirname(require.resolve('@lydell/node-pty')));
  await mkdir(join(fresh, 'node_modules'), { recursive: true });
  await cp(native, join(fresh, 'node_modules/@lydell'), { recursive: true });
  await rm(out, { recursive: true, force: true });
  await rename(fresh, out);
}
