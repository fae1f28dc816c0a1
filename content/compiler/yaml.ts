import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Report } from './problem.ts';

export interface YamlResult<Value> {
  value: Value | undefined;
  /** The line of a key, for later checks; 1 when it is absent. */
  lineOf(...path: (string | number)[]): number;
}

export interface YamlSource {
  text: string;
  /** The file's line of the first line of the text. */
  firstLine: number;
  /** What the text is, at the beginning of a sentence: "The front matter". */
  name: string;
  /** Where the keys are explained: "content/README.md". */
  seeAlso: string;
}

/** Reads YAML and checks it. Reports each wrong key on its line. */
export function readYaml<Schema extends z.ZodType>(
  { text, firstLine, name, seeAlso }: YamlSource,
  schema: Schema,
  report: Report,
): YamlResult<z.infer<Schema>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const lineOf = (...path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  for (const error of document.errors) {
    const what = error.message.split('\n')[0];
    report(lineAt(error.pos[0]), `${name} is no valid YAML: ${what} Correct it.`);
  }
  if (document.errors.length > 0) return { value: undefined, lineOf };

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, lineOf };
  for (const issue of parsed.error.issues) {
    const key = issue.path.join('.');
    const what =
      issue.code === 'unrecognized_keys'
        ? `Unknown key "${issue.keys.join('", "')}".`
        : `"${key}": ${issue.message}.`;
    const path = issue.path as (string | number)[];
    report(lineOf(...path), `${what} See ${seeAlso} for the keys and their form.`);
  }
  return { value: undefined, lineOf };
}
