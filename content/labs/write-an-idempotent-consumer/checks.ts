import type { Check, Checks, Finding, FreshMachine, Random } from '../kit.ts';
import { Book, wrongLines, wrongOrder } from './book.ts';
import { Deliveries } from './deliveries.ts';
import { type Cut, crash, readLogs, readText, runConsumer, Unfit } from './machine.ts';

type Said = Pick<Finding, 'expected' | 'why' | 'node'>;

/** A play says what went wrong, or, when all went well, what was played. */
type Play = (
  machine: FreshMachine,
  random: Random,
) => Promise<{ wrong: string } | { wrong?: never; well: string }>;

function check(play: Play, said: Said): Check {
  return async (machine, random) => {
    const text = await machine.read('consumer.sh');
    if (!text?.trim()) return { passed: false, observed: 'consumer.sh is empty.', ...said };
    try {
      const result = await play(machine, random);
      if (result.wrong !== undefined) return { passed: false, observed: `${result.wrong}.`, ...said };
      return { passed: true, observed: result.well, ...said };
    } catch (error) {
      if (error instanceof Unfit) return { passed: false, observed: error.message, ...said };
      throw error;
    }
  };
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

const bookOnce: Play = async (machine, random) => {
  const deliveries = new Deliveries(random);
  const book = new Book();
  let all: string[] = [];
  for (let run = 1; run <= 3; run++) {
    // New ones, and late copies of old ones between them.
    const fresh = deliveries.good(12);
    const lines = deliveries.repeated([...fresh, ...random.shuffle(all).slice(0, 5)]);
    all = [...all, ...fresh];
    for (const line of lines) book.take(line);
    await runConsumer(machine, text(lines));
    const wrong = wrongLines('the ledger', await readText(machine, 'ledger'), book.entries());
    if (wrong) return { wrong: `After run ${run}, ${wrong}` };
  }
  return { well: `After 3 runs the ledger has each of ${book.ledger.size} bookings once.` };
};

const CUTS: Cut[] = ['in the id', 'in the amount', 'before its end', 'behind its end', 'nowhere'];

/** Runs whose input breaks off and which mostly end in a crash, each followed by one with all that was not confirmed. */
async function* crashes(machine: FreshMachine, random: Random, book: Book, withPoison: boolean) {
  const deliveries = new Deliveries(random);
  for (const cut of random.shuffle(CUTS)) {
    const poison = withPoison ? deliveries.poison() : [];
    // The last one, which is cut off, has no copy before it.
    const lines = [...deliveries.repeated([...deliveries.good(9), ...poison]), ...deliveries.good(1)];
    const input = text(lines);
    const before = await readLogs(machine);
    await runConsumer(machine, input.slice(0, -random.int(2, 3)));
    const left = cut === 'nowhere' ? undefined : await crash(machine, before, cut, random);
    for (const line of lines) book.take(line);
    await runConsumer(machine, input, left);
    yield cut === 'nowhere' ? 'a run whose input broke off' : `a crash that cut the last line ${cut}`;
  }
}

const surviveTheCrash: Play = async (machine, random) => {
  const book = new Book();
  for await (const what of crashes(machine, random, book, false)) {
    const wrong = wrongLines('the ledger', await readText(machine, 'ledger'), book.entries());
    if (wrong) return { wrong: `After ${what}, and all deliveries again, ${wrong}` };
  }
  return {
    well: `After ${CUTS.length - 1} crashes and an input that broke off, the ledger has each of ${book.ledger.size} bookings once, whole.`,
  };
};

const setAsidePoison: Play = async (machine, random) => {
  const deliveries = new Deliveries(random);
  const book = new Book();
  const good = deliveries.good(12);
  const poison = deliveries.poison();
  const mixed = deliveries.repeated([...good, ...poison]);
  // An id that comes again with something else; and one that was mended after it had been set aside.
  const conflicts = random
    .shuffle(good)
    .slice(0, 2)
    .map((line) => `${line.split(' ')[0]} ${deliveries.content()}7`);
  const mended = poison.slice(0, 2).map((line) => `${line.split(' ')[0]} ${deliveries.content()}`);
  const second = [...deliveries.repeated([...conflicts, ...poison]), ...mended, ...deliveries.good(2)];
  for (const [i, lines] of [mixed, second, second].entries()) {
    for (const line of lines) book.take(line);
    await runConsumer(machine, text(lines));
    const wrong =
      wrongLines('dead', await readText(machine, 'dead'), [...book.dead]) ??
      wrongLines('the ledger', await readText(machine, 'ledger'), book.entries());
    if (wrong) return { wrong: `After run ${i + 1}, ${wrong}` };
  }
  return {
    well: `${book.dead.size} deliveries are set aside, each once, and all ${book.ledger.size} others are booked.`,
  };
};

const keepTheBalance: Play = async (machine, random) => {
  const book = new Book();
  for await (const what of crashes(machine, random, book, true)) {
    const wrong =
      wrongOrder('balances', await readText(machine, 'balances'), book.balances()) ??
      wrongLines('dead', await readText(machine, 'dead'), [...book.dead]);
    if (wrong) return { wrong: `After ${what}, and all deliveries again, ${wrong}` };
  }
  return {
    well: `After ${CUTS.length - 1} crashes and an input that broke off, the balances of ${book.balances().length} accounts are true.`,
  };
};

const checks: Checks = {
  'book-once': check(bookOnce, {
    expected:
      'One line in the ledger for each id, however often and in whatever order it is delivered, in this run or an earlier one.',
    why: 'A queue that promises not to lose a message repeats it whenever a confirmation is lost. Whoever books what arrives pays some bills twice, and only the payee notices.',
    node: 'work-queue-and-dead-letters#ledger',
  }),
  'survive-the-crash': check(surviveTheCrash, {
    expected:
      'One whole line in the ledger for each delivery, after runs whose input broke off within a line and which lost the end of the ledger and all other files.',
    why: 'What remembers an id and what books it have to be one write. If there are two, a crash falls between them: then the booking is lost or doubled. And half a line is worse than none, because the first half of an amount is an amount.',
    node: 'transactional-outbox#shipping_tx',
  }),
  'set-aside-poison': check(setAsidePoison, {
    expected:
      'Each delivery that breaks the rules once in dead, with the right reason before it, and every other one in the ledger, also those that come behind it.',
    why: 'A message that can never be handled comes back for ever if it is refused, and vanishes if it is skipped. An id that comes with another amount is the most dangerous kind: taken for a repeat, it is lost without a trace.',
    node: 'work-queue-and-dead-letters#dlq',
  }),
  'keep-the-balance': check(keepTheBalance, {
    expected:
      'After each run, crash or not, balances has the sum of the bookings of each account, in order of accounts, and dead has each poison message once.',
    why: 'A sum that is only ever added to keeps every mistake of its past. One that follows from the ledger alone is right again after any crash, and can be thrown away at any time.',
    node: 'transactional-outbox#shipments',
  }),
};

export default checks;
