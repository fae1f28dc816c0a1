import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Catalogue, CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { diagramOf, plateNumber } from '../data/catalogue.ts';
import { catalogueQuery, documentQuery } from '../data/content.ts';
import { RichBlocks } from '../parts/rich-text.tsx';
import { Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';

import './diagram.css';
import { CompleteButton } from './diagram-complete.tsx';
import { DiagramHeader, DiagramNeighbours } from './diagram-frame.tsx';
import { LivingDiagram } from './living-diagram.tsx';
import NotFound from './not-found.tsx';
import { SelfTest } from './self-test.tsx';

/** One diagram: what it is, the drawing to explore, its trade-offs, questions and sources. */
export default function DiagramPage() {
  const { slug = '' } = useParams();
  const { data: catalogue, error, refetch } = useQuery(catalogueQuery());
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!catalogue) return <Skeleton label="Loading the diagram" />;
  const diagram = diagramOf(catalogue, slug);
  if (!diagram) return <NotFound />;
  return <Diagram key={slug} catalogue={catalogue} diagram={diagram} />;
}

function Diagram({ catalogue, diagram }: { catalogue: Catalogue; diagram: CatalogueDiagram }) {
  const { data: document, error, refetch } = useQuery(documentQuery(diagram));
  return (
    <article className="diagram-page">
      <DiagramHeader catalogue={catalogue} diagram={diagram} />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!document && !error && <Skeleton label="Loading the drawing" />}
      {document && (
        <>
          <div className="wrap-wide">
            <LivingDiagram document={document} plate={plateNumber(catalogue, diagram.slug)} />
          </div>
          <div className="wrap diagram-below">
            <div className="diagram-text">
              {document.tradeoffs.length > 0 && (
                <section aria-labelledby="trade-offs">
                  <h2 id="trade-offs">When not to do this</h2>
                  <RichBlocks blocks={document.tradeoffs} />
                </section>
              )}
              <SelfTest cards={document.cards} />
              <CompleteButton diagram={diagram} />
            </div>
            <aside className="diagram-aside">
              <DiagramNeighbours catalogue={catalogue} diagram={diagram} />
              {document.sources.length > 0 && (
                <section aria-labelledby="sources">
                  <h2 id="sources">Sources</h2>
                  <ul>
                    {document.sources.map(({ title, url }) => (
                      <li key={url}>
                        <a href={url} rel="noreferrer">
                          {title}
                        </a>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </aside>
          </div>
        </>
      )}
    </article>
  );
}
