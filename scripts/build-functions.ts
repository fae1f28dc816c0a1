import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** Files of `functions/entry` that are deployed, each a Lambda or a step of a deployment. */
export const ENTRIES = [
  'graphql',
  'keys',
  'migrate',
  'outbox',
  'rollout',
  'schedule',
  'socket',
  'worker',
] as const;
export type Entry = (typeof ENTRIES)[number];

/**
 * Bundles every entry into a folder of its own, `<out>/<entry>/index.mjs`: what that Lambda is deployed with,
 * so a change to one leaves the others as they are. Chunks of a bundle that are imported on first use (pg, the
 * logger, graphql-jit) cost a cold start nothing. The function that migrates brings the migrations and the
 * compiled catalogue with it.
 *
 * @param compiled folders of the compiled catalogue and of what machines of labs are made of
 * @returns esbuild's account of each bundle
 */
export async function buildFunctions(
  out = 'build/functions',
  compiled?: { content: string; labs: string },
): Promise<Record<Entry, Metafile>> {
  await rm(out, { recursive: true, force: true });
  const built = await Promise.all(ENTRIES.map(async (name) => [name, await buildEntry(name, out)]));
  await cp('db/migrations', join(out, 'migrate', 'migrations'), { recursive: true });
  if (compiled) {
    await cp(compiled.content, join(out, 'migrate', 'content'), { recursive: true });
    await cp(compiled.labs, join(out, 'migrate', 'labs'), { recursive: true });
  }
  return Object.fromEntries(built);
}

async function buildEntry(name: Entry, out: string): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: { index: `functions/entry/${name}.ts` },
    outdir: join(out, name),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules are smaller and start faster; pg, which breaks as one, has none that esbuild would find.
    mainFields: ['module', 'main'],
    // CommonJS packages ask for Node's own modules by require.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    // Only yoga's server, which nobody here calls, compares with it, and that alone would load all of fetch.
    define: { 'globalThis.Request': 'undefined' },
    plugins: [oneGraphql, graphqlJitAsModules, nodesOwnFetch],
    logLevel: 'warning',
  });
  return metafile;
}

/** Two copies of graphql (its ES and its CommonJS build) would not know each other's types and errors. */
const oneGraphql: Plugin = {
  name: 'one-graphql',
  setup({ onResolve }) {
    const folder = folderOf('graphql');
    onResolve({ filter: /^graphql(\/.*)?$/ }, ({ path }) => {
      const file = path.replace(/^graphql\/?/, '').replace(/\.m?js$/, '') || 'index';
      return { path: join(folder, `${file}.mjs`), sideEffects: false };
    });
  },
};

/**
 * graphql-jit's ES modules import each other by their CommonJS names. Its JSON serializer, 200 KB with ajv,
 * is an option that nobody here sets.
 */
const graphqlJitAsModules: Plugin = {
  name: 'graphql-jit-as-modules',
  setup({ onResolve, onLoad }) {
    const folder = join(folderOf('graphql-jit'), 'dist');
    onResolve({ filter: /^graphql-jit$/ }, () => ({ path: join(folder, 'index.mjs') }));
    onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, resolveDir }) =>
      resolveDir === folder ? { path: resolve(folder, path.replace(/\.js$/, '.mjs')) } : undefined,
    );
    onResolve({ filter: /^fast-json-stringify$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /./, namespace: 'unused' }, ({ path }) => ({
      contents: `export default () => { throw new Error('${path} is not part of the bundle.'); }`,
    }));
  },
};

/** Node loads what is behind these globals (undici, zlib, web streams) when one of them is first touched. */
const LOADED_BY_NODE =
  'fetch Request Response Headers FormData ReadableStream WritableStream TransformStream CompressionStream ' +
  'DecompressionStream TextDecoderStream TextEncoderStream Blob File crypto URLPattern';
const AT_HAND = 'btoa TextEncoder TextDecoder URL URLSearchParams';

/**
 * Yoga brings a fetch for runtimes without one and copies it all at its start. Node has it; and since the API
 * is asked by events, not by requests, none of it is used: stand-ins pass on to Node's own when something is.
 */
const nodesOwnFetch: Plugin = {
  name: 'nodes-own-fetch',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@whatwg-node\/fetch$/ }, ({ path }) => ({ path, namespace: 'globals' }));
    onLoad({ filter: /./, namespace: 'globals' }, () => {
      const standIns = LOADED_BY_NODE.split(' ').map((name) => `export const ${name} = standIn('${name}');`);
      const contents = `
        const standIn = (name) => new Proxy(function () {}, {
          get: (_, key) => globalThis[name][key],
          apply: (_, self, args) => globalThis[name](...args),
          construct: (_, args) => new globalThis[name](...args),
        });
        ${standIns.join('\n')}
        export const { ${AT_HAND.split(' ').join(', ')} } = globalThis;
        export const createFetch = () => globalThis;`;
      return { contents };
    });
  },
};

/** The files that an entry loads before its first event: itself and what it imports statically. */
export function staticFiles(metafile: Metafile, entry: Entry): string[] {
  const start = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === `functions/entry/${entry}.ts`,
  );
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { kind, path, external } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(path);
    }
  };
  if (start) visit(start[0]);
  return [...found];
}

/** Bytes by package, or by folder of ours, in these files; largest first. */
export function bytesByPackage(metafile: Metafile, files: string[]): [string, number][] {
  const bytes = new Map<string, number>();
  for (const file of files) {
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {})) {
      const name =
        input.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? input.split('/').slice(0, 2).join('/');
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}
