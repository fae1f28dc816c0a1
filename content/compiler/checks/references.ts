import type { Drawing, Inline } from '../../../client/catalogue/document.ts';
import { plainText } from '../../../client/catalogue/text.ts';
import type { Lesson } from '../lesson/lesson.ts';
import type { Report } from '../problem.ts';

const YES_NO =
  /^(is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have|had)\b/i;
const SILENT = new Set(['start', 'end', 'choice', 'bar']);

/** The ids of a drawing that may be lit: nodes, groups, edges. Pseudo-states stand for themselves in edges only. */
export function litIds(drawing: Drawing): Set<string> {
  return new Set([...drawing.nodes, ...drawing.groups, ...drawing.edges].map(({ id }) => id));
}

/** Checks a lesson against its drawing: every part explained, every step about something that is there. */
export function checkReferences(drawing: Drawing, lesson: Lesson, report: Report): void {
  const speaking = drawing.nodes.filter((node) => !SILENT.has(node.shape));
  const parts = new Map(lesson.parts.map((part) => [part.id, part]));
  const explainable = new Set(
    [...speaking, ...drawing.groups.filter((group) => !group.frame)].map(({ id }) => id),
  );

  if (speaking.length < 5 || speaking.length > 20) {
    report(
      lesson.source.line,
      `The diagram has ${speaking.length} nodes: between 5 and 20 teach one idea. Add or split.`,
    );
  }
  for (const { id } of speaking) {
    if (!parts.has(id))
      report(lesson.source.line, `Node "${id}" has no explanation: add "### ${id}" to Parts.`);
  }
  const seen = new Set<string>();
  for (const part of lesson.parts) {
    if (!explainable.has(part.id))
      report(part.line, `There is no node "${part.id}" in the diagram${guess(part.id, explainable)}`);
    if (seen.has(part.id)) report(part.line, `"${part.id}" is explained twice: join the two.`);
    seen.add(part.id);
    const missing = Object.entries({
      'What it is.': part.what,
      'Why it is there.': part.why,
      'When it fails.': part.fails,
    });
    for (const [lead, content] of missing) {
      if (words(content) < 5) report(part.line, `"${part.id}" lacks "**${lead}**": add the paragraph.`);
    }
  }

  const ids = litIds(drawing);
  if (lesson.steps.length < 3 || lesson.steps.length > 10) {
    report(lesson.steps[0]?.line ?? 1, `The walkthrough has ${lesson.steps.length} steps: write 3 to 10.`);
  }
  for (const step of lesson.steps) {
    for (const id of step.lights)
      if (!ids.has(id)) report(step.line, `There is no "${id}" to light up${guess(id, ids)}`);
    if (words(step.text) < 8)
      report(
        step.line,
        `The step "${step.title}" says too little to be understood when only heard: write sentences.`,
      );
  }
}

/** Checks the self-test questions. */
export function checkCards(lesson: Lesson, report: Report): void {
  const { cards } = lesson;
  if (cards.length < 3 || cards.length > 8)
    report(cards[0]?.line ?? 1, `There are ${cards.length} cards: write 3 to 8.`);
  for (const card of cards) {
    const question = plainText(card.q);
    if (!question.endsWith('?')) report(card.line, 'A question ends with a question mark: add it.');
    if (YES_NO.test(question))
      report(card.line, `"${question}" can be answered by yes or no: ask what, why, how or which.`);
  }
}

function words(content: Inline[]): number {
  return plainText(content).split(/\s+/).filter(Boolean).length;
}

/** ". Did you mean ...?" for a likely slip, otherwise a list. */
function guess(wrong: string, known: Set<string>): string {
  const flat = (id: string) => id.toLowerCase().replace(/[^a-z0-9]/g, '');
  const near = [...known].find((id) => flat(id) === flat(wrong)) ?? reversed(wrong, known);
  return near ? `: write "${near}".` : `. There are: ${[...known].join(', ')}.`;
}

function reversed(wrong: string, known: Set<string>): string | undefined {
  const [from, to] = wrong.split('->');
  return to && known.has(`${to}->${from}`) ? `${to}->${from}` : undefined;
}
