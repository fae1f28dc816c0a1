import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab } from '../../../client/catalogue/lab.ts';
import { diagramOf } from '../data/catalogue.ts';
import type { LabSession } from '../data/labs.ts';
import { Link } from '../shell/router.tsx';
import { counted } from './words.ts';

interface Props {
  catalogue: Catalogue;
  lab: CatalogueLab;
  result: NonNullable<LabSession['result']>;
}

/** What was achieved, what it did to the skills, and where to go from here. */
export function Result({ catalogue, lab, result }: Props) {
  const next = catalogue.labs
    .filter(({ slug, skills }) => slug !== lab.slug && skills.some((skill) => lab.skills.includes(skill)))
    .slice(0, 3);
  return (
    <section className="lab-result" aria-labelledby="result">
      <h3 id="result">Lab completed{result.withSolution && ', with the solution'}</h3>
      <dl className="lab-numbers">
        <div>
          <dt>Time</dt>
          <dd>{counted(result.minutes, 'minute')}</dd>
        </div>
        <div>
          <dt>Attempts</dt>
          <dd>{result.attempts}</dd>
        </div>
        <div>
          <dt>Hints</dt>
          <dd>{result.hints}</dd>
        </div>
      </dl>
      {result.skills.length > 0 && (
        <ul className="lab-skills" aria-label="What it did to your skills">
          {result.skills.map(({ skill, doneBefore, doneAfter, total }) => (
            <li key={skill.id}>
              <span>{skill.title}</span>
              <progress value={doneAfter} max={Math.max(total, 1)} aria-hidden />
              <span>
                {doneBefore === doneAfter
                  ? `${doneAfter} of ${total} done`
                  : `${doneBefore} to ${doneAfter} of ${total} done`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3>What next</h3>
      <ul>
        {next.map(({ slug, title }) => (
          <li key={slug}>
            Lab: <Link to={`/labs/${slug}`}>{title}</Link>
          </li>
        ))}
        {lab.diagrams.map((slug) => (
          <li key={slug}>
            Diagram: <Link to={`/diagrams/${slug}`}>{diagramOf(catalogue, slug)?.title ?? slug}</Link>
          </li>
        ))}
        <li>
          <Link to="/progress">Your progress</Link>
        </li>
      </ul>
    </section>
  );
}
