import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { plainText } from '../../../client/catalogue/text.ts';
import { Canvas } from './canvas.tsx';
import { DrawingView } from './drawing/drawing.tsx';
import { type Focus, NO_FOCUS, type View } from './focus.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { lightsOf } from './lit.ts';
import { Minimap } from './minimap.tsx';
import { OutlineView } from './outline-view.tsx';
import { Panel } from './panel.tsx';
import { Toolbar } from './toolbar.tsx';
import { useKeys } from './use-keys.ts';
import { useViewport } from './use-viewport.ts';
import { Walkthrough } from './walkthrough.tsx';
import './viewer.css';

export interface DiagramViewerProps {
  document: DiagramDocument;
  focus: Focus;
  /** `push` for what Back should undo, `replace` for what follows from it. */
  onFocusChange: (focus: Focus, how: 'push' | 'replace') => void;
  view: View;
  onViewChange: (view: View) => void;
}

const PAN_STEP = 80;

/** One diagram to explore: the drawing, its parts, its walkthrough, its text twin. What is in focus belongs to the page. */
export function DiagramViewer({ document, focus, onFocusChange, view, onViewChange }: DiagramViewerProps) {
  const { drawing, parts, steps } = document;
  const viewport = useViewport(drawing, view === 'diagram');
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set());
  const [playing, setPlaying] = useState(false);
  const keys = useRef<HTMLDialogElement>(null);
  const lights = useMemo(() => lightsOf(document, focus), [document, focus]);

  const choose = useCallback(
    (id: string) => {
      setPlaying(false);
      onFocusChange({ kind: 'part', id }, 'push');
    },
    [onFocusChange],
  );
  const inStep = focus.kind === 'step';
  const goTo = useCallback(
    (index: number) => {
      if (index < 0 || index >= steps.length) return;
      onFocusChange({ kind: 'step', index }, inStep ? 'replace' : 'push');
    },
    [onFocusChange, steps.length, inStep],
  );
  const clear = useCallback(() => {
    setPlaying(false);
    if (focus.kind !== 'none') onFocusChange(NO_FOCUS, 'push');
  }, [focus.kind, onFocusChange]);
  const toggle = useCallback((id: string) => {
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);

  useEffect(() => {
    const wanted = new Set(lights.shown);
    const places = [...drawing.nodes, ...drawing.groups].filter((box) => wanted.has(box.id));
    const said = drawing.edges.flatMap(({ id, label }) =>
      label && lights.orderOf(id) !== undefined ? [label] : [],
    );
    viewport.reveal([...places, ...said]);
  }, [lights, drawing, viewport]);

  const current = focus.kind === 'step' ? focus.index : -1;
  const follow = (direction: 'from' | 'to') => {
    if (focus.kind !== 'part') return false;
    const other = direction === 'from' ? 'to' : 'from';
    const next = drawing.edges.find((edge) => edge[direction] === focus.id && parts[edge[other]])?.[other];
    if (!next) return false;
    choose(next);
    viewport.svg.current?.querySelector<SVGElement>(`[data-part="${CSS.escape(next)}"]`)?.focus();
    return true;
  };
  useKeys([
    ['ArrowRight', () => goTo(current + 1)],
    ['ArrowLeft', () => goTo(current - 1)],
    ['ArrowDown', () => follow('from')],
    ['ArrowUp', () => follow('to')],
    ['Home', () => (current >= 0 ? goTo(0) : false)],
    ['End', () => (current >= 0 ? goTo(steps.length - 1) : false)],
    [' ', () => (current >= 0 ? setPlaying(!playing) : false)],
    ['Escape', clear],
    ['+', () => viewport.zoomBy(1.25)],
    ['=', () => viewport.zoomBy(1.25)],
    ['-', () => viewport.zoomBy(1 / 1.25)],
    ['0', viewport.fit],
    ['Shift+ArrowRight', () => viewport.panBy(PAN_STEP, 0)],
    ['Shift+ArrowLeft', () => viewport.panBy(-PAN_STEP, 0)],
    ['Shift+ArrowDown', () => viewport.panBy(0, PAN_STEP)],
    ['Shift+ArrowUp', () => viewport.panBy(0, -PAN_STEP)],
    ['o', () => onViewChange(view === 'outline' ? 'diagram' : 'outline')],
    ['?', () => keys.current?.showModal()],
  ]);

  const step = steps[current];
  return (
    <div className="viewer" data-view={view}>
      <Toolbar
        document={document}
        viewport={viewport}
        view={view}
        onView={onViewChange}
        onKeys={() => keys.current?.showModal()}
      />
      <div className="viewer-stage" hidden={view === 'outline'}>
        <Canvas document={document} viewport={viewport} onClear={clear}>
          <DrawingView
            document={document}
            lights={lights}
            folded={folded}
            onChoose={choose}
            onFold={toggle}
          />
        </Canvas>
        <Minimap drawing={drawing} viewport={viewport} />
        <Walkthrough
          document={document}
          focus={focus}
          playing={playing}
          onPlaying={setPlaying}
          onStep={goTo}
        />
        <Panel document={document} focus={focus} onPart={choose} onStep={goTo} onClear={clear} />
      </div>
      <OutlineView document={document} hidden={view !== 'outline'} />
      <p className="visually-hidden" aria-live="polite">
        {step && `Step ${current + 1} of ${steps.length}: ${step.title}. ${plainText(step.text)}`}
      </p>
      <KeysDialog dialog={keys} />
    </div>
  );
}
