import { Download, Keyboard, List, Maximize, Minus, Plus, Workflow } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import type { View } from './focus.ts';
import type { ViewportControl } from './use-viewport.ts';

interface Props {
  document: DiagramDocument;
  viewport: ViewportControl;
  view: View;
  onView: (view: View) => void;
  onKeys: () => void;
}

/** Zoom, outline, export and help. */
export function Toolbar({ document, viewport, view, onView, onKeys }: Props) {
  const isDiagram = view === 'diagram';
  return (
    <div className="viewer-toolbar" role="toolbar" aria-label="View">
      {isDiagram && (
        <>
          <IconButton
            label="Zoom out"
            onClick={() => viewport.zoomBy(1 / 1.25)}
            icon={<Minus size={18} aria-hidden />}
          />
          <IconButton
            label="Zoom in"
            onClick={() => viewport.zoomBy(1.25)}
            icon={<Plus size={18} aria-hidden />}
          />
          <IconButton
            label="Fit to screen"
            onClick={viewport.fit}
            icon={<Maximize size={17} aria-hidden />}
          />
        </>
      )}
      <IconButton
        label={isDiagram ? 'Show as outline' : 'Show as diagram'}
        onClick={() => onView(isDiagram ? 'outline' : 'diagram')}
        icon={isDiagram ? <List size={18} aria-hidden /> : <Workflow size={18} aria-hidden />}
      />
      <ExportMenu document={document} svg={viewport.svg} />
      <IconButton label="Keyboard shortcuts" onClick={onKeys} icon={<Keyboard size={18} aria-hidden />} />
    </div>
  );
}

function IconButton({ label, onClick, icon }: { label: string; onClick: () => void; icon: React.ReactNode }) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      {icon}
    </button>
  );
}

/** The code that exports is loaded when it is first wanted. */
function ExportMenu({ document, svg }: { document: DiagramDocument; svg: RefObject<SVGSVGElement | null> }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [failure, setFailure] = useState('');
  const run = async (kind: 'svg' | 'png' | 'mmd') => {
    const { download, toPng, toSvg } = await import('./export.ts');
    const drawn = svg.current;
    try {
      if (kind === 'mmd')
        download(`${document.slug}.mmd`, new Blob([document.source], { type: 'text/plain' }));
      else if (drawn && kind === 'svg')
        download(`${document.slug}.svg`, new Blob([toSvg(drawn, document)], { type: 'image/svg+xml' }));
      else if (drawn) download(`${document.slug}.png`, await toPng(drawn, document));
      setFailure('');
      menu.current?.removeAttribute('open');
    } catch {
      setFailure('This browser could not make the picture. Try SVG.');
    }
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(document.source);
      menu.current?.removeAttribute('open');
    } catch {
      setFailure('The browser does not allow copying. Download it instead.');
    }
  };
  return (
    <details
      ref={menu}
      className="viewer-export"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return;
        event.stopPropagation();
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary className="icon-button" aria-label="Export" title="Export">
        <Download size={18} aria-hidden />
      </summary>
      <div className="viewer-menu">
        <button type="button" onClick={() => void run('svg')}>
          SVG picture
        </button>
        <button type="button" onClick={() => void run('png')}>
          PNG picture
        </button>
        <button type="button" onClick={() => void run('mmd')}>
          Mermaid source
        </button>
        <button type="button" onClick={() => void copy()}>
          Copy Mermaid source
        </button>
        {failure && <p role="alert">{failure}</p>}
      </div>
    </details>
  );
}
