import type { RenderedPage } from '../src/entry-server.tsx';

/** Files that every page names, as URLs. */
export interface PageAssets {
  script: string;
  /** Script files that `script` and the page's own code import: fetched at once instead of one after another. */
  modules: string[];
  styles: string[];
  fonts: string[];
  theme: string;
  icon: string;
  names: { catalogue: string; search: string };
}

/** Text inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole document around a rendered page; nothing in it is inline that the Content-Security-Policy forbids. */
export function htmlDocument({ head, body, needs }: RenderedPage, assets: PageAssets): string {
  const title = escapeHtml(head.title);
  const description = escapeHtml(head.description);
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<meta name="description" content="${description}">`,
    `<link rel="canonical" href="${escapeHtml(head.canonical)}">`,
    `<meta property="og:title" content="${title}">`,
    `<meta property="og:description" content="${description}">`,
    `<meta property="og:type" content="${head.type}">`,
    '<meta property="og:site_name" content="Atlas">',
    '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf9f6">',
    '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#10151b">',
    `<meta name="atlas:catalogue" content="${assets.names.catalogue}">`,
    `<meta name="atlas:search" content="${assets.names.search}">`,
    `<link rel="icon" href="${assets.icon}" type="image/svg+xml">`,
    `<script src="${assets.theme}"></script>`,
    ...assets.styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    ...assets.fonts.map(
      (href) => `<link rel="preload" as="font" type="font/woff2" href="${href}" crossorigin>`,
    ),
    ...needs.map((path) => `<link rel="preload" as="fetch" href="/content/${path}" crossorigin>`),
    ...assets.modules.map((href) => `<link rel="modulepreload" href="${href}">`),
    `<script type="module" src="${assets.script}"></script>`,
    '</head>',
    `<body><div id="root">${body}</div></body>`,
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}
