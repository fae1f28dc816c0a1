import type { Report } from '../problem.ts';
import { readEr, readFlowchart, readState } from './graphs.ts';
import { loadMermaid } from './load.ts';
import { type Model, Unsupported } from './model.ts';
import { readSequence } from './sequence.ts';

const READERS: Readonly<Record<string, (db: never) => Model>> = {
  'flowchart-v2': readFlowchart,
  flowchart: readFlowchart,
  'flowchart-elk': readFlowchart,
  stateDiagram: readState,
  er: readEr,
  sequence: readSequence,
};

/**
 * Parses a Mermaid source into its meaning.
 *
 * @param firstLine the line in the file on which the source begins, for messages
 * @returns undefined after a report
 */
export async function parseMermaid(
  source: string,
  firstLine: number,
  report: Report,
): Promise<Model | undefined> {
  const parse = await loadMermaid();
  try {
    const diagram = await parse(source);
    const read = READERS[diagram.type];
    if (!read) {
      const kind = source.trim().split(/\s/, 1)[0];
      throw new Unsupported(
        `The diagram kind "${kind}" is not supported: use flowchart, sequenceDiagram, stateDiagram-v2 or erDiagram.`,
      );
    }
    return inSourceOrder(read(diagram.db as never), source);
  } catch (error) {
    if (error instanceof Unsupported) report(firstLine, error.message);
    else report(firstLine + lineOf(error) - 1, `Mermaid can't read this: ${sentenceOf(error)}`);
    return undefined;
  }
}

/** Mermaid lists subgraphs first and inside out; layout and reading order want what the author wrote first, first. */
function inSourceOrder(model: Model, source: string): Model {
  if (model.kind === 'sequence') return model;
  const place = (id: string) => Math.max(0, source.search(new RegExp(`\\b${id.replace(/\W/g, '\\$&')}\\b`)));
  const places = new Map([...model.nodes, ...model.groups].map(({ id }) => [id, place(id)]));
  const order = (a: { id: string }, b: { id: string }) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0);
  const nodes = model.nodes.toSorted(order);
  const groups = model.groups.toSorted(order);
  return { ...model, nodes, groups, order: [...groups, ...nodes].toSorted(order).map(({ id }) => id) };
}

function lineOf(error: unknown): number {
  const located = error as { hash?: { loc?: { first_line?: number; last_line?: number }; line?: number } };
  return Math.max(1, located.hash?.loc?.last_line ?? (located.hash?.line ?? 0) + 1);
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => !/^-*\^$/.test(line.trim()));
  const expected = lines.find((line) => line.startsWith('Expecting'));
  const got = expected?.match(/got '(\w+)'/)?.[1];
  if (got) return `unexpected ${got} near "${(lines[1] ?? '').trim().slice(-40)}". Correct the syntax there.`;
  if (/No diagram type detected/.test(text))
    return 'no known diagram kind on its first line. Begin with flowchart LR or the like.';
  return `${lines[0] ?? 'unknown error'}.`;
}
