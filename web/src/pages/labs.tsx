import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab } from '../../../client/catalogue/lab.ts';
import { skillTitle } from '../data/catalogue.ts';
import { useCatalogue } from '../data/content.ts';
import { type LabListed, labsQuery } from '../data/labs.ts';
import { ServerState } from '../data/server-state.tsx';
import { LabCard } from '../labs/lab-card.tsx';
import { counted, STATES } from '../labs/words.ts';
import { difficultyWord } from '../parts/difficulty.tsx';
import { Failure } from '../shell/failure.tsx';
import { useHydrated } from '../shell/hydrated.ts';
import { Link, useQueryString } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import './catalogue.css';
import '../labs/labs.css';

/** All labs, those that are open first. */
export default function LabsPage() {
  return (
    <ServerState>
      <LabList />
    </ServerState>
  );
}

function LabList() {
  const { data: catalogue, error, retry } = useCatalogue();
  const { data: known, error: unknown, refetch } = useQuery(labsQuery());
  const { filters, setFilters } = useFilters();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!catalogue) return <Skeleton label="Loading the labs" />;
  const { labs } = catalogue;
  const here = new Map(known?.map((lab) => [lab.slug, lab]));
  const found = labs.filter(
    ({ skills, difficulty }) =>
      (!filters.skill || skills.includes(filters.skill)) &&
      (!filters.difficulty || difficulty === Number(filters.difficulty)),
  );
  return (
    <div className="wrap catalogue">
      <header className="page-header">
        <h1>Labs</h1>
        <p className="lead">
          A machine with a problem, a terminal, and a check that says what it saw. Nothing to install, and
          nothing here can break anything of yours.
        </p>
      </header>
      <OpenLabs labs={labs} here={here} />
      {labs.length === 0 ? (
        <div className="empty">
          <h2>There are no labs yet</h2>
          <p>
            The <Link to="/diagrams">diagrams</Link> are there.
          </p>
        </div>
      ) : (
        <>
          <LabFilters catalogue={catalogue} labs={labs} filters={filters} onChange={setFilters} />
          <p className="catalogue-bar" role="status">
            {found.length === labs.length
              ? counted(labs.length, 'lab')
              : `${found.length} of ${counted(labs.length, 'lab')}`}
          </p>
          {unknown && (
            <p className="notice" role="alert">
              What you have done, and what can run here, could not be looked up.{' '}
              <button type="button" className="link-button" onClick={() => void refetch()}>
                Try again
              </button>
            </p>
          )}
          {found.length > 0 ? (
            <section aria-labelledby="all-labs">
              <h2 id="all-labs" className="visually-hidden">
                All labs
              </h2>
              <ul className="cards cards-grid">
                {found.map((lab) => (
                  <li key={lab.slug}>
                    <LabCard catalogue={catalogue} lab={lab} here={here.get(lab.slug)} />
                  </li>
                ))}
              </ul>
            </section>
          ) : (
            <div className="empty">
              <h2>Nothing matches both</h2>
              <p>Take one filter away.</p>
              <button type="button" className="button button-primary" onClick={() => setFilters(NO_FILTERS)}>
                Show all labs
              </button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function OpenLabs({ labs, here }: { labs: CatalogueLab[]; here: Map<string, LabListed> }) {
  const open = labs.filter(({ slug }) => here.get(slug)?.session);
  if (open.length === 0) return null;
  return (
    <section className="open-labs" aria-labelledby="open-labs">
      <h2 id="open-labs">Go on</h2>
      <ul>
        {open.map(({ slug, title }) => (
          <li key={slug}>
            <span>
              <strong>{title}</strong>
              <small>{STATES[here.get(slug)?.session?.state ?? 'READY']}</small>
            </span>
            <Link className="button button-primary" to={`/labs/${slug}`} aria-label={`Continue ${title}`}>
              Continue <ArrowRight size={16} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LabFilterValues {
  skill: string;
  difficulty: string;
}

const NO_FILTERS: LabFilterValues = { skill: '', difficulty: '' };

function useFilters() {
  const [search, setSearch] = useQueryString();
  const hydrated = useHydrated();
  const read = (name: string) => (hydrated && search.get(name)) || '';
  return {
    filters: { skill: read('skill'), difficulty: read('difficulty') },
    setFilters(next: LabFilterValues) {
      const chosen = Object.entries(next).filter(([, value]) => value !== '');
      setSearch(new URLSearchParams(chosen), { replace: false });
    },
  };
}

interface FilterProps {
  catalogue: Catalogue;
  labs: CatalogueLab[];
  filters: LabFilterValues;
  onChange(next: LabFilterValues): void;
}

function LabFilters({ catalogue, labs, filters, onChange }: FilterProps) {
  const skills = [...new Set(labs.flatMap((lab) => lab.skills))]
    .map((id) => ({ id, title: skillTitle(catalogue, id) }))
    .sort((a, b) => a.title.localeCompare(b.title));
  const levels = [...new Set(labs.map(({ difficulty }) => difficulty))].sort();
  return (
    <search className="filters" aria-label="Filter labs">
      <label className="field">
        <span>Skill</span>
        <select
          value={filters.skill}
          onChange={({ target }) => onChange({ ...filters, skill: target.value })}
        >
          <option value="">All skills</option>
          {skills.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Difficulty</span>
        <select
          value={filters.difficulty}
          onChange={({ target }) => onChange({ ...filters, difficulty: target.value })}
        >
          <option value="">All</option>
          {levels.map((level) => (
            <option key={level} value={level}>
              {level}, {difficultyWord(level)}
            </option>
          ))}
        </select>
      </label>
      {(filters.skill || filters.difficulty) && (
        <button type="button" className="link-button" onClick={() => onChange(NO_FILTERS)}>
          Clear filters
        </button>
      )}
    </search>
  );
}
