import { perFrame } from '../parts/frame.ts';
import type { Peer } from './scene.ts';

type Place = { x: number; y: number };

/** Milliseconds from one place to the next: about the time between two words about a pointer. */
const WAY = 90;

export interface Glide {
  /** Where they are now; on their way there they are shown frame by frame. */
  to(peers: readonly Peer[]): void;
  stop(): void;
}

/**
 * Pointers of others move, though only some of their places are told.
 *
 * @param isStill the person wants nothing to move by itself
 */
export function glide(
  show: (peers: readonly Peer[]) => void,
  isStill: () => boolean = () => matchMedia('(prefers-reduced-motion: reduce)').matches,
): Glide {
  let ways = new Map<string, { from: Place; to: Place; began: number }>();
  let peers: readonly Peer[] = [];
  const frames = perFrame(draw);

  const placeOn = (seat: string, now: number): Place | undefined => {
    const way = ways.get(seat);
    if (!way) return undefined;
    const { from, to, began } = way;
    const share = Math.min(1, Math.max(0, (now - began) / WAY));
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  };

  function draw(): void {
    const now = performance.now();
    show(peers.map((peer) => ({ ...peer, at: placeOn(peer.seat, now) ?? null })));
    const isMoving = [...ways.values()].some(({ from, to, began }) => from !== to && now - began < WAY);
    if (isMoving) frames.ask();
  }

  return {
    to(next) {
      const now = performance.now();
      const before = ways;
      const still = isStill();
      const after: typeof ways = new Map();
      for (const { seat, at } of next) {
        if (!at) continue;
        const known = before.get(seat);
        const isSame = known?.to.x === at.x && known.to.y === at.y;
        const from = (!still && placeOn(seat, now)) || at;
        after.set(seat, known && isSame ? known : { from, to: at, began: now });
      }
      ways = after;
      peers = next;
      frames.ask();
    },
    stop: frames.stop,
  };
}
