import { CaptureUpdateAction } from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { type RefObject, useEffect } from 'react';
import type { Peer } from './scene.ts';

/** Keeps the pointer of who is followed in the middle part of the view. */
export function useFollowing(
  api: RefObject<ExcalidrawImperativeAPI | undefined>,
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
