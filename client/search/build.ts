import type { CatalogueDiagram } from '../catalogue/document.ts';

/** One findable item: title, summary and tags are searched, the rest is what a hit shows. */
export type SearchEntry = Pick<
  CatalogueDiagram,
  'slug' | 'title' | 'category' | 'difficulty' | 'summary' | 'document'
> & {
  /** Words of the skills, such as "caching stampede control". */
  tags: string;
};

/** What the compiler writes and a client downloads; the index itself is built from it in milliseconds. */
export interface SearchData {
  format: 1;
  entries: SearchEntry[];
}

/** The searchable list of a catalogue. */
export function buildSearchIndex(diagrams: CatalogueDiagram[]): SearchData {
  const entries = diagrams.map(({ slug, title, category, difficulty, summary, document, skills }) => ({
    slug,
    title,
    category,
    difficulty,
    summary,
    document,
    tags: [...new Set([category, ...skills].flatMap((name) => name.split(/[.-]/)))].join(' '),
  }));
  return { format: 1, entries };
}
