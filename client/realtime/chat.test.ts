import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ChatPage, type Fate, openChatPage, REFUSED } from '../../test/support/chat-page.ts';
import { type ChatServer, createChatServer } from '../../test/support/chat-server.ts';

/** A failure prints its seed and the shortest story; `ATLAS_SEED` tells it again. */
const OPTIONS = {
  numRuns: Number(process.env.ATLAS_RUNS ?? 250),
  ...(process.env.ATLAS_SEED ? { seed: Number(process.env.ATLAS_SEED) } : {}),
};
const PAGES = ['ada', 'bob'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Step =
  | { does: 'type' | 'refused' | 'lose' | 'connect' | 'cut' | 'reload' | 'earlier'; page: number }
  | { does: 'discard'; page: number; pick: number }
  | { does: 'network'; page: number; pick: number; fate: Fate }
  | { does: 'change'; pick: number; how: 'edit' | 'delete' | 'react' }
  | { does: 'restart' | 'other' | 'quiet' }
  | { does: 'wait'; ms: number };

const page = fc.nat(PAGES.length - 1);
const pick = fc.nat(4);
const stepOf = (fates: readonly Fate[]): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc.record({
        does: fc.constant('network' as const),
        page,
        pick,
        fate: fc.constantFrom<Fate>(...fates),
      }),
    },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('type' as const), page }) },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('change' as const),
        pick: fc.nat(20),
        how: fc.constantFrom('edit' as const, 'delete' as const, 'react' as const),
      }),
    },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('connect' as const), page }) },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constantFrom(
          'lose' as const,
          'cut' as const,
          'reload' as const,
          'earlier' as const,
          'refused' as const,
        ),
        page,
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('discard' as const), page, pick }) },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constantFrom('restart' as const, 'other' as const, 'quiet' as const) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
    },
  );

interface World {
  server: ChatServer;
  pages: ChatPage[];
  count: number;
}

/** @param before messages that are there before anybody comes */
function openWorld(before: number): World {
  const server = createChatServer();
  for (let i = 0; i < before; i++) server.write('other', `before ${i}`, `before ${i}`);
  return { server, pages: PAGES.map((name) => openChatPage(name, server)), count: 0 };
}

function take(world: World, step: Step): void {
  const { server, pages } = world;
  const at = 'page' in step ? (pages[step.page] as ChatPage) : undefined;
  world.count += 1;
  if (step.does === 'other') server.write('other', `other ${world.count}`, `other ${world.count}`);
  else if (step.does === 'change') server.change(step.pick, step.how);
  else if (step.does === 'restart') for (const one of pages) one.lose();
  else if (step.does === 'type') at?.type(`${at.name} ${world.count}`);
  else if (step.does === 'refused') at?.type(`${REFUSED} ${world.count}`);
  else if (step.does === 'discard') at?.discard(step.pick);
  else if (step.does === 'network') at?.decide(step.pick, step.fate);
  else if (step.does === 'earlier')
    void at
      ?.chat()
      .loadEarlier()
      .catch(() => {});
  else if (step.does !== 'wait' && step.does !== 'quiet') at?.[step.does]();
}

/** What has been promised by now is done. */
async function breathe(): Promise<void> {
  for (let i = 0; i < 20; i++) await null;
}

/** The network is good again, and everything arrives in order, until there is nothing more. */
async function settle({ pages }: World): Promise<void> {
  const isQuiet = () => pages.every((one) => one.underWay() === 0 && one.live() === 'live');
  for (let round = 0; round < 500; round++) {
    for (const one of pages) if (one.live() !== 'live') one.connect();
    await breathe();
    if (isQuiet()) {
      // What failed is sent again by then.
      await vi.advanceTimersByTimeAsync(31_000);
      if (isQuiet()) return;
    }
    for (const one of pages) one.decide(0, 'arrives');
    await breathe();
  }
  throw new Error('It never gets quiet.');
}

/** Whatever happens, and at any time. */
function checkAlways({ server, pages }: World): void {
  const known = new Set(server.messages().map(({ id }) => id));
  for (const one of pages) {
    const { messages, unsent, connection } = one.chat().state();
    const numbers = messages.map(({ sequence }) => sequence);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(messages.filter(({ id }) => !known.has(id))).toEqual([]);
    const shown = [...messages, ...unsent].map(({ key }) => key);
    expect(shown).toEqual([...new Set(shown)]);
    // What the server does not have is still here, in the order in which it was typed, and nothing else is.
    const waiting = unsent.map(({ text }) => text);
    const written = new Set(server.written().map(({ text }) => text));
    expect(waiting).toEqual(one.typed().filter((text) => waiting.includes(text) || !written.has(text)));
    expect(connection).toBe(one.live());
  }
}

async function checkQuiet(world: World): Promise<void> {
  const { server, pages } = world;
  const all = server.messages();
  for (const one of pages) {
    const { messages, unsent, ready, connection } = one.chat().state();
    expect({ ready, connection }).toEqual({ ready: true, connection: 'live' });
    // As much of the end as was loaded, and nothing left out in between.
    expect(messages).toEqual(all.slice(all.length - messages.length));
    expect(unsent.filter(({ refused }) => refused === undefined)).toEqual([]);
    expect(unsent.map(({ text }) => text)).toEqual(one.typed().filter((text) => text.startsWith(REFUSED)));
    const written = server.written().filter(({ author }) => author === one.name);
    expect(written.map(({ text }) => text)).toEqual(one.typed().filter((text) => !text.startsWith(REFUSED)));
  }
  for (const one of pages) {
    for (let i = 0; one.chat().state().hasEarlier && i < 30; i++) {
      void one.chat().loadEarlier();
      await settle(world);
    }
    expect(one.chat().state().messages).toEqual(server.messages());
  }
}

async function play(before: number, steps: readonly Step[]): Promise<void> {
  const world = openWorld(before);
  for (const step of steps) {
    take(world, step);
    // Several things can happen in one millisecond.
    await breathe();
    checkAlways(world);
    if (step.does === 'quiet') await settle(world);
    if (step.does === 'wait') await vi.advanceTimersByTimeAsync(step.ms);
  }
  await settle(world);
  // A push that is lost on a good connection is known by the number of the next one.
  if (world.pages.some((one) => one.hasMissed())) {
    world.server.write('other', 'the next one', 'the next one');
    await settle(world);
  }
  checkAlways(world);
  await checkQuiet(world);
  for (const one of world.pages) one.chat().close();
  vi.clearAllTimers();
}

/** One page, with the first of the group's messages loaded, and nothing under way. */
async function openOne(before: number): Promise<World & { page: ChatPage }> {
  const server = createChatServer();
  for (let i = 0; i < before; i++) server.write('other', `before ${i}`, `before ${i}`);
  const page = openChatPage('ada', server);
  const world = { server, pages: [page], count: 0, page };
  await settle(world);
  return world;
}

/** Lets one of what is under way arrive, counted from the oldest. */
async function arrive(page: ChatPage, at: number, fate: Fate = 'arrives'): Promise<void> {
  page.decide(at, fate);
  await breathe();
}

describe('every page shows what the server has, each message once and in order', () => {
  test('W13 whatever is lost, doubled, overtaken, refused, changed or started anew', async () => {
    const steps = fc.array(
      stepOf(['arrives', 'arrives', 'arrives', 'arrives twice', 'is lost', 'is refused']),
      { maxLength: 70, size: 'max' },
    );
    await fc.assert(fc.asyncProperty(fc.nat(12), steps, play), OPTIONS);
  }, 120_000);

  test('an answer that comes after what was told later takes nothing back', async () => {
    const { page, server } = await openOne(1);
    server.change(0, 'edit');
    server.change(0, 'edit');
    // The second is there before the first, twice: the page asks for what lies between, and then once more.
    await arrive(page, 1, 'arrives twice');
    for (let i = 0; i < 3; i++) await arrive(page, 0);
    server.change(0, 'edit');
    // The question arrives behind this change, and its answer is overtaken by this one and the next.
    await arrive(page, 0);
    server.change(0, 'edit');
    await arrive(page, 0);
    await arrive(page, 1);
    expect(page.chat().state().messages).toEqual(server.messages());
    await settle({ server, pages: [page], count: 0 });
    expect(page.chat().state().messages).toEqual(server.messages());
  });

  test('W13 what the server has forgotten is forgotten here, and all is loaded again', async () => {
    const world = await openOne(9);
    const { page, server } = world;
    page.lose();
    server.putBack(3);
    server.write('other', 'another history', 'another history');
    await settle(world);
    expect(page.chat().state().messages.at(-1)?.text).toBe('another history');
    expect(page.chat().state().messages).toEqual(server.page(undefined).messages);
    server.write('other', 'goes on', 'goes on');
    await settle(world);
    expect(page.chat().state().messages.slice(-2)).toEqual(server.messages().slice(-2));
  });

  test('what was refused by a busy server is asked again, on a connection that holds', async () => {
    const { page, server } = await openOne(1);
    page.lose();
    server.write('other', 'missed', 'missed');
    page.connect();
    await breathe();
    await arrive(page, 0, 'is refused');
    expect(page.chat().state().messages).toHaveLength(1);
    await settle({ server, pages: [page], count: 0 });
    expect(page.chat().state().messages).toEqual(server.messages());
  });

  test('a first page that could not be loaded is loaded later', async () => {
    const server = createChatServer();
    server.write('other', 'there', 'there');
    const page = openChatPage('ada', server);
    page.connect();
    await breathe();
    while (page.underWay() > 0) await arrive(page, 0, 'is refused');
    await settle({ server, pages: [page], count: 0 });
    expect(page.chat().state()).toMatchObject({ ready: true, messages: server.messages() });
  });

  test('an early message that is changed leaves no hole before those that are loaded', async () => {
    const { page, server } = await openOne(12);
    server.change(1, 'edit');
    await settle({ server, pages: [page], count: 0 });
    expect(page.chat().state().messages).toEqual(server.messages().slice(-4));
    for (let i = 0; i < 2; i++) {
      void page.chat().loadEarlier();
      await settle({ server, pages: [page], count: 0 });
    }
    expect(page.chat().state()).toMatchObject({ hasEarlier: false, messages: server.messages() });
  });

  test.each<Fate>(['arrives', 'is lost', 'is refused'])(
    'what is told to its author first is shown once, and sent once: its answer %s',
    async (fate) => {
      const { page, server } = await openOne(0);
      page.type('mine');
      await breathe();
      await arrive(page, 0);
      // Under way are what the server told the group, and its answer.
      await arrive(page, 0);
      expect(page.chat().state()).toMatchObject({ messages: [{ text: 'mine' }], unsent: [] });
      await arrive(page, 0, fate);
      await settle({ server, pages: [page], count: 0 });
      expect(page.chat().state()).toMatchObject({ messages: [{ text: 'mine' }], unsent: [] });
      expect(page.sendings()).toBe(1);
    },
  );

  test('a number that leaves a gap, in the answer to what one sent, makes the page ask for what lies between', async () => {
    const { page, server } = await openOne(1);
    server.write('other', 'not told', 'not told');
    await arrive(page, 0, 'is lost');
    page.type('mine');
    await breathe();
    await arrive(page, 0);
    // What the server told of it is lost as well; its answer is not.
    await arrive(page, 0, 'is lost');
    await arrive(page, 0);
    expect(
      page
        .chat()
        .state()
        .messages.map(({ text }) => text),
    ).toEqual(['before 0', 'mine']);
    for (let i = 0; i < 2; i++) await arrive(page, 0);
    expect(page.chat().state().messages).toEqual(server.messages());
    expect(page.underWay()).toBe(0);
  });

  test('what is written in one moment without a connection is sent in that order, each once', async () => {
    const { page, server } = await openOne(0);
    page.cut();
    const texts = ['one', 'two', 'three', 'four'];
    for (const text of texts) page.type(text);
    expect(page.chat().state()).toMatchObject({
      connection: 'offline',
      unsent: texts.map((text) => ({ text })),
    });
    page.connect();
    await breathe();
    // The first one arrives, and its answer does not; it is sent again.
    for (let i = 0; i < 3; i++) await arrive(page, 0, 'arrives twice');
    page.reload();
    await settle({ server, pages: [page], count: 0 });
    expect(server.written().map(({ text }) => text)).toEqual(texts);
    expect(page.chat().state()).toMatchObject({ connection: 'live', unsent: [] });
  });
});
