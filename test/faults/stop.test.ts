import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Atlas, graphql, startAtlas } from '../support/atlas.ts';

/**
 * The ledger method: each client notes what was acknowledged; after the restart the database has to agree.
 * What was not acknowledged may be either.
 */
const ROUNDS = 3;
const CLIENTS = 8;

let folder: string;
let atlas: Atlas | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-stop-'));
});
afterAll(async () => {
  atlas?.kill('SIGTERM');
  await atlas?.ended;
  rmSync(folder, { recursive: true, force: true });
});

const COMPLETE = 'mutation ($id: ID!) { completeDiagram(diagramId: $id) { progress { completedCount } } }';
const COMPLETED = '{ diagrams(first: 50, filter: { completed: true }) { nodes { id } } }';
const ALL = '{ diagrams(first: 50) { nodes { id } } }';

interface Nodes {
  diagrams: { nodes: { id: string }[] };
}

interface Ledger {
  cookie?: string;
  acknowledged: Set<string>;
}

/** Completes diagrams, over and over, until the connection ends, and notes each acknowledgement. */
async function work(url: string, ids: string[], ledger: Ledger): Promise<void> {
  try {
    for (let turn = 0; ; turn += 1) {
      const id = ids[turn % ids.length]!;
      const answer = await graphql<object>(url, COMPLETE, { variables: { id }, cookie: ledger.cookie });
      ledger.cookie ??= answer.cookie;
      if (answer.data) ledger.acknowledged.add(id);
    }
  } catch {
    // The server has closed: what was on its way may have been kept or not.
  }
}

it('F7 loses no acknowledged write when it is stopped in the middle of requests, and ends within 10 seconds', {
  timeout: 300_000,
}, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    atlas = await startAtlas({ data: folder });
    const { url } = atlas;
    const ids = (await graphql<Nodes>(url, ALL)).data!.diagrams.nodes.map((node) => node.id);
    const ledgers: Ledger[] = Array.from({ length: CLIENTS }, () => ({ acknowledged: new Set() }));
    const workers = ledgers.map((ledger) => work(url, ids, ledger));
    while (ledgers.some((ledger) => ledger.acknowledged.size === 0)) {
      await sleep(5);
    }
    const began = performance.now();
    atlas.kill('SIGTERM');
    expect(await atlas.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    await Promise.all(workers);
    expect(ledgers.every((ledger) => ledger.acknowledged.size > 0)).toBe(true);

    atlas = await startAtlas({ data: folder });
    for (const { cookie, acknowledged } of ledgers) {
      const kept = (await graphql<Nodes>(atlas.url, COMPLETED, { cookie })).data!.diagrams.nodes.map(
        (node) => node.id,
      );
      expect([...acknowledged].filter((id) => !kept.includes(id))).toEqual([]);
    }
    atlas.kill('SIGINT');
    expect(await atlas.ended).toBe(0);
  }
});
