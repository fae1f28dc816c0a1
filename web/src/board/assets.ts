/** Where the build puts the fonts of the drawing library (`web/build.ts`): a path that changes with its version. */
export const WHITEBOARD_ASSETS = '/assets/whiteboard-0.18.1/';

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string;
  }
}

/** Before the library is loaded: it would ask another site for its fonts otherwise. */
export function nameAssets(): void {
  window.EXCALIDRAW_ASSET_PATH = WHITEBOARD_ASSETS;
}
