import { restoreElements } from '@excalidraw/excalidraw';
import type { Collaborator, ExcalidrawImperativeAPI, SocketId } from '@excalidraw/excalidraw/types';
import type { Shape } from '../../../client/board/shape.ts';

export interface Peer {
  /** Of the page: one person may have two. */
  seat: string;
  name: string;
  colour: string;
  at: { x: number; y: number } | null;
  selection: readonly string[];
}

export type Elements = ReturnType<ExcalidrawImperativeAPI['getSceneElementsIncludingDeleted']>;

/** Shapes that the person is drawing, moving or typing into: what others do to them meanwhile comes after. */
export function inHand(scene: ExcalidrawImperativeAPI): ReadonlySet<string> {
  const { newElement, resizingElement, editingTextElement, selectedElementsAreBeingDragged, ...state } =
    scene.getAppState();
  const dragged = selectedElementsAreBeingDragged ? Object.keys(state.selectedElementIds) : [];
  const others = [newElement, resizingElement, editingTextElement].flatMap((one) => one?.id ?? []);
  return new Set([...dragged, ...others]);
}

/** Shapes with all that the library wants to know of them; each is looked at once. */
const complete = new WeakMap<Shape, Elements[number]>();
export function restored(shape: Shape): Elements[number] | undefined {
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

/** Others as the library draws them. */
export function collaboratorsOf(peers: readonly Peer[]): Map<SocketId, Collaborator> {
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
