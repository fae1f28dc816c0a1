import type { Box, DiagramDocument, Drawing } from '../../client/catalogue/document.ts';
import { escapeHtml } from './html.ts';

/** The picture's size in its own units, and the margin inside. */
const W = 240;
const H = 120;
const MARGIN = 10;

/**
 * An SVG sprite of small drawings: one symbol a diagram, in `currentColor`, so the page's theme colours it.
 * Shapes and lines only: at this size no text can be read.
 */
export function thumbnailSprite(documents: DiagramDocument[]): string {
  const symbols = documents.map(
    ({ slug, drawing }) =>
      `<symbol id="${escapeHtml(slug)}" viewBox="0 0 ${W} ${H}">${miniature(drawing)}</symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

function miniature({ w, h, nodes, groups, edges, kind }: Drawing): string {
  const scale = Math.min((W - 2 * MARGIN) / w, (H - 2 * MARGIN) / h, 0.6);
  const left = (W - w * scale) / 2;
  const top = (H - h * scale) / 2;
  const x = (value: number) => round(left + value * scale);
  const y = (value: number) => round(top + value * scale);
  const rect = (box: Box, radius: number, look: string) =>
    `<rect x="${x(box.x)}" y="${y(box.y)}" width="${round(box.w * scale)}" height="${round(box.h * scale)}" rx="${radius}" ${look}/>`;
  const line = (points: number[]) => {
    let path = '';
    for (let i = 0; i + 1 < points.length; i += 2) {
      path += `${i === 0 ? 'M' : 'L'}${x(points[i] ?? 0)} ${y(points[i + 1] ?? 0)}`;
    }
    return path;
  };
  const lifelines = kind === 'sequence' ? nodes.filter((node) => node.lifelineEnd !== undefined) : [];
  return [
    ...groups.map((group) =>
      rect(
        group,
        2,
        'fill="currentColor" fill-opacity=".06" stroke="currentColor" stroke-opacity=".3" stroke-width=".7"',
      ),
    ),
    `<path d="${lifelines.map((node) => line([node.x + node.w / 2, node.y + node.h, node.x + node.w / 2, node.lifelineEnd ?? 0])).join('')}" stroke="currentColor" stroke-opacity=".3" stroke-dasharray="2 2" fill="none"/>`,
    `<path d="${edges.map((edge) => line(edge.points)).join('')}" fill="none" stroke="currentColor" stroke-opacity=".55"/>`,
    ...nodes.map((node) =>
      rect(
        node,
        ['circle', 'start', 'end', 'stadium'].includes(node.shape) ? round((node.h * scale) / 2) : 2,
        'fill="currentColor" fill-opacity=".9"',
      ),
    ),
  ].join('');
}

const round = (value: number) => Math.round(value * 10) / 10;
