import type { EdgeEnd, EdgeLine } from '../../../client/catalogue/document.ts';
import { createEdgeIds, type SequenceEvent, type SequenceModel, Unsupported } from './model.ts';
import { plainLabel } from './text.ts';

interface Message {
  type: number;
  from?: string;
  to?: string;
  message?: unknown;
  placement?: number;
}

interface Db {
  getMessages(): Message[];
  getActors(): Map<string, { description?: string; type?: string }>;
  getBoxes?(): unknown[];
  LINETYPE: Readonly<Record<string, number>>;
}

const ARROWS: Readonly<Record<string, { line: EdgeLine; endEnd: EdgeEnd; startEnd?: EdgeEnd }>> = {
  SOLID: { line: 'solid', endEnd: 'arrow' },
  DOTTED: { line: 'dotted', endEnd: 'arrow' },
  SOLID_CROSS: { line: 'solid', endEnd: 'cross' },
  DOTTED_CROSS: { line: 'dotted', endEnd: 'cross' },
  SOLID_OPEN: { line: 'solid', endEnd: 'none' },
  DOTTED_OPEN: { line: 'dotted', endEnd: 'none' },
  SOLID_POINT: { line: 'solid', endEnd: 'open' },
  DOTTED_POINT: { line: 'dotted', endEnd: 'open' },
  BIDIRECTIONAL_SOLID: { line: 'solid', endEnd: 'arrow', startEnd: 'arrow' },
  BIDIRECTIONAL_DOTTED: { line: 'dotted', endEnd: 'arrow', startEnd: 'arrow' },
};

const FRAMES = ['LOOP', 'ALT', 'OPT', 'PAR', 'CRITICAL', 'BREAK'];
const SIDES = ['left', 'right', 'over'] as const;

/** Reads a sequence diagram: participants, and in order all that happens between them. */
export function readSequence(db: Db): SequenceModel {
  if ((db.getBoxes?.() ?? []).length > 0) {
    throw new Unsupported('"box" around participants is not supported: leave it out.');
  }
  const names = new Map(Object.entries(db.LINETYPE).map(([name, number]) => [number, name]));
  const idOf = createEdgeIds();
  const participants = [...db.getActors()].map(([id, actor]) => ({
    id,
    label: plainLabel(actor.description ?? id),
    shape: actor.type === 'actor' ? ('actor' as const) : ('participant' as const),
  }));
  const events = db.getMessages().flatMap((message) => toEvent(message, names.get(message.type) ?? '', idOf));
  return { kind: 'sequence', participants, events };
}

function toEvent(
  message: Message,
  name: string,
  idOf: (from: string, to: string) => string,
): SequenceEvent[] {
  const text = typeof message.message === 'string' ? plainLabel(message.message) : '';
  const from = message.from ?? '';
  const to = message.to ?? from;
  const arrow = ARROWS[name];
  if (arrow) {
    const { line, endEnd, startEnd = 'none' } = arrow;
    return [{ type: 'message', edge: { id: idOf(from, to), from, to, label: text, line, startEnd, endEnd } }];
  }
  if (name === 'NOTE')
    return [{ type: 'note', from, to, side: SIDES[message.placement ?? 2] ?? 'over', text }];
  if (name === 'ACTIVE_START') return [{ type: 'activate', node: from }];
  if (name === 'ACTIVE_END') return [{ type: 'deactivate', node: from }];
  if (name === 'AUTONUMBER') return [];
  const [frame = '', action = ''] = name.split('_');
  if (FRAMES.includes(frame)) {
    if (action === 'START') return [{ type: 'open', operator: frame.toLowerCase(), guard: text }];
    return [action === 'END' ? { type: 'close' } : { type: 'section', guard: text }];
  }
  throw new Unsupported(`"${name.toLowerCase()}" in a sequence diagram is not supported: leave it out.`);
}
