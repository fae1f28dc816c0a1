import { Search } from 'lucide-react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import { areasInUse } from '../data/catalogue.ts';
import { type Filters, NO_FILTERS } from '../data/filters.ts';
import { difficultyWord } from '../parts/difficulty.tsx';

interface Props {
  catalogue: Catalogue;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** The filters of the catalogue; each change takes effect at once. */
export function CatalogueFilters({ catalogue, filters, onChange }: Props) {
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  const used = new Set(catalogue.diagrams.flatMap((diagram) => diagram.skills));
  const areas = catalogue.areas.filter(({ id }) => !filters.category || id === filters.category);
  const filtering = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);

  return (
    <search className="filters" aria-label="Filter diagrams">
      <label className="field field-wide">
        <span>Words</span>
        <span className="field-icon">
          <Search size={16} aria-hidden />
          <input
            type="search"
            value={filters.text}
            placeholder="In title, summary or skill"
            onChange={(event) => change({ text: event.target.value })}
          />
        </span>
      </label>
      <label className="field">
        <span>Area</span>
        <select
          value={filters.category ?? ''}
          onChange={(event) => change({ category: event.target.value || null, skill: null })}
        >
          <option value="">All areas</option>
          {areasInUse(catalogue).map(({ id, title, count }) => (
            <option key={id} value={id}>
              {title} ({count})
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Skill</span>
        <select
          value={filters.skill ?? ''}
          onChange={(event) => change({ skill: event.target.value || null })}
        >
          <option value="">All skills</option>
          {areas.map((area) => {
            const skills = area.skills.filter(({ id }) => used.has(id));
            return skills.length === 0 ? null : (
              <optgroup key={area.id} label={area.title}>
                {skills.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
      </label>
      <label className="field">
        <span>Status</span>
        <select
          value={filters.completed === null ? '' : filters.completed ? 'yes' : 'no'}
          onChange={({ target }) =>
            change({ completed: target.value === '' ? null : target.value === 'yes' })
          }
        >
          <option value="">To do and done</option>
          <option value="no">To do</option>
          <option value="yes">Done</option>
        </select>
      </label>
      <fieldset className="field difficulty-filter">
        <legend>Difficulty</legend>
        {[1, 2, 3, 4, 5].map((value) => (
          <label key={value} title={difficultyWord(value)}>
            <input
              type="checkbox"
              checked={filters.difficulty.includes(value)}
              aria-label={`Difficulty ${value}, ${difficultyWord(value)}`}
              onChange={({ target }) =>
                change({
                  difficulty: target.checked
                    ? [...filters.difficulty, value].sort()
                    : filters.difficulty.filter((other) => other !== value),
                })
              }
            />
            <span aria-hidden="true">{value}</span>
          </label>
        ))}
      </fieldset>
      {filtering && (
        <button type="button" className="link-button" onClick={() => onChange(NO_FILTERS)}>
          Clear filters
        </button>
      )}
    </search>
  );
}
