import { expect, test } from 'vitest';
import type { DiagramDocument } from '../../client/catalogue/document.ts';
import { htmlDocument, type PageAssets } from './html.ts';
import { thumbnailSprite } from './thumbnails.ts';

const ASSETS: PageAssets = {
  script: '/assets/entry.js',
  modules: ['/assets/page.js'],
  styles: ['/assets/page.css'],
  fonts: ['/assets/inter.woff2'],
  theme: '/theme.0123456789ab.js',
  icon: '/icon.0123456789ab.svg',
  names: { catalogue: 'catalogue.01234567.json', search: 'search.01234567.json' },
};
const HOSTILE = '"><script>alert(1)</script>\'&';

const page = (title: string) =>
  htmlDocument(
    {
      head: { title, description: title, canonical: '/diagrams/a', type: 'article' },
      body: '<main></main>',
      needs: ['d/a.01234567.json'],
    },
    ASSETS,
  );

test('a page says its language, title, description, canonical path and theme colours', () => {
  const parsed = new DOMParser().parseFromString(page('Cache-aside'), 'text/html');
  expect(parsed.documentElement.lang).toBe('en');
  expect(parsed.title).toBe('Cache-aside');
  expect(parsed.querySelector('meta[name="description"]')?.getAttribute('content')).toBe('Cache-aside');
  expect(parsed.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe('/diagrams/a');
  expect(parsed.querySelectorAll('meta[name="theme-color"]')).toHaveLength(2);
});

test('a page has no script or style that the Content-Security-Policy refuses', () => {
  const parsed = new DOMParser().parseFromString(page('Cache-aside'), 'text/html');
  for (const script of parsed.scripts) {
    expect(script.src).toBeTruthy();
    expect(script.textContent).toBe('');
  }
  expect(parsed.querySelector('style, [style]')).toBeNull();
});

test('hostile titles stay text', () => {
  const parsed = new DOMParser().parseFromString(page(HOSTILE), 'text/html');
  expect(parsed.title).toBe(HOSTILE);
  expect(parsed.scripts).toHaveLength(2);
  expect(parsed.querySelector('meta[property="og:title"]')?.getAttribute('content')).toBe(HOSTILE);
});

test('the theme comes before the styles, so that nothing flashes', () => {
  const html = page('Cache-aside');
  expect(html.indexOf('/theme.')).toBeGreaterThan(0);
  expect(html.indexOf('/theme.')).toBeLessThan(html.indexOf('rel="stylesheet"'));
});

test('a thumbnail sprite is well-formed and inside its frame, whatever the shape of the drawing', () => {
  const drawing = (w: number, h: number): DiagramDocument['drawing'] => ({
    kind: 'flowchart',
    w,
    h,
    groups: [],
    nodes: [{ id: 'a', shape: 'rect', lines: [HOSTILE], x: 0, y: 0, w, h }],
    edges: [],
  });
  const documents = [
    { slug: 'wide', drawing: drawing(4_000, 20) },
    { slug: 'tall', drawing: drawing(20, 4_000) },
  ] as DiagramDocument[];
  const sprite = new DOMParser().parseFromString(thumbnailSprite(documents), 'image/svg+xml');
  expect(sprite.querySelector('parsererror')).toBeNull();
  expect([...sprite.querySelectorAll('symbol')].map(({ id }) => id)).toEqual(['wide', 'tall']);
  for (const rect of sprite.querySelectorAll('rect')) {
    const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name)));
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect((x ?? 0) + (w ?? 0)).toBeLessThanOrEqual(240);
    expect((y ?? 0) + (h ?? 0)).toBeLessThanOrEqual(120);
  }
});
