import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Catalogue, CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { areaTitle, diagramOf, leadsTo, plateNumber, skillTitle } from '../data/catalogue.ts';
import { Difficulty, difficultyWord } from '../parts/difficulty.tsx';
import { Link } from '../shell/router.tsx';

interface Props {
  catalogue: Catalogue;
  diagram: CatalogueDiagram;
}

/** Title, summary and facts of a diagram. */
export function DiagramHeader({ catalogue, diagram }: Props) {
  return (
    <header className="wrap diagram-header">
      <p className="eyebrow">
        <span className="plate">Plate {String(plateNumber(catalogue, diagram.slug)).padStart(2, '0')}</span>
        <Link to={`/diagrams?category=${diagram.category}`}>{areaTitle(catalogue, diagram.category)}</Link>
      </p>
      <h1>{diagram.title}</h1>
      <p className="lead">{diagram.summary}</p>
      <dl className="facts">
        <div>
          <dt>Difficulty</dt>
          <dd>
            <Difficulty value={diagram.difficulty} /> {difficultyWord(diagram.difficulty)}
          </dd>
        </div>
        <div>
          <dt>Reading time</dt>
          <dd>{diagram.minutes} minutes</dd>
        </div>
        <div>
          <dt>Trains</dt>
          <dd>
            <Listed
              items={diagram.skills.map((id) => ({
                to: `/diagrams?skill=${id}`,
                text: skillTitle(catalogue, id),
              }))}
            />
          </dd>
        </div>
        {diagram.prerequisites.length > 0 && (
          <div>
            <dt>Read before</dt>
            <dd>
              <Listed
                items={diagram.prerequisites.map((slug) => ({
                  to: `/diagrams/${slug}`,
                  text: diagramOf(catalogue, slug)?.title ?? slug,
                }))}
              />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function Listed({ items }: { items: { to: string; text: string }[] }) {
  return (
    <ul className="inline-list">
      {items.map(({ to, text }) => (
        <li key={to}>
          <Link to={to}>{text}</Link>
        </li>
      ))}
    </ul>
  );
}

/** Where to go from here: what builds on this, and the neighbours in the catalogue. */
export function DiagramNeighbours({ catalogue, diagram }: Props) {
  const at = catalogue.diagrams.indexOf(diagram);
  const before = catalogue.diagrams[at - 1];
  const after = catalogue.diagrams[at + 1];
  const next = leadsTo(catalogue, diagram.slug);
  return (
    <>
      {next.length > 0 && (
        <section aria-labelledby="leads-to">
          <h2 id="leads-to">Leads to</h2>
          <ul>
            {next.map(({ slug, title }) => (
              <li key={slug}>
                <Link to={`/diagrams/${slug}`}>{title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <nav aria-label="Neighbouring diagrams" className="neighbours">
        {before && (
          <Link to={`/diagrams/${before.slug}`} rel="prev">
            <ArrowLeft size={16} aria-hidden />
            <span>
              <small>Previous plate</small>
              {before.title}
            </span>
          </Link>
        )}
        {after && (
          <Link to={`/diagrams/${after.slug}`} rel="next">
            <ArrowRight size={16} aria-hidden />
            <span>
              <small>Next plate</small>
              {after.title}
            </span>
          </Link>
        )}
      </nav>
    </>
  );
}
