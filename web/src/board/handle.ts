import {
  CaptureUpdateAction,
  convertToExcalidrawElements,
  exportToBlob,
  exportToSvg,
  restoreElements,
} from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import type * as Y from 'yjs';
import { bindShapes } from '../../../client/board/shapes.ts';
import type { Drawing } from '../../../client/catalogue/document.ts';
import { outlineOf } from './diagram-shapes.ts';
import { freeMiddle, normalized } from './placing.ts';
import type { Elements } from './scene.ts';

/** What the page around may do with the drawing. */
export interface BoardHandle {
  exportPng(): Promise<Blob>;
  exportSvg(): Promise<Blob>;
  place(drawing: Drawing): Promise<void>;
}

/** What the document says, and nothing that only this page knows: everybody exports the same picture. */
export function sharedScene(doc: Y.Doc): Elements {
  const fresh = bindShapes(doc);
  const elements = restoreElements(fresh.list() as unknown as Elements, null);
  fresh.close();
  return elements;
}

/** @param shared what is exported: what the document says */
export function handleOf(scene: ExcalidrawImperativeAPI, shared: () => Elements): BoardHandle {
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
    async place(drawing) {
      // Labels are measured now: with another font they would be cut off at its width.
      await document.fonts.load('14px Nunito').catch(() => []);
      const { width, height, scrollX, scrollY, zoom } = scene.getAppState();
      const middle = { x: width / 2 / zoom.value - scrollX, y: height / 2 / zoom.value - scrollY };
      const free = freeMiddle(drawing, middle, scene.getSceneElements());
      const placed = normalized(convertToExcalidrawElements(outlineOf(drawing, free)));
      scene.updateScene({
        elements: [...scene.getSceneElementsIncludingDeleted(), ...placed],
        captureUpdate: CaptureUpdateAction.IMMEDIATELY,
      });
      // Below the tools, which lie on the drawing.
      scene.scrollToContent(placed, { fitToViewport: true, viewportZoomFactor: 0.8 });
      // So that the next key is for it: undo takes it back.
      document.querySelector<HTMLElement>('.excalidraw-container')?.focus({ preventScroll: true });
    },
  };
}

const twice = (width: number, height: number) => ({ width: width * 2, height: height * 2, scale: 2 });
