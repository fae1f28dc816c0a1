import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameOf, readyMachine, startLabs, type TestLabs, type, whyNoNode } from './support/labs.ts';
import { stretchWire } from './support/wire.ts';

const missing = whyNoNode();
const about = missing ? ` (skipped: ${missing})` : '';

describe.skipIf(missing)(`L2 machines that are lost while a command runs${about}`, () => {
  let labs: TestLabs;
  beforeAll(async () => {
    labs = await startLabs();
  }, 180_000);
  afterAll(() => labs?.stop());

  const failure = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      (value) => value,
      (error: unknown) => error,
    );

  test('a command that never ends is given up in time', async () => {
    const id = await readyMachine(labs);
    const began = Date.now();
    await expect(labs.exec()(nameOf(id), 'lab', 'sleep 60', [], { seconds: 2 })).rejects.toThrow(
      'The machine does not answer.',
    );
    expect(Date.now() - began).toBeLessThan(6_000);
    // Nor does one that is at it, and prints without an end.
    await expect(labs.exec()(nameOf(id), 'lab', 'yes', [], { seconds: 2 })).rejects.toThrow(
      'The machine does not answer.',
    );
    expect(type(labs, id, 'echo well')).toBe('well\n');
  });

  test('a line that is too slow is given up in time, and not held open', async () => {
    const id = await readyMachine(labs);
    const wire = await stretchWire(portOf(labs), 2_000);
    try {
      const asked = labs.exec({ endpoint: `https://127.0.0.1:${wire.port}` });
      await expect(asked(nameOf(id), 'lab', 'sleep 60', [], { seconds: 1 })).rejects.toThrow(
        'does not answer',
      );
      expect(wire.open()).toBe(1);
      await expect.poll(wire.open, { timeout: 10_000 }).toBe(0);
    } finally {
      wire.stop();
    }
  });

  test('a line that is cut is an error at once', async () => {
    const id = await readyMachine(labs);
    const wire = await stretchWire(portOf(labs));
    try {
      const asked = labs.exec({ endpoint: `https://127.0.0.1:${wire.port}` });
      const cut = failure(asked(nameOf(id), 'lab', 'echo half; sleep 60', [], { seconds: 30 }));
      await sleep(1_000);
      const began = Date.now();
      wire.cut();
      expect(await cut).toMatchObject({ message: 'The connection to the machine was lost.' });
      expect(Date.now() - began).toBeLessThan(2_000);
    } finally {
      wire.stop();
    }
  });

  test('what the cluster refuses is an error with a sentence, and its reason for the log', async () => {
    const id = await readyMachine(labs);
    const nobody = await failure(labs.exec({ token: 'wrong' })(nameOf(id), 'lab', 'true'));
    expect(nobody).toBeInstanceOf(Error);
    expect(nobody).toMatchObject({
      message: 'The machine could not be reached.',
      cause: expect.objectContaining({ message: expect.stringContaining('401') }),
    });
    const nowhere = await failure(labs.exec()('lab-nowhere', 'lab', 'true'));
    expect(nowhere).toBeInstanceOf(Error);
    expect(nowhere).toMatchObject({
      cause: expect.objectContaining({ message: expect.stringMatching(/404|403/) }),
    });
    const noContainer = await failure(labs.exec()(nameOf(id), 'other', 'true'));
    expect(noContainer).toBeInstanceOf(Error);
  });

  test('a node that dies in the middle of a command is an error, and the next machine is well', async () => {
    const id = await readyMachine(labs);
    const cut = failure(
      labs.exec()(nameOf(id), 'lab', 'echo half; sleep 60; echo whole', [], { seconds: 30 }),
    );
    const flowing = failure(labs.exec()(nameOf(id), 'lab', 'yes', [], { seconds: 30 }));
    await sleep(1_000);
    const began = Date.now();
    await labs.node.kill();
    expect(await cut).toMatchObject({ message: 'The machine was lost while it worked.' });
    expect(await flowing).toMatchObject({ message: 'The machine was lost while it worked.' });
    expect(Date.now() - began).toBeLessThan(5_000);
    const away = await failure(labs.runtime.collect(id, ['a']));
    expect(away).toMatchObject({
      message: 'The machine was lost while it worked.',
      cause: expect.objectContaining({ message: expect.stringContaining('refused') }),
    });
    await labs.node.start();
    await readyMachine(labs, { 'a.txt': 'well' });
  }, 60_000);

  test('what says only half of its end has not ended', async () => {
    const id = await readyMachine(labs);
    // As if the node was lost between the two: nothing but the end itself is taken for one.
    for (const stream of ['1', '2']) {
      const script = `trap - EXIT; echo half; printf "\\004ended" >&${stream}; exit 0`;
      const cut = await failure(labs.exec()(nameOf(id), 'lab', script));
      expect(cut).toMatchObject({ message: 'The machine was lost while it worked.' });
    }
  });
});

const portOf = ({ cluster }: TestLabs): number => Number(new URL(cluster.endpoint).port);
