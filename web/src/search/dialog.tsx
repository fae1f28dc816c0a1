import { Clock, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { Piece } from '../../../client/search/engine.ts';
import { areaTitle } from '../data/catalogue.ts';
import { useCatalogue } from '../data/content.ts';
import { ServerState } from '../data/server-state.tsx';
import { Difficulty } from '../parts/difficulty.tsx';
import { drafted, recentSearchesCleared, searched } from '../state/preferences.ts';
import { useAppDispatch, useAppSelector } from '../state/store.ts';
import './search.css';
import { type Result, useResults } from './results.ts';

export { preloadIndex } from './results.ts';

/** Milliseconds without a keystroke after which the server is asked too. */
const SETTLES = 180;

/** The search dialog: a combobox over its results; what was typed outlives closing. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  return (
    <ServerState>
      <Dialog onClose={onClose} />
    </ServerState>
  );
}

function Dialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const typed = useAppSelector((state) => state.preferences.drafts.search ?? '');
  const recent = useAppSelector((state) => state.preferences.recentSearches);
  const query = typed.trim();
  const settled = useSettled(query);
  const { results, searching, failed, partial, retry } = useResults(query, settled);
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, results.length - 1));

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector('input')?.select();
    return () => element?.close();
  }, []);

  const type = (text: string) => {
    dispatch(drafted({ field: 'search', text }));
    setActive(0);
  };
  const open = (result: Result) => {
    dispatch(searched(query));
    onClose();
    navigate(`/${result.kind}s/${result.slug}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = results[at];
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % results.length,
      ArrowUp: (at - 1 + results.length) % results.length,
    };
    const next = moves[event.key];
    if (next !== undefined && results.length > 0) setActive(next);
    else if (event.key === 'Enter' && chosen) open(chosen);
    // A search field would only clear itself at the first Escape.
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop; the keyboard has Escape.
    <dialog
      ref={dialog}
      className="search"
      aria-label="Search Atlas"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="search-box">
        <div className="search-field">
          <Search size={18} aria-hidden />
          <input
            type="search"
            aria-label="Search diagrams and labs"
            role="combobox"
            aria-expanded={results.length > 0}
            aria-controls="search-results"
            aria-activedescendant={results[at] ? `search-result-${at}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            placeholder="A system, a part, a failure"
            value={typed}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <button type="button" className="search-close" onClick={onClose}>
            Close
          </button>
        </div>
        <div id="search-results" role="listbox" aria-label="Results" className="search-results">
          {results.map((result, i) => (
            <Option
              key={`${result.kind} ${result.slug}`}
              result={result}
              id={`search-result-${i}`}
              selected={i === at}
              onOpen={() => open(result)}
              onPoint={() => setActive(i)}
            />
          ))}
        </div>
        <div className="search-state" role="status">
          {query === '' && (
            <Recent recent={recent} onPick={type} onClear={() => dispatch(recentSearchesCleared())} />
          )}
          {query !== '' && results.length === 0 && failed && (
            <p>
              Search could not be loaded.{' '}
              <button type="button" className="link-button" onClick={retry}>
                Try again
              </button>
            </p>
          )}
          {query !== '' && results.length === 0 && !failed && (
            <p>
              {searching ? 'Searching' : `Nothing found for “${query}”. Try one word, or the name of a part.`}
            </p>
          )}
          {results.length > 0 && (
            <p className="visually-hidden">
              {results.length} {results.length === 1 ? 'result' : 'results'}
            </p>
          )}
          {results.length > 0 && partial && (
            <p>Titles and summaries only: the texts are searched when the server can be reached.</p>
          )}
        </div>
        <p className="search-keys" aria-hidden="true">
          <kbd>↑</kbd>
          <kbd>↓</kbd> choose <kbd>Enter</kbd> open <kbd>Esc</kbd> close
        </p>
      </div>
    </dialog>
  );
}

interface OptionProps {
  result: Result;
  id: string;
  selected: boolean;
  onOpen: () => void;
  onPoint: () => void;
}

/** Focus stays in the field (ARIA combobox pattern), so an option answers to the pointer only. */
function Option({ result, id, selected, onOpen, onPoint }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  const { data: catalogue } = useCatalogue();
  useEffect(() => {
    if (selected) element.current?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and the keys.
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className="search-result"
      onClick={onOpen}
      onPointerMove={onPoint}
    >
      <p className="search-result-title">
        <Marked pieces={result.title} />
      </p>
      <p className="search-result-text">
        <Marked pieces={result.excerpt} />
      </p>
      <p className="search-result-meta">
        {areaOf(result, catalogue)}
        <Difficulty value={result.difficulty} />
      </p>
    </div>
  );
}

function areaOf({ kind, category = '' }: Result, catalogue: Catalogue | undefined): string {
  if (kind === 'lab') return 'Lab';
  return catalogue ? areaTitle(catalogue, category) : category;
}

function Marked({ pieces }: { pieces: Piece[] }) {
  let at = 0;
  return pieces.map(({ text, matched }) => {
    const key = at;
    at += text.length;
    return matched ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}

interface RecentProps {
  recent: string[];
  onPick: (query: string) => void;
  onClear: () => void;
}

function Recent({ recent, onPick, onClear }: RecentProps) {
  if (recent.length === 0) return <p>Type a word: titles, summaries and explanations are searched.</p>;
  return (
    <div className="search-recent">
      <p>Recent searches</p>
      <ul>
        {recent.map((query) => (
          <li key={query}>
            <button type="button" onClick={() => onPick(query)}>
              <Clock size={14} aria-hidden /> {query}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="link-button" onClick={onClear}>
        Forget these
      </button>
    </div>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLES);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
