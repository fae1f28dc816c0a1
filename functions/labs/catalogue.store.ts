import type { LabMachine, LabNeeds } from '../../client/catalogue/lab.ts';
import type { Database } from '../platform/db/database.ts';
import type { MachineKind } from './runtime/runtime.ts';

/** A lab without what its machine is made of. */
export interface LabRow {
  id: string;
  slug: string;
  title: string;
  summary: string;
  difficulty: number;
  skills: string[];
  diagrams: string[];
  minutes: number;
  limit_minutes: number;
  needs: LabNeeds;
  document: string;
  position: number;
  steps: { id: string; title: string }[];
}

const COLUMNS = `id, slug, title, summary, difficulty, skills, diagrams, minutes, limit_minutes, needs, document, position,
  (SELECT json_agg(json_build_object('id', step->>'id', 'title', step->>'title'))
     FROM jsonb_array_elements(machine->'steps') step) AS steps`;

/** The published labs, in the catalogue's order. */
export function listLabs(db: Database): Promise<LabRow[]> {
  return db.rows<LabRow>(`SELECT ${COLUMNS} FROM labs WHERE published_at IS NOT NULL ORDER BY position`);
}

/** Those that have left the catalogue too: a learner's history still names them. */
export function findLabs(db: Database, ids: readonly string[]): Promise<LabRow[]> {
  return db.rows<LabRow>(`SELECT ${COLUMNS} FROM labs WHERE id = ANY($1)`, [ids]);
}

export async function findMachine(db: Database, labId: string): Promise<LabMachine | undefined> {
  const [row] = await db.rows<{ machine: LabMachine }>('SELECT machine FROM labs WHERE id = $1', [labId]);
  return row?.machine;
}

export type PublishedLab = Omit<LabRow, 'steps'> & { machine: LabMachine };

/** Makes these the labs of the catalogue. Ids stay with their slugs. */
export async function replaceLabs(db: Database, labs: readonly PublishedLab[], now: Date): Promise<void> {
  await db.rows('LOCK TABLE labs IN SHARE ROW EXCLUSIVE MODE');
  await db.rows(
    `INSERT INTO labs (id, slug, title, summary, difficulty, skills, diagrams, minutes, limit_minutes, needs, document,
       machine, position, published_at)
     SELECT id, slug, title, summary, difficulty, skills, diagrams, minutes, limit_minutes, needs, document, machine,
       position, $2
     FROM json_populate_recordset(NULL::labs, $1)
     ON CONFLICT (slug) DO UPDATE SET title = excluded.title, summary = excluded.summary,
       difficulty = excluded.difficulty, skills = excluded.skills, diagrams = excluded.diagrams,
       minutes = excluded.minutes, limit_minutes = excluded.limit_minutes, needs = excluded.needs,
       document = excluded.document, machine = excluded.machine, position = excluded.position,
       published_at = coalesce(labs.published_at, excluded.published_at)`,
    [JSON.stringify(labs), now],
  );
  await db.rows('UPDATE labs SET published_at = NULL WHERE NOT (slug = ANY($1))', [
    labs.map(({ slug }) => slug),
  ]);
}

/** What runs machines here, and why some labs can't. */
export interface RuntimeRow {
  kind: MachineKind;
  lacks: Record<LabNeeds, string | null>;
}

/** Undefined until a worker has said so. */
export async function findRuntime(db: Database): Promise<RuntimeRow | undefined> {
  const [row] = await db.rows<RuntimeRow>('SELECT kind, lacks FROM lab_runtime');
  return row;
}

export async function writeRuntime(db: Database, { kind, lacks }: RuntimeRow, now: Date): Promise<void> {
  await db.rows(
    `INSERT INTO lab_runtime (kind, lacks, written_at) VALUES ($1, $2, $3)
     ON CONFLICT (only_row) DO UPDATE SET kind = excluded.kind, lacks = excluded.lacks, written_at = excluded.written_at`,
    [kind, JSON.stringify(lacks), now],
  );
}
