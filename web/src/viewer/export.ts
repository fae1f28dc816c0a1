import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { wholeView } from './viewport.ts';

/** What a drawing's look depends on; copied into the exported file, which has no style sheet. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'paint-order',
];

/** The drawing as a file of its own: styles inlined, the present theme's ground, nothing that runs. */
export function toSvg(svg: SVGSVGElement, { drawing, title }: DiagramDocument): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const view = wholeView(drawing);
  const from = svg.querySelectorAll<SVGElement>('*');
  for (const [i, element] of [...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const original = from[i];
    if (original) inline(original, element);
  }
  for (const pulse of copy.querySelectorAll('.edge-pulse, .group-chevron, .group-hit, desc')) pulse.remove();
  for (const attribute of [...copy.attributes]) copy.removeAttribute(attribute.name);
  copy.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
  copy.setAttribute('width', String(view.w));
  copy.setAttribute('height', String(view.h));
  copy.prepend(ground(svg, view), named(svg, title));
  return new XMLSerializer().serializeToString(copy);
}

function inline(original: SVGElement, copy: SVGElement): void {
  const style = getComputedStyle(original);
  const kept = [
    'd',
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'width',
    'height',
    'points',
    'id',
  ];
  const marks = [
    'viewBox',
    'refX',
    'refY',
    'markerWidth',
    'markerHeight',
    'markerUnits',
    'orient',
    'marker-start',
    'marker-end',
    'text-anchor',
    'dominant-baseline',
    'stroke-linejoin',
  ];
  const contextual =
    copy.getAttribute('fill') === 'context-stroke' || copy.getAttribute('stroke') === 'context-stroke';
  for (const { name } of [...copy.attributes]) {
    const isOwn = kept.includes(name) || marks.includes(name) || (contextual && /^(fill|stroke)/.test(name));
    if (!isOwn) copy.removeAttribute(name);
  }
  if (contextual) return;
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property);
    if (value && value !== 'normal') copy.setAttribute(property, value);
  }
}

function ground(svg: SVGSVGElement, view: { x: number; y: number; w: number; h: number }): SVGElement {
  const rect = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ x: view.x, y: view.y, width: view.w, height: view.h })) {
    rect.setAttribute(name, String(value));
  }
  rect.setAttribute('fill', getComputedStyle(svg).getPropertyValue('--surface').trim() || '#fff');
  return rect;
}

function named(svg: SVGSVGElement, title: string): SVGElement {
  const element = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'title');
  element.textContent = title;
  return element;
}

/**
 * The drawing as a PNG of twice its size.
 *
 * @throws when the browser can't draw it, which is said to the reader
 */
export async function toPng(svg: SVGSVGElement, document: DiagramDocument): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(svg, document))}`;
  await image.decode();
  const canvas = svg.ownerDocument.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))),
      'image/png',
    );
  });
}

/** Hands a file to the reader. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
