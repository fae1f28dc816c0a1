import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build as bundle } from 'esbuild';
import { build, type Manifest, type Plugin } from 'vite';
import type { Catalogue, DiagramDocument } from '../client/catalogue/document.ts';
import type { LabDocument } from '../client/catalogue/lab.ts';
import { WORKER, workerScript } from './build-worker.ts';
import { htmlDocument, type PageAssets } from './prerender/html.ts';
import { thumbnailSprite } from './prerender/thumbnails.ts';
import { WHITEBOARD_ASSETS } from './src/board/assets.ts';
import type { Content, render as Render } from './src/entry-server.tsx';
import { terminalWithoutInlineStyles } from './terminal-plugin.ts';

const WEB = import.meta.dirname;
const CLIENT_ENTRY = 'src/entry-client.tsx';

/** Pages of the account: path and file bear the same name. */
const ACCOUNT_PAGES = [
  'sign-in',
  'sign-up',
  'welcome',
  'forgot-password',
  'reset-password',
  'confirm-email',
  'settings',
];

/** The pages that all groups and all whiteboards share (`edge/rewrite.ts`). */
const SHELLS = ['/groups/one', '/boards/one'];

/** Pages that no path leads to: the edge and the service worker give them in place of others. */
const ROOT_FILES = ['/404', '/offline'];

/** The code of each page; the manifest's keys. */
const PAGE_MODULES: [RegExp, string][] = [
  [/^\/$/, 'src/pages/landing.tsx'],
  [/^\/diagrams$/, 'src/pages/catalogue.tsx'],
  [/^\/diagrams\/.+/, 'src/pages/diagram.tsx'],
  [/^\/labs$/, 'src/pages/labs.tsx'],
  [/^\/labs\/.+/, 'src/pages/lab.tsx'],
  [/^\/progress$/, 'src/pages/progress.tsx'],
  [/^\/groups$/, 'src/pages/groups.tsx'],
  [/^\/groups\/.+/, 'src/pages/group.tsx'],
  [/^\/boards\/.+/, 'src/pages/board.tsx'],
  [/^\/join$/, 'src/pages/join.tsx'],
  [/^\/partners$/, 'src/pages/partners.tsx'],
  [/^\/reports$/, 'src/pages/reports.tsx'],
  ...ACCOUNT_PAGES.map((name): [RegExp, string] => [new RegExp(`^/${name}$`), `src/pages/${name}.tsx`]),
  [/./, 'src/pages/not-found.tsx'],
];

export interface BuildOptions {
  /** The compiled catalogue. */
  content?: string;
  /** Emptied and filled. */
  out?: string;
}

/**
 * Builds the web app and renders every public page to static HTML.
 *
 * @throws when there is no compiled catalogue in `content`, or a page cannot be rendered
 */
export async function buildWeb({
  content = 'build/content',
  out = 'build/web',
}: BuildOptions = {}): Promise<void> {
  const target = resolve(out);
  // Whoever builds: a test that starts Atlas has another one, and would get what no learner gets.
  process.env.NODE_ENV = 'production';
  const loaded = await readContent(resolve(content));
  await rm(target, { recursive: true, force: true });
  const manifest = await buildClient(target);
  // A folder of its own each time: a second build in one process must not get the first one's module.
  const server = `${target}.server-${process.pid}-${Date.now()}`;
  const render = await buildServer(server);
  try {
    const shared = {
      theme: await writeTheme(target),
      icon: await copyHashed(target, join(WEB, 'src/icon.svg')),
      names: loaded.names,
    };
    await writeThumbnails(target, loaded);
    await copyWhiteboardFonts(target);
    const pages = [
      '/',
      '/diagrams',
      '/labs',
      '/progress',
      '/groups',
      '/join',
      '/partners',
      '/reports',
      // One page for all groups, one for all whiteboards: what is in them is nobody's but their members'.
      ...SHELLS,
      ...ACCOUNT_PAGES.map((name) => `/${name}`),
      ...ROOT_FILES,
      ...loaded.catalogue.diagrams.map(({ slug }) => `/diagrams/${slug}`),
      ...loaded.catalogue.labs.map(({ slug }) => `/labs/${slug}`),
    ];
    for (const path of pages) {
      const page = await render(path, loaded);
      const file = ROOT_FILES.includes(path) ? `${path}.html` : join(path, 'index.html');
      await write(join(target, file), htmlDocument(page, { ...assetsOf(manifest, path), ...shared }));
    }
    const documents = [...loaded.catalogue.diagrams, ...loaded.catalogue.labs].map((one) => one.document);
    const names = [loaded.names.catalogue, loaded.names.search, ...documents];
    const kept = names.map((name) => `/content/${name}`);
    await write(join(target, WORKER), await workerScript(target, kept));
  } finally {
    await rm(server, { recursive: true, force: true });
    await rm(join(target, '.vite'), { recursive: true, force: true });
  }
}

async function readContent(folder: string): Promise<Content> {
  const json = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const catalogue: Catalogue = await json('catalogue.json');
  const documents = new Map<string, DiagramDocument>();
  for (const { slug, document } of catalogue.diagrams) documents.set(slug, await json(document));
  const labs = new Map<string, LabDocument>();
  for (const { slug, document } of catalogue.labs) labs.set(slug, await json(document));
  return { names: await json('manifest.json'), catalogue, documents, labs };
}

/**
 * The drawing library names another site as the second source of each font. Ours come first and are all there, but a
 * browser tells of each second one that the Content-Security-Policy forbids it.
 */
const ownFontsOnly: Plugin = {
  name: 'own-fonts-only',
  transform(code, id) {
    if (!id.includes('@excalidraw/excalidraw/') || !code.includes('ASSETS_FALLBACK_URL)')) return undefined;
    const changed = code.replace(
      /return (\w+)\.push\(new URL\(\w+,\w+\.ASSETS_FALLBACK_URL\)\),\1\}/,
      'return $1}',
    );
    if (changed === code) throw new Error('The drawing library names its fonts in another way now.');
    // A style attribute in an exported picture, which the policy would report for each text.
    const plain = changed.replace('"style","white-space: pre;"', '"xml:space","preserve"');
    return { code: plain, map: null };
  },
};

/** Small things that all first pages share: in a file each, their frames would be larger than they are. */
const SHARED = {
  name: 'shared',
  test: new RegExp(
    [
      '/lucide-react/dist/esm/icons/(arrow-left|arrow-right|check|list|play|search|x)\\.m?js$',
      '/web/src/shell/(code-errors|failure|hydrated|idle|new-version|offline-banner|router|skeleton|toasts)\\.tsx?$',
      '/web/src/data/(catalogue|content|reach|shown-as-of)\\.ts$',
      '/web/src/parts/difficulty\\.tsx$',
      '/client/api-errors\\.ts$',
    ].join('|'),
  ),
};

async function buildClient(out: string): Promise<Manifest> {
  await build({
    root: WEB,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react(), ownFontsOnly, terminalWithoutInlineStyles],
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      manifest: true,
      // A data: font or picture would be refused by the Content-Security-Policy, or grow the CSS of every page.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The drawing library of the whiteboard, which no other page loads.
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: join(WEB, CLIENT_ENTRY),
        output: { codeSplitting: { groups: [SHARED] } },
      },
    },
  });
  return JSON.parse(await readFile(join(out, '.vite/manifest.json'), 'utf8'));
}

async function buildServer(out: string): Promise<typeof Render> {
  await build({
    root: WEB,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    // Whole, so that it runs from any folder.
    ssr: { noExternal: true },
    build: {
      outDir: out,
      emptyOutDir: true,
      ssr: join(WEB, 'src/entry-server.tsx'),
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } },
    },
  });
  const module = await import(pathToFileURL(join(out, 'server.mjs')).href);
  return module.render;
}

/** Scripts and styles of the entry and of the page at a path, all that they import included. */
function assetsOf(
  manifest: Manifest,
  path: string,
): Pick<PageAssets, 'script' | 'modules' | 'styles' | 'fonts'> {
  const page = PAGE_MODULES.find(([pattern]) => pattern.test(path))?.[1] ?? '';
  const seen = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    chunk.imports?.forEach(visit);
  };
  visit(CLIENT_ENTRY);
  visit(page);
  const chunks = [...seen].flatMap((key) => manifest[key] ?? []);
  const entry = manifest[CLIENT_ENTRY]?.file;
  const fonts = (manifest[CLIENT_ENTRY]?.assets ?? []).filter((file) =>
    /inter-latin-(400|600)-normal.*\.woff2$/.test(file),
  );
  return {
    script: `/${entry}`,
    modules: chunks.map(({ file }) => `/${file}`).filter((file) => file !== `/${entry}`),
    styles: [...new Set(chunks.flatMap(({ css }) => css ?? []))].map((file) => `/${file}`),
    fonts: fonts.map((file) => `/${file}`),
  };
}

async function writeTheme(out: string): Promise<string> {
  const built = await bundle({
    entryPoints: [join(WEB, 'src/theme.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return writeHashed(out, 'theme', 'js', built.outputFiles[0]?.text ?? '');
}

async function writeThumbnails(out: string, { catalogue, documents, names }: Content): Promise<void> {
  const version = /\.([0-9a-f]+)\.json$/.exec(names.catalogue)?.[1];
  for (const { id } of catalogue.areas) {
    const inArea = [...documents.values()].filter(({ category }) => category === id);
    if (inArea.length > 0)
      await write(join(out, `assets/thumbnails/${id}.${version}.svg`), thumbnailSprite(inArea));
  }
}

/**
 * Fonts of the whiteboard, which the library would fetch from another site otherwise. Not the one for Chinese and
 * Japanese handwriting: 13 MB, and the system's own font is there.
 */
async function copyWhiteboardFonts(out: string): Promise<void> {
  const fonts = join(WEB, '../node_modules/@excalidraw/excalidraw/dist/prod/fonts');
  await cp(fonts, join(out, WHITEBOARD_ASSETS, 'fonts'), {
    recursive: true,
    filter: (path) => !path.includes('Xiaolai'),
  });
}

async function copyHashed(out: string, file: string): Promise<string> {
  return writeHashed(out, 'icon', 'svg', await readFile(file, 'utf8'));
}

async function writeHashed(out: string, name: string, extension: string, text: string): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  await write(join(out, `${name}.${hash}.${extension}`), text);
  return `/${name}.${hash}.${extension}`;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

if (import.meta.main) await buildWeb();
