import MiniSearch from 'minisearch';
import type { SearchData, SearchEntry } from './build.ts';

export interface Hit extends SearchEntry {
  /** Words of the item that the query matched, for highlighting. */
  matches: string[];
}

export interface Search {
  /** The best hits, best first; none for a query without letters or digits. */
  search(query: string, limit?: number): Hit[];
}

const FIELDS = ['title', 'tags', 'summary'] as const;
const BOOST = { title: 4, tags: 2, summary: 1 };
/** A term of this length or shorter begins so many words that ranking by an index is slow and says little. */
const SHORT = 3;
/** With fewer exact and prefix hits than this, spelling mistakes are considered. */
const FEW = 3;

/** Builds the in-memory search: exact and prefix matches first, then forgiving of one or two wrong letters. */
export function createSearch(data: SearchData): Search {
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: [...FIELDS],
    searchOptions: { boost: BOOST, combineWith: 'AND' },
  });
  index.addAll(data.entries.map((entry, id) => ({ ...entry, id })));
  const titles = data.entries.map((entry) => wordsOf(entry.title));
  const others = data.entries.map((entry) => wordsOf(`${entry.tags} ${entry.summary}`));

  /** Titles that begin with the term, then titles with a word that does, then the rest of the texts. */
  function shortTerm(term: string, limit: number): Hit[] {
    const ranks: number[][] = [[], [], []];
    for (let i = 0; i < titles.length; i++) {
      const at = titles[i]?.findIndex((word) => word.startsWith(term)) ?? -1;
      if (at >= 0) ranks[at === 0 ? 0 : 1]?.push(i);
      else if (others[i]?.some((word) => word.startsWith(term))) ranks[2]?.push(i);
    }
    return ranks
      .flat()
      .slice(0, limit)
      .map((i) => {
        const words = [...(titles[i] ?? []), ...(others[i] ?? [])];
        return {
          ...(data.entries[i] as SearchEntry),
          matches: words.filter((word) => word.startsWith(term)),
        };
      });
  }

  return {
    search(query, limit = 10) {
      const terms = wordsOf(query);
      const [first, ...more] = terms;
      if (!first) return [];
      if (more.length === 0 && first.length <= SHORT) return shortTerm(first, limit);
      const text = terms.join(' ');
      let found = index.search(text, { prefix: (term, i) => i === terms.length - 1 || term.length > SHORT });
      if (found.length < FEW) {
        const forgiving = index.search(text, {
          prefix: (term) => term.length > SHORT,
          fuzzy: (term) => (term.length > 7 ? 2 : term.length > SHORT ? 1 : 0),
          maxFuzzy: 2,
          combineWith: found.length === 0 && terms.length > 2 ? 'OR' : 'AND',
        });
        const known = new Set(found.map((result) => result.id));
        found = [...found, ...forgiving.filter((result) => !known.has(result.id))];
      }
      return found
        .slice(0, limit)
        .map((result) => ({ ...(data.entries[result.id] as SearchEntry), matches: result.terms }));
    },
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export interface Piece {
  text: string;
  matched: boolean;
}

/** Splits a text so that words beginning with a term can be marked; joined, the pieces are the text again. */
export function highlight(text: string, terms: string[]): Piece[] {
  const starts = terms
    .map((term) => term.toLowerCase())
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  const push = (piece: string, matched: boolean) => {
    const last = pieces.at(-1);
    if (piece === '') return;
    if (last && last.matched === matched) last.text += piece;
    else pieces.push({ text: piece, matched });
  };
  for (const token of text.split(/([\p{L}\p{N}]+)/u)) {
    const term = starts.find((start) => token.toLowerCase().startsWith(start));
    push(token.slice(0, term?.length ?? 0), true);
    push(token.slice(term?.length ?? 0), false);
  }
  return pieces;
}
