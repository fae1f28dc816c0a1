import type { Catalogue, CatalogueDiagram } from '../catalogue/document.ts';

/** One findable item: title, summary and tags are searched, the rest is what a hit shows. */
export type SearchEntry = Pick<CatalogueDiagram, 'slug' | 'title' | 'difficulty' | 'summary' | 'document'> & {
  kind: 'diagram' | 'lab';
  /** Of a diagram; a lab belongs to several. */
  category?: string;
  /** Words of the skills, such as "caching stampede control". */
  tags: string;
};

/** What the compiler writes and a client downloads; the index itself is built from it in milliseconds. */
export interface SearchData {
  format: 2;
  entries: SearchEntry[];
}

/** The searchable list of a catalogue. */
export function buildSearchIndex({ diagrams, labs }: Pick<Catalogue, 'diagrams' | 'labs'>): SearchData {
  const entries = [
    ...diagrams.map((diagram) => ({
      ...common(diagram),
      kind: 'diagram' as const,
      category: diagram.category,
      tags: tagsOf([diagram.category, ...diagram.skills]),
    })),
    ...labs.map((lab) => ({ ...common(lab), kind: 'lab' as const, tags: tagsOf(['lab', ...lab.skills]) })),
  ];
  return { format: 2, entries };
}

type Common = Pick<SearchEntry, 'slug' | 'title' | 'difficulty' | 'summary' | 'document'>;

const common = ({ slug, title, difficulty, summary, document }: Common): Common => ({
  slug,
  title,
  difficulty,
  summary,
  document,
});

const tagsOf = (names: readonly string[]) =>
  [...new Set(names.flatMap((name) => name.split(/[.-]/)))].join(' ');
