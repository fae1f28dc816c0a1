import { basename, dirname } from 'node:path';
import type { DiagramDocument, Drawing, Part } from '../../client/catalogue/document.ts';
import type { Item } from './checks/catalogue.ts';
import { checkCards, checkReferences } from './checks/references.ts';
import { layOut } from './layout/layout.ts';
import { readFrontMatter } from './lesson/front-matter.ts';
import { type Lesson, readLesson } from './lesson/lesson.ts';
import { parseMermaid } from './mermaid/parse.ts';
import type { Problem } from './problem.ts';

export interface CompiledDiagram {
  item: Item | undefined;
  problems: Problem[];
}

/** Layouts up to this width fit a laptop's screen at a size that can be read. */
const MAX_WIDTH = 1800;
const MAX_HEIGHT = 2200;

/**
 * Compiles one diagram file by itself; what concerns other files is checked afterwards through `item`.
 *
 * @param file path from the root of the repository, for messages
 */
export async function compileDiagram(file: string, text: string): Promise<CompiledDiagram> {
  const problems: Problem[] = [];
  const report = (line: number, what: string) => void problems.push({ file, line, text: what });
  const front = readFrontMatter(text.replace(/\r\n/g, '\n'), report);
  const lesson = readLesson(front.body, front.bodyLine, report);
  const { source } = lesson;
  const model = source.text ? await parseMermaid(source.text, source.line, report) : undefined;
  const layout = model && (await layOut(model));
  checkCards(lesson, report);
  if (layout) {
    const { drawing, overlaps } = layout;
    checkReferences(drawing, lesson, report);
    for (const overlap of overlaps) {
      report(
        source.line,
        `The drawing has ${overlap}. Shorten labels, remove an edge, or change the direction.`,
      );
    }
    if (drawing.w > MAX_WIDTH || drawing.h > MAX_HEIGHT) {
      report(
        source.line,
        `The drawing is ${drawing.w} x ${drawing.h} units, more than ${MAX_WIDTH} x ${MAX_HEIGHT}: change its direction (LR, TB), or split it.`,
      );
    }
  }
  if (!front.value || !layout) return { item: undefined, problems };
  const document: DiagramDocument = {
    format: 1,
    ...front.value,
    source: `${source.text}\n`,
    drawing: layout.drawing,
    parts: toParts(lesson, layout.drawing),
    steps: lesson.steps.map(({ title, lights, text: said }) => ({ title, lights, text: said })),
    tradeoffs: lesson.tradeoffs,
    cards: lesson.cards.map(({ q, a }) => ({ q, a })),
  };
  const item: Item = {
    document,
    folder: basename(dirname(file)),
    fileName: basename(file),
    report: (key, what) => report(front.lineOf(key), what),
  };
  return { item, problems };
}

/** The explanations, in the order in which the drawing lists its nodes, then groups. */
function toParts(lesson: Lesson, drawing: Drawing): Record<string, Part> {
  const written = new Map(lesson.parts.map((part) => [part.id, part]));
  return Object.fromEntries(
    [...drawing.nodes, ...drawing.groups].flatMap(({ id, lines }) => {
      const part = written.get(id);
      return part
        ? [[id, { name: lines.join(' ') || id, what: part.what, why: part.why, fails: part.fails }]]
        : [];
    }),
  );
}
