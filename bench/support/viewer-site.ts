import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { JSDOM } from 'jsdom';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import { contentHash, toBytes } from '../../content/compiler/bytes.ts';
import { compileDiagram } from '../../content/compiler/diagram.ts';
import { writeCatalogue } from '../../content/compiler/write.ts';
import { buildWeb } from '../../web/build.ts';
import { lesson } from './lesson.ts';

/** The limits of what one lesson may teach don't bind a measurement of large drawings. */
const TEACHING_LIMITS = /^The diagram has \d+ nodes|^The drawing is \d+ x \d+/;

const AREA = { id: 'scaling', title: 'Scaling', summary: 'Measured.', skills: [] };

/** Compiles one generated diagram a size. @throws when the compiler finds fault with it */
export async function compileSizes(sizes: readonly number[]): Promise<Map<number, DiagramDocument>> {
  const documents = new Map<number, DiagramDocument>();
  for (const size of sizes) {
    const slug = `parts-${size}`;
    const { item, problems } = await compileDiagram(`${slug}.md`, lesson(slug, size));
    const faults = problems.filter(({ text }) => !TEACHING_LIMITS.test(text));
    if (!item || faults.length > 0) throw new Error(`The generated diagram is faulty: ${faults[0]?.text}`);
    documents.set(size, item.document);
  }
  return documents;
}

/**
 * Builds into `folder` what the browser visits: Atlas's own pages of the diagrams, a bare page with our viewer
 * that waits for a drawing, and a size: a bare page that has Mermaid render the same source, and a page that lacks
 * nothing but the drawing.
 */
export async function buildSite(folder: string, documents: Map<number, DiagramDocument>): Promise<void> {
  await buildWeb({ content: await writeContent(folder, [...documents.values()]), out: join(folder, 'web') });
  await build({
    entryPoints: [join(import.meta.dirname, 'viewer-page.tsx')],
    outdir: join(folder, 'web/bench'),
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff': 'file', '.woff2': 'file' },
  });
  const page = (name: string, body: string) =>
    writeFile(
      join(folder, `web/bench/${name}.html`),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Measured</title>${body}`,
    );
  const out = '<div id="out"></div>';
  await page(
    'viewer',
    `<link rel="stylesheet" href="viewer-page.css">${out}<script type="module" src="viewer-page.js"></script>`,
  );
  for (const [size, { slug, source }] of documents) {
    await writeFile(join(folder, `web/bench/shell-${size}.html`), await shellOf(folder, slug));
    await page(
      `mermaid-${size}`,
      `${out}<script type="module">
import mermaid from '/mermaid/mermaid.esm.min.mjs';
mermaid.initialize({ startOnLoad: false });
const { svg } = await mermaid.render('drawing', ${JSON.stringify(source)});
document.getElementById('out').innerHTML = svg;
</script>`,
    );
  }
}

/** The diagram's page with its header, styles and text, but without the drawing and without scripts. */
async function shellOf(folder: string, slug: string): Promise<string> {
  const dom = new JSDOM(await readFile(join(folder, 'web/diagrams', slug, 'index.html')));
  const { document } = dom.window;
  for (const script of document.querySelectorAll('script, link[rel=modulepreload]')) script.remove();
  const out = document.createElement('div');
  out.id = 'out';
  const viewer = document.querySelector('.viewer');
  if (!viewer) throw new Error('The page rendered ahead has no drawing: this would measure nothing.');
  viewer.replaceWith(out);
  return dom.serialize();
}

async function writeContent(folder: string, documents: DiagramDocument[]): Promise<string> {
  const content = join(folder, 'content');
  const catalogue: Catalogue = {
    format: 1,
    areas: [AREA],
    diagrams: documents.map((document) => {
      const { slug, title, category, difficulty, skills, summary, minutes, prerequisites } = document;
      const entry = { slug, title, category, difficulty, skills, summary, minutes, prerequisites };
      const path = `d/${slug}.${contentHash(toBytes(document))}.json`;
      return { ...entry, kind: document.drawing.kind, document: path };
    }),
    labs: [],
  };
  await mkdir(content, { recursive: true });
  const bySlug = new Map(documents.map((one) => [one.slug, one]));
  await writeCatalogue({ out: content, catalogue, documents: bySlug, labs: new Map(), machines: new Map() });
  return content;
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/**
 * Serves the site on loopback, uncompressed and to be cached for ever where the name is not a page's: no network
 * is counted, which favours whoever ships more code.
 */
export async function serveSite(folder: string): Promise<{ url: string; close(): void }> {
  const roots: Record<string, string> = { content: folder, mermaid: 'node_modules/mermaid/dist' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const [first = '', ...rest] = path.split('/');
    const root = roots[first];
    const file = root
      ? join(root, ...(first === 'content' ? [first] : []), ...rest)
      : join(folder, 'web', path);
    const name = /\.\w+$/.test(file) ? file : join(file, 'index.html');
    const extension = name.split('.').at(-1) ?? '';
    try {
      const body = await readFile(name);
      const cache = extension === 'html' ? 'no-cache' : 'public, max-age=31536000, immutable';
      response.writeHead(200, { 'content-type': TYPES[extension] ?? 'text/plain', 'cache-control': cache });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
