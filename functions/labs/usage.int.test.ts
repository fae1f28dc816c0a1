import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../../test/support/accounts.ts';
import { LAB_USAGE } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import { holdSession, listForsaken } from './sessions.store.ts';
import { sweep } from './sweep.ts';
import { startLabs, type TestLabs } from './testing/labs.ts';

let labs: TestLabs;
beforeAll(async () => {
  labs = await startLabs();
});
afterAll(() => labs?.stop());

const START = 'mutation ($labId: ID!) { startLab(labId: $labId) { id state } }';

async function start(who: Member, slug: string): Promise<string> {
  const { id }: { id: string } = await labs.ask(who, START, { labId: await labs.labId(slug) });
  return id;
}

test('what machines use is written down by lab, and one that does not say is left out', async () => {
  const [one, other] = [await labs.members.guest(), await labs.members.guest()];
  const first = await start(one, 'first-lab');
  const second = await start(one, 'second-lab');
  const mute = await start(other, 'first-lab');
  await labs.work();
  const used = { cpuSeconds: 3, memoryBytes: 4_096, processes: 2, diskBytes: 100 };
  labs.runtime.usage = async (id) => {
    if (id === `${mute}.1`) throw new Error('The machine does not answer.');
    return used;
  };
  const lines: [string, unknown][] = [];
  const log: Log = { info: (message, fields) => lines.push([message, fields]), warn() {}, error() {} };
  await sweep({ ...labs.ctx(), log }, labs.shop);
  const said = lines.filter(([message]) => message === LAB_USAGE.message).map(([, fields]) => fields);
  expect(said).toHaveLength(2);
  expect(said).toEqual(
    expect.arrayContaining([
      { lab: 'first-lab', machine: `${first}.1`, ...used },
      { lab: 'second-lab', machine: `${second}.1`, ...used },
    ]),
  );
  expect(Object.keys(used)).toEqual([...LAB_USAGE.numbers]);
});

test('a machine whose worker was killed is gone on with by the next minute', async () => {
  const id = await start(await labs.members.guest(), 'second-lab');
  const ctx = labs.ctx();
  // Its message is lost with it, for as long as its queue waits.
  await ctx.db.rows('DELETE FROM outbox');
  const ago = (seconds: number) => new Date(ctx.now.getTime() - seconds * 1000);
  await holdSession(ctx.db, id, ago(120), ago(10));
  await labs.work();
  expect(labs.runtime.machines.has(`${id}.1`)).toBe(false);
  await sweep(ctx, labs.shop);
  await labs.work();
  expect(await labs.runtime.state(`${id}.1`)).toEqual({ phase: 'ready' });
  expect(await listForsaken(ctx.db, new Date(Date.now() + 3_600_000))).toEqual([]);
});
