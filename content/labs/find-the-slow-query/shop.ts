import type { FreshMachine, Random } from '../kit.ts';

export interface Asked {
  sql: string;
  values: Readonly<Record<string, string | number>>;
}

/**
 * What setup/probe.mjs says. Work is counted in pages that the database reads with an empty cache: no timing, and
 * nothing that depends on how a plan is worded.
 */
export interface Probed {
  error?: string;
  plan?: { detail: string }[];
  pages?: number;
  rows?: Record<string, unknown>[];
}

/** A database of another seed and size than the learner's, with what was handed in as indexes.sql. */
export interface Shop {
  orders: number;
  /** By how many percent the indexes make it larger. */
  larger: number;
  probe(asked: Asked[]): Promise<Probed[]>;
}

const MOST_INDEXES = 2;
export const MOST_LARGER = 60;

/** Statements without comments, in order. */
export function statementsOf(sql: string): string[] {
  return sql
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Builds the shop; a string says what is wrong with indexes.sql. */
export async function buildShop(machine: FreshMachine, random: Random): Promise<Shop | string> {
  const statements = statementsOf((await machine.read('indexes.sql')) ?? '');
  const other = statements.find((statement) => !/^create\s+(unique\s+)?index\s/i.test(statement));
  if (other !== undefined) return `indexes.sql has a statement that makes no index: "${other.slice(0, 40)}".`;
  if (statements.length > MOST_INDEXES)
    return `indexes.sql makes ${statements.length} indexes, and each of them is written with every order.`;
  const orders = random.int(26_000, 34_000);
  const seed = random.int(2, 100_000);
  const files = { 'indexes.sql': statements.map((statement) => `${statement};\n`).join('') };
  const built = await machine.run(`node build.mjs ${seed} ${orders}`, { files, seconds: 10 });
  if (built.code !== 0) {
    const error = /Error: (.*)/.exec(built.err)?.[1] ?? 'no reason given';
    if (statements.length === 0) throw new Error(`The shop could not be built: ${built.err}`);
    return `The database refuses indexes.sql: ${error.slice(0, 120)}.`;
  }
  const larger = Number(/larger by ([\d.]+) %/.exec(built.out)?.[1] ?? Number.NaN);
  if (Number.isNaN(larger)) throw new Error(`build.mjs printed "${built.out}".`);
  if (larger > MOST_LARGER)
    return `The indexes make the database larger by ${larger} %, and ${MOST_LARGER} % are allowed.`;
  return { orders, larger, probe: (asked) => probe(machine, asked) };
}

async function probe(machine: FreshMachine, asked: Asked[]): Promise<Probed[]> {
  // The shop was built by the run before, from statements that can do nothing but read and make indexes.
  const ran = await machine.run('node probe.mjs', {
    stdin: JSON.stringify(asked),
    keepFiles: true,
    seconds: 10,
  });
  if (ran.timedOut) return asked.map(() => ({ error: 'it has no end within 10 s' }));
  if (ran.code !== 0) throw new Error(`The probe failed: ${ran.err}`);
  return JSON.parse(ran.out) as Probed[];
}

/** A statement of the application, which is none of the answers. @throws Error when there is none */
export async function readQuery(machine: FreshMachine, name: string): Promise<string> {
  const parts = ((await machine.read('queries.sql')) ?? '').split('-- name: ').slice(1);
  const part = parts.find((text) => text.startsWith(`${name}\n`));
  if (!part) throw new Error(`queries.sql has no ${name}.`);
  return part.slice(name.length + 1);
}
