// biome-ignore-start assist/source/organizeImports: the library reads what the first one sets.
import './name-assets.ts';
import {
  CaptureUpdateAction,
  convertToExcalidrawElements,
  Excalidraw,
  exportToBlob,
  exportToSvg,
  MainMenu,
  restoreElements,
} from '@excalidraw/excalidraw';
import type { Collaborator, ExcalidrawImperativeAPI, SocketId } from '@excalidraw/excalidraw/types';
import '@excalidraw/excalidraw/index.css';
import './whiteboard.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { Shape } from '../../../client/board/shape.ts';
import { bindShapes } from '../../../client/board/shapes.ts';
import type { Drawing } from '../../../client/catalogue/document.ts';
import { outlineOf } from './diagram-shapes.ts';
// biome-ignore-end assist/source/organizeImports: see above.

export interface Peer {
  /** Of the page: one person may have two. */
  seat: string;
  name: string;
  colour: string;
  at: { x: number; y: number } | null;
  selection: readonly string[];
}

/** What the page around may do with the drawing. */
export interface BoardHandle {
  exportPng(): Promise<Blob>;
  exportSvg(): Promise<Blob>;
  place(drawing: Drawing): void;
}

interface Props {
  doc: Y.Doc;
  mayEdit: boolean;
  theme: 'light' | 'dark';
  peers: readonly Peer[];
  /** The seat of who is followed. */
  following: string | undefined;
  onPoint(at: { x: number; y: number } | null, selection: string[]): void;
  onReady(handle: BoardHandle): void;
}

/** Milliseconds that what is drawn is gathered before it is written down. */
const GATHER = 50;

type Elements = ReturnType<ExcalidrawImperativeAPI['getSceneElementsIncludingDeleted']>;

/** A drawing that several people change: Excalidraw on a Yjs document. Undo takes back one's own doing only. */
export default function Whiteboard({ doc, mayEdit, theme, peers, following, onPoint, onReady }: Props) {
  const api = useRef<ExcalidrawImperativeAPI>(undefined);
  const shapes = useMemo(() => bindShapes(doc), [doc]);
  const [initial] = useState(() => {
    const elements = shapes.list().flatMap((shape) => restored(shape) ?? []);
    shapes.accept(elements as unknown as Shape[]);
    return elements;
  });
  const writing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const editable = useRef(mayEdit);
  editable.current = mayEdit;

  const write = useCallback(() => {
    clearTimeout(writing.current);
    writing.current = undefined;
    if (!api.current || !editable.current) return;
    shapes.write(api.current.getSceneElementsIncludingDeleted() as unknown as Shape[]);
  }, [shapes]);

  useEffect(() => {
    const show = () => {
      const scene = api.current;
      if (!scene) return;
      // What this page has drawn and not written yet would be lost by what is read.
      if (writing.current) write();
      const busy = inHand(scene);
      const here = new Map(scene.getSceneElementsIncludingDeleted().map((one) => [one.id, one]));
      const elements = shapes.list().flatMap((shape) => {
        const mine = busy.has(shape.id) ? here.get(shape.id) : undefined;
        return mine ?? restored(shape) ?? [];
      });
      // Undo brings back what it finds here.
      const deleted = [...here.values()].filter(({ id, isDeleted }) => isDeleted && !shapes.has(id));
      scene.updateScene({ elements: [...elements, ...deleted], captureUpdate: CaptureUpdateAction.NEVER });
      const seen = elements.filter(({ id }) => !busy.has(id));
      shapes.accept(seen as unknown as Shape[]);
    };
    const stop = shapes.onRemote(show);
    return () => {
      stop();
      if (writing.current) write();
    };
  }, [shapes, write]);
  useEffect(() => () => shapes.close(), [shapes]);

  useEffect(() => {
    api.current?.updateScene({
      collaborators: collaboratorsOf(peers),
      captureUpdate: CaptureUpdateAction.NEVER,
    });
  }, [peers]);
  useFollowing(api, peers, following);

  const ready = (scene: ExcalidrawImperativeAPI) => {
    api.current = scene;
    onReady(
      handleOf(scene, () => {
        write();
        return sharedScene(doc);
      }),
    );
  };

  return (
    <div className="whiteboard">
      <Excalidraw
        excalidrawAPI={ready}
        initialData={{
          elements: initial,
          appState: { currentItemFontFamily: NUNITO, viewBackgroundColor: '#ffffff' },
          scrollToContent: true,
        }}
        onChange={() => {
          writing.current ??= setTimeout(write, GATHER);
        }}
        onPointerUpdate={({ pointer }) =>
          onPoint(pointer, Object.keys(api.current?.getAppState().selectedElementIds ?? {}))
        }
        viewModeEnabled={!mayEdit}
        theme={theme}
        langCode="en"
        isCollaborating
        autoFocus
        aiEnabled={false}
        validateEmbeddable={false}
        UIOptions={{
          canvasActions: {
            loadScene: false,
            saveToActiveFile: false,
            export: false,
            saveAsImage: false,
            toggleTheme: false,
            changeViewBackgroundColor: false,
          },
          tools: { image: false },
        }}
      >
        <MainMenu>
          <MainMenu.DefaultItems.ClearCanvas />
          <MainMenu.DefaultItems.Help />
        </MainMenu>
      </Excalidraw>
    </div>
  );
}

/** Shapes that the person is drawing, moving or typing into: what others do to them meanwhile comes after. */
function inHand(scene: ExcalidrawImperativeAPI): ReadonlySet<string> {
  const { newElement, resizingElement, editingTextElement, selectedElementsAreBeingDragged, ...state } =
    scene.getAppState();
  const dragged = selectedElementsAreBeingDragged ? Object.keys(state.selectedElementIds) : [];
  const others = [newElement, resizingElement, editingTextElement].flatMap((one) => one?.id ?? []);
  return new Set([...dragged, ...others]);
}

/** Shapes with all that the library wants to know of them; each is looked at once. */
const complete = new WeakMap<Shape, Elements[number]>();
function restored(shape: Shape): Elements[number] | undefined {
  // What was drawn here has all of it.
  if ('seed' in shape && 'versionNonce' in shape && shape.updated !== 1)
    return shape as unknown as Elements[number];
  const known = complete.get(shape) ?? restoreElements([shape] as unknown as Elements, null)[0];
  if (known) {
    complete.set(shape, known);
    complete.set(known as unknown as Shape, known);
  }
  return known;
}

/** Excalidraw's number of the font that reads best in a diagram. */
const NUNITO = 6;

function collaboratorsOf(peers: readonly Peer[]): Map<SocketId, Collaborator> {
  return new Map(
    peers.map(({ seat, name, colour, at, selection }) => [
      seat as SocketId,
      {
        id: seat,
        username: name,
        color: { background: colour, stroke: colour },
        ...(at ? { pointer: { ...at, tool: 'pointer' as const } } : {}),
        selectedElementIds: Object.fromEntries(selection.map((id) => [id, true as const])),
      },
    ]),
  );
}

/** Keeps the pointer of who is followed in the middle part of the view. */
function useFollowing(
  api: React.RefObject<ExcalidrawImperativeAPI | undefined>,
  peers: readonly Peer[],
  following: string | undefined,
): void {
  const at = peers.find(({ seat }) => seat === following)?.at;
  useEffect(() => {
    const scene = api.current;
    if (!scene || !at) return;
    const { width, height, scrollX, scrollY, zoom } = scene.getAppState();
    const x = (at.x + scrollX) * zoom.value;
    const y = (at.y + scrollY) * zoom.value;
    const isInside = x > width * 0.15 && x < width * 0.85 && y > height * 0.15 && y < height * 0.85;
    if (isInside) return;
    scene.updateScene({
      appState: {
        scrollX: width / 2 / zoom.value - at.x,
        scrollY: height / 2 / zoom.value - at.y,
      },
      captureUpdate: CaptureUpdateAction.NEVER,
    });
  }, [api, at]);
}

/** What the document says, and nothing that only this page knows: everybody exports the same picture. */
function sharedScene(doc: Y.Doc): Elements {
  const fresh = bindShapes(doc);
  const elements = restoreElements(fresh.list() as unknown as Elements, null);
  fresh.close();
  return elements;
}

function handleOf(scene: ExcalidrawImperativeAPI, shared: () => Elements): BoardHandle {
  const drawn = () => ({
    elements: shared() as ReturnType<ExcalidrawImperativeAPI['getSceneElements']>,
    appState: { exportBackground: true, viewBackgroundColor: '#ffffff', exportWithDarkMode: false },
    files: null,
  });
  return {
    exportPng: () => exportToBlob({ ...drawn(), mimeType: 'image/png', getDimensions: twice }),
    async exportSvg() {
      const svg = await exportToSvg({ ...drawn(), skipInliningFonts: true });
      return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
    },
    place(drawing) {
      const { width, height, scrollX, scrollY, zoom } = scene.getAppState();
      const middle = { x: width / 2 / zoom.value - scrollX, y: height / 2 / zoom.value - scrollY };
      const placed = convertToExcalidrawElements(outlineOf(drawing, middle));
      scene.updateScene({
        elements: [...scene.getSceneElementsIncludingDeleted(), ...placed],
        captureUpdate: CaptureUpdateAction.IMMEDIATELY,
      });
      scene.scrollToContent(placed, { fitToContent: true });
    },
  };
}

const twice = (width: number, height: number) => ({ width: width * 2, height: height * 2, scale: 2 });
