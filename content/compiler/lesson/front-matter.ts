import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import type { Report } from '../problem.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');

const schema = z.strictObject({
  slug,
  title: z.string().min(4).max(70),
  category: z.string(),
  difficulty: z.union(
    [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)],
    'must be 1 to 5',
  ),
  skills: z.array(z.string()).min(1).max(4),
  summary: z
    .string()
    .max(200)
    .regex(/^[^\n]*[^.!?\s][.!?]$/, 'must be one sentence that ends with a full stop'),
  prerequisites: z.array(slug).default([]),
  minutes: z.int().min(2).max(60),
  sources: z
    .array(
      z.strictObject({
        title: z.string().min(3),
        url: z.url({ protocol: /^https$/, error: 'must be an https address' }),
      }),
    )
    .min(1)
    .max(8),
});

export type FrontMatter = z.infer<typeof schema>;

export interface FrontMatterResult {
  value: FrontMatter | undefined;
  /** The line of a key, for later checks; 1 when it is absent. */
  lineOf(key: string): number;
  /** The text after the front matter, and the line on which it begins. */
  body: string;
  bodyLine: number;
}

/** Reads and checks the YAML between the first two `---` lines. Reports each wrong key on its line. */
export function readFrontMatter(text: string, report: Report): FrontMatterResult {
  const match = text.match(/^---\n([\s\S]*?)\n---\n/);
  if (!match) {
    report(1, 'There is no front matter. Begin the file with "---", the keys, and "---".');
    return { value: undefined, lineOf: () => 1, body: text, bodyLine: 1 };
  }
  const source = match[1] ?? '';
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter });
  // The first line of YAML is the second of the file.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const lineOf = (...path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  const body = text.slice(match[0].length);
  const rest = { lineOf, body, bodyLine: match[0].split('\n').length };
  for (const error of document.errors) {
    report(
      lineAt(error.pos[0]),
      `The front matter is no valid YAML: ${error.message.split('\n')[0]} Correct it.`,
    );
  }
  if (document.errors.length > 0) return { value: undefined, ...rest };

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, ...rest };
  for (const issue of parsed.error.issues) {
    const key = issue.path.join('.');
    const what =
      issue.code === 'unrecognized_keys'
        ? `Unknown key "${issue.keys.join('", "')}".`
        : `"${key}": ${issue.message}.`;
    report(
      lineOf(...(issue.path as (string | number)[])),
      `${what} See content/README.md for the keys and their form.`,
    );
  }
  return { value: undefined, ...rest };
}
