import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Milliseconds until a drawing is to be seen: the last of its nodes has a size, and the next frame has begun. */
const CLOCK = `globalThis.visible = (selector, count) => new Promise((resolve) => {
  const look = () => {
    const last = document.querySelectorAll(selector)[count - 1];
    if (last && last.getBoundingClientRect().width > 0) requestAnimationFrame(() => resolve(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
});`;

/** Whose drawing to wait for, by the marks that both renderers put on a node. */
export const NODE = { ours: '.viewer-svg .node', theirs: '#out svg .node' };

/** A browser without anything in its caches; `run` gets a page in it. */
export async function fresh<T>(
  browser: Browser,
  run: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    await context.addInitScript(CLOCK);
    return await run(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** A whole visit, from the start of the navigation: document, styles, scripts, drawing. */
export async function visit(page: Page, url: string, node: string, count: number): Promise<number> {
  await page.addInitScript(`globalThis.seen = visible(${JSON.stringify(node)}, ${count});`);
  await page.goto(url);
  return page.evaluate<number>('seen');
}

/**
 * The first drawing of a visit, on a page that has all but the drawing, has been painted, and has nothing of a
 * renderer yet; from having the data. Ours is the SVG as the page's HTML brings it; theirs is the source,
 * with the code that draws it.
 */
export async function firstDrawing(
  page: Page,
  site: string,
  what: { slug: string } | { source: string },
  count: number,
): Promise<number> {
  await page.goto(`${site}/bench/shell-${count}.html`);
  const [prepare, draw, node] =
    'slug' in what
      ? [
          `const html = await (await fetch('/diagrams/${what.slug}/index.html')).text();
           const data = new DOMParser().parseFromString(html, 'text/html').querySelector('.viewer-svg').outerHTML;`,
          `out.innerHTML = data;`,
          NODE.ours,
        ]
      : [
          `const data = ${JSON.stringify(what.source)};`,
          `const { default: mermaid } = await import('/mermaid/mermaid.esm.min.mjs');
           mermaid.initialize({ startOnLoad: false });
           out.innerHTML = (await mermaid.render('drawing', data)).svg;`,
          NODE.theirs,
        ];
  return page.evaluate<number>(`(async () => {
    const out = document.getElementById('out');
    ${prepare}
    await document.fonts.ready;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const began = performance.now();
    ${draw}
    return await visible('${node}', ${count}) - began;
  })()`);
}

/** Drawings one after another in a page that has the renderer, each from having the data. */
export async function redraw(
  page: Page,
  site: string,
  what: { json: string } | { source: string },
  count: number,
  times: number,
): Promise<number[]> {
  const isOurs = 'json' in what;
  await page.goto(`${site}/bench/${isOurs ? 'viewer' : `shell-${count}`}.html`);
  if (isOurs) await page.waitForFunction('globalThis.drawOurs');
  else
    await page.evaluate(`import('/mermaid/mermaid.esm.min.mjs').then(({ default: mermaid }) => {
      mermaid.initialize({ startOnLoad: false });
      globalThis.mermaid = mermaid;
    })`);
  await page.evaluate(`globalThis.data = ${JSON.stringify(isOurs ? what.json : what.source)}`);
  const [draw, clear, node] = isOurs
    ? ['drawOurs(data)', 'clearOurs()', NODE.ours]
    : [`out.innerHTML = (await mermaid.render('drawing' + i, data)).svg`, `out.innerHTML = ''`, NODE.theirs];
  return page.evaluate<number[]>(`(async () => {
    const out = document.getElementById('out');
    const times = [];
    for (let i = 0; i < ${times}; i++) {
      // Data arrives at any time between two frames.
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 17));
      const began = performance.now();
      ${draw};
      times.push(await visible('${node}', ${count}) - began);
      ${clear};
    }
    return times;
  })()`);
}
