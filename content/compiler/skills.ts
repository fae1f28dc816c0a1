import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Catalogue } from '../../client/catalogue/document.ts';
import type { Report } from './problem.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const skill = z.strictObject({ id, title: z.string().min(2), summary: z.string().min(10) });
const area = z.strictObject({ ...skill.shape, skills: z.array(skill).min(5).max(8) });
const schema = z.strictObject({ areas: z.array(area).min(1) });

/** Reads `content/skills.yaml`; skill ids come out as `area.skill`. Empty after a report. */
export async function readSkills(file: string, report: Report): Promise<Catalogue['areas']> {
  const parsed = schema.safeParse(parse(await readFile(file, 'utf8')));
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      report(1, `${issue.path.join('.')}: ${issue.message}. Correct the taxonomy.`);
    return [];
  }
  const { areas } = parsed.data;
  const ids = areas.flatMap((one) => [one.id, ...one.skills.map((each) => `${one.id}.${each.id}`)]);
  for (const [i, one] of ids.entries())
    if (ids.indexOf(one) < i) report(1, `"${one}" stands twice: rename one.`);
  return areas.map((one) => ({
    ...one,
    skills: one.skills.map((each) => ({ ...each, id: `${one.id}.${each.id}` })),
  }));
}
