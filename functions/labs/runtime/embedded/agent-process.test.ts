import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AgentProcess, startAgent } from './agent-process.ts';

const MB = 1024 * 1024;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-agent-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An agent that a learner has taken over: it does what a script says. */
function takenOver(script: string): { agent: AgentProcess; ready: Promise<void>; ended: Promise<void> } {
  writeFileSync(join(folder, 'agent.mjs'), script);
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const agent = startAgent(
    {
      id: 'lss_01ARZ3NDEKTSV4RRFFQ6000001.1',
      limits: { memory: 64, processes: 16, disk: 8, cpuSeconds: 60 },
      archive: new Uint8Array(),
      agent: { url: 'ws://127.0.0.1:1/live', newToken: async () => 'token' },
      endsAt: new Date(),
    },
    { agent: folder, socket: undefined, token: 'token' },
    { onReady: ready.resolve, onFailed() {}, onExit: ended.resolve },
  );
  return { agent, ready: ready.promise, ended: ended.promise };
}

/** Says so many MB on its standard output, and does not end. */
const flood = (megabytes: number, text: string) => `
  const chunk = Buffer.from(${JSON.stringify(text)}.repeat(${MB} / ${text.length}));
  let left = ${megabytes};
  const say = () => { if (left-- > 0) process.stdout.write(chunk, say); };
  say();
  setInterval(() => {}, 1000);`;

test.each([
  ['without a line end', 'x'],
  ['in lines', '{"id":99,"ok":true}\n'],
])(
  'an agent that says more than it was asked is ended, %s',
  async (_name, text) => {
    const before = process.memoryUsage().rss;
    const { ended } = takenOver(flood(1_000, text.padStart(32)));
    await ended;
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
  },
  30_000,
);

test('each question gives room for an answer of its own', async () => {
  const { agent, ready } = takenOver(`
    import { createInterface } from 'node:readline';
    console.log('{"op":"ready"}');
    createInterface({ input: process.stdin }).on('line', (line) => {
      const { id } = JSON.parse(line);
      if (id) console.log(JSON.stringify({ id, ok: true, archive: 'x'.repeat(11 * ${MB}) }));
    });`);
  await ready;
  for (let i = 0; i < 5; i++) expect((await agent.ask({ op: 'save' })).archive).toHaveLength(11 * MB);
  agent.kill();
}, 30_000);
