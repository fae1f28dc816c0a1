import * as z from 'zod';
import { difficulty, slug, sources, summary, title } from '../lesson/keys.ts';
import type { Report } from '../problem.ts';
import { readYaml, type YamlResult } from '../yaml.ts';

/** A path below a folder: no way out of it, nothing that a shell or an archive reads differently. */
export const PLAIN_PATH = /^(?!\.{1,2}(\/|$))[\w.+-]+(\/(?!\.{1,2}(\/|$))[\w.+-]+)*$/;

const path = z
  .string()
  .max(120)
  .regex(PLAIN_PATH, 'must be a path below the home folder, of letters, digits and . _ + -');

const resources = z
  .strictObject({
    memory: z.int().min(32).max(1024).default(256),
    processes: z.int().min(8).max(256).default(64),
    disk: z.int().min(8).max(256).default(32),
    cpuSeconds: z.int().min(60).max(3600).default(600),
  })
  .prefault({});

const schema = z
  .strictObject({
    slug,
    title,
    summary,
    difficulty,
    skills: z.array(z.string()).min(1).max(4),
    minutes: z.int().min(5).max(120),
    limitMinutes: z.int().min(10).max(180),
    needs: z.enum(['shell', 'linux', 'kubernetes'], 'must be shell, linux or kubernetes'),
    diagrams: z.array(slug).min(1).max(6),
    answers: z.array(path).min(1).max(10),
    resources,
    steps: z
      .array(z.strictObject({ id: slug, title: z.string().min(4).max(70) }))
      .min(2)
      .max(6),
    sources,
  })
  .refine((lab) => lab.limitMinutes >= lab.minutes, {
    path: ['limitMinutes'],
    error: 'must be at least `minutes`',
  });

export type LabYaml = z.infer<typeof schema>;

/** Reads and checks `lab.yaml`. Reports each wrong key on its line. */
export function readLabYaml(text: string, report: Report): YamlResult<LabYaml> {
  const source = { text, firstLine: 1, name: 'The file', seeAlso: 'content/labs/README.md' };
  return readYaml(source, schema, report);
}
