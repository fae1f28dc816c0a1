import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { DiagramDocument } from '../../client/catalogue/document.ts';
import '../../web/src/styles/main.css';
import { DiagramViewer } from '../../web/src/viewer/diagram-viewer.tsx';
import { NO_FOCUS } from '../../web/src/viewer/focus.ts';

declare global {
  var drawOurs: (json: string) => void;
  var clearOurs: () => void;
}

const nothing = () => {};
let root: Root | undefined;

/** What the diagram page does when a document arrives: parse it, and render the whole viewer at once. */
globalThis.drawOurs = (json) => {
  const document = JSON.parse(json) as DiagramDocument;
  root = createRoot(window.document.getElementById('out') as HTMLElement);
  flushSync(() =>
    root?.render(
      <DiagramViewer
        document={document}
        focus={NO_FOCUS}
        onFocusChange={nothing}
        view="diagram"
        onViewChange={nothing}
      />,
    ),
  );
};
globalThis.clearOurs = () => root?.unmount();
