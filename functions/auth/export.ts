import { strToU8, zipSync } from 'fflate';
import type { Actor, Context } from '../platform/context.ts';
import { listIdentities } from './identities.store.ts';
import { personOf, requireUser } from './people.ts';
import { sessionsOf } from './sessions.ts';

/** All that Atlas knows of a person, as one ZIP: a JSON file a domain, and the same as Markdown to read. */
export async function exportData(ctx: Context, actor: Actor): Promise<Uint8Array> {
  const parts: Record<string, Record<string, unknown>> = { account: await account(ctx, actor) };
  for (const domain of ctx.services.personalData) parts[domain.name] = await domain.read(ctx, actor.userId);
  const files: Record<string, Uint8Array> = {};
  for (const [name, part] of Object.entries(parts)) {
    files[`atlas/${name}.json`] = strToU8(`${JSON.stringify(part, null, 2)}\n`);
    files[`atlas/${name}.md`] = strToU8(markdown(name, part));
  }
  return zipSync(files, { mtime: ctx.now });
}

async function account(ctx: Context, actor: Actor): Promise<Record<string, unknown>> {
  const user = await requireUser(ctx, actor.userId);
  const person = await personOf(ctx, user);
  const { id, role, timeZone, createdAt } = user;
  const identities = await listIdentities(ctx.db, actor.userId);
  const sessions = await sessionsOf(ctx, actor);
  return {
    id,
    ...person,
    role,
    timeZone,
    createdAt,
    identities: identities.map(({ provider, linked_at }) => ({ provider, linkedAt: linked_at })),
    sessions: sessions.map(({ device, createdAt: since, lastSeenAt }) => ({ device, since, lastSeenAt })),
  };
}

/** A heading, single values as a list, lists as tables. */
function markdown(name: string, part: Record<string, unknown>): string {
  const lines = [`# ${name[0]?.toUpperCase()}${name.slice(1)}`, ''];
  for (const [key, value] of Object.entries(part)) {
    if (!Array.isArray(value)) lines.push(`- ${key}: ${cell(value)}`);
  }
  for (const [key, value] of Object.entries(part)) {
    if (!Array.isArray(value)) continue;
    const columns = Object.keys((value[0] as object | undefined) ?? {});
    lines.push('', `## ${key}`, '');
    if (columns.length === 0) lines.push('Nothing.');
    else lines.push(row(columns), row(columns.map(() => '---')));
    for (const one of value as Record<string, unknown>[])
      lines.push(row(columns.map((column) => cell(one[column]))));
  }
  return `${lines.join('\n')}\n`;
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cell(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
