import { LayoutGrid, List } from 'lucide-react';
import { useCompleted } from '../data/completion.ts';
import { useCatalogue } from '../data/content.ts';
import {
  applyFilters,
  type Filters,
  filtersFromSearch,
  filtersToSearch,
  NO_FILTERS,
} from '../data/filters.ts';
import { ServerState } from '../data/server-state.tsx';
import { DiagramCard } from '../parts/diagram-card.tsx';
import { Failure } from '../shell/failure.tsx';
import { useHydrated } from '../shell/hydrated.ts';
import { useQueryString } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { type CatalogueLayout, catalogueLayoutChosen } from '../state/preferences.ts';
import { useAppDispatch, useAppSelector } from '../state/store.ts';
import './catalogue.css';
import { CatalogueFilters } from './catalogue-filters.tsx';

/** All diagrams, narrowed by filters that live in the URL. */
export default function CataloguePage() {
  return (
    <ServerState>
      <CatalogueList />
    </ServerState>
  );
}

function CatalogueList() {
  const { data: catalogue, error, retry } = useCatalogue();
  const completed = useCompleted();
  const { filters, setFilters } = useFilters();
  const layout = useAppSelector((state) => state.preferences.catalogueLayout);

  if (error) return <Failure error={error} onRetry={retry} />;
  if (!catalogue) return <Skeleton label="Loading the catalogue" />;

  const waiting = filters.completed !== null && !completed.known && !completed.failed;
  const found = applyFilters(catalogue.diagrams, filters, completed.slugs);
  return (
    <div className="wrap catalogue">
      <header className="page-header">
        <h1>All diagrams</h1>
        <p className="lead">
          Each is a drawing to open, a walkthrough to follow and a few questions to keep it.
        </p>
      </header>
      <CatalogueFilters catalogue={catalogue} filters={filters} onChange={setFilters} />
      <div className="catalogue-bar">
        <p role="status">
          {waiting ? 'Looking up what you have read' : countOf(found.length, catalogue.diagrams.length)}
        </p>
        <LayoutSwitch />
      </div>
      {completed.failed && filters.completed !== null && (
        <p className="notice" role="alert">
          What you have read could not be looked up, so this filter may be wrong. Everything else works.
        </p>
      )}
      {waiting ? (
        <Skeleton label="Loading what you have read" />
      ) : found.length > 0 ? (
        <ul className={`cards cards-${layout}`} aria-label="Diagrams">
          {found.map((diagram) => (
            <li key={diagram.slug}>
              <DiagramCard
                catalogue={catalogue}
                diagram={diagram}
                done={completed.slugs.has(diagram.slug)}
                heading="h2"
              />
            </li>
          ))}
        </ul>
      ) : (
        <div className="empty">
          <h2>Nothing matches all of this</h2>
          <p>Take one filter away, or start over with the whole catalogue.</p>
          <button type="button" className="button button-primary" onClick={() => setFilters(NO_FILTERS)}>
            Show all diagrams
          </button>
        </div>
      )}
    </div>
  );
}

const countOf = (found: number, all: number) =>
  found === all ? `${all} diagrams` : `${found} of ${all} ${all === 1 ? 'diagram' : 'diagrams'}`;

/** Text replaces the entry in the history, a chosen filter adds one: Back undoes choices, not letters. */
function useFilters() {
  const [search, setSearch] = useQueryString();
  const hydrated = useHydrated();
  const filters = hydrated ? filtersFromSearch(search) : NO_FILTERS;
  return {
    filters,
    setFilters(next: Filters) {
      setSearch(filtersToSearch(next), { replace: next.text !== filters.text });
    },
  };
}

const LAYOUTS: [CatalogueLayout, string, typeof List][] = [
  ['grid', 'Cards', LayoutGrid],
  ['list', 'List', List],
];

function LayoutSwitch() {
  const layout = useAppSelector((state) => state.preferences.catalogueLayout);
  const dispatch = useAppDispatch();
  return (
    <fieldset className="layout-switch">
      <legend className="visually-hidden">Layout</legend>
      {LAYOUTS.map(([id, label, Icon]) => (
        <button
          key={id}
          type="button"
          className="icon-button"
          aria-label={label}
          title={label}
          aria-pressed={layout === id}
          onClick={() => dispatch(catalogueLayoutChosen(id))}
        >
          <Icon size={16} aria-hidden />
        </button>
      ))}
    </fieldset>
  );
}
