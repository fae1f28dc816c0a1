// biome-ignore-start assist/source/organizeImports: the library reads what the first one sets.
import './name-assets.ts';
import { CaptureUpdateAction, Excalidraw, MainMenu } from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import '@excalidraw/excalidraw/index.css';
import './whiteboard.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { gathered } from '../../../client/board/gather.ts';
import type { Shape } from '../../../client/board/shape.ts';
import { bindShapes } from '../../../client/board/shapes.ts';
import { perFrame } from '../parts/frame.ts';
import { type Glide, glide } from './glide.ts';
import { type BoardHandle, handleOf, sharedScene } from './handle.ts';
import { collaboratorsOf, inHand, type Peer, restored } from './scene.ts';
import { useFollowing } from './use-following.ts';
// biome-ignore-end assist/source/organizeImports: see above.

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

/** A drawing that several people change: Excalidraw on a Yjs document. Undo takes back one's own doing only. */
export default function Whiteboard({ doc, mayEdit, theme, peers, following, onPoint, onReady }: Props) {
  const api = useRef<ExcalidrawImperativeAPI>(undefined);
  const shapes = useMemo(() => bindShapes(doc), [doc]);
  const [initial] = useState(() => {
    const elements = shapes.list().flatMap((shape) => restored(shape) ?? []);
    shapes.accept(elements as unknown as Shape[]);
    return elements;
  });
  const editable = useRef(mayEdit);
  editable.current = mayEdit;

  const writing = useMemo(
    () =>
      gathered(() => {
        if (!api.current || !editable.current) return;
        shapes.write(api.current.getSceneElementsIncludingDeleted() as unknown as Shape[]);
      }),
    [shapes],
  );

  useEffect(() => {
    const { ask, stop: stopShowing } = perFrame(() => {
      const scene = api.current;
      if (!scene) return;
      // What this page has drawn and not written yet would be lost by what is read.
      if (writing.isWaiting()) writing.now();
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
    });
    const stop = shapes.onRemote(ask);
    return () => {
      stop();
      stopShowing();
      if (writing.isWaiting()) writing.now();
    };
  }, [shapes, writing]);
  useEffect(() => () => shapes.close(), [shapes]);

  const pointers = useRef<Glide>(undefined);
  useEffect(() => {
    const gliding = glide((all) =>
      api.current?.updateScene({
        collaborators: collaboratorsOf(all),
        captureUpdate: CaptureUpdateAction.NEVER,
      }),
    );
    pointers.current = gliding;
    return gliding.stop;
  }, []);
  useEffect(() => pointers.current?.to(peers), [peers]);
  useFollowing(api, peers, following);

  const ready = (scene: ExcalidrawImperativeAPI) => {
    api.current = scene;
    onReady(
      handleOf(scene, () => {
        writing.now();
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
        onChange={writing.ask}
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

/** Excalidraw's number of the font that reads best in a diagram. */
const NUNITO = 6;
