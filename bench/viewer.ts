import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import type { DiagramDocument } from '../client/catalogue/document.ts';
import { toBytes } from '../content/compiler/bytes.ts';
import { type BenchResult, median } from './result.ts';
import { firstDrawing, fresh, NODE, redraw, visit } from './support/viewer-clock.ts';
import { buildSite, compileSizes, serveSite } from './support/viewer-site.ts';

const SIZES = [15, 60] as const;
const VISITS = 7;
const REDRAWS = 15;
/** Redraws that let the engine compile what is hot, for both renderers. */
const WARM_UP = 4;
const FRAME_MS = 1000 / 60;
const PEER = 'Mermaid 12, same source, same browser';

/**
 * How soon a drawing is to be seen, against Mermaid 12 rendering the same source live in the same Chromium.
 *
 * - "first visit": what the drawing adds to it. From having the data, on a page that has all but the drawing and
 *   nothing in its caches: the SVG rendered ahead, against importing Mermaid and rendering.
 * - "warm visit": the same on a second visit, when the browser has all code in its cache.
 * - "next drawing": the renderers are loaded and warm: our whole viewer from JSON against `mermaid.render`.
 * - "whole visit": from the start of the navigation with empty caches, our whole page against a bare one. Both
 *   contain the start of a page, which no renderer can shorten, so this ratio has no target but to be sooner.
 *
 * To be seen is: in the document, laid out, and the next frame has begun. Everything comes uncompressed from
 * loopback: no network is counted, which favours the larger code.
 */
export default async function (): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'atlas-bench-viewer-'));
  const documents = await compileSizes(SIZES);
  await buildSite(folder, documents);
  const site = await serveSite(folder);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const results: BenchResult[] = [];
    for (const [size, document] of documents)
      results.push(...(await measure(browser, site.url, size, document)));
    return [...results, sizeOfDrawing(documents.get(SIZES[0]) as DiagramDocument)];
  } finally {
    await browser.close();
    site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  browser: Browser,
  site: string,
  size: number,
  document: DiagramDocument,
): Promise<BenchResult[]> {
  const { slug, source } = document;
  const [first, warm, whole] = [times(), times(), times()];
  // In turn, so that a busy minute of the machine meets both.
  for (let i = 0; i < VISITS; i++) {
    for (const [who, what] of [
      ['ours', { slug }],
      ['theirs', { source }],
    ] as const) {
      await fresh(browser, async (page) => {
        first[who].push(await firstDrawing(page, site, what, size));
        warm[who].push(await firstDrawing(page, site, what, size));
      });
    }
    const ours = `${site}/diagrams/${slug}`;
    whole.ours.push(await fresh(browser, (page) => visit(page, ours, NODE.ours, size)));
    const theirs = `${site}/bench/mermaid-${size}.html`;
    whole.theirs.push(await fresh(browser, (page) => visit(page, theirs, NODE.theirs, size)));
  }
  const redrawn = async (what: { json: string } | { source: string }) =>
    (await fresh(browser, (page) => redraw(page, site, what, size, REDRAWS))).slice(WARM_UP);
  const next = {
    ours: await redrawn({ json: JSON.stringify(document) }),
    theirs: await redrawn({ source }),
  };
  return [
    sooner(`first visit, ${size} parts, times sooner`, first, 100),
    sooner(`warm visit, ${size} parts, times sooner`, warm, 25),
    sooner(`next drawing, ${size} parts, times sooner`, next, 1),
    sooner(`whole visit, ${size} parts, times sooner`, whole, 1),
    withinTwoFrames(size, next),
  ];
}

interface Times {
  ours: number[];
  theirs: number[];
}

const times = (): Times => ({ ours: [], theirs: [] });

function sooner(name: string, { ours, theirs }: Times, target: number): BenchResult {
  const [value, peerValue] = [median(ours), median(theirs)];
  const ratio = peerValue / value;
  const words = target === 1 ? 'sooner' : `at least ${target}x sooner`;
  return { name, value, unit: 'ms', peer: PEER, peerValue, ratio, target: words, pass: ratio >= target };
}

/** From the JSON text to the beginning of the frame after the drawing stands. */
function withinTwoFrames(size: number, { ours, theirs }: Times): BenchResult {
  const [value, peerValue] = [median(ours) / FRAME_MS, median(theirs) / FRAME_MS];
  return {
    name: `data to drawing, ${size} parts`,
    value,
    unit: 'frames of 1/60 s',
    peer: PEER,
    peerValue,
    ratio: value / peerValue,
    target: 'at most 2',
    pass: value <= 2,
  };
}

function sizeOfDrawing({ drawing, source }: DiagramDocument): BenchResult {
  const kb = (text: string) => brotliCompressSync(text).length / 1000;
  const [value, peerValue] = [kb(toBytes(drawing)), kb(source)];
  return {
    name: 'drawing of 15 parts as JSON, brotli',
    value,
    unit: 'KB',
    peer: 'its Mermaid source',
    peerValue,
    ratio: value / peerValue,
    target: 'at most 4 KB',
    pass: value <= 4,
  };
}
