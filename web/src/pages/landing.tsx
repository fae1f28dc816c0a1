import { ArrowRight } from 'lucide-react';
import type { Catalogue, CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { areasInUse, featured, landingDiagram, plateNumber, startPath } from '../data/catalogue.ts';
import { useCatalogue, useDocument } from '../data/content.ts';
import { DiagramCard } from '../parts/diagram-card.tsx';
import { difficultyWord } from '../parts/difficulty.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import './landing.css';
import { LivingDiagram } from './living-diagram.tsx';

/** What Atlas is in one breath, shown by one of its own diagrams, and the ways in. */
export default function LandingPage() {
  const { data: catalogue, error, retry } = useCatalogue();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!catalogue) return <Skeleton />;
  const living = landingDiagram(catalogue);
  const start = startPath(catalogue);
  return (
    <div className="landing">
      <div className="wrap-wide hero">
        <div className="hero-text">
          <h1>How large systems work, and how they fail</h1>
          <p className="lead">
            Atlas draws the systems behind everyday software. Open any part to see what it is, why it is there
            and what happens when it breaks; follow a request through it step by step.
          </p>
          <p className="actions">
            {start[0] && (
              <Link className="button button-primary" to={`/diagrams/${start[0].slug}`}>
                Start with the first diagram
              </Link>
            )}
            <Link className="button" to="/diagrams">
              See all {catalogue.diagrams.length}
            </Link>
          </p>
        </div>
        {living && <Living catalogue={catalogue} diagram={living} />}
      </div>
      <Areas catalogue={catalogue} />
      <StartHere path={start} />
      <Featured catalogue={catalogue} />
    </div>
  );
}

function Living({ catalogue, diagram }: { catalogue: Catalogue; diagram: CatalogueDiagram }) {
  const { data: document } = useDocument(diagram);
  return (
    <section aria-label="A diagram that walks through itself">
      {document && <LivingDiagram document={document} plate={plateNumber(catalogue, diagram.slug)} />}
    </section>
  );
}

function Areas({ catalogue }: { catalogue: Catalogue }) {
  return (
    <section className="wrap index" aria-labelledby="areas">
      <h2 id="areas">The areas</h2>
      <ul className="index-list">
        {areasInUse(catalogue).map(({ id, title, summary, count }) => (
          <li key={id}>
            <Link to={`/diagrams?category=${id}`}>
              <span className="index-title">{title}</span>
              <span className="index-leader" aria-hidden="true" />
              <span className="index-count">
                {count} <span className="visually-hidden">{count === 1 ? 'diagram' : 'diagrams'}</span>
              </span>
            </Link>
            <p>{summary}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function StartHere({ path }: { path: CatalogueDiagram[] }) {
  return (
    <section className="wrap start-here" aria-labelledby="start-here">
      <h2 id="start-here">Start here</h2>
      <p>
        A few diagrams in an order in which each needs only those before it. No account: progress stays with
        you.
      </p>
      <ol>
        {path.map(({ slug, title, minutes, difficulty, summary }) => (
          <li key={slug}>
            <Link to={`/diagrams/${slug}`}>
              <strong>{title}</strong>
              <span>{summary}</span>
              <small>
                {difficultyWord(difficulty)}, {minutes} min <ArrowRight size={14} aria-hidden />
              </small>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Featured({ catalogue }: { catalogue: Catalogue }) {
  return (
    <section className="wrap" aria-labelledby="featured">
      <h2 id="featured">Diagrams that others build on</h2>
      <ul className="cards cards-grid">
        {featured(catalogue).map((diagram) => (
          <li key={diagram.slug}>
            <DiagramCard catalogue={catalogue} diagram={diagram} done={false} />
          </li>
        ))}
      </ul>
    </section>
  );
}
