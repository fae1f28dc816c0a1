import { brotliCompressSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import { buildSearchIndex } from '../client/search/build.ts';
import { createSearch } from '../client/search/engine.ts';
import { type BenchResult, percentile } from './result.ts';
import { generateCatalogue } from './support/catalogue.ts';

const SIZE = 1_100;

/**
 * Search as you type over 1,100 items: every keystroke of 200 titles, a fifth of them with a typing mistake.
 * The peer is MiniSearch as it comes, with prefix and fuzzy matching, in the same run on the same data. Both
 * run in Node's V8, the engine of the browser; `index` is what a browser downloads.
 */
export default async function (): Promise<BenchResult[]> {
  const data = buildSearchIndex({ diagrams: generateCatalogue(SIZE), labs: [] });
  const ours = createSearch(data);
  const plain = new MiniSearch({
    fields: ['title', 'tags', 'summary'],
    searchOptions: { prefix: true, fuzzy: 0.2 },
  });
  plain.addAll(data.entries.map((entry, id) => ({ id, ...entry })));
  const queries = keystrokes(data.entries.map((entry) => entry.title));
  const times = { ours: [] as number[], plain: [] as number[] };
  for (const round of [0, 1]) {
    for (const query of queries) {
      const [a, b] = [time(() => ours.search(query, 10)), time(() => plain.search(query))];
      // The first round warms both up.
      if (round === 0) continue;
      times.ours.push(a);
      times.plain.push(b);
    }
  }
  const bytes = brotliCompressSync(JSON.stringify(data)).length / 1024;
  const raw = brotliCompressSync(JSON.stringify(plain)).length / 1024;
  const compare = (name: string, share: number, limit: number): BenchResult => {
    const [value, peerValue] = [percentile(times.ours, share), percentile(times.plain, share)];
    return {
      name,
      value,
      unit: 'ms',
      peer: 'MiniSearch, prefix + fuzzy',
      peerValue,
      ratio: value / peerValue,
      target: `under ${limit} ms`,
      pass: value < limit,
    };
  };
  return [
    compare('search p50 a keystroke', 0.5, 1),
    compare('search p99 a keystroke', 0.99, 5),
    {
      name: 'search index, brotli',
      value: bytes,
      unit: 'KB',
      peer: 'serialized MiniSearch',
      peerValue: raw,
      ratio: bytes / raw,
      target: 'at most 100 KB',
      pass: bytes <= 100,
    },
  ];
}

function time(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function keystrokes(titles: string[]): string[] {
  return titles.slice(0, 200).flatMap((title, i) => {
    const typed = i % 5 === 0 ? `${title.slice(0, 5)}${title.slice(6)}` : title;
    return Array.from(typed, (_, end) => typed.slice(0, end + 1));
  });
}
