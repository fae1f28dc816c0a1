import type { DiagramDocument } from '../../../client/catalogue/document.ts';

/** What the reader looks at: nothing in particular, one part, or one step (0-based) of the walkthrough. */
export type Focus = { kind: 'none' } | { kind: 'part'; id: string } | { kind: 'step'; index: number };

export type View = 'diagram' | 'outline';

export const NO_FOCUS: Focus = { kind: 'none' };

/** Reads `?part=cache`, `?step=3` (1-based) from a URL; what the document does not have is no focus. */
export function focusFromSearch(
  search: URLSearchParams,
  document: Pick<DiagramDocument, 'parts' | 'steps'>,
): Focus {
  const id = search.get('part');
  if (id && Object.hasOwn(document.parts, id)) return { kind: 'part', id };
  const step = Number(search.get('step'));
  if (Number.isInteger(step) && step >= 1 && step <= document.steps.length)
    return { kind: 'step', index: step - 1 };
  return NO_FOCUS;
}

/** The search of the URL for a focus and a view; other parameters stay. */
export function focusToSearch(focus: Focus, view: View, before: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(before);
  for (const name of ['part', 'step', 'view']) search.delete(name);
  if (focus.kind === 'part') search.set('part', focus.id);
  if (focus.kind === 'step') search.set('step', String(focus.index + 1));
  if (view === 'outline') search.set('view', 'outline');
  return search;
}
