import { useState } from 'react';
import { SetGroupGoalDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { diagramStateQuery, useCompleted } from '../data/completion.ts';
import { useCatalogue } from '../data/content.ts';
import { type Group, refreshGroup } from '../data/groups.ts';
import { queryClient } from '../data/server-state.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';

/** What the group learns, and what the reader has done of it. */
export function Goal({ group }: { group: Group }) {
  const { slugs } = useCompleted();
  const leads = (group.myRole === 'OWNER' || group.myRole === 'MODERATOR') && !group.archivedAt;
  const [changing, setChanging] = useState(false);
  const { goal } = group;
  const done = goal.filter(({ diagram }) => slugs.has(diagram.slug)).length;
  return (
    <section aria-labelledby="group-goal">
      <h2 id="group-goal">Goal</h2>
      {goal.length === 0 ? (
        <p className="settings-detail">
          {leads ? 'No goal yet. Choose diagrams to read together.' : 'No goal yet.'}
        </p>
      ) : (
        <>
          <progress className="bar" aria-label="Your part of the goal" value={done} max={goal.length} />
          <p className="settings-detail">
            You have done {done} of {goal.length}.
          </p>
          <ol className="goal">
            {goal.map(({ diagram }) => (
              <li key={diagram.id}>
                <Link to={`/diagrams/${diagram.slug}?group=${group.id}`}>{diagram.title}</Link>{' '}
                {slugs.has(diagram.slug) && <span className="done">done</span>}
              </li>
            ))}
          </ol>
        </>
      )}
      {leads && (
        <button
          type="button"
          className="link-button"
          aria-expanded={changing}
          onClick={() => setChanging(!changing)}
        >
          {changing ? 'Close' : 'Change the goal'}
        </button>
      )}
      {changing && <GoalEditor group={group} />}
    </section>
  );
}

/** Diagrams to add, by their titles; each change is kept at once. */
function GoalEditor({ group }: { group: Group }) {
  const { data: catalogue } = useCatalogue();
  const [query, setQuery] = useState('');
  const chosen = new Set(group.goal.map(({ diagram }) => diagram.slug));
  const ids = group.goal.map(({ diagram }) => diagram.id);
  const set = async (diagramIds: string[]) =>
    await refreshGroup((await api.request(SetGroupGoalDocument, { id: group.id, diagramIds })).setGroupGoal);
  const { run, busy, error } = useAction(async ({ add, out }: { add?: string; out?: string }) => {
    if (out) return set(ids.filter((id) => id !== out));
    // The catalogue of files knows slugs, the server ids.
    const found = add ? await queryClient.fetchQuery(diagramStateQuery(add)) : null;
    if (found) await set([...ids, found.id]);
  });
  const found = (catalogue?.diagrams ?? [])
    .filter(({ slug, title }) => !chosen.has(slug) && title.toLowerCase().includes(query.toLowerCase()))
    .slice(0, 8);
  return (
    <div className="goal-editor" aria-busy={busy}>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <ul aria-label="Chosen">
        {group.goal.map(({ diagram }) => (
          <li key={diagram.id}>
            {diagram.title}{' '}
            <button
              type="button"
              className="link-button"
              aria-label={`Take ${diagram.title} out`}
              onClick={() => void run({ out: diagram.id })}
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      <input
        className="input"
        type="search"
        aria-label="Find a diagram"
        placeholder="Find a diagram"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <ul aria-label="Found">
        {found.map(({ slug, title }) => (
          <li key={slug}>
            {title}{' '}
            <button
              type="button"
              className="link-button"
              aria-label={`Add ${title}`}
              onClick={() => void run({ add: slug })}
            >
              Add
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
