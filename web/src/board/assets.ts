/** Where the build puts the fonts of the drawing library (`web/build.ts`): a path that changes with its version. */
export const WHITEBOARD_ASSETS = '/assets/whiteboard-0.18.1/';
