import type { Random } from '../kit.ts';
import { equals, fleet, keysOf, newcomer, type Server } from './fleets.ts';
import { moves, type Routes, type Run, spread } from './routes.ts';

/** Says what is wrong, or, when nothing is, what was seen. */
export type Play = (run: Run, random: Random) => Promise<{ wrong: string } | { wrong?: never; well: string }>;

/**
 * Fleets of which the mean counts. Over 10,000 seeds a ring with 100 points for each server misses these bounds in 0
 * (equal weights) and 3 (mixed weights), one with 64 in 0 and 12; one with 4 keeps them in 47 of equal weights, and one
 * with 1 in none.
 */
export const FLEETS = 4;
export const MOST = 1.4;
export const LEAST = 0.6;
/** Of six: with 64 points, one is missing in about 13 of 1,000 seeds, and more than two in none of 10,000. */
export const GIVERS = 4;
const KEYS = 300;
/** One point for each of five servers gives more than that to one of them in 3 of 100,000 fleets. */
const MOST_ON_ONE = 0.95;
/** For shares, which chance blurs more the fewer there are. */
const MANY_KEYS = 600;
const WEIGHTS = [4, 3, 2, 2, 1, 1];

/** The mean of the fullest and of the emptiest server of some fleets, judged. */
function judgeSpread(spreads: readonly ReturnType<typeof spread>[]) {
  const mean = (of: 'most' | 'least') => spreads.reduce((sum, one) => sum + one[of], 0) / spreads.length;
  const [most, least] = [mean('most'), mean('least')];
  const well = `In the mean of ${spreads.length} fleets, the fullest server has ${most.toFixed(2)} times its fair share and the emptiest ${least.toFixed(2)} times.`;
  return most > MOST || least < LEAST ? { wrong: well } : { well };
}

const without = (servers: readonly Server[], gone: Server) => servers.filter((server) => server !== gone);

/** What is wrong with a join, if anything is. */
function strayedOnJoin(before: Routes, after: Routes, { name }: Server): string | undefined {
  const moved = moves(before, after);
  const stray = moved.filter(({ to }) => to !== name);
  if (stray.length === 0) return undefined;
  return `When a server joins, ${moved.length} of ${before.size} keys move, and ${stray.length} of these not to it but between the others: ${stray[0]?.key} from ${stray[0]?.from} to ${stray[0]?.to}.`;
}

export const moveFewKeys: Play = async (run, random) => {
  const servers = equals(random, random.int(5, 7));
  const keys = keysOf(random, KEYS);
  const before = await run(servers, 1, keys);
  const sizes = servers.map(({ name }) => [...before.values()].filter(([first]) => first === name).length);
  if (Math.max(...sizes) > MOST_ON_ONE * KEYS)
    return { wrong: `Of ${KEYS} keys, one of ${servers.length} servers has ${Math.max(...sizes)}.` };

  const other = await run(random.shuffle(servers), 1, random.shuffle(keys).slice(0, KEYS / 2));
  const differing = moves(before, other);
  if (differing.length > 0)
    return {
      wrong: `With the lines of the servers file in another order, and half of the keys, ${differing.length} of ${other.size} keys are on another server.`,
    };

  const joining = newcomer(random);
  const joined = await run(random.shuffle([...servers, joining]), 1, keys);
  const wrong = strayedOnJoin(before, joined, joining);
  if (wrong) return { wrong };

  const gone = random.pick(servers);
  const left = moves(before, await run(without(servers, gone), 1, keys));
  const stray = left.filter(({ from }) => from !== gone.name);
  if (stray.length > 0)
    return {
      wrong: `When a server leaves, ${stray.length} keys move that were not on it, ${stray[0]?.key} for one.`,
    };
  await run([gone], 1, keys);
  return {
    well: `A join moves ${moves(before, joined).length} of ${KEYS} keys, all to the newcomer; a leave moves ${left.length}, all from the server that left.`,
  };
};

export const evenTheLoad: Play = async (run, random) => {
  const spreads: ReturnType<typeof spread>[] = [];
  for (let i = 0; i < FLEETS; i++) {
    const servers = equals(random, 6);
    const keys = keysOf(random, MANY_KEYS);
    const routes = await run(servers, 1, keys);
    spreads.push(spread(routes, servers));
    if (i > 0) continue;
    // Even by a remainder is no use.
    const joining = newcomer(random);
    const joined = await run([joining, ...servers], 1, keys);
    const wrong = strayedOnJoin(routes, joined, joining);
    if (wrong) return { wrong };
    const givers = new Set(moves(routes, joined).map(({ from }) => from)).size;
    if (givers < GIVERS)
      return {
        wrong: `A server that joins takes keys from only ${givers} of the ${servers.length} others.`,
      };
  }
  return judgeSpread(spreads);
};

export const partTheCopies: Play = async (run, random) => {
  const servers = equals(random, random.int(5, 7));
  const keys = keysOf(random, KEYS);
  const [single, before] = [await run(servers, 1, keys), await run(servers, 3, keys)];
  const short = [...before].filter(([, names]) => new Set(names).size !== 3 || names.length !== 3);
  if (short[0])
    return {
      wrong: `Of ${KEYS} keys with 3 copies, ${short.length} are not on 3 distinct servers: ${short[0][0]} is on ${short[0][1].join(', ')}.`,
    };
  const differing = moves(single, before);
  if (differing.length > 0)
    return {
      wrong: `${differing.length} of ${KEYS} keys have another first server with 3 copies than with 1.`,
    };

  const gone = random.pick(servers);
  const after = await run(without(servers, gone), 3, keys);
  const wrong = [...before].filter(([key, names]) =>
    names.filter((name) => name !== gone.name).some((name, i) => after.get(key)?.[i] !== name),
  );
  if (wrong[0]) {
    const [key, names] = wrong[0];
    return {
      wrong: `When ${gone.name} is lost, the others do not move up for ${wrong.length} of ${KEYS} keys: ${key} was on ${names.join(', ')}, and is looked for on ${after.get(key)?.join(', ')}.`,
    };
  }
  const few = await run(servers.slice(0, 2), 3, keys);
  const twice = [...few].find(([, names]) => names.length !== 2 || new Set(names).size !== 2);
  if (twice)
    return {
      wrong: `With 2 servers and 3 copies, ${twice[0]} is on ${twice[1].join(', ')}: ${twice[1].length} names.`,
    };
  return { well: `All 3 copies of ${KEYS} keys are on distinct servers, and move up when one is lost.` };
};

export const weighTheServers: Play = async (run, random) => {
  const spreads: ReturnType<typeof spread>[] = [];
  for (let i = 0; i < FLEETS; i++) {
    const servers = fleet(random, WEIGHTS);
    const keys = keysOf(random, MANY_KEYS);
    const routes = await run(servers, 1, keys);
    spreads.push(spread(routes, servers));
    if (i > 0) continue;
    const light = random.pick(servers.filter(({ weight }) => weight < 3));
    const heavier = servers.map((one) => (one === light ? { ...one, weight: one.weight + 2 } : one));
    const raised = moves(routes, await run(heavier, 1, keys)).filter(({ to }) => to !== light.name);
    if (raised.length > 0)
      return {
        wrong: `When one server's weight goes from ${light.weight} to ${light.weight + 2}, ${raised.length} of ${MANY_KEYS} keys move to others than it.`,
      };
    const heavy = random.pick(servers.filter(({ weight }) => weight > 1));
    const drained = servers.map((one) => (one === heavy ? { ...one, weight: 0 } : one));
    const after = await run(drained, 2, keys);
    const on = [...after.values()].filter((names) => names.includes(heavy.name)).length;
    if (on > 0) return { wrong: `A server of weight 0 still has copies of ${on} of ${MANY_KEYS} keys.` };
    const stray = moves(routes, after).filter(({ from }) => from !== heavy.name);
    if (stray.length > 0)
      return {
        wrong: `When one server's weight goes from ${heavy.weight} to 0, ${stray.length} keys move that were not on it.`,
      };
    const few = await run(fleet(random, [2, 1, 0]), 3, keys.slice(0, 50));
    const count = [...few.values()].filter((names) => new Set(names).size !== 2 || names.length !== 2).length;
    if (count > 0)
      return {
        wrong: `With 3 copies and 3 servers, of which one has weight 0, ${count} of 50 keys are not on the 2 others.`,
      };
  }
  return judgeSpread(spreads);
};
