import type { CatalogueDiagram } from '../../../client/catalogue/document.ts';

/** What the catalogue page is narrowed to; the URL is where it lives. */
export interface Filters {
  text: string;
  category: string | null;
  /** 1 to 5; several mean any of them; none means all. */
  difficulty: number[];
  /** `area.skill`. */
  skill: string | null;
  /** Null: both. */
  completed: boolean | null;
}

export const NO_FILTERS: Filters = { text: '', category: null, difficulty: [], skill: null, completed: null };

/** Reads filters from a query string; what is malformed is left out, an unknown name simply matches nothing. */
export function filtersFromSearch(search: URLSearchParams): Filters {
  const difficulty = (search.get('difficulty') ?? '')
    .split(',')
    .filter((part) => /^[1-5]$/.test(part))
    .map(Number);
  const done = search.get('done');
  return {
    text: search.get('q') ?? '',
    category: search.get('category') || null,
    difficulty: [...new Set(difficulty)].sort(),
    skill: search.get('skill') || null,
    completed: done === 'yes' ? true : done === 'no' ? false : null,
  };
}

/** The query string of filters, without the parts that filter nothing. */
export function filtersToSearch(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  if (filters.text) search.set('q', filters.text);
  if (filters.category) search.set('category', filters.category);
  if (filters.difficulty.length > 0) search.set('difficulty', filters.difficulty.join(','));
  if (filters.skill) search.set('skill', filters.skill);
  if (filters.completed !== null) search.set('done', filters.completed ? 'yes' : 'no');
  return search;
}

/** The diagrams that pass; every word of the text has to occur. */
export function applyFilters(
  diagrams: CatalogueDiagram[],
  filters: Filters,
  completed: ReadonlySet<string>,
): CatalogueDiagram[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  return diagrams.filter((diagram) => {
    if (filters.category && diagram.category !== filters.category) return false;
    if (filters.difficulty.length > 0 && !filters.difficulty.includes(diagram.difficulty)) return false;
    if (filters.skill && !diagram.skills.includes(filters.skill)) return false;
    if (filters.completed !== null && completed.has(diagram.slug) !== filters.completed) return false;
    const text = `${diagram.title} ${diagram.summary} ${diagram.skills.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
