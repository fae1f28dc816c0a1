import { useParams } from 'react-router';
import type { Catalogue, CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { diagramOf } from '../data/catalogue.ts';
import { useCatalogue, useDocument } from '../data/content.ts';
import { RichBlocks } from '../parts/rich-text.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';

import './diagram.css';
import { CompletionSection } from './completion-section.tsx';
import { DiagramExplorer } from './diagram-explorer.tsx';
import { DiagramHeader, DiagramNeighbours } from './diagram-frame.tsx';
import NotFound from './not-found.tsx';
import { SelfTest } from './self-test.tsx';

/** One diagram: what it is, the drawing to explore, its trade-offs, questions and sources. */
export default function DiagramPage() {
  const { slug = '' } = useParams();
  const { data: catalogue, error, retry } = useCatalogue();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!catalogue) return <Skeleton label="Loading the diagram" />;
  const diagram = diagramOf(catalogue, slug);
  if (!diagram) return <NotFound />;
  return <Diagram key={slug} catalogue={catalogue} diagram={diagram} />;
}

function Diagram({ catalogue, diagram }: { catalogue: Catalogue; diagram: CatalogueDiagram }) {
  const { data: document, error, retry } = useDocument(diagram);
  return (
    <article className="diagram-page">
      <DiagramHeader catalogue={catalogue} diagram={diagram} />
      {error !== undefined && <Failure error={error} onRetry={retry} />}
      {!document && error === undefined && <Skeleton label="Loading the drawing" />}
      {document && (
        <>
          <div className="wrap-wide">
            <DiagramExplorer document={document} />
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
              <CompletionSection diagram={diagram} />
            </div>
            <aside className="diagram-aside">
              <PractiseIt catalogue={catalogue} diagram={diagram} />
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

function PractiseIt({ catalogue, diagram }: { catalogue: Catalogue; diagram: CatalogueDiagram }) {
  const labs = catalogue.labs.filter(({ slug }) => diagram.labs?.includes(slug));
  if (labs.length === 0) return null;
  return (
    <section aria-labelledby="practise">
      <h2 id="practise">Practise it</h2>
      <ul>
        {labs.map((lab) => (
          <li key={lab.slug}>
            <Link to={`/labs/${lab.slug}`}>{lab.title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
