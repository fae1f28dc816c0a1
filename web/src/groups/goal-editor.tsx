import { useState } from 'react';
import { SetGroupGoalDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { diagramStateQuery } from '../data/completion.ts';
import { useCatalogue } from '../data/content.ts';
import { type GoalThing, type Group, refreshGroup } from '../data/groups.ts';
import { labQuery } from '../data/labs.ts';
import { queryClient } from '../data/server-state.tsx';
import { hasWords } from '../data/titles.ts';
import { sentenceOf, useAction } from '../parts/action.ts';

type Found = Pick<GoalThing, 'kind' | 'slug' | 'title'>;
const MOST = 8;

/** Diagrams and labs to add, by their titles; each change is kept at once. */
export function GoalEditor({ group, goal }: { group: Group; goal: readonly GoalThing[] }) {
  const { data: catalogue } = useCatalogue();
  const [query, setQuery] = useState('');
  const ids = goal.map(({ id }) => id);
  const set = async (itemIds: string[]) =>
    await refreshGroup((await api.request(SetGroupGoalDocument, { id: group.id, itemIds })).setGroupGoal);
  const { run, busy, error } = useAction(async ({ add, out }: { add?: Found; out?: string }) => {
    if (out) return set(ids.filter((id) => id !== out));
    const id = add && (await idOf(add));
    if (id) await set([...ids, id]);
  });
  const all: Found[] = [
    ...(catalogue?.diagrams ?? []).map(({ slug, title }) => ({ kind: 'diagram' as const, slug, title })),
    ...(catalogue?.labs ?? []).map(({ slug, title }) => ({ kind: 'lab' as const, slug, title })),
  ];
  const isChosen = ({ kind, slug }: Found) => goal.some((item) => item.kind === kind && item.slug === slug);
  const found = all.filter((item) => !isChosen(item) && hasWords(item.title, query)).slice(0, MOST);
  return (
    <div className="goal-editor" aria-busy={busy}>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <ul aria-label="Chosen">
        {goal.map((item) => (
          <li key={item.id}>
            {nameOf(item)}
            <button
              type="button"
              className="link-button"
              aria-label={`Take ${item.title} out`}
              onClick={() => void run({ out: item.id })}
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!query.trim() || !found[0]) return;
          void run({ add: found[0] });
          setQuery('');
        }}
      >
        <input
          className="input"
          type="search"
          aria-label="Find a diagram or a lab"
          placeholder="Find a diagram or a lab"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
      </form>
      <ul aria-label="Found">
        {found.map((item) => (
          <li key={`${item.kind} ${item.slug}`}>
            {nameOf(item)}
            <button
              type="button"
              className="link-button"
              aria-label={`Add ${item.title}`}
              onClick={() => void run({ add: item })}
            >
              Add
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && query.trim() !== '' && (
        <p className="settings-detail" role="status">
          Nothing else has this in its title.
        </p>
      )}
    </div>
  );
}

const nameOf = ({ kind, title }: Found) => (
  <span>
    {title} {kind === 'lab' && <small>lab</small>}
  </span>
);

/** The catalogue of files knows slugs, the server ids. */
async function idOf({ kind, slug }: Found): Promise<string | undefined> {
  const known =
    kind === 'lab'
      ? await queryClient.fetchQuery(labQuery(slug))
      : await queryClient.fetchQuery(diagramStateQuery(slug));
  return known?.id;
}
