import { WHITEBOARD_ASSETS } from './assets.ts';

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string;
  }
}

// Read by the drawing library when it is loaded, which would ask another site for its fonts otherwise: so this file
// comes first among the imports.
window.EXCALIDRAW_ASSET_PATH = WHITEBOARD_ASSETS;
