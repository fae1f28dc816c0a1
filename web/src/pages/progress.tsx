import { useQuery } from '@tanstack/react-query';
import type { ProgressPageQuery } from '../../../client/generated/graphql.ts';
import { accountQuery } from '../data/account.ts';
import { startPath } from '../data/catalogue.ts';
import { progressQuery } from '../data/completion.ts';
import { useCatalogue } from '../data/content.ts';
import { useLiveProgress } from '../data/live.ts';
import { ServerState } from '../data/server-state.tsx';
import { Bar } from '../parts/bar.tsx';
import { Difficulty } from '../parts/difficulty.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import './progress.css';

/** What the reader has done, by area and by skill, and what comes next. */
export default function ProgressPage() {
  return (
    <ServerState>
      <ProgressOverview />
    </ServerState>
  );
}

function ProgressOverview() {
  const { data, error, refetch } = useQuery(progressQuery());
  const live = useLiveProgress(Boolean(data?.currentUser));
  return (
    <div className="wrap progress-page">
      <header className="page-header">
        <h1>Your progress</h1>
        <p className="lead">
          <Kept />
        </p>
        <p role="status" className="live-state">
          {live === 'live' && 'Live: what you complete elsewhere shows here at once.'}
          {live === 'connecting' && 'Connecting'}
          {(live === 'offline' || live === 'signed-out') &&
            'Not live: this page shows what was true when it was opened.'}
        </p>
      </header>
      {data ? (
        <Report data={data} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton label="Loading your progress" />
      )}
    </div>
  );
}

/** Where the progress is kept. A guest until told otherwise: nothing moves for most. */
function Kept() {
  const { data: account } = useQuery(accountQuery());
  if (account && !account.guest) return <>It is kept in your account, on every device where you sign in.</>;
  return (
    <>
      You learn as a guest: progress is kept for this browser, without a name or an address.{' '}
      <Link to="/sign-up">Keep your progress</Link>
    </>
  );
}

function Report({ data }: { data: ProgressPageQuery }) {
  const { completedCount, totalCount, areas, skills, recent, next } = data.userProgress;
  if (completedCount === 0) return <Newcomer />;
  return (
    <>
      <section className="progress-total" aria-label="In total">
        <p className="progress-number">
          {completedCount} <small>of {totalCount} diagrams</small>
        </p>
        <Bar label="All diagrams" value={completedCount} max={totalCount} />
      </section>
      {next && (
        <section className="progress-next" aria-labelledby="next">
          <h2 id="next">Next</h2>
          <p className="progress-next-title">
            <Link to={`/diagrams/${next.slug}`}>{next.title}</Link>
          </p>
          <p>{next.summary}</p>
          <p className="card-foot">
            <Difficulty value={next.difficulty} /> {next.minutes} min
          </p>
        </section>
      )}
      <section aria-labelledby="by-area">
        <h2 id="by-area">By area</h2>
        <Bars
          rows={areas
            .filter((row) => row.totalCount > 0)
            .map((row) => ({ ...row, ...row.area, to: `/diagrams?category=${row.area.id}` }))}
        />
      </section>
      <section aria-labelledby="recent">
        <h2 id="recent">Recently completed</h2>
        <ul className="recent">
          {recent.map(({ diagram, completedAt }) => (
            <li key={diagram.id}>
              <Link to={`/diagrams/${diagram.slug}`}>{diagram.title}</Link>
              <time dateTime={completedAt}>{dateOf(completedAt)}</time>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="by-skill" className="progress-wide">
        <h2 id="by-skill">By skill</h2>
        <Bars rows={skills.map((row) => ({ ...row, ...row.skill, to: `/diagrams?skill=${row.skill.id}` }))} />
      </section>
    </>
  );
}

const dateOf = (instant: string) =>
  new Date(instant).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

interface Row {
  id: string;
  title: string;
  to: string;
  completedCount: number;
  totalCount: number;
}

function Bars({ rows }: { rows: Row[] }) {
  return (
    <ul className="bars">
      {rows.map(({ id, title, to, completedCount, totalCount }) => (
        <li key={id}>
          <Link to={to}>{title}</Link>
          <Bar label={title} value={completedCount} max={totalCount} />
          <span className="bars-count">
            {completedCount}/{totalCount}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Nobody starts with an empty chart: the first steps instead. */
function Newcomer() {
  const { data: catalogue } = useCatalogue();
  const path = catalogue ? startPath(catalogue) : [];
  return (
    <section className="empty" aria-labelledby="begin">
      <h2 id="begin">Nothing completed yet</h2>
      <p>Read a diagram, then press Complete below it. A good order to begin with:</p>
      <ol className="begin">
        {path.map(({ slug, title, minutes }) => (
          <li key={slug}>
            <Link to={`/diagrams/${slug}`}>{title}</Link> <small>{minutes} min</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
