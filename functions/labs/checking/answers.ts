import type { Finding } from '../../../content/labs/kit.ts';
import { LABS } from '../limits.ts';

/** Texts by their paths. */
export type Answers = Record<string, string>;

/**
 * The files that a lab asks for, of what a machine gave. The agent may be the learner's own program: what else is in it,
 * and what is no text, is left out.
 */
export function answersOf(given: unknown, asked: readonly string[]): Answers {
  const answers: Answers = {};
  if (typeof given !== 'object' || given === null) return answers;
  for (const path of asked) {
    const text: unknown = Object.hasOwn(given, path) ? (given as Answers)[path] : undefined;
    if (typeof text === 'string') answers[path] = text;
  }
  return answers;
}

/** Why these answers can neither be checked nor kept, for who handed them in; undefined when they can. */
export function problemOf(answers: Readonly<Answers>): Finding | undefined {
  let all = 0;
  for (const [path, text] of Object.entries(answers)) {
    const bytes = Buffer.byteLength(text);
    all += bytes;
    if (bytes > LABS.answerFileBytes) return tooLarge(path, LABS.answerFileBytes);
    if (text.includes('\0') || !text.isWellFormed()) return noText(path);
  }
  return all > LABS.answerBytes ? tooLarge('What is handed in', LABS.answerBytes) : undefined;
}

const tooLarge = (what: string, most: number): Finding => ({
  passed: false,
  observed: `${what} is larger than ${most / 1024} KB.`,
  expected: `${what} has at most ${most / 1024} KB.`,
  why: 'Answers are copied into a fresh machine for each check.',
  node: '',
});

const noText = (path: string): Finding => ({
  passed: false,
  observed: `${path} holds bytes that are no text.`,
  expected: `${path} is a text file in UTF-8, without NUL bytes.`,
  why: 'Answers are read, compared and kept as text. A program or an archive is none: hand in what it was made from.',
  node: '',
});
