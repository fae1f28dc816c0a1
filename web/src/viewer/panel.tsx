import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { DiagramDocument, DrawnEdge } from '../../../client/catalogue/document.ts';
import { type OutlineEntry, toOutline } from '../../../client/catalogue/outline.ts';
import { RichText } from '../parts/rich-text.tsx';
import type { Focus } from './focus.ts';

interface Props {
  document: DiagramDocument;
  focus: Focus;
  onPart: (id: string) => void;
  onStep: (index: number) => void;
  onClear: () => void;
}

/** Beside the drawing: the explanation of a part, the caption of a step, or where to begin. */
export function Panel({ document, focus, onPart, onStep, onClear }: Props) {
  const outline = useMemo(() => toOutline(document), [document]);
  return (
    <section className="viewer-panel" aria-label="Explanation">
      {focus.kind !== 'none' && (
        <button
          type="button"
          className="icon-button viewer-close"
          aria-label="Back to the whole picture"
          title="Back to the whole picture"
          onClick={onClear}
        >
          <X size={18} aria-hidden />
        </button>
      )}
      {focus.kind === 'part' && (
        <PartText document={document} outline={outline} id={focus.id} onPart={onPart} />
      )}
      {focus.kind === 'step' && (
        <StepText document={document} outline={outline} index={focus.index} onPart={onPart} />
      )}
      {focus.kind === 'none' && (
        <>
          <h2>Explore</h2>
          <p className="viewer-invite">
            Choose a part to see what it does and how it fails, or follow the flow step by step.
          </p>
          <button type="button" className="button button-primary" onClick={() => onStep(0)}>
            Start the walkthrough
          </button>
          <h3>Parts</h3>
          <PartButtons items={outline.map(({ id }) => id)} outline={outline} onPart={onPart} />
        </>
      )}
    </section>
  );
}

function PartText({
  document,
  outline,
  id,
  onPart,
}: {
  document: DiagramDocument;
  outline: OutlineEntry[];
  id: string;
  onPart: Props['onPart'];
}) {
  const part = document.parts[id];
  const entry = outline.find((one) => one.id === id);
  if (!part) return null;
  return (
    <>
      <p className="eyebrow">{entry && entry.within.length > 0 ? entry.within.join(' / ') : 'Part'}</p>
      <h2>{part.name}</h2>
      <h3>What it is</h3>
      <p>
        <RichText content={part.what} />
      </p>
      <h3>Why it is there</h3>
      <p>
        <RichText content={part.why} />
      </p>
      <h3 className="viewer-fails">When it fails</h3>
      <p>
        <RichText content={part.fails} />
      </p>
      {entry && <Connections entry={entry} parts={document.parts} onPart={onPart} />}
    </>
  );
}

function Connections({
  entry,
  parts,
  onPart,
}: {
  entry: OutlineEntry;
  parts: DiagramDocument['parts'];
  onPart: Props['onPart'];
}) {
  const lists = [
    ['Goes to', entry.outgoing],
    ['Comes from', entry.incoming],
  ] as const;
  return lists.map(
    ([title, connections]) =>
      connections.length > 0 && (
        <div key={title}>
          <h3>{title}</h3>
          <ul className="viewer-connections">
            {connections.map((one) => (
              <li key={one.edge}>
                {parts[one.to] ? (
                  <button type="button" className="link" onClick={() => onPart(one.to)}>
                    {one.name}
                  </button>
                ) : (
                  one.name
                )}
                {one.label && <span className="viewer-flow">{one.label}</span>}
              </li>
            ))}
          </ul>
        </div>
      ),
  );
}

function StepText({
  document,
  outline,
  index,
  onPart,
}: {
  document: DiagramDocument;
  outline: OutlineEntry[];
  index: number;
  onPart: Props['onPart'];
}) {
  const step = document.steps[index];
  if (!step) return null;
  const edges = new Map<string, DrawnEdge>(document.drawing.edges.map((edge) => [edge.id, edge]));
  const ids = step.lights.flatMap((id) => {
    const edge = edges.get(id);
    return edge ? [edge.from, edge.to] : [id];
  });
  const items = [...new Set(ids)].filter((id) => document.parts[id]);
  return (
    <>
      <p className="eyebrow">
        Step {index + 1} of {document.steps.length}
      </p>
      <h2>{step.title}</h2>
      <p className="viewer-caption">
        <RichText content={step.text} />
      </p>
      {items.length > 0 && <PartButtons items={items} outline={outline} onPart={onPart} />}
    </>
  );
}

interface PartButtonsProps {
  items: string[];
  outline: OutlineEntry[];
  onPart: Props['onPart'];
}

/** Parts by name; where several have the same, with the group that each is in. */
function PartButtons({ items, outline, onPart }: PartButtonsProps) {
  const names = outline.map(({ name }) => name);
  const labelOf = (id: string) => {
    const { name = id, within = [] } = outline.find((entry) => entry.id === id) ?? {};
    const group = within.at(-1);
    return group && names.indexOf(name) !== names.lastIndexOf(name) ? `${name} (${group})` : name;
  };
  return (
    <ul className="viewer-parts">
      {items.map((id) => (
        <li key={id}>
          <button type="button" className="chip" onClick={() => onPart(id)}>
            {labelOf(id)}
          </button>
        </li>
      ))}
    </ul>
  );
}
