import * as z from 'zod';
import type { Report } from '../problem.ts';
import { readYaml, type YamlResult } from '../yaml.ts';
import { difficulty, slug, sources, summary, title } from './keys.ts';

const schema = z.strictObject({
  slug,
  title,
  category: z.string(),
  difficulty,
  skills: z.array(z.string()).min(1).max(4),
  summary,
  prerequisites: z.array(slug).default([]),
  minutes: z.int().min(2).max(60),
  sources,
});

export type FrontMatter = z.infer<typeof schema>;

export interface FrontMatterResult extends YamlResult<FrontMatter> {
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
  const source = {
    text: match[1] ?? '',
    // The first line of YAML is the second of the file.
    firstLine: 2,
    name: 'The front matter',
    seeAlso: 'content/README.md',
  };
  return {
    ...readYaml(source, schema, report),
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
  };
}
