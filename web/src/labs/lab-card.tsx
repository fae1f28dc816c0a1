import { Check, CircleSlash, Play } from 'lucide-react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab } from '../../../client/catalogue/lab.ts';
import { skillTitle } from '../data/catalogue.ts';
import type { LabListed } from '../data/labs.ts';
import { Difficulty } from '../parts/difficulty.tsx';
import { Link } from '../shell/router.tsx';
import { counted, MACHINES, NEEDS, STATES } from './words.ts';

interface Props {
  catalogue: Catalogue;
  lab: CatalogueLab;
  /** What the server says of it; undefined before it did. */
  here: LabListed | undefined;
}

/** One lab of the catalogue; all of it is the link. */
export function LabCard({ catalogue, lab, here }: Props) {
  return (
    <article className="card lab-card">
      <div className="card-body">
        <p className="card-meta">
          {lab.skills.map((skill) => (
            <span key={skill}>{skillTitle(catalogue, skill)}</span>
          ))}
        </p>
        <h3 className="card-title">
          <Link to={`/labs/${lab.slug}`}>{lab.title}</Link>
        </h3>
        <p className="card-summary">{lab.summary}</p>
        <p className="lab-where" data-unavailable={here?.unavailable ? '' : undefined}>
          <Where lab={lab} here={here} />
        </p>
        <p className="card-foot">
          <Difficulty value={lab.difficulty} />
          <span>{lab.minutes} min</span>
          <span>{counted(lab.steps, 'step')}</span>
          {here?.session && here.session.state !== 'ENDED' ? (
            <span className="done">
              <Play size={14} aria-hidden /> {STATES[here.session.state]}
            </span>
          ) : (
            here?.completedAt && (
              <span className="done">
                <Check size={14} aria-hidden /> Completed
              </span>
            )
          )}
        </p>
      </div>
    </article>
  );
}

function Where({ lab, here }: Omit<Props, 'catalogue'>) {
  if (here?.unavailable)
    return (
      <>
        <CircleSlash size={14} aria-hidden /> Not on this computer: {here.unavailable}
      </>
    );
  return here?.machine ? MACHINES[here.machine].short : NEEDS[lab.needs];
}
