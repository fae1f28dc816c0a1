import { Check } from 'lucide-react';
import type { Catalogue, CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { areaTitle, plateNumber } from '../data/catalogue.ts';
import { Link } from '../shell/router.tsx';
import { Difficulty } from './difficulty.tsx';
import { Thumbnail } from './thumbnail.tsx';

interface Props {
  catalogue: Catalogue;
  diagram: CatalogueDiagram;
  done: boolean;
  /** The level of the title in the page's outline. */
  heading?: 'h2' | 'h3';
}

/** One diagram of the catalogue, as a card or (in a list) as a row; all of it is the link. */
export function DiagramCard({ catalogue, diagram, done, heading: Heading = 'h3' }: Props) {
  return (
    <article className="card">
      <div className="card-picture">
        <Thumbnail slug={diagram.slug} category={diagram.category} />
      </div>
      <div className="card-body">
        <p className="card-meta">
          <span className="plate">{String(plateNumber(catalogue, diagram.slug)).padStart(2, '0')}</span>
          {areaTitle(catalogue, diagram.category)}
        </p>
        <Heading className="card-title">
          <Link to={`/diagrams/${diagram.slug}`}>{diagram.title}</Link>
        </Heading>
        <p className="card-summary">{diagram.summary}</p>
        <p className="card-foot">
          <Difficulty value={diagram.difficulty} />
          <span>{diagram.minutes} min</span>
          {done && (
            <span className="done">
              <Check size={14} aria-hidden /> Completed
            </span>
          )}
        </p>
      </div>
    </article>
  );
}
