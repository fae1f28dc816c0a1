import { Check } from 'lucide-react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab, LabDocument } from '../../../client/catalogue/lab.ts';
import { diagramOf, skillTitle } from '../data/catalogue.ts';
import type { LabHere } from '../data/labs.ts';
import { Difficulty, difficultyWord } from '../parts/difficulty.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { LabBlocks } from './blocks.tsx';
import { Start } from './start.tsx';
import { MACHINES, NEEDS } from './words.ts';

interface Props {
  catalogue: Catalogue;
  lab: CatalogueLab;
  document: LabDocument | undefined;
  documentError: unknown;
  onRetryDocument(): void;
  /** Undefined while unknown, null when the server knows no such lab. */
  here: LabHere | null | undefined;
  hereError: unknown;
  onStarted(sessionId: string): void;
}

/** A lab before it is started: what happened, what there is to do, what it takes. */
export function LabIntro(props: Props) {
  const { catalogue, lab, document, documentError, onRetryDocument, here, hereError, onStarted } = props;
  return (
    <article className="lab-page">
      <header className="wrap lab-header">
        <p className="eyebrow">
          <Link to="/labs">Labs</Link>
          {here?.completedAt && (
            <span className="done">
              <Check size={14} aria-hidden /> Completed
            </span>
          )}
        </p>
        <h1>{lab.title}</h1>
        <p className="lead">{lab.summary}</p>
        <dl className="facts">
          <div>
            <dt>Difficulty</dt>
            <dd>
              <Difficulty value={lab.difficulty} /> {difficultyWord(lab.difficulty)}
            </dd>
          </div>
          <div>
            <dt>Takes</dt>
            <dd>about {lab.minutes} minutes</dd>
          </div>
          {document && (
            <div>
              <dt>The machine runs</dt>
              <dd>{document.limitMinutes} minutes, and half an hour more when you ask</dd>
            </div>
          )}
          <div>
            <dt>Machine</dt>
            <dd>{here?.machine ? MACHINES[here.machine].long : NEEDS[lab.needs]}</dd>
          </div>
          <div>
            <dt>Trains</dt>
            <dd>
              <ul className="inline-list">
                {lab.skills.map((id) => (
                  <li key={id}>
                    <Link to={`/labs?skill=${id}`}>{skillTitle(catalogue, id)}</Link>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
        <Start slug={lab.slug} here={here} hereError={hereError} onStarted={onStarted} />
      </header>
      {documentError !== undefined && <Failure error={documentError} onRetry={onRetryDocument} />}
      {!document && documentError === undefined && <Skeleton label="Loading the lab" />}
      {document && (
        <div className="wrap lab-below">
          <div className="lab-about">
            <section aria-labelledby="what-happened">
              <h2 id="what-happened">What happened</h2>
              <div className="lab-text">
                <LabBlocks blocks={document.intro} />
              </div>
            </section>
            <section aria-labelledby="steps">
              <h2 id="steps">What you do</h2>
              <ol className="lab-steps">
                {document.steps.map(({ id, title }) => (
                  <li key={id}>{title}</li>
                ))}
              </ol>
              <p className="lab-quiet">
                Each step is checked in a fresh machine, from the files you hand in. You see what was
                observed, what would pass, and why it matters.
              </p>
            </section>
          </div>
          <aside className="lab-aside">
            {document.diagrams.length > 0 && (
              <section aria-labelledby="diagrams">
                <h2 id="diagrams">Explained in</h2>
                <ul>
                  {document.diagrams.map((slug) => (
                    <li key={slug}>
                      <Link to={`/diagrams/${slug}`}>{diagramOf(catalogue, slug)?.title ?? slug}</Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section aria-labelledby="answers">
              <h2 id="answers">What is handed in</h2>
              <ul>
                {document.answers.map((path) => (
                  <li key={path}>
                    <code>{path}</code>
                  </li>
                ))}
              </ul>
            </section>
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
      )}
    </article>
  );
}
