import { useState } from 'react';
import { useCompleted } from '../data/completion.ts';
import { type Group, itemsOfGoal } from '../data/groups.ts';
import { Bar } from '../parts/bar.tsx';
import { Link } from '../shell/router.tsx';
import { GoalEditor } from './goal-editor.tsx';

/** What the group learns, and what the reader has done of it. */
export function Goal({ group }: { group: Group }) {
  const { slugs } = useCompleted();
  const leads = (group.myRole === 'OWNER' || group.myRole === 'MODERATOR') && !group.archivedAt;
  const [changing, setChanging] = useState(false);
  const goal = itemsOfGoal(group, slugs);
  const done = goal.filter((item) => item.done).length;
  return (
    <section aria-labelledby="group-goal">
      <h2 id="group-goal">Goal</h2>
      {goal.length === 0 ? (
        <p className="settings-detail">
          {leads ? 'No goal yet. Choose diagrams and labs to learn together.' : 'No goal yet.'}
        </p>
      ) : (
        <>
          <Bar label="Your part of the goal" value={done} max={goal.length} />
          <p className="settings-detail">
            You have done {done} of {goal.length}.
          </p>
          <ol className="goal">
            {goal.map((item) => (
              <li key={item.id}>
                <Link to={item.path}>{item.title}</Link> {item.kind === 'lab' && <small>lab</small>}{' '}
                {item.done && <span className="done">done</span>}
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
      {changing && <GoalEditor group={group} goal={goal} />}
    </section>
  );
}
